"""Ctrl-C and termination: real signals end a run at once, with its processes and without noise."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.conftest import ROOT

SLOW = """
import signal
import time
from pathlib import Path

import auditor.runs.document as audits

def read(file, password=None):
    Path(f"{file}.started").touch()
    time.sleep(600)

audits.read_document = read
if __name__ == "__main__":
    # Who starts the tests in the background may have turned interruptions off.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    from auditor.cli import main
    main()
"""
"""The command line, only that reading takes for ever; in every process, also one that is not forked."""


pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sends POSIX signals")


@contextmanager
def slow_run(folder: Path, options: str) -> Iterator[subprocess.Popen[bytes]]:
    """A run in a session of its own that has begun to read, on as many documents at a time as it may."""
    script = folder / "slow.py"
    script.write_text(SLOW, encoding="utf-8")
    documents = [folder / f"{number}.txt" for number in range(5)]
    for document in documents:
        document.write_text("支出5万元。", encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, str(script), "check", *map(str, documents), *options.split()],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        awaited = 3 if "-j 3" in options else 1
        patience = time.monotonic() + 60
        try:
            while len(list(folder.glob("*.started"))) < awaited:
                assert process.poll() is None
                assert time.monotonic() < patience
                time.sleep(0.02)
            yield process
        finally:
            # What it has started would be left behind, and waited for.
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def is_gone(session: int) -> bool:
    """Whether no process of a session is left, within a moment."""
    for _ in range(100):
        try:
            os.killpg(session, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("options", ["-j 1", "-j 3", "-j 1 --timeout 500", "--watch", "--watch -j 2"])
def test_an_interruption_ends_everything_at_once(tmp_path: Path, options: str) -> None:
    with slow_run(tmp_path, options) as process:
        os.killpg(process.pid, signal.SIGINT)
        start = time.monotonic()
        out, err = process.communicate(timeout=60)
    assert time.monotonic() - start < 10
    assert (process.returncode, out, err.strip()) == (130, b"", b"auditor: interrupted")
    assert is_gone(process.pid)


@pytest.mark.parametrize("options", ["-j 3", "-j 1 --timeout 500"])
def test_whoever_terminates_a_run_terminates_its_processes(tmp_path: Path, options: str) -> None:
    with slow_run(tmp_path, options) as process:
        process.terminate()
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (128 + signal.SIGTERM, b"", b"")
    assert is_gone(process.pid)


def test_an_interruption_before_anything_is_loaded_is_as_quiet() -> None:
    code = (
        "import sys\n"
        "class Interrupting:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'auditor.cli': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Interrupting())\n"
        "from auditor.__main__ import main\n"
        "main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, cwd=ROOT)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"auditor: interrupted\n")
