"""Tables to statements: a template, a unit and a meaning for every line make facts of the cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from auditor.documents import SourceText, Table
from auditor.facts.captions import captions_of, layout_of, organisation_of
from auditor.facts.cell_text import read_text, style_of
from auditor.facts.codes_beside import with_codes_below
from auditor.facts.columns import entries_for, headers_of, specified
from auditor.facts.fact import Dims, Fact, dims_of
from auditor.facts.forms import read_form
from auditor.facts.labels import put_member, squeeze
from auditor.facts.model import Block, FactSet, Gap, Line, Statement
from auditor.facts.panes import blocks_of
from auditor.facts.table_units import table_unit
from auditor.facts.units import column_unit, row_unit
from auditor.figures import MONEY, PERCENT, Figure, HouseStyle, Unit, read_cell
from auditor.tuples import NamedTuple
from auditor.vocabulary import Layout, Pane, Vocabulary, pattern_of

_MOST_COLUMNS = 200
"""What is wider is no table that was understood: the widest of 2,634 tables of departments has 30 columns."""
_OPENS = ("(", "（")
_CLOSES = (")", "）")


class _KnownUnit(NamedTuple):
    """The unit of a cell that prints none itself, and how it is known."""

    unit: Unit | None
    by: str


def read_statement(facts: FactSet, index: int) -> None:
    """Read the table at a place of the document and put its statement, facts and gaps into the fact set."""
    vocabulary = facts.vocabulary
    table = facts.document.blocks[index]
    assert isinstance(table, Table)
    captions = captions_of(facts.document.blocks, index, vocabulary)
    layout, title = layout_of(table, captions, vocabulary)
    number = facts.next_statement
    problem = _problem_of(table, layout)
    statement = Statement(number, layout, title, table, (), problem)
    if (layout is None or layout.indicators) and read_form(facts, statement._replace(problem=None), captions):
        return
    if problem:
        facts.statements.append(statement)
        facts.gaps.append(Gap(table.line, problem, {"table": title}, layout.core if layout else False))
        _loose_facts(facts, statement)
        return
    if layout and layout.indicators:
        facts.statements.append(statement)
        return
    unit, inherited = table_unit(facts, index, captions)
    organisation = organisation_of(captions, vocabulary)
    table = with_codes_below(table, vocabulary)
    blocks = blocks_of(table, layout, organisation, facts.profile.year, vocabulary)
    statement = Statement(number, layout, title, table, tuple(blocks), unit=unit, unit_inherited=inherited)
    facts.statements.append(statement)
    _cell_facts(facts, statement, unit)
    _target_facts(facts, statement)
    _empty_facts(facts, statement)
    _tell_unknown_unit(facts, statement)


def _problem_of(table: Table, layout: Layout | None) -> str | None:
    """Why a table's figures cannot be placed: its header is lost, most of its rows do not fit it, or it is too wide to be one."""
    ragged = sum(1 for row in table.rows if len(row) != table.width)
    has_numbers = any(read_cell(cell.text) for row in table.rows for cell in row if cell.text)
    if not has_numbers:
        return None
    if table.width > _MOST_COLUMNS:
        return "table-too-wide"
    if ragged * 3 > len(table.rows) and layout is not None and not layout.indicators:
        return "table-ragged"
    if layout is not None and not any(column.path for column in table.columns):
        return "table-no-header"
    return None


def _cell_facts(facts: FactSet, statement: Statement, unit: Unit | None) -> None:
    headers = headers_of(statement.table)
    style = style_of([cell.text for cell in row] for row in statement.table.rows)
    fine = _fine_decimals(statement, style)
    counting = pattern_of(facts.vocabulary.grammar.structure["count"])
    for block in statement.blocks:
        entries = entries_for(block.pane, headers)
        specs = {line.at: specified("/".join(statement.table.columns[line.at].path), entries) for line in block.columns}
        units = {
            line.at: column_unit(statement.table.columns[line.at].path, facts.vocabulary) for line in block.columns
        }
        counts = {
            at
            for at, spec in specs.items()
            if (spec is not None and spec.role == "count") or _is_headed(statement, at, counting)
        }
        for row in block.rows:
            for column in block.columns:
                spec = specs[column.at]
                is_count = spec is not None and spec.role == "count"
                named = row_unit(row.source, facts.vocabulary)
                if named and named.quantity != MONEY and counts and column.at not in counts:
                    named = None  # 房屋（平方米） | 数量 | 价值: what is counted, not what it is worth
                if is_count or (named and not units[column.at]):
                    cell_unit = _KnownUnit(named, "row")
                elif units[column.at]:
                    cell_unit = _KnownUnit(units[column.at], "column")
                else:
                    cell_unit = _KnownUnit(unit, "caption")
                _cell_fact(facts, statement, block, row, column, cell_unit, 0 if is_count else fine, style)


def _is_headed(statement: Statement, at: int, pattern: re.Pattern[str]) -> bool:
    """Whether the lowest header of a column matches a pattern."""
    return any(pattern.search(squeeze(head)) for head in statement.table.columns[at].path[-1:])


def _empty_facts(facts: FactSet, statement: Statement) -> None:
    """The blank totals of a table with the members as columns and nothing below its header: it says that there is nothing.

    Each stands at the header of its column; the members are not told besides.
    """
    if any(cell.text.strip() for row in statement.table.rows for cell in row):
        return
    row = Line(-1, "", None, None, {}, "total", None)
    for block in statement.blocks:
        for column in block.columns if block.pane.either_way else ():
            heads = [cells[column.at] for cells in statement.table.header if column.at < len(cells)]
            head = next((cell for cell in reversed(heads) if cell.text.strip()), None)
            if head is not None and block.pane.rows not in column.dims:
                concept, dims = cell_key(block.pane, row, column, facts.vocabulary)
                place = head.locate(0, len(head.text))
                facts.add(Fact(-1, concept, dims, None, "blank", place, column.label, statement.number, -1, column.at))


def _tell_unknown_unit(facts: FactSet, statement: Statement) -> None:
    """A gap for a table whose figures nothing gives a unit: they can be held against no other table. Counts beside money may have none."""
    cells = takewhile(lambda fact: fact.statement == statement.number, reversed(facts.facts))
    figures = [(fact.figure, fact.concept) for fact in cells if fact.figure and fact.figure.value]
    if any(figure.unit and figure.unit.quantity == MONEY for figure, _ in figures):
        return
    if any(not figure.unit and concept in facts.vocabulary.concepts for figure, concept in figures):
        is_core = statement.layout.core if statement.layout else False
        facts.gaps.append(Gap(statement.table.line, "unit-not-printed", {"table": statement.title}, is_core))


def _fine_decimals(statement: Statement, style: HouseStyle) -> int:
    most = 0
    for block in statement.blocks:
        for row in block.rows:
            cells = statement.table.rows[row.at]
            for column in block.columns:
                number = (
                    read_cell(cells[column.at].text, style)
                    if column.at < len(cells) and cells[column.at].text
                    else None
                )
                if number:
                    most = max(most, number[0].decimals)
    return most


def _cell_fact(
    facts: FactSet,
    statement: Statement,
    block: Block,
    row: Line,
    column: Line,
    given: _KnownUnit,
    fine: int,
    style: HouseStyle,
) -> None:
    cells = statement.table.rows[row.at]
    if column.at >= len(cells):
        return
    cell = cells[column.at]
    concept, dims = cell_key(block.pane, row, column, facts.vocabulary)
    known = facts.vocabulary.concepts.get(concept)
    if known is not None and known.unit:
        given = _KnownUnit(facts.vocabulary.units[known.unit], "concept")
    if any(facts.vocabulary.changes.get(entry) == "percent" for entry in dims):
        given = _KnownUnit(PERCENT, "column")
    label = row.label if not column.label or len(block.columns) == 1 else f"{row.label} {column.label}".strip()
    text = cell.text
    stripped = text.strip()
    start = len(text) - len(text.lstrip())
    fact = Fact(
        -1,
        concept,
        dims,
        None,
        "blank",
        cell.locate(start, start + len(stripped)),
        label,
        statement.number,
        row.at,
        column.at,
    )
    read = read_text(_with_close(cells, column.at), facts.vocabulary, style)
    fact = fact._replace(state=read.state)
    if read.numeral:
        numeral = read.numeral
        if read.unit:
            given = _KnownUnit(read.unit, "token")
        value = -numeral.value if read.negative else numeral.value
        known_by = given.by if given.unit else "none"
        figure = Figure(numeral.text, value, numeral.decimals, given.unit, known_by, max(fine, numeral.decimals))
        fact = fact._replace(figure=figure, location=cell.locate(numeral.start, numeral.end))
    elif read.state == "unreadable" and (concept or read.torn):
        is_core = read.torn and statement.layout is not None and statement.layout.core
        facts.gaps.append(Gap(cell.line, "cell-unreadable", {"text": stripped[:40]}, is_core))
    facts.add(fact)


def _with_close(cells: Sequence[SourceText], at: int) -> str:
    """The text of a cell, with the bracket that closes a negative number where that stands alone in the next: `(0.60` and `)`."""
    text = cells[at].text
    behind = cells[at + 1].text.strip() if at + 1 < len(cells) else ""
    return text + behind if behind in _CLOSES and text.lstrip().startswith(_OPENS) else text


def cell_key(pane: Pane, row: Line, column: Line, vocabulary: Vocabulary) -> tuple[str, Dims]:
    """The cell of the cube where a row and a column meet: the row's concept goes before the column's.

    A grand total of a table with columns of income and expenditure is that of its column: `总计 | 收入 913 | 支出 913`.
    A row that is called as nothing known goes beside what its column is of: `县委办 | 因公出国（境）费 0.00`.
    """
    concept = row.concept or column.concept or pane.concept
    known = vocabulary.concepts
    if row.role == "total" and row.concept and column.concept and pane.concept in known[row.concept].parts:
        concept = next((whole.id for whole in known.values() if column.concept in whole.parts), concept)
    members = dict(pane.dims)
    for line in (row, column):
        for name, member in line.dims.items():
            if line is row and member.startswith("~") and column.dims.get(name, member) != member:
                name = "item"
            dimension = vocabulary.dimensions.get(name)
            if dimension is None:
                members[name] = member
            else:
                put_member(members, dimension, member)
    return concept, dims_of(members)


def _target_facts(facts: FactSet, statement: Statement) -> None:
    """The values of indicators beside the money of projects (`满意度 | ≥ | 90 | %`): read as such, and no amounts."""
    headers = headers_of(statement.table)
    for pane in statement.layout.panes if statement.layout else ():
        entries = entries_for(pane, headers)
        for at, column in enumerate(statement.table.columns):
            spec = specified("/".join(column.path), entries)
            if spec is not None and spec.role == "target" and spec.concept:
                _figures_as(facts, statement, spec.concept, range(at, at + 1))


def _loose_facts(facts: FactSet, statement: Statement) -> None:
    """The figures of a table that could not be laid out: known to be there, bound to nothing."""
    concept = statement.layout.panes[0].concept if statement.layout and statement.layout.panes else ""
    _figures_as(facts, statement, concept, range(max(map(len, statement.table.rows), default=0)))


def _figures_as(facts: FactSet, statement: Statement, concept: str, columns: range) -> None:
    for index, row in enumerate(statement.table.rows):
        label = next((other.text.strip() for other in row if other.text.strip() and not read_cell(other.text)), "")
        for column, cell in enumerate(row):
            if column not in columns:
                continue
            number = read_cell(cell.text) if cell.text else None
            if number:
                numeral = number[0]
                figure = Figure(numeral.text, numeral.value, numeral.decimals, None, "none", numeral.decimals)
                location = cell.locate(numeral.start, numeral.end)
                facts.add(
                    Fact(
                        -1,
                        concept,
                        (("unplaced", "yes"),),
                        figure,
                        "printed",
                        location,
                        label[:40],
                        statement.number,
                        index,
                        column,
                    )
                )
