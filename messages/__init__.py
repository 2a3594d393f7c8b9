"""Catalogues: what there is to translate, and the translations, kept together and compiled.

`python -m messages` (`make messages`) reads the sources anew, takes what is new into `django.pot` and into each
language's `django.po`, takes out what is gone, and compiles. A translation is written into `django.po`; then run it
once more.
"""
