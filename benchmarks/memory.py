"""Peak memory of a run over many small documents, and over twice as many: `python -m benchmarks.memory [DOCUMENTS]`.

It is that of the process that puts the records together and writes the reports, without its workers; it must hardly grow. Needs
Linux, which tells the peak of a process of its own.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from benchmarks.__main__ import ROOT
from benchmarks.runs import AUDITOR, command, over_documents, timed

SAMPLE = ROOT / "sample_reports" / "final-faulty-cells.txt"
FORMATS = ("json", "ndjson", "compact", "csv", "junit", "sarif", "gitlab", "markdown", "html")


def measure(scratch: Path, count: int) -> None:
    """Print the peaks over so many documents."""
    folder = scratch / "documents"
    folder.mkdir()
    text, peaks = SAMPLE.read_text(encoding="utf-8"), []
    for number in range(2 * count):
        (folder / f"{number:05}.txt").write_text(f"{text}\n{number}\n", encoding="utf-8")
        if number + 1 in (count, 2 * count):
            outputs = [word for name in FORMATS for word in ("--format", f"{name}={scratch}/{name}")]
            peaks.append(timed(command("check", str(folder), *outputs)).peak)
            print(f"{peaks[-1]:8.0f} MB  check {number + 1} documents, {len(FORMATS)} formats")
            report = timed([*AUDITOR, "report", f"{scratch}/json", "-q", "--format", f"csv={scratch}/csv"]).peak
            size = (scratch / "json").stat().st_size / 2**20
            print(f"{report:8.0f} MB  report of their JSON of {size:.0f} MB")
    print(f"{peaks[1] / peaks[0]:8.2f} x  (at most 1.3 x)  twice as many documents")


main = partial(over_documents, measure, 500)

if __name__ == "__main__":
    main()
