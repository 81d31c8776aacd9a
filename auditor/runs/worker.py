"""A worker: a process that does one task at a time, such as to audit a document, and tells what came of it."""

from __future__ import annotations

import contextlib
import gc
import itertools
import signal
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from typing import Any

from auditor.runs import COLLECTED

MOST_MEMORY = 4 * 1024**3
"""Bytes of address space that a worker may take. A long PDF takes a sixteenth of it; a document that wants more is told of
as a failure, instead of the machine running out of memory under all the others."""


def serve(pipe: Connection, work: Callable[[Any], Any], inherited: Sequence[Connection]) -> None:
    """Say that one is ready, then do every task asked for until the other end of the pipe is closed.

    What comes of a task is sent as a tuple of one, so that it may be nothing.

    `inherited` are the ends of pipes that a forked process has of its parent: as long as it holds them, no other
    worker notices that the parent is gone.
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
            pipe.send((work(pipe.recv()),))
            if number % COLLECTED == 0:
                gc.collect()


def _bound_memory() -> None:
    """Bound the memory of this process, where the system can."""
    try:
        import resource
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = MOST_MEMORY if hard == resource.RLIM_INFINITY else min(MOST_MEMORY, hard)
    # Some systems know the limit and do not let it be set.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
