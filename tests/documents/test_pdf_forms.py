"""Forms of a PDF: those that draw themselves, or one another too often, are refused before a page is loaded; all others are read."""

from __future__ import annotations

import base64
import io
import zlib
from collections.abc import Callable

import pypdfium2 as pdfium
import pytest
from pypdf import PdfReader, PdfWriter

from auditor.documents.pdf.forms import check_forms
from auditor.documents.pdf.objects import Objects
from auditor.errors import UnreadableDocument

_HEAD = "/Type /XObject /Subtype /Form /BBox [0 0 9 9]"
_FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def stream(entries: str, content: bytes | str) -> bytes:
    body = content.encode() if isinstance(content, str) else content
    return f"<< {entries} /Length {len(body)} >>\nstream\n".encode() + body + b"\nendstream"


def form(content: bytes | str, named: dict[str, int] | None = None, entries: str = _HEAD) -> bytes:
    """A form with names for others, by their numbers; without any it has no resources of its own."""
    resources = "" if named is None else f"/Resources << /XObject << {references(named)} >> >>"
    return stream(f"{entries} {resources}", content)


def references(named: dict[str, int]) -> str:
    return " ".join(f"/{name} {number} 0 R" for name, number in named.items())


def pdf(content: str, named: dict[str, int], *others: bytes, resources: str = "", page: str = "") -> bytes:
    """A page with content that names forms; `others` are the objects from 5."""
    entries = (
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
        f"/Resources << /XObject << {references(named)} >> {resources} >> {page} >>"
    )
    bodies = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", entries.encode()]
    made, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate([*bodies, stream("", content), *others], 1):
        places.append(len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}trailer << /Root 1 0 R /Size {len(places) + 1} >>\n"
    return bytes(made) + f"{end}startxref\n{len(made)}\n%%EOF\n".encode()


def chain(length: int, calls: int) -> bytes:
    """Forms of which each draws the next so many times."""
    others = [form("/N Do " * calls, {"N": 6 + place}) for place in range(length - 1)]
    return pdf("/N Do", {"N": 5}, *others, form("0 0 1 1 re f"))


def encrypted(content: bytes) -> bytes:
    """The same, encrypted, as a PDF that anyone may open but not change."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    writer.encrypt("", "owner", algorithm="RC4-128")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def compressed(content: bytes) -> bytes:
    """The same with every dictionary that is no stream in an object stream."""
    objects = Objects(pdfium.PdfDocument(content))
    plain = {number: objects._written[objects._starts[number] :] for number in (1, 2, 3)}
    bodies = [body.partition(b"obj")[2].partition(b"endobj")[0].strip() for body in plain.values()]
    table, packed = [], b""
    for number, body in zip(plain, bodies, strict=True):
        table.append(f"{number} {len(packed)}")
        packed += body + b"\n"
    head = (" ".join(table) + "\n").encode()
    made, places = bytearray(b"%PDF-1.7\n"), {}
    numbers = sorted(set(objects._starts) - set(plain))
    for number in numbers:
        places[number] = len(made)
        made += objects._written[objects._starts[number] :].partition(b"endobj")[0] + b"endobj\n"
    last = max(objects._starts) + 1
    places[last] = len(made)
    inner = zlib.compress(head + packed)
    made += b"%d 0 obj\n" % last
    made += stream(f"/Type /ObjStm /N 3 /First {len(head)} /Filter /FlateDecode", inner) + b"\nendobj\n"
    places[last + 1] = len(made)
    rows = b"".join(
        bytes([2]) + last.to_bytes(4, "big") + bytes([list(plain).index(number)])
        if number in plain
        else bytes([1 if number in places else 0]) + places.get(number, 0).to_bytes(4, "big") + b"\0"
        for number in range(last + 2)
    )
    made += b"%d 0 obj\n" % (last + 1)
    made += stream(f"/Type /XRef /W [1 4 1] /Root 1 0 R /Size {last + 2}", rows) + b"\nendobj\n"
    return bytes(made) + f"startxref\n{places[last + 1]}\n%%EOF\n".encode()


def check(content: bytes) -> None:
    document = pdfium.PdfDocument(content)
    try:
        check_forms(document)
    finally:
        document.close()


ITSELF = pdf("/A Do", {"A": 5}, form("/A Do /A Do", {"A": 5}))
REFUSED: dict[str, Callable[[], bytes]] = {
    "itself": lambda: ITSELF,
    "each other": lambda: pdf("/A Do", {"A": 5}, form("/B Do", {"B": 6}), form("/A Do", {"A": 5})),
    "nine times ten": lambda: chain(9, 10),
    "page by page": lambda: pdf("/A Do " * 2000, {"A": 5}, form("/B Do " * 100, {"B": 6}), form("")),
    "deep": lambda: chain(60, 1),
    "much content": lambda: pdf("/A Do " * 1000, {"A": 5}, form("0 0 1 1 re f " * 40_000)),
    "by the page's names": lambda: pdf("/A Do", {"A": 5}, form("/A Do /A Do")),
    "escaped": lambda: pdf("/#41 Do", {"A": 5}, form("/A#41 Do /AA Do", {"#41A": 5})),
    "deflated": lambda: pdf("/A Do", {"A": 5}, deflated(zlib.compress(b"/A Do /A Do"))),
    "with a wrong checksum": lambda: pdf("/A Do", {"A": 5}, deflated(zlib.compress(b"/A Do /A Do")[:-4] + b"abcd")),
    "in ASCII": lambda: pdf("/A Do", {"A": 5}, ascii_form()),
    "behind a number": lambda: pdf("/A Do", {"A": 5}, form("/A 5 Do /A 5 Do", {"5": 5})),
    "a type that is referred to": lambda: pdf(
        "/A Do", {"A": 5}, form("/A Do /A Do", {"A": 5}, "/Subtype 6 0 R /BBox [0 0 9 9]"), b"/Form"
    ),
    "in object streams": lambda: compressed(ITSELF),
    "encrypted": lambda: encrypted(ITSELF),
    "a pattern": lambda: pdf(
        "",
        {},
        form("/A Do", {"A": 6}, "/PatternType 1 /BBox [0 0 9 9]"),
        form("/A Do /A Do", {"A": 6}),
        resources="/Pattern << /P 5 0 R >>",
    ),
    "a character of a font": lambda: pdf(
        "",
        {},
        b"<< /Type /Font /Subtype /Type3 /CharProcs << /a 6 0 R >> /Resources << /XObject << /A 7 0 R >> >> >>",
        stream("", "9 0 0 0 9 9 d1 /A Do"),
        form("/A Do /A Do"),
        resources="/Font << /F 5 0 R >>",
    ),
    "an annotation": lambda: pdf(
        "", {}, form("/A Do /A Do", {"A": 5}), page="/Annots [<< /Subtype /Stamp /AP << /N 5 0 R >> >>]"
    ),
}


def deflated(content: bytes) -> bytes:
    return form(content, {"A": 5}, f"{_HEAD} /Filter /FlateDecode")


def ascii_form() -> bytes:
    packed = base64.a85encode(zlib.compress(b"/A Do /A Do")) + b"~>"
    return form(packed, {"A": 5}, f"{_HEAD} /Filter [/ASCII85Decode /FlateDecode]")


READ: dict[str, Callable[[], bytes]] = {
    "drawn often": lambda: pdf("/A Do " * 5000, {"A": 5}, form("0 0 1 1 re f")),
    "nested": lambda: chain(4, 10),
    "named but not drawn": lambda: pdf("/A Do", {"A": 5}, form("0 0 1 1 re f", {"A": 5})),
    "an image of the same name": lambda: pdf(
        "/A Do " * 5,
        {"A": 5},
        form("/A Do " * 5, {"A": 6}),
        stream("/Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8", b"\0"),
    ),
    "a word that begins so": lambda: pdf("/A Do", {"A": 5}, form("/A Done /Do 1 w", {"A": 5})),
    "no forms": lambda: pdf("0 0 1 1 re f", {}),
}


@pytest.mark.parametrize("make", REFUSED.values(), ids=REFUSED)
def test_forms_that_draw_without_end_or_too_often_are_refused(make: Callable[[], bytes]) -> None:
    with pytest.raises(UnreadableDocument, match="draw themselves, or each other more than 100000 times"):
        check(make())


@pytest.mark.parametrize("make", READ.values(), ids=READ)
def test_other_forms_are_read(make: Callable[[], bytes]) -> None:
    check(make())
