"""Prose that goes through the rows of a table: which of its figures are held against it, and which accuse nobody."""

from __future__ import annotations

from tests.conftest import TextAudit

_RULE = "AG-ROWS-TOLD"
_PROSE = {"税收收入": "34.4", "增值税": "23.5", "企业所得税": "8.1", "个人所得税": "2.73"}
_TABLE = {"税收收入": "343670", "增值税": "235210", "企业所得税": "81120", "个人所得税": "27340"}


def _text(prose: dict[str, str], table: dict[str, str] | None = None) -> str:
    told = "。\n".join(f"2025年全市{name}完成{amount}亿元" for name, amount in prose.items())
    rows = "\n".join(f"{name}\t{amount}" for name, amount in (table or _TABLE).items())
    return f"云川市2025年财政预算执行情况的报告\n{told}。\n2025年全市税收收入执行情况表\n单位：万元\n项目\t执行数\n{rows}\n"


def _outcomes(audit_text: TextAudit, text: str) -> list[str]:
    return sorted(verdict.outcome for verdict in audit_text(text).verdicts if verdict.rule == _RULE)


def test_amounts_of_the_rows_of_a_column_are_held_against_it_however_rounded(audit_text: TextAudit) -> None:
    assert _outcomes(audit_text, _text(_PROSE)) == ["rounding"] * 4


def test_a_slip_among_rows_that_agree_is_an_error(audit_text: TextAudit) -> None:
    for slip in ("8.7", "8.41"):
        outcomes = _outcomes(audit_text, _text({**_PROSE, "企业所得税": slip}))
        assert outcomes == ["inconsistent", *["rounding"] * 3]
    table = {**_TABLE, "个人所得税": "37340"}
    assert _outcomes(audit_text, _text(_PROSE, table)) == ["inconsistent", *["rounding"] * 3]


def test_an_amount_of_something_else_accuses_nobody(audit_text: TextAudit) -> None:
    assert _outcomes(audit_text, _text({**_PROSE, "企业所得税": "5.6"})) == ["rounding"] * 3


def test_two_rows_that_agree_prove_nothing(audit_text: TextAudit) -> None:
    few = {"税收收入": "34.4", "增值税": "23.5", "企业所得税": "8.7"}
    assert _outcomes(audit_text, _text(few)) == []


def test_an_amount_that_stands_under_its_name_elsewhere_accuses_nobody(audit_text: TextAudit) -> None:
    text = _text({**_PROSE, "企业所得税": "8.7"}).replace("项目\t执行数", "项目\t预算数\t执行数")
    text = text.replace("企业所得税\t", "企业所得税\t87010\t").replace("增值税\t", "增值税\t200000\t")
    text = text.replace("个人所得税\t", "个人所得税\t30000\t").replace("税收收入\t3", "税收收入\t317010\t3")
    assert "inconsistent" not in _outcomes(audit_text, text)


_FUNDS = """云川市2025年财政预算草案
（一）城乡居民基本养老保险基金。
1.收入预算。2025年城乡居民基本养老保险基金收入15.18亿元，其中：保险费收入3.08亿元。
2.支出预算。2025年城乡居民基本养老保险基金支出10.54亿元，其中：待遇支出10.48亿元。
3.基金结余。2025年城乡居民基本养老保险基金当年收支结余4.64亿元，年末滚存结余{}亿元。
2025年社会保险基金预算表
单位：万元
项目\t合计\t企业职工基本养老保险基金\t城乡居民基本养老保险基金
保险费收入\t481,900\t451,142\t30,758
待遇支出\t759,635\t654,901\t104,734
年末滚存结余\t563,291\t199,930\t363,361
"""


def test_paragraphs_that_name_a_column_need_fewer_rows_to_prove_it(audit_text: TextAudit) -> None:
    def told(amount: str) -> list[str]:
        verdicts = audit_text(_FUNDS.format(amount)).verdicts
        return [verdict.outcome for verdict in verdicts if verdict.rule == "AG-ROWS-TOLD"]

    assert set(told("36.34")) == {"rounding", "forced"}
    assert "inconsistent" in told("31.34")
    assert "inconsistent" not in told("52.71")
