"""Which disclosures are of one body, and how they are related: years, plan and account, units, copies, volumes.

Bodies are known by their names without places, brackets and marks, and by the places where both name them: 普陀区司法局 and
上海市普陀区司法局 are one, 上海市司法局 is another. What is only likely is told, and gives notes at most.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

from auditor.checks.across.related import Relation
from auditor.collection.bodies_file import Settings
from auditor.collection.former import FormerNames
from auditor.collection.governments import links_of_governments
from auditor.collection.links import Body, Edition, Key, Link, Links, Told, link_of, list_of
from auditor.collection.places import Longest
from auditor.collection.units import links_of_units
from auditor.collection.who import BodyRow, is_known

_MOST_NAMED = 4
"""So many bodies that a disclosure may be of are named to whoever looks at it."""


def links_of(rows: Iterable[BodyRow], settings: Settings | None = None) -> Links:
    """How disclosures are related, in the order of bodies and years; `settings` are those of a file, which prevail."""
    settings = settings or Settings(())
    told: list[Told] = []
    known = [settings.applied(row) for row in rows]
    for row in known:
        if not is_known(row):
            told.append(Told("body-unknown", {"path": row.path}))
    known = [row for row in known if is_known(row)]
    names = FormerNames(known, settings)
    editions = _editions(known, _bodies(known, names, told), told)
    kinds: dict[Body, list[str]] = {}
    for key in editions:
        kinds.setdefault(key.body, []).append(key.kind)
    links: list[Link] = []
    for key, edition in editions.items():
        links += _of_edition(key, edition)
        links += _of_years(key, edition, editions, sorted(set(kinds[key.body])))
    links += links_of_units(editions, names, settings, told)
    links += links_of_governments(editions, settings)
    return Links(links, told)


def _bodies(rows: Sequence[BodyRow], names: FormerNames, told: list[Told]) -> dict[str, Body]:
    """The body of each disclosure, by the name of the disclosure; what may be of several is told."""
    paths = {row.document: row.path for row in rows}
    found: dict[str, Body] = {}
    for document, candidates in bodies_of(rows, names).items():
        if len(candidates) > 1:
            places = ["".join(body.places) for body in candidates[:_MOST_NAMED]]
            shown = "、".join(places + ["…"] * (len(candidates) > _MOST_NAMED))
            told.append(Told("body-ambiguous", {"path": paths[document], "name": candidates[0].core, "places": shown}))
        else:
            found[document] = candidates[0]
    return found


def bodies_of(rows: Sequence[BodyRow], names: FormerNames) -> dict[str, Sequence[Body]]:
    """The bodies that each disclosure may be of, by its name: one where that is clear, of one that names none nothing."""
    by_core: dict[str, list[BodyRow]] = {}
    for row in rows:
        if row.core:
            by_core.setdefault(names.now(row.core, list_of(row.places)), []).append(row)
    found: dict[str, Sequence[Body]] = {}
    for core, own in by_core.items():
        longest = Longest(list_of(row.places) for row in own)
        # Those of one place are one list, however many disclosures it is for.
        known: dict[str, list[Body]] = {}
        for row in own:
            if row.places not in known:
                known[row.places] = [Body(places, core) for places in longest.fitting(list_of(row.places))]
            found[row.document] = known[row.places]
    return found


def _editions(rows: Sequence[BodyRow], bodies: Mapping[str, Body], told: list[Told]) -> dict[Key, Edition]:
    found: dict[Key, Edition] = {}
    seen: set[tuple[Key, str]] = set()
    for row in sorted(rows, key=lambda row: (row.of_year or 0, row.path)):
        body = bodies.get(row.document)
        if body is None or row.of_year is None:
            continue
        key = Key(body, row.part != "whole", row.of_year, row.kind)
        if (key, row.document) in seen:
            told.append(Told("body-twice", {"path": row.path}))
            continue
        seen.add((key, row.document))
        edition = found.setdefault(key, Edition([], []))
        (edition.tables if row.tables else edition.texts).append(row)
    for edition in found.values():
        edition.tables.sort(key=lambda row: (not row.corrected, -row.tables, row.path))
        edition.texts.sort(key=lambda row: (not row.corrected, row.path))
    return dict(sorted(found.items(), key=lambda entry: (str(entry[0][0]), entry[0][1:])))


def _of_edition(key: Key, edition: Edition) -> Iterator[Link]:
    """The volumes of a disclosure, and its copies."""
    is_alone = len(edition.tables) == 1 and len(edition.texts) == 1
    for text, tables in product(edition.texts, edition.tables):
        link = link_of("volumes", key, text, [tables])
        yield link._replace(is_settled=is_alone and link.is_settled)
    for group in (edition.tables, edition.texts):
        for first, other in zip(group[:1] * len(group[1:]), group[1:], strict=True):
            is_corrected = first.format == other.format or first.corrected or other.corrected
            yield link_of("copies", key, first, [other])._replace(is_corrected=is_corrected)


def _of_years(key: Key, edition: Edition, editions: Mapping[Key, Edition], kinds: Sequence[str]) -> Iterator[Link]:
    """The disclosures of the year before, of every kind, and those of other kinds of the same year: the plan of an account."""
    before = [row for kind in kinds for row in _mains(editions, key._replace(year=key.year - 1, kind=kind))]
    plans = [row for kind in kinds if kind != key.kind for row in _mains(editions, key._replace(kind=kind))]
    related: tuple[tuple[Relation, list[BodyRow]], ...] = (("last-year", before), ("plan", plans))
    for home in edition.mains:
        for relation, others in related:
            if others:
                yield link_of(relation, key, home, others)


def _mains(editions: Mapping[Key, Edition], key: Key) -> list[BodyRow]:
    return editions[key].mains if key in editions else []
