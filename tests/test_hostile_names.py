"""Names of files, as they come with a merge request: whatever they are, no line is a command to a terminal or to a pipeline.

Some of the names stand for all in every report; `AUDITOR_SWEEPS=all` has every one of them tried.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest

from auditor.reports import FORMATS
from tests.conftest import SOON, Run, swept

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs names that Windows does not have")

WRONG = "某某县样本局2022年部门预算\n2022年支出预算70万元，其中：基本支出30万元；项目支出45万元。\n"
NAMES = {
    "colons": "::error ::x.txt",
    "blank": " ::error ::x.txt",
    "newline": "a\n::error ::x.txt",
    "return": "a\r::error ::x.txt",
    "escape": "\x1b[31mx\x9b1m.txt",
    "older command": "##[error]x.txt",
    "another pipeline": "##vso[task.complete result=Succeeded]x.txt",
    "no UTF-8": os.fsdecode(b"\xff::x.txt"),
}
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]")
JSON = ("json", "ndjson", "sarif", "gitlab")
TEXTS = [name for name, found in FORMATS.items() if not found.is_binary]


def commands_in(text: str) -> list[str]:
    """Lines that a runner would obey, and control characters."""
    lines = re.split("[\r\n]", text)
    return [line for line in lines if line.lstrip().startswith("::") or re.search(r"##\w*\[", line)] + CONTROL.findall(
        text
    )


def starts_of_commands(text: str) -> list[str]:
    return [line.split(" ")[0] for line in text.split("\n") if line.lstrip().startswith("::")]


def put(name: str, text: str) -> str:
    Path(name).write_text(text, encoding="utf-8")
    return name


@pytest.fixture(params=swept(NAMES, 4))
def name(run: Run, request: pytest.FixtureRequest) -> str:
    return put(NAMES[request.param], WRONG)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("file_format", ["text", "compact"])
def test_no_name_is_a_command_in_a_report(run: Run, name: str, file_format: str, lang: str) -> None:
    put("empty.txt", "")
    for paths in ((".",), (name,)):
        _, out, err = run("check", *paths, "--format", file_format, "--lang", lang)
        assert commands_in(out + err) == []


@pytest.mark.parametrize("file_format", swept(sorted(set(TEXTS) - {"text", "compact"}), 4))
def test_reports_for_programs_have_no_commands_but_their_own(run: Run, name: str, file_format: str) -> None:
    Path(name).rename("harmless.txt")
    own = run("check", ".", "--format", file_format)[1]
    Path("harmless.txt").rename(name)
    _, out, err = run("check", ".", "--format", file_format)
    assert starts_of_commands(out) == starts_of_commands(own)
    steering = CONTROL.findall(out.replace("\t", "").replace("\r\n", "\n"))
    # JSON may have those above DEL, as any text may.
    assert [char for char in steering if char < " " or file_format.partition(":")[0] not in JSON] == []
    assert commands_in(err) == []


MISSING = ("check", "extract", "facts", "report")


@pytest.mark.parametrize("kind", NAMES)
def test_no_name_is_a_command_in_a_message(run: Run, kind: str) -> None:
    name = NAMES[kind]
    commands = [
        *((command, name) for command in MISSING),
        ("check", put("a.txt", WRONG), "--config", name),
        ("check", "a.txt", "--waivers", name),
        ("check", "a.txt", "--baseline", name),
        ("check", "a.txt", f"--{name}"),
        ("check", "a.txt", "-f", name),
        ("--rules", name, "rules"),
        ("explain", name),
        (name,),
    ]
    for command in commands:
        status, out, err = run(*command)
        assert (status, commands_in(out + err)) == (2, [])
    for command in (("check", "a.txt", "--config", name), ("--rules", name, "check", "a.txt")):
        put(name, "x = [\n")
        status, out, err = run(*command)
        assert (status, commands_in(out + err)) == (2, [])


@pytest.mark.parametrize("kind", swept(NAMES, 4))
def test_no_name_is_a_command_in_what_other_commands_print(run: Run, kind: str) -> None:
    folder = NAMES[kind].removesuffix(".txt")
    Path(folder).mkdir()
    os.chdir(folder)
    document = put(NAMES[kind], WRONG)
    put("auditor.toml", "inputs = ['.']\nexclude = ['nothing']\n")
    run("check", document, "-f", "json=a.json")
    finding = run("check", document, "-f", "compact")[1].split(" RU-EXPENDITURE-PROSE ")[1][:9]
    commands = [
        ("config",),
        ("baseline", "create", document),
        ("baseline", "diff", document),
        ("waive", finding, document, "--reason", "::error ::x\n::y", "--by", "y", "--until", SOON),
        ("diff", "a.json", "a.json"),
        ("report", "a.json"),
        ("explain", finding, document),
        ("extract", document),
        ("facts", document),
        ("init", document, "--force"),
        ("rules", "lint", "."),
    ]
    for command in commands:
        _, out, err = run(*command)
        assert commands_in((out + err).replace("\t", " ")) == []
