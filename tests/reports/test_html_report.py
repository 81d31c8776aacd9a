"""The page of HTML: whole in one file, closed to what a document prints, readable by anyone, complete."""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest
from pytest_regressions.file_regression import FileRegressionFixture
from selectolax.lexbor import LexborHTMLParser, LexborNode

from auditor.audit import confront
from auditor.documents import read_document
from auditor.errors import UsageError
from auditor.facts import FactSet, extract_facts
from auditor.records import LANGUAGES, Lang, Outcome, RunRecord, run_of
from auditor.reports import render, render_folder
from auditor.reports.html_report import MOST_PLAIN
from auditor.reports.html_report.heads import head_cells
from auditor.reports.html_report.words import MESSAGES
from auditor.rulebook import Rulebook
from auditor.vocabulary import Vocabulary
from tests.conftest import ROOT, SAMPLES, TextAudit

PACKAGE = ROOT / "auditor" / "reports" / "html_report"
SCRIPTS = sorted((PACKAGE / "script").glob("*.js"))
STYLE = (PACKAGE / "style.css").read_text(encoding="utf-8")
SMALL = """苇塘县档案馆2024年部门预算

一、收支预算说明
2024年支出预算80.00万元，其中：基本支出50.00万元，项目支出20.00万元。
"""


def page_of(run: RunRecord) -> LexborHTMLParser:
    return LexborHTMLParser(render(run, "html"))


def attribute(node: LexborNode, name: str) -> str:
    return node.attributes.get(name) or ""


@pytest.fixture(scope="module")
def pages(vocabulary: Vocabulary, rulebook: Rulebook) -> dict[str, tuple[RunRecord, LexborHTMLParser]]:
    """The page of every sample."""
    runs = {
        file.name: run_of(
            [Outcome(file.name, confront(extract_facts(read_document(file), vocabulary), rulebook))], "zh"
        )
        for file in SAMPLES
    }
    return {name: (run, page_of(run)) for name, run in runs.items()}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_of_a_small_document_is_as_before(
    lang: Lang, read_facts: Callable[[str], FactSet], rulebook: Rulebook, file_regression: FileRegressionFixture
) -> None:
    # One rule, so that the page is what changes here and not what is held.
    audit = confront(read_facts(SMALL), rulebook, frozenset({"RU-EXPENDITURE-PROSE"}))
    outcomes = [Outcome("small.txt", audit), Outcome("scan.pdf", error="no text", error_zh="没有文字")]
    page = render(run_of(outcomes, lang), "html", lang)
    # Style and script are files of their own, and the policy is a sum of them.
    page = re.sub(r"<style>.*?</style>", "<style>…</style>", page, flags=re.DOTALL)
    page = re.sub(r"<script>.*?</script>", "<script>…</script>", page, flags=re.DOTALL)
    page = re.sub(r"sha256-[\w+/=]+", "sha256-…", page)
    file_regression.check(re.sub(r">(?=<)", ">\n", page), encoding="utf-8", extension=".html")


def test_a_document_can_add_nothing_but_text(hostile_run: RunRecord) -> None:
    page = page_of(hostile_run)
    kinds = [node.attributes.get("type") for node in page.css("script")]
    audited = sum(document["status"] == "audited" for document in hostile_run["documents"])
    assert sorted(map(str, kinds)) == sorted(["None", *["application/json"] * (audited + 1)])
    assert page.css("img, iframe, object, embed, form, base, audio, video") == []
    assert [node.html for node in page.css("*") if any(name.startswith("on") for name in node.attributes)] == []


def test_no_odd_character_of_a_document_reaches_the_page(hostile_run: RunRecord) -> None:
    hostile_run["documents"][0]["findings"][2]["sentence"] = "half \ud800, back \u202e, end \x00"
    page = render(hostile_run, "html")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe]", page)
    assert "half \ufffd, back \ufffd, end \u2400" in page


def test_what_a_document_prints_is_shown_to_the_letter(hostile_run: RunRecord) -> None:
    page = page_of(hostile_run)
    sentences = {node.text() for node in page.css(".sentence")}
    assert "<script>alert(1)</script>" in sentences | {node.text() for node in page.css(".part p")}


def test_data_for_the_script_cannot_end_its_block(hostile_run: RunRecord) -> None:
    page = page_of(hostile_run)
    blocks = page.css('script[type="application/json"]')
    assert blocks
    for block in blocks:
        assert "<" not in block.text()
        json.loads(block.text())


def test_the_policy_lets_this_style_and_this_script_work_and_nothing_else(sample_run: RunRecord) -> None:
    page = page_of(sample_run)
    [policy] = [
        attribute(node, "content")
        for node in page.css("meta")
        if attribute(node, "http-equiv") == "Content-Security-Policy"
    ]
    [style], [script] = page.css("style"), page.css("script:not([type])")
    sums = [
        b64encode(hashlib.sha256(node.text(deep=True).encode()).digest()).decode("ascii") for node in (style, script)
    ]
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{sums[0]}'; script-src 'sha256-{sums[1]}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    # A style attribute would need what the policy does not give.
    assert page.css("[style]") == []


def test_the_page_refers_to_nothing_outside_itself(sample_run: RunRecord) -> None:
    page = page_of(sample_run)
    assert page.css("[src], [srcset], [action], [poster]") == []
    targets = [attribute(node, "href") for node in page.css("[href]")]
    assert [target for target in targets if not target.startswith("#") and target != "data:,"] == []
    assert not re.search(r"url\(|@import|//\w", STYLE)
    assert [
        file.name for file in SCRIPTS if re.search(r"https?:|fetch\(|XMLHttp|import\b|localStorage", file.read_text())
    ] == []


def test_the_script_makes_no_elements_of_text() -> None:
    pattern = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function")
    assert "DOMParser" not in "".join(file.read_text("utf-8") for file in SCRIPTS if file.name != "unpack.js")
    assert [file.name for file in SCRIPTS if pattern.search(file.read_text(encoding="utf-8"))] == []


def test_every_part_of_the_script_is_in_the_page(sample_run: RunRecord) -> None:
    page = render(sample_run, "html")
    assert [file.name for file in SCRIPTS if file.read_text(encoding="utf-8") not in page] == []


def test_anchors_are_unique_and_links_arrive(
    pages: dict[str, tuple[RunRecord, LexborHTMLParser]], sample_run: RunRecord
) -> None:
    sample_run["documents"].append(sample_run["documents"][0])
    for page in (page_of(sample_run), *(page for _, page in pages.values())):
        names = [attribute(node, "id") for node in page.css("[id]")]
        assert len(names) == len(set(names))
        links = [attribute(node, "href")[1:].partition("?")[0] for node in page.css('a[href^="#"]')]
        assert [link for link in links if link not in names] == []


def test_a_finding_has_its_identity_for_an_anchor(sample_run: RunRecord) -> None:
    page = page_of(sample_run)
    identities = {finding["id"] for finding in sample_run["documents"][0]["findings"]}
    assert {attribute(node, "id") for node in page.css(".finding")} == identities


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.name)
def test_every_figure_of_a_check_is_marked_where_it_stands(
    file: Path, pages: dict[str, tuple[RunRecord, LexborHTMLParser]]
) -> None:
    run, page = pages[file.name]
    marked = {node.text(): node for node in page.css(".text b.f")}
    printed = {
        term["printed"]
        for verdict in run["documents"][0]["verdicts"]
        for term in verdict["terms"]
        if term["printed"] is not None
    }
    assert printed - set(marked) == set()


def test_a_figure_bears_the_gravest_state_of_its_checks(audit_text: TextAudit) -> None:
    page = page_of(run_of([Outcome("small.txt", audit_text(SMALL))]))
    states = {node.text(): attribute(node, "class") for node in page.css(".text b.f")}
    assert states["80.00"] == states["50.00"] == states["20.00"] == "f doubt"


def test_only_the_figure_that_explains_a_finding_is_marked_as_wrong(audit_text: TextAudit) -> None:
    text = "云川市港务局2025年度部门决算\n一、说明\n2025年度支出824.95万元，其中：基本支出480.20万元，项目支出344.57万元。\n"
    page = page_of(run_of([Outcome("small.txt", audit_text(text))]))
    states = {node.text(): attribute(node, "class") for node in page.css(".text b.f")}
    assert states["344.57"] == "f wrong"
    assert states["824.95"] == states["480.20"] == "f involved"


def test_a_word_of_a_check_gives_way_to_the_figures_in_it(sample_run: RunRecord) -> None:
    document = sample_run["documents"][0]
    [verdict] = (
        verdict for verdict in document["verdicts"] if verdict["rule"] == "WO-FLAT" and len(verdict["terms"]) == 2
    )
    word, figure = verdict["terms"]
    word["location"] = {**figure["location"], "column": figure["location"]["column"] - 2}
    document["verdicts"] = [verdict]
    document["findings"] = []
    shown = [node.text() for node in page_of(sample_run).css(".text b.f")]
    assert shown[:2] == ["减少", figure["printed"]]


def test_the_gravest_findings_stand_first(sample_run: RunRecord) -> None:
    findings = sample_run["documents"][0]["findings"]
    for finding, severity in zip(findings, ("note", "warning", "error", "note"), strict=False):
        finding["severity"], finding["state"] = severity, "open"
    shown = [attribute(node, "id") for node in page_of(sample_run).css(".finding")]
    assert shown == [findings[place]["id"] for place in (2, 1, 0, 3)]


def test_what_is_set_aside_stands_apart_with_who_allowed_it(sample_run: RunRecord) -> None:
    page = page_of(sample_run)
    waived, known, *rest = (finding["id"] for finding in sample_run["documents"][0]["findings"])
    apart = page.css(".apart .finding")
    assert [attribute(node, "id") for node in apart] == [waived, known]
    assert "由 甲某，预算科 豁免，有效至 2027-03-31：附注已说明" in apart[0].text()
    assert "已入基线" in apart[1].text()
    assert {attribute(node, "id") for node in page.css(".findings > .finding")} == set(rest)


def test_a_document_without_an_audit_says_why(sample_run: RunRecord) -> None:
    page = page_of(sample_run)
    said = [node.text() for node in page.css(".document .failure")]
    assert said == ["各页均为图像", "ZeroDivisionError: broken"]


def test_a_record_without_the_text_of_its_document_is_shown_all_the_same(sample_run: RunRecord) -> None:
    del sample_run["documents"][0]["content"]
    page = page_of(sample_run)
    assert len(page.css(".finding")) == len(sample_run["documents"][0]["findings"])
    assert page.css('a[href^="#d1f"]') == []


def test_the_verdict_and_the_coverage_stand_before_the_findings(sample_run: RunRecord) -> None:
    page = render(sample_run, "html")
    places = [
        page.index(mark, page.index("<article")) for mark in ("不通过", "核对关系", "数字 149 个", 'class="findings"')
    ]
    assert places == sorted(places)


def test_very_many_findings_stand_in_groups_by_rule(sample_run: RunRecord) -> None:
    document = sample_run["documents"][0]
    document["findings"] = [{**document["findings"][2], "id": f"{number:04}"} for number in range(501)]
    page = page_of(sample_run)
    assert len(page.css(".group")) == 1
    assert len(page.css(".group > .finding:not([open])")) == 501


def test_a_long_table_is_shown_in_sections_under_its_header(sample_run: RunRecord) -> None:
    document = sample_run["documents"][0]
    [table, *_] = (block for block in document["content"] if block["kind"] == "table")
    row = table["rows"][0]
    table["rows"] = [[{**cell, "at": [[0, 5000 + number, 1]]} for cell in row] for number in range(450)]
    document["content"] = [table]
    page = page_of(sample_run)
    assert [len(section.css("tbody tr")) for section in page.css(".grid")] == [100, 100, 100, 100, 50]
    assert len({section.css_first("thead").text() for section in page.css(".grid")}) == 1


def test_a_table_says_where_it_goes_on_another_page(sample_run: RunRecord) -> None:
    document = sample_run["documents"][0]
    [table, *_] = (block for block in document["content"] if block["kind"] == "table")
    table["captions"] = []
    table["rows"] = [
        [{"text": "甲", "at": [[0, 9, 1, page]]}, {"text": "乙", "at": [[0, 9, 3, page]]}] for page in (3, 3, 4)
    ]
    document["content"] = [table]
    page = page_of(sample_run)
    assert [node.text() for node in page.css(".page")] == ["第 3 页", "第 4 页"]
    assert [len(node.css(".page")) for node in page.css(".grid tbody tr")] == [0, 0, 1, 0]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_landmarks_and_languages_are_named(lang: Lang, sample_runs: dict[Lang, RunRecord]) -> None:
    page = LexborHTMLParser(render(sample_runs[lang], "html", lang))
    code = "zh-CN" if lang == "zh" else "en"
    root = page.css_first("html")
    assert attribute(root, "lang") == code
    assert len(page.css("main")) == len(page.css("h1")) == len(page.css("body > header")) == 1
    names = {attribute(node, "id") for node in page.css("[id]")}
    for node in page.css("section, aside, nav, article, search, dialog"):
        assert (
            attribute(node, "aria-label")
            or attribute(node, "aria-labelledby") in names
            or "apart" in attribute(node, "class")
        )
    assert {attribute(node, "lang") for node in page.css("article")} == {code}
    assert attribute(page.css_first(".source .text"), "lang") == "zh-CN"
    assert page.css_first(".skip").attributes["href"] == "#main"


def test_headings_leave_no_level_out(sample_run: RunRecord) -> None:
    levels = [int((node.tag or "h9")[1]) for node in page_of(sample_run).css("main :is(h1, h2, h3, h4, h5, h6)")]
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_tables_of_the_document_name_their_headers(sample_run: RunRecord) -> None:
    page = page_of(sample_run)
    assert page.css(".grid th")
    assert [
        node.html for node in page.css(".grid th") if attribute(node, "scope") not in ("row", "col", "colgroup")
    ] == []


def test_every_sentence_of_the_page_is_in_both_languages() -> None:
    for chinese, english in MESSAGES.values():
        assert chinese
        assert english
        assert set(re.findall(r"\{\w+\}", chinese)) == set(re.findall(r"\{\w+\}", english))


def test_every_sentence_of_the_page_is_used() -> None:
    sources = [
        file.read_text(encoding="utf-8") for file in (*PACKAGE.glob("*.py"), *SCRIPTS) if file.name != "words.py"
    ]
    made = ("state-", "-figures", "-document", "-match", "key-")
    unused = [key for key in MESSAGES if not any(re.search(f"[\"']{key}[\"']", source) for source in sources)]
    assert [key for key in unused if not any(part in key for part in made) and key not in ("waived", "baseline")] == []


def palettes() -> dict[str, dict[str, str]]:
    light, dark = re.findall(r":root \{(.*?)\}", STYLE, flags=re.DOTALL)[:2]
    read = {
        name: dict(re.findall(r"--([\w-]+): (#\w{6})", rules)) for name, rules in (("light", light), ("dark", dark))
    }
    return {"light": read["light"], "dark": {**read["light"], **read["dark"]}}


def luminance(colour: str) -> float:
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


STATES = ("wrong", "doubt", "rounding", "holds", "aside")
PAIRS = [
    *((text, ground) for text in ("text", "muted") for ground in ("ground", "paper", "mark-ground")),
    *((state, ground) for state in STATES for ground in ("paper", f"{state}-ground", "mark-ground")),
    *((tone, "ground") for tone in ("aside", "rounding")),
    ("text", "find-ground"),
    ("paper", "focus"),
    *(("paper", state) for state in STATES),
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_stands_out_from_its_ground(text: str, ground: str, scheme: str) -> None:
    colours = palettes()[scheme]
    assert contrast(colours[text], colours[ground]) >= 4.5


def test_no_colour_stands_outside_the_palette() -> None:
    rules = re.sub(r":root \{.*?\}", "", STYLE, flags=re.DOTALL)
    assert set(re.findall(r"#[0-9a-fA-F]{3,8}\b", rules)) <= {"#000"}


def test_states_of_figures_differ_by_more_than_colour() -> None:
    """The wrong one stands light on a solid ground, padded; those beside it are outlined; the others are underlined."""
    lines = {
        state: re.search(rf"\.f\.{state}[^{{]*\{{[^}}]*((?:text-decoration|outline|padding): [^;]+);", STYLE)
        for state in (*STATES, "involved", "unchecked")
    }
    drawn = [match[1] for match in lines.values() if match]
    assert len(drawn) == len(lines)
    signs = {state for state in lines if re.search(rf"\.f\.{state}:not\(:empty[^)]*\)::after \{{ content", STYLE)}
    assert len({(line, state if state in signs else "") for state, line in zip(lines, drawn, strict=True)}) == len(
        lines
    )


def test_the_same_run_gives_the_same_bytes(sample_run: RunRecord) -> None:
    assert render(sample_run, "html") == render(json.loads(json.dumps(sample_run)), "html")


def test_merged_heads_keep_their_spans() -> None:
    reach = [[[0, 1], [1, 3], [], [3, 4], [4, 7]], [[], [1, 2], [2, 3], [], [4, 5], [5, 6], [6, 7]]]
    first, second = head_cells(reach, 7) or ([], [])
    assert [(cell.place, cell.column, cell.columns, cell.rows) for cell in first] == [
        (0, 0, 1, 2),
        (1, 1, 2, 1),
        (3, 3, 1, 2),
        (4, 4, 3, 1),
    ]
    assert [(cell.place, cell.column) for cell in second] == [(1, 1), (2, 2), (4, 4), (5, 5), (6, 6)]
    assert head_cells([[[0, 2], [1, 3]]], 3) is None, "no cell lies on another"
    gap = head_cells([[[], [1, 2]], [[0, 1], [1, 2]]], 2)
    assert gap is not None and [cell.place for cell in gap[0]] == [None, 1]


def test_the_head_of_a_table_and_its_labels_are_marked_to_stay(sample_run: RunRecord) -> None:
    page = page_of(sample_run)
    heads = page.css(".grid thead th[colspan]")
    assert heads and all(head.attributes["scope"] == "colgroup" for head in heads)
    for table in page.css(".grid table"):
        for row in table.css("tbody tr"):
            assert len(row.css(".k")) <= 1
        columns = [0] * 60
        for number, row in enumerate(table.css("thead tr")):
            at = 0
            for cell in row.css("td, th"):
                while columns[at] > number:
                    at += 1
                for _ in range(int(cell.attributes.get("colspan") or 1)):
                    columns[at] = number + int(cell.attributes.get("rowspan") or 1)
                    at += 1
        heights = {height for height in columns if height}
        assert len(heights) <= 1, "every column of a head is as high as the others"


def test_the_matrix_counts_every_open_finding(sample_run: RunRecord) -> None:
    page = page_of(sample_run)
    cells = [int(cell.text()) for cell in page.css("#matrix td:not(.sum) a")]
    sums = [int(cell.text()) for cell in page.css("#matrix td.sum")]
    counted = [finding for finding in sample_run["documents"][0]["findings"] if finding["state"] == "open"]
    assert sum(cells) == sum(sums) == len(counted)
    assert page.css("#matrix thead th")[2].text() == "1", "documents without findings have no column"


def test_verdicts_are_counted_over_the_documents(sample_run: RunRecord) -> None:
    said = [button.text().split() for button in page_of(sample_run).css(".verdicts button")]
    assert said == [["⊘", "内部错误", "1"], ["⊘", "无法读取", "1"], ["✕", "不通过", "1"]]


def test_names_in_a_folder_are_safe_and_lead_to_their_pages(hostile_run: RunRecord, tmp_path: Path) -> None:
    made = {name: b"".join(pieces) for name, pieces in render_folder(hostile_run, "html")}
    assert len(made) == 1 + len(hostile_run["documents"])
    for name, content in made.items():
        assert re.fullmatch(r"[\w-]+\.html", name), name
        (tmp_path / name).write_bytes(content)
    page = LexborHTMLParser(made["index.html"].decode("utf-8"))
    links = [attribute(node, "href") for node in page.css("#documents tbody a")]
    assert [unquote(link.partition("#")[0]) for link in links] == list(made)[1:]
    assert not page.css("article")


def test_only_formats_of_several_files_make_a_folder(sample_run: RunRecord) -> None:
    with pytest.raises(UsageError, match="one file"):
        next(render_folder(sample_run, "json"))


def test_many_documents_are_packed_and_say_so_without_the_script(sample_run: RunRecord) -> None:
    sample_run["documents"] = sample_run["documents"][:1] * (MOST_PLAIN + 1)
    page = page_of(sample_run)
    assert "-f html=" in page.css("#d2 .text")[0].text()
    assert page.css("#d2 .finding .calc"), "findings can be read all the same"
    packed = b64decode(page.css("#d2packed")[0].text())
    held = json.loads(zlib.decompress(packed, wbits=-zlib.MAX_WBITS))
    assert set(held) == {"text", "others", "checks"} and 'class="f ' in held["text"]
    assert len(held["others"]) == len(page.css("#d2 .others"))
