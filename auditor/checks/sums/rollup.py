"""Rollup: a line of a table equals the sum of the lines that are part of it, down the rows or across the columns."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import ClassVar, Literal, Self

from auditor.checks.rule import AnyDimension, Concepts, Layouts, Rule, Sentence
from auditor.checks.sums.internal import without_internal
from auditor.checks.sums.lone_slip import Summed, lone_slips
from auditor.checks.sums.told_twice import told_twice
from auditor.checks.verdict_of import restatement_verdict, sum_verdict, undecided
from auditor.facts import Fact, FactSet, Statement
from auditor.facts.model import Block, Line
from auditor.facts.prose.nearness import may_make_all
from auditor.resolution import Structure, Sum, is_proven
from auditor.verdicts import Remark, Term, Verdict, weaker

_ALL = 100
"""Percent."""


class Rollup(Rule):
    """A row of a table equals the sum of the rows below it, a column that of the columns it has.

    A sum belongs to the first rule that fits it: particular rules go before general ones.
    """

    kind: ClassVar[str] = "rollup"
    family: ClassVar[str] = "rollup"
    sayings: ClassVar[Mapping[str, Sentence]] = {
        "rows": ("表中各行：上级一行等于其下各行之和", "rows of tables: a row equals the sum of the rows below it"),
        "columns": (
            "表中各栏：合计栏等于所属各栏之和",
            "columns of tables: a column equals the sum of the columns it has",
        ),
        "table": (
            "表中各行、各栏：上级等于其下各项之和",
            "rows and columns of tables: each equals the sum of those below it",
        ),
    }

    axis: Literal["rows", "columns", "table"]
    """Which lines add up: `rows`, `columns`, or both (`table`)."""
    dimension: AnyDimension = None
    """The dimension along which the parts differ; any where it is left out."""
    layouts: Layouts = frozenset()
    """The tables it speaks of; `none` is a table of no template."""
    concepts: Concepts = frozenset()
    """What the total is about."""

    @classmethod
    def check(cls, rules: Sequence[Self], facts: FactSet) -> Iterator[Verdict]:
        sums = [entry for structure in facts.structures for entry in _sums_of(rules, facts, structure)]
        twice = told_twice([entry.verdict for entry in sums], facts)
        lone = lone_slips(sums, facts)
        for place, entry in enumerate(sums):
            if place in lone:
                yield entry.verdict._replace(severity=lone[place])
            else:
                is_slip = place in twice and not entry.is_withheld
                yield entry.verdict if is_slip else _as_trusted(entry)

    def says_of(self) -> Sentence:
        return self.sayings[self.axis]

    @property
    def axes(self) -> frozenset[str]:
        return frozenset(("rows", "columns")) if self.axis == "table" else frozenset((self.axis,))

    def fits(self, axis: str, dimension: str | None, layout: str | None, concept: str) -> bool:
        """Whether a sum along an axis is one that the rule speaks of."""
        return (
            axis in self.axes
            and (not self.dimension or self.dimension == dimension)
            and (not self.layouts or (layout or "none") in self.layouts)
            and (not self.concepts or concept in self.concepts)
        )


def _dimension_of(line: Line, parent: Line) -> str | None:
    """The dimension along which a line is part of its parent; None where concepts, not members, add up."""
    added = [name for name, member in line.dims.items() if parent.dims.get(name) != member]
    return added[-1] if added else None


def _template_of(statement: Statement, block: Block) -> str | None:
    """The template that says how the lines of a pane add up; None where only their own labels do."""
    return statement.layout.id if statement.layout and not block.pane.by_labels else None


def _sums_of(rules: Sequence[Rollup], facts: FactSet, structure: Structure) -> Iterator[Summed]:
    """The sums of the reading that was chosen for a hierarchy of rows or a column: `合计 = 基本支出 + 项目支出`, row by row."""
    statement = facts.statement(structure.table)
    block = statement.blocks[structure.pane]
    layout = _template_of(statement, block)
    lines, crosses = (block.rows, block.columns) if structure.kind == "rows" else (block.columns, block.rows)
    below = _sums_below(facts, structure)
    for sum_ in structure.chosen.candidate.sums:
        whole_line, part_lines = lines[sum_.whole], [lines[part] for part in sum_.parts]
        dimension = _dimension_of(part_lines[0], whole_line)
        held: list[Verdict] = []
        places: list[int] = []
        for place, cross in enumerate(crosses):
            if structure.kind == "rows" and cross.role == "apart":
                # A rate or a change; a row that is no part of other rows (`30202 印刷费` among functions) is a sum of columns all the same.
                continue
            whole = _cell(facts, structure, whole_line, cross)
            terms = _terms(facts, structure, sum_, cross)
            if whole is None or not terms or (structure.kind == "columns" and _is_no_amount(whole, terms)):
                continue
            rule = next((rule for rule in rules if rule.fits(structure.kind, dimension, layout, whole.concept)), None)
            if rule:
                strict = structure.kind == "rows" and dimension not in (None, "item")
                for verdict in _sum_or_below(
                    rule, whole, terms, _terms(facts, structure, sum_, cross, below), strict=strict
                ):
                    held.append(verdict._replace(structure=structure.number))
                    places.append(place)
        for verdict, at in zip(without_internal(held, facts, structure), places, strict=True):
            yield Summed(verdict, structure, sum_, at)


def _is_no_amount(whole: Fact, terms: Sequence[Term]) -> bool:
    """余额占限额% | 99.1 | 98.4 | 99.4: a rate is no sum of those beside it; 占比% | 100 | 60 | 45 are shares, mistyped or not."""
    if whole.figure is None or not whole.figure.is_percent:
        return False
    return whole.figure.value != _ALL or not may_make_all([term.fact for term in terms])


def _sums_below(facts: FactSet, structure: Structure) -> dict[int, Sum]:
    """The sums of all lines of a kind in a pane, by the line that is one."""
    place = (structure.table, structure.pane, structure.kind)
    alike = (other for other in facts.structures if (other.table, other.pane, other.kind) == place)
    return {sum_.whole: sum_ for other in alike for sum_ in other.chosen.candidate.sums}


def _terms(
    facts: FactSet, structure: Structure, sum_: Sum, cross: Line, below: Mapping[int, Sum] | None = None
) -> list[Term]:
    """The parts of a sum that a cross line has; those below a part that is left out in its place where `below` tells them."""
    return [
        Term("part", 1 if part in sum_.minus else -1, cell)
        for part in sum_.parts
        for cell in _printed(facts, structure, part, cross, below or {})
    ]


def _printed(facts: FactSet, structure: Structure, part: int, cross: Line, below: Mapping[int, Sum]) -> list[Fact]:
    """The cell of a part, or those of its own parts where only they are printed: `小计` is left out, `购置费` and `运行费` are not."""
    block = facts.statement(structure.table).blocks[structure.pane]
    lines = block.rows if structure.kind == "rows" else block.columns
    cell = _cell(facts, structure, lines[part], cross)
    if cell is None:
        return []
    if cell.state in ("blank", "dash") and part in below and not below[part].minus:
        parts = [_cell(facts, structure, lines[one], cross) for one in below[part].parts]
        printed = [one for one in parts if one is not None and not one.is_nil]
        return printed or [cell]
    return [cell]


def _sum_or_below(
    rule: Rollup, whole: Fact, terms: list[Term], below: list[Term], *, strict: bool
) -> Sequence[Verdict]:
    """A sum, by what is printed below a part that is left out where that part is not nothing."""
    plain = list(_sum(rule, whole, terms, strict=strict))
    if terms == below or all(verdict.outcome != "inconsistent" for verdict in plain):
        return plain
    told = list(_sum(rule, whole, below, strict=strict))
    return told if all(verdict.holds for verdict in told) else plain


def _cell(facts: FactSet, structure: Structure, line: Line, cross: Line) -> Fact | None:
    row, column = (line, cross) if structure.kind == "rows" else (cross, line)
    return facts.cells.get((structure.table, row.at, column.at))


def _as_trusted(entry: Summed) -> Verdict:
    """What a verdict weighs by the trust of the reading it rests on: only a believed one gives errors."""
    verdict, structure, place = entry.verdict, entry.structure, entry.whole
    if structure.trust == "not_understood" and not (verdict.holds and _is_known_but_for_few(structure)):
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


def _is_known_but_for_few(structure: Structure) -> bool:
    """Whether the sums of a hierarchy prove it: of a table that goes on elsewhere, or whose grand totals alone are misread."""
    chosen = structure.chosen
    return structure.kind == "rows" and not structure.beyond and is_proven(chosen.support, chosen.repairs)


def _withheld_rows(verdict: Verdict) -> Remark:
    """What stands in rows that are not printed, in the unit of the whole."""
    figure = verdict.terms[0].fact.figure
    unit = figure.unit.name if figure and figure.unit else ""
    return Remark("rows-withheld", {"gap": format(verdict.difference or Decimal(0), "f"), "unit": unit})


def _sum(rule: Rollup, whole: Fact, added: list[Term], *, strict: bool) -> Iterator[Verdict]:
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
