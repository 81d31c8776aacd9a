"""Word 97+ binary files (.doc, .wps): paragraphs and tables as they are printed."""

from __future__ import annotations

import struct

from auditor.documents.edged_rows import table_of
from auditor.documents.raw import Found, RawNotice, RawParagraph, RawTable, RawText
from auditor.documents.refusals import damaged, refused
from auditor.documents.word_binary.file import SECTIONS, WordFile, open_word_file
from auditor.documents.word_binary.lists import Labels
from auditor.documents.word_binary.marks import PrintedText
from auditor.documents.word_binary.properties import Properties
from auditor.documents.word_binary.tables import Row, edged
from auditor.documents.word_binary.text import PieceText
from auditor.errors import UnreadableDocument
from auditor.patterns import regex

_END = regex("[\r\x07\x0c]")
_CELL_END, _SECTION_END = "\x07", "\x0c"
_DEEPEST = 64
"""Tables nested deeper are read as part of the one around them."""


def read_word_binary(content: bytes) -> list[Found]:
    """What stands in a file: its text, then footnotes, endnotes and text boxes; tables nested in a table stand behind it.

    Field codes, deleted and hidden text are left out, headers, footers and comments too; automatic numbers are written out
    ([MS-DOC]). Raises `UnreadableDocument` where the file is damaged, encrypted, or not of Word 97 or later.
    """
    file = open_word_file(content)
    try:
        return _Reader(file).read()
    except (struct.error, IndexError, ValueError) as error:
        raise damaged(str(error)) from error


class _OpenTable:
    """A table while it is read."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.rows: list[Row] = []
        self.cells: list[list[str]] = []
        self.lines: list[str] = []

    def end_cell(self) -> None:
        self.cells.append(self.lines)
        self.lines = []

    def end_row(self, modifiers: tuple[tuple[int, bytes], ...], printed: bool) -> None:
        """Rows that are deleted or hidden with all they hold are left out."""
        if self.lines:
            self.end_cell()
        if printed or any(self.cells):
            self.rows.append(Row(self.cells, modifiers))
        self.cells = []


class _Reader:
    """Goes through the stories of a file, paragraph by paragraph."""

    def __init__(self, file: WordFile) -> None:
        self._found: list[Found] = []
        self._text = PieceText(file)
        self._properties = Properties(file, self._text)
        self._printed = PrintedText(self._text, self._properties)
        self._labels = Labels(file)
        self._stories = file.stories()
        self._section_starts = _section_starts(file)
        self._open: list[_OpenTable] = []
        """The tables around the place we are at, from the outside in."""
        self._tables = 0
        self._closed: list[tuple[int, RawTable]] = []
        self._carried = ""
        """Text of paragraphs whose mark is deleted or hidden; it goes on in the next paragraph."""
        self._carried_depth = 0
        self._covered = 0

    def read(self) -> list[Found]:
        stories = self._stories
        end = 0
        for length, is_read in zip(stories, (True, True, False, False, False, True, True), strict=True):
            start, end = end, min(end + length, len(self._text.characters))
            if is_read:
                self._read_story(start, end)
        if not self._found:
            raise _without_text(self._printed.pictures)
        return [*self._notices(), *self._found]

    def _read_story(self, start: int, end: int) -> None:
        self._printed.mark_fields(start, end)
        for mark in _END.finditer(self._text.characters, start, end):
            position = mark.start()
            if mark[0] != _SECTION_END or position + 1 in self._section_starts:
                self._read_paragraph(start, position, mark[0])
                start = position + 1
        self._add_text(self._printed.between(start, end, False), 0, False)
        self._end_carried(0)
        self._close_tables(0)

    def _read_paragraph(self, start: int, end: int, mark: str) -> None:
        properties = self._properties.paragraph(end)
        text = self._printed.between(start, end, properties.hidden)
        printed = self._printed.is_printed(end, properties.hidden)
        depth = min(properties.depth, _DEEPEST)
        row_end = depth > 0 and (properties.inner_row_end or (properties.row_end and mark == _CELL_END))
        cell_end = depth > 0 and not row_end and (properties.inner_cell_end or mark == _CELL_END)
        self._end_carried(depth)
        if not printed and not row_end and not cell_end:
            self._carried += text
            self._carried_depth = depth
            return
        text, self._carried = self._carried + text, ""
        if printed and not row_end:
            text = self._labels.next(properties.numbering, properties.level) + text
        self._add_text(text, depth, properties.contents)
        if cell_end:
            self._open[-1].end_cell()
        elif row_end:
            self._open[-1].end_row(properties.table, printed)

    def _end_carried(self, depth: int) -> None:
        """Text does not go on in a paragraph that stands in another table, or in none."""
        if self._carried and depth != self._carried_depth:
            text, self._carried = self._carried, ""
            self._add_text(text, self._carried_depth, False)

    def _add_text(self, text: str, depth: int, contents: bool) -> None:
        self._close_tables(depth)
        while len(self._open) < depth:
            self._tables += 1
            self._open.append(_OpenTable(self._tables))
        lines = [line for line in text.split("\n") if line.strip()]
        if depth:
            self._open[-1].lines += lines
        elif lines:
            self._found.append(RawParagraph(tuple(map(RawText, lines)), contents))

    def _close_tables(self, depth: int) -> None:
        while len(self._open) > depth:
            table = self._open.pop()
            if table.lines:
                table.end_cell()
            if table.cells:
                table.end_row((), printed=False)
            grid, covered = table_of(edged(table.rows), table.number)
            self._covered += covered
            if any(cell.lines for cell in grid.cells):
                self._closed.append((table.number, grid))
        if not self._open:
            self._found += [grid for _, grid in sorted(self._closed, key=lambda closed: closed[0])]
            self._closed.clear()

    def _notices(self) -> list[RawNotice]:
        printed = self._printed
        told = (
            ("hidden-text-left-out", "characters", printed.hidden + self._covered, False),
            ("deleted-text-left-out", "characters", printed.deleted, False),
            ("embedded-files-not-read", "count", printed.embedded, True),
            ("pictures-not-read", "count", printed.pictures - printed.embedded, False),
            ("fields-without-result", "count", printed.without_result, True),
            ("labels-not-read", "count", self._labels.unknown, False),
        )
        return [RawNotice(key, {name: count}, incomplete) for key, name, count, incomplete in told if count > 0]


def _section_starts(file: WordFile) -> frozenset[int]:
    """Where sections begin, and where the last one ends ([MS-DOC] PlcfSed)."""
    table = file.structure(SECTIONS)
    count = max((len(table) - 4) // 16, -1) + 1
    return frozenset(struct.unpack_from(f"<{count}I", table))


def _without_text(pictures: int) -> UnreadableDocument:
    if pictures:
        return refused("pictures-only")
    return refused("no-text")
