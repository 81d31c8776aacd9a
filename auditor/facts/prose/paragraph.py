"""A paragraph read: its amounts become facts, its lists are found, its other frames wait for what fills their slots.

`2024年支出预算70万元，比2023年增加5万元，其中：基本支出30万元，项目支出40万元。` gives three amounts, one list and one change.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from auditor.documents import SourceText
from auditor.facts.model import Fact, dims_of
from auditor.facts.prose.ledger import Ledger
from auditor.facts.prose.lexer import Token
from auditor.facts.prose.lists import Level, Listing, Lists
from auditor.facts.prose.names import Named, Names
from auditor.facts.prose.records import Record
from auditor.facts.prose.scene import Scene

_PARTLY = ("OPENS_PARTLY",)


@dataclass
class Paragraph:
    """What has been read of a paragraph so far."""

    source: SourceText
    scene: Scene
    records: list[Record]
    levels: dict[int, Level] = field(default_factory=dict)
    """Amounts and counts by the number of their record."""
    priors: dict[int, Fact] = field(default_factory=dict)
    """Amounts of the base of a comparison by the number of their record."""
    lists: list[Listing] = field(default_factory=list)
    spoken: dict[str, set[str]] = field(default_factory=dict)
    """The members of scopes that it has named; one alone is the scope of all that follows, several are a list."""

    @property
    def text(self) -> str:
        return self.source.text

    def levels_before(self, record: Record, *, sentences: int = 0) -> list[Level]:
        """The amounts before a record, the nearest first, in its sentence and so many before it."""
        return [
            level
            for number in range(record.number - 1, -1, -1)
            if (level := self.levels.get(number)) is not None
            and record.sentence - level.record.sentence <= sentences
        ]


class LevelReader:
    """Makes facts of the amounts and counts of a paragraph, and finds the lists that they make."""

    def __init__(self, names: Names, ledger: Ledger) -> None:
        self.names = names
        self.ledger = ledger
        self.vocabulary = names.vocabulary

    def read(self, paragraph: Paragraph, lists: Lists) -> None:
        """Read all levels of a paragraph; `lists` has what is still open from the paragraphs before."""
        for record in paragraph.records:
            lists.pass_pauses(record)
            if record.rank is not None:
                lists.pass_mark(record.rank, self._before_colon(paragraph, record))
            if record.kind == "opens":
                self._open(paragraph, lists, record)
            elif record.kind in ("level", "count"):
                self._level(paragraph, lists, record)

    def _before_colon(self, paragraph: Paragraph, record: Record) -> Level | None:
        """The amount before a colon, which a list mark behind it parts."""
        if not record.pauses or record.pauses[-1][0] != "colon":
            return None
        return next(iter(paragraph.levels_before(record)), None)

    def _open(self, paragraph: Paragraph, lists: Lists, record: Record) -> None:
        """A word that opens a list: of the amount read last in this sentence or the one before."""
        word = record.frame.phrase("word")
        exhaustive = word is None or word.kind not in _PARTLY
        before = paragraph.levels_before(record, sentences=1)
        whole = self._whole(before, record)
        named = self.names.of(record.frame.slots.get("name", ()), paragraph.text)
        if named.has_term:
            # The list is of something named in this clause, whose amount is not printed yet.
            whole = None
        if lists.open and lists.open[-1].whole is whole and not lists.open[-1].items:
            lists.open[-1].exhaustive = exhaustive
            return
        lists.open.append(Listing(whole, exhaustive, record.depth, in_bracket=record.depth > 0))

    @staticmethod
    def _whole(before: list[Level], record: Record) -> Level | None:
        """The amount a list is of: the nearest; a bracket is about the amount right before it."""
        if record.depth:
            return next((level for level in before if level.record.depth < record.depth), None)
        outside = [level for level in before if not level.record.depth]
        nearest = next(iter(outside), None)
        if nearest is not None and nearest.record.sentence < record.sentence and nearest.listing is not None:
            # Behind a full stop the text speaks of the whole again.
            return outermost(nearest)
        return nearest

    def _level(self, paragraph: Paragraph, lists: Lists, record: Record) -> None:
        token = record.frame.figure("figure")
        assert token is not None
        named = self.names.of(record.frame.slots.get("name", ()), paragraph.text)
        own = self._own_meaning(paragraph, record, named)
        if record.kind == "count":
            own = self._counted(paragraph, record, own, token)
        if own.concept == "" and record.kind == "count":
            fact = self.ledger.add(paragraph.source, paragraph.scene.section, token, "", {}, named.text)
            paragraph.levels[record.number] = Level(record, own, fact)
            return
        self._put(paragraph, lists, record, token, own)

    def _put(self, paragraph: Paragraph, lists: Lists, record: Record, token: Token, own: Named) -> Level:
        """Make a level of a figure and place it in its list."""
        quantity = token.unit.quantity if token.unit else None
        listing = lists.holding(own, quantity)
        concept, dims = self._complete(paragraph, own, listing)
        fact = self.ledger.add(paragraph.source, paragraph.scene.section, token, concept, dims, own.text)
        level = paragraph.levels[record.number] = Level(record, own, fact, listing)
        if listing is not None:
            listing.items.append(level)
        else:
            lists.follow(level)
        return level

    def _own_meaning(self, paragraph: Paragraph, record: Record, named: Named) -> Named:
        """What the name of an amount says, with its place in a classification, and the subject that a bare word goes on with."""
        named = self.names.of_path(named)
        if named.is_empty:
            before = self._named_before(paragraph, record)
            return before or named
        return named

    def _named_before(self, paragraph: Paragraph, record: Record) -> Named | None:
        """The name that the frame before gives without a figure of its own: `公务接待费与上年相比，安排3万元`."""
        for number in range(record.number - 1, -1, -1):
            before = paragraph.records[number]
            if before.sentence != record.sentence or before.kind != "base":
                return None
            named = self.names.of(before.frame.slots.get("subject", ()), paragraph.text)
            if named.has_term:
                return self.names.of_path(named)
        return None

    def _counted(self, paragraph: Paragraph, record: Record, named: Named, token: Token) -> Named:
        """What a number beside the amounts counts, by its unit or its name; its dimensions are those of the amount before it."""
        assert token.unit is not None
        concept = self.vocabulary.concepts.get(named.concept or "")
        is_aside = concept is not None and concept.aside and concept.unit == token.unit.name
        counted = token.unit.concept or (concept.id if concept is not None and is_aside else None)
        if counted is None:
            return named._replace(concept=named.concept or "")
        dims = {name: member for name, member in named.dims if name not in self.vocabulary.measures}
        before = next(iter(paragraph.levels_before(record)), None)
        if before is not None and not named.rest and dims.items() <= dict(before.fact.dims).items():
            dims = {name: member for name, member in before.fact.dims if name in self.vocabulary.dimensions}
        return named._replace(concept=counted, dims=tuple(dims.items()))

    def _complete(self, paragraph: Paragraph, named: Named, listing: Listing | None) -> tuple[str, dict[str, str]]:
        """An amount's concept and dimensions with what it inherits from its list and its headings."""
        concept, dims = named.concept or "", named.members
        whole = listing.whole if listing is not None else None
        if whole is not None:
            concept, dims = self._inherit(whole.fact, concept, dims)
        elif concept:
            dims = self.in_scope(paragraph, concept, dims)
        if named.rest:
            dims["item"] = f"~{named.rest}"
        elif whole is not None and named.text and (concept, dims_of(dims)) == whole.fact.key:
            dims["item"] = f"~{named.text}"
        elif listing is not None and not named.text:
            concept, dims = "", {}
        return concept, dims

    def in_scope(self, paragraph: Paragraph, concept: str, dims: dict[str, str]) -> dict[str, str]:
        """What headings, and sentences before, say of the scope of a figure that does not name its own."""
        scene = paragraph.scene
        if not self.vocabulary.concepts[concept].generic:
            return {**dict(scene.scope), **dims}
        for name in self.vocabulary.scopes & dims.keys():
            paragraph.spoken.setdefault(name, set()).add(dims[name])
        spoken = {name: next(iter(members)) for name, members in paragraph.spoken.items() if len(members) == 1}
        return {**dict(scene.scope), **spoken, **dict(scene.topic), **dims}

    def _inherit(self, whole: Fact, concept: str, dims: dict[str, str]) -> tuple[str, dict[str, str]]:
        """A part takes from its whole the concept and the dimensions that it does not name itself."""
        if not whole.concept:
            return concept, dims
        if not concept or self._is_item_of(concept, whole.concept, dims):
            concept = whole.concept
        inherited = {name: member for name, member in whole.dims if name not in dims and name != "item"}
        return concept, {**inherited, **dims}

    def _is_item_of(self, concept: str, whole: str, dims: dict[str, str]) -> bool:
        """Whether a part that names a concept is still an item of its whole's concept, as repairs are of running costs."""
        own, above = self.vocabulary.concepts[concept], self.vocabulary.concepts[whole]
        if above.generic and not own.generic and concept not in above.parts and concept not in above.also:
            return True
        if above.generic:
            return concept in above.also and not dims
        return concept not in above.parts if own.generic else concept != whole


def outermost(level: Level) -> Level:
    """The amount that is a part of no other list of the paragraph."""
    while level.listing is not None and level.listing.whole is not None:
        level = level.listing.whole
    return level
