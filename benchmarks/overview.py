"""The overview of a store: `python -m benchmarks.overview [DOCUMENTS]`, 1,000 unless told otherwise. It takes some minutes.

Prints how long `auditor overview` takes over made-up accounts (`benchmarks.generated`), a third of which have an error, with the
peak of its memory and the size of each format; and how long the page takes in a browser to open, to be sorted and to be searched.
Needs Linux, Chromium and the package playwright.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from benchmarks.__main__ import ROOT
from benchmarks.collection import command
from benchmarks.generated import Account, accounts, text_of
from benchmarks.memory import peak_while
from benchmarks.page import FLAGS, RUNS, timed

YEARS = 5
MOST_SECONDS = 2.0
EVERY = 3
"""One of so many accounts has an error."""


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as scratch:
        measure(Path(scratch), count)


def measure(scratch: Path, count: int) -> None:
    """Print all figures over so many documents."""
    for name, text in texts(accounts(count // YEARS, YEARS)):
        file = scratch / "documents" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    store, page = scratch / "store", scratch / "overview.html"
    subprocess.run(command(scratch / "documents", store, "-j", "2"), cwd=ROOT, check=True)
    for name, *options in (("html",), ("xlsx",), ("md",), ("html", "--since", str(store)), ("html", "--together")):
        made = page.with_suffix(f".{name}")
        called = [sys.executable, "-m", "auditor", "overview", str(store), "-q", "--no-config", "-f", f"{name}={made}"]
        start = time.perf_counter()
        peak = peak_while(subprocess.Popen([*called, *options], cwd=ROOT))
        seconds, size = time.perf_counter() - start, made.stat().st_size / 1e6
        print(
            f"{seconds:8.1f} s   {peak:5.0f} MB  {' '.join((name, *options[:1]))} of {count} documents ({size:.1f} MB)"
        )
    in_browser(page)


def texts(every: Iterator[Account]) -> Iterator[tuple[str, str]]:
    """The names and texts of accounts; in some of them a number of the last table is another."""
    for number, account in enumerate(every):
        text = text_of(account)
        total = f"{account.travel.total / 100:.2f}\t"
        yield (
            account.name,
            text.replace(total, f"{account.travel.total / 100 + 1:.2f}\t", 1) if number % EVERY == 0 else text,
        )


def in_browser(file: Path) -> None:
    """Print how long the page takes for what readers do with it, the least of some runs."""
    from playwright.sync_api import sync_playwright

    least: dict[str, float] = {}
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for _ in range(RUNS):
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            acts: dict[str, Callable[[], object]] = {
                "open": partial(page.goto, file.as_uri()),
                "sort documents": partial(page.evaluate, "document.querySelector('#documents [value=error]').click()"),
                "search documents": partial(page.fill, "#find-documents", "松岭"),
            }
            for name, act in acts.items():
                least[name] = min(timed(page, act), least.get(name, float("inf")))
            page.close()
        browser.close()
    for name, taken in least.items():
        limit = f"  (at most {MOST_SECONDS * 1000:.0f} ms)" if name == "open" else ""
        print(f"{taken:8.0f} ms{limit}  {name}")


if __name__ == "__main__":
    main()
