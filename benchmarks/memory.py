"""Peak memory of a run over many small documents, and over twice as many: `python -m benchmarks.memory [DOCUMENTS]`.

It is that of the process that puts the records together and writes the reports, without its workers; it must hardly grow. Needs
Linux, which tells the peak of a process of its own.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from benchmarks.__main__ import ROOT

SAMPLE = ROOT / "sample_reports" / "final-faulty-cells.txt"
FORMATS = ("json", "ndjson", "compact", "csv", "junit", "sarif", "gitlab", "markdown", "html")
_GLANCE = 0.05


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch, "documents")
        folder.mkdir()
        text, peaks = SAMPLE.read_text(encoding="utf-8"), []
        for number in range(2 * count):
            (folder / f"{number:05}.txt").write_text(f"{text}\n{number}\n", encoding="utf-8")
            if number + 1 in (count, 2 * count):
                outputs = [word for name in FORMATS for word in ("--format", f"{name}={scratch}/{name}")]
                peaks.append(peak_of("check", str(folder), "-q", "--no-config", *outputs))
                print(f"{peaks[-1]:8.0f} MB  check {number + 1} documents, {len(FORMATS)} formats")
                report = peak_of("report", f"{scratch}/json", "-q", "--format", f"csv={scratch}/csv")
                size = Path(scratch, "json").stat().st_size / 2**20
                print(f"{report:8.0f} MB  report of their JSON of {size:.0f} MB")
        print(f"{peaks[1] / peaks[0]:8.2f} x  (at most 1.3 x)  twice as many documents")


def peak_of(*arguments: str) -> float:
    """The peak of the resident memory of one run of the auditor, in MB; output thrown away."""
    process = subprocess.Popen(
        [sys.executable, "-m", "auditor", *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT
    )
    return peak_while(process)


def peak_while(process: subprocess.Popen[bytes]) -> float:
    """The peak of the resident memory of a process until it ends, in MB."""
    peak = 0
    while process.poll() is None:
        with suppress(OSError):
            status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii", errors="replace")
            peak = max([peak, *(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))])
        time.sleep(_GLANCE)
    return peak / 1024


if __name__ == "__main__":
    main()
