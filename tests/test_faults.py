"""What the system refuses: full disks, closed streams, readers that go away. Files stay whole, and a line says what is wrong."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, SAMPLES, Run

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
        *("--reason", "x" * MOST, "--by", "y", "--until", "2099-01-01"),
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
@pytest.mark.parametrize("file", WRITES)
def test_on_a_full_disk_the_file_that_is_there_stays_whole(run: Run, file: str) -> None:
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
