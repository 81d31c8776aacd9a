"""The paragraphs and tables of a web page in order, and what is left out of it."""

from __future__ import annotations

import re
from collections import deque

from auditor.documents.raw import Found, RawNotice, RawParagraph, RawResidue, RawTable, RawText
from auditor.documents.web_page.elements import NAVIGATION, Element, is_document_address
from auditor.documents.web_page.lines import Flow, Lines, clean, is_indented, lines_of
from auditor.documents.web_page.tables import GridReader
from auditor.patterns import regex

_SHORT_LINE = 25
_LONGEST_FURNITURE = 200
_LARGE_PICTURE = 200
"""Pixels; smaller ones are marks and rules."""
_SENTENCE_END = regex(r"[。！？；：!?;:][”’\"'）)】》]*$")
_FIGURE = regex(r"\d\.\d")
_SIZE = regex(r"(?:^|[;\s])(width|height)\s*:\s*(\d+)(?:\.\d+)?px", re.IGNORECASE)
_DIGIT = regex(r"\d")
# What publishing systems print around an article, in a paragraph of its own.
_FURNITURE = regex(
    r"<%|[\s\[【(（]*(?:(?:您|你)?(?:当前|所在|现在)?的?(?:当前|所在)?位置\s*[:：]|(?:发布|更新|发文)(?:时间|日期)\s*[:：]|分享到|分享至"
    r"|上一[篇条]\s*[:：]|下一[篇条]\s*[:：]|扫一扫|打印本页|关闭(?:窗口|本页)|(?:浏览|阅读|点击)(?:次数|量)\s*[:：])"
    r"|[^。]*(?:ICP备|公网安备|网站标识码|版权所有|Copyright|All Rights Reserved)",
    re.IGNORECASE,
)


class PageFlow(Flow):
    """Gathers what a page holds; its tables are numbered on from those of pages before it."""

    def __init__(self, tables_before: int = 0) -> None:
        super().__init__()
        self.found: list[Found] = []
        self.shown = 0
        """Characters of paragraphs and cells."""
        self.tables = tables_before
        self.attachments: dict[str, None] = {}
        """Names of the office files the page links to."""
        self.pictures = 0
        """Pictures large enough to hold text."""
        self.hidden_figures = 0
        """Lines with decimal figures that are not shown."""
        self._lines: list[str] = []
        self._grids = GridReader(self)

    def line(self, raw: str) -> None:
        self._lines.append(raw)

    def block_ends(self) -> None:
        if not self._lines:
            return
        lines, self._lines = self._lines, []
        opened: list[str] = []
        for raw in lines:
            text = clean(raw)
            if opened and (not text or is_indented(raw) or _is_closed(opened[-1])):
                self._paragraph(opened)
                opened = []
            if text:
                opened.append(text)
        if opened:
            self._paragraph(opened)

    def table(self, element: Element) -> bool:
        if not element.is_grid:
            return False
        waiting = deque((element,))
        while waiting:
            waiting.extend(self._table(waiting.popleft()))
        return True

    def leave_out(self, element: Element) -> None:
        reason = "navigation" if element.fate == NAVIGATION else "hidden"
        for text in lines_of(element):
            if _DIGIT.search(text):
                self.found.append(RawResidue(RawText(text), reason))
                self.hidden_figures += reason == "hidden" and _FIGURE.search(text) is not None

    def picture(self, element: Element) -> None:
        sizes = dict(_SIZE.findall(element.attribute("style").lower()))
        for name in ("width", "height"):
            given = element.attribute(name).removesuffix("px")
            if given.isdecimal():
                sizes[name] = given
        self.pictures += bool(sizes) and all(int(size[:6]) >= _LARGE_PICTURE for size in sizes.values())

    def link(self, element: Element) -> None:
        if is_document_address(element.attribute("href")):
            self.attachments[clean(element.text().replace("\n", " ")) or element.attribute("href")] = None

    def _paragraph(self, lines: list[str]) -> None:
        size = sum(map(len, lines))
        if size <= _LONGEST_FURNITURE and _FURNITURE.match("".join(lines)):
            self.found.extend(RawResidue(RawText(line), "navigation") for line in lines if _DIGIT.search(line))
            return
        self.shown += size
        self.found.append(RawParagraph(tuple(map(RawText, lines))))

    def _table(self, element: Element) -> tuple[Element, ...]:
        """Read one table; gives the tables inside its cells."""
        grid = self._grids.read(element, self.tables + 1)
        for caption in grid.captions:
            flow = Lines()
            flow.run(caption)
            for text in flow.lines:
                self._paragraph([text])
        size = sum(len(line.text) for cell in grid.cells for line in cell.lines)
        if size:
            self.tables += 1
            self.shown += size
            if grid.hidden_rows:
                self.found.append(RawNotice("hidden-table-rows", {"table": self.tables, "rows": grid.hidden_rows}))
            self.found.append(RawTable(grid.cells))
        for left_out in grid.left_out:
            self.leave_out(left_out)
        return grid.inner


def _is_closed(line: str) -> bool:
    """Whether a line does not go on after its break: it is a title, or ends a sentence."""
    return len(line) < _SHORT_LINE or _SENTENCE_END.search(line) is not None
