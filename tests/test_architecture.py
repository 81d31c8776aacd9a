"""The structure: imports point down only, heavy modules stay out of light commands."""

from __future__ import annotations

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from auditor.rulebook import Rulebook
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


@pytest.fixture(scope="module")
def filled_cache(rulebook: Rulebook) -> None:
    """Commands have run before, and find their rules in the cache of this run whatever tests came before."""
    check = "check sample_reports/budget-clean-tabs.txt --format json --output /dev/null"
    loaded_by(check, "facts sample_reports/budget-clean-tabs.txt")


def loaded_by(*commands: str) -> set[str]:
    """The modules that commands load into their own process, one after the other in the same one."""
    return loaded_behind(
        "from auditor import cli\n"
        f"for arguments in {[command.split() for command in commands]!r}:\n"
        "    sys.argv = ['auditor', *arguments]\n"
        "    try:\n        cli.main()\n    except SystemExit:\n        pass"
    )


def loaded_behind(code: str) -> set[str]:
    code = f"import sys\n{code}\nprint(' '.join(sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stderr.split())


def test_the_version_needs_neither_rich_nor_pydantic_nor_the_auditor_nor_a_sentence() -> None:
    loaded = loaded_by("--version")
    needless = {"rich", "pydantic", "hashlib", "auditor.facts", "auditor.vocabulary", "auditor.messages.themes"}
    assert not needless & loaded


@pytest.mark.parametrize("arguments", ["--help", "check sample_reports/budget-clean-tabs.txt --output /dev/null"])
def test_what_serves_nothing_and_collects_nothing_loads_nothing_for_it(arguments: str) -> None:
    needless = {
        "starlette",
        "uvicorn",
        "auditor.serve",
        "duckdb",
        "pyarrow",
        "fsspec",
        "distributed",
        "auditor.collection",
    }
    assert not needless & loaded_by(arguments)


# Where a test uses `rulebook`, the rules are in the cache that all processes of a run share: to validate them loads some of what is heavy.


@pytest.mark.usefixtures("filled_cache")
def test_known_rules_need_no_validator() -> None:
    assert {"pydantic", "tomllib"} & loaded_by("rules") == set()


READERS = {"pypdfium2", "olefile", "xlrd", "selectolax", "zipfile", "xml.etree.ElementTree"}


def test_the_worker_of_a_text_needs_neither_the_reader_of_another_format_nor_the_cache() -> None:
    loaded = loaded_behind(
        "from pathlib import Path\n"
        "from auditor import load_rules, load_vocabulary\n"
        "from auditor.runs import Plan\n"
        "from auditor.runs.document import audit_file\n"
        "plan = Plan(load_vocabulary(), load_rules(), cached=True)\n"
        "assert audit_file(Path('sample_reports/budget-clean-tabs.txt'), plan).record['status'] == 'audited'"
    )
    assert not {*READERS, "auditor.runs.cache"} & loaded


@pytest.mark.usefixtures("filled_cache")
@pytest.mark.parametrize("command", ["check", "extract", "facts"])
def test_no_document_is_read_in_the_process_of_the_command(command: str) -> None:
    options = "--format json --output /dev/null" if command == "check" else ""
    names = ("pdf", "docx", "doc", "xlsx", "xls", "html")
    assert not READERS & loaded_by(*(f"{command} sample_reports/formats/budget.{name} {options}" for name in names))


@cache
def imports() -> list[tuple[Path, ast.Import | ast.ImportFrom]]:
    """Every import of the package, and the file that it is in."""
    return [
        (file.relative_to(ROOT / "auditor"), node)
        for file in (ROOT / "auditor").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]


def imported_by(node: ast.Import | ast.ImportFrom) -> list[str]:
    """The names of the modules of an import."""
    return [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]


def test_nothing_reaches_the_network_or_a_shell_but_the_page_on_this_machine_and_what_a_user_names() -> None:
    """The server listens and calls nobody; only the browser of the user is asked to show something, in one place.

    Object stores and clusters are reached where a command names their address.
    """
    reaching = {
        "asyncio",
        "distributed",
        "fsspec",
        "ftplib",
        "http",
        "smtplib",
        "socket",
        "subprocess",
        "urllib",
        "starlette",
        "uvicorn",
        "webbrowser",
    }
    serving = {"http.cookies", "socket", "starlette", "urllib.parse", "uvicorn"}
    named = {
        "collection/dask_engine.py": {"distributed"},
        "collection/sources.py": {"fsspec"},
        "browser.py": {"webbrowser"},
    }
    for file, node in imports():
        allowed_here = named.get(file.as_posix(), serving if file.parts[0] == "serve" else set())
        names = {name for name in imported_by(node) if name.partition(".")[0] in reaching}
        assert names == {name for name in names if {name, name.partition(".")[0]} & allowed_here}, file


def test_processes_are_started_in_one_place() -> None:
    starting = {"multiprocessing", "concurrent"}
    found = {
        file.as_posix()
        for file, node in imports()
        if any(name.partition(".")[0] in starting for name in imported_by(node))
    }
    assert found == {"runs/beside.py", "runs/pool.py", "runs/worker.py"}


@pytest.mark.usefixtures("filled_cache")
def test_a_check_without_a_configuration_pays_for_none() -> None:
    check = "check sample_reports/budget-clean-tabs.txt --format json --output /dev/null"
    unused = {
        "pydantic",
        "tomllib",
        "difflib",
        "json.tool",
        "auditor.exceptions",
        "auditor.configuration.schema",
        "rich",
    }
    assert unused & loaded_by(check) == set()


def test_a_known_configuration_needs_no_validator(tmp_path: Path) -> None:
    file = tmp_path / "auditor.toml"
    file.write_text('[gate]\nfail_on = "note"\n', encoding="utf-8")
    check = f"check sample_reports/budget-clean-tabs.txt --config {file} --format json --output /dev/null"
    loaded_by(check)
    assert {"pydantic", "tomllib"} & loaded_by(check) == set()
