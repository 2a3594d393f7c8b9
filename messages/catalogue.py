"""The catalogues on disk: the list of what there is to say, and what it is in each other language."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileParser, write_po

from messages.declared import declared
from messages.found import Found
from messages.written import ROOT, written

FOLDER = ROOT / "amends" / "locale"
TEMPLATE = FOLDER / "django.pot"
PLURALS = {"cy": "nplurals=4; plural=(n==1) ? 0 : (n==2) ? 1 : (n != 8 && n != 11) ? 2 : 3;"}
"""As Django counts them, so that its own words and ours are one catalogue."""


class Quiet(Catalog):
    """A catalogue whose head says nothing of when, where and by what it was made: the same words are the same bytes."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        head = [("MIME-Version", "1.0"), ("Content-Type", "text/plain; charset=utf-8")]
        head.append(("Content-Transfer-Encoding", "8bit"))
        if self.locale_identifier:
            head += [("Language", self.locale_identifier), ("Plural-Forms", PLURALS[self.locale_identifier])]
        return head

    @mime_headers.setter
    def mime_headers(self, headers: Iterable[tuple[str, str]]) -> None:
        self._set_mime_headers(headers)


def everything() -> list[Found]:
    """All there is to translate: what the code and the templates say, and what steps, entries and packs declare."""
    return [*written(), *declared()]


def file_of(language: str, kind: str = "po") -> Path:
    return FOLDER / language / "LC_MESSAGES" / f"django.{kind}"


def languages() -> list[str]:
    return sorted(path.name for path in FOLDER.iterdir() if path.is_dir())


def template(found: Iterable[Found]) -> Catalog:
    catalogue = _empty(None)
    for one in found:
        flags = () if not _has_percent(one) else ("python-format",)
        catalogue.add(one.id, locations=[(one.file, 1)], context=one.context, auto_comments=one.comments, flags=flags)
    return catalogue


def _has_percent(one: Found) -> bool:
    return "%(" in (one.id if isinstance(one.id, str) else "".join(one.id))


def read(language: str) -> Catalog:
    """The translations as they stand in the file. Nothing yet where there is none."""
    catalogue, file = _empty(language), file_of(language)
    if file.exists():
        with file.open(encoding="utf-8") as source:
            PoFileParser(catalogue, ignore_obsolete=True).parse(source)
    return catalogue


def updated(language: str, found: Iterable[Found]) -> Catalog:
    """What there is to say now, with the translations that there are. Nothing is guessed from what is like it."""
    before, now = read(language), _empty(language)
    for one in template(found):
        if one.id:
            known = before.get(*key(one))
            text = known.string if known and known.id == one.id else _untranslated(one, now)
            comments = known.user_comments if known else ()
            now.add(
                one.id,
                text,
                locations=one.locations,
                context=one.context,
                auto_comments=one.auto_comments,
                user_comments=comments,
                flags=one.flags,
            )
    return now


def _untranslated(message: Message, catalogue: Catalog) -> str | tuple[str, ...]:
    return "" if isinstance(message.id, str) else ("",) * catalogue.num_plurals


def key(message: Message) -> tuple[str, str | None]:
    """By which it is found again; see `Found.key`."""
    return (message.id if isinstance(message.id, str) else message.id[0]), message.context


def forms(message: Message) -> tuple[str, ...]:
    """The translation, in each of its forms. Empty ones are missing."""
    return (str(message.string or ""),) if isinstance(message.id, str) else tuple(message.string or ())


def _empty(language: str | None) -> Catalog:
    catalogue = Quiet(locale=language, header_comment="", fuzzy=False)
    if language:
        catalogue.mime_headers = [("Plural-Forms", PLURALS[language])]
    return catalogue


def as_text(catalogue: Catalog) -> bytes:
    """As a .po file: by the text, so that what two people add does not meet in one place."""
    out = BytesIO()
    write_po(out, catalogue, width=120, sort_output=True, include_lineno=False)
    return out.getvalue()


def compiled(catalogue: Catalog) -> bytes:
    """As a .mo file, of what is translated: the rest is then said in English."""
    out, done = BytesIO(), _empty(str(catalogue.locale_identifier))
    for one in catalogue:
        if one.id and all(forms(one)):
            done.add(one.id, one.string, context=one.context)
    write_mo(out, done)
    return out.getvalue()
