"""Files of reports: each is told of on standard error, a page is shown in the browser, long work is seen to go on."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import pytest

from auditor.cli.written import size_in_words
from auditor.reports import FORMATS
from tests.conftest import Run
from tests.test_terminal import WRONG, needs_terminal, on_terminal


@pytest.fixture
def document(tmp_path: Path) -> str:
    file = tmp_path / "wrong.txt"
    file.write_text(WRONG, encoding="utf-8")
    return str(file)


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that the browser is asked to show."""
    addresses: list[str] = []

    def ask(address: str) -> bool:
        addresses.append(address)
        return True

    monkeypatch.setattr(webbrowser, "open", ask)
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("CI", raising=False)
    return addresses


def test_every_file_that_is_written_is_told_of(run: Run, document: str) -> None:
    _, _, err = run("--lang", "zh", "check", document, "-f", "html=a.html", "-f", "csv=b.csv", "-f", "html=pages/")
    told = err.splitlines()
    sizes = [size_in_words(sum(Path(file).stat().st_size for file in files)) for files in (["a.html"], ["b.csv"])]
    assert told[0] == f"已写出 a.html：网页报告，1 份文件、1 个问题，{sizes[0]}"
    assert told[1] == f"已写出 b.csv：CSV 问题清单，1 份文件、1 个问题，{sizes[1]}"
    assert told[2].startswith("已写出 pages/：网页报告（2 个文件），1 份文件、1 个问题，")


def test_a_report_of_an_earlier_audit_is_told_of_too(run: Run, document: str) -> None:
    run("check", document, "-f", "json=a.json")
    _, _, err = run("--lang", "en", "report", "a.json", "-f", "markdown=a.md")
    assert err.startswith("wrote a.md: Markdown report, documents 1, findings 1, ")


@pytest.mark.parametrize("given", [("-f", f"{name}=none/a.out") for name in FORMATS] + [("--output", "none/a.txt")])
def test_a_report_makes_no_folder_that_nobody_asked_for(run: Run, document: str, given: tuple[str, str]) -> None:
    status, out, err = run("check", document, *given)
    assert (status, out, Path("none").exists()) == (2, "", False)
    assert f"{given[1].rpartition('=')[2]}: the folder none is not there; make it first" in err


def test_a_page_for_each_document_makes_its_own_folder_and_no_other(run: Run, document: str) -> None:
    assert run("check", document, "-f", "html=pages/")[0] == 1
    assert Path("pages/index.html").is_file()
    assert "the folder none is not there" in run("check", document, "-f", "html=none/pages/")[2]


@pytest.mark.parametrize("options", [("-f", "json=a.json", "-q"), ("-f", "json=/dev/null"), ("-f", "json")])
def test_nothing_is_told_when_quiet_nor_of_what_is_no_file(run: Run, document: str, options: tuple[str, ...]) -> None:
    assert run("check", document, *options)[2] == ""


@pytest.mark.parametrize(("size", "words"), [(0, "0 B"), (1023, "1023 B"), (1024, "1 KB"), (1_300_000, "1.2 MB")])
def test_sizes_are_told_in_words(size: int, words: str) -> None:
    assert size_in_words(size) == words


@pytest.mark.parametrize(("path", "page"), [("a.html", "a.html"), ("pages/", "pages/index.html")])
def test_the_page_is_shown_when_it_is_written(run: Run, document: str, shown: list[str], path: str, page: str) -> None:
    assert run("check", document, "-f", f"html={path}", "--open")[0] == 1
    assert shown == [Path(page).absolute().as_uri()]


def test_no_browser_is_started_in_a_pipeline_nor_when_quiet(
    run: Run, document: str, shown: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run("check", document, "-f", "html=a.html", "--open", "-q")
    monkeypatch.setenv("CI", "true")
    run("check", document, "-f", "html=a.html", "--open")
    assert shown == []


def test_the_address_is_told_where_there_is_no_browser(
    run: Run, document: str, shown: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DISPLAY")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    _, _, err = run("check", document, "-f", "html=a.html", "--open")
    assert Path("a.html").absolute().as_uri() in err.splitlines()[-1]
    assert shown == []


def test_there_must_be_a_page_to_show(run: Run, document: str) -> None:
    status, _, err = run("check", document, "-f", "json=a.json", "--open")
    assert (status, "--format html=" in err) == (2, True)
    assert not Path("a.json").exists()


SLOW = """
import time
from auditor.reports import json_report

render = json_report.render

def slowly(*arguments, **options):
    time.sleep(1)
    return render(*arguments, **options)

json_report.render = slowly
from auditor import cli
cli.main()
"""


@needs_terminal
@pytest.mark.parametrize(("options", "said"), [((), True), (("--no-progress",), False), (("-q",), False)])
def test_work_on_a_report_is_seen_on_a_terminal(
    document: str, options: tuple[str, ...], said: bool, tmp_path: Path
) -> None:
    module = tmp_path / "slowly.py"
    module.write_text(SLOW, encoding="utf-8")
    report = str(tmp_path / "a.json")
    _, out = on_terminal("--lang", "en", "check", document, "-f", f"json={report}", *options, program=(str(module),))
    assert (b"writing" in out) is said
