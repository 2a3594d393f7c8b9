"""The stylesheet keeps its promises: contrast in both themes, a rule for every class that a template uses."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path

import pytest

import amends
from amends.ui import icons
from amends.ui.pictures import marks
from amends.ui.templatetags import ui as tags

HOME = Path(amends.__file__).parent
STYLES = HOME / "ui" / "static" / "ui" / "css"
TEMPLATES = sorted(HOME.glob("*/templates/**/*.html"))
UI_TEMPLATES = sorted((HOME / "ui" / "templates").rglob("*.html"))
CSS = "\n".join((STYLES / name).read_text() for name in ("amends.css", "desk.css", "portal.css"))

TEXT_ON = [
    *((word, ground) for word in ("text", "muted", "accent") for ground in ("bg", "surface", "sunken")),
    *((word, ground) for word in ("ok", "warn", "bad", "note") for ground in ("bg", "surface", f"{word}-bg")),
    *(("text", f"{kind}-bg") for kind in ("accent", "ok", "warn", "bad", "note")),
    *(("muted", f"{kind}-bg") for kind in ("accent", "note")),
    ("accent", "accent-bg"),
    ("accent", "note-bg"),
    ("on-accent", "accent"),
    ("on-accent", "accent-press"),
    ("on-bad", "bad"),
    ("accent-press", "surface"),
    ("surface", "bad"),
    ("surface", "text"),
]
SHAPES_ON = [
    *((edge, ground) for edge in ("strong", "accent", "ok", "warn", "bad") for ground in ("bg", "surface")),
    *((edge, ground) for edge in ("text", "muted", "ok", "warn", "bad") for ground in ("sunken", "accent-bg")),
    ("accent", "sunken"),
    ("strong", "sunken"),
    ("note", "note-bg"),
    ("accent", "accent-bg"),
    ("ok", "ok-bg"),
]


def tokens(theme: str) -> dict[str, str]:
    """Each colour of the first token list, as the theme sees it."""
    found = re.findall(r"--([\w-]+):\s*light-dark\((#[0-9A-Fa-f]{6}),\s*(#[0-9A-Fa-f]{6})\)", CSS)
    return {name: light if theme == "light" else dark for name, light, dark in found}


def luminance(colour: str) -> float:
    channels = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("word", "ground"), TEXT_ON)
def test_words_stand_out_from_their_ground(theme: str, word: str, ground: str) -> None:
    colours = tokens(theme)
    assert contrast(colours[word], colours[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), SHAPES_ON)
def test_edges_and_shapes_stand_out_from_their_ground(theme: str, edge: str, ground: str) -> None:
    colours = tokens(theme)
    assert contrast(colours[edge], colours[ground]) >= 3.0


def test_contrast_is_reckoned_as_the_guidelines_do() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def classes_with_a_rule() -> set[str]:
    selectors = re.sub(r"/\*.*?\*/|\{[^{}]*\}", " ", CSS, flags=re.S)
    return set(re.findall(r"\.([a-z][\w-]*)", selectors))


def classes_used(html: str) -> set[str]:
    plain = re.sub(r"\{\{.*?\}\}", " ", re.sub(r"\{%.*?%\}", " ", html))
    return set(chain.from_iterable(words.split() for words in re.findall(r'class="([^"]*)"', plain)))


@pytest.mark.parametrize("template", UI_TEMPLATES, ids=lambda path: path.name)
def test_every_class_of_a_template_has_a_rule(template: Path) -> None:
    names_without_a_look = {"change"}  # a hook for the reader of the page's source, not for the eye
    assert classes_used(template.read_text()) - classes_with_a_rule() - names_without_a_look == set()


def test_every_class_that_code_writes_has_a_rule() -> None:
    code = "\n".join(path.read_text() for path in (HOME / "ui" / "pictures").glob("*.py"))
    kinds = {*tags.TAG_ICONS, *tags.NOTICE_ICONS, *marks.CLASSES.values(), *marks.TEXT_CLASSES.values()}
    assert set(re.findall(r"\b(pic-[a-z-]+[a-z])\b", code)) | kinds <= classes_with_a_rule()
    pieces = {f"pic-{kind}-{part}" for kind in ("law", "target") for part in ("used", "left")}
    assert pieces | {"pic-over-due", "pic-pause", "bar-law", "bar-target", "bar-late"} <= classes_with_a_rule()


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: "/".join(path.parts[-3:]))
def test_no_template_writes_style_or_script_inside_the_page(template: Path) -> None:
    html = re.sub(r"\{#.*?#\}", "", template.read_text(), flags=re.S)
    assert re.findall(r"<style\b|\sstyle\s*=|<script(?![^>]*\bsrc=)|\son[a-z]+\s*=\s*[\"']|javascript:", html) == []


def test_the_scan_for_inline_code_finds_what_it_looks_for(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    for bad in ('<p style="a">', "<script>go()</script>", '<a onclick="go()">', '<a href="javascript:go()">'):
        page.write_text(bad)
        with pytest.raises(AssertionError):
            test_no_template_writes_style_or_script_inside_the_page(page)


def test_every_icon_that_a_template_names_is_drawn() -> None:
    named = set(re.findall(r'\{% icon "([\w-]+)"', "\n".join(path.read_text() for path in TEMPLATES)))
    assert named <= set(icons.SHAPES)
