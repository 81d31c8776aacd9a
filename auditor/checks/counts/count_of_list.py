"""Count of list: how many of something there are as prose says it, against the list right behind."""

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from auditor.checks.counts.told import counts_in, hold_list
from auditor.checks.rule import Counts, Patterns, Rule, Sentence
from auditor.documents import Paragraph, Table
from auditor.facts import Fact, FactSet
from auditor.facts.labels import numbering_ordinal, numbering_rank, without_numbering
from auditor.patterns import regex
from auditor.verdicts import Verdict
from auditor.vocabulary import pattern_of

_SEVERAL = regex(r"^[^，,。；;：:（(]*、")
"""An item that names more than one."""


class CountOfList(Rule):
    """Counts that prose tells add up to the length of the list right behind: of numbered paragraphs, or of numbered rows."""

    kind: ClassVar[str] = "count-of-list"
    family: ClassVar[str] = "count"
    says: ClassVar[Sentence] = (
        "所说个数与其后所列的项数相等",
        "a count is as many as the items listed behind it",
    )
    messages: ClassVar[Mapping[str, Sentence]] = {
        "list-miscounted": (
            "第{line}行说共 {total}{unit}，其下列出 {expected} 项",
            "line {line} says {total} {unit}, but {expected} items are listed below",
        ),
    }

    where: Patterns
    """The words of prose before a list, with their counts."""
    counts: Counts
    """The counts in these words; the group `count` of a pattern is the number."""
    aside: Patterns = ()
    """What neither the words nor the items may say: such a list counts otherwise."""

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        for passage in facts.passages:
            found = [match for pattern in self.where for match in pattern_of(pattern).finditer(passage.source.text)]
            items = _items(facts, passage.place) if found else []
            aside = [pattern_of(pattern) for pattern in self.aside]
            texts = [passage.source.text, *(item.label for item in items)]
            if not items or any(pattern.search(text) for pattern in aside for text in texts):
                continue
            counts = counts_in(self.counts, passage, facts, *found[-1].span())
            yield hold_list(self, counts, items)

    def message_of(self, verdict: Verdict) -> str | None:
        return "list-miscounted"


def _items(facts: FactSet, place: int) -> list[Fact]:
    """The items of the list behind a paragraph, in paragraphs or rows that count from 1; none where that is in doubt."""
    following = facts.document.blocks[place + 1 :]
    first = following[0] if following else None
    items = _rows(facts, first) if isinstance(first, Table) else _paragraphs(following)
    return [] if any(_SEVERAL.match(item.label) for item in items) else items


def _rows(facts: FactSet, table: Table) -> list[Fact]:
    """The rows of a table that numbers them all."""
    ordinals = facts.vocabulary.grammar.tables["ordinal"]
    leaves = [column.path[-1].lower() if column.path else "" for column in table.columns]
    column = next((place for place, leaf in enumerate(leaves) if leaf in ordinals), None)
    if column is None or any(len(row) != len(leaves) for row in table.rows):
        return []
    numbers = [row[column].text.strip() for row in table.rows]
    if numbers != [str(place) for place in range(1, len(numbers) + 1)]:
        return []
    names = [next((cell for cell in row[column + 1 :] if cell.text.strip()), row[column]) for row in table.rows]
    return [Fact(-1, "", (), None, "word", name.locate(0, len(name.text)), name.text.strip(), None) for name in names]


def _paragraphs(following: Sequence[Paragraph | Table]) -> list[Fact]:
    """The paragraphs with the numbers 1, 2, 3 … of one kind; others between them go on with the item before."""
    items: list[Fact] = []
    rank: int | None = None
    for block in following:
        if isinstance(block, Table):
            break
        text = block.source.text
        own = numbering_rank(text)
        if rank is None:
            rank = own
        if own is None and not items:
            return []
        if own == rank and numbering_ordinal(text) == len(items) + 1:
            words = without_numbering(text).rstrip()
            start = len(text) - len(without_numbering(text))
            location = block.source.locate(start, start + len(words))
            items.append(Fact(-1, "", (), None, "word", location, words, None))
        elif own is not None and rank is not None and own <= rank:
            break
    return items
