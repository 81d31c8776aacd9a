"""Names that begin with words of the amount before: `800万元预算仅支出561万元`, `业务成本42万元，业务成本中人员成本24万元`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.facts.prose.lexer import Token
from auditor.facts.prose.listing import Level, Listing
from auditor.facts.prose.lists import Lists
from auditor.facts.prose.names import Named, Names
from auditor.facts.prose.paragraph import Paragraph
from auditor.facts.prose.records import Record
from auditor.facts.prose.standing import Measures
from auditor.figures import MONEY


class JoinedNames:
    """Parts the name of an amount from what it says of an amount before it."""

    def __init__(self, names: Names) -> None:
        self.names = names
        vocabulary = names.vocabulary
        self._measures = Measures(vocabulary)
        self._inside = tuple(vocabulary.grammar.breakdown.get("inside", ()))
        self._separators = tuple(vocabulary.grammar.breakdown.get("separators", ()))

    def of(self, paragraph: Paragraph, lists: Lists, record: Record, named: Named) -> Named:
        """What the name of an amount says of itself; a list of what it says that it is in is opened."""
        if named.is_empty:
            return self._plan_behind(paragraph, record) or named
        tokens = _tokens(record)
        if not tokens:
            return named
        before = paragraph.records[record.number - 1] if record.number else None
        if before is not None and is_nameless(before, record):
            plan = self._leading_plan(tokens, paragraph.text)
            return self.names.of_tokens(tokens[plan:], paragraph.text) if plan else named
        found = self._inner(paragraph, record, named)
        if found is None:
            return named
        whole, start = found
        own = [token for token in tokens if token.start >= start]
        while lists.open and lists.open[-1].setting:
            lists.close(len(lists.open) - 1)
        lists.open.append(Listing(whole, "some", record.depth, setting=True))
        return self.names.of_tokens(own, paragraph.text)

    def _plan_behind(self, paragraph: Paragraph, record: Record) -> Named | None:
        """800万元预算仅支出561万元: the word for a plan right behind an amount without a name, before that of what came of it."""
        after = paragraph.records[record.number + 1] if record.number + 1 < len(paragraph.records) else None
        if after is None or not is_nameless(record, after):
            return None
        tokens = _tokens(after)
        plan = self._leading_plan(tokens, paragraph.text)
        return self.names.of_tokens(tokens[:plan], paragraph.text) if plan else None

    def _leading_plan(self, tokens: Sequence[Token], text: str) -> int:
        """How many tokens at the head of a name, which goes on, say that something is a plan."""
        is_plan = (
            len(tokens) > 1 and self._measures.said_in(text[tokens[0].start : tokens[0].end]) in self._measures.plans
        )
        return int(is_plan)

    def _inner(self, paragraph: Paragraph, record: Record, named: Named) -> tuple[Level, int] | None:
        """The amount of the sentence in which a name says that its own is, and where its own name starts."""
        tokens = _tokens(record)
        for level in self._items(paragraph, record):
            name = level.named.text
            for separator in self._separators:
                name = name.removeprefix(separator)
            at = paragraph.text.find(name, named.start, named.start + 2 * len(name)) if len(name) > 1 else -1
            end = at + len(name)
            word = next((one for one in self._inside if paragraph.text.startswith(one, end)), "")
            if at >= 0 and at == tokens[0].start and word and end + len(word) < tokens[-1].end:
                return level, end + len(word)
        return None

    @staticmethod
    def _items(paragraph: Paragraph, record: Record) -> Iterator[Level]:
        return (
            level
            for level in paragraph.levels_before(record)
            if level.quantity == MONEY and level.record.depth == record.depth
        )


def _tokens(record: Record) -> list[Token]:
    return [token for phrase in record.frame.slots.get("name", ()) for token in phrase.tokens]


def is_nameless(record: Record, after: Record) -> bool:
    """Whether an amount without a name stands right before another of its clause, which has one."""
    return (
        record.kind == after.kind == "level"
        and "name" not in record.frame.slots
        and "name" in after.frame.slots
        and record.clause == after.clause
        and record.depth == after.depth
        and not after.pauses
    )
