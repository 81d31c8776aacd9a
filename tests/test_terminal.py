"""The terminal: consoles of other encodings, colours, progress, widths; and what stays the same in pipes and files."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from auditor.checks import KINDS
from auditor.cli.console import has_colour
from auditor.records import messages
from tests.conftest import ROOT, Run, swept

WRONG = "示例局2022年部门预算\n2022年支出预算70万元，其中：基本支出30万元；项目支出45万元。\n"
ESCAPE = b"\x1b["


@pytest.fixture
def document(tmp_path: Path) -> str:
    file = tmp_path / "wrong.txt"
    file.write_text(WRONG, encoding="utf-8")
    return str(file)


def printed(*arguments: str, **environment: str) -> bytes:
    """What a process of its own prints into a pipe."""
    done = subprocess.run(
        [sys.executable, "-m", "auditor", *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
        cwd=ROOT,
    )
    assert done.stderr == b""
    return done.stdout


def on_terminal(
    *arguments: str,
    program: tuple[str, ...] = ("-m", "auditor"),
    columns: int = 80,
    environment: dict[str, str] | None = None,
) -> tuple[int, bytes]:
    """Exit status of a process on a terminal of its own, and all that it printed there."""
    import fcntl
    import pty
    import struct
    import termios

    parent, child = pty.openpty()
    fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    command = [sys.executable, *program, *arguments]
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")}
    with subprocess.Popen(
        command,
        env={**kept, "TERM": "xterm", "PYTHONPATH": str(ROOT), **(environment or {})},
        stdout=child,
        stderr=child,
        stdin=child,
        cwd=ROOT,
    ) as process:
        os.close(child)
        out = b""
        while True:
            try:
                read = os.read(parent, 65536)
            except OSError:
                break
            if not read:
                break
            out += read
    os.close(parent)
    return process.returncode, out.replace(b"\r\n", b"\n")


needs_terminal = pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX terminal")


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "gb2312"])
def test_a_chinese_console_gets_every_sign(document: str, encoding: str) -> None:
    report = printed("check", document, PYTHONIOENCODING=encoding).decode(encoding)
    assert "不通过" in report
    assert {"“", "±"} <= set(report)
    assert "?" not in report


def test_every_sentence_can_be_printed_on_a_chinese_console() -> None:
    of_kinds = [
        sentence for kind in KINDS.values() for sentence in (kind.says, *kind.sayings.values(), *kind.messages.values())
    ]
    for chinese, english in (*messages.COMMON.values(), *of_kinds):
        assert f"{chinese}{english}.".encode("gbk")


def test_a_console_without_chinese_is_told_in_english_with_plain_signs(document: str) -> None:
    report = printed("check", document, PYTHONIOENCODING="ascii").decode("ascii")
    assert "does not tie" in report
    assert '"' in report
    assert "   | ~ " in report


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [
        ("gbk", "√ 5–6 ≤ 7 · ?"),
        ("ascii", "v 5-6 <= 7 . ?"),
        ("cp437", "v 5-6 ≤ 7\xa0. ?"),
        ("cp1252", "v 5–6 <= 7\xa0• ?"),
    ],
)
def test_a_sign_that_a_console_lacks_has_its_nearest(encoding: str, expected: str) -> None:
    code = "from auditor.cli.console import prepare_streams; prepare_streams(); print('✓ 5–6 ≤ 7\\xa0• \\udce4')"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONIOENCODING": encoding},
        capture_output=True,
        check=True,
        cwd=ROOT,
    )
    assert done.stdout.decode(encoding).strip() == expected


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "utf-16"])
def test_what_is_for_programs_is_utf_8_whatever_the_console(document: str, encoding: str, tmp_path: Path) -> None:
    piped = printed("check", document, "--format", "json", PYTHONIOENCODING=encoding)
    assert json.loads(piped.decode("utf-8"))["documents"][0]["language"] == "zh"
    printed(
        "check",
        document,
        "--format",
        "json",
        "--quiet",
        "--output",
        str(tmp_path / "a.json"),
        PYTHONIOENCODING=encoding,
    )
    assert (tmp_path / "a.json").read_bytes() == piped


def test_a_pipe_gets_neither_colours_nor_wrapped_lines(document: str) -> None:
    plain = printed("check", document, COLUMNS="40")
    assert ESCAPE not in plain
    assert max(map(len, plain.decode().splitlines())) > 40
    assert printed("check", document, "--color", "always", COLUMNS="40").count(ESCAPE) >= 4


@pytest.mark.parametrize(
    ("choice", "environment", "expected"),
    [
        ("auto", {}, False),
        ("auto", {"FORCE_COLOR": "1"}, True),
        ("auto", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ("always", {"NO_COLOR": "1"}, True),
        ("never", {"FORCE_COLOR": "1"}, False),
        ("auto", {"FORCE_COLOR": "", "NO_COLOR": ""}, False),
    ],
)
def test_an_option_decides_on_colours_before_the_environment(
    choice: str, environment: dict[str, str], expected: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with (tmp_path / "out").open("w", encoding="utf-8") as stream:
        assert has_colour(choice, stream) is expected


@needs_terminal
def test_a_terminal_gets_colours_and_lines_as_wide_as_it_is(document: str) -> None:
    status, out = on_terminal("check", document, "--lang", "en", columns=60)
    assert (status, ESCAPE in out) == (1, True)
    lines = on_terminal("check", document, "--color", "never", columns=60)[1].decode().splitlines()
    assert len(lines) > len(printed("check", document).splitlines())
    assert all(len(line) <= 60 or line.startswith("  --> ") or document in line for line in lines)


@needs_terminal
@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_a_terminal_gets_no_colours_where_they_are_not_wanted(document: str, environment: dict[str, str]) -> None:
    assert b"\x1b[1;31m" not in on_terminal("check", document, environment=environment)[1]


SLOW = """
import time
import auditor.runs.document as audits
read = audits.read_document

def slowly(file, password=None):
    time.sleep(0.5)
    return read(file, password)

audits.read_document = slowly
from auditor import cli
cli.main()
"""


@needs_terminal
@pytest.mark.parametrize(
    ("options", "shown"),
    swept([("-j 1", True), ("-j 2", True), ("-j 1 --no-progress", False), ("-j 1 -q", False)], 2),
)
def test_a_long_run_shows_its_progress_on_a_terminal(document: str, options: str, shown: bool, tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(WRONG, encoding="utf-8")
    module = tmp_path / "slowly.py"
    module.write_text(SLOW, encoding="utf-8")
    _, out = on_terminal("check", str(tmp_path), "--exclude", "*.py", *options.split(), program=(str(module),))
    assert (b"/4" in out) is shown


def test_a_short_run_loads_no_progress(document: str) -> None:
    code = (
        f"import sys; sys.argv = ['auditor', 'check', {document!r}]\n"
        "from auditor import cli\n"
        "try: cli.main()\nexcept SystemExit: print('rich' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.splitlines()[-1] == "False"


def test_quiet_prints_only_how_the_documents_stand(run: Run, document: str) -> None:
    full, brief = run("check", document)[1], run("check", document, "--quiet")[1]
    assert full.endswith(brief)
    assert brief.startswith(document)
    assert len(brief.splitlines()) < len(full.splitlines()) / 2


def test_quiet_leaves_reports_in_files_whole(run: Run, document: str) -> None:
    run("check", document, "--format", "text=loud.txt")
    run("check", document, "--format", "text=quiet.txt", "--quiet")
    assert Path("quiet.txt").read_bytes() == Path("loud.txt").read_bytes()


def test_a_width_of_characters_that_is_none_is_wrong_usage(
    run: Run, document: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AUDITOR_AMBIGUOUS", "3")
    status, _, err = run("check", document)
    assert (status, "AUDITOR_AMBIGUOUS" in err) == (2, True)


@needs_terminal
def test_a_terminal_is_told_what_to_do_with_a_finding(document: str) -> None:
    def last_line(*options: str) -> str:
        return on_terminal("check", document, *options)[1].decode().splitlines()[-1]

    steps = re.search(r"auditor (explain [0-9A-Z]{4}-[0-9A-Z]{4} \S+)", last_line())
    assert steps is not None
    assert printed(*steps[1].split()).decode()
    assert "auditor explain" not in last_line("--quiet")
    assert b"auditor explain" not in printed("check", document)
