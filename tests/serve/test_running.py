"""The command itself: it listens here alone, says how to reach it, and leaves nothing behind, however it is ended."""

from __future__ import annotations

import http.client
import importlib.util
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from auditor.rulebook import Rulebook
from tests.conftest import ROOT, Run, swept

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are those of POSIX")
PDF = (ROOT / "sample_reports" / "formats" / "budget.pdf").read_bytes()


class Running(NamedTuple):
    process: subprocess.Popen[str]
    port: int
    token: str
    temporary: Path
    cache: Path

    def ask(self, method: str, path: str, body: bytes | None = None, cookie: str = "") -> Any:
        """Status, headers and content of what is answered."""
        import json

        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Origin": f"http://127.0.0.1:{self.port}", "Cookie": cookie}
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        is_json = answer.headers.get("content-type", "") == "application/json"
        return answer.status, answer.headers, json.loads(content) if is_json else content

    def cookie(self) -> str:
        _, headers, _ = self.ask("GET", f"/?token={self.token}")
        return str(headers["set-cookie"]).partition(";")[0]

    def begin(self) -> None:
        """Have it at work at some documents."""
        import json

        cookie = self.cookie()
        offers = [{"name": f"{number}.pdf", "size": len(PDF), "searched": False} for number in range(6)]
        _, _, job = self.ask("POST", "/api/jobs", json.dumps({"files": offers, "lang": "zh"}).encode(), cookie)
        for number in range(6):
            self.ask("PUT", f"/api/jobs/{job['id']}/files/{number}", PDF, cookie)
        self.ask("POST", f"/api/jobs/{job['id']}/start", b"", cookie)
        while self.ask("GET", "/api/jobs", cookie=cookie)[2][0]["done"] < 1:
            time.sleep(0.05)


@pytest.fixture
def running(tmp_path: Path, rulebook: Rulebook, request: pytest.FixtureRequest) -> Iterator[Running]:
    """A server that listens, given the paths that a test is parametrized with; it has a cache of its own, which knows the rules."""
    temporary, cache = tmp_path / "temporary", tmp_path / "cache"
    temporary.mkdir()
    shutil.copytree(Path(os.environ["XDG_CACHE_HOME"], "auditor", "rules"), cache / "auditor" / "rules")
    environment = {**os.environ, "TMPDIR": str(temporary), "XDG_CACHE_HOME": str(cache)}
    command = [sys.executable, "-m", "auditor", "serve", "--no-browser", "--lang", "en"]
    command += getattr(request, "param", [])
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # What a shell starts in the background ignores it.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert process.stderr is not None
    said = process.stderr.readline()
    found = re.fullmatch(r"page: http://127\.0\.0\.1:(\d+)/\?token=([\w-]{43})\n", said)
    assert found, said
    yield Running(process, int(found[1]), found[2], temporary, cache)
    process.kill()
    process.wait()
    process.stderr.close()


def living(group: int) -> list[int]:
    """The processes of a group that are still there."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state = (folder / "stat").read_text().rpartition(") ")[2].split()
        except OSError:
            continue
        if int(state[2]) == group and state[0] != "Z":
            found.append(int(folder.name))
    return found


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes where Linux tells them")
@pytest.mark.parametrize("way", swept(["page", "SIGTERM", "SIGINT", "SIGHUP", "SIGTERM to all", "SIGINT to all"], 3))
def test_nothing_is_left_however_it_is_ended(running: Running, way: str) -> None:
    running.begin()
    assert len(list(running.temporary.glob("auditor-serve-*"))) == 1
    name, _, all_of_them = way.partition(" to ")
    if way == "page":
        assert running.ask("POST", "/api/end", b"", running.cookie())[0] == 204
    elif all_of_them:
        os.killpg(running.process.pid, signal.Signals[name])
    else:
        running.process.send_signal(signal.Signals[name])
    statuses = {"SIGTERM": 143, "SIGINT": 130}
    assert running.process.wait(60) == statuses.get(name, 0)
    assert list(running.temporary.iterdir()) == []
    assert living(running.process.pid) == []
    assert [file for file in running.cache.rglob("documents/*") if file.is_file()] == [], (
        "nothing of a document is kept"
    )


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes where Linux tells them")
def test_no_process_outlives_one_that_is_killed(running: Running) -> None:
    running.begin()
    running.process.kill()
    running.process.wait()
    while living(running.process.pid):
        time.sleep(0.05)


def test_it_listens_here_alone(running: Running) -> None:
    listening = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    port = f"{running.port:04X}"
    assert {entry[1] for entry in listening if entry[1].endswith(f":{port}") and entry[3] == "0A"} == {
        f"0100007F:{port}"
    }


@pytest.mark.parametrize("running", [["sample_reports/formats/budget.xlsx"]], indirect=True)
def test_what_it_is_given_is_audited_at_once(running: Running) -> None:
    cookie = running.cookie()
    while (job := running.ask("GET", "/api/jobs", cookie=cookie)[2][0])["state"] != "done":
        time.sleep(0.05)
    assert [(file["name"], file["result"]["standing"] != "unreadable") for file in job["files"]] == [
        ("budget.xlsx", True)
    ]


def test_a_path_with_nothing_behind_it_is_told(run: Run) -> None:
    status, out, err = run("serve", "--no-browser", "nowhere.pdf")
    assert (status, out, err.splitlines()[-1]) == (2, "", "auditor: nowhere.pdf: there is no such file or folder")


def test_without_the_extra_it_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr("auditor.cli.serve.find_spec", lambda name: None if name == "uvicorn" else find(name))
    status, out, err = run("serve", "--lang", "en")
    assert (status, out) == (2, "")
    assert err == (
        "auditor: auditor serve needs an extra that is not installed: pip install 'budget-disclosure-auditor[serve]'\n"
    )


def test_a_port_that_is_taken_is_told(running: Running, run: Run) -> None:
    status, _, err = run("serve", "--no-browser", "--port", str(running.port), "--lang", "en")
    assert (status, err.startswith(f"auditor: port {running.port} cannot be used: ")) == (2, True)
