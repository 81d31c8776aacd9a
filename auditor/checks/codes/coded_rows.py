"""The rows of tables that a code of a classification is printed beside."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.facts import Block, Fact, FactSet, Line, Statement
from auditor.patterns import regex
from auditor.tuples import NamedTuple


class CodedRow(NamedTuple):
    """A row with its code, its name, and what its table says of it."""

    dimension: str
    code: str
    name: str
    word: Fact
    """The code and the name as a term of a verdict."""
    has_name: bool
    """Whether the words beside the code stand under a header that names what the codes are of."""
    layout: str | None
    block: tuple[int, int]
    """The table, and which of its panes."""
    domain: str | None
    """The member of the dimension of domains that the whole table is of."""
    is_of_body: bool
    """Whether the row belongs to one of several bodies."""
    has_amount: bool


def coded_rows(facts: FactSet) -> Iterator[CodedRow]:
    """Every row of every table that has a code printed beside it."""
    named = regex(facts.vocabulary.grammar.codes["named"])
    for statement in facts.statements:
        leaves = [column.path[-1] if column.path else "" for column in statement.table.columns]
        naming = [place for place, leaf in enumerate(leaves) if named.search(leaf)]
        for number, block in enumerate(statement.blocks):
            domain = _domain_of(statement, block, facts)
            for line in block.rows:
                if line.code is not None:
                    yield _row(facts, statement, number, block, line, domain, naming)


def _domain_of(statement: Statement, block: Block, facts: FactSet) -> str | None:
    """The domain of a whole table; none where its title names another beside it."""
    classification = facts.vocabulary.codes.get(block.pane.rows)
    dimension = classification.domain if classification else None
    domain = block.pane.dims.get(dimension) if dimension else None
    if dimension is None or domain is None:
        return None
    own = {domain, *facts.vocabulary.dimensions[dimension].ancestors(domain)}
    named = {member for alias, member in facts.vocabulary.members[dimension].items() if alias in statement.title}
    return domain if named <= own else None


def _row(
    facts: FactSet, statement: Statement, number: int, block: Block, line: Line, domain: str | None, naming: list[int]
) -> CodedRow:
    code = line.dims[block.pane.rows]
    cells = statement.table.rows[line.at]
    source = line.source if line.source is not None and line.label else line.code
    assert source is not None
    start = len(source.text) - len(source.text.lstrip())
    location = source.locate(start, len(source.text.rstrip()))
    dims = ((block.pane.rows, code),)
    word = Fact(-1, "", dims, None, "word", location, f"{code} {line.label}".rstrip(), statement.number, line.at)
    amounts = (facts.cells.get((statement.number, line.at, column.at)) for column in block.columns)
    return CodedRow(
        block.pane.rows,
        code,
        line.label,
        word,
        any(place < len(cells) and cells[place] is line.source for place in naming),
        statement.layout.id if statement.layout else None,
        (statement.number, number),
        domain,
        len(line.dims) > 1,
        any(fact is not None and fact.figure is not None and not fact.is_nil for fact in amounts),
    )
