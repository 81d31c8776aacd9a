"""The page of an overview in a real browser: lists are sorted and searched, bodies and verdicts lead to their documents."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from auditor.reports.overview import render
from auditor.reports.overview.chapters import chapters_of
from auditor.reports.overview.links import Links
from auditor.reports.overview.model import (
    BodyLine,
    DocumentLine,
    Listed,
    Matrix,
    MatrixCell,
    Overview,
    Totals,
    YearLine,
)
from auditor.reports.overview.tables import Names
from auditor.reports.standing import Standing

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

BROWSER = shutil.which("chromium")
pytestmark = [
    pytest.mark.skipif(BROWSER is None, reason="Chromium is not installed (Debian: apt-get install chromium)"),
    pytest.mark.skipif(find_spec("playwright") is None, reason="playwright is not installed (pip install playwright)"),
]
BODIES = ("甲局", "乙局")


def document(number: int) -> DocumentLine:
    """Those of 甲局 have an error each."""
    body = BODIES[number % 2]
    errors = 1 - number % 2
    standing: Standing = "errors" if errors else "clean"
    return DocumentLine(
        str(number), str(number), f"{number}.txt", f"文件{number}", body, 2020 + number, "x", standing, errors, 0, 0,
        number, 20, None,
    )  # fmt: skip


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    documents = [document(number) for number in range(12)]
    overview = Overview(
        "store",
        Totals(12, 240, 66, 174, 0, 0, 6, 0, 0, 0),
        {"errors": 6, "clean": 6},
        Listed([BodyLine(name, 6, 2020, 2031, 0, 6 - 6 * at, 0, 0, 0, 33, 120) for at, name in enumerate(BODIES)], 2),
        Matrix(["R"], ["甲局"], [MatrixCell("R", "甲局", 6, "error", None, None)]),
        [YearLine(2020 + number, 1, 1 - number % 2, 0, 0, 0, number, 20) for number in range(12)],
        Listed(documents, 12),
        (),
        Listed(),
        Listed(),
    )
    page = tmp_path_factory.mktemp("overview") / "overview.html"
    page.write_bytes(b"".join(render(chapters_of(overview, Names({}, {}), "zh"), "html", "zh", Links())))
    return page


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser, file: Path) -> Iterator[Page]:
    """The page, opened; whatever it complains of fails the test."""
    opened = browser.new_page(viewport={"width": 1440, "height": 900})
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.goto(file.as_uri())
    yield opened
    opened.close()
    assert said == []


def seen(page: Page, selector: str) -> list[str]:
    return [text.strip() for text in page.locator(selector).all_inner_texts()]


def test_lists_are_sorted_by_what_their_columns_are(page: Page) -> None:
    page.locator("#documents thead [value=error]").click()
    assert seen(page, "#documents tbody .error") == ["1"] * 6 + ["0"] * 6
    page.locator("#documents thead [value=share]").click()
    assert seen(page, "#documents tbody .share small")[0] == "0 / 20"
    page.locator("#documents thead [value=share]").click()
    assert seen(page, "#documents tbody .share small")[0] == "11 / 20"
    assert page.locator("#documents [aria-sort]").count() == 1
    assert page.locator("#bodies [aria-sort]").count() == 0


def test_lists_are_searched_each_for_itself(page: Page) -> None:
    page.locator("#find-documents").fill("文件1")
    assert page.locator("#documents tbody tr:visible").count() == 3
    assert page.locator("#bodies tbody tr:visible").count() == 2
    assert "3 / 12" in page.locator("#said").inner_text()


def test_bodies_and_verdicts_lead_to_their_documents(page: Page) -> None:
    page.locator("#bodies tbody a", has_text="乙局").click()
    assert page.locator("#documents tbody tr:visible").count() == 6
    assert page.evaluate("document.activeElement.id") == "find-documents"
    page.locator("#summary .verdicts a", has_text="不通过").click()
    assert set(seen(page, "#documents tbody tr:visible .error")) == {"1"}
    page.locator("#matrix tbody a").click()
    assert page.locator("#documents tbody tr:visible").count() == 6


def test_no_part_of_the_page_is_wider_than_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_plots_say_what_they_show(page: Page) -> None:
    label = page.locator(".charts svg").first.get_attribute("aria-label")
    assert label is not None
    assert "2020 1" in label


def test_without_the_script_everything_is_there(browser: Browser, file: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(file.as_uri())
    assert opened.locator("#documents tbody tr:visible").count() == 12
    assert not opened.locator("#find-documents").is_visible()
    context.close()
