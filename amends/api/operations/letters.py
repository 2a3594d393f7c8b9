"""Letters before they are sent: what a step would write to the customer, checked, as text, and on paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from amends.api.answers import PDF, TEXT, WORD, answer, download
from amends.api.bodies import read_json
from amends.api.caller import WRITE, Caller, caller_of
from amends.api.cases import look, must_see
from amends.api.choices import check_choices, check_choices_here
from amends.api.letter_shapes import LetterChecked
from amends.api.openapi import looked_with, step_body
from amends.api.parameters import refuse_strange
from amends.api.problems import Problem, bad_fields
from amends.cases import wording
from amends.cases.checks.written import written
from amends.cases.lettercheck import checks
from amends.cases.paper import document_of, filename
from amends.cases.take import Refused
from amends.letters.document import Document
from amends.letters.heavy import docx, pdf
from amends.letters.shipped import TemplateBroken
from amends.letters.text import plain
from amends.rules.rulings import Scene
from amends.rules.steps import STEPS
from amends.rules.steps.letter import Letter

router = Router()

_FILE = {"schema": {"type": "string", "format": "binary"}}
_PRODUCED = {"text/plain": {"schema": {"type": "string"}}, PDF: _FILE, WORD: _FILE}
Form = Literal["checks", "text", "pdf", "docx"]


class As(Schema):
    as_: Form = Field(
        "checks",
        alias="as",
        description="checks: what it was checked for. text: as plain text. pdf: as it would be sent on paper. docx: "
        "for Word, from the organisation's template.",
    )


def previewing(step_class: type[Letter]) -> Callable[..., HttpResponse]:
    """The operation that shows what this step would write."""

    def preview(request: HttpRequest, reference: str, wanted: Query[As]) -> HttpResponse:
        caller = caller_of(request)
        must_see(caller, reference)
        refuse_strange(request, As)
        step = read_json(request, step_class)
        scene = _open(step, reference, caller)
        if wanted.as_ == "checks":
            return answer(_checked(step, reference, scene), headers={"ETag": f'"{scene.facts.number}"'})
        document = _document(step, reference, scene)
        made, media_type, ending = _made(wanted.as_, step, document)
        return download(made, media_type, f"{filename(reference, document).removesuffix('.pdf')}.{ending}")

    return preview


def _open(step: Letter, reference: str, caller: Caller) -> Scene:
    """The case, in which this step is open and has what the step names. Raises Refused, and Problem."""
    scene = look(caller, reference).scene
    ruling = step.opening(scene)
    if not ruling:
        raise Refused(ruling)
    check_choices(step, caller.actor, reference)
    check_choices_here(step, scene)
    return scene


def _checked(step: Letter, reference: str, scene: Scene) -> dict[str, object]:
    found = checks(step, scene)
    return {
        "reference": reference,
        "number": scene.facts.number,
        "step": step.name,
        "stopped": found.stopped,
        "paragraphs": found.paragraphs,
        "issues": found.issues,
        "checks": found.found,
    }


def _document(step: Letter, reference: str, scene: Scene) -> Document:
    """The letter as it would be. Raises Problem where nothing is chosen yet for it to be about."""
    letter = written(step, scene)
    if letter.entry is None:
        raise bad_fields([("", _("Choose first what the letter is about; then it can be looked at."))])
    return document_of(reference, letter.entry, letter.facts, scene)


def _made(wanted: Form, step: Letter, document: Document) -> tuple[bytes, str, str]:
    """The letter in one of its forms: its bytes, what they are, how a file of them ends. Raises Problem for a template
    of the organisation's that cannot be filled in."""
    if wanted == "text":
        return plain(document).encode(), TEXT, "txt"
    if wanted == "pdf":
        return pdf(document, large_print=step.large_print), PDF, wanted
    try:
        return docx(document, wording.own(), large_print=step.large_print), WORD, wanted
    except TemplateBroken as broken:
        raise Problem(409, "template", _("The Word template cannot be filled in"), str(broken)) from None


for _step in STEPS.values():
    if issubclass(_step, Letter):
        router.post(
            f"/cases/{{reference}}/steps/{_step.name}/preview",
            auth=WRITE,
            response=LetterChecked,
            operation_id=f"preview_{_step.name}",
            url_name=f"preview_{_step.name}",
            summary=f"Look at it first: {_step.label}",
            description="What the step would write to the customer, from the same body. Nothing is kept, and no entry "
            "is written. A step that is closed is refused as the step itself is; what else would stop the letter is "
            "among its checks.",
            tags=[_step.chapter],
            openapi_extra=looked_with(step_body(_step), _PRODUCED),
        )(previewing(_step))
