"""Against a seal: what stood in the record when it was sealed must stand there still, whatever came after it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from itertools import islice
from pathlib import Path

from amends.record import merkle, notes
from amends.record.findings import Findings, shown
from amends.record.models import Seal
from amends.record.seal import BadHeads, Checkpoint, packed_lines, read_checkpoint, split_lines
from amends.record.streams import rows, snapshot
from amends.rules.words import plain

TOGETHER = 400
"""Chains that are looked up in one query."""
LARGEST = 64 * 1024
"""Bytes that a file with a seal may have."""

Lines = Callable[[], Iterator[bytes]]


def heads_beside(file: Path) -> Path:
    """Where the list of heads lies that belongs to the seal in this file, if it was kept with it."""
    return file.with_name(f"{file.name}.heads")


def check_against(file: Path, findings: Findings) -> Checkpoint | None:
    """Compare the record with the seal in this file; the seal, where it could be read."""
    checkpoint = _read(file, findings)
    lines = checkpoint and _good_list(file, checkpoint, findings)
    if checkpoint and lines:
        with snapshot():
            _compare(lines(), checkpoint, findings)
    return checkpoint


def _read(file: Path, findings: Findings) -> Checkpoint | None:
    try:
        if file.stat().st_size > LARGEST:
            raise notes.BadNote("it is too large to be one")
        note = file.read_bytes().decode()
        checkpoint = read_checkpoint(note)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        findings.add(b"", 0, f"the seal in {file.name} cannot be read: {why}")
        return None
    try:
        notes.check_signature(note, notes.key())
    except notes.BadNote as error:
        findings.add(b"", 0, f"the seal in {file.name} does not hold: {error}")
    return checkpoint


def _good_list(file: Path, checkpoint: Checkpoint, findings: Findings) -> Lines | None:
    """The list of heads that was sealed: beside the file, else in the database. One that was altered is reported."""
    found = _lists(file, checkpoint)
    for place, lines in found.items():
        wrong = _why_not(lines, checkpoint)
        if not wrong:
            return lines
        findings.add(b"", 0, f"the list of heads that was sealed on {_day(checkpoint)} ({place}) {wrong}")
    if not found:
        where = f"neither beside {file.name} nor in the database"
        findings.add(b"", 0, f"the list of heads that was sealed on {_day(checkpoint)} is gone: it is {where}")
    return None


def _lists(file: Path, checkpoint: Checkpoint) -> dict[str, Lines]:
    found: dict[str, Lines] = {}
    beside = heads_beside(file)
    if beside.is_file():
        found[beside.name] = partial(_file_lines, beside)
    row = Seal.objects.filter(root=checkpoint.root).values_list("heads", flat=True).first()
    if row is not None:
        found["in the database"] = partial(packed_lines, bytes(row))
    return found


def _file_lines(file: Path) -> Iterator[bytes]:
    with file.open("rb") as chunks:
        yield from split_lines(iter(partial(chunks.read, 65_536), b""))


def _why_not(lines: Lines, checkpoint: Checkpoint) -> str:
    """Why this is not the list that was sealed, or nothing."""
    try:
        return "" if merkle.root(lines()).hex() == checkpoint.root else "is not what was sealed: it was altered"
    except BadHeads as error:
        return str(error)


def _compare(lines: Iterator[bytes], checkpoint: Checkpoint, findings: Findings) -> None:
    while some := [line.rsplit(b"\t", 2) for line in islice(lines, TOGETHER)]:
        there = _hashes([case.decode() for case, _, _ in some])
        for case, number, sealed in some:
            _compare_one(case, int(number), sealed, there.get(case, {}), checkpoint, findings)


def _hashes(cases: list[str]) -> dict[bytes, dict[int, bytes]]:
    """The hashes that these chains have now, by number."""
    places = ", ".join(["%s"] * len(cases))
    query = f'SELECT "case", "number", "hash" FROM record_entry WHERE "case" IN ({places})'  # noqa: S608 only %s
    found: dict[bytes, dict[int, bytes]] = {}
    for case, number, stored in rows(query, cases):
        found.setdefault(case, {})[number] = stored
    return found


def _compare_one(
    case: bytes, number: int, sealed: bytes, there: dict[int, bytes], checkpoint: Checkpoint, findings: Findings
) -> None:
    day = _day(checkpoint)
    if not there:
        findings.add(case, 0, f"it had {number} entries when it was sealed on {day}, and is gone")
    elif number not in there:
        findings.add(case, 0, f"it had {number} entries when it was sealed on {day}, and has {len(there)}")
    elif there[number] != sealed:
        findings.add(
            case, number, f"it is not what was sealed on {day}: this entry, or one before it, was written anew"
        )


def _day(checkpoint: Checkpoint) -> str:
    try:
        return f"{plain(datetime.fromisoformat(checkpoint.sealed_at))} UTC"
    except ValueError:
        return shown(checkpoint.sealed_at.encode())
