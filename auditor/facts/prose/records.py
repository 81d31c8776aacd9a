"""The frames of a paragraph in reading order, each with the clause, part and sentence it stands in and the brackets around it."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.facts.prose.lexer import FIGURES
from auditor.facts.prose.outline import Clause, Phrase
from auditor.facts.prose.parser import Frame, frames_of
from auditor.tuples import NamedTuple
from auditor.vocabulary.productions import ProseGrammar

_FIGURES = frozenset(kind.upper() for kind in FIGURES)

_BRACKETED = ("base", "whole", "plan")
"""Slots whose figure a bracket right behind them may print, before the figure of the frame."""


class Record(NamedTuple):
    """A frame in its place. Clauses, parts (between semicolons) and sentences are counted through the paragraph."""

    number: int
    kind: str
    """What its frame says: level, change, share …; `unread` for a figure that no production reads."""
    frame: Frame
    clause: int
    part: int
    sentence: int
    depth: int
    pauses: tuple[tuple[str, int], ...]
    """The pauses between the record before and this one, each with how many brackets it stands in."""
    names_before: tuple[Phrase, ...] = ()
    """The names of the clause before, or of a sentence that is only a name, if it has no figure: `公务接待费，安排3万元`."""
    in_base: bool = False
    """Whether it stands in a bracket behind the base, the whole or the plan of the next record: 比2023年（1300.50万元）减少30万元."""
    rank: int | None = None
    """How deep the list mark stands that the frame begins with."""


def records_of(clauses: Sequence[Clause], grammar: ProseGrammar) -> list[Record]:
    """The records of a paragraph."""
    return _Numbering(grammar).read(clauses)


class _Numbering:
    def __init__(self, grammar: ProseGrammar) -> None:
        self.grammar = grammar
        self.found: list[Record] = []
        self.clause = self.part = self.sentence = 0
        self.pauses: list[tuple[str, int]] = []
        self.names_before: tuple[Phrase, ...] = ()
        self.in_base = False
        self._opens_sentence = True

    def read(self, clauses: Sequence[Clause]) -> list[Record]:
        for clause in clauses:
            self._read(clause)
        return self.found

    def _read(self, clause: Clause) -> None:
        brackets = list(clause.brackets)
        for frame in frames_of(clause, self.grammar):
            first = frame.phrases[0]
            if brackets:
                self._read_brackets(brackets, frame)
            self.found.append(
                Record(
                    len(self.found),
                    frame.kind,
                    frame,
                    self.clause,
                    self.part,
                    self.sentence,
                    clause.depth,
                    tuple(self.pauses),
                    self.names_before,
                    self.in_base,
                    first.tokens[0].rank if first.kind == "MARK" else None,
                )
            )
            self.pauses = []
            self.names_before = ()
        for bracket in brackets:
            self.read(bracket.inner)
        self.clause += 1
        self.names_before = self._names_in(clause)
        self._opens_sentence = clause.pause == "stop"
        if clause.pause:
            self.pauses.append((clause.pause, clause.depth))
        if clause.depth == 0:
            self.part += clause.pause in ("semi", "stop")
            self.sentence += clause.pause == "stop"

    def _read_brackets(self, brackets: list[Phrase], frame: Frame) -> None:
        """The brackets of a clause before a frame, and the one right behind its base, its whole or its plan."""
        while brackets and brackets[0].start < frame.phrases[0].start:
            self.read(brackets.pop(0).inner)
        opened = {phrase.end for slot in _BRACKETED for phrase in frame.slots.get(slot, ())[:1]}
        if brackets and brackets[0].start in opened and frame.phrases[-1].end > brackets[0].end:
            self.in_base = True
            self.read(brackets.pop(0).inner)
            self.in_base = False

    def _names_in(self, clause: Clause) -> tuple[Phrase, ...]:
        """The names of a clause without figures that the next clause may be about."""
        if clause.pause not in ("comma", "colon") and not (clause.pause == "stop" and self._opens_sentence):
            return ()
        kinds = [phrase.kind for phrase in clause.phrases]
        if not _FIGURES.isdisjoint(kinds):
            return ()
        if clause.pause == "stop" and not all(kind in ("NAME", "MARK") for kind in kinds):
            return ()
        return tuple(phrase for phrase in clause.phrases if phrase.kind == "NAME")
