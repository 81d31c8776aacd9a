"""Rollup: a member equals the sum of its children, along the rows or columns of a table, on a form or within a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from auditor.checks.listing import add_up_listings
from auditor.checks.verdict_of import restatement_verdict, sum_verdict, undecided
from auditor.facts import Breakdown, Fact, FactSet, Statement
from auditor.facts.model import Block, Line
from auditor.figures import MONEY
from auditor.rulebook import Rule
from auditor.verdicts import Remark, Severity, Term, Verdict, weaker


def check_rollup(rules: Sequence[Rule], facts: FactSet) -> Iterator[Verdict]:
    """Every sum that tables and sentences print, each under the first rule that speaks of it."""
    for statement in facts.statements:
        for block in statement.blocks:
            yield from _footing(rules, facts, statement, block)
            yield from _cross_footing(rules, facts, statement, block)
    for claim in facts.claims:
        if isinstance(claim, Breakdown):
            yield from _breakdown(rules, claim, facts)
    for rule in rules:
        if rule.axis == "listing" and rule.applies_to(facts):
            yield from add_up_listings(rule, facts)


def _children(lines: Sequence[Line]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for place, line in enumerate(lines):
        if line.parent is not None and line.role in ("member", "total"):
            found.setdefault(line.parent, []).append(place)
    return found


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


def _footing(rules: Sequence[Rule], facts: FactSet, statement: Statement, block: Block) -> Iterator[Verdict]:
    """Rows that are sums of other rows, column by column."""
    layout = _template_of(statement, block)
    columns = [column for column in block.columns if column.role != "apart"]
    for place, children in _children(block.rows).items():
        parent = block.rows[place]
        lines = [block.rows[child] for child in children]
        sure = all(line.sure for line in lines) and parent.sure
        dimension = _dimension_of(lines[0], parent)
        for column in columns:
            whole = facts.cells.get((statement.number, parent.at, column.at))
            parts = [facts.cells.get((statement.number, line.at, column.at)) for line in lines]
            if whole is None or None in parts:
                continue
            rule = _rule_for(rules, "rows", dimension, layout, whole.concept)
            if rule:
                present = [part for part in parts if part is not None]
                yield from _sum(
                    rule, whole, present, sure=sure and layout is not None, strict=dimension not in (None, "item")
                )


def _cross_footing(rules: Sequence[Rule], facts: FactSet, statement: Statement, block: Block) -> Iterator[Verdict]:
    """Columns that are sums of other columns, row by row. A table no template knows must prove such a sum in its other rows."""
    layout = _template_of(statement, block)
    for place, children in _children(block.columns).items():
        parent = block.columns[place]
        lines = [block.columns[child] for child in children if block.columns[child].role != "apart"]
        if not lines:
            continue
        dimension = _dimension_of(lines[0], parent)
        verdicts = []
        for row in block.rows:
            whole = facts.cells.get((statement.number, row.at, parent.at))
            parts = [facts.cells.get((statement.number, row.at, line.at)) for line in lines]
            if whole is None or None in parts:
                continue
            rule = _rule_for(rules, "columns", dimension, layout, whole.concept)
            if rule:
                present = [part for part in parts if part is not None]
                verdicts += list(_sum(rule, whole, present, sure=layout is not None, strict=False))
        proven = layout is not None or _proves_itself(verdicts)
        for verdict in verdicts:
            if proven or verdict.outcome != "inconsistent":
                yield verdict
            else:
                yield verdict._replace(outcome="not_applicable", reason=Remark("columns-do-not-add"))


def _proves_itself(verdicts: Sequence[Verdict]) -> bool:
    """Whether most rows show that columns add up, at least one of them with several figures."""
    holding = [verdict for verdict in verdicts if verdict.holds]
    telling = [verdict for verdict in holding if sum(1 for term in verdict.terms if term.fact.figure) > 2]
    return bool(telling) and len(holding) * 2 > len(verdicts)


def _sum(rule: Rule, whole: Fact, parts: list[Fact], *, sure: bool, strict: bool) -> Iterator[Verdict]:
    """One sum. Nothing is held where the whole is not printed; `strict` rows must be exact copies of a single child."""
    terms = [Term("whole", 1, whole), *(Term("part", -1, part) for part in parts)]
    if whole.state == "unreadable" or any(part.state in ("unreadable", "word") for part in parts):
        yield undecided(rule, terms, "cell-unreadable")
        return
    if whole.figure is None:
        if any(not part.is_nil for part in parts) and whole.state in ("blank", "dash"):
            yield undecided(rule, terms, "total-not-printed", "not_applicable")
        return
    severity: Severity = rule.severity if sure else weaker(rule.severity)
    if all(part.figure is None for part in parts):
        if whole.figure.value != 0:
            yield undecided(rule, terms, "parts-not-printed")
        return
    if len(parts) == 1:
        yield restatement_verdict(rule, terms, severity=severity, exact_due=strict)
    else:
        yield sum_verdict(rule, terms, severity=severity)


def _breakdown(rules: Sequence[Rule], claim: Breakdown, facts: FactSet) -> Iterator[Verdict]:
    """The parts a sentence or a form names against its whole, in the first reading that holds or is open."""
    axis = "narrative" if claim.whole.statement is None else "form"
    rule = _rule_for(rules, axis, None, facts.layout_of(claim.whole), claim.whole.concept)
    if rule is None:
        return
    verdicts = [_hold(rule, claim._replace(parts=parts)) for parts in _readings(claim)]
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


def _hold(rule: Rule, claim: Breakdown) -> Verdict:
    """One reading of a list; a list that may go on can be less than its whole, never more."""
    terms = [Term("whole", 1, claim.whole), *(Term("part", -1, part) for part in claim.parts)]
    severity = rule.severity if claim.sure and claim.exhaustive else weaker(rule.severity)
    hold = restatement_verdict if len(claim.parts) == 1 else sum_verdict
    verdict = hold(rule, terms, severity=severity)
    unit = claim.whole.figure.unit if claim.whole.figure else None
    # Things of unknown names that are counted need not be of one kind: one alone, or several over many paragraphs.
    is_loose = not claim.sure and unit is not None and unit.quantity != MONEY
    is_less = (
        ((is_loose and claim.spread) or not claim.exhaustive)
        and verdict.difference is not None
        and verdict.difference > 0
    )
    if verdict.outcome in ("inconsistent", "forced") and (is_less or (is_loose and len(claim.parts) == 1)):
        verdict = verdict._replace(outcome="not_applicable", reason=Remark("list-not-exhaustive"))
    return verdict
