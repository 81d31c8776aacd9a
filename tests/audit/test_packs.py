"""Rules of a pack are held in the documents of those it speaks of, as their titles tell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from auditor.facts import FactSet
from auditor.rulebook import Rulebook, load_rules
from auditor.vocabulary import Vocabulary
from tests.conftest import ROOT, Run, TextAudit

TABLE = """
支出决算表
单位：万元
科目编码	科目名称	本年支出合计	基本支出	项目支出
	合计	3.00	6.00	-3.00
206	科学技术支出	3.00	6.00	-3.00
"""
"""An amount below zero: what departments spend is never, governments take back what was spent before."""

DEPARTMENTS = [
    "云川市港务局2024年度部门决算",
    "云川市港务局\n2024年度单位决算",
    "云川市2024年区级部门决算\n云川市港务局",
]
GOVERNMENTS = [
    "关于云川市2024年预算执行情况和2025年预算草案的报告",
    "云川市2024年市本级一般公共预算支出决算表",
    "2024年度云川市政府决算公开",
    "云川市2024年地方政府债务限额和余额情况",
]
UNKNOWN = ["云川市2024年决算", "云川市港务局2024年度部门决算\n云川市2024年全市决算"]


@pytest.mark.parametrize(
    ("title", "publisher"),
    [
        *((title, "department") for title in DEPARTMENTS),
        *((title, "government") for title in GOVERNMENTS),
        *((title, "unknown") for title in UNKNOWN),
    ],
)
def test_titles_tell_who_publishes_a_document(read_facts: Callable[[str], FactSet], title: str, publisher: str) -> None:
    assert read_facts(f"{title}\n\n一、说明\n").profile.publisher == publisher


@pytest.mark.parametrize(
    ("title", "is_held"),
    [(DEPARTMENTS[0], True), (GOVERNMENTS[2], False), (UNKNOWN[0], True)],
)
def test_rules_of_departments_are_not_held_in_documents_of_governments(
    audit_text: TextAudit, title: str, is_held: bool
) -> None:
    held = {verdict.rule for verdict in audit_text(title + TABLE).verdicts}
    assert ("BO-ZERO" in held) is is_held
    assert "RU-FUNCTION" in held or "RU-NATURE" in held


def test_every_rule_knows_its_pack(rulebook: Rulebook) -> None:
    assert set(rulebook.by_pack) <= {
        file.stem for part in ("checks", "across") for file in (ROOT / "rules" / part).glob("*.toml")
    }
    assert {rule.publishers for rule in rulebook.by_pack["department"]} == {frozenset({"department"})}
    assert {rule.publishers for rule in rulebook.by_pack["tables"]} == {frozenset()}


def test_a_pack_can_be_had_alone(vocabulary: Vocabulary) -> None:
    assert {rule.pack for rule in load_rules(None, vocabulary, {"department"}).rules} == {"department"}


def test_commands_show_packs_and_whose_documents_they_speak_of(run: Run) -> None:
    assert "department" in run("rules", "packs", "--lang", "en")[1]
    listed = run("rules", "--pack", "department")[1].splitlines()
    assert listed and all(line.split()[1] == "department" for line in listed)
    assert "pack: department   for documents of a department or unit" in run("explain", "BO-ZERO", "--lang", "en")[1]
    assert "规则包：tables   用于所有文件" in run("explain", "RU-FUNCTION", "--lang", "zh")[1]
    assert run("rules", "--pack", "departments")[0] == 2


def test_a_head_without_publishers_is_a_mistake_with_its_line(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "ours" / "checks"
    folder.mkdir(parents=True)
    (folder / "own.toml").write_text("[pack]\n", encoding="utf-8")
    status, _, err = run("rules", "--pack", str(tmp_path / "ours"))
    assert status == 2
    assert "own.toml:1: pack.publishers" in err
