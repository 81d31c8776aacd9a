"""An amount as an item of lists, and a list: the whole, the parts taken up so far, and what may be a part by its name.

`支出预算70万元，其中：基本支出30万元、项目支出40万元。` is a list of 70 with two items; 基金收入 would be none of an expenditure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from auditor.facts.claims import Extent
from auditor.facts.model import Fact
from auditor.facts.prose.names import Named
from auditor.facts.prose.outline import Phrase
from auditor.facts.prose.records import Record
from auditor.vocabulary import Concept, Vocabulary


@dataclass(slots=True)
class Level:
    """An amount, or a count, that some item has."""

    record: Record
    named: Named
    fact: Fact
    listing: Listing | None = None
    """The list it is a part of."""
    loose: bool = False
    """Whether it is said to be about so much."""
    has_list: bool = False
    """Whether a word right behind it opens a list of it."""

    @property
    def unit(self) -> str | None:
        return self.fact.figure.unit.name if self.fact.figure and self.fact.figure.unit else None

    @property
    def quantity(self) -> str | None:
        return self.fact.figure.unit.quantity if self.fact.figure and self.fact.figure.unit else None


@dataclass(slots=True)
class Listing:
    """A list of parts; without a whole it is of something whose amount is not printed before it."""

    whole: Level | None
    extent: Extent
    """How complete the words that open it say it is."""
    depth: int
    rank: int | None = None
    runs_on: bool = False
    """Whether its parts stand in the paragraphs that follow."""
    wraps: bool = False
    """Whether no more than the end of a line behind the word that opened it says so: it may only be wrapped there."""
    is_unsaid: bool = False
    """Whether no word, but its place or its names, says that it is one."""
    is_unread: bool = False
    """Whether its whole has no unit, so that of whom, and of which year, its parts are is not read either."""
    passed: tuple[Decimal, ...] = ()
    """The figures that are read as nothing between its whole and its word, as printed: its parts may be those of one."""
    explains: bool = False
    """Whether its word may as well say why, or what for: 下降71%，主要是上年购车2.3亿元垫高基数; 主要用于救灾，结余11亿元."""
    items_at_stop: int = 0
    """How many parts it had at its last full stop."""
    setting: bool = False
    """Whether a clause that names its whole as the place of what follows opened it."""
    apart: list[Level] = field(default_factory=list)
    """What its words name but for another year than that of the whole: 主要是2026年监管补助128万元，审计经费23万元."""
    divides: bool = False
    """Whether words before it only say by what it parts a whole, which was printed earlier."""
    divided: Level | None = None
    """The amount read last before those words."""
    last: Level | None = None
    """The amount told last before words that divide what it is a part of."""
    above: tuple[Level, ...] = ()
    """The amounts of the paragraph before, which those words may part where they begin a paragraph."""
    is_view: bool = False
    """Whether those words look at a matter from a side, which may be no division: 从收入结构看."""
    again: bool = False
    """Whether words like these have divided that amount right before."""
    counts: tuple[Level, ...] = ()
    """The counts of the sentence before it: a list of such counts is of them, not of the amount."""
    one_by_one: bool = False
    """Whether the word before it says that each is told: 安排项目3个，分别是：…."""
    beside: tuple[Level, ...] = ()
    """The other amounts of the sentence that announced it, any of which may be what it parts."""
    items: list[Level] = field(default_factory=list)
    pauses: set[str] = field(default_factory=set)
    """The pauses between its parts."""
    ends: list[int] = field(default_factory=list)
    """How many parts stand before each semicolon, where it may have ended."""
    later: list[Level] = field(default_factory=list)
    """Amounts behind the semicolon that ended it: parts only where the sums say so."""
    refuses: bool = False
    """Whether an amount stands among its parts that it cannot place: then nothing is said of their sum."""
    items_at_mark: int = 0
    """How many parts it had at its last list mark."""
    within_items: list[Level] = field(default_factory=list)
    """Amounts behind the item of a list mark, without one of their own: parts of the list only where the sums say so."""
    is_above: bool = False
    """Whether it was opened in a paragraph before: its parts are paragraphs."""
    has_changes: bool = False
    """Whether it has gone through changes of parts whose amounts are not printed."""
    changed: list[str] = field(default_factory=list)
    """The names of what may be its parts, of which it tells by how much they have changed: 公务用车费增加5万元."""
    is_cut: bool = False
    """Whether an amount told in one row with its parts ended it, though it can be none: 收入87万元，其中拨款53万元、余额2万元."""
    next_mark: int | None = None
    """Which list mark comes next, where they have been counted from the first on: 其中：（一）甲10万元。 / （二）乙20万元。"""
    counts_on: bool = False
    """Whether only its next list mark, at the head of the next paragraph, goes on with it."""
    waits: bool = False
    """Whether it goes on only with its next list mark."""
    of_item: tuple[int, int] | None = None
    """How deep the number of the paragraph stands that opened it for those below, and which one it is."""
    nearest: Level | None = None
    """The last item before a full stop and the word that opens this list: its whole, where the first part is below it."""
    chosen: list[Level] | None = None
    """The parts it really has, where the sums have chosen among its readings."""
    twin: Listing | None = None
    """The list of what was told beside its whole, whose parts stand beside its own: of the other side, or of the plans."""

    @property
    def is_empty(self) -> bool:
        return not self.items and not self.has_changes

    def add(self, level: Level) -> bool:
        """Take up a part. Behind a list mark only the first amount is one by words: 1.甲30万元，主要包括：…；乙10万元."""
        if self.rank is not None and level.record.rank is None and len(self.items) > self.items_at_mark:
            self.within_items.append(level)
            return False
        self.items.append(level)
        return True

    @property
    def leaves_some(self) -> bool:
        """Whether it tells of a part no more than its change, or was cut: 其中：接待费2万元；公务用车费增加5万元."""
        if self.is_cut:
            return True
        told = [item.fact.label or item.named.text for item in self.items]
        return any(not any(name in label or label in name for label in told if label) for name in self.changed)

    def accepts(self, named: Named, quantity: str | None, vocabulary: Vocabulary) -> bool:
        """Whether something of this name can be a part of the whole: by its quantity, its concept and its dimensions."""
        if self.whole is None:
            return True
        if self.whole.quantity and quantity and self.whole.quantity != quantity:
            return False
        whole = self.whole.fact
        rest = named.rest or _named_rest(named, vocabulary)
        dims = {**named.members, "item": rest} if rest else named.members
        generic = bool(named.concept) and vocabulary.concepts[named.concept or ""].generic
        own_concept = bool(named.concept) and not (named.rest and generic)
        if whole.concept and named.concept is not None and not self._is_of_concept(named, own_concept, vocabulary):
            return False
        above = vocabulary.concepts.get(whole.concept)
        if above is not None and not rest and self._is_total_of(named, above, vocabulary):
            # 一般公共预算收入总计15亿元，其中：一般公共预算收入7亿元、上级补助收入5亿元: what the account is of parts none of them.
            own = self._own_dims(vocabulary)
            dims = {
                name: member for name, member in dims.items() if _are_alike(name, member, own.get(name), vocabulary)
            }
            dims["item"] = named.text
        return _fits_below(dims, self._own_dims(vocabulary), vocabulary, own_concept=own_concept)

    def _is_total_of(self, named: Named, above: Concept, vocabulary: Vocabulary) -> bool:
        """Whether the whole is the total of an account of which something of this name is a part: 收入总计, 总支出."""
        assert self.whole is not None
        if named.concept != above.id:
            return named.concept in above.parts
        totals = tuple(vocabulary.grammar.breakdown.get("totals", ()))
        return self.whole.named.text.endswith(totals) and not named.text.endswith(totals)

    def _own_dims(self, vocabulary: Vocabulary) -> dict[str, str]:
        """The members of the whole; of one with a name of its own (转移性收入) without those that only what stands around it has."""
        assert self.whole is not None
        own, kept = self.whole.named, {"year", "item", *vocabulary.measures}
        dims = dict(self.whole.fact.dims)
        return {name: dims[name] for name in dims if name in own.members or name in kept} if own.rest else dims

    def _is_of_concept(self, named: Named, own_concept: bool, vocabulary: Vocabulary) -> bool:
        """Whether the concept of a name can be part of the whole: 上年结转支出 is an expenditure, 基金支出 is no part of an income."""
        assert self.whole is not None
        whole = self.whole.fact
        known, above = vocabulary.concepts, dict(whole.dims)
        if own_concept and belongs(named.concept or "", whole.concept, above, vocabulary):
            return True
        if named.head is not None and known[named.head].generic and named.head != named.concept:
            return belongs(named.head, whole.concept, above, vocabulary)
        if own_concept:
            return False
        is_side = known[named.concept or ""].generic and known[whole.concept].generic
        return not is_side or belongs(named.concept or "", whole.concept, above, vocabulary)


def _named_rest(named: Named, vocabulary: Vocabulary) -> str:
    """The word for the rest with which a name begins that otherwise says what its whole says: 其他国有资本经营预算收入."""
    words = vocabulary.grammar.breakdown.get("rest", ())
    return next((word for word in words if named.text.startswith(word)), "")


def _are_alike(dimension: str, one: str, other: str | None, vocabulary: Vocabulary) -> bool:
    """Whether two members of a dimension stand side by side, as two budgets do, and not a budget and a kind of income."""
    known = vocabulary.dimensions.get(dimension)
    return known is None or other is None or known.parents.get(one) == known.parents.get(other)


def _fits_below(
    dims: Mapping[str, str], above: Mapping[str, str], vocabulary: Vocabulary, *, own_concept: bool
) -> bool:
    """Whether the members of a part do not contradict those of its whole, and say more than they do."""
    for name, member in dims.items():
        known = above.get(name)
        if known is None or name not in vocabulary.dimensions:
            continue
        says_more = bool(dims.keys() - above.keys()) or dims.get("item", "") not in ("", above.get("item", "")[1:])
        if known == member and not says_more:
            return False
        if known != member and known not in vocabulary.dimensions[name].ancestors(member):
            return False
    is_narrowed = any(name in vocabulary.dimensions and vocabulary.dimensions[name].narrows for name in above)
    return bool(dims) or not own_concept or not is_narrowed


def belongs(concept: str, whole: str, dims: Mapping[str, str], vocabulary: Vocabulary) -> bool:
    """Whether one concept can be part of another: the same, a part of its total, or an item in a list of costs."""
    above, own = vocabulary.concepts[whole], vocabulary.concepts[concept]
    holds_items = any(name in vocabulary.dimensions and vocabulary.dimensions[name].holds_items for name in dims)
    if above.generic and not own.generic and holds_items:
        return True
    wholes = [above, *(vocabulary.concepts[name] for name in above.also)]
    if any(concept == one.id or concept in one.parts for one in wholes) or whole in own.also:
        return True
    return not own.generic and not above.generic


def extent_of(word: Phrase | None) -> Extent:
    """How complete a list says it is by the word that opens it: 由…组成, 其中, 主要包括."""
    kind = word.kind if word is not None else ""
    return "some" if kind == "OPENS_PARTLY" else "told" if kind in ("OPENS_FULLY", "DISTRIBUTES") else "open"
