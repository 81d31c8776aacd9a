"""A process beside one that has threads: it starts workers, and ends with whoever started it."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor.runs.beside import Beside, Connection
from auditor.runs.pool import context_to_start
from tests.conftest import ROOT


def answer(pipe: Connection) -> None:
    """Tell, of whatever comes, in which process it is."""
    for asked in iter(pipe.recv, None):
        pipe.send((asked, os.getpid(), context_to_start().get_start_method()))


def audit(pipe: Connection) -> None:
    from auditor.rulebook import load_rules
    from auditor.runs import Plan, audit_files
    from auditor.vocabulary import load_vocabulary

    plan = Plan(load_vocabulary(), load_rules())
    for file in iter(pipe.recv, None):
        pipe.send([done.record["status"] for done in audit_files([file], plan)])


@pytest.fixture(params=["alone", "among threads"])
def threads(request: pytest.FixtureRequest) -> Iterator[None]:
    """Whether this process has another thread."""
    end = threading.Event()
    other = threading.Thread(target=end.wait, daemon=True)
    if request.param != "alone":
        other.start()
    yield
    end.set()
    if other.is_alive():
        other.join()


@pytest.mark.usefixtures("threads")
def test_it_answers_from_another_process_and_ends_with_the_pipe() -> None:
    beside = Beside(answer)
    beside.pipe.send("asked")
    said, process, _ = beside.pipe.recv()
    assert (said, process != os.getpid()) == ("asked", True)
    beside.stop()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="forks on Linux alone")
def test_it_may_fork_where_this_process_may_not() -> None:
    beside = Beside(answer)
    end = threading.Event()
    other = threading.Thread(target=end.wait, daemon=True)
    other.start()
    beside.pipe.send("asked")
    assert (context_to_start().get_start_method(), beside.pipe.recv()[2]) == ("spawn", "fork")
    end.set()
    beside.stop()


def test_workers_audit_for_it() -> None:
    beside = Beside(audit)
    beside.pipe.send(ROOT / "sample_reports" / "budget-clean-tabs.txt")
    assert beside.pipe.recv() == ["audited"]
    beside.stop()
