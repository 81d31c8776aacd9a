"""Which amounts are parts of which: lists that words, colons, brackets or list marks open, and where they end.

`支出预算70万元，其中：基本支出30万元，包括人员经费25万元和公用经费5万元；项目支出40万元。` is a list of two, the first a list of two.
What a semicolon leaves open (`其中：甲1万元，乙2万元；丙3万元`) is kept as what may follow; the sums choose.
"""

from __future__ import annotations

from decimal import Decimal

from auditor.facts.labels import numbering_ordinal, numbering_rank
from auditor.facts.prose.lexer import DASH
from auditor.facts.prose.listing import Level, Listing
from auditor.facts.prose.names import Named
from auditor.facts.prose.nearness import base_of, total_of
from auditor.facts.prose.records import Record
from auditor.figures import MONEY, Unit
from auditor.vocabulary import Vocabulary

_NOTHING = Decimal(0)
_SEVERAL = 2
"""Items before one whose name is that of a source."""
_CORE = 4
"""Characters of a name that another may have in it."""


class Lists:
    """The open lists of a paragraph, the innermost last; lists of list marks and those that run on outlive it."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        words = vocabulary.grammar.breakdown
        self._rest = tuple(words.get("rest", ()))
        self._ends = (*words.get("ends_partly", ()), *words.get("separators", ()))
        self.open: list[Listing] = []
        self.done: list[Listing] = []
        self._ended: Listing | None = None
        """The list that the last semicolon ended; what follows it may be its parts."""
        self._cut: Listing | None = None
        """The list that an amount ended which cannot be a part of it."""
        self.above: tuple[Level, ...] = ()
        """The amounts of the paragraph read last that are parts of none of its lists."""
        self._inner: Listing | None = None
        """The inner of two lists, which the last semicolon ended."""

    @property
    def top(self) -> Listing | None:
        return self.open[-1] if self.open and not self.open[-1].waits else None

    def has_ended(self, listing: Listing | None) -> bool:
        """Whether the last semicolon ended this list."""
        return listing is not None and listing is self._ended

    def close(self, keep: int = 0) -> None:
        """End all lists but the outermost so many."""
        while len(self.open) > keep:
            over = self.open.pop()
            self.done += [over] if over.twin is None else [over, over.twin]

    def leave_open(self) -> None:
        """Nobody knows what else the open lists have: their text breaks off."""
        for listing in self.open:
            listing.extent = "some"

    def count_mark(self, rank: int, ordinal: int | None) -> None:
        """Keep which mark of its kind the innermost list is at: the first, or the one behind the last."""
        top = self.open[-1] if self.open else None
        if top is None or top.rank != rank or ordinal is None:
            return
        is_next = ordinal == (1 if top.is_empty and top.next_mark is None else top.next_mark)
        top.next_mark = ordinal + 1 if is_next else None

    def _count_on(self) -> None:
        """A list whose first mark stands in the line of its whole goes on with the marks of the paragraphs behind."""
        for listing in self.open:
            if listing.next_mark == _SEVERAL and len(listing.items) == 1 and not listing.runs_on:
                listing.runs_on = listing.counts_on = True

    def begin_paragraph(self, opening: str) -> None:
        """(二)… ends a list that was opened in (一)… and had its parts in paragraphs."""
        rank, ordinal = numbering_rank(opening), numbering_ordinal(opening)
        while self.open and self.open[-1].next_mark is not None and self.open[-1].rank != DASH:
            top = self.open[-1]
            if not top.counts_on or (rank == top.rank and ordinal == top.next_mark):
                break
            self.close(len(self.open) - 1)
        if rank is None or ordinal is None:
            return
        before = (rank, ordinal - 1)
        over = (place for place, listing in enumerate(self.open) if listing.items and listing.of_item == before)
        self.close(next(over, len(self.open)))

    def end_paragraph(self, announces: bool, opening: str, *, is_stopped: bool = False) -> None:
        """End the lists that do not go on in the next paragraph; one behind a colon at the end does."""
        if announces and self.open and not self.open[-1].items:
            self.open[-1].runs_on = True
        if is_stopped:
            self._end_wrapped()
        self._count_on()
        kept = max((place for place, listing in enumerate(self.open, 1) if listing.runs_on), default=0)
        self.close(kept)
        rank, ordinal = numbering_rank(opening), numbering_ordinal(opening)
        for listing in self.open:
            listing.waits = listing.rank is not None
            if not listing.is_above and rank is not None and ordinal is not None:
                listing.of_item = (rank, ordinal)
            listing.is_above = True

    def pass_pauses(self, record: Record) -> None:
        """What the pauses before a record, and the bracket it has left, do to the open lists."""
        for pause, depth in record.pauses:
            while self.open and self.open[-1].depth > depth:
                self.close(len(self.open) - 1)
            if pause == "semi":
                self._pass_semicolon()
            elif pause == "stop" and depth == 0:
                self.pass_stop()
            elif self.open and self.open[-1].items:
                self.open[-1].pauses.add(pause)
            elif pause == "colon" and self.open and self.open[-1].has_changes and self.open[-1].rank is None:
                # 其中增收因素176万元：一是税收增加116万元；二是…: what stands behind the colon is no part of what the list is of.
                self.close(len(self.open) - 1)
        while self.open and self.open[-1].depth > record.depth:
            self.close(len(self.open) - 1)

    def _pass_semicolon(self) -> None:
        """A semicolon ends the inner of two lists, and one whose parts were parted by commas."""
        if not self.open or self.open[-1].rank is not None:
            return
        top = self.open[-1]
        is_of_bracket = len(self.open) > 1 and top.depth > self.open[-2].depth
        is_inner = len(self.open) > 1 and self.open[-2].rank is None and not is_of_bracket
        is_inner = is_inner and not self.open[-2].is_above
        is_parted_otherwise = len(top.items) > 1 and "semi" not in top.pauses
        if top.whole is not None and len(top.items) == 1 and not top.runs_on:
            # 收入143万元，其中…；支出123万元，其中待遇支出122万元；当年结余20万元: semicolons part what has the lists.
            # 公务用车9万元；公务接待费3万元。其中：国内3万元；国外0万元: behind a full stop they part the list.
            is_here = top.items[0].record.sentence == top.whole.record.sentence and top.depth == 0
            is_parted_otherwise |= is_here and any(pause == "semi" for pause, _ in top.whole.record.pauses)
        if is_inner or (top.is_empty and top.extent == "some"):
            self.close(len(self.open) - 1)
            self._inner = top if is_inner else None
            if top.is_empty and top.explains and is_inner and self.open[-1].items:
                # 甲3万元，主要是车辆增加；乙2万元: the semicolon stands between the parts of the list around the reason.
                self.open[-1].pauses.add("semi")
                self.open[-1].ends.append(len(self.open[-1].items))
        elif is_parted_otherwise:
            self.close(len(self.open) - 1)
            self._ended = top
        else:
            top.pauses.add("semi")
            top.ends.append(len(top.items))

    def trail_off(self) -> None:
        """等 behind the last part: the innermost list has more parts, which are not told; one of list marks may go on."""
        self.open[-1].extent = "some"
        if self.open[-1].rank is None and not self.open[-1].runs_on:
            self.close(len(self.open) - 1)

    def _end_wrapped(self) -> None:
        """A list whose word ends a line is over with the sentence that told several parts of it, or none of any: it was wrapped there."""
        for listing in self.open:
            told = len(listing.items) - listing.items_at_stop
            listing.items_at_stop = len(listing.items)
            if listing.wraps and listing.rank is None and (told > 1 or not listing.items):
                listing.runs_on = False

    def pass_besides(self, record: Record) -> None:
        """此外，公务用车费3万元: what follows is told apart, and may be one more of what the list right before has."""
        self.pass_stop()
        for listing in self.done[-1:]:
            if listing.items and record.sentence - listing.items[-1].record.sentence <= 1:
                listing.extent = "some"

    def pass_stop(self) -> None:
        """The sentence is over: lists that do not run on are over with it."""
        self._ended = self._cut = self._inner = None
        self._end_wrapped()
        kept = 0
        for place, listing in enumerate(self.open, 1):
            kept = place if listing.runs_on or listing.rank is not None else kept
        self.close(kept)
        self.await_mark()

    def await_mark(self) -> None:
        """The lists go on with their next list mark, if they do."""
        for listing in self.open:
            listing.waits = True

    def pass_mark(self, rank: int, level_before: Level | None) -> None:
        """A list mark takes up the list of its like, marks the items of a list just opened, or opens one behind a colon.

        A number ends a list whose items have dashes: these stand innermost.
        """
        while rank != DASH and self.open and self.open[-1].rank == DASH:
            self.close(len(self.open) - 1)
        places = [place for place, listing in enumerate(self.open, 1) if listing.rank == rank]
        top = self.open[-1] if self.open else None
        if top is not None and not top.items and top.rank is None and not top.waits:
            # Right behind the word that opened it: 4.甲80万元，主要包括：1.乙30万元, though the list around it has marks of this kind.
            top.rank = rank
        elif places:
            self.close(places[-1])
            self.open[-1].items_at_mark = len(self.open[-1].items)
        elif top is not None and not top.items and top.rank is None:
            top.rank = rank
        elif top is not None and top.rank is not None and top.rank < rank and len(top.items) > top.items_at_mark:
            # 1.本年支出合计80万元。 （1）教育支出50万元: marks of a deeper kind part the item before them.
            self.open.append(Listing(top.items[-1], "some", top.depth, rank=rank, runs_on=top.runs_on))
        elif level_before is not None:
            self.open.append(Listing(level_before, "open", level_before.record.depth, rank=rank))
        for listing in self.open:
            listing.waits = False

    def holding(
        self,
        named: Named,
        quantity: str | None,
        rank: int | None = None,
        depth: int = 0,
        base: Decimal = _NOTHING,
    ) -> Listing | None:
        """The innermost list that an amount of this name can be a part of; lists that cannot have it are over.

        What stands in a bracket, so many deep, is no part of a list around it and does not end it:
        其他支出14万元（含调入一般公共预算12万元）和转移支付3万元. `base` is its value in base units.
        """
        inner, self._inner = self._inner, None
        if inner is not None and rank is None and self._is_within(named, inner):
            # 运行费60万元，其中：购置费10万元；维护费50万元: the inner list goes on where its next part can be no other's.
            self.done = [over for over in self.done if over is not inner]
            self.open.append(inner)
            return inner
        while self.top is not None and self.top.depth >= depth:
            top = self.top
            if top.accepts(named, quantity, self.vocabulary):
                return top
            if top.twin is not None and top.twin.accepts(named, quantity, self.vocabulary):
                return top.twin
            if quantity != MONEY:
                return None
            if self._is_source(top, named) or self._is_last(top, named, base):
                return top
            is_item = top.runs_on or (rank is not None and rank == top.rank)
            if not top.items or is_item:
                # An item by its mark or its line, or the first amount behind the word is no part of what stands before it.
                top.refuses = True
            else:
                # 其中：保费收入2384万元，其他收入3万元: the rest of a list belongs to it, whatever its name otherwise means.
                top.extent = "some" if named.text.startswith(self._rest) else top.extent
                self._cut = top
            self.close(len(self.open) - 1)
            if top.explains and not top.items:
                # 地方支出208亿元，主要是用出让收入安排的支出186亿元: what it is for is no part of the list around it either.
                return None
            if self.top is not None and self.top.depth < top.depth:
                # What a bracket tells is no part of a list around it.
                return None
        if self._cut is not None and named.concept is None and self._cut.accepts(named, quantity, self.vocabulary):
            # A part behind an amount that is none: the list goes on, and nobody knows what that amount is in it.
            self._cut.refuses = True
        return None

    def cut_in_row(self, record: Record) -> None:
        """An amount that only a mark joins to the last part of a list ended it: what else the list has nobody knows."""
        cut = self._cut
        is_joined = record.pauses == (("enum", record.depth),)
        if cut is not None and is_joined and cut.items and cut.items[-1].record.number + 1 == record.number:
            cut.is_cut = True

    def _is_within(self, named: Named, listing: Listing) -> bool:
        """Whether a name says a member of a dimension that is below that of the whole of a list."""
        above = dict(listing.whole.fact.dims) if listing.whole is not None else {}
        known = self.vocabulary.dimensions
        return not named.rest and any(
            name in known and name in above and above[name] in known[name].ancestors(member)
            for name, member in named.dims
        )

    def _is_source(self, listing: Listing, named: Named) -> bool:
        """支出80万元，其中：拨款支出50万元、上年结余10万元、…: what was left is spent as well, where no more than 、 parts the items."""
        words = self.vocabulary.grammar.breakdown
        is_spent = listing.whole is not None and listing.whole.fact.concept in words.get("spent", ())
        if (
            not is_spent
            or not named.concept
            or named.rest
            or listing.pauses != {"enum"}
            or len(listing.items) < _SEVERAL
        ):
            return False
        concepts = self.vocabulary.concepts
        return not concepts[named.concept].generic and any(
            one in concepts and named.concept in concepts[one].parts for one in words.get("received", ())
        )

    def _is_last(self, listing: Listing, named: Named, base: Decimal) -> bool:
        """办公费8万元、水费1万元、其他支出51万元: the rest of a list belongs to it where the mark before it is that between its items.

        Behind commas it must have room: 拨款50万元，其中基金10万元，专项40万元，其他收入5万元 is no part of the 50.
        """
        is_rest = named.text.startswith(self._rest) or any(
            f"{end}{word}" in named.text for end in self._ends for word in self._rest
        )
        if not is_rest or len(listing.items) < _SEVERAL or listing.whole is None:
            return False
        room = base_of(listing.whole) - total_of(listing.items)
        return listing.pauses == {"enum"} or (listing.pauses == {"comma"} and 0 < base <= room)

    @staticmethod
    def _names_again(named: Named, nearest: Level, whole: Level | None) -> bool:
        """Whether a name has that of the last item in it, which its whole has not: 国内公务接待支出 behind 公务接待费."""
        label = nearest.named.text
        above = whole.named.text if whole is not None else ""
        cores = (label[start : start + _CORE] for start in range(len(label) - _CORE + 1))
        return any(core in named.text and core not in above for core in cores)

    def choose_whole(self, named: Named) -> None:
        """甲3万元；乙2万元。其中：乙的一部分1万元: the first part tells whether the list is of the last item or of what has the items."""
        top = self.top
        if top is None or top.items or top.nearest is None:
            return
        nearest, above = top.nearest.fact, dict(top.whole.fact.dims) if top.whole else {}
        told = {name: member for name, member in nearest.dims if above.get(name) != member}
        known = self.vocabulary.dimensions
        is_below = any(
            name in known and (dims == member or member in known[name].ancestors(dims))
            for name, member in told.items()
            if (dims := named.members.get(name)) is not None
        )
        if is_below or self._names_again(named, top.nearest, top.whole):
            top.whole, top.nearest = top.nearest, None

    def choose_count(self, unit: Unit | None) -> None:
        """A list behind an amount and a count whose first part is such a count is a list of counts; it may leave some out."""
        top = self.top
        if top is None or unit is None or top.items:
            return
        counted = next((level for level in top.counts if level.unit == unit.name), None)
        if counted is not None and (top.whole is None or top.whole.unit != unit.name):
            top.whole, top.extent = counted, "some"

    def follow(self, level: Level) -> None:
        """Keep an amount that is in no list as one that the list before the last semicolon may go on with."""
        if self._ended is not None and self._ended.accepts(level.named, level.quantity, self.vocabulary):
            self._ended.later.append(level)
