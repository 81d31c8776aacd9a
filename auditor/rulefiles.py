"""The files under `rules/`: found, parsed, checked against a schema, and remembered once they have passed it."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from auditor.errors import RuleFileError

Data = dict[str, Any]
Problem = tuple[tuple[str | int, ...], str]
Validator = Callable[[Data], list[Problem]]


def rules_folder() -> Path:
    """Where the rules of this installation are: beside the package in a checkout, inside it when installed."""
    package = Path(__file__).parent
    installed = package / "rules"
    return installed if installed.is_dir() else package.parent / "rules"


def load_folder(folder: Path, schema: str) -> list[Data]:
    """Every TOML file of a folder in name order, each checked by `validate` of the module `schema`.

    Raises `RuleFileError` with all problems of all files. Checked content is kept in the user's cache, keyed by the
    content of the files and of the schema, so that an unchanged folder needs neither a TOML parser nor a validator.
    """
    if not folder.is_dir():
        raise RuleFileError([f"{folder}: there is no such folder of rules"])
    files = sorted(folder.glob("*.toml"))
    contents = [file.read_bytes() for file in files]
    key = _key(contents, schema)
    remembered = _recall(key)
    if remembered is not None:
        return remembered
    checked = list(_check(files, contents, schema))
    _remember(key, checked)
    return checked


def _key(contents: list[bytes], schema: str) -> str:
    digest = hashlib.sha256()
    module = Path(__file__).parent.joinpath(*schema.split(".")[1:]).with_suffix(".py")
    for content in (*contents, module.read_bytes() if module.is_file() else schema.encode()):
        digest.update(hashlib.sha256(content).digest())
    return digest.hexdigest()[:32]


def _check(files: list[Path], contents: list[bytes], schema: str) -> Iterator[Data]:
    import tomllib
    from importlib import import_module

    validate: Validator = import_module(schema).validate
    problems = []
    parsed: list[Data] = []
    for file, content in zip(files, contents, strict=True):
        try:
            text = content.decode("utf-8")
            data = tomllib.loads(text)
        except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            problems.append(f"{file}: {error}")
            continue
        problems += [
            f"{file}:{line_of(text, path)}: {'.'.join(map(str, path))}: {says}" for path, says in validate(data)
        ]
        parsed.append(data)
    if problems:
        raise RuleFileError(problems)
    yield from parsed


def line_of(text: str, path: tuple[str | int, ...]) -> int:
    """The line of a TOML text that a validator's path points at, as near as its headers and keys tell."""
    lines = text.split("\n")
    start, end, names = 0, len(lines), []
    for step in path:
        if isinstance(step, str):
            names.append(step)
            key = re.compile(rf'\s*"?{re.escape(step)}"?\s*=')
            found = next((index for index in range(start, end) if key.match(lines[index])), None)
            if found is not None:
                start = found
        else:
            header = re.compile(rf"\s*\[\[\s*{re.escape('.'.join(names))}\s*\]\]")
            places = [index for index in range(start, end) if header.match(lines[index])]
            if step < len(places):
                start = places[step]
                end = places[step + 1] if step + 1 < len(places) else end
    return start + 1


def place_of(folder: Path, entry: str, key: str, name: str) -> str:
    """The file and the line where an entry such as `[[rule]]` has a key of some value; the folder where none has."""
    header, wanted = f"[[{entry}]]", re.compile(rf'\s*{key}\s*=\s*"{re.escape(name)}"')
    for file in sorted(folder.rglob("*.toml")):
        inside = False
        for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), 1):
            if line.lstrip().startswith("["):
                inside = line.strip().startswith(header)
            elif inside and wanted.match(line):
                return f"{file}:{number}"
    return str(folder)


def _cache_file(key: str) -> Path:
    given = os.environ.get("XDG_CACHE_HOME")
    base = Path(given) if given else Path("~/.cache").expanduser()
    return base / "auditor" / f"rules-{key}.json"


def _recall(key: str) -> list[Data] | None:
    try:
        data = json.loads(_cache_file(key).read_bytes())
    except (OSError, ValueError):
        return None
    return data if isinstance(data, list) else None


def _remember(key: str, checked: list[Data]) -> None:
    """Write the cache in one step, or not at all where the folder cannot be written."""
    file = _cache_file(key)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_suffix(f".{os.getpid()}")
        draft.write_text(json.dumps(checked, ensure_ascii=False), encoding="utf-8")
        draft.replace(file)
    except OSError:
        return
