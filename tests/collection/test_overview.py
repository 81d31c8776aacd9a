"""An overview tells of a store what is in it: the same in every format, whatever names documents have."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

import pytest
from selectolax.lexbor import LexborHTMLParser

pytest.importorskip("duckdb")

import openpyxl

from auditor.collection import overview as counting
from auditor.collection.collect import collect
from auditor.collection.engines import local
from auditor.collection.overview import overview_of
from auditor.collection.sources import sources_of
from auditor.collection.store import Manifest, keep_manifest
from auditor.collection.work import Collecting, Works, program
from auditor.documents.encoding import decode
from auditor.records.build import record_of
from auditor.records.outcome import Outcome
from auditor.reports.overview import FORMATS
from auditor.reports.standing import standing_of
from auditor.rulebook import Rulebook
from auditor.rulefiles import rules_folder
from auditor.runs import Plan
from auditor.vocabulary import Vocabulary
from tests.conftest import SAMPLES, Run, TextAudit

CIVIL, WATER, FOREST = "棠溪市民政局", "云川市水务局", "松岭县林业局"
HOSTILE = "<img src=x onerror=alert(1)>|=1+1"


def plan_of(body: str, year: int, total: int) -> str:
    """A disclosure that ties where it totals 75, is rounded at 74, and wrong elsewhere."""
    return f"{body}{year}年部门预算\n{year}年支出预算{total}万元，其中：基本支出30万元；项目支出45万元。\n"


OLDER = {
    "a22.txt": plan_of(CIVIL, 2022, 70),
    "a23.txt": plan_of(CIVIL, 2023, 80),
    "b22.txt": plan_of(WATER, 2022, 99),
    "b23.txt": plan_of(WATER, 2023, 75),
    "c22.txt": plan_of(FOREST, 2022, 71),
    "gone.txt": plan_of(FOREST, 2021, 72),
    "empty.txt": "",
}
NEWER = {
    "a22.txt": plan_of(CIVIL, 2022, 75),
    "a23.txt": plan_of(CIVIL, 2023, 80),
    "b22-corrected.txt": plan_of(WATER, 2022, 75),
    "b23.txt": plan_of(WATER, 2023, 74),
    "c22.txt": plan_of(FOREST, 2022, 71) + "\n",
    "new.txt": plan_of(FOREST, 2024, 60),
    "empty.txt": "",
}
"""One mended under its name, one under another, one with the same error again, one with a new note; one gone, one new."""

Collect = Callable[..., Path]


@pytest.fixture
def collected(tmp_path: Path, vocabulary: Vocabulary, rulebook: Rulebook, monkeypatch: pytest.MonkeyPatch) -> Collect:
    """Collect texts into a store, from the folder `documents`."""
    monkeypatch.chdir(tmp_path)

    def run(name: str, texts: dict[str, str], codes: frozenset[str] | None = None) -> Path:
        folder = tmp_path / "documents"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for file, text in texts.items():
            (folder / file).write_text(text, encoding="utf-8")
        plan = Plan(vocabulary, rulebook, codes, "en")
        sources = [
            source._replace(path=str(Path(source.path).relative_to(tmp_path)))
            for source in sources_of(sorted(folder.iterdir()))
        ]
        collect(sources, tmp_path / name, Collecting(plan, program()), Works(plan, [rules_folder()]), local(1, 60.0))
        return tmp_path / name

    return run


@pytest.fixture
def store(collected: Collect) -> Path:
    return collected("store", NEWER)


class Told(NamedTuple):
    """The tables of an overview by their titles: the texts of each row."""

    tables: dict[str, list[list[str]]]
    whole: str


def in_markdown(text: str) -> Told:
    tables: dict[str, list[list[str]]] = {}
    title = ""
    for line in text.splitlines():
        if line.startswith("#"):
            title = line.lstrip("# ")
        elif line.startswith("| ") and "---" not in line and "--:" not in line:
            cells = [re.sub(r"^\[(.*)\]\(<.*>\)$", r"\1", cell) for cell in re.split(r" (?<!\\)\| ", line[2:-2])]
            tables.setdefault(title, []).append([re.sub(r"\\(.)", r"\1", cell) for cell in cells])
    return Told({title: rows[1:] for title, rows in tables.items()}, text)


def in_workbook(content: bytes) -> Told:
    """Each table stands below its title, or below that of its sheet, and ends at an empty row."""
    tables: dict[str, list[list[str]]] = {}
    for sheet in openpyxl.load_workbook(io.BytesIO(content)):
        title, head, rows = sheet.title, 0, list(sheet.iter_rows())
        for row in rows:
            texts = [cell.value for cell in row]
            if row[0].font.b and row[0].font.sz == 12:
                title, head = str(texts[0]), 0
            elif row[0].fill.fgColor.rgb == "FFD9E1F2":
                head = sum(text not in (None, "") for text in texts)
            elif head and row[0].border.left.style:
                tables.setdefault(title, []).append(["" if text is None else str(text) for text in texts[:head]])
    return Told(tables, "")


def in_page(text: str) -> Told:
    tree = LexborHTMLParser(text)
    tables = {}
    for table in tree.css("main table"):
        rows = [[cell.text(separator=" ", strip=True) for cell in row.css("th, td")] for row in table.css("tbody tr")]
        title = _title_before(table)
        tables[title] = rows
    return Told(tables, text)


def _title_before(node: Any) -> str:
    """The nearest heading before a node."""
    at = node
    while at is not None:
        if at.tag in ("h2", "h3"):
            return str(at.text(strip=True))
        at = at.prev or at.parent
    return ""


# the numbers


def test_the_numbers_are_those_of_the_documents(store: Path) -> None:
    found = overview_of(store, "en", most=100)
    assert found.standings == {"errors": 3, "notes": 1, "clean": 2, "unreadable": 1}
    totals = found.totals
    assert (totals.documents, totals.errors, totals.warnings, totals.notes, totals.incomplete) == (7, 3, 0, 1, 0)
    assert totals.figures == totals.checked + totals.unrelated + totals.excluded + totals.unread
    assert [(line.body, line.documents, line.errors, line.notes, line.not_in_full) for line in found.bodies.lines] == [
        (FOREST, 2, 2, 0, 0),
        (CIVIL, 2, 1, 0, 0),
        (WATER, 2, 0, 1, 0),
        (None, 1, 0, 0, 1),
    ]
    assert [(line.year, line.documents, line.errors) for line in found.years] == [
        (2022, 3, 1),
        (2023, 2, 1),
        (2024, 1, 1),
        (None, 1, 0),
    ]
    assert [(line.path, line.standing) for line in found.unchecked.lines] == [("documents/empty.txt", "unreadable")]


def test_every_format_tells_the_same(store: Path, run: Run, tmp_path: Path) -> None:
    status, said, _ = run("overview", "store", "--lang", "en", "--no-config")
    assert status == 0
    run("overview", "store", "--lang", "en", "-q", "-f", "html=o.html", "-f", "xlsx=o.xlsx", "--no-config")
    markdown = in_markdown(said).tables
    page = in_page((tmp_path / "o.html").read_text(encoding="utf-8")).tables
    book = in_workbook((tmp_path / "o.xlsx").read_bytes()).tables
    assert markdown["Bodies"][0] == [FOREST, "2", "2022–2024", "2", "0", "0", "0", "100% (6/6)"]
    assert book["Bodies"][0] == [FOREST, "2", "2022–2024", "2", "0", "0", "0", "6", "6", "1"]
    assert page["Bodies"][0] == [FOREST, "2", "2022–2024", "2", "0", "0", "0", "100% 6 / 6"]
    assert {*book} == {*markdown}
    # The page has verdicts and numerals as signs and a bar.
    assert {*page} == {*markdown} - {"Verdicts", "Numerals"}
    for title, rows in markdown.items():
        assert [row[0] for row in book[title]] == [row[0] for row in rows], title
        if title in page:
            assert len(page[title]) == len(rows)
            assert all(there[0].startswith(row[0]) for there, row in zip(page[title], rows, strict=True)), title


def test_numbers_of_the_workbook_are_numbers_and_years_are_plain(store: Path, run: Run, tmp_path: Path) -> None:
    run("overview", "store", "--lang", "en", "-q", "-f", "xlsx=o.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "o.xlsx")["Documents"]
    heads = {cell.value: cell.column_letter for cell in sheet[2]}
    assert sheet[f"{heads['Year']}3"].value == 2022
    assert sheet[f"{heads['Year']}3"].number_format == "0"
    assert sheet[f"{heads['Figures checked']}3"].value == 1
    assert sheet.print_title_rows == "$2:$2"
    assert sheet.page_setup.paperSize == 9


def test_verdicts_are_those_of_the_reports(collected: Collect, audit_text: TextAudit, run: Run, tmp_path: Path) -> None:
    """The verdict that is counted is the one that the report of the same document has, also where something is not understood."""
    texts = {sample.with_suffix(".txt").name: decode(sample.read_bytes())[0] for sample in SAMPLES}
    texts["table.txt"] = (
        "某某市示例局2023年部门预算\n部门支出总表\n单位：万元\n科目\t甲\t乙\n合计\t12?.40\t3\n其中：一\t1\t7\n"
    )
    texts["nothing.txt"] = "目录\n一、概况\n二、说明\n"
    found = overview_of(collected("samples", texts), "en", most=1000)
    expected = {
        f"documents/{name}": standing_of(record_of(Outcome(name, audit_text(text)), "en"))
        for name, text in texts.items()
    }
    assert len(set(expected.values())) > 3
    assert {line.path: line.standing for line in found.documents.lines} == expected


def test_rules_and_bodies_beyond_the_most_frequent_are_counted(
    store: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.setattr(counting, "MOST_BODIES", 1)
    matrix = overview_of(store, "en", most=10).matrix
    assert (list(matrix.bodies), matrix.other_bodies) == ([FOREST], 2)
    assert {cell.body: cell.findings for cell in matrix.cells} == {FOREST: 2, None: 2}
    _, said, _ = run("overview", "store", "--lang", "en")
    assert in_markdown(said).tables["Rules and bodies"][0][2:] == ["4", "2", "2"]


def test_rows_beyond_the_most_are_counted(store: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    monkeypatch.setitem(FORMATS, "md", FORMATS["md"]._replace(most=2))
    _, said, _ = run("overview", "store", "--lang", "en")
    told = in_markdown(said)
    assert [row[0] for row in told.tables["Bodies"]] == [FOREST, CIVIL]
    for title, left in (("Bodies", 2), ("Documents", 5)):
        assert f"{left} more are not listed" in told.whole.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def test_what_stands_between_documents_is_counted_where_it_is_asked_for(collected: Collect, run: Run) -> None:
    texts = {
        "22.txt": plan_of(CIVIL, 2022, 75),
        "23.txt": f"{CIVIL}2023年部门预算\n2023年支出预算90万元，比2022年预算增加20万元。\n",
    }
    collected("store", texts)
    assert "were not held against each other" in run("overview", "store", "--lang", "en")[1]
    _, said, _ = run("overview", "store", "--together", "--lang", "en")
    tables = in_markdown(said).tables
    assert tables["By rules"] == [
        ["The base of a budget's change is what was published last year", "XY-BASE", "0", "1", "0"]
    ]
    assert [row[1:3] for row in tables["Findings"]] == [["documents/23.txt", "documents/22.txt"]]
    assert tables["Bodies"][0][:7] == [CIVIL, "2", "2022–2023", "0", "0", "0", "1"]


# what has been mended


def test_what_a_publisher_has_mended_is_told(collected: Collect, run: Run) -> None:
    collected("older", OLDER)
    collected("newer", NEWER)
    _, said, _ = run("overview", "newer", "--since", "older", "--lang", "en")
    told = in_markdown(said)
    assert "same content 2, replaced 4, no longer readable 0, new 1, gone 1" in told.whole
    assert [row[1:] for row in told.tables["What became of findings"]] == [
        ["2", "0", "0"],
        ["0", "0", "1"],
        ["2", "0", "0"],
        ["0", "0", "0"],
        ["0", "0", "0"],
        ["1", "0", "0"],
        ["0", "0", "0"],
        ["1", "0", "0"],
    ]
    assert told.tables["By bodies"] == [
        [WATER, "1", "1", "0", "0", "0", "0"],
        [CIVIL, "1", "0", "1", "0", "0", "0"],
        [FOREST, "0", "0", "1", "0", "1", "1"],
    ]
    assert sorted(row[1:4] for row in told.tables["Findings mended and new"]) == [
        ["documents/a22.txt", "mended", "error"],
        ["documents/b22-corrected.txt", "mended", "error"],
        ["documents/b23.txt", "new", "note"],
    ]
    assert ["does not tie", "5", "3"] in told.tables["Verdicts then and now"]


def test_what_other_rules_say_of_the_same_content_is_no_ones_merit(collected: Collect) -> None:
    older = collected("older", {"a.txt": plan_of(CIVIL, 2022, 70)})
    newer = collected("newer", {"a.txt": plan_of(CIVIL, 2022, 70)}, frozenset())
    for now, before, kind in ((newer, older, "dropped"), (older, newer, "raised")):
        since = overview_of(now, "en", most=10, older=before).since
        assert since is not None
        assert {entry.kind: entry.errors for entry in since.outcomes if entry.errors} == {kind: 1}
        assert [line.counts for line in since.bodies.lines] == [(0, 0, 0, 1, 0, 0)]


def test_a_document_that_can_no_longer_be_read_has_mended_nothing(collected: Collect) -> None:
    older = collected("older", {"a.txt": plan_of(CIVIL, 2022, 70)})
    newer = collected("newer", {"a.txt": ""})
    since = overview_of(newer, "en", most=10, older=older).since
    assert since is not None
    assert (since.replaced, since.unread) == (0, 1)
    assert {entry.kind: entry.errors for entry in since.outcomes if entry.errors} == {"lost": 1}


# names and links


def test_hostile_names_do_nothing(collected: Collect, run: Run, tmp_path: Path) -> None:
    collected("store", {f"{HOSTILE}.txt": plan_of("<b>云川</b>市[水务](javascript:alert(1))局", 2022, 70)})
    _, said, _ = run("overview", "store", "--lang", "en")
    assert "<img" not in re.sub(r"\\.", "", said)
    assert HOSTILE in re.sub(r"\\(.)", r"\1", said)
    run("overview", "store", "-q", "-f", "html=o.html", "-f", "xlsx=o.xlsx", "--lang", "en")
    page = (tmp_path / "o.html").read_text(encoding="utf-8")
    tree = LexborHTMLParser(page)
    assert tree.css("img, b[onerror], main b b, iframe") == []
    hrefs = [str(link.attributes["href"]) for link in tree.css("a")]
    assert [href for href in hrefs if not href.startswith(("#", "./documents/"))] == []
    sheet = openpyxl.load_workbook(tmp_path / "o.xlsx")["Documents"]
    assert {cell.data_type for row in sheet.iter_rows(min_row=3) for cell in row if isinstance(cell.value, str)} == {
        "s"
    }


def test_documents_lead_to_their_reports_where_there_are_some(store: Path, run: Run, tmp_path: Path) -> None:
    run("check", "documents", "-f", "html=pages/", "-q", "--no-config", "--no-cache")
    (tmp_path / "out").mkdir()
    status, _, _ = run("overview", "store", "--reports", "pages", "-q", "-f", "html=out/o.html", "--lang", "en")
    assert status == 0
    tree = LexborHTMLParser((tmp_path / "out" / "o.html").read_text(encoding="utf-8"))
    links = [str(link.attributes["href"]) for link in tree.css("#documents tbody th a")]
    assert len(links) == 7
    for link in links:
        target = (tmp_path / "out" / unquote(link.partition("#")[0])).resolve()
        # What has no page, as a file that could not be read whose content nobody knows, leads to the document.
        assert target.exists() and target.parent.name in ("pages", "documents"), link
    assert sum("/pages/" in link for link in links) >= 6
    (cell,) = [link for link in tree.css("#matrix td a") if "rule=" in str(link.attributes["href"])][:1]
    assert str(cell.attributes["href"]).endswith("#d1?rule=RU-EXPENDITURE-PROSE")


def test_a_folder_without_reports_is_told(store: Path, run: Run, tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    status, out, said = run("overview", "store", "--reports", "pages")
    assert (status, out, "pages has no reports" in said) == (2, "", True)
    (tmp_path / "pages" / "index.html").write_text("<p>something else</p>", encoding="utf-8")
    assert run("overview", "store", "--reports", "pages")[0] == 2


# stores that have nothing, or are none


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_store_has_an_overview(name: str, tmp_path: Path, run: Run) -> None:
    (tmp_path / "store").mkdir()
    keep_manifest(tmp_path / "store", Manifest())
    status, _, said = run(
        "overview", "store", "-f", f"{name}=o.{name}", "--since", "store", "--together", "--lang", "en"
    )
    assert (status, "documents 0" in said) == (0, True)


DAMAGES: dict[str, Callable[[Path], object]] = {
    "damaged": lambda file: file.write_bytes(b"no parquet"),
    "cut off": lambda file: file.write_bytes(file.read_bytes()[:-100]),
    "gone": lambda file: file.unlink(),
}


@pytest.mark.parametrize("damage", list(DAMAGES.values()), ids=list(DAMAGES))
def test_a_damaged_store_is_told_in_one_line(damage: Callable[[Path], object], store: Path, run: Run) -> None:
    for file in (store / "documents").rglob("*.parquet"):
        damage(file)
    status, out, said = run("overview", "store")
    assert (status, out, said.count("\n"), "the data of store is damaged" in said) == (2, "", 1, True)


def test_a_folder_that_is_no_store_is_told(store: Path, run: Run, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for arguments in (("folder",), ("store", "--since", "folder")):
        status, out, said = run("overview", *arguments)
        assert (status, out, "folder is no store" in said) == (2, "", True)


@pytest.mark.parametrize("formats", [("xlsx",), ("pdf=o.pdf",), ("md", "html")])
def test_formats_that_cannot_be_written_are_refused_before_anything_is_counted(
    formats: tuple[str, ...], run: Run
) -> None:
    status, out, _ = run("overview", "none", *(word for name in formats for word in ("-f", name)))
    assert (status, out) == (2, "")


def test_reports_that_are_configured_for_audits_are_none_of_an_overview(
    store: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "auditor.toml").write_text('outputs = ["html=audit.html"]\n', encoding="utf-8")
    monkeypatch.setenv("AUDITOR_FORMAT", "html=audit.html")
    status, said, _ = run("overview", "store", "--lang", "en")
    assert (status, said.startswith("# Audit overview"), (tmp_path / "audit.html").exists()) == (0, True, False)


def test_an_overview_is_in_chinese_as_well(store: Path, run: Run) -> None:
    _, said, _ = run("overview", "store", "--lang", "zh")
    told = in_markdown(said)
    assert told.tables["结论"] == [["无法读取", "1"], ["不通过", "3"], ["仅有尾差等提示", "1"], ["未发现不符", "2"]]
    assert told.tables["全部文件"][0][4] == "预算"


def test_an_overview_beside_documents_is_no_document(store: Path, run: Run, tmp_path: Path) -> None:
    outputs = [word for name in FORMATS for word in ("-f", f"{name}=documents/overview.{name}")]
    run("overview", "store", "-q", *outputs, "--lang", "en")
    _, said, _ = run("check", "documents", "-f", "json", "--no-config")
    assert "overview." not in said
