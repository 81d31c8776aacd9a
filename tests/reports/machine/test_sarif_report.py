"""SARIF: valid by the schema, safe to upload, every operand linked, no lines in files that have none."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from markdown_it import MarkdownIt

from auditor.records import LANGUAGES, SEVERITIES, Lang, RunRecord
from auditor.reports import render, render_bytes
from auditor.reports.explain.of_run import add_explanations
from auditor.reports.explain.statement import Telling
from auditor.reports.help_pages import set_help_pages
from auditor.rulebook import Rulebook
from auditor.vocabulary import Vocabulary
from tests.conftest import ROOT, Run
from tests.reports.machine.sizes import crowd

SCHEMA = Path(__file__).parent.parent / "schemas" / "sarif-schema-2.1.0.json"
LINK = re.compile(r"(?<!\\)\[((?:[^\[\]\\]|\\.)*)\]\((\d+)\)")
ALL_RUNS = ["sample_run", "hostile_run", "halved_run", "binary_run"]


@cache
def schema() -> Any:
    return json.loads(SCHEMA.read_text(encoding="utf-8"))


def log_of(run: RunRecord) -> Any:
    """The log, once it is known to be valid."""
    log = json.loads(render_bytes(run, "sarif"))
    jsonschema.Draft7Validator(schema()).validate(log)
    return log["runs"][0]


def results_of(run: RunRecord) -> list[Any]:
    found: list[Any] = log_of(run)["results"]
    return found


@pytest.fixture(params=ALL_RUNS)
def any_run(request: pytest.FixtureRequest) -> RunRecord:
    run: RunRecord = request.getfixturevalue(request.param)
    return run


def test_a_log_is_valid_and_has_the_open_findings(any_run: RunRecord) -> None:
    findings = [finding for document in any_run["documents"] for finding in document.get("findings", [])]
    ids = [finding["id"] for finding in findings if finding["state"] == "open"]
    assert sorted(result["properties"]["auditor/id"] for result in results_of(any_run)) == sorted(ids)


def test_the_schema_refuses_a_log_that_is_wrong(sample_run: RunRecord) -> None:
    log = json.loads(render(sample_run, "sarif"))
    log["runs"][0]["results"][0]["level"] = "grave"
    assert not jsonschema.Draft7Validator(schema()).is_valid(log)


def test_every_result_fails_and_has_a_place_in_a_file(any_run: RunRecord) -> None:
    for result in results_of(any_run):
        assert result["kind"] == "fail"
        assert not {"suppressions", "baselineState"} & result.keys()
        (place,) = result["locations"]
        assert place["physicalLocation"]["artifactLocation"]["uri"]


def test_a_document_without_lines_of_its_own_has_no_region(binary_run: RunRecord) -> None:
    run = log_of(binary_run)
    assert "region" not in json.dumps([run["results"], run["invocations"]])
    pdf, xlsx = (
        [
            result
            for result in run["results"]
            if result["locations"][0]["physicalLocation"]["artifactLocation"]["index"] == n
        ]
        for n in (0, 1)
    )
    assert all(result["locations"][0]["physicalLocation"]["properties"]["auditor/page"] for result in pdf)
    assert all("!" in result["locations"][0]["physicalLocation"]["properties"]["auditor/cell"] for result in xlsx)


def test_a_region_of_a_text_holds_the_figure_as_printed(sample_run: RunRecord) -> None:
    text = (ROOT / "sample_reports" / "budget-faulty-cells-gb18030.txt").read_text(encoding="gb18030").split("\n")
    verdicts = {finding["id"]: finding["verdicts"][0] for finding in sample_run["documents"][0]["findings"]}
    for result in results_of(sample_run):
        head = sample_run["documents"][0]["verdicts"][verdicts[result["properties"]["auditor/id"]]]
        for term, related in zip(head["terms"], result["relatedLocations"], strict=True):
            region = related["physicalLocation"]["region"]
            at = text[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1]
            assert term["printed"] in (at, None)


def test_a_region_shows_its_figure(sample_run: RunRecord) -> None:
    verdicts = {finding["id"]: finding["verdicts"][0] for finding in sample_run["documents"][0]["findings"]}
    shown = 0
    for result in results_of(sample_run):
        head = sample_run["documents"][0]["verdicts"][verdicts[result["properties"]["auditor/id"]]]
        for term, related in zip(head["terms"], result["relatedLocations"], strict=True):
            snippet = related["physicalLocation"]["region"].get("snippet", {"text": None})
            assert snippet["text"] == term["printed"]
            shown += term["printed"] is not None
    assert shown > 3


def test_the_message_begins_with_page_or_cell_where_a_file_has_no_lines(binary_run: RunRecord) -> None:
    for result in results_of(binary_run):
        place = result["locations"][0]["physicalLocation"]["properties"]
        page, cell = place.get("auditor/page"), place.get("auditor/cell")
        assert result["message"]["text"].startswith(f"第{page}页：" if page else f"{cell}：" if cell else "“")


def test_the_message_of_a_text_begins_with_what_is_wrong(sample_run: RunRecord) -> None:
    sentences = [finding["sentence"] for finding in sample_run["documents"][0]["findings"]]
    for result in results_of(sample_run):
        assert any(result["message"]["text"].startswith(sentence) for sentence in sentences)


def test_a_result_has_what_is_printed_around_its_figure(any_run: RunRecord) -> None:
    excerpts = [result["properties"]["auditor/excerpt"] for result in results_of(any_run)]
    assert any(excerpts)
    assert all("【" in excerpt for excerpt in excerpts if excerpt)


def test_every_rule_leads_to_the_page_of_its_kind_where_that_has_an_address(any_run: RunRecord) -> None:
    assert [rule for rule in log_of(any_run)["tool"]["driver"]["rules"] if "helpUri" in rule] == []
    set_help_pages("https://example.org/rules/{kind}.md")
    try:
        rules = log_of(any_run)["tool"]["driver"]["rules"]
    finally:
        set_help_pages(None)
    assert rules
    for rule in rules:
        address, _, page = rule["helpUri"].rpartition("/")
        assert address == "https://example.org/rules"
        assert (ROOT / "docs" / "rules" / page).is_file()
        assert f"auditor rules kinds {page.removesuffix('.md')}" in rule["help"]["markdown"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_help_of_a_rule_says_what_explain_says(
    lang: Lang, sample_runs: dict[Lang, RunRecord], vocabulary: Vocabulary, rulebook: Rulebook
) -> None:
    run = deepcopy(sample_runs[lang])
    add_explanations(run, vocabulary, rulebook)
    telling = Telling(vocabulary, rulebook, lang)
    for rule in log_of(run)["tool"]["driver"]["rules"]:
        told = rulebook.by_code[rule["id"]]
        shown = MarkdownIt().render(rule["help"]["markdown"])
        lines = [*telling.must_hold(told), *telling.applies(told), told.title[lang], told.source[lang]]
        assert [line for line in lines if escape(line, quote=False) not in shown.replace("&quot;", '"')] == []


def test_a_run_that_does_not_say_what_rules_hold_has_their_titles(sample_run: RunRecord) -> None:
    rule = log_of(sample_run)["tool"]["driver"]["rules"][0]
    assert sample_run["rules"][rule["id"]]["title"]["zh"] in rule["help"]["markdown"].replace("\\", "")


def test_the_command_has_rules_explained(run: Run) -> None:
    _, out, _ = run("check", str(ROOT / "sample_reports" / "budget-faulty-tabs.txt"), "-f", "sarif")
    rules = json.loads(out)["runs"][0]["tool"]["driver"]["rules"]
    assert all("须成立" in rule["help"]["markdown"] for rule in rules)


def test_every_operand_is_linked_from_the_message(any_run: RunRecord) -> None:
    for result in results_of(any_run):
        linked = [int(number) for _, number in LINK.findall(result["message"]["text"])]
        assert linked == [place["id"] for place in result["relatedLocations"]] == list(range(1, len(linked) + 1))
        assert all(place["message"]["text"] for place in result["relatedLocations"])


def test_what_a_document_prints_is_neither_a_link_nor_a_placeholder(hostile_run: RunRecord) -> None:
    results = results_of(hostile_run)
    texts = [result["message"]["text"] for result in results]
    texts += [place["message"]["text"] for result in results for place in result["relatedLocations"]]
    for text in texts:
        bare = text.replace("{{", "").replace("}}", "")
        assert "{" not in bare
        assert "}" not in bare
        assert all(target.isdigit() for target in re.findall(r"(?<!\\)\]\(([^)]*)\)", text))
        assert "\n" not in text


def test_files_are_relative_encoded_and_have_their_hashes(any_run: RunRecord) -> None:
    artifacts = log_of(any_run)["artifacts"]
    assert len(artifacts) == len(any_run["documents"])
    for artifact, document in zip(artifacts, any_run["documents"], strict=True):
        assert re.fullmatch(r"(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+", artifact["location"]["uri"])
        assert artifact["location"]["uriBaseId"] == "SRCROOT"
        assert artifact.get("hashes", {}).get("sha-256") == document.get("sha256")


def test_a_name_that_is_no_utf_8_keeps_its_bytes(sample_run: RunRecord) -> None:
    sample_run["documents"][0]["path"] = b"\xd4\xa4 2024/\xe6\x96\x87.txt".decode("utf-8", "surrogateescape")
    assert log_of(sample_run)["artifacts"][0]["location"]["uri"] == "%D4%A4%202024/%E6%96%87.txt"


def test_a_file_elsewhere_is_named_in_full(sample_run: RunRecord, tmp_path: Path) -> None:
    sample_run["documents"][0]["path"] = str(tmp_path / "a.txt")
    location = log_of(sample_run)["artifacts"][0]["location"]
    assert location["uri"].startswith("file:///")
    assert "uriBaseId" not in location


def test_a_result_stays_itself_when_places_and_amounts_change(sample_run: RunRecord) -> None:
    before = [result["partialFingerprints"] for result in results_of(sample_run)]
    for verdict in sample_run["documents"][0]["verdicts"]:
        verdict["expected"] = "1"
        for term in verdict["terms"]:
            term["location"]["line"] += 7
            term["printed"] = "8"
    assert [result["partialFingerprints"] for result in results_of(sample_run)] == before


def test_no_two_results_of_a_document_have_one_fingerprint(binary_run: RunRecord) -> None:
    known = [
        (
            result["locations"][0]["physicalLocation"]["artifactLocation"]["index"],
            result["partialFingerprints"]["primaryLocationLineHash"],
        )
        for result in results_of(binary_run)
    ]
    assert len(known) == len(set(known))


def test_rules_are_described_within_what_scanners_keep(any_run: RunRecord) -> None:
    rules = log_of(any_run)["tool"]["driver"]["rules"]
    for rule in rules:
        for key in ("shortDescription", "fullDescription", "help"):
            assert 0 < len(rule[key]["text"]) <= 1024
        assert len(rule["properties"]["tags"]) <= 20
    for result in results_of(any_run):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_what_was_not_audited_is_notified(sample_run: RunRecord, binary_run: RunRecord) -> None:
    invocation = log_of(sample_run)["invocations"][0]
    assert not invocation["executionSuccessful"]
    assert [(told["descriptor"]["id"], told["level"]) for told in invocation["toolExecutionNotifications"]] == [
        ("unreadable", "error"),
        ("failed", "error"),
    ]
    invocation = log_of(binary_run)["invocations"][0]
    assert invocation["executionSuccessful"]
    told = [told for told in invocation["toolExecutionNotifications"] if told["level"] == "warning"]
    assert [(one["descriptor"]["id"], one["message"]["text"]) for one in told] == [("incomplete", "第3行 表头丢失")]


def test_results_stand_by_severity(sample_run: RunRecord) -> None:
    levels = [result["level"] for result in results_of(crowd(sample_run, 30))]
    assert levels == sorted(levels, key=SEVERITIES.index)


def test_five_thousand_results_are_all_told(sample_run: RunRecord) -> None:
    results = json.loads(render(crowd(sample_run, 5000), "sarif"))["runs"][0]["results"]
    assert len({result["properties"]["auditor/id"] for result in results}) == 5000


def test_of_more_than_five_thousand_the_least_grave_are_cut_and_counted(sample_run: RunRecord) -> None:
    results = json.loads(render(crowd(sample_run, 6000), "sarif"))["runs"][0]["results"]
    assert len(results) == 5000
    assert {result["level"] for result in results[:4000]} == {"error", "warning"}
    assert "1001" in results[-1]["message"]["text"]
    assert results[-1]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]


def test_the_log_of_a_cut_run_is_valid(sample_run: RunRecord) -> None:
    log = json.loads(render(crowd(sample_run, 5001), "sarif"))
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    last = log["runs"][0]["results"][-1]
    assert rules[last["ruleIndex"]]["id"] == last["ruleId"]
    log["runs"][0]["results"] = [last]
    jsonschema.Draft7Validator(schema()).validate(log)


def test_of_more_than_a_thousand_operands_the_rest_is_counted(sample_run: RunRecord) -> None:
    document = sample_run["documents"][0]
    terms = document["verdicts"][document["findings"][-1]["verdicts"][0]]["terms"]
    terms += [terms[-1]] * (1003 - len(terms))
    result = results_of(sample_run)[-1]
    assert len(result["relatedLocations"]) == 1000
    assert result["message"]["text"].endswith("(1000) … (+3)")
