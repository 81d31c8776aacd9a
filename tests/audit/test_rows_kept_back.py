"""Rows that a body may keep back by law: a row that lacks in several columns is a note, a wrong figure is still an error."""

import pytest

from tests.conftest import TextAudit

TABLE = """{title}
部门支出总表
单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出
\t合计\t{total}\t{basic}\t30.00
205\t教育支出\t40.00\t20.00\t20.00
206\t科学技术支出\t30.00\t20.00\t10.00
{note}
"""
NOTE = "说明：按照保密规定，部分项目公开时予以剔除。"


@pytest.mark.parametrize(
    ("title", "note", "total", "basic", "severities"),
    [
        ("2026年部门预算", "", "86.31", "56.31", {"error"}),
        ("2026年部门预算", NOTE, "86.31", "56.31", {"note"}),
        ("某市公安局2026年部门预算", "", "86.31", "56.31", {"note"}),
        ("某市公安局2026年部门预算", "", "70.00", "43.17", {"error"}),
    ],
)
def test_a_row_that_is_not_printed(
    audit_text: TextAudit, title: str, note: str, total: str, basic: str, severities: set[str]
) -> None:
    text = TABLE.format(title=title, note=note, total=total, basic=basic)
    assert {finding.severity for finding in audit_text(text).findings} == severities
