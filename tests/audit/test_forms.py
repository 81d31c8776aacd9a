"""Forms of performance: which of their figures are held against one another, in whatever shape and format they are printed."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
import xlsxwriter

from auditor.audit import Audit, confront
from auditor.documents import read_document
from auditor.facts import extract_facts
from auditor.rulebook import Rulebook
from auditor.vocabulary import Vocabulary
from tests.conftest import TextAudit
from tests.documents.pdf_pages import PdfPage, pdf_of

HEAD = "2028年部门预算\n项目支出绩效目标表\n"
EVALUATION = """2027年度部门决算
项目支出绩效自评表
项目资金（万元）\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分
\t年度资金总额\t{first}\t{plan}\t{result}\t10\t{rate}\t9
"""
INDICATORS = """2027年度部门决算
项目支出绩效自评表
项目资金（万元）\t\t全年预算数\t全年执行数\t分值\t执行率\t得分
\t年度资金总额\t40.00\t36.00\t{execution}\t90%\t9
一级指标\t二级指标\t三级指标\t指标值\t分值\t实际完成值\t得分
产出指标\t数量指标\t巡护里程\t≥60公里\t{output}\t62公里\t{scored}
效益指标\t生态效益指标\t成活率\t≥85%\t30\t86%\t30
满意度指标\t满意度指标\t村民满意度\t≥90%\t10\t93%\t10
总分\t\t\t\t{total}\t\t97
"""
PARTED = [
    ["项目名称", "林区巡护", "", ""],
    ["实施期资金总额", "90.00", "年度资金总额（万元）", "40.00"],
    ["其中：财政拨款", "60.00", "其中：财政拨款", "25.00"],
    ["其他资金", "30.00", "其他资金", "18.00"],
    ["一级指标", "二级指标", "三级指标", "指标值"],
    ["产出指标", "数量指标", "巡护里程", "≥60公里"],
]
"""Two panes side by side; the parts of the right one are 3.00 too much."""


def found(audit: Audit, rule: str) -> list[tuple[str, list[str]]]:
    """The outcomes of a rule with the figures each relates."""
    return [
        (verdict.outcome, [term.fact.figure.printed for term in verdict.terms if term.fact.figure])
        for verdict in audit.verdicts
        if verdict.rule == rule
    ]


def sums(audit_text: TextAudit, form: str) -> list[tuple[str, list[str]]]:
    return found(audit_text(HEAD + form), "RU-FORM")


def test_parts_of_a_complete_list_add_up_to_the_whole(audit_text: TextAudit) -> None:
    form = "年度资金总额（万元）\t40.00\n其中：财政拨款\t25.00\n      其他资金\t{rest}\n"
    assert sums(audit_text, form.format(rest="15.00")) == [("exact", ["40.00", "25.00", "15.00"])]
    assert sums(audit_text, form.format(rest="18.00")) == [("inconsistent", ["40.00", "25.00", "18.00"])]


@pytest.mark.parametrize("rows", ["其中：财政拨款\t25.00\n", "其中：财政拨款\t25.00\n其他资金\t\n"])
def test_parts_that_may_not_be_all_can_be_less(audit_text: TextAudit, rows: str) -> None:
    assert [outcome for outcome, _ in sums(audit_text, "年度资金总额\t40.00\n" + rows)] == ["not_applicable"]


def test_a_part_is_never_more_than_the_whole(audit_text: TextAudit) -> None:
    assert sums(audit_text, "年度资金总额\t40.00\n其中：财政拨款\t45.00\n") == [("inconsistent", ["40.00", "45.00"])]


@pytest.mark.parametrize("carried", ["5.00", "40.00"])
def test_what_is_carried_over_may_be_inside_the_appropriation(audit_text: TextAudit, carried: str) -> None:
    form = f"年度资金总额\t40.00\n其中：财政拨款\t40.00\n上年结转资金\t{carried}\n其他资金\t0\n"
    assert sums(audit_text, form) == [("exact", ["40.00", "40.00", "0"])]


def test_of_readings_that_are_all_wrong_the_nearest_is_told(audit_text: TextAudit) -> None:
    form = "年度资金总额\t40.00\n其中：财政拨款\t30.00\n其中：上级补助\t12.00\n本级财政资金\t18.00\n其他资金\t11.00\n"
    assert sums(audit_text, form) == [("inconsistent", ["40.00", "30.00", "11.00"])]


def test_a_list_with_an_amount_of_unknown_name_is_left_alone(audit_text: TextAudit) -> None:
    form = "年度资金总额\t40.00\n其中：财政拨款\t25.00\n{name}\t10.00\n其他资金\t8.00\n"
    assert sums(audit_text, form.format(name="校友捐资")) == []
    assert [outcome for outcome, _ in sums(audit_text, form.format(name="自筹资金"))] == ["inconsistent"]


def test_a_list_of_mixed_units_needs_the_unit_of_every_part(audit_text: TextAudit) -> None:
    form = "年度资金总额（万元）\t40\n其中：财政拨款（元）\t250000\n其他资金{unit}\t150000\n"
    assert sums(audit_text, form.format(unit="")) == []
    assert [outcome for outcome, _ in sums(audit_text, form.format(unit="（元）"))] == ["exact"]


@pytest.mark.parametrize(
    "form",
    [
        "资金（万元）\t年度资金总额\t\t40.00\n\t其中：\t财政拨款\t25.00\n\t\t其他资金\t18.00\n",
        "资金用途\t预算数\t40.00\t其中：财政 资金\t25.00\t其他资金\t18.00\n",
        "资金\t年度资金总额：40.00万元\n\t其中：财政拨款：25.00万元\n\t其他资金：18.00万元\n",
        "项目资金\t年度资金总额\t40.00万元\n其中：财政拨款\t25.00万元\n其他资金\t18.00万元\n",
        "\t项目资金（万元）\n\t年度资金总额：\n\t40.00\n\n\t\n\t其中：财政拨款\n\t25.00\n\n\t\n\t其他资金\n\t18.00\n",
        "| 年度资金总额（元） | 40.00 |\n| --- | --- |\n| 其中：财政拨款 | 25.00 |\n| 其他资金 | 18.00 |\n",
        "任务\t年度资金总额\t其中：财政拨款\t其他资金\n巡护\t40.00\t25.00\t18.00\n一级指标\t二级指标\t三级指标\t指标值\n",
    ],
    ids=["mark apart", "one row", "in one cell", "units in words", "cells", "markdown", "below"],
)
def test_every_shape_of_a_form_is_read(audit_text: TextAudit, form: str) -> None:
    assert sums(audit_text, form) == [("inconsistent", ["40.00", "25.00", "18.00"])]


def test_a_list_of_programmes_stays_a_table_with_a_header(audit_text: TextAudit) -> None:
    table = "项目名称\t资金总额\t财政拨款\t其他资金\n甲\t40.00\t25.00\t15.00\n合计\t40.00\t25.00\t15.00\n"
    audit = audit_text(HEAD + table)
    assert not found(audit, "RU-FORM")
    assert [statement.form for statement in audit.facts.statements] == [None]


def test_several_figures_behind_a_name_are_not_understood(audit_text: TextAudit) -> None:
    assert sums(audit_text, "年度资金总额\t40.00\t50.00\n其中：财政拨款\t25.00\t60.00\n其他资金\t18.00\t0\n") == []


def as_word(rows: list[list[str]]) -> bytes:
    document, stream = docx.Document(), io.BytesIO()
    for text in HEAD.splitlines():
        document.add_paragraph(text)
    table = document.add_table(rows=len(rows), cols=4)
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(0, 1).merge(table.cell(0, 3))
    document.save(stream)
    return stream.getvalue()


def as_workbook(rows: list[list[str]]) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet, amount = book.add_worksheet("绩效目标表"), book.add_format({"num_format": "0.00"})
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            if text.replace(".", "").isdigit():
                sheet.write_number(row, column, float(text), amount)
            else:
                sheet.write_string(row, column, text)
    book.close()
    return stream.getvalue()


def as_pdf(rows: list[list[str]]) -> bytes:
    page = PdfPage().text(60, 60, "2028年部门预算").text(60, 85, "项目支出绩效目标表")
    return pdf_of(page.table(60, 110, [120, 90, 130, 90], rows))


@pytest.mark.parametrize(("write", "name"), [(as_word, "f.docx"), (as_workbook, "f.xlsx"), (as_pdf, "f.pdf")])
def test_every_format_gives_the_two_panes_of_a_form(
    write: Callable[[list[list[str]]], bytes], name: str, tmp_path: Path, vocabulary: Vocabulary, rulebook: Rulebook
) -> None:
    file = tmp_path / name
    file.write_bytes(write(PARTED))
    audit = confront(extract_facts(read_document(file), vocabulary), rulebook)
    assert found(audit, "RU-FORM") == [
        ("exact", ["90.00", "60.00", "30.00"]),
        ("inconsistent", ["40.00", "25.00", "18.00"]),
    ]


@pytest.mark.parametrize(
    ("rate", "outcomes"),
    [
        ("90%", ["exact"]),
        ("90", ["exact"]),
        ("95.00%", ["inconsistent"]),
        ("0.9", []),
        ("/", []),
    ],
)
def test_a_rate_is_the_result_over_the_last_plan(audit_text: TextAudit, rate: str, outcomes: list[str]) -> None:
    audit = audit_text(EVALUATION.format(first="30.00", plan="40.00", result="36.00", rate=rate))
    assert [outcome for outcome, _ in found(audit, "CO-FORM")] == outcomes
    assert not found(audit, "CO-RATIO")


def test_a_rate_of_another_plan_is_told_so(audit_text: TextAudit) -> None:
    audit = audit_text(EVALUATION.format(first="60.00", plan="40.00", result="36.00", rate="60.00%"))
    (verdict,) = (verdict for verdict in audit.verdicts if verdict.rule == "CO-FORM")
    assert [remark.key for remark in verdict.remarks] == ["fits-another-plan"]


def test_a_rate_of_no_plan_is_left_alone(audit_text: TextAudit) -> None:
    audit = audit_text(EVALUATION.format(first="0", plan="0", result="0", rate="100%"))
    assert not found(audit, "CO-FORM")


def test_words_above_the_names_head_no_figures(audit_text: TextAudit) -> None:
    form = EVALUATION.replace("（万元）\t\t", "（万元）\t年度预算数（万元）\t")
    audit = audit_text(form.format(first="30.00", plan="40.00", result="36.00", rate="90%"))
    assert found(audit, "CO-FORM") == [("exact", ["90", "36.00", "40.00"])]


def test_a_rate_beside_a_column_of_unknown_words_is_left_alone(audit_text: TextAudit) -> None:
    form = EVALUATION.replace("\t分值", "\t到位数\t分值").replace("\t10\t", "\t20.00\t10\t")
    audit = audit_text(form.format(first="30.00", plan="40.00", result="18.00", rate="90%"))
    assert not found(audit, "CO-FORM")


def points(audit_text: TextAudit, **printed: str) -> list[str]:
    usual = {"execution": "10", "output": "50", "scored": "48", "total": "100"}
    return [outcome for outcome, _ in found(audit_text(INDICATORS.format(**{**usual, **printed})), "RU-FORM-POINTS")]


def test_points_and_scores_add_up_with_those_of_the_execution(audit_text: TextAudit) -> None:
    assert points(audit_text) == ["exact", "exact"]


def test_points_add_up_without_those_of_the_execution_too(audit_text: TextAudit) -> None:
    assert points(audit_text, output="60", scored="57") == ["exact", "exact"]


def test_points_that_miss_the_total_either_way_are_found(audit_text: TextAudit) -> None:
    assert points(audit_text, output="45") == ["inconsistent"]


def test_a_score_counts_where_the_weights_prove_the_list(audit_text: TextAudit) -> None:
    assert points(audit_text, scored="45") == ["exact", "inconsistent"]


@pytest.mark.parametrize(
    "printed",
    [{"output": "45", "execution": "-"}, {"output": "", "scored": ""}, {"output": "45", "total": "95"}],
    ids=["no points for the execution", "an indicator without points", "another total"],
)
def test_points_that_prove_nothing_are_left_alone(audit_text: TextAudit, printed: dict[str, str]) -> None:
    assert points(audit_text, **printed) == []


def test_points_of_a_kind_of_indicator_are_not_added_to_those_of_its_indicators(audit_text: TextAudit) -> None:
    rows = INDICATORS.replace("产出指标\t数量", "产出指标\t\t\t\t50\t\t48\n\t数量")
    audit = audit_text(rows.format(execution="10", output="50", scored="48", total="100"))
    assert found(audit, "RU-FORM-POINTS")[0] == ("exact", ["100", "50", "30", "10", "10"])
