"""The server from its start to its end: what it begins with, and that nothing of it is left."""

from __future__ import annotations

import logging
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

import uvicorn

from auditor.browser import has_screen, show
from auditor.errors import UsageError
from auditor.records.choices import Lang
from auditor.runs.beside import Beside
from auditor.serve.app import guarded
from auditor.serve.bench import Settings
from auditor.serve.folder import private_folder
from auditor.serve.given import take_in
from auditor.serve.jobs import Jobs, Limits
from auditor.serve.words import word

_CONNECTIONS = 64
"""So many requests are answered at a time."""


def serve(
    settings: Settings, port: int, paths: Sequence[str], *, shown: bool, tell: Callable[[str], None], lang: Lang
) -> None:
    """Serve the page at a port of 127.0.0.1, 0 for any that is free, until it is told to end; `shown` in the browser.

    Documents behind `paths` are audited at once. `tell` is told the address, and what breaks. Raises `UsageError` where the port
    cannot be had, or `auditor.serve.given` does, and `OSError` where there is no place for temporary files.
    """
    # Before there are threads, and before there is anything that it could hold open.
    beside = Beside(settings.work)
    try:
        with _terminated_in_order(), _listening(port, lang) as listener, private_folder() as folder:
            jobs = Jobs(folder, settings.work, Limits(), tell)
            jobs.begin(beside)
            try:
                if paths:
                    take_in(jobs, paths, lang)
                _run(jobs, listener, shown, tell, lang)
            finally:
                jobs.end()
    finally:
        beside.stop()


def _run(jobs: Jobs, listener: socket.socket, shown: bool, tell: Callable[[str], None], lang: Lang) -> None:
    def end(*_: object) -> None:
        server.should_exit = True

    application = guarded(jobs, listener.getsockname()[1], end)
    logging.getLogger("uvicorn.error").setLevel(logging.ERROR)
    server = uvicorn.Server(
        uvicorn.Config(
            application,
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            ws="none",
            lifespan="off",
            limit_concurrency=_CONNECTIONS,
            timeout_graceful_shutdown=1,
        )
    )
    tell(word("address", lang, address=application.address))
    tell(word("how-to-end", lang))
    if shown and has_screen():
        threading.Thread(target=show, args=(application.address,), daemon=True).start()
    with _ended_by_hanging_up(end):
        server.run(sockets=[listener])


@contextmanager
def _listening(port: int, lang: Lang) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        if sys.platform != "win32":
            # There it would let another program listen as well.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
            listener.listen(_CONNECTIONS)
        except (OSError, OverflowError) as error:
            reason = getattr(error, "strerror", None) or error
            raise UsageError(word("port-taken", lang, port=port, reason=reason)) from error
        yield listener


@contextmanager
def _terminated_in_order() -> Iterator[None]:
    """Let a request to terminate unwind this process, so that nothing is left behind."""

    def unwind(number: int, _: FrameType | None) -> None:
        raise SystemExit(128 + number)

    before = signal.signal(signal.SIGTERM, unwind)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def _ended_by_hanging_up(end: Callable[..., None]) -> Iterator[None]:
    """Let the server end when its terminal is closed."""
    if not hasattr(signal, "SIGHUP"):
        yield
        return
    before = signal.signal(signal.SIGHUP, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGHUP, before)
