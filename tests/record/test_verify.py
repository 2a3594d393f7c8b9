"""What verify checks: one test a check, each killed by leaving that check out and by nothing else."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from django.db import connection

from amends.record import canonical, models
from amends.record.append import append
from amends.record.attachments import keep, path_of
from amends.record.read import read
from amends.record.streams import snapshot
from amends.record.verify import verify
from amends.rules.entries import Draft
from tests.cast import START, Cast, days, take_step
from tests.record.attack import chain, edit, found, lifted, rewrite, sql
from tests.record.three import cases, cast, unguarded

__all__ = ["cases", "cast", "unguarded"]


def said() -> list[str]:
    return [str(finding) for finding in found()]


def hashed(case: str, **columns: Any) -> None:
    """Change the last entry, and set its own hash and the head right."""
    last = {**chain(case)[-1], **columns}
    stored = last.pop("hash")
    last["hash"] = canonical.entry_hash(**last)
    assert last["hash"] != stored
    edit(case, 4, **{name: last[name] for name in (*columns, "hash")})
    models.Head.objects.filter(case=case).update(hash=last["hash"])


def test_a_sound_record_is_whole_and_counted(cases: list[str]) -> None:
    verified = verify()
    assert (verified.chains, verified.entries, verified.contents) == (3, 12, 21)
    assert verified.is_clean


def test_an_empty_record_is_whole(db: None) -> None:
    assert verify().is_clean


@pytest.mark.usefixtures("unguarded")
class TestOneCheckEach:
    def test_numbers_begin_at_one(self, cases: list[str]) -> None:
        entries = chain(cases[0])
        rewrite(cases[0], entries)
        self._renumber(cases[0], from_number=5)
        assert said() == [f"{cases[0]} entry 5: entries 1 to 4 are missing before it"]

    def test_a_number_below_the_first_is_named(self, cases: list[str]) -> None:
        edit(cases[0], 1, number=0)
        assert f"{cases[0]}: the number is 0 where 1 was to follow" in said()

    def test_a_number_that_is_none_is_named(self, cases: list[str]) -> None:
        if connection.vendor != "sqlite":
            pytest.skip("PostgreSQL keeps only numbers in a column of numbers")
        sql('UPDATE record_entry SET "number" = %s WHERE "case" = %s AND "number" = 4', "four", cases[0])
        assert f"{cases[0]}: the number is four where 4 was to follow" in said()

    def _renumber(self, case: str, from_number: int) -> None:
        """The whole chain again, sound in everything but where its numbers begin."""
        entries, previous = chain(case), canonical.START
        texts = list(models.Content.objects.filter(case=case).values())
        models.Entry.objects.filter(case=case).delete()
        models.Content.objects.filter(case=case).delete()
        for row in texts:
            models.Content.objects.create(**{**row, "number": row["number"] + from_number - 1})
        for entry in entries:
            entry |= {"number": entry["number"] + from_number - 1, "previous": previous}
            entry.pop("hash")
            previous = canonical.entry_hash(**entry)
            models.Entry.objects.create(**entry, hash=previous)
        models.Head.objects.filter(case=case).update(number=from_number + 3, hash=previous)

    def test_an_entry_names_the_hash_of_the_one_before(self, cases: list[str]) -> None:
        hashed(cases[0], previous="1" * 64)
        assert said() == [f"{cases[0]} entry 4: it does not follow the entry before it: the link to its hash is broken"]

    def test_the_hash_is_over_what_is_stored(self, cases: list[str]) -> None:
        edit(cases[0], 4, by="staff:99")
        assert said() == [f"{cases[0]} entry 4: its hash is not that of what is stored"]

    def test_the_kind_is_known(self, cases: list[str]) -> None:
        hashed(cases[0], kind="whispered")
        assert said() == [f"{cases[0]} entry 4: its kind is unknown: whispered"]

    @pytest.mark.parametrize("column", ["at", "happened_at"])
    @pytest.mark.parametrize(
        "moment", ["2026-03-02T09:30:00Z", "2026-02-30T09:30:00.000000Z", "2026-03-02T09:30:00.000000+00:00", ""]
    )
    def test_moments_are_in_canonical_form(self, cases: list[str], column: str, moment: str) -> None:
        hashed(cases[0], **{column: moment})
        assert said() == [f"{cases[0]} entry 4: a moment is not in canonical form"]

    @pytest.mark.parametrize(
        "body",
        [
            '{"files": []}',
            '{"b":1,"a":2}',
            '{"a":1,"a":1}',
            '{"a":1.0}',
            '{"a":NaN}',
            '{"a":-0}',
            '{"a":"e\u0301"}',
            '{"a":"\\u00e9"}',
            '{"a":"\\u0000"}',
            '{"a":"\\ud800"}',
            "[]",
            "",
            "{",
            '{"a":' + "[" * 5000 + "]" * 5000 + "}",
        ],
    )
    def test_the_body_is_in_canonical_form(self, cases: list[str], body: str) -> None:
        hashed(cases[0], body=body)
        assert said() == [f"{cases[0]} entry 4: its body is not in canonical form"]

    def test_the_digests_are_in_canonical_form(self, cases: list[str]) -> None:
        hashed(cases[0], digests=chain(cases[0])[3]["digests"].replace(":", ": "))
        assert said() == [f"{cases[0]} entry 4: its digests are not in canonical form"]

    def test_a_personal_field_is_what_was_recorded(self, cases: list[str]) -> None:
        models.Content.objects.filter(case=cases[0], number=4).update(text="Nothing was said.")
        assert said() == [f"{cases[0]} entry 4: the personal field «note» is not what was recorded"]

    def test_the_salt_is_what_was_recorded(self, cases: list[str]) -> None:
        models.Content.objects.filter(case=cases[0], number=4).update(salt="0" * 32)
        assert said() == [f"{cases[0]} entry 4: the personal field «note» is not what was recorded"]

    def test_a_personal_field_does_not_go_missing(self, cases: list[str]) -> None:
        models.Content.objects.filter(case=cases[0], number=4).delete()
        assert said() == [
            f"{cases[0]} entry 4: the personal field «note» is missing, and no entry says that it was erased"
        ]

    def test_a_personal_field_that_nobody_recorded_is_found(self, cases: list[str]) -> None:
        models.Content.objects.create(case=cases[0], number=4, field="mood", salt="0" * 32, text="angry")
        assert said() == [f"{cases[0]} entry 4: a personal field that nobody recorded: mood"]

    def test_a_personal_field_beside_an_entry_without_any_is_found(self, cases: list[str]) -> None:
        models.Content.objects.create(case=cases[0], number=2, field="reason", salt="0" * 32, text="because")
        assert said() == [f"{cases[0]} entry 2: a personal field that nobody recorded: reason"]

    def test_a_personal_field_without_an_entry_is_found(self, cases: list[str]) -> None:
        models.Content.objects.create(case=cases[0], number=9, field="note", salt="0" * 32, text="hm")
        assert said() == [f"{cases[0]} entry 9: a personal field without an entry"]

    def test_a_personal_field_without_a_record_is_found(self, cases: list[str]) -> None:
        models.Content.objects.create(case="C-99-000001", number=1, field="note", salt="0" * 32, text="hm")
        assert "C-99-000001: personal fields without a record" in said()

    def test_the_head_is_the_last_entry(self, cases: list[str]) -> None:
        models.Head.objects.filter(case=cases[0]).update(number=7)
        assert said() == [f"{cases[0]} entry 4: the record ends here, but its head is at entry 7"]

    def test_the_head_has_the_hash_of_the_last_entry(self, cases: list[str]) -> None:
        models.Head.objects.filter(case=cases[0]).update(hash="1" * 64)
        assert said() == [f"{cases[0]} entry 4: the record's head has another hash than its last entry"]

    def test_a_record_without_a_head_is_found(self, cases: list[str]) -> None:
        models.Head.objects.filter(case=cases[0]).delete()
        assert said() == [f"{cases[0]}: the record has no head"]

    def test_a_head_without_a_record_is_found(self, cases: list[str]) -> None:
        models.Head.objects.create(case="C-26-000009", number=3, hash="1" * 64)
        assert said() == ["C-26-000009: the record has a head at entry 3 and no entries"]

    def test_what_is_printed_cannot_deceive_a_terminal(self, cases: list[str]) -> None:
        hashed(cases[0], kind="\x1b[2Jfine")
        assert said() == [f"{cases[0]} entry 4: its kind is unknown: \\x1b[2Jfine"]


class TestErasing:
    @pytest.fixture
    def erased(self, cases: list[str]) -> str:
        """The third case with an entry that says so, and the personal parts gone."""
        tip = read(cases[2])[1]
        append(cases[2], [Draft("erased", {"up_to": 4})], step="erase", by="system", at=START + days(9), after=tip)
        models.Content.objects.filter(case=cases[2]).delete()
        return cases[2]

    def test_what_was_erased_may_be_missing(self, erased: str) -> None:
        verified = verify()
        assert verified.is_clean
        assert verified.erased == 7

    def test_an_erasure_covers_only_what_came_before(self, erased: str) -> None:
        tip = read(erased)[1]
        append(erased, [Draft("noted", {}, {"note": "later"})], step="note", by="system", at=START + days(9), after=tip)
        assert verify().is_clean
        models.Content.objects.filter(case=erased).delete()
        assert said() == [
            f"{erased} entry 6: the personal field «note» is missing, and no entry says that it was erased"
        ]

    def test_an_erasure_covers_only_as_far_as_it_says(self, cases: list[str]) -> None:
        tip = read(cases[2])[1]
        append(cases[2], [Draft("erased", {"up_to": 3})], step="erase", by="system", at=START + days(9), after=tip)
        models.Content.objects.filter(case=cases[2]).delete()
        assert said() == [
            f"{cases[2]} entry 4: the personal field «note» is missing, and no entry says that it was erased"
        ]

    def test_only_an_erasure_excuses_what_is_missing(self, cases: list[str]) -> None:
        tip = read(cases[2])[1]
        append(cases[2], [Draft("noted", {"up_to": 4})], step="note", by="system", at=START + days(9), after=tip)
        models.Content.objects.filter(case=cases[2]).delete()
        assert len(said()) == 7

    def test_an_erasure_cannot_reach_ahead(self, cases: list[str]) -> None:
        tip = read(cases[2])[1]
        drafts = [Draft("erased", {"up_to": 6}), Draft("noted", {}, {"note": "later"})]
        append(cases[2], drafts, step="erase", by="system", at=START + days(9), after=tip)
        models.Content.objects.filter(case=cases[2]).delete()
        assert said() == [
            f"{cases[2]} entry 6: the personal field «note» is missing, and no entry says that it was erased"
        ]

    def test_what_was_erased_may_not_still_be_there(self, erased: str) -> None:
        models.Content.objects.create(case=erased, number=4, field="note", salt="0" * 32, text="back again")
        assert f"{erased} entry 4: an entry says that its personal part was erased, and it is still there" in said()


class TestFiles:
    @pytest.fixture
    def file(self, cast: Cast, cases: list[str]) -> str:
        """A file of the first case, named by its entry 5."""
        kept = keep(cases[0], "bill.pdf", [b"%PDF-1.7 ", b"64 pounds"], START)
        take_step(cases[0], "note", cast.amira.actor(), START + days(1), note="The bill", files=[kept.id])
        assert verify().is_clean
        return kept.id

    def wrong(self, cases: list[str]) -> str:
        (finding,) = found()
        assert (finding.case, finding.entry) == (cases[0], 5)
        return finding.what

    def test_files_are_counted(self, file: str) -> None:
        assert verify().files == 1

    def test_every_turned_bit_of_a_file_is_found(self, file: str, cases: list[str]) -> None:
        path = path_of(file)
        stored = path.read_bytes()
        for bit in range(len(stored) * 8):
            path.write_bytes(bytes(b ^ (1 << bit % 8) if at == bit // 8 else b for at, b in enumerate(stored)))
            assert self.wrong(cases) == f"file {file[:16]} is not what was kept"

    @pytest.mark.parametrize(
        "change",
        [
            {"filename": "other.pdf"},
            {"media_type": "text/html"},
            {"size": 3},
            {"salt": "0" * 32},
            {"added_at": "2026-03-02T09:30:00.000001Z"},
        ],
    )
    def test_what_is_kept_about_a_file_cannot_be_changed(
        self, file: str, cases: list[str], change: dict[str, Any]
    ) -> None:
        models.Attachment.objects.filter(id=file).update(**change)
        assert self.wrong(cases) == f"file {file[:16]} is not what was kept"

    def test_a_file_that_was_exchanged_with_its_row_is_found(self, file: str, cases: list[str]) -> None:
        """Another file, kept as it should be, put in the place of the one that the entry names."""
        other = keep(cases[0], "bill.pdf", [b"%PDF-1.7 no charge"], START)
        row = models.Attachment.objects.filter(id=other.id).values("size", "salt", "added_at", "media_type").get()
        models.Attachment.objects.filter(id=file).update(**row)
        path_of(file).write_bytes(path_of(other.id).read_bytes())
        assert self.wrong(cases) == f"file {file[:16]} is not what was kept"

    def test_a_file_without_its_row_is_found(self, file: str, cases: list[str]) -> None:
        models.Attachment.objects.filter(id=file).delete()
        assert self.wrong(cases) == f"it names a file that is not among those of the case: {file[:16]}"

    def test_a_file_that_was_given_to_another_case_is_found(self, file: str, cases: list[str]) -> None:
        models.Attachment.objects.filter(id=file).update(case=cases[1])
        assert self.wrong(cases) == f"it names a file that is not among those of the case: {file[:16]}"

    def test_missing_bytes_are_found(self, file: str, cases: list[str]) -> None:
        path_of(file).unlink()
        assert "are missing" in self.wrong(cases)

    def test_the_bytes_of_an_erased_file_are_gone(self, file: str, cases: list[str]) -> None:
        tip = read(cases[0])[1]
        append(cases[0], [Draft("erased", {"up_to": 5})], step="erase", by="system", at=START + days(9), after=tip)
        models.Content.objects.filter(case=cases[0]).delete()
        assert "was erased, and it is still there" in self.wrong(cases)
        path_of(file).unlink()
        assert verify().is_clean


@pytest.mark.usefixtures("unguarded")
def test_findings_are_kept_up_to_a_limit_and_all_are_counted(cases: list[str]) -> None:
    models.Entry.objects.update(by="staff:99")
    verified = verify(most=5)
    assert len(verified.wrong) == 5
    assert verified.findings.total == 12


def test_many_rows_are_read_in_batches(cases: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("amends.record.streams.BATCH", 2)
    verified = verify()
    assert verified.is_clean
    assert (verified.chains, verified.entries, verified.contents) == (3, 12, 21)


def test_text_stays_text_for_others_while_verify_reads(cases: list[str]) -> None:
    with snapshot():
        verify()
        assert sql('SELECT "case" FROM record_head ORDER BY "case"')[0] == (cases[0],)


def test_an_entry_of_the_year_one_can_be_read_again(cases: list[str]) -> None:
    early = START.replace(year=1)
    append("C-1", [Draft("noted", {}, {"note": "x"}, early)], step="note", by="system", at=START, after=read("C-1")[1])
    assert read("C-1")[0][0].happened_at == early
    assert verify().is_clean


def test_a_moment_before_the_year_one_is_refused() -> None:
    with pytest.raises(ValueError, match="outside the years"):
        canonical.moment_text(datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=5))))


def test_the_triggers_come_back_after_a_test_without_them(cases: list[str]) -> None:
    with lifted():
        edit(cases[0], 1, by="staff:9")
        edit(cases[0], 1, by=chain(cases[0])[1]["by"])
    with pytest.raises(Exception, match="append-only"):
        edit(cases[0], 1, by="staff:9")
