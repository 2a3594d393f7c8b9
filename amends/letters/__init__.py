"""Letters: one small tree of blocks, written as PDF, as Word and as plain text; and what can be read from text alone.

It knows no complaint: whoever asks hands it words, a date and blocks (`document`). What a person wrote is text in every
writer, never markup.
"""
