"""A Dask cluster as the engine of a collection: each document is a task, and a worker that is lost costs what it was at.

The plan goes to every worker once, those that join later as well. Documents are read where the worker is: paths must lead there to the
same files, or be addresses of an object store. A document that kills its worker again and again, or takes too long, is given up.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from uuid import uuid4

from distributed import Client, Future, KilledWorker, WorkerPlugin, get_worker

from auditor.collection.work import Came, Collecting, program
from auditor.errors import UsageError
from auditor.messages import told
from auditor.runs import Tell
from auditor.runs.pool import End
from auditor.runs.worker import MOST_MEMORY
from auditor.tuples import NamedTuple

_PATIENCE = 30
"""Seconds in which a scheduler has to answer."""
_TICK = 0.5
_AHEAD = 2
"""So many tasks are with each thread of the cluster: the one that it is at, and the next."""


class _Bringing(WorkerPlugin):  # type: ignore[misc]
    """What every worker is given once."""

    def __init__(self, work: Collecting) -> None:
        self.work = work


def _do(name: str, path: str) -> Came | str:
    """What came of a document, on a worker; a word where that cannot be."""
    work: Collecting = get_worker().plugins[name].work
    if work.program != program():
        return "other-auditor"
    return work.do(path)


class _Task(NamedTuple):
    place: int
    since: float


def run(
    paths: Sequence[str], work: Collecting, tell: Tell | None, scheduler: str, timeout: float | None
) -> Iterator[tuple[int, Came]]:
    """The audits of documents on a cluster, as an `Engine`; raises `UsageError` where it cannot be reached or has another auditor."""
    try:
        client = Client(scheduler, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise UsageError(told("no-scheduler", address=scheduler, why=error)) from error
    with client:
        yield from _Run(client, paths, work, timeout).results(tell)


class _Run:
    def __init__(self, client: Client, paths: Sequence[str], work: Collecting, timeout: float | None) -> None:
        self._client, self._paths, self._work, self._timeout = client, paths, work, timeout
        self._name = f"auditor-{uuid4().hex}"
        self._waiting = deque(range(len(paths)))
        self._running: dict[Future, _Task] = {}
        self._any_ended = threading.Event()

    def results(self, tell: Tell | None) -> Iterator[tuple[int, Came]]:
        self._client.register_plugin(_Bringing(self._work), name=self._name)
        done = 0
        try:
            while self._waiting or self._running:
                self._submit()
                for future in self._ended():
                    place = self._running.pop(future).place
                    done += 1
                    yield place, self._came(future, place)
                for place in self._overdue():
                    done += 1
                    yield place, self._work.given_up(self._paths[place], self._end_of_time())
                if tell is not None and self._running:
                    tell(done, self._paths[min(task.place for task in self._running.values())])
        finally:
            self._client.cancel(list(self._running))
            self._client.unregister_worker_plugin(self._name)

    def _submit(self) -> None:
        """Have so much on its way that no worker waits for this process, and no more."""
        threads = sum(self._client.nthreads().values())
        room = max(1, _AHEAD * threads) - len(self._running)
        for _ in range(min(room, len(self._waiting))):
            place = self._waiting.popleft()
            future = self._client.submit(_do, self._name, self._paths[place], key=f"{self._name}-{place}", pure=False)
            self._running[future] = _Task(place, time.monotonic())
            future.add_done_callback(lambda _: self._any_ended.set())

    def _ended(self) -> list[Future]:
        self._any_ended.wait(_TICK)
        self._any_ended.clear()
        return [future for future in self._running if future.done()]

    def _came(self, future: Future, place: int) -> Came:
        error = future.exception() if future.status == "error" else None
        path = self._paths[place]
        if isinstance(error, KilledWorker):
            return self._work.given_up(path, End("worker-died", {"end": str(error.last_worker.address)}))
        if isinstance(error, MemoryError):
            return self._work.given_up(path, End("out-of-memory", {"size": f"{MOST_MEMORY / 2**30:g}"}))
        if isinstance(error, ImportError):
            raise UsageError(told("other-auditor")) from error
        came: Came | str = future.result()
        if isinstance(came, str):
            raise UsageError(told("other-auditor"))
        return came

    def _overdue(self) -> list[int]:
        """The documents that take too long; their workers are started again, which is the only way to stop them."""
        if self._timeout is None:
            return []
        # A task may have to wait for the one before it.
        latest = time.monotonic() - _AHEAD * self._timeout
        late = [future for future, task in self._running.items() if task.since < latest]
        if not late:
            return []
        at = self._client.processing()
        names = {future.key for future in late}
        places = [self._running.pop(future).place for future in late]
        self._client.cancel(late)
        # Of a worker without somebody to start it again nothing can be had but patience.
        with suppress(ValueError, TimeoutError):
            busy = [worker for worker, keys in at.items() if names.intersection(map(str, keys))]
            self._client.restart_workers(busy, timeout=_PATIENCE, raise_for_error=False)
        return places

    def _end_of_time(self) -> End:
        return End("timed-out", {"seconds": f"{self._timeout or 0:g}"})
