"""Properties of paragraphs and characters in a Word 97+ binary file: what pages, styles and pieces of text add up to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from auditor.documents.refusals import damaged
from auditor.documents.word_binary.file import CHARACTER_PAGES, PARAGRAPH_PAGES, WordFile
from auditor.documents.word_binary.pages import character_runs, modifiers, paragraph_runs
from auditor.documents.word_binary.styles import Style, read_styles
from auditor.documents.word_binary.text import PieceText, TextPiece
from auditor.tuples import NamedTuple

_STYLE, _LEVEL, _LIST, _IN_TABLE, _ROW_END, _INNER_CELL_END, _INNER_ROW_END, _DEPTH = (
    0x4600,
    0x260A,
    0x460B,
    0x2416,
    0x2417,
    0x244B,
    0x244C,
    0x6649,
)
_OF_PARAGRAPHS = frozenset({_STYLE, _LEVEL, _LIST, _IN_TABLE, _ROW_END, _INNER_CELL_END, _INNER_ROW_END, _DEPTH})
_FAR = (0x6645, 0x6646)
_DELETED, _FORM_DATA, _HIDDEN, _CHARACTER_STYLE, _SYMBOL = 0x0800, 0x0806, 0x083C, 0x4A30, 0x6A09
_OF_TABLES = 5
_LONGEST_CHAIN = 50
_FAR_SHARE = 8
"""A data stream whose blocks add up to more than this many times its size is read again and again by design."""


class ParagraphProperties(NamedTuple):
    """What is to be known of a paragraph to place it ([MS-DOC] 2.6.2)."""

    depth: int = 0
    """How many tables it stands in."""
    row_end: bool = False
    inner_cell_end: bool = False
    """Whether it ends a cell of a nested table."""
    inner_row_end: bool = False
    numbering: int = 0
    """Its list, from 1 (`sprmPIlfo`); numbers no list has stand for none."""
    level: int = 0
    hidden: bool = False
    """Whether its style hides text."""
    contents: bool = False
    """Whether its style is one for lines of a table of contents."""
    table: tuple[tuple[int, bytes], ...] = ()
    """The modifiers of the row it ends."""


class CharacterProperties(NamedTuple):
    """What is to be known of a run of characters to print it ([MS-DOC] 2.6.1)."""

    deleted: bool = False
    hidden: bool | None = None
    """`None` where it is as the paragraph's style says."""
    symbol: str = ""
    """The character that stands in a symbol font in place of the one in the text."""
    form_data: bool = False
    """Whether what looks like a picture holds the data of a form field."""


class _InheritedStyle(NamedTuple):
    """A style with what it takes from those it is based on."""

    values: dict[int, int]
    hidden: bool | None
    contents: bool


_NO_STYLE = _InheritedStyle({}, None, False)


class Properties:
    """Finds the properties of paragraphs and runs."""

    def __init__(self, file: WordFile, text: PieceText) -> None:
        self._data = file.data
        self._data_left = _FAR_SHARE * len(file.data)
        self._text = text
        self._styles = read_styles(file)
        self._inherited: dict[int, _InheritedStyle] = {}
        self._paragraphs = paragraph_runs(file, PARAGRAPH_PAGES)
        self._characters = character_runs(file, CHARACTER_PAGES)
        self._known_paragraphs: dict[tuple[bytes, bytes], ParagraphProperties] = {}
        self._known_runs: dict[tuple[bytes, bytes], CharacterProperties] = {}

    def paragraph(self, end: int) -> ParagraphProperties:
        """Of the paragraph that ends with the character at a position."""
        piece = self._text.piece_at(end)
        block, _ = self._paragraphs.at(piece.place + (end - piece.start) * piece.width)
        key = (block, piece.modifiers)
        known = self._known_paragraphs.get(key)
        if known is None:
            known = self._known_paragraphs[key] = self._read_paragraph(*key)
        return known

    def runs(self) -> Iterator[tuple[int, int, CharacterProperties]]:
        """Start, end and properties of every run of characters, in order."""
        for piece in self._text.pieces:
            for start, end, block in self._piece_runs(piece):
                key = (block, piece.modifiers)
                known = self._known_runs.get(key)
                if known is None:
                    known = self._known_runs[key] = self._read_run(block + piece.modifiers)
                yield start, end, known

    def _piece_runs(self, piece: TextPiece) -> Iterator[tuple[int, int, bytes]]:
        start = piece.start
        while start < piece.end:
            place = piece.place + (start - piece.start) * piece.width
            block, until = self._characters.at(place)
            end = piece.end if until is None else min(start + -(-(until - place) // piece.width), piece.end)
            yield start, end, block
            start = end

    def _style(self, number: int) -> _InheritedStyle:
        path: list[int] = []
        while number not in self._inherited and number < len(self._styles) and len(path) < _LONGEST_CHAIN:
            path.append(number)
            number = self._styles[number].base
        style = self._inherited.get(number, _NO_STYLE)
        for number in reversed(path):
            style = self._inherited[number] = _inherit(style, self._styles[number])
        return style

    def _read_paragraph(self, block: bytes, of_piece: bytes) -> ParagraphProperties:
        own = [*self._near_and_far(block[2:]), *modifiers(of_piece)]
        values = _values(own)
        style = self._style(values.get(_STYLE, int.from_bytes(block[:2], "little")))
        values = style.values | values
        return ParagraphProperties(
            values.get(_DEPTH, 0) or values.get(_IN_TABLE, 0),
            bool(values.get(_ROW_END)),
            bool(values.get(_INNER_CELL_END)),
            bool(values.get(_INNER_ROW_END)),
            values.get(_LIST, 0),
            values.get(_LEVEL, 0),
            bool(style.hidden),
            style.contents,
            tuple((code, operand) for code, operand in own if code >> 10 & 7 == _OF_TABLES),
        )

    def _near_and_far(self, block: bytes) -> Iterator[tuple[int, bytes]]:
        """The modifiers of a paragraph, with those in the data stream that were too many for a page."""
        for code, operand in modifiers(block):
            if code not in _FAR:
                yield code, operand
                continue
            place = int.from_bytes(operand, "little")
            size = int.from_bytes(self._data[place : place + 2], "little")
            self._data_left -= size
            if self._data_left < 0:
                raise damaged("properties-loop")
            yield from modifiers(self._data[place + 2 : place + 2 + size])

    def _read_run(self, block: bytes) -> CharacterProperties:
        run = CharacterProperties()
        of_style: bool | None = None
        for code, operand in modifiers(block):
            if code == _DELETED:
                run = run._replace(deleted=bool(operand[0] & 1))
            elif code == _HIDDEN:
                # From 0x80 on the value says: as the style, or the contrary.
                on = bool(operand[0] & 1)
                run = run._replace(hidden=on if operand[0] < 0x80 else on != bool(of_style))
            elif code == _CHARACTER_STYLE:
                of_style = self._style(int.from_bytes(operand, "little")).hidden
            elif code == _SYMBOL:
                run = run._replace(symbol=chr(int.from_bytes(operand[2:4], "little")))
            elif code == _FORM_DATA:
                run = run._replace(form_data=bool(operand[0] & 1))
        return run if run.hidden is not None else run._replace(hidden=of_style)


def _values(found: Iterable[tuple[int, bytes]]) -> dict[int, int]:
    return {code: int.from_bytes(operand, "little") for code, operand in found if code in _OF_PARAGRAPHS}


def _inherit(base: _InheritedStyle, style: Style) -> _InheritedStyle:
    hidden = base.hidden
    for code, operand in modifiers(style.characters):
        if code == _HIDDEN:
            hidden = bool(operand[0] & 1)
    return _InheritedStyle(base.values | _values(modifiers(style.paragraphs)), hidden, base.contents or style.contents)
