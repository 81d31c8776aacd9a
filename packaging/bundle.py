"""The offline bundle: every wheel that an installation needs, an installer, and what shells and man want, in one archive.

    python packaging/bundle.py [--python 3.11 …] [--machine aarch64] [--output dist]

It is for the system that it is made on, of Linux also for another kind of machine, and for several versions of Python.
Making it needs a package index or a folder of wheels, as pip is set up for; installing from it needs neither. The Python that makes it
must have the auditor installed.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import platform
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Sequence
from pathlib import Path

from manual import write_all

from auditor.version import __version__

ROOT = Path(__file__).parent.parent
HERE = Path(__file__).parent
EXTRAS = ("annotate", "collections", "crypto", "docx", "serve")
PYTHONS = ("3.14", "3.13", "3.12", "3.11")
"""The newest first, as the installer looks for them."""
GLIBC = range(28, 16, -1)
"""Minor versions of glibc 2 whose wheels are taken, the newest first: systems in use for long have 2.28."""
INSTALLER = ("install.py", "install.bat" if os.name == "nt" else "install.sh")
READ_FIRST = (ROOT / "LICENSE", ROOT / "docs" / "install.md", ROOT / "docs" / "install.zh-CN.md")


def make_bundle(output: Path, pythons: Sequence[str], machine: str) -> Path:
    """Make the archive for a kind of machine, and the file of its checksum, in a folder; gives the archive.

    Raises `subprocess.CalledProcessError` where pip does not find everything for each version of Python, and `OSError`.
    """
    name = f"auditor-{__version__}-{sysconfig.get_platform().replace(platform.machine(), machine)}"
    output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / name
        fill_wheels(folder / "wheels", pythons, machine)
        write_all(folder)
        for file in (*(HERE / name for name in INSTALLER), *READ_FIRST):
            copy_text(file, folder / file.name)
        (folder / "pythons.txt").write_text(" ".join(pythons) + "\n", encoding="ascii")
        write_sums(folder)
        made = shutil.make_archive(str(output / name), "zip" if os.name == "nt" else "gztar", temporary, name)
    archive = Path(made)
    archive.with_name(f"{archive.name}.sha256").write_text(f"{sum_of(archive)}  {archive.name}\n", encoding="utf-8")
    return archive


def fill_wheels(wheels: Path, pythons: Sequence[str], machine: str) -> None:
    """Put the wheels of the project and of all that it needs into a folder, and that of the pip that installs them."""
    pip("wheel", "--no-deps", "--wheel-dir", wheels, ROOT)
    (project,) = wheels.glob("*.whl")
    for version in pythons:
        wanted = f"{project}[{','.join(EXTRAS)}]"
        fitting = ["--only-binary", ":all:", "--python-version", version, *platforms_of(machine)]
        pip("download", *fitting, "--dest", wheels, wanted, "pip")


def platforms_of(machine: str) -> list[str]:
    """What pip is to take wheels for; left to itself it takes those for the newest glibc that this machine has."""
    if sys.platform != "linux":
        return []
    return [f"--platform=manylinux_2_{minor}_{machine}" for minor in GLIBC] + [f"--platform=manylinux2014_{machine}"]


def pip(*arguments: str | Path) -> None:
    """Run pip as this Python has it; raises `subprocess.CalledProcessError`."""
    subprocess.run([sys.executable, "-m", "pip", arguments[0], "-q", *arguments[1:]], check=True)


def copy_text(file: Path, target: Path) -> None:
    """Copy a text, with the ends of lines that its readers expect."""
    end = "\r\n" if target.suffix == ".bat" else "\n"
    target.write_text(file.read_text(encoding="utf-8"), encoding="utf-8", newline=end)


def write_sums(folder: Path) -> None:
    """Write SHA256SUMS of all files in a folder, as `sha256sum --check` reads it."""
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    lines = [f"{sum_of(file)}  {file.relative_to(folder).as_posix()}\n" for file in files]
    (folder / "SHA256SUMS").write_text("".join(lines), encoding="utf-8", newline="\n")


def sum_of(file: Path) -> str:
    """The SHA-256 of a file in hexadecimal."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def main() -> None:
    """Make the bundle as the command line asks for it."""
    parser = argparse.ArgumentParser(description="Make an offline bundle of the auditor.")
    parser.add_argument("--python", nargs="+", default=PYTHONS, metavar="VERSION", help="versions of Python to serve")
    parser.add_argument("--machine", default=platform.machine(), help="as `uname -m` tells it; this one by default")
    parser.add_argument("--output", type=Path, default=ROOT / "dist", help="folder to write to; dist by default")
    options = parser.parse_args()
    print(make_bundle(options.output, options.python, options.machine))


if __name__ == "__main__":
    main()
