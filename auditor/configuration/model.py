"""A configuration as read: its settings, where each stands, and its paths as seen from the working folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from auditor.tomlfiles import Data, Fault, Step, fault_at, line_of
from auditor.tuples import NamedTuple

KEYS = {
    "inputs": "paths",
    "exclude": "exclude",
    "lang": "lang",
    "password_file": "password_file",
    "outputs": "formats",
    "rules.folder": "rules",
    "rules.packs": "pack",
    "rules.select": "select",
    "rules.ignore": "ignore",
    "rules.severity": "severity",
    "gate.fail_on": "fail_on",
    "gate.max_warnings": "max_warnings",
    "gate.min_coverage": "min_coverage",
    "gate.allow_incomplete": "allow_incomplete",
    "waivers.file": "waivers",
    "baseline.file": "baseline",
}
"""The keys that are options of the command line, and the parameters they set."""

_PATHS = {"inputs", "password_file", "rules.folder", "waivers.file", "baseline.file"}


class Configuration(NamedTuple):
    """The checked content of a configuration file; without one everything is empty and the folder is the working one."""

    file: Path | None = None
    section: tuple[str, ...] = ()
    """Where in the file the settings stand: `tool`, `auditor` in pyproject.toml."""
    data: Data = {}  # noqa: RUF012 - never changed

    @property
    def folder(self) -> Path:
        """The folder that paths in the file start from."""
        return self.file.parent if self.file else Path()

    def get(self, key: str) -> Any:
        """The value of a dotted key as the file gives it; None where it does not."""
        value: Any = self.data
        for step in key.split("."):
            value = value.get(step) if isinstance(value, dict) else None
        return value

    def defaults(self) -> dict[str, Any]:
        """The settings as values of parameters: paths from the working folder, tables as KEY=VALUE."""
        found = {name: self._value(key) for key, name in KEYS.items() if self.get(key) is not None}
        return {name: value for name, value in found.items() if value is not None}

    def _value(self, key: str) -> Any:
        value = self.get(key)
        if key in _PATHS:
            return [self.path(entry) for entry in value] if isinstance(value, list) else self.path(value)
        if key == "outputs":
            return [self._output(entry) for entry in value]
        if key == "rules.packs":
            # A folder stays recognisable as one.
            return [os.path.join(".", self.path(entry)) if is_folder(entry) else entry for entry in value]  # noqa: PTH118
        if isinstance(value, dict):
            return [f"{name}={entry}" for name, entry in value.items()]
        return str(value) if isinstance(value, float) else value

    def _output(self, entry: str) -> str:
        name, equals, path = entry.partition("=")
        return f"{name}={self.path(path)}" if equals else entry

    def path(self, given: str) -> str:
        """A path of the file as seen from the working folder."""
        path = self.folder / given
        return str(path) if Path(given).is_absolute() else os.path.relpath(path)

    def place(self, *path: Step) -> str:
        """File and line of a setting, such as `auditor.toml:7`."""
        assert self.file is not None
        line = line_of(self.file.read_text(encoding="utf-8-sig"), (*self.section, *path))
        return f"{os.path.relpath(self.file)}:{line}"

    def fault(self, path: tuple[Step, ...], says: str) -> Fault:
        """What is wrong with a setting that the file's schema could not know."""
        assert self.file is not None
        return fault_at(Path(os.path.relpath(self.file)), (*self.section, *path), says)


def is_folder(pack: str) -> bool:
    """Whether a pack of rules is a folder of one's own: it is written as a path."""
    return "/" in pack or "\\" in pack or pack.startswith(".")
