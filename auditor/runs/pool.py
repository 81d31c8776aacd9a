"""A pool of workers: several tasks at a time, each worker replaced when one kills it or takes too long.

The pools of the standard library give up all their work when one process dies and cannot stop one that hangs; that is why
there is this one. But for `auditor.runs.beside` it is the only module that starts processes.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import wait
from multiprocessing.context import BaseContext
from typing import TYPE_CHECKING, Any, Literal, Protocol

from auditor.runs.worker import MOST_MEMORY, OUT_OF_MEMORY, serve
from auditor.tuples import NamedTuple

if TYPE_CHECKING:
    from auditor.runs import Tell

_TICK = 0.1
"""Seconds after which whoever watches is told again."""
_MOST_FALSE_STARTS = 3
_MOST_AHEAD = 32
"""So many things are at most begun behind one whose result is still to be taken; or two for each process."""


class End(NamedTuple):
    """Why nothing came of a thing, as a key of messages with what it tells."""

    key: Literal["timed-out", "out-of-memory", "worker-died"]
    blanks: dict[str, str]


class Work(Protocol):
    """What is done with each of several things, in processes of their own; it is sent to them."""

    def do(self, thing: Any) -> Any:
        """What comes of a thing; it raises nothing."""

    def given_up(self, thing: Any, end: End) -> Any:
        """What comes of one that took too long or too much memory, or of which its process died."""

    def name(self, thing: Any) -> str:
        """What whoever watches is told."""


def do_in_pool(
    things: Sequence[Any], work: Work, jobs: int, timeout: float | None, tell: Tell | None = None, fresh: bool = False
) -> Iterator[Any]:
    """Do some work in at most `jobs` processes, each thing for at most `timeout` seconds; results in the order of the things.

    No more is done ahead of what is taken than there is room for, so that memory does not grow with the number of things.

    Processes that are `fresh` know nothing of what this one has set up in libraries; they take longer to start.
    """
    pool = _Pool(things, work, timeout, tell, fresh)
    with _terminated_in_order():
        try:
            pool.start(min(jobs, len(things)))
            for number in range(len(things)):
                yield pool.take(number)
        finally:
            pool.stop()


def do_as_done(
    things: Sequence[Any], work: Work, jobs: int, timeout: float | None, tell: Tell | None = None
) -> Iterator[tuple[int, Any]]:
    """The same, but each result as soon as it is there, behind the place of its thing."""
    pool = _Pool(things, work, timeout, tell, fresh=False)
    with _terminated_in_order():
        try:
            pool.start(min(jobs, len(things)))
            for _ in range(len(things)):
                yield pool.take_any()
        finally:
            pool.stop()


class _Worker:
    """The parent's side of a worker; `number` is that of the task it is at."""

    def __init__(self, context: BaseContext, work: Work, others: Sequence[_Worker], timeout: float | None) -> None:
        self.pipe, theirs = context.Pipe()
        is_fork = context.get_start_method() == "fork"
        inherited = [self.pipe, *(worker.pipe for worker in others)] if is_fork else []
        process = context.Process(target=serve, args=(theirs, work.do, inherited, timeout), daemon=True)  # type: ignore[attr-defined]
        with interruptions_held():
            process.start()
        self.process: multiprocessing.Process = process
        theirs.close()
        self.number: int | None = None
        self.deadline: float | None = None

    def take(self, number: int, thing: Any, timeout: float | None) -> None:
        self.number = number
        self.deadline = None if timeout is None else time.monotonic() + timeout
        self.pipe.send(thing)

    def stop(self) -> None:
        """End the process at once and leave no zombie."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


class _Pool:
    def __init__(
        self, things: Sequence[Any], work: Work, timeout: float | None, tell: Tell | None, fresh: bool
    ) -> None:
        self._done: dict[int, Any] = {}
        self._taken = 0
        """How many results were taken."""
        self._idle: list[_Worker] = []
        """Those that have to wait until more results are taken."""
        self._things, self._work, self._timeout, self._tell = things, work, timeout, tell
        self._is_fresh = fresh
        self._waiting = deque(range(len(things)))
        self._workers: list[_Worker] = []
        self._finished = 0
        self._false_starts = 0

    def start(self, count: int) -> None:
        for _ in range(count):
            self._workers.append(_Worker(context_to_start(self._is_fresh), self._work, self._workers, self._timeout))

    def stop(self) -> None:
        while self._workers:
            self._workers.pop().stop()

    def take(self, number: int) -> Any:
        """What came of a thing, once it is there; they are taken in their order."""
        while number not in self._done:
            self._step()
        self._go_on()
        return self._done.pop(number)

    def take_any(self) -> tuple[int, Any]:
        """What came of some thing, as soon as there is anything, and which one it is."""
        while not self._done:
            self._step()
        self._go_on()
        number = next(iter(self._done))
        return number, self._done.pop(number)

    def _go_on(self) -> None:
        """One result is taken, so that there is room for more."""
        self._taken += 1
        idle, self._idle = self._idle, []
        for worker in idle:
            self._occupy(worker)

    def _step(self) -> None:
        """Wait until something happens, and see to it."""
        pipes: dict[object, _Worker] = {worker.pipe: worker for worker in self._workers}
        for pipe in wait([worker.pipe for worker in self._workers], self._patience()):
            self._hear(pipes[pipe])
        now = time.monotonic()
        for worker in list(self._workers):
            if worker.deadline is not None and worker.deadline <= now:
                self._give_up(worker, End("timed-out", {"seconds": f"{self._timeout or 0:g}"}))
        if self._tell is not None:
            at = [worker.number for worker in self._workers if worker.number is not None]
            self._tell(self._finished, self._work.name(self._things[min(at)]) if at else "")

    def _patience(self) -> float | None:
        deadlines = [worker.deadline for worker in self._workers if worker.deadline is not None]
        ends = [max(0.0, min(deadlines) - time.monotonic())] if deadlines else []
        return min([*ends, *([_TICK] if self._tell is not None else [])], default=None)

    def _hear(self, worker: _Worker) -> None:
        """Take what a worker says: that it is ready, what came of its task, or, by its silence, that it is dead."""
        try:
            said: tuple[Any] | str | None = worker.pipe.recv()
        except (EOFError, OSError):
            self._bury(worker)
            return
        if said == OUT_OF_MEMORY:
            self._give_up(worker, End("out-of-memory", {"size": f"{MOST_MEMORY / 2**30:g}"}))
            return
        if said is not None:
            self._finish(worker, said[0])
        self._occupy(worker)

    def _occupy(self, worker: _Worker) -> None:
        """Give a worker the next task; one that has nothing to do any more is let go."""
        self._false_starts = 0
        if not self._waiting:
            self._workers.remove(worker)
            worker.stop()
            return
        if self._waiting[0] >= self._taken + max(_MOST_AHEAD, 2 * len(self._workers)):
            self._idle.append(worker)
            return
        number = self._waiting.popleft()
        try:
            worker.take(number, self._things[number], self._timeout)
        except OSError:
            self._bury(worker)

    def _finish(self, worker: _Worker, done: Any) -> None:
        assert worker.number is not None
        self._done[worker.number] = done
        self._finished += 1
        worker.number = worker.deadline = None

    def _bury(self, worker: _Worker) -> None:
        """A worker died of its task, or before it had any."""
        worker.process.join()
        end = _end_of(worker.process.exitcode or 0)
        if worker.number is None:
            self._false_starts += 1
            if self._false_starts >= _MOST_FALSE_STARTS:
                raise RuntimeError(f"processes to audit in do not start: the last one ended with {end}")
        self._give_up(worker, End("worker-died", {"end": end}))

    def _give_up(self, worker: _Worker, end: End) -> None:
        """Say what came of a worker's task, stop it, and have another in its place."""
        if worker.number is not None:
            self._finish(worker, self._work.given_up(self._things[worker.number], end))
        self._workers.remove(worker)
        if worker in self._idle:
            self._idle.remove(worker)
        worker.stop()
        if self._waiting:
            self.start(1)


def _end_of(exit_code: int) -> str:
    """How a process ended: by which signal, or with which status."""
    if exit_code >= 0:
        return str(exit_code)
    try:
        return signal.Signals(-exit_code).name
    except ValueError:
        return str(exit_code)


def context_to_start(fresh: bool = False) -> BaseContext:
    """Forking starts at once and shares the rules, but is safe only on Linux and from a process of one thread."""
    is_safe = not fresh and sys.platform == "linux" and threading.active_count() == 1
    return multiprocessing.get_context("fork" if is_safe else "spawn")


@contextmanager
def interruptions_held() -> Iterator[None]:
    """Keep Ctrl-C back while a process starts: the new one would meet it before it can ignore it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _terminated_in_order() -> Iterator[None]:
    """Let a request to terminate unwind this process, so that it stops its workers; by default it would leave them behind."""

    def unwind(number: int, _: object) -> None:
        raise SystemExit(128 + number)

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, unwind)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
