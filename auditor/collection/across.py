"""Disclosures of a store held against each other: who is who from its rows, and of figures only those that rules ask for.

What a rule over two years needs is little: the figures of the later year that are of the one before, and those of the earlier year
that are of the same. DuckDB finds them by joins, for all bodies at once, and gives them body by body.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa

from auditor.checks.across.carried_forward import CarriedForward
from auditor.checks.across.cells import measures
from auditor.checks.across.departments_sum import DepartmentsSum
from auditor.checks.across.stock_forward import StockForward
from auditor.checks.across.unit_bound import UnitBound
from auditor.checks.across.units_sum import UnitsSum
from auditor.collection.bodies import links_of
from auditor.collection.bodies_file import Settings
from auditor.collection.links import Link, Told
from auditor.collection.members import ChangeRow, Member, SaidRow
from auditor.collection.query import MOST_MEMORY, MOST_THREADS, opened, rows_in
from auditor.collection.rows import FigureRow
from auditor.collection.together import Confronted, confront_all
from auditor.collection.who import BodyRow
from auditor.runs.plan import Plan

if TYPE_CHECKING:
    from auditor.rulebook import Rulebook
    from auditor.vocabulary import Vocabulary

_AT_A_TIME = 600
"""So many disclosures are held, or those of one link, before the figures of the next links are fetched."""
_WHOLE, _UNITS = ("copies", "volumes"), ("unit", "units", "departments")
"""Relations of which every figure of both disclosures is asked for, and those of which lines by their concepts are."""
_TIMELESS = "ltrim(regexp_replace(dims, '(^|;)(year|measure|column)=[^;]*', '', 'g'), ';')"


def confronted_in(
    store: str | Path,
    plan: Plan,
    settings: Settings | None,
    told: list[Told],
    *,
    memory: str = MOST_MEMORY,
    threads: int = MOST_THREADS,
) -> Iterator[Confronted]:
    """What rules over several disclosures say of those of a store, in the order of bodies and years.

    What is not clear about whose a disclosure is is put into `told`. Raises `UsageError` for a folder that is no store.
    """
    with opened(store, memory=memory, threads=threads) as connection:
        links, unclear = links_of(rows_in(connection, "bodies", BodyRow), settings)
        told += unclear
        _need(connection, links, plan.rulebook, plan.vocabulary)
        for some in _pieces(links):
            members = {member.body.document: member for member in _members(connection, some)}
            yield from confront_all(
                some,
                lambda names, members=members: [members[name] for name in names if name in members],  # type: ignore[misc]
                plan.vocabulary,
                plan.rulebook,
                plan.codes,
            )


def _pieces(links: Iterable[Link]) -> Iterator[list[Link]]:
    """Links that follow each other and together are of no more disclosures than are held; a body may have hundreds of units."""
    some: list[Link] = []
    names: set[str] = set()
    for link in links:
        more = {link.home, *link.others}
        if some and len(names | more) > _AT_A_TIME:
            yield some
            some, names = [], set()
        some.append(link)
        names |= more
    if some:
        yield some


def _need(
    connection: duckdb.DuckDBPyConnection, links: Sequence[Link], rulebook: Rulebook, vocabulary: Vocabulary
) -> None:
    """Have a table of the figures that are needed for some links."""
    pairs = [(link.relation, link.home, other) for link in links for other in link.others]
    columns = list(zip(*pairs, strict=True)) or [(), (), ()]
    texts = pa.string()
    connection.register(
        "link_pairs",
        pa.table(
            {name: pa.array(column, texts) for name, column in zip(("relation", "home", "other"), columns, strict=True)}
        ),
    )
    opening, lines, closing = map(_texts, _concepts(rulebook))
    whole, units = _texts(_WHOLE), _texts(_UNITS)
    connection.execute(
        f"""
        CREATE TEMP TABLE linked AS SELECT document, bool_or(relation IN {whole}) AS is_whole,
            bool_or(relation IN {units}) AS is_unit
        FROM (SELECT home AS document, relation FROM link_pairs UNION ALL SELECT other, relation FROM link_pairs)
        GROUP BY document;
        CREATE TEMP TABLE told AS
        SELECT figures.document, number, concept, dims, setting, setting_year, {_TIMELESS} AS timeless, is_whole, is_unit
        FROM figures JOIN linked ON linked.document = figures.document
        WHERE is_whole OR (concept <> '' AND (printed IS NOT NULL OR is_unit));
        CREATE TEMP TABLE asked AS
        SELECT told.document, told.number, timeless FROM told
        JOIN bodies ON bodies.document = told.document
        LEFT JOIN (SELECT DISTINCT document, "current" AS number FROM changes) AS changed
        ON changed.document = told.document AND changed.number = told.number
        WHERE changed.number IS NOT NULL OR concept IN {opening} OR setting_year <> of_year
            OR {_of_another_measure(vocabulary)} OR regexp_matches(dims, '(^|;)year=') OR dims LIKE '%measure=%' OR dims LIKE '%column=%';
        CREATE TEMP TABLE needed AS
        SELECT DISTINCT document, number FROM (
            SELECT document, number FROM told WHERE is_whole OR (is_unit AND concept IN {lines})
            UNION ALL SELECT document, number FROM asked
            UNION ALL SELECT document, unnest([amount, percent, "current", prior]) FROM changes
            UNION ALL
            SELECT told.document, told.number FROM told
            JOIN (SELECT DISTINCT link_pairs.other, asked.timeless FROM link_pairs
                  JOIN asked ON asked.document = link_pairs.home
                  WHERE relation IN ('last-year', 'plan')) AS meant
            ON meant.other = told.document AND meant.timeless = told.timeless
            UNION ALL
            SELECT document, number FROM told WHERE concept IN {closing});
        CREATE TEMP TABLE wanted AS
        SELECT figures.* EXCLUDE (year) FROM figures JOIN needed
        ON needed.document = figures.document AND needed.number = figures.number;
        DROP TABLE told;
        """
    )


def _of_another_measure(vocabulary: Vocabulary) -> str:
    """A condition in SQL: a column says another measure than that of its kind of document, as 预算数 does in an account."""
    place, named = measures(vocabulary)
    if named is None:
        return "false"
    said = f"split_part(setting, ';', {place + 1})"
    own = " ".join(f"WHEN '{member.kind}' THEN '{member.id}'" for member in named.members if member.kind)
    return f"({said} <> '' AND {said} <> CASE kind {own} ELSE '' END)" if own else f"({said} <> '')"


def _texts(texts: Iterable[str]) -> str:
    """Texts in SQL, in brackets; a list without any has one that is nobody's."""
    quoted = ", ".join("'" + text.replace("'", "''") + "'" for text in texts)
    return f"({quoted or 'NULL'})"


def _concepts(rulebook: Rulebook) -> tuple[list[str], list[str], list[str]]:
    """What rules speak of by name: what is opened with, lines of units and departments, what there is at the end."""
    opening, lines, closing = set[str](), set[str](), set[str]()
    for rule in rulebook.rules:
        if isinstance(rule, CarriedForward):
            opening |= rule.opening
            closing |= rule.closing
        elif isinstance(rule, StockForward):
            closing |= rule.closing | rule.concepts
        elif isinstance(rule, UnitBound | UnitsSum | DepartmentsSum):
            lines |= rule.concepts
    return sorted(opening), sorted(lines), sorted(closing)


def _members(connection: duckdb.DuckDBPyConnection, links: Iterable[Link]) -> Iterator[Member]:
    """The disclosures of some links, with the figures that are needed of them."""
    names = sorted({name for link in links for name in (link.home, *link.others)})
    connection.register("some_names", pa.table({"document": pa.array(names, pa.string())}))
    here = "WHERE document IN (SELECT document FROM some_names) ORDER BY document"
    bodies = {row.document: row for row in rows_in(connection, "bodies", BodyRow, here)}
    figures = _grouped(rows_in(connection, "wanted", FigureRow, f"{here}, number"))
    # In reading order, and of one place in an order of their own: a sort by less comes out in another one with each run.
    order = '"current", amount, percent, prior, label, direction, against, flags, is_flat'
    changes = _grouped(rows_in(connection, "changes", ChangeRow, f"{here}, {order}"))
    said = _grouped(rows_in(connection, "sayings", SaidRow, f'{here}, rule, line, "column", about, words'))
    for name in names:
        if name in bodies:
            yield Member(bodies[name], figures.get(name, ()), changes.get(name, ()), said.get(name, ()))


def _grouped(rows: Iterable[Any]) -> dict[str, tuple[Any, ...]]:
    """Rows by their disclosures, which stand together."""
    return {document: tuple(own) for document, own in groupby(rows, key=lambda row: row.document)}
