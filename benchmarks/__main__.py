"""Times the auditor from the command line as ratios within one run: start-up, a folder of documents, several at a time, read before,
growth with length, memory, reading prose, and reading PDF, Word and Excel beside the usual libraries.

    python -m benchmarks [FOLDER]

FOLDER holds the disclosures to time (by default the real ones beside the checkout, else sample_reports/). Times are the
least of several runs in turn with what they are held against, so that a slow moment of the machine falls on both.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks import prose
from benchmarks.reading import measure

ROOT = Path(__file__).parent.parent
REAL = ROOT.parent / "shared" / "corpus" / "disclosures"
FORMATS = REAL.parent / "formats"
RUNS = 7
COPIES = (1, 10, 100)
MANY = 40


def seconds(*command: str) -> float:
    """The wall time of one process, output thrown away."""
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, cwd=ROOT)
    return time.perf_counter() - start


def in_turn(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[float, float]:
    """The least time of each of two commands, run in turn after a warm-up."""
    seconds(*one)
    seconds(*other)
    times = [(seconds(*one), seconds(*other)) for _ in range(RUNS)]
    return min(first for first, _ in times), min(second for _, second in times)


def report(name: str, measured: float, against: float, limit: float, held_against: str) -> None:
    print(
        f"{measured * 1000:8.0f} ms  {measured / against:5.2f} x  (at most {limit:.1f} x)  {name}, against {held_against}"
    )


def main() -> None:
    python = sys.executable
    auditor = (python, "-m", "auditor")
    folder = sys.argv[1] if len(sys.argv) > 1 else str(REAL if REAL.is_dir() else ROOT / "sample_reports")

    click = (python, "-c", "import click")
    report("auditor --version", *in_turn((*auditor, "--version"), click), 1.5, "import click")

    libraries = (python, "-c", "import click, rich.console, pydantic")
    check = (*auditor, "check", folder, "--format", "json")
    report(
        f"auditor check {Path(folder).name}", *in_turn(check, libraries), 3.0, "import click, rich.console, pydantic"
    )

    many(auditor)
    growth(auditor, Path(folder))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / (1 if sys.platform == "darwin" else 1024)
    print(f"{peak:8.0f} MB  peak memory of the largest process")
    prose.measure(ROOT / "sample_reports")
    measure(FORMATS if FORMATS.is_dir() else ROOT / "sample_reports" / "formats")


def many(auditor: tuple[str, ...]) -> None:
    """A folder of many documents, two at a time against one at a time, and read before against read anew."""
    files = sorted((ROOT / "sample_reports" / "formats").iterdir())
    with tempfile.TemporaryDirectory() as scratch:
        for number in range(MANY):
            file = files[number % len(files)]
            (Path(scratch) / f"{number:02}{file.suffix}").write_bytes(file.read_bytes())
        check = (*auditor, "check", scratch, "--format", "json")
        one, two = (*check, "--no-cache", "-j", "1"), (*check, "--no-cache", "-j", "2")
        report(f"{MANY} documents with -j 2", *in_turn(two, one), 0.8, f"-j 1, on {os.cpu_count()} cores")
        kept = (*check, "-j", "1")
        report(f"{MANY} documents read before", *in_turn(kept, one), 0.8, "read anew")
        documents = [Path(scratch) / f"{number:02}{files[number].suffix}" for number in range(len(files))]
        recalled(next(file for file in documents if file.suffix == ".pdf"))


def recalled(pdf: Path) -> None:
    """A PDF as it was read before, against reading it, in one process."""
    from auditor.documents import read_document
    from auditor.runs.cache import read_through

    def timed(call: Callable[[], object]) -> float:
        start = time.perf_counter()
        call()
        return time.perf_counter() - start

    read_through(pdf, read_document)
    times = [(timed(lambda: read_through(pdf, read_document)), timed(lambda: read_document(pdf))) for _ in range(RUNS)]
    report("a PDF read before", min(kept for kept, _ in times), min(anew for _, anew in times), 0.2, "read anew")


def growth(auditor: tuple[str, ...], folder: Path) -> None:
    """The longest document repeated: what each copy costs beyond starting the process."""
    longest = max((file for file in folder.iterdir() if file.suffix == ".txt"), key=lambda file: file.stat().st_size)
    content = longest.read_bytes()
    start, _ = in_turn((*auditor, "rules"), (sys.executable, "-c", ""))
    with tempfile.TemporaryDirectory() as scratch:
        for copies in COPIES:
            file = Path(scratch) / f"{copies}.txt"
            file.write_bytes((content + os.linesep.encode()) * copies)
            took = min(
                seconds(*auditor, "check", str(file), "--format", "json") for _ in range(3 if copies < 100 else 1)
            )
            each = (took - start) / copies
            print(
                f"{took * 1000:8.0f} ms  {each * 1000:5.0f} ms a copy  {longest.name} x {copies} ({len(content) * copies // 1024} KB)"
            )


if __name__ == "__main__":
    main()
