"""A Word template that an organisation wrote: opened with care, filled in a sandbox, mistakes told in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _
from docx.opc.exceptions import OpcError
from docxtpl import DocxTemplate
from jinja2 import Environment, StrictUndefined, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment

from amends.letters.shipped import TemplateBroken

__all__ = ["FIELDS", "TemplateBroken", "environment", "in_plain_words", "opened"]

LARGEST_TEMPLATE = 20 * 1024 * 1024  # bytes, unpacked
FIELDS = (
    "title",
    "sender",
    "recipient",
    "date",
    "reference",
    "salutation",
    "confidential",
    "blocks",
    "signed_by",
    "contact",
    "page_words",
    "language",
)


def environment() -> Environment:
    """What fields are read in: a name that is not there is a mistake, and nothing but the letter can be reached."""
    return SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)


def opened(path: Path) -> DocxTemplate:
    """Raises TemplateBroken where it is not a Word document, or too large for a letter."""
    not_word = _("This is not a Word document (.docx).")
    try:
        with ZipFile(path) as archive:
            size = sum(file.file_size for file in archive.infolist())
        if size > LARGEST_TEMPLATE:
            raise TemplateBroken(_("The template is too large: unpacked it may have 20 MB at most."))
        word = DocxTemplate(str(path))
        word.init_docx()
    except (OSError, BadZipFile, OpcError, KeyError, SyntaxError) as error:
        raise TemplateBroken(not_word) from error
    return word


@contextmanager
def in_plain_words() -> Iterator[None]:
    """What goes wrong while a template is filled in, as TemplateBroken."""
    try:
        yield
    except UndefinedError as error:
        raise TemplateBroken(_unknown(error)) from error
    except SecurityError as error:
        raise TemplateBroken(_("The template asks for something that a letter may not do.")) from error
    except TemplateSyntaxError as error:
        raise TemplateBroken(_unfinished(error)) from error
    except (TemplateError, LookupError, TypeError, ValueError, AttributeError, ArithmeticError, SyntaxError) as error:
        words = _("The template cannot be filled in: {reason}.").format(reason=str(error).rstrip("."))
        raise TemplateBroken(words) from error


def _unknown(error: UndefinedError) -> str:
    named = re.findall(r"'([^']+)'", str(error))
    return _("The template asks for “{name}”, which a letter does not have. It has: {fields}.").format(
        name=named[-1] if named else str(error), fields=", ".join(FIELDS)
    )


def _unfinished(error: TemplateSyntaxError) -> str:
    said = _("A field or an instruction in the template is not written right: {reason}.").format(
        reason=(error.message or "").split(". ")[0].rstrip(".")
    )
    near = [line.strip() for line in getattr(error, "docx_context", ()) if line.strip()]
    return f"{said} {_('It is near “{text}”.').format(text=near[len(near) // 2])}" if near else said
