"""A disclosure as comma-separated values, as Excel in Chinese saves a sheet: GBK, every row padded to the widest."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from source.disclosure import CONTENTS, CONTENTS_TITLE, Disclosure, Table


def separated_of(disclosure: Disclosure) -> bytes:
    """The whole file: prose in the first column, tables between blank rows, merged cells blank after their first place."""
    rows = list(_rows(disclosure))
    width = max(map(len, rows))
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\r\n").writerows([*row, *[""] * (width - len(row))] for row in rows)
    return stream.getvalue().encode("gb18030")


def _rows(disclosure: Disclosure) -> Iterator[list[str]]:
    for block in disclosure.blocks:
        if isinstance(block, Table):
            yield []
            yield from _table_rows(block)
            yield []
        elif block.kind not in (CONTENTS, CONTENTS_TITLE):
            yield [block.text]


def _table_rows(table: Table) -> Iterator[list[str]]:
    last = table.column_count - 1
    if table.number:
        yield [*[""] * last, table.number]
    yield [table.title]
    if table.captions:
        *first, unit = table.captions
        row = [""] * last + [unit]
        for place, caption in zip((0, last // 2), first, strict=False):
            row[place] = caption
        yield row
    yield from table.rows()
    if table.note:
        yield [table.note]
