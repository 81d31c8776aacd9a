"""The original beside what was read of it: pictures of pages, and the rows, columns and sentences of the figures in them."""

from __future__ import annotations

import re
from copy import deepcopy

import pytest

from auditor.audit import confront
from auditor.documents import read_document
from auditor.documents.pictures import Picture
from auditor.facts import extract_facts
from auditor.records import Outcome, RunRecord, run_of
from auditor.reports import FORMATS, render
from auditor.reports.sights import Pictures
from auditor.rulebook import Rulebook
from auditor.vocabulary import Vocabulary
from tests.conftest import ROOT
from tests.reports.conftest import pictures_for

PDF = ROOT / "sample_reports" / "formats" / "budget.pdf"
DOT = Picture(1, b"\x89PNG", 900, 40, ((10.0, 10.0, 30.0, 20.0),))


@pytest.fixture(scope="module")
def shown(vocabulary: Vocabulary, rulebook: Rulebook) -> tuple[RunRecord, Pictures]:
    audit = confront(extract_facts(read_document(PDF), vocabulary), rulebook)
    return run_of([Outcome(PDF.name, audit)], "zh"), pictures_for(audit, PDF)


def card(page: str, name: str) -> str:
    found = re.search(
        rf'<details class="finding[^>]*id="{name}".*?<div class="why">(.*?)<p class="basis">', page, re.DOTALL
    )
    assert found is not None
    return found[1]


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


def test_the_figures_of_a_table_are_read_under_their_heads_beside_their_labels(
    shown: tuple[RunRecord, Pictures],
) -> None:
    read = card(render(shown[0], "html", "zh", pictures=shown[1]), "WKD3-ST9G").partition('<div class="read">')[2]
    grid = read.partition("</table>")[0]
    assert words(grid) == "所读 一般公共预算基本支出／合计 人员经费 公用经费 办公费 11.21 &nbsp; 12.11"
    assert re.findall(r'<b class="(\w+)">([^<]*)', grid) == [("part", "11.21"), ("part", "&nbsp;"), ("wrong", "12.11")]


def test_the_figures_of_a_sentence_are_read_within_it(shown: tuple[RunRecord, Pictures]) -> None:
    said = re.findall(r'<p class="said">.*?</p>', card(render(shown[0], "html", "zh", pictures=shown[1]), "2EEQ-DZR0"))
    assert [re.findall(r'<b class="(\w+)">([^<]*)', paragraph) for paragraph in said] == [
        [("part", "15.40"), ("part", "0.60"), ("wrong", "3.57%")]
    ]


def test_every_picture_is_told_in_words_and_decoded_when_it_is_shown(shown: tuple[RunRecord, Pictures]) -> None:
    page = render(shown[0], "html", "zh", pictures=shown[1])
    images = re.findall(r"<img [^>]*>", page)
    assert len(images) == sum(map(len, shown[1][PDF.name].values()))
    assert all("loading=lazy decoding=async" in image and 'alt="第 ' in image for image in images)
    assert any("办公费 一般公共预算基本支出/公用经费 12.11" in image for image in images)


def test_a_page_without_pictures_shows_none(shown: tuple[RunRecord, Pictures]) -> None:
    page = render(shown[0], "html", "zh")
    assert "<img" not in page
    assert 'class="original"' not in page


def test_a_document_shows_no_picture_of_another(shown: tuple[RunRecord, Pictures]) -> None:
    assert "<img" not in render(shown[0], "html", "zh", pictures={"other.pdf": shown[1][PDF.name]})


def test_only_formats_that_show_pictures_are_given_them(shown: tuple[RunRecord, Pictures]) -> None:
    for name, found in FORMATS.items():
        if not found.is_binary and not found.is_pictured:
            assert "base64" not in render(shown[0], name, "zh", pictures=shown[1])


def test_what_a_document_prints_is_text_in_an_excerpt_too(hostile_run: RunRecord) -> None:
    run = deepcopy(hostile_run)
    document = run["documents"][0]
    for block in document["content"]:
        for cell in (text for row in (*block.get("header", []), *block.get("rows", [])) for text in row):
            cell["text"] = "<img src=x onerror=alert(1)>&\"'"
    pictures = {document["path"]: {finding["id"]: (DOT,) for finding in document["findings"]}}
    page = render(run, "html", "zh", pictures=pictures)
    assert page.count("<img ") == page.count("<img alt=")
    assert "<img src" not in page


def test_far_rows_of_a_long_sum_are_told_to_be_left_out(shown: tuple[RunRecord, Pictures]) -> None:
    run = deepcopy(shown[0])
    document = run["documents"][0]
    table = max((block for block in document["content"] if "rows" in block), key=lambda block: len(block["rows"]))
    finding = document["findings"][0]
    verdict = document["verdicts"][finding["verdicts"][0]]
    finding["diagnosis"] = None
    first = verdict["terms"][0]
    verdict["terms"] = [
        {**first, "location": {**first["location"], "line": row[-1]["at"][0][1], "column": row[-1]["at"][0][2]}}
        for row in table["rows"]
    ]
    read = card(render(run, "html", "zh", pictures={PDF.name: {finding["id"]: (DOT,)}}), finding["id"])
    grid = read.partition('<div class="read">')[2].partition("</table>")[0]
    assert grid.count("<th scope=row>") == 14
    assert grid.count("⋮") == 1
