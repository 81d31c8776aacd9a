"""The structure: imports point down only, heavy modules stay out of light commands."""

from __future__ import annotations

import subprocess
import sys

from tests.conftest import ROOT


def test_imports_point_down_only() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def loaded_by(arguments: str) -> set[str]:
    code = (
        f"import sys; sys.argv = ['auditor', *{arguments.split()!r}]\n"
        "from auditor import cli\n"
        "try:\n    cli.main()\nexcept SystemExit:\n    print(' '.join(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stderr.split())


def test_the_version_needs_neither_rich_nor_pydantic_nor_the_auditor() -> None:
    loaded = loaded_by("--version")
    assert not {"rich", "pydantic", "auditor.facts", "auditor.vocabulary"} & loaded


def test_known_rules_need_no_validator() -> None:
    loaded_by("rules")
    assert not {"pydantic", "tomllib"} & loaded_by("rules")
