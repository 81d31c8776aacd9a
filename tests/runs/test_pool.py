"""Several documents at a time: the order stays, and whoever kills its process or hangs is the only one that fails."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from auditor.documents import Document
from auditor.documents import read_document as read
from auditor.errors import UnreadableDocument
from auditor.records import Lang
from auditor.rulebook import Rulebook
from auditor.runs import Done, Plan, audit_files, jobs_for, pool, worker
from auditor.runs import document as audits
from auditor.runs.apart import apart
from auditor.vocabulary import Vocabulary
from tests.conftest import Run

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
            bytearray(3 * 2**30)
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


def test_a_result_is_given_as_soon_as_it_is_there() -> None:
    begun = multiprocessing.get_context("fork").Value("i", 0)
    results = list(pool.do_as_done(range(12), Counted(begun), 2, None))
    assert sorted(results) == [(number, number) for number in range(12)]
    # The first takes longer than all others together.
    assert results[-1] == (0, 0)


def test_no_more_is_done_ahead_of_what_is_taken_in_any_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_MOST_AHEAD", 5)
    begun = multiprocessing.get_context("fork").Value("i", 0)
    for taken, _ in enumerate(pool.do_as_done(range(1, 40), Counted(begun), 2, None), 1):
        if taken < 4:
            time.sleep(0.2)
        assert begun.value <= taken + 5


def test_workers_that_are_not_forked_do_the_same(
    files: list[Path], plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "context_to_start", lambda fresh: multiprocessing.get_context("spawn"))
    assert list(audit_files(files, plan, 2)) == list(audit_files(files, plan))


@pytest.mark.usefixtures("mishaps")
@pytest.mark.parametrize("number", [0, 2, 5])
@pytest.mark.parametrize(("name", "end"), [("killed", "SIGKILL"), ("gone", "9")])
def test_a_document_that_its_process_dies_of_is_the_only_one_that_fails(
    files: list[Path], plan: Plan, number: int, name: str, end: str
) -> None:
    done = list(audit_files(named(files, number, name), plan, 2))
    assert [entry.record["status"] for entry in done] == ["audited"] * number + ["failed"] + ["audited"] * (5 - number)
    assert end in (done[number].record["error"] or "")
    assert done[number].trace


@pytest.mark.usefixtures("mishaps")
@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("number", [0, 2, 5])
def test_a_document_that_takes_too_much_memory_is_given_up(
    files: list[Path], plan: Plan, number: int, jobs: int
) -> None:
    done = list(audit_files(named(files, number, "huge"), plan._replace(lang="en"), jobs))
    statuses = ["audited"] * number + ["unreadable"] + ["audited"] * (5 - number)
    assert [entry.record["status"] for entry in done] == statuses
    assert done[number].record["error"] == "auditing it took more than 2 GiB of memory, so it was given up"
    assert done[number].trace is None


@pytest.mark.usefixtures("mishaps")
def test_a_single_document_does_not_kill_the_process_of_the_run(files: list[Path], plan: Plan) -> None:
    assert standings(audit_files(named(files, 0, "killed")[:1], plan)) == ["failed"]


def test_a_task_is_ended_for_its_processor_time_where_nobody_waits_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def spin() -> None:
        worker._bound_time(0.1)
        while True:
            pass

    monkeypatch.setattr(worker, "_GRACE", 0)
    process = multiprocessing.get_context("fork").Process(target=spin)
    process.start()
    process.join(60)
    assert process.exitcode == -signal.SIGXCPU


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
    monkeypatch.setattr("auditor.runs.cores", lambda: 3)
    assert jobs_for(files) == 1
    assert jobs_for(files * 2) == 3
    files[1].write_bytes(b" " * 2**21)
    assert jobs_for(files[:2]) == 2
    assert jobs_for(files[1:2]) == 1


def test_a_call_apart_gives_what_it_gives_and_raises_what_it_raises() -> None:
    def refuse() -> None:
        raise UnreadableDocument("it is empty", "文件没有内容")

    assert apart(lambda number: number + 1, 2) == 3
    with pytest.raises(UnreadableDocument, match="it is empty") as refused:
        apart(refuse)
    assert refused.value.chinese == "文件没有内容"
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        apart(lambda: 1 // 0)


@pytest.mark.parametrize(
    ("call", "says"),
    [(lambda: time.sleep(600), "longer than 0.5 s"), (lambda: bytearray(3 * 2**30), "more than 2 GiB of memory")],
)
def test_a_call_apart_is_bounded(call: Callable[[], object], says: str) -> None:
    with pytest.raises(UnreadableDocument, match=says):
        apart(call, timeout=0.5)


def test_a_call_apart_that_dies_is_an_error_of_the_program() -> None:
    with pytest.raises(RuntimeError, match="SIGKILL"):
        apart(lambda: os.kill(os.getpid(), signal.SIGKILL))


@pytest.mark.parametrize("command", [["extract", "a.txt"], ["facts", "a.txt"], ["check", "a.txt"]])
def test_no_command_reads_a_document_in_its_own_process(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    (tmp_path / "a.txt").write_text(TEXT.format(number=2020), encoding="utf-8")

    def read_elsewhere(file: Path, password: str | None = None) -> Document:
        assert os.getpid() != own
        return read(file, password)

    own = os.getpid()
    monkeypatch.setattr("auditor.documents.read_document", read_elsewhere)
    monkeypatch.setattr(audits, "read_document", read_elsewhere)
    assert run(*command)[0] in (0, 3)
