"""The bundle for an independent body: what could go in, how it would be, and making it."""

from __future__ import annotations

from typing import Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from amends.api.answers import PDF, answer, download
from amends.api.bodies import raw_body, read_json
from amends.api.bundle_shapes import BUNDLE_EXAMPLE, BundleAsked, BundleDocuments, BundlePreview
from amends.api.bundling import built
from amends.api.caller import READ, WRITE, caller_of
from amends.api.cases import must_be_staff, must_see, opened, seen_in, take_as_seen
from amends.api.made import done, retell
from amends.api.once import Done, is_known, once
from amends.api.openapi import looked_with, model_body, read_with, written_with
from amends.api.parameters import refuse_strange
from amends.api.shapes import Taken
from amends.api.telling.bundle import documents_told, preview_told
from amends.cases.bundling.making import keeping, step_of
from amends.rules.steps.referral import MakeBundle

router = Router()
BODY = model_body(BundleAsked, BUNDLE_EXAMPLE)


class As(Schema):
    as_: Literal["json", "pdf"] = Field(
        "json", alias="as", description="json: its index, what was removed, what is withheld and why. pdf: its pages."
    )


@router.get(
    "/cases/{reference}/bundle",
    auth=READ,
    response=BundleDocuments,
    operation_id="list_bundle_documents",
    summary="List what could go into a bundle",
    description="Every document of the case with its key: what was said, what came in, what was added as evidence, "
    "notes. For staff.",
    tags=[MakeBundle.chapter],
    openapi_extra=read_with(),
)
def list_documents(request: HttpRequest, reference: str) -> HttpResponse:
    caller = caller_of(request)
    must_see(caller, reference)
    must_be_staff(caller)
    return answer(documents_told(opened(caller, reference)))


@router.post(
    "/cases/{reference}/bundle/preview",
    auth=WRITE,
    response=BundlePreview,
    operation_id="preview_bundle",
    summary="Look at a bundle before it is made",
    description="The bundle as it would be. Nothing is kept, and no entry is written. What is withheld is said with "
    "the reason: somebody decided it, nobody has checked a picture, data of others are in it.",
    tags=[MakeBundle.chapter],
    openapi_extra=looked_with(BODY, {PDF: {"schema": {"type": "string", "format": "binary"}}}),
)
def preview_bundle(request: HttpRequest, reference: str, wanted: Query[As]) -> HttpResponse:
    caller = caller_of(request)
    must_see(caller, reference)
    refuse_strange(request, As)
    asked, case = read_json(request, BundleAsked), opened(caller, reference)
    look = built(case, asked)
    if wanted.as_ == "pdf":
        return download(look.bundle.pdf, PDF, f"{reference} draft.pdf")
    return answer(preview_told(case, look), headers={"ETag": f'"{case.tip.number}"'})


@router.post(
    "/cases/{reference}/bundle",
    auth=WRITE,
    response={201: Taken},
    operation_id="build_bundle",
    summary=MakeBundle.label,
    description="Builds the bundle, keeps it as a file of the case, and takes the step `make_bundle`, whose entry "
    "names the file. Look at it first: /bundle/preview takes the same body.",
    tags=[MakeBundle.chapter],
    openapi_extra=written_with(BODY, if_match=True),
)
def build_bundle(request: HttpRequest, reference: str) -> HttpResponse:
    caller = caller_of(request)
    must_see(caller, reference)
    asked, seen = read_json(request, BundleAsked), seen_in(request)
    case = opened(caller, reference)
    ready = None if is_known(request, caller) else built(case, asked)

    def act() -> Done:
        look = ready or built(case, asked)
        with keeping(case, look.bundle) as file:
            step = step_of(look.wanted, file, look.bundle)
            return done(take_as_seen(reference, step, caller, seen), caller)

    return once(request, caller, raw_body(request), act, retell(caller))
