"""A worker: a process that does one task at a time, such as to audit a document, and tells what came of it."""

from __future__ import annotations

import contextlib
import gc
import itertools
import signal
from collections.abc import Callable, Sequence
from math import ceil
from multiprocessing.connection import Connection
from typing import Any

from auditor.runs import COLLECTED

MOST_MEMORY = 2 * 1024**3
"""Bytes of address space that a worker may take, beside what it has from the start. A PDF of 400 pages takes a fifth of it; a
document that wants more is given up, instead of the machine running out of memory under all the others."""
OUT_OF_MEMORY = "out of memory"
"""What a worker says before it ends for want of memory."""
_GRACE = 10
"""Seconds of processor time beyond those on the clock, so that it is the parent that ends a worker, if it still lives."""


def serve(
    pipe: Connection, work: Callable[[Any], Any], inherited: Sequence[Connection], seconds: float | None = None
) -> None:
    """Say that one is ready, then do every task asked for until the other end of the pipe is closed.

    What comes of a task is sent as a tuple of one, so that it may be nothing. One that takes more memory than there is, is
    the last: what it left behind would be in the way of the next.

    `inherited` are the ends of pipes that a forked process has of its parent: as long as it holds them, no other
    worker notices that the parent is gone. A task may take `seconds` of processor time, even where nobody waits for it any more.
    """
    # An interruption goes to all processes of a terminal; it is the parent that stops its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    gc.disable()
    for end in inherited:
        end.close()
    _bound_memory()
    with contextlib.suppress(EOFError, OSError):
        # What is there already, such as the rules, is looked through no more.
        gc.freeze()
        pipe.send(None)
        for number in itertools.count(1):
            task = pipe.recv()
            _bound_time(seconds)
            try:
                pipe.send((work(task),))
            except MemoryError:
                pipe.send(OUT_OF_MEMORY)
                return
            if number % COLLECTED == 0:
                gc.collect()


def _bound_memory() -> None:
    """Bound the memory of this process, where the system can."""
    with contextlib.suppress(ImportError):
        import resource

        _lower(resource.RLIMIT_AS, _taken() + MOST_MEMORY)


def _taken() -> int:
    """Bytes of address space that this process has: libraries of its parent may have reserved more than they use; 0 if unknown."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
            pages = int(file.read().split()[0])
    except (OSError, ValueError, IndexError):
        return 0
    import resource

    return pages * resource.getpagesize()


def _bound_time(seconds: float | None) -> None:
    """Bound the processor time of this process from now on, where the system can."""
    if seconds is None:
        return
    with contextlib.suppress(ImportError):
        import resource

        usage = resource.getrusage(resource.RUSAGE_SELF)
        _lower(resource.RLIMIT_CPU, ceil(usage.ru_utime + usage.ru_stime + seconds) + _GRACE)


def _lower(limit: int, most: int) -> None:
    """Set a limit of this process, at most as far as it may go."""
    import resource

    _, hard = resource.getrlimit(limit)
    # Some systems know a limit and do not let it be set.
    with contextlib.suppress(ValueError, OSError, OverflowError):
        resource.setrlimit(limit, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
