"""What of the pages of a PDF shows the figures of a finding: their boxes, the heads of their columns, the labels of their rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from auditor.documents import Location, Paragraph, SourceText, Table
from auditor.documents.model import Box
from auditor.documents.pictures import Mark, Picture, View
from auditor.records.choices import SEVERITIES
from auditor.tuples import NamedTuple

if TYPE_CHECKING:
    from auditor.audit import Audit, Finding
    from auditor.documents import Document
    from auditor.documents.pictures import Tone
    from auditor.facts import Fact

Sights = Mapping[str, tuple[View, ...]]
"""By the id of a finding, the gravest first: what to show of each page that its figures stand on, that of the figure in question first."""

Pictures = Mapping[str, Mapping[str, tuple[Picture, ...]]]
"""By the path of a document and the id of a finding."""

_MOST_MARKS, _MOST_PAGES = 60, 3
"""Of one finding."""
_BESIDE = 110.0
"""Points of a line of prose that are shown on either side of a figure in it."""
_PAIR = 2
"""Of two figures that differ neither is the wrong one rather than the other."""


class _Cell(NamedTuple):
    """Where a run of characters stands: in a cell of a table, or in a paragraph."""

    start: int
    stop: int
    block: Paragraph | Table
    source: SourceText
    row: int = -1
    column: int = -1


def sights_of(audit: Audit) -> Sights:
    """What to show for each finding of a document; nothing of one whose places are not on pages."""
    if not audit.findings:
        return {}
    places = _Places(audit.facts.document)
    findings = sorted(audit.findings, key=lambda finding: SEVERITIES.index(finding.severity))
    found = {finding.id: tuple(_views(finding, audit, places)) for finding in findings}
    return {name: views for name, views in found.items() if views}


def _views(finding: Finding, audit: Audit, places: _Places) -> Iterator[View]:
    pages: dict[int, list[tuple[Mark, Location]]] = defaultdict(list)
    for fact, tone in _marked(finding, audit):
        for place in places.parts(fact):
            if place.page is not None and place.bbox is not None and len(pages[place.page]) < _MOST_MARKS:
                pages[place.page].append((Mark(place.bbox, tone), place))
    for page, marks in [(page, marks) for page, marks in pages.items() if marks][:_MOST_PAGES]:
        context = [box for _, place in marks for box in places.context(place, page)]
        yield View(page, tuple(mark for mark, _ in marks), tuple(dict.fromkeys(context)))


def _marked(finding: Finding, audit: Audit) -> list[tuple[Fact, Tone]]:
    """The figures of a finding, each place once, those that may be wrong first."""
    facts = [term.fact for term in audit.verdicts[finding.head].terms]
    suspects = _suspects(finding)
    solid = suspects or ([] if finding.severity == "note" else facts if len(facts) == _PAIR else facts[:1])
    is_certain = finding.severity == "error" and len(suspects) <= 1
    marks: dict[Location, tuple[Fact, Tone]] = {
        fact.location: (fact, "wrong" if is_certain else "doubt") for fact in solid
    }
    for fact in facts:
        marks.setdefault(fact.location, (fact, "part"))
    return list(marks.values())


def _suspects(finding: Finding) -> list[Fact]:
    cause = finding.cause
    if cause is None or cause.confidence is None:
        return []
    told = cause.suspects[:1] if cause.confidence == "inferred" else cause.suspects
    return [suspect.fact for suspect in told]


class _Places:
    """The texts of a document by the line that they stand on."""

    def __init__(self, document: Document) -> None:
        self._on_line: dict[int, list[_Cell]] = defaultdict(list)
        for block in document.blocks:
            if isinstance(block, Paragraph):
                self._add(block, block.source)
                continue
            for number, row in enumerate(block.rows):
                for column, source in enumerate(row):
                    self._add(block, source, number, column)

    def _add(self, block: Paragraph | Table, source: SourceText, row: int = -1, column: int = -1) -> None:
        ends = [*(piece.offset for piece in source.pieces[1:]), len(source.text)]
        for piece, end in zip(source.pieces, ends, strict=True):
            cell = _Cell(piece.column, piece.column + max(1, end - piece.offset), block, source, row, column)
            self._on_line[piece.line].append(cell)

    def parts(self, fact: Fact) -> list[Location]:
        """Where a figure stands: in two places where a line ends within it."""
        place = fact.location
        rest = len(fact.figure.printed) - (place.end_column - place.column) if fact.figure else 0
        cell = self._cell(place) if rest > 0 else None
        behind = [] if cell is None else _behind(cell.source, place, rest)
        return [place, *behind]

    def context(self, place: Location, page: int) -> list[Box]:
        """What says what a figure is: the head of its column and the label of its row; in prose the lines around it."""
        cell = self._cell(place)
        if cell is None:
            return []
        if isinstance(cell.block, Table):
            return [*_heads(cell.block, cell.column, page, place.bbox), *_label(cell.block, cell, page)]
        return _lines_around(cell.source, place, page)

    def _cell(self, place: Location) -> _Cell | None:
        cells = self._on_line.get(place.line, ())
        return next((cell for cell in cells if cell.start <= place.column < cell.stop), None)


def _behind(source: SourceText, place: Location, length: int) -> list[Location]:
    """So many characters of a text at the beginning of the piece behind one that ends at a place."""
    for piece, after in pairwise(source.pieces):
        if piece.line == place.line and piece.column + after.offset - piece.offset == place.end_column:
            return [source.locate(after.offset, after.offset + length)]
    return []


def _heads(table: Table, column: int, page: int, figure: Box | None) -> Iterator[Box]:
    """The lowest head of a column, and those above it that stand over it."""
    if column >= len(table.columns) or figure is None:
        return
    left, right = figure[0], figure[2]
    for number, head in enumerate(reversed(table.columns[column].headers)):
        for box in _boxes(head, page):
            if number and (box[2] < left or box[0] > right):
                continue
            left, right = min(left, box[0]), max(right, box[2])
            yield box


def _label(table: Table, cell: _Cell, page: int) -> list[Box]:
    """The nearest text to the left of a cell that is no number, which says what its row is."""
    for source in reversed(table.rows[cell.row][: cell.column]):
        text = source.text.strip()
        if text and any(character.isalpha() for character in text):
            return _boxes(source, page)
    return []


def _lines_around(source: SourceText, place: Location, page: int) -> list[Box]:
    """What stands beside a figure on its line, on the one before and on the one behind it."""
    lines = [piece.line for piece in source.pieces]
    at = lines.index(place.line)
    near = _boxes(source, page, set(lines[max(0, at - 1) : at + 2]))
    if place.bbox is None:
        return near
    start, stop = place.bbox[0] - _BESIDE, place.bbox[2] + _BESIDE
    return [
        (max(left, start), top, min(right, stop), bottom)
        for left, top, right, bottom in near
        if left < stop and right > start
    ]


def _boxes(source: SourceText, page: int, lines: set[int] | None = None) -> list[Box]:
    """The boxes of the pieces of a text that stand on a page."""
    ends = [*(piece.offset for piece in source.pieces[1:]), len(source.text)]
    found = []
    for piece, end in zip(source.pieces, ends, strict=True):
        if piece.origin is None or piece.origin.page != page or (lines is not None and piece.line not in lines):
            continue
        if end > piece.offset and (box := piece.origin.bbox(0, end - piece.offset)):
            found.append(box)
    return found
