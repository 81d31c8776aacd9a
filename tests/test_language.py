"""The language of the command line: what chooses it, and that nothing is left in the other one."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import click
import pytest

from auditor import cli
from auditor.cli.language import asked_for, of_locale
from auditor.messages import Catalogue, Lang, speak, system_says
from tests.conftest import ROOT, Run
from tests.test_messages import commands, english_words

HAN = re.compile("[\u4e00-\u9fff]")


@pytest.mark.parametrize(
    ("locale", "lang"),
    [
        ({}, "zh"),
        ({"LANG": "C.UTF-8"}, "zh"),
        ({"LC_ALL": "POSIX"}, "zh"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_TW"}, "zh"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "de_DE@euro"}, "en"),
        ({"LC_ALL": "zh_CN", "LANG": "en_US"}, "zh"),
        ({"LC_MESSAGES": "en_US", "LANG": "zh_CN"}, "en"),
        ({"LC_ALL": "C", "LANG": "en_US"}, "en"),
        ({"LC_ALL": "", "LANG": "en_US"}, "en"),
    ],
)
def test_the_locale_chooses_a_language_and_where_it_names_none_it_is_chinese(
    locale: dict[str, str], lang: Lang
) -> None:
    assert of_locale(locale) == lang


@pytest.mark.parametrize(
    ("arguments", "variable", "lang"),
    [
        (["check", "--lang", "en", "a.txt"], "zh", "en"),
        (["--lang=zh", "check"], "en", "zh"),
        (["check"], "en", "en"),
        (["check"], "", None),
        (["check", "--lang", "fr"], "en", "en"),
        (["check", "--", "--lang", "en"], "", None),
    ],
)
def test_an_option_goes_before_the_variable(arguments: list[str], variable: str, lang: Lang | None) -> None:
    assert asked_for(arguments, {"AUDITOR_LANG": variable}) == lang


def test_the_configuration_goes_before_the_locale(run: Run, tmp_path: Path) -> None:
    (tmp_path / "auditor.toml").write_text('lang = "zh"\n', encoding="utf-8")
    assert run("check", "missing.txt")[2] == "auditor: missing.txt：没有这个文件或文件夹\n"
    assert run("check", "missing.txt", "--lang", "en")[2] == "auditor: missing.txt: there is no such file or folder\n"


def test_a_language_before_the_command_is_that_of_its_output(run: Run, tmp_path: Path) -> None:
    text = (ROOT / "sample_reports/budget-clean-tabs.txt").read_bytes()
    (tmp_path / "a.txt").write_bytes(text)
    assert "no discrepancy found" in run("--lang", "en", "check", "a.txt", "--no-cache")[1]
    assert run("--lang", "en", "check", "a.txt") == run("check", "a.txt", "--lang", "en")
    assert run("--lang", "zh", "check", "a.txt", "--lang", "en") == run("check", "a.txt", "--lang", "en")
    assert run("--lang", "zh", "rules", "packs") == run("rules", "packs", "--lang", "zh")


def test_where_chinese_cannot_be_printed_it_is_english() -> None:
    started = {**os.environ, "LC_ALL": "zh_CN.UTF-8", "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        [sys.executable, "-m", "auditor", "-h"], env=started, cwd=ROOT, capture_output=True, text=True
    )
    assert done.stdout.startswith("Usage: ")


# help


def every_help(lang: Lang) -> Iterator[tuple[str, str]]:
    speak(lang)
    for command in commands(cli.command):
        context = click.Context(
            command, info_name=f"auditor {command.name}", help_option_names=["-h", "--help"], terminal_width=80
        )
        context.formatter_class = command.context_class.formatter_class
        yield str(command.name), command.get_help(context)


def test_usage_and_placeholders_are_in_one_language() -> None:
    words, shown = set(Catalogue("metavars")), set[str]()
    for name, text in every_help("zh"):
        usage, *lines = text.splitlines()
        assert usage.startswith("用法：auditor"), name
        terms = " ".join([usage, *(line.partition("  ")[0] for line in map(str.strip, lines) if line.startswith("-"))])
        assert words & set(re.findall(r"\b[A-Z]{2,}\b", terms)) == set(), name
    for name, text in every_help("en"):
        assert text.startswith("Usage: auditor"), name
        shown |= set(re.findall(r"\b[A-Z]{2,}\b", text))
    assert words - shown == set(), "nothing is called so any more"


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (("check", "--opne"), "没有选项 '--opne'。是否要用 '--open'？"),
        (("check", "--zebra"), "没有选项 '--zebra'。\n"),
        (("waive",), "缺少参数 '问题'。\n"),
        (("chekc",), "没有命令 'chekc'；是否要用 check？"),
        (("frobnicate",), "没有命令 'frobnicate'；auditor --help 列出全部\n"),
    ],
)
def test_a_guess_is_made_only_where_it_is_near(run: Run, given: tuple[str, ...], says: str) -> None:
    status, _, said = run(*given, "--lang", "zh")
    assert status == 2
    assert says in said


_TERM = re.compile(r"^  \S+( \S+)*  +")
"""An option or a command before what it does."""


def test_help_is_in_one_language() -> None:
    from auditor.cli.texts import speak_for_click

    speak_for_click()
    for name, text in every_help("en"):
        assert not HAN.search(text), name
    shown = 0
    for name, text in every_help("zh"):
        sentences = [_TERM.sub("", line) for line in text.splitlines() if HAN.search(line)]
        shown += len(sentences)
        assert [words for line in sentences if (words := english_words(line))] == [], name
    assert shown > 150


def test_every_option_and_command_has_help_of_its_own() -> None:
    speak("zh")
    for command in commands(cli.command):
        assert HAN.search(command.help or ""), command.name
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert HAN.search(parameter.help or ""), (command.name, parameter.name)


def test_chinese_help_is_as_wide_as_the_terminal() -> None:
    from auditor.reports.console import cells

    for name, text in every_help("zh"):
        assert max(cells(line) for line in text.splitlines()) <= 80, name


# what click says itself

FOR_PROGRAMMERS = re.compile(
    r"editor|DeprecationWarning|Windows error|defined twice|declar|same flag|Bash|colou?r|Choice\(|start character"
    r"|standard stream|%\(prog\)s|^[dg]$|\(\{label\}|^(file|directory|path)$|Confirm the action"
)
"""What users of this program never see."""


def said_by_click() -> set[str]:
    """The sentences that click looks up."""
    found: set[object] = set()
    for name in ("core", "exceptions", "parser", "types", "formatting", "decorators", "termui"):
        spec = find_spec(f"click.{name}")
        assert spec is not None and spec.origin is not None
        for node in ast.walk(ast.parse(Path(spec.origin).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext"):
                found.update(arg.value for arg in node.args if isinstance(arg, ast.Constant))
    return {str(sentence) for sentence in found if not FOR_PROGRAMMERS.search(str(sentence))}


def test_the_catalogue_has_everything_that_click_says() -> None:
    said = said_by_click()
    assert len(said) > 40
    assert said - set(Catalogue("click")) == set()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["chekc"], "错误：没有命令 'chekc'；是否要用 check？"),
        (["check", "--fail"], "错误：没有选项 '--fail'。"),
        (["check", "--fail-on", "never-ever"], "错误：'--fail-on' 的值无效："),
        (["check", "--max-warnings", "x"], "错误：'--max-warnings' 的值无效："),
        (["check", "--min-coverage", "x"], "错误：'--min-coverage' 的值无效：'x' 不是 0 到 100 的百分数"),
        (["check", "--jobs"], "错误：选项 '--jobs' 需要一个值。"),
        (["diff", "one.json"], "错误：缺少参数 '新报告'"),
        (["schema", "x"], "错误：多余的参数（x）"),
        (["check"], "auditor: 没有给出文件"),
        (["check", "x.txt", "--select", "RU-FUNCTOIN"], "auditor: 没有规则 'RU-FUNCTOIN'；是否要用 RU-FUNCTION？"),
        (["check", "x.txt", "-f", "pdf"], "auditor: 没有 'pdf' 格式"),
        (["report", "x.json"], "auditor: x.json：没有这个文件或文件夹"),
        (["waive", "7K3Q-9M2D", "x.txt"], "auditor: 请给出 --reason, --by, --until"),
        (["baseline", "update", "x.txt"], "auditor: auditor-baseline.jsonl：还没有基线"),
    ],
)
def test_what_is_wrong_is_told_in_chinese(run: Run, arguments: list[str], says: str) -> None:
    status, _, error = run("--lang", "zh", *arguments)
    assert status == 2
    assert says in error
    assert [line for line in error.splitlines() if not HAN.search(line) and line] == []


def test_a_configuration_is_faulted_in_chinese(run: Run, tmp_path: Path) -> None:
    (tmp_path / "auditor.toml").write_text(
        'lang = "fr"\n[gate]\nfail_no = "error"\nmax_warnings = -1\n', encoding="utf-8"
    )
    status, _, error = run("check", "x.txt", "--lang", "zh")
    assert status == 2
    assert "lang：应为 'zh' 或 'en'" in error
    assert "gate.fail_no：未知的键；是否要用 fail_on？" in error
    assert "gate.max_warnings：应不小于 0" in error


def test_what_the_system_says_is_told_in_the_language_that_is_spoken() -> None:
    error = PermissionError(13, "Permission denied")
    assert system_says(error, "unreadable-file") == "Permission denied"
    speak("zh")
    assert system_says(error, "unreadable-file") == "没有权限"
    assert system_says(OSError(), "unreadable-file") == "无法读取"


@pytest.mark.parametrize(("lang", "first"), [("zh", "a"), ("zh", "z"), ("en", "a"), ("en", "z")])
def test_what_is_said_of_several_documents_is_in_the_language_of_the_reader(
    run: Run, monkeypatch: pytest.MonkeyPatch, lang: str, first: str
) -> None:
    """Whichever document comes first."""
    monkeypatch.setenv("LC_ALL", {"zh": "zh_CN.UTF-8", "en": "en_US.UTF-8"}[lang])
    Path(f"{first}.txt").write_text("Budget 2024\nThe total is 30, of which 10 and 20.\n", encoding="utf-8")
    Path("m.txt").write_text(
        "某局2024年部门预算\n2024年支出预算70万元，其中：基本支出30万元；项目支出40万元。\n", encoding="utf-8"
    )
    total = run("check", ".", "-q")[1].splitlines()[-1]
    assert total.startswith({"zh": "共 2 份文件", "en": "2 documents"}[lang])
