"""Which disclosures are of one body, and how they are related: years, plan and account, units, copies, volumes.

Bodies are known by their names without places, brackets and marks, and by the places where both name them: 普陀区司法局 and
上海市普陀区司法局 are one, 上海市司法局 is another. What is only likely is told, and gives notes at most.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from auditor.checks.across.related import Relation
from auditor.collection.bodies_file import Settings
from auditor.collection.who import SEPARATOR, BodyRow, is_known

Arguments = dict[str, str]


class Told(NamedTuple):
    """Something about whose a disclosure is that somebody should look at: a key of messages with what it tells."""

    key: str
    arguments: Arguments


class Link(NamedTuple):
    """Disclosures that are related, by their names in the collection."""

    relation: Relation
    home: str
    others: tuple[str, ...]
    is_complete: bool = False
    is_corrected: bool = False
    is_settled: bool = True
    why: tuple[Told, ...] = ()


class Links(NamedTuple):
    """How the disclosures of a collection are related, and what is not clear about them."""

    links: list[Link]
    told: list[Told]


class Body(NamedTuple):
    """One body: its places and the core of its name."""

    places: tuple[str, ...]
    core: str

    def __str__(self) -> str:
        return "".join(self.places) + self.core


class _Edition(NamedTuple):
    """The files of one disclosure: of one body, or its office alone, of one year and kind."""

    tables: list[BodyRow]
    texts: list[BodyRow]

    @property
    def mains(self) -> list[BodyRow]:
        """The file that has its tables, of several the last correction or the fullest, and the one with the prose apart from them."""
        return self.tables[:1] + self.texts[:1]


_Key = tuple[Body, bool, int, str]
"""The body, whether only its office or a unit, the year, the kind."""


def links_of(rows: Iterable[BodyRow], settings: Settings | None = None) -> Links:
    """How disclosures are related, in the order of bodies and years; `settings` are those of a file, which prevail."""
    settings = settings or Settings(())
    told: list[Told] = []
    known = [settings.applied(row) for row in rows]
    for row in known:
        if not is_known(row):
            told.append(Told("body-unknown", {"path": row.path}))
    known = [row for row in known if is_known(row)]
    bodies = _bodies(known, settings, told)
    editions = _editions(known, bodies, told)
    links: list[Link] = []
    for key, edition in editions.items():
        links += _of_edition(key, edition)
        links += _of_years(key, edition, editions)
    links += _of_units(editions, bodies, settings, told)
    return Links(links, told)


def _bodies(rows: Sequence[BodyRow], settings: Settings, told: list[Told]) -> dict[str, Body]:
    """The body of each disclosure, by the name of the disclosure; what may be of several is told."""
    paths = {row.document: row.path for row in rows}
    found: dict[str, Body] = {}
    for document, candidates in bodies_of(rows, settings).items():
        if len(candidates) > 1:
            places = "、".join("".join(body.places) for body in candidates)
            told.append(Told("body-ambiguous", {"path": paths[document], "name": candidates[0].core, "places": places}))
        else:
            found[document] = candidates[0]
    return found


def bodies_of(rows: Sequence[BodyRow], settings: Settings) -> dict[str, list[Body]]:
    """The bodies that each disclosure may be of, by its name: one where that is clear, of one that names none nothing."""
    former = _former_names(rows, settings)
    by_core: dict[str, list[BodyRow]] = {}
    for row in rows:
        if row.core:
            by_core.setdefault(former.get(row.core, row.core), []).append(row)
    found: dict[str, list[Body]] = {}
    for core, own in by_core.items():
        longest = _longest({_list(row.places) for row in own})
        for row in own:
            fitting = [places for places in longest if _ends_with(places, _list(row.places))]
            found[row.document] = [Body(places, core) for places in fitting]
    return found


def _former_names(rows: Iterable[BodyRow], settings: Settings) -> dict[str, str]:
    """The name that a body has now, by each that it had: as a file says, or as all disclosures do that name it as former."""
    said: dict[str, set[str]] = {}
    for row in rows:
        if row.former and row.former != row.core:
            said.setdefault(row.former, set()).add(row.core)
    return {name: cores.pop() for name, cores in said.items() if len(cores) == 1} | settings.former_names()


def _longest(every: set[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Places that are not merely the end of longer ones."""
    return sorted(one for one in every if not any(one != other and _ends_with(other, one) for other in every))


def _ends_with(places: tuple[str, ...], end: tuple[str, ...]) -> bool:
    return not end or places[-len(end) :] == end


def _list(text: str) -> tuple[str, ...]:
    return tuple(text.split(SEPARATOR)) if text else ()


def _editions(rows: Sequence[BodyRow], bodies: Mapping[str, Body], told: list[Told]) -> dict[_Key, _Edition]:
    found: dict[_Key, _Edition] = {}
    seen: set[tuple[_Key, str]] = set()
    for row in sorted(rows, key=lambda row: (row.of_year or 0, row.path)):
        body = bodies.get(row.document)
        if body is None or row.of_year is None:
            continue
        key = (body, row.part != "whole", row.of_year, row.kind)
        if (key, row.document) in seen:
            told.append(Told("body-twice", {"path": row.path}))
            continue
        seen.add((key, row.document))
        edition = found.setdefault(key, _Edition([], []))
        (edition.tables if row.tables else edition.texts).append(row)
    for edition in found.values():
        edition.tables.sort(key=lambda row: (not row.corrected, -row.tables, row.path))
        edition.texts.sort(key=lambda row: (not row.corrected, row.path))
    return dict(sorted(found.items(), key=lambda entry: (str(entry[0][0]), entry[0][1:])))


def _of_edition(key: _Key, edition: _Edition) -> Iterator[Link]:
    """The volumes of a disclosure, and its copies."""
    is_alone = len(edition.tables) == 1 and len(edition.texts) == 1
    for text, tables in product(edition.texts, edition.tables):
        yield _link("volumes", key, text, [tables], is_settled=is_alone and not _is_doubtful(text, tables))
    for group in (edition.tables, edition.texts):
        for first, other in zip(group[:1] * len(group[1:]), group[1:], strict=True):
            is_corrected = first.format == other.format or first.corrected or other.corrected
            link = _link("copies", key, first, [other], is_settled=not _is_doubtful(first, other))
            yield link._replace(is_corrected=is_corrected)


def _of_years(key: _Key, edition: _Edition, editions: Mapping[_Key, _Edition]) -> Iterator[Link]:
    """The disclosures of the year before, of every kind, and those of other kinds of the same year: the plan of an account."""
    body, is_unit, year, kind = key
    kinds = sorted({other[3] for other in editions if other[0] == body})
    before = [row for name in kinds for row in _mains(editions, (body, is_unit, year - 1, name))]
    plans = [row for name in kinds if name != kind for row in _mains(editions, (body, is_unit, year, name))]
    for home in edition.mains:
        for relation, others in (("last-year", before), ("plan", plans)):
            if others:
                settled = not any(_is_doubtful(home, other) for other in others)
                yield _link(relation, key, home, others, is_settled=settled)  # type: ignore[arg-type]


def _mains(editions: Mapping[_Key, _Edition], key: _Key) -> list[BodyRow]:
    return editions[key].mains if key in editions else []


def _of_units(
    editions: Mapping[_Key, _Edition], bodies: Mapping[str, Body], settings: Settings, told: list[Told]
) -> Iterator[Link]:
    """Each whole body with its own office and its units, of one year and kind."""
    by_core: dict[tuple[str, int, str], list[_Key]] = {}
    above: dict[tuple[str, int, str], list[_Key]] = {}
    for key, edition in editions.items():
        body, is_unit, year, kind = key
        if is_unit:
            by_core.setdefault((body.core, year, kind), []).append(key)
            for row in edition.mains[:1]:
                if row.superior and row.superior != body.core:
                    above.setdefault((row.superior, year, kind), []).append(key)
    owners: dict[_Key, list[Body]] = {}
    found: list[tuple[_Key, BodyRow, list[_Key]]] = []
    for key, edition in editions.items():
        body, is_unit, year, kind = key
        if is_unit or not edition.tables:
            continue
        home = edition.tables[0]
        listed = [*(core for row in edition.mains for core in _list(row.listed)), *settings.units_of(body.core)]
        units = [unit for core in dict.fromkeys([body.core, *listed]) for unit in by_core.get((core, year, kind), ())]
        units += [unit for unit in above.get((body.core, year, kind), ()) if unit not in units]
        units = [unit for unit in units if _may_be_of(unit[0], body)]
        for unit in units:
            owners.setdefault(unit, []).append(body)
        if units:
            found.append((key, home, units))
    for key, home, units in found:
        clear = [unit for unit in units if len(owners[unit]) == 1]
        for unit in units:
            if unit not in clear:
                names = "、".join(str(owner) for owner in owners[unit])
                told.append(Told("unit-of-several", {"name": str(unit[0]), "owners": names}))
        rows = [row for unit in clear for row in editions[unit].tables[:1]]
        if rows:
            for row in rows:
                yield _link("unit", key, row, [home], is_settled=not _is_doubtful(home, row))
            link = _link("units", key, home, rows, is_settled=not any(_is_doubtful(home, row) for row in rows))
            yield link._replace(is_complete=_is_complete(editions[key].mains, clear, len(rows), settings))


def _may_be_of(unit: Body, body: Body) -> bool:
    """Whether a unit may lie in the places of a body; one that names none may."""
    return _ends_with(body.places, unit.places) or _ends_with(unit.places, body.places) or not body.places


def _is_complete(mains: Sequence[BodyRow], units: Sequence[_Key], found: int, settings: Settings) -> bool:
    """Whether all units are there: as many as the body says that it has, or all that it lists."""
    body = units[0][0] if units else None
    if body is not None and any(settings.is_complete(row.core) for row in mains):
        return True
    counted = next((row.counted for row in mains if row.counted is not None), None)
    if counted is not None:
        return found == counted
    listed = {core for row in mains for core in _list(row.listed)}
    return bool(listed) and listed <= {unit[0].core for unit in units}


def _is_doubtful(*rows: BodyRow) -> bool:
    """Whether only the name of a file tells whose one of some disclosures is."""
    return any(_list(row.evidence)[:1] == ("file",) for row in rows)


def _link(relation: Relation, key: _Key, home: BodyRow, others: Sequence[BodyRow], *, is_settled: bool) -> Link:
    named = {"name": str(key[0]), "year": str(key[2])}
    found = {by for row in (home, *others) for by in _list(row.evidence)[:1]}
    why = Told(f"related-{relation}", {**named, "by": ",".join(sorted(found))})
    return Link(relation, home.document, tuple(row.document for row in others), is_settled=is_settled, why=(why,))
