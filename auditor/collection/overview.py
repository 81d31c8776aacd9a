"""A collection in numbers: documents, bodies, rules and years counted by DuckDB over the rows of a store.

What is held in memory here is a line for each document with its body, and what is shown of each list; everything else is added up by
DuckDB, which puts what does not fit into a temporary folder.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from auditor.collection.across import confronted_in
from auditor.collection.between import record_between
from auditor.collection.bodies import bodies_of
from auditor.collection.bodies_file import Settings
from auditor.collection.counting import listed, one
from auditor.collection.former import FormerNames
from auditor.collection.links import Told
from auditor.collection.query import MOST_MEMORY, MOST_THREADS, opened, rows_in
from auditor.collection.since import compared
from auditor.collection.tables import table_of
from auditor.collection.who import BodyRow, is_known
from auditor.messages import Lang
from auditor.records.choices import SEVERITIES
from auditor.records.messages import COMMON, say
from auditor.reports.overview.model import (
    Between,
    BodyLine,
    Crossing,
    DocumentLine,
    Listed,
    Matrix,
    MatrixCell,
    Overview,
    Reason,
    Tally,
    Totals,
    Unnamed,
    YearLine,
)
from auditor.runs.plan import Plan
from auditor.verdicts import HOLDS

MOST_RULES, MOST_BODIES = 30, 24
"""Of the matrix: so many fit on a screen and on a sheet of paper."""
_MOST_YEARS = 40
_MOST_REASONS = 3
"""Of one document."""
_NOTICE = "notice-"


def overview_of(
    store: str | Path,
    lang: Lang,
    *,
    most: int,
    settings: Settings | None = None,
    crossings: Iterable[Crossing] | None = None,
    older: str | Path | None = None,
    memory: str = MOST_MEMORY,
    threads: int = MOST_THREADS,
) -> Overview:
    """A store in numbers, and against an `older` one; lists have `most` lines at most, the gravest.

    `crossings` are the findings between documents, None where nobody looked for them. Raises `UsageError` for a folder that is no
    store or is damaged.
    """
    # They are looked for in the store by themselves, and what that takes is given back before anything is counted.
    crossed = table_of(Crossing, crossings or ())
    with opened(store, older=older, memory=memory, threads=threads) as connection:
        states = {"main": "shown"} if older is None else {"main": "shown", "older": "before"}
        _own(connection, states, settings or Settings(()))
        for schema, name in states.items():
            _show(connection, schema, name, lang)
        connection.register("crossed", crossed)
        worst = "ORDER BY errors DESC, warnings DESC, notes DESC, path"
        return Overview(
            store=str(store),
            totals=_totals(connection),
            standings=dict(connection.execute("SELECT standing, count(*) FROM shown GROUP BY standing").fetchall()),
            bodies=_bodies(connection, most),
            matrix=_matrix(connection),
            years=_years(connection),
            documents=listed(
                connection, f"(FROM shown {worst} LIMIT {most})", DocumentLine, "ORDER BY body, year, path", "shown"
            ),
            reasons=_reasons(connection, lang),
            unchecked=listed(
                connection, "shown WHERE told IS NOT NULL", DocumentLine, f"ORDER BY status, path LIMIT {most}"
            ),
            unnamed=listed(
                connection, "shown WHERE body IS NULL AND status = 'audited'", Unnamed, f"ORDER BY path LIMIT {most}"
            ),
            between=None if crossings is None else _between(connection, most),
            since=None if older is None else compared(connection, str(older), most),
        )


def crossings_in(store: str | Path, plan: Plan, lang: Lang, settings: Settings | None) -> Iterator[Crossing]:
    """The findings between the documents of a store; what is not clear about whose they are is left out."""
    unclear: list[Told] = []
    for confronted in confronted_in(store, plan, settings, unclear):
        if not confronted.audit.findings:
            continue
        record = record_between(confronted, lang)
        _, *others = record["between"]
        for finding in record["findings"]:
            yield Crossing(
                confronted.link.home, "", record["path"], " ↔ ".join(others), finding["rule"], finding["severity"],
                finding["id"], finding["message"],
            )  # fmt: skip


def _own(connection: duckdb.DuckDBPyConnection, states: Iterable[str], settings: Settings) -> None:
    """Have a table of the body of each document, or of those that it may be of; the same for all states."""
    rows: dict[str, BodyRow] = {}
    for schema in states:
        for row in rows_in(connection, f"{schema}.bodies", BodyRow, "ORDER BY document"):
            rows.setdefault(row.document, settings.applied(row))
    names = FormerNames([row for row in rows.values() if is_known(row)], settings)
    found = bodies_of([row for row in rows.values() if row.core], names)
    named = {document: [str(body) for body in bodies] for document, bodies in found.items()}
    text = pa.string()
    columns = {
        "document": pa.array(named, text),
        "body": pa.array([own[0] if len(own) == 1 else None for own in named.values()], text),
        "candidates": pa.array([None if len(own) == 1 else "、".join(own) for own in named.values()], text),
    }
    connection.register("owned", pa.table(columns))


def _show(connection: duckdb.DuckDBPyConnection, schema: str, name: str, lang: Lang) -> None:
    """Have a table of the documents of one state, each with its body and its verdict, as `standing_of` has it for a record."""
    readers = [key.removeprefix(_NOTICE) for key in COMMON if key.startswith(_NOTICE)]
    connection.execute(
        f"""
        CREATE TEMP TABLE {name} AS
        WITH judged AS (
            SELECT document, count(*) FILTER (list_contains($decided, outcome)) AS decided,
                count(*) FILTER (outcome = 'unverifiable' AND reason IS NOT NULL) AS undecided
            FROM {schema}.identities GROUP BY document),
        said AS (
            SELECT document, count(*) FILTER (NOT list_contains($readers, key)) AS gaps,
                coalesce(list(DISTINCT text ORDER BY text) FILTER (incomplete), []) AS texts
            FROM {schema}.notices GROUP BY document),
        every AS (
            SELECT d.* EXCLUDE (year, body), owned.body, owned.candidates, coalesce(d.year, b.of_year) AS year,
                d.figures - d.excluded AS possible, coalesce(decided, 0) AS decided, coalesce(undecided, 0) AS undecided,
                coalesce(gaps, 0) AS gaps,
                coalesce(texts, []) || CASE WHEN d.unread > 0 THEN [$unread || ' ×' || d.unread] ELSE [] END AS texts
            FROM {schema}.documents AS d
            LEFT JOIN judged ON judged.document = d.document
            LEFT JOIN said ON said.document = d.document
            LEFT JOIN owned ON owned.document = d.document
            LEFT JOIN {schema}.bodies AS b ON b.document = d.document)
        SELECT * EXCLUDE (decided, undecided, gaps, texts),
            CASE WHEN status <> 'audited' THEN status WHEN errors > 0 THEN 'errors' WHEN warnings > 0 THEN 'warnings'
                WHEN decided = 0 AND notes = 0 THEN 'nothing'
                WHEN undecided > 0 OR gaps > 0 OR NOT complete THEN 'partly'
                WHEN notes > 0 THEN 'notes' ELSE 'clean' END AS standing,
            CASE WHEN status <> 'audited' THEN coalesce(error, '')
                WHEN NOT complete THEN array_to_string(texts[:{_MOST_REASONS}], '; ')
                    || CASE WHEN len(texts) > {_MOST_REASONS} THEN ' … +' || (len(texts) - {_MOST_REASONS}) ELSE '' END
            END AS told
        FROM every
        """,
        {"decided": sorted([*HOLDS, "inconsistent"]), "readers": readers, "unread": say("unread", lang)},
    )


def _totals(connection: duckdb.DuckDBPyConnection) -> Totals:
    sums = ", ".join(f"coalesce(sum({name}), 0)::BIGINT" for name in Totals._fields[1:-1])
    incomplete = "count(*) FILTER (status = 'audited' AND NOT complete)"
    return Totals(*one(connection, f"SELECT count(*), {sums}, {incomplete} FROM shown"))


_SUMS = """count(*) AS documents, sum(errors)::BIGINT AS errors, sum(warnings)::BIGINT AS warnings, sum(notes)::BIGINT AS notes,
    coalesce(sum(crossings), 0)::BIGINT AS between, sum(checked)::BIGINT AS checked, sum(possible)::BIGINT AS possible"""
_COUNTED = """(SELECT shown.*, crossings FROM shown LEFT JOIN (SELECT document, count(*) AS crossings FROM crossed GROUP BY document)
    AS c ON c.document = shown.document)"""


def _bodies(connection: duckdb.DuckDBPyConnection, most: int) -> Listed[BodyLine]:
    source = f"""(SELECT body, min(year) AS first_year, max(year) AS last_year,
        count(*) FILTER (status <> 'audited' OR NOT complete OR standing = 'nothing') AS not_in_full, {_SUMS}
        FROM {_COUNTED} GROUP BY body)"""
    order = "ORDER BY body IS NULL, errors DESC, warnings DESC, between DESC, notes DESC, body"
    return listed(connection, source, BodyLine, f"{order} LIMIT {most}")


def _years(connection: duckdb.DuckDBPyConnection) -> list[YearLine]:
    source = f"(SELECT year, {_SUMS} FROM {_COUNTED} GROUP BY year ORDER BY year DESC NULLS FIRST LIMIT {_MOST_YEARS})"
    return list(rows_in(connection, source, YearLine, "ORDER BY year NULLS LAST"))


def _matrix(connection: duckdb.DuckDBPyConnection) -> Matrix:
    connection.execute(
        """
        CREATE TEMP TABLE found AS
        SELECT rule, severity, coalesce(body, '') AS body, sha256, path FROM
            (SELECT document, rule, severity FROM findings UNION ALL SELECT document, rule, severity FROM crossed) AS every
        JOIN shown ON shown.document = every.document
        """
    )
    rules, other_rules = _most_frequent(connection, "rule", MOST_RULES)
    bodies, other_bodies = _most_frequent(connection, "body", MOST_BODIES)
    ranks = " ".join(f"WHEN '{severity}' THEN {rank}" for rank, severity in enumerate(SEVERITIES))
    sql = f"""
        SELECT CASE WHEN list_contains($rules, rule) THEN rule END AS r, CASE WHEN list_contains($bodies, body) THEN body END AS b,
            count(*), min(CASE severity {ranks} END), min(sha256), min(path), count(DISTINCT path)
        FROM found GROUP BY r, b ORDER BY r, b
        """
    rows = connection.execute(sql, {"rules": rules, "bodies": bodies}).fetchall()
    cells = [
        MatrixCell(rule, body, count, SEVERITIES[rank], *((sha256, path) if documents == 1 else (None, None)))
        for rule, body, count, rank, sha256, path, documents in rows
    ]
    return Matrix(rules, bodies, cells, other_rules, other_bodies)


def _most_frequent(connection: duckdb.DuckDBPyConnection, column: str, most: int) -> tuple[Sequence[str], int]:
    """The values of a column that most findings have, and how many more there are."""
    sql = f"SELECT {column} FROM found GROUP BY {column} ORDER BY count(*) DESC, {column} LIMIT {most}"
    values = [value for (value,) in connection.execute(sql).fetchall()]
    return values, one(connection, f"SELECT count(DISTINCT {column}) FROM found")[0] - len(values)


def _reasons(connection: duckdb.DuckDBPyConnection, lang: Lang) -> list[Reason]:
    """Why documents were not audited in full, the most frequent reasons first."""
    source = """(SELECT key, count(DISTINCT document) AS documents, min(text) AS example FROM notices WHERE incomplete
        GROUP BY key)"""
    found = list(rows_in(connection, source, Reason))
    unread = one(connection, "SELECT count(*) FROM shown WHERE unread > 0")[0]
    found += [Reason("unread", unread, say("unread", lang))] if unread else []
    return sorted(found, key=lambda reason: (-reason.documents, reason.key))


def _between(connection: duckdb.DuckDBPyConnection, most: int) -> Between:
    counts = ", ".join(f"count(*) FILTER (severity = '{severity}') AS {severity}s" for severity in SEVERITIES)
    source = f"(SELECT rule, {counts} FROM crossed GROUP BY rule)"
    rules = list(rows_in(connection, source, Tally, "ORDER BY errors DESC, warnings DESC, notes DESC, rule"))
    joined = (
        "(SELECT crossed.* EXCLUDE (sha256), shown.sha256 FROM crossed JOIN shown ON shown.document = crossed.document)"
    )
    order = "ORDER BY CASE severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, path, rule, id"
    return Between(rules, listed(connection, joined, Crossing, f"{order} LIMIT {most}", "crossed"))
