"""One chain, checked against itself: numbers, links, hashes, canonical form, contents, erasures, head."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256

from amends.record.canonical import CONTENT, ENTRY, START
from amends.record.files import check_file
from amends.record.findings import Findings, shown
from amends.record.forms import Data, is_moment, plain_data
from amends.record.streams import Row
from amends.rules.entries import KINDS

_KINDS = frozenset(kind.encode() for kind in KINDS)


class _Lengths(dict[int, bytes]):
    """Lengths as they are framed (see `canonical.framed`), the usual ones ready made: each entry has ten."""

    def __missing__(self, length: int) -> bytes:
        return length.to_bytes(8, "big")


_LENGTH = _Lengths((length, length.to_bytes(8, "big")) for length in range(4096))


@dataclass(slots=True)
class Chain:
    """What is stored under one name, as bytes, in order."""

    case: bytes
    entries: list[Row]
    contents: list[Row]
    heads: list[Row]


@dataclass(slots=True)
class Checked:
    """What a chain holds beside entries, noted while walking along it."""

    files: int = 0
    erased: int = 0
    missing: list[tuple[int, str]] = field(default_factory=list)
    named: list[tuple[int, str]] = field(default_factory=list)
    erasures: list[tuple[int, int]] = field(default_factory=list)  # entry, up to

    def is_erased(self, number: int) -> bool:
        """Whether a later entry says that the personal part of this one was erased."""
        return any(entry > number and up_to >= number for entry, up_to in self.erasures)


def check(chain: Chain, findings: Findings) -> Checked:
    """Check everything about one chain. What is wrong goes to the findings."""
    checked = Checked()
    contents: dict[int, list[Row]] = {}
    for row in chain.contents:
        contents.setdefault(row[1], []).append(row)
    _walk(chain, contents, checked, findings)
    _check_contents(chain, contents, checked, findings)
    _check_files(chain.case, checked, findings)
    _check_head(chain, findings)
    return checked


def _walk(chain: Chain, contents: dict[int, list[Row]], checked: Checked, findings: Findings) -> None:
    case, previous, expected = chain.case, START.encode(), 1
    for row in chain.entries:
        _, number, kind, _, _, at, happened_at, body, digests, link, stored = row
        if number != expected:
            findings.add(case, _whole(number), _misnumbered(number, expected))
        if link != previous:
            findings.add(case, _whole(number), "it does not follow the entry before it: the link to its hash is broken")
        if entry_hash(row) != stored:
            findings.add(case, _whole(number), "its hash is not that of what is stored")
        if kind not in _KINDS:
            findings.add(case, _whole(number), f"its kind is unknown: {shown(kind)}")
        if not is_moment(at) or not is_moment(happened_at):
            findings.add(case, _whole(number), "a moment is not in canonical form")
        data = plain_data(body)
        if data is None:
            findings.add(case, _whole(number), "its body is not in canonical form")
        elif data:
            _note(_whole(number), kind, data, checked)
        if digests != b"{}" or number in contents:
            _check_digests(case, _whole(number), digests, contents.pop(number, []), checked, findings)
        previous, expected = stored, _whole(number) + 1


def _whole(number: object) -> int:
    """SQLite keeps anything in a column of numbers."""
    return number if isinstance(number, int) else 0


def _misnumbered(number: object, expected: int) -> str:
    if not isinstance(number, int) or number < expected:
        return f"the number is {shown(number)} where {expected} was to follow"
    gone = f"entry {expected} is" if number == expected + 1 else f"entries {expected} to {number - 1} are"
    return f"{gone} missing before it"


def entry_hash(row: Row) -> bytes:
    """`canonical.entry_hash` for a row of bytes as it is stored, several times as quick."""
    case, number, kind, step, by, at, happened_at, body, digests, previous, _ = row
    digits = str(number).encode()
    length = _LENGTH
    parts = (
        ENTRY, length[len(case)], case, length[len(digits)], digits, length[len(kind)], kind, length[len(step)], step,
        length[len(by)], by, length[len(at)], at, length[len(happened_at)], happened_at, length[len(body)], body,
        length[len(digests)], digests, length[len(previous)], previous,
    )  # fmt: skip
    return sha256(b"".join(parts)).hexdigest().encode()


def content_digest(salt: bytes, name: bytes, text: bytes) -> bytes:
    """`canonical.content_digest` for bytes as they are stored."""
    length = _LENGTH
    parts = (CONTENT, length[len(salt)], salt, length[len(name)], name, length[len(text)], text)
    return sha256(b"".join(parts)).hexdigest().encode()


def _note(number: int, kind: bytes, data: Data, checked: Checked) -> None:
    """Remember what later checks need: the files that an entry names, and how far an erasure reaches."""
    files = data.get("files")
    if isinstance(files, list):
        checked.named.extend((number, str(file)) for file in files)
    if kind == b"erased":
        up_to = data.get("up_to")
        checked.erasures.append((number, up_to if isinstance(up_to, int) else 0))


def _check_digests(
    case: bytes, number: int, digests: bytes, contents: list[Row], checked: Checked, findings: Findings
) -> None:
    found = [(row[2], content_digest(row[3], row[2], row[4])) for row in contents]
    if b"{" + b",".join([b'"%b":"%b"' % pair for pair in found]) + b"}" == digests:
        return  # every field is there and right, and the digests are written as they must be
    recorded = plain_data(digests)
    if recorded is None:
        findings.add(case, number, "its digests are not in canonical form")
        return
    there = {name.decode("utf-8", "replace"): digest.decode() for name, digest in found}
    for name in recorded.keys() - there.keys():
        checked.missing.append((number, name))
    for name in there.keys() - recorded.keys():
        findings.add(case, number, f"a personal field that nobody recorded: {shown(name.encode())}")
    for name in there.keys() & recorded.keys():
        if there[name] != recorded[name]:
            findings.add(case, number, f"the personal field «{name}» is not what was recorded")


def _check_contents(chain: Chain, left: dict[int, list[Row]], checked: Checked, findings: Findings) -> None:
    """What is missing must have been erased; what was erased must be missing; nothing may lie beside no entry."""
    case = chain.case
    for number, name in checked.missing:
        if checked.is_erased(number):
            checked.erased += 1
        else:
            findings.add(case, number, f"the personal field «{name}» is missing, and no entry says that it was erased")
    for number in left:
        findings.add(case, _whole(number), "a personal field without an entry")
    if checked.erasures:
        for number in sorted({_whole(row[1]) for row in chain.contents}):
            if checked.is_erased(number):
                findings.add(case, number, "an entry says that its personal part was erased, and it is still there")


def _check_files(case: bytes, checked: Checked, findings: Findings) -> None:
    for number, file in checked.named:
        checked.files += 1
        wrong = check_file(case, file, erased=checked.is_erased(number))
        if wrong:
            findings.add(case, number, wrong)


def _check_head(chain: Chain, findings: Findings) -> None:
    """The head is the last entry. Where it points further, the end was cut off."""
    last, head = chain.entries[-1] if chain.entries else None, chain.heads[0] if chain.heads else None
    if last is None:
        findings.add(
            chain.case,
            0,
            f"the record has a head at entry {shown(head[1])} and no entries"
            if head
            else "personal fields without a record",
        )
    elif head is None:
        findings.add(chain.case, 0, "the record has no head")
    elif head[1] != last[1]:
        findings.add(chain.case, _whole(last[1]), f"the record ends here, but its head is at entry {shown(head[1])}")
    elif head[2] != last[10]:
        findings.add(chain.case, _whole(last[1]), "the record's head has another hash than its last entry")
