"""The page of HTML in a real browser: selection, figures, search, filters, keys, print, and no word to anyone outside."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import unicodedata
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pypdf
import pytest

from auditor.records import Outcome, RunRecord, run_of
from auditor.reports import render, render_folder
from tests.conftest import ROOT, FileAudit
from tests.reports.conftest import pictures_for

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

BROWSER = shutil.which("chromium")


def _has_chinese_font() -> bool:
    """Whether a printed page can have the characters of the report; without fontconfig nobody knows."""
    lister = shutil.which("fc-list")
    return lister is None or bool(subprocess.run([lister, ":lang=zh"], capture_output=True, check=False).stdout.strip())


HAS_DRIVER = find_spec("playwright") is not None
pytestmark = [
    pytest.mark.skipif(BROWSER is None, reason="Chromium is not installed (Debian: apt-get install chromium)"),
    pytest.mark.skipif(not _has_chinese_font(), reason="there is no Chinese font (Debian: fonts-wqy-microhei)"),
    pytest.mark.skipif(not HAS_DRIVER, reason="playwright is not installed (pip install playwright)"),
]
FLAGS = """--disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update
    --disable-sync""".split()
NARRATIVE = ROOT / "sample_reports" / "final-faulty-narrative.txt"
TABLES = ROOT / "sample_reports" / "budget-faulty-tabs.txt"
PDF = ROOT / "sample_reports" / "formats" / "budget.pdf"
SLOWNESS = float(os.environ.get("AUDITOR_TEST_SLOWNESS", "2"))
"""By how much a machine that does other things beside may be slower than an idle one."""
Open = Callable[..., "Page"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    # A sandbox of its own needs what a process of root does not have.
    flags = FLAGS + (["--no-sandbox"] if os.geteuid() == 0 else [])
    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=BROWSER, args=flags)
        yield running
        running.close()


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Page]:
    """A page that tests use one after the other: to start one takes longer than most of them."""
    context = browser.new_context(reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory, audit_file: FileAudit) -> dict[str, Path]:
    """The page of one sample, that of three documents, and that of a PDF with pictures of its pages."""
    folder = tmp_path_factory.mktemp("pages")
    narrative, tables = (Outcome(file.name, audit_file(file)) for file in (NARRATIVE, TABLES))
    scan = Outcome("scan.pdf", error="no text", error_zh="没有文字")
    runs = {"one": [narrative], "several": [narrative, tables, scan]}
    for name, outcomes in runs.items():
        (folder / f"{name}.html").write_text(render(run_of(outcomes, "zh"), "html", "zh"), encoding="utf-8")
    audit = audit_file(PDF)
    page = render(run_of([Outcome(PDF.name, audit)], "zh"), "html", "zh", pictures=pictures_for(audit, PDF))
    (folder / "pdf.html").write_text(page, encoding="utf-8")
    pages = {name: folder / f"{name}.html" for name in runs}
    many = run_of([narrative, tables, scan], "zh")
    told = many["documents"]
    many["documents"] = [{**told[number % 3], "path": f"{number}/{told[number % 3]['path']}"} for number in range(200)]
    pages["many"] = folder / "many.html"
    pages["many"].write_text(render(many, "html", "zh"), encoding="utf-8")
    for name, pieces in render_folder(run_of([narrative, tables, scan], "zh"), "html", "zh"):
        (folder / "folder").mkdir(exist_ok=True)
        (folder / "folder" / name).write_bytes(b"".join(pieces))
    return {**pages, "pdf": folder / "pdf.html", "folder": folder / "folder" / "index.html"}


@pytest.fixture
def open_page(browser: Browser, window: Page, files: dict[str, Path]) -> Iterator[Open]:
    """Opens a page; at the end it has asked for nothing and complained of nothing."""
    contexts: list[BrowserContext] = []
    opened: list[Page] = []
    heard: list[str] = []
    listeners: dict[Any, Callable[[Any], None]] = {
        "console": lambda message: heard.append(message.text),
        "pageerror": lambda error: heard.append(str(error)),
        "dialog": lambda dialog: heard.append(dialog.message),
        "request": lambda request: None if _is_local(request.url) else heard.append(request.url),
    }

    def open_one(
        name: str | Path = "one", fragment: str = "", width: int = 1280, height: int = 800, **options: Any
    ) -> Page:
        page = another(**options) if options or opened else window
        opened.append(page)
        page.set_viewport_size({"width": width, "height": height})
        for event, listener in listeners.items():
            page.on(event, listener)
        page.goto(f"{_address(name)}{fragment}")
        return page

    def another(**options: Any) -> Page:
        contexts.append(browser.new_context(reduced_motion="reduce", **options))
        return contexts[-1].new_page()

    def _address(name: str | Path) -> str:
        return (files[name] if isinstance(name, str) else name).as_uri()

    def _is_local(url: str) -> bool:
        return url.startswith(("file:", "data:"))

    yield open_one
    for context in contexts:
        context.close()
    if window in opened:
        for event, listener in listeners.items():
            window.remove_listener(event, listener)
        window.goto("about:blank")
    assert heard == []


def texts(page: Page, selector: str) -> list[str]:
    return page.locator(selector).all_inner_texts()


def is_in_view(page: Page, selector: str) -> bool:
    within = (
        "element => { const box = element.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; }"
    )
    return bool(page.locator(selector).first.evaluate(within))


def identity(page: Page, number: int) -> str:
    return page.locator(".finding").nth(number).get_attribute("data-id") or ""


def test_the_first_screen_has_verdict_findings_and_a_marked_calculation(open_page: Open) -> None:
    page = open_page()
    for selector in (".standing", ".counts", ".relations", ".coverage", ".finding.selected .calc", ".f.on.named"):
        assert is_in_view(page, selector), selector


def test_selecting_a_finding_marks_its_operands_and_shows_where_it_stands(open_page: Open) -> None:
    page = open_page()
    card = page.locator(".finding").nth(2)
    card.locator("summary").first.click()
    amounts = card.locator(".calc").first.locator("tr:has(a) .amount").all_inner_texts()
    assert card.locator(".why").is_visible()
    assert sorted(page.locator(".text .f.on").evaluate_all("list => list.map(figure => figure.textContent)")) == sorted(
        amounts
    )
    assert is_in_view(page, ".f.on.named")
    assert page.evaluate("location.hash") == f"#{identity(page, 2)}"


def test_the_figures_of_a_sum_bear_their_signs(open_page: Open) -> None:
    page = open_page("several", "#d2")
    card = page.locator("#d2 .finding:has(> .why > .calc .sign:text-is('+'))").first
    card.locator("summary").first.click()
    marks = page.locator("#d2 .text .f.on").evaluate_all("list => list.map(figure => figure.dataset.mark)")
    assert "=" in marks
    assert set(marks) <= {"=", "+", "−"}
    assert len(marks) >= 2


def test_one_finding_is_selected_at_a_time_and_the_last_one_closes(open_page: Open) -> None:
    page = open_page()
    for number in (1, 2):
        page.locator(".finding > summary").nth(number).click()
    assert page.locator(".finding.selected").count() == page.locator(".finding[open]").count() == 1


def test_an_operand_of_the_calculation_leads_to_its_figure(open_page: Open) -> None:
    page = open_page("several", "#d2")
    page.locator("#d2 .finding > summary").last.click()
    link = page.locator("#d2 .finding.selected .why > .calc a").last
    page.locator("#d2 .source").evaluate("pane => pane.scrollTop = 0")
    link.click()
    assert is_in_view(page, link.get_attribute("href") or "")


def test_a_figure_shows_the_checks_it_is_part_of(open_page: Open) -> None:
    page = open_page()
    figure = page.locator(".text .f.wrong").last
    line = figure.evaluate("figure => figure.closest('[data-l]').dataset.l")
    figure.click()
    box = page.locator("#inspector")
    assert f"第{line}行的 {figure.evaluate('figure => figure.textContent')}" in box.locator("h2").inner_text()
    assert box.locator(".check").count() >= 1
    assert box.locator(".check").first.locator("tr").count() >= 2
    assert "不符" in box.locator(".check .outcome").first.inner_text()
    box.locator('a[href*="-"]').first.click()
    assert page.locator(".finding.selected").count() == 1
    assert not box.is_visible()


def test_a_figure_without_a_check_says_why(open_page: Open) -> None:
    page = open_page()
    page.locator(".text .f.unchecked").first.click()
    assert page.locator("#inspector .remark").first.inner_text() != ""


def test_a_blank_cell_shows_the_checks_it_is_part_of(open_page: Open) -> None:
    page = open_page("several", "#d2")
    page.locator("#d2 .text td:has(> .f:empty)").first.click()
    assert page.locator("#inspector .check").count() >= 1


def test_figures_are_walked_through_with_the_arrows(open_page: Open) -> None:
    page = open_page()
    page.locator(".source").focus()
    page.keyboard.press("ArrowRight")
    first = page.evaluate("document.activeElement.id")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.id") != first
    assert page.locator(".text .f[tabindex]").count() == 1
    assert page.evaluate("document.activeElement.getAttribute('aria-label')").endswith(
        ("相符", "不符", "涉及", "未核对")
    )
    second = page.evaluate("document.activeElement.id")
    page.keyboard.press("Enter")
    assert page.locator("#inspector").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#inspector").is_visible()
    assert page.evaluate("document.activeElement.id") == second


def test_keys_go_through_the_findings(open_page: Open) -> None:
    page = open_page()
    chosen = [identity(page, number) for number in (1, 2, 1)]
    for key, expected in zip("jjk", chosen, strict=True):
        page.keyboard.press(key)
        assert page.locator(".finding.selected").get_attribute("data-id") == expected
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_keys_filter_expand_and_explain_themselves(open_page: Open) -> None:
    page = open_page()
    page.keyboard.press("f")
    assert page.locator(".finding:visible").count() == page.locator(".finding.error").count() == 3
    page.keyboard.press("f")
    assert page.locator(".finding:visible").count() == 4
    page.keyboard.press("e")
    assert page.locator(".finding[open]").count() == 4
    page.keyboard.press("e")
    assert page.locator(".finding[open]").count() == 0
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("j")
    page.keyboard.press("Escape")
    assert not page.locator("#help").is_visible()
    assert page.locator(".finding.selected").get_attribute("data-id") == identity(page, 0)


def test_keys_go_through_documents_and_tables(open_page: Open) -> None:
    page = open_page("several")
    assert page.locator("#documents").is_visible()
    page.keyboard.press("]")
    page.keyboard.press("]")
    assert [page.locator(f"#d{number}").is_visible() for number in (1, 2, 3)] == [False, True, False]
    pane = page.locator("#d2 .source")
    page.keyboard.press("n")
    first = pane.evaluate("pane => pane.scrollTop")
    page.keyboard.press("n")
    assert pane.evaluate("pane => pane.scrollTop") > first > 0
    page.keyboard.press("p")
    assert pane.evaluate("pane => pane.scrollTop") < first + 1
    for _ in range(2):
        page.keyboard.press("[")
    assert page.locator("#documents").is_visible()


def test_the_identity_of_a_finding_is_copied(open_page: Open) -> None:
    page = open_page()
    page.keyboard.press("j")
    page.keyboard.press("c")
    page.wait_for_function("document.querySelector('#said').textContent !== ''")
    assert identity(page, 1) in page.locator("#said").inner_text()


def test_no_key_acts_while_something_is_typed_or_composed(open_page: Open) -> None:
    page = open_page()
    before = page.locator(".finding.selected").get_attribute("data-id")
    page.keyboard.press("/")
    page.keyboard.type("jf?")
    assert page.locator("#query").input_value() == "jf?"
    assert not page.locator("#help").is_visible()
    page.locator("#query").fill("")
    page.evaluate("document.activeElement.blur()")
    page.evaluate(
        "for (const options of [{isComposing: true}, {keyCode: 229}, {ctrlKey: true}])"
        " document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'j', bubbles: true, ...options}))"
    )
    assert page.locator(".finding.selected").get_attribute("data-id") == before


@pytest.mark.parametrize("query", ["427.98", "４２７．９８", "4,27.98", " 427.98 ", "4，27.98"])
def test_search_ignores_commas_and_width(query: str, open_page: Open) -> None:
    page = open_page()
    page.keyboard.press("/")
    page.keyboard.insert_text(query)
    assert page.locator(".finding:visible").count() == 1
    assert texts(page, "#matches") == ["原文 1 / 1 处"]
    assert is_in_view(page, ".text .f:text-is('427.98')")


def test_search_finds_what_a_figure_divides(open_page: Open) -> None:
    page = open_page()
    page.keyboard.press("/")
    page.keyboard.insert_text("占50.15%")
    assert texts(page, "#matches") == ["原文 1 / 1 处"]
    found = "[...CSS.highlights.get('find')].map(range => range.toString())"
    assert page.evaluate(found) == ["占50.15%"]


def test_a_search_without_result_says_so(open_page: Open) -> None:
    page = open_page()
    page.keyboard.press("/")
    page.keyboard.insert_text("没有这样的话")
    assert texts(page, "#matches") == ["原文无匹配"]
    assert page.locator(".no-match").is_visible()
    assert page.locator("#said").inner_text() == "显示 0 / 4 个问题"


def test_a_link_brings_back_finding_filters_and_search(open_page: Open) -> None:
    page = open_page("several", "#d2")
    page.locator("#d2 .finding > summary").nth(1).click()
    page.locator(".filter label.error").click()
    rule = page.locator("#d2 .finding").nth(1).get_attribute("data-rule") or ""
    page.locator("#rule").select_option(rule)
    page.locator("#query").fill("万元")
    fragment = page.evaluate("location.hash")
    shown = texts(page, "#d2 .finding:visible code")
    other = open_page("several", fragment)
    assert texts(other, "#d2 .finding:visible code") == shown
    assert other.evaluate("location.hash") == fragment
    assert other.locator("#rule").input_value() == rule


def test_a_link_to_a_finding_that_its_filters_hide_shows_what_they_leave(open_page: Open) -> None:
    identity_of_an_error = open_page("several", "#d2").locator("#d2 .finding.error").first.get_attribute("id")
    page = open_page("several", f"#{identity_of_an_error}?hide=error")
    assert page.locator("#d2 .finding:visible").count() == page.locator("#d2 .finding.warning").count() == 1
    assert page.locator("#d2 .finding.selected.warning").count() == 1
    assert not page.locator(".no-match").is_visible()


def test_the_list_leads_with_bodies_and_what_could_be_checked(open_page: Open) -> None:
    page = open_page("several")
    assert texts(page, "#documents tbody .body a") == ["云澜县科学技术局", "枫桦县交通运输局", "scan.pdf"]
    assert texts(page, "#documents tbody .share small") == ["286 / 287", "329 / 334"], "codes and years do not count"
    assert [text.split()[0] for text in texts(page, "#documents tbody .share")] == ["99%", "98%"]


def test_the_list_is_sorted_searched_and_left_with_one_verdict(open_page: Open) -> None:
    page = open_page("several")
    order = "[...document.querySelectorAll('#documents tbody .number')].map(cell => cell.textContent).join('')"
    for column, orders in {"warning": ("123", "213"), "share": ("213", "123"), "standing": ("312", "123")}.items():
        for expected in orders:
            page.locator(f"#documents [value={column}]").click()
            numbers = page.evaluate(order)
            assert numbers in (expected, *({"warning": ("123", "213")}.get(column, ()))), column
    assert page.locator("#documents [aria-sort]").count() == 1
    page.locator("#find-document").fill("交通")
    assert texts(page, "#documents tbody tr:visible .number") == ["2"]
    page.locator("#find-document").fill("")
    button = page.locator(".verdicts [value=unreadable]")
    button.click()
    assert texts(page, "#documents tbody tr:visible .number") == ["3"]
    assert button.get_attribute("aria-pressed") == "true"
    assert page.locator("#said").inner_text() == "显示 1 / 3 份文件"
    button.click()
    assert page.locator("#documents tbody tr:visible").count() == 3


def test_the_matrix_leads_to_the_findings_of_a_rule(open_page: Open) -> None:
    page = open_page("several")
    cell = page.locator("#matrix td.error a").first
    count, rule = int(cell.inner_text()), (cell.get_attribute("href") or "").partition("rule=")[2]
    cell.click()
    page.wait_for_selector(".document.shown")
    assert page.locator(".document.shown .finding:visible").count() == count
    assert page.locator("#rule").input_value() == rule
    assert page.locator(f'.finding.selected[data-rule="{rule}"]').count() == 1


def test_two_hundred_documents_open_at_once(open_page: Open, files: dict[str, Path]) -> None:
    assert files["many"].stat().st_size < 15_000_000
    page = open_page("many")
    ready = page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
    assert ready < 2000 * SLOWNESS
    assert page.locator("#documents tbody tr").count() == 200
    assert page.locator(".text .f").count() == 0, "what the documents say is unpacked when it is shown"
    page.locator("#documents a").nth(4).click()
    assert is_in_view(page, "#d5 .text .f.on.named")
    assert page.locator("#d5 .text .f").count() == page.locator(".text .f").count() > 300
    folded = page.locator("#d5 .finding.selected .others")
    folded.locator("summary").click()
    assert folded.locator(".calc").count() > 0
    page.locator("#d5 .text .f.holds").first.evaluate("figure => figure.click()")
    assert page.locator("#inspector .check").count() >= 1


def test_a_packed_document_is_what_an_unpacked_one_is(open_page: Open) -> None:
    packed, plain = open_page("many", "#d2"), open_page("several", "#d2")
    held = "element => element.innerHTML"
    assert packed.locator("#d2 .text").evaluate(held) == plain.locator("#d2 .text").evaluate(held)
    assert packed.locator("#d2 .findings").evaluate("element => element.textContent") == plain.locator(
        "#d2 .findings"
    ).evaluate("element => element.textContent")


def test_a_link_to_a_figure_of_a_packed_document_arrives(open_page: Open) -> None:
    page = open_page("many", "#d5f40")
    assert page.locator("#d5.shown").count() == 1 and is_in_view(page, "#d5f40")


def test_a_folder_has_a_list_and_a_page_for_each_document(open_page: Open, files: dict[str, Path]) -> None:
    names = sorted(file.name for file in files["folder"].parent.iterdir())
    assert names == [
        "001-云澜县科学技术局-final-faulty-narrative.html",
        "002-枫桦县交通运输局-budget-faulty-tabs.html",
        "003-scan.html",
        "index.html",
    ]
    page = open_page("folder")
    assert page.locator(".document").count() == 0
    page.locator("#documents a").nth(1).click()
    page.wait_for_selector("#d1 .finding.selected")
    assert "002-" in unquote(page.url) and is_in_view(page, "#d1 .text .f.on.named")
    page.locator(".page-bar .all").click()
    page.wait_for_selector("#documents")
    page.locator("#matrix td.error a").first.click()
    page.wait_for_selector("#d1 .finding.selected")
    assert page.locator("#rule").input_value() in page.url


def test_a_document_among_several_begins_with_its_first_error(open_page: Open) -> None:
    page = open_page("several")
    page.locator("#documents a").nth(1).click()
    first = page.locator("#d2 .finding").first
    assert "selected" in (first.get_attribute("class") or "") and first.locator(".why").is_visible()
    assert is_in_view(page, "#d2 .text .f.on.named")
    assert page.evaluate("location.hash") == "#d2"
    page.keyboard.press("[")
    assert page.locator("#d1 .finding.selected").count() == 1 and is_in_view(page, "#d1 .text .f.on.named")
    assert open_page("several", "#d2").locator("#d2 .finding.selected").count() == 1


def test_the_count_of_a_severity_shows_no_others(open_page: Open) -> None:
    page = open_page()
    count = page.locator("#d1 .counts .error button")
    count.click()
    assert page.locator(".finding:visible").count() == page.locator(".finding.error").count() == 3
    assert count.get_attribute("aria-pressed") == "true"
    count.click()
    assert page.locator(".finding:visible").count() == 4
    assert page.locator("#d1 .counts .nil button").count() == 0, "what there is none of cannot be asked for"


def test_a_severity_in_the_bar_asks_for_it(open_page: Open) -> None:
    page = open_page()
    page.locator(".filter label.error").click()
    assert page.locator(".finding:visible").count() == page.locator(".finding.error").count()
    page.locator(".filter label.warning").click()
    assert page.locator(".finding:visible").count() == 4, "others are added"
    page.locator(".filter label.error").click()
    assert page.locator(".finding:visible").count() == 1, "and taken away"
    page.locator(".filter label.warning").click()
    assert page.locator(".finding:visible").count() == 4, "with none left all are shown"


def test_rules_are_chosen_by_their_titles(open_page: Open) -> None:
    page = open_page("several", "#d2")
    options = page.locator("#rule option").all_inner_texts()
    codes = page.locator("#rule option").evaluate_all("list => list.map(option => option.value)")
    assert len(options) == len(codes) > 2
    assert all(text.endswith(")") and code not in text for text, code in zip(options[1:], codes[1:], strict=True))
    page.locator("#rule").select_option(codes[1])
    assert page.locator("#d2 .finding:visible").count() == int(options[1].rpartition("(")[2][:-1])


def test_blanks_of_a_long_sum_unfold(open_page: Open) -> None:
    page = open_page("several", "#d2")
    page.keyboard.press("e")
    card = page.locator("#d2 .finding:has(.calc .more)").first
    if card.locator(".others").count():
        card.locator(".others").evaluate("details => details.open = true")
    button = card.locator("[data-do=unfold]").first
    blanks = card.locator(".more").first.locator("tr")
    assert f"另有 {blanks.count()} 个空格" in button.inner_text()
    assert not blanks.first.is_visible()
    button.click()
    assert blanks.first.is_visible() and button.get_attribute("aria-expanded") == "true"
    assert page.locator("#d2 .calc .more tr a").count() > 0
    button.click()
    assert not blanks.first.is_visible()


def test_blanks_unfold_among_the_checks_of_a_figure(open_page: Open) -> None:
    page = open_page("several", "#d2")
    data = page.locator("#d2checks").evaluate("block => JSON.parse(block.textContent)")
    number = next(row[0][6] for *_, row, _ in data["verdicts"] if any(step[0] == "rest" for step in row))
    page.locator(f"#d2f{number}").evaluate("figure => figure.click()")
    box = page.locator("#inspector .check:has(.more)").first
    box.evaluate("check => check.open = true")
    box.locator("[data-do=unfold]").click()
    assert box.locator(".more tr").first.is_visible()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_head_and_the_labels_of_a_table_stay_in_view(width: int, open_page: Open) -> None:
    page = open_page("several", "#d2", width=width)
    if width < 900:
        page.locator("#d2 [data-do=source]").click()
    moved = page.evaluate(
        """() => {
            const tables = [...document.querySelectorAll('#d2 .grid')];
            const table = tables.sort((one, other) => other.scrollWidth - one.scrollWidth)[0];
            table.scrollIntoView({block: 'start'});
            const pane = table.scrollWidth > table.clientWidth ? table : table.closest('.source');
            pane.scrollTop += 240;
            pane.scrollLeft += 300;
            const rows = [...table.querySelectorAll('tbody tr')];
            const row = rows.find((row) => row.getBoundingClientRect().top > table.querySelector('thead').getBoundingClientRect().bottom);
            const box = (element) => element.getBoundingClientRect().toJSON();
            return {pane: box(pane), head: box(table.querySelector('thead')), key: box(row.querySelector('.k')),
                left: pane.scrollLeft, first: box(row.lastElementChild)};
        }"""
    )
    assert moved["left"] > 100, "the table is wider than the pane"
    assert moved["pane"]["top"] - 10 <= moved["head"]["top"] <= moved["pane"]["top"] + 60
    assert moved["pane"]["left"] <= moved["key"]["left"] <= moved["pane"]["left"] + 120
    assert moved["first"]["left"] > moved["key"]["left"]


def test_the_back_button_returns_to_the_list_of_documents(open_page: Open) -> None:
    page = open_page("several")
    page.locator("#documents a").nth(1).click()
    assert page.locator("#d2").is_visible()
    page.go_back()
    page.wait_for_selector("#documents", state="visible")


def test_a_fragment_that_names_nothing_does_no_harm(open_page: Open) -> None:
    page = open_page("one", "#%E0%A4?q=%&hide=x")
    assert page.locator(".finding.selected").count() == 1


def test_hostile_text_stays_text(open_page: Open, hostile_run: RunRecord, tmp_path: Path) -> None:
    file = tmp_path / "hostile.html"
    file.write_text(render(hostile_run, "html"), encoding="utf-8")
    page = open_page(file, "#d1")
    for key in "jje":
        page.keyboard.press(key)
    if page.locator(".text .f:visible").count():
        page.locator(".text .f:visible").first.click()
    assert page.evaluate("document.querySelectorAll('img, script').length") == page.evaluate(
        "document.querySelectorAll('head script, script[type=\"application/json\"]').length"
    )


def test_the_page_can_be_read_without_its_script(open_page: Open) -> None:
    page = open_page("several", java_script_enabled=False)
    for selector in ("#documents", "#d1 .standing", "#d1 .calc", "#d2 .calc", "#d1 .text", "#d3 .failure"):
        assert page.locator(selector).first.is_visible(), selector
    assert not page.locator(".filter").is_visible()
    link = page.locator("#d1 .calc a").first
    link.click()
    assert is_in_view(page, link.get_attribute("href") or "")


def test_on_a_narrow_screen_findings_and_document_take_turns(open_page: Open) -> None:
    page = open_page(width=390, height=844)
    assert is_in_view(page, ".standing")
    assert not page.locator(".source").is_visible()
    page.locator(".finding.selected .calc a").first.click()
    assert page.locator(".source").is_visible()
    assert is_in_view(page, ".f.on.named")
    page.locator("[data-do=findings]").click()
    assert is_in_view(page, ".finding.selected summary")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_dark_and_light_follow_the_reader(open_page: Open) -> None:
    grounds = [
        open_page(color_scheme=scheme).evaluate("getComputedStyle(document.body).backgroundColor")
        for scheme in ("light", "dark")
    ]
    assert grounds == ["rgb(244, 245, 247)", "rgb(18, 22, 28)"]


def sheets(page: Page) -> list[str]:
    """The text of each printed sheet; a font may print `fi` as one sign."""
    reader = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    return [unicodedata.normalize("NFKC", sheet.extract_text()) for sheet in reader.pages]


def test_a_document_is_printed_alone_and_the_list_with_all_of_them(open_page: Open) -> None:
    alone = sheets(open_page("several", "#d2"))
    every = sheets(open_page("several"))
    assert "budget-faulty-tabs.txt" in alone[0]
    assert not any("final-faulty-narrative.txt" in sheet for sheet in alone)
    for name in ("final-faulty-narrative.txt", "budget-faulty-tabs.txt", "scan.pdf"):
        assert name in every[0].replace("\n", "")
        assert any(name in sheet for sheet in every[1:])


def test_print_opens_everything(open_page: Open) -> None:
    page = open_page()
    pages = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    width, height = float(pages[0].mediabox.width), float(pages[0].mediabox.height)
    printed = "".join(sheet.extract_text() for sheet in pages).replace(" ", "")
    assert (round(width), round(height)) == (595, 842)
    for number in range(4):
        assert identity(page, number) in printed
    assert "1.92÷(38.64-1.92)×100=5.23" in printed


def test_the_first_sheet_has_the_table_of_findings(open_page: Open) -> None:
    page = open_page()
    assert not page.locator(".summary").is_visible(), "on a screen the findings themselves stand there"
    first, *others = sheets(page)
    for number in range(4):
        assert identity(page, number) in first
    for text in ("报送数", "重算数", "差额", "推断:"):
        assert text in first.replace("\n", "")
    assert len(others) <= 4, "five pages at most"


def test_the_document_is_printed_where_that_is_asked_for(open_page: Open) -> None:
    page = open_page()
    prose = unicodedata.normalize("NFKC", page.locator(".text p").nth(30).inner_text()).strip()[:12].replace(" ", "")
    without = sheets(page)
    page.locator("#with-source").check()
    assert len(sheets(page)) > len(without)
    assert prose in "".join(sheets(page)).replace(" ", "")


def test_a_finding_may_break_over_sheets_and_none_is_left_empty(open_page: Open) -> None:
    for fragment in ("#d1", "#d2"):
        every = sheets(open_page("several", fragment))
        assert all(len(sheet) > 300 for sheet in every[:-1])


def test_the_picture_of_the_page_stands_beside_what_was_read(open_page: Open) -> None:
    page = open_page("pdf", "#WKD3-ST9G", 1440, 900)
    card = page.locator(".finding.selected")
    assert texts(page, ".finding.selected figcaption") == ["原件 第 9 页"]
    image = card.locator(".sheet img")
    assert image.evaluate("image => image.decode().then(() => image.naturalWidth)") == int(
        image.get_attribute("width") or 0
    )
    assert is_in_view(page, ".finding.selected .sheet img")
    assert texts(page, ".finding.selected .read th[scope=row]") == ["办公费"]
    assert texts(page, ".finding.selected .read b.wrong") == ["12.11"]
    assert is_in_view(page, ".finding.selected .read b.wrong")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_picture_without_room_opens_at_the_figure_in_question(open_page: Open, scheme: str) -> None:
    page = open_page("pdf", "#2EEQ-DZR0", 390, 844, color_scheme=scheme)
    sheet = page.locator(".finding.selected .sheet.wide").first
    assert sheet.evaluate("sheet => sheet.scrollWidth > sheet.clientWidth")
    middle = """sheet => {
      const [x] = sheet.dataset.at.split(" ").map(Number);
      const image = sheet.querySelector("img");
      const at = x * image.clientWidth / image.getAttribute("width") - sheet.scrollLeft;
      return image.clientWidth > 0 && at > 0 && at < sheet.clientWidth;
    }"""
    page.wait_for_timeout(200)
    assert sheet.evaluate(middle)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_page_opens_at_the_figure_that_may_be_wrong_though_the_calculation_is_about_others(open_page: Open) -> None:
    page = open_page("several", "#YG4T-AJC6")
    figure = page.locator("#d2 .text .f.on.named")
    assert figure.evaluate("figure => figure.closest('[data-l]').dataset.l") == "334"
    assert is_in_view(page, "#d2 .text .f.on.named")
    assert texts(page, "#d2 .finding.selected .why > .calc .named") == []


def test_on_a_narrow_screen_the_document_opens_at_that_figure_too(open_page: Open) -> None:
    page = open_page("several", "#YG4T-AJC6", 390, 844)
    page.locator("#d2 .tabs button").last.click()
    page.wait_for_timeout(100)
    assert is_in_view(page, "#d2 .text .f.on.named")
