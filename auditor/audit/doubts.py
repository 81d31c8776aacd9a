"""Errors of prose, and of tables set with blanks, that are sooner misread than mistyped: they are arguable, and so warnings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from auditor.diagnosis import causes_of, is_one_slip_off
from auditor.facts import FactSet
from auditor.verdicts import Remark, Term, Verdict, weaker

_MOST_SLIPS = 2
"""So many errors of one shape may be typed one by one, though most places of that shape are errors."""
_FAR = Decimal("1.5")
"""A figure that is more than so many times another one is nowhere near it."""
_COPIED = ("agreement", "rollup", "share")
"""The families of which the figures are copied or added; rates of change are worked out, and in many wrong ways."""
_ALIKE, _FAR_OFF, _SET = "fails-alike", "far-off", "set-with-blanks"
DOUBTS = frozenset((_ALIKE, _FAR_OFF, _SET))
"""The remarks that say why a verdict is doubted."""
Shape = tuple[object, ...]


def doubted(verdicts: Sequence[Verdict], facts: FactSet) -> list[Verdict]:
    """The verdicts, those on prose weaker that fail as a whole group does, or are far off without a slip that explains it."""
    found = list(verdicts)
    doubts = {**dict(_set_with_blanks(verdicts, facts)), **dict(_far_off(verdicts)), **dict(_alike(verdicts))}
    # What one value of one figure mends together is no misreading: 1200.00万元 for 1000.00万元, of which three shares are told.
    mended = (cause.verdicts for cause in (causes_of(verdicts, facts) if doubts else ()) if len(cause.verdicts) > 1)
    for number in doubts.keys() - {number for numbers in mended for number in numbers}:
        verdict = verdicts[number]
        remarks = (*verdict.remarks, doubts[number])
        found[number] = verdict._replace(severity=weaker(verdict.severity), remarks=remarks)
    return found


def _alike(verdicts: Sequence[Verdict]) -> Iterator[tuple[int, Remark]]:
    """What fails in most places that are read alike, in one paragraph or in the document.

    A typist does not slip in nine of ten items, 2024年数为132.61万元，增加10.26万元，增长7.74%: their rates are of another base, or their
    amounts of another year or body than the column they are held against.
    """
    held = [number for number, verdict in enumerate(verdicts) if _is_held(verdict)]
    for of_document in (True, False):
        alike: dict[Shape, list[int]] = defaultdict(list)
        for number in held:
            alike[_shape(verdicts[number], of_document)].append(number)
        for numbers in alike.values():
            yield from _mostly_failed(numbers, verdicts)


def _is_held(verdict: Verdict) -> bool:
    return _is_of_prose(verdict) and (verdict.outcome == "inconsistent" or verdict.holds)


def _is_of_prose(verdict: Verdict) -> bool:
    return any(term.fact.statement is None for term in verdict.terms)


def _mostly_failed(numbers: Sequence[int], verdicts: Sequence[Verdict]) -> Iterator[tuple[int, Remark]]:
    failed = [number for number in numbers if verdicts[number].outcome == "inconsistent"]
    if len(failed) > _MOST_SLIPS and 2 * len(failed) > len(numbers):
        remark = Remark(_ALIKE, {"failed": str(len(failed)), "all": str(len(numbers))})
        yield from ((number, remark) for number in failed if verdicts[number].severity == "error")


def _shape(verdict: Verdict, of_document: bool) -> Shape:
    """What verdicts have in common that are read alike: their rule, where their figures stand to each other, columns, paragraph."""
    prose = sorted((term for term in verdict.terms if term.fact.statement is None), key=_place)
    first = prose[0].fact.location.line
    return (
        verdict.rule,
        None if of_document else first,
        tuple((term.role, term.fact.location.line - first) for term in prose),
        tuple(
            (term.role, term.fact.statement, term.fact.column)
            for term in verdict.terms
            if term.fact.statement is not None
        ),
    )


def _place(term: Term) -> tuple[int, int]:
    return term.fact.location.line, term.fact.location.column


def _far_off(verdicts: Sequence[Verdict]) -> Iterator[tuple[int, Remark]]:
    """What is nowhere near what it should be, and no slip tells how it came about.

    支出484.23万元 is not the 1,468.22万元 of the total of a table: it is of something that was not understood.
    """
    for number, verdict in enumerate(verdicts):
        if _is_far_off(verdict) and not is_one_slip_off(verdict):
            yield number, Remark(_FAR_OFF)


def _set_with_blanks(verdicts: Sequence[Verdict], facts: FactSet) -> Iterator[tuple[int, Remark]]:
    """What fails over cells of a text whose columns only blanks tell apart, and no slip tells how it came about.

    A label that the page has wrapped around its amount, or an amount pushed out of its column, is sooner misread than mistyped.
    """
    for number, verdict in enumerate(verdicts):
        homes = {term.fact.statement for term in verdict.terms if term.fact.statement is not None}
        is_failed = verdict.outcome == "inconsistent" and verdict.severity == "error"
        if is_failed and any(facts.statement(home).table.is_aligned for home in homes) and not is_one_slip_off(verdict):
            yield number, Remark(_SET)


def _is_far_off(verdict: Verdict) -> bool:
    if verdict.outcome != "inconsistent" or verdict.severity != "error" or not _is_of_prose(verdict):
        return False
    figure, due = verdict.terms[0].fact.figure, verdict.expected
    roles = {term.role for term in verdict.terms}
    # 与年初预算相比无变化, 15万元 beside 2.48万元: the words say that they are one.
    is_change = verdict.family == "change" and verdict.terms[0].role != "percent" and "word" not in roles
    is_copied = verdict.family in _COPIED or is_change
    # Where one of the two is zero a table was left empty, or a figure: 0万元 is read rightly.
    if figure is None or not due or not figure.value or not is_copied:
        return False
    low, high = sorted((abs(figure.value), abs(due)))
    return figure.value * due < 0 or high > low * _FAR
