"""The README: what it shows is what is printed, and what it tells to type runs."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import click
import pytest

from auditor.cli import command
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
WRONG = "某某县示例局2022年部门预算\n2022年支出预算70万元，其中：基本支出30万元；项目支出45万元。\n"


@cache
def audit_of_the_samples() -> str:
    """What the first command of the README prints."""
    check = [sys.executable, "-m", "auditor", "check", "sample_reports/"]
    return subprocess.run(check, cwd=ROOT, capture_output=True, encoding="utf-8", check=False).stdout


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)


def test_the_finding_and_the_totals_shown_first_are_those_of_the_samples() -> None:
    shown = blocks("")[0].split("\n…\n")
    assert len(shown) == 2
    assert all(part.strip() in audit_of_the_samples() for part in shown)
    assert audit_of_the_samples().endswith(shown[-1].lstrip())


def test_every_finding_named_is_one_of_the_samples() -> None:
    named = set(re.findall(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b", README))
    assert len(named) > 2
    assert {name for name in named if f"  {name}  " not in audit_of_the_samples()} == set()


def test_the_commands_listed_are_those_there_are() -> None:
    listed = README.partition("### Commands")[2].partition("###")[0]
    assert set(re.findall(r"^    auditor (\w+)", listed, re.MULTILINE)) == set(
        command.list_commands(click.Context(command))
    )


def test_every_option_of_check_is_explained() -> None:
    table = README.partition("### Options")[2].partition("###")[0]
    check = command.get_command(click.Context(command), "check")
    assert check is not None
    options = {name for entry in check.params for name in entry.opts if name.startswith("--")}
    assert {name for name in options - {"--help"} if not re.search(rf"`(?:-\w, )?[^`]*{name}\b", table)} == set()


def test_the_lines_of_python_tell_of_a_wrong_sum(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("budget.txt").write_text(WRONG, encoding="utf-8")
    (lines,) = blocks("python")
    exec(compile(lines, "README.md", "exec"), {})
    assert capsys.readouterr().out == "error RU-EXPENDITURE-PROSE [2, 2, 2]\n"
