"""Repeated code: a code that one table prints twice is two amounts for one line, unless the rows are told apart or are parts of one sum."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import ClassVar

from auditor.checks.codes.coded_rows import CodedRow
from auditor.checks.codes.coded_rule import CodedRule
from auditor.checks.rule import Sentence
from auditor.checks.verdict_of import undecided
from auditor.documents import squeeze
from auditor.facts import Fact, FactSet
from auditor.verdicts import Remark, Term, Verdict

Table = Sequence[CodedRow]


class RepeatedCode(CodedRule):
    """A code stands in a table once. A table that repeats several codes lists bodies or projects that its rows do not name."""

    kind: ClassVar[str] = "repeated-code"
    says: ClassVar[Sentence] = (
        "同一编码在一张表中只列一次",
        "a code stands in a table once",
    )
    messages: ClassVar[Mapping[str, Sentence]] = {
        "code-twice": (
            "编码 {code} 在同一表中列了两次：第{line}行为 {printed}，第{other_line}行为 {other}",
            "{code} stands twice in one table: with {printed} at line {line}, with {other} at line {other_line}",
        ),
        "rows-add-up": ("两行同为上级的组成部分", "both rows are parts of the line above"),
    }

    def hold(self, facts: FactSet, rows: Sequence[CodedRow]) -> Iterator[Verdict]:
        tables: dict[tuple[int, int], list[CodedRow]] = {}
        for row in rows:
            tables.setdefault(row.block, []).append(row)
        for table in tables.values():
            if any(row.is_of_body for row in table) or _totals(facts, table[0]) > 1:
                continue
            repeated = _repeated(table)
            if not repeated:
                words = tuple(Term("word", 1, row.word) for row in table)
                yield Verdict(self.code, self.family, "exact", self.severity, words)
            elif len(repeated) == 1 and len(repeated[0]) == 2 and not _told_apart(facts, table, repeated[0]):
                yield from _compare(self, facts, *repeated[0])


def _repeated(table: Table) -> list[list[CodedRow]]:
    by_code: dict[str, list[CodedRow]] = {}
    for row in table:
        by_code.setdefault(row.code, []).append(row)
    return [rows for rows in by_code.values() if len(rows) > 1]


def _totals(facts: FactSet, row: CodedRow) -> int:
    """How many rows of a table are bare totals: of each of several lists one."""
    statement, block = row.block
    lines = facts.statement(statement).blocks[block].rows
    return sum(1 for line in lines if line.role == "total" and not line.dims and not line.concept)


def _told_apart(facts: FactSet, table: Table, repeated: Table) -> bool:
    """Whether words stand in the rows that are not the same in both, or that only a row above may print for them."""
    statement, block = table[0].block
    amounts = {column.at for column in facts.statement(statement).blocks[block].columns}
    grid = facts.statement(statement).table.rows

    def words(row: CodedRow) -> list[str]:
        cells = enumerate(grid[row.word.row])
        return ["" if at in amounts or cell.text.strip().isdigit() else squeeze(cell.text) for at, cell in cells]

    first, second = map(words, repeated)
    if first != second:
        return True
    told = [at for row in table for at, text in enumerate(words(row)) if text]
    return any(not text and at in told for at, text in enumerate(first))


def _compare(rule: RepeatedCode, facts: FactSet, first: CodedRow, second: CodedRow) -> Iterator[Verdict]:
    """The two rows column by column, up to the first that differs."""
    statement, block = first.block
    same: Verdict | None = None
    for column in facts.statement(statement).blocks[block].columns:
        left = facts.cells.get((statement, first.word.row, column.at))
        right = facts.cells.get((statement, second.word.row, column.at))
        if left is None or right is None or left.figure is None or right.figure is None:
            continue
        terms = (Term("left", 1, left), Term("right", -1, right))
        if left.figure.base == right.figure.base:
            same = same or Verdict(rule.code, rule.family, "exact", rule.severity, terms)
            continue
        if _are_parts(facts, first, left, right):
            yield undecided(rule, terms, "rows-add-up", "not_applicable")
            return
        arguments = {"code": first.code, "printed": left.figure.printed, "other": right.figure.printed}
        arguments["other_line"] = str(right.location.line)
        yield Verdict(
            rule.code,
            rule.family,
            "inconsistent",
            rule.severity,
            terms,
            reason=Remark("code-twice", arguments),
        )
        return
    if same is not None:
        yield same


def _are_parts(facts: FactSet, row: CodedRow, left: Fact, right: Fact) -> bool:
    """Whether the line that both rows belong to is the sum of its rows with both of them."""
    statement, number = row.block
    block = facts.statement(statement).blocks[number]
    place = next(place for place, line in enumerate(block.rows) if line.at == left.row)
    parent = block.rows[place].parent
    if parent is None:
        return False
    whole = facts.cells.get((statement, block.rows[parent].at, left.column))
    parts = [facts.cells.get((statement, line.at, left.column)) for line in block.rows if line.parent == parent]
    total = sum((part.figure.base for part in parts if part is not None and part.figure), Decimal(0))
    return whole is not None and whole.figure is not None and whole.figure.base == total
