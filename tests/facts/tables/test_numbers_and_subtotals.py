"""Rows that numbers in a column of their own or a subtotal put in order, and columns that are parts of a total or none."""

from __future__ import annotations

from collections.abc import Callable

from auditor.facts import FactSet
from tests.conftest import TextAudit
from tests.readings import of_rows, severities
from tests.tables import HEAD, table

Read = Callable[[str], FactSet]


def balance(wrong: str = "") -> str:
    rows = (
        "一\t收入总计\t566.00",
        "1\t本级一般公共预算收入\t140.00",
        f"2\t上级补助收入\t{wrong or '333.00'}",
        "\t　返还性收入\t15.00",
        "\t　一般性转移支付收入\t278.00",
        "\t　专项转移支付收入\t40.00",
        "3\t地方政府一般债务转贷收入\t34.00",
        "\t　其中：新增一般债券\t21.00",
        "\t　　再融资一般债券\t13.00",
        "4\t上年结余收入\t59.00",
        "二\t支出总计\t566.00",
        "1\t本级一般公共预算支出\t517.00",
        "2\t上解上级支出\t49.00",
    )
    return HEAD.format(title="一般公共预算收支平衡表") + "序号\t项目\t金额\n" + "\n".join(rows) + "\n"


def test_numbers_in_a_column_of_their_own_tell_how_deep_rows_stand(read_facts: Read, audit_text: TextAudit) -> None:
    assert of_rows(read_facts(balance())) == {
        "收入总计 = 本级一般公共预算收入 + 上级补助收入 + 地方政府一般债务转贷收入 + 上年结余收入",
        "上级补助收入 = 返还性收入 + 一般性转移支付收入 + 专项转移支付收入",
        "支出总计 = 本级一般公共预算支出 + 上解上级支出",
    }
    assert severities(audit_text, balance()) == []
    assert severities(audit_text, balance("323.00")) != []


def meetings(wrong: str = "") -> str:
    rows = (
        "“三公”经费小计\t12.40\t10.15",
        "1.公务接待费\t1.40\t1.15",
        f"2.公务用车购置及运行维护费\t11.00\t{wrong or '9.00'}",
        "　其中：公务用车运行维护费\t11.00\t9.00",
        "　　　　公务用车购置费\t\t",
        "3.因公出国（境）费用\t\t",
        "会议费\t0.80\t0.80",
        "培训费\t2.36\t2.90",
        "总计\t15.56\t13.85",
    )
    title = HEAD.format(title="“三公”经费及会议费、培训费预算表")
    return title + "项目\t2023年预算\t2024年预算\n" + "\n".join(rows) + "\n"


def test_a_subtotal_may_head_the_rows_that_are_numbered_below_it(read_facts: Read, audit_text: TextAudit) -> None:
    assert of_rows(read_facts(meetings())) >= {
        "“三公”经费小计 = 公务接待费 + 公务用车购置及运行维护费 + 因公出国（境）费用",
        "总计 = “三公”经费小计 + 会议费 + 培训费",
    }
    assert severities(audit_text, meetings()) == []
    assert severities(audit_text, meetings("9.90")) != []


def test_a_class_and_its_item_in_one_column_are_a_code(read_facts: Read) -> None:
    rows = (
        "301 |  | 工资福利支出 | 50501 | 工资福利支出 | 45.00",
        "301 | 01 | 基本工资 | 50501 | 工资福利支出 | 25.00",
        "301 | 02 | 津贴补贴 | 50501 | 工资福利支出 | 20.00",
        "302 |  | 商品和服务支出 | 50502 | 商品和服务支出 | 19.00",
        "302 | 01 | 办公费 | 50502 | 商品和服务支出 | 8.00",
        "302 | 05 | 水费 | 50502 | 商品和服务支出 | 11.00",
        "合计 |  |  |  |  | 64.00",
    )
    text = table("类 | 款 | 名称 | 类款 | 名称 | 金额", *rows, title="一般公共预算基本支出表")
    assert of_rows(read_facts(text)) >= {"工资福利支出 = 基本工资 + 津贴补贴", "商品和服务支出 = 办公费 + 水费"}


def of_two_years(wrong: str = "") -> str:
    rows = (
        "全市 | 415.00 | 286.00 | 129.00 | 409.00",
        f"市本级 | 123.00 | {wrong or '81.00'} | 42.00 | 122.00",
        "东岭县 | 165.00 | 116.00 | 49.00 | 135.00",
        "南川县 | 127.00 | 89.00 | 38.00 | 152.00",
    )
    return table("地区 | 收入合计 | 税收收入 | 非税收入 | 上年收入", *rows, title="一般公共预算收入分地区情况")


def test_a_column_of_the_year_before_is_no_part_of_a_total(audit_text: TextAudit) -> None:
    assert severities(audit_text, of_two_years()) == []
    assert severities(audit_text, of_two_years("18.00")) == ["error"]


def scores(wrong: str = "") -> str:
    rows = (
        f"农田管护 | 9.80 | {wrong or '47.50'} | 28.00 | 9.50 | 94.80",
        "动物防疫 | 9.46 | 49.00 | 30.00 | 9.00 | 97.46",
        "农技推广 | 9.44 | 46.00 | 27.50 | 10.00 | 92.94",
        "农机补贴 | 10.00 | 50.00 | 29.00 | 9.20 | 98.20",
    )
    return table("项目名称 | 预算执行 | 产出 | 效益 | 满意度 | 总分", *rows, title="项目支出绩效自评汇总表")


def test_scores_add_up_to_the_total_score(audit_text: TextAudit) -> None:
    assert severities(audit_text, scores()) == []
    assert severities(audit_text, scores("74.50")) != []
