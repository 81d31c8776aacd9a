"""What the server is given when it starts."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from auditor.errors import NoDocument, UsageError
from auditor.serve.given import take_in
from tests.conftest import ROOT
from tests.serve.conftest import MOST, Server

TEXT = (ROOT / "sample_reports" / "budget-clean-tabs.txt").read_bytes()


def ended(server: Server) -> dict[str, object]:
    """The files of the only job once it is done, by name: what came of each, or why it was left out."""
    (job,) = server.client.get("/api/jobs").json()
    job = server.until(job, lambda now: now["state"] in ("done", "failed"))
    assert job["state"] == "done"
    return {
        file["name"]: file["leftOut"] or (file["result"]["standing"] if file["result"] else None)
        for file in job["files"]
    }


def test_files_and_folders_are_audited_under_the_names_a_browser_would_tell(server: Server, tmp_path: Path) -> None:
    folder = tmp_path / "公开"
    (folder / "in").mkdir(parents=True)
    for name in ("a.txt", "in/b.txt", "README.md"):
        (folder / name).write_bytes(TEXT)
    (folder / "old.rar").write_bytes(b"PK")
    (tmp_path / "a.txt").write_bytes(TEXT)
    take_in(server.jobs, [str(folder), str(tmp_path / "a.txt")], "zh")
    found = ended(server)
    assert found.pop("公开/old.rar") == "archive"
    assert set(found) == {"公开/a.txt", "公开/in/b.txt", "a.txt"}
    assert all(found.values())


def test_the_files_themselves_stay_as_they_are(server: Server, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(TEXT)
    take_in(server.jobs, [str(file)], "zh")
    ended(server)
    server.client.delete(f"/api/jobs/{server.client.get('/api/jobs').json()[0]['id']}")
    assert file.read_bytes() == TEXT


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are of POSIX")
def test_what_cannot_be_read_is_told_beside_the_others(server: Server, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT)
    os.mkfifo(tmp_path / "pipe.txt")
    take_in(server.jobs, [str(tmp_path / "a.txt"), str(tmp_path / "pipe.txt")], "zh")
    found = ended(server)
    assert found["a.txt"]
    assert found["pipe.txt"] is None


def test_more_than_is_taken_is_refused_in_words(server: Server, tmp_path: Path) -> None:
    for number in range(MOST.files + 1):
        (tmp_path / f"{number}.txt").write_bytes(TEXT)
    with pytest.raises(UsageError, match=f"At most {MOST.files} files"):
        take_in(server.jobs, [str(tmp_path / f"{number}.txt") for number in range(MOST.files + 1)], "en")
    with pytest.raises(NoDocument):
        take_in(server.jobs, [str(tmp_path / "nowhere")], "en")
    assert server.client.get("/api/jobs").json() == []
