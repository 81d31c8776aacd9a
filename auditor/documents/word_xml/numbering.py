"""Numbering of a Word file: its lists, their levels and the automatic label of each paragraph."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from auditor.documents.numbering import number_text
from auditor.documents.word_xml.parts import PartReader, is_on, namespace, whole_number
from auditor.documents.word_xml.styles import Style, Styles
from auditor.patterns import regex
from auditor.tuples import NamedTuple

_LONGEST_LABEL = 255
_PLACE = regex(r"%([1-9])")


class Level(NamedTuple):
    """A level of a list (ECMA-376 Part 1, 17.9.6)."""

    start: int = 0
    number_format: str = "decimal"
    width: int = 0
    """Digits of a custom format such as `001, 002, 003, …`."""
    text: str = ""
    suffix: str = "tab"
    all_decimal: bool = False
    restart: int | None = None
    """The level, from 1, that this one restarts behind; 0 for never, `None` for every higher level."""


class _List:
    """Levels by number from 0: of an abstract numbering, or those a numbering overrides."""

    def __init__(self, abstract: str = "") -> None:
        self.abstract = abstract
        self.levels: dict[int, Level] = {}
        self.starts: dict[int, int] = {}
        self.level_of_style: dict[str, int] = {}
        self.style_link = ""


class Numbering(PartReader):
    """The numbering part."""

    def __init__(self) -> None:
        super().__init__()
        self.abstracts: dict[str, _List] = {}
        self.numberings: dict[str, _List] = {}
        self._list = _List()
        self._number = 0
        self._w = ""

    def open_root(self, root: Element) -> None:
        self._w = w = f"{{{namespace(root)}}}"
        self.begins = {
            w + "abstractNum": self._open_abstract,
            w + "num": self._open_numbering,
            w + "abstractNumId": self._set_abstract,
            w + "numStyleLink": self._set_style_link,
            w + "lvlOverride": self._open_override,
            w + "startOverride": self._set_start_override,
            w + "lvl": self._open_level,
            w + "pPr": self.skip,
            w + "rPr": self.skip,
        }
        for name in ("start", "numFmt", "lvlText", "suff", "isLgl", "lvlRestart", "pStyle"):
            self.begins[w + name] = self._set_level_property

    def _open_abstract(self, element: Element) -> None:
        self._list = self.abstracts.setdefault(element.get(self._w + "abstractNumId", ""), _List())

    def _open_numbering(self, element: Element) -> None:
        self._list = self.numberings.setdefault(element.get(self._w + "numId", ""), _List())

    def _set_abstract(self, element: Element) -> None:
        self._list.abstract = element.get(self._w + "val", "")

    def _set_style_link(self, element: Element) -> None:
        self._list.style_link = element.get(self._w + "val", "")

    def _open_override(self, element: Element) -> None:
        self._number = whole_number(element.get(self._w + "ilvl"), 0, 0, 8)

    def _set_start_override(self, element: Element) -> None:
        self._list.starts[self._number] = whole_number(element.get(self._w + "val"), 1, 0, 32_767)

    def _open_level(self, element: Element) -> None:
        self._number = whole_number(element.get(self._w + "ilvl"), 0, 0, 8)
        self._list.levels[self._number] = Level()

    def _set_level_property(self, element: Element) -> None:
        level = self._list.levels.get(self._number)
        value = element.get(self._w + "val")
        name = element.tag[len(self._w) :]
        if level is None:
            return
        if name == "pStyle":
            self._list.level_of_style.setdefault(value or "", self._number)
        elif name == "numFmt" and level.width == 0:
            level = _with_format(level, value or "decimal", element.get(self._w + "format", ""))
        elif name == "start":
            level = level._replace(start=whole_number(value, 0, 0, 32_767))
        elif name == "lvlText":
            level = level._replace(text=(value or "")[:_LONGEST_LABEL])
        elif name == "suff":
            level = level._replace(suffix=value or "tab")
        elif name == "isLgl":
            level = level._replace(all_decimal=is_on(value))
        elif name == "lvlRestart":
            level = level._replace(restart=whole_number(value, 0, 0, 9))
        self._list.levels[self._number] = level


def _with_format(level: Level, number_format: str, pattern: str) -> Level:
    """A custom format stands before the plain one that older programs fall back on."""
    first = pattern.partition(",")[0].strip()
    if number_format == "custom" and first.isdecimal():
        return level._replace(number_format="decimal", width=min(len(first), 9))
    return level._replace(number_format=number_format)


class Labels:
    """Counts the paragraphs of every list and writes their labels."""

    def __init__(self, numbering: Numbering, styles: Styles) -> None:
        self._numbering = numbering
        self._styles = styles
        self._counts: dict[str, dict[int, int]] = {}
        """By abstract numbering, which the numberings made from it share; then by level."""
        self._started: set[tuple[str, int]] = set()

    def next(self, style: Style, numbering: str | None, level: int | None) -> str:
        """The label of the next paragraph with what parts it from the text; "" where there is none.

        `numbering` and `level` are what the paragraph itself says; it comes before what its style says.
        """
        numbering = style.numbering if numbering is None else numbering
        own = self._numbering.numberings.get(numbering or "")
        if numbering is None or own is None:
            return ""
        abstract_id, abstract = self._abstract(own)
        if level is None:
            level = _level_of(style, abstract)
        levels = abstract.levels | own.levels
        if level not in levels:
            return ""
        counts = self._counts.setdefault(abstract_id, {})
        self._count(counts, levels, level, own.starts, numbering)
        return _label(levels, level, counts)

    def _abstract(self, own: _List) -> tuple[str, _List]:
        """The abstract numbering of a numbering, over the numbering style where it only names one (17.9.21)."""
        abstract = self._numbering.abstracts.get(own.abstract, _NO_LIST)
        if not abstract.style_link:
            return own.abstract, abstract
        linked = self._numbering.numberings.get(self._styles.resolve(abstract.style_link).numbering or "", own)
        return linked.abstract, self._numbering.abstracts.get(linked.abstract, _NO_LIST)

    def _count(
        self, counts: dict[int, int], levels: dict[int, Level], level: int, starts: dict[int, int], numbering: str
    ) -> None:
        if level in starts and (numbering, level) not in self._started:
            self._started.add((numbering, level))
            counts[level] = starts[level]
        else:
            counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [number for number in counts if number > level]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or level < restart:
                del counts[deeper]


_NO_LIST = _List()


def _level_of(style: Style, abstract: _List) -> int:
    """The level of a paragraph that names none: the one its style stands at, or that names its style."""
    if style.level is not None:
        return style.level
    return next((abstract.level_of_style[name] for name in style.chain if name in abstract.level_of_style), 0)


def _label(levels: dict[int, Level], number: int, counts: dict[int, int]) -> str:
    level = levels[number]
    if level.number_format == "bullet":
        return ""

    def place(match: re.Match[str]) -> str:
        shown = int(match[1]) - 1
        if shown not in levels or shown > number:
            return ""
        count = counts.get(shown, levels[shown].start)
        number_format = "decimal" if level.all_decimal else levels[shown].number_format
        return number_text(number_format, count).zfill(levels[shown].width)

    text = _PLACE.sub(place, level.text)[:_LONGEST_LABEL]
    return text + _gap(text, level.suffix)


def _gap(text: str, suffix: str) -> str:
    """What stands between label and text; a tab would look like that of a table of contents."""
    if not text or suffix == "nothing":
        return ""
    return " " if suffix == "space" or text[-1].isalnum() or text[-1] in ".．-" else ""
