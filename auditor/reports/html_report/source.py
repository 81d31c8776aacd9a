"""A document as it was read: prose with the numbers of its lines, tables as tables, every figure marked with how it stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from auditor.patterns import regex
from auditor.records import Lang
from auditor.records.model import BlockRecord, TextRecord
from auditor.reports.html_report.figures import Figures
from auditor.reports.html_report.heads import HeadCell, head_cells
from auditor.reports.html_report.markup import escaped
from auditor.reports.html_report.words import word

_AMOUNT = regex(r"[-+±△▲－−–—─]?[￥¥(（]?[\d０-９][\d０-９,，.．\s]*[%％)）]?|[-－−–—─/／]+")
_PART = 100
"""About so many rows and paragraphs are laid out together; a browser lays out only the parts that come into view."""
_LONG = 400
"""A table of more rows is shown in sections of `_PART` rows, each under the header: as one it would be slow to open."""
_HAN = regex("[\u4e00-\u9fff]")


@dataclass
class Source:
    """The source of a document being written; `lines` are those that have an anchor, in rising order once it is written."""

    prefix: str
    figures: Figures
    lang: Lang
    lines: list[int] = field(default_factory=list)
    _page: int | None = None
    _named: set[int] = field(default_factory=set)

    def write(self, blocks: list[BlockRecord]) -> str:
        """The blocks as HTML; afterwards `figures` know which of them are shown, and `lines` which lines."""
        parts: list[list[str]] = [[]]
        weight = 0
        for made, rows in (piece for block in blocks for piece in self._block(block)):
            if weight and weight + rows > _PART:
                parts.append([])
                weight = 0
            parts[-1].append(made)
            weight += rows
        self.lines.sort()
        return "".join(f'<div class="part">{"".join(part)}</div>' for part in parts if part)

    def anchor(self, line: int) -> str | None:
        """The name of the line shown at or next above one; None where nothing is shown."""
        if not self.lines:
            return None
        return f"{self.prefix}l{self.lines[max(0, bisect_right(self.lines, line) - 1)]}"

    def _block(self, block: BlockRecord) -> Iterator[tuple[str, int]]:
        """The pieces of a block, each with how many rows it takes."""
        rows = [*block.get("captions", [])[:1], *(cell for row in block.get("rows", []) for cell in row[:1])]
        yield from self._page_of(block["text"] if "text" in block else rows[0] if rows else None)
        if "text" in block:
            kind = " class=contents" if block["kind"] == "contents" else ""
            yield f"<p{self._line(block['text'])}{kind}>{self._text(block['text'])}</p>", 1
        else:
            yield from self._table(block)

    def _page_of(self, text: TextRecord | None) -> Iterator[tuple[str, int]]:
        """A mark where another page begins."""
        if said := self._turned_to(text):
            yield f'<h3 class="page">{said}</h3>', 1

    def _turned_to(self, text: TextRecord | None) -> str:
        """The words for the page that a text stands on; empty where it is the page before it."""
        page = text["at"][0][3] if text and text["at"] and len(text["at"][0]) > 3 else None
        if page is None or page == self._page:
            return ""
        self._page = page
        return word("page", self.lang, page=page)

    def _turn_before(self, row: list[TextRecord]) -> str:
        """A row that says so where a table goes on another page."""
        said = self._turned_to(row[0] if row else None)
        return f'<tr><td class="page" colspan={len(row)}><span>{said}</span></td></tr>' if said else ""

    def _line(self, text: TextRecord) -> str:
        """The attributes of what begins on a line: its number, and its anchor where it is the first on it."""
        if not text["at"]:
            return ""
        line = text["at"][0][1]
        if line in self._named:
            return f" data-l={line}"
        self._named.add(line)
        self.lines.append(line)
        return f" id={self.prefix}l{line} data-l={line}"

    def _table(self, block: BlockRecord) -> Iterator[tuple[str, int]]:
        captions = block.get("captions", [])
        said = "".join(f"<p{self._line(text)}>{self._text(text)}</p>" for text in captions)
        caption = f"<caption>{said}</caption>" if said else ""
        name = escaped(captions[0]["text"] if captions else word("table", self.lang))
        key = _key_column(block.get("rows", []))
        header = self._head(block, key)
        head = f"<thead>{header}</thead>" if header else ""
        rows = [self._turn_before(row) + self._row(row, key) for row in block.get("rows", [])]
        size = len(rows) if len(rows) <= _LONG else _PART
        for at in range(0, max(1, len(rows)), max(1, size)):
            body = "".join(rows[at : at + size])
            table = f"<table>{caption}{head}<tbody>{body}</tbody></table>"
            yield f'<div class="grid" role="group" tabindex=0 aria-label="{name}">{table}</div>', size + 1
            # Anchors stand once.
            caption, head = "", _without_anchors(head)

    def _head(self, block: BlockRecord, key: int) -> str:
        """The rows of the header; merged cells reach over what they cover."""
        header, reach = block.get("header", []), block.get("reach", [])
        width = max((len(row) for row in [*header, *block.get("rows", [])]), default=0)
        placed = (
            head_cells(reach, max(width, *(ends[1] for row in reach for ends in row if ends), 0)) if reach else None
        )
        if placed is None:
            placed = [[HeadCell(place, place) for place in range(len(row))] for row in header]
        rows = (
            f"<tr{self._line(row[0])}>{''.join(self._head_cell(row, cell, key) for cell in cells)}</tr>"
            for row, cells in zip(header, placed, strict=True)
            if row
        )
        return "".join(rows)

    def _head_cell(self, row: list[TextRecord], cell: HeadCell, key: int) -> str:
        kind = " class=k" if cell.column == key and cell.columns == 1 else ""
        if cell.place is None or not row[cell.place]["text"].strip():
            # A header cell without words is no header to anyone who cannot see the table.
            return f"<td{kind}></td>"
        spans = f" colspan={cell.columns}" if cell.columns > 1 else ""
        spans += f" rowspan={cell.rows}" if cell.rows > 1 else ""
        scope = "colgroup" if cell.columns > 1 else "col"
        return f"<th scope={scope}{spans}{kind}>{self._text(row[cell.place])}</th>"

    def _row(self, row: list[TextRecord], key: int) -> str:
        if not row:
            return ""
        cells = []
        label = _label_of(row)
        for place, cell in enumerate(row):
            text = self._text(cell)
            kind = " class=k" if place == key else ""
            if place == label:
                cells.append(f"<th scope=row{kind}>{text}</th>")
            elif _AMOUNT.fullmatch(cell["text"].strip()):
                cells.append(f'<td class="a k">{text}</td>' if kind else f"<td class=a>{text}</td>")
            else:
                cells.append(f"<td{kind}>{text}</td>")
        return f"<tr{self._line(row[0])}>{''.join(cells)}</tr>"

    def _text(self, text: TextRecord) -> str:
        """A text with its figures marked, and with the number of every line that begins within it."""
        words = text["text"]
        parts = []
        at = 0
        breaks = _breaks(text)
        for start, end, number in self.figures.spots_in(text):
            parts.append(_plain(words, at, start, breaks))
            figure = self.figures.by_number[number]
            kind = f"{figure.state} word" if figure.is_word else figure.state
            quoted = f'"f {kind}"'
            parts.append(f"<b id={self.prefix}f{number} class={quoted}>{escaped(words[start:end])}</b>")
            at = end
        parts.append(_plain(words, at, len(words), breaks))
        return "".join(parts)


def _label_of(row: list[TextRecord]) -> int | None:
    """The first cell of a row that is no amount, which says what the row is."""
    texts = (cell["text"].strip() for cell in row)
    return next((place for place, text in enumerate(texts) if text and not _AMOUNT.fullmatch(text)), None)


def _key_column(rows: list[list[TextRecord]]) -> int:
    """The column that most rows have their label in, which stays in view when a table is moved sideways."""
    labels = Counter(label for row in rows if (label := _label_of(row)) is not None)
    return labels.most_common(1)[0][0] if labels else 0


def _without_anchors(header: str) -> str:
    return re.sub(r" id=\w+", "", header)


def _breaks(text: TextRecord) -> list[tuple[int, int]]:
    """Where another line begins within a text: offset and line."""
    runs = text["at"]
    return [(run[0], run[1]) for last, run in pairwise(runs) if run[1] != last[1] and run[0]]


def _plain(words: str, start: int, end: int, breaks: list[tuple[int, int]]) -> str:
    """Text without figures; a line that begins within a figure is numbered behind it."""
    parts = []
    while breaks and breaks[0][0] < end:
        offset, line = breaks.pop(0)
        parts.append(f"{escaped(words[start : max(start, offset)])}<i class=n data-l={line}></i>")
        start = max(start, offset)
    parts.append(escaped(words[start:end]))
    return "".join(parts)


def language_of(blocks: list[BlockRecord]) -> str:
    """The `lang` attribute of what was read: Chinese where it has Han characters; empty, which says unknown, elsewhere."""
    texts = (block["text"]["text"] for block in blocks if "text" in block)
    cells = (cell["text"] for block in blocks for row in block.get("rows", []) for cell in row)
    return "zh-CN" if any(_HAN.search(text) for source in (texts, cells) for text in source) else ""
