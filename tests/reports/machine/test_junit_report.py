"""JUnit: valid by the schema of Jenkins, a case for every relation, each in the state that its verdict and finding give it."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from auditor.records import RunRecord
from auditor.reports import render, render_bytes

SCHEMA = Path(__file__).parent.parent / "schemas" / "junit-10.xsd"
ALL_RUNS = ["sample_run", "hostile_run", "halved_run", "binary_run"]


def suites_of(run: RunRecord) -> etree._Element:
    """The suites, once they are known to be valid."""
    suites = etree.fromstring(render_bytes(run, "junit"))
    etree.XMLSchema(file=str(SCHEMA)).assertValid(suites)
    return suites


@pytest.fixture(params=ALL_RUNS)
def any_run(request: pytest.FixtureRequest) -> RunRecord:
    run: RunRecord = request.getfixturevalue(request.param)
    return run


def test_every_document_is_a_suite_and_every_relation_a_case(any_run: RunRecord) -> None:
    suites = suites_of(any_run)
    assert [len(suite.findall("testcase")) for suite in suites] == [
        1 + len(document.get("verdicts", [])) for document in any_run["documents"]
    ]


def test_no_two_cases_have_one_name(any_run: RunRecord) -> None:
    names = [(case.get("classname"), case.get("name")) for case in suites_of(any_run).iter("testcase")]
    assert len(names) == len(set(names))


def test_a_label_that_looks_like_a_numbered_name_takes_none_from_another(sample_run: RunRecord) -> None:
    for verdict, label in zip(sample_run["documents"][0]["verdicts"], ["x", "x #2", "x", "x"], strict=False):
        verdict["rule"] = "RU-ANNEX"
        verdict["terms"][0] |= {"label": label, "table": None, "header": None}
    names = [case.get("name") for case in suites_of(sample_run)[0].iter("testcase")]
    assert names[1:5] == ["RU-ANNEX x", "RU-ANNEX x #2", "RU-ANNEX x #3", "RU-ANNEX x #4"]
    assert len(set(names)) == len(names)


def test_the_counts_are_those_of_the_cases(any_run: RunRecord) -> None:
    suites = suites_of(any_run)
    for suite in suites:
        for key, tag in (("tests", "testcase"), ("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert int(suite.get(key)) == len(list(suite.iter(tag)))
    for key, tag in (("tests", "testcase"), ("failures", "failure"), ("errors", "error")):
        assert int(suites.get(key)) == len(list(suites.iter(tag)))


def test_a_waived_or_known_finding_is_skipped_with_its_reason(sample_run: RunRecord) -> None:
    skipped = {case.get("type"): case.get("message") for case in suites_of(sample_run).iter("skipped")}
    assert "附注已说明" in skipped["waived"]
    assert "甲某，预算科" in skipped["waived"]
    assert "已入基线" in skipped["baseline"]


def test_an_open_finding_fails_with_the_calculation(sample_run: RunRecord) -> None:
    (failure,) = (one for one in suites_of(sample_run).iter("failure") if "RU-ACTIVITY" in one.text)
    assert failure.get("type") == "error"
    assert "318.50" in failure.get("message")
    assert "+ 196.50 万元" in failure.text
    assert "= 318.50 万元" in failure.text


def test_every_relation_that_does_not_hold_fails_or_is_excused(any_run: RunRecord) -> None:
    for suite, document in zip(suites_of(any_run), any_run["documents"], strict=True):
        broken = sum(verdict["outcome"] == "inconsistent" for verdict in document.get("verdicts", []))
        excused = [one for one in suite.iter("skipped") if one.get("type") in ("waived", "baseline")]
        assert len(list(suite.iter("failure"))) + len(excused) == broken


def test_a_rounding_tail_passes_and_says_so(binary_run: RunRecord) -> None:
    notes = [
        finding["id"]
        for document in binary_run["documents"]
        for finding in document["findings"]
        if finding["severity"] == "note"
    ]
    told = [case.findtext("system-out") for case in suites_of(binary_run).iter("testcase") if len(case)]
    assert sorted(text.split()[1] for text in told if text) == sorted(notes)
    assert len(notes) > 0


def test_what_could_not_be_decided_is_skipped_with_its_reason(sample_run: RunRecord) -> None:
    verdicts = sample_run["documents"][0]["verdicts"]
    verdicts[-1]["outcome"], verdicts[-1]["reason"] = "unverifiable", "计量单位不明"
    verdicts[-2]["outcome"], verdicts[-2]["reason"] = "not_applicable", None
    skipped = {case.get("type"): case.get("message") for case in suites_of(sample_run).iter("skipped")}
    assert skipped["unverifiable"] == "计量单位不明"
    assert skipped["not_applicable"] == "不适用"


def test_a_document_that_was_not_audited_in_full_is_an_error(sample_run: RunRecord, binary_run: RunRecord) -> None:
    told = [(error.get("type"), error.get("message")) for error in suites_of(sample_run).iter("error")]
    assert told == [("unreadable", "各页均为图像"), ("failed", "ZeroDivisionError: broken")]
    told = [(error.get("type"), error.get("message")) for error in suites_of(binary_run).iter("error")]
    assert told == [("incomplete", "第3行 表头丢失")]


def test_a_case_keeps_its_name_when_its_figure_is_put_right(sample_run: RunRecord) -> None:
    before = [case.get("name") for case in suites_of(sample_run).iter("testcase")]
    document = sample_run["documents"][0]
    document["findings"] = []
    for verdict in document["verdicts"]:
        verdict["outcome"] = "exact"
        for term in verdict["terms"]:
            term["location"]["line"] += 3
    suites = suites_of(sample_run)
    assert [case.get("name") for case in suites.iter("testcase")] == before
    assert not list(suites.iter("failure"))


def test_chinese_is_written_as_it_is(sample_run: RunRecord) -> None:
    report = render(sample_run, "junit", "zh")
    assert report.startswith('<?xml version="1.0" encoding="UTF-8"?>')
    assert "应急救援准备" in report
    assert "&#" not in report
