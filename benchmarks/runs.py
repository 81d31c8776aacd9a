"""What benchmarks over many documents have in common: how many there are, where they are made, what one run of the auditor takes."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from benchmarks.__main__ import ROOT

AUDITOR = [sys.executable, "-m", "auditor"]
_GLANCE = 0.05


class Timed(NamedTuple):
    """One run: seconds on the clock, seconds of processors in all its processes and in its first one, the memory of that in MB."""

    seconds: float
    worked: float
    own: float
    peak: float

    def shared_by(self, workers: int) -> float:
        """The seconds that it takes where nothing else runs, with so many workers that always have work."""
        return self.own + (self.worked - self.own) / workers


def over_documents(measure: Callable[[Path, int], None], usual: int) -> None:
    """Measure over as many documents as the command line says, in a folder that is removed at the end."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else usual
    with tempfile.TemporaryDirectory() as scratch:
        measure(Path(scratch), count)


def write_all(folder: Path, texts: Iterable[tuple[str, str]]) -> None:
    """Write texts into files of their names in a folder."""
    for name, text in texts:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def command(*arguments: str) -> list[str]:
    """The auditor with some arguments, whatever is configured, telling nothing on the way."""
    return [*AUDITOR, *arguments, "-q", "--no-config"]


def collecting(documents: Path, store: Path, *options: str) -> list[str]:
    """The command that collects a folder into a store."""
    return command("collect", str(documents), "--to", str(store), "--no-cache", *options)


def timed(called: list[str]) -> Timed:
    """What a run takes; its output is thrown away. Needs Linux, which tells the peak of a process of its own."""
    start, before = time.perf_counter(), _worked()
    process = subprocess.Popen(called, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
    peak, ticks = 0, 0
    while process.poll() is None:
        with suppress(OSError, IndexError):
            status = _said(process.pid, "status")
            peak = max([peak, *(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))])
            # Behind the name of the program, which may have blanks and brackets in it.
            ticks = max(ticks, sum(map(int, _said(process.pid, "stat").rpartition(")")[2].split()[11:13])))
        time.sleep(_GLANCE)
    own = ticks / os.sysconf("SC_CLK_TCK")
    return Timed(time.perf_counter() - start, _worked() - before, own, peak / 1024)


def _said(process: int, name: str) -> str:
    return Path(f"/proc/{process}/{name}").read_text(encoding="ascii", errors="replace")


def _worked() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
