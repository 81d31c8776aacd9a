"""Names of files as a browser tells them, made such that they can be stored, shown and sent back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath
from urllib.parse import quote

from auditor.patterns import regex

_UNFIT = regex(
    "[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff" + r'<>:"|?*\\]'
)
"""What moves a cursor or turns the direction of writing, what no file can hold, and what Windows has a meaning for."""
_DEVICE = regex(r"(?:con|prn|aux|nul|(?:com|lpt)[0-9])(?:\.|$)", re.IGNORECASE)
_MOST_PARTS, _MOST_BYTES = 12, 150
"""Folders on the way to a file, and bytes of each name."""


def safe_path(name: str) -> PurePosixPath:
    """A relative path that leads nowhere but downward, near to what a browser calls a file; never empty."""
    parts = [_safe_part(part) for part in name.split("/") if part.strip(" .\\")]
    return PurePosixPath(*(parts[-_MOST_PARTS:] or ["_"]))


def distinct(paths: Iterable[PurePosixPath]) -> list[PurePosixPath]:
    """The paths, those that stand again, or in a file, with a number behind a name; capitals make no difference."""
    files: set[str] = set()
    folders: set[str] = set()
    found = []
    for path in paths:
        given, number = path, 1
        while True:
            above = {_key(folder) for folder in given.parents[:-1]}
            number += 1
            if above & files:
                top, *rest = path.parts
                given = PurePosixPath(f"{top} ({number})", *rest)
            elif _key(given) in files or _key(given) in folders:
                given = given.with_name(f"{path.stem} ({number}){path.suffix}")
            else:
                break
        files.add(_key(given))
        folders |= above
        found.append(given)
    return found


def attachment(name: str) -> str:
    """The Content-Disposition of a file that is to be saved under a name."""
    return f"attachment; filename*=UTF-8''{quote(_safe_part(name.replace('/', '_')), safe='')}"


def _key(path: PurePosixPath) -> str:
    return str(path).casefold()


def _safe_part(part: str) -> str:
    """One name; its extension stays where it is too long."""
    plain = _UNFIT.sub("_", part).rstrip(" .").lstrip(" ") or "_"
    if _DEVICE.match(plain):
        plain = f"_{plain}"
    stem, dot, extension = plain.rpartition(".")
    if not dot or len(extension) > 8:
        stem, dot, extension = plain, "", ""
    room = _MOST_BYTES - len(f"{dot}{extension}".encode())
    return f"{stem.encode()[:room].decode(errors='ignore')}{dot}{extension}"
