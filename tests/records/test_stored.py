"""Runs kept as JSON: read document by document, whole or with no more than findings rest on; what is no report is told."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from auditor.audit import confront
from auditor.documents import read_document
from auditor.errors import UsageError
from auditor.facts import extract_facts
from auditor.records import Outcome, RunRecord, run_of
from auditor.records.details import findings_of
from auditor.records.stored import load_run
from auditor.reports import render
from auditor.rulebook import Rulebook
from auditor.vocabulary import Vocabulary
from tests.conftest import ROOT, TextAudit

SAMPLE = ROOT / "sample_reports" / "final-faulty-cells.txt"


@pytest.fixture(scope="module")
def whole(audit_text: TextAudit) -> RunRecord:
    audit = audit_text(SAMPLE.read_text(encoding="utf-8"))
    return run_of([Outcome("a.txt", audit), Outcome("b.pdf", error="it is empty"), Outcome("c.txt", audit)], "zh")


@pytest.fixture
def saved(tmp_path: Path) -> Callable[[str], Path]:
    def save(text: str) -> Path:
        (tmp_path / "audit.json").write_text(text, encoding="utf-8")
        return tmp_path / "audit.json"

    return save


@pytest.mark.parametrize("piece", [1, 7, 4096, 2**20])
@pytest.mark.parametrize("file_format", ["json", "json:findings"])
def test_what_was_read_is_written_again_as_it_was(
    whole: RunRecord, saved: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch, piece: int, file_format: str
) -> None:
    monkeypatch.setattr("auditor.records.pieces._PIECE", piece)
    text = render(whole, file_format)
    assert render(load_run(saved(text)), file_format) == text


def test_a_file_may_be_indented_and_in_any_order(whole: RunRecord, saved: Callable[[str], Path]) -> None:
    shuffled = json.dumps(dict(reversed(whole.items())), indent=3)
    assert json.loads(render(load_run(saved(shuffled)), "json")) == whole


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda text: text[: len(text) // 2], "Unterminated string|delimiter|Expecting"),
        (lambda text: text + "x", "more behind the end"),
        (lambda text: text.replace('"schema":1', '"schema":2'), "it is of schema 2"),
        (lambda text: text.replace('"schema":1,', ""), "schema: this key is missing"),
        (lambda text: text.replace('"path":"c.txt"', '"path":5'), "documents.2.path: "),
        (lambda text: text.replace('"documents":[', '"documents":{', 1), r"\[ is missing"),
        (lambda text: text.replace('},{"path":"b.pdf"', '};{"path":"b.pdf"'), "a comma or ] is missing"),
        (lambda text: "[]", "{ is missing"),
        (lambda text: "", "{ is missing"),
        (lambda text: "[" * 100_000, "{ is missing"),
        (lambda text: '{"schema":' + "[" * 100_000, "nested too deeply"),
        (lambda text: "{5:1}", "a key is no string"),
    ],
)
def test_what_is_no_report_is_told(
    whole: RunRecord, saved: Callable[[str], Path], change: Callable[[str], str], says: str
) -> None:
    with pytest.raises(UsageError, match=says):
        load_run(saved(change(render(whole, "json"))))


def test_what_is_not_encoded_in_utf_8_is_told(tmp_path: Path) -> None:
    (tmp_path / "audit.json").write_bytes('{"schema":"预算"}'.encode("gb18030"))
    with pytest.raises(UsageError, match="not encoded in UTF-8"):
        load_run(tmp_path / "audit.json")


def test_memory_does_not_grow_with_the_length_of_the_file(
    whole: RunRecord, saved: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("auditor.records.pieces._PIECE", 4096)

    def peak_of(count: int) -> int:
        many: RunRecord = {**whole, "documents": [whole["documents"][0]] * count}
        file = saved(render(many, "json"))
        tracemalloc.start()
        load_run(file)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return peak

    peak_of(5)
    assert peak_of(30) < 1.3 * peak_of(15)


def test_findings_are_told_alike_with_no_more_than_they_rest_on(whole: RunRecord, saved: Callable[[str], Path]) -> None:
    short = load_run(saved(render(whole, "json:findings")))
    assert short["detail"] == "findings"
    for file_format in ("text", "compact", "csv", "sarif", "gitlab", "github"):
        assert render(short, file_format) == render(whole, file_format)


def test_the_verdicts_that_findings_name_are_the_same(whole: RunRecord) -> None:
    document = whole["documents"][0]
    short = findings_of(document)
    for finding, same in zip(document["findings"], short["findings"], strict=True):
        pairs = [(finding["verdicts"], same["verdicts"])]
        if finding.get("diagnosis") and same.get("diagnosis"):
            one, other = finding["diagnosis"], same["diagnosis"]
            assert one is not None
            assert other is not None
            pairs += [(one["mended"], other["mended"]), (one["vouching"], other["vouching"])]
        for numbers, places in pairs:
            for number, place in zip(numbers, places, strict=True):
                kept, before = short["verdicts"][place], document["verdicts"][number]
                assert {**kept, "structure": None} == {**before, "structure": None}
                if before.get("structure") is not None:
                    assert (
                        short["structures"][kept["structure"] or 0] == document["structures"][before["structure"] or 0]
                    )
    assert findings_of(short) == short


@pytest.mark.parametrize("name", ["final-faulty-cells.txt", "formats/final.pdf", "formats/budget.docx"])
def test_what_findings_rest_on_is_less_than_a_third(name: str, vocabulary: Vocabulary, rulebook: Rulebook) -> None:
    audit = confront(extract_facts(read_document(ROOT / "sample_reports" / name), vocabulary), rulebook)
    run = run_of([Outcome(name, audit)], "zh")
    assert len(render(run, "json:findings")) * 3 < len(render(run, "json"))
