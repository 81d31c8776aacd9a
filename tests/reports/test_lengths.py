"""Figures of the greatest length that is read, in every report."""

from __future__ import annotations

import pytest

from auditor.records import Outcome, run_of
from auditor.reports import FORMATS, render_bytes
from tests.conftest import TextAudit

LONG = """松岭县园林中心2024年度部门决算
收入支出决算总体情况说明
2024年度收入总计1234567890123456789012.34万元，比上年增加123456789012345678901.23万元，增长10.55%。
本年支出合计9876543210987654321098765432万元，其中：基本支出9000000000000000000000.654321万元，项目支出1万元。
"""


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_report_tells_differences_of_thirty_digits(name: str, lang: str, audit_text: TextAudit) -> None:
    run = run_of([Outcome("long.txt", audit_text(LONG))], lang)  # type: ignore[arg-type]
    assert any(
        "9876534210987654321098765430.345679" in (verdict["difference"] or "")
        for verdict in run["documents"][0]["verdicts"]
    )
    assert render_bytes(run, name)
