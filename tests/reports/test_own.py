"""Reports know themselves: whatever lies beside the documents, no report of an earlier run is audited as one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from auditor.documents import read_document
from auditor.reports import FORMATS
from auditor.reports.own import is_report
from tests.conftest import ROOT, SAMPLES, Run, swept

FORMATTED = sorted((ROOT / "sample_reports" / "formats").iterdir())

CLEAN = "某某县样本局2022年部门预算\n2022年支出预算70万元，其中：基本支出30万元；项目支出40万元。\n"
MARKED = sorted(set(FORMATS) - {"gitlab"})
"""All but a list in JSON whose shape GitLab prescribes; a folder is not searched for such files."""


@pytest.fixture
def _documents(run: Run) -> None:
    Path("clean.txt").write_text(CLEAN, encoding="utf-8")
    Path("wrong.txt").write_text(CLEAN.replace("40", "45"), encoding="utf-8")


@pytest.mark.usefixtures("_documents")
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("documents", [("clean.txt",), ("wrong.txt",), ("clean.txt", "wrong.txt")], ids=" ".join)
@pytest.mark.parametrize("file_format", swept(MARKED, 5))
def test_a_report_is_known_in_every_format(run: Run, file_format: str, documents: tuple[str, ...], lang: str) -> None:
    run("check", *documents, "--format", f"{file_format}=report", "--lang", lang)
    assert is_report(Path("report"))
    if not FORMATS[file_format].is_binary:
        # As a shell or an editor writes it that has another encoding.
        text = Path("report").read_text(encoding="utf-8")
        for encoding in () if file_format in ("html", "csv") else ("gb18030", "utf-16"):
            Path("report").write_text(text, encoding=encoding, errors="replace")
            assert is_report(Path("report")) or file_format not in ("text", "compact", "markdown", "github")


@pytest.mark.usefixtures("_documents")
def test_every_page_of_a_folder_is_known(run: Run) -> None:
    run("check", "clean.txt", "wrong.txt", "--format", "html=pages/")
    pages = [file for file in Path("pages").rglob("*") if file.suffix == ".html"]
    assert (len(pages), [page for page in pages if not is_report(page)]) == (3, [])


@pytest.mark.usefixtures("_documents")
def test_a_working_paper_that_was_filled_in_is_still_one(run: Run) -> None:
    import openpyxl

    run("check", "wrong.txt", "--format", "xlsx=audit.xlsx")
    paper = openpyxl.load_workbook("audit.xlsx")
    paper.worksheets[0]["A40"] = "已核实"
    paper.save("answered.xlsx")
    assert is_report(Path("answered.xlsx"))


@pytest.mark.parametrize("file", [*SAMPLES, *FORMATTED], ids=lambda file: file.name)
def test_a_document_is_no_report(file: Path) -> None:
    assert not is_report(file)


@pytest.mark.usefixtures("_documents")
def test_an_annotated_copy_is_a_document(run: Run) -> None:
    Path("page.html").write_text(f"<html><body><p>{CLEAN.replace('40', '45')}</p></body></html>", encoding="utf-8")
    assert run("annotate", "page.html", "-o", "noted.html")[0] == 0
    assert not is_report(Path("noted.html"))
    assert read_document("noted.html").lines


@pytest.mark.usefixtures("_documents")
@pytest.mark.parametrize("name", ["empty", "pipe", "folder", "nowhere", "cut.xlsx"])
def test_what_cannot_be_read_is_no_report(name: str) -> None:
    Path("empty").touch()
    Path("folder").mkdir()
    Path("cut.xlsx").write_bytes(b"PK\x03\x04")
    if hasattr(os, "mkfifo"):
        os.mkfifo("pipe")
    assert not is_report(Path(name))


@pytest.mark.usefixtures("_documents")
@pytest.mark.parametrize(
    "report", ["a.txt", "markdown=a.md", "a.html", "a.xlsx", "a.docx", "a.csv", "compact=b.txt"], ids=str
)
def test_reports_beside_the_documents_are_left_out_and_counted(run: Run, report: str) -> None:
    name = report.rpartition("=")[2]
    file_format = report.partition("=")[0] if "=" in report else {"txt": "text"}.get(name[2:], name[2:])
    first = run("check", ".", "-f", f"{file_format}={name}", "-f", "json")
    assert first[2].startswith(f"wrote {name}: ")
    second = run("check", ".", "-f", f"{file_format}={name}", "-f", "json", "--lang", "zh")
    assert second[2].splitlines()[0] == f"auditor: 1 份文件是本工具写出的报告，不作为待核对的文件：{name}"
    assert second[:2] == first[:2]


@pytest.mark.usefixtures("_documents")
def test_a_report_alone_is_no_document(run: Run) -> None:
    run("check", "clean.txt", "-f", "html=audit.html")
    status, out, err = run("check", "audit.html", "--lang", "en")
    assert (status, out) == (2, "")
    assert err.splitlines() == [
        "auditor: left out as reports of auditor (1): audit.html",
        "auditor: none of the files is a document to audit",
    ]
