"""The exit status says what came of a run: the same for every format and for any number of documents at a time."""

from __future__ import annotations

import json
import os
import re
import signal
import time
from collections.abc import Iterable
from pathlib import Path

import pytest

from auditor.documents import Document
from auditor.documents import read_document as read
from auditor.reports import FORMATS
from auditor.runs import document as audits
from tests.conftest import ROOT, Run, swept

DOCUMENTS = {
    "clean": "示例局2022年部门预算\n2022年支出预算70万元，其中：基本支出30万元；项目支出40万元。\n",
    "wrong": "示例局2022年部门预算\n2022年支出预算70万元，其中：基本支出30万元；项目支出45万元。\n",
    "arguable": "示例局2022年部门预算\n2022年支出预算70万元，较2019年预算增加5万元。\n",
    "unchecked": "2022年部门预算公开目录\n一、部门职责\n二、机构设置\n",
    "puzzling": "示例局2022年部门预算\n2022年支出预算70万元，其中：基本支出30万元；项目支出40万元。\n网点设置情况表\n单位：万元\n"
    "名称\t设置\t甲类\n东街\t100.00\t60.00\n东街片\t100.00\t60.00\n西街片\t100.00\t60.00\n合计\t100.00\t60.00\n",
    "empty": "",
    "broken": "示例局2022年部门预算\n2022年支出预算70万元。\n",
}
CASES: dict[tuple[str, ...], int] = {
    ("clean",): 0,
    ("arguable",): 0,
    ("arguable", "--fail-on", "warning"): 1,
    ("clean", "wrong"): 1,
    ("wrong", "clean", "--fail-on", "never"): 0,
    ("clean", "nowhere"): 2,
    ("clean", "--select", "no-such-rule"): 2,
    ("puzzling",): 0,
    ("unchecked",): 3,
    ("unchecked", "--allow-incomplete"): 0,
    ("unchecked", "wrong"): 1,
    ("clean", "empty"): 3,
    ("empty", "clean", "--allow-incomplete"): 0,
    ("empty", "wrong"): 1,
    ("wrong", "empty"): 1,
    ("broken", "clean"): 70,
    ("wrong", "broken"): 70,
    ("broken", "empty", "--allow-incomplete"): 70,
    ("broken", "wrong", "--fail-on", "never"): 70,
}


@pytest.fixture(autouse=True)
def _documents(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The documents in the working folder; on the broken one the auditor itself breaks, wherever it is audited."""

    def read_or_break(file: Path, password: str | None = None) -> Document:
        if file.stem == "broken":
            raise ZeroDivisionError("a defect of the auditor")
        return read(file, password)

    monkeypatch.setattr(audits, "read_document", read_or_break)
    for name, text in DOCUMENTS.items():
        Path(f"{name}.txt").write_text(text, encoding="utf-8")


def arguments_of(case: tuple[str, ...]) -> list[str]:
    return [f"{word}.txt" if word in DOCUMENTS or word == "nowhere" else word for word in case]


OF_EACH_STATUS = [("clean",), ("clean", "wrong"), ("clean", "empty"), ("broken", "clean")]
"""A case for each status that has a report."""


def reports_to_files(formats: Iterable[str]) -> list[str]:
    return [option for name in formats for option in ("--format", f"{name}=report.{name}")]


@pytest.mark.parametrize("jobs", ["1", "4"])
@pytest.mark.parametrize("case", swept(CASES, 9), ids=" ".join)
def test_the_status_is_the_same_for_any_number_of_jobs_and_every_format_is_written(
    run: Run, case: tuple[str, ...], jobs: str
) -> None:
    assert run("check", *arguments_of(case), *reports_to_files(FORMATS), "--jobs", jobs)[0] == CASES[case]
    written = {name for name in FORMATS if Path(f"report.{name}").exists()}
    assert written == (set() if CASES[case] == 2 else set(FORMATS))


@pytest.mark.parametrize("file_format", swept(FORMATS, 5))
@pytest.mark.parametrize("case", OF_EACH_STATUS, ids=" ".join)
def test_the_status_is_the_same_in_every_format(run: Run, case: tuple[str, ...], file_format: str) -> None:
    assert run("check", *arguments_of(case), *reports_to_files([file_format]), "--jobs", "1")[0] == CASES[case]


def test_reports_are_the_same_bytes_for_any_number_of_jobs(run: Run) -> None:
    made: dict[str, set[bytes]] = {name: set() for name in FORMATS}
    for jobs in ("1", "2", "4"):
        run("check", ".", "--exclude", "report.*", *reports_to_files(FORMATS), "--jobs", jobs)
        for name, contents in made.items():
            contents.add(Path(f"report.{name}").read_bytes())
    assert {name: len(contents) for name, contents in made.items()} == dict.fromkeys(FORMATS, 1)


@pytest.mark.parametrize("jobs", ["1", "4"])
def test_findings_beside_something_unread_are_told_to_be_incomplete(run: Run, jobs: str) -> None:
    _, out, _ = run("check", "empty.txt", "wrong.txt", "--format", "json", "--jobs", jobs)
    summary = json.loads(out)["summary"]
    assert (summary["errors"], summary["complete"]) == (1, False)


@pytest.mark.parametrize("jobs", ["1", "4"])
def test_a_defect_is_told_with_its_traceback_on_standard_error(run: Run, jobs: str) -> None:
    _, out, err = run("check", "broken.txt", "clean.txt", "--format", "json", "--jobs", jobs)
    assert [document["status"] for document in json.loads(out)["documents"]] == ["failed", "audited"]
    assert "internal error in broken.txt" in err
    assert "ZeroDivisionError: a defect of the auditor" in err


@pytest.mark.parametrize("jobs", ["0", "-1", "many", "1.5"])
def test_a_number_of_jobs_that_is_none_is_wrong_usage(run: Run, jobs: str) -> None:
    status, out, err = run("check", "clean.txt", "--jobs", jobs)
    assert (status, out) == (2, "")
    assert "auto" in err


def test_a_document_over_its_time_makes_the_run_incomplete(run: Run) -> None:
    status, out, _ = run("check", "clean.txt", "--timeout", "0.000001", "--lang", "en")
    assert status == 3
    assert "longer than 1e-06 s" in out


SITUATIONS: dict[str, tuple[int, str]] = {
    "nothing at or above the threshold": (0, "clean.txt"),
    "findings at or above the threshold": (1, "wrong.txt"),
    "stale entries of the baseline": (1, "clean.txt --baseline stale.jsonl"),
    "more warnings than allowed": (1, "arguable.txt --max-warnings 0"),
    "wrong usage": (2, "clean.txt --no-such-option"),
    "configuration": (2, "clean.txt --config wrong.toml"),
    "rule file": (2, "clean.txt --pack ./wrong-rules"),
    "waiver": (2, "clean.txt --waivers wrong.toml"),
    "baseline": (2, "clean.txt --baseline wrong.toml"),
    "a path that does not exist": (2, "nowhere.txt"),
    "no document": (2, "nothing"),
    "a report that cannot be written": (2, "clean.txt --format json=clean.txt/audit.json"),
    "a document could not be read": (3, "empty.txt"),
    "a core table not be understood": (3, "core.txt"),
    "too little": (3, "puzzling.txt --min-coverage 100"),
    "nothing be checked": (3, "unchecked.txt"),
    "internal error": (70, "broken.txt"),
    "interrupted": (130, "stopped.txt"),
}
"""What the table of the gate says of each status, and a command in that situation."""
CORE = (
    "示例局2022年部门预算\n2022年支出预算70万元，其中：基本支出30万元；项目支出40万元。\n支出总表\n单位：万元\n"
    "科目编码\t科目名称\t合计\t基本支出\t项目支出\n201\t一般公共服务支出\t70.00\t30.00\t30.00\n"
    "20101\t甲\t50.00\t25.00\t20.00\n2010101\t乙\t11.00\t3.00\t9.00\n合计\t170.00\t20.00\t70.00\n"
)


def test_the_table_of_the_gate_holds(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    read_or_break = vars(audits)["read_document"]

    def read_or_stop(file: Path, password: str | None = None) -> Document:
        if file.stem == "stopped":
            # As at a terminal: it is the process that waits which is interrupted, and it stops its workers.
            os.kill(os.getppid(), signal.SIGINT)
            time.sleep(60)
        found: Document = read_or_break(file, password)
        return found

    monkeypatch.setattr(audits, "read_document", read_or_stop)
    monkeypatch.setattr("auditor.cli._hold_interruptions", lambda: None)
    # Who starts the tests in the background may have turned interruptions off.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    Path("core.txt").write_text(CORE, encoding="utf-8")
    Path("stopped.txt").write_text("x", encoding="utf-8")
    Path("wrong.toml").write_text("x = [", encoding="utf-8")
    Path("nothing").mkdir()
    Path("wrong-rules/checks").mkdir(parents=True)
    Path("wrong-rules/checks/x.toml").write_text("x = [", encoding="utf-8")
    run("baseline", "create", "wrong.txt", "--baseline", "stale.jsonl")
    table, chinese = (
        dict(re.findall(r"^\| (\d+) \| (.*) \|$", page.read_text(encoding="utf-8"), re.MULTILINE))
        for page in (ROOT / "docs" / "gate.md", ROOT / "docs" / "gate.zh-CN.md")
    )
    assert set(table) == set(chinese)
    assert set(map(int, table)) == {status for status, _ in SITUATIONS.values()}
    for said, (status, arguments) in SITUATIONS.items():
        assert said in table[str(status)]
        assert (said, run("check", *arguments.split())[0]) == (said, status)
