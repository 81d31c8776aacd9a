"""Open breakdowns: which whole a list of parts belongs to, and when it is over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from auditor.facts.model import Breakdown, Change, Claim, Fact, Key, Share, ShareSum, dims_of
from auditor.vocabulary import Vocabulary

_ALL = 100
"""The share, in percent, that a part has when it is the whole."""


@dataclass(slots=True)
class Stated:
    """A change as it is being read; `parts` are filled while the list below it is read."""

    subject: tuple[str, dict[str, str]]
    label: str
    direction: int
    amount: Fact | None = None
    percent: Fact | None = None
    current: Fact | None = None
    prior: Fact | None = None
    word: Fact | None = None
    loose: bool = False
    sure: bool = True
    frame: Frame | None = None


@dataclass(slots=True)
class Frame:
    """One open list: its whole (a level, a change, or both) and the parts read so far."""

    whole: Fact | None
    change: Stated | None
    exhaustive: bool
    in_brackets: bool = False
    runs_on: bool = False
    rank: int | None = None
    waits_for_mark: bool = False
    setting: bool = False
    """Whether a clause that names its whole as the place of what follows opened it."""
    divides: bool = False
    """Whether words before it only say by what it parts a whole, which was printed earlier."""
    divided: Fact | None = None
    """The amount read last before those words."""
    counts: dict[str, Fact] = field(default_factory=dict)
    """The counts of the sentence before it, by their unit: a list of such counts is of them, not of the amount."""
    parts: list[Fact] = field(default_factory=list)
    changes: list[Stated] = field(default_factory=list)
    percents: list[Fact] = field(default_factory=list)
    beside: tuple[Fact, ...] = ()
    """The amounts of the sentence that announced it, any of which may be what it splits."""
    amounts: int = 0
    """How many of its parts have a figure."""
    total: Decimal = Decimal(0)
    """The sum of those figures, in base units."""
    says_all: bool = False
    """Whether one of its shares is all of the whole."""
    named: dict[str, dict[str, Fact]] = field(default_factory=dict)
    """By dimension and member the first part that has it, so that a list of thousands is not read again for each of its parts."""

    def take(self, part: Fact) -> None:
        """Keep a part."""
        self.parts.append(part)
        if part.figure is not None:
            self.amounts += 1
            self.total += part.figure.base
        for name, member in part.dims:
            self.named.setdefault(name, {}).setdefault(member, part)

    def take_percent(self, percent: Fact) -> None:
        """Keep the share of a part."""
        self.percents.append(percent)
        self.says_all |= percent.figure is not None and percent.figure.value == _ALL

    @property
    def is_empty(self) -> bool:
        return not self.parts and not self.changes

    @property
    def is_full(self) -> bool:
        """Whether the parts already add up to the whole, so that nothing but zeros can still belong to it."""
        figure = self.whole.figure if self.whole is not None else None
        is_list = self.amounts > 1 or self.says_all
        return figure is not None and is_list and figure.value != 0 and self.total == figure.base

    def complete(self, included: list[Fact]) -> None:
        """Take up the parts that brackets behind the whole have told before, where only with them the list makes up the whole."""
        amount = sum((part.figure.base for part in included if part.figure is not None), Decimal(0))
        figure = self.whole.figure if self.whole is not None else None
        if self.parts and figure is not None and self.total + amount == figure.base:
            for part in included:
                self.take(part)

    def accepts(self, concept: str, dims: dict[str, str], vocabulary: Vocabulary, *, own_concept: bool) -> bool:
        """Whether something with these dimensions can be a part of the whole."""
        whole = self._whole_key()
        if whole is None:
            return True
        whole_concept, whole_dims = whole
        is_named = own_concept and bool(concept) and bool(whole_concept)
        if is_named and not _belongs(concept, whole_concept, whole_dims, vocabulary):
            return False
        for name, member in dims.items():
            above = whole_dims.get(name)
            if above is None or name not in vocabulary.dimensions:
                continue
            if above == member and not (dims.keys() - whole_dims.keys()):
                return False
            if above != member and above not in vocabulary.dimensions[name].ancestors(member):
                return False
        known = vocabulary.dimensions
        is_narrowed = any(name in known and known[name].narrows for name in whole_dims)
        return bool(dims) or not own_concept or not is_narrowed

    def _whole_key(self) -> tuple[str, dict[str, str]] | None:
        if self.whole is not None:
            return self.whole.concept, dict(self.whole.dims)
        if self.change is not None:
            return self.change.subject
        return None


def _belongs(concept: str, whole: str, dims: dict[str, str], vocabulary: Vocabulary) -> bool:
    """Whether one concept can be part of another: the same, a part of its total, or an item in a list of costs.

    Another concept can also be an item of a member that holds items, as repairs of one class of costs.
    """
    above = vocabulary.concepts[whole]
    holds_items = any(name in vocabulary.dimensions and vocabulary.dimensions[name].holds_items for name in dims)
    if above.generic and not vocabulary.concepts[concept].generic and holds_items:
        return True
    wholes = [above, *(vocabulary.concepts[name] for name in above.also)]
    if any(concept == one.id or concept in one.parts for one in wholes) or whole in vocabulary.concepts[concept].also:
        return True
    return not vocabulary.concepts[concept].generic and not vocabulary.concepts[whole].generic


def settle(frame: Frame, levels: Mapping[Decimal, list[Fact]], vocabulary: Vocabulary, opened: int) -> list[Claim]:
    """The claims a finished list makes about its levels and its shares; changes are settled when the sentence is.

    `levels` are the amounts of the paragraph by their value in base units; `opened` is the number of the first fact of the
    paragraph that ends the list.
    """
    claims: list[Claim] = []
    if frame.whole is not None and frame.parts:
        parts = tuple(frame.parts)
        whole = _whole_of(frame, levels)
        sure = is_partition(whole, parts, vocabulary)
        rest = tuple(vocabulary.grammar.breakdown.get("rest", ()))
        ends = bool(frame.counts) and bool(rest) and parts[-1].label.startswith(rest)
        promised = (
            frame.exhaustive or ends or _covers(dict(whole.dims), [dict(part.dims) for part in parts], vocabulary)
        )
        claims.append(Breakdown(whole, parts, promised and len(parts) > 1, sure, whole.number < opened))
    if frame.divides and frame.whole is not None and len(frame.percents) == len(frame.parts):
        pairs = zip(frame.parts, frame.percents, strict=True)
        claims.extend(Share(part, frame.whole, percent, frame.whole.label) for part, percent in pairs)
    is_whole = frame.exhaustive and (frame.whole is not None or not frame.divides)
    if is_whole and len(frame.percents) > 1 and len(frame.percents) == len(frame.parts):
        claims.append(ShareSum(tuple(frame.percents)))
    return claims


def cell_above(parts: list[Fact], latest: dict[Key, Fact], vocabulary: Vocabulary) -> Fact | None:
    """The figure printed last of what all parts are members of, if they make it up but for rounding; None where it cannot be told."""
    figures = [part.figure for part in parts if part.figure is not None]
    dims = [dict(part.dims) for part in parts]
    shared = dict(set.intersection(*(set(entry.items()) for entry in dims))) if len(parts) > 1 else {}
    if len(parts) < 2 or len({part.concept for part in parts}) > 1:
        return None
    if _partition_dimension(shared, dims, vocabulary) is None:
        return None
    whole = latest.get((parts[0].concept, dims_of(shared)))
    if whole is None or whole.figure is None:
        return None
    total = sum((figure.base for figure in figures), Decimal(0))
    allowance = sum((figure.slack(fine=False) for figure in (*figures, whole.figure)), Decimal(0))
    return whole if abs(whole.figure.base - total) <= allowance else None


def _whole_of(frame: Frame, levels: Mapping[Decimal, list[Fact]]) -> Fact:
    """What a list splits: the amount before it, unless its parts make up exactly another amount of the paragraph instead.

    A second split of one total is often written right behind the last part of the first.
    """
    assert frame.whole is not None
    if frame.whole.figure is None or frame.whole.figure.base == frame.total:
        return frame.whole
    beside = [fact for fact in frame.beside if fact.figure is not None and fact.figure.base == frame.total]
    rivals: list[Fact] = [*beside, *(levels.get(frame.total, ()) if frame.amounts > 1 else ())]
    for level in rivals:
        same = level.figure is not None and level.figure.unit is frame.whole.figure.unit
        if same and level.number < frame.parts[0].number:
            return level
    return frame.whole


def is_partition(whole: Fact, parts: tuple[Fact, ...], vocabulary: Vocabulary) -> bool:
    """Whether all parts are different known members of one dimension right below the whole."""
    return _partition_dimension(dict(whole.dims), [dict(part.dims) for part in parts], vocabulary) is not None


def _partition_dimension(whole: dict[str, str], parts: list[dict[str, str]], vocabulary: Vocabulary) -> str | None:
    added = {name for part in parts for name, member in part.items() if whole.get(name) != member}
    if len(added) != 1:
        return None
    name = added.pop()
    dimension = vocabulary.dimensions.get(name)
    members = [part.get(name) for part in parts]
    if dimension is None or None in members or len(set(members)) != len(members):
        return None
    for member in members:
        assert member is not None
        if any(above in members for above in dimension.ancestors(member)) or member.startswith("~"):
            return None
    return name


def _covers(whole: dict[str, str], parts: list[dict[str, str]], vocabulary: Vocabulary) -> bool:
    """Whether parts are all the members that a dimension has right below the whole, whatever the words promise."""
    name = _partition_dimension(whole, parts, vocabulary)
    if name is None:
        return False
    return set(vocabulary.dimensions[name].children(whole.get(name))) == {part[name] for part in parts}


def change_claim(stated: Stated, vocabulary: Vocabulary) -> Change:
    """A change with the changes of its parts, as a claim."""
    parts: tuple[Change, ...] = ()
    exhaustive = sure = False
    if stated.frame is not None and stated.frame.changes:
        parts = tuple(change_claim(part, vocabulary) for part in stated.frame.changes)
        whole, members = stated.subject[1], [part.subject[1] for part in stated.frame.changes]
        sure = _partition_dimension(whole, members, vocabulary) is not None
        exhaustive = (stated.frame.exhaustive or _covers(whole, members, vocabulary)) and len(parts) > 1
    concept, dims = stated.subject
    free = vocabulary.concepts[concept].free if concept in vocabulary.concepts else frozenset()
    key = (concept, dims_of(dims, free))
    return Change(
        key,
        stated.label,
        stated.direction,
        stated.amount,
        stated.percent,
        stated.current,
        stated.prior,
        stated.word,
        parts,
        exhaustive,
        sure and stated.sure,
        stated.loose,
    )
