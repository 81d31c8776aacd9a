"""The pages of an OFD file in their order, each with the templates it stands on."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from auditor.documents.archive import Archive
from auditor.documents.ofd.marks import Drawing, Marks, child, name_of
from auditor.documents.ofd.pages import page_content
from auditor.documents.ofd.values import box
from auditor.documents.pdf.flow import found_on
from auditor.documents.pdf.geometry import PageContent
from auditor.documents.raw import Found, RawNotice
from auditor.documents.refusals import damaged, encrypted
from auditor.errors import UnreadableDocument
from auditor.tuples import NamedTuple

ROOT = "OFD.xml"
_ENCRYPTION = "Encryptions.xml"
_MOST_PAGES = 2000
_LARGEST_SHEET = 5000.0
_A4 = (0.0, 0.0, 210.0, 297.0)
_OBJECTS = frozenset(("TextObject", "PathObject", "ImageObject", "CompositeObject"))
_HOLDERS = frozenset(("Layer", "PageBlock"))

Sheet = tuple[float, float, float, float]


class _Drawn(NamedTuple):
    """What a part says of a page: its sheet, where it has one of its own, the templates below and above, and what it draws."""

    sheet: Sheet | None
    below: list[str]
    above: list[str]
    marks: Marks


def read_ofd(content: bytes) -> list[Found]:
    """The paragraphs and tables of all documents in a file, as they stand on its pages.

    Seals and annotations are left out. Raises `UnreadableDocument` for what is damaged, encrypted, too long, or has no text.
    """
    archive = Archive(content)
    if _ENCRYPTION in archive.names:
        raise encrypted()
    bodies = [_Body(archive, root) for root in _roots(archive)]
    total = sum(len(body.pages) for body in bodies)
    if not total:
        raise UnreadableDocument("this OFD file has no pages", "这个 OFD 文件没有页面")
    if total > _MOST_PAGES:
        raise UnreadableDocument(
            f"this OFD file has {total} pages; at most {_MOST_PAGES} are read, so split it",
            f"这个 OFD 文件有 {total} 页，最多读取 {_MOST_PAGES} 页，请拆分后再核对",
        )
    found = found_on(_contents(bodies), total)
    attached = sum(body.attachments for body in bodies)
    notices = [RawNotice("embedded-files-not-read", {"count": attached}, incomplete=True)] if attached else []
    return [*notices, *found]


def _roots(archive: Archive) -> list[str]:
    """The main parts of the documents in a file."""
    if ROOT not in archive.names:
        raise damaged("part-missing", part=ROOT)
    return [
        _resolved(archive, "", element.text) for element in archive.parse(ROOT).iter() if name_of(element) == "DocRoot"
    ]


def _contents(bodies: list[_Body]) -> Iterator[PageContent]:
    number = 0
    for body in bodies:
        for page in body.pages:
            number += 1
            yield body.content(page, number)


class _Body:
    """One document of a file."""

    def __init__(self, archive: Archive, root: str) -> None:
        self._archive = archive
        document = archive.parse(root)
        self._folder = posixpath.dirname(root)
        self._sheet = _A4
        self._units: dict[str, Element] = {}
        self._templates: dict[str, str] = {}
        self._drawn: dict[str, _Drawn] = {}
        common = child(document, "CommonData")
        for element in common if common is not None else ():
            self._read_common(element)
        pages = child(document, "Pages")
        self.pages = [
            self._resolved(page.get("BaseLoc"))
            for page in (pages if pages is not None else ())
            if name_of(page) == "Page"
        ]
        self.attachments = self._attachments(document)

    def content(self, part: str, number: int) -> PageContent:
        """What is read off a page with the templates that it stands on, or under."""
        page = self._read(part)
        below, above = (
            [self._template(name) for name in names if name in self._templates] for names in (page.below, page.above)
        )
        sheets = (drawn.sheet for drawn in (page, *below, *above) if drawn.sheet is not None)
        every = [*(drawn.marks for drawn in below), page.marks, *(drawn.marks for drawn in above)]
        marks = Marks(
            [glyph for marks in every for glyph in marks.glyphs],
            [path for marks in every for path in marks.paths],
            [image for marks in every for image in marks.images],
            any(marks.is_cut for marks in every),
        )
        return page_content(number, next(sheets, self._sheet), marks)

    def _read_common(self, element: Element) -> None:
        kind = name_of(element)
        if kind == "PageArea":
            self._sheet = _sheet_of(element) or self._sheet
        elif kind == "TemplatePage":
            self._templates[element.get("ID") or ""] = self._resolved(element.get("BaseLoc"))
        elif kind in ("PublicRes", "DocumentRes"):
            part = self._resolved(element.text)
            for unit in self._archive.parse(part).iter() if part in self._archive.names else ():
                if name_of(unit) == "CompositeGraphicUnit":
                    self._units[unit.get("ID") or ""] = unit

    def _attachments(self, document: Element) -> int:
        """How many files are attached."""
        named = child(document, "Attachments")
        part = self._resolved(named.text) if named is not None else ""
        if part not in self._archive.names:
            return 0
        return sum(name_of(element) == "Attachment" for element in self._archive.parse(part).iter())

    def _template(self, name: str) -> _Drawn:
        """A template, which is read once for all pages."""
        if name not in self._drawn:
            self._drawn[name] = self._read(self._templates[name])
        return self._drawn[name]

    def _read(self, part: str) -> _Drawn:
        """A page or a template, object by object."""
        if part not in self._archive.names:
            raise damaged("part-missing", part=part) if part else damaged("page-missing")
        sheet: Sheet | None = None
        below: list[str] = []
        above: list[str] = []
        drawing = Drawing(self._units)
        depth = 0
        for event, element in self._archive.iterate(part, ("start", "end")):
            kind = name_of(element)
            if kind in _OBJECTS:
                # Objects in an object are the pattern that fills it.
                depth += 1 if event == "start" else -1
            if event == "start" or depth:
                continue
            if kind in _OBJECTS:
                drawing.draw(element)
                element.clear()
            elif kind in _HOLDERS:
                element.clear()
            elif kind == "Area" and sheet is None:
                sheet = _sheet_of(element)
            elif kind == "Template":
                (above if element.get("ZOrder") == "Foreground" else below).append(element.get("TemplateID") or "")
            if drawing.is_full:
                break
        return _Drawn(sheet, below, above, drawing.marks())

    def _resolved(self, name: str | None) -> str:
        return _resolved(self._archive, self._folder, name)


def _sheet_of(area: Element) -> Sheet | None:
    """The sheet of a page in millimetres; None where it is not told or has no size that a sheet has."""
    physical = child(area, "PhysicalBox")
    sheet = box(physical.text) if physical is not None else None
    return sheet if sheet is not None and min(sheet[2:]) > 0 and max(sheet[2:]) <= _LARGEST_SHEET else None


def _resolved(archive: Archive, folder: str, name: str | None) -> str:
    """The part that a place names: from the root where it begins with a slash, else from a folder; empty where it leads out."""
    named = (name or "").strip().replace("\\", "/")
    path = posixpath.normpath(posixpath.join("/", folder, named)).lstrip("/")
    if path in archive.names or not named:
        return path if named else ""
    # Some programs write the same name in other letters than the archive has it.
    return next((known for known in archive.names if known.casefold() == path.casefold()), path)
