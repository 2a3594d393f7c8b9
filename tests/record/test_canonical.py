"""One byte sequence for one meaning."""

from __future__ import annotations

import json
import unicodedata
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.record import canonical
from amends.record.chains import content_digest, entry_hash
from amends.record.forms import is_moment, plain_data

SOME_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)
NAMES = SOME_TEXT.map(lambda text: unicodedata.normalize("NFC", text))
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | SOME_TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=10,
)
DATA = st.dictionaries(NAMES, PLAIN, max_size=4)
MOMENTS = st.datetimes(
    min_value=datetime(2, 1, 1),  # noqa: DTZ001 the zone is given below
    max_value=datetime(9998, 12, 31),  # noqa: DTZ001
    timezones=st.just(UTC) | st.just(timezone(timedelta(hours=-7))),
)


@given(st.lists(st.binary(max_size=12), max_size=6), st.lists(st.binary(max_size=12), max_size=6))
def test_framing_moves_nothing_across_a_border(one: list[bytes], other: list[bytes]) -> None:
    assert (canonical.framed(b"t", one) == canonical.framed(b"t", other)) == (one == other)


@given(st.lists(SOME_TEXT, min_size=10, max_size=10), st.integers(0, 9), st.integers(1, 5))
def test_moving_text_from_one_column_to_the_next_changes_the_hash(columns: list[str], at: int, much: int) -> None:
    moved = list(columns)
    taken, moved[at] = moved[at][:much], moved[at][much:]
    moved[at - 1] += taken
    before, after = canonical.entry_hash(*columns), canonical.entry_hash(*moved)  # type: ignore[arg-type]
    assert (before == after) == (columns == moved)


@given(DATA)
def test_data_has_one_form_and_reads_as_it_was(data: dict[str, Any]) -> None:
    text = canonical.body_text(data)
    assert canonical.body_text(json.loads(text)) == text
    assert canonical.body_text(dict(reversed(data.items()))) == text
    assert plain_data(text.encode()) == json.loads(text)


@given(DATA, DATA)
def test_two_meanings_never_have_the_same_form(one: dict[str, Any], other: dict[str, Any]) -> None:
    same = canonical.body_text(one) == canonical.body_text(other)
    assert same == (repr(_composed(one)) == repr(_composed(other)))


def _composed(value: Any) -> Any:
    """The meaning: text without regard to how its accents are written, names without regard to their order."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, list):
        return [_composed(item) for item in value]
    if isinstance(value, dict):
        return sorted(((name, _composed(item)) for name, item in value.items()), key=lambda pair: pair[0])
    return value


@given(DATA, st.sampled_from([{"indent": 1}, {"separators": (", ", ": ")}, {"ensure_ascii": True}]))
def test_the_same_data_in_another_form_is_known_as_such(data: dict[str, Any], style: dict[str, Any]) -> None:
    text = canonical.body_text(data)
    other = json.dumps(json.loads(text), sort_keys=True, **{"ensure_ascii": False, "separators": (",", ":"), **style})
    assert (plain_data(other.encode()) is not None) == (other == text)


def test_letters_with_accents_are_kept_composed() -> None:
    assert canonical.body_text({"name": "Rene\u0301"}) == '{"name":"René"}'
    assert canonical.clean_text("Rene\u0301") == "René"


@pytest.mark.parametrize(
    "value",
    [1.0, 1.5, float("nan"), float("inf"), "a\x00b", "\ud800", b"bytes", {1: "number as a name"}, {"e\u0301": 1}, {2}],
    ids=repr,
)
def test_what_has_two_forms_or_none_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r"an entry|text holds"):
        canonical.body_text({"value": [value]})  # type: ignore[list-item]


@given(MOMENTS)
def test_a_moment_has_one_form_and_reads_as_it_was(moment: datetime) -> None:
    text = canonical.moment_text(moment)
    assert datetime.fromisoformat(text) == moment
    assert canonical.moment_text(datetime.fromisoformat(text)) == text
    assert is_moment(text.encode())


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        canonical.moment_text(datetime(2026, 3, 2, tzinfo=UTC).replace(tzinfo=None))


@given(st.lists(SOME_TEXT, min_size=9, max_size=9), st.integers(0, 2**31))
def test_verify_hashes_stored_bytes_as_append_hashes_text(texts: list[str], number: int) -> None:
    case, *rest = texts
    row = (case.encode(), number, *(text.encode() for text in rest), b"its own hash")
    assert entry_hash(row) == canonical.entry_hash(case, number, *rest).encode()


@given(SOME_TEXT, SOME_TEXT, SOME_TEXT)
def test_verify_digests_stored_bytes_as_append_digests_text(salt: str, name: str, text: str) -> None:
    stored = content_digest(salt.encode(), name.encode(), text.encode())
    assert stored == canonical.content_digest(salt, name, text).encode()


def test_a_text_longer_than_any_ready_made_length_is_hashed_alike() -> None:
    long = "x" * 5000
    assert content_digest(b"s", b"n", long.encode()) == canonical.content_digest("s", "n", long).encode()
