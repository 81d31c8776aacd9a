"""A process beside this one, for whoever has threads: it has none itself, so that it may start workers as safely as a command does."""

from __future__ import annotations

import signal
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection

from auditor.runs.pool import context_to_start, interruptions_held

__all__ = ["Beside", "Connection"]

_PATIENCE = 10.0
"""Seconds that the process has to stop its workers and end."""


class Beside:
    """A process that calls `work` with its end of a pipe.

    `work` ends when it is sent None, or when the other end is closed (`EOFError`), as it is when this process dies. Where this
    process has no threads yet, the other one is forked and has what was loaded; else `work` is sent to it.
    """

    def __init__(self, work: Callable[[Connection], None]) -> None:
        context = context_to_start()
        self.pipe, theirs = context.Pipe()
        inherited = [self.pipe] if context.get_start_method() == "fork" else []
        # What is daemonic may have no children.
        self._process = context.Process(target=_run, args=(work, theirs, inherited))  # type: ignore[attr-defined]
        with interruptions_held():
            self._process.start()
        theirs.close()

    def stop(self) -> None:
        """Let the process end, and end it where it does not; whoever still reads from the pipe meets its end."""
        # To close it would pull it away from under a thread that reads.
        with suppress(OSError):
            self.pipe.send(None)
        self._process.join(_PATIENCE)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()


def _run(work: Callable[[Connection], None], pipe: Connection, inherited: Sequence[Connection]) -> None:
    # An interruption goes to all processes of a terminal, and so may a request to terminate; it is the parent that ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    for end in inherited:
        end.close()
    work(pipe)
