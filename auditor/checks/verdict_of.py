"""Judgements to verdicts: the numbers turned into the unit of the first term, the severity a violation gets."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from auditor.arithmetic import (
    Judgement,
    comparable,
    judge_bound,
    judge_restatement,
    judge_sum,
    magnitudes_apart,
    same_digits,
)
from auditor.checks.rule import Rule
from auditor.facts import Fact
from auditor.figures import Figure
from auditor.verdicts import Outcome, Remark, Severity, Term, Verdict, weaker


def _base_of(term: Term) -> Decimal:
    """A term's value in base units; a blank or a dash is nothing."""
    return term.fact.figure.base if term.fact.figure else Decimal(0)


def _printed_unit(term: Term) -> Decimal:
    figure = term.fact.figure
    return figure.unit.scale if figure and figure.unit else Decimal(1)


def _verdict(
    rule: Rule, judgement: Judgement, terms: Sequence[Term], severity: Severity, remarks: Sequence[Remark]
) -> Verdict:
    """`expected` is what the first term should read for the relation to hold."""
    first = terms[0]
    scale = _printed_unit(first)
    difference = judgement.difference * first.sign
    expected = (_base_of(first) - difference) / scale
    return Verdict(
        rule.code,
        rule.family,
        judgement.outcome,
        severity,
        tuple(terms),
        _like(expected, first),
        _plain(difference / scale),
        _plain(judgement.allowance / scale),
        None,
        tuple(remarks),
    )


def _like(value: Decimal, term: Term) -> Decimal:
    """A value with the decimals of a printed figure, where it needs no more."""
    plain = _plain(value)
    decimals = term.fact.figure.decimals if term.fact.figure else 0
    exponent = plain.as_tuple().exponent
    return (
        plain.quantize(Decimal(1).scaleb(-decimals)) if isinstance(exponent, int) and -exponent <= decimals else plain
    )


def _plain(value: Decimal) -> Decimal:
    """Without trailing zeros or exponent."""
    return value.normalize() if value else Decimal(0)


def undecided(rule: Rule, terms: Sequence[Term], key: str, outcome: Outcome = "unverifiable") -> Verdict:
    """A verdict that could not be reached, with the reason."""
    return Verdict(rule.code, rule.family, outcome, rule.severity, tuple(terms), reason=Remark(key))


def mere_words(fact: Fact) -> Fact:
    """A fact without its figure: that the figure is there says nothing of whether it is right."""
    return fact._replace(number=-1, figure=None, state="word")


def mixed_units(terms: Sequence[Term], *, is_proven: bool = False) -> bool:
    """Whether the figures of a relation are measured in different quantities, or some of them in an unknown one.

    350,000 of a table without a unit and 35.00 of another such table say nothing of each other, unless it is proven that
    both tables print the same; within one table an unknown unit is the same for all.
    """
    figures = [term.fact.figure for term in terms if term.fact.figure]
    if any(not comparable(figures[0], figure) for figure in figures[1:]):
        return True
    tables = {term.fact.statement for term in terms if term.fact.figure and term.fact.figure.value}
    return not is_proven and len(tables) > 1 and any(figure.unit is None for figure in figures)


def sum_verdict(
    rule: Rule, terms: Sequence[Term], *, severity: Severity | None = None, remarks: Sequence[Remark] = ()
) -> Verdict:
    """Hold a sum; its first term is the whole."""
    if mixed_units(terms):
        return undecided(rule, terms, "unit-unknown")
    return _verdict(
        rule, judge_sum([(term.sign, term.fact.figure) for term in terms]), terms, severity or rule.severity, remarks
    )


def restatement_verdict(
    rule: Rule,
    terms: Sequence[Term],
    *,
    severity: Severity | None = None,
    exact_due: bool = False,
    is_proven: bool = False,
    remarks: Sequence[Remark] = (),
) -> Verdict:
    """Hold two prints of one number against each other; with `exact_due`, in one precision, one last digit off is a warning."""
    left, right = terms
    figures = (left.fact.figure, right.fact.figure)
    if mixed_units(terms, is_proven=is_proven):
        return undecided(rule, terms, "unit-unknown")
    judgement = judge_restatement(*figures)
    notes = list(remarks)
    if judgement.outcome == "inconsistent" and figures[0] and figures[1]:
        notes += _slips(figures[0], figures[1])
    chosen = severity or rule.severity
    if exact_due and figures[0] and figures[1] and figures[0].quantum() == figures[1].quantum():
        if judgement.outcome == "forced":
            chosen = weaker(chosen)
        copied: Outcome = "exact" if judgement.outcome == "exact" else "inconsistent"
        judgement = judgement._replace(outcome=copied, allowance=Decimal(0))
    return _verdict(rule, judgement, terms, chosen, notes)


def lost_unit_verdict(rule: Rule, terms: Sequence[Term], places: int) -> Verdict:
    """One cell of two tables whose figures are all as far apart as two units, one of them without a word of its unit: a note."""
    left, right = (term.fact.figure for term in terms)
    remark = Remark("unit-lost-all", {"factor": str(10**places)})
    return _verdict(rule, judge_restatement(left, right), terms, "note", [remark])


def _slips(left: Figure, right: Figure) -> list[Remark]:
    """What is wrong with a unit, where two figures are the same but for it."""
    if same_digits(left, right):
        names = sorted(figure.unit.name for figure in (left, right) if figure.unit)
        return [Remark("unit-slip", {"left": names[0], "right": names[-1]})]
    places = magnitudes_apart(left, right)
    return [Remark("magnitude-slip", {"factor": str(10**places)})] if places else []


def _is_count(term: Term) -> bool:
    """Whether a figure counts whole things, which can be as many as things of another kind."""
    unit = term.fact.figure.unit if term.fact.figure else None
    return unit is not None and unit.exact_decimals == 0


def bound_verdict(
    rule: Rule, terms: Sequence[Term], *, severity: Severity | None = None, remarks: Sequence[Remark] = ()
) -> Verdict:
    """Hold that the first term is at most the second."""
    left, right = terms
    if mixed_units(terms) and not all(_is_count(term) for term in terms):
        return undecided(rule, terms, "unit-unknown")
    judgement = judge_bound(left.fact.figure, right.fact.figure)
    return _verdict(rule, judgement, terms, severity or rule.severity, remarks)
