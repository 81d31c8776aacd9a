"""What the sheets of a working paper share: its documents, where each check and each finding stands, and how one leads to another."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import PurePosixPath

from auditor.figures import EXACT
from auditor.records import DocumentRecord, FindingRecord, Lang, PlaceRecord, RunRecord, TermRecord, VerdictRecord
from auditor.records.choices import SEVERITIES
from auditor.records.messages import say
from auditor.reports.standing import has_state
from auditor.reports.terms import where
from auditor.reports.working_paper.layout import Layout, Spot
from auditor.reports.working_paper.recalculation import scales_of
from auditor.reports.working_paper.words import word
from auditor.reports.working_paper.workbook import Book, Target
from auditor.tuples import NamedTuple

HEAD_ROW = 1
"""Of the sheets B and C: below their title."""
MOST_CHECK_ROWS = 65_000
"""Of one sheet, since each may hold a link, of which a sheet can have 65,530."""
FILLS = {"error": "#FFC7CE", "warning": "#FFEB9C", "note": "#DDEBF7"}


class Part(NamedTuple):
    """A document of the run; the rest is None unless it was audited."""

    number: int
    document: DocumentRecord
    sheet: str | None = None
    layout: Layout | None = None
    scales: dict[str, Decimal] = {}  # noqa: RUF012 - never changed

    def target(self, line: int, column: int) -> Target | None:
        """The cell of sheet D that shows a character of the document."""
        spot = self.layout.spot(line, column) if self.layout else None
        return Target(self.sheet, spot.row, spot.column) if spot and self.sheet else None


class Check(NamedTuple):
    """A verdict with its number in the run and where it stands on sheet C."""

    number: int
    part: Part
    verdict: VerdictRecord
    target: Target


class Problem(NamedTuple):
    """An open finding with its number in the run and where it stands on sheet B."""

    number: int
    part: Part
    finding: FindingRecord
    target: Target

    @property
    def head(self) -> VerdictRecord:
        return self.part.document["verdicts"][self.finding["verdicts"][0]]


class Paper:
    """A working paper before it is written."""

    def __init__(self, book: Book, run: RunRecord, lang: Lang) -> None:
        self.book, self.run, self.lang = book, run, lang
        keys = ("cover", "conclusion", "findings", "checks", "matrix", "set-aside", "notes")
        self.names = {key: book.name(word(key, lang)) for key in keys}
        self.parts = [self._part(number, document) for number, document in enumerate(run["documents"], 1)]
        self.check_sheets = [self.names["checks"]]
        self.checks = {(check.part.number, number): check for number, check in self._checks()}
        self.problems = list(self._problems())
        self.problem_of = {
            (problem.part.number, number): problem
            for problem in reversed(self.problems)
            for number in problem.finding["verdicts"]
        }

    def _part(self, number: int, document: DocumentRecord) -> Part:
        if document["status"] != "audited":
            return Part(number, document)
        about = document["organisation"] or PurePosixPath(document["path"]).stem
        sheet = self.book.name(word("source", self.lang, number=number, name=about))
        return Part(number, document, sheet, Layout(document), scales_of(document))

    def _checks(self) -> Iterator[tuple[int, Check]]:
        row, count = HEAD_ROW + 1, 0
        for part in self.parts:
            for number, verdict in enumerate(part.document.get("verdicts", [])):
                height = 1 + len(verdict["terms"])
                if row + height > MOST_CHECK_ROWS and row > HEAD_ROW + 1:
                    self.check_sheets.append(self.book.name(word("checks", self.lang)))
                    row = HEAD_ROW + 1
                count += 1
                yield number, Check(count, part, verdict, Target(self.check_sheets[-1], row))
                row += height

    def _problems(self) -> Iterator[Problem]:
        """The gravest of all documents first, those of one severity in the order of the documents."""
        found = (
            (part, finding)
            for severity in SEVERITIES
            for part in self.parts
            for finding in part.document.get("findings", [])
            if finding["severity"] == severity and has_state(finding, "open")
        )
        for count, (part, finding) in enumerate(found, 1):
            yield Problem(count, part, finding, Target(self.names["findings"], HEAD_ROW + count))


def spot_of(term: TermRecord, layout: Layout) -> Spot | None:
    """The cell of sheet D that a figure stands in."""
    return layout.spot(term["location"]["line"], term["location"]["column"])


def target_of(term: TermRecord, part: Part) -> Target | None:
    """The cell of sheet D that a figure stands in, to lead to."""
    return part.target(term["location"]["line"], term["location"]["column"])


def place_text(place: PlaceRecord, lang: Lang) -> str:
    """A place in words: line, page, cell."""
    return " ".join(part for part in (say("at-line", lang, line=place["line"]), where(place, lang)) if part)


def padded(value: Decimal | None, beside: Decimal | None) -> Decimal | None:
    """A value with at least the decimals of the figure that it stands beside."""
    if value is None or beside is None:
        return value
    decimals = min(int(number.as_tuple().exponent) for number in (value, beside, Decimal(0)))
    return value.quantize(Decimal(1).scaleb(decimals), context=EXACT)


def decimal(amount: str | None) -> Decimal | None:
    return None if amount is None else Decimal(amount)
