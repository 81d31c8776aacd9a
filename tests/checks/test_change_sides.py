"""Changes of both sides of a budget, told in several sentences."""

from __future__ import annotations

import pytest

from tests.conftest import TextAudit

TITLE = "某局2026年部门预算\n"


def _outcomes(text: str, audit_text: TextAudit) -> list[str]:
    return [verdict.outcome for verdict in audit_text(TITLE + text).verdicts if verdict.rule == "CH-SIDES"]


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        (
            "收入预算90.00万元，其中：财政拨款收入80.00万元，比2025年预算减少{}.00万元；其他收入10.00万元。\n"
            "支出预算90.00万元，其中：财政拨款支出预算80.00万元，比2025年预算减少5.00万元。\n",
            {"5": ["exact"], "6": ["inconsistent"]},
        ),
        (
            "（一）收入预算90.00万元。\n（二）支出预算90.00万元。\n（三）增减变化情况：2026年收支预算90.00万元，比上年增加{}.00万元，其中：\n1.收入预算增加12.00万元，其中一般公共预算收入增加12.00万元。\n"
            "2.支出预算增加12.00万元，其中基本支出增加12.00万元。\n",
            {"12": ["exact", "exact"], "21": ["inconsistent", "exact"]},
        ),
        # Another base, another amount now, a reason: nothing is said of both.
        (
            "收入预算90.00万元，比2025年执行数增加{}.00万元。\n支出预算90.00万元，比2025年预算增加5.00万元。\n",
            {"7": []},
        ),
        ("收入预算90.00万元，比上年增加{}.00万元。\n支出预算85.00万元，比上年增加5.00万元。\n", {"7": []}),
        ("收入预算90.00万元，比上年增加7.00万元，主要原因是支出增加{}.00万元。\n", {"5": []}),
    ],
)
def test_sides_that_are_equal_have_changed_alike(
    text: str, outcomes: dict[str, list[str]], audit_text: TextAudit
) -> None:
    for figure, expected in outcomes.items():
        assert sorted(_outcomes(text.format(figure), audit_text)) == sorted(expected), figure
