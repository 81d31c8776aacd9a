"""A collection at scale: `python -m benchmarks.collection [DOCUMENTS]`, 5,000 unless told otherwise. It takes some minutes.

Prints documents per second with one and two processes, on the clock and reckoned from the time of processors, which other work on the
machine does not change; the peak memory of the process that writes the store, without its workers; a run over an unchanged collection
against the first; its disclosures held against each other; and a run that is killed in the middle and taken up, whose data sets must be
the same bytes. The documents are made up (`benchmarks.generated`). Needs Linux, which tells the peak of a process of its own.
"""

from __future__ import annotations

import os
import signal
import subprocess
import time
from functools import partial
from pathlib import Path

from benchmarks.__main__ import ROOT
from benchmarks.generated import accounts, texts_of
from benchmarks.runs import Timed, collecting, command, over_documents, timed, write_all

YEARS = 5
SOME, TURNS = 200, 3
"""Documents by which one process is held against two, and how often, in turn: the least time of each counts."""
MOST_MEMORY = 400
LEAST_SPEEDUP, LEAST_RATIO, MOST_ACROSS = 1.8, 50, 60
_GLANCE = 0.05
_SETTLED = 3.0
"""Seconds after which a file's time tells whether it has changed."""


def measure(scratch: Path, count: int) -> None:
    """Print all figures over so many documents."""
    some, every = scratch / "some", scratch / "every"
    write_all(some, texts_of(accounts(SOME // YEARS, YEARS)))
    write_all(every, texts_of(accounts(count // YEARS, YEARS)))
    time.sleep(_SETTLED)
    one, two = in_turn(some, scratch)
    print(f"{SOME / one.seconds:8.1f} documents a second with one process, {SOME / two.seconds:.1f} with two")
    limit = f"(at least {LEAST_SPEEDUP} x)  two processes against one, {SOME} documents"
    print(f"{one.seconds / two.seconds:8.2f} x  {limit}")
    print(f"{one.worked / two.shared_by(2):8.2f} x  {limit}, reckoned from processor times")
    store = scratch / "store"
    first = timed(collecting(every, store, "-j", "2"))
    rate = f"{count / first.seconds:.1f} a second, {first.worked / count * 1000:.0f} ms of a processor each"
    print(f"{first.seconds:8.1f} s   {count} documents with two processes, {rate}")
    print(f"{first.peak:8.0f} MB  (at most {MOST_MEMORY} MB)  peak of the process that writes the store")
    size = sum(file.stat().st_size for file in store.rglob("*.parquet"))
    print(f"{size / count / 1024:8.1f} KB  of a document in the store, {size / 2**20:.0f} MB in all")
    again = timed(collecting(every, store, "-j", "2"))
    ratios = f"{again.seconds:.2f} s, of a processor {first.worked / again.worked:.0f} x"
    print(f"{first.seconds / again.seconds:8.0f} x  (at least {LEAST_RATIO} x)  a run over the same again, in {ratios}")
    across = timed(command("across", str(store), "-f", f"json={scratch}/across.json"))
    held = f"{count // YEARS} bodies x {YEARS} years held against each other, {across.worked:.1f} s of a processor"
    print(f"{across.seconds:8.1f} s   (at most {MOST_ACROSS} s)  {held}, {across.peak:.0f} MB")
    killed = scratch / "killed"
    done = kill_in_the_middle(every, killed, count // 2)
    rest = timed(collecting(every, killed, "-j", "2")).seconds
    same = data_sets(store) == data_sets(killed)
    print(f"{rest:8.1f} s   after a kill at {done} documents; the same bytes: {'yes' if same else 'NO'}")


def in_turn(documents: Path, scratch: Path) -> tuple[Timed, Timed]:
    """The quickest run with one process and the quickest with two, taken in turn."""
    times: dict[str, list[Timed]] = {"1": [], "2": []}
    for turn in range(TURNS):
        for jobs, taken in times.items():
            taken.append(timed(collecting(documents, scratch / f"store-{jobs}-{turn}", "-j", jobs)))
    return min(times["1"]), min(times["2"])


def kill_in_the_middle(documents: Path, store: Path, after: int) -> int:
    """Kill a run once so many documents are kept; gives how many are."""
    process = subprocess.Popen(collecting(documents, store, "-j", "2"), cwd=ROOT, stderr=subprocess.DEVNULL)
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


main = partial(over_documents, measure, 5000)

if __name__ == "__main__":
    main()
