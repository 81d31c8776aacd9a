"""Rollup: a member equals the sum of its children, along the rows or columns of a table, on a form or within a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, product

from auditor.arithmetic import is_one_slip
from auditor.checks.internal import without_internal
from auditor.checks.left_out import rest_is_printed
from auditor.checks.listing import add_up_listings
from auditor.checks.verdict_of import restatement_verdict, sum_verdict, undecided
from auditor.facts import Breakdown, Fact, FactSet, Statement
from auditor.facts.model import Block, Line
from auditor.figures import MONEY
from auditor.resolution import Structure
from auditor.rulebook import Rule
from auditor.verdicts import Remark, Term, Verdict, weaker

_FEW_DIGITS = 100_000
"""A whole of so many of its smallest units tells a slip from chance; without a limit texts of governments gave four more false alarms."""
_FEWEST = 2
"""The terms of a restatement: a whole and its only part."""


def check_rollup(rules: Sequence[Rule], facts: FactSet) -> Iterator[Verdict]:
    """Every sum that tables and sentences print, each under the first rule that speaks of it."""
    for structure in facts.structures:
        yield from _sums_of(rules, facts, structure)
    for claim in facts.claims:
        if isinstance(claim, Breakdown):
            yield from _breakdown(rules, claim, facts)
    for rule in rules:
        if rule.axis == "listing" and rule.applies_to(facts):
            yield from add_up_listings(rule, facts)


def _dimension_of(line: Line, parent: Line) -> str | None:
    """The dimension along which a line is part of its parent; None where concepts, not members, add up."""
    added = [name for name, member in line.dims.items() if parent.dims.get(name) != member]
    return added[-1] if added else None


def _rule_for(rules: Sequence[Rule], axis: str, dimension: str | None, layout: str | None, concept: str) -> Rule | None:
    for rule in rules:
        is_axis = rule.axis == axis or (rule.axis == "table" and axis in ("rows", "columns"))
        if not is_axis or (rule.dimension and rule.dimension != dimension):
            continue
        if rule.layouts and (layout or "none") not in rule.layouts:
            continue
        if rule.concepts and concept not in rule.concepts:
            continue
        return rule
    return None


def _template_of(statement: Statement, block: Block) -> str | None:
    """The template that says how the lines of a pane add up; None where only their own labels do."""
    return statement.layout.id if statement.layout and not block.pane.by_labels else None


def _sums_of(rules: Sequence[Rule], facts: FactSet, structure: Structure) -> Iterator[Verdict]:
    """The sums of the reading that was chosen for a hierarchy of rows or a column: `合计 = 基本支出 + 项目支出`, row by row."""
    statement = facts.statement(structure.table)
    block = statement.blocks[structure.pane]
    layout = _template_of(statement, block)
    lines, crosses = (block.rows, block.columns) if structure.kind == "rows" else (block.columns, block.rows)
    for sum_ in structure.chosen.candidate.sums:
        whole_line, part_lines = lines[sum_.whole], [lines[part] for part in sum_.parts]
        dimension = _dimension_of(part_lines[0], whole_line)
        held: list[Verdict] = []
        for place, cross in enumerate(crosses):
            if structure.kind == "rows" and cross.role == "apart":
                # A rate or a change; a row that is no part of other rows (`30202 印刷费` among functions) is a sum of columns all the same.
                continue
            cells = [_cell(facts, structure, line, cross) for line in (whole_line, *part_lines)]
            terms = [
                Term("part", 1 if part in sum_.minus else -1, cell)
                for part, cell in zip(sum_.parts, cells[1:], strict=True)
                if cell is not None
            ]
            if cells[0] is None or not terms:
                continue
            rule = _rule_for(rules, structure.kind, dimension, layout, cells[0].concept)
            if rule:
                strict = structure.kind == "rows" and dimension not in (None, "item")
                for verdict in _sum(rule, cells[0], terms, strict=strict):
                    held.append(
                        _as_trusted(verdict._replace(structure=structure.number), structure, (sum_.whole, place))
                    )
        yield from without_internal(held, facts, structure)


def _cell(facts: FactSet, structure: Structure, line: Line, cross: Line) -> Fact | None:
    row, column = (line, cross) if structure.kind == "rows" else (cross, line)
    return facts.cells.get((structure.table, row.at, column.at))


def _as_trusted(verdict: Verdict, structure: Structure, place: tuple[int, int]) -> Verdict:
    """What a verdict weighs by the trust of the reading it rests on: only a believed one gives errors."""
    if structure.trust == "not_understood":
        return verdict._replace(outcome="unverifiable", reason=Remark("table-not-understood"))
    if verdict.outcome != "inconsistent":
        return verdict
    if place in structure.withheld:
        return verdict._replace(severity="note", remarks=(*verdict.remarks, _withheld_rows(verdict)))
    if structure.trust == "believed":
        return verdict
    other = structure.ties_otherwise(*place)
    told = () if other is None else (Remark("ties-if-read-as", {"reading": other.candidate.name}),)
    return verdict._replace(severity=weaker(verdict.severity), remarks=(*verdict.remarks, *told))


def _withheld_rows(verdict: Verdict) -> Remark:
    """What stands in rows that are not printed, in the unit of the whole."""
    figure = verdict.terms[0].fact.figure
    unit = figure.unit.name if figure and figure.unit else ""
    return Remark("rows-withheld", {"gap": format(verdict.difference or Decimal(0), "f"), "unit": unit})


def _rests(verdict: Verdict) -> list[Decimal]:
    """What rounding alone may leave of a sum, next to nothing: 0.01万元 or two of them, if so much is allowed."""
    figure = verdict.terms[0].fact.figure
    step = Decimal(1).scaleb(-figure.decimals) if figure is not None else Decimal(0)
    # Of a whole of few digits such a rest is no small one, and a slip beside it mere chance.
    allowed = (
        min(verdict.allowance or Decimal(0), abs(figure.value) / _FEW_DIGITS) if figure is not None else Decimal(0)
    )
    return [step * times for times in (0, 1, -1, 2, -2) if abs(step * times) <= allowed]


def _is_slip(verdict: Verdict) -> bool:
    """Whether one figure of a sum with one digit, or two neighbouring ones, written otherwise would make it hold."""
    if verdict.difference is None:
        return False
    first = verdict.terms[0].fact.figure
    scale = first.unit.scale if first and first.unit else Decimal(1)
    figures = [term.fact.figure for term in verdict.terms if term.fact.figure]
    finest = {one.unit: max(other.decimals for other in figures if other.unit == one.unit) for one in figures}
    for term, rest in product(verdict.terms, _rests(verdict)):
        figure = term.fact.figure
        if figure is not None:
            gap = (verdict.difference - rest) * scale
            due = figure.value - term.sign * gap / (figure.unit.scale if figure.unit else 1)
            # 73亿元 beside 76.9亿元 has lost its zero: the digits are those of 73.0.
            if is_one_slip(figure.value, due, max(figure.decimals, finest.get(figure.unit, 0))):
                return True
    return False


def _sum(rule: Rule, whole: Fact, added: list[Term], *, strict: bool) -> Iterator[Verdict]:
    """One sum. Nothing is held where the whole is not printed; `strict` rows must be exact copies of a single child."""
    terms = [Term("whole", 1, whole), *added]
    parts = [term.fact for term in added]
    if whole.state == "unreadable" or any(part.state in ("unreadable", "word") for part in parts):
        yield undecided(rule, terms, "cell-unreadable")
        return
    if whole.figure is None:
        if any(not part.is_nil for part in parts) and whole.state in ("blank", "dash"):
            yield undecided(rule, terms, "total-not-printed", "not_applicable")
        return
    if all(part.figure is None for part in parts):
        if whole.figure.value != 0:
            yield undecided(rule, terms, "parts-not-printed")
        return
    if len(parts) == 1 and added[0].sign < 0:
        yield restatement_verdict(rule, terms, exact_due=strict)
    else:
        yield sum_verdict(rule, terms)


def _breakdown(rules: Sequence[Rule], claim: Breakdown, facts: FactSet) -> Iterator[Verdict]:
    """The parts a sentence or a form names against its whole, in the first reading that holds or is open."""
    axis = "narrative" if claim.whole.statement is None else "form"
    rule = _rule_for(rules, axis, None, facts.layout_of(claim.whole), claim.whole.concept)
    if rule is None:
        return
    verdicts = [_hold(rule, claim._replace(parts=parts)) for parts in _readings(claim)]
    verdicts = [
        verdict._replace(outcome="not_applicable", reason=Remark("list-not-exhaustive"))
        if verdict.outcome == "inconsistent" and rest_is_printed(claim, verdict.difference or Decimal(0), facts)
        else verdict
        for verdict in verdicts
    ]
    settled = [verdict for verdict in verdicts if verdict.outcome != "inconsistent"]
    settled.sort(key=lambda verdict: not verdict.holds)
    # Of readings that are all wrong the nearest is the likeliest.
    yield settled[0] if settled else min(verdicts, key=lambda verdict: abs(verdict.difference or Decimal(0)))


def _readings(claim: Breakdown) -> Iterator[tuple[Fact, ...]]:
    """The parts of a list: all of them, then without some that are open to doubt."""
    for count in range(len(claim.doubtful) + 1):
        for left_out in combinations(claim.doubtful, count):
            parts = tuple(part for part in claim.parts if part not in left_out)
            if parts:
                yield parts


def may_leave_out(claim: Breakdown, verdict: Verdict) -> bool:
    """Whether a list of a sentence need not have all parts.

    其中 before items of unknown names often leaves some out; one mistyped figure is told by its digits.
    """
    if claim.whole.statement is not None:
        return False
    return claim.extent == "some" or (claim.extent == "open" and not _is_slip(verdict))


def _hold(rule: Rule, claim: Breakdown) -> Verdict:
    """One reading of a list; a list that may go on can be less than its whole, never more.

    Where only words say that it is complete, a difference is an error if one slip of the pen explains it.
    """
    terms = [
        Term("whole", 1, claim.whole),
        *(Term("part", -1, part) for part in claim.parts),
        *(Term("part", 1, part) for part in claim.taken_off),
    ]
    severity = rule.severity if claim.extent == "all" else weaker(rule.severity)
    hold = restatement_verdict if len(terms) == _FEWEST else sum_verdict
    verdict = hold(rule, terms, severity=severity)
    unit = claim.whole.figure.unit if claim.whole.figure else None
    # Things of unknown names that are counted need not be of one kind.
    is_loose = claim.extent != "all" and unit is not None and unit.quantity != MONEY and len(claim.parts) == 1
    is_less = (
        (claim.extent == "some" or may_leave_out(claim, verdict))
        and verdict.difference is not None
        and verdict.difference > 0
    )
    if verdict.outcome in ("inconsistent", "forced") and (is_less or is_loose):
        return verdict._replace(outcome="not_applicable", reason=Remark("list-not-exhaustive"))
    if verdict.outcome == "inconsistent" and claim.extent == "told" and _is_slip(verdict):
        return verdict._replace(severity=rule.severity)
    return verdict
