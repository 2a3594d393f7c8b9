"""Cases: take one in, list them, read one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from amends.api.answers import answer
from amends.api.bodies import raw_body, read_json
from amends.api.caller import READ, WRITE, caller_of
from amends.api.cases import must_see, scene_for
from amends.api.choices import check_choices
from amends.api.listing import Asked, page
from amends.api.made import done, retell
from amends.api.once import Done, once
from amends.api.openapi import read_with, step_body, written_with
from amends.api.parameters import refuse_strange
from amends.api.shapes import CaseClocks, CaseFacts, CaseList, CaseNext, CaseRecord, Taken
from amends.api.telling.cases import case_told
from amends.api.telling.clocks import clocks_told
from amends.api.telling.steps import next_told
from amends.cases.take import open_case
from amends.record.extract import extract
from amends.rules.steps.intake import Receive

router = Router()


class Part(Schema):
    after: int = Field(0, ge=0, le=1_000_000_000, description="Only entries behind this number.")


@router.post(
    "/cases",
    auth=WRITE,
    response={201: Taken},
    operation_id="receive",
    summary=Receive.label,
    description=Receive.summary,
    tags=["Cases"],
    openapi_extra=written_with(step_body(Receive)),
)
def receive(request: HttpRequest) -> HttpResponse:
    caller, step = caller_of(request), read_json(request, Receive)

    def act() -> Done:
        check_choices(step, caller.actor)
        return done(open_case(step, by=caller.actor, at=caller.at), caller)

    return once(request, caller, raw_body(request), act, retell(caller))


@router.get(
    "/cases",
    auth=READ,
    response=CaseList,
    operation_id="list_cases",
    summary="List cases",
    description="The cases that this key may see and that fit, most pressing first; those without a date come last.",
    tags=["Cases"],
    openapi_extra=read_with(),
)
def list_cases(request: HttpRequest, asked: Query[Asked]) -> HttpResponse:
    refuse_strange(request, Asked)
    return answer(page(caller_of(request).actor, asked))


@router.get(
    "/cases/{reference}",
    auth=READ,
    response=CaseFacts,
    operation_id="read_case",
    summary="Read a case",
    description="All that its entries amount to. The ETag is the number of its last entry, for If-Match.",
    tags=["Cases"],
    openapi_extra=read_with(),
)
def read_case(request: HttpRequest, reference: str) -> HttpResponse:
    facts = scene_for(caller_of(request), reference).facts
    return answer(case_told(reference, facts), headers={"ETag": f'"{facts.number}"'})


@router.get(
    "/cases/{reference}/record",
    auth=READ,
    response=CaseRecord,
    operation_id="read_record",
    summary="Read the record of a case",
    description="Its entries as they are kept, each chained to the one before by its hash.",
    tags=["Cases"],
    openapi_extra=read_with(),
)
def read_record(request: HttpRequest, reference: str, part: Query[Part]) -> HttpResponse:
    must_see(caller_of(request), reference)
    refuse_strange(request, Part)
    return answer({"reference": reference, "entries": extract(reference, part.after)})


@router.get(
    "/cases/{reference}/clocks",
    auth=READ,
    response=CaseClocks,
    operation_id="read_clocks",
    summary="Read the clocks of a case",
    description="What is due by law and by our own targets, each with its explanation, computed from the record now.",
    tags=["Cases"],
    openapi_extra=read_with(),
)
def read_clocks(request: HttpRequest, reference: str) -> HttpResponse:
    return answer(clocks_told(reference, scene_for(caller_of(request), reference)))


@router.get(
    "/cases/{reference}/next",
    auth=READ,
    response=CaseNext,
    operation_id="read_next",
    summary="What is next",
    description="What the procedure wants, and every step: open with its fields and choices, or closed with the "
    "reason, the rule, what is missing and who could.",
    tags=["Cases"],
    openapi_extra=read_with(),
)
def read_next(request: HttpRequest, reference: str) -> HttpResponse:
    return answer(next_told(reference, scene_for(caller_of(request), reference)))
