"""Files of a case: send one to be named in a step, and get one back."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from ninja import Query, Router, Schema
from pydantic import Field

from amends.api.answers import answer
from amends.api.caller import READ, WRITE, Caller, caller_of
from amends.api.cases import look, must_see
from amends.api.once import Done, Kept, once
from amends.api.openapi import read_with, written_with
from amends.api.parameters import refuse_strange
from amends.api.problems import not_found
from amends.api.shapes import KeptFile
from amends.api.telling.customers import their_files
from amends.api.uploads import LONGEST_NAME, MULTIPART, OCTETS, uploaded
from amends.record.attachments import File, files_of, keep, open_file

router = Router()

_FORM = {
    "type": "object",
    "properties": {"file": {"type": "string", "format": "binary"}},
    "required": ["file"],
}
_BODY = {OCTETS: {"schema": {"type": "string", "format": "binary"}}, MULTIPART: {"schema": _FORM}}


class Named(Schema):
    filename: str = Field("", max_length=LONGEST_NAME, description="The file's name, where the body is the file.")


@router.post(
    "/cases/{reference}/files",
    auth=WRITE,
    response={201: KeptFile},
    operation_id="add_file",
    summary="Send a file",
    description="The file is kept, and becomes part of the record when a step names its id in `files`.",
    tags=["Files"],
    openapi_extra=written_with(_BODY),
)
def add_file(request: HttpRequest, reference: str, named: Query[Named]) -> HttpResponse:
    caller = caller_of(request)
    must_see(caller, reference)
    refuse_strange(request, Named)
    with uploaded(request, named.filename) as upload:

        def act() -> Done:
            file = keep(reference, upload.filename, upload.chunks(), caller.at)
            return Done(_told(reference, file), {"file": file.id})

        def retell(kept: Kept) -> HttpResponse:
            return _told(reference, files_of(reference)[str(kept["file"])])

        return once(request, caller, upload.digest, act, retell)


@router.get(
    "/cases/{reference}/files/{file_id}",
    auth=READ,
    operation_id="read_file",
    summary="Get a file",
    description="The bytes, always as a download. A key that speaks for customers gets what they sent or were sent.",
    tags=["Files"],
    openapi_extra={
        "responses": {
            **read_with((401, 403, 404, 503))["responses"],
            200: {"description": "The file.", "content": {OCTETS: {"schema": {"type": "string", "format": "binary"}}}},
        }
    },
)
def read_file(request: HttpRequest, reference: str, file_id: str) -> HttpResponseBase:
    caller = caller_of(request)
    must_see(caller, reference)
    found = open_file(reference, file_id) if file_id.isalnum() and _is_theirs(caller, reference, file_id) else None
    if found is None:
        raise not_found()
    file, path = found
    response = FileResponse(path.open("rb"), as_attachment=True, filename=file.filename, content_type=OCTETS)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _is_theirs(caller: Caller, reference: str, file_id: str) -> bool:
    """Of a file that is not the customer's to have, their key hears what it hears of one that is not there."""
    return not caller.for_customers or file_id in their_files(look(caller, reference).entries, caller.actor.id)


def _told(reference: str, file: File) -> HttpResponse:
    return answer(file, 201, headers={"Location": f"/api/v1/cases/{reference}/files/{file.id}"})
