"""A table of another draft, or without a figure, is one finding however many cells of other tables contradict it."""

from tests.conftest import TextAudit

CLASSES = {"一般公共服务支出": 40, "教育支出": 10, "社会保障和就业支出": 20, "卫生健康支出": 8, "住房保障支出": 6}
CODES = {
    "一般公共服务支出": "201",
    "教育支出": "205",
    "社会保障和就业支出": "208",
    "卫生健康支出": "210",
    "住房保障支出": "221",
}


def _text(fiscal: dict[str, str]) -> str:
    """Expenditure by class, and the fiscal appropriation as another table prints it."""
    total = sum(CLASSES.values())
    rows = "".join(f"{CODES[name]}\t{name}\t{amount}.00\t{amount}.00\t\n" for name, amount in CLASSES.items())
    lines = "".join(
        f"\t\t{number}、{name}\t{fiscal[name]}\n" for number, name in zip("一二三四五", CLASSES, strict=True)
    )
    whole = fiscal["合计"]
    return (
        "2026年部门预算\n一般公共预算支出表\n单位：万元\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n"
        f"\t合计\t{total}.00\t{total}.00\t\n{rows}财政拨款收支总表\n单位：万元\n收入\t预算数\t支出\t一般公共预算\n{lines}"
        f"本年收入合计\t{whole}\t本年支出合计\t{whole}\n"
    )


def _printed(more: int) -> dict[str, str]:
    fiscal = {name: f"{amount + more}.00" for name, amount in CLASSES.items()}
    return {**fiscal, "合计": f"{sum(CLASSES.values()) + more * len(CLASSES)}.00"}


def test_the_same_figures_are_no_finding(audit_text: TextAudit) -> None:
    assert audit_text(_text(_printed(0))).findings == ()


def test_a_table_of_another_draft_is_one_error(audit_text: TextAudit) -> None:
    (finding,) = audit_text(_text(_printed(3))).findings
    assert (finding.severity, len(finding.verdicts)) == ("error", 6)


def test_an_empty_table_is_one_error(audit_text: TextAudit) -> None:
    (finding,) = audit_text(_text(dict.fromkeys([*CLASSES, "合计"], ""))).findings
    assert (finding.severity, len(finding.verdicts)) == ("error", 6)


def test_one_blank_among_figures_stays_a_warning(audit_text: TextAudit) -> None:
    fiscal = {**_printed(0), "教育支出": ""}
    assert "error" not in {
        finding.severity
        for finding in audit_text(_text(fiscal)).findings
        if audit_text(_text(fiscal)).verdicts[finding.head].rule == "AG-TABLES"
    }
