"""Sentences of departments that were misread: every figure is read, what is right has no finding, what is wrong is named."""

from __future__ import annotations

import pytest

from auditor.audit import Audit
from tests.conftest import TextAudit

BUDGET = "云岫县气象局2025年部门预算\n"
FINAL = "云岫县气象局2023年度部门决算\n"

READ = [
    pytest.param(
        "支出预算70.00万元，比上年增加5.00万元，主要原因是人员经费增加4.10万元，公用经费增加0.90万元。\n",
        id="changes that are reasons",
    ),
    pytest.param(
        "支出预算70.00万元。支出减少的主要原因：1.站房修缮项目减少3.10万元；2.观测场租金下降12%。\n", id="numbered reasons"
    ),
    pytest.param("支出预算70.00万元。\n增加2.10万元，增长3.09%。\n", id="a change of nothing that is named"),
    pytest.param(
        "支出预算70.00万元。\n项目\t内容\n宣传\t印制手册,3家媒体报道;5场共20人次,1.65万元\n", id="a comma of Latin script in a cell"
    ),
]


def told(audit: Audit) -> list[tuple[str, str]]:
    return [(f.severity, audit.verdicts[f.head].rule) for f in audit.findings if f.severity != "note"]


@pytest.mark.parametrize("text", READ)
def test_every_figure_is_read(text: str, audit_text: TextAudit) -> None:
    audit = audit_text(BUDGET + text)
    assert [entry.printed for entry in audit.coverage.unchecked if entry.reason == "unread"] == []
    assert told(audit) == []
