"""Installs the auditor from the folder that this file is in, without a network; `install.sh` and `install.bat` start it.

    install.sh [--remove] [PREFIX]

PREFIX is ~/.local by default, on Windows %LOCALAPPDATA%\\Programs. Only what is installed here is replaced or removed.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
IS_WINDOWS = os.name == "nt"
PROJECT = "budget-disclosure-auditor[annotate,collections,crypto,docx,serve]"
DROPPED_ON = "auditor-serve.bat"


class Refused(Exception):
    """Why nothing is done, in Chinese and in English."""

    def __str__(self) -> str:
        return "\n".join(self.args)


class Places:
    """What is installed where, below a prefix."""

    def __init__(self, prefix: Path) -> None:
        self.prefix = prefix
        self.home = prefix / "auditor" if IS_WINDOWS else prefix / "lib" / "auditor"
        self.scripts = self.home / ("Scripts" if IS_WINDOWS else "bin")
        self.program = self.scripts / ("auditor.exe" if IS_WINDOWS else "auditor")
        self.link = prefix / "bin" / "auditor"


def install(places: Places, source: Path = HERE) -> None:
    """Install, in place of what was installed before, which stays where that fails.

    Raises `Refused`, `OSError`, or `subprocess.CalledProcessError` where pip fails.
    """
    check_sums(source)
    require_own(places)
    before = places.home.with_name("auditor.before")
    if before.exists():
        shutil.rmtree(before)
    if places.home.exists():
        places.home.rename(before)
    try:
        venv.create(places.home, with_pip=False, symlinks=not IS_WINDOWS)
        run_pip(places, source / "wheels")
        subprocess.run([places.program, "--version"], check=True)
    except BaseException:
        shutil.rmtree(places.home, ignore_errors=True)
        if before.exists():
            before.rename(places.home)
        raise
    shutil.rmtree(before, ignore_errors=True)
    if IS_WINDOWS:
        (places.home / DROPPED_ON).write_text(f'@"{places.program}" serve %*\r\n', encoding="utf-8", newline="")
        return
    places.link.parent.mkdir(parents=True, exist_ok=True)
    places.link.unlink(missing_ok=True)
    places.link.symlink_to(places.program)
    shutil.copytree(source / "share", places.prefix / "share", dirs_exist_ok=True)


def remove(places: Places, source: Path = HERE) -> None:
    """Remove what was installed; raises `Refused` and `OSError`."""
    require_own(places)
    if places.home.exists():
        shutil.rmtree(places.home)
    if IS_WINDOWS:
        return
    places.link.unlink(missing_ok=True)
    for file in (source / "share").rglob("*"):
        if file.is_file():
            (places.prefix / file.relative_to(source)).unlink(missing_ok=True)


def check_sums(source: Path) -> None:
    """Raises `Refused` where a file is not the one that was packed."""
    for line in (source / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        expected, _, name = line.partition("  ")
        file = source / name
        if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != expected:
            raise Refused(f"安装包不完整或被改动：{name}", f"the bundle is incomplete or was changed: {name}")


def require_own(places: Places) -> None:
    """Raises `Refused` where something else is in the place of what would be replaced."""
    if places.home.exists() and not (places.home / "pyvenv.cfg").is_file():
        raise Refused(
            f"{places.home} 不是安装程序建立的，未作改动", f"{places.home} is not of this installer: left alone"
        )
    is_there = places.link.is_symlink() or places.link.exists()
    if not IS_WINDOWS and is_there and not (places.link.is_symlink() and places.link.readlink() == places.program):
        raise Refused(
            f"{places.link} 不是安装程序建立的，未作改动", f"{places.link} is not of this installer: left alone"
        )


def run_pip(places: Places, wheels: Path) -> None:
    """Install from a folder of wheels with the pip that is among them; no setting of the user's leads elsewhere."""
    (pip,) = wheels.glob("pip-*.whl")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))}
    environment |= {"PIP_CONFIG_FILE": os.devnull, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_CACHE_DIR": "1"}
    python = places.scripts / ("python.exe" if IS_WINDOWS else "python")
    command: list[str | Path] = [
        python,
        pip / "pip",
        "install",
        "--quiet",
        "--no-index",
        "--find-links",
        wheels,
        PROJECT,
    ]
    subprocess.run(command, env=environment, check=True)


def main(arguments: list[str]) -> int:
    """Do what the command line asks for; gives the exit status."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    is_removed = "--remove" in arguments
    given = [argument for argument in arguments if argument != "--remove"]
    if len(given) > 1 or any(argument.startswith("-") for argument in given):
        print(__doc__, file=sys.stderr)
        return 2
    usual = Path(os.environ["LOCALAPPDATA"], "Programs") if IS_WINDOWS else Path.home() / ".local"
    places = Places(Path(given[0]).absolute() if given else usual)
    try:
        (remove if is_removed else install)(places)
    except (Refused, OSError, subprocess.CalledProcessError) as error:
        print(error, file=sys.stderr)
        return 1
    if is_removed:
        print("已卸载。\nremoved.")
        return 0
    shown = places.program if IS_WINDOWS else places.link
    print(f"已安装：{shown}\n打开核对页面：{shown} serve\ninstalled; to open the page: {shown} serve")
    if not IS_WINDOWS and str(shown.parent) not in os.environ.get("PATH", "").split(os.pathsep):
        print(f"请把 {shown.parent} 加入 PATH。\nadd {shown.parent} to PATH.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
