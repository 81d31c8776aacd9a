"""Item sum: the items that prose enumerates one by one, each under its code, add up to the whole they are of."""

from collections.abc import Iterator, Mapping
from typing import ClassVar

from auditor.checks.rule import Concepts, Dimension, Rule, Sentence
from auditor.checks.verdict_of import sum_verdict
from auditor.facts import Fact, FactSet
from auditor.verdicts import Remark, Term, Verdict

_Group = tuple[str, int, tuple[tuple[str, str], ...]]
_FEWEST = 2


class ItemSum(Rule):
    """The items that prose enumerates one by one add up to their whole, where they are just the items of one of the tables."""

    kind: ClassVar[str] = "item-sum"
    family: ClassVar[str] = "rollup"
    says: ClassVar[Sentence] = (
        "文字说明：逐项分列的各项之和等于总数，各项与某表所列相同时核对",
        "prose: items told one by one add up to their whole, where they are just the items of a table",
    )
    messages: ClassVar[Mapping[str, Sentence]] = {
        "held-against-tables": ("各数已与表逐一核对", "each figure is held against the tables"),
    }

    dimension: Dimension
    """The dimension that the items are members of."""
    concepts: Concepts
    """What the items and their whole are about."""

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        return _add_up(self, facts)


def _add_up(rule: ItemSum, facts: FactSet) -> Iterator[Verdict]:
    """The items of one section along the rule's dimension, where they are just the items of one of the tables."""
    groups: dict[_Group, dict[str, Fact]] = {}
    wholes: dict[_Group, Fact] = {}
    for fact in facts.facts:
        if fact.statement is not None or fact.concept not in rule.concepts or fact.figure is None:
            continue
        members = dict(fact.dims)
        code = members.pop(rule.dimension, None)
        group = (fact.concept, fact.section, tuple(sorted(members.items())))
        if code is None:
            wholes.setdefault(group, fact)
        else:
            groups.setdefault(group, {}).setdefault(code, fact)
    known = _items_of_tables(rule.dimension, facts)
    for group, items in groups.items():
        whole = wholes.get(group)
        if whole is not None and len(items) >= _FEWEST and frozenset(items) in known:
            verdict = sum_verdict(rule, [Term("whole", 1, whole), *(Term("part", -1, item) for item in items.values())])
            if verdict.outcome == "inconsistent" and any(
                cell.statement is not None for cell in facts.by_key[whole.key]
            ):
                # Whole and items are each held against the tables; a difference between them says nothing new.
                verdict = verdict._replace(outcome="not_applicable", reason=Remark("held-against-tables"))
            yield verdict


def _items_of_tables(dimension: str, facts: FactSet) -> set[frozenset[str]]:
    """For every table with rows along a dimension, the rows that no other row is below of."""
    found = set()
    for statement in facts.statements:
        for block in statement.blocks:
            if block.pane.rows == dimension:
                above = {line.parent for line in block.rows}
                codes = (line.dims.get(dimension, "~") for place, line in enumerate(block.rows) if place not in above)
                found.add(frozenset(code for code in codes if not code.startswith("~")))
    return found
