"""GitHub: annotations that nothing a document prints can break out of, ten of a level at most; a summary that fits."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from auditor.records import RunRecord
from auditor.reports import render, render_summary
from tests.reports.machine.sizes import crowd

COMMAND = re.compile(r"::(error|warning|notice) ((?:[a-zA-Z]+=[^,:\r\n]*,?)+)::([^\r\n]*)")


def annotations_of(run: RunRecord) -> list[tuple[str, dict[str, str], str]]:
    found = []
    for line in render(run, "github").splitlines():
        if line.startswith("::"):
            match = COMMAND.fullmatch(line)
            assert match, line
            properties = dict(pair.split("=", 1) for pair in match[2].split(","))
            found.append((match[1], properties, match[3]))
    return found


def test_a_finding_in_a_text_has_its_line(sample_run: RunRecord) -> None:
    told = [(level, own["line"]) for level, own, _ in annotations_of(sample_run) if "RU-ACTIVITY" in own["title"]]
    assert told == [("error", "152")]


def test_a_finding_elsewhere_has_its_page_or_cell_and_no_line(binary_run: RunRecord) -> None:
    annotations = annotations_of(binary_run)
    assert not any("line" in own for _, own, _ in annotations)
    assert any("公开03表!E18" in own["title"] for _, own, _ in annotations)


def test_what_was_not_audited_comes_before_what_was_found(sample_run: RunRecord) -> None:
    assert [own["file"] for _, own, _ in annotations_of(sample_run)][:2] == ["scan.pdf", "broken.docx"]


@pytest.mark.parametrize("name", ["hostile_run", "halved_run"])
def test_hostile_text_makes_no_command_of_its_own(name: str, request: pytest.FixtureRequest) -> None:
    run: RunRecord = request.getfixturevalue(name)
    findings = [finding for finding in run["documents"][0]["findings"] if finding["state"] == "open"]
    lines = render(run, "github").splitlines()
    assert len(annotations_of(run)) == len(findings) + 2 == len(lines) - 1


def test_a_percent_sign_and_separators_are_escaped(sample_run: RunRecord) -> None:
    sample_run["documents"][1]["path"] = "a,b:c%\r\n.pdf"
    sample_run["documents"][1]["error"] = "100% : a, b"
    _, own, message = annotations_of(sample_run)[0]
    assert own["file"] == "a%2Cb%3Ac%25%0D%0A.pdf"
    assert message == "100%25 : a, b"


def test_ten_annotations_of_a_level_are_all_told(sample_run: RunRecord) -> None:
    levels = [level for level, _, _ in annotations_of(crowd(sample_run, 24))]
    assert levels == ["error"] * 10 + ["warning"] * 8 + ["notice"] * 8


def test_of_more_than_ten_the_tenth_counts_the_rest(sample_run: RunRecord) -> None:
    annotations = annotations_of(crowd(sample_run, 60))
    assert [level for level, _, _ in annotations] == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 10
    assert "13" in annotations[9][2]
    assert "11" in annotations[29][2]


class Outline(HTMLParser):
    """The tags of a text, and whether each is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not attrs
        self.tags.add(tag)
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("name", ["sample_run", "hostile_run", "halved_run", "binary_run"])
def test_the_summary_is_of_our_own_tags_only(name: str, request: pytest.FixtureRequest) -> None:
    outline = Outline()
    outline.feed(render_summary(request.getfixturevalue(name), "github"))
    assert outline.open == []
    assert outline.tags <= {"table", "tr", "th", "td", "br", "details", "summary", "pre"}


@pytest.mark.parametrize("name", ["hostile_run", "halved_run"])
def test_no_text_of_a_document_stands_where_markdown_counts(name: str, request: pytest.FixtureRequest) -> None:
    """A block of HTML ends at an empty line; what follows must be a block again, or words of our own."""
    run: RunRecord = request.getfixturevalue(name)
    for finding in run["documents"][0]["findings"]:
        finding["remarks"] = ["", " \x00\t", "# a heading"]
    blocks = re.split(r"\n[ \t]*\n", render_summary(run, "github").strip())
    assert blocks[0].startswith("## ")
    assert all(block.startswith(("<table>", "<details>")) for block in blocks[2:])


def test_the_summary_says_the_verdict_first_and_every_open_finding(sample_run: RunRecord) -> None:
    text = render_summary(sample_run, "github", "zh")
    waived, known, *rest = (finding["id"] for finding in sample_run["documents"][0]["findings"])
    assert text.startswith("## 内部错误\n")
    assert all(name in text for name in rest)
    assert waived not in text
    assert known not in text


def test_a_summary_that_is_too_long_drops_whole_sections_and_counts_them(sample_run: RunRecord) -> None:
    text = render_summary(crowd(sample_run, 4000), "github", "zh")
    shown = text.count("<details>")
    assert 800 * 1024 < len(text.encode()) < 900 * 1024
    assert text.count("</details>") == shown < 4000
    assert f"另有 {4000 - shown} 个问题" in text
    assert text.index("0000-CRWD") < text.index("0003-CRWD") < text.index("0001-CRWD")


def test_a_list_of_documents_that_is_too_long_is_left_out(sample_run: RunRecord) -> None:
    sample_run["documents"] = [*sample_run["documents"], *[sample_run["documents"][1]] * 9000]
    text = render_summary(sample_run, "github", "zh")
    assert "<table>" not in text
    assert "文件清单过长" in text
    assert "<details>" in text
