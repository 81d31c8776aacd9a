"""Times the auditor from the command line as ratios within one run: start-up, a folder of documents, growth with length, memory,
and reading PDF, Word and Excel beside the usual libraries.

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
from pathlib import Path

from benchmarks.reading import measure

ROOT = Path(__file__).parent.parent
REAL = ROOT.parent / "shared" / "corpus" / "disclosures"
FORMATS = REAL.parent / "formats"
RUNS = 7
COPIES = (1, 10, 100)


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

    growth(auditor, Path(folder))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / (1 if sys.platform == "darwin" else 1024)
    print(f"{peak:8.0f} MB  peak memory of the largest process")
    measure(FORMATS if FORMATS.is_dir() else ROOT / "sample_reports" / "formats")


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
