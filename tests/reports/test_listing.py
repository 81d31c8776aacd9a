"""The listing of facts: before the figures of a table how it was understood."""

from __future__ import annotations

from collections.abc import Callable

from auditor.facts import FactSet
from auditor.reports.listing import fact_lines

TEXT = """某某县示例局2022年部门预算
部门支出总表
单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出
\t合计\t80.00\t30.00\t50.00
205\t教育支出\t30.00\t10.00\t20.00
206\t科学技术支出\t50.00\t20.00\t30.00
2022年支出预算80万元。
"""


def test_a_table_is_told_with_its_unit_year_columns_and_readings(read_facts: Callable[[str], FactSet]) -> None:
    lines = fact_lines(read_facts(TEXT), "zh")
    assert [line for line in lines if line.startswith("#")] == [
        "# 第4行  表“部门支出总表”  EXPENDITURE 支出总表  单位：万元  年度：2022",
        "#   栏：合计 [合计]、基本支出、项目支出",
        "#   行：按编码的位数，3 项相符，0 项不符，可信",
        "#   “合计”：作为同组各栏之和，3 项相符，0 项不符，可信",
    ]


def test_the_figures_of_a_table_follow_it_and_prose_stands_apart(read_facts: Callable[[str], FactSet]) -> None:
    lines = fact_lines(read_facts(TEXT), "en")
    assert lines[1].startswith("# line 4  table “部门支出总表”")
    assert lines[-2] == ""
    assert "80" in lines[-1]
    assert sum("30.00" in line for line in lines) == 3
