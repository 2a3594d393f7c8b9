"""The pages of a case that only show: conversation, evidence, issues, timeline, history, why a date; and its files."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from amends.cases.told.posted import posted_of
from amends.cases.told.thread import thread
from amends.cases.told.timeline import reckoned
from amends.desk.case import recorded
from amends.desk.case.clocks import explained
from amends.desk.case.composer import composers
from amends.desk.case.drawing import ledger_of, timeline_of
from amends.desk.case.issues import case_map, evidence_rows
from amends.desk.case.mapping import map_of
from amends.desk.case.opened import Opened, on_case
from amends.desk.case.page import show
from amends.desk.letters.standing import standing
from amends.record.attachments import files_of, open_file
from amends.ui.pictures import case_map as map_picture
from amends.ui.pictures import promises, timeline


@require_safe
@on_case
def case_page(request: HttpRequest, case: Opened) -> HttpResponse:
    """The conversation, with what is next beside it."""
    shown = thread(case, case.entries, files_of(case.reference), posted_of(case.reference))
    return show(request, case, "case.html", {"thread": shown, "composers": composers(case), **standing(case)})


@require_safe
@on_case
def evidence(request: HttpRequest, case: Opened) -> HttpResponse:
    """What findings can rest on, and what colleagues were asked for."""
    return show(request, case, "evidence.html", {"rows": evidence_rows(case, files_of(case.reference))})


@require_safe
@on_case
def issues(request: HttpRequest, case: Opened) -> HttpResponse:
    """The case map: each issue with its evidence and its findings."""
    drawn = map_of(case)
    picture = {"picture": map_picture.svg(drawn), "rows": map_picture.table(drawn)} if drawn.issues else {}
    return show(request, case, "issues.html", {"issues": case_map(case), **picture})


@require_safe
@on_case
def timeline_page(request: HttpRequest, case: Opened) -> HttpResponse:
    """The whole timeline and the promises, each with its table."""
    data, kept = timeline_of(case, reckoned(case)), ledger_of(case)
    pictures = {
        "picture": timeline.svg(data),
        "rows": timeline.table(data),
        "ledger": promises.svg(kept) if kept.promises else "",
        "ledger_rows": promises.table(kept),
    }
    return show(request, case, "timeline.html", pictures)


@require_safe
@on_case
def history(request: HttpRequest, case: Opened) -> HttpResponse:
    """Every entry there is, as it was recorded."""
    return show(request, case, "history.html", {"records": recorded.records(case, files_of(case.reference))})


@require_safe
@on_case
def why(request: HttpRequest, case: Opened, clock: str) -> HttpResponse:
    """Why this date: the rule, the count line by line, a calendar, the source and how sure it is."""
    reckoning = next((r for r in reckoned(case) if r.clock.id == clock), None)
    if reckoning is None:
        raise Http404
    return show(request, case, "why.html", explained(case, reckoning))


@require_safe
@on_case
def download(request: HttpRequest, case: Opened, file_id: str) -> FileResponse:
    """A file, handed out as a download and nothing else: no browser may run what a stranger has sent."""
    found = open_file(case.reference, file_id) if file_id.isalnum() else None
    if found is None:
        raise Http404
    file, path = found
    response = FileResponse(path.open("rb"), as_attachment=True, filename=file.filename, content_type=file.media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
