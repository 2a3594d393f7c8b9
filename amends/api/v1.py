"""Version 1 of the API, put together: operations, refusals, and the OpenAPI document."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.db import DataError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import ValidationError

from amends.api.answers import JSON, encoded
from amends.api.openapi import schemas
from amends.api.operations import bundle, cases, files, letters, steps
from amends.api.problems import Problem, bad_fields, of_database, of_disk, refused
from amends.api.wording import field_name, message
from amends.cases.take import Refused
from amends.rules.calendars import OutsideCalendar

DESCRIPTION = """\
Complaints, handled on a record that nobody can quietly change.

**Keys.** `Authorization: Bearer amends_…`, made by an administrator with `amends key create`, limited to scopes
(`cases:read`, `cases:write`, `steps:read`), to roles and to teams. What a key may not see is 404, as if it were not
there.

A key acts as itself, or as the person whose it is (`--for`): someone with a login and a key is then one actor, who
approves nothing of their own. A key that speaks for customers (`--role customer`) reads what a customer's own page
shows.

**Steps.** A case changes by steps only. `GET /steps` lists them with the schema of their fields, `GET
/cases/{reference}/next` says which are open now, with the choices of their fields, and why the others are not. Who acts
and when it is recorded come from the key and the clock, never from the body; `happened_at` says when something
happened.

**Refusals.** `application/problem+json` (RFC 9457). 409: the rules say no, with `reason`, `rule` (a stable id),
`who_could` and `missing`. 422: fields that are not right, each with a message in plain words. 412: the case is no
longer at the entry that `If-Match` names. 503 with `Retry-After`: busy, or the disk is full; nothing was recorded.

**Looked at first.** `POST /cases/{reference}/steps/{step}/preview` says what a step would write to the customer, with
its checks, as text, PDF or Word; `POST /cases/{reference}/bundle/preview` how the bundle for an independent body would
be. Nothing is kept of either.

**Sent twice.** Every other POST takes an `Idempotency-Key`. The same key with the same request is acted on once and
answered alike for seven days, then with `Idempotency-Replayed: true`; with another request it is 409. Only what was
done is kept: a refusal is not, since the case may move on and the same request be right tomorrow.

**Lists** are ordered by what is due next. Send the `cursor` of a page back for the next one.
"""

api = NinjaAPI(
    title="Amends", version="1", description=DESCRIPTION, urls_namespace="api-v1", openapi_url=None, docs_url=None
)
for _router in (cases.router, steps.router, letters.router, bundle.router, files.router):
    api.add_router("", _router)


@api.get("/openapi.json", include_in_schema=False, auth=None)
def openapi(request: HttpRequest) -> HttpResponse:
    return HttpResponse(document(), content_type=JSON)


@lru_cache(maxsize=1)
def document() -> bytes:
    """The OpenAPI document. It is the same for everyone, so it is made once."""
    described: dict[str, Any] = api.get_openapi_schema()
    described["components"]["schemas"].update(schemas())
    return encoded(described)


@api.exception_handler(Problem)
def on_problem(request: HttpRequest, problem: Problem) -> HttpResponse:
    return problem.response()


@api.exception_handler(Refused)
def on_refusal(request: HttpRequest, no: Refused) -> HttpResponse:
    return refused(no.ruling).response()


@api.exception_handler(ValidationError)
def on_bad_parameters(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Parameters in the address; the first part of each place says that, and is left out."""
    return bad_fields([(field_name(tuple(one["loc"])[1:]), message(one)) for one in error.errors]).response()


@api.exception_handler(OutsideCalendar)
def on_date_outside(request: HttpRequest, error: OutsideCalendar) -> HttpResponse:
    """A date for which we know no working days: guessing there would be a wrong deadline."""
    return bad_fields([("", str(error))]).response()


@api.exception_handler(OverflowError)
def on_date_uncountable(request: HttpRequest, error: OverflowError) -> HttpResponse:
    return bad_fields([("", _("A date is too far away to be counted with."))]).response()


@api.exception_handler(DataError)
def on_value_too_large(request: HttpRequest, error: DataError) -> HttpResponse:
    return bad_fields([("", _("A value is too large to be kept."))]).response()


for _away in (OperationalError, InterfaceError):
    api.add_exception_handler(_away, of_database)
api.add_exception_handler(OSError, of_disk)
