"""What the server answers: the page, and what its script asks for."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import suppress
from importlib.resources import files
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from auditor.errors import UsageError
from auditor.records.choices import LANGUAGES
from auditor.reports import format_of
from auditor.serve.guard import Guard
from auditor.serve.jobs import MIB, Jobs, Offer, Refusal
from auditor.serve.names import attachment
from auditor.serve.orders import PRODUCTS
from auditor.serve.words import language_of, word, words_of_the_page

_MOST_OFFERED = MIB
"""Bytes that the list of the files of a job may have."""
_REPORT_POLICY = "sandbox allow-scripts allow-modals allow-popups; frame-ancestors 'none'"
"""A report has a policy of its own in itself; whatever its script does, it is none of this server's pages."""
_SENT = {"page.css": "text/css", "page.js": "text/javascript"}


def guarded(jobs: Jobs, port: int, end: Callable[[], None]) -> Guard:
    """The application at a port of 127.0.0.1; `end` is called when the user is done."""
    api = _Api(jobs, end)
    routes = [
        Route("/", api.page),
        Route("/{name:str}", api.part),
        Route("/jobs/{job}/report", api.report),
        Route("/jobs/{job}/made/{product}", api.product),
        Route("/api/jobs", api.every, methods=["GET"]),
        Route("/api/jobs", api.open, methods=["POST"]),
        Route("/api/jobs/{job}", api.remove, methods=["DELETE"]),
        Route("/api/jobs/{job}/files/{number:int}", api.put, methods=["PUT"]),
        Route("/api/jobs/{job}/start", api.start, methods=["POST"]),
        Route("/api/jobs/{job}/cancel", api.cancel, methods=["POST"]),
        Route("/api/jobs/{job}/made/{product}", api.make, methods=["POST"]),
        Route("/api/end", api.quit, methods=["POST"]),
    ]
    application = Starlette(routes=routes, exception_handlers={Refusal: _refused, ClientDisconnect: _gone})
    closed = "".join(f"{word('closed', lang)}\n" for lang in LANGUAGES)
    return Guard(application, f"127.0.0.1:{port}", closed)


class _Api:
    def __init__(self, jobs: Jobs, end: Callable[[], None]) -> None:
        self._jobs, self._end = jobs, end

    async def page(self, request: Request) -> Response:
        given = request.query_params.get("lang", "")
        lang = given if given in LANGUAGES else language_of(request.headers.get("accept-language", ""))
        limits = self._jobs.limits
        told = {
            "words": words_of_the_page(),
            "limits": {"file": limits.file, "files": limits.files},
            "products": [name for name in PRODUCTS if _can_be_made(name)],
        }
        # As data within a page, where a < could end it.
        data = json.dumps(told, ensure_ascii=False).replace("<", "\\u003c")
        text = _text("page.html").replace("{lang}", "zh-CN" if lang == "zh" else "en").replace("{data}", data)
        return Response(text, media_type="text/html", headers={"Vary": "Accept-Language"})

    async def part(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in _SENT:
            return PlainTextResponse("there is no such page\n", 404)
        return Response(_text(name), media_type=_SENT[name])

    async def every(self, request: Request) -> Response:
        return JSONResponse(self._jobs.every())

    async def open(self, request: Request) -> Response:
        try:
            told = json.loads(await _body(request, _MOST_OFFERED))
            offers = [Offer(entry["name"], entry["size"], entry["searched"]) for entry in told["files"]]
            lang = told["lang"]
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise Refusal("bad-request", 400) from error
        if lang not in LANGUAGES or not all(map(_is_sound, offers)):
            raise Refusal("bad-request", 400)
        with _room():
            job = self._jobs.open(offers, lang)
        return JSONResponse(self._jobs.shown(job), 201)

    async def put(self, request: Request) -> Response:
        """Take in a file as it comes; one that is not of the size it was said to have is not kept."""
        job = self._jobs.job(request.path_params["job"])
        number = request.path_params["number"]
        target, size = self._jobs.place(job, number)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        is_whole = False
        try:
            with _room(), os.fdopen(os.open(target, flags, 0o600), "wb") as stream:
                left = size
                async for part in request.stream():
                    left -= len(part)
                    if left < 0:
                        break
                    stream.write(part)
            is_whole = left == 0
        finally:
            if not is_whole:
                with suppress(OSError):
                    target.unlink()
        if not is_whole:
            raise Refusal("too-large", 413)
        job.files[number].is_here = True
        return Response(status_code=204)

    async def start(self, request: Request) -> Response:
        job = self._jobs.job(request.path_params["job"])
        self._jobs.start(job)
        return JSONResponse(self._jobs.shown(job))

    async def cancel(self, request: Request) -> Response:
        job = self._jobs.job(request.path_params["job"])
        self._jobs.cancel(job)
        return JSONResponse(self._jobs.shown(job))

    async def remove(self, request: Request) -> Response:
        self._jobs.remove(self._jobs.job(request.path_params["job"]))
        return Response(status_code=204)

    async def make(self, request: Request) -> Response:
        job = self._jobs.job(request.path_params["job"])
        self._jobs.make(job, request.path_params["product"])
        return JSONResponse(self._jobs.shown(job))

    async def product(self, request: Request) -> Response:
        job = self._jobs.job(request.path_params["job"])
        file, name = self._jobs.product(job, request.path_params["product"])
        return _file(file, "application/octet-stream", {"Content-Disposition": attachment(name)})

    async def report(self, request: Request) -> Response:
        job = self._jobs.job(request.path_params["job"])
        file, _ = self._jobs.product(job, "html")
        return _file(file, "text/html", {"Content-Security-Policy": _REPORT_POLICY})

    async def quit(self, request: Request) -> Response:
        self._end()
        return Response(status_code=204)


def _is_sound(offer: Offer) -> bool:
    return (
        isinstance(offer.name, str) and type(offer.size) is int and offer.size >= 0 and type(offer.is_searched) is bool
    )


def _can_be_made(name: str) -> bool:
    try:
        format_of(name)
    except UsageError:
        return False
    return True


async def _body(request: Request, most: int) -> bytes:
    parts = b""
    async for part in request.stream():
        parts += part
        if len(parts) > most:
            raise Refusal("too-many-files", 413, most="…")
    return parts


class _room:  # noqa: N801 - a context, as of `contextlib`
    """Where the disk is full, or what was there is gone, it is told as such."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: object) -> None:
        if isinstance(error, FileNotFoundError | FileExistsError):
            raise Refusal("too-late") from error
        if isinstance(error, OSError):
            raise Refusal("no-room", 507) from error


def _file(file: Path, kind: str, headers: dict[str, str]) -> Response:
    if not file.is_file():
        raise Refusal("no-such-file", 404)
    return FileResponse(file, media_type=kind, headers=headers)


def _text(name: str) -> str:
    return files(__package__).joinpath("page", name).read_text(encoding="utf-8")


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)
    return JSONResponse({"key": error.key, "blanks": error.blanks}, error.status)


async def _gone(request: Request, error: Exception) -> Response:
    """Nobody hears it: who asked has gone."""
    return Response(status_code=400)
