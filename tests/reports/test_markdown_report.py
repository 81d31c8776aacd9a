"""The Markdown report: the verdict first, every finding worked out, and nothing of a document that is taken for markup."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from pytest_regressions.file_regression import FileRegressionFixture

from auditor.records import LANGUAGES, Lang, RunRecord
from auditor.records.messages import say
from auditor.reports import render
from auditor.reports.markdown_report import WORDS, escaped
from auditor.reports.terms import one_line
from tests.reports.conftest import HOSTILE

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_report_is_as_before(
    lang: Lang, sample_runs: dict[Lang, RunRecord], file_regression: FileRegressionFixture
) -> None:
    file_regression.check(render(sample_runs[lang], "markdown", lang), encoding="utf-8", extension=".md")


def test_the_worst_document_gives_the_verdict_which_stands_first(sample_run: RunRecord) -> None:
    assert render(sample_run, "markdown", "zh").startswith(f"# {say('verdict-failed', 'zh')}\n")
    del sample_run["documents"][1:]
    assert render(sample_run, "markdown", "en").startswith(f"# {say('verdict-errors', 'en')}\n")


def test_every_open_finding_is_worked_out_and_no_other(sample_run: RunRecord) -> None:
    report = render(sample_run, "markdown", "zh")
    findings = sample_run["documents"][0]["findings"]
    worked = re.findall(r"^#### (\S+)", report, re.MULTILINE)
    assert worked == [finding["id"] for finding in findings if finding.get("state") == "open"]
    assert all(finding["id"] in report for finding in findings)


def test_what_is_printed_around_the_figure_is_quoted(sample_run: RunRecord) -> None:
    told = render(sample_run, "markdown", "zh")
    quoted = {finding["id"]: escaped(finding["excerpt"]) in told for finding in sample_run["documents"][0]["findings"]}
    assert quoted == {finding["id"]: finding["state"] == "open" for finding in sample_run["documents"][0]["findings"]}


def _shown(text: str) -> str:
    """What a reader of a list item sees."""
    tokens = MARKDOWN.parse(f"- {text}")
    assert [token.type for token in tokens[:2]] == ["bullet_list_open", "list_item_open"]
    inline = [token for token in tokens if token.type == "inline"]
    assert len(inline) <= 1, "the text begins a block of its own"
    children = inline[0].children or [] if inline else []
    assert {child.type for child in children} <= {"text", "text_special"}
    return "".join(child.content for child in children)


@given(st.text(alphabet=st.sampled_from("\\`*_[](){}<>|~#&!$@:;.,'\"-+=/wwahrefmailto12 \n长（"), max_size=40))
def test_an_escaped_text_shows_itself_and_nothing_else(text: str) -> None:
    assert _shown(escaped(text)).replace("\u2060", "") == one_line(text).strip()


@pytest.mark.parametrize(
    "text", [*HOSTILE, "---", "- a", "1. a", "# a", "> a", "http://example.org", "www.example.org"]
)
def test_a_hostile_text_shows_itself(text: str) -> None:
    assert _shown(escaped(text)) == one_line(text).strip()
    assert not re.search(r"(?<!\\)://|www\.", escaped(text))


def test_no_one_is_notified() -> None:
    assert escaped("@everyone") == "@\u2060everyone"


def test_a_hostile_document_changes_nothing_but_its_own_words(sample_run: RunRecord, hostile_run: RunRecord) -> None:
    html = MARKDOWN.render(render(hostile_run, "markdown", "zh"))
    assert not re.search(r"<(script|img|a|em|strong|del)\b", html)
    tokens = MARKDOWN.parse(render(hostile_run, "markdown", "zh"))
    fences = [token for token in tokens if token.type == "fence"]
    findings = hostile_run["documents"][0]["findings"]
    assert len(fences) == sum(finding.get("state") == "open" for finding in findings)
    assert len([token for token in tokens if token.type == "table_open"]) == 2


def test_a_fence_is_longer_than_any_run_of_backticks_in_it(sample_run: RunRecord) -> None:
    document = sample_run["documents"][0]
    finding = next(finding for finding in document["findings"] if finding.get("state") == "open")
    document["verdicts"][finding["verdicts"][0]]["terms"][0]["label"] = "````"
    assert "\n`````text\n" in render(sample_run, "markdown", "zh")


def test_more_figures_than_a_reader_wants_are_counted(sample_run: RunRecord) -> None:
    coverage = sample_run["documents"][0]["coverage"]
    coverage["unchecked"] = [{"printed": "4", "line": line, "column": 1, "reason": "x"} for line in range(1, 26)]
    report = render(sample_run, "markdown", "zh")
    assert "第20行 4" in report
    assert "第21行 4" not in report
    assert "另有 5 个数字" in report


def test_every_word_is_there_in_both_languages() -> None:
    assert all(len(words) == 2 and all(words) for words in WORDS.values())
