"""Files: read once and only if they are regular, written as a whole or not at all."""

from __future__ import annotations

import multiprocessing
import os
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from auditor.files import (
    IrregularFile,
    LargeFile,
    ends_of,
    held,
    put_in_place,
    read_regular,
    remove_drafts,
    replacing,
    write_whole,
)
from tests.conftest import ROOT

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs the files of POSIX")


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_a_regular_file_is_read_up_to_a_limit(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"0123456789")
    assert read_regular(file, 10) == b"0123456789"
    with pytest.raises(LargeFile):
        read_regular(file, 9)
    with pytest.raises(IsADirectoryError):
        read_regular(tmp_path, 10)
    with pytest.raises(FileNotFoundError):
        read_regular(tmp_path / "b", 10)


def test_the_ends_of_a_file_may_overlap(tmp_path: Path) -> None:
    for content, ends in ((b"", (b"", b"")), (b"abc", (b"abc", b"abc")), (b"abcdefgh", (b"abcde", b"defgh"))):
        (tmp_path / "a").write_bytes(content)
        assert ends_of(tmp_path / "a", 5) == ends


@posix
@pytest.mark.parametrize("path", ["pipe", "/dev/zero", "/dev/null"])
def test_what_is_no_regular_file_is_neither_read_nor_waited_for(tmp_path: Path, path: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(IrregularFile):
        read_regular(tmp_path / path, 10)


@posix
def test_a_file_that_becomes_a_pipe_behind_the_first_look_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    regular = os.stat(__file__)  # noqa: PTH116
    monkeypatch.setattr(os, "stat", lambda file: regular)
    with pytest.raises(IrregularFile):
        read_regular(pipe, 10)


def test_a_file_is_replaced_as_a_whole_and_nothing_else_is_left(tmp_path: Path) -> None:
    write_whole(tmp_path / "a", b"old")
    write_whole(tmp_path / "a", b"new")
    assert ((tmp_path / "a").read_bytes(), names(tmp_path)) == (b"new", ["a"])


@pytest.mark.parametrize("error", [OSError, KeyboardInterrupt])
def test_where_writing_fails_the_old_file_stays_and_the_draft_goes(tmp_path: Path, error: type[BaseException]) -> None:
    write_whole(tmp_path / "a", b"old")
    with pytest.raises(error), replacing(tmp_path / "a") as stream:
        stream.write(b"half of")
        raise error
    assert ((tmp_path / "a").read_bytes(), names(tmp_path)) == (b"old", ["a"])


@posix
def test_permissions_of_a_file_stay_and_those_of_a_new_one_are_the_usual(tmp_path: Path) -> None:
    def mode(name: str) -> int:
        return stat.S_IMODE((tmp_path / name).stat().st_mode)

    (tmp_path / "usual").touch()
    write_whole(tmp_path / "new", b"")
    put_in_place(tmp_path / "private", b"")
    assert (mode("new"), mode("private")) == (mode("usual"), 0o600)
    (tmp_path / "usual").chmod(0o640)
    write_whole(tmp_path / "usual", b"new")
    assert mode("usual") == 0o640


@posix
def test_a_file_that_may_not_be_written_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_whole(tmp_path / "a", b"old")
    # Root may write everything.
    monkeypatch.setattr(os, "access", lambda file, mode: False)
    with pytest.raises(PermissionError):
        write_whole(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"old"


@posix
def test_a_symbolic_link_stays_one_and_its_target_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "link").symlink_to("there/target")
    for content in (b"old", b"new"):
        write_whole(tmp_path / "link", content)
        assert (tmp_path / "there" / "target").read_bytes() == content
    assert (tmp_path / "link").is_symlink()


@posix
def test_a_private_file_is_put_in_the_place_of_a_pipe_or_a_link(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("pipe")
    for name in ("pipe", "link"):
        put_in_place(tmp_path / name, b"content")
        assert (stat.S_ISREG((tmp_path / name).lstat().st_mode), (tmp_path / name).read_bytes()) == (True, b"content")


@posix
def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append((tmp_path / "pipe").read_bytes()), daemon=True)
    reader.start()
    write_whole(tmp_path / "pipe", b"through")
    reader.join(10)
    assert read == [b"through"]
    assert names(tmp_path) == ["pipe"]


@posix
def test_devices_and_standard_output_are_written_to_as_they_are(tmp_path: Path) -> None:
    write_whole("/dev/null", b"nowhere")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)
    code = (
        "from auditor.files import write_whole\n"
        "print('before')\n"
        "write_whole('/dev/stdout', b'within\\n')\n"
        "print('behind')\n"
    )
    with (tmp_path / "out").open("wb") as out:
        subprocess.run([sys.executable, "-c", code], stdout=out, check=True, cwd=ROOT, timeout=60)
    assert (tmp_path / "out").read_text(encoding="utf-8").split() == ["before", "within", "behind"]
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=ROOT, timeout=60)
    assert done.stdout.split() == [b"before", b"within", b"behind"]


def test_only_drafts_that_nobody_writes_any_more_are_removed(tmp_path: Path) -> None:
    old, new, other = (tmp_path / name for name in (".auditor-1.tmp", ".auditor-2.tmp", "other.tmp"))
    for file in (old, new, other):
        file.touch()
    for file in (old, other):
        os.utime(file, (1, 1))
    remove_drafts(tmp_path)
    assert names(tmp_path) == [new.name, other.name]


@posix
def test_whoever_is_killed_while_writing_leaves_the_old_file(tmp_path: Path) -> None:
    write_whole(tmp_path / "a", b"old")
    code = (
        "import os, signal, sys\n"
        "from auditor.files import replacing\n"
        "with replacing(sys.argv[1]) as stream:\n"
        "    stream.write(b'half of')\n"
        "    stream.flush()\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, tmp_path / "a"], check=False, cwd=ROOT, timeout=60)
    assert (done.returncode, (tmp_path / "a").read_bytes()) == (-9, b"old")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing is forked here")
def test_a_lock_is_not_held_by_what_was_forked_meanwhile(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    context = multiprocessing.get_context("fork")
    begun = context.Event()

    def live_on() -> None:
        begun.set()
        time.sleep(60)

    with held(lock):
        child = context.Process(target=live_on)
        child.start()
        assert begun.wait(30)
        with pytest.raises(OSError), held(lock):
            pass
    try:
        with held(lock):
            pass
    finally:
        child.kill()
        child.join()
