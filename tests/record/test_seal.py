"""Seals: in the form that others can verify, and the same as long as nothing changes."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.conf import settings

from amends.record import models, notes
from amends.record.merkle import root
from amends.record.seal import BadHeads, CannotSeal, heads_text, packed_lines, read_checkpoint, seal, split_lines
from tests.cast import START, Cast, days, take_step
from tests.record.three import cases, cast, unguarded

__all__ = ["cases", "cast", "unguarded"]
LATER = START + days(30)


@pytest.fixture(autouse=True)
def key(tmp_path: Path, settings: Any) -> Path:
    """A home with a key of its own for each test; where the key is."""
    settings.AMENDS_HOME = tmp_path
    return tmp_path / "keys" / "seal.key"


def verified_by_others(note: str, verifier: str) -> str:
    """The text of a note, if its signature is good: written anew from the description of the format."""
    name, key_id, encoded = verifier.split("+", 2)
    algorithm, public = base64.b64decode(encoded)[:1], base64.b64decode(encoded)[1:]
    assert algorithm == b"\x01"
    assert hashlib.sha256(name.encode() + b"\n" + algorithm + public).hexdigest()[:8] == key_id
    text, line = note.split("\n\n")
    dash, signer, signature = line.rstrip("\n").split(" ")
    assert (dash, signer) == ("\u2014", name)
    assert base64.b64decode(signature)[:4].hex() == key_id
    Ed25519PublicKey.from_public_bytes(public).verify(base64.b64decode(signature)[4:], (text + "\n").encode())
    return text


def test_a_seal_is_a_signed_checkpoint_over_all_heads(cases: list[str]) -> None:
    text = verified_by_others(seal(LATER).checkpoint, notes.key().verifier)
    origin, size, encoded, moment = text.split("\n")
    heads = models.Head.objects.order_by("case").values_list("case", "number", "hash")
    leaves = [f"{case}\t{number}\t{head}".encode() for case, number, head in heads]
    assert origin == notes.key().name
    assert size == "3"
    assert base64.b64decode(encoded) == root(leaves)
    assert moment == "sealed 2026-04-01T09:30:00.000000Z"


def test_a_note_that_was_changed_does_not_verify(cases: list[str]) -> None:
    note = seal(LATER).checkpoint
    with pytest.raises(InvalidSignature):
        verified_by_others(note.replace("\n3\n", "\n4\n"), notes.key().verifier)
    with pytest.raises(notes.BadNote, match="changed after it was signed"):
        notes.check_signature(note.replace("\n3\n", "\n4\n"), notes.key())


def test_the_list_of_heads_is_kept_with_the_seal(cases: list[str]) -> None:
    sealed = seal(LATER)
    heads = models.Head.objects.order_by("case").values_list("case", "number", "hash")
    assert heads_text(sealed).decode() == "".join(f"{case}\t{number}\t{head}\n" for case, number, head in heads)


def test_an_unchanged_record_keeps_its_seal(cases: list[str]) -> None:
    first = seal(LATER)
    again = seal(LATER + days(1))
    assert (again.pk, again.checkpoint) == (first.pk, first.checkpoint)
    assert models.Seal.objects.count() == 1


def test_a_record_that_went_on_gets_another_seal(cast: Cast, cases: list[str]) -> None:
    first = seal(LATER)
    take_step(cases[0], "note", cast.amira.actor(), LATER, note="More.")
    assert seal(LATER).root != first.root
    assert models.Seal.objects.count() == 2


@pytest.mark.parametrize("change", [{"chains": 9}, {"heads": b"gone"}, {"checkpoint": "x"}, {"sealed_at": "x"}])
def test_a_seal_that_was_altered_is_made_anew(cases: list[str], change: dict[str, object]) -> None:
    first = seal(LATER)
    models.Seal.objects.update(**change)
    again = seal(LATER + days(1))
    assert (again.root, again.chains) == (first.root, 3)
    assert read_checkpoint(again.checkpoint).sealed_at == again.sealed_at == "2026-04-02T09:30:00.000000Z"
    assert len(list(packed_lines(bytes(again.heads)))) == 3


def test_an_older_seal_does_not_pass_for_one_of_today(cast: Cast, cases: list[str]) -> None:
    seal(LATER)
    take_step(cases[0], "note", cast.amira.actor(), LATER, note="More.")
    heads = models.Head.objects.order_by("case").values_list("case", "number", "hash")
    today = root(f"{case}\t{number}\t{head}".encode() for case, number, head in heads).hex()
    models.Seal.objects.update(root=today)
    assert read_checkpoint(seal(LATER).checkpoint).root == today


def test_with_another_key_the_record_is_sealed_anew(cases: list[str], key: Path) -> None:
    first = seal(LATER)
    key.unlink()
    again = seal(LATER)
    assert again.root == first.root
    verified_by_others(again.checkpoint, notes.key().verifier)


def test_an_empty_record_can_be_sealed(db: None) -> None:
    sealed = seal(LATER)
    assert (sealed.chains, sealed.root) == (0, hashlib.sha256(b"").hexdigest())


@pytest.mark.usefixtures("unguarded")
@pytest.mark.parametrize("change", [{"hash": "1" * 64}, {"number": 9}])
def test_a_head_that_is_not_the_last_entry_is_not_sealed(cases: list[str], change: dict[str, object]) -> None:
    models.Head.objects.filter(case=cases[1]).update(**change)
    with pytest.raises(CannotSeal, match=f"{cases[1]}: its head is not its last entry"):
        seal(LATER)


@pytest.mark.usefixtures("unguarded")
@pytest.mark.parametrize("mark", ["\t", "\n"])
def test_a_name_that_would_break_a_line_of_the_list_is_not_sealed(cases: list[str], mark: str) -> None:
    for model in (models.Entry, models.Content, models.Head):
        model.objects.filter(case=cases[1]).update(case=f"C-26{mark}7")
    with pytest.raises(CannotSeal):
        seal(LATER)


def test_the_key_is_made_once_for_its_owner_only(key: Path) -> None:
    first = notes.key()
    assert key.stat().st_mode & 0o777 == 0o600
    assert key.parent.stat().st_mode & 0o777 == 0o700
    assert notes.key().public == first.public


def test_a_key_of_another_kind_is_refused(key: Path) -> None:
    key.parent.mkdir()
    pem = X25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    key.write_bytes(pem)
    with pytest.raises(notes.BadNote, match="is not a key that can sign"):
        notes.key()


def test_the_name_of_a_key_can_stand_in_a_note() -> None:
    assert not set(notes.key().name) & set(" +\n")


@pytest.mark.parametrize(
    "note",
    [
        "",
        "no note",
        "a\n1\nAAAA\nsealed x\n",
        "a\n1\nAAAA\nsealed x\n\n— k s",
        "a\n1\nAAAA\nsealed x\n\n— k s\n",
        "a\nmany\n" + "A" * 43 + "=\nsealed x\n\n— k s\n",
        "a\n1\n" + "A" * 43 + "=\n\n— k s\n",
        "a\n1\n" + "A" * 43 + "=\nopened x\n\n— k s\n",
    ],
)
def test_what_is_no_seal_is_refused_in_words(note: str) -> None:
    with pytest.raises(notes.BadNote, match=r"not a signed note|not a seal"):
        read_checkpoint(note)


@pytest.mark.parametrize(
    ("packed", "why"), [(b"nonsense", "cannot be read"), (b"", ""), (None, "breaks off")], ids=["bad", "none", "short"]
)
def test_a_list_that_cannot_be_read_is_said_to_be_so(packed: bytes | None, why: str) -> None:
    if packed is None:
        with pytest.raises(BadHeads, match=why):
            list(split_lines([b"C-1\t1\tab\nC-2\t"]))
    elif why:
        with pytest.raises(BadHeads, match=why):
            list(packed_lines(packed))
    else:
        assert list(packed_lines(packed)) == []


def test_a_list_without_lines_does_not_fill_the_memory() -> None:
    with pytest.raises(BadHeads, match="not a list"):
        list(split_lines(iter([b"x" * 65_536] * 1_000_000)))


def test_the_tests_use_a_key_of_their_own(key: Path) -> None:
    assert key.is_relative_to(settings.AMENDS_HOME)
