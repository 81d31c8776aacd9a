"""A change as its sentence states it, and as a claim: with the changes of its parts, where a list of its subject has them.

`基本支出比上年增加5万元，其中：人员经费增加3万元，公用经费增加2万元` is one claim with two parts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from auditor.facts.claims import Change
from auditor.facts.model import Fact, Key, dims_of
from auditor.facts.prose.antecedents import Subject
from auditor.facts.prose.listing import Listing
from auditor.facts.prose.names import Named
from auditor.facts.prose.nearness import is_near
from auditor.facts.prose.paragraph import Paragraph
from auditor.facts.prose.part_changes import is_near as changes_are_near
from auditor.facts.prose.partition import covers, partition_dimension
from auditor.facts.prose.records import Record
from auditor.vocabulary import Vocabulary

UP, DOWN = 1, -1
_RISES = ("UP", "COSTS_UP", "MORE", "RISES")


@dataclass
class Stated:
    """A change while its sentence is read."""

    record: Record
    subject: Subject
    direction: int
    amount: Fact | None = None
    percent: Fact | None = None
    prior: Fact | None = None
    word: Fact | None = None
    loose: bool = False
    costs: bool = False
    """Whether its verb may say what a measure costs or brings, and no base says against what."""
    roughly: bool = False
    turned: bool = False
    doubled: bool = False
    parts: list[Stated] = field(default_factory=list)
    against: str = ""
    """The measure that the words of its base name."""
    leads: bool = False
    is_across: bool = False
    """Whether only its nearness says of which amounts it is the change."""
    comparable: bool = False
    """Whether its sentence says that it is on a comparable basis."""
    last: int = -1
    """The record that gave its last half."""
    is_of_before: bool = False
    """Whether the amount it is of is called that of the year before: 上年收入3500万元，增加140万元，增长4%."""
    is_rate: bool = False
    """Whether its percentage is called a rate: 节约率."""
    is_whole: bool = False
    """Whether a word that opens a list stands behind it and promises that its parts are all."""


def change_claims(
    stated: list[Stated],
    lists: list[Listing],
    paragraph: Paragraph,
    vocabulary: Vocabulary,
    *,
    tells_some: bool = False,
) -> list[Change]:
    """The changes as claims, those of a list's items as parts of that of its whole; what is told as a reason is no item.

    `tells_some` says that who publishes them tells some of its classes only.
    """
    within = paragraph.within
    by_level: dict[int, list[Stated]] = {}
    for entry in stated:
        if entry.subject.level is not None:
            by_level.setdefault(id(entry.subject.level), []).append(entry)
    exhaustive: dict[int, bool] = {}
    whole_of = {id(part): entry for entry in stated for part in entry.parts}
    for listing in lists:
        wholes = by_level.get(id(listing.whole), []) if listing.whole is not None else []
        parts = [
            entry
            for entry in stated
            if wholes
            and entry not in wholes
            # 比预算减少5万元。支出比上年增加3万元，其中：甲增加4万元，乙减少1万元: what is told of another change is no part here.
            and (id(entry) not in whole_of or _is_part(whole_of[id(entry)], listing, within, vocabulary))
            and (entry.record.number not in paragraph.reasons or wholes[0].record.number in paragraph.reasons)
            and _is_part(entry, listing, within, vocabulary)
        ]
        # 收入预算增加62.90万元，其中会议费增加21.60万元、活动费增加15.00万元、人员经费增加26.30万元: what is no income leaves it open.
        is_open = any(
            within.get(entry.record.number) is listing and entry.subject.level is None and entry not in parts
            for entry in stated
        )
        for whole, own in _by_base(wholes, parts):
            whole.parts = own
            is_told = listing.extent != "some" and not _falls_short(listing) and not is_open
            exhaustive[id(whole)] = is_told and not _lacks_changes(listing, own)
    return [claim_of(entry, exhaustive, vocabulary, tells_some=tells_some) for entry in stated]


def _falls_short(listing: Listing) -> bool:
    """Whether a list that words leave open has not all of its whole: 转移支付386亿元，…，其中甲148亿元，多9亿元；乙61亿元，持平."""
    whole = listing.whole
    is_told = whole is not None and listing.extent == "open" and len(listing.items) > 1
    if not is_told or whole is None or whole.fact.figure is None or is_near(whole, listing.items):
        return False
    return (
        sum((item.fact.figure.base for item in listing.items if item.fact.figure), Decimal(0)) < whole.fact.figure.base
    )


def _lacks_changes(listing: Listing, parts: Sequence[Stated]) -> bool:
    """甲45万元，上年55万元，减少10万元；乙14万元，上年18万元: whether the change of an item that is something now is not told."""
    told = {id(part.subject.level) for part in parts if part.subject.level is not None}
    items = listing.chosen or listing.items
    if not told and len(items) == 1:
        # 增加48亿元。其中：新增债务收入23亿元，上级补助增加11亿元，…: what is new is a change as well, whatever else it may be.
        return not items[0].fact.is_nil
    is_told = all(part.subject.level is not None for part in parts)
    return is_told and any(id(item) not in told and not item.fact.is_nil for item in items)


def _by_base(wholes: Sequence[Stated], parts: Sequence[Stated]) -> Iterator[tuple[Stated, list[Stated]]]:
    """Each change of a whole with those of its parts; where they are told twice, with those against the same base.

    `支出10万元，比预算减少3万元，比上年增加2万元，其中：甲6万元，比预算减少2万元，比上年增加1万元；乙…`
    """
    # 比上年减少24万元，其中：1.…减少4万元；2.…减少20万元: of one change each part is one, though it names nothing.
    is_one = len(wholes) == 1 and len({part.against for part in parts}) == 1
    told = [_what(part.subject) for part in parts if part.subject.level is not None or not is_one]
    if not parts or len(set(told)) == len(told):
        if parts:
            yield _whole_of(wholes, parts), list(parts)
        return
    for whole in wholes:
        own = [part for part in parts if part.against == whole.against]
        subjects = [_what(part.subject) for part in own]
        if own and len(set(subjects)) == len(subjects):
            yield whole, own


def _whole_of(wholes: Sequence[Stated], parts: Sequence[Stated]) -> Stated:
    """比预算短收9万元，比上年增收34万元，其中：甲减收72万元，乙增收106万元: of several changes that which its parts make, or the first."""
    told = (whole for whole in wholes if whole.amount is not None and whole.against in {part.against for part in parts})
    return next((whole for whole in (*told, *wholes) if _makes(whole, parts)), wholes[0])


def _makes(whole: Stated, parts: Sequence[Stated]) -> bool:
    return bool(whole.amount) and _signed(whole) == sum(map(_signed, parts), Decimal(0))


def _signed(stated: Stated) -> Decimal:
    figure = stated.amount.figure if stated.amount is not None else None
    return stated.direction * figure.base if figure is not None else Decimal(0)


def _what(subject: Subject) -> tuple[object, ...]:
    """What has changed: the amount it is now, or where that is not printed its cell."""
    return (id(subject.level),) if subject.level is not None else (subject.concept, dims_of(subject.dims))


def _is_part(entry: Stated, listing: Listing, within: dict[int, Listing], vocabulary: Vocabulary) -> bool:
    """Whether a change is that of an item of a list, by its amount or, where that is not printed, by its name."""
    level = entry.subject.level
    if level is not None and level is not listing.whole:
        return level.listing is listing and (
            listing.chosen is None or any(one is level for one in listing.chosen) or level not in listing.items
        )
    if within.get(entry.record.number) is not listing or level is listing.whole:
        return False
    named = Named("", entry.subject.concept or None, tuple(entry.subject.dims.items()))
    return listing.accepts(named, None, vocabulary)


def claim_of(
    stated: Stated, exhaustive: dict[int, bool], vocabulary: Vocabulary, *, tells_some: bool = False
) -> Change:
    """One change as a claim; `exhaustive` says by the identity of a stated change whether its parts are all."""
    parts = tuple(claim_of(part, exhaustive, vocabulary) for part in stated.parts)
    whole, members = stated.subject.dims, [part.subject.dims for part in stated.parts]
    dimension = partition_dimension(whole, members, vocabulary) if parts else None
    # 支出增加16亿元。其中：教育支出增加1亿元；农林水支出增加2亿元: a government tells of few of its classes.
    by_code = sum(not vocabulary.codes.keys().isdisjoint(dict(dims)) for dims in members)
    is_of_few = tells_some and by_code > 1
    sure = dimension is not None and not is_of_few
    is_all = (
        bool(parts)
        and not is_of_few
        and (exhaustive.get(id(stated), False) or stated.is_whole or covers(whole, members, vocabulary))
        and len(parts) > 1
    )
    current, prior = _sides(stated)
    claim = Change(
        key_of(stated.subject, vocabulary),
        stated.subject.label,
        stated.direction,
        stated.amount,
        stated.percent,
        current,
        prior,
        stated.word,
        parts,
        is_all,
        sure,
        stated.loose,
        stated.roughly,
        stated.turned,
        stated.doubled,
        stated.against,
        stated.leads,
        stated.is_across,
        stated.comparable,
    )
    return claim._replace(exhaustive=False) if is_all and not sure and _leaves_out(claim) else claim


def _leaves_out(claim: Change) -> bool:
    """压减6001万元，其中委托费压减2610万元、办公费压减1410万元: parts of unknown names that make less, by no slip, need not be all."""
    told = sum((part.signed for part in claim.parts), Decimal(0))
    is_less = abs(told) < abs(claim.signed) and told * claim.signed > 0
    return is_less and not changes_are_near(claim, claim.parts)


def _sides(stated: Stated) -> tuple[Fact | None, Fact | None]:
    """What is held to be the figure now and the one before: the one amount beside a rate may be either, and is what the rate holds of.

    线上交易900万元，节约资金135万元，节约率15%: 900 before the saving; 900万元，节约资金100万元，节约率10%: 900 after it.
    """
    current, prior, amount, percent = stated.subject.current, stated.prior, stated.amount, stated.percent
    is_either = stated.is_rate or stated.is_of_before
    if not is_either or prior is not None or current is None or amount is None or percent is None:
        return current, prior
    whole, part, rate = current.figure, amount.figure, percent.figure
    if whole is None or part is None or rate is None or not whole.base:
        return current, prior
    slack = rate.slack(fine=False)
    is_of_it = abs(part.base / whole.base * 100 - rate.value) <= slack
    before = whole.base - stated.direction * part.base
    is_of_other = bool(before) and abs(part.base / before * 100 - rate.value) <= slack
    return (None, current) if is_of_it or (stated.is_of_before and not is_of_other) else (current, prior)


def key_of(subject: Subject, vocabulary: Vocabulary) -> Key:
    """The cell of the cube whose change is told."""
    known = vocabulary.concepts.get(subject.concept)
    return subject.concept, dims_of(subject.dims, known.free if known else frozenset())


def direction_of(record: Record, half: str = "") -> int:
    """Which way a record says that something goes; a verb right before a half goes before that of the clause."""
    figure = record.frame.phrase(half) if half else None
    again = [p for p in record.frame.slots.get("again", ()) if figure is not None and p.end <= figure.start]
    phrase = again[-1] if again else record.frame.phrase("direction")
    if phrase is None:
        return 0
    return UP if phrase.kind in _RISES else DOWN


def is_cost(record: Record) -> bool:
    """增支, 增收: a measure costs or brings more; how its subject changed is not said, unless both its figures are."""
    return any(phrase.kind in ("COSTS_UP", "COSTS_DOWN") for phrase in record.frame.phrases)
