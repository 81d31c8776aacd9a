"""Mentions of one name that say nothing of each other are counted and told, unless another rule holds them."""

from __future__ import annotations

import pytest

from auditor.audit import Audit
from tests.conftest import TextAudit

OF_SEVERAL = "棠溪市民政局2022年部门预算\n公务接待费预算3万元。\n公务接待费8.4万元。\n公务接待费9.5万元。\n"
OF_A_GOVERNMENT = "棠溪市2022年财政预算\n公务接待费3800万元。\n公务接待费5100万元。\n"
OF_NOBODY = "公务接待费3800万元。\n公务接待费5100万元。\n"


def told(audit: Audit) -> list[tuple[int, object]]:
    """The lines and counts of the notices about mentions."""
    return [(entry.line, entry.arguments["count"]) for entry in audit.notices if entry.key == "mentions-not-held"]


@pytest.mark.parametrize(
    ("text", "reason", "lines", "line"),
    [
        (OF_SEVERAL, "told-of-several", [2, 3, 4], 2),
        (OF_A_GOVERNMENT, "scope-open", [2, 3], 2),
        (OF_NOBODY, "scope-open", [1, 2], 1),
    ],
)
def test_what_is_not_held_is_listed_with_its_reason_and_one_notice(
    text: str, reason: str, lines: list[int], line: int, audit_text: TextAudit
) -> None:
    audit = audit_text(text)
    assert [(entry.line, entry.reason) for entry in audit.coverage.unchecked] == [(at, reason) for at in lines]
    assert told(audit) == [(line, len(lines))]
    assert audit.findings == ()


def test_a_figure_that_another_rule_holds_is_checked(audit_text: TextAudit) -> None:
    held = OF_SEVERAL + "公务接待费9.5万元，其中：甲4万元，乙5.5万元。\n"
    audit = audit_text(held)
    assert [entry.line for entry in audit.coverage.unchecked if entry.reason == "told-of-several"] == [2, 3, 4]
    assert audit.coverage.checked == 3
    assert told(audit) == [(2, 3)]


def test_mentions_of_one_figure_need_no_notice(audit_text: TextAudit) -> None:
    assert told(audit_text("棠溪市民政局2022年部门预算\n公务接待费预算3万元。\n公务接待费3万元，与上年持平。\n")) == []
