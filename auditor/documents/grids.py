"""Rows of cells to tables: captions, header, columns; rows cut by a page put together again."""

from __future__ import annotations

import re

from auditor.documents.headers import columns_from_spans, expand_header
from auditor.documents.model import Block, Column, Paragraph, Piece, Residue, SourceText, Table
from auditor.figures import read_cell

Row = list[SourceText]
_MOST_HEADER_ROWS = 4
_MOST_CAPTIONS = 8
_LONGEST_MERGED_HEADER = 12
_COLUMN_NUMBER = re.compile(r"[0-9]{1,3}")
_CAPTION_MARK = re.compile(r"[:：。；]|^\s*\d(?!\d{3}\s*年)")
_LIST_NUMBER = re.compile(r"\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）])")


def is_number(cell: SourceText) -> bool:
    """Whether a number fills the cell."""
    return bool(cell.text) and read_cell(cell.text) is not None


def _is_blank(cell: SourceText) -> bool:
    return not cell.text.strip()


def _filled(row: Row) -> list[SourceText]:
    return [cell for cell in row if not _is_blank(cell)]


def cell_rows_to_table(rows: list[Row], residue: list[Residue]) -> Table | None:
    """A table of the one-cell-per-line shape, where a merged header cell is printed once; None without any text."""
    rows = _drop_column_numbers(rows, residue)
    rows = [row for row in rows if _filled(row)]
    if not rows:
        return None
    width = max(map(len, rows))
    captions, rows = _split_captions(rows, width)
    header, body = _split_header(rows)
    columns = expand_header(header, width)
    return _table(captions, columns, header, body, width)


def tab_rows_to_table(rows: list[Row], residue: list[Residue]) -> Table | None:
    """A table of tab-separated rows, where the cells a merged header cell covers are blank; None for fewer than two rows and no figures."""
    rows = _drop_column_numbers(rows, residue)
    rows = [row for row in rows if _filled(row)]
    if not rows or (len(rows) == 1 and not any(is_number(cell) for cell in rows[0])):
        return None
    width = max(map(len, rows))
    while width > 1 and not any(len(row) == width and not _is_blank(row[-1]) for row in rows):
        rows = [row[: width - 1] for row in rows]
        width -= 1
    captions, rows = _split_captions(rows, width)
    header, body = _split_header(rows)
    return _table(captions, columns_from_spans(header, width), header, body, width)


def _table(captions: list[Row], columns: list[Column], header: list[Row], body: list[Row], width: int) -> Table:
    named = tuple(cell for row in captions for cell in _filled(row))
    return Table(named, tuple(columns), tuple(tuple(row[:width]) for row in body), tuple(map(tuple, header)))


def _split_captions(rows: list[Row], width: int) -> tuple[list[Row], list[Row]]:
    """Rows above the header with one or two cells over a wide table name it; they are no rows of it."""
    end = 0
    if width >= 3:
        while end < len(rows) - 1 and _is_caption(rows[end], width):
            end += 1
    return rows[:end], rows[end:]


def _is_caption(row: Row, width: int) -> bool:
    """One or two cells of words. Two short ones over a whole grid row are merged header cells of a table with two sides."""
    filled = _filled(row)
    if len(filled) > 2 or any(is_number(cell) for cell in filled) or _has_list_number(row):
        return False
    is_merged_header = (
        len(filled) == 2
        and len(row) == width
        and not _is_blank(row[0])
        and all(
            len(cell.text.strip()) <= _LONGEST_MERGED_HEADER and not _CAPTION_MARK.search(cell.text) for cell in filled
        )
    )
    return not is_merged_header


def _has_list_number(row: Row) -> bool:
    """Whether a cell opens with a number of an enumeration, as rows of the body do and headers never."""
    return any(_LIST_NUMBER.match(cell.text) for cell in row)


def _split_header(rows: list[Row]) -> tuple[list[Row], list[Row]]:
    """The header is the rows above the first figure that subdivide the first row's cells."""
    if not rows or any(is_number(cell) for cell in rows[0]) or _has_list_number(rows[0]):
        return [], rows
    height = 1
    while height < min(len(rows), _MOST_HEADER_ROWS):
        row, above = rows[height], rows[height - 1]
        if any(is_number(cell) for cell in row):
            break
        subdivides = _is_blank(row[0]) and len(_filled(row)) > 0
        spans = any(
            _is_blank(above[column]) and column < len(row) and not _is_blank(row[column])
            for column in range(1, len(above))
        )
        longer = height == 1 and len(row) > len(above) and not _is_blank(row[0]) and any(map(_is_blank, row))
        if not (subdivides or spans or longer):
            break
        height += 1
    return rows[:height], rows[height:]


def _drop_column_numbers(rows: list[Row], residue: list[Residue]) -> list[Row]:
    """Leave out the numbers of rows that only number the columns (1, 2, 3 …), which some publishers print under the header.

    Header cells of one character that share the row (the levels of a code printed in columns of its own) stay.
    """
    kept = []
    for row in rows:
        cells = _filled(row)
        numbers = [cell for cell in cells if _COLUMN_NUMBER.fullmatch(cell.text.strip())]
        words = [cell for cell in cells if cell not in numbers]
        counted = [int(cell.text) for cell in numbers]
        is_numbering = len(counted) >= 2 and counted == list(range(1, len(counted) + 1))
        levels = [cell for cell in words if len(cell.text.strip()) == 1]
        if not is_numbering or len(words) - len(levels) > 2 or not (len(counted) > 2 or words):
            kept.append(row)
            continue
        residue.extend(Residue(cell, "column number") for cell in numbers)
        if levels:
            kept.append([cell if cell in levels else cell._replace(text="") for cell in row])
    return kept


def _squeeze(cell: SourceText) -> str:
    return "".join(cell.text.split())


def _squeezed(rows: tuple[tuple[SourceText, ...], ...]) -> list[list[str]]:
    return [[_squeeze(cell) for cell in row] for row in rows]


def join_continued(blocks: list[Block], residue: list[Residue]) -> list[Block]:
    """Join a table that goes on over a page: the same header again, and between the two nothing but what stood above the first."""
    joined: list[Block] = []
    latest = -1
    for block in blocks:
        if isinstance(block, Table) and latest >= 0:
            table = joined[latest]
            between = joined[latest + 1 :]
            assert isinstance(table, Table)
            if _goes_on(table, block, between, joined[max(0, latest - _MOST_CAPTIONS) : latest]):
                for paragraph in between:
                    assert isinstance(paragraph, Paragraph)
                    residue.append(Residue(paragraph.source, "repeated heading"))
                for row in block.header[: len(table.header)]:
                    residue.extend(Residue(cell, "repeated header") for cell in row if not _is_blank(cell))
                del joined[latest + 1 :]
                joined[latest] = _append(table, block)
                continue
        joined.append(block)
        if isinstance(block, Table):
            latest = len(joined) - 1
    return joined


def _goes_on(table: Table, block: Table, between: list[Block], before: list[Block]) -> bool:
    height = len(table.header)
    if not block.header and not block.captions and not between:
        return height > 0 and table.width >= block.width
    if not height or table.width != block.width or _squeezed(table.header) != _squeezed(block.header[:height]):
        return False
    known = {_squeeze(caption) for caption in table.captions}
    for earlier in reversed(before):
        if not isinstance(earlier, Paragraph):
            break
        known.add(_squeeze(earlier.source))
    return all(isinstance(block, Paragraph) and _squeeze(block.source) in known for block in between)


def _append(table: Table, block: Table) -> Table:
    rows = list(table.rows)
    body: list[tuple[SourceText, ...]] = [*block.header[len(table.header) :], *block.rows]
    if rows and body and _is_row_rest(body[0], rows[-1]):
        rows[-1] = tuple(_rejoin(cell, rest) for cell, rest in zip(rows[-1], body[0], strict=False))
        body = body[1:]
    widened = [row + _blanks(row, table.width - len(row)) if len(row) == block.width else row for row in body]
    return Table(table.captions, table.columns, (*rows, *widened), table.header)


def _blanks(row: tuple[SourceText, ...], count: int) -> tuple[SourceText, ...]:
    """Blank cells behind a row, placed where it ends."""
    last = row[-1]
    end = last.locate(0, len(last.text)).end_column
    return tuple(SourceText("", (Piece(0, last.pieces[-1].line, end),)) for _ in range(count))


def _is_row_rest(row: tuple[SourceText, ...], above: tuple[SourceText, ...]) -> bool:
    """Whether the first row of a page is the rest of the last row above: words only, and no more than go on with a cell there."""
    filled = [index for index, cell in enumerate(row) if not _is_blank(cell)]
    if not filled or len(filled) > 2 or any(is_number(row[index]) for index in filled):
        return False
    if _is_blank(row[0]) and not _is_blank(above[0]):
        return all(index < len(above) and not _is_blank(above[index]) for index in filled)
    return False


def _rejoin(cell: SourceText, rest: SourceText) -> SourceText:
    return cell if _is_blank(rest) else cell.joined(rest)
