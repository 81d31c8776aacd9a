"""Ctrl-C: a real signal to all processes of a terminal ends a run at once, with status 130 and without noise."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT

SLOW = """
import time
from pathlib import Path

import auditor.runs.document as audits

def read(file, password=None):
    Path(f"{file}.started").touch()
    time.sleep(600)

audits.read_document = read
if __name__ == "__main__":
    from auditor.cli import main
    main()
"""
"""The command line, only that reading takes for ever; in every process, also one that is not forked."""


@pytest.mark.skipif(sys.platform == "win32", reason="sends a POSIX signal")
@pytest.mark.parametrize("options", ["-j 1", "-j 3", "-j 1 --timeout 500", "--watch", "--watch -j 2"])
def test_an_interruption_ends_everything_at_once(tmp_path: Path, options: str) -> None:
    script = tmp_path / "slow.py"
    script.write_text(SLOW, encoding="utf-8")
    documents = [tmp_path / f"{number}.txt" for number in range(5)]
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
        while len(list(tmp_path.glob("*.started"))) < awaited:
            assert process.poll() is None
            time.sleep(0.02)
        os.killpg(process.pid, signal.SIGINT)
        start = time.monotonic()
        out, err = process.communicate(timeout=60)
    assert time.monotonic() - start < 10
    assert (process.returncode, out, err.strip()) == (130, b"", b"auditor: interrupted")
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)
