"""The text of a Word file, or its notes: paragraphs and tables in reading order."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from auditor.documents.archive import Archive
from auditor.documents.refusals import refused
from auditor.documents.word_xml.fields import Fields
from auditor.documents.word_xml.numbering import Labels
from auditor.documents.word_xml.parts import STRICT, TRANSITIONAL, is_on, local_name, namespace, not_word, whole_number
from auditor.documents.word_xml.runs import OpenParagraph, RunReader
from auditor.documents.word_xml.styles import Styles
from auditor.documents.word_xml.tables import Cell, Container, Grid, Printed, Row, characters
from auditor.tuples import NamedTuple

_UNPRINTED = (
    "numberingChange",
    "pPrChange",
    "rPrChange",
    "rt",
    "sdtEndPr",
    "sdtPr",
    "sectPr",
    "tblGrid",
    "tblPr",
    "tblPrEx",
    "tcPrChange",
    "trPrChange",
)
_DEEPEST = 20
"""Tables and text boxes nested deeper are read as text of what is around them."""
_MOST_LINES = 2_000_000
"""Paragraphs and cells count too, blank ones as well."""
_WIDEST_SPAN = 1000


class _Outside(NamedTuple):
    """What a cell or a text box interrupts."""

    container: Container
    paragraph: OpenParagraph | None
    fields: Fields
    run_hidden: bool
    shape_hidden: bool


class StoryReader(RunReader):
    """Puts paragraphs and tables where they belong: the text, a cell, a text box, a note."""

    def __init__(self, styles: Styles, labels: Labels) -> None:
        super().__init__(styles)
        self.body = Container()
        self.notes: dict[str, Container] = {}
        self.contents_unended = False
        """Whether a table of contents never ends, so that its field says nothing of paragraphs."""
        self._labels = labels
        self._container = self.body
        self._interrupted: list[_Outside] = []
        self._outer_paragraphs: list[OpenParagraph | None] = []
        self._open: list[Grid | Row | Cell | Container | None] = []
        """The tables, rows, cells and text boxes around; `None` for one that stands where none can, or too deep."""
        self._depth = 0
        self._lines = 0

    def open_root(self, root: Element) -> None:
        if namespace(root) not in (TRANSITIONAL, STRICT):
            raise not_word()
        super().open_root(root)
        w = self.w
        self.begins |= {w + name: self.skip for name in _UNPRINTED}
        self.begins |= {
            w + "p": self._open_paragraph,
            w + "tbl": self._open_table,
            w + "tr": self._open_row,
            w + "tc": self._open_cell,
            w + "del": self._drop,
            w + "moveFrom": self._drop,
            w + "gridBefore": self._set_row_property,
            w + "hidden": self._set_row_property,
            w + "gridSpan": self._set_cell_property,
            w + "vMerge": self._set_cell_property,
            w + "hMerge": self._set_cell_property,
            w + "cellMerge": self._set_cell_property,
            w + "cellDel": self._set_cell_property,
            w + "txbxContent": self._open_box,
            w + "footnote": self._open_note,
            w + "endnote": self._open_note,
        }
        self.ends |= {
            w + "p": self._close_paragraph,
            w + "tbl": self._close_table,
            w + "tr": self._close_row,
            w + "tc": self._close_cell,
            w + "txbxContent": self._close_box,
            w + "footnote": self._close_note,
            w + "endnote": self._close_note,
        }

    def read(self, archive: Archive, name: str) -> None:
        super().read(archive, name)
        self._flush()
        self.contents_unended |= self.fields.contents > 0

    def _open_paragraph(self, _element: Element) -> None:
        self._count(1)
        self._outer_paragraphs.append(self.paragraph)
        self.paragraph = OpenParagraph(self.styles.resolve(None))
        self.run_hidden = False

    def _close_paragraph(self, _element: Element) -> None:
        paragraph = self.paragraph
        self.paragraph = self._outer_paragraphs.pop()
        self.fields.end_paragraph()
        if paragraph is None:
            return
        container = self._container
        if paragraph.without_mark:
            container.carried.extend(paragraph.text)
        else:
            label = self._labels.next(paragraph.style, paragraph.numbering, paragraph.level)
            text = "".join([label, *container.carried, *paragraph.text])
            container.carried.clear()
            self._add_lines(text, paragraph.style.contents, paragraph.in_contents)
        for box in paragraph.boxes:
            container.blocks.extend(box.blocks)

    def _add_lines(self, text: str, contents_style: bool = False, contents_field: bool = False) -> None:
        lines = tuple(line for line in text.split("\n") if line and not line.isspace())
        self._count(len(lines))
        if lines:
            self._container.blocks.append(Printed(lines, contents_style, contents_field))

    def _flush(self) -> None:
        """Let a paragraph end that would have gone on in the next one, where there is no next one."""
        self._add_lines("".join(self._container.carried))
        self._container.carried.clear()

    def _count(self, lines: int) -> None:
        self._lines += lines
        if self._lines > _MOST_LINES:
            raise refused("too-many-lines", most=_MOST_LINES)

    def _open_table(self, _element: Element) -> None:
        grid = Grid() if self._depth < _DEEPEST else None
        self._depth += grid is not None
        self._open.append(grid)

    def _close_table(self, _element: Element) -> None:
        grid = self._open.pop()
        if isinstance(grid, Grid):
            self._depth -= 1
            self._flush()
            self._container.blocks.append(grid)

    def _open_row(self, _element: Element) -> None:
        self._open.append(Row() if self._open and isinstance(self._open[-1], Grid) else None)

    def _close_row(self, _element: Element) -> None:
        row = self._open.pop()
        grid = self._open[-1] if self._open else None
        if isinstance(row, Row) and isinstance(grid, Grid):
            self.hidden_characters += sum(map(characters, grid.add(row)))

    def _open_cell(self, _element: Element) -> None:
        self._count(1)
        row = self._open[-1] if self._open else None
        if not isinstance(row, Row):
            self._open.append(None)
            return
        cell = Cell()
        row.cells.append(cell)
        self._interrupt(cell)

    def _close_cell(self, _element: Element) -> None:
        if self._open.pop() is not None:
            self._resume()

    def _open_box(self, _element: Element) -> None:
        if self.paragraph is None or self._depth >= _DEEPEST:
            self._open.append(None)
            return
        box = Container()
        self.paragraph.boxes.append(box)
        self._interrupt(box)
        self.shape_hidden |= self.run_hidden
        self.fields = Fields()
        self._depth += 1

    def _close_box(self, _element: Element) -> None:
        if self._open.pop() is not None:
            self._depth -= 1
            self.contents_unended |= self.fields.contents > 0
            self._resume()

    def _interrupt(self, container: Container) -> None:
        self._open.append(container)
        self._interrupted.append(
            _Outside(self._container, self.paragraph, self.fields, self.run_hidden, self.shape_hidden)
        )
        self._container = container
        self.paragraph = None

    def _resume(self) -> None:
        self._flush()
        outside = self._interrupted.pop()
        self._container, self.paragraph, self.fields, self.run_hidden, self.shape_hidden = outside

    def _open_note(self, element: Element) -> None:
        if self.value(element, "type") not in (None, "normal"):
            # The lines that part notes from the text.
            self.skip(element)
            return
        self._container = self.notes.setdefault(self.value(element, "id") or "", Container())
        self.fields = Fields()

    def _close_note(self, _element: Element) -> None:
        self._flush()
        self._container = self.body

    def _drop(self, element: Element) -> None:
        """Pass over what is deleted or moved away; in the properties of a mark or a row it says so of these."""
        row = self._open[-1] if self._open else None
        if self.within("trPr") and isinstance(row, Row):
            row.deleted = True
        elif self.paragraph is not None and self.within("rPr", "pPr"):
            self.paragraph.without_mark = True
        self.skip(element)

    def _set_row_property(self, element: Element) -> None:
        row = self._open[-1] if self._open else None
        if not isinstance(row, Row) or not self.within("trPr"):
            return
        if local_name(element) == "hidden":
            row.hidden = is_on(self.value(element))
        else:
            row.skipped_columns = whole_number(self.value(element), 0, 0, _WIDEST_SPAN)

    def _set_cell_property(self, element: Element) -> None:
        cell = self._open[-1] if self._open else None
        if not isinstance(cell, Cell) or not self.within("tcPr"):
            return
        name = local_name(element)
        if name == "gridSpan":
            cell.column_span = whole_number(self.value(element), 1, 1, _WIDEST_SPAN)
        elif name == "vMerge":
            cell.goes_on_below = True
            cell.goes_on_above = self.value(element) in (None, "continue")
        elif name == "hMerge":
            cell.goes_on_before = self.value(element) in (None, "continue")
        elif name == "cellMerge":
            cell.goes_on_below = True
            cell.goes_on_above |= self.value(element, "vMerge") == "cont"
        else:
            cell.deleted = True
