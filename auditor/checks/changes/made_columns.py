"""Columns of a table that are made of two others, held row by row where the table shows that it computes them so."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import ClassVar, Literal

from auditor.arithmetic import comparable
from auditor.checks.changes.derived_columns import Row, change_verdict, rate_verdict, read_by_rows
from auditor.checks.changes.rate_signs import with_signs
from auditor.checks.rule import Proof, Proven, Rule, Sentence
from auditor.facts import Change, Fact, FactSet, Statement
from auditor.figures import Figure
from auditor.verdicts import Remark, Verdict, weaker


class MadeColumns(Rule):
    """A column of changes, or of their rates, is what this year's figure and the year before's make it, in tables most of whose rows
    are computed so."""

    kind: ClassVar[str] = "made-columns"
    family: ClassVar[str] = "change"
    sayings: ClassVar[Mapping[str, Sentence]] = {
        "change": (
            "表中增减额一栏 = 本期数 - 基期数，以该表多数各行如此计算为前提",
            "a column of changes is now - before, where most rows of the table are computed so",
        ),
        "rate": (
            "表中增减幅度一栏 = 增减额 ÷ 基期数 × 100，以该表多数各行如此计算为前提",
            "a column of rates is change ÷ before × 100, where most rows of the table are computed so",
        ),
    }

    of: Literal["change", "rate"]
    """What the columns are made into: the change between two others, or its rate."""
    proof: Proven
    """From so many rows on so many in a hundred must hold before the others are held."""

    @property
    def is_rate(self) -> bool:
        return self.of == "rate"

    def says_of(self) -> Sentence:
        return self.sayings[self.of]

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        """The words of the header say what a column is made of; where most rows contradict them, or they say nothing, it is made of
        the columns whose rows show it, else it is not held."""
        reading = rate_verdict if self.is_rate else change_verdict
        loose = [claim for claim in facts.claims if isinstance(claim, Change) and (claim.loose or claim.comparable)]
        for statement in facts.statements:
            columns: dict[int, list[Verdict]] = {}
            for row in _rows(statement, facts):
                verdict = reading(self, row)
                if verdict is not None:
                    columns.setdefault(_column_of(verdict), []).append(verdict)
            believed = {column for column, verdicts in columns.items() if _is_believed(verdicts, self.proof)}
            shown = dict(read_by_rows(self, self.proof, statement, facts, believed, are_rates=self.is_rate))
            for column, verdicts in columns.items():
                if column not in shown:
                    yield from _with_comparable(with_signs(list(_held(self, statement, verdicts))), loose)
            for verdicts in shown.values():
                yield from _with_comparable(with_signs(verdicts), loose)


def _with_comparable(verdicts: Iterable[Verdict], loose: Sequence[Change]) -> Iterator[Verdict]:
    """Nothing is held of a rate that prose says of this amount on a comparable basis: `同口径增长8.2%` beside `8.2%` in the table."""
    for verdict in verdicts:
        terms = [term.fact.figure for term in verdict.terms]
        is_rate = verdict.outcome == "inconsistent" and verdict.terms[0].role == "percent" and len(terms) > 1
        if is_rate and any(_is_of(claim, terms[0], terms[1]) for claim in loose):
            verdict = verdict._replace(outcome="not_applicable", reason=Remark("said-loosely"))
        yield verdict


def _is_of(claim: Change, rate: Figure | None, now: Figure | None) -> bool:
    """Whether a sentence states this rate, of this amount to its own last digit or of one that it does not print."""
    stated = claim.percent.figure if claim.percent is not None else None
    if stated is None or rate is None or now is None or stated.value != abs(rate.value):
        return False
    current = claim.current.figure if claim.current is not None else None
    return current is None or (comparable(current, now) and abs(current.base - now.base) <= current.quantum())


def _column_of(verdict: Verdict) -> int:
    """The column that a change or a rate stands in; of tables turned round the row, as a number below zero."""
    fact = verdict.terms[0].fact
    return -1 - fact.row if fact.column == verdict.terms[-1].fact.column else fact.column


def _rows(statement: Statement, facts: FactSet) -> list[Row]:
    """What a table prints before and after a change: rows of it, or columns where it is printed turned round."""
    groups: dict[object, dict[str, list[Fact]]] = {}
    for block in statement.blocks:
        for line in block.rows:
            for column in block.columns:
                fact = facts.cells.get((statement.number, line.at, column.at))
                if fact is None:
                    continue
                label = f"{line.label} {column.label}" if block.pane.either_way else column.label
                dims, part = _part(fact, label, facts)
                key = (fact.concept, dims, None if block.pane.either_way else fact.row)
                groups.setdefault(key, {}).setdefault(part, []).append(fact)
    found = []
    for group in groups.values():
        current, base = group.get("current", []), group.get("base", [])
        changes, rates = group.get("amount", []), group.get("percent", [])
        is_plain = len(current) == 1 == len(base) and len(changes) <= 1 and len(rates) <= 1 and (changes or rates)
        if (
            is_plain
            and current[0].state in ("printed", "blank", "dash")
            and base[0].state in ("printed", "blank", "dash")
        ):
            found.append(Row(current[0], base[0], changes[0] if changes else None, rates[0] if rates else None))
    return found


def _part(fact: Fact, label: str, facts: FactSet) -> tuple[tuple[tuple[str, str], ...], str]:
    """The dimensions of a cell without what tells its part in a change, and that part; a label may name the year before."""
    changes = facts.vocabulary.changes
    part = next((changes[entry] for entry in fact.dims if entry in changes), "current")
    year = facts.profile.year
    if part == "current" and year is not None and _years(label, facts) == {year - 1}:
        return tuple(entry for entry in fact.dims if entry[0] != "column"), "base"
    return tuple(entry for entry in fact.dims if entry not in changes), part


def _years(text: str, facts: FactSet) -> set[int]:
    return {int(match["year"]) for match in facts.vocabulary.year_pattern.finditer(text)}


def _unsigned(verdicts: Sequence[Verdict]) -> set[int]:
    """The places of changes that hold but for their sign, in a column that prints no sign, or prints all the other way round."""
    telling = [
        (number, verdict)
        for number, verdict in enumerate(verdicts)
        if verdict.terms[0].fact.figure and verdict.terms[0].fact.figure.value
    ]
    turned = {number for number, verdict in telling if not verdict.holds and _is_turned(verdict)}
    has_signs = any(figure.value < 0 for _, verdict in telling if (figure := verdict.terms[0].fact.figure))
    return turned if not has_signs or len(turned) == len(telling) else set()


def _is_turned(verdict: Verdict) -> bool:
    """Whether the change is as large as it should be, with the other sign."""
    figure = verdict.terms[0].fact.figure
    return figure is not None and verdict.expected is not None and verdict.expected == -figure.value


def _is_believed(verdicts: Sequence[Verdict], proof: Proof) -> bool:
    """Whether a column is what its header says: in few rows by as many that hold as do not, in more by most of them."""
    holding = sum(1 for verdict in verdicts if verdict.holds and _is_telling(verdict))
    broken = sum(1 for verdict in verdicts if verdict.outcome == "inconsistent" and not _is_baseless(verdict))
    if holding + broken < proof.cells:
        return holding >= broken
    return holding * 100 >= proof.percent * (holding + broken)


def _held(rule: MadeColumns, statement: Statement, verdicts: Sequence[Verdict]) -> Iterator[Verdict]:
    """The rows of a column whose words are believed; one row alone in a table that a template knows is a warning."""
    unsigned = _unsigned(verdicts) if not rule.is_rate else set()
    signed = [
        verdict._replace(outcome="not_applicable", reason=Remark("sign-not-printed")) if number in unsigned else verdict
        for number, verdict in enumerate(verdicts)
    ]
    is_believed = _is_believed(signed, rule.proof)
    broken = sum(1 for verdict in signed if verdict.outcome == "inconsistent" and not _is_baseless(verdict))
    for verdict in signed:
        if verdict.outcome != "inconsistent" or _is_baseless(verdict) or is_believed:
            yield verdict
        elif broken == 1 and statement.layout is not None:
            yield verdict._replace(severity=weaker(rule.severity))
        else:
            yield verdict._replace(outcome="not_applicable", reason=Remark("columns-do-not-add"))


def _is_telling(verdict: Verdict) -> bool:
    return any(term.fact.figure.value for term in verdict.terms if term.fact.figure)


def _is_baseless(verdict: Verdict) -> bool:
    return verdict.reason is not None and verdict.reason.key == "zero-base"
