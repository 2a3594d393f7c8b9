"""The tables of the record. Moments and bodies are kept as the very text that is hashed, so both databases agree."""

from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """One entry. Triggers on both databases refuse UPDATE and DELETE."""

    pk = models.CompositePrimaryKey("case", "number")
    case = models.CharField(max_length=32)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    step = models.CharField(max_length=40)
    by = models.CharField(max_length=60)
    at = models.CharField(max_length=32)
    happened_at = models.CharField(max_length=32)
    body = models.TextField()
    digests = models.TextField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.case} {self.number} {self.kind}"


class Content(models.Model):
    """The personal part of an entry, one row a field. Erasing deletes the row, salt and all; nothing may change it."""

    pk = models.CompositePrimaryKey("case", "number", "field")
    case = models.CharField(max_length=32)
    number = models.PositiveIntegerField()
    field = models.CharField(max_length=40)
    salt = models.CharField(max_length=32)
    text = models.TextField()

    def __str__(self) -> str:
        return f"{self.case} {self.number} {self.field}"


class Head(models.Model):
    """Where each chain ends. Moving it is a compare-and-set, so that of two writers one loses."""

    case = models.CharField(max_length=32, primary_key=True)
    number = models.PositiveIntegerField()
    hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.case} {self.number}"


class Seal(models.Model):
    """A checkpoint over all heads as they were. The signed text is meant to be kept elsewhere too."""

    sealed_at = models.CharField(max_length=32)
    chains = models.PositiveIntegerField()
    root = models.CharField(max_length=64, unique=True)
    checkpoint = models.TextField()
    heads = models.BinaryField()

    def __str__(self) -> str:
        return f"seal of {self.sealed_at}"


class Attachment(models.Model):
    """A file that came with a case. Its bytes lie in the home folder under its id, never under its own name.

    The id ends in a salted digest of all this and of the bytes (see `canonical.file_digest`), so that an entry that
    names the file holds it fast. Erasing removes the salt.
    """

    id = models.CharField(max_length=80, primary_key=True)
    case = models.CharField(max_length=32, db_index=True)
    filename = models.CharField(max_length=255)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    salt = models.CharField(max_length=32)
    added_at = models.CharField(max_length=32)
    scan = models.CharField(max_length=20, default="not scanned")

    def __str__(self) -> str:
        return self.id
