"""Forms of targets against the table of projects: `河道清淤 500.00` of a form and `河道清淤 | 400.00` of the table."""

import pytest

from tests.conftest import TextAudit

PROJECTS = {"河道清淤整治": 30, "校舍维修改造": 45, "图书采购经费": 12, "防汛物资储备": 8, "信息系统运行维护": 25}


def _table(rows: list[tuple[str, int]]) -> str:
    lines = "".join(f"{name}\t特定目标类\t{amount}.00\t{amount}.00\n" for name, amount in rows)
    return f"2026年部门预算\n项目支出预算情况表\n单位：万元\n项目名称\t项目类别\t合计\t一般公共预算\n{lines}"


def _form(name: str, amount: int) -> str:
    return (
        f"{name}的绩效目标如下。\n项目支出绩效目标表\n项目名称\t{name}\t\n项目资金（万元）\t年度资金总额\t{amount}.00\n"
        f"\t其中：财政拨款\t{amount}.00\n\t其他资金\t0.00\n"
    )


@pytest.mark.parametrize(
    ("rows", "forms", "found"),
    [
        ([], [], []),
        ([], [("信息系统运行维护", 52)], ["error"]),
        # Two bodies have a project of one name; one form has its equal, and so the other two belong together.
        ([("公务用车更新", 18), ("公务用车更新", 36)], [("公务用车更新", 36), ("公务用车更新", 18)], []),
        ([("公务用车更新", 18), ("公务用车更新", 36)], [("公务用车更新", 36), ("公务用车更新", 81)], ["error"]),
        ([("公务用车更新", 18), ("公务用车更新", 36)], [("公务用车更新", 81)], []),
        # One form for a project and what is listed of it by source.
        ([("资格考试组织", 18), ("资格考试组织（中央）", 36)], [("资格考试组织", 54)], []),
    ],
)
def test_a_form_and_the_table_of_projects(
    audit_text: TextAudit, rows: list[tuple[str, int]], forms: list[tuple[str, int]], found: list[str]
) -> None:
    replaced = {name for name, _ in forms}
    printed = [*((name, amount) for name, amount in PROJECTS.items() if name not in replaced), *forms]
    text = _table([*PROJECTS.items(), *rows]) + "".join(_form(name, amount) for name, amount in printed)
    assert [finding.severity for finding in audit_text(text).findings] == found


def test_forms_of_other_money_are_not_held_against_the_table(audit_text: TextAudit) -> None:
    text = _table(list(PROJECTS.items())) + "".join(_form(name, amount + 7) for name, amount in PROJECTS.items())
    assert [finding.severity for finding in audit_text(text).findings] == []
