"""Pairs of tables: which are held against each other, and what becomes of those that are not."""

from __future__ import annotations

import pytest

from auditor.audit import Audit
from tests.conftest import TextAudit

CLASSES = ("一般公共服务支出", "教育支出", "科学技术支出", "卫生健康支出", "农林水支出", "交通运输支出")


def table(title: str, amounts: dict[str, str], column: str = "预算数", unit: str = "单位：万元\n") -> str:
    rows = "".join(f"{name}\t{amount}\n" for name, amount in amounts.items())
    return f"{title}\n{unit}项目\t{column}\n{rows}"


def amounts(*changed: str, factor: int = 1) -> dict[str, str]:
    """Six classes; those named have other amounts."""
    return {
        name: f"{(place + 2) * 11.25 * factor + (1 if name in changed else 0):.2f}"
        for place, name in enumerate(CLASSES)
    }


def outcomes(audit: Audit, rule: str = "AG-TABLES") -> list[str]:
    return [verdict.outcome for verdict in audit.verdicts if verdict.rule == rule]


def of(*tables: str, year: int = 2024) -> str:
    return f"{year}年预算\n" + "".join(tables)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("2024年全市一般公共预算支出表", "2024年市本级一般公共预算支出表"),
        ("2024年江源市一般公共预算支出表", "2024年江源市本级一般公共预算支出表"),
        ("2024年全市一般公共预算支出表", "2024年高新区一般公共预算支出表"),
        ("2023年一般公共预算支出执行表", "2024年一般公共预算支出预算表"),
        ("2024年一般公共预算支出预算表", "2024年一般公共预算支出执行表"),
        ("一般公共预算支出表", "一般公共预算支出表（不含上年结转）"),
        ("一般公共预算支出表", "一般公共预算支出表（市对下转移支付）"),
        ("一般公共预算支出表", "一般公共预算全口径支出表"),
    ],
)
def test_tables_of_two_settings_print_other_cells(left: str, right: str, audit_text: TextAudit) -> None:
    audit = audit_text(of(table(left, amounts(), "金额"), table(right, amounts(*CLASSES), "金额")))
    assert "inconsistent" not in outcomes(audit)


def test_a_table_of_a_report_on_the_execution_may_be_what_was_planned_or_done(audit_text: TextAudit) -> None:
    planned = table("2024年全市一般公共预算支出表", amounts(), "2024年预算数")
    text = planned + table("2024年全市一般公共预算支出表（按功能分类）", amounts("教育支出"), "金额")
    assert "inconsistent" in outcomes(audit_text("云川市2024年预算\n" + text))
    assert "inconsistent" not in outcomes(audit_text("云川市2024年预算执行情况报告及附表\n" + text))


def test_tables_of_one_setting_are_held_against_each_other(audit_text: TextAudit) -> None:
    first = table("2024年全市一般公共预算支出表", amounts())
    text = of(first, table("2024年全市一般公共预算支出表（按功能分类）", amounts("教育支出")))
    audit = audit_text(text)
    assert outcomes(audit).count("inconsistent") == 1
    assert [finding.severity for finding in audit.findings] == ["error"]


def test_a_setting_that_words_leave_open_is_proven_by_the_figures(audit_text: TextAudit) -> None:
    """市级 may be 市本级 and may be more."""
    first = table(
        "2024年市级一般公共预算支出表",
        amounts() | {"住房保障支出": "99.00", "其他支出": "98.00", "国防支出": "9.00", "公共安全支出": "8.00"},
    )
    same = amounts() | {"住房保障支出": "99.00", "其他支出": "98.00", "国防支出": "9.00", "公共安全支出": "8.50"}
    audit = audit_text(of(first, table("2024年市本级一般公共预算支出表", same)))
    assert sorted(outcomes(audit)) == ["exact"] * 9 + ["inconsistent"]
    other = amounts(*CLASSES[:2]) | {
        "住房保障支出": "99.00",
        "其他支出": "98.00",
        "国防支出": "9.00",
        "公共安全支出": "8.00",
    }
    audit = audit_text(of(first, table("2024年市本级一般公共预算支出表", other)))
    assert set(outcomes(audit)) == {"not_applicable"}


def test_a_table_that_names_no_level_beside_tables_that_do_accuses_nothing(audit_text: TextAudit) -> None:
    text = of(
        table("2024年全市一般公共预算支出表", amounts()),
        table("2024年市本级一般公共预算支出表", amounts(*CLASSES)),
        table("一般公共预算支出明细表", amounts(*CLASSES[:3])),
    )
    assert "inconsistent" not in outcomes(audit_text(text))


def test_a_column_names_its_own_level(audit_text: TextAudit) -> None:
    both = "2024年一般公共预算支出表\n单位：万元\n项目\t全市\t市本级\n" + "".join(
        f"{name}\t{amount}\t{other}\n"
        for (name, amount), other in zip(amounts().items(), amounts(*CLASSES).values(), strict=True)
    )
    own = table("2024年市本级一般公共预算支出表", amounts(*CLASSES))
    assert "inconsistent" not in outcomes(audit_text(of(both, own)))


def test_rates_are_held_in_their_row_and_nowhere_else(audit_text: TextAudit) -> None:
    rates = {name: f"{place + 3}.00" for place, name in enumerate(CLASSES)}
    text = of(
        table("2024年全市一般公共预算支出表", rates, "完成预算%"),
        table("2024年全市一般公共预算支出表（按功能分类）", amounts(), "完成预算%"),
    )
    assert outcomes(audit_text(text)) == []


def test_many_cells_that_mostly_differ_are_no_restatements(audit_text: TextAudit) -> None:
    more = {"住房保障支出": "31.00", "其他支出": "32.00", "国防支出": "33.00"}
    first, second = (
        table("一般公共预算支出表", amounts() | more),
        table("一般公共预算支出明细表", amounts(*CLASSES) | more),
    )
    assert set(outcomes(audit_text(of(first, second)))) == {"not_applicable"}


def test_basic_expenditure_whose_title_names_no_fund_is_of_all_money_beside_one_that_does(
    audit_text: TextAudit,
) -> None:
    def basic(title: str, goods: str) -> str:
        return (
            f"{title}\n单位：万元\n科目编码\t科目名称\t合计\n301\t工资福利支出\t40.00\n302\t商品和服务支出\t{goods}\n"
        )

    text = of(basic("一般公共预算基本支出表", "12.00"), basic("基本支出预算表", "16.00"))
    assert outcomes(audit_text(text)) == []
    alone = of(basic("基本支出预算表", "16.00"))
    assert [verdict for verdict in audit_text(alone).verdicts if verdict.outcome == "inconsistent"] == []


@pytest.mark.parametrize(
    ("unit", "factor", "severities"), [("", 1, ["note"]), ("", 10000, []), ("单位：万元\n", 10000, ["error"])]
)
def test_a_lost_unit_is_told_once(unit: str, factor: int, severities: list[str], audit_text: TextAudit) -> None:
    first = table("一般公共预算支出表", amounts())
    text = of(first, table("一般公共预算支出明细表", amounts(factor=factor), unit=unit))
    assert [finding.severity for finding in audit_text(text).findings] == severities


def test_what_was_carried_over_may_be_in_a_table_that_has_no_word_of_it(audit_text: TextAudit) -> None:
    overview = """2024年部门收支总表
单位：万元
收入\t预算数\t支出\t预算数
{lines}
"""
    all_money = overview.format(
        lines="一、一般公共预算资金\t{general}\t一、科学技术支出\t60.00\n合计\t60.00\t合计\t60.00"
    )
    fiscal = """2024年财政拨款收支总表
单位：万元
收入\t预算数\t支出\t合计\t一般公共预算
一、本年收入\t50.00\t一、本年支出\t60.00\t60.00
（一）一般公共预算资金\t50.00\t（一）科学技术支出\t60.00\t60.00
二、上年结转\t10.00\t二、结转下年\t\t
"""
    within = audit_text(of(all_money.format(general="60.00"), fiscal))
    assert "inconsistent" not in outcomes(within)
    beyond = audit_text(of(all_money.format(general="63.00"), fiscal))
    assert "inconsistent" in outcomes(beyond)


def test_figures_of_two_tables_without_a_unit_bound_nothing(audit_text: TextAudit) -> None:
    text = """2024年部门预算
一般公共预算基本支出表
科目编码\t科目名称\t合计
302\t商品和服务支出\t8500.00
30217\t公务接待费\t8500.00
“三公”经费支出表
项目\t预算数
公务接待费\t0.85
"""
    assert set(outcomes(audit_text(text), "BO-THREE")) <= {"unverifiable"}


PROJECTS = """2024年部门预算
部门支出总表
单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出
\t合计\t64.00\t24.00\t40.00
206\t科学技术支出\t64.00\t24.00\t40.00
一般公共预算支出表
单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出
\t合计\t60.00\t24.00\t36.00
206\t科学技术支出\t60.00\t24.00\t36.00
项目支出表
单位：万元
项目名称\t{columns}
合计\t{cells}
野外观测\t{cells}
"""


def test_projects_with_columns_of_the_funds_are_of_all_money(audit_text: TextAudit) -> None:
    plain = PROJECTS.format(columns="合计", cells="36.00")
    parted = PROJECTS.format(columns="合计\t一般公共预算\t事业收入", cells="36.00\t36.00\t")
    assert outcomes(audit_text(plain), "AG-PROJECTS") == ["exact"]
    assert outcomes(audit_text(parted), "AG-PROJECTS") == ["inconsistent"]


def test_an_outturn_of_the_prose_is_not_the_budget_of_the_table(audit_text: TextAudit) -> None:
    text = """2024年部门决算
2024年公务接待费支出决算为1.50万元。
“三公”经费支出决算表
单位：万元
项目\t预算数\t决算数
公务接待费\t1.50\t0.80
"""
    assert outcomes(audit_text(text), "AG-PROSE") == ["inconsistent"]


FUNDS = """2024年部门预算
部门收入总表
单位：万元
科目编码\t科目名称\t合计\t财政拨款收入
\t合计\t70.00\t70.00
部门支出总表
单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出
\t合计\t70.00\t30.00\t40.00
206\t科学技术支出\t70.00\t30.00\t40.00
一般公共预算支出表
单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出
\t合计\t60.00\t30.00\t30.00
206\t科学技术支出\t60.00\t30.00\t30.00
政府性基金预算支出表
单位：万元
{rest}"""


def test_a_table_that_does_not_part_its_money_leaves_the_parts_open(audit_text: TextAudit) -> None:
    whole = FUNDS.format(rest="项目\t预算数\n合计\t10.00\n")
    assert outcomes(audit_text(whole), "BA-FUNDS") == ["exact"]
    unnamed = FUNDS.format(rest="科目名称\t合计\t基本支出\t项目支出\n合计\t10.00\t\t10.00\n某项安排\t10.00\t\t10.00\n")
    assert set(outcomes(audit_text(unnamed), "BA-FUNDS")) == {"exact"}


def test_without_a_table_of_income_nobody_knows_of_other_money(audit_text: TextAudit) -> None:
    text = FUNDS.format(rest="项目\t预算数\n合计\t16.00\n")
    assert outcomes(audit_text(text), "BA-FUNDS") == ["inconsistent"]
    assert outcomes(audit_text(text.replace("部门收入总表", "项目支出表")), "BA-FUNDS") == []


def test_a_table_that_is_not_understood_contradicts_no_other(audit_text: TextAudit) -> None:
    """Its total fails in all columns: which cell of the other table a row is, nobody knows."""
    title, columns = "2024年全市一般公共预算支出表（按功能分类）", "预算数\t2023年预算数\t2022年预算数"
    whole = table("2024年全市一般公共预算支出表", amounts())
    wide = {name: f"{amount}\t{amount}\t{amount}" for name, amount in amounts(CLASSES[2]).items()}
    total = sum(int(amount.replace(".", "")) for amount in amounts(CLASSES[2]).values()) / 100
    right = audit_text(of(whole, table(title, {"合计": "\t".join([f"{total:.2f}"] * 3), **wide}, columns)))
    assert "inconsistent" in outcomes(right)
    audit = audit_text(of(whole, table(title, {"合计": "911.11\t22.22\t533.33", **wide}, columns)))
    assert "not_understood" in {entry.trust for entry in audit.facts.structures}
    assert "inconsistent" not in outcomes(audit)
    assert "unverifiable" in outcomes(audit)


def test_what_is_carried_over_is_a_part_of_the_total_of_its_row(audit_text: TextAudit) -> None:
    """Which of the columns that read alike another table prints: the total, not the part that is of the year's own money."""
    text = """2024年部门预算
财政拨款收支总表
单位：万元
收入\t预算数\t支出\t合计\t一般公共预算\t政府性基金预算
一、本年收入\t80.00\t一、教育支出\t{whole}\t{whole}\t
二、上年结转\t10.00\t\t\t\t
收入总计\t90.00\t支出总计\t{whole}\t{whole}\t
一般公共预算支出表
单位：万元
科目编码\t科目名称\t总计\t上年结转\t\t\t当年财政拨款\t\t
\t\t\t小计\t基本支出\t项目支出\t小计\t基本支出\t项目支出
\t合计\t90.00\t10.00\t\t10.00\t80.00\t50.00\t30.00
205\t教育支出\t90.00\t10.00\t\t10.00\t80.00\t50.00\t30.00
"""
    assert set(outcomes(audit_text(text.format(whole="90.00")), "AG-TABLES")) == {"exact"}
    assert "inconsistent" in outcomes(audit_text(text.format(whole="80.00")), "AG-TABLES")
