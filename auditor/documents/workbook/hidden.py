"""Hidden rows and columns of a sheet: those that belong to its tables are read, the others are left out, both aloud."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.documents.raw import RawNotice
from auditor.documents.workbook.cells import Line, Sheet, Spans, is_number


def without_idle(sheet: Sheet, lines: Sequence[Line], spans: Spans) -> tuple[Sequence[Line], list[RawNotice]]:
    """The lines without what is hidden and no part of a table, and what is to be said of all that is hidden.

    Figures in hidden rows and columns belong to the sums around them. Programs that fill in such sheets keep keys of
    their own in rows above everything that is seen, and in columns no header stands over.
    """
    columns = {column for line in lines for column in line.columns if column in sheet.hidden_columns}
    rows = {line.number for line in lines if line.number in sheet.hidden_rows}
    if not columns and not rows:
        return lines, []
    seen = _seen(lines, sheet)
    first = seen[0].number if seen else lines[-1].number + 1
    idle_rows = {number for number in rows if number < first}
    idle_columns = columns - _headed(columns, lines, seen, spans)
    kept = [
        line._replace(columns=[column for column in line.columns if column not in idle_columns])
        for line in lines
        if line.number not in idle_rows
    ]
    counts = {
        "hidden-rows": len(rows - idle_rows),
        "hidden-columns": len(columns - idle_columns),
        "hidden-rows-unread": len(idle_rows),
        "hidden-columns-unread": len(idle_columns),
    }
    notices = [RawNotice(key, {"sheet": sheet.name, "count": count}) for key, count in counts.items() if count]
    return [line for line in kept if line.columns], notices


def _seen(lines: Sequence[Line], sheet: Sheet) -> list[Line]:
    """The lines as they are seen."""
    visible = (
        line._replace(columns=[column for column in line.columns if column not in sheet.hidden_columns])
        for line in lines
        if line.number not in sheet.hidden_rows
    )
    return [line for line in visible if line.columns]


def _headed(columns: set[int], lines: Sequence[Line], seen: Sequence[Line], spans: Spans) -> set[int]:
    """The columns that a header stands over: a word of its own, or one merged over more columns.

    The header are the lines from the first with several texts to the first with a number; without one all columns are
    taken for headed.
    """
    start = next((line.number for line in seen if line.only is None), None)
    if start is None:
        return columns
    end = next((line.number for line in seen if line.number > start and line.has_number), lines[-1].number + 1)
    headed = set()
    for line in lines:
        if start <= line.number < end:
            headed |= {column for column in line.columns if column in columns and not is_number(line.cells[column])}
            wide = [merge for merge in spans.rows.get(line.number, ()) if merge.left in line.cells or merge.top < start]
            headed |= {column for column in columns if any(merge.left < column <= merge.right for merge in wide)}
    return headed
