"""A collection at scale: `python -m benchmarks.collection [DOCUMENTS]`, 5,000 unless told otherwise. It takes some minutes.

Prints documents per second with one and two processes; the peak memory of the process that writes the store, without its workers;
a run over an unchanged collection against the first; and a run that is killed in the middle and taken up, whose data sets must be
the same bytes. The documents are made up (`benchmarks.generated`). Needs Linux, which tells the peak of a process of its own.
"""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from benchmarks.__main__ import ROOT
from benchmarks.generated import accounts, write_all
from benchmarks.memory import peak_while

YEARS = 5
SOME, TURNS = 200, 3
"""Documents by which one process is held against two, and how often, in turn: the least time of each counts."""
MOST_MEMORY = 400
LEAST_SPEEDUP, LEAST_RATIO = 1.8, 50
_GLANCE = 0.05
_SETTLED = 3.0
"""Seconds after which a file's time tells whether it has changed."""


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    with tempfile.TemporaryDirectory() as scratch:
        measure(Path(scratch), count)


def measure(scratch: Path, count: int) -> None:
    """Print all figures over so many documents."""
    some, every = scratch / "some", scratch / "every"
    write_all(some, accounts(SOME // YEARS, YEARS))
    write_all(every, accounts(count // YEARS, YEARS))
    time.sleep(_SETTLED)
    one, two = in_turn(some, scratch)
    print(f"{SOME / one:8.1f} documents a second with one process, {SOME / two:.1f} with two")
    print(f"{one / two:8.2f} x  (at least {LEAST_SPEEDUP} x)  two processes against one, {SOME} documents")
    store = scratch / "store"
    first = timed(every, store, "-j", "2")
    rate = f"{count / first.seconds:.1f} a second, {first.worked / count * 1000:.0f} ms of a processor each"
    print(f"{first.seconds:8.1f} s   {count} documents with two processes, {rate}")
    print(f"{first.peak:8.0f} MB  (at most {MOST_MEMORY} MB)  peak of the process that writes the store")
    size = sum(file.stat().st_size for file in store.rglob("*.parquet"))
    print(f"{size / count / 1024:8.1f} KB  of a document in the store, {size / 2**20:.0f} MB in all")
    again = timed(every, store, "-j", "2").seconds
    ratio = first.seconds / again
    print(f"{ratio:8.0f} x  (at least {LEAST_RATIO} x)  a run over the same again, in {again:.2f} s")
    killed = scratch / "killed"
    done = kill_in_the_middle(every, killed, count // 2)
    rest = timed(every, killed, "-j", "2").seconds
    same = data_sets(store) == data_sets(killed)
    print(f"{rest:8.1f} s   after a kill at {done} documents; the same bytes: {'yes' if same else 'NO'}")


def in_turn(documents: Path, scratch: Path) -> tuple[float, float]:
    """The least seconds of a run with one process and of one with two, in turn."""
    times: dict[str, list[float]] = {"1": [], "2": []}
    for turn in range(TURNS):
        for jobs, taken in times.items():
            taken.append(timed(documents, scratch / f"store-{jobs}-{turn}", "-j", jobs).seconds)
    return min(times["1"]), min(times["2"])


def command(documents: Path, store: Path, *options: str) -> list[str]:
    return [
        sys.executable,
        "-m",
        "auditor",
        "collect",
        str(documents),
        "--to",
        str(store),
        "-q",
        "--no-config",
        "--no-cache",
        *options,
    ]


class Timed(NamedTuple):
    """One run: seconds on the clock, seconds of processors in all its processes, the peak of the memory of its first process in MB."""

    seconds: float
    worked: float
    peak: float


def timed(documents: Path, store: Path, *options: str) -> Timed:
    """What a run takes."""
    start, before = time.perf_counter(), _worked()
    peak = peak_while(subprocess.Popen(command(documents, store, *options), cwd=ROOT))
    return Timed(time.perf_counter() - start, _worked() - before, peak)


def _worked() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def kill_in_the_middle(documents: Path, store: Path, after: int) -> int:
    """Kill a run once so many documents are kept; gives how many are."""
    process = subprocess.Popen(command(documents, store, "-j", "2"), cwd=ROOT, stderr=subprocess.DEVNULL)
    while process.poll() is None and kept(store) < after:
        time.sleep(_GLANCE * 10)
    process.send_signal(signal.SIGKILL)
    process.wait()
    return kept(store)


def kept(store: Path) -> int:
    """The documents that are finished and not yet in the data sets."""
    return sum(len(files) for _, _, files in os.walk(store / "parts"))


def data_sets(store: Path) -> dict[str, bytes]:
    """The files of a store but that of the sources, which has times."""
    files = (file for file in store.rglob("*.parquet") if file.parent.name != "sources")
    return {file.relative_to(store).as_posix(): file.read_bytes() for file in files}


if __name__ == "__main__":
    main()
