"""Characters: what is taken out of every text, and what stands for a character that the fonts in a PDF do not have.

PDF/UA allows no missing letter, and Typst refuses to write one. So a picture character is named in words ("[slightly
smiling face]"), and a letter of a script that the fonts lack becomes a drawn box, which is a character of its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

GLYPHS = Path(__file__).parent / "glyphs.txt"
BOX = "□"
LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
NOT_TEXT = frozenset({"Cc", "Cn", "Co", "Cs"})
MARKS = frozenset({"Mn", "Me", "Cf"})
PARTS_OF_A_PICTURE = re.compile("[\ufe00-\ufe0f\u200d\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")
FAR_FROM_LATIN = re.compile("[^\n -\u024f\u0370-\u052f\u1e00-\u1eff\u2010-\u203a\u20a0-\u20bf\u2122□]")
MOST_CARE = 2
FLAG_A, FLAG_Z = 0x1F1E6, 0x1F1FF  # a flag is written as two of these letters


def tidy(text: str) -> str:
    """Text with one kind of line end and no control characters, letters and their accents joined where they can be."""
    lines = LINE_ENDS.sub("\n", text).replace("\t", " ")
    kept = (character for character in lines if character == "\n" or unicodedata.category(character) not in NOT_TEXT)
    return unicodedata.normalize("NFC", "".join(kept))


def showable(text: str, care: int = 0) -> str:
    """The text as a PDF can show it.

    That the fonts have each character does not say that they have it beside its neighbours. With `care` 1, accents that
    stand loose are left out; with 2, only European letters and signs stay, which always can be set.
    """
    shown = "".join(_shown(tidy(text)))
    if care:
        shown = "".join(character for character in shown if unicodedata.category(character) not in MARKS)
    return FAR_FROM_LATIN.sub(BOX, shown) if care == MOST_CARE else shown


def unshowable(text: str) -> tuple[str, ...]:
    """The characters that a PDF would show in words or as a box, each once, so that somebody can be told beforehand."""
    return tuple(dict.fromkeys(character for character in tidy(text) if character != "\n" and not _has(character)))


def right_to_left(text: str) -> bool:
    """Whether the first letter with a direction is of Arabic, Hebrew or another script read from the right."""
    directions = (unicodedata.bidirectional(character) for character in text)
    return next((direction != "L" for direction in directions if direction in {"L", "R", "AL"}), False)


def _shown(text: str) -> Iterator[str]:
    in_picture = False
    for character in text:
        if in_picture and PARTS_OF_A_PICTURE.match(character):
            continue  # its colour, its joiner: the name before says enough
        in_picture = character != "\n" and not _has(character)
        yield _instead(character) if in_picture else character


def _instead(character: str) -> str:
    if FLAG_A <= ord(character) <= FLAG_Z:
        return chr(ord("A") + ord(character) - FLAG_A)
    if unicodedata.category(character) in {"So", "Sk"}:
        return f"[{unicodedata.name(character, 'picture').lower()}]"
    return BOX


def _has(character: str) -> bool:
    return ord(character) in _glyphs()


@cache
def _glyphs() -> frozenset[int]:
    lines = GLYPHS.read_text(encoding="utf-8").split()
    bounds = ((int(first, 16), int(last, 16)) for first, _, last in (line.partition("-") for line in lines))
    return frozenset(code for first, last in bounds for code in range(first, last + 1))
