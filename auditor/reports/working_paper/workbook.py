"""A workbook that Excel, WPS and LibreOffice open: legal names, text that stays text, numbers that lose no digit, links."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import Any
from unicodedata import east_asian_width

import xlsxwriter

from auditor.patterns import regex
from auditor.records import Lang
from auditor.reports.own import MARK
from auditor.reports.terms import one_line
from auditor.tuples import NamedTuple

ROWS, COLUMNS = 1_048_576, 16_384
"""What a sheet of Excel can hold."""
_LONGEST_TEXT = 32_767
"""Of a cell, in units of UTF-16, as Excel counts."""
_LONGEST_NAME = 31
_MOST_LINKS = 65_530
"""Of a sheet; Excel drops all of them when there are more."""
_LONGEST_REFERENCE = 2_000
"""Of a link, which Excel cuts off at 2,079 characters."""
_MOST_DIGITS = 15
"""A number of Excel keeps so many digits."""
_CREATED = datetime(2000, 1, 1)
"""Of every working paper, so that the same run gives the same bytes."""
_ILLEGAL = regex(r"[\[\]:*?/\\']")
_FONT = {"zh": "宋体", "en": "Calibri"}

Style = dict[str, Any]


class Target(NamedTuple):
    """A cell of a sheet; rows and columns count from 0."""

    sheet: str
    row: int
    column: int = 0


class Book:
    """A workbook in the making; `close` gives its bytes."""

    def __init__(self, lang: Lang) -> None:
        self._bytes = BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self.file = xlsxwriter.Workbook(self._bytes, options)
        self.file.set_properties({"created": _CREATED, "keywords": MARK})
        self._font = {"font_name": _FONT[lang], "font_size": 10, "valign": "vcenter"}
        self._styles: dict[tuple[tuple[str, Any], ...], Any] = {}
        self._names: set[str] = set()

    def name(self, wanted: str) -> str:
        """A name for a sheet: legal, of at most 31 characters, and of no other sheet."""
        stem = _ILLEGAL.sub(" ", one_line(wanted)).strip() or "Sheet"
        name, number = _cut(stem, _LONGEST_NAME).strip(), 1
        while name.casefold() in self._names or name.casefold() == "history":
            number += 1
            name = f"{_cut(stem, _LONGEST_NAME - 2 - len(str(number))).strip()} {number}"
        self._names.add(name.casefold())
        return name

    def style(self, **properties: Any) -> Any:
        """A format; equal ones are one."""
        key = tuple(properties.items())
        if key not in self._styles:
            self._styles[key] = self.file.add_format({**self._font, **properties})
        return self._styles[key]

    def close(self) -> bytes:
        self.file.close()
        return self._bytes.getvalue()


class Sheet:
    """A sheet to write on; rows and columns count from 0."""

    def __init__(self, book: Book, name: str, footer: str, *, head: int | None = None) -> None:
        """`head` is the row of the column heads: it stays in view and is printed on every page."""
        self.book, self.name, self._links = book, name, 0
        self.page = book.file.add_worksheet(name)
        self.page.set_landscape()
        self.page.set_paper(9)
        self.page.fit_to_pages(1, 0)
        self.page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)
        self.page.set_footer(footer)
        self.page.hide_gridlines(2)
        if head is not None:
            self.page.freeze_panes(head + 1, 0)
            self.page.repeat_rows(head)

    def title(self, text: str) -> None:
        self.page.set_row(0, 26)
        self.text(0, 0, text, bold=True, font_size=16)

    def text(self, row: int, column: int, text: str | None, **style: Any) -> None:
        self.page.write_string(row, column, clean(text or ""), self.book.style(**style))

    def count(self, row: int, column: int, number: float, **style: Any) -> None:
        self.page.write_number(row, column, number, self.book.style(**style))

    def amount(self, row: int, column: int, value: Decimal | None, grouped: bool = True, **style: Any) -> None:
        """A number with the decimals it has; one that Excel cannot keep to its last digit as text; nothing for None.

        `grouped` puts commas between thousands.
        """
        if value is None:
            self.page.write_blank(row, column, None, self.book.style(**style))
        elif keeps(value):
            self.page.write_number(
                row, column, float(value), self.book.style(num_format=picture(value, grouped), **style)
            )
        else:
            self.text(row, column, format(value, "f"), align="right", **style)

    def formula(self, row: int, column: int, formula: str, value: Decimal, grouped: bool = True, **style: Any) -> None:
        """A formula with the value that it has, for programs that do not calculate."""
        kind = self.book.style(num_format=picture(value, grouped), **style)
        self.page.write_formula(row, column, f"={formula}", kind, float(value))

    def link(self, row: int, column: int, target: Target | None, text: str, **style: Any) -> None:
        """A text that leads to another cell; only the text where there is no target or no room for more links."""
        if target is None or not text or self._links >= _MOST_LINKS:
            self.text(row, column, text, **style)
            return
        self._links += 1
        place = f"internal:'{target.sheet}'!{address(target.row, target.column)}"
        look = self.book.style(font_color="#0563C1", underline=1, **style)
        self.page.write_url(row, column, place, look, string=clean(text))

    def reference(self, row: int, column: int, reference: str, text: str, **style: Any) -> None:
        """A text that leads to another file; only the text where there is no room for more links, or for so long a reference."""
        if not text or self._links >= _MOST_LINKS or len(reference) > _LONGEST_REFERENCE:
            self.text(row, column, text, **style)
            return
        self._links += 1
        look = self.book.style(font_color="#0563C1", underline=1, **style)
        self.page.write_url(row, column, f"external:{reference}", look, string=clean(text))

    def heads(self, row: int, names: list[str], widths: list[int]) -> None:
        """The heads of columns, which are so many characters wide, or as the longest word of their head."""
        self.page.set_row(row, 28)
        for column, (name, width) in enumerate(zip(names, widths, strict=True)):
            # Chinese breaks anywhere.
            longest = max((width_of(part) if part.isascii() else 4 for part in name.split()), default=0)
            self.page.set_column(column, column, max(width, longest + 2))
            self.text(row, column, name, **HEAD)


HEAD: Style = {"bold": True, "bg_color": "#D9E1F2", "border": 1, "text_wrap": True, "align": "center"}
CELL: Style = {"border": 1, "border_color": "#BFBFBF"}
WRAPPED: Style = {**CELL, "text_wrap": True}


def clean(text: str) -> str:
    """A text as one line that XML can hold and a cell has room for."""
    return _cut(one_line(text), _LONGEST_TEXT)


def keeps(value: Decimal) -> bool:
    """Whether a number of Excel has every digit of a value."""
    digits, exponent = value.as_tuple().digits, value.as_tuple().exponent
    return isinstance(exponent, int) and len(digits) <= _MOST_DIGITS and -_MOST_DIGITS <= exponent <= 0


def picture(value: Decimal, grouped: bool = True) -> str:
    """The number format that shows a value with its decimals, with commas between thousands if `grouped`."""
    exponent = value.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return ("#,##0" if grouped else "0") + (f".{'0' * decimals}" if decimals else "")


def address(row: int, column: int) -> str:
    """A cell as formulas name it."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def width_of(text: str) -> int:
    """The width of a text in characters of Latin letters."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def _cut(text: str, units: int) -> str:
    """As much of a text as so many units of UTF-16 hold, with a sign that there was more."""
    if 2 * len(text) <= units:
        return text
    coded = text.encode("utf-16-le")
    return text if len(coded) <= 2 * units else coded[: 2 * (units - 1)].decode("utf-16-le", "ignore") + "…"
