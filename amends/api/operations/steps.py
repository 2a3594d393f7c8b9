"""Steps: one operation each, made from its declaration; and the list of all."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from ninja import Router

from amends.api.answers import answer
from amends.api.bodies import raw_body, read_json
from amends.api.caller import STEPS_READ, WRITE, caller_of
from amends.api.cases import must_see, seen_in, take_as_seen
from amends.api.choices import check_choices
from amends.api.made import done, retell
from amends.api.once import Done, once
from amends.api.openapi import read_with, step_body, written_with
from amends.api.shapes import Steps, Taken
from amends.api.telling.steps import steps_told
from amends.rules.rulings import ROLE_NAMES
from amends.rules.steps import STEPS
from amends.rules.steps.base import Step

router = Router()


@router.get(
    "/steps",
    auth=STEPS_READ,
    response=Steps,
    by_alias=True,
    operation_id="list_steps",
    summary="List the steps",
    description="Every step: what it is for, who may take it, the entries it writes, the JSON schema of its fields.",
    tags=["Steps"],
    openapi_extra=read_with((401, 403, 503)),
)
def list_steps(request: HttpRequest) -> HttpResponse:
    return answer(steps_told())


def taking(step_class: type[Step]) -> Callable[..., HttpResponse]:
    """The operation that takes this step."""

    def take_step(request: HttpRequest, reference: str) -> HttpResponse:
        caller = caller_of(request)
        must_see(caller, reference)
        step, seen = read_json(request, step_class), seen_in(request)

        def act() -> Done:
            check_choices(step, caller.actor, reference)
            return done(take_as_seen(reference, step, caller, seen), caller)

        return once(request, caller, raw_body(request), act, retell(caller))

    return take_step


def _who(step: type[Step]) -> str:
    return ", ".join(str(name) for role, name in ROLE_NAMES.items() if role in step.who)


for _step in STEPS.values():
    if not _step.makes_case:
        router.post(
            f"/cases/{{reference}}/steps/{_step.name}",
            auth=WRITE,
            response={201: Taken},
            operation_id=_step.name,
            url_name=_step.name,
            summary=_step.label,
            description=f"{_step.summary}\n\nFor {_who(_step)}. Writes {', '.join(_step.writes)}.",
            tags=[_step.chapter],
            openapi_extra=written_with(step_body(_step), if_match=True),
        )(taking(_step))
