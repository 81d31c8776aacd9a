"""Conversions by LibreOffice, which must be on the PATH as soffice."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

_FILTERS = {"doc": "doc:MS Word 97", "xls": "xls:MS Excel 97", "pdf": "pdf:writer_pdf_Export"}
_SECONDS = 180


def is_installed() -> bool:
    return shutil.which("soffice") is not None


def has_font(name: str) -> bool:
    """Whether fontconfig knows a font; without fontconfig it is taken to be there."""
    if shutil.which("fc-list") is None:
        return True
    fonts = subprocess.run(["fc-list", name], capture_output=True, text=True, check=False)
    return bool(fonts.stdout.strip())


def converted(content: bytes, file_format: str, wanted: str, folder: Path) -> bytes:
    """Convert a document by LibreOffice in a folder of its own; raises RuntimeError when nothing comes out of it."""
    given = folder / f"document.{file_format}"
    given.write_bytes(content)
    profile = (folder / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", _FILTERS[wanted]]
    done = subprocess.run(
        [*command, "--outdir", str(folder), str(given)],
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
    )
    made = folder / f"document.{wanted}"
    if not made.exists():
        raise RuntimeError(f"soffice made no .{wanted}: {done.stderr.strip() or done.stdout.strip()}")
    return made.read_bytes()
