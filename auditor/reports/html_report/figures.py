"""The figures of a document as it is shown: which stand where, how each stands, which checks it is part of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from auditor.records import DocumentRecord, TextRecord
from auditor.records.model import FindingRecord, VerdictRecord
from auditor.reports.standing import causes_of, has_state
from auditor.reports.terms import suspected
from auditor.tuples import NamedTuple

FigureState = Literal["wrong", "doubt", "involved", "aside", "rounding", "holds", "unchecked"]
STATES: tuple[FigureState, ...] = ("wrong", "doubt", "involved", "aside", "rounding", "holds", "unchecked")
"""The gravest first: a figure has the gravest of those that its checks give it."""

_SYMMETRIC = 2
"""In a relation of two figures neither is the one that is wrong rather than the other."""


class Spot(NamedTuple):
    """A figure in a text, by offsets of the text."""

    start: int
    end: int
    number: int


@dataclass
class Figure:
    """A figure, blank or word; `width` is how many characters it has where it is not printed digits."""

    line: int
    column: int
    printed: str
    width: int
    is_word: bool
    state: FigureState = "unchecked"
    verdicts: list[int] = field(default_factory=list)
    reason: str = ""
    """Why it was not checked, where that is known."""
    is_placed: bool = False
    """Whether the document as shown has it; a blank of a row that was never printed has no place."""


@dataclass
class Figures:
    """The figures of a document by number; numbers follow the order of lines and columns."""

    by_number: list[Figure]
    _numbers: dict[tuple[int, int], int]
    _on_line: dict[int, list[int]]

    def find(self, line: int, column: int) -> int | None:
        """The number of a figure that is shown; None where there is none at that place."""
        number = self._numbers.get((line, column))
        return number if number is not None and self.by_number[number].is_placed else None

    def spots_in(self, text: TextRecord) -> list[Spot]:
        """The figures of a text in its order, none over another; words of a check give way to figures within them."""
        digits: list[Spot] = []
        words: list[Spot] = []
        for spot in self._found_in(text):
            (digits if self.by_number[spot.number].printed else words).append(spot)
        digits = _apart(digits)
        spots = _apart([*digits, *(_cut(word, digits) for word in words)]) if words else digits
        for spot in spots:
            self.by_number[spot.number].is_placed = True
        return spots

    def _found_in(self, text: TextRecord) -> Iterator[Spot]:
        runs, words = text["at"], text["text"]
        ends = [run[0] for run in runs[1:]] + [len(words)]
        for (offset, line, column, *_), end in zip(runs, ends, strict=True):
            for number in self._on_line.get(line, ()):
                figure = self.by_number[number]
                if not column <= figure.column < column + max(1, end - offset):
                    continue
                start = offset + figure.column - column
                is_there = figure.printed and words.startswith(figure.printed, start)
                length = len(figure.printed) if is_there else figure.width
                if start <= len(words):
                    yield Spot(start, min(len(words), start + length), number)


def _cut(word: Spot, digits: list[Spot]) -> Spot:
    """A word as far as the first figure in it; one that begins within a figure goes on behind it."""
    start = max([word.start, *(spot.end for spot in digits if spot.start <= word.start < spot.end)])
    end = min([word.end, *(spot.start for spot in digits if spot.start >= start)])
    return Spot(start, max(start, end), word.number)


def _apart(spots: list[Spot]) -> list[Spot]:
    """In order, without those that begin within another."""
    apart: list[Spot] = []
    for spot in sorted(spots, key=lambda spot: (spot.start, -spot.end)):
        if not apart or spot.start >= apart[-1].end:
            apart.append(spot)
    return apart


def figures_of(document: DocumentRecord) -> Figures:
    """The figures that a document's verdicts relate, and those that were not checked."""
    places = _by_place(document)
    ordered = [places[place] for place in sorted(places)]
    numbers = {(figure.line, figure.column): number for number, figure in enumerate(ordered)}
    on_line: dict[int, list[int]] = defaultdict(list)
    for number, figure in enumerate(ordered):
        on_line[figure.line].append(number)
    return Figures(ordered, numbers, on_line)


def _by_place(document: DocumentRecord) -> dict[tuple[int, int], Figure]:
    findings = causes_of(document)
    figures: dict[tuple[int, int], Figure] = {}
    for number, verdict in enumerate(document["verdicts"]):
        for place, term in enumerate(verdict["terms"]):
            at = term["location"]
            figure = figures.get((at["line"], at["column"]))
            width = max(0, at["end_column"] - at["column"])
            is_word = term["printed"] is None and width > 0
            if figure is None:
                figure = Figure(at["line"], at["column"], term["printed"] or "", width, is_word)
                figures[at["line"], at["column"]] = figure
            figure.width = max(width, figure.width)
            figure.is_word = not figure.printed and figure.width > 0
            if term["printed"] and not figure.printed:
                figure.printed, figure.is_word = term["printed"], False
            if not figure.verdicts or figure.verdicts[-1] != number:
                figure.verdicts.append(number)
            state = _state(verdict, place, findings.get(number))
            if STATES.index(state) < STATES.index(figure.state):
                figure.state = state
    for entry in document["coverage"]["unchecked"]:
        figure = figures.setdefault(
            (entry["line"], entry["column"]),
            Figure(entry["line"], entry["column"], entry["printed"], len(entry["printed"]), False),
        )
        figure.reason = entry["reason"]
    return figures


def _state(verdict: VerdictRecord, place: int, finding: FindingRecord | None) -> FigureState:
    """How a verdict makes its term at a place stand: of those that one figure explains only that one is marked as wrong."""
    if finding is not None and not has_state(finding, "open"):
        return "aside"
    if verdict["outcome"] in ("inconsistent", "forced") and finding is not None and finding["severity"] != "note":
        suspects = suspected(finding)
        at = verdict["terms"][place]["location"]
        is_named = (at["line"], at["column"]) in suspects
        if not suspects:
            is_named = place == 0 or len(verdict["terms"]) == _SYMMETRIC
        is_wrong = finding["severity"] == "error" and len(suspects) <= 1
        return "involved" if not is_named else "wrong" if is_wrong else "doubt"
    if verdict["outcome"] == "exact":
        return "holds"
    return "rounding" if verdict["outcome"] in ("rounding", "forced", "inconsistent") else "unchecked"
