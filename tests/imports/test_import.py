"""`amends import`, from the file to the record."""

from __future__ import annotations

import csv
import gzip
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import Result
from django.conf import settings
from typer.testing import CliRunner

from amends.cases import imports
from amends.cases.models import Case, Outgoing
from amends.cases.rebuild import differences
from amends.cases.take import facts_of
from amends.cli import app
from amends.record.read import read
from amends.record.verify import verify
from amends.rules.facts import CaseKind
from tests.cast import Cast, cast

__all__ = ["cast"]

CFPB = Path(__file__).parent / "cfpb_sample.csv"
HEADER = "id,when,what,story,who,email"
MAPPED = (
    "external_ref=id",
    "received_at=when",
    "subject=what",
    "story=story",
    "customer_name=who",
    "customer_email=email",
)
GOOD = "A-1,2026-02-03,Late,It came late.,Jo Marsh,jo@example.org"

pytestmark = pytest.mark.usefixtures("cast")


def table(tmp_path: Path, *rows: str, header: str = HEADER) -> Path:
    file = tmp_path / "complaints.csv"
    file.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return file


def bring(file: Path, *options: str, mapped: tuple[str, ...] = MAPPED, channel: str = "letter") -> Result:
    maps = [word for one in mapped for word in ("--map", one)]
    given = ("--home", str(settings.AMENDS_HOME), *maps, "--defaults", f"channel={channel}")
    return CliRunner().invoke(app, ["import", str(file), *given, *options])


def test_a_row_becomes_a_case_with_its_own_dates(tmp_path: Path) -> None:
    done = bring(table(tmp_path, GOOD))
    assert done.exit_code == 0, done.output
    assert "imported 1, already here 0, refused 0" in done.output
    row = Case.objects.get()
    assert (row.external_ref, row.subject, row.customer_name, row.channel) == ("A-1", "Late", "Jo Marsh", "letter")
    (entry,) = read(row.reference)[0]
    assert entry.happened_at == datetime(2026, 2, 3, 12, 0, tzinfo=UTC)
    assert entry.at > entry.happened_at
    assert entry.by == "system"
    assert verify().is_clean
    assert differences() == []


def test_the_report_says_how_dates_were_read(tmp_path: Path) -> None:
    assert "A date without a time was taken as noon, Europe/London." in bring(table(tmp_path, GOOD)).output


def test_running_it_again_brings_nothing_in_twice(tmp_path: Path) -> None:
    file = table(tmp_path, GOOD, GOOD.replace("A-1", "A-2"), GOOD)
    assert "imported 2, already here 1, refused 0" in bring(file).output
    assert "imported 0, already here 3, refused 0" in bring(file).output
    assert Case.objects.count() == 2


def test_a_dry_run_says_the_same_and_keeps_nothing(tmp_path: Path) -> None:
    file = table(tmp_path, GOOD, GOOD, GOOD.replace("A-1", "A-2").replace("2026-02-03", "soon"))
    done = bring(file, "--dry-run")
    assert "Dry run, nothing kept: imported 1, already here 1, refused 1" in done.output
    assert not Case.objects.exists()
    assert "imported 1, already here 1, refused 1" in bring(file).output


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("A-1,2026-02-03,,It came late.,Jo,", "subject is missing"),
        (f"A-1,2026-02-03,{'x' * 301},It came late.,Jo,", "subject is longer than 300 characters"),
        (
            "A-1,soon,Late,It came late.,Jo,",
            "received_at: «soon» is not a date; expected 2026-11-22 or 2026-11-22T09:30",
        ),
        ("A-1,2199-02-03,Late,It came late.,Jo,", "That time has not come yet."),
        (",2026-02-03,Late,It came late.,Jo,", "it has no reference (external_ref) to know it again by"),
        ("A-1,2026-02-03,Late", "it has 3 columns, and the header has 6"),
        ("A-1,2026-02-03,Late,It came\x00late.,Jo,", "story cannot be taken: This text holds a character"),
    ],
)
def test_a_row_that_cannot_come_in_is_refused_with_its_number_and_the_reason(
    tmp_path: Path, row: str, why: str
) -> None:
    done = bring(table(tmp_path, GOOD.replace("A-1", "A-0"), row))
    assert "imported 1, already here 0, refused 1" in done.output
    assert re.search(rf"row 3 \((A-1|no reference)\): {re.escape(why)}", done.output)
    assert Case.objects.count() == 1
    assert verify().is_clean


def test_a_refusal_does_not_repeat_what_the_customer_wrote(tmp_path: Path) -> None:
    done = bring(table(tmp_path, f"A-1,2026-02-03,Late,{'secret ' * 3000},Jo,"))
    assert "story is longer than 20000 characters" in done.output
    assert "secret" not in done.output


def test_all_refused_counts_as_a_failure(tmp_path: Path) -> None:
    assert bring(table(tmp_path, "A-1,soon,Late,It came late.,Jo,")).exit_code == 1


def test_what_became_of_each_row_can_be_written_to_a_file(tmp_path: Path) -> None:
    report = tmp_path / "report.csv"
    bring(table(tmp_path, GOOD, GOOD.replace("A-1", "A-2").replace("2026-02-03", "soon")), "--report", str(report))
    with report.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["row"], row["external_ref"], row["what"]) for row in rows] == [
        ("2", "A-1", "imported"),
        ("3", "A-2", "refused"),
    ]
    assert rows[1]["why"].startswith("received_at: «soon» is not a date")


def test_an_interruption_leaves_whole_rows_and_the_next_run_brings_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = table(tmp_path, *(GOOD.replace("A-1", f"A-{number}") for number in range(5)))
    monkeypatch.setattr(imports, "TOGETHER", 2)
    original = imports.open_case

    def interrupted(*step: object, **how: object) -> object:
        if Case.objects.count() == 3:
            raise KeyboardInterrupt
        return original(*step, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(imports, "open_case", interrupted)
    done = bring(file)
    assert "Interrupted. What is counted below is kept" in done.output
    assert "imported 2, already here 0, refused 0" in done.output
    monkeypatch.setattr(imports, "open_case", original)
    assert "imported 3, already here 2, refused 0" in bring(file).output
    assert verify().is_clean


def test_what_is_imported_is_not_confirmed_to_the_customer_by_mail(tmp_path: Path) -> None:
    bring(table(tmp_path, GOOD), channel="web")
    assert Case.objects.get().channel == "web"
    assert not Outgoing.objects.exists()


def test_a_limit_reads_so_many_rows(tmp_path: Path) -> None:
    file = table(tmp_path, *(GOOD.replace("A-1", f"A-{number}") for number in range(5)))
    assert "imported 2, already here 0, refused 0" in bring(file, "--limit", "2").output


def test_dates_may_be_written_in_another_way(tmp_path: Path) -> None:
    bring(table(tmp_path, GOOD.replace("2026-02-03", "03/02/2026 08:30")), "--date-format", "%d/%m/%Y %H:%M")
    assert Case.objects.get().received_at == datetime(2026, 2, 3, 8, 30, tzinfo=UTC)


@pytest.mark.parametrize("packed", [True, False])
def test_semicolons_old_encodings_and_gzip_are_read(tmp_path: Path, packed: bool) -> None:
    lines = [HEADER.replace(",", ";"), 'A-1;2026-02-03;Late;"Paid £3,\nlate: café";Jo;']
    content = "\n".join(lines).encode("cp1252")
    file = tmp_path / "complaints.data"
    file.write_bytes(gzip.compress(content) if packed else content)
    done = bring(file)
    assert "imported 1" in done.output
    assert "2 lines are not UTF-8 and were read as Windows-1252." in done.output
    assert facts_of(Case.objects.get().reference)[0].story == "Paid £3,\nlate: café"


def test_columns_can_be_joined(tmp_path: Path) -> None:
    mapped = (*(one for one in MAPPED if not one.startswith("subject")), "subject=what+who")
    bring(table(tmp_path, GOOD), mapped=mapped)
    assert Case.objects.get().subject == "Late – Jo Marsh"


@pytest.mark.parametrize(
    ("mapped", "words"),
    [
        (("external_ref=number",), "The file has no column «number». It has: id, when, what"),
        (("colour=id",), "--map colour=id: expected field=…, where the field is one of: channel, subject"),
        (("subject=what",), "Map external_ref to the column with each row's own reference"),
    ],
)
def test_a_mapping_that_does_not_fit_is_refused_before_anything_is_read(
    tmp_path: Path, mapped: tuple[str, ...], words: str
) -> None:
    done = bring(table(tmp_path, GOOD), mapped=mapped)
    assert done.exit_code == 2
    assert words in done.output


def test_a_regime_or_limb_that_does_not_exist_is_refused_with_those_that_do(tmp_path: Path, cast: Cast) -> None:
    file = table(tmp_path, GOOD)
    assert "There is no regime «generl». There are: " in bring(file, "--regime", "generl").output
    done = bring(file, "--recognise", "loss", "--as", cast.carol.email)
    assert "The definition of general has no limb «loss». It has: service, conduct" in done.output


def test_recognising_takes_a_person_whose_decision_it_is(tmp_path: Path, cast: Cast) -> None:
    file = table(tmp_path, GOOD)
    assert "say whose with --as ADDRESS" in bring(file, "--recognise", "service").output
    assert "Nobody here signs in as x@y.example" in bring(file, "--as", "x@y.example").output
    bring(file, "--recognise", "service", "--as", cast.carol.email)
    facts, entries = facts_of(Case.objects.get().reference)
    assert facts.kind is CaseKind.COMPLAINT
    assert [entry.by for entry in entries] == [cast.carol.actor_id] * 2


def test_a_row_whose_recognition_is_refused_does_not_come_in_half(tmp_path: Path, cast: Cast) -> None:
    done = bring(table(tmp_path, GOOD), "--recognise", "service", "--as", cast.frank.email)
    assert "refused 1" in done.output
    assert not Case.objects.exists()


def test_complaints_of_the_bureau_come_in_under_its_regime_with_its_dates(cast: Cast) -> None:
    done = bring(
        CFPB, "--regime", "us-cfpb-portal", "--recognise", "portal", "--as", cast.carol.email, mapped=("cfpb",)
    )
    assert "imported 19, already here 0, refused 0" in done.output, done.output
    with CFPB.open(encoding="utf-8", newline="") as file:
        rows = {row["complaint_id"]: row for row in csv.DictReader(file)}
    for case in Case.objects.all():
        row, (facts, _entries) = rows[case.external_ref], facts_of(case.reference)
        assert facts.story == row["narrative"].strip()
        assert facts.subject == row["issue"]
        assert facts.moments["sent_to_company"].date().isoformat() == row["date_sent_to_company"]
        assert facts.received_at.date().isoformat() == row["date_received"]
        assert facts.customer_name == "Not given"
        assert case.law_due_on is not None
    assert "taken as noon, America/New_York" in done.output
    assert verify().is_clean


def test_a_row_without_a_narrative_says_that_there_was_none(tmp_path: Path) -> None:
    header = CFPB.read_text(encoding="utf-8").splitlines()[0]
    row = "77,2024-03-01,Mortgage,,Trouble,,,A bank,TX,,Web,2024-03-02,Closed,Yes"
    bring(table(tmp_path, row, header=header), "--regime", "us-cfpb-portal", mapped=("cfpb",))
    assert facts_of(Case.objects.get().reference)[0].story == "No narrative was published."
