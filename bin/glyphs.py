"""Write `amends/letters/glyphs.txt` anew: the characters that the fonts inside Typst can show, as ranges.

Run it when the version of Typst changes: `.venv/bin/python bin/glyphs.py`.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

import typst

GLYPHS = Path(__file__).parents[1] / "amends" / "letters" / "glyphs.txt"
PROBE = b'#set document(title: "Glyphs")\n#for it in json(bytes(sys.inputs.data)) [#par(it)]\n'
NOT_SHOWN = re.compile(r"the text `\"(.+?)\"` could not be displayed")
NOT_CHARACTERS = {"Cc", "Cn", "Co", "Cs", "Zl", "Zp"}


def characters() -> list[str]:
    """Every character that a tidied text may hold: not those that are written otherwise when composed."""
    every = (chr(code) for code in range(0x20, sys.maxunicode + 1))
    composed = (character for character in every if unicodedata.is_normalized("NFC", character))
    return [character for character in composed if unicodedata.category(character) not in NOT_CHARACTERS]


def not_shown(texts: list[str]) -> set[str]:
    """Which of the texts the fonts cannot show, as PDF/UA has it: it allows no box in place of a letter."""
    fonts = typst.Fonts(include_system_fonts=False)
    inputs = {"data": json.dumps(texts)}
    try:
        typst.compile(
            PROBE, font_paths=fonts, ignore_system_fonts=True, sys_inputs=inputs, pdf_standards="ua-1", format="pdf"
        )
    except typst.TypstError as error:
        found = set(NOT_SHOWN.findall(error.diagnostic))
        return {text for text in texts if text in found or escaped(text) in found}
    return set()


def escaped(text: str) -> str:
    r"""As Typst quotes it: `\u{300}` for what does not stand by itself."""
    return "".join(f"\\u{{{ord(character):x}}}" for character in text)


def ranges(codes: Iterable[int]) -> Iterator[str]:
    first = last = -2
    for code in [*sorted(codes), -1]:
        if code != last + 1:
            if first >= 0:
                yield f"{first:04X}-{last:04X}"
            first = code
        last = code


if __name__ == "__main__":
    every = characters()
    shown = {ord(character) for character in every} - {ord(character) for character in not_shown(every)}
    GLYPHS.write_text("\n".join(ranges(shown)) + "\n", encoding="utf-8")
