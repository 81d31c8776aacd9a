"""The text of a document around a figure, quoted with the figure marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from auditor.records.model import BlockRecord, FindingRecord, PlaceRecord, TextRecord, VerdictRecord

_AROUND = 40
"""So many characters of prose are quoted before a figure and behind it."""
_LONGEST_CELL = 30


class Quotations:
    """The texts of a document by the lines they stand in."""

    def __init__(self, content: Sequence[BlockRecord]) -> None:
        self._by_line: dict[int, list[tuple[TextRecord, Sequence[TextRecord]]]] = {}
        for text, row in _texts(content):
            for line in {run[1] for run in text["at"]}:
                self._by_line.setdefault(line, []).append((text, row))

    def around(self, place: PlaceRecord) -> str | None:
        """What stands at a place in 【】 with what is before and behind it: of a table its row; None where nothing is known of it."""
        for text, row in self._by_line.get(place["line"], ()):
            start = _offset(text, place)
            if start is None:
                continue
            end = start + place["end_column"] - place["column"]
            marked = f"【{text['text'][start:end]}】"
            before, behind = text["text"][:start], text["text"][end:]
            if not row:
                return _tail(before) + marked + _head(behind)
            cells = [f"{before}{marked}{behind}" if cell is text else _short(cell["text"]) for cell in row]
            # What is empty at the end of a row says nothing.
            return " | ".join(cells).rstrip(" |")
        return None


def add_excerpts(
    findings: Sequence[FindingRecord], verdicts: Sequence[VerdictRecord], content: Sequence[BlockRecord]
) -> None:
    """Give each finding what is printed around its first figure, where that is known."""
    quotations = Quotations(content) if findings else Quotations(())
    for finding in findings:
        excerpt = quotations.around(verdicts[finding["verdicts"][0]]["terms"][0]["location"])
        if excerpt is not None:
            finding["excerpt"] = excerpt


def _texts(content: Sequence[BlockRecord]) -> Iterator[tuple[TextRecord, Sequence[TextRecord]]]:
    """Every text, with the cells of its row."""
    for block in content:
        if "text" in block:
            yield block["text"], ()
        for caption in block.get("captions", ()):
            yield caption, ()
        for row in (*block.get("header", ()), *block.get("rows", ())):
            for cell in row:
                yield cell, row


def _offset(text: TextRecord, place: PlaceRecord) -> int | None:
    """Where in a text a place begins; None where it stands elsewhere."""
    runs = text["at"]
    for number, (offset, line, column, *_) in enumerate(runs):
        end = runs[number + 1][0] if number + 1 < len(runs) else len(text["text"])
        into = place["column"] - column
        if line == place["line"] and (0 <= into < end - offset or (into == 0 and place["end_column"] == column)):
            return offset + into
    return None


def _tail(text: str) -> str:
    return text if len(text) <= _AROUND else f"…{text[-_AROUND:]}"


def _head(text: str) -> str:
    return text if len(text) <= _AROUND else f"{text[:_AROUND]}…"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_CELL else f"{text[:_LONGEST_CELL]}…"
