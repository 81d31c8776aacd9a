"""The pages of a PDF as OFD (GB/T 33190), the way the printers that make OFD write them: glyph runs, thin lines, templates."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from itertools import groupby, pairwise
from xml.sax.saxutils import escape

from auditor.documents.pdf.geometry import Char, Edge, PageContent
from auditor.documents.pdf.pdfium import PdfFile

_EPOCH = (1980, 1, 1, 0, 0, 0)
_MILLIMETRE = 25.4 / 72
_NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_FOLDER = "Doc_0"
_LINE = 0.18
_FARTHEST = 1.0
"""So many heights apart two characters are of two runs."""


def fixed_layout_of(pdf: bytes, title: str, day: str) -> bytes:
    """The whole `.ofd`; every other page has its text in points under a matrix, as converters of PDF write it."""
    file = PdfFile(pdf)
    pages = list(file.read_pages())
    file.close()
    parts = {
        "OFD.xml": (
            f'<ofd:OFD {_NAMESPACE} Version="1.1" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>{"0" * 32}</ofd:DocID>'
            f"<ofd:Title>{escape(title)}</ofd:Title><ofd:CreationDate>{day}</ofd:CreationDate></ofd:DocInfo>"
            f"<ofd:DocRoot>{_FOLDER}/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
        ),
        f"{_FOLDER}/Document.xml": _document(pages),
        f"{_FOLDER}/PublicRes.xml": (
            f'<ofd:Res {_NAMESPACE} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="1" FontName="宋体" FamilyName="宋体"/></ofd:Fonts></ofd:Res>'
        ),
        f"{_FOLDER}/Tpls/Tpl_0/Content.xml": (
            f'<ofd:Page {_NAMESPACE}><ofd:Content><ofd:Layer ID="3"><ofd:ImageObject ID="4" Boundary="0 0 20 20" ResourceID="9"/>'
            "</ofd:Layer></ofd:Content></ofd:Page>"
        ),
    }
    parts |= {f"{_FOLDER}/Pages/Page_{place}/Content.xml": _page(page, place) for place, page in enumerate(pages)}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, (_HEAD + part).encode())
    return made.getvalue()


def _document(pages: list[PageContent]) -> str:
    named = "".join(
        f'<ofd:Page ID="{100 + place}" BaseLoc="Pages/Page_{place}/Content.xml"/>' for place in range(len(pages))
    )
    return (
        f"<ofd:Document {_NAMESPACE}><ofd:CommonData><ofd:MaxUnitID>99999</ofd:MaxUnitID><ofd:PageArea>"
        "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes>"
        '<ofd:TemplatePage ID="2" BaseLoc="Tpls/Tpl_0/Content.xml"/></ofd:CommonData>'
        f"<ofd:Pages>{named}</ofd:Pages></ofd:Document>"
    )


def _page(page: PageContent, place: int) -> str:
    scaled = place % 2 == 1
    size = f"{_mm(page.width)} {_mm(page.height)}"
    objects = [*_rulings(page), *(_text(run, scaled) for run in _runs(page.chars))]
    drawn = "".join(part.replace("ID=", f'ID="{1000 + number}"', 1) for number, part in enumerate(objects))
    return (
        f"<ofd:Page {_NAMESPACE}><ofd:Area><ofd:PhysicalBox>0 0 {size}</ofd:PhysicalBox></ofd:Area>"
        f'<ofd:Template TemplateID="2" ZOrder="Background"/><ofd:Content><ofd:Layer ID="5" Type="Body">{drawn}</ofd:Layer>'
        "</ofd:Content></ofd:Page>"
    )


def _rulings(page: PageContent) -> Iterator[str]:
    for edge in page.rulings.horizontal:
        yield _line(edge.start, edge.position, edge, across=True)
    for edge in page.rulings.vertical:
        yield _line(edge.position, edge.start, edge, across=False)


def _line(left: float, top: float, edge: Edge, across: bool) -> str:
    length = _mm(edge.end - edge.start)
    box, end = (f"{length} {_LINE}", f"{length} 0") if across else (f"{_LINE} {length}", f"0 {length}")
    return (
        f'<ofd:PathObject ID= Boundary="{_mm(left)} {_mm(top)} {box}" LineWidth="{_LINE}"><ofd:StrokeColor Value="0 0 0"/>'
        f"<ofd:AbbreviatedData>M 0 0 L {end}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def _runs(chars: list[Char]) -> Iterator[list[Char]]:
    """Characters that stand behind one another on a line."""
    run: list[Char] = []
    for char in chars:
        if run and (
            abs(char.baseline - run[-1].baseline) > 0.1
            or abs(char.height - run[-1].height) > 0.1
            or char.left < run[-1].left
            or char.left - run[-1].right > _FARTHEST * char.height
        ):
            yield run
            run = []
        run.append(char)
    if run:
        yield run


def _text(run: list[Char], scaled: bool) -> str:
    first, last = run[0], run[-1]
    size = (
        max(char.right - char.left for char in run)
        if any(ord(char.text) > 0x2E7F for char in run)
        else first.height / 1.2
    )
    unit = 1.0 if scaled else _MILLIMETRE
    box = f"{_mm(first.left)} {_mm(first.top)} {_mm(last.right - first.left)} {_mm(first.height)}"
    matrix = f' CTM="{_MILLIMETRE:.4f} 0 0 {_MILLIMETRE:.4f} 0 0"' if scaled else ""
    steps = [after.left - before.left for before, after in pairwise(run)]
    deltas = f' DeltaX="{_deltas([_short(step * unit) for step in steps])}"' if steps else ""
    text = escape("".join(char.text for char in run))
    return (
        f'<ofd:TextObject ID= Boundary="{box}"{matrix} Font="1" Size="{_short(size * unit)}">'
        f'<ofd:TextCode X="0" Y="{_short((first.baseline - first.top) * unit)}"{deltas}>{text}</ofd:TextCode></ofd:TextObject>'
    )


def _deltas(steps: list[str]) -> str:
    """Steps, those that repeat as `g 5 3.2`."""
    parts: list[str] = []
    for step, group in groupby(steps):
        times = len(list(group))
        parts += ["g", str(times), step] if times > 2 else [step] * times
    return " ".join(parts)


def _mm(points: float) -> str:
    return _short(points * _MILLIMETRE)


def _short(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")
