"""What was read where a finding stands, in little: the rows and columns of its figures under their heads, or the sentence.

         | 合计  | 公用经费
办公费   | 11.21 | [12.11]
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.patterns import regex
from auditor.reports.html_report.markup import escaped

if TYPE_CHECKING:
    from auditor.records.model import BlockRecord, DocumentRecord, TextRecord

Tones = Mapping[tuple[int, int], str]
"""By line and column of a figure: the class that it is shown with."""

_FIGURE = regex(r"[\d０-９]+(?:[,，.．][\d０-９]+)*[%％]?")
_MOST_ROWS = 14
_AROUND = 60
"""Characters of a paragraph shown before its first figure and behind its last one."""


@dataclass(frozen=True)
class _Place:
    """A run of characters of a text, by its columns; the row and column of the cell, -1 in a paragraph."""

    start: int
    stop: int
    block: int
    text: TextRecord
    offset: int
    row: int = -1
    column: int = -1


class Excerpts:
    """The content of a document by the lines it stands on."""

    def __init__(self, document: DocumentRecord) -> None:
        self._blocks = document.get("content", [])
        self._on_line: dict[int, list[_Place]] = defaultdict(list)
        for number, block in enumerate(self._blocks):
            if "text" in block:
                self._add(number, block["text"])
            for row, cells in enumerate(block.get("rows", [])):
                for column, text in enumerate(cells):
                    self._add(number, text, row, column)

    def _add(self, block: int, text: TextRecord, row: int = -1, column: int = -1) -> None:
        ends = [*(run[0] for run in text["at"][1:]), len(text["text"])]
        for (offset, line, start, *_), end in zip(text["at"], ends, strict=True):
            stop = start + max(1, end - offset)
            self._on_line[line].append(_Place(start, stop, block, text, offset, row, column))

    def of(self, tones: Tones) -> str:
        """The tables and sentences that figures stand in, each once, in the order of the figures."""
        found: dict[int, dict[tuple[int, int], _Place]] = defaultdict(dict)
        for line, column in tones:
            for place in self._on_line.get(line, ()):
                if place.start <= column < place.stop:
                    found[place.block][line, column] = place
                    break
        return "".join(self._block(self._blocks[number], places, tones) for number, places in found.items())

    def _block(self, block: BlockRecord, places: dict[tuple[int, int], _Place], tones: Tones) -> str:
        if "text" in block:
            return f'<p class="said">{_sentence(block["text"], places, tones)}</p>'
        return f'<div class="grid">{_table(block, places, tones)}</div>'


def _sentence(text: TextRecord, places: dict[tuple[int, int], _Place], tones: Tones) -> str:
    words = text["text"]
    spots = sorted((place.offset + at[1] - place.start, tones[at]) for at, place in places.items())
    first, last = max(0, spots[0][0] - _AROUND), min(len(words), spots[-1][0] + _AROUND)
    made, at = ["…" if first else ""], first
    for start, tone in spots:
        end = start + _length(words, start)
        if start >= at:
            made.append(f'{escaped(words[at:start])}<b class="{tone}">{escaped(words[start:end])}</b>')
            at = end
    made.append(escaped(words[at : max(at, last)]) + ("…" if last < len(words) else ""))
    return "".join(made)


def _length(words: str, start: int) -> int:
    """Of the figure, or else the one character, that begins at a place."""
    found = _FIGURE.match(words, start)
    return max(1, found.end() - start) if found else 1


def _table(block: BlockRecord, places: dict[tuple[int, int], _Place], tones: Tones) -> str:
    rows, header = block.get("rows", []), block.get("header", [])
    columns = sorted({place.column for place in places.values()})
    shown = sorted({place.row for place in places.values()})
    kinds = {(place.row, place.column): tones[at] for at, place in places.items()}
    heads = "".join(f"<th scope=col>{escaped(_head(header, column))}</th>" for column in columns)
    body = []
    for before, number in zip([None, *shown], shown[:_MOST_ROWS], strict=False):
        if before is not None and number > before + 1:
            body.append(f'<tr class="left-out"><td colspan={len(columns) + 1}>⋮</td></tr>')
        cells = "".join(
            f"<td class=a>{_cell(rows[number], column, kinds.get((number, column)))}</td>" for column in columns
        )
        body.append(f"<tr><th scope=row>{escaped(_label(rows[number], columns[0]))}</th>{cells}</tr>")
    if len(shown) > _MOST_ROWS:
        body.append(f'<tr class="left-out"><td colspan={len(columns) + 1}>⋮</td></tr>')
    return f"<table><thead><tr><td></td>{heads}</tr></thead><tbody>{''.join(body)}</tbody></table>"


def _cell(row: list[TextRecord], column: int, tone: str | None) -> str:
    text = escaped(row[column]["text"]) if column < len(row) else ""
    return f'<b class="{tone}">{text or "&nbsp;"}</b>' if tone else text


def _head(header: list[list[TextRecord]], column: int) -> str:
    """The heads of a column from the top down, each once: 支出／合计."""
    return "／".join(dict.fromkeys(_heads(header, column)))


def _heads(header: list[list[TextRecord]], column: int) -> Iterator[str]:
    for row in header:
        if column < len(row) and (text := "".join(row[column]["text"].split())):
            yield text


def _label(row: list[TextRecord], column: int) -> str:
    """The nearest text to the left of a cell that is no number."""
    for cell in reversed(row[:column]):
        if any(character.isalpha() for character in cell["text"]):
            return "".join(cell["text"].split())
    return ""
