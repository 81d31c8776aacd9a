"""Signs of the rates of a column: of `5020 | 5260 | 4.78`, `3100 | 3000 | -3.23` a further `100 | 90 | 10.00` lacks its minus."""

from collections.abc import Sequence

from auditor.verdicts import Verdict

_LEAST = 3
"""From so many rows with the sign of their change on a column is known to print signs, if one of them is below zero."""
_MOST = 5
"""At most one row in so many may then have the other sign."""


def with_signs(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """The verdicts of a column of rates, whose sizes were held: those with the other sign broken where the column prints signs.

    In a column that prints none the expected rate has the sign that is printed.
    """
    alike = [verdict for verdict in verdicts if verdict.holds and _sign(verdict) > 0]
    turned = [number for number, verdict in enumerate(verdicts) if _sign(verdict) < 0]
    wrong = [number for number in turned if verdicts[number].holds]
    has_minus = any(verdict.expected is not None and verdict.expected < 0 for verdict in alike)
    is_signed = has_minus and len(alike) >= _LEAST and len(wrong) * _MOST <= len(alike) + len(wrong)
    found = list(verdicts)
    for number in turned:
        verdict = found[number]
        if not is_signed:
            found[number] = _as_printed(verdict)
        elif verdict.holds:
            found[number] = verdict._replace(outcome="inconsistent")
    return found


def _sign(verdict: Verdict) -> int:
    """1 where a rate has the sign of its change, -1 where it has the other, 0 where one of them is nothing."""
    first = verdict.terms[0]
    if first.role != "percent" or verdict.expected is None or first.fact.figure is None:
        return 0
    product = verdict.expected * first.fact.figure.value
    return (product > 0) - (product < 0)


def _as_printed(verdict: Verdict) -> Verdict:
    figure = verdict.terms[0].fact.figure
    if verdict.expected is None or figure is None:
        return verdict
    return verdict._replace(expected=-verdict.expected, difference=figure.value + verdict.expected)
