"""A whole body with its own office and its units: those that it lists, those that name it as theirs, and those of a file."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from auditor.collection.bodies_file import Settings
from auditor.collection.former import FormerNames
from auditor.collection.links import Body, Edition, Key, Link, Told, link_of, list_of
from auditor.collection.places import agree
from auditor.collection.who import BodyRow
from auditor.tuples import NamedTuple

_MOST_NAMED = 4
"""So many bodies that a unit may be of are named to whoever looks at it."""


class _Whole(NamedTuple):
    """A body of one year and kind with its units."""

    key: Key
    home: BodyRow
    units: list[Key]


def links_of_units(
    editions: Mapping[Key, Edition], names: FormerNames, settings: Settings, told: list[Told]
) -> Iterator[Link]:
    """Each whole body with its own office and its units, of one year and kind; a unit of several is told."""
    wholes = list(_wholes(editions, names, settings))
    owners: dict[Key, list[Body]] = {}
    for whole in wholes:
        for unit in whole.units:
            owners.setdefault(unit, []).append(whole.key.body)
    for unit, several in owners.items():
        if len(several) > 1:
            shown = "、".join([*map(str, several[:_MOST_NAMED]), *["…"] * (len(several) > _MOST_NAMED)])
            told.append(Told("unit-of-several", {"name": str(unit.body), "owners": shown}))
    there = {(key.body.core, key.year, key.kind) for key in editions}
    for key, home, units in wholes:
        own = [unit for unit in units if len(owners[unit]) == 1 and editions[unit].tables]
        rows = [editions[unit].tables[0] for unit in own]
        if rows:
            for row in rows:
                yield link_of("unit", key, row, [home])
            is_complete = _is_complete(key, editions[key].mains, own, names, settings)
            absent = _absent(key, home, names, there)
            yield link_of("units", key, home, rows)._replace(is_complete=is_complete, absent=absent)


def _wholes(editions: Mapping[Key, Edition], names: FormerNames, settings: Settings) -> Iterator[_Whole]:
    by_name, above = _Units(), _Units()
    for key, edition in editions.items():
        if key.is_unit:
            by_name.add(key.body.core, key)
            for row in edition.mains[:1]:
                superior = names.now(row.superior, key.body.places) if row.superior else key.body.core
                if superior != key.body.core:
                    above.add(superior, key)
    for key, edition in editions.items():
        if key.is_unit or not edition.tables:
            continue
        listed = [*_listed(key, edition.mains, names), *settings.units_of(key.body.core, key.body.places)]
        units = [unit for core in (key.body.core, *listed) for unit in by_name.of(core, key)]
        units = list(dict.fromkeys([*units, *above.of(key.body.core, key)]))
        if units:
            yield _Whole(key, edition.tables[0], units)


class _Units:
    """Units by a name, the year and the kind, and by their place, so that none is sought among those of the whole country."""

    def __init__(self) -> None:
        self._every: dict[tuple[str, int, str], list[Key]] = {}
        self._near: dict[tuple[str, int, str, str], list[Key]] = {}

    def add(self, name: str, unit: Key) -> None:
        """Have a unit under a name."""
        last = unit.body.places[-1] if unit.body.places else ""
        self._every.setdefault((name, unit.year, unit.kind), []).append(unit)
        self._near.setdefault((name, unit.year, unit.kind, last), []).append(unit)

    def of(self, name: str, whole: Key) -> Iterable[Key]:
        """The units of a name that may lie in the places of a body; one that names none may."""
        if not whole.body.places:
            return self._every.get((name, whole.year, whole.kind), ())
        known = [
            unit
            for last in (whole.body.places[-1], "")
            for unit in self._near.get((name, whole.year, whole.kind, last), ())
        ]
        return [unit for unit in known if agree(unit.body.places, whole.body.places)]


def _listed(key: Key, mains: Iterable[BodyRow], names: FormerNames) -> list[str]:
    """The names now of the units that a body lists."""
    return [names.now(core, key.body.places) for row in mains for core in list_of(row.listed)]


def _absent(key: Key, home: BodyRow, names: FormerNames, there: Collection[tuple[str, int, str]]) -> tuple[str, ...]:
    """The units that a disclosure lists and of which there is none, whatever it calls itself, by the names that it prints."""
    listed = list_of(home.listed)
    now = ((core, names.now(core, key.body.places)) for core in listed)
    return tuple(sorted(core for core, name in now if (name, key.year, key.kind) not in there))


def _is_complete(
    key: Key, mains: Collection[BodyRow], own: Collection[Key], names: FormerNames, settings: Settings
) -> bool:
    """Whether the tables of all units are there: of as many as the body says that it has, or of its office and all that it lists."""
    core, places = key.body.core, key.body.places
    found = {unit.body.core for unit in own}
    if settings.is_complete(core, places):
        return found.issuperset(settings.units_of(core, places))
    counted = next((row.counted for row in mains if row.counted is not None), None)
    if counted is not None:
        return len(own) == counted
    listed = _listed(key, mains, names)
    return bool(listed) and found.issuperset([core, *listed])
