"""The commands `explain`, `rules lint` and `rules test`: what they print, their exit statuses."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run

WRONG = "某某县示例局2022年部门预算\n2022年支出预算70万元，其中：基本支出30万元；项目支出45万元。\n"


@pytest.fixture
def wrong(run: Run) -> str:
    """The id of the finding of `wrong.txt`, whose audit is in `audit.json`."""
    Path("wrong.txt").write_text(WRONG, encoding="utf-8")
    assert run("check", "wrong.txt", "--format", "json=audit.json")[0] == 1
    audit = json.loads(Path("audit.json").read_text(encoding="utf-8"))
    return str(audit["documents"][0]["findings"][0]["id"])


def test_a_finding_is_explained_from_its_document_and_from_its_audit_alike(run: Run, wrong: str) -> None:
    status, out, _ = run("explain", wrong.lower(), "wrong.txt")
    assert (status, "【45】" in out) == (0, True)
    Path("wrong.txt").unlink()
    assert run("explain", wrong, "--audit", "audit.json")[:2] == (0, out)


def test_a_finding_is_explained_in_the_language_asked_for(run: Run, wrong: str) -> None:
    assert "how each figure was read" in run("explain", wrong, "wrong.txt", "--lang", "en")[1]
    status, _, err = run("explain", wrong, "--audit", "audit.json", "--lang", "en")
    assert (status, "tells wrong.txt in zh" in err) == (2, True)


def test_a_word_of_the_reports_is_explained(run: Run) -> None:
    told = run("explain", "报送数", "--lang", "zh")
    assert told == (0, "报送数（printed figure）\n  文件中所印的数字，连同所印的位数和计量单位。\n", "")
    assert run("explain", "Printed figure", "--lang", "en")[1].startswith("printed figure (报送数)\n")


def test_a_production_is_explained_with_its_form_and_its_example(run: Run) -> None:
    status, out, _ = run("explain", "change-in-points", "--lang", "zh")
    assert status == 0
    assert "例：增长3.4个百分点  =  方向“增长”，百分点“3.4个百分点”" in out
    assert "does not read: 增长3.4%" in run("explain", "change-in-points", "--lang", "en")[1]


def test_an_unknown_finding_names_those_that_are_near(run: Run, wrong: str) -> None:
    mistyped = wrong[:-1] + ("0" if wrong[-1] != "0" else "1")
    status, _, err = run("explain", mistyped, "wrong.txt")
    assert (status, wrong in err) == (2, True)


def test_the_rule_of_a_finding_leads_to_its_id(run: Run, wrong: str) -> None:
    assert wrong in run("explain", "ru-expenditure-prose", "wrong.txt")[2]


def test_an_id_without_a_document_asks_for_one(run: Run, wrong: str) -> None:
    status, _, err = run("explain", wrong)
    assert (status, "name its document too" in err) == (2, True)


def test_a_finding_comes_from_documents_or_an_audit_not_both(run: Run, wrong: str) -> None:
    assert run("explain", wrong, "wrong.txt", "--audit", "audit.json")[0] == 2


def test_a_document_that_could_not_be_read_is_named(run: Run) -> None:
    Path("empty.txt").write_text("", encoding="utf-8")
    assert "not audited: empty.txt" in run("explain", "AAAA-AAAA", "empty.txt")[2]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("rollup", "rollup：规则的种类。表中一行等于其下各行之和"),
        ("BA-FUNS", "没有名为 'BA-FUNS' 的规则、种类、句式或用词；相近的有：BA-FUNDS"),
        ("rolup", "相近的有：rollup"),
        ("报送", "相近的有：报送数"),
        ("xqzw", "'xqzw' 的规则、种类、句式或用词；auditor rules 列出规则"),
    ],
)
def test_whatever_can_be_explained_is_found_or_guessed_at(run: Run, name: str, says: str) -> None:
    status, out, err = run("explain", name, "--lang", "zh")
    assert says in out + err
    assert status == (0 if out else 2)


def test_the_installed_rules_lint_clean(run: Run) -> None:
    assert run("rules", "lint")[:2] == (0, "")


def test_problems_of_rules_are_status_1_and_a_missing_folder_2(run: Run) -> None:
    shutil.copytree(ROOT / "rules", "rules")
    path = Path("rules/checks/tables.toml")
    text = path.read_text(encoding="utf-8").replace('axis = "rows"', 'axis = "rows"\ncolour = "red"', 1)
    path.write_text(text, encoding="utf-8")
    line = text.split("\n").index('colour = "red"') + 1
    status, out, _ = run("rules", "lint", "rules")
    assert (status, f"tables.toml:{line}:" in out) == (1, True)
    assert run("--rules", "rules", "rules", "lint")[0] == 1
    assert run("rules", "lint", "nowhere")[0] == 2


def test_examples_are_run_for_some_rules(run: Run) -> None:
    status, out, _ = run("rules", "test", "CO-VEHICLES", "xt-30")
    assert status == 0
    assert out.splitlines()[-1] == "1 rules, 2 examples, 0 of them wrong"


def test_an_example_that_comes_out_otherwise_is_status_1(run: Run) -> None:
    shutil.copytree(ROOT / "rules", "rules")
    path = Path("rules/checks/department.toml")
    head, code, tail = path.read_text(encoding="utf-8").partition('code = "CO-VEHICLES"')
    swapped = tail.replace("holds = ", "? = ", 1).replace("fails = ", "holds = ", 1).replace("? = ", "fails = ", 1)
    path.write_text(head + code + swapped, encoding="utf-8")
    status, out, _ = run("--rules", "rules", "rules", "test", "CO-VEHICLES", "--lang", "en")
    assert status == 1
    assert "holds 1: the rule decided nothing as holding" in out
    assert "fails 1: the rule found nothing" in out


def test_an_unknown_code_is_status_2(run: Run) -> None:
    assert run("rules", "test", "CO-VEHICLE")[0] == 2
