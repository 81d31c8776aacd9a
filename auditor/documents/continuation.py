"""Tables that go on over a page put together again."""

from __future__ import annotations

from itertools import pairwise

from auditor.documents.cells import is_blank, is_continued, is_number, squeeze, squeezed, without_continued
from auditor.documents.model import Block, Column, Notice, Paragraph, Piece, Residue, SourceText, Table
from auditor.documents.prose import names_table
from auditor.patterns import regex

_MOST_CAPTIONS = 8
_LABEL = regex("^[^:：]{1,12}[:：]")
_PART = regex(r"[（(][一二三四五六七八九十\d]{1,3}[）)]$")
"""Which half of a table a title is of: 分地区预算表（二）."""
_NOTES = ("注", "说明", "备注")
_TABLE_NUMBER = regex(r"[附续]?表[\d一二三四五六七八九十]{1,3}[、.．:：]?")


def join_continued(blocks: list[Block], residue: list[Residue], notices: list[Notice]) -> list[Block]:
    """Join a table that goes on over a page: the same header again, and between the two nothing but what stood above the first.

    Where a table says that it goes on (续表) in columns that have no header and are not those of the table before it, that is
    told, and neither keeps a header: sums over the rows of either would not be whole.
    """
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
                    residue.extend(Residue(cell, "repeated header") for cell in row if not is_blank(cell))
                del joined[latest + 1 :]
                joined[latest] = _append(table, block)
                continue
            if _join_beside(joined, latest, block, residue):
                latest = len(joined) - 1
                continue
            if _is_torn_off(block, between):
                notices.append(Notice(block.line, "torn-table", {}, incomplete=True))
                joined[latest : latest + 1] = _without_header(table)
        joined.append(block)
        if isinstance(block, Table):
            latest = len(joined) - 1
    return _with_halves(joined, residue)


def _with_halves(blocks: list[Block], residue: list[Residue]) -> list[Block]:
    """Join the halves of a wide table whose left columns go on over several pages before the right ones begin."""
    joined: list[Block] = []
    latest = -1
    for block in blocks:
        if not (isinstance(block, Table) and latest >= 0 and _join_beside(joined, latest, block, residue)):
            joined.append(block)
        if isinstance(block, Table):
            latest = len(joined) - 1
    return joined


def _join_beside(joined: list[Block], latest: int, block: Table, residue: list[Residue]) -> bool:
    """Put a table to the right of the latest one, which then is the last block, if it is the other half of it; whether it was."""
    table, between = joined[latest], joined[latest + 1 :]
    assert isinstance(table, Table)
    halves = _beside(table, block, between, joined[max(0, latest - _MOST_CAPTIONS) : latest])
    if halves is None:
        return False
    whole, said = halves
    residue.extend(
        Residue(item.source, "repeated heading") for item in between if isinstance(item, Paragraph) and item not in said
    )
    joined[latest:] = [*said, whole]
    return True


def _goes_on(table: Table, block: Table, between: list[Block], before: list[Block]) -> bool:
    height = len(table.header)
    if not block.header and not block.captions and not between:
        return height > 0 and table.width >= block.width
    if not height or table.width != block.width or squeezed(table.header) != squeezed(block.header[:height]):
        return False
    known = _known_before(table, before)
    return all(_is_known(caption, known) for caption in block.captions) and all(
        isinstance(paragraph, Paragraph) and _is_known(paragraph.source, known) for paragraph in between
    )


def _beside(table: Table, block: Table, between: list[Block], before: list[Block]) -> tuple[Table, list[Block]] | None:
    """A wide table printed in two halves as one, and what the second says that the first does not (its unit); None of others.

    The second half stands under the title of the first, has as many rows, and no labels of its own or the same again.
    """
    headings = [*(item.source for item in between if isinstance(item, Paragraph)), *block.captions]
    known = _known_before(table, before)
    if (
        not block.header
        or len(table.rows) != len(block.rows)
        or not all(isinstance(item, Paragraph) for item in between)
    ):
        return None
    plain = {_PART.sub("", text) for text in known}
    unknown = [
        heading
        for heading in headings
        if not _is_known(heading, known) and _PART.sub("", squeeze(heading)) not in plain
    ]
    is_same_title = any(names_table(_PART.sub("", squeeze(heading))) and heading not in unknown for heading in headings)
    if not is_same_title or not _are_labelled(unknown):
        return None
    repeated = _labels_again(table, block)
    if repeated is None:
        return None
    said: list[Block] = [Paragraph(heading) for heading in unknown]
    return _side_by_side(table, block, repeated), said


def _are_labelled(headings: list[SourceText]) -> bool:
    """Whether headings only add a unit, a note, the number of a table: each has a label or goes on with what has one."""
    return not headings or (
        bool(_LABEL.match(squeeze(headings[0])))
        and all(
            _LABEL.match(squeeze(heading)) or squeeze(before).startswith(_NOTES) or not names_table(heading.text)
            for before, heading in pairwise(headings)
        )
    )


def _labels_again(table: Table, block: Table) -> int | None:
    """How many columns at the left of the second half print the labels of the first again; None where it has labels of its own."""
    repeated = 0
    pairs = list(zip(table.rows, block.rows, strict=True))
    while (
        repeated < min(table.width, block.width)
        and all(
            squeeze(one[repeated]) == squeeze(other[repeated])
            for one, other in pairs
            if len(one) > repeated and len(other) > repeated
        )
        and _are_labels([row[repeated] for row in block.rows if len(row) > repeated])
    ):
        repeated += 1
    rest = [cell for row in block.rows for cell in row[repeated:] if not is_blank(cell)]
    return repeated if rest and all(map(is_number, rest)) else None


def _are_labels(cells: list[SourceText]) -> bool:
    """Whether a column names its rows: in words, or by counting them."""
    numbers = [squeeze(cell) for cell in cells if is_number(cell)]
    counted = [int(text) for text in numbers if text.isascii() and text.isdigit()]
    return not numbers or (len(counted) == len(numbers) > 1 and counted == list(range(1, len(counted) + 1)))


def _side_by_side(table: Table, block: Table, repeated: int) -> Table:
    height = max(len(table.header), len(block.header))
    lead = [
        _filled_up(header, height, width)
        for header, width in ((table.header, table.width), (block.header, block.width))
    ]
    header = tuple((*one, *other[repeated:]) for one, other in zip(*lead, strict=True))
    rows = tuple(
        (*_wide(one, table.width), *other[repeated:]) for one, other in zip(table.rows, block.rows, strict=True)
    )
    numbering: tuple[str, ...] = ()
    if table.numbering or block.numbering:
        numbering = (*(table.numbering or ("",) * table.width), *(block.numbering or ("",) * block.width)[repeated:])
    return Table(table.captions, (*table.columns, *_grouped(table, block, repeated)), rows, header, numbering)


def _grouped(table: Table, block: Table, repeated: int) -> list[Column]:
    """The columns that a second half adds; the first of them may stand in the last group of the first half.

        合计   本年收入                        |             上年结转结余
               小计   财政拨款   事业收入      |  其他收入   小计   财政拨款

    The head of a group that a page parts is printed before the break; behind it the cell above 其他收入 is blank. The head of
    a column in no group, as 合计, stands in the upper row.
    """
    columns, last = list(block.columns[repeated:]), table.columns[-1]
    if len(table.header) == len(block.header):
        upper, lower = (_wide(row, block.width)[repeated:] for row in (block.header[0], block.header[-1]))
        for at, column in enumerate(columns):
            if len(column.path) != 1 or not is_blank(upper[at]) or is_blank(lower[at]):
                break
            columns[at] = Column((*last.path[:-1], *column.path), (*last.headers[:-1], *column.headers))
    return columns


def _filled_up(header: tuple[tuple[SourceText, ...], ...], height: int, width: int) -> list[tuple[SourceText, ...]]:
    """The rows of a header as wide as its table, blank ones above them up to a height."""
    rows = [_wide(row, width) for row in header]
    blank = tuple(cell._replace(text="") for cell in rows[0]) if rows else ()
    return [blank] * (height - len(rows)) + rows


def _wide(row: tuple[SourceText, ...], width: int) -> tuple[SourceText, ...]:
    return row + _blanks(row, width - len(row))


def _is_torn_off(block: Table, between: list[Block]) -> bool:
    """Whether a table without a header stands under a heading that says nothing but that a table goes on."""
    headings = [*block.captions, *(item.source for item in between if isinstance(item, Paragraph))]
    return not block.header and any(is_continued(squeeze(heading)) for heading in headings[:_MOST_CAPTIONS])


def _without_header(table: Table) -> list[Block]:
    """A table whose rows are not all there: its header as prose, so that no sums are looked for under it."""
    paragraphs: list[Block] = [
        Paragraph(cell) for row in ([table.captions] if table.captions else []) for cell in row if not is_blank(cell)
    ]
    paragraphs += [Paragraph(cell) for row in table.header for cell in row if not is_blank(cell)]
    return [*paragraphs, Table((), tuple(Column((), ()) for _ in table.columns), table.rows, ())]


def _known_before(table: Table, before: list[Block]) -> set[str]:
    """What has been printed as the heading of a table."""
    known = _sayings(table.captions)
    for earlier in reversed(before):
        if not isinstance(earlier, Paragraph):
            break
        known |= _sayings((earlier.source,))
    return known


def _sayings(headings: tuple[SourceText, ...]) -> set[str]:
    """What headings say, and what those with a label say behind it, as another page may print it alone."""
    texts = [squeeze(heading) for heading in headings]
    return {part for text in texts for part in (text, _LABEL.sub("", text)) if part}


def _is_known(heading: SourceText, known: set[str]) -> bool:
    """Whether a heading has been printed before; one that says that it goes on may say nothing else."""
    text = squeeze(heading)
    rest = without_continued(text)
    if text in known or rest in known or not rest or _LABEL.sub("", text) in known:
        return True
    # 表12 2022年支出表 may go on under 2022年支出表.
    return any(said.endswith(rest) and _TABLE_NUMBER.fullmatch(said.removesuffix(rest)) for said in known)


def _append(table: Table, block: Table) -> Table:
    rows = list(table.rows)
    body: list[tuple[SourceText, ...]] = [*block.header[len(table.header) :], *block.rows]
    if rows and body and _is_row_rest(body[0], rows[-1]):
        rows[-1] = tuple(_rejoin(cell, rest) for cell, rest in zip(rows[-1], body[0], strict=False))
        body = body[1:]
    widened = [row + _blanks(row, table.width - len(row)) if len(row) == block.width else row for row in body]
    numbering = table.numbering or block.numbering
    return Table(table.captions, table.columns, (*rows, *widened), table.header, numbering)


def _blanks(row: tuple[SourceText, ...], count: int) -> tuple[SourceText, ...]:
    """Blank cells behind a row, placed where it ends."""
    last = row[-1]
    end = last.locate(0, len(last.text)).end_column
    return tuple(SourceText("", (Piece(0, last.pieces[-1].line, end),)) for _ in range(count))


def _is_row_rest(row: tuple[SourceText, ...], above: tuple[SourceText, ...]) -> bool:
    """Whether the first row of a page is the rest of the last row above: words only, and no more than go on with a cell there."""
    filled = [index for index, cell in enumerate(row) if not is_blank(cell)]
    if not filled or len(filled) > 2 or any(is_number(row[index]) for index in filled):
        return False
    if is_blank(row[0]) and not is_blank(above[0]):
        return all(index < len(above) and not is_blank(above[index]) for index in filled)
    return False


def _rejoin(cell: SourceText, rest: SourceText) -> SourceText:
    return cell if is_blank(rest) else cell.joined(rest)
