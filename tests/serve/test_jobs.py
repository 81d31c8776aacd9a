"""Jobs: what is taken in, what comes of it, and what is left of it."""

from __future__ import annotations

import io
import json
import os
import signal
import time
import zipfile
from typing import Any

import pytest

from auditor.records import run_of
from auditor.reports import render
from tests.conftest import ROOT
from tests.serve.conftest import MOST, Server

WRONG = "某某县样本局2022年部门预算\n2022年支出预算70万元，其中：基本支出30万元；项目支出45万元。\n".encode()
FORMATS = ROOT / "sample_reports" / "formats"
EXCEL = (FORMATS / "budget.xlsx").read_bytes()
SLOW = [(f"{number}.pdf", (FORMATS / "budget.pdf").read_bytes()) for number in range(5)]


def offer(name: str, size: Any = 1, searched: Any = False) -> dict[str, Any]:
    return {"name": name, "size": size, "searched": searched}


def refusal(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["key"]


def test_files_are_audited_and_told_of_one_by_one(server: Server) -> None:
    job = server.audited(("a.txt", WRONG), ("空.pdf", b"%PDF-1.4 nothing"))
    assert (job["state"], job["done"], job["total"], server.logged) == ("done", 2, 2, [])
    wrong, broken = (file["result"] for file in job["files"])
    assert (wrong["standing"], wrong["errors"], wrong["body"], wrong["place"]) == ("errors", 1, "某某县样本局", 1)
    assert (broken["standing"], broken["says"]) == (
        "unreadable",
        "这个 PDF 已损坏或不完整：请重新下载或重新导出；阅读器还能打开的，可另存为新的 PDF",
    )


def test_the_report_is_that_of_check_and_none_of_the_pages_of_the_server(server: Server) -> None:
    job = server.audited(("folder/a.txt", WRONG))
    answer = server.client.get(f"/jobs/{job['id']}/report")
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.headers["content-security-policy"].startswith("sandbox allow-scripts")
    assert "allow-same-origin" not in answer.headers["content-security-policy"]
    assert "folder/a.txt" in answer.text
    assert str(server.folder) not in answer.text
    saved = server.client.get(f"/jobs/{job['id']}/made/html")
    assert (saved.content, saved.headers["content-disposition"]) == (
        answer.content,
        "attachment; filename*=UTF-8''audit.html",
    )


@pytest.mark.parametrize(
    ("product", "name"), [("xlsx", "audit.xlsx"), ("docx", "audit.docx"), ("noted-0", "b-noted.xlsx")]
)
def test_what_is_made_on_demand_is_there_once_it_is_made(server: Server, product: str, name: str) -> None:
    job = server.audited(("a/b.xlsx", EXCEL))
    place = f"/jobs/{job['id']}/made/{product}"
    assert refusal(server.client.get(place)) == (404, "no-such-file")
    assert server.client.post(f"/api{place}").status_code == 200
    job = server.until(job, lambda now: now["products"][product]["ready"])
    answer = server.client.get(place)
    assert (answer.content[:2], answer.headers["content-disposition"].partition("''")[2]) == (b"PK", name)


@pytest.mark.parametrize(
    "product", ["pdf", "noted-", "noted-7", "noted-0", "noted--1", "noted-٠", "..%2F..%2Flock", "lock"]
)
def test_nothing_else_is_made(server: Server, product: str) -> None:
    """A text has no place for notes."""
    job = server.audited(("a.txt", WRONG))
    assert server.client.post(f"/api/jobs/{job['id']}/made/{product}").status_code == 404
    assert server.client.get(f"/jobs/{job['id']}/made/{product}").status_code == 404


def test_a_folder_is_searched_as_check_does(server: Server) -> None:
    names = ("f/a.txt", "f/README.md", "f/b.rar", "f/c.png", "f/~$d.docx")
    job = server.open(*((name, WRONG) for name in names), searched=True)
    assert [file["leftOut"] for file in job["files"]] == [None, "other", "archive", "image", "other"]
    server.start(job)
    job = server.until(job, lambda now: now["state"] == "done")
    assert "f/b.rar" in server.client.get(f"/jobs/{job['id']}/report").text


def zipped(**members: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return written.getvalue()


def test_the_documents_in_an_archive_are_audited_in_its_place(server: Server) -> None:
    archive = zipped(a_txt=WRONG, 年__b_txt=WRONG, c_png=b"", d_zip=b"", README_md=WRONG)
    job = server.audited(("before.txt", WRONG), ("公开.zip", archive), ("behind.txt", WRONG))
    shown = {file["name"]: file["leftOut"] or file["result"]["standing"] for file in job["files"]}
    assert shown == {
        "before.txt": "errors",
        "公开.zip": "opened",
        "behind.txt": "errors",
        "公开.zip/a.txt": "errors",
        "公开.zip/年/b.txt": "errors",
        "公开.zip/c.png": "image",
        "公开.zip/d.zip": "archive",
    }
    places = {file["name"]: file["result"]["place"] for file in job["files"] if file["result"]}
    assert sorted(places, key=places.__getitem__) == [
        "before.txt", "公开.zip/a.txt", "公开.zip/年/b.txt", "behind.txt",
    ]  # fmt: skip
    assert (job["done"], job["total"]) == (4, 4)
    assert "公开.zip/c.png" in server.client.get(f"/jobs/{job['id']}/report").text


@pytest.mark.parametrize("content", [b"PK", zipped(c_png=b"")[:30]], ids=["begun", "cut"])
def test_an_archive_that_cannot_be_opened_is_told_as_such(server: Server, content: bytes) -> None:
    (file,) = server.audited(("a.zip", content))["files"]
    assert (file["leftOut"], file["result"]["standing"]) == (None, "unreadable")


def test_a_copy_with_notes_is_made_of_a_document_in_an_archive(server: Server) -> None:
    job = server.audited(("a.zip", zipped(b_xlsx=EXCEL)))
    (number,) = [number for number, file in enumerate(job["files"]) if file["name"] == "a.zip/b.xlsx"]
    place = f"/jobs/{job['id']}/made/noted-{number}"
    assert server.client.post(f"/api{place}").status_code == 200
    server.until(job, lambda now: now["products"][f"noted-{number}"]["ready"])
    answer = server.client.get(place)
    assert (answer.content[:2], answer.headers["content-disposition"].partition("''")[2]) == (b"PK", "b-noted.xlsx")


def test_a_report_of_the_auditor_is_no_document(server: Server) -> None:
    report = render(run_of([], "zh"), "html", "zh").encode()
    job = server.audited(("audit.html", report), ("a.txt", WRONG))
    assert [file["result"]["standing"] for file in job["files"]] == ["own-report", "errors"]
    assert (job["done"], job["files"][1]["result"]["place"]) == (2, 1)


@pytest.mark.parametrize(
    "name", ["../../out.txt", "/tmp/out.txt", "a\n::error ::.txt", "<b>.txt", "..\\..\\x.txt", "\ud800.txt"]
)
def test_a_hostile_name_leads_nowhere(server: Server, name: str) -> None:
    offered = {"files": [offer(name, len(WRONG))], "lang": "zh"}
    job = server.client.post("/api/jobs", content=json.dumps(offered)).json()
    server.put(job["id"], 0, WRONG)
    (written,) = (file for file in server.folder.rglob("*") if file.is_file())
    assert written.resolve().is_relative_to(server.folder / job["id"] / "in")
    server.start(job)
    job = server.until(job, lambda now: now["state"] == "done")
    assert job["files"][0]["result"]["standing"] == "errors"
    assert "<b>.txt" not in server.client.get(f"/jobs/{job['id']}/report").text


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ([offer("a.txt")] * (MOST.files + 1), (413, "too-many-files")),
        ([offer("a.txt", 1_900_000)] * 2, (413, "too-large-in-all")),
        ([offer("a.exe", searched=True)], (422, "no-document")),
        ([], (422, "no-document")),
        ([offer("a.txt", -1)], (400, "bad-request")),
        ([offer("a.txt", True)], (400, "bad-request")),
        ([offer("a.txt", "1")], (400, "bad-request")),
        ([offer("a.txt", searched=1)], (400, "bad-request")),
        ([{"name": "a.txt"}], (400, "bad-request")),
        (7, (400, "bad-request")),
    ],
)
def test_more_than_is_taken_is_refused_before_it_is_sent(server: Server, files: Any, expected: tuple[int, str]) -> None:
    assert refusal(server.client.post("/api/jobs", json={"files": files, "lang": "zh"})) == expected
    assert list(server.folder.iterdir()) == []


def test_a_list_of_files_has_its_bounds(server: Server) -> None:
    long = server.client.post("/api/jobs", content=b'{"files": [' + b" " * 2**20)
    assert refusal(long) == (413, "too-many-files")
    assert refusal(server.client.post("/api/jobs", content=b"[" * 100_000)) == (400, "bad-request")


def test_a_file_that_is_larger_than_is_read_is_left_out(server: Server) -> None:
    job = server.client.post("/api/jobs", json={"files": [offer("a.txt", MOST.file + 1)], "lang": "zh"}).json()
    assert job["files"][0]["leftOut"] == "large"
    assert server.put(job["id"], 0, b"x").status_code == 404
    assert refusal(server.start(job)) == (422, "no-document")


@pytest.mark.parametrize("content", [b"", b"123", b"12345"])
def test_a_file_is_of_the_size_it_was_said_to_have_or_not_kept(server: Server, content: bytes) -> None:
    job = server.client.post("/api/jobs", json={"files": [offer("a.txt", 4)], "lang": "zh"}).json()
    assert refusal(server.put(job["id"], 0, content)) == (413, "too-large")
    assert [file for file in server.folder.rglob("*") if file.is_file()] == []


def test_there_are_so_many_jobs_and_a_removed_one_makes_room(server: Server) -> None:
    jobs = [server.open(("a.txt", WRONG)) for _ in range(MOST.jobs)]
    offered = {"files": [offer("a.txt")], "lang": "zh"}
    assert refusal(server.client.post("/api/jobs", json=offered)) == (429, "too-many-jobs")
    assert server.client.delete(f"/api/jobs/{jobs[0]['id']}").status_code == 204
    assert server.client.post("/api/jobs", json=offered).status_code == 201


def test_the_files_of_all_jobs_have_their_bounds(server: Server) -> None:
    offered = {"files": [offer("a.txt", 1_400_000)] * 2, "lang": "zh"}
    first = server.client.post("/api/jobs", json=offered).json()
    assert refusal(server.client.post("/api/jobs", json=offered)) == (413, "too-much")
    server.client.post(f"/api/jobs/{first['id']}/cancel")
    assert server.client.post("/api/jobs", json=offered).status_code == 201


@pytest.mark.parametrize("method", ["start", "cancel"])
def test_a_job_that_is_not_there_is_told(server: Server, method: str) -> None:
    assert refusal(server.client.post(f"/api/jobs/none/{method}")) == (404, "no-job")


def test_a_job_is_started_once_and_takes_no_file_after(server: Server) -> None:
    job = server.audited(("a.txt", WRONG))
    assert refusal(server.start(job)) == (409, "too-late")
    assert server.put(job["id"], 0, WRONG).status_code == 404


def test_a_cancelled_job_leaves_nothing_and_the_next_one_goes_on(server: Server) -> None:
    job = server.open(*SLOW)
    server.start(job)
    waiting = server.open(("a.txt", WRONG))
    server.start(waiting)
    server.until(job, lambda now: now["state"] == "running")
    server.client.post(f"/api/jobs/{job['id']}/cancel")
    now = server.until(job, lambda now: now["state"] == "cancelled")
    assert (now["done"] < now["total"], (server.folder / job["id"]).exists()) == (True, False)
    assert server.until(waiting, lambda now: now["state"] == "done")


def test_a_job_that_waits_is_cancelled_at_once(server: Server) -> None:
    job, waiting = server.open(*SLOW), server.open(("a.txt", WRONG))
    server.start(job)
    server.start(waiting)
    server.client.post(f"/api/jobs/{waiting['id']}/cancel")
    assert (server.shown(waiting) or {})["state"] == "cancelled"
    assert not (server.folder / waiting["id"]).exists()


@pytest.mark.parametrize("state", ["receiving", "running", "done"])
def test_nothing_is_left_of_a_job_that_is_removed(server: Server, state: str) -> None:
    job = server.open(*SLOW)
    if state != "receiving":
        server.start(job)
        server.until(job, lambda now: now["state"] == state)
    server.client.delete(f"/api/jobs/{job['id']}")
    assert server.shown(job) is None
    end = time.monotonic() + 60
    while list(server.folder.iterdir()):
        assert time.monotonic() < end, "it is still there"


def test_a_job_whose_process_dies_is_told_and_the_next_one_has_another(server: Server) -> None:
    job = server.open(*SLOW)
    server.start(job)
    server.until(job, lambda now: now["state"] == "running")
    beside = server.jobs._beside
    assert beside is not None
    os.kill(beside._process.pid or 0, signal.SIGKILL)
    assert server.until(job, lambda now: now["state"] == "failed")
    assert server.audited(("a.txt", WRONG))["state"] == "done"
    assert len(server.logged) == 1


def test_a_full_disk_is_told(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> int:
        raise OSError(28, "No space left on device")

    job = server.client.post("/api/jobs", json={"files": [offer("a.txt", 4)], "lang": "zh"}).json()
    monkeypatch.setattr("auditor.serve.app.os.open", full)
    assert refusal(server.put(job["id"], 0, b"1234")) == (507, "no-room")
