"""Panes agree: a cell that several panes of one table print reads the same in all of them."""

from collections.abc import Iterator
from typing import ClassVar

from auditor.checks.agreement.compare import compare, is_own_columns
from auditor.checks.agreement.prints import printed_of
from auditor.checks.rule import Layouts, Rule, Sentence
from auditor.facts import Fact, FactSet
from auditor.facts.fact import Key
from auditor.verdicts import Verdict


class PanesAgree(Rule):
    """A cell that several panes of one table print, as where they split one total in different ways, reads the same in all."""

    kind: ClassVar[str] = "panes-agree"
    family: ClassVar[str] = "agreement"
    says: ClassVar[Sentence] = (
        "同一数据在一张表的各部分中相同",
        "a cell that several panes of one table print is the same in all",
    )

    layouts: Layouts
    """The tables it speaks of."""

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        for statement in facts.statements:
            if statement.layout is None or statement.layout.id not in self.layouts:
                continue
            homes: dict[Key, tuple[int, Fact]] = {}
            for number, block in enumerate(statement.blocks):
                places = ((statement.number, row.at, column.at) for row in block.rows for column in block.columns)
                for fact in printed_of([facts.cells[place] for place in places if place in facts.cells]):
                    if is_own_columns([fact]):
                        continue
                    pane, home = homes.setdefault(fact.key, (number, fact))
                    if pane != number:
                        yield compare(self, home, fact)
