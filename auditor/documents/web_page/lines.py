"""The lines of a web page's text: blanks as browsers show them, line breaks, indents, preformatted text."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from functools import lru_cache

from auditor.documents.web_page.elements import SHOWN, Element
from auditor.patterns import regex

_BLOCKS = frozenset(
    "html body div section article main aside header footer nav center form fieldset legend address blockquote figure figcaption "
    "p h1 h2 h3 h4 h5 h6 hr pre listing xmp plaintext ul ol menu dir li dl dt dd table caption thead tbody tfoot tr td th "
    "details summary option optgroup textarea ucapcontent".split()
)
_PREFORMATTED = frozenset(("pre", "listing", "xmp", "plaintext", "textarea"))
_SPECIAL = frozenset(("br", "table", "img", "a", "span"))
_PLAIN = frozenset(("p", "div", "span", "font", "b", "strong", "i", "em", "u", "center"))
_TAB = "\v"
"""Stands for a tab that is shown; browsers show those of the source as blanks."""
_APART = "\x1f"
"""Parts the boxes inside a line; it becomes a blank between figures."""
_NO_WIDTH = regex("[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]")
_BLANKS = regex("[\t\n\f\r \x1c-\x1e\x85\u2028\u2029]+")
_WIDE = "\u2e80-\u2fff\u3001-\u9fff\uf900-\ufaff\uff01-\uff60“”‘’"
_WRAP = regex(rf"(?<=[{_WIDE}])[ \t\r]*\n[ \t\r\n]*(?=[{_WIDE}])")
_TORN = regex(f"(?<=[0-9０-９.%]){_APART}+(?=[0-9０-９.+-])")
_INDENT = regex("[ \t\r\n\f]*(?:[\u2003\u3000]|\xa0[ \xa0])")
_PLACES = {"\u2003": 2, "\u3000": 2}
"""How wide blanks are that take more than one place."""
_DEEPEST = 40
_DISPLAY = regex(r"display\s*:\s*(?:(?P<beside>inline-|table-cell)|block|flex|table)", re.IGNORECASE)


def clean(raw: str) -> str:
    """One line of source text as a browser shows it, without blanks at its ends.

    A line break of the source between two wide characters is nothing (CSS Text 3, 4.1.3), else a blank.
    """
    if raw.isalnum():
        return raw
    if "\n" in raw:
        raw = _WRAP.sub("", raw.strip())
    if _APART in raw:
        raw = _TORN.sub(" ", raw).replace(_APART, "")
    text = _BLANKS.sub(" ", raw).replace("\xa0", " ").replace(_TAB, "\t")
    return _NO_WIDTH.sub("", text).strip()


def plain_line(element: Element) -> str | None:
    """The text of an element that holds one stretch of text and nothing else, as most cells do; None for any other."""
    while True:
        inside = [child for child in element.children if not (isinstance(child, str) and child.isspace())]
        if len(inside) != 1:
            return "" if not inside else None
        only = inside[0]
        if isinstance(only, str):
            return clean(only)
        if only.tag not in _PLAIN or only.fate != SHOWN or "mso-tab-count" in only.attribute("style"):
            return None
        element = only


def is_indented(raw: str) -> bool:
    """Whether a line begins with the blanks that open a paragraph in Chinese."""
    return _INDENT.match(raw) is not None


def indent_of(element: Element) -> int:
    """How many places wide the blanks are that an element's text begins with, those left out that a browser does not show."""
    places = 0
    waiting = [iter(element.children)]
    while waiting:
        for child in waiting[-1]:
            if not isinstance(child, str):
                if child.fate == SHOWN:
                    waiting.append(iter(child.children))
                    break
                continue
            text = _BLANKS.sub(" ", child) if places else child.lstrip("\t\n\f\r ")
            rest = text.lstrip(" \xa0\u2003\u3000")
            places += sum(_PLACES.get(blank, 1) for blank in text[: len(text) - len(rest)])
            if rest:
                return min(places, _DEEPEST)
        else:
            waiting.pop()
    return 0


class Flow:
    """Takes the text of an element line by line; what a kind of block does with its lines, it says itself."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._preformatted = 0

    def line(self, raw: str) -> None:
        """A line, blanks as in the source; it may be empty."""
        raise NotImplementedError

    def block_ends(self) -> None:
        """What comes belongs to another block; there are no lines left over."""

    def leave_out(self, element: Element) -> None:
        """An element that is not shown or is navigation."""

    def table(self, element: Element) -> bool:
        """A table; gives whether it is dealt with."""
        return False

    def picture(self, element: Element) -> None:
        """A picture."""

    def link(self, element: Element) -> None:
        """A link; its text is yet to come."""

    def run(self, top: Element) -> None:
        """Go through an element; however deep it is, nothing recurs."""
        self._boundary()
        waiting = [(iter(top.children), top)]
        while waiting:
            children, parent = waiting[-1]
            for child in children:
                if isinstance(child, str):
                    self._text(child)
                elif self._enters(child):
                    waiting.append((iter(child.children), child))
                    break
            else:
                waiting.pop()
                self._leave(parent)
        self._boundary()

    def _enters(self, element: Element) -> bool:
        """Whether the children of an element are to be gone through."""
        if element.fate != SHOWN:
            self.leave_out(element)
            return False
        tag = element.tag
        if tag in _SPECIAL and self._special(element):
            return False
        if tag in _BLOCKS:
            self._boundary()
            self._preformatted += bool(element.children) and tag in _PREFORMATTED
        return bool(element.children)

    def _leave(self, element: Element) -> None:
        if element.tag in _BLOCKS:
            self._boundary()
            self._preformatted -= element.tag in _PREFORMATTED
        elif element.tag == "span":
            self._part(element)

    def _special(self, element: Element) -> bool:
        """Whether an element is dealt with as a whole."""
        if element.tag == "br":
            self._end_line()
            return True
        if element.tag == "table":
            self._boundary()
            return self.table(element)
        if element.tag == "img":
            self.picture(element)
            return True
        if element.tag == "a":
            self.link(element)
        elif "mso-tab-count" in element.attribute("style"):
            self._parts.append(_TAB)
            return True
        else:
            self._part(element)
        return False

    def _part(self, span: Element) -> None:
        """Part a span that has a box of its own from what is around it."""
        style = span.attributes.get("style")
        if not style:
            return
        display = _display(style)
        if display == "beside":
            self._parts.append(_APART)
        elif display:
            self._boundary()

    def _text(self, text: str) -> None:
        if not self._preformatted:
            self._parts.append(text)
            return
        lines = text.replace("\r\n", "\n").replace("\t", _TAB).replace(" ", "\xa0").split("\n")
        self._parts.append(lines[0])
        for line in lines[1:]:
            self._end_line()
            self._parts.append(line)

    def _end_line(self) -> None:
        raw = "".join(self._parts)
        self._parts.clear()
        self.line(raw)

    def _boundary(self) -> None:
        if self._parts:
            self._end_line()
        self.block_ends()


@lru_cache(4096)
def _display(style: str) -> str:
    """What box a style gives an inline element: "beside" what is around it, a "block", or none."""
    display = _DISPLAY.search(style)
    if display is None:
        return ""
    return "beside" if display["beside"] else "block"


class Lines(Flow):
    """The lines of an element that are shown, tables and all."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def line(self, raw: str) -> None:
        text = clean(raw)
        if text:
            self.lines.append(text)


def lines_of(element: Element) -> Iterator[str]:
    """The lines of an element that is left out, whatever is inside it."""
    waiting = deque((element,))
    while waiting:
        flow = _Outside(waiting)
        flow.run(waiting.popleft())
        yield from flow.lines


class _Outside(Lines):
    """The lines of what is left out; hidden elements inside of it come after it."""

    def __init__(self, waiting: deque[Element]) -> None:
        super().__init__()
        self._waiting = waiting

    def leave_out(self, element: Element) -> None:
        self._waiting.append(element)
