"""Files made to do harm: each is read or refused with one clear message, in bounded time and memory."""

from __future__ import annotations

import io
import json
import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import swept
from tests.documents.pdf_pages import PdfPage, pdf_of
from tests.documents.test_pdf_forms import chain

_MEMORY = 2 << 30
_SECONDS = 120
"""Far more than any of these needs: a file that is not bounded never ends."""

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)


def packed(parts: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def word(body: str, before: str = "") -> bytes:
    document = f'<?xml version="1.0"?>{before}<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
    return packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": document.encode()})


def workbook(rows: str, before: str = "") -> bytes:
    return packed(
        {
            "[Content_Types].xml": b"<Types/>",
            "xl/workbook.xml": (
                f'<workbook xmlns="{_SHEET}" xmlns:r="{_RELATIONS}">'
                '<sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>'
            ).encode(),
            "xl/_rels/workbook.xml.rels": (
                b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                b'<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
                b'worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
            ),
            "xl/worksheets/sheet1.xml": (
                f'<?xml version="1.0"?>{before}<worksheet xmlns="{_SHEET}"><sheetData>{rows}</sheetData></worksheet>'
            ).encode(),
        }
    )


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def zip_bomb() -> bytes:
    return packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": b" " * (600 << 20)})


def nested_tables() -> bytes:
    return word("<w:tbl><w:tr><w:tc>" * 50_000 + paragraph("12.5") + "</w:tc></w:tr></w:tbl>" * 50_000)


def nested_page() -> bytes:
    return (
        "<html><body><p>收入合计12.5万元。</p>" + "<table><tr><td>" * 50_000 + "1" + "</td></tr></table>" * 50_000
    ).encode()


def empty_rows() -> bytes:
    return workbook(
        '<row r="1"><c r="A1" t="str"><v>x</v></c></row>' + '<row s="1"><c s="1"/><c s="1"/></row>' * 1_000_000
    )


def cells_of(size: int, count: int) -> str:
    return "".join(
        f'<row r="{row}"><c r="A{row}" t="str"><v>{"字" * size}</v></c><c r="B{row}"><v>1</v></c></row>'
        for row in range(1, count + 1)
    )


def outer_reference() -> bytes:
    secret = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    return word(paragraph("&a;"), secret)


CASES: list[tuple[str, Callable[[], bytes], str]] = [
    ("bomb.docx", zip_bomb, "unpacks to more than"),
    ("entities.docx", lambda: word(paragraph("&i;"), _ENTITIES), "document type"),
    ("entities.xlsx", lambda: workbook('<row><c t="str"><v>&amp;i;</v></c></row>', _ENTITIES), "document type"),
    ("outside.docx", outer_reference, "document type"),
    ("nested.docx", nested_tables, ""),
    ("nested.html", nested_page, ""),
    ("rows.xlsx", empty_rows, ""),
    ("pages.pdf", lambda: pdf_of(*[PdfPage().text(60, 100, "一")] * 5000), "5000 pages"),
    ("paragraph.docx", lambda: word(paragraph("一" * 20_000_000)), "more than 200000 characters"),
    (
        "cell.docx",
        lambda: word(f"<w:tbl><w:tr><w:tc>{paragraph('1' * 300_000)}</w:tc></w:tr></w:tbl>"),
        "200000 characters",
    ),
    (
        "cell.xlsx",
        lambda: workbook(f'<row r="1"><c r="A1" t="str"><v>{"1" * 300_000}</v></c></row>'),
        "200000 characters",
    ),
    ("cells.xlsx", lambda: workbook(cells_of(30_000, 500)), "more than 10000000 characters"),
    ("page.html", lambda: f"<html><body><p>{'字' * 300_000}</p></body></html>".encode(), "200000 characters"),
    ("line.txt", lambda: ("收入" * 150_000).encode(), "(line 1) has more than 200000 characters"),
    ("text.txt", lambda: ("支出预算5万元。\n" * 1_200_000).encode(), "more than 10000000 characters"),
    ("forms.pdf", lambda: chain(9, 10), "draw themselves"),
]


def limit_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


@pytest.mark.parametrize(
    ("name", "make", "says"), swept(CASES, 6), ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_hostile_file_is_bounded_in_time_and_memory(
    name: str, make: Callable[[], bytes], says: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(make())
    done = subprocess.run(
        [sys.executable, "-m", "auditor", "check", name, "--format", "json", "--lang", "en"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
        preexec_fn=limit_memory,
    )
    (document,) = json.loads(done.stdout)["documents"]
    assert done.returncode in (0, 3), done.stderr
    if says:
        assert (document["status"], done.returncode) == ("unreadable", 3)
        assert says in document["error"]
