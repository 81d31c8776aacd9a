"""A government with its departments: those whose names have its place before them, of one year and kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from auditor.collection.bodies_file import Settings
from auditor.collection.links import Edition, Key, Link, link_of, list_of
from auditor.collection.places import agree
from auditor.collection.who import BodyRow


def links_of_governments(editions: Mapping[Key, Edition], settings: Settings) -> Iterator[Link]:
    """Each body that is named by its place alone, with the departments there that print their tables.

    They are all of its departments only where a file says so.
    """
    by_place: dict[tuple[str, int, str], list[Key]] = {}
    for key, edition in editions.items():
        if key.body.places and not key.is_unit and edition.tables:
            by_place.setdefault((key.body.places[-1], key.year, key.kind), []).append(key)
    for key, edition in editions.items():
        near = by_place.get((key.body.core, key.year, key.kind), ())
        places = (*key.body.places, key.body.core)
        found = {other: editions[other].tables[0] for other in near if agree(other.body.places, places)}
        for home in edition.mains if found else ():
            own = {other: row for other, row in found.items() if row.publisher != home.publisher}
            rows = _apart(own)
            cores = {other.body.core for other in own}
            is_complete = settings.is_complete(key.body.core, key.body.places) and cores.issuperset(
                settings.units_of(key.body.core, key.body.places)
            )
            if rows:
                yield link_of("departments", key, home, rows)._replace(is_complete=is_complete)


def _apart(found: Mapping[Key, BodyRow]) -> Sequence[BodyRow]:
    """Those of some departments that are no part of another, as their names or its list say: 公安局交通管理局 may be one of 公安局."""
    listed = {(core, row.document) for row in found.values() for core in list_of(row.listed)}
    inside = {core for core, _ in listed}
    cores = {key.body.core for key in found}

    def is_part(key: Key, row: BodyRow) -> bool:
        core = key.body.core
        begins = any(core[:length] in cores for length in range(2, len(core)))
        return begins or (core in inside and any(name == core and by != row.document for name, by in listed))

    return [row for key, row in found.items() if not is_part(key, row)]
