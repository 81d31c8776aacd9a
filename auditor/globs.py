"""Patterns of paths: `*` and `?` within a name, `**` across folders, `{a,b}` for either."""

from __future__ import annotations

import os
import re
from pathlib import Path

from auditor.patterns import regex

_PIECES = regex(r"\*\*/|\*\*|\*|\?|\{[^{}]*\}|.", re.DOTALL)
_MEANINGS = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def pattern_of(glob: str) -> re.Pattern[str]:
    """What matches a path with forward slashes; a glob without a slash matches a name in any folder, one of a folder all in it."""
    text = glob.removeprefix("./").rstrip("/")
    said = "".join(_meaning(piece) for piece in _PIECES.findall(text))
    return re.compile(("" if "/" in text else "(?:.*/)?") + said + "(?:/.*)?", re.DOTALL)


def _meaning(piece: str) -> str:
    if piece in _MEANINGS:
        return _MEANINGS[piece]
    if len(piece) > 1:
        return "(?:" + "|".join(map(re.escape, piece[1:-1].split(","))) + ")"
    return re.escape(piece)


def relative(path: str | Path, folder: Path) -> str:
    """A path as seen from a folder, with forward slashes."""
    return Path(os.path.relpath(path, folder)).as_posix()
