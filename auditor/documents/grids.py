"""Rows of cells to tables: captions, header, columns; rows cut by a page put together again."""

from __future__ import annotations

from itertools import pairwise

from auditor.documents.cells import Row, filled, has_figure, is_blank, is_number, place
from auditor.documents.headers import Spans, columns_from_spans, columns_under, expand_header
from auditor.documents.model import Block, Column, Paragraph, Residue, Table
from auditor.documents.note_marks import without_note_marks
from auditor.documents.ordinals import numbering_row, split_numbering
from auditor.documents.repeats import drop_blank_columns, drop_carries, drop_repeated_header, opens_table
from auditor.patterns import regex

_MOST_HEADER_ROWS = 4
_MOST_NARROW_CAPTIONS = 4
_LONGEST_MERGED_HEADER = 12
_CAPTION_MARK = regex(r"[:：。；]|^\s*\d(?!\d{3}\s*年)")
_COLON = regex("[:：]")
_LABELLED = regex(r"[^\s:：][:：]\s*\S")
_SENTENCE = regex(r"[，。；].{4,}|。\s*$|^\s*[注说][^，。]{0,3}[:：]")
_MOST_CAPTION_CELLS = 4
_LIST_NUMBER = regex(r"\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）])")


def cell_rows_to_table(rows: list[Row], residue: list[Residue]) -> Table | None:
    """A table of the one-cell-per-line shape, where a merged header cell is printed once; None without any text."""
    rows, numbers = _body_rows(rows, residue)
    if not rows:
        return None
    width = max(map(len, rows))
    captions, rows = _split_captions(rows, width)
    header, body = _split_header(rows)
    # Rows as wide as the table that leave blanks print a blank for each cell that a merged one covers.
    leaves_blanks = all(len(row) == width for row in header) and any(map(is_blank, header[0])) if header else False
    columns = columns_from_spans(header, width) if leaves_blanks else expand_header(header, width)
    return _table(captions, columns, header, body, numbering_row([row for _, row in numbers], width))


def tab_rows_to_table(rows: list[Row], residue: list[Residue]) -> Table | None:
    """A table of tab-separated rows, where the cells a merged header cell covers are blank; None for fewer than two rows and no figures."""
    rows, numbers = _body_rows(rows, residue)
    if not rows or (len(rows) == 1 and not any(is_number(cell) for cell in rows[0])):
        return None
    width = max(map(len, rows))
    while width > 1 and not any(len(row) == width and not is_blank(row[-1]) for row in rows):
        rows = [row[: width - 1] for row in rows]
        width -= 1
    captions, rows = _split_captions(rows, width)
    header, body = _split_header(rows)
    columns = columns_from_spans(header, width)
    return _table(captions, columns, header, body, numbering_row([row[:width] for _, row in numbers], width))


def grid_to_table(rows: list[Row], spans: Spans, residue: list[Residue]) -> list[Block]:
    """A grid whose merged cells are known as tables and the prose at their foot; as paragraphs where it is no table.

    Each cell stands at the upper left of what it covers, all rows are equally wide, and no row or column is blank.
    """
    rows, numbers = _body_rows(rows, residue)
    starts = [0, *(index for index in range(1, len(rows)) if opens_table(rows, index, spans)), len(rows)]
    if len(starts) == 2:
        return _grid_blocks(rows, spans, residue, [row for _, row in numbers])
    blocks: list[Block] = []
    for start, end in pairwise(starts):
        part, used = drop_blank_columns(rows[start:end], spans)
        numbered = [[row[index] for index in used] for at, row in numbers if start < at <= end]
        blocks += _grid_blocks(part, spans, residue, numbered)
    return blocks


def _grid_blocks(rows: list[Row], spans: Spans, residue: list[Residue], numbers: list[Row]) -> list[Block]:
    width = len(rows[0]) if rows else 0
    body, foot = _split_foot(rows, width)
    if width < 2 or len(body) < 2:
        return [Paragraph(cell) for row in rows for cell in filled(row)]
    captions, body = _split_captions(body, width, spans)
    header, body = _split_header(body, spans)
    body = drop_repeated_header(captions, header, body, residue)
    if captions:
        height = len(header)
        rows, used = drop_blank_columns(header + body, spans)
        header, body, width = rows[:height], rows[height:], len(used)
        numbers = [[row[index] for index in used] for row in numbers]
    is_merged = any(place(cell) in spans for row in header for cell in row)
    columns = columns_under(header, width, spans) if is_merged else columns_from_spans(header, width)
    table = _table(captions, columns, header, body, numbering_row(numbers, width))
    return [table, *(Paragraph(cell) for row in foot for cell in filled(row))]


def _body_rows(rows: list[Row], residue: list[Residue]) -> tuple[list[Row], list[tuple[int, Row]]]:
    """The rows that hold content, and those that number the columns with the places before which they stand."""
    rows = [[without_note_marks(cell, residue, is_cell=True) for cell in row] for row in rows]
    return split_numbering([row for row in drop_carries(rows, residue) if filled(row)], residue)


def _split_foot(rows: list[Row], width: int) -> tuple[list[Row], list[Row]]:
    """Rows at the end that hold one sentence and nothing else are remarks under the table."""
    end = len(rows)
    while end > 1 and width > 1 and len(cells := filled(rows[end - 1])) == 1 and _SENTENCE.search(cells[0].text):
        end -= 1
    return rows[:end], rows[end:]


def _table(
    captions: list[Row], columns: list[Column], header: list[Row], body: list[Row], numbering: tuple[str, ...]
) -> Table:
    named = tuple(cell for row in captions for cell in filled(row))
    width = len(columns)
    return Table(named, tuple(columns), tuple(tuple(row[:width]) for row in body), tuple(map(tuple, header)), numbering)


def _split_captions(rows: list[Row], width: int, spans: Spans | None = None) -> tuple[list[Row], list[Row]]:
    """Rows above the header with one or two cells over a wide table name it; they are no rows of it."""
    end = 0
    if width == 2:
        end = _narrow_captions(rows)
    if width >= 3:
        while end < len(rows) - 1 and (
            _is_caption(rows[end], width, rows[end + 1])
            or (spans is not None and _is_loose_caption(rows[end], width, spans))
        ):
            if spans is not None and _heads_columns(rows[end], rows[end + 1], spans):
                break
            end += 1
    return rows[:end], rows[end:]


def _narrow_captions(rows: list[Row]) -> int:
    """How many rows at the head of a table of two columns name it: those of one text, or that label something, above a header.

    The header has two words and a row with a figure below, which may come behind names of groups.
    """
    end = 0
    while end < min(len(rows) - 2, _MOST_NARROW_CAPTIONS) and not any(map(is_number, rows[end])):
        if len(filled(rows[end])) == 2 and not any(_COLON.search(cell.text) for cell in rows[end]):
            break
        if _has_list_number(rows[end]):
            return 0
        end += 1
    header, below = rows[end], rows[end + 1 : end + 1 + _MOST_NARROW_CAPTIONS]
    is_header = (
        len(filled(header)) == 2
        and not any(is_number(cell) or _COLON.search(cell.text) for cell in header)
        and any(map(has_figure, below))
    )
    return end if is_header else 0


def _is_caption(row: Row, width: int, below: Row) -> bool:
    """One or two cells of words. Two short ones over a whole grid row are merged header cells of a table with two sides."""
    cells = filled(row)
    if any(is_number(cell) for cell in cells) or _has_list_number(row):
        return False
    if len(cells) > 2:
        # Below a header stand figures, or the name of a group of rows.
        return _tells_of_table(row, width) and not has_figure(below) and len(filled(below)) > 1
    is_merged_header = (
        len(cells) == 2
        and len(row) == width
        and not is_blank(row[0])
        and all(
            len(cell.text.strip()) <= _LONGEST_MERGED_HEADER and not _CAPTION_MARK.search(cell.text) for cell in cells
        )
    )
    has_blank_corner = (
        len(row) == width == len(cells) + 1 and is_blank(row[0]) and not any(_COLON.search(cell.text) for cell in cells)
    )
    return not is_merged_header and not has_blank_corner


def _tells_of_table(row: Row, width: int) -> bool:
    """Whether several cells say what their table is: `公开05表 | 部门：某局 | 单位：万元`, two with a colon or fewer than columns."""
    cells = filled(row)
    told = sum(_LABELLED.search(cell.text) is not None for cell in cells)
    return len(cells) <= _MOST_CAPTION_CELLS and (told > 1 or (told == 1 and len(row) < width))


def _heads_columns(row: Row, below: Row, spans: Spans) -> bool:
    """Whether the only text of a row is a header over some columns: merged, not from the first column on, each with a text below."""
    places = [index for index, cell in enumerate(row) if not is_blank(cell)]
    if len(places) != 1 or places[0] == 0 or _COLON.search(row[places[0]].text):
        return False
    along = spans.get(place(row[places[0]]), (1, 1))[1]
    return along > 1 and not any(is_blank(cell) or is_number(cell) for cell in below)


def _is_loose_caption(row: Row, width: int, spans: Spans) -> bool:
    """A few cells of words, one with a colon, that do not fill the width: who reports, for when, in what unit."""
    cells = filled(row)
    covered = sum(spans.get(place(cell), (1, 1))[1] for cell in cells)
    return (
        len(cells) <= _MOST_CAPTION_CELLS
        and covered < width
        and any(_COLON.search(cell.text) for cell in cells)
        and not any(is_number(cell) for cell in cells)
        and not _has_list_number(row)
    )


def _has_list_number(row: Row) -> bool:
    """Whether a cell opens with a number of an enumeration, as rows of the body do and headers never."""
    return any(_LIST_NUMBER.match(cell.text) for cell in row)


def _split_header(rows: list[Row], spans: Spans | None = None) -> tuple[list[Row], list[Row]]:
    """The header is the rows above the first figure that subdivide the first row's cells or that a cell of it reaches down to."""
    if not rows or has_figure(rows[0]) or _has_list_number(rows[0]):
        return [], rows
    height = _merged_height(rows, spans) if spans else 1
    while height < min(len(rows), _MOST_HEADER_ROWS):
        row, above = rows[height], rows[height - 1]
        if any(is_number(cell) for cell in row) or _has_list_number(filled(row)[:1]):
            break
        subdivides = is_blank(row[0]) and len(filled(row)) > 0
        opens_below = any(
            is_blank(above[column]) and column < len(row) and not is_blank(row[column])
            for column in range(1, len(above))
        )
        longer = height == 1 and len(row) > len(above) and not is_blank(row[0]) and any(map(is_blank, row))
        if not (subdivides or opens_below or longer or _parts_repeated(above, row)):
            break
        height += 1
    return rows[:height], rows[height:]


def _parts_repeated(above: Row, row: Row) -> bool:
    """Whether a merged cell that is printed over each of its columns, `本年支出 | 本年支出`, is parted below: `小计 | 基本支出`."""
    cells = [cell.text.strip() for cell in row]
    return any(
        one.text.strip() == other.text.strip() != "" and left != right and left and right
        for (one, other), (left, right) in zip(pairwise(above), pairwise(cells), strict=False)
    )


def _merged_height(rows: list[Row], spans: Spans) -> int:
    """How many rows the tallest cell of the first row covers, as far as no figure stands in them."""
    tallest = max(spans.get(place(cell), (1, 1))[0] for cell in rows[0])
    height = 1
    while height < min(tallest, len(rows) - 1, _MOST_HEADER_ROWS) and not any(is_number(cell) for cell in rows[height]):
        height += 1
    return height
