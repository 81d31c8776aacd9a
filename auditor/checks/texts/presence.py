"""Presence: a document that evidently prints a set of tables prints each of them, or says that there is nothing to print."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from auditor.checks.heading import heading_of
from auditor.checks.rule import Layouts, Rule, Sentence
from auditor.documents import Location, Paragraph, SourceText
from auditor.facts import Fact, FactSet, Statement
from auditor.facts.labels import squeeze
from auditor.figures import read_cell
from auditor.patterns import regex
from auditor.verdicts import Outcome, Remark, Term, Verdict
from auditor.vocabulary import Layout, pattern_of

_PAUSES = ("，", "；", ",", ";")
_SHORTEST_LIST = 3
"""So many lines on end that each name another table are a list of tables."""


class Presence(Rule):
    """A document that prints most of a set of tables prints each of them, or says that there is nothing to print.

    A table is missed where all the others are printed, or where the document's own contents name it.
    """

    kind: ClassVar[str] = "presence"
    family: ClassVar[str] = "presence"
    says: ClassVar[Sentence] = (
        "一套表中每一张都印出，或说明为空；其余各表都已印出，或目录列出该表时核对",
        "every table of the set is printed, or said to be empty, where all the others are or the contents name it",
    )
    messages: ClassVar[Mapping[str, Sentence]] = {
        "table-missing": (
            "文件印有所列各表中的 {count} 张（第{line}行等），没有“{name}”，也没有说明无此项内容",
            "the document prints {count} of the tables (as at line {line}) but no “{name}”, and does not say that there is nothing of it",
        ),
        "table-listed-missing": (
            "第{line}行的目录列有“{name}”，正文有其他 {count} 张表而没有这张，也没有说明无此项内容",
            "the contents at line {line} name “{name}”; {count} other tables are printed but not this one, "
            "and nothing says that it is empty",
        ),
        "table-said-empty": ("文件说明无此项内容", "the document says that there is nothing of it"),
        "table-not-found": (
            "没有找到该表，但文件提到了它，或有未读懂的内容",
            "the table was not found, but it is mentioned, or something was not understood",
        ),
    }
    is_told_by_reason: ClassVar[bool] = True

    layouts: Layouts
    """The set of tables."""

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        return _Search(self, facts).verdicts()


class _Search:
    """One rule's set of tables sought in one document."""

    def __init__(self, rule: Presence, facts: FactSet) -> None:
        self.rule, self.facts = rule, facts
        self.set = [layout for layout in facts.vocabulary.layouts if layout.id in rule.layouts and self._is_due(layout)]
        self.printed = self._printed()

    def _is_due(self, layout: Layout) -> bool:
        """Whether documents of this year print the table at all."""
        year = self.facts.profile.year
        return layout.since is None or (year is not None and year >= layout.since)

    def _printed(self) -> dict[str, Statement]:
        """The first table of each layout; of a table whose title names several, for each of them."""
        found: dict[str, Statement] = {}
        for statement in self.facts.statements:
            for layout in self.set:
                if layout is statement.layout or (statement.title and names(layout, statement.title)):
                    found.setdefault(layout.id, statement)
        return found

    def verdicts(self) -> Iterator[Verdict]:
        if 2 * len(self.printed) <= len(self.set):
            return
        listed = self._listed()
        for layout in self.set:
            statement = self.printed.get(layout.id)
            if statement is not None:
                reason = Remark(statement.problem) if statement.problem else None
                yield self._verdict(layout, heading_of(statement), "unverifiable" if reason else "exact", reason)
            elif layout.id in listed or len(self.printed) == len(self.set) - 1:
                yield self._missing(layout, listed.get(layout.id))

    def _verdict(self, layout: Layout, place: Location, outcome: Outcome, reason: Remark | None) -> Verdict:
        word = Fact(-1, "", (), None, "word", place, layout.name[self.facts.vocabulary.grammar.language["id"]], None)
        return Verdict(
            self.rule.code, self.rule.family, outcome, self.rule.severity, (Term("word", 1, word),), reason=reason
        )

    def _missing(self, layout: Layout, listed: Location | None) -> Verdict:
        """A table that is not there: a finding only where everything was read, nothing may be the table, and nothing is said of it."""
        last = max((heading_of(statement) for statement in self.printed.values()), key=lambda place: place.line)
        arguments = {"count": str(len(self.printed)), "name": layout.name[self.facts.vocabulary.grammar.language["id"]]}
        if self._is_said_to_be_empty(layout):
            return self._verdict(layout, listed or last, "not_applicable", Remark("table-said-empty"))
        if self._may_be_unread(layout):
            return self._verdict(layout, listed or last, "unverifiable", Remark("table-not-found"))
        reason = Remark("table-listed-missing" if listed else "table-missing", arguments)
        return self._verdict(layout, listed or last, "inconsistent", reason)

    def _may_be_unread(self, layout: Layout) -> bool:
        facts = self.facts
        # Whatever a reader left out or hid may be the table.
        return (
            bool(facts.document.notices)
            or any(statement.problem for statement in facts.statements)
            or any(names(layout, text) for text in self._mentions())
            or any(self._may_be(statement, layout) for statement in facts.statements if statement.layout is None)
        )

    def _may_be(self, statement: Statement, layout: Layout) -> bool:
        """Whether a table that no template knows has the words of one: its headers, and members that its rows run along."""
        table = statement.table
        paths = ["/".join(column.path) for column in table.columns]
        if any(paths) and not all(any(pattern_of(header).search(path) for path in paths) for header in layout.header):
            return False
        texts = [squeeze(cell.text) for row in (*table.header, *table.rows) for cell in row if cell.text]
        return any(self._is_member(text, pane.rows) for text in texts for pane in layout.panes)

    def _is_member(self, text: str, name: str) -> bool:
        dimension = self.facts.vocabulary.dimensions.get(name)
        if dimension is None:
            return bool(text) and read_cell(text) is None
        if dimension.code_pattern and dimension.code_pattern.fullmatch(text):
            return True
        return any(alias in text.lower() for alias in self.facts.vocabulary.members[name])

    def _clauses(self) -> Iterator[str]:
        """The prose between two stops or pauses; captions of tables too."""
        stops = regex("|".join(map(re.escape, (*self.facts.vocabulary.grammar.language["stops"], *_PAUSES))))
        for block in self.facts.document.blocks:
            sources: Sequence[SourceText] = ()
            if not isinstance(block, Paragraph):
                sources = block.captions
            elif not block.contents:
                sources = (block.source,)
            for source in sources:
                yield from filter(None, map(squeeze, stops.split(source.text)))

    def _mentions(self) -> Iterator[str]:
        """Clauses that are no lines of a list of tables."""
        listed = {squeeze(source.text) for run in self._lists() for source in run}
        yield from (clause for clause in self._clauses() if clause not in listed)

    def _lists(self) -> list[list[SourceText]]:
        """Runs of lines that name one table of the set after another."""
        runs: list[list[SourceText]] = [[]]
        for block in self.facts.document.blocks:
            if isinstance(block, Paragraph) and self._named(block.source.text):
                runs[-1].append(block.source)
            elif runs[-1]:
                runs.append([])
        return [run for run in runs if len({self._named(source.text) for source in run}) >= _SHORTEST_LIST]

    def _named(self, text: str) -> str | None:
        squeezed = squeeze(text)
        return next((layout.id for layout in self.set if names(layout, squeezed)), None)

    def _listed(self) -> dict[str, Location]:
        """The tables that the document's own contents name, and where."""
        found: dict[str, Location] = {}
        lines = [block.source for block in self.facts.document.paragraphs() if block.contents]
        for source in (*lines, *(source for run in self._lists() for source in run)):
            name = self._named(source.text)
            if name is not None:
                found.setdefault(name, source.locate(0, len(source.text)))
        return found

    def _is_said_to_be_empty(self, layout: Layout) -> bool:
        """Whether prose says that there is nothing of what a table is of: in words beside its name, or by an amount of zero."""
        vocabulary = self.facts.vocabulary
        own = {entry for pane in layout.panes for entry in pane.dims.items()}
        concepts = {pane.concept for pane in layout.panes if not vocabulary.concepts[pane.concept].generic}
        if any(
            fact.statement is None and fact.is_nil and set(fact.dims) == own and (own or fact.concept in concepts)
            for fact in self.facts.facts
        ):
            return True
        aliases = [
            alias
            for alias, meaning in vocabulary.aliases
            if (meaning.dimension, meaning.member) in own or (meaning.concept in concepts and not meaning.dimension)
        ]
        no_change = regex("|".join(map(re.escape, vocabulary.grammar.change["flat"])))
        return any(
            any(word in no_change.sub("", clause) for word in vocabulary.grammar.nil["words"])
            for clause in self._clauses()
            if any(alias in clause for alias in aliases)
        )


def names(layout: Layout, text: str) -> bool:
    """Whether a title or clause names the table of a layout."""
    return bool(pattern_of(layout.title).search(text)) and not (
        layout.unless and pattern_of(layout.unless).search(text)
    )
