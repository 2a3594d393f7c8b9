"""Reading a file of a pack into a model, and refusing it in words: the file, the key, what was expected and found."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails


class PackError(Exception):
    """A pack that cannot be used: which file, which key, what was expected there."""

    def __init__(self, file: Path, key: str, expected: str, found: object = None) -> None:
        said = f", found {found!r}" if found is not None else ""
        super().__init__(f"{file}: {key}: expected {expected}{said}" if key else f"{file}: expected {expected}{said}")


class Table(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


T = TypeVar("T", bound=Table)


def read(file: Path, model: type[T]) -> T:
    """Read a TOML file as this model. Raises PackError."""
    try:
        raw = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise PackError(file, "", "this file to be there") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PackError(file, "", f"a TOML file ({error})") from None
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        raise _refusal(file, model, raw, error.errors()[0]) from None


EXPECTED = {
    "missing": "a value",
    "string_type": "text in quotes",
    "string_too_short": "text that is not empty",
    "string_pattern_mismatch": "letters, digits, - and _, beginning with a small letter or a digit",
    "int_type": "a whole number",
    "greater_than_equal": "a whole number of 1 or more",
    "bool_type": "true or false",
    "date_type": "a date such as 2026-06-01",
    "date_parsing": "a date such as 2026-06-01",
    "list_type": "a list",
    "too_short": "at least one entry",
    "dict_type": "a table",
    "model_type": "a table",
}


def _refusal(file: Path, model: type[Table], raw: Mapping[str, Any], error: ErrorDetails) -> PackError:
    loc, kind = error["loc"], error["type"]
    key = ".".join(_key(raw, loc))
    if kind == "extra_forbidden":
        return PackError(file, key, f"one of these keys: {', '.join(sorted(_fields(model, loc[:-1])))}", loc[-1])
    if kind in ("enum", "literal_error"):
        return PackError(file, key, f"one of {error['ctx']['expected']}", error["input"])
    if kind in ("sourced", "dated"):
        return PackError(file, key, error["msg"])
    return PackError(file, key, EXPECTED.get(kind, error["msg"]), None if kind == "missing" else error["input"])


def _key(raw: Any, loc: tuple[int | str, ...]) -> Iterator[str]:
    """A place in the file as people find it: entries of lists by their id or number, not by their position."""
    for step in loc:
        try:
            raw = raw[step]
        except (KeyError, IndexError, TypeError):
            raw = None
        named = raw.get("id", raw.get("number")) if isinstance(step, int) and isinstance(raw, dict) else None
        yield str(step if named is None else named)


def _fields(model: type[Table], loc: tuple[int | str, ...]) -> set[str]:
    """The keys that the table at this place may have."""
    for step in loc:
        if isinstance(step, str):
            model = next(_tables(model.model_fields[step].annotation))
    return set(model.model_fields)


def _tables(annotation: Any) -> Iterator[type[Table]]:
    if isinstance(annotation, type) and issubclass(annotation, Table):
        yield annotation
    for inner in get_args(annotation):
        yield from _tables(inner)
