"""The one-folder build: the auditor with its own Python in a folder, for machines that have none.

    python packaging/onefolder.py [--output dist]

It is for the kind of machine that it is made on. It is built in an environment of its own, so that nothing else comes along; to fill that
needs a package index, as pip is set up for.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sysconfig
import tempfile
import venv
from pathlib import Path

from bundle import EXTRAS, READ_FIRST, ROOT, sum_of
from manual import write_all

from auditor.version import __version__

HERE = Path(__file__).parent
PYINSTALLER = "pyinstaller>=6.10,<7"
"""It builds and is passed on but for its starter, whose licence allows that for whatever it starts."""


def build(output: Path) -> Path:
    """Build the folder and an archive of it; gives the archive. Raises `subprocess.CalledProcessError` and `OSError`."""
    name = f"auditor-{__version__}-{sysconfig.get_platform()}-onefolder"
    output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        environment, built = Path(temporary, "venv"), Path(temporary, "built")
        venv.create(environment, with_pip=True)
        python = environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        run(python, "-m", "pip", "install", "-q", f"{ROOT}[{','.join(EXTRAS)}]", PYINSTALLER)
        made: list[str | Path] = [
            "--distpath",
            built,
            "--workpath",
            Path(temporary, "work"),
            "--noconfirm",
            "--log-level",
            "WARN",
        ]
        run(python, "-m", "PyInstaller", *made, HERE / "auditor.spec")
        folder = (built / "auditor").rename(built / name)
        write_all(folder)
        for file in READ_FIRST:
            shutil.copy(file, folder)
        archive = Path(shutil.make_archive(str(output / name), "zip" if os.name == "nt" else "gztar", built, name))
    archive.with_name(f"{archive.name}.sha256").write_text(f"{sum_of(archive)}  {archive.name}\n", encoding="utf-8")
    return archive


def run(*command: str | Path) -> None:
    """Run a program; raises `subprocess.CalledProcessError` where it fails."""
    subprocess.run(command, check=True)


def main() -> None:
    """Build as the command line asks for it."""
    parser = argparse.ArgumentParser(description="Build the auditor with its own Python in one folder.")
    parser.add_argument("--output", type=Path, default=ROOT / "dist", help="folder to write to; dist by default")
    print(build(parser.parse_args().output))


if __name__ == "__main__":
    main()
