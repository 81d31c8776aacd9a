"""Which figure is told as the wrong one, by which value: tables and sentences with one slip, or several."""

from __future__ import annotations

from decimal import Decimal

import pytest

from auditor.audit import Audit, Finding
from auditor.diagnosis import Suspect, Vouchers
from auditor.records.diagnoses import diagnosis_text
from tests.conftest import TextAudit

HEAD = "云川市港务局2025年度部门预算\n\n"
TABLE = (
    HEAD
    + """支出预算总表

单位：万元

功能分类科目编码\t科目名称\t合计\t基本支出\t项目支出
\t合计\t1,066.15\t612.40\t453.75
214\t交通运输支出\t824.95\t480.20\t344.75
21401\t公路水路运输\t824.95\t480.20\t344.75
2140101\t行政运行\t480.20\t480.20\t
2140136\t水路运输管理支出\t344.75\t\t344.75
221\t住房保障支出\t241.20\t132.20\t109.00
22102\t住房改革支出\t241.20\t132.20\t109.00
2210201\t住房公积金\t132.20\t132.20\t
2210203\t购房补贴\t109.00\t\t109.00
"""
)
PROSE = HEAD + "一、说明\n"
THREE = "2025年“三公”经费预算{}万元，其中：因公出国（境）费1.20万元，公务接待费2.60万元，公务用车购置及运行费8.35万元。"


def found(audit: Audit) -> list[Finding]:
    return [finding for finding in audit.findings if finding.severity != "note"]


def suspects(finding: Finding) -> list[tuple[str, Decimal | None, str | None]]:
    return [as_told(suspect) for suspect in finding.cause.suspects] if finding.cause else []


def as_told(suspect: Suspect) -> tuple[str, Decimal | None, str | None]:
    assert suspect.fact.figure is not None
    return suspect.fact.figure.printed, suspect.value, suspect.slip


def test_a_table_that_adds_up_is_not_diagnosed(audit_text: TextAudit) -> None:
    assert found(audit_text(TABLE)) == []


@pytest.mark.parametrize(
    ("row", "printed", "mistyped", "slip"),
    [
        ("2140101\t行政运行\t480.20\t", "480.20", "480.02", "transposed"),
        ("\n\t合计\t", "1,066.15", "1,006.15", "digit"),
        ("2210203\t购房补贴\t109.00\t\t", "109.00", "19.00", "dropped"),
        ("2140136\t水路运输管理支出\t344.75\t\t", "344.75", "3,444.75", "added"),
        ("2210201\t住房公积金\t132.20\t", "132.20", "1322.00", "point"),
        ("2140136\t水路运输管理支出\t", "344.75", "3447500", "unit"),
        ("221\t住房保障支出\t241.20\t132.20\t", "109.00", "-109.00", "sign"),
        ("22102\t住房改革支出\t", "241.20", "132.20", "neighbour"),
        ("2210201\t住房公积金\t", "132.20", "877.31", None),
    ],
)
def test_a_slip_in_a_table_is_one_finding_with_its_figure_value_and_kind(
    row: str, printed: str, mistyped: str, slip: str | None, audit_text: TextAudit
) -> None:
    assert TABLE.count(row + printed) == 1
    (finding,) = found(audit_text(TABLE.replace(row + printed, row + mistyped)))
    assert finding.cause is not None
    assert finding.cause.confidence == "inferred"
    value = Decimal(printed.replace(",", ""))
    assert suspects(finding) == [(mistyped.lstrip("-"), value, slip)]


def test_what_holds_vouches_for_the_other_figures(audit_text: TextAudit) -> None:
    audit = audit_text(TABLE.replace("2140101\t行政运行\t480.20\t480.20", "2140101\t行政运行\t480.20\t480.02"))
    (finding,) = found(audit)
    assert finding.cause is not None
    suspect = finding.cause.suspects[0].fact
    vouching = [audit.verdicts[number] for number in Vouchers(audit.verdicts).of(finding.cause)]
    assert vouching
    for verdict in vouching:
        assert verdict.holds
        assert suspect.location not in [term.fact.location for term in verdict.terms]


def test_several_slips_have_a_cause_each(audit_text: TextAudit) -> None:
    text = TABLE.replace("2140101\t行政运行\t480.20\t480.20", "2140101\t行政运行\t480.20\t408.20")
    text = text.replace("2210203\t购房补贴\t109.00\t\t109.00", "2210203\t购房补贴\t109.00\t\t19.00")
    told = {suspects(finding)[0] for finding in found(audit_text(text))}
    assert told == {
        ("408.20", Decimal("480.20"), "transposed"),
        ("19.00", Decimal("109.00"), "dropped"),
    }


@pytest.mark.parametrize(
    ("sentence", "printed", "value", "slip"),
    [
        (
            "2025年度收入预算824.95万元，其中：一般公共预算拨款收入480.20万元，事业收入344.57万元。",
            "344.57",
            "344.75",
            "transposed",
        ),
        (
            "2025年度支出预算824.95万元，其中：基本支出480.20万元，占58.21%；项目支出344.75万元，占47.19%。",
            "47.19",
            "41.79",
            "transposed",
        ),
        ("2025年公务接待费预算3.20万元，比上年增加0.50万元，增长81.52%。", "81.52", "18.52", "transposed"),
        (
            "2025年度收入预算129813万元，其中：一般公共预算拨款收入113975万元，事业收入15838亿元。",
            "15838",
            "1.5838",
            "unit",
        ),
    ],
)
def test_a_slip_in_a_sentence_is_inferred_where_only_one_figure_explains_it(
    sentence: str, printed: str, value: str, slip: str, audit_text: TextAudit
) -> None:
    (finding,) = found(audit_text(f"{PROSE}{sentence}\n"))
    assert finding.cause is not None
    assert finding.cause.confidence == "inferred"
    assert suspects(finding) == [(printed, Decimal(value), slip)]


def test_figures_that_explain_it_alike_are_all_told_and_none_inferred(audit_text: TextAudit) -> None:
    audit = audit_text(f"{PROSE}2025年度支出预算9.00万元，其中：基本支出4.00万元，项目支出3.00万元。\n")
    (finding,) = found(audit)
    assert finding.cause is not None
    assert finding.cause.confidence == "possible"
    assert {printed for printed, _, _ in suspects(finding)} == {"9.00", "4.00", "3.00"}
    told = diagnosis_text(finding.cause, audit, "zh")
    assert told.startswith("可能是以下 3 处之一有误：")
    assert "推断" not in told


def test_nothing_is_said_where_nothing_tells_one_figure_from_others(audit_text: TextAudit) -> None:
    """11.76 is no slip of 12.15, nor is any part one of what the others leave."""
    (finding,) = found(audit_text(f"{PROSE}{THREE.format('11.76')}\n"))
    assert finding.cause is None


def test_a_part_may_be_left_out_of_a_total_or_mistyped(audit_text: TextAudit) -> None:
    (finding,) = found(audit_text(f"{PROSE}{THREE.format('12.51')}\n"))
    assert suspects(finding)[0] == ("12.51", Decimal("12.15"), "transposed")


def test_a_percentage_leaves_an_interval_of_amounts(audit_text: TextAudit) -> None:
    """占58.21% of 824.95 are 480.16 to 480.24: what else stands there is told to the last digit."""
    sentence = "2025年度支出预算824.95万元，其中：基本支出408.20万元，占58.21%；项目支出344.75万元，占41.79%。"
    told = [entry for finding in found(audit_text(f"{PROSE}{sentence}\n")) for entry in suspects(finding)]
    assert told == [("408.20", Decimal("480.20"), "transposed")]


def test_no_figure_is_told_to_be_due_below_zero_by_itself(audit_text: TextAudit) -> None:
    sentence = "2025年度支出预算24.95万元，其中：基本支出480.20万元，项目支出344.75万元。"
    for finding in found(audit_text(f"{PROSE}{sentence}\n")):
        assert all(value is None or value > 0 for _, value, _ in suspects(finding))


def test_the_text_names_line_figure_value_and_slip(audit_text: TextAudit) -> None:
    audit = audit_text(TABLE.replace("\t合计\t1,066.15", "\t合计\t1,006.15"))
    cause = found(audit)[0].cause
    assert cause is not None
    assert diagnosis_text(cause, audit, "zh") == (
        "推断：第8行“合计 合计”1,006.15 若为 1,066.15，2 项核对同时相符（一位数字不同）"
    )
    assert diagnosis_text(cause, audit, "en") == (
        "inferred: 2 relations hold if “合计 合计” 1,006.15 at line 8 were 1,066.15 (one digit differs)"
    )


def test_a_bound_of_parts_and_their_whole_leaves_the_whole_open_above(audit_text: TextAudit) -> None:
    """政府采购预算总额 712.49 is above 504.98 of it: 204.98, with a sum that 504.98 would mend, may be a slip of that."""
    text = (
        "2025年预算单位政府采购预算总额712.49万元。"
        "其中一般公共预算拨款政府采购204.98万元：政府采购货物预算480.50万元、政府采购服务预算24.48万元。"
    )
    for finding in found(audit_text(f"{PROSE}{text}\n")):
        assert finding.cause is not None
        assert ("204.98", Decimal("504.98"), "digit") in suspects(finding)


def test_a_pair_that_was_copied_from_what_stands_before_it_is_no_slip_of_a_digit(audit_text: TextAudit) -> None:
    """The car's 3.59 and 15.31% are those of the whole: nobody knows what stood there."""
    total = "2025年度“三公”经费财政拨款支出决算数比2024年度减少3.59万元，下降15.31%，其中："
    car = "公务用车购置及运行维护费支出决算减少3.59万元，下降15.31%；公务用车购置及运行维护费支出决算为19.56万元。"
    assert [finding.cause for finding in found(audit_text(f"{PROSE}{total}{car}\n"))] == [None]
    (alone,) = found(audit_text(f"{PROSE}2025年度{car}\n"))
    assert suspects(alone)[0] == ("15.31", Decimal("15.51"), "digit")


def test_among_very_many_figures_nobody_looks_for_the_wrong_one(audit_text: TextAudit) -> None:
    parts = "、".join(f"种类{number}车1辆" for number in range(1500))
    audit = audit_text(f"某某县示例局2022年部门预算\n车辆10辆，其中：{parts}。\n")
    (finding,) = (finding for finding in audit.findings if len(audit.verdicts[finding.head].terms) > 1500)
    assert finding.cause is None
