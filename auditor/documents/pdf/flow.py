"""Pages as one stream of paragraphs and tables in reading order; those that cannot be read are said aloud."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.documents.pdf.chunks import close_chunks_of
from auditor.documents.pdf.geometry import PageContent
from auditor.documents.pdf.grids import Grid
from auditor.documents.pdf.lines import Line
from auditor.documents.pdf.pages import Page, page_of, running_lines
from auditor.documents.pdf.paragraphs import Margins, continues, margins_of
from auditor.documents.pdf.spacing import row_of
from auditor.documents.pdf.tables import TableBuilder
from auditor.documents.prose import is_contents, names_table
from auditor.documents.raw import Found, RawNotice, RawParagraph, RawResidue, RawText
from auditor.documents.refusals import refused
from auditor.errors import UnreadableDocument

_GARBLED = 0.2
"""Share of a page's characters without a meaning that makes it unreadable."""
_MOST_NAMED = 10
_FEWEST_CELLS = 2


def found_on(contents: Iterable[PageContent], total: int) -> list[Found]:
    """The paragraphs and tables on the pages of a document that has so many; raises `UnreadableDocument` when none can be read."""
    pages: list[Page] = []
    scanned: list[int] = []
    garbled: list[int] = []
    cut: list[int] = []
    for page in contents:
        if page.is_scan:
            scanned.append(page.number)
        elif _is_garbled(page):
            garbled.append(page.number)
        else:
            if page.is_cut:
                cut.append(page.number)
            pages.append(page_of(page))
    if not any(page.parts for page in pages):
        raise _unreadable(total, scanned, garbled)
    flow = _Flow(pages)
    found = flow.found()
    unread = sorted({*(page.number for page in pages if page.has_unread_columns), *flow.unread})
    notices = [
        RawNotice(key, {"count": len(numbers), "pages": _named(numbers), "total": total}, incomplete=True)
        for key, numbers in (
            ("scanned-pages", scanned),
            ("garbled-pages", garbled),
            ("cut-pages", cut),
            ("unread-columns", unread),
        )
        if numbers
    ]
    return [*notices, *found]


def _is_garbled(page: PageContent) -> bool:
    return page.unmapped > _GARBLED * len(page.chars) if page.chars else False


def _named(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers[:_MOST_NAMED])) + (" …" if len(numbers) > _MOST_NAMED else "")


def _unreadable(pages: int, scanned: list[int], garbled: list[int]) -> UnreadableDocument:
    if len(scanned) >= len(garbled) and scanned:
        return refused("pdf-scanned", scanned=len(scanned), pages=pages)
    if garbled:
        return refused("pdf-garbled", garbled=len(garbled), pages=pages)
    return refused("pdf-no-text", pages=pages)


class _Flow:
    """The pages' parts as one stream."""

    def __init__(self, pages: list[Page]) -> None:
        self._pages = pages
        self._running = running_lines(pages)
        self._margins = margins_of(pages)
        self._found: list[Found] = []
        self._paragraph: list[RawText] = []
        self._above: tuple[Line, Margins] | None = None
        self._table: TableBuilder | None = None
        self.unread: list[int] = []
        """The first pages of tables whose header is in doubt."""

    def found(self) -> list[Found]:
        for page in self._pages:
            if page.stamp is not None:
                self._residue(page.stamp, page, "watermark")
            for place, part in enumerate(page.parts):
                reason = self._running.get((page.number, place))
                if reason is not None and isinstance(part, Line):
                    self._residue(part, page, reason)
                elif isinstance(part, Line):
                    self._add_line(part, page)
                else:
                    self._add_grid(part, page)
        self._end_paragraph()
        self._end_table()
        return self._found

    def _residue(self, line: Line, page: Page, reason: str) -> None:
        # What runs on over the page stays one; a margin's line goes before it.
        self._found.append(RawResidue(line.raw(page.number), reason))

    def _add_line(self, line: Line, page: Page) -> None:
        if self._table is not None and self._goes_on(self._table, line, page):
            return
        self._end_table()
        text = line.raw(page.number)
        margins = self._margins[page.number, page.column_of(line)]
        if self._above is not None:
            above, above_margins = self._above
            whole = "".join(part.text for part in self._paragraph)
            if continues(line, above, whole, margins, above_margins):
                self._paragraph.append(text)
                self._above = line, margins
                return
        self._end_paragraph()
        self._paragraph = [text]
        self._above = line, margins

    def _goes_on(self, table: TableBuilder, line: Line, page: Page) -> bool:
        """Whether a line at the head of a page is a row, or once more the header, of the table without rulings before it."""
        chunks = close_chunks_of(line)
        if (
            not table.is_spaced
            or not table.may_go_on(page.number)
            or len(chunks) < _FEWEST_CELLS
            or names_table(line.text)
        ):
            return False
        if table.says(chunk.text for chunk in chunks):
            self._residue(line, page, "repeated header")
            return True
        row = table.aligned(row_of(line))
        if row is None:
            table.doubt()
            return False
        table.add(row, page.number)
        return True

    def _add_grid(self, grid: Grid, page: Page) -> None:
        self._end_paragraph()
        if self._table is not None and (more := self._continued(self._table, grid, page)):
            self._table.add(more, page.number)
            return
        self._end_table()
        self._table = TableBuilder(grid, page.number)

    def _continued(self, table: TableBuilder, grid: Grid, page: Page) -> Grid | None:
        """The grid as more of the table before it, None where it is a table of its own."""
        if not table.is_spaced or grid.header_rows is None:
            return table.continued_by(grid) if table.is_spaced == (grid.header_rows is not None) else None
        if not table.may_go_on(page.number):
            return None
        more = table.aligned(grid)
        if more is None:
            table.doubt()
        return more

    def _end_paragraph(self) -> None:
        if self._paragraph:
            whole = "".join(part.text for part in self._paragraph)
            self._found.append(RawParagraph(tuple(self._paragraph), is_contents(whole)))
        self._paragraph = []
        self._above = None

    def _end_table(self) -> None:
        if self._table is not None:
            self._found += self._table.found()
            if self._table.is_unread:
                self.unread.append(self._table.first_page)
        self._table = None
