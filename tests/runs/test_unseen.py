"""Nothing that was not seen passes: a run that may have missed something says so, in every format, and is not clean."""

from __future__ import annotations

import json
from html import unescape
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from auditor.reports import FORMATS
from tests.conftest import Run

CLEAN = "示例局2022年部门预算\n2022年支出预算70万元，其中：基本支出30万元；项目支出40万元。\n"
NOT_FOUND = (
    "<!DOCTYPE html><html><head><title>404</title></head><body><h1>Not Found</h1><p>nginx/1.18</p></body></html>"
)
POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab\nsize 12345\n"


@pytest.fixture(autouse=True)
def _folder(run: Run) -> None:
    folder = Path("docs")
    folder.mkdir()
    (folder / "clean.txt").write_text(CLEAN, encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.pdf", NOT_FOUND),
        ("x.xls", NOT_FOUND),
        ("x.html", NOT_FOUND),
        ("x.pdf", POINTER),
        ("x.txt", "本页无内容。\n"),
        ("x.zip", "PK"),
        ("x.7z", "7z"),
        ("x.rar", "Rar!"),
        ("x.png", "PNG"),
    ],
)
def test_a_folder_with_something_unseen_is_not_clean(run: Run, name: str, content: str) -> None:
    Path("docs", name).write_text(content, encoding="utf-8")
    status, said, _ = run("check", "docs", "-f", "compact")
    assert (status, f"docs/{name}" in said) == (3, True)
    assert run("check", "docs", "--allow-incomplete")[0] == 0


def test_a_page_under_another_name_that_has_the_disclosure_is_read(run: Run) -> None:
    Path("docs", "x.pdf").write_text(
        f"<html><body><p>{'</p><p>'.join(CLEAN.split())}</p></body></html>", encoding="utf-8"
    )
    status, said, _ = run("check", "docs", "--lang", "en")
    assert (status, "it is named .pdf but is html" in said) == (0, True)


def test_a_link_to_nothing_fails_the_run(run: Run) -> None:
    Path("docs", "x.pdf").symlink_to("/nowhere/there")
    assert run("check", "docs")[0] == 3
    assert run("check", "docs/*.*")[0] == 3


@pytest.mark.parametrize("file_format", FORMATS)
def test_every_report_tells_once_what_was_left_out(run: Run, file_format: str) -> None:
    for name in ("a.7z", "b.rar", "c.png"):
        Path("docs", name).write_bytes(b"x")
    assert run("check", "docs", "--lang", "zh", "-f", f"{file_format}=report")[0] == 3
    if file_format == "docx:letter":
        return
    said = _text_of(file_format)
    if file_format in ("json", "json:findings", "ndjson", "csv"):
        assert [said.count(name) for name in ("a.7z", "b.rar", "c.png")] == [1, 1, 1]
    else:
        assert "压缩包 2 个、图片 1 个" in said


def test_the_record_counts_what_was_left_out(run: Run) -> None:
    Path("docs", "a.7z").write_bytes(b"x")
    made = json.loads(run("check", "docs", "-f", "json")[1])
    assert made["left_out"] == [{"path": "docs/a.7z", "kind": "archive"}]
    assert (made["summary"]["left_out"], made["summary"]["complete"]) == (1, False)
    Path("audit.json").write_text(json.dumps(made), encoding="utf-8")
    assert "压缩包 1 个" in run("report", "audit.json", "-f", "compact")[1]


def _text_of(file_format: str) -> str:
    """What a report says, without what XML and HTML make of it."""
    if file_format == "xlsx":
        sheets = openpyxl.load_workbook(BytesIO(Path("report").read_bytes())).worksheets
        return "\n".join(str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row)
    if file_format == "docx":
        return "\n".join(paragraph.text for paragraph in Document("report").paragraphs)
    return unescape(Path("report").read_text(encoding="utf-8-sig"))
