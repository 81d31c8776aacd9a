"""What holds within a group of Rich Text: fonts, whether text is printed, in how many tables it stands."""

from __future__ import annotations

from collections.abc import Callable

from auditor.documents.rich_text.characters import code_page_of_charset, is_double
from auditor.documents.rich_text.tokens import Word
from auditor.tuples import NamedTuple


class State(NamedTuple):
    """What holds within a group and ends with it."""

    silence: int = 0
    """0 what is said counts, 1 nothing until a destination that speaks, 2 nothing at all."""
    destination: str = ""
    """The one that begins with the group, if one does."""
    font: int | None = None
    eastern: int | None = None
    """The font of characters of two bytes, where it is named apart."""
    is_eastern: bool = False
    """Whether what is said of a font is said of that one."""
    skipped: int = 1
    """So many characters stand behind each number of Unicode for programs that do not know it."""
    hidden: bool = False
    deleted: bool = False
    raised: bool = False
    depth: int = 0
    """In how many tables the paragraph stands."""


class Fonts:
    """The code pages of the fonts, and the font that plain text has."""

    def __init__(self, code_page: str) -> None:
        self.default: int | None = None
        self._code_page = code_page
        self._of_font: dict[int, str | None] = {}

    def declare(self, font: int | None, charset: int | None) -> None:
        if font is not None:
            self._of_font[font] = code_page_of_charset(charset)

    def codec(self, state: State) -> str:
        """What bytes are read by: a font of two bytes, or a document of such, goes before one of Latin text."""
        own, eastern = (self._of_font.get(font or 0) for font in (state.font, state.eastern))
        doubles = (codec for codec in (own, eastern, self._code_page) if codec and is_double(codec))
        return next(doubles, own or self._code_page)


def after(state: State, word: Word, fonts: Fonts) -> State | None:
    """What holds behind a word; None where it is none of those that change it."""
    change = _CHANGES.get(word.name)
    return change(state, word.number, fonts) if change else None


def _font(state: State, number: int | None, fonts: Fonts) -> State:
    return state._replace(font=number, eastern=number if state.is_eastern else state.eastern)


def _associated_font(state: State, number: int | None, fonts: Fonts) -> State:
    return state._replace(eastern=number) if state.is_eastern else state


def _charset(state: State, number: int | None, fonts: Fonts) -> State:
    fonts.declare(state.font, number)
    return state


def _default_font(state: State, number: int | None, fonts: Fonts) -> State:
    fonts.default = number
    return state._replace(font=number)


def _plain(state: State, number: int | None, fonts: Fonts) -> State:
    return state._replace(font=fonts.default, eastern=None, is_eastern=False, hidden=False, deleted=False, raised=False)


_CHANGES: dict[str, Callable[[State, int | None, Fonts], State]] = {
    "f": _font,
    "af": _associated_font,
    "fcharset": _charset,
    "deff": _default_font,
    "plain": _plain,
    "dbch": lambda state, number, fonts: state._replace(is_eastern=True),
    "loch": lambda state, number, fonts: state._replace(is_eastern=False),
    "hich": lambda state, number, fonts: state._replace(is_eastern=False),
    "uc": lambda state, number, fonts: state._replace(skipped=1 if number is None else max(0, number)),
    "v": lambda state, number, fonts: state._replace(hidden=number != 0),
    "deleted": lambda state, number, fonts: state._replace(deleted=number != 0),
    "super": lambda state, number, fonts: state._replace(raised=number != 0),
    "sub": lambda state, number, fonts: state._replace(raised=False),
    "nosupersub": lambda state, number, fonts: state._replace(raised=False),
    "pard": lambda state, number, fonts: state._replace(depth=0),
    "intbl": lambda state, number, fonts: state._replace(depth=max(1, state.depth)),
    "itap": lambda state, number, fonts: state._replace(depth=1 if number is None else max(0, number)),
}
