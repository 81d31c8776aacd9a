"""Styles of a Word file: what they, and the styles they are based on, say of numbers, hidden text and contents."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from auditor.documents.word_xml.parts import PartReader, is_on, namespace, whole_number
from auditor.patterns import regex
from auditor.tuples import NamedTuple

_LONGEST_CHAIN = 50
_CONTENTS_STYLE = regex(r"toc\s?[1-9]|table of figures", re.IGNORECASE)


class Style(NamedTuple):
    """What a style, with those it is based on, says of paragraphs and runs; `None` where it says nothing."""

    numbering: str | None = None
    """Id of a numbering; "0" takes away the one inherited."""
    level: int | None = None
    hidden: bool = False
    contents: bool = False
    chain: tuple[str, ...] = ()
    """The style's own id and those it is based on."""


class _StyleEntry:
    def __init__(self) -> None:
        self.name = ""
        self.based_on = ""
        self.numbering: str | None = None
        self.level: int | None = None
        self.hidden: bool | None = None


class Styles(PartReader):
    """The styles part."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: dict[str, _StyleEntry] = {}
        self._entry = _StyleEntry()
        self._resolved: dict[str, Style] = {}
        self._default = ""
        self._w = ""

    def open_root(self, root: Element) -> None:
        self._w = w = f"{{{namespace(root)}}}"
        self.begins = {
            w + "style": self._open_style,
            w + "name": self._set_name,
            w + "basedOn": self._set_base,
            w + "numId": self._set_numbering,
            w + "ilvl": self._set_level,
            w + "vanish": self._set_hidden,
            w + "tblStylePr": self.skip,
            w + "pPrChange": self.skip,
            w + "rPrChange": self.skip,
        }

    def resolve(self, style_id: str | None) -> Style:
        """A style with what it inherits; the default paragraph style for `None`."""
        style_id = self._default if style_id is None else style_id
        style = self._resolved.get(style_id)
        if style is None:
            style = self._resolved[style_id] = self._inherit(style_id)
        return style

    def _inherit(self, style_id: str) -> Style:
        chain: dict[str, _StyleEntry] = {}
        base = style_id
        while base in self._entries and base not in chain and len(chain) < _LONGEST_CHAIN:
            chain[base] = self._entries[base]
            base = chain[base].based_on
        if not chain:
            return Style(contents=_CONTENTS_STYLE.fullmatch(style_id) is not None)
        entries = chain.values()
        return Style(
            next((entry.numbering for entry in entries if entry.numbering is not None), None),
            next((entry.level for entry in entries if entry.level is not None), None),
            next((entry.hidden for entry in entries if entry.hidden is not None), False),
            any(_CONTENTS_STYLE.fullmatch(entry.name) for entry in entries),
            tuple(chain),
        )

    def _open_style(self, element: Element) -> None:
        style_id = element.get(self._w + "styleId", "")
        self._entry = self._entries.setdefault(style_id, _StyleEntry())
        if element.get(self._w + "type") == "paragraph" and is_on(element.get(self._w + "default", "0")):
            self._default = style_id

    def _set_name(self, element: Element) -> None:
        self._entry.name = element.get(self._w + "val", "")

    def _set_base(self, element: Element) -> None:
        self._entry.based_on = element.get(self._w + "val", "")

    def _set_numbering(self, element: Element) -> None:
        self._entry.numbering = element.get(self._w + "val")

    def _set_level(self, element: Element) -> None:
        self._entry.level = whole_number(element.get(self._w + "val"), 0, 0, 8)

    def _set_hidden(self, element: Element) -> None:
        self._entry.hidden = is_on(element.get(self._w + "val"))
