"""A server with its process beside, asked by a client that is no browser."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from starlette.testclient import TestClient

from auditor.rulebook import Rulebook
from auditor.runs import Plan
from auditor.runs.beside import Beside
from auditor.serve.app import guarded
from auditor.serve.bench import Settings
from auditor.serve.jobs import Jobs, Limits
from auditor.vocabulary import Vocabulary

PORT = 4321
ORIGIN = f"http://127.0.0.1:{PORT}"
MOST = Limits(file=2_000_000, job=3_000_000, files=5, jobs=3, all=4_000_000)


class Server(NamedTuple):
    client: TestClient
    """It has the cookie and says where it is from, as the page does."""
    stranger: TestClient
    """It has neither."""
    address: str
    jobs: Jobs
    folder: Path
    logged: list[str]
    ends: list[bool]

    def open(self, *files: tuple[str, bytes], searched: bool = False) -> dict[str, Any]:
        """A job with the files of some names and contents sent."""
        offers = [{"name": name, "size": len(content), "searched": searched} for name, content in files]
        job = self.client.post("/api/jobs", json={"files": offers, "lang": "zh"}).json()
        for number, (_, content) in enumerate(files):
            if not job["files"][number]["leftOut"]:
                assert self.put(job["id"], number, content).status_code == 204
        return dict(job)

    def put(self, job: str, number: int, content: bytes) -> Any:
        return self.client.put(f"/api/jobs/{job}/files/{number}", content=content)

    def start(self, job: dict[str, Any]) -> Any:
        return self.client.post(f"/api/jobs/{job['id']}/start")

    def shown(self, job: dict[str, Any]) -> dict[str, Any] | None:
        return next((dict(one) for one in self.client.get("/api/jobs").json() if one["id"] == job["id"]), None)

    def until(self, job: dict[str, Any], is_so: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The job once something holds of it."""
        while not is_so(now := self.shown(job) or {}):
            time.sleep(0.02)
        return now

    def audited(self, *files: tuple[str, bytes], searched: bool = False) -> dict[str, Any]:
        job = self.open(*files, searched=searched)
        self.start(job)
        return self.until(job, lambda now: now["state"] in ("done", "failed", "cancelled"))


@pytest.fixture
def server(tmp_path: Path, vocabulary: Vocabulary, rulebook: Rulebook) -> Iterator[Server]:
    folder = tmp_path / "private"
    folder.mkdir(mode=0o700)
    settings = Settings(Plan(vocabulary, rulebook, pictured=True), 1, 300.0)
    logged: list[str] = []
    ends: list[bool] = []
    jobs = Jobs(folder, settings.work, MOST, logged.append)
    jobs.begin(Beside(settings.work))
    guard = guarded(jobs, PORT, lambda: ends.append(True))
    client = TestClient(guard, base_url=ORIGIN, headers={"Origin": ORIGIN})
    assert client.get(guard.address).status_code == 200
    yield Server(client, TestClient(guard, base_url=ORIGIN), guard.address, jobs, folder, logged, ends)
    jobs.end()
