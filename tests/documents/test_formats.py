"""What a file is: its content decides, and what cannot be read says what to do instead."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from auditor.documents import read_document
from auditor.documents.formats import format_of
from auditor.errors import UnreadableDocument
from tests.documents.pdf_pages import PdfPage, pdf_of


def zip_of(*names: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "extension", "kind"),
    [
        (b"%PDF-1.7 ...", "doc", "pdf"),
        (zip_of("word/document.xml"), "wps", "docx"),
        (zip_of("xl/workbook.xml"), "et", "xlsx"),
        (b"\xef\xbb\xbf<!DOCTYPE html><html><body>x", "xls", "html"),
        (b"\n<table><tr><td>1</td></tr></table>", "xls", "html"),
        ("<html>".encode("utf-16"), "htm", "html"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n", "doc", "mht"),
        ("一、收入 12.5 万元".encode("gb18030"), "doc", "txt"),
        (b"a < b, 1.5", "txt", "txt"),
        (b"a,b\n1,2\n", "csv", "csv"),
        (zip_of("OFD.xml", "Doc_0/Document.xml"), "ofd", "ofd"),
        (b"{\\rtf1\\ansi", "doc", "rtf"),
    ],
)
def test_the_content_decides_the_format(content: bytes, extension: str, kind: str) -> None:
    assert format_of(content, extension) == kind


@pytest.mark.parametrize(
    ("content", "extension", "says"),
    [
        (b"", "pdf", "empty"),
        (b"\x00" * 4096, "xlsx", "empty"),
        (zip_of("ppt/presentation.xml"), "pptx", "PowerPoint"),
        (zip_of("xl/workbook.bin"), "xlsb", "save it as .xlsx"),
        (zip_of("a.pdf"), "zip", "unpack it"),
        (b"x", "zip", "no ZIP archive"),
        (b"PK\x03\x04 cut short", "docx", "damaged or cut short"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 cut short", "doc", "damaged or cut short"),
        (b"\x89PNG\r\n\x1a\n", "pdf", "an image"),
        (b"Rar!\x1a\x07", "docx", "RAR"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:4d\nsize 12\n", "pdf", "pointer of Git LFS"),
        (b"/annex/objects/SHA256E-s12--4d.pdf\n", "pdf", "pointer of git-annex"),
        (b"../../.git/annex/objects/Xk/9f/SHA256E-s12--4d.pdf", "txt", "pointer of git-annex"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "xls", "2003"),
        (b"plain", "odt", "the format .odt is not read"),
    ],
)
def test_what_is_not_read_says_what_to_do_instead(content: bytes, extension: str, says: str) -> None:
    with pytest.raises(UnreadableDocument, match=says) as caught:
        format_of(content, extension)
    assert caught.value.chinese


def test_a_file_under_a_wrong_name_is_read_by_its_content_and_that_is_said(tmp_path: Path) -> None:
    file = tmp_path / "report.doc"
    file.write_bytes(pdf_of(PdfPage().text(60, 100, "收入合计12.5万元。")))
    document = read_document(file)
    assert document.format == "pdf"
    assert [(notice.key, notice.arguments) for notice in document.notices] == [
        ("named-otherwise", {"name": ".doc", "format": "pdf"})
    ]


def test_an_encrypted_office_file_asks_for_its_password(tmp_path: Path) -> None:
    file = tmp_path / "secret.docx"
    file.write_bytes(encrypted("收入合计12.5万元。", "open sesame"))
    with pytest.raises(UnreadableDocument, match="--password-file"):
        read_document(file)
    with pytest.raises(UnreadableDocument, match="password does not fit"):
        read_document(file, "wrong")
    assert read_document(file, "open sesame").paragraphs()[0].source.text == "收入合计12.5万元。"


def encrypted(text: str, password: str) -> bytes:
    """A Word file of one paragraph, locked."""
    plain, locked = io.BytesIO(), io.BytesIO()
    document = docx.Document()
    document.add_paragraph(text)
    document.save(plain)
    OOXMLFile(plain).encrypt(password, locked)
    return locked.getvalue()
