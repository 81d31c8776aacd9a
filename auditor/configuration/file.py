"""The configuration file: found from the working folder upward, parsed and checked."""

from __future__ import annotations

import os
from pathlib import Path

from auditor.configuration.model import Configuration
from auditor.errors import ConfigurationError
from auditor.messages import system_says, told
from auditor.tomlfiles import read

_NAME, _PROJECT = "auditor.toml", "pyproject.toml"
_SECTION = ("tool", "auditor")
_REPOSITORIES = (".git", ".hg", ".svn", ".jj")


def find_configuration(start: Path) -> Configuration:
    """The first configuration from a folder upward to the root of its repository; an empty one where there is none.

    A `pyproject.toml` without `[tool.auditor]` is no configuration. Raises `ConfigurationError`.
    """
    for folder in (start.absolute(), *start.absolute().parents):
        if (folder / _NAME).is_file():
            return read_configuration(folder / _NAME)
        if (folder / _PROJECT).is_file():
            found = read_configuration(folder / _PROJECT)
            if found.data:
                return found
        if any((folder / name).exists() for name in _REPOSITORIES):
            break
    return Configuration()


def read_configuration(file: Path) -> Configuration:
    """A configuration file, of any name; raises `ConfigurationError` with every problem, its line and excerpt."""
    section = _SECTION if file.name == _PROJECT else ()
    shown = Path(os.path.relpath(file))
    try:
        content = file.read_bytes()
    except OSError as error:
        raise ConfigurationError([told("of-file", file=shown, says=system_says(error, "unreadable-file"))]) from error
    if section and b"auditor" not in content:
        return Configuration(file.absolute(), section)
    data, faults = read(shown, content, "auditor.configuration.schema", section)
    if faults:
        raise ConfigurationError([fault.with_excerpt() for fault in faults])
    return Configuration(file.absolute(), section, data)
