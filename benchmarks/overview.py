"""The overview of a store: `python -m benchmarks.overview [DOCUMENTS]`, 1,000 unless told otherwise. It takes some minutes.

Prints how long `auditor overview` takes over made-up accounts (`benchmarks.generated`), a third of which have an error, with the
peak of its memory and the size of each format; and how long the page takes in a browser to open, to be sorted and to be searched.
Needs Linux, Chromium and the package playwright.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from benchmarks.__main__ import ROOT
from benchmarks.generated import Account, accounts, texts_of
from benchmarks.generated.common import amount
from benchmarks.page import FLAGS, RUNS
from benchmarks.page import timed as timed_in_browser
from benchmarks.runs import collecting, command, over_documents, timed, write_all

YEARS = 5
MOST_SECONDS = 2.0
EVERY = 3
"""One of so many accounts has an error."""


def measure(scratch: Path, count: int) -> None:
    """Print all figures over so many documents."""
    write_all(scratch / "documents", texts(accounts(count // YEARS, YEARS)))
    store, page = scratch / "store", scratch / "overview.html"
    subprocess.run(collecting(scratch / "documents", store, "-j", "2"), cwd=ROOT, check=True)
    for name, *options in (("html",), ("xlsx",), ("md",), ("html", "--since", str(store)), ("html", "--together")):
        made = page.with_suffix(f".{name}")
        taken = timed(command("overview", str(store), "-f", f"{name}={made}", *options))
        told = f"{' '.join((name, *options[:1]))} of {count} documents ({made.stat().st_size / 1e6:.1f} MB)"
        print(f"{taken.seconds:8.1f} s   {taken.worked:5.1f} s of a processor, {taken.peak:5.0f} MB  {told}")
    in_browser(page)


def texts(every: Iterable[Account]) -> Iterator[tuple[str, str]]:
    """The names and texts of accounts; in some of them a number of the last table is another."""
    known = list(every)
    for number, (account, (name, text)) in enumerate(zip(known, texts_of(known), strict=True)):
        total = f"{amount(account.travel.total)}\t"
        wrong = f"{amount(account.travel.total + 100)}\t"
        yield name, text.replace(total, wrong, 1) if number % EVERY == 0 else text


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
                least[name] = min(timed_in_browser(page, act), least.get(name, float("inf")))
            page.close()
        browser.close()
    for name, taken in least.items():
        limit = f"  (at most {MOST_SECONDS * 1000:.0f} ms)" if name == "open" else ""
        print(f"{taken:8.0f} ms{limit}  {name}")


main = partial(over_documents, measure, 1000)

if __name__ == "__main__":
    main()
