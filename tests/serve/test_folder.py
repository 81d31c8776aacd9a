"""The private folder: closed to others, gone at the end, and at the next start where a server was killed."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from auditor.serve import folder as folders
from auditor.serve.folder import private_folder

KILLED = """
import os, sys
from pathlib import Path
from auditor.serve.folder import private_folder
with private_folder(Path(sys.argv[1])) as folder:
    (folder / "file").write_text("x")
    print(folder, flush=True)
    os.kill(os.getpid(), 9)
"""


def test_it_is_closed_to_others_and_gone_at_the_end(tmp_path: Path) -> None:
    with private_folder(tmp_path) as folder:
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        (folder / "file").write_text("x", encoding="utf-8")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="signals are those of POSIX")
def test_that_of_a_killed_server_goes_at_the_next_start(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], capture_output=True, text=True, check=False)
    left = Path(done.stdout.strip())
    assert (left / "file").exists()
    with private_folder(tmp_path):
        assert not left.exists()


def test_that_of_a_living_server_stays(tmp_path: Path) -> None:
    with private_folder(tmp_path) as first, private_folder(tmp_path) as second:
        assert first != second
        assert first.is_dir()


def test_one_that_is_being_made_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = tmp_path / "auditor-serve-x"
    made.mkdir()
    with private_folder(tmp_path):
        assert made.is_dir()
    monkeypatch.setattr(folders, "_BEGINNING", -1.0)
    with private_folder(tmp_path):
        assert not made.is_dir()


def test_a_link_of_that_name_is_not_followed(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "file").write_text("x", encoding="utf-8")
    (tmp_path / "auditor-serve-x").symlink_to(other)
    with private_folder(tmp_path):
        pass
    assert (other / "file").exists()
