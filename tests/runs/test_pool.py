"""Several documents at a time: the order stays, and whoever kills its process or hangs is the only one that fails."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from auditor.documents import Document
from auditor.documents import read_document as read
from auditor.records import Lang
from auditor.rulebook import Rulebook
from auditor.runs import Done, Plan, audit_files, jobs_for, pool
from auditor.runs import document as audits
from auditor.vocabulary import Vocabulary

TEXT = "示例局{number}年部门预算\n支出预算70万元，其中：基本支出30万元；项目支出40万元。\n"


@pytest.fixture
def plan(vocabulary: Vocabulary, rulebook: Rulebook) -> Plan:
    return Plan(vocabulary, rulebook)


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Documents of very different lengths, the longest first."""
    made = []
    for number in range(6):
        made.append(tmp_path / f"{number}.txt")
        made[-1].write_text(TEXT.format(number=2019 + number) * (1 if number else 60), encoding="utf-8")
    return made


@pytest.fixture
def mishaps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading a document whose name says so kills its process, or takes for ever, or all the memory there is."""

    def read_or_not(file: Path, password: str | None = None) -> Document:
        if "killed" in file.name:
            os.kill(os.getpid(), signal.SIGKILL)
        if "gone" in file.name:
            os._exit(9)
        if "slow" in file.name:
            time.sleep(600)
        if "huge" in file.name:
            bytearray(2**46)
        return read(file, password)

    monkeypatch.setattr(audits, "read_document", read_or_not)


def named(files: list[Path], number: int, name: str) -> list[Path]:
    """The files, one of them renamed."""
    moved = files[number].rename(files[number].with_name(f"{name}.txt"))
    return [*files[:number], moved, *files[number + 1 :]]


def standings(done: Iterator[Done]) -> list[str]:
    return [entry.record["status"] for entry in done]


@pytest.mark.parametrize("jobs", [1, 2, 4, 9])
def test_results_come_in_the_order_of_the_documents_whoever_is_done_first(
    files: list[Path], plan: Plan, jobs: int
) -> None:
    assert list(audit_files(files, plan, jobs)) == list(audit_files(files, plan))


class Counted(NamedTuple):
    """Work that tells how far it has come."""

    begun: Any

    def do(self, thing: int) -> int:
        with self.begun.get_lock():
            self.begun.value = max(self.begun.value, thing)
        time.sleep(2 if thing == 0 else 0)
        return thing

    def given_up(self, thing: int, *_: object) -> int:
        return -1

    def name(self, thing: int) -> str:
        return str(thing)


@pytest.mark.parametrize("slow_reader", [False, True])
def test_no_more_is_done_ahead_than_a_few_things(monkeypatch: pytest.MonkeyPatch, slow_reader: bool) -> None:
    monkeypatch.setattr(pool, "_MOST_AHEAD", 5)
    begun = multiprocessing.get_context("fork").Value("i", 0)
    results = pool.do_in_pool(range(40), Counted(begun), 2, None)
    for number, result in enumerate(results):
        assert result == number
        assert begun.value <= number + 5
        if slow_reader and number < 3:
            time.sleep(0.2)
            assert begun.value <= number + 5


def test_workers_that_are_not_forked_do_the_same(
    files: list[Path], plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "_context", lambda fresh: multiprocessing.get_context("spawn"))
    assert list(audit_files(files, plan, 2)) == list(audit_files(files, plan))


@pytest.mark.usefixtures("mishaps")
@pytest.mark.parametrize("number", [0, 2, 5])
@pytest.mark.parametrize(("name", "end"), [("killed", "SIGKILL"), ("gone", "9"), ("huge", "MemoryError")])
def test_a_document_that_its_process_dies_of_is_the_only_one_that_fails(
    files: list[Path], plan: Plan, number: int, name: str, end: str
) -> None:
    done = list(audit_files(named(files, number, name), plan, 2))
    assert [entry.record["status"] for entry in done] == ["audited"] * number + ["failed"] + ["audited"] * (5 - number)
    assert end in (done[number].record["error"] or "")
    assert done[number].trace


@pytest.mark.usefixtures("mishaps")
def test_every_document_may_kill_its_process(files: list[Path], plan: Plan) -> None:
    for number in range(6):
        files = named(files, number, f"{number}-killed")
    assert standings(audit_files(files, plan, 2)) == ["failed"] * 6


@pytest.mark.usefixtures("mishaps")
@pytest.mark.parametrize(
    ("jobs", "lang", "says"),
    [(1, "zh", "核对超过 1.5 秒，已放弃（--timeout）"), (3, "en", "auditing it took longer than 1.5 s (--timeout)")],
)
def test_a_document_that_takes_too_long_is_given_up(
    files: list[Path], plan: Plan, jobs: int, lang: Lang, says: str
) -> None:
    done = list(audit_files(named(files, 1, "slow"), plan._replace(lang=lang), jobs, timeout=1.5))
    assert [entry.record["status"] for entry in done] == ["audited", "unreadable"] + ["audited"] * 4
    assert (done[1].record["error"], done[1].trace) == (says, None)


@pytest.mark.usefixtures("mishaps")
def test_no_process_is_left_when_a_run_is_broken_off(files: list[Path], plan: Plan) -> None:
    run = audit_files(named(files, 5, "slow"), plan, 3)
    next(run)
    assert multiprocessing.active_children() != []
    run.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []


def test_processes_that_never_start_end_the_run(files: list[Path], plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        os._exit(5)

    monkeypatch.setattr(pool, "serve", broken)
    with pytest.raises(RuntimeError, match="do not start: the last one ended with 5"):
        list(audit_files(files, plan, 2))


@pytest.mark.parametrize("jobs", [1, 2])
def test_whoever_watches_is_told_how_many_are_done(files: list[Path], plan: Plan, jobs: int) -> None:
    told: list[tuple[int, str]] = []
    list(audit_files(files, plan, jobs, tell=lambda done, at: told.append((done, at))))
    counts = [done for done, _ in told]
    assert counts == sorted(counts)
    assert {at for _, at in told} - {""} <= set(map(str, files))


def test_a_few_small_documents_are_not_worth_a_process(files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("auditor.runs._cores", lambda: 3)
    assert jobs_for(files) == 1
    assert jobs_for(files * 2) == 3
    files[1].write_bytes(b" " * 2**21)
    assert jobs_for(files[:2]) == 2
    assert jobs_for(files[1:2]) == 1
