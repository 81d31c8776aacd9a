"""The page in a real browser: dropping, progress, cancelling, errors, names, many files, other pages, widths, languages, keys."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import socket
import socketserver
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from tests.conftest import ROOT, swept

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

BROWSER = shutil.which("chromium")
pytestmark = [
    pytest.mark.skipif(BROWSER is None, reason="Chromium is not installed (Debian: apt-get install chromium)"),
    pytest.mark.skipif(find_spec("playwright") is None, reason="playwright is not installed (pip install playwright)"),
]
FLAGS = """--disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update
    --disable-sync""".split()
FORMATS = ROOT / "sample_reports" / "formats"
WRONG = "某某县样本局2022年部门预算\n2022年支出预算70万元，其中：基本支出30万元；项目支出45万元。\n"
PATIENCE = 120_000
"""Milliseconds."""
Open = Callable[..., "Page"]
DROP = """(names) => {
  const carried = new DataTransfer();
  for (const [name, text] of names) carried.items.add(new File([text], name));
  const over = new DragEvent("dragenter", { dataTransfer: carried, bubbles: true });
  document.getElementById("drop").dispatchEvent(over);
  const wasMarked = document.getElementById("drop").classList.contains("over");
  document.getElementById("drop").dispatchEvent(new DragEvent("drop", { dataTransfer: carried, bubbles: true, cancelable: true }));
  return wasMarked;
}"""


class Silent(SimpleHTTPRequestHandler):
    """A server of files that tells of nothing."""

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    # A sandbox of its own needs what a process of root does not have.
    flags = FLAGS + (["--no-sandbox"] if os.geteuid() == 0 else [])
    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=BROWSER, args=flags)
        yield running
        running.close()


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """That of a server."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    environment = {**os.environ, "TMPDIR": str(temporary)}
    process = subprocess.Popen(
        [sys.executable, "-m", "auditor", "serve", "--no-browser", "--no-config"],
        cwd=ROOT,
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    found = re.search(r"http://\S+", process.stderr.readline())
    assert found
    yield found[0]
    process.terminate()
    process.wait(60)
    said = process.stderr.read()
    process.stderr.close()
    assert "internal error" not in said, said
    assert list(temporary.iterdir()) == []


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Open]:
    """Opens the page; at the end it has asked nobody else and complained of nothing but what is expected."""
    contexts, heard = [], []

    def open_one(
        width: int = 1440, height: int = 900, locale: str = "zh-CN", expected: str | None = None, **options: Any
    ) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, locale=locale, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: heard.append(message.text) if message.text != expected else None)
        page.on("pageerror", lambda error: heard.append(str(error)))
        page.on("dialog", lambda dialog: heard.append(dialog.message))
        page.on("request", lambda request: None if _is_own(request.url) else heard.append(request.url))
        page.goto(address)
        return page

    def _is_own(url: str) -> bool:
        return url.startswith((address.partition("?")[0], "data:"))

    yield open_one
    for context in contexts:
        context.close()
    assert heard == []


def write(folder: Path, names: dict[str, str | bytes]) -> list[Path]:
    for name, content in names.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    return [folder / name for name in names]


def wait_for_state(page: Page, beginning: str) -> str:
    state = page.locator(".job").first.locator(".state")
    state.filter(has_text=re.compile(f"^{beginning}")).wait_for(timeout=PATIENCE)
    return state.inner_text()


def test_what_is_dropped_is_audited_and_its_report_read(open_page: Open) -> None:
    page = open_page()
    assert page.url.endswith("/"), "the secret does not stay in the address"
    assert page.evaluate(DROP, [["样本.txt", WRONG]])
    assert wait_for_state(page, "核对完毕") == "核对完毕：错误 1，警告 0，提示 0"
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="查看报告").first.click()
    report = opened.value
    report.wait_for_load_state()
    title = report.title()
    assert title == "不通过 · 某某县样本局2022年部门预算 · 核对报告"
    report.locator(".finding").first.click()
    # A report is no page of the server: it is not let to ask it anything.
    assert report.evaluate("origin") == "null"
    assert report.evaluate("fetch('/api/jobs').then(() => 'answered', () => 'refused')") == "refused"
    report.reload()
    assert report.title() == title


def test_a_folder_is_dropped_with_the_folders_in_it(open_page: Open, tmp_path: Path) -> None:
    page = open_page()
    folder = tmp_path / "报送材料"
    write(folder, {"甲/公开.txt": WRONG, "乙/丙/公开.txt": WRONG, "照片.png": "x"})
    driver = page.context.new_cdp_session(page)
    carried = {"items": [], "files": [str(folder)], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        driver.send("Input.dispatchDragEvent", {"type": kind, "x": 700, "y": 250, "data": carried})
    assert wait_for_state(page, "核对完毕") == "核对完毕：错误 2，警告 0，提示 0"
    assert page.locator(".file .name b").all_inner_texts() == ["报送材料/乙/丙/公开.txt", "报送材料/甲/公开.txt"]
    assert page.locator(".job summary").inner_text() == "未核对的其他文件（1）"


def test_reports_and_noted_originals_are_downloaded(open_page: Open) -> None:
    page = open_page()
    page.set_input_files("#files", [str(FORMATS / "budget.xlsx")])
    wait_for_state(page, "核对完毕")
    names = {"下载工作底稿": "audit.xlsx", "下载 Word 报告": "audit.docx", "下载带批注的原件": "budget-noted.xlsx"}
    for label, name in names.items():
        with page.expect_download() as download:
            page.get_by_role("button", name=label).click()
        assert download.value.suggested_filename == name
        assert Path(download.value.path()).read_bytes()[:2] == b"PK"
    with page.expect_download() as download:
        page.get_by_role("link", name="下载网页报告").click()
    assert download.value.suggested_filename == "audit.html"


def test_progress_is_shown_and_cancelling_stops_it(open_page: Open, tmp_path: Path) -> None:
    page = open_page()
    content = (FORMATS / "budget.pdf").read_bytes()
    files = write(tmp_path, {f"{number:02}.pdf": content for number in range(12)})
    page.set_input_files("#files", [str(file) for file in files])
    wait_for_state(page, r"正在核对 [1-9]")
    assert 0 < float(page.locator("progress").evaluate("(bar) => bar.position")) < 1
    assert page.locator(".file.at").count() == 1
    page.get_by_role("button", name="取消：").click()
    assert wait_for_state(page, "已取消") == "已取消，文件已删除"
    assert page.locator("progress").is_hidden()
    page.get_by_role("button", name="删除：").click()
    page.locator("#none").wait_for()
    assert page.locator(".job").count() == 0


def test_a_file_that_cannot_be_read_says_why(open_page: Open, tmp_path: Path) -> None:
    page = open_page()
    files = write(tmp_path, {"坏.pdf": b"%PDF-1.4 nothing", "空.txt": b"", "对.txt": WRONG})
    page.set_input_files("#files", [str(file) for file in files])
    assert wait_for_state(page, "核对完毕").endswith("2 份未能核对")
    broken = page.locator(".file").filter(has_text="坏.pdf")
    assert (
        broken.locator(".says").inner_text()
        == "这个 PDF 已损坏或不完整：请重新下载或重新导出；阅读器还能打开的，可另存为新的 PDF"
    )


def test_hostile_names_are_shown_and_do_nothing(open_page: Open) -> None:
    page = open_page()
    names = [
        "<img src=x onerror=alert(1)>.txt",
        "</script><script>alert(1)</script>.txt",
        "..%2f\u202etxt.exe",
        "{done}.txt",
    ]
    page.evaluate(DROP, [[name, WRONG] for name in names])
    wait_for_state(page, "核对完毕")
    shown = page.locator(".file .name b").all_inner_texts()
    assert "{done}.txt" in shown
    assert any(name.startswith("_img src=x onerror=alert(1)_") for name in shown)
    assert "\u202e" not in page.locator("body").inner_text()
    assert page.locator("img, script:not([src]):not([type])").count() == 0


def test_a_folder_of_fifty_files_is_taken_as_check_takes_it(open_page: Open, tmp_path: Path) -> None:
    page = open_page()
    folder = tmp_path / "报送材料"
    write(folder, {f"单位{number:02}/公开.txt": WRONG for number in range(50)})
    write(folder, {"README.md": "x", "照片.png": "x", ".hidden.txt": "x"})
    page.set_input_files("#folder", str(folder))
    assert wait_for_state(page, "核对完毕") == "核对完毕：错误 50，警告 0，提示 0"
    assert page.locator(".job h3").inner_text() == "报送材料 · 50 份文件"
    assert page.locator(".file").count() == 50
    assert page.locator(".job summary").inner_text() == "未核对的其他文件（3）"
    page.reload()
    page.locator(".job").wait_for()
    assert page.locator(".file").count() == 50, "the page shows again what there is"


def test_what_is_refused_is_said(open_page: Open) -> None:
    told = "Failed to load resource: the server responded with a status of 413 (Request Entity Too Large)"
    page = open_page(expected=told)
    page.evaluate(DROP, [[f"{number}.txt", "x"] for number in range(501)])
    page.get_by_role("alert").wait_for()
    assert page.get_by_role("alert").inner_text() == "一次最多 500 份文件"


def test_another_page_of_the_browser_is_refused(open_page: Open, address: str, tmp_path: Path) -> None:
    """It is one of another server of this machine, to which the browser sends the cookie all the same."""
    page = open_page()
    server = address.partition("?")[0]
    write(tmp_path, {"index.html": "<title>other</title>"})
    handler = partial(Silent, directory=str(tmp_path))
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as other:
        threading.Thread(target=other.serve_forever, daemon=True).start()
        context = page.context
        stranger = context.new_page()
        stranger.goto(f"http://127.0.0.1:{other.server_address[1]}/")
        asked = """async ([url, method]) => {
            const answer = await fetch(url, { method, credentials: "include", mode: "no-cors" }).then((a) => a.type, () => "refused");
            return answer;
        }"""
        answers: list[tuple[str, int]] = []
        stranger.on("response", lambda answer: answers.append((answer.request.method, answer.status)))
        stranger.evaluate(asked, [f"{server}api/end", "POST"])
        stranger.evaluate(asked, [f"{server}api/jobs", "GET"])
        frame = """(url) => new Promise((done) => {
            const frame = document.createElement("iframe");
            frame.onload = done;
            frame.src = url;
            document.body.append(frame);
        })"""
        stranger.evaluate(frame, server)
        other.shutdown()
    assert {status for _, status in answers} == {403}
    page.reload()
    assert page.locator("#drop").is_visible(), "it goes on"


@pytest.mark.parametrize(
    ("width", "height", "scheme"),
    swept([(1440, 900, "light"), (1440, 900, "dark"), (390, 844, "dark"), (390, 844, "light")], 2),
)
def test_nothing_is_wider_than_the_window(
    open_page: Open, width: int, height: int, scheme: Any, tmp_path: Path
) -> None:
    page = open_page(width, height, color_scheme=scheme)
    files = write(tmp_path, {"很长的文件名" * 12 + ".txt": WRONG, "b.pdf": b"%PDF-1.4 nothing"})
    page.set_input_files("#files", [str(file) for file in files] + [str(FORMATS / "budget.pdf")])
    wait_for_state(page, "核对完毕")
    assert page.locator("html").evaluate("(root) => root.scrollWidth") <= width


def test_every_button_is_reached_by_keys_and_says_what_it_does(open_page: Open) -> None:
    page = open_page()
    page.set_input_files("#files", [str(FORMATS / "budget.pdf")])
    wait_for_state(page, "核对完毕")
    said = page.get_by_role("status")
    assert "核对完毕" in said.inner_text()
    reached = []
    for _ in range(14):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate("document.activeElement.getAttribute('aria-label') || document.activeElement.textContent")
        )
    wanted = ["跳到核对结果", "English", "选择文件", "选择文件夹", "删除：budget.pdf", "查看报告", "下载带批注的原件"]
    assert [name for name in wanted if name not in reached] == []
    nameless = "(all) => all.filter((e) => e.checkVisibility() && !(e.ariaLabel || e.textContent.trim())).length"
    assert page.locator("button, a, progress, summary").evaluate_all(nameless) == 0


def test_either_language_is_spoken_throughout(open_page: Open) -> None:
    page = open_page(locale="en-GB")
    page.evaluate(DROP, [["a.txt", WRONG]])
    assert wait_for_state(page, "Done") == "Done: 1 errors, 0 warnings, 0 notes"
    page.get_by_role("button", name="中文").click()
    assert page.locator(".job .state").inner_text() == "核对完毕：错误 1，警告 0，提示 0"
    assert page.locator("html").get_attribute("lang") == "zh-CN"
    page.reload()
    assert page.get_by_role("heading", level=1).inner_text() == "核对公开文件"


def test_the_page_ends_the_server(open_page: Open, address: str) -> None:
    page = open_page()
    page.evaluate(DROP, [["a.txt", WRONG]])
    wait_for_state(page, "核对完毕")
    page.get_by_role("button", name="结束并删除全部文件").click()
    page.get_by_role("button", name="继续使用").click()
    assert page.locator(".job").is_visible()
    page.get_by_role("button", name="结束并删除全部文件").click()
    page.get_by_role("button", name="结束", exact=True).click()
    page.locator(".ended").wait_for()
    port = urlsplit(address).port
    with pytest.raises(ConnectionRefusedError):
        while True:
            # One that waits while the server closes is reset, and not yet refused.
            with contextlib.suppress(ConnectionResetError):
                socket.create_connection(("127.0.0.1", port or 0)).close()
