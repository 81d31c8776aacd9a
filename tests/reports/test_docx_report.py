"""The report for filing and the letter to a publisher: what they say, that Word can show it, that the same run gives the same bytes."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from copy import deepcopy
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, cast

import docx
import pytest
from docx.oxml.ns import qn
from pytest_regressions.file_regression import FileRegressionFixture

from auditor.audit import confront
from auditor.documents import read_document
from auditor.errors import UsageError
from auditor.facts import extract_facts
from auditor.records import LANGUAGES, Lang, Outcome, PlaceRecord, RunRecord, run_of
from auditor.reports import render_bytes
from auditor.reports.docx_report.spots import spot_in, without_lines
from auditor.reports.docx_report.word_file import TEXT_WIDTH
from auditor.reports.docx_report.words import WORDS
from auditor.rulebook import Rulebook
from auditor.vocabulary import Vocabulary
from tests.conftest import ROOT

FORMS = ("docx", "docx:letter")
PAGE = "formats/budget.pdf"
SEVERAL = ("formats/budget.pdf", "budget-clean-tabs.txt", "formats/final.xlsx")


@pytest.fixture(scope="module")
def run_of_files(vocabulary: Vocabulary, rulebook: Rulebook) -> Callable[..., RunRecord]:
    @cache
    def outcome_of(name: str) -> Outcome:
        return Outcome(
            name, confront(extract_facts(read_document(ROOT / "sample_reports" / name), vocabulary), rulebook)
        )

    @cache
    def run_in(names: tuple[str, ...], lang: Lang) -> RunRecord:
        return run_of([outcome_of(name) for name in names], lang)

    def audited(*names: str, lang: Lang = "zh") -> RunRecord:
        return deepcopy(run_in(names, lang))

    return audited


def opened(run: RunRecord, form: str = "docx", lang: Lang | None = None) -> Any:
    return docx.Document(BytesIO(render_bytes(run, form, lang)))


def shown(element: Any) -> str:
    return "".join(text.text or "" for text in element.iter(qn("w:t")))


def rows_of(table: Any) -> list[list[str]]:
    """The text of each cell, its paragraphs apart."""
    rows = []
    for row in table._tbl.findall(qn("w:tr")):
        cells = row.findall(qn("w:tc"))
        rows.append(["\n".join(shown(p) for p in cell.findall(qn("w:p"))) for cell in cells])
    return rows


def text_of(document: Any) -> str:
    """What can be read, in its order: paragraphs, and the rows of tables with strokes between their cells."""
    lines = []
    for element in document.element.body:
        if element.tag == qn("w:p"):
            lines.append(shown(element))
        elif element.tag == qn("w:tbl"):
            table = next(table for table in document.tables if table._tbl is element)
            lines += [" | ".join(cell.replace("\n", " / ") for cell in row) for row in rows_of(table)]
    return "\n".join(lines).strip() + "\n"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_it_says_is_as_before(
    form: str, lang: Lang, run_of_files: Callable[..., RunRecord], file_regression: FileRegressionFixture
) -> None:
    said = text_of(opened(run_of_files(*SEVERAL, lang=lang), form, lang))
    file_regression.check(said, extension=".txt", encoding="utf-8", newline="\n")


@pytest.mark.parametrize("form", FORMS)
def test_the_same_run_gives_the_same_bytes(form: str, sample_run: RunRecord, monkeypatch: pytest.MonkeyPatch) -> None:
    first = render_bytes(sample_run, form)
    monkeypatch.setenv("TZ", "Pacific/Apia")
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert render_bytes(sample_run, form) == first


def test_each_finding_has_its_figures_and_below_them_its_rule(run_of_files: Callable[..., RunRecord]) -> None:
    table = opened(run_of_files(PAGE)).tables[0]
    head, *rows = rows_of(table)
    assert head == ["序号", "位置", "项目", "报送数", "重算数／另一处", "差额"]
    assert rows[0] == [
        "1",
        "第5页 第102行",
        "自然资源利用与保护 项目支出",
        "421.50万元",
        "412.50万元\n（另一处）",
        "+9.00万元",
    ]
    assert rows[1][1].startswith("错误 BA-FUNDS 没有其他资金时") and "推断：第102行" in rows[1][1]
    assert rows[4][3:] == ["11.21万元", "12.11万元", "-0.90万元"], "a difference has the decimals of its figure"


def test_the_suspect_is_red_and_nothing_else_is(run_of_files: Callable[..., RunRecord]) -> None:
    table = opened(run_of_files(PAGE)).tables[0]
    red = []
    for run in table._tbl.iter(qn("w:r")):
        if run.find(f"{qn('w:rPr')}/{qn('w:color')}") is not None:
            red.append(shown(run))
    assert red == ["421.50万元", "36.91万元", "15.30万元", "3.57%"], "11.21 is right: 12.11 in its row is not"


def test_tables_fit_their_page_and_repeat_their_heads(run_of_files: Callable[..., RunRecord]) -> None:
    for lang in LANGUAGES:
        for table in opened(run_of_files(*SEVERAL, lang=lang), lang=lang).tables:
            widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
            assert sum(widths) == pytest.approx(TEXT_WIDTH * 1440 / 25.4, abs=len(widths))
            assert min(widths) >= 500
            first, *others = table._tbl.findall(qn("w:tr"))
            assert first.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
            for row in (first, *others):
                assert row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None
                spans = [cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}") for cell in row.findall(qn("w:tc"))]
                assert sum(1 if span is None else int(span.get(qn("w:val"))) for span in spans) == len(widths)


def test_amounts_have_room_on_one_line(run_of_files: Callable[..., RunRecord]) -> None:
    table = opened(run_of_files("budget-faulty-yuan.tsv")).tables[0]
    widths = [int(column.get(qn("w:w"))) / 20 for column in table._tbl.tblGrid]
    for row in rows_of(table)[1::2]:
        for text, width in list(zip(row, widths, strict=True))[3:]:
            needed = sum(5 if ord(char) < 128 else 9.5 for char in text.partition(chr(10))[0])
            assert needed <= width - 10.8, text


def test_chinese_is_set_in_chinese_fonts(run_of_files: Callable[..., RunRecord]) -> None:
    document = opened(run_of_files(PAGE))
    fonts = {}
    for name in ("Normal", "Title", "Heading 1", "Heading 2"):
        held = document.styles[name].element.rPr.rFonts
        fonts[name] = held.get(qn("w:eastAsia"))
        assert not [key for key in held.attrib if key.endswith("Theme")], "a theme would win over the font"
    assert fonts == {"Normal": "仿宋", "Title": "黑体", "Heading 1": "黑体", "Heading 2": "楷体"}
    runs = document.element.body.iter(qn("w:r"))
    assert all(run.rPr.rFonts.get(qn("w:hint")) == "eastAsia" for run in runs if shown(run))


def test_of_several_documents_an_overview_comes_first(run_of_files: Callable[..., RunRecord]) -> None:
    document = opened(run_of_files(*SEVERAL))
    head, *rows = rows_of(document.tables[0])
    assert head == ["序号", "单位和文件", "结论", "错误", "警告", "提示", "已核对"]
    assert [row[2:] for row in rows] == [
        ["不通过", "5", "0", "0", "98%"],
        ["未发现不符", "0", "0", "0", "98%"],
        ["不通过", "4", "1", "4", "99%"],
    ]
    assert rows[0][1] == "青沅县自然资源局 2025年预算\nbudget.pdf"
    heads = [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Heading 2"]
    assert heads[:2] == ["（一）青沅县自然资源局 2025年预算", "（二）棠溪区民政局 2023年决算"], (
        "the clean one has no section"
    )


def test_what_could_not_be_read_is_in_the_report(sample_run: RunRecord) -> None:
    rows = rows_of(opened(sample_run).tables[0])
    assert ["2", "scan.pdf", "无法读取 各页均为图像", "", "", "", ""] in rows
    del sample_run["documents"][0], sample_run["documents"][1]
    assert "各页均为图像" in text_of(opened(sample_run))


def test_notes_are_counted_and_waived_findings_are_told(
    sample_run: RunRecord, run_of_files: Callable[..., RunRecord]
) -> None:
    assert "另有提示 4 处" in text_of(opened(run_of_files("formats/final.txt")))
    alone = sample_run["documents"][:1]
    sample_run["documents"] = alone
    assert "已豁免 1，已入基线 1" in text_of(opened(sample_run))


def test_a_letter_is_for_one_publisher_and_asks(run_of_files: Callable[..., RunRecord]) -> None:
    document = opened(run_of_files(*SEVERAL), "docx:letter")
    titles = [paragraph for paragraph in document.paragraphs if paragraph.style.name == "Title"]
    assert [title.text for title in titles] == [
        "关于请核实青沅县自然资源局 2025年预算公开数据的函",
        "关于请核实棠溪区民政局 2023年决算公开数据的函",
    ], "nothing is asked of the publisher of the clean one"
    assert [bool(title.paragraph_format.page_break_before) for title in titles] == [False, True]
    said = text_of(document)
    assert said.count("致：") == 2 and "恳请贵单位对照原始资料核实" in said
    assert not re.search("错误|违|应为|不通过|虚假", said), "it accuses nobody"
    assert "第5页《部门预算支出总表》“自然资源利用与保护 项目支出”所印为 421.50万元" in said
    assert "第12页“「三公」经费预算”所印为 3.57%" in said, "quotation marks in quotation marks"


def test_documents_of_one_publisher_are_in_one_letter(run_of_files: Callable[..., RunRecord]) -> None:
    document = opened(run_of_files("formats/budget.pdf", "formats/budget.docx"), "docx:letter")
    said = text_of(document)
    assert said.count("致：青沅县自然资源局") == 1 and "有 10 处未能对应" in said
    assert "第102行" not in said.partition("6. ")[2], "a Word document has no lines that its publisher could find"


def test_a_letter_about_nothing_says_so(run_of_files: Callable[..., RunRecord]) -> None:
    assert text_of(opened(run_of_files("budget-clean-tabs.txt"), "docx:letter")) == "没有需要请单位核实的数字。\n"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_a_document_says_does_nothing(form: str, lang: Lang, hostile_run: RunRecord) -> None:
    document = opened(hostile_run, form, lang)
    said = text_of(document)
    assert "<script>alert(1)</script>" in said
    assert not list(document.element.body.iter(qn("w:hyperlink"), qn("w:instrText"), qn("w:object")))
    kinds = {relation.reltype.rpartition("/")[2] for relation in document.part.rels.values()}
    assert not kinds & {"hyperlink", "oleObject", "attachedTemplate"}


def test_without_findings_and_without_documents(run_of_files: Callable[..., RunRecord]) -> None:
    run = run_of_files("budget-clean-tabs.txt")
    said = text_of(opened(run))
    assert "没有发现错误或警告。" in said and "结论：未发现不符。" in said
    run["documents"] = []
    assert "There is no document." in text_of(opened(run))


def test_without_the_extra_it_says_what_to_install(sample_run: RunRecord, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("auditor.reports.find_spec", lambda name: None)
    with pytest.raises(UsageError, match=r"pip install 'budget-disclosure-auditor\[docx\]'"):
        render_bytes(sample_run, "docx")


def test_the_words_are_there_in_both_languages() -> None:
    for key, (chinese, english) in WORDS.items():
        blanks = [set(re.findall(r"{(\w+)}", text)) for text in (chinese, english)]
        assert blanks[0] == blanks[1] or key == "letter-title", key
        assert "应为" not in chinese


def test_letter_on_the_command_line(tmp_path: Path) -> None:
    import subprocess

    def auditor(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "auditor", *arguments]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)

    sample = str(ROOT / "sample_reports" / "budget-faulty-cells-gb18030.txt")
    done = auditor("check", sample, "-f", "json=a.json", "-f", "docx=report.docx", "-f", "docx:letter=letter.docx")
    assert done.returncode == 1, done.stderr
    assert auditor("report", "a.json", "-f", "docx=again.docx", "--letter").returncode == 0
    assert (tmp_path / "again.docx").read_bytes() == (tmp_path / "letter.docx").read_bytes()
    assert (tmp_path / "report.docx").read_bytes() != (tmp_path / "letter.docx").read_bytes()
    refused = auditor("report", "a.json", "--letter")
    assert refused.returncode == 2 and "--format docx=FILE" in refused.stderr
    bare = auditor("report", "a.json", "-f", "docx")
    assert bare.returncode == 2 and "docx is no text" in bare.stderr


def test_places_are_those_of_the_document_itself(run_of_files: Callable[..., RunRecord]) -> None:
    place = {"page": None, "line": 9, "column": 1, "end_column": 2, "cell": "table 3!R4C2", "bbox": None}
    assert spot_in(cast(PlaceRecord, place), "zh") == "第3张表第4行第2列"
    assert spot_in(cast(PlaceRecord, {**place, "cell": "收支总表!B7"}), "zh") == "收支总表!B7"
    assert without_lines("第96行的编码 2111101 印作“减排”，第9行印作“环保”") == "编码 2111101 印作“减排”，印作“环保”"
    said = text_of(opened(run_of_files("formats/budget.docx"), "docx:letter"))
    assert re.search(r"第\d+张表第\d+行第\d+列《", said) and not re.search(r"第\d+行(?!第\d+列)", said)


def test_a_finding_about_words_has_no_figures(run_of_files: Callable[..., RunRecord]) -> None:
    run = run_of_files("budget-faulty-cells-gb18030.txt")
    assert "所印为 —" not in text_of(opened(run, "docx:letter"))
    rows = rows_of(opened(run).tables[0])
    at = next(number for number, row in enumerate(rows) if "WO-FLAT" in row[1])
    assert rows[at - 1][3:] == ["", "", ""] and "说“持平”" in rows[at][1]
