"""Disclosures held against each other: who is who, what is related, and what the rules over several say of it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence

from auditor.audit import Audit
from auditor.audit.across import confront_related
from auditor.checks.across.related import Party, Related
from auditor.collection.links import Link
from auditor.collection.members import Member, party_of
from auditor.rulebook import Rulebook
from auditor.tuples import NamedTuple
from auditor.vocabulary import Vocabulary

_HELD = 64
"""So many disclosures are kept for the links that follow: those of one body stand together."""


class Confronted(NamedTuple):
    """Related disclosures, and what the rules over several say of them."""

    link: Link
    related: Related
    audit: Audit


def confront_all(
    links: Iterable[Link],
    members: Callable[[Sequence[str]], Iterable[Member]],
    vocabulary: Vocabulary,
    rulebook: Rulebook,
    codes: frozenset[str] | None = None,
) -> Iterator[Confronted]:
    """Hold related disclosures against each other, link by link, those as well that no rule decides anything of.

    `members` gives the disclosures of some names. Only some are held at a time.
    """
    held: OrderedDict[str, Party] = OrderedDict()
    places: dict[str, int] = {}
    for link in links:
        names = (link.home, *link.others)
        missing = [name for name in dict.fromkeys(names) if name not in held]
        for member in members(missing) if missing else ():
            name = member.body.document
            held[name] = party_of(member, places.setdefault(name, len(places)), vocabulary)
        parties = [held[name] for name in names if name in held]
        for name in names:
            if name in held:
                held.move_to_end(name)
        while len(held) > max(_HELD, len(names)):
            held.popitem(last=False)
        if len(parties) < len(names):
            continue
        related = Related(
            link.relation,
            parties[0],
            tuple(parties[1:]),
            link.is_complete,
            frozenset(link.absent),
            link.is_corrected,
            link.is_settled,
        )
        yield Confronted(link, related, confront_related(related, rulebook, codes))
