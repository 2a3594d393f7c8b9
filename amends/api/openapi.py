"""Words and schemas for the OpenAPI document that the framework cannot see: step bodies, problems, headers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel

from amends.api.examples import EXAMPLES
from amends.api.once import HEADER, LONGEST, REPLAYED
from amends.api.problems import PROBLEM
from amends.api.shapes import ProblemDetails, Refusal, WrongFields
from amends.rules.steps import STEPS
from amends.rules.steps.base import Step

Plain = dict[str, Any]
REFERENCE = "#/components/schemas/"

_PROBLEMS: Mapping[int, tuple[str, type[BaseModel]]] = {
    400: ("The request cannot be read.", ProblemDetails),
    401: ("No valid key.", ProblemDetails),
    403: ("The key lacks the scope, or speaks for customers where only staff may read.", ProblemDetails),
    404: ("Not there, or not yours.", ProblemDetails),
    409: ("Refused by the rules, or the Idempotency-Key was used for another request.", Refusal),
    411: ("The length of the body is not said.", ProblemDetails),
    412: ("The case is no longer at the entry that If-Match names.", ProblemDetails),
    413: ("Too large.", ProblemDetails),
    415: ("Wrong Content-Type.", ProblemDetails),
    422: ("Some fields are not right.", WrongFields),
    503: ("Busy, or the disk is full: try again.", ProblemDetails),
}
READING = (401, 403, 404, 422, 503)
WRITING = (400, 401, 403, 404, 409, 411, 413, 415, 422, 503)

_IDEMPOTENCY_KEY: Plain = {
    "name": HEADER,
    "in": "header",
    "required": False,
    "description": "The same key with the same request is acted on once, for seven days.",
    "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST, "pattern": "^[!-~]+$"},
}
_IF_MATCH: Plain = {
    "name": "If-Match",
    "in": "header",
    "required": False,
    "description": "The number of the last entry that you have seen, as in the ETag of the case. Where the case has "
    "moved on, nothing is done and the answer is 412.",
    "schema": {"type": "string", "pattern": '^(\\*|"[0-9]{1,9}")$'},
}


def read_with(problems: Iterable[int] = READING) -> Plain:
    """What an operation that reads adds to its description."""
    return {"responses": {status: _problem(status) for status in problems}}


def written_with(content: Plain, *, if_match: bool = False) -> Plain:
    """What an operation that writes adds: its body, its headers, what may go wrong."""
    statuses = (*WRITING, 412) if if_match else WRITING
    return {
        "requestBody": {"required": True, "content": content},
        "parameters": [_IDEMPOTENCY_KEY, *([_IF_MATCH] if if_match else [])],
        "responses": {**{status: _problem(status) for status in sorted(statuses)}, 201: {"headers": _made_headers()}},
    }


def looked_with(content: Plain, produced: Plain) -> Plain:
    """What an operation adds that is sent a body only to look: nothing is kept, so it may be sent as often as one
    likes. `produced`: what it answers beside its shape, by media type."""
    return {
        "requestBody": {"required": True, "content": content},
        "responses": {**{status: _problem(status) for status in WRITING}, 200: {"content": produced}},
    }


def model_body(model: type[BaseModel], example: Plain) -> Plain:
    """The body of an operation that is no step."""
    schema = model.model_json_schema(ref_template=f"{REFERENCE}{{model}}")
    return {"application/json": {"schema": schema, "example": example}}


def step_body(step: type[Step]) -> Plain:
    """The body of a step, with an example where its fields need one to be understood."""
    body: Plain = {"schema": {"$ref": f"{REFERENCE}{_component(step)}"}}
    example = EXAMPLES.get(step.name)
    return {"application/json": {**body, "example": example} if example else body}


def schemas() -> Plain:
    """The components that the framework does not know of: every step's fields, and the problems."""
    found: Plain = {}
    models = {_component(step): step for step in STEPS.values()}
    problems = {model.__name__: model for _words, model in _PROBLEMS.values()}
    for name, model in (models | problems).items():
        schema = model.model_json_schema(ref_template=f"{REFERENCE}{{model}}")
        found.update(schema.pop("$defs", {}))
        found[name] = schema
    return found


def _component(step: type[Step]) -> str:
    return f"{step.__name__}Step"


def _problem(status: int) -> Plain:
    words, model = _PROBLEMS[status]
    said: Plain = {
        "description": words,
        "content": {PROBLEM: {"schema": {"$ref": f"{REFERENCE}{model.__name__}"}}},
    }
    header = {401: "WWW-Authenticate", 503: "Retry-After"}.get(status)
    return {**said, "headers": {header: {"schema": {"type": "string"}}}} if header else said


def _made_headers() -> Plain:
    return {
        "Location": {"description": "Where it is.", "schema": {"type": "string"}},
        REPLAYED: {"description": "«true» where the request had been acted on before.", "schema": {"type": "string"}},
    }
