"""`auditor check --together`: the reports, the exit status, waivers and baseline of what stands between documents."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from auditor.records.stored import json_schema
from auditor.reports import FORMATS
from benchmarks.generated.offices import as_page
from tests.conftest import SOON, Run

PLAN = """棠溪市民政局2023年部门预算
部门支出总表
单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出
2080201\t行政运行\t30.00\t30.00\t0.00
2080202\t一般行政管理事务\t8.00\t0.00\t8.00
\t合计\t38.00\t30.00\t8.00
"""
OWN = (
    PLAN.replace("棠溪市民政局2023年部门预算\n部门", "棠溪市民政局（本级）2023年单位预算\n单位")
    .replace("8.00\t0.00\t8.00", "9.00\t0.00\t9.00")
    .replace("38.00\t30.00\t8.00", "39.00\t30.00\t9.00")
)


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    (tmp_path / "whole.txt").write_text(PLAN, "utf-8")
    (tmp_path / "own.txt").write_text(OWN, "utf-8")
    return "own.txt", "whole.txt"


def test_documents_are_held_against_each_other_where_that_is_asked(run: Run, files: tuple[str, str]) -> None:
    assert run("check", *files, "--max-warnings", "0")[0] == 0
    status, said, _ = run("check", *files, "--together", "--max-warnings", "0", "--lang", "zh")
    assert status == 1
    assert "own.txt ↔ whole.txt" in said
    assert "大于 whole.txt 第6行" in said
    assert "2 份文件" in said


def test_the_json_has_a_record_of_what_stands_between(run: Run, files: tuple[str, str]) -> None:
    _, said, _ = run("check", *files, "--together", "-f", "json")
    report = json.loads(said)
    jsonschema.validate(report, json_schema())
    *_, between = report["documents"]
    assert (between["relation"], between["between"]) == ("unit", ["own.txt", "whole.txt"])
    assert report["summary"]["documents"] == 2
    assert {verdict["relation"] for verdict in between["verdicts"]} == {"across-documents"}


@pytest.mark.parametrize("name", [name for name in FORMATS if not name.startswith(("docx", "xlsx"))])
def test_every_report_names_both_files(name: str, run: Run, files: tuple[str, str]) -> None:
    _, said, _ = run("check", *files, "--together", "-f", name)
    told = [line for line in said.split("\n") if "XD-UNIT" in line or "whole.txt" in line]
    assert "XD-UNIT" in said
    assert any("whole.txt" in line for line in told)


def test_sarif_links_each_figure_in_its_own_file(run: Run, files: tuple[str, str]) -> None:
    _, said, _ = run("check", *files, "--together", "-f", "sarif")
    log = json.loads(said)["runs"][0]
    uris = [artifact["location"]["uri"] for artifact in log["artifacts"]]
    assert sorted(uris) == ["own.txt", "whole.txt"]
    (result,) = [result for result in log["results"] if result["ruleId"] == "XD-UNIT"]
    places = [entry["physicalLocation"] for entry in result["relatedLocations"]]
    assert [place["artifactLocation"]["uri"] for place in places] == ["own.txt", "whole.txt"]
    assert [uris[place["artifactLocation"]["index"]] for place in places] == ["own.txt", "whole.txt"]
    assert [place["region"]["snippet"]["text"] for place in places] == ["9.00", "8.00"]


def test_what_stands_between_documents_can_be_waived(run: Run, files: tuple[str, str]) -> None:
    _, said, _ = run("check", *files, "--together", "-f", "json")
    identity = json.loads(said)["documents"][-1]["findings"][0]["id"]
    waive = ("waive", identity, *files, "--together", "--reason", "内部往来", "--by", "财务科", "--until", SOON)
    assert run(*waive)[0] == 0
    status, said, _ = run("check", *files, "--together", "--max-warnings", "0", "-f", "json")
    assert status == 0
    assert json.loads(said)["summary"]["waived"] == 1


def test_what_stands_between_documents_can_go_into_the_baseline(run: Run, files: tuple[str, str]) -> None:
    run("baseline", "create", *files, "--together")
    status, said, _ = run("check", *files, "--together", "--max-warnings", "0", "-f", "json")
    assert status == 0
    assert json.loads(said)["summary"]["baseline"] == 1


def test_a_figure_that_another_format_prints_otherwise_is_an_error(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PLAN, "utf-8")
    (tmp_path / "a.html").write_text(as_page(PLAN.replace("行政运行\t30.00", "行政运行\t31.00")), "utf-8")
    status, said, _ = run("check", "a.txt", "a.html", "--together", "-f", "json")
    found = [(entry["rule"], entry["severity"]) for entry in json.loads(said)["documents"][-1]["findings"]]
    assert (status, found) == (1, [("XD-COPIES", "error")])


def test_a_rule_that_is_not_selected_says_nothing_of_two_documents(run: Run, files: tuple[str, str]) -> None:
    _, said, _ = run("check", *files, "--together", "--ignore", "XD-UNIT", "-f", "json")
    assert "XD-UNIT" not in said


def test_what_is_not_clear_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "nobody.txt").write_text("支出30万元。\n", "utf-8")
    (tmp_path / "a.txt").write_text(PLAN, "utf-8")
    _, _, said = run("check", "nobody.txt", "a.txt", "--together", "--lang", "en", "--fail-on", "never")
    assert "nobody.txt: whose it is" in said
    assert run("check", "a.txt", "--together", "--bodies", "missing.toml")[0] == 2
