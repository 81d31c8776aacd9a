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
from auditor.facts import Fact
from auditor.figures import Figure
from auditor.rulebook import Rule
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
        rule.kind,
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
    return Verdict(rule.code, rule.kind, outcome, rule.severity, tuple(terms), reason=Remark(key))


def mere_words(fact: Fact) -> Fact:
    """A fact without its figure: that the figure is there says nothing of whether it is right."""
    return fact._replace(number=-1, figure=None, state="word")


def mixed_units(terms: Sequence[Term]) -> bool:
    """Whether the figures of a relation are measured in different quantities, or some of them in an unknown one.

    Figures of one table share a unit even where none is printed; with those of another table they then have none in common.
    """
    printed = [(term.fact.figure, term.fact.statement) for term in terms if term.fact.figure]
    if any(figure.unit is None for figure, _ in printed) and len({statement for _, statement in printed}) > 1:
        return True
    return any(not comparable(printed[0][0], figure) for figure, _ in printed[1:])


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
    remarks: Sequence[Remark] = (),
) -> Verdict:
    """Hold two prints of one number against each other; with `exact_due`, in one precision, one last digit off is a warning."""
    left, right = terms
    figures = (left.fact.figure, right.fact.figure)
    if mixed_units(terms):
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
