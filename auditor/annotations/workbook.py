"""Notes in a workbook: comments in the cells.

The parts of the file are kept to the byte; comments are parts of their own, and sheets are told of them. So nothing is lost of charts,
macros and images, nor of the results of formulas, which a library that writes a workbook anew would drop.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from xml.sax.saxutils import escape

from auditor.annotations import Annotated
from auditor.annotations.notes import Note
from auditor.annotations.package import Package, insert, remarks_of
from auditor.documents import Document
from auditor.documents.decryption import decrypt
from auditor.documents.formats import format_of
from auditor.documents.workbook.cells import sheet_name
from auditor.errors import UsageError
from auditor.messages import told
from auditor.patterns import regex

AUTHOR = "auditor"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_BEHIND_DRAWING = "legacyDrawingHF drawingHF picture oleObjects controls webPublishItems tableParts extLst".split()
"""The elements of a sheet that stand behind the one that names its comments."""
_CELL = regex(r"([A-Z]{1,3})([0-9]{1,7})")
_ODD = regex("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LONGEST = 30_000
"""Excel takes 32,767 characters in a cell."""
_FIRST_SHAPE, _FIRST_AMONG_OTHERS = 1025, 700_000
"""The number of the first shape of a drawing, and of one that has shapes already."""
_SHAPE_TYPE = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    '<v:shape id="_x0000_s{number}" type="#_x0000_t202" fillcolor="#fff3c4" o:insetmode="auto" '
    'style="position:absolute;margin-left:80pt;margin-top:5pt;width:320pt;height:150pt;z-index:{order};visibility:hidden">'
    '<v:fill color2="#fff3c4"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"/></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{left}, 15, {top}, 4, {right}, 15, {bottom}, 4</x:Anchor><x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_DRAWING = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel">'
    '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>' + _SHAPE_TYPE + "</xml>"
)
_COMMENTS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<comments xmlns="{_MAIN}"><authors></authors><commentList></commentList></comments>'
)


def annotated(content: bytes, document: Document, notes: Sequence[Note], password: str | None) -> Annotated:
    """The workbook with a comment for each finding in the cell in question; those of one cell are one."""
    is_encrypted = format_of(content, "xlsx") == "encrypted"
    content = decrypt(content, password) if is_encrypted else content
    package = Package(content)
    sheets = _sheets(package)
    by_cell: dict[str, dict[str, list[Note]]] = defaultdict(lambda: defaultdict(list))
    for note in notes:
        sheet, cell = _cell(note.spots[0].place["cell"] or "")
        if sheet in sheets and _CELL.fullmatch(cell):
            by_cell[sheet][cell].append(note)
    for number, (sheet, cells) in enumerate(by_cell.items()):
        texts = {cell: _text(noted) for cell, noted in cells.items()}
        _write(package, sheets[sheet], texts, number, document.path)
    noted = frozenset(note.id for cells in by_cell.values() for group in cells.values() for note in group)
    return Annotated(package.content(), noted, remarks_of(content, is_encrypted))


def _sheets(package: Package) -> dict[str, str]:
    """The part of each sheet by its name."""
    workbook = next(
        (name for kind, name in package.related("").values() if kind == "officeDocument"), "xl/workbook.xml"
    )
    related = package.related(workbook)
    found = {}
    for element in package.root(workbook).iter():
        if element.tag.rpartition("}")[2] == "sheet":
            identifier = next((value for name, value in element.attrib.items() if name.endswith("}id")), "")
            kind, part = related.get(identifier, ("", ""))
            if kind == "worksheet" and part in package.names:
                found[sheet_name(element.get("name", ""))] = part
    return found


def _cell(place: str) -> tuple[str, str]:
    """The sheet and the cell of a place; names that are no words stand in quotes: '表4-1 余额'!H10."""
    sheet, _, cell = place.rpartition("!")
    if sheet.startswith("'") and sheet.endswith("'"):
        sheet = sheet[1:-1].replace("''", "'")
    return sheet, cell


def _text(notes: Sequence[Note]) -> str:
    return _ODD.sub(" ", "\n\n".join(note.text for note in notes))[:_LONGEST]


def _write(package: Package, sheet: str, texts: dict[str, str], number: int, path: str) -> None:
    """Put comments into the cells of a sheet."""
    root = package.root(sheet)
    if root.tag != f"{{{_MAIN}}}worksheet":
        raise UsageError(told("annotate-strict", path=path))
    related = package.related(sheet)
    comments = next((part for kind, part in related.values() if kind == "comments"), None)
    if comments is None or comments not in package.names:
        comments = package.free("xl/commentsAuditor{}.xml", number)
        package.put(comments, _COMMENTS.encode())
        package.relate(sheet, f"{_RELATED}/comments", comments)
        package.declare(comments, "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml")
    fresh = _comment(package, comments, texts)
    legacy = next((element for element in root if element.tag == f"{{{_MAIN}}}legacyDrawing"), None)
    drawing = related.get(legacy.get(f"{{{_RELATED}}}id", "") if legacy is not None else "", ("", ""))[1]
    first = _FIRST_AMONG_OTHERS
    if drawing not in package.names:
        first = _FIRST_SHAPE
        drawing = package.free("xl/drawings/vmlDrawingAuditor{}.vml", number)
        package.put(drawing, _DRAWING.encode())
        identifier = package.relate(sheet, f"{_RELATED}/vmlDrawing", drawing)
        package.declare_ending("vml", "application/vnd.openxmlformats-officedocument.vmlDrawing")
        element = f'<legacyDrawing xmlns="{_MAIN}" xmlns:r="{_RELATED}" r:id="{identifier}"/>'
        package.put(sheet, insert(package.read(sheet), (), element.encode(), before=_BEHIND_DRAWING))
    shapes = "".join(_shape(cell, first, at) for at, cell in enumerate(fresh))
    package.put(drawing, _before_end(package.read(drawing), shapes.encode(), path))


def _before_end(drawing: bytes, shapes: bytes, path: str) -> bytes:
    """A drawing with more shapes; it need not be well-formed XML, so its end is looked for as text."""
    at = drawing.rfind(b"</xml>")
    if at < 0:
        raise UsageError(told("annotate-drawings", path=path))
    if b"_x0000_t202" not in drawing:
        shapes = _SHAPE_TYPE.encode() + shapes
    return drawing[:at] + shapes + drawing[at:]


def _comment(package: Package, part: str, texts: dict[str, str]) -> list[str]:
    """Write comments; gives the cells that had none, for which a shape is needed."""
    content = package.read(part)
    root = package.root(part)
    tag = root.tag.rpartition("}")[0] + "}"
    authors = len(root.findall(f"{tag}authors/{tag}author"))
    known = [element.get("ref") for element in root.iterfind(f"{tag}commentList/{tag}comment")]
    fresh = [cell for cell in texts if cell not in known]
    for cell in texts:
        if cell in known:
            more = f'<r xmlns="{_MAIN}"><t xml:space="preserve">\n\n{escape(texts[cell])}</t></r>'
            content = insert(content, ("commentList", ("comment", known.index(cell)), "text"), more.encode())
    made = "".join(
        f'<comment xmlns="{_MAIN}" ref="{cell}" authorId="{authors}">'
        f'<text><r><t xml:space="preserve">{escape(texts[cell])}</t></r></text></comment>'
        for cell in fresh
    )
    if made:
        content = insert(content, ("commentList",), made.encode())
        content = insert(content, ("authors",), f'<author xmlns="{_MAIN}">{AUTHOR}</author>'.encode())
    package.put(part, content)
    return fresh


def _shape(cell: str, first: int, at: int) -> str:
    """The box of a comment, hidden until the pointer is on its cell; rows and columns count from 0."""
    found = _CELL.fullmatch(cell)
    assert found is not None
    column = 0
    for letter in found[1]:
        column = 26 * column + ord(letter) - ord("A") + 1
    row = int(found[2])
    return _SHAPE.format(
        number=first + at,
        order=at + 1,
        left=column,
        top=max(0, row - 2),
        right=column + 5,
        bottom=max(0, row - 2) + 9,
        row=row - 1,
        column=column - 1,
    )
