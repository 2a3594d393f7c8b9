"""The Merkle root of a list, as RFC 6962 section 2.1 has it, in memory that grows with the list's logarithm."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256


def root(leaves: Iterable[bytes]) -> bytes:
    """The root over the leaves in their order. Of an empty list: the hash of nothing."""
    whole: list[tuple[int, bytes]] = []  # complete subtrees, by falling size
    for leaf in leaves:
        size, node = 1, sha256(b"\x00" + leaf).digest()
        while whole and whole[-1][0] == size:
            node = _joined(whole.pop()[1], node)
            size *= 2
        whole.append((size, node))
    return _folded(whole)


def _folded(whole: list[tuple[int, bytes]]) -> bytes:
    """Subtrees of unlike size are joined from the right: the left side of every pair is the largest power of two."""
    if not whole:
        return sha256(b"").digest()
    node = whole[-1][1]
    for _, left in reversed(whole[:-1]):
        node = _joined(left, node)
    return node


def _joined(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()
