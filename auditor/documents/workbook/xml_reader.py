"""Excel workbooks of XML parts (.xlsx, .xlsm): sheets with the results of their formulas as the cells print them."""

from __future__ import annotations

import gc
import posixpath
from collections.abc import Iterator
from contextlib import contextmanager
from xml.etree.ElementTree import Element

from auditor.documents.archive import Archive
from auditor.documents.raw import Found, RawNotice
from auditor.documents.refusals import damaged, refused
from auditor.documents.workbook.cells import MOST_CELLS, sheet_name, too_many_cells
from auditor.documents.workbook.format_code import built_in_code
from auditor.documents.workbook.number_format import NumberFormat
from auditor.documents.workbook.sheet_xml import (
    MOST_ELEMENTS,
    Shared,
    SheetReader,
    is_true,
    sibling_tag,
    string_item,
    whole_number,
)
from auditor.documents.workbook.sheets import sheet_blocks

_MOST_STYLES = 1 << 16
_FROM_LEFT = ("general", "left")
"""Alignments of a cell that set a text in from its left side."""
_WORKBOOK = "xl/workbook.xml"


def read_workbook_xml(content: bytes) -> list[Found]:
    """The visible sheets in their order (ECMA-376 part 1, 18; the strict and the transitional namespaces).

    Raises `UnreadableDocument` for what is damaged, encrypted, no workbook, or without a filled cell.
    """
    with _no_search_for_cycles():
        return _read(_Package(content))


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Millions of small tuples are made, none in a cycle; looking for cycles among them takes as long as reading."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read(package: _Package) -> list[Found]:
    root = package.archive.parse(package.workbook)
    properties, calculation = root.find(sibling_tag(root, "workbookPr")), root.find(sibling_tag(root, "calcPr"))
    epoch_1904 = properties is not None and is_true(properties.get("date1904"))
    uncalculated = calculation is not None and is_true(calculation.get("fullCalcOnLoad"))
    strings, formats = _strings(package), _formats(package, epoch_1904=epoch_1904)
    reader = SheetReader(Shared(package.archive, strings, formats, uncalculated), MOST_CELLS)
    found: list[Found] = []
    for element in root.iterfind(f"{sibling_tag(root, 'sheets')}/{sibling_tag(root, 'sheet')}"):
        part = package.worksheet(element)
        if part is not None:
            is_hidden = element.get("state", "visible") != "visible"
            found += sheet_blocks(reader.read(part, sheet_name(element.get("name", "")), is_hidden=is_hidden))
    if all(isinstance(block, RawNotice) for block in found):
        raise refused("no-filled-cell")
    return found


class _Package:
    """The parts of a workbook by what they are to it (ECMA-376 part 2, 9.3 relationships)."""

    def __init__(self, content: bytes) -> None:
        self.archive = Archive(content)
        self._names = {name.lower(): name for name in self.archive.names}
        documents = (target for kind, target in self._related("").values() if kind == "officeDocument")
        self.workbook = next(documents, None) or self._names.get(_WORKBOOK, "")
        if self.workbook.endswith(".bin"):
            raise refused("binary-workbook")
        self._targets = self._related(self.workbook) if self.workbook else {}
        if "worksheet" not in {kind for kind, _ in self._targets.values()}:
            raise refused("no-worksheets")

    def part(self, kind: str) -> str | None:
        """The part of a kind there is only one of."""
        return next((target for known, target in self._targets.values() if known == kind and target), None)

    def worksheet(self, sheet: Element) -> str | None:
        """The part of a sheet; None for charts, dialogs and macros, which are sheets too."""
        reference = next((value for name, value in sheet.attrib.items() if name.endswith("}id")), "")
        kind, target = self._targets.get(reference, ("worksheet", None))
        if kind == "worksheet" and target is None:
            raise damaged("sheet-missing", name=sheet_name(sheet.get("name", "")))
        return target if kind == "worksheet" else None

    def _related(self, part: str) -> dict[str, tuple[str, str | None]]:
        """The kind and the name of the parts related to a part, or to the package, by identifier."""
        folder, name = posixpath.split(part)
        relations = self._names.get(posixpath.join(folder, "_rels", f"{name}.rels").lower())
        if relations is None:
            return {}
        related = {}
        for element in self.archive.parse(relations):
            target = posixpath.normpath(posixpath.join("/", folder, element.get("Target", "").replace("\\", "/")))
            kind = element.get("Type", "").rpartition("/")[2]
            related[element.get("Id", "")] = (kind, self._names.get(target.lstrip("/").lower()))
        return related


def _strings(package: _Package) -> list[str]:
    """The shared strings; each is whole when the next one starts."""
    part = package.part("sharedStrings")
    strings: list[str] = []
    if part is None:
        return strings
    events = package.archive.iterate(part, ("start",))
    _, root = next(events)
    item_tag = sibling_tag(root, "si")
    item, count = None, 0
    for _, element in events:
        count += 1
        if element.tag == item_tag:
            if item is not None:
                strings.append(string_item(item))
            if count > MOST_ELEMENTS or len(strings) > MOST_ELEMENTS:
                raise too_many_cells()
            item, count = element, 0
            root.clear()
    if item is not None:
        strings.append(string_item(item))
    return strings


def _formats(package: _Package, *, epoch_1904: bool) -> dict[str | None, NumberFormat]:
    """The number format of each cell style by its place in the list, as cells name it (ECMA-376 part 1, 18.8)."""
    formats: dict[str | None, NumberFormat] = {None: NumberFormat("General")}
    part = package.part("styles")
    if part is None:
        return formats
    root = package.archive.parse(part)
    codes = {
        whole_number(element.get("numFmtId"), 0): element.get("formatCode") or "General"
        for element in root.iterfind(f"{sibling_tag(root, 'numFmts')}/{sibling_tag(root, 'numFmt')}")
    }
    ready: dict[tuple[str, int], NumberFormat] = {}
    for index, element in enumerate(root.iterfind(f"{sibling_tag(root, 'cellXfs')}/{sibling_tag(root, 'xf')}")):
        number = whole_number(element.get("numFmtId"), 0)
        code = codes.get(number) or built_in_code(number)
        indent = _indent_of(element.find(sibling_tag(root, "alignment")))
        if (code, indent) not in ready:
            ready[code, indent] = NumberFormat(code, epoch_1904=epoch_1904, indent=indent)
        if index < _MOST_STYLES:
            formats[str(index)] = ready[code, indent]
    formats[None] = formats.get("0", formats[None])
    return formats


def _indent_of(alignment: Element | None) -> int:
    """How many steps from its left side a text is set in (ECMA-376 part 1, 18.8.1)."""
    if alignment is None or alignment.get("horizontal", "general") not in _FROM_LEFT:
        return 0
    return whole_number(alignment.get("indent"), 0)
