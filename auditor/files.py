"""Files as the operating system has them: read once and only if they are regular, written as a whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

_CHUNK = 2**20
_DRAFT = ".auditor-"
"""How the names of drafts begin; the hidden files of a folder are no documents."""
_ABANDONED = 3600.0
"""Seconds after which nobody writes on at a draft."""
_SEIZED: list[BinaryIO] = []
"""The locks that this process holds."""
_STREAMS = (1, 2)
"""Standard output and standard error."""


class IrregularFile(OSError):
    """A pipe, a socket or a device, which has no content of its own."""


class LargeFile(OSError):
    """A file has more bytes than are read."""


@contextmanager
def open_regular(file: str | Path) -> Iterator[BinaryIO]:
    """A stream from a regular file, opened once and without waiting; raises `IrregularFile` or another `OSError`."""
    # To open a device may already do something.
    _require_regular(os.stat(file), file)  # noqa: PTH116
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(file, flags), "rb") as stream:
        # Between the two it may have become another.
        _require_regular(os.fstat(stream.fileno()), file)
        yield stream


def read_regular(file: str | Path, most: int) -> bytes:
    """The content of a regular file of at most so many bytes.

    Raises as `open_regular` does, `LargeFile` where there are more, and `BlockingIOError` where it would have to be waited for.
    """
    parts: list[bytes] = []
    room = most + 1
    with open_regular(file) as stream:
        while room > 0 and (part := os.read(stream.fileno(), min(room, _CHUNK))):
            parts.append(part)
            room -= len(part)
    if room <= 0:
        raise LargeFile(errno.EFBIG, f"it has more than {most} bytes", str(file))
    return b"".join(parts)


def ends_of(file: str | Path, size: int) -> tuple[bytes, bytes]:
    """The first and the last bytes of a regular file, at most so many of each; raises as `read_regular` does."""
    with open_regular(file) as stream:
        descriptor = stream.fileno()
        first = os.read(descriptor, size)
        os.lseek(descriptor, max(0, os.lseek(descriptor, 0, os.SEEK_END) - size), os.SEEK_SET)
        return first, os.read(descriptor, size)


def _require_regular(found: os.stat_result, file: str | Path) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(file))
    if not stat.S_ISREG(found.st_mode):
        raise IrregularFile(errno.EINVAL, "it is no regular file", str(file))


def write_whole(file: str | Path, content: bytes) -> None:
    """Write a file in one step, as `replacing` does, so that it never has half of its content; raises `OSError`."""
    with replacing(file) as stream:
        stream.write(content)


@contextmanager
def replacing(file: str | Path) -> Iterator[BinaryIO]:
    """A stream whose bytes are the content of a file once the block has ended; where it ends with an error the file is as it was.

    A symbolic link is followed, and a file that is there keeps its permissions. What is no regular file (a pipe, /dev/null), and
    what standard output or standard error goes to, is written to as it is. Raises `OSError`.
    """
    found = _state_of(file)
    if found is not None and _is_stream(found):
        with _stream(file, found) as stream:
            yield stream
        return
    if found is not None and not os.access(file, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(file))
    with _draft_of(Path(os.path.realpath(file)), 0o666) as stream:
        if found is not None:
            _take_over(stream.fileno(), found)
        yield stream
        stream.flush()
        os.fsync(stream.fileno())


def put_in_place(file: Path, content: bytes) -> None:
    """Have a private file of some content under a name, whatever stands there now, in one step; raises `OSError`.

    Where the machine breaks down at once its content may be damaged.
    """
    with _draft_of(file, 0o600) as stream:
        stream.write(content)


@contextmanager
def _draft_of(target: Path, mode: int) -> Iterator[BinaryIO]:
    """A stream to a file beside another that takes its place when the block has ended, and is removed where it ends with an error."""
    draft = target.with_name(f"{_DRAFT}{os.urandom(8).hex()}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(draft, flags, mode), "wb") as stream:
            yield stream
        draft.replace(target)
    except BaseException:
        with suppress(OSError):
            draft.unlink()
        raise


@contextmanager
def new_draft(folder: Path) -> Iterator[Path]:
    """A path for a draft in a folder, which is made, for what writes files itself; `put_draft` puts it in its place, else it goes."""
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f"{_DRAFT}{os.urandom(8).hex()}.tmp"
    try:
        yield draft
    finally:
        with suppress(OSError):
            draft.unlink()


def put_draft(draft: Path, target: Path) -> None:
    """Put a draft in the place of a file, in one step, once all of it is on the disk; raises `OSError`."""
    with draft.open("r+b") as stream:
        os.fsync(stream.fileno())
    draft.replace(target)


def _state_of(file: str | Path) -> os.stat_result | None:
    try:
        found = os.stat(file)  # noqa: PTH116
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(file))
    return found


def _is_stream(found: os.stat_result) -> bool:
    return not stat.S_ISREG(found.st_mode) or _standard_of(found) is not None


def is_printed_to(file: str | Path) -> bool:
    """Whether standard output or standard error goes to a file, as a shell has it."""
    try:
        return _standard_of(os.stat(file)) is not None  # noqa: PTH116
    except OSError:
        return False


def _standard_of(found: os.stat_result) -> int | None:
    """The standard stream that goes to a file: `/dev/stdout`, or the file that a shell has sent it to."""
    for descriptor in _STREAMS:
        with suppress(OSError):
            if os.path.samestat(found, os.fstat(descriptor)):
                return descriptor
    return None


def _stream(file: str | Path, found: os.stat_result) -> BinaryIO:
    standard = _standard_of(found)
    if standard is None:
        return open(file, "wb")  # noqa: PTH123
    # To open it anew would write over what stands there already.
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    return os.fdopen(os.dup(standard), "wb")


def _take_over(descriptor: int, found: os.stat_result) -> None:
    """Give a draft the owner, as far as one may, and the permissions of the file that it replaces."""
    if hasattr(os, "fchown"):
        for owner, group in ((found.st_uid, -1), (-1, found.st_gid)):
            with suppress(OSError):
                os.fchown(descriptor, owner, group)
        os.fchmod(descriptor, stat.S_IMODE(found.st_mode))


@contextmanager
def held(lock: Path) -> Iterator[None]:
    """Hold a lock that ends with this process, however it ends; raises `OSError` where another one has it."""
    with lock.open("a+b") as stream:
        _seize(stream)
        _SEIZED.append(stream)
        try:
            yield
        finally:
            _SEIZED.remove(stream)


def _let_go() -> None:
    """A process that was forked holds no lock for the one that is gone."""
    while _SEIZED:
        _SEIZED.pop().close()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_let_go)


def _seize(stream: BinaryIO) -> None:
    try:
        import fcntl
    except ImportError:
        import msvcrt

        stream.seek(0)
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined, unused-ignore]
    else:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)


def remove_drafts(folder: Path) -> None:
    """Remove the drafts in a folder that were never finished, as of a process that was killed."""
    with suppress(OSError):
        for entry in list(os.scandir(folder)):
            if is_draft(entry.name) and time.time() - entry.stat(follow_symlinks=False).st_mtime > _ABANDONED:
                os.unlink(entry.path)  # noqa: PTH108


def is_draft(name: str) -> bool:
    """Whether a file of this name is a draft of one that is being written."""
    return name.startswith(_DRAFT) and name.endswith(".tmp")
