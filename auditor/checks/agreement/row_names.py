"""The rows of tables by the names that prose has for them: 全市税收收入完成34.4亿元 and the row 税收收入."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence

from auditor.arithmetic import judge_restatement
from auditor.facts import Fact, FactSet
from auditor.facts.labels import without_numbering
from auditor.facts.model import Block, Statement
from auditor.vocabulary import core, pattern_of

_SHORTEST_NAME = 2
Column = tuple[int, int, int]
"""A statement, a pane of it and a column of its grid."""


class RowNames:
    """Names without the words that tell no rows apart: years, scopes, 完成."""

    def __init__(self, aside: Sequence[str]) -> None:
        self._aside = pattern_of("|".join(aside)) if aside else None

    def of(self, label: str) -> str:
        """A name without its number and those words; empty where nothing is left."""
        name = core(without_numbering(label.rpartition("/")[2]))
        if self._aside is not None:
            # 支出合计: what stands at the end once 合计 is gone goes as well.
            name = self._aside.sub("", self._aside.sub("", name))
        return name if len(name) >= _SHORTEST_NAME else ""

    def cells(self, facts: FactSet, names: Collection[str]) -> dict[str, list[tuple[Column, Fact]]]:
        """The amounts of rows that bear one of the names, where only one row of their pane does."""
        found: dict[str, list[tuple[Column, Fact]]] = defaultdict(list)
        for statement in facts.statements if names else ():
            for number, block in enumerate(statement.blocks):
                for name, cell in self._of_pane(facts, statement, block, names):
                    found[name].append(((statement.number, number, cell.column), cell))
        return found

    def _of_pane(
        self, facts: FactSet, statement: Statement, block: Block, names: Collection[str]
    ) -> Iterator[tuple[str, Fact]]:
        rows = [(self.of(row.label), row.at) for row in block.rows]
        counts = Counter(name for name, _ in rows)
        for name, at in rows:
            if name in names and counts[name] == 1:
                for column in amount_columns(statement, block):
                    cell = facts.cells.get((statement.number, at, column))
                    if cell and cell.figure and cell.figure.value and cell.figure.unit:
                        yield name, cell


def amount_columns(statement: Statement, block: Block) -> list[int]:
    """The columns of a pane that are not made of others, as rates are."""
    settings = statement.settings
    return [line.at for line in block.columns if line.at >= len(settings) or not settings[line.at].is_derived]


def agree(fact: Fact, cell: Fact) -> bool:
    """Whether two prints of an amount are of one value."""
    return judge_restatement(fact.figure, cell.figure).outcome != "inconsistent"
