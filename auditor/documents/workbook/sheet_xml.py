"""One worksheet part of an Excel workbook, read row by row, so that what is read is let go at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element

from auditor.documents.archive import Archive
from auditor.documents.refusals import damaged
from auditor.documents.workbook.cells import (
    MOST_COLUMNS,
    MOST_ROWS,
    Merge,
    Sheet,
    cell_text,
    too_many_cells,
    weight,
)
from auditor.documents.workbook.number_format import NumberFormat
from auditor.patterns import regex
from auditor.tuples import NamedTuple

MOST_ELEMENTS = 2_000_000
"""That may stand between one row or shared string and the next; no writer comes near it."""
_RANGE = regex(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")
_LETTERS = regex(r"[A-Z]{1,3}")
_ESCAPE = regex(r"_x([0-9A-Fa-f]{4})_")
_SHORT = 100
_TRUTHS = {"1": "TRUE", "0": "FALSE", "true": "TRUE", "false": "FALSE"}


class Shared(NamedTuple):
    """What the sheets of a workbook share."""

    archive: Archive
    strings: Sequence[str]
    formats: Mapping[str | None, NumberFormat]
    """By the style of a cell; without a style, and for one there is not, `None`."""
    is_uncalculated: bool
    """Whether results were never computed, so that a stored zero is a placeholder."""


def is_true(value: str | None) -> bool:
    return value in ("1", "true")


def whole_number(text: str | None, default: int) -> int:
    """The number an attribute holds; the default for none and for what is no number."""
    return int(text) if text and len(text) < 10 and text.isascii() and text.isdecimal() else default


def sibling_tag(element: Element, name: str) -> str:
    """The tag of another element of the same namespace."""
    return element.tag[: element.tag.find("}") + 1] + name


def string_item(item: Element) -> str:
    """The text of a shared or inline string: its runs joined, without phonetic readings (ECMA-376 part 1, 18.4.8)."""
    text, run = sibling_tag(item, "t"), sibling_tag(item, "r")
    if len(item) == 1 and item[0].tag == text:
        return unescaped(item[0].text or "")
    parts = [part for child in item for part in ((child,) if child.tag == text else child if child.tag == run else ())]
    return unescaped("".join(part.text or "" for part in parts if part.tag == text))


def unescaped(text: str) -> str:
    """A text with `_x000D_` and its like decoded (ECMA-376 part 1, 22.4.2.4 ST_Xstring) and line breaks made `\\n`."""
    if "_x" in text and _ESCAPE.search(text):
        text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return cell_text(text)


class SheetReader:
    """Reads worksheet parts; `left` is how many more filled cells the workbook may have."""

    def __init__(self, shared: Shared, left: int) -> None:
        self.left = left
        self._shared = shared
        self._formats = {style: ready.number for style, ready in shared.formats.items()}
        self._general = self._formats[None]
        self._texts = {style: ready.text for style, ready in shared.formats.items() if ready.changes_text}
        self._columns: dict[str, int] = {}
        self._value, self._formula, self._inline = "v", "f", "is"

    def read(self, part: str, name: str, *, is_hidden: bool) -> Sheet:
        """The filled cells of a sheet, its merged ranges, and what of it is hidden or not calculated."""
        self._rows: dict[int, dict[int, str]] = {}
        self._last_row = -1
        self._hidden_rows: set[int] = set()
        self._uncalculated: list[tuple[int, int]] = []
        merges, hidden = self._scan(part)
        return Sheet(name, self._rows, merges, is_hidden, self._hidden_rows, hidden, self._uncalculated)

    def _scan(self, part: str) -> tuple[list[Merge], frozenset[int]]:
        """Take in the rows; the merged ranges and the hidden columns.

        A row is whole when the next one starts, or the whole part is read. The parser itself keeps hold of what it
        has not finished, so the element of all rows can be emptied each time.
        """
        events = self._shared.archive.iterate(part, ("start",))
        _, root = next(events)
        names = ("v", "f", "is", "c", "row", "sheetData", "mergeCell", "col")
        tags = [sibling_tag(root, name) for name in names]
        self._value, self._formula, self._inline, cell_tag, row_tag, data_tag, merge_tag, column_tag = tags
        inside = {self._value, self._formula, cell_tag}
        merges: list[Merge] = []
        hidden: list[Element] = []
        row, data, count = None, root, 0
        for _, element in events:
            tag = element.tag
            count += 1
            if count > MOST_ELEMENTS:
                raise too_many_cells()
            if tag in inside:
                continue
            if tag == row_tag:
                if row is not None:
                    self._take(row)
                row, count = element, 0
                data.clear()
            elif tag == data_tag:
                data = element
            elif tag == merge_tag:
                merges.append(_merge(element.get("ref") or ""))
            elif tag == column_tag and (is_true(element.get("hidden")) or element.get("width") == "0"):
                hidden.append(element)
        if row is not None:
            self._take(row)
        return merges, _columns(hidden)

    def _take(self, row: Element) -> None:
        """The filled cells of a row; those without a value, mere formats, are passed over."""
        reference = row.get("r")
        number = whole_number(reference, 0) - 1 if reference else self._last_row + 1
        if not 0 <= number < MOST_ROWS:
            raise damaged("no-row", place=reference)
        self._last_row = number
        texts = self._rows.get(number, {})
        self._fill(texts, row, number, reference or "")
        self.left -= len(texts)
        if self.left < 0 or max(texts, default=0) >= MOST_COLUMNS:
            raise too_many_cells()
        if texts:
            self._rows[number] = texts
            if is_true(row.get("hidden")) or row.get("ht") == "0":
                self._hidden_rows.add(number)

    def _fill(self, texts: dict[int, str], row: Element, number: int, reference: str) -> None:
        """The texts of a row by column. Written out, not called for each cell: here is where the time goes."""
        columns, formats, general, value_tag = self._columns, self._formats, self._general, self._value
        column = -1
        for cell in row:
            about = cell.attrib
            place = about.get("r")
            if place is None:
                column += 1
            else:
                letters = place.removesuffix(reference)
                column = columns[letters] if letters in columns else self._column(letters)
            if not len(cell):
                continue
            only = cell[0]
            stored = only.text if only.tag == value_tag and "t" not in about and len(cell) == 1 else None
            text = formats.get(about.get("s"), general)(stored) if stored else self._text(cell, number, column)
            if text:
                texts[column] = text
                if len(text) > _SHORT or "\n" in text:
                    self.left -= weight(text) - 1

    def _column(self, letters: str) -> int:
        column = column_number(letters.rstrip("0123456789"))
        self._columns[letters] = column
        return column

    def _text(self, cell: Element, number: int, column: int) -> str:
        """What a cell prints (ECMA-376 part 1, 18.3.1.4 c and 18.18.11 ST_CellType)."""
        kind, style = cell.get("t"), cell.get("s")
        stored: str | None = None
        formula: Element | None = None
        inline: Element | None = None
        for child in cell:
            if child.tag == self._value:
                stored = child.text
            elif child.tag == self._formula:
                formula = child
            elif child.tag == self._inline:
                inline = child
        if formula is not None and self._is_missing(stored, kind):
            self._uncalculated.append((number, column))
            return cell_text(f"={formula.text or '…'}")
        if stored is None:
            return self._styled(string_item(inline), style) if inline is not None else ""
        if kind is None or kind == "n":
            return self._formats.get(style, self._general)(stored)
        if kind == "s":
            return self._styled(self._string(stored), style)
        return self._other(stored, kind, style)

    def _is_missing(self, stored: str | None, kind: str | None) -> bool:
        if kind == "str":
            return False
        return not stored or (stored == "0" and kind in (None, "n") and self._shared.is_uncalculated)

    def _string(self, stored: str) -> str:
        index = whole_number(stored, len(self._shared.strings))
        if index >= len(self._shared.strings):
            raise damaged("no-shared-string", place=stored[:_SHORT])
        return self._shared.strings[index]

    def _styled(self, text: str, style: str | None) -> str:
        return self._texts[style](text) if text and style in self._texts else text

    def _other(self, stored: str, kind: str, style: str | None) -> str:
        if kind == "b":
            return _TRUTHS.get(stored, stored)
        if kind == "d":
            return stored.removesuffix("Z").removesuffix(".000").removesuffix("T00:00:00")
        return self._styled(unescaped(stored), style)


def column_number(letters: str) -> int:
    """The column of its letters, from 0."""
    if not _LETTERS.fullmatch(letters):
        raise damaged("no-column", place=letters[:_SHORT])
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


def _merge(reference: str) -> Merge:
    match = _RANGE.fullmatch(reference)
    if not match:
        raise damaged("no-range", place=reference[:_SHORT])
    left, right = column_number(match[1]), column_number(match[3] or match[1])
    top, bottom = int(match[2]) - 1, int(match[4] or match[2]) - 1
    return Merge(min(top, bottom), min(left, right), max(top, bottom), max(left, right))


def _columns(elements: Sequence[Element]) -> frozenset[int]:
    """The columns that some `col` elements are about, by ranges counted from 1 (ECMA-376 part 1, 18.3.1.13)."""
    columns: set[int] = set()
    for element in elements[:MOST_COLUMNS]:
        first, last = whole_number(element.get("min"), 1), whole_number(element.get("max"), 0)
        if len(columns) < MOST_COLUMNS:
            columns.update(range(max(first, 1) - 1, min(last, MOST_COLUMNS)))
    return frozenset(columns)
