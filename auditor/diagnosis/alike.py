"""Verdicts that are off by one amount: a figure of a table that was changed in all the rows that it goes into."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from auditor.diagnosis.equations import Equation, place_of
from auditor.diagnosis.model import Cause, Suspect
from auditor.diagnosis.slips import Surroundings, likelihood_of
from auditor.verdicts import Verdict

_FEWEST_ALIKE = 3
"""So many verdicts off by one amount have one cause."""


def _gap(equation: Equation) -> Decimal:
    return abs(sum((sign * figure.base for _, sign, figure in equation.figures), Decimal(0)))


def alike_causes(equations: Sequence[Equation], verdicts: Sequence[Verdict]) -> Iterator[Cause]:
    """Verdicts off by one amount, in all of which one table stands: one figure of it that was changed in all its rows.

    基金预算支出表 prints 435 for 425 in every level from 合计 down, and so 10 too much in what other tables take from it.
    """
    by_gap: dict[tuple[Decimal, int], list[Equation]] = {}
    for equation in equations:
        gap = _gap(equation)
        tables = {term.fact.statement for term in verdicts[equation.verdict].terms}
        for table in tables - {None} if gap else ():
            by_gap.setdefault((gap, table or 0), []).append(equation)
    tables_by_gap: dict[Decimal, list[int]] = {}
    for gap, table in by_gap:
        tables_by_gap.setdefault(gap, []).append(table)
    done: set[int] = set()
    for (gap, table), entries in sorted(by_gap.items(), key=lambda entry: (-len(entry[1]), entry[0])):
        left = [entry for entry in entries if entry.verdict not in done]
        if len(left) < _FEWEST_ALIKE:
            continue
        done |= {entry.verdict for entry in left}
        rivals = (by_gap[gap, other] for other in tables_by_gap[gap] if other != table)
        is_alone = all(len({entry.verdict for entry in other} & done) < len(left) for other in rivals)
        suspect = _first_of(table, left, verdicts) if is_alone else None
        yield Cause(
            tuple(sorted(entry.verdict for entry in left)),
            (suspect,) if suspect else (),
            "possible" if suspect else None,
            is_shared=True,
        )


def _first_of(table: int, equations: Sequence[Equation], verdicts: Sequence[Verdict]) -> Suspect | None:
    """The first figure of a table by which an equation would hold."""
    for equation in equations:
        own = [
            term.fact for term in verdicts[equation.verdict].terms if term.fact.statement == table and term.fact.figure
        ]
        admitted = equation.admitted(place_of(own[0])) if len(own) == 1 else None
        figure = own[0].figure if own else None
        if admitted is not None and admitted.exact is not None and figure is not None:
            value = admitted.exact / (figure.unit.scale if figure.unit else 1)
            _, slip = likelihood_of(figure.value, value, figure.decimals, Surroundings())
            return Suspect(own[0], value, value, value, slip, 1.0)
    return None
