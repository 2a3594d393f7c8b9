"""Blocks made ready for a template: nothing empty, headings without a gap between levels, and each as plain data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from amends.letters.document import Block, Bullets, Facts, Grid, Heading, Numbered, Paragraph, Picture

Shown = Callable[[str], object]  # a text as the template wants it


def in_order(blocks: Iterable[Block]) -> Iterator[Block]:
    """Without what is empty, and each heading at most one level below the one before: no level is skipped."""
    before = 0
    for block in blocks:
        if _is_empty(block):
            continue
        if isinstance(block, Heading):
            before = min(block.level, before + 1)
            yield replace(block, level=before)
        else:
            yield block


def as_data(block: Block, shown: Shown) -> Mapping[str, object]:
    """What a template needs of a block. Its `kind` is the block's name in small letters; `rows` of cells are lists."""
    match block:
        case Paragraph(text):
            return {"kind": "paragraph", "text": shown(text)}
        case Heading(text, level):
            return {"kind": "heading", "text": shown(text), "level": level + 1}
        case Bullets(items):
            return {"kind": "bullets", "points": [shown(item) for item in items]}
        case Numbered(items):
            return {"kind": "numbered", "points": [shown(item) for item in items]}
        case Facts(rows):
            return {"kind": "facts", "rows": [{"label": shown(label), "value": shown(value)} for label, value in rows]}
        case Grid(head, rows, caption):
            cells = [[shown(cell) for cell in row] for row in rows]
            return {"kind": "grid", "head": [shown(cell) for cell in head], "rows": cells, "caption": shown(caption)}
        case Picture(svg, alt):
            return {"kind": "picture", "svg": svg, "alt": shown(alt)}


def _is_empty(block: Block) -> bool:
    match block:
        case Paragraph(text) | Heading(text):
            return not text.strip()
        case Bullets(items) | Numbered(items):
            return not items
        case Facts(rows) | Grid(rows=rows):
            return not rows
        case Picture():
            return False
