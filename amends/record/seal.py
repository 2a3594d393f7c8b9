"""Seal: a signed checkpoint over the heads of all chains, in the form of C2SP tlog-checkpoint, to be kept elsewhere.

The leaves of the tree are the lines `case TAB number TAB hash`, in the order of their bytes. The list of them is kept
with the seal, and may be kept elsewhere too: with it, `against` names what has changed since.
"""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from amends.record import canonical, merkle, notes
from amends.record.findings import shown
from amends.record.models import Seal
from amends.record.streams import rows, snapshot

HEADS = (
    'SELECT h."case", h."number", h."hash", e."hash" FROM record_head h '
    'LEFT JOIN record_entry e ON e."case" = h."case" AND e."number" = h."number" ORDER BY h."case" {C}'
)
SEALED_AT = "sealed "
LONGEST_LINE = 500
"""Bytes that a line of a list of heads may have: far more than any has."""


class CannotSeal(Exception):
    """The heads are not those of the record, so a seal would vouch for nothing."""


class BadHeads(ValueError):
    """A list of heads cannot be read, or is not the one that was sealed."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The text of a seal, read."""

    origin: str
    chains: int
    root: str  # hexadecimal
    sealed_at: str


def seal(at: datetime) -> Seal:
    """Seal the record as it is. Unchanged since it was last sealed, it keeps that seal."""
    packed, chains, root = _packed_heads()
    key = notes.key()
    last = Seal.objects.filter(root=root).first()
    if last and _is_good(last, key):
        return last
    moment = canonical.moment_text(at)
    text = f"{key.name}\n{chains}\n{base64.b64encode(bytes.fromhex(root)).decode()}\n{SEALED_AT}{moment}\n"
    made = {"sealed_at": moment, "chains": chains, "checkpoint": key.sign(text), "heads": packed}
    return Seal.objects.update_or_create(root=root, defaults=made)[0]


def _packed_heads() -> tuple[bytes, int, str]:
    """The lines of all heads, compressed; how many; and their root in hexadecimal."""
    pack, packed, chains = zlib.compressobj(), [], 0

    def lines() -> Iterator[bytes]:
        nonlocal chains
        for line in _head_lines():
            chains += 1
            packed.append(pack.compress(line + b"\n"))
            yield line

    with snapshot():
        root = merkle.root(lines())
    return b"".join([*packed, pack.flush()]), chains, root.hex()


def _head_lines() -> Iterator[bytes]:
    for case, number, head, entry in rows(HEADS):
        if head != entry or b"\t" in case or b"\n" in case:
            raise CannotSeal(f"{shown(case)}: its head is not its last entry. Run amends verify first.")
        yield b"%b\t%d\t%b" % (case, number, head)


def _is_good(seal: Seal, key: notes.Key) -> bool:
    """Whether a seal that was made before can stand: nobody changed it, and the key is still the same."""
    try:
        notes.check_signature(seal.checkpoint, key)
        read = read_checkpoint(seal.checkpoint)
        root = merkle.root(packed_lines(bytes(seal.heads))).hex()
    except (notes.BadNote, BadHeads):
        return False
    return (root, seal.chains, seal.sealed_at) == (read.root, read.chains, read.sealed_at) and root == seal.root


def read_checkpoint(note: str) -> Checkpoint:
    """The checkpoint that a note holds. Raises BadNote where it holds none."""
    lines = notes.text_of(note).splitlines()
    try:
        origin, chains, root, sealed = lines
        decoded = base64.b64decode(root, validate=True)
        if len(decoded) != 32 or not chains.isascii() or not chains.isdigit() or not sealed.startswith(SEALED_AT):
            raise ValueError
        return Checkpoint(origin, int(chains), decoded.hex(), sealed.removeprefix(SEALED_AT))
    except (ValueError, binascii.Error):
        raise notes.BadNote("it is a signed note, but not a seal of Amends") from None


def heads_text(seal: Seal) -> bytes:
    """The list of heads as a file: a line a chain."""
    return b"".join(line + b"\n" for line in packed_lines(bytes(seal.heads)))


def packed_lines(packed: bytes) -> Iterator[bytes]:
    """The lines of a compressed list. Raises BadHeads."""
    return split_lines(_unpacked(packed))


def _unpacked(packed: bytes) -> Iterator[bytes]:
    unpack = zlib.decompressobj()
    try:
        while packed:
            yield unpack.decompress(packed, 65_536)
            packed = unpack.unconsumed_tail
        yield unpack.flush()
    except zlib.error:
        raise BadHeads("cannot be read") from None


def split_lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Lines without their ends. Raises BadHeads for what is no list of heads."""
    rest = b""
    for chunk in chunks:
        *lines, rest = (rest + chunk).split(b"\n")
        yield from lines
        if len(rest) > LONGEST_LINE:
            raise BadHeads("is not a list of heads")
    if rest:
        raise BadHeads("breaks off in the middle of a line")
