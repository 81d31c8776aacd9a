"""The structures of a table with their candidates: the hierarchy of the rows of each pane, and each column that may be a sum of columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.documents import Table
from auditor.facts.fact import Fact
from auditor.facts.labels import squeeze
from auditor.facts.model import Block, FactSet, Statement
from auditor.facts.tables.amounts import additive_columns
from auditor.facts.tables.column_trees import OF_WHICH_ONLY, column_trees, says_sum
from auditor.facts.tables.formulas import Formulas, formulas_of_columns, formulas_of_rows
from auditor.facts.tables.hierarchies import hierarchies
from auditor.facts.tables.levels_by_code import claims_sums
from auditor.facts.tables.rows import row_views
from auditor.resolution import Amount, Candidate, Grid, Structure, amount_of, best_licensed, is_too_open, resolve
from auditor.tuples import NamedTuple
from auditor.vocabulary import Vocabulary, pattern_of

_WHOLE = 20
"""In a table without a header at most one row in so many may print parts without their whole: rows torn in two do."""
_TARGETS = 3
"""So many cells that speak of targets make a table one of targets."""


class _Proposal(NamedTuple):
    """A structure with the candidates that are tried, before any is chosen."""

    candidates: list[Candidate]
    grid: Grid
    lines: frozenset[int]
    pane: int
    whole: int | None
    shape: tuple[object, ...]
    claimed: bool


def resolve_statement(facts: FactSet, statement: Statement, ends_early: bool) -> Iterator[Structure]:
    """The structures of a statement, each with the reading that its figures choose among the candidates.

    Where more is left open than may be tried, the plainest readings are kept and nothing is said of the table.
    """
    is_of_indicators = _is_of_indicators(statement, facts.vocabulary)
    is_nameless = not any(column.path for column in statement.table.columns)
    if statement.problem or (is_of_indicators and not is_nameless):
        return
    proposals = [
        proposal
        for number in range(len(statement.blocks))
        for proposal in _proposals(facts, statement, number, ends_early)
        # Beside targets the amounts of projects may add up: `某项目 | 62.48 | 60.00 | 2.48 | 培训合格率 | ≥ | 90`.
        if proposal.whole is not None or not is_of_indicators
    ]
    is_beyond = is_too_open([len(proposal.candidates) for proposal in proposals])
    for proposal in proposals:
        tried = proposal.candidates[:1] if is_beyond else proposal.candidates
        resolved = resolve(tried, proposal.grid, proposal.lines)
        if not resolved:
            continue
        yield Structure(
            "rows" if proposal.whole is None else "columns",
            statement.number,
            proposal.pane,
            proposal.whole,
            resolved,
            resolved[0],
            bool(proposal.grid.broken),
            ends_early,
            proposal.shape,
            proposal.claimed and resolved[0].candidate.name != OF_WHICH_ONLY,
            beyond=is_beyond,
        )


def _proposals(facts: FactSet, statement: Statement, number: int, ends_early: bool) -> Iterator[_Proposal]:
    block = statement.blocks[number]
    printed = formulas_of_columns(statement.table, block)
    additive = additive_columns(block, statement.table, facts.vocabulary)
    amounts = [column for column in additive if column not in printed.rates]
    grid = _grid(facts, statement, block, amounts)
    yield from _of_rows(facts, statement, number, grid)
    # A printed difference is held though a change is no amount: 预算数 | 决算数 | 增减额 with 3=2-1.
    stated = {line for sum_ in printed.sums for line in (sum_.whole, *sum_.parts)} - printed.rates
    if not stated <= set(amounts):
        grid = _grid(facts, statement, block, sorted(stated.union(amounts)))
    yield from _of_columns(facts, statement, number, amounts, grid.turned(), ends_early, printed)


def _of_rows(facts: FactSet, statement: Statement, number: int, grid: Grid) -> Iterator[_Proposal]:
    block = statement.blocks[number]
    if block.pane.is_list and not any(line.role == "total" and line.label for line in block.rows):
        return
    views = row_views(statement.table, block, facts.vocabulary)
    printed = formulas_of_rows(statement.table, block)
    candidates = best_licensed(hierarchies(views, block, facts.vocabulary, grid, printed), grid)
    heads = tuple("/".join(statement.table.columns[column].path) for column in (*block.labels, *block.codes))
    shape = ("rows", statement.layout.id if statement.layout else None, heads)
    lines = frozenset(range(len(block.rows)))
    yield _Proposal(candidates, grid, lines, number, None, shape, bool(printed.sums) or claims_sums(views))


def _of_columns(
    facts: FactSet,
    statement: Statement,
    number: int,
    amounts: Sequence[int],
    grid: Grid,
    ends_early: bool,
    printed: Formulas,
) -> Iterator[_Proposal]:
    block = statement.blocks[number]
    is_labelled = len(block.rows) > 1 or bool(block.rows and block.rows[0].label)
    is_whole = is_labelled or (statement.layout is not None and not ends_early)
    heads = tuple(squeeze("/".join(statement.table.columns[block.columns[place].at].path)) for place in amounts)
    for whole, says, candidates in column_trees(
        statement.table, block, amounts, grid.active, facts.vocabulary, printed
    ):
        if not any(heads) and grid.orphans(candidates[0].sums[0]) * _WHOLE > len(grid.crosses):
            continue
        known = candidates if is_whole else [entry._replace(accounted=False) for entry in candidates]
        yield _Proposal(best_licensed(known, grid), grid, frozenset(), number, whole, ("columns", heads, whole), says)


def _grid(facts: FactSet, statement: Statement, block: Block, columns: Sequence[int]) -> Grid:
    """The cells of some columns of a pane, by the places of rows and columns."""
    cells: dict[tuple[int, int], Amount | None] = {}
    broken: set[tuple[int, int]] = set()
    for row, line in enumerate(block.rows):
        for column in columns:
            fact = facts.cells.get((statement.number, line.at, block.columns[column].at))
            if fact is None:
                continue
            if _is_broken(fact):
                broken.add((row, column))
            else:
                cells[row, column] = amount_of(fact.figure) if fact.figure else None
    return Grid(cells, frozenset(broken), is_of_rows=True)


def _is_broken(fact: Fact) -> bool:
    """Whether a cell is no amount that could be added: unreadable, a word, a percentage."""
    if fact.state in ("unreadable", "word"):
        return True
    return fact.figure is not None and fact.figure.is_percent


def _is_of_indicators(statement: Statement, vocabulary: Vocabulary) -> bool:
    """Whether a table is of targets, by its title, its header or three of its cells, unless both a row and a column of it are sums.

    A list of projects with their amounts may have a column of targets besides.
    """
    if statement.layout is not None:
        return statement.layout.indicators
    pattern = pattern_of(vocabulary.grammar.structure["indicators"])
    table = statement.table
    heads = "".join("".join(column.path) for column in table.columns)
    speaking = (cell for row in table.rows for cell in row if cell.text and pattern.search(cell.text))
    if not pattern.search(statement.title + heads) and sum(1 for _ in speaking) < _TARGETS:
        return False
    has_sums = any(says_sum(column.path, vocabulary) for column in table.columns)
    has_total = any(line.role == "total" and line.label for block in statement.blocks for line in block.rows)
    return not (has_sums and (has_total or _ends_in_total(table, vocabulary)))


def _ends_in_total(table: Table, vocabulary: Vocabulary) -> bool:
    """Whether a row is called a total in whichever column: `| 金额合计 | | 3,643.37 | 3,643.37`."""
    return any(says_sum((cell.text.strip(),), vocabulary) for row in table.rows for cell in row if cell.text.strip())


def continues(statements: Sequence[Statement], number: int) -> bool:
    """Whether a table seems to go on in the next one, or to be the end of the one before: alike in shape, at most a page apart."""
    here = _pages(statements[number].table)
    for other, is_ahead in ((number + 1, True), (number - 1, False)):
        if not here or not 0 <= other < len(statements):
            continue
        there = _pages(statements[other].table)
        if not there or abs(there[0] - here[-1] if is_ahead else here[0] - there[-1]) > 1:
            continue
        first, last = (statements[number], statements[other]) if is_ahead else (statements[other], statements[number])
        is_alike = abs(first.table.width - last.table.width) <= 1
        if is_alike and (last.layout is None or last.layout == first.layout):
            return True
    return False


def _pages(table: Table) -> list[int]:
    found = (
        piece.origin.page
        for row in (table.rows[:1] + table.rows[-1:])
        for cell in row
        for piece in cell.pieces
        if piece.origin is not None and piece.origin.page is not None
    )
    return sorted(set(found))
