"""The cookbook of rules: its pages are those of the kinds, and what it walks through comes out as it says."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from auditor.cli import command
from auditor.errors import UsageError
from auditor.rulebook.schema import validate
from tests.cookbook import CHINESE, FOLDER, INDEX, chinese, pages


def test_the_pages_are_up_to_date() -> None:
    """`python -m tests.cookbook` writes them anew."""
    wanted = pages()
    assert {file.name for file in FOLDER.glob("*.md")} == set(wanted)
    assert [name for name, text in wanted.items() if (FOLDER / name).read_text(encoding="utf-8") != text] == []
    assert CHINESE.read_text(encoding="utf-8") == chinese()


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", INDEX.read_text("utf-8"), re.DOTALL | re.MULTILINE)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The files of the walk-through, each as it is shown."""
    (text,) = blocks("text")
    word, layout, rule, settings, *_ = blocks("toml")
    files = {"disclosure.txt": text, "ours/vocabulary/services.toml": word, "ours/layouts/services.toml": layout}
    for name, content in {**files, "ours/checks/services.toml": rule, "auditor.toml": settings}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
        assert name.startswith(("auditor", "disclosure")) or f"`{name}`" in INDEX.read_text("utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(command, list(arguments))
    return done.exit_code, done.output


def test_the_walk_through_comes_out_as_it_says(folder: Path) -> None:
    assert run("check", "disclosure.txt", "--no-config")[0] == 0
    assert run("rules", "test", "LOCAL-SERVICES")[0] == 0
    assert "≤" in run("explain", "LOCAL-SERVICES")[1]
    for more in ((), ("--no-config", "--pack", "./ours")):
        told = run("check", "disclosure.txt", *more)[1]
        assert "LOCAL-SERVICES" in told
        assert "30.00" in told
        assert "20.00" in told


def test_a_console_block_shows_commands_there_are(folder: Path) -> None:
    (console,) = blocks("console")
    for line in console.splitlines():
        assert run(*line.removeprefix("$ auditor ").split())[0] in (0, 1), line


def test_the_schema_is_printed_and_a_page_as_well() -> None:
    assert '"$schema"' in run("rules", "schema")[1]
    assert run("rules", "kinds", "bound")[1] == (FOLDER / "bound.md").read_text(encoding="utf-8")
    with pytest.raises(UsageError, match="did you mean bound"):
        CliRunner().invoke(command, ["rules", "kinds", "bond"], catch_exceptions=False)


def test_a_rule_of_the_page_of_a_kind_has_no_mistakes() -> None:
    for page in FOLDER.glob("*.md"):
        if page != INDEX:
            (rule,) = re.findall(r"^```toml\n(.*?)^```$", page.read_text("utf-8"), re.DOTALL | re.MULTILINE)
            assert validate(tomllib.loads(rule)) == []
