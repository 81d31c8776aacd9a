"""README, CONTRIBUTING and `docs/`: what they tell to type runs, what they show is printed, links arrive, sentences can be read."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import click
import pytest

from auditor.cli import command
from auditor.messages.themes import FOLDER as MESSAGES
from tests.conftest import ROOT, SAMPLES, SWEEPS, FileAudit, Run, swept
from tests.documentation import (
    CHINESE,
    ENGLISH,
    FOLDER,
    GENERATED,
    PAGES,
    Block,
    anchors,
    blocks,
    commands,
    links,
    name_of,
    sentences,
    told,
)
from tests.test_messages import english_words, other_words

READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]
REFERENCES = [FOLDER / "reference.md", FOLDER / "reference.zh-CN.md"]
GATES = [FOLDER / "gate.md", FOLDER / "gate.zh-CN.md"]
WRONG = "某某县示例局2022年部门预算\n2022年支出预算70万元，其中：基本支出30万元；项目支出45万元。\n"


def pages(*of: Path) -> pytest.MarkDecorator:
    """A test of each of some pages."""
    return pytest.mark.parametrize("page", of, ids=name_of)


@cache
def output(*arguments: str) -> str:
    """What the auditor prints in the root of the repository."""
    called = [sys.executable, "-m", "auditor", *arguments]
    return subprocess.run(called, cwd=ROOT, capture_output=True, encoding="utf-8", check=False).stdout


# both languages


def test_every_page_for_users_is_in_both_languages() -> None:
    english = {page.with_name(page.name.replace(".zh-CN", "")) for page in CHINESE}
    assert {page for page in english if not page.exists()} == set()
    only_english = {"CONTRIBUTING.md", "docs/architecture.md", "docs/index.md", "docs/scale.md", "docs/rules/README.md"}
    assert {name_of(page) for page in PAGES if page not in CHINESE} - set(map(name_of, english)) == only_english


@pages(*CHINESE)
def test_a_page_and_its_other_language_link_each_other_first(page: Path) -> None:
    other = page.with_name(page.name.replace(".zh-CN", ""))
    assert (links(page)[0], links(other)[0]) == (other.name, page.name)


@pages(*CHINESE)
def test_both_languages_have_the_same_commands(page: Path) -> None:
    other = page.with_name(page.name.replace(".zh-CN", ""))
    typed = [[line for block in blocks(one, "sh") for line in commands(block)] for one in (page, other)]
    assert [line for line in typed[0] if not line.startswith("[ $")] == [
        line for line in typed[1] if not line.startswith("[ $")
    ]


@pages(*READMES)
def test_a_readme_is_short_and_shows_the_report_on_its_first_screen(page: Path) -> None:
    lines = page.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 150
    assert any(line.startswith("![") for line in lines[:15])


def test_the_readme_has_the_line_that_passes_the_tests() -> None:
    line = "    python3 -m venv .venv && .venv/bin/pip install -q -e '.[dev]' && .venv/bin/python -m pytest\n"
    assert READMES[0].read_text(encoding="utf-8").count(line) == 1
    assert line.strip() in READMES[1].read_text(encoding="utf-8")


# what is shown


@pages(*READMES)
def test_the_finding_shown_first_is_that_of_the_sample(page: Path) -> None:
    (shown,) = blocks(page, "")
    assert shown.text.strip() in output("check", "sample_reports/formats/budget.pdf")


def samples_named() -> list[str]:
    """The samples that pages name, by their paths from the root."""
    named = {name for page in PAGES for name in re.findall(r"sample_reports/[\w./-]+\.\w+", page.read_text("utf-8"))}
    made = (ROOT / "sample_reports" / "formats").iterdir()
    return sorted(named & {file.relative_to(ROOT).as_posix() for file in (*SAMPLES, *made)})


def test_every_finding_named_is_one_of_a_sample_that_is_named(audit_file: FileAudit) -> None:
    named = {
        name for page in PAGES for name in re.findall(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b", page.read_text(encoding="utf-8"))
    }
    assert len(named) > 2
    assert named <= {finding.id for sample in samples_named() for finding in audit_file(ROOT / sample).findings}


@pages(*REFERENCES)
def test_the_commands_listed_are_those_there_are(page: Path) -> None:
    listed = re.findall(r"^    auditor (\w+)", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(listed) == set(command.list_commands(click.Context(command)))


@pages(*REFERENCES)
def test_every_option_of_check_is_explained(page: Path) -> None:
    check = command.get_command(click.Context(command), "check")
    assert check is not None
    options = {name for entry in check.params for name in entry.opts if name.startswith("--")}
    text = page.read_text(encoding="utf-8")
    rows = "\n".join(line.partition(" | ")[0] for line in text.splitlines() if line.startswith("| `-"))
    assert {name for name in options - {"--help"} if not re.search(rf"`(?:-\w, )?[^`]*{name}\b", rows)} == set()


def test_the_verdicts_that_the_manual_explains_are_those_there_are() -> None:
    sayings = tomllib.loads((MESSAGES / "verdicts.toml").read_text(encoding="utf-8"))
    verdicts = {entry["zh"] for key, entry in sayings.items() if key.startswith("verdict-")}
    table = (FOLDER / "manual.zh-CN.md").read_text(encoding="utf-8").partition("| 结论 |")[2].partition("\n\n")[0]
    explained = [line.split(" | ")[0].removeprefix("| ") for line in table.splitlines()[2:]]
    assert len(explained) == 6
    assert set(explained) <= verdicts
    english = (FOLDER / "manual.md").read_text(encoding="utf-8")
    assert [verdict for verdict in explained if f"({verdict}) |" not in english] == []


# what is to be typed


def known_options(words: list[str]) -> set[str] | None:
    """The options that a command takes, of the groups above it too; None where there is no such command."""
    found: click.Command = command
    options: set[str] = set()
    for word in ["", *words]:
        if isinstance(found, click.Group) and re.fullmatch(r"[a-z]+", word):
            inner = found.get_command(click.Context(found), word)
            if inner is None:
                return None
            found = inner
        options |= {name for entry in found.params for name in (*entry.opts, *entry.secondary_opts)}
    return options | {"--help"}


@pages(*PAGES)
def test_every_command_told_of_is_one_there_is(page: Path) -> None:
    for line in told(page):
        words = shlex.split(line)
        options = known_options(words[2:] if words[0] == "--rules" else words)
        assert options is not None, line
        given = {word.partition("=")[0] for word in words if re.match(r"--?[a-z]", word)}
        assert given <= options, line


def test_what_is_told_of_a_command_that_there_is_not_is_noticed() -> None:
    assert known_options(["baseline", "forget"]) is None
    assert "--fail-on" not in (known_options(["explain"]) or ())


def runs(block: Block) -> bool:
    return block.language in ("sh", "python") and block.mark != "script" and not block.mark.startswith("not run: ")


def pages_by_what_they_tell_to_type() -> list[Path]:
    """The pages with something that runs, README first; of those that tell to type the same, as in two languages, the first."""
    found: dict[tuple[tuple[str, str, tuple[str, ...]], ...], Path] = {}
    for page in sorted(PAGES, key=lambda page: page.name != "README.md"):
        typed = tuple(
            (block.language, block.mark, tuple(commands(block) if block.language == "sh" else block.text.splitlines()))
            for block in blocks(page)
            if runs(block)
        )
        if typed:
            found.setdefault(typed, page)
    return list(found.values())


def put_samples() -> None:
    """The samples into the working folder: a clean one and those that pages name, or all of them where everything is swept."""
    if SWEEPS:
        Path("sample_reports").symlink_to(ROOT / "sample_reports")
        return
    for name in ("sample_reports/budget-clean-tabs.txt", *samples_named()):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, name)


@pages(*swept(pages_by_what_they_tell_to_type(), 4))
def test_what_a_page_tells_to_type_runs_on_the_samples(run: Run, page: Path) -> None:
    typed = [block for block in blocks(page) if runs(block)]
    put_samples()
    Path("rules").symlink_to(ROOT / "rules")
    Path("budget.txt").write_text(WRONG, encoding="utf-8")
    for block in typed:
        if block.language == "python":
            with contextlib.redirect_stdout(io.StringIO()) as printed:
                exec(compile(block.text, page.name, "exec"), {})
            wanted = block.mark.removeprefix("prints: ") if block.mark else printed.getvalue().strip()
            assert printed.getvalue().strip() == wanted != ""
            continue
        for line in commands(block):
            words = shlex.split(line)
            if words[0] != "auditor":
                subprocess.run(words, check=True, timeout=60)
                continue
            words += ["--as-of", "2026-12-01"] if words[1] in ("waive", "check") else []
            status, _, err = run(*words[1:])
            assert (line, status in (0, 1), "Traceback" in err) == (line, True, False), err


@pages(*PAGES)
def test_a_block_that_does_not_run_says_why(page: Path) -> None:
    marks = [block.mark for block in blocks(page, "sh") if not runs(block) and block.mark != "script"]
    assert [mark for mark in marks if len(mark.removeprefix("not run: ").split()) < 2] == []
    text = page.read_text(encoding="utf-8")
    indented = re.findall(r"^    (?:\S*pip|cp|auditor|mkdocs) .*$", text, re.MULTILINE)
    assert indented == [] or page in REFERENCES, "a block of sh runs, an indented one does not"


@pytest.mark.skipif(sys.platform == "win32", reason="scripts for a shell")
@pages(*GATES)
@pytest.mark.parametrize(("document", "status"), [("budget-clean-tabs.txt", 0), ("budget-faulty-tabs.txt", 1), ("", 3)])
def test_the_script_of_the_gate_leaves_with_the_status(run: Run, page: Path, document: str, status: int) -> None:
    (script,) = blocks(page, "sh", "script")
    Path("published").mkdir()
    if document:
        shutil.copy(ROOT / "sample_reports" / document, "published")
    else:
        Path("published/scan.pdf").write_bytes(b"%PDF-1.4\n")
    Path("bin").mkdir()
    Path("bin/auditor").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m auditor "$@"\n', encoding="utf-8")
    Path("bin/auditor").chmod(0o755)
    environment = {**os.environ, "PATH": f"{Path('bin').absolute()}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["sh", "-c", script.text], env=environment, capture_output=True, check=False, timeout=120)
    assert (done.returncode, Path("audit.html").exists(), Path("audit.xlsx").exists()) == (status, True, True)


def test_the_chinese_walk_through_is_the_one_of_the_cookbook() -> None:
    chinese, cookbook = FOLDER / "rule-files.zh-CN.md", FOLDER / "rules" / "README.md"
    for language, count in (("text", 1), ("toml", 5), ("console", 1)):
        shown = [block.text for block in blocks(chinese, language)]
        assert shown == [block.text for block in blocks(cookbook, language)][:count]


# how they read

MOST_WORDS, MOST_CHARACTERS = 40, 80
NAMES = frozenset(
    "Python Linux Windows Jenkins JavaScript Apache-2.0 Apache- LICENSE OWNER Git LFS git-annex GB".split()
)
"""What is called so in Chinese as well, beside what messages have."""


@pages(*ENGLISH)
def test_no_english_sentence_is_too_long_to_read(page: Path) -> None:
    assert [sentence for sentence in sentences(page) if len(sentence.split()) > MOST_WORDS] == []


@pages(*CHINESE)
def test_no_chinese_sentence_is_too_long_to_read(page: Path) -> None:
    assert [one for one in sentences(page) if len(re.findall(r"[\u4e00-\u9fff]", one)) > MOST_CHARACTERS] == []


@pages(*CHINESE)
def test_no_chinese_page_has_english_sentences(page: Path) -> None:
    mixed = {one: english_words(one) - NAMES for one in sentences(page)}
    assert {one: words for one, words in mixed.items() if words} == {}


@pages(*CHINESE)
def test_a_chinese_page_uses_the_words_of_the_glossary(page: Path) -> None:
    said = "\n".join(sentences(page))
    assert {word: term for term, words in other_words().items() for word in words if word in said} == {}


# where they lead


@pages(*PAGES, *sorted(GENERATED))
def test_links_arrive(page: Path) -> None:
    for link in links(page):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link
        assert FOLDER not in page.parents or FOLDER in target.parents, f"{link}: the site has only what is in docs"


@pytest.mark.skipif(find_spec("material") is None, reason="mkdocs-material is not installed (pip install '.[docs]')")
def test_the_site_is_built_without_a_warning_and_asks_for_nothing_elsewhere(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path)]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, encoding="utf-8", check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    asked = {
        address
        for page in tmp_path.rglob("*.html")
        for address in re.findall(
            r'<(?:script|link|img|iframe)[^>]*(?:src|href)="?(https?://[^"> ]+)', page.read_text("utf-8")
        )
    }
    assert asked == set()
    assert (tmp_path / "manual.zh-CN.html").exists()
