"""A cluster gives the store that this machine gives, though a worker of it is lost."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from auditor.collection.collect import collect
from auditor.collection.engines import Engine, local, on_dask
from auditor.collection.sources import sources_of
from auditor.collection.work import Came, Collecting, Works, program
from auditor.errors import UsageError
from auditor.rulebook import Rulebook
from auditor.rulefiles import rules_folder
from auditor.runs import Plan, Tell
from auditor.vocabulary import Vocabulary
from benchmarks.generated import accounts, text_of
from tests.conftest import Run

pytest.importorskip("distributed", reason="the extra dask is not installed")
pytestmark = pytest.mark.filterwarnings("default")
"""What the workers of a cluster warn of when they are killed is not of this package."""


@pytest.fixture
def plan(vocabulary: Vocabulary, rulebook: Rulebook) -> Plan:
    return Plan(vocabulary, rulebook)


@pytest.fixture
def documents(tmp_path: Path) -> list[Path]:
    """Sixteen documents, so that both workers are at something whenever one of them is killed."""
    files = []
    for number, account in enumerate(accounts(bodies=8, years=2)):
        files.append(tmp_path / f"{number:02}.txt")
        files[-1].write_text(text_of(account), encoding="utf-8")
        os.utime(files[-1], (1_600_000_000, 1_600_000_000))
    return files


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Two workers of one thread each, in processes of their own."""
    from distributed import LocalCluster

    folder = str(tmp_path_factory.mktemp("dask"))
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, local_directory=folder) as cluster:
        yield cluster


def bytes_of(store: Path) -> dict[str, bytes]:
    files = [file for file in store.rglob("*.parquet") if file.parent.name != "sources"]
    return {file.relative_to(store).as_posix(): file.read_bytes() for file in files}


def test_a_cluster_that_loses_a_worker_gives_the_store_of_this_machine(
    documents: list[Path], plan: Plan, cluster: Any, tmp_path: Path
) -> None:
    killed: list[int] = []
    on_cluster = on_dask(cluster.scheduler_address, None)

    def losing(paths: Sequence[str], work: Collecting, tell: Tell | None) -> Iterator[tuple[int, Came]]:
        for number, came in enumerate(on_cluster(paths, work, tell)):
            yield came
            if number == 2:
                killed.append(cluster.workers[0].pid)
                os.kill(killed[0], signal.SIGKILL)

    def bring(store: Path, engine: Engine) -> None:
        works = Works(plan, [rules_folder()])
        came = collect(sources_of(documents), store, Collecting(plan, program()), works, engine)
        assert (came.audited, came.failed) == (16, 0)

    bring(tmp_path / "cluster", losing)
    bring(tmp_path / "here", local(1, None))
    assert killed
    assert bytes_of(tmp_path / "cluster") == bytes_of(tmp_path / "here")


def test_a_document_that_takes_too_long_is_given_up_and_the_others_go_on(
    documents: list[Path], plan: Plan, cluster: Any
) -> None:
    class Slow(Collecting):
        def do(self, path: str) -> Came:
            import time

            time.sleep(600 if path.endswith("01.txt") else 0)
            return Came(b"", "audited")

    came = dict(
        on_dask(cluster.scheduler_address, 1.5)([str(file) for file in documents[:6]], Slow(plan, program()), None)
    )
    assert {place: one.status for place, one in came.items()} == {
        place: "unreadable" if place == 1 else "audited" for place in range(6)
    }


def test_workers_with_another_auditor_are_refused(plan: Plan, cluster: Any, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="another auditor"):
        list(on_dask(cluster.scheduler_address, None)([str(tmp_path / "0.txt")], Collecting(plan, "other"), None))


def test_a_cluster_needs_an_address_that_leads_to_it(documents: list[Path], run: Run, tmp_path: Path) -> None:
    collecting = ("collect", str(documents[0]), "--to", str(tmp_path / "store"), "--engine", "dask")
    assert run(*collecting)[0] == 2
    assert run(*collecting, "--scheduler", "nothing://there")[0] == 2
