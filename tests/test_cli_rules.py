"""Rules of one's own on the command line: tried, linted and described by code, pack, folder or file, in the reader's language."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from auditor.rulefiles import entries_in
from tests.conftest import ROOT, Run

OWN_RULE = """[[rule]]
code = "OWN-STAFF"
kind = "bound"
title = { zh = "在职不超编制", en = "Staff are at most the posts" }
source = { zh = "编制管理", en = "Posts" }
severity = "warning"
left = [{ concept = "in_post", layout = "ORG" }]
right = [{ concept = "establishment", layout = "ORG" }]
join = ["item", "staff"]
holds = ['''2022年部门预算
部门机构设置情况
单位：人
单位名称	编制人数		在职人数
	行政	事业	行政	事业
合计	20	9	18	9
某局	20		18
某站		9		9
''']
fails = ['''2022年部门预算
部门机构设置情况
单位：人
单位名称	编制人数		在职人数
	行政	事业	行政	事业
合计	20	9	18	10
某局	20		18
某站		9		10
''']
"""


@pytest.fixture
def own() -> Path:
    """A folder that adds one rule to the installed ones."""
    file = Path("own/checks/staff.toml")
    file.parent.mkdir(parents=True)
    file.write_text(OWN_RULE, encoding="utf-8")
    return file


@pytest.mark.parametrize("named", ["own", "./own", "own/checks/staff.toml", "OWN-STAFF"])
def test_rules_of_ones_own_are_tried_by_folder_file_or_code(run: Run, own: Path, named: str) -> None:
    given = ("--pack", "./own") if named == "OWN-STAFF" else (named,)
    status, out, _ = run("rules", "test", *given)
    assert (status, out.splitlines()[1:]) == (
        0,
        [f"{'OWN-STAFF':<24} {'1/1':>7} {'1/1':>7}", "1 rules, 2 examples, 0 of them wrong"],
    )


def test_the_rules_of_a_pack_are_tried_by_its_name(run: Run) -> None:
    status, out, _ = run("rules", "test", "debt")
    codes = [line.split()[0] for line in out.splitlines()[1:-1]]
    assert status == 0
    assert codes == list(entries_in(ROOT / "rules" / "checks" / "debt.toml", "rule", "code"))


@pytest.mark.parametrize("named", ["own", "./own", "own/checks/staff.toml"])
def test_rules_of_ones_own_are_linted_among_the_installed_ones(run: Run, own: Path, named: str) -> None:
    assert run("rules", "lint", named)[:2] == (0, "")
    own.write_text(OWN_RULE.replace('concept = "in_post"', 'concept = "in_posts"'), encoding="utf-8")
    status, out, _ = run("rules", "lint", named)
    assert (status, out) == (
        1,
        "own/checks/staff.toml:2: OWN-STAFF: unknown concept “in_posts”; did you mean in_post?\n",
    )


def test_a_pack_is_linted_by_its_name(run: Run) -> None:
    shutil.copytree(ROOT / "rules", "rules")
    for pack in ("department", "tables"):
        path = Path(f"rules/checks/{pack}.toml")
        path.write_text(path.read_text(encoding="utf-8").replace("catalogue = [", 'catalogue = ["?", ', 1), "utf-8")
    status, out, _ = run("--rules", "rules", "rules", "lint", "department")
    assert status == 1
    assert len(out.splitlines()) == 1 and "“?” is no catalogue entry" in out
    assert len(run("--rules", "rules", "rules", "lint")[1].splitlines()) == 2


def test_what_is_no_folder_of_rules_is_told_what_would_be_one(run: Run) -> None:
    Path("own").mkdir()
    Path("own/staff.toml").write_text(OWN_RULE, encoding="utf-8")
    Path("a.txt").write_text("2024年部门预算\n", encoding="utf-8")
    for command in (("rules", "lint", "own"), ("rules", "test", "./own"), ("check", "a.txt", "--pack", "./own")):
        status, _, said = run(*command)
        assert status == 2
        assert "own: there are no rules in it; a folder of rules has at least one of checks/" in said
    status, _, said = run("rules", "test", "own/staff.toml")
    assert (status, "as own/checks/staff.toml would be" in said) == (2, True)
    assert "nowhere: there is no such file, folder or pack" in run("rules", "lint", "nowhere")[2]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"bound"', '"bond"', "staff.toml:3: rule.OWN-STAFF.kind：没有“bond”这一规则种类；是否要用 bound？"),
        ('severity = "warning"', "", "staff.toml:1: rule.OWN-STAFF.severity：bound 类规则缺少“severity”（违反时的严重程度"),
        ('"warning"', '"grave"', "staff.toml:6: rule.OWN-STAFF.severity：应为 'error'、'warning' 或 'note'"),
        ('{ zh = "编制管理", en = "Posts" }', '"编制"', "staff.toml:5: rule.OWN-STAFF.source：应为表：{ zh = …, en = … }"),
        ("severity =", "severity", "staff.toml:6: 第 10 个字符处写法有误：键之后应有等号"),
        ("[{ concept", "[{ place = 3, concept", "staff.toml:7: rule.OWN-STAFF.left.1.place：应为 'table' 或 'narrative'"),
        ('concept = "in_post"', "concept = 3", "staff.toml:7: rule.OWN-STAFF.left.1.concept：应为文字，写在引号中；或应为列表"),
        ('"staff"]', '"staff"]\ncolour = 1', "staff.toml:10: rule.OWN-STAFF.colour：bound 类规则没有“colour”这一键；它自己的键为"),
        ('"bound"', '"bound"\nunless = ["(甲"]', "staff.toml:4: rule.OWN-STAFF.unless.1：不是正确的正则表达式：左括号没有对应的右括号"),
        ('"in_post"', '"in_posts"', "staff.toml:2: 规则 OWN-STAFF：词表中没有概念“in_posts”；是否要用 in_post？"),
        ('[[rule]]', '[pack]\npublishers = ["town"]\n[[rule]]', "词表中没有 publisher“town”；可用：department, government"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_rule_is_told_in_chinese(run: Run, own: Path, old: str, new: str, says: str) -> None:
    assert old in OWN_RULE
    own.write_text(OWN_RULE.replace(old, new, 1), encoding="utf-8")
    status, out, _ = run("rules", "lint", "own", "--lang", "zh")
    assert status == 1
    assert says in out


def test_rules_of_ones_own_are_explained(run: Run, own: Path) -> None:
    assert "OWN-STAFF" in run("explain", "OWN-STAFF", "--pack", "./own")[1]
    assert run("explain", "OWN-STAFF")[0] == 2


def test_the_names_that_rules_use_are_found_by_what_documents_call_them(run: Run, own: Path) -> None:
    said = run("rules", "names", "编制", "--lang", "zh")[1]
    assert re.search(r'概念　　  concept = "establishment" +\S*编制', said)
    assert re.search(r"dimension +fund ", run("rules", "names", "fund")[1])
    assert re.search(r'member +fund = "general" ', run("rules", "names", 'fund = "gen')[1])
    assert re.search(r'layout +layout = "ORG" ', run("rules", "names", "org")[1])
    assert run("rules", "names", "zebra")[0] == 2
    words = Path("own/vocabulary/words.toml")
    words.parent.mkdir()
    words.write_text('[[concept]]\nid = "zebras"\nname = { zh = "斑马", en = "zebras" }\naliases = ["斑马"]\n', "utf-8")
    assert "斑马" in run("rules", "names", "zebra", "--pack", "./own", "--lang", "zh")[1]


def test_kinds_are_told_in_the_language_asked_for(run: Run) -> None:
    said = run("rules", "kinds", "--lang", "zh")[1].splitlines()
    assert "bound              一个数字不大于另一个，或互不重叠的各部分之和不大于总数。" in said
    page = run("rules", "kinds", "bound", "--lang", "zh")[1]
    assert "| `left` | 单元格的选择，可以不写 | 部分；写有几个选择的，取最先印出的。 |" in page
    schema = run("rules", "schema", "--lang", "zh")[1]
    assert "规则的代码；问题、豁免和设置中都用它称呼这条规则。" in schema
    assert "Its name, by which findings" in run("rules", "schema", "--lang", "en")[1]
