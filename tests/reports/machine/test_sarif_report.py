"""SARIF: valid by the schema, safe to upload, every operand linked, no lines in files that have none."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from auditor.records import SEVERITIES, RunRecord
from auditor.reports import render, render_bytes
from tests.conftest import ROOT
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
