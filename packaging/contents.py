"""What the one-folder build has beside the modules that PyInstaller finds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from auditor.runs.cache import LIBRARIES

ROOT = Path(__file__).parent.parent
BUILDING = ("altgraph", "packaging", "pip", "pyinstaller", "pyinstaller-hooks-contrib", "setuptools")
"""Distributions that only build."""
HIDDEN = ("auditor", "docx", "duckdb", "fsspec", "msoffcrypto", "pypdf", "rich", "selectolax", "uvicorn", "xlsxwriter")
"""Packages that import some of their modules by names which PyInstaller does not see."""
ON_DISK = ("auditor", "docx", *LIBRARIES)
"""Packages whose modules are there as files too: what was read of documents is kept under the state of some, and `docx` finds its
templates from the folder of a module."""


def data_files() -> list[tuple[str, str]]:
    """Every file of the package that is no module, and of the rules, with the folder that it goes to."""
    package, rules = ROOT / "auditor", ROOT / "rules"
    found = [(file, file.parent.relative_to(ROOT)) for file in _files(package) if file.suffix != ".py"]
    found += [(file, Path("auditor", file.parent.relative_to(ROOT))) for file in _files(rules)]
    return [(str(file), folder.as_posix()) for file, folder in found]


def _files(folder: Path) -> Iterator[Path]:
    for file in sorted(folder.rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts and not file.name.startswith("."):
            yield file
