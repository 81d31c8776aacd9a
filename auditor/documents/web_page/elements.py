"""An element of a web page: whether it is shown, how much text and how many links it holds, whether it is data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from auditor.documents.note_marks import raised
from auditor.patterns import regex

SHOWN = 0
NAVIGATION = 1
HIDDEN = 2
HEADINGS = frozenset(("h1", "h2", "h3"))

_CONTROLS = frozenset(("select", "option", "optgroup", "datalist", "button", "textarea", "nav"))
_NO_TEXT = frozenset(("table", "thead", "tbody", "tfoot", "tr", "ul", "ol", "dl"))
_INVISIBLE = regex(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
_STATEMENT = regex(r"。|(?<![\d.])\d[\d,]*[.,]\d+(?![\d.])")
"""Dates and addresses have more than one point."""
_DOCUMENT_ADDRESS = regex(r"\.(?:pdf|docx?|xlsx?|et|wps|ofd|pptx?|csv|zip|rar|7z)(?:$|[?#&])", re.IGNORECASE)
_SECTIONS = frozenset(("thead", "tbody", "tfoot"))
_LONG_CELL = 300


class Element:
    """An element with its texts and elements in order; counts are of characters without surrounding blanks."""

    __slots__ = (
        "attributes",
        "children",
        "fate",
        "grids",
        "headings",
        "is_grid",
        "linked",
        "links",
        "statements",
        "tables",
        "tag",
        "weight",
    )

    def __init__(self, tag: str, attributes: dict[str, str | None]) -> None:
        self.tag = tag
        self.attributes = attributes
        self.children: list[Element | str] = []
        self.weight = 0
        """Characters shown."""
        self.linked = 0
        """Characters of links to other pages."""
        self.links = 0
        """Links to other pages."""
        self.statements = 0
        """Stretches of text with a full stop or a decimal figure, those of links left out."""
        self.headings = 0
        """Headings of the first three degrees that are more than a link."""
        self.tables = 0
        """Table elements at or below this one."""
        self.grids = 0
        """Tables of data at or below this one."""
        self.is_grid = False
        """Whether it is a table that holds data; one that lays out the page does not."""
        self.fate = SHOWN if not attributes and tag not in _CONTROLS else _fate(tag, attributes)

    def attribute(self, name: str) -> str:
        return self.attributes.get(name) or ""

    def elements(self) -> Iterator[Element]:
        return (child for child in self.children if isinstance(child, Element))

    def parts(self) -> Iterator[Element]:
        """This element and all below it, in document order, hidden ones too."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting.extend(child for child in reversed(element.children) if isinstance(child, Element))

    def text(self) -> str:
        """All its text, blanks as they are."""
        words: list[str] = []
        waiting: list[Element | str] = [self]
        while waiting:
            node = waiting.pop()
            if isinstance(node, str):
                words.append(node)
            else:
                waiting.extend(reversed(node.children))
        return "".join(words)


def is_document_address(address: str) -> bool:
    """Whether an address is that of an office file, a PDF or an archive."""
    return _DOCUMENT_ADDRESS.search(address) is not None


def add_text(parent: Element, text: str) -> None:
    """Put text at the end of an element and count it."""
    if parent.tag == "sup":
        text = raised(text)
    size = len(text.strip())
    if size:
        parent.weight += size
        if _STATEMENT.search(text):
            parent.statements += 1
    elif parent.tag in _NO_TEXT:
        return
    parent.children.append(text)


def _fate(tag: str, attributes: dict[str, str | None]) -> int:
    if tag in _CONTROLS:
        return NAVIGATION
    style = attributes.get("style")
    if style and _is_invisible(style) and tag != "body":
        return HIDDEN
    return HIDDEN if "hidden" in attributes or attributes.get("aria-hidden") == "true" else SHOWN


@lru_cache(4096)
def _is_invisible(style: str) -> bool:
    return _INVISIBLE.search(style) is not None


def close(element: Element, parent: Element) -> None:
    """Reckon with an element all of whose children are in."""
    tag = element.tag
    if tag == "a":
        href = element.attribute("href")
        leads_away = bool(href) and (href[0] != "#" or href == "#")
        element.linked = element.weight if leads_away and not is_document_address(href) else 0
        if element.linked:
            element.links, element.statements = 1, 0
    elif tag in HEADINGS:
        element.headings += element.weight > element.linked
    elif tag == "table":
        element.tables += 1
        element.is_grid = _is_grid(element)
        element.grids += element.is_grid
    if element.weight and element.fate == SHOWN:
        parent.weight += element.weight
        if element.linked:
            parent.linked += element.linked
            parent.links += element.links
        parent.statements += element.statements
        if element.headings:
            parent.headings += element.headings
        if element.tables:
            parent.tables += element.tables
            parent.grids += element.grids


def weigh_anew(body: Element) -> None:
    """Reckon the whole tree anew."""
    order = [(body, body)]
    for element, _ in order:
        order.extend((child, element) for child in element.elements())
        element.weight = sum(len(child.strip()) for child in element.children if isinstance(child, str))
        element.statements = sum(1 for child in element.children if isinstance(child, str) and _STATEMENT.search(child))
        element.linked = element.links = element.headings = element.tables = element.grids = 0
    for element, parent in reversed(order[1:]):
        close(element, parent)


def _is_grid(table: Element) -> bool:
    """A grid of short cells that are no links, not outweighed by cells that hold prose or other tables."""
    if table.attribute("role") in ("presentation", "none") or table.linked > 0.8 * table.weight:
        return False
    short = short_weight = long = long_weight = nested_grids = 0
    for row in (row for section in table.elements() if section.tag in _SECTIONS for row in section.elements()):
        cells = [cell for cell in row.elements() if cell.weight and cell.fate == SHOWN]
        for cell in cells:
            if cell.tables or cell.weight > _LONG_CELL:
                long += 1
                long_weight += cell.weight
                nested_grids += cell.weight if cell.grids else 0
            elif len(cells) > 1 and 2 * cell.linked <= cell.weight:
                short += 1
                short_weight += cell.weight
    if not long:
        return short >= 2
    return short >= 4 and short >= 2 * long and long_weight <= 8 * short_weight and nested_grids <= 2 * short_weight
