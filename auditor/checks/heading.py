"""Where a table stands, for verdicts about the table as a whole."""

from __future__ import annotations

from auditor.documents import Location
from auditor.facts import Statement


def heading_of(statement: Statement) -> Location:
    """The place of a table's first cell, its captions included."""
    table = statement.table
    source = (table.captions or (table.header[0] if table.header else table.rows[0]))[0]
    return source.locate(0, len(source.text))
