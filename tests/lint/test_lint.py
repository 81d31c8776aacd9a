"""The linter of rule files: the rules that ship are clean; each fault is named with its file and line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from auditor.errors import RuleFileError
from auditor.lint import lint
from auditor.lint.spelling import spellings
from tests.conftest import ROOT

CHARITY = ROOT / "tests" / "rule_sets" / "charity"


@pytest.mark.parametrize("folder", [ROOT / "rules", CHARITY], ids=["installed", "charity"])
def test_rules_that_ship_have_no_faults(folder: Path) -> None:
    assert lint(folder) == []


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A copy of the installed rules, to spoil."""
    return Path(shutil.copytree(ROOT / "rules", tmp_path / "rules"))


def spoil(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


TABLES, DEPARTMENT = "checks/tables.toml", "checks/department.toml"


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        (TABLES, 'catalogue = ["TB-02", "TB-03"]', 'catalogue = ["TB-2"]', "“TB-2” is no catalogue entry"),
        (TABLES, 'catalogue = ["TB-02", "TB-03"]', 'catalogue = ["TB-02", "TB-02"]', "TB-02 is listed twice"),
        (DEPARTMENT, "proof = { cells = 3, percent = 50 }", "proof = { cells = 5, percent = 50 }", "wants 5 pairs and has 4"),
        (TABLES, 'axis = "rows"', 'axis = "rows"\noffset = 1', "a rule of kind rollup has no key “offset”; its own keys are axis"),
        (TABLES, 'axis = "rows"', 'axes = "rows"', "a rule of kind rollup has no key “axes”; did you mean axis?"),
        (TABLES, 'axis = "rows"\n', "", "a rule of kind rollup needs “axis”: which lines add up"),
        (TABLES, 'kind = "of-which"', 'kind = "which"', "there is no kind “which”; did you mean of-which?"),
        (DEPARTMENT, 'join = ["function"]', 'join = "function"', "list"),
        (TABLES, 'dimension = "function"', 'dimension = "economic"', "never applies: RU-FUNCTION stands before it"),
        (DEPARTMENT, 'layout = "ORG"', 'layout = "PERF"', "layout PERF has no figures that are read"),
        (DEPARTMENT, 'layout = "ORG"', 'layout = "ORG", place = "narrative"', "in a layout and in the narrative"),
        (DEPARTMENT, 'layout = "GENERAL", fund = "general", nature', 'layout = "GENERAL", nature', "no such cell: its cells are of"),
        (DEPARTMENT, 'economic = "30108"', 'economic = "3010"', "no layout and no word gives the member “3010”"),
        (DEPARTMENT, 'layout = "GENERAL-BASIC", economic = "30109"', 'layout = "GENERAL", economic = "30109"', "gives the member “30109”"),
        ("layouts/statutory.toml", "unless = '财政拨款|基金|国有资本经营'", "unless = '表'", "unless excludes every title"),
        ("layouts/statutory.toml", "title = ['国有资本经营", "title = ['三公经费表', '三公预算表'] #", "THREE-PUBLIC stands before it"),
        ("vocabulary/dimensions.toml", 'aliases = ["财政拨款"]', 'aliases = ["财政拨款", "政府基金预算"]', "(gov_fund) stands also at"),
        ("vocabulary/units.toml", 'aliases = ["', 'aliases = ["万元", "', "the word for a unit “万元”"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_file_and_line(rules: Path, file: str, old: str, new: str, says: str) -> None:
    spoil(rules / file, old, new)
    found = [problem for problem in lint(rules) if says in problem]
    assert found
    place, line, _ = found[0].split(":", 2)
    assert Path(place).is_file()
    assert line.isdigit()


def test_a_rule_is_named_where_its_code_stands(rules: Path) -> None:
    spoil(rules / TABLES, 'catalogue = ["TB-02", "TB-03"]', 'catalogue = ["TB-2"]')
    lines = (rules / TABLES).read_text(encoding="utf-8").split("\n")
    (problem,) = lint(rules)
    line = lines.index('code = "RU-CARRY"') + 1
    assert problem.startswith(f"{rules / TABLES}:{line}: RU-CARRY: ")


def test_an_unknown_name_is_named_with_its_line(rules: Path) -> None:
    spoil(rules / TABLES, 'dimension = "function"', 'dimension = "funktion"')
    (problem,) = lint(rules)
    assert "tables.toml:5: RU-FUNCTION: unknown dimension “funktion”; did you mean function?" in problem


def test_what_cannot_be_parsed_is_a_problem(rules: Path) -> None:
    (rules / TABLES).write_text("[[rule", encoding="utf-8")
    assert any("tables.toml" in problem for problem in lint(rules))


def test_a_folder_that_is_not_there_cannot_be_linted(tmp_path: Path) -> None:
    with pytest.raises(RuleFileError):
        lint(tmp_path / "nowhere")


def test_a_pattern_is_spelled_out_choice_by_choice() -> None:
    assert sorted(spellings("a(b|c)?d")) == ["abd", "acd", "ad"]
    assert spellings(r"[^一]\d$") == ["a1"]
