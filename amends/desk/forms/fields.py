"""One field of a step as one field of a form."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import Enum
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from annotated_types import Ge, Le, MaxLen
from django import forms
from django.utils.translation import gettext, gettext_lazy
from pydantic import AwareDatetime
from pydantic.fields import FieldInfo

from amends.cases.told.labels import readable
from amends.desk.forms.inputs import Day, ExpectedOne, ExpectedSome, LongText, ManyFiles, Moment, Money
from amends.desk.forms.options import Choices, Options
from amends.rules.choices import choices
from amends.rules.resolution import Level
from amends.rules.rulings import Scene
from amends.rules.words import Words, say
from amends.ui.sentences import words_text

FEW = 8
"""As many choices as are shown at once; more are a list to open."""
FROM_A_LIST = frozenset({"staff", "caseworkers", "teams", "staff_and_teams", "regimes", "customers"})
NOT_CHOSEN = "–"
NOTHING_YET = gettext_lazy("There is nothing to choose from yet.")
NEEDED = gettext_lazy("This is needed.")
UNSAID: dict[Any, Words] = {Level: say("Not assessed")}
"""How it reads that an answer which may be left out was. Elsewhere «Not said»."""
GONE = gettext_lazy("Choose from the list. What you had chosen is not on it any more.")


def field_of(name: str, info: FieldInfo, scene: Scene, options: Options) -> forms.Field:
    """The form field that asks for this field of a step."""
    said: dict[str, Any] = {
        "label": gettext(info.title or name),
        "help_text": gettext(info.description) if info.description else "",
        "required": info.is_required(),
        "error_messages": {"required": NEEDED, "invalid_choice": GONE},
    }
    of = extra(info).get("choices")
    if of == "files":
        return ManyFiles(**said)
    if of == "cases":
        return forms.CharField(**said, max_length=32, validators=[case_known(options)])
    if of:
        return _chosen(str(of), name, info, scene, options, said)
    return _plain(info, said, scene)


def extra(info: FieldInfo) -> dict[str, Any]:
    return dict(info.json_schema_extra) if isinstance(info.json_schema_extra, dict) else {}


def annotation(info: FieldInfo) -> Any:
    """The type of a field, without the None of an optional one."""
    named = [one for one in get_args(info.annotation) if one is not NoneType]
    return named[0] if NoneType in get_args(info.annotation) else info.annotation


def case_known(options: Options) -> Callable[[str], None]:
    def check(reference: str) -> None:
        if not options.sees(reference):
            raise forms.ValidationError(gettext("There is no case with this reference that you may see."))

    return check


def _plain(info: FieldInfo, said: dict[str, Any], scene: Scene) -> forms.Field:
    kind = annotation(info)
    if get_origin(kind) is Literal:
        return _one_of([(value, _label(value, info)) for value in get_args(kind)], said, str, begun=_begun(info))
    if isinstance(kind, type) and issubclass(kind, Enum):
        values = [(item.value, _label(item.value, info)) for item in kind]
        return _one_of([*_unsaid(kind, info), *values], said, str, in_list=kind in UNSAID, begun=_begun(info))
    if kind is bool:
        return forms.BooleanField(**{**said, "required": False})
    if extra(info).get("kind") == "money":
        return Money(**said, currency=scene.regime.currency)
    if kind is int:
        return forms.IntegerField(**said, min_value=_limit(info, Ge, "ge"), max_value=_limit(info, Le, "le"))
    if kind is date:
        return Day(**said)
    return Moment(**said) if kind is AwareDatetime else _text(info, said)


def _unsaid(kind: type[Enum], info: FieldInfo) -> list[tuple[str, str]]:
    """The answer that takes back another, where none is needed."""
    left_out = not info.is_required() and info.default is None
    return [("", gettext(UNSAID[kind]) if kind in UNSAID else readable(""))] if left_out else []


def _begun(info: FieldInfo) -> bool:
    """Whether an answer is chosen from the start."""
    return not info.is_required() and bool(info.default)


def _label(value: str, info: FieldInfo) -> str:
    """The step's own word for a value, or the usual one."""
    own = extra(info).get("labels", {}).get(value)
    return gettext(own) if own else readable(value)


def _text(info: FieldInfo, said: dict[str, Any]) -> forms.Field:
    said["max_length"] = _limit(info, MaxLen, "max_length")
    kind = extra(info).get("kind")
    if extra(info).get("long"):
        return LongText(**said)
    widget = {"email": forms.EmailInput, "tel": forms.TextInput}.get(str(kind), forms.TextInput)
    return forms.CharField(**said, widget=widget(attrs={"type": kind} if kind else {}))


def _limit(info: FieldInfo, kind: type, name: str) -> int | None:
    return next((getattr(one, name) for one in info.metadata if isinstance(one, kind)), None)


def _chosen(of: str, name: str, info: FieldInfo, scene: Scene, options: Options, said: dict[str, Any]) -> forms.Field:
    """A field whose choices the case or the organisation knows. Only caseworkers can be given something to do."""
    there = _said(choices(of, scene))
    found = options.of("caseworkers" if of == "staff" and name != "about_staff" else of) if there is None else there
    kind = annotation(info)
    if get_origin(kind) is list:
        return _some_of(found, said, get_args(kind)[0])
    return _one_of(found, said, kind, in_list=of in FROM_A_LIST)


def _said(found: Choices | None) -> Choices | None:
    """The choices of the case: what is the procedure's is said in the reader's language, what people wrote stays."""
    return found and [(value, words_text(label) if isinstance(label, Words) else label) for value, label in found]


def _one_of(
    found: list[tuple[Any, str]], said: dict[str, Any], kind: Any, *, in_list: bool = False, begun: bool = False
) -> forms.Field:
    coerce: Callable[[Any], Any] = int if kind is int else str
    values = [(str(value), label) for value, label in found]
    in_list = in_list or len(values) > FEW
    if in_list and "" not in dict(values):
        values.insert(0, ("", NOT_CHOSEN))
    widget = forms.Select if in_list else forms.RadioSelect
    initial = values[0][0] if len(values) == 1 and said["required"] else None
    return (ExpectedOne if begun else forms.TypedChoiceField)(
        **{**said, "required": said["required"] or begun},
        choices=values,
        coerce=coerce,
        empty_value="",
        widget=widget,
        initial=initial,
    )


def _some_of(found: list[tuple[str, str]], said: dict[str, Any], kind: Any) -> forms.Field:
    if not found:
        said["help_text"] = " ".join(part for part in (said["help_text"], str(NOTHING_YET)) if part)
    coerce: Callable[[Any], Any] = int if kind is int else str
    widget = forms.CheckboxSelectMultiple
    return ExpectedSome(**said, choices=found, coerce=coerce, widget=widget)
