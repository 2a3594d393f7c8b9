"""Cases: take one in, list them, read one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from amends.api.answers import answer
from amends.api.bodies import raw_body, read_json
from amends.api.caller import READ, WRITE, caller_of
from amends.api.cases import look, must_be_staff, must_see
from amends.api.choices import check_choices
from amends.api.customer_shapes import CustomersCase, CustomersList
from amends.api.listing import Asked, page
from amends.api.made import done, retell
from amends.api.once import Done, once
from amends.api.openapi import read_with, step_body, written_with
from amends.api.parameters import refuse_strange
from amends.api.shapes import CaseClocks, CaseFacts, CaseList, CaseNext, CaseRecord, Taken
from amends.api.telling.cases import case_told
from amends.api.telling.clocks import clocks_told
from amends.api.telling.customers import case_for_customer
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
    response=CaseList | CustomersList,
    operation_id="list_cases",
    summary="List cases",
    description="The cases that this key may see and that fit, most pressing first; those without a date come last. "
    "A key that speaks for customers gets them in order of arrival, with what customers know of them.",
    tags=["Cases"],
    openapi_extra=read_with(),
)
def list_cases(request: HttpRequest, asked: Query[Asked]) -> HttpResponse:
    refuse_strange(request, Asked)
    return answer(page(caller_of(request), asked))


@router.get(
    "/cases/{reference}",
    auth=READ,
    response=CaseFacts | CustomersCase,
    operation_id="read_case",
    summary="Read a case",
    description="All that its entries amount to. The ETag is the number of its last entry, for If-Match. A key that "
    "speaks for customers gets what their own page shows (CustomersCase).",
    tags=["Cases"],
    openapi_extra=read_with(),
)
def read_case(request: HttpRequest, reference: str) -> HttpResponse:
    caller = caller_of(request)
    seen = look(caller, reference)
    tell = case_for_customer if caller.for_customers else case_told
    return answer(tell(reference, seen.scene, seen.entries), headers={"ETag": f'"{seen.scene.facts.number}"'})


@router.get(
    "/cases/{reference}/record",
    auth=READ,
    response=CaseRecord,
    operation_id="read_record",
    summary="Read the record of a case",
    description="Its entries as they are kept, each chained to the one before by its hash. For staff.",
    tags=["Cases"],
    openapi_extra=read_with(),
)
def read_record(request: HttpRequest, reference: str, part: Query[Part]) -> HttpResponse:
    must_see(caller_of(request), reference)
    must_be_staff(caller_of(request))
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
    return answer(clocks_told(reference, look(caller_of(request), reference).scene))


@router.get(
    "/cases/{reference}/next",
    auth=READ,
    response=CaseNext,
    operation_id="read_next",
    summary="What is next",
    description="What the procedure wants, and every step: open with its fields and choices, or closed with the "
    "reason, the rule, what is missing and who could. A key that speaks for customers gets what waits for them and "
    "their own steps.",
    tags=["Cases"],
    openapi_extra=read_with(),
)
def read_next(request: HttpRequest, reference: str) -> HttpResponse:
    return answer(next_told(reference, look(caller_of(request), reference).scene))
