"""The files under `rules/`: where they are, and what the files of one folder hold."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from pathlib import Path

from auditor.errors import RuleFileError
from auditor.files import read_regular
from auditor.messages import system_says, told
from auditor.tomlfiles import Data, Fault, read

_LARGEST = 16 * 2**20
PARTS = ("checks", "across", "vocabulary", "layouts", "codes", "forms", "grammar")
"""The folders of a folder of rules, of which it need not have every one."""


def rules_folder() -> Path:
    """Where the rules of this installation are: beside the package in a checkout, inside it when installed."""
    package = Path(__file__).parent
    installed = package / "rules"
    return installed if installed.is_dir() else package.parent / "rules"


def load_files(
    folder: Path, schema: str, stems: Collection[str] | None = None, fingerprint: str = ""
) -> dict[Path, Data]:
    """Every TOML file of a folder in name order, or those named so, each checked by `validate` of the module `schema`.

    `fingerprint` tells what else it is checked against, where that is not all in the module.
    Raises `RuleFileError` with all problems of all files.
    """
    if not folder.is_dir():
        raise RuleFileError([told("no-folder-of-rules", folder=folder)])
    loaded: dict[Path, Data] = {}
    faults: list[Fault] = []
    for file in sorted(folder.glob("*.toml")):
        if stems is None or file.stem in stems:
            try:
                content = read_regular(file, _LARGEST)
            except OSError as error:
                faults.append(Fault(file, 0, system_says(error, "unreadable-file")))
                continue
            loaded[file], found = read(file, content, schema, fingerprint=fingerprint)
            faults += found
    if faults:
        raise RuleFileError([str(fault) for fault in faults])
    return loaded


def load_folder(folder: Path, schema: str) -> list[Data]:
    """What every TOML file of a folder holds."""
    return list(load_files(folder, schema).values())


def load_added(folders: Collection[Path], part: str, schema: str) -> list[Data]:
    """The files of one part (`vocabulary`, `layouts` …) of folders that add to the rules; a folder need not have every part."""
    return [data for folder in parts_of(folders, part) for data in load_folder(folder, schema)]


def parts_of(folders: Collection[Path], part: str) -> list[Path]:
    """The folders of one part, of those that have it."""
    return [folder / part for folder in folders if (folder / part).is_dir()]


def place_of(folders: Iterable[Path], entry: str, key: str, name: str) -> str:
    """The file and the line where an entry such as `[[rule]]` has a key of some value; the first folder where none has."""
    searched = list(folders)
    for file in (file for folder in searched for file in sorted(folder.rglob("*.toml")) if file.is_file()):
        line = entries_in(file, entry, key).get(name)
        if line is not None:
            return f"{file}:{line}"
    return str(searched[0])


def entries_in(file: Path, entry: str, key: str) -> dict[str, int]:
    """What the entries of a file, such as each `[[rule]]`, have under a key, with its line from 1."""
    found: dict[str, int] = {}
    header, wanted = f"[[{entry}]]", re.compile(rf'\s*{key}\s*=\s*"([^"]*)"')
    inside = False
    for number, line in enumerate(file.read_text(encoding="utf-8-sig").split("\n"), 1):
        if line.lstrip().startswith("["):
            inside = line.strip().startswith(header)
        elif inside and (match := wanted.match(line)):
            found.setdefault(match[1], number)
    return found


def folder_of(path: Path) -> Path | None:
    """The folder of rules that a path is, or that a file of rules is in; None where it is neither."""
    if path.is_dir():
        return path if any((path / part).is_dir() for part in PARTS) else None
    return path.parent.parent if path.suffix == ".toml" and path.parent.name in PARTS else None
