"""REMEMBERS. Entries in chains, personal content beside them, attachments, seals. Append, read, verify, erase.

Only this room touches its tables. A chain is named by the reference of its case.
"""
