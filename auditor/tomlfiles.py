"""TOML files at the door: parsed, checked against a schema, and remembered once they have passed it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from auditor.cachefolder import Cache
from auditor.messages import told
from auditor.tuples import NamedTuple

Data = dict[str, Any]
Step = str | int
"""A key, or the place of an entry in a list, from 0."""
Problem = tuple[tuple[Step, ...], str]
Validator = Callable[[Data], list[Problem]]

RULES = Cache("rules", most_bytes=64 * 2**20, most_entries=2_000)
"""Where files that have passed are remembered."""


class Fault(NamedTuple):
    """What is wrong with a file, and where; `line` is 0 where no line is to blame."""

    file: Path
    line: int
    says: str
    text: str = ""
    """The line as it stands in the file."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.says}" if self.line else told("of-file", file=self.file, says=self.says)

    def with_excerpt(self) -> str:
        """The fault with the line that it is about."""
        return f"{self}\n{self.line:>5} | {self.text}" if self.line and self.text.strip() else str(self)


def read(
    file: Path, content: bytes, schema: str, section: tuple[str, ...] = (), fingerprint: str = ""
) -> tuple[Data, list[Fault]]:
    """The checked data of a TOML file, or of one section of it; dates are ISO strings.

    `schema` is the module whose `validate` gives the problems, `fingerprint` tells what else it depends on. Content without
    problems is kept in the user's cache, keyed by itself and these, so that an unchanged file needs neither a TOML parser nor a validator.
    """
    key = _key(content, schema, section, fingerprint)
    remembered = _recall(key)
    if remembered is not None:
        return remembered, []
    data, faults = _check(file, content, schema, section)
    if not faults:
        RULES.put(key, json.dumps(data, ensure_ascii=False).encode())
    return data, faults


def _key(content: bytes, schema: str, section: tuple[str, ...], fingerprint: str) -> str:
    module = Path(__file__).parent.joinpath(*schema.split(".")[1:]).with_suffix(".py")
    digest = hashlib.sha256(".".join(section).encode())
    for part in (content, module.read_bytes() if module.is_file() else schema.encode(), fingerprint.encode()):
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()[:32]


def _check(file: Path, content: bytes, schema: str, section: tuple[str, ...]) -> tuple[Data, list[Fault]]:
    import tomllib
    from importlib import import_module

    try:
        text = content.decode("utf-8-sig")
        parsed = tomllib.loads(text)
    except RecursionError:
        return {}, [Fault(file, 0, told("nested-too-deeply"))]
    except UnicodeDecodeError as error:
        return {}, [Fault(file, content.count(b"\n", 0, error.start) + 1, told("not-utf-8"))]
    except tomllib.TOMLDecodeError as error:
        line, says = _of_parser(str(error), text)
        return {}, [Fault(file, line, says, _line(text, line))]
    for step in section:
        parsed = parsed.get(step, {}) if isinstance(parsed, dict) else {}
    data: Data = json.loads(json.dumps(parsed, default=str, ensure_ascii=False))
    if not data:
        return {}, []
    validate: Validator = import_module(schema).validate
    faults = []
    for path, says in validate(data):
        line = line_of(text, (*section, *path))
        key = named_path(path, data)
        faults.append(Fault(file, line, told("at-key", key=key, says=says) if key else says, _line(text, line)))
    return data, faults


def _of_parser(message: str, text: str) -> tuple[int, str]:
    """The line that a parser complains of, and what it says."""
    from auditor.messages.parsers import parser_says

    found = re.fullmatch(r"(.+) \(at (?:line (\d+), column (\d+)|end of document)\)", message, re.DOTALL)
    if found is None:
        return text.rstrip().count("\n") + 1, parser_says(message, told("toml-otherwise"))
    why = parser_says(found[1], told("toml-otherwise"))
    if found[2] is None:
        return text.rstrip().count("\n") + 1, told("bad-toml-at-end", why=why)
    return int(found[2]), told("bad-toml", column=found[3], why=why)


def named_path(path: tuple[Step, ...], data: Any) -> str:
    """A path as one says it: entries of lists by their code or id, else counted from 1, as in `rule.RU-ONE.title`."""
    said = []
    for step in path:
        inner = inside(data, step)
        name = next((inner[key] for key in _NAMES if isinstance(inner, dict) and isinstance(inner.get(key), str)), None)
        said.append(str(step) if isinstance(step, str) else name or str(step + 1))
        data = inner
    return ".".join(said)


_NAMES = ("code", "id")
"""The keys by which an entry of a list is known."""


def inside(data: Any, step: Step) -> Any:
    """What parsed data has at one step of a path; None where it has nothing there."""
    if isinstance(data, dict):
        return data.get(step)
    return data[step] if isinstance(data, list) and isinstance(step, int) and step < len(data) else None


def fault_at(file: Path, path: tuple[Step, ...], says: str) -> Fault:
    """A fault of a file that could be read, at the key that a path of names and places points at."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return Fault(file, 0, says)
    line = line_of(text, path)
    return Fault(file, line, says, _line(text, line))


def _line(text: str, number: int) -> str:
    lines = text.split("\n")
    return lines[number - 1].rstrip() if 0 < number <= len(lines) else ""


def line_of(text: str, path: tuple[Step, ...]) -> int:
    """The line of a TOML text that a validator's path points at, as near as its headers and keys tell."""
    lines = text.split("\n")
    start, end, names = 0, len(lines), list[str]()
    for step in path:
        if isinstance(step, str):
            names.append(step)
            start, end = _named(lines, names, start, end)
        else:
            header = re.compile(rf"\s*\[\[\s*{_dotted(names)}\s*\]\]")
            places = [index for index in range(len(lines)) if header.match(lines[index])]
            if step < len(places):
                start = places[step]
                end = places[step + 1] if step + 1 < len(places) else len(lines)
    return start + 1


def _named(lines: list[str], names: list[str], start: int, end: int) -> tuple[int, int]:
    """The part of the lines that a name opens: its table, or the line of its key."""
    header = re.compile(rf"\s*\[\s*{_dotted(names)}\s*\]")
    opened = next((index for index in range(start, end) if header.match(lines[index])), None)
    if opened is not None:
        following = (index for index in range(opened + 1, len(lines)) if re.match(r"\s*\[", lines[index]))
        return opened, next(following, len(lines))
    key = re.compile(rf'\s*(?:{_dotted(names)}|"?{re.escape(names[-1])}"?)\s*[=.]')
    inline = re.compile(rf'[{{,]\s*"?{re.escape(names[-1])}"?\s*=')
    for pattern in (key.match, inline.search):
        found = next((index for index in range(start, end) if pattern(lines[index])), None)
        if found is not None:
            return found, end
    return start, end


def _dotted(names: list[str]) -> str:
    return r"\s*\.\s*".join(f'"?{re.escape(name)}"?' for name in names)


def _recall(key: str) -> Data | None:
    kept = RULES.get(key)
    try:
        data = None if kept is None else json.loads(kept)
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None
