"""Signed notes: text with an Ed25519 signature in the form of C2SP signed-note, and the key that makes ours.

The key is made once, in the home's `keys` folder, readable by its owner only. Its name is made from the public key, so
that a key that was exchanged shows in every note.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

ED25519 = b"\x01"
"""The algorithm's number in signed-note."""


class BadNote(ValueError):
    """The note is not in the form of a signed note, or its signature is not right. The message says which."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key with its name."""

    private: Ed25519PrivateKey

    @property
    def public(self) -> bytes:
        return self.private.public_key().public_bytes_raw()

    @property
    def name(self) -> str:
        """`amends/` and the beginning of the public key's hash: one key, one name."""
        return f"amends/{hashlib.sha256(self.public).hexdigest()[:16]}"

    @property
    def id(self) -> bytes:
        return hashlib.sha256(self.name.encode() + b"\n" + ED25519 + self.public).digest()[:4]

    @property
    def verifier(self) -> str:
        """The public key as those who verify notes write it: name, id and key."""
        return f"{self.name}+{self.id.hex()}+{base64.b64encode(ED25519 + self.public).decode()}"

    def sign(self, text: str) -> str:
        """The note: the text, which must end with a newline, a blank line, and the line of the signature."""
        signature = base64.b64encode(self.id + self.private.sign(text.encode())).decode()
        return f"{text}\n— {self.name} {signature}\n"


def key() -> Key:
    """This installation's key, made when it is first asked for. Raises BadNote for a file that holds none."""
    file = Path(settings.AMENDS_HOME) / "keys" / "seal.key"
    if not file.exists():
        _make(file)
    try:
        private = serialization.load_pem_private_key(file.read_bytes(), password=None)
    except ValueError:
        private = None
    if not isinstance(private, Ed25519PrivateKey):
        raise BadNote(f"{file.name} is not a key that can sign: it was damaged or exchanged")
    return Key(private)


def _make(file: Path) -> None:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    pem = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(pem)


def text_of(note: str) -> str:
    """The text of a note, whoever signed it. Raises BadNote."""
    text, blank, signatures = note.rpartition("\n\n")
    if not blank or not signatures.startswith("— ") or not signatures.endswith("\n"):
        raise BadNote("it is not a signed note")
    return text + "\n"


def check_signature(note: str, by: Key) -> None:
    """Raise BadNote unless the note carries a good signature by this key."""
    text = text_of(note)
    names = []
    for line in note[len(text) + 1 :].splitlines():
        name, _, encoded = line.removeprefix("— ").partition(" ")
        names.append(name)
        if name == by.name:
            _check(text, encoded, by)
            return
    raise BadNote(f"it is signed by {', '.join(names)[:200]}, and the key of this installation is {by.name}")


def _check(text: str, encoded: str, by: Key) -> None:
    try:
        signed = base64.b64decode(encoded.encode(), validate=True)
    except binascii.Error:
        raise BadNote("its signature cannot be read") from None
    if signed[:4] != by.id:
        raise BadNote("its signature is by another key of the same name")
    try:
        Ed25519PublicKey.from_public_bytes(by.public).verify(signed[4:], text.encode())
    except InvalidSignature:
        raise BadNote("its signature is wrong: the text was changed after it was signed") from None
