"""Times the opening of an HTML report of thousands of findings in a browser: `python -m benchmarks.page [FINDINGS]`.

The record is made here, so that nothing but the page is timed: every finding is a sum of three figures in a table of one row
each, and as many figures stand beside them that tie. Needs Chromium and the package playwright.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.records.build import summarise
from auditor.records.choices import SEVERITIES
from auditor.records.model import FindingRecord, RunRecord, TermRecord, TextRecord, VerdictRecord
from auditor.reports import render

if TYPE_CHECKING:
    from playwright.sync_api import Page

RUNS = 3
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
DRAWN = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
ROW = ("1,234.50", "1,000.00", "234.56")


def main() -> None:
    from playwright.sync_api import sync_playwright

    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    start = time.perf_counter()
    page = render(run_of_many(count), "html")
    print(
        f"{(time.perf_counter() - start) * 1000:8.0f} ms  render {count} findings ({len(page.encode()) / 1e6:.1f} MB)"
    )
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        file = Path(folder) / "page.html"
        file.write_text(page, encoding="utf-8")
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for _ in range(RUNS):
            opened = browser.new_page(viewport={"width": 1440, "height": 900})
            acts: dict[str, Callable[[], object]] = {"open": partial(opened.goto, file.as_uri())}
            acts |= {f"key {key}": partial(opened.keyboard.press, key) for key in "jf/"}
            acts["search"] = partial(opened.keyboard.insert_text, ROW[0])
            for name, act in acts.items():
                print(f"{timed(opened, act):8.0f} ms  {name}")
            opened.close()
        browser.close()


def timed(page: Page, act: Callable[[], object]) -> float:
    """Milliseconds until what was done is drawn."""
    start = time.perf_counter()
    act()
    page.evaluate(DRAWN)
    return (time.perf_counter() - start) * 1000


def run_of_many(count: int) -> RunRecord:
    """A run of one document with so many findings and twice as many rows."""
    verdicts = [verdict(number, number < count) for number in range(2 * count)]
    run: RunRecord = {
        "schema": 1,
        "tool": {"name": "auditor", "version": "0"},
        "documents": [
            {
                "path": "many.txt",
                "status": "audited",
                "language": "en",
                "format": "txt",
                "encoding": "utf-8",
                "sha256": "0" * 64,
                "complete": True,
                "verdicts": verdicts,
                "findings": [finding(number) for number in range(count)],
                "checks": {"decided": 2 * count, "holding": count, "undecided": {}},
                "coverage": {
                    "figures": 6 * count,
                    "checked": 6 * count,
                    "unrelated": 0,
                    "excluded": 0,
                    "unread": 0,
                    "excluded_for": {},
                    "unchecked": [],
                },
                "gaps": [],
                "notices": [],
                "content": [{"kind": "table", "rows": [row(number) for number in range(2 * count)]}],
            }
        ],
        "summary": {"documents": 1, "errors": 0, "warnings": 0, "notes": 0, "complete": True},
    }
    summarise(run)
    return run


def row(number: int) -> list[TextRecord]:
    return [
        {"text": text, "at": [[0, number + 1, 20 * place + 1]]} for place, text in enumerate((f"item {number}", *ROW))
    ]


def verdict(number: int, is_broken: bool) -> VerdictRecord:
    return {
        "rule": f"RU-{number % 7}",
        "catalogue": [],
        "kind": "rollup",
        "outcome": "inconsistent" if is_broken else "rounding",
        "severity": "error",
        "relation": "within-table",
        "terms": [term(number, place) for place in range(len(ROW))],
        "expected": "1234.56",
        "difference": "-0.06",
        "allowance": "0.015",
        "reason": None,
    }


def term(number: int, place: int) -> TermRecord:
    column = 20 * (place + 1) + 1
    return {
        "role": "part" if place else "whole",
        "sign": -1 if place else 1,
        "label": f"item {number}",
        "printed": ROW[place],
        "value": ROW[place].replace(",", ""),
        "unit": "CNY",
        "state": "printed",
        "location": {
            "page": None,
            "line": number + 1,
            "column": column,
            "end_column": column + len(ROW[place]),
            "cell": None,
            "bbox": None,
        },
    }


def finding(number: int) -> FindingRecord:
    said = f"“item {number}” at line {number + 1} reads 1,234.50; the 2 items listed make 1234.56, off by -0.06"
    return {
        "id": f"{number:04}-MANY",
        "rule": f"RU-{number % 7}",
        "catalogue": [],
        "severity": SEVERITIES[number % 3],
        "message": said,
        "verdicts": [number],
        "line": number + 1,
    }


if __name__ == "__main__":
    main()
