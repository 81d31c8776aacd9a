"""A state of a store against an older one: which documents were replaced, and what became of their findings.

A document is the same where its content is; else that under the same path; else that of the same body, year and kind. A finding is the
same where its identity is, which tells what it is about and neither places nor amounts. What differs in a document that is the same byte
for byte is the work of other rules or of another version of the auditor, and is told apart.
"""

from __future__ import annotations

import duckdb

from auditor.collection.counting import listed, one
from auditor.collection.query import rows_in
from auditor.reports.overview.model import Changed, Mended, Outcome, Since

KINDS = ("mended", "new", "same", "dropped", "raised", "left", "lost", "added")
"""What may become of a finding: gone with another content, come with it, still there; gone or come though the content is the same;
gone with its document, no longer to be read, come with its document."""
_KEYS = {
    "path": "o.path = n.path AND split_part(o.document, '#', 2) = split_part(n.document, '#', 2)",
    "body": "o.body = n.body AND o.year = n.year AND o.kind = n.kind AND o.place = n.place",
}
"""What else than its content a document is known by, in this order."""


def compared(connection: duckdb.DuckDBPyConnection, store: str, most: int) -> Since:
    """What differs between the documents `before`, with the findings of the schema `older`, and those `shown`.

    Lists have `most` lines at most.
    """
    _pair(connection)
    _judge(connection)
    counts = ", ".join(f"count(*) FILTER (severity = '{name}') AS {name}s" for name in ("error", "warning", "note"))
    by_kind = {
        row.kind: row for row in rows_in(connection, f"(SELECT kind, {counts} FROM fates GROUP BY kind)", Outcome)
    }
    unchanged, replaced, unread, added, gone = one(
        connection,
        """
        SELECT count(*) FILTER (how = 'content'), count(*) FILTER (how <> 'content' AND NOT (is_lost AND was = 'audited')),
            count(*) FILTER (how <> 'content' AND is_lost AND was = 'audited'),
            (SELECT count(*) FROM shown) - count(*), (SELECT count(*) FROM before) - count(*)
        FROM pairs
        """,
    )
    kinds = {"by_rules": ("dropped", "raised"), "left": ("left", "lost")}
    columns = ", ".join(
        f"count(*) FILTER (kind IN ({', '.join(repr(kind) for kind in kinds.get(name, (name,)))})) AS {name}"
        for name in Mended._fields[1:]
    )
    bodies = f"(SELECT body, {columns} FROM fates GROUP BY body)"
    found = "(FROM fates WHERE kind IN ('mended', 'new'))"
    order = "ORDER BY kind, CASE severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, body, path, rule"
    return Since(
        store,
        unchanged,
        replaced,
        unread,
        added,
        gone,
        dict(connection.execute("SELECT standing, count(*) FROM before GROUP BY standing").fetchall()),
        [by_kind.get(kind, Outcome(kind, 0, 0, 0)) for kind in KINDS],
        listed(
            connection, bodies, Mended, f"ORDER BY body IS NULL, mended DESC, new DESC, same DESC, body LIMIT {most}"
        ),
        listed(connection, found, Changed, f"{order} LIMIT {most}"),
    )


def _pair(connection: duckdb.DuckDBPyConnection) -> None:
    """Have a table of the documents of both states that are one, with what they were known by."""
    connection.execute(
        """
        CREATE TEMP TABLE pairs AS
        SELECT o.document AS old, n.document AS new, 'content' AS how, o.status AS was, n.status <> 'audited' AS is_lost
        FROM before AS o JOIN shown AS n ON o.document = n.document
        """
    )
    for how, condition in _KEYS.items():
        place = "row_number() OVER (PARTITION BY body, year, kind ORDER BY path, document) AS place"
        connection.execute(
            f"""
            INSERT INTO pairs
            SELECT o.document, n.document, '{how}', o.status, n.status <> 'audited'
            FROM (SELECT *, {place} FROM before WHERE document NOT IN (SELECT old FROM pairs)) AS o
            JOIN (SELECT *, {place} FROM shown WHERE document NOT IN (SELECT new FROM pairs)) AS n ON {condition}
            """
        )


def _judge(connection: duckdb.DuckDBPyConnection) -> None:
    """Have a table of the findings of both states, each with what became of it."""
    nth = "row_number() OVER (PARTITION BY f.document, f.id ORDER BY f.line) AS nth"
    connection.execute(
        f"""
        CREATE TEMP TABLE fates AS
        WITH old AS (
            SELECT f.id, f.rule, f.severity, f.message, d.body, d.path, pairs.*, {nth}
            FROM older.findings AS f JOIN before AS d ON d.document = f.document LEFT JOIN pairs ON pairs.old = f.document),
        now AS (
            SELECT f.id, f.rule, f.severity, f.message, d.body, d.path, d.document, pairs.*, {nth}
            FROM main.findings AS f JOIN shown AS d ON d.document = f.document LEFT JOIN pairs ON pairs.new = f.document)
        SELECT coalesce(now.body, old.body) AS body, coalesce(now.path, shown.path, old.path) AS path, shown.sha256 AS sha256,
            coalesce(now.rule, old.rule) AS rule, coalesce(now.severity, old.severity) AS severity,
            coalesce(now.message, old.message) AS message,
            CASE WHEN old.id IS NOT NULL AND now.id IS NOT NULL THEN 'same'
                WHEN now.id IS NULL AND old.new IS NULL THEN 'left'
                WHEN now.id IS NULL AND old.is_lost THEN 'lost'
                WHEN now.id IS NULL AND old.how = 'content' THEN 'dropped'
                WHEN now.id IS NULL THEN 'mended'
                WHEN now.old IS NULL OR now.was <> 'audited' THEN 'added'
                WHEN now.how = 'content' THEN 'raised'
                ELSE 'new' END AS kind
        FROM old FULL JOIN now ON old.new = now.document AND old.id = now.id AND old.nth = now.nth
        LEFT JOIN shown ON shown.document = coalesce(now.document, old.new)
        """
    )
