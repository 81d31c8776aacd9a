"""The streams that the command line prints on: what they can print, in which colours, how wide they are."""

from __future__ import annotations

import codecs
import os
import sys
from typing import TYPE_CHECKING, TextIO

import click

from auditor.errors import UsageError

if TYPE_CHECKING:
    from auditor.records import Lang
    from auditor.reports import Page

colour_option = click.option(
    "--color",
    "colour",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Colours; auto is on a terminal, unless NO_COLOR says otherwise. FORCE_COLOR has them everywhere.",
)
quiet_option = click.option(
    "-q", "--quiet", is_flag=True, help="Print only how each document stands and the totals, and no progress."
)

_IN_PLACE_OF = {
    "“": '"', "”": '"', "‘": "'", "’": "'", "（": "(", "）": ")", "，": ", ", "。": ".", "、": ", ", "；": "; ",
    "：": ": ", "！": "!", "？": "?", "％": "%", "…": "...", "—": "-", "–": "-", "‐": "-", "‑": "-", "−": "-", "·": ".",
    "×": "x", "÷": "/", "±": "~", "≠": "!=", "≤": "<=", "≥": ">=", "√": "v", "✓": "√", "✔": "√", "✗": "×", "✘": "×",
    "→": "->", "\u00a0": " ", "\u3000": "  ", "\u200b": "", "\ufeff": "", "¥": "￥", "￥": "Y", "⚠": "!", "•": "·",
    "《": "<", "》": ">", "【": "[", "】": "]", "〔": "[", "〕": "]", "「": '"', "」": '"',
}  # fmt: skip
"""What stands in for a sign that a console cannot print; it may itself need something to stand in for it."""
_CHINESE = ("gbk", "gb2312", "gb18030", "cp936")


def prepare_streams() -> None:
    """Let no character stop the output: what a console cannot print is printed as the nearest that it can, or as `?`."""
    codecs.register_error("nearest", _nearest)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="nearest")


def put(text: str | bytes, colour: bool | None = None) -> None:
    """Write to standard output, text in its own encoding: left to itself, click takes ASCII for a mistake and writes UTF-8.

    Raises `UsageError` where it cannot be written, as on a full disk, and `BrokenPipeError` where nobody reads on.
    """
    try:
        click.echo(text, file=sys.stdout, nl=False, color=colour)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UsageError(f"standard output: {error.strerror or 'it cannot be written'}") from error


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
        raise UsageError(f"AUDITOR_AMBIGUOUS is {given!r}; it is 1 or 2, the cells that “ and × take on the terminal")
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
