"""Bodies, read strictly: one meaning or none. Unknown fields, doubled fields, numbers for dates are refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, NoReturn, TypeVar

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, UnreadablePostError
from django.utils.translation import gettext as _
from pydantic import BaseModel, ValidationError

from amends.api.answers import JSON
from amends.api.problems import Problem, bad_fields, broken, no_length, too_large, wrong_type
from amends.api.wording import A_DATE, A_MOMENT, WORDS, field_name, message

M = TypeVar("M", bound=BaseModel)


def read_json(request: HttpRequest, model: type[M]) -> M:
    """The body as this model. Raises Problem: 400, 413, 415, or 422 with every wrong field."""
    if request.content_type != JSON:
        raise wrong_type(JSON)
    said = _loaded(raw_body(request))
    try:
        read = model.model_validate(said)
    except ValidationError as error:
        raise _invalid(error) from None
    _refuse_guesses(said, read)
    return read


def raw_body(request: HttpRequest) -> bytes:
    """The bytes of the body. Raises Problem where they are too many, unmeasured, or did not all come."""
    refuse_unmeasured(request)
    try:
        return request.body
    except RequestDataTooBig:
        raise too_large(settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0) from None
    except UnreadablePostError:
        raise broken(_("The body did not arrive whole.")) from None


def refuse_unmeasured(request: HttpRequest) -> None:
    """Raise Problem for a body in pieces: what comes without a length would be taken for empty."""
    if request.META.get("HTTP_TRANSFER_ENCODING"):
        raise no_length()


def _loaded(raw: bytes) -> Any:
    """The JSON, unless readers would understand it differently: doubled names, NaN, other encodings, endless depth."""
    try:
        return json.loads(raw.decode(), object_pairs_hook=_each_once, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        said = str(error) if isinstance(error, Ambiguous) else _("The body is not JSON in UTF-8.")
        raise broken(said) from None


class Ambiguous(ValueError):
    """JSON with more than one reading."""


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = dict(pairs)
    if len(names) != len(pairs):
        raise Ambiguous(_("A field is there twice."))
    return names


def _no_constant(name: str) -> NoReturn:
    raise Ambiguous(_("{name} is not JSON.").format(name=name))


def _invalid(error: ValidationError) -> Problem:
    errors = error.errors(include_url=False, include_input=False)
    return bad_fields([(field_name(one["loc"]), message(one)) for one in errors])


def _refuse_guesses(said: dict[str, Any], read: BaseModel) -> None:
    """Refuse what was understood only by guessing: a number as a date, a text as a number."""
    guessed = [(name, _guessed(value, getattr(read, name))) for name, value in said.items()]
    if any(words for _name, words in guessed):
        raise bad_fields([(name, words) for name, words in guessed if words])


def _guessed(said: Any, read: Any) -> str:
    if isinstance(read, list):
        return next((words for one in zip(said, read, strict=True) if (words := _guessed(*one))), "")
    for kind, plainly, words in _PLAINLY:
        if isinstance(read, kind):
            return "" if plainly(said) else str(words)
    return ""


def _is_date(said: Any) -> bool:
    return isinstance(said, str) and said[4:5] == "-"


_PLAINLY: tuple[tuple[type, Callable[[Any], bool], Any], ...] = (
    (bool, lambda said: isinstance(said, bool), WORDS["bool_type"]),
    (int, lambda said: type(said) is int, WORDS["int_type"]),
    (datetime, _is_date, A_MOMENT),
    (date, _is_date, A_DATE),
)
"""Which JSON says a value plainly. A bool is an int, and a datetime a date, so the order matters."""
