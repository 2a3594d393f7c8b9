"""Someone tampers and then makes every number, digest, hash and head right again: only a seal kept elsewhere tells."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from amends.record import canonical, models, notes
from amends.record.against import check_against, heads_beside
from amends.record.findings import Findings
from amends.record.seal import heads_text, seal
from tests.cast import START, Cast, days, received, take_step
from tests.record.attack import chain, found, move_contents, rewrite
from tests.record.three import cases, cast, unguarded

__all__ = ["cases", "cast", "unguarded"]
SEALED = START + days(30)
ON = "Wednesday 1 April 2026 at 09:30 UTC"


@pytest.fixture
def kept(cases: list[str], tmp_path: Path, settings: Any) -> Path:
    """A seal over the three cases, kept elsewhere."""
    settings.AMENDS_HOME = tmp_path / "home"
    file = tmp_path / "elsewhere" / "2026-04-01.seal"
    file.parent.mkdir()
    file.write_text(seal(SEALED).checkpoint, encoding="utf-8")
    return file


def against(file: Path) -> list[str]:
    findings = Findings()
    check_against(file, findings)
    return [str(finding) for finding in findings.kept]


def test_a_record_that_nobody_touched_agrees_with_its_seal(kept: Path) -> None:
    assert against(kept) == []


def test_a_record_that_went_on_agrees_with_its_seal(kept: Path, cast: Cast, cases: list[str]) -> None:
    take_step(cases[0], "note", cast.amira.actor(), SEALED, note="More.")
    received(cast.amira.actor(), SEALED)
    seal(SEALED)
    assert against(kept) == []


@pytest.mark.usefixtures("unguarded")
class TestReHashed:
    def anew(self, case: str, kept: Path) -> None:
        """The chain is sound in itself, and yet not the one that was sealed."""
        assert found() == [], "the attack is not perfect, so it proves nothing"
        assert against(kept) == [
            f"{case} entry 4: it is not what was sealed on {ON}: this entry, or one before it, was written anew"
        ]

    @pytest.mark.parametrize("number", [1, 2, 3, 4])
    @pytest.mark.parametrize(
        "column", [{"by": "staff:99"}, {"at": "2026-03-01T00:00:00.000000Z"}, {"step": "other"}, {"kind": "noted"}]
    )
    def test_an_edited_entry(self, kept: Path, cases: list[str], number: int, column: dict[str, str]) -> None:
        entries = chain(cases[1])
        if entries[number - 1] == {**entries[number - 1], **column}:
            column = {"kind": "linked"}
        entries[number - 1] |= column
        rewrite(cases[1], entries)
        self.anew(cases[1], kept)

    def test_an_edited_personal_field(self, kept: Path, cases: list[str]) -> None:
        models.Content.objects.filter(case=cases[1], number=1, field="story").update(text="All was well.")
        rewrite(cases[1], chain(cases[1]))
        self.anew(cases[1], kept)

    def test_an_edited_body(self, kept: Path, cases: list[str]) -> None:
        entries = chain(cases[1])
        entries[2]["body"] = entries[2]["body"].replace("2026-03-06", "2026-09-06")
        rewrite(cases[1], entries)
        self.anew(cases[1], kept)

    @pytest.mark.parametrize("number", [1, 2, 3])
    def test_a_deleted_entry(self, kept: Path, cases: list[str], number: int) -> None:
        order = [one for one in (1, 2, 3, 4) if one != number]
        entries = [chain(cases[1])[one - 1] for one in order]
        move_contents(cases[1], order)
        rewrite(cases[1], entries)
        assert found() == []
        assert against(kept) == [f"{cases[1]}: it had 4 entries when it was sealed on {ON}, and has 3"]

    def test_two_entries_that_changed_places(self, kept: Path, cases: list[str]) -> None:
        order = [1, 2, 4, 3]
        entries = [chain(cases[1])[one - 1] for one in order]
        move_contents(cases[1], order)
        rewrite(cases[1], entries)
        self.anew(cases[1], kept)

    def test_an_inserted_entry(self, kept: Path, cases: list[str]) -> None:
        entries = chain(cases[1])
        false = {**entries[1], "kind": "promise_kept", "digests": "{}"}
        move_contents(cases[1], [1, 2, 0, 3, 4])
        rewrite(cases[1], [*entries[:2], false, *entries[2:]])
        self.anew(cases[1], kept)

    def test_a_cut_tail(self, kept: Path, cases: list[str]) -> None:
        move_contents(cases[1], [1, 2, 3])
        rewrite(cases[1], chain(cases[1])[:3])
        assert found() == []
        assert against(kept) == [f"{cases[1]}: it had 4 entries when it was sealed on {ON}, and has 3"]

    def test_a_cut_tail_that_grew_again(self, kept: Path, cases: list[str], cast: Cast) -> None:
        move_contents(cases[1], [1, 2, 3])
        rewrite(cases[1], chain(cases[1])[:3])
        take_step(cases[1], "note", cast.amira.actor(), SEALED, note="Nothing to see.")
        self.anew(cases[1], kept)

    def test_personal_parts_that_changed_places(self, kept: Path, cases: list[str]) -> None:
        story = models.Content.objects.filter(case=cases[1], number=1, field="story")
        wants = models.Content.objects.filter(case=cases[1], number=1, field="wants")
        one, other = story.get().text, wants.get().text
        story.update(text=other)
        wants.update(text=one)
        rewrite(cases[1], chain(cases[1]))
        self.anew(cases[1], kept)

    def test_a_case_that_vanished(self, kept: Path, cases: list[str]) -> None:
        for model in (models.Entry, models.Content, models.Head):
            model.objects.filter(case=cases[1]).delete()
        assert found() == []
        assert against(kept) == [f"{cases[1]}: it had 4 entries when it was sealed on {ON}, and is gone"]

    def test_a_case_under_another_reference(self, kept: Path, cases: list[str]) -> None:
        for model in (models.Entry, models.Content, models.Head):
            model.objects.filter(case=cases[1]).update(case="C-26-000777")
        rewrite("C-26-000777", chain("C-26-000777"))
        assert found() == []
        assert against(kept) == [f"{cases[1]}: it had 4 entries when it was sealed on {ON}, and is gone"]

    def test_an_attack_on_many_cases_names_each(self, kept: Path, cases: list[str]) -> None:
        for case in cases:
            rewrite(case, [{**entry, "by": "staff:99"} for entry in chain(case)])
        assert [finding[:11] for finding in against(kept)] == cases


class TestTheSealItself:
    def test_a_list_beside_the_file_is_enough(self, kept: Path) -> None:
        heads_beside(kept).write_bytes(heads_text(models.Seal.objects.get()))
        models.Seal.objects.all().delete()
        assert against(kept) == []

    def test_a_list_that_is_gone_is_said_to_be_gone(self, kept: Path) -> None:
        models.Seal.objects.all().delete()
        (finding,) = against(kept)
        assert finding == (
            f"the list of heads that was sealed on {ON} is gone: "
            "it is neither beside 2026-04-01.seal nor in the database"
        )

    def test_a_list_in_the_database_that_was_altered_is_found(self, kept: Path, cases: list[str]) -> None:
        import zlib

        rows = heads_text(models.Seal.objects.get()).replace(cases[1].encode(), b"C-26-000009")
        models.Seal.objects.update(heads=zlib.compress(rows))
        assert against(kept) == [
            f"the list of heads that was sealed on {ON} (in the database) is not what was sealed: it was altered"
        ]

    def test_a_list_beside_the_file_that_was_altered_is_found_and_the_other_is_used(
        self, kept: Path, cases: list[str]
    ) -> None:
        heads_beside(kept).write_bytes(b"C-26-000001\t4\tabc\n")
        models.Head.objects.all()
        assert against(kept) == [
            f"the list of heads that was sealed on {ON} (2026-04-01.seal.heads) is not what was sealed: it was altered"
        ]

    @pytest.mark.parametrize(
        ("stored", "why"), [(b"nonsense", "cannot be read"), (b"", "is not what was sealed: it was altered")]
    )
    def test_a_list_that_cannot_be_read_is_found(self, kept: Path, stored: bytes, why: str) -> None:
        models.Seal.objects.update(heads=stored)
        assert against(kept) == [f"the list of heads that was sealed on {ON} (in the database) {why}"]

    def test_a_seal_that_was_altered_is_found(self, kept: Path) -> None:
        kept.write_text(kept.read_text().replace("2026-04-01T09", "2026-04-01T08"))
        (finding,) = against(kept)
        assert finding == (
            "the seal in 2026-04-01.seal does not hold: "
            "its signature is wrong: the text was changed after it was signed"
        )

    def test_a_key_that_was_exchanged_is_named(self, kept: Path) -> None:
        before = notes.key().name
        (kept.parents[1] / "home" / "keys" / "seal.key").unlink()
        after = notes.key().name
        (finding,) = against(kept)
        assert finding == (
            f"the seal in 2026-04-01.seal does not hold: it is signed by {before}, "
            f"and the key of this installation is {after}"
        )

    def test_a_key_that_was_damaged_is_named(self, kept: Path) -> None:
        (kept.parents[1] / "home" / "keys" / "seal.key").write_text("nonsense")
        (finding,) = against(kept)
        assert finding.endswith("does not hold: seal.key is not a key that can sign: it was damaged or exchanged")

    def test_a_seal_that_was_signed_again_with_another_key_is_found(self, kept: Path, cases: list[str]) -> None:
        """The name of the old key, a new key: the id in the signature gives it away."""
        text = notes.text_of(kept.read_text())
        name = notes.key().name
        (kept.parents[1] / "home" / "keys" / "seal.key").unlink()
        forged = notes.key().sign(text).replace(f"— {notes.key().name}", f"— {name}")
        kept.write_text(forged)
        assert len(against(kept)) == 1

    @pytest.mark.parametrize("signature", ["AAAA", "%%%", "", "é"])
    def test_a_signature_that_is_none_is_found(self, kept: Path, signature: str) -> None:
        kept.write_text(f"{notes.text_of(kept.read_text())}\n— {notes.key().name} {signature}\n", encoding="utf-8")
        (finding,) = against(kept)
        assert "does not hold" in finding

    @pytest.mark.parametrize(
        "content", [b"", b"\xff\xfe", b"hello", b"x" * 100_000], ids=["empty", "bytes", "text", "big"]
    )
    def test_a_file_that_is_no_seal_is_refused_in_words(self, kept: Path, content: bytes) -> None:
        kept.write_bytes(content)
        (finding,) = against(kept)
        assert finding.startswith("the seal in 2026-04-01.seal cannot be read:")

    def test_a_file_that_is_not_there_is_refused_in_words(self, kept: Path) -> None:
        kept.unlink()
        assert against(kept) == ["the seal in 2026-04-01.seal cannot be read: No such file or directory"]

    def test_a_bad_signature_does_not_hide_what_else_is_wrong(self, kept: Path, cases: list[str]) -> None:
        kept.write_text(kept.read_text().replace("2026-04-01T09", "2026-04-01T08"))
        models.Seal.objects.update(heads=b"nonsense")
        assert len(against(kept)) == 2


def test_more_cases_than_fit_one_query_are_compared(
    kept: Path, cases: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("amends.record.against.TOGETHER", 2)
    assert against(kept) == []


def test_the_moment_of_a_forged_seal_need_not_be_one(kept: Path) -> None:
    text = notes.text_of(kept.read_text()).replace("sealed 2026-04-01T09:30:00.000000Z", "sealed yesterday")
    kept.write_text(notes.key().sign(text))
    models.Seal.objects.all().delete()
    assert against(kept)[0].startswith("the list of heads that was sealed on yesterday is gone")


def test_every_recorded_column_is_hashed() -> None:
    """A column that is added to an entry must be hashed, or it could be changed unseen."""
    columns = {field.name for field in models.Entry._meta.get_fields()} - {"pk", "hash"}
    hashed = set(canonical.entry_hash.__code__.co_varnames[: canonical.entry_hash.__code__.co_argcount])
    assert columns == hashed
