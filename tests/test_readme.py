"""The README: what it shows is what is printed, and what it tells to type runs."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import click
import pytest

from auditor.cli import command
from tests.conftest import ROOT, Run

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


def typed(heading: str, end: str) -> list[str]:
    """The commands of a section, without what is said beside them."""
    section = README.partition(f"\n{heading}\n")[2].partition(f"\n{end}")[0]
    lines = re.findall(r"^    ((?:auditor|cp) .*)$", section, re.MULTILINE)
    return [re.sub(r"\s+#.*", "", line) for line in lines]


SECTIONS = {
    "One document": typed("### One document", "### A gate"),
    "A gate": typed("### A gate", "### Many documents"),
    "Many documents": typed("### Many documents", "### From Python"),
    "Writing rules": ["cp -r rules my-rules", *typed("### Writing rules", "## Work on it")],
}
"""`docs` and `disclosures` stand for folders of one's own; what is left out in print is filled in."""
FILLED = {"…": "x", " FILE": " sample_reports/budget-faulty-cells-gb18030.txt"}


@pytest.mark.parametrize("section", SECTIONS)
def test_what_the_readme_tells_to_type_runs_on_the_samples(run: Run, section: str) -> None:
    commands = [line for line in SECTIONS[section] if not line.endswith("--watch")]
    assert len(commands) > 2
    Path("sample_reports").symlink_to(ROOT / "sample_reports")
    Path("rules").symlink_to(ROOT / "rules")
    for folder in ("docs", "disclosures"):
        Path(folder).mkdir()
        for name in ("budget-faulty-tabs.txt", "formats/final.html"):
            shutil.copy(Path("sample_reports") / name, folder)
    run("check", "docs", "-f", "json=last-year.json")
    for line in commands:
        for blank, filling in FILLED.items():
            line = line.replace(blank, filling)
        words = shlex.split(line)
        if words[0] == "cp":
            subprocess.run([*words[:1], "-L", *words[1:]], check=True, timeout=60)
            continue
        words += ["--as-of", "2026-12-01"] if words[1] == "waive" else []
        status, _, err = run(*words[1:])
        assert (line, status in (0, 1), "Traceback" in err) == (line, True, False), err


@pytest.mark.skipif(sys.platform == "win32", reason="scripts for a shell")
@pytest.mark.parametrize(("document", "status"), [("budget-clean-tabs.txt", 0), ("budget-faulty-tabs.txt", 1), ("", 3)])
def test_the_script_of_the_readme_leaves_with_the_status(run: Run, document: str, status: int) -> None:
    (script,) = blocks("sh")
    Path("docs").mkdir()
    if document:
        shutil.copy(ROOT / "sample_reports" / document, "docs")
    else:
        Path("docs/scan.pdf").write_bytes(b"%PDF-1.4\n")
    Path("bin").mkdir()
    Path("bin/auditor").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m auditor "$@"\n', encoding="utf-8")
    Path("bin/auditor").chmod(0o755)
    environment = {**os.environ, "PATH": f"{Path('bin').absolute()}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["sh", "-c", script], env=environment, capture_output=True, check=False, timeout=120)
    assert (done.returncode, Path("audit.html").exists(), Path("audit.xlsx").exists()) == (status, True, True)
