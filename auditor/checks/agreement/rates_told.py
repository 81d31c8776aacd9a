"""Rates told: a rate of an amount that a table prints is that of its row."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import ClassVar, Literal

from auditor.arithmetic import is_one_slip
from auditor.checks.agreement.row_names import Column, RowNames, agree, amount_columns
from auditor.checks.changes.derived_columns import Row, rate_verdict, ratio_verdict
from auditor.checks.rule import Patterns, Rule, Sentence
from auditor.checks.verdict_of import restatement_verdict
from auditor.facts import Change, Fact, FactSet
from auditor.facts.claims import Completion, Unplanned
from auditor.figures import PERCENT
from auditor.tuples import NamedTuple
from auditor.verdicts import Term, Verdict
from auditor.vocabulary import pattern_of

Form = Literal["growth", "completion"]
_LEAST_TELLING = 100
"""An amount of fewer units of its last digit is like another by chance."""
_LEAST_RATE = 10
"""A rate of fewer units of its last digit is one slip off too many others."""


class _Told(NamedTuple):
    """A rate that prose tells of an amount, below zero where it fell."""

    fact: Fact
    percent: Fact
    form: Form
    sign: int
    name: str


class _Held(NamedTuple):
    """A rate held against the row of its amount; `column` is what says how the row has it."""

    verdict: Verdict
    column: tuple[Form, str]
    due: Decimal


class RatesTold(Rule):
    """A rate that a sentence tells, without its base, of an amount that a table prints is the one of its row.

    `支出294.43亿元，为年初预算的114.1%` beside a row with 年初预算 257.95, 执行数 294.43, 为预算% 114.1. Of several tables that print the
    amount one may be of another level; so a rate that no row has is a finding only where it is one slip off, and other rates of
    the prose are those of that column.
    """

    kind: ClassVar[str] = "rates-told"
    family: ClassVar[str] = "agreement"
    says: ClassVar[Sentence] = (
        "文字所说的增减幅度、完成比例与表中该数所在行的相同",
        "a rate that prose tells of an amount is that of the row in which a table prints the amount",
    )
    messages: ClassVar[Mapping[str, Sentence]] = {}

    aside: Patterns = ()
    """The words of a name that tell no rows apart: years, scopes, 完成."""

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        names = RowNames(self.aside)
        told = [entry for entry in _told(facts, names) if _is_telling(entry)]
        cells = names.cells(facts, {entry.name for entry in told})
        tried: list[tuple[_Told, list[_Held]]] = []
        support: dict[tuple[Form, str], int] = defaultdict(int)
        for entry in told:
            rows = (cell for cell in cells.get(entry.name, ()) if agree(entry.fact, cell[1]))
            held = [one for column, cell in rows for one in self._of_row(entry, column, cell, facts)]
            tried.append((entry, held))
            for column in {one.column for one in held if one.verdict.holds}:
                support[column] += 1
        before: _Told | None = None
        for entry, held in tried:
            holding = next((one.verdict for one in held if one.verdict.holds), None)
            found = holding or _accused(entry, [one for one in held if support[one.column]], before)
            before = entry if holding is not None else None
            if found is not None:
                yield found

    def _of_row(self, told: _Told, column: Column, cell: Fact, facts: FactSet) -> Iterator[_Held]:
        """A rate against the rates that the row of an amount prints, and those that its amounts make."""
        statement = facts.statement(column[0])
        block = statement.blocks[column[1]]
        amounts = set(amount_columns(statement, block))
        headers = {line.at: "/".join(statement.table.columns[line.at].path) for line in block.columns}
        rates, bases = map(pattern_of, facts.vocabulary.rate_headers.get(told.form, ("(?!)", "(?!)")))
        for at, header in headers.items():
            other = facts.cells.get((column[0], cell.row, at)) if cell.row is not None else None
            if other is None or other.figure is None or at == cell.column:
                continue
            if at not in amounts and rates.search(header):
                yield self._printed(told, other, header)
            elif at in amounts and bases.search(header) and not bases.search(headers.get(cell.column, "")):
                made = self._made(told, cell, other, header)
                if made is not None:
                    yield made

    def _printed(self, told: _Told, rate: Fact, header: str) -> _Held:
        """A rate against one that the row prints."""
        assert told.percent.figure is not None and rate.figure is not None
        percent = told.percent.figure
        signed = told.percent._replace(figure=percent._replace(value=told.sign * percent.value))
        printed = rate._replace(figure=rate.figure._replace(unit=PERCENT))
        verdict = restatement_verdict(self, [Term("left", 1, signed), Term("right", -1, printed)])
        return _Held(verdict, (told.form, header), rate.figure.value)

    def _made(self, told: _Told, cell: Fact, base: Fact, header: str) -> _Held | None:
        """A rate against the one that two amounts of the row make."""
        row = Row(cell, base, None, told.percent)
        verdict = rate_verdict(self, row) if told.form == "growth" else ratio_verdict(self, row)
        if verdict is None or verdict.expected is None:
            return None
        due = verdict.expected
        if told.form == "growth" and due * told.sign < 0:
            verdict = verdict._replace(outcome="inconsistent")
        return _Held(verdict, (told.form, header), due)


def _told(facts: FactSet, names: RowNames) -> Iterator[_Told]:
    """The rates of the prose whose base no sentence prints."""
    planned = {claim.percent.number for claim in facts.claims if isinstance(claim, Completion)}
    for claim in facts.claims:
        if isinstance(claim, Unplanned) and claim.percent.number not in planned:
            yield _Told(claim.result, claim.percent, "completion", 1, names.of(claim.result.label))
        elif isinstance(claim, Change) and claim.percent is not None and claim.current is not None:
            is_plain = claim.prior is None and not (claim.loose or claim.comparable or claim.against or claim.turned)
            if is_plain and claim.direction and claim.current.statement is None:
                yield _Told(claim.current, claim.percent, "growth", claim.direction, names.of(claim.current.label))


def _is_telling(told: _Told) -> bool:
    figure, percent = told.fact.figure, told.percent.figure
    if figure is None or percent is None or not told.name:
        return False
    return abs(figure.value).scaleb(figure.decimals) >= _LEAST_TELLING


def _accused(told: _Told, held: Iterable[_Held], before: _Told | None) -> Verdict | None:
    """The verdict of the first row from whose rate the told one is one slip off, or that goes the other way.

    Or the one `before` it was copied: 税收330亿元，完成预算的100.1%；非税87亿元，完成预算的100.1%, of a row with 108.5%.
    """
    figure = told.percent.figure
    assert figure is not None
    for one in held:
        if one.verdict.outcome != "inconsistent":
            continue
        due = one.due.quantize(Decimal(1).scaleb(-figure.decimals))
        if min(abs(due), figure.value).scaleb(figure.decimals) < _LEAST_RATE:
            continue
        is_known = abs(due) == figure.value or _is_copied(told, before)
        if is_known or (due * told.sign > 0 and is_one_slip(figure.value, abs(due), figure.decimals)):
            return one.verdict
    return None


def _is_copied(told: _Told, before: _Told | None) -> bool:
    """Whether a rate is that of the amount told before it in its paragraph."""
    if before is None or (before.form, before.sign) != (told.form, told.sign):
        return False
    is_near = before.percent.location.line == told.percent.location.line
    return is_near and before.percent.figure == told.percent.figure
