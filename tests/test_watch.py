"""`check --watch`: what changed is audited again, what was fixed or came is said, and a half-saved file is nobody's concern."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from auditor import cli
from auditor.documents import Document, read_document
from auditor.records import RunRecord
from auditor.records.comparison import compare
from auditor.reports.comparison_report import round_lines
from auditor.runs import document as audits
from tests.conftest import ROOT, Run

RIGHT = "示例局2022年部门预算\n2022年支出预算70万元，其中：基本支出30万元；项目支出40万元。\n"
WRONG = RIGHT.replace("40万元", "45万元")
Step = Callable[[], object]


class Session(NamedTuple):
    """What came of watching: the exit status, the reports, the messages, the names of what was read."""

    status: int
    reports: list[RunRecord]
    told: list[str]
    read: list[str]


Watch = Callable[..., Session]


@pytest.fixture
def session(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Watch:
    """Watch while somebody takes one step after the other, then presses Ctrl-C; between two steps a look finds nothing new."""

    def nothing() -> None: ...

    def watch(
        *steps: Step, arguments: Sequence[str] = (".",), rules: str | None = None, settled: bool = True
    ) -> Session:
        todo = iter([taken for step in steps for taken in ((step, nothing) if settled else (step,))] + [nothing])

        def sleep(seconds: float) -> None:
            step = next(todo, None)
            if step is None:
                raise KeyboardInterrupt
            step()

        # Documents are read in other processes, which share only files with this one.
        log = tmp_path_factory.mktemp("log") / "read"
        log.touch()

        def read(file: Path, password: str | None = None) -> Document:
            with log.open("a", encoding="utf-8") as names:
                names.write(f"{file.name}\n")
            return read_document(file, password)

        monkeypatch.setattr(time, "sleep", sleep)
        monkeypatch.setattr(audits, "read_document", read)
        monkeypatch.setattr(cli, "_hold_interruptions", nothing)
        folder = ["--rules", rules] if rules else []
        status, out, err = run(*folder, "check", *arguments, "--watch", "--format", "json")
        return Session(
            status, [json.loads(line) for line in out.splitlines()], err.splitlines(), log.read_text().splitlines()
        )

    return watch


def write(name: str, text: str) -> Step:
    def step() -> None:
        Path(name).write_text(text, encoding="utf-8")

    return step


@pytest.fixture(autouse=True)
def _documents(run: Run) -> None:
    write("a.txt", WRONG)()
    write("b.txt", RIGHT)()


def counts(reports: list[RunRecord]) -> list[int]:
    return [report["summary"]["errors"] for report in reports]


@pytest.mark.parametrize("held", [0, 8])
def test_a_change_is_audited_and_what_it_fixed_is_said(
    session: Watch, monkeypatch: pytest.MonkeyPatch, held: int
) -> None:
    monkeypatch.setattr("auditor.records.spool.MOST_HELD", held)
    status, reports, told, read = session(write("a.txt", RIGHT))
    assert (status, counts(reports)) == (130, [1, 0])
    assert "since the last round: 1 fixed, 0 new, 0 left" in told
    assert any(line.startswith("  - fixed RU-EXPENDITURE-PROSE") for line in told)
    assert read == ["a.txt", "b.txt", "a.txt"]


def test_a_new_document_brings_its_findings(session: Watch) -> None:
    _, reports, told, read = session(write("c.txt", WRONG))
    assert counts(reports) == [1, 2]
    assert "since the last round: 0 fixed, 1 new, 1 left" in told
    assert read[2:] == ["c.txt"]


def test_a_document_that_is_gone_is_no_longer_told_of(session: Watch) -> None:
    _, reports, told, _ = session(Path("a.txt").unlink)
    assert [len(report["documents"]) for report in reports] == [2, 1]
    assert "since the last round: 0 fixed, 0 new, 0 left" in told


def test_nothing_happens_while_nothing_changes(session: Watch) -> None:
    _, reports, _, read = session(lambda: None, lambda: None)
    assert (len(reports), read) == (1, ["a.txt", "b.txt"])


@pytest.mark.parametrize("name", ["~$a.txt", ".~a.txt", ".~lock.a.txt", "a.txt.swp"])
def test_files_that_an_editor_puts_beside_a_document_are_none(session: Watch, name: str) -> None:
    for arguments in ((".",), (".", "--exclude", "nothing*")):
        _, reports, _, _ = session(write(name, WRONG), arguments=arguments)
        assert len(reports) == 1


def test_a_report_that_is_written_beside_the_documents_is_no_change(session: Watch) -> None:
    nothing = write("b.txt.bak", "")
    assert len(session(nothing, nothing, arguments=(".", "--format", "text=report.txt")).reports) == 1


def test_a_document_taken_away_for_a_moment_is_waited_for(session: Watch) -> None:
    steps = (Path("a.txt").unlink, write("a.txt", RIGHT))
    status, reports, _, _ = session(*steps, arguments=("a.txt",))
    assert (status, counts(reports)) == (130, [1, 0])


def test_a_document_that_is_still_being_written_is_not_read(session: Watch) -> None:
    # The first step ends before the file is whole; the look after it sees a file that has changed again.
    half, whole = write("a.txt", WRONG[:30]), write("a.txt", RIGHT)
    _, reports, _, read = session(half, whole, settled=False)
    assert counts(reports) == [1, 0]
    assert read.count("a.txt") == 2


def test_a_changed_rule_is_held_against_every_document_and_a_broken_one_is_told(session: Watch) -> None:
    shutil.copytree(ROOT / "rules", "held")
    code = 'code = "RU-EXPENDITURE-PROSE"'
    (file,) = [each for each in Path("held/checks").glob("*.toml") if code in each.read_text(encoding="utf-8")]
    before, after = file.read_text(encoding="utf-8").split(code)
    milder = before + code + after.replace('severity = "error"', 'severity = "warning"', 1)
    steps = (write(str(file), "[["), write(str(file), milder))
    _, reports, told, read = session(*steps, arguments=("a.txt", "b.txt"), rules="held")
    assert counts(reports) == [1, 0]
    assert any(file.name in line for line in told)
    assert read == ["a.txt", "b.txt"] * 2


def test_findings_of_one_identity_are_counted_one_by_one() -> None:
    finding = {"id": "X", "rule": "R", "message": "m", "state": "open"}
    before, after = ({"path": "a", "status": "audited", "findings": [finding] * count} for count in (3, 2))
    lines = round_lines(compare([before], [after]), "en")  # type: ignore[list-item]
    assert lines == ["since the last round: 1 fixed, 0 new, 2 left", "  - fixed R X  m"]
