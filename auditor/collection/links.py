"""How disclosures of a collection are related: what a link between some of them is, and what they are sorted by."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.checks.across.related import Relation
from auditor.collection.who import SEPARATOR, BodyRow
from auditor.tuples import NamedTuple

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
    absent: tuple[str, ...] = ()
    """Of units: those that are listed and of which there is no disclosure of the year and kind."""
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


class Edition(NamedTuple):
    """The files of one disclosure: of one body, or its office alone, of one year and kind."""

    tables: list[BodyRow]
    texts: list[BodyRow]

    @property
    def mains(self) -> list[BodyRow]:
        """The file that has its tables, of several the last correction or the fullest, and the one with the prose apart from them."""
        return self.tables[:1] + self.texts[:1]


class Key(NamedTuple):
    """What the files of one disclosure have in common."""

    body: Body
    is_unit: bool
    """Whether it is only the office of the body, or a unit."""
    year: int
    kind: str


def link_of(relation: Relation, key: Key, home: BodyRow, others: Sequence[BodyRow]) -> Link:
    """Related disclosures of the body of a key, with why; they are settled unless only the name of a file tells of one of them."""
    rows = (home, *others)
    found = {by for row in rows for by in list_of(row.evidence)[:1]}
    why = Told(f"related-{relation}", {"name": str(key.body), "year": str(key.year), "by": ",".join(sorted(found))})
    names = tuple(row.document for row in others)
    return Link(relation, home.document, names, is_settled=not any(map(_is_doubtful, rows)), why=(why,))


def _is_doubtful(row: BodyRow) -> bool:
    """Whether only the name of its file tells whose a disclosure is, or of which year."""
    return row.year_from_file or list_of(row.evidence)[:1] == ("file",)


def list_of(text: str) -> tuple[str, ...]:
    """The entries of a list in a row."""
    return tuple(text.split(SEPARATOR)) if text else ()
