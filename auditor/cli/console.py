"""The streams that the command line prints on: what they can print, in which colours, how wide they are."""

from __future__ import annotations

import codecs
import errno
import io
import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TextIO

import click

from auditor.cli.texts import option
from auditor.errors import UsageError
from auditor.lines import whole_line, whole_row
from auditor.messages import system_says, told

if TYPE_CHECKING:
    from auditor.records import Lang
    from auditor.reports import Page

colour_option = option(
    "--color",
    "colour",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="--color",
)
quiet_option = option("-q", "--quiet", is_flag=True, help="--quiet")

_IN_PLACE_OF = {
    "“": '"', "”": '"', "‘": "'", "’": "'", "（": "(", "）": ")", "，": ", ", "。": ".", "、": ", ", "；": "; ",
    "：": ": ", "！": "!", "？": "?", "％": "%", "…": "...", "—": "-", "–": "-", "‐": "-", "‑": "-", "−": "-", "·": ".",
    "×": "x", "÷": "/", "±": "~", "≠": "!=", "≤": "<=", "≥": ">=", "√": "v", "✓": "√", "✔": "√", "✗": "×", "✘": "×",
    "→": "->", "\u00a0": " ", "\u3000": "  ", "\u200b": "", "\ufeff": "", "¥": "￥", "￥": "Y", "⚠": "!", "•": "·",
    "《": "<", "》": ">", "【": "[", "】": "]", "〔": "[", "〕": "]", "「": '"', "」": '"',
}  # fmt: skip
"""What stands in for a sign that a console cannot print; it may itself need something to stand in for it."""
_HIGHEST = 2
"""The number of standard error, the last of the three streams."""
_CHINESE = ("gbk", "gb2312", "gb18030", "cp936")


def prepare_streams() -> None:
    """Let no character and no reader stop the output.

    What a console cannot print is printed as the nearest that it can, or as `?`. What goes to no terminal goes through
    `_Outlet`. Streams that whoever started the program has closed are there, and lead nowhere.
    """
    codecs.register_error("nearest", _nearest)
    are_closed = sys.stdout is None, sys.stderr is None
    # Else the next file that is opened would get the number of a stream, and what a library prints.
    while (descriptor := os.open(os.devnull, os.O_RDWR)) <= _HIGHEST:
        continue
    os.close(descriptor)
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115
    sys.stdout = _prepared(sys.stdout, 1, are_closed[0])
    sys.stderr = _prepared(sys.stderr, _HIGHEST, are_closed[1])


def _prepared(stream: TextIO | None, number: int, is_closed: bool) -> TextIO:
    if stream is None or _is_file(stream, number):
        encoding = stream.encoding if stream is not None else "utf-8"
        outlet = _Outlet(number, is_closed=is_closed)
        buffered = io.BufferedWriter(outlet)
        return io.TextIOWrapper(buffered, encoding, "nearest", line_buffering=number == _HIGHEST)
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="nearest")
    return stream


def _is_file(stream: TextIO, number: int) -> bool:
    """Whether a stream is the one that the system gave, and no terminal."""
    try:
        return stream.fileno() == number and not stream.isatty()
    except (OSError, ValueError):
        return False


class _Outlet(io.FileIO):
    """Standard output or standard error as bytes.

    When nobody reads any more, what is left goes nowhere: it changes neither what else is done nor the exit status. What else keeps
    standard output from being written raises `UsageError`, once; what is lost of standard error cannot be told.
    """

    def __init__(self, number: int, *, is_closed: bool) -> None:
        super().__init__(number, "wb", closefd=False)
        self._is_told = number == _HIGHEST
        self._is_closed = is_closed
        self._is_lost = False

    def write(self, data: Any, /) -> int:
        size = memoryview(data).nbytes
        if self._is_lost:
            return size
        try:
            if self._is_closed:
                raise OSError(errno.EBADF, told("closed"))
            while (written := super().write(data)) is None:
                # Whoever shares it may have set it not to wait.
                import select

                select.select([], [self], [])
            return written
        except BrokenPipeError:
            self._is_lost = True
        except OSError as error:
            self._is_lost = True
            if not self._is_told:
                raise UsageError(told("standard-output", why=system_says(error, "unwritable"))) from error
        return size


def put(text: str | bytes, colour: bool | None = None) -> None:
    """Write to standard output, text in its own encoding: left to itself, click takes ASCII for a mistake and writes UTF-8.

    Raises `UsageError` where it cannot be written, as on a full disk.
    """
    click.echo(text, file=sys.stdout, nl=False, color=colour)


def print_lines(lines: Iterable[str]) -> None:
    """Write lines to standard output, each harmless to terminals and pipelines; tabs stay. Raises as `put` does."""
    put("".join(f"{whole_row(line)}\n" for line in lines))


def tell_user(text: str) -> None:
    """Tell something on standard error, each line harmless to terminals and pipelines."""
    click.echo("\n".join(map(whole_line, text.split("\n"))), err=True)


def _nearest(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    # Code pages of 256 characters do not say here which of them it is; ASCII is in all.
    encoding = "ascii" if error.encoding == "charmap" else error.encoding
    lost = error.object[error.start : error.end]
    return "".join(_printable(char, encoding) for char in lost), error.end


def _printable(char: str, encoding: str) -> str:
    """What stands in for a character, or for what stands in for it, that the encoding has."""
    other = _IN_PLACE_OF.get(char)
    if other is None:
        return "?"
    try:
        other.encode(encoding)
    except UnicodeEncodeError:
        return _printable(other, encoding)
    return other


def has_colour(choice: str, stream: TextIO) -> bool:
    """Whether to print in colours: as asked for, else as the environment says, else on a terminal that has them."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def page_of(choice: str, quiet: bool) -> Page:
    """What standard output is to a report for people; raises `UsageError` for a width of characters that is none."""
    from auditor.reports import Page

    width = _columns() if sys.stdout.isatty() else None
    return Page(has_colour(choice, sys.stdout), width, _ambiguous(), quiet)


def _columns() -> int:
    """The width of the terminal."""
    # It brings all the archive formats with it, which a run into a file or a pipe has no use for.
    import shutil

    return shutil.get_terminal_size().columns


def _ambiguous() -> int:
    """The cells of “ and its like: as the user says, else as consoles of that encoding have it."""
    given = os.environ.get("AUDITOR_AMBIGUOUS")
    if given in ("1", "2"):
        return int(given)
    if given:
        raise UsageError(told("ambiguous-cells", given=given))
    return 2 if _encoding() in _CHINESE else 1


def language_for(lang: Lang | None) -> Lang | None:
    """The language asked for; where none is and standard output has no Chinese, English."""
    if lang is None:
        try:
            "\u4e00".encode(_encoding())
        except UnicodeEncodeError:
            return "en"
    return lang


def _encoding() -> str:
    return codecs.lookup(sys.stdout.encoding or "utf-8").name
