"""Waivers: findings that someone answers for, with a reason and until a day; a file for people, in TOML."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

from auditor.errors import ConfigurationError
from auditor.messages import system_says, told
from auditor.patterns import regex
from auditor.tomlfiles import fault_at, line_of, read
from auditor.tuples import NamedTuple

_BLOCK = regex(r"^[ \t]*\[\[\s*waiver\s*\]\]", re.MULTILINE)
_ID = regex(r'^[ \t]*id\s*=\s*["\']([^"\']*)["\']', re.MULTILINE)
_COMMENTS = regex(r"(?:^[ \t]*#[^\n]*\n)+\Z", re.MULTILINE)


class Waiver(NamedTuple):
    """One block of the file."""

    id: str
    rule: str
    document: str
    """The key of the document: body, year and kind."""
    place: str
    numbers: tuple[str, ...]
    """What the finding read when it was waived."""
    reason: str
    approved_by: str
    approved_on: date | None
    expires: date
    """The last day it holds."""
    file: str | None = None
    """A path or glob, from the folder of the waivers, of the only files it is for; None for every file of the document."""
    line: int = 0


def load_waivers(file: Path, max_days: int | None = None) -> list[Waiver]:
    """The waivers of a file in its order; raises `ConfigurationError` with every problem, its line and excerpt.

    With `max_days` none may hold longer than that from the day it was approved.
    """
    try:
        content = file.read_bytes()
    except OSError as error:
        raise ConfigurationError([told("of-file", file=file, says=system_says(error, "unreadable-file"))]) from error
    data, faults = read(file, content, "auditor.exceptions.waiver_schema")
    text = content.decode("utf-8-sig") if not faults else ""
    waivers = []
    for index, entry in enumerate(data.get("waiver", ()) if not faults else ()):
        waiver = _waiver(entry, line_of(text, ("waiver", index)))
        says = _too_long(waiver, max_days)
        if says:
            faults.append(fault_at(file, ("waiver", index, "expires"), says))
        waivers.append(waiver)
    if faults:
        raise ConfigurationError([fault.with_excerpt() for fault in faults])
    return waivers


def _waiver(entry: dict[str, str], line: int) -> Waiver:
    approved = entry.get("approved_on")
    return Waiver(
        entry["id"],
        entry["rule"],
        entry["document"],
        entry["place"],
        tuple(entry["numbers"]),
        entry["reason"],
        entry["approved_by"],
        date.fromisoformat(approved) if approved else None,
        date.fromisoformat(entry["expires"]),
        entry.get("file"),
        line,
    )


def _too_long(waiver: Waiver, max_days: int | None) -> str | None:
    if max_days is None:
        return None
    if waiver.approved_on is None:
        return told("waiver-undated", id=waiver.id)
    days = (waiver.expires - waiver.approved_on).days
    return told("waiver-too-long", id=waiver.id, days=days, most=max_days) if days > max_days else None


def with_waiver(text: str, waiver: Waiver) -> str:
    """The text of a file of waivers with one more, put in by its id or in place of its own; the rest stays as written."""
    blocks = [match.start() for match in _BLOCK.finditer(text)]
    for place, start in enumerate(blocks):
        end = blocks[place + 1] if place + 1 < len(blocks) else len(text)
        found = _ID.search(text, start, end)
        known = found[1] if found else ""
        if known == waiver.id and _names_file(text[start:end], waiver.file):
            rest = text[_opening(text, end) : end] if end < len(text) else ""
            after = rest + text[end:]
            return text[:start] + _block(waiver) + ("\n" + after if after.strip() else "")
        if known > waiver.id:
            opening = _opening(text, start)
            return text[:opening] + _block(waiver) + "\n" + text[opening:]
    return text.rstrip("\n") + ("\n\n" if text.strip() else "") + _block(waiver)


def _names_file(block: str, file: str | None) -> bool:
    found = re.search(r"^[ \t]*file\s*=\s*(.+)$", block, re.MULTILINE)
    return (found[1].strip().strip("\"'") if found else None) == file


def _opening(text: str, start: int) -> int:
    """Where a block begins, with the comments right above it."""
    comments = _COMMENTS.search(text, 0, start)
    return comments.start() if comments else start


def _block(waiver: Waiver) -> str:
    lines = ["[[waiver]]"]
    for key in ("id", "rule", "document", "file", "place", "numbers", "reason", "approved_by"):
        value = getattr(waiver, key)
        if value is not None:
            lines.append(f"{key} = {_quoted(value)}")
    if waiver.approved_on is not None:
        lines.append(f"approved_on = {waiver.approved_on.isoformat()}")
    lines.append(f"expires = {waiver.expires.isoformat()}")
    return "\n".join(lines) + "\n"


def _quoted(value: str | tuple[str, ...]) -> str:
    """A TOML string or list: what JSON writes, but for the one control character that only TOML wants escaped."""
    written = json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
    return written.encode("utf-8", "replace").decode("utf-8")
