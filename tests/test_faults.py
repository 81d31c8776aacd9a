"""What the system refuses: full disks, closed streams, readers that go away. Files stay whole, and a line says what is wrong.

Some commands stand for all that print; `AUDITOR_SWEEPS=all` has every one of them tried.
"""

from __future__ import annotations

import gc
import os
import re
import shutil
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from auditor.documents import find_documents
from auditor.rulebook import Rulebook
from auditor.runs import Plan, audit_files
from auditor.vocabulary import Vocabulary
from tests.conftest import ROOT, SAMPLES, SOON, Run, swept

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs the limits and streams of POSIX")

PATIENCE = 120
"""Seconds after which a command is taken to hang."""
CLEAN = "某某县样本局2022年部门预算\n2022年支出预算70万元，其中：基本支出30万元；项目支出40万元。\n"
WRONG = CLEAN.replace("40", "45")
MOST = 2048
"""Bytes of a file that fit on the disk."""


def put(name: str, text: str | bytes) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def start(*arguments: str, prepare: Callable[[], None] | None = None, **streams: int) -> subprocess.Popen[bytes]:
    """The command line in a process of its own."""
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | streams
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    if prepare is fill_the_disk:
        # Python does not notice that it keeps half of a compiled module, which breaks whatever imports it afterwards.
        environment["PYTHONDONTWRITEBYTECODE"] = "1"
    command = [sys.executable, "-m", "auditor", *arguments]
    return subprocess.Popen(command, env=environment, preexec_fn=prepare, **streams)  # type: ignore[call-overload, no-any-return]


def ended(process: subprocess.Popen[bytes]) -> tuple[int, str, str]:
    """Exit status, output and messages of a process that must end by itself."""
    try:
        out, err = process.communicate(timeout=PATIENCE)
    finally:
        process.kill()
    return process.returncode, (out or b"").decode(), (err or b"").decode()


def fill_the_disk() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (MOST, MOST))


FAULTY = [str(file) for file in SAMPLES if "faulty" in file.name]
WRITES: dict[str, tuple[str, ...]] = {
    "audit.json": ("check", "wrong.txt", "-f", "json=audit.json"),
    "audit.html": ("check", "wrong.txt", "-f", "html=audit.html"),
    "audit.xlsx": ("check", "wrong.txt", "-f", "xlsx=audit.xlsx"),
    "pages/index.html": ("check", "wrong.txt", "clean.txt", "-f", "html=pages/"),
    "audit.csv": ("report", "earlier.json", "-f", "csv=audit.csv"),
    "known.jsonl": ("baseline", "create", *FAULTY, "--baseline", "known.jsonl", "--force"),
    "waivers.toml": (
        *("waive", "{id}", "wrong.txt", "--waivers", "waivers.toml"),
        *("--reason", "x" * MOST, "--by", "y", "--until", SOON),
    ),
    "auditor.toml": ("init", *("*.pdf" for _ in range(MOST // 8)), "--force"),
    "noted.html": ("annotate", "page.html", "-o", "noted.html"),
}


@pytest.fixture
def _documents(run: Run) -> None:
    put("clean.txt", CLEAN)
    put("wrong.txt", WRONG)
    lines = [*WRONG.splitlines(), "说明" * MOST]
    put("page.html", f"<html><body>{''.join(f'<p>{line}</p>' for line in lines)}</body></html>")


@pytest.mark.usefixtures("_documents")
@pytest.mark.parametrize("file", swept(WRITES, 5))
def test_on_a_full_disk_the_file_that_is_there_stays_whole(run: Run, file: str) -> None:
    if "earlier.json" in WRITES[file]:
        run("check", *FAULTY, "-f", "json=earlier.json")
    found = run("check", "wrong.txt", "-f", "compact")[1].split()[3]
    before = '[[waiver]]\nid = "AAAA-AAAA"\nrule = "R"\ndocument = "d"\nplace = "p"\nnumbers = []\nreason = "r"\n'
    old = f'{before}approved_by = "a"\napproved_on = 2026-01-01\nexpires = 2026-12-31\n' if "waivers" in file else "old"
    put(file, old)
    command = [word.format(id=found) if word == "{id}" else word for word in WRITES[file]]
    status, _, err = ended(start(*command, prepare=fill_the_disk))
    assert (status, err) == (2, f"auditor: {file}: File too large\n")
    assert Path(file).read_text(encoding="utf-8") == old
    assert list(Path(file).parent.glob(".auditor-*")) == []


def close(*numbers: int) -> Callable[[], None]:
    def prepare() -> None:
        for number in numbers:
            os.close(number)

    return prepare


PRINTING: list[tuple[str, ...]] = [
    ("check", "clean.txt"),
    ("check", "wrong.txt", "-f", "json"),
    ("report", "earlier.json"),
    ("extract", "clean.txt"),
    ("facts", "clean.txt"),
    ("explain", "RU-EXPENDITURE-PROSE"),
    ("explain", "{id}", "wrong.txt"),
    ("rules",),
    ("rules", "kinds"),
    ("rules", "schema"),
    ("schema",),
    ("config",),
    ("diff", "earlier.json", "earlier.json"),
    ("baseline", "create", "wrong.txt", "--force"),
    ("waive", "{id}", "wrong.txt", "--reason", "x", "--by", "y", "--until", SOON, "--replace"),
    ("annotate", "page.html", "-o", "noted.html"),
    ("init", "clean.txt", "--force"),
    ("--help",),
    ("--version",),
    ("check", "--help"),
    ("baseline", "--help"),
]


@pytest.fixture
def command_line(run: Run, _documents: None) -> Callable[[tuple[str, ...]], list[str]]:
    """A command on files that are there."""
    run("check", "wrong.txt", "-f", "json=earlier.json")
    found = run("check", "wrong.txt", "-f", "compact")[1].split()[3]
    return lambda command: [found if word == "{id}" else word for word in command]


@pytest.mark.parametrize("command", swept(PRINTING, 4), ids=" ".join)
def test_standard_output_that_cannot_be_written_is_one_line(
    command_line: Callable[[tuple[str, ...]], list[str]], command: tuple[str, ...]
) -> None:
    words = command_line(command)
    closed = ended(start(*words, prepare=close(1)))
    assert closed == (2, "", "auditor: standard output: it is closed\n")
    with Path("/dev/full").open("w") as full:
        status, _, err = ended(start(*words, stdout=full.fileno()))
    assert (status, err) == (2, "auditor: standard output: No space left on device\n")


@pytest.mark.parametrize("command", swept(PRINTING, 4), ids=" ".join)
def test_whoever_reads_no_longer_or_no_messages_changes_no_status(
    command_line: Callable[[tuple[str, ...]], list[str]], command: tuple[str, ...]
) -> None:
    words = command_line(command)
    expected = 1 if command[:2] == ("check", "wrong.txt") else 0
    reading, writing = os.pipe()
    os.close(reading)
    gone = start(*words, stdout=writing, stderr=writing)
    os.close(writing)
    assert ended(gone)[0] == expected
    status, out, _ = ended(start(*words, prepare=close(0, 2)))
    assert (status, out != "") == (expected, True)


@pytest.mark.usefixtures("_documents")
@pytest.mark.parametrize("closed", [(1,), (2,), (0, 1, 2)])
def test_reports_to_files_are_written_whatever_standard_output_is(closed: tuple[int, ...]) -> None:
    ended(start("check", "wrong.txt", "-f", "text", "-f", "json=a.json", "-f", "html=a.html"))
    expected = {name: Path(name).read_bytes() for name in ("a.json", "a.html")}
    for name in expected:
        Path(name).unlink()
    ended(start("check", "wrong.txt", "-f", "text", "-f", "json=a.json", "-f", "html=a.html", prepare=close(*closed)))
    assert {name: Path(name).read_bytes() for name in expected} == expected


@pytest.mark.usefixtures("_documents")
@pytest.mark.parametrize("most", [0, 100])
def test_a_reader_that_goes_away_changes_neither_files_nor_status(most: int) -> None:
    process = start("check", *FAULTY, "-f", "json", "-f", "html=a.html")
    assert process.stdout is not None
    assert len(process.stdout.read(most)) == most
    process.stdout.close()
    process.stdout = None
    status, out, said = ended(process)
    assert (status, out) == (1, "")
    assert re.fullmatch("wrote a.html: [^\n]+\n", said)
    assert Path("a.html").stat().st_size > 100


NAMES = {"300": "x" * 300 + ".txt", "6000": "x" * 6000 + ".txt"}
NAMING: list[tuple[str, ...]] = [
    ("check", "{name}"),
    ("check", "clean.txt", "-f", "json={name}"),
    ("check", "clean.txt", "-f", "html={name}/"),
    ("check", "clean.txt", "--config", "{name}"),
    ("check", "clean.txt", "--waivers", "{name}"),
    ("check", "clean.txt", "--baseline", "{name}"),
    ("check", "clean.txt", "--password-file", "{name}"),
    ("check", "clean.txt", "--pack", "./{name}"),
    ("--rules", "{name}", "check", "clean.txt"),
    ("rules", "lint", "{name}"),
    ("report", "{name}"),
    ("diff", "{name}", "{name}"),
    ("extract", "{name}"),
    ("facts", "{name}"),
    ("explain", "AAAA-AAAA", "{name}"),
    ("explain", "AAAA-AAAA", "--audit", "{name}"),
    ("annotate", "{name}", "-o", "noted.txt"),
    ("annotate", "page.html", "-o", "{name}.html"),
    ("init", "{name}"),
    ("baseline", "create", "{name}"),
    ("waive", "AAAA-AAAA", "{name}", "--reason", "x", "--by", "y", "--until", SOON),
    ("config", "--config", "{name}"),
]


@pytest.mark.usefixtures("_documents")
@pytest.mark.parametrize("length", NAMES)
@pytest.mark.parametrize("command", NAMING, ids=" ".join)
def test_a_name_that_no_file_can_have_is_one_line(run: Run, command: tuple[str, ...], length: str) -> None:
    status, out, err = run(*(word.format(name=NAMES[length]) for word in command))
    # What exists, for all that they know, and cannot be read is no wrong usage of these.
    expected = 3 if command[0] in ("extract", "facts") else 2
    assert (status, out, err.startswith("auditor: "), len(err.splitlines())) == (expected, "", True, 1)


def folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.usefixtures("_documents")
@pytest.mark.parametrize("make", [folder, os.mkfifo, lambda path: path.symlink_to("nowhere")])
@pytest.mark.parametrize("command", [("check", "clean.txt"), ("rules",), ("explain", "RU-FUNCTION")], ids=" ".join)
def test_a_file_of_rules_that_cannot_be_read_is_named(command: tuple[str, ...], make: Callable[[Path], None]) -> None:
    shutil.copytree(ROOT / "rules", "held")
    make(Path("held/checks/x.toml"))
    status, out, err = ended(start("--rules", "held", *command))
    assert (status, out) == (2, "")
    assert err.startswith("auditor: held/checks/x.toml: ")


@pytest.mark.usefixtures("_documents")
def test_what_the_system_refuses_is_no_internal_error(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object, **options: object) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", refuse)
    status, _, err = run("check", "clean.txt", "wrong.txt", "-j", "2")
    assert (status, err) == (2, "auditor: Resource temporarily unavailable\n")


@pytest.mark.usefixtures("_documents")
def test_the_end_of_a_file_of_the_program_is_no_interruption(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def end(*arguments: object, **options: object) -> None:
        raise EOFError("marshal data too short")

    monkeypatch.setattr(os, "fork", end)
    status, _, err = run("check", "clean.txt", "wrong.txt", "-j", "2")
    assert (status, "marshal data too short" in err) == (70, True)


@pytest.mark.usefixtures("_documents")
def test_the_command_line_leaves_the_collection_of_garbage_as_it_is(run: Run) -> None:
    before = gc.isenabled(), gc.get_freeze_count()
    run("check", "wrong.txt", "page.html")
    assert (gc.isenabled(), gc.get_freeze_count()) == before


@pytest.mark.usefixtures("_documents")
@pytest.mark.parametrize("options", swept([[], ["--no-cache"], ["-j", "2"]], 1), ids=" ".join)
@pytest.mark.parametrize("path", ["pipe.pdf", "link.txt", "/dev/zero", "/dev/null", "/proc/kmsg"])
def test_a_document_that_is_no_regular_file_is_told_of_and_not_waited_for(path: str, options: list[str]) -> None:
    os.mkfifo("pipe.pdf")
    Path("link.txt").symlink_to("pipe.pdf")
    status, out, err = ended(start("check", path, "clean.txt", "--lang", "en", *options))
    assert (status, err) == (3, "")
    (line,) = (line for line in out.splitlines() if line.startswith(f"{path}  unreadable: "))
    assert "pipe" in line or path == "/proc/kmsg"


@pytest.mark.parametrize("cached", [True, False])
def test_a_file_that_became_a_pipe_after_it_was_listed_is_unreadable(
    run: Run, vocabulary: Vocabulary, rulebook: Rulebook, cached: bool
) -> None:
    (listed,) = find_documents([put("page.html", WRONG)])
    listed.unlink()
    os.mkfifo(listed)
    (done,) = audit_files([listed], Plan(vocabulary, rulebook, cached=cached))
    assert (done.record["status"], done.trace) == ("unreadable", None)


@pytest.mark.usefixtures("_documents")
@pytest.mark.parametrize("target", ["/dev/stdout", "/dev/null", "pipe"])
def test_reports_go_to_streams_and_pipes_as_well(target: str) -> None:
    os.mkfifo("pipe")
    process = start("check", "wrong.txt", "-q", "-f", f"compact={target}", "-f", "json=a.json")
    found = Path("pipe").read_text(encoding="utf-8") if target == "pipe" else ""
    status, out, err = ended(process)
    assert (status, err) == (1, "")
    assert ("error RU-EXPENDITURE-PROSE" in found + out) is (target != "/dev/null")
    assert stat.S_ISFIFO(Path("pipe").stat().st_mode)


DEEP = {"x.json": "[" * 100_000, "x.jsonl": "[" * 100_000 + "\n", "x.toml": "inputs = " + "[" * 100_000}


@pytest.mark.usefixtures("_documents")
@pytest.mark.parametrize(
    "command",
    [
        ("report", "x.json"),
        ("diff", "x.json", "x.json"),
        ("explain", "AAAA-AAAA", "--audit", "x.json"),
        ("check", "clean.txt", "--baseline", "x.jsonl"),
        ("check", "clean.txt", "--config", "x.toml"),
        ("check", "clean.txt", "--waivers", "x.toml"),
    ],
    ids=" ".join,
)
def test_a_file_that_is_nested_too_deeply_is_named(run: Run, command: tuple[str, ...]) -> None:
    for name, text in DEEP.items():
        put(name, text)
    status, out, err = run(*command)
    assert (status, out, err.startswith("auditor: x.")) == (2, "", True)


def test_a_stream_that_does_not_wait_loses_nothing() -> None:
    expected = ended(start("rules", "schema"))[1]
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    process = start("rules", "schema", stdout=writing)
    os.close(writing)
    time.sleep(0.5)
    with os.fdopen(reading, encoding="utf-8") as reader:
        assert reader.read() == expected
    assert ended(process)[0] == 0
    assert len(expected) > 2**16


@pytest.mark.usefixtures("_documents")
def test_what_a_shell_sends_the_report_to_is_no_document() -> None:
    Path("page.html").unlink()
    for _ in range(2):
        with Path("audit.txt").open("wb") as out:
            status, _, err = ended(start("check", ".", "--lang", "en", stdout=out.fileno()))
        assert (status, err) == (1, "auditor: left out as reports of auditor (1): audit.txt\n")
