"""The bundle and the one-folder build, made, installed and used. It takes minutes and a package index: only where it is asked for."""

from __future__ import annotations

import json
import os
import re
import subprocess
import tarfile
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any

import bundle
import onefolder
import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(not os.environ.get("AUDITOR_BUILDS"), reason="AUDITOR_BUILDS=1 has the builds made")
FORMATS = ROOT / "sample_reports" / "formats"


def unpacked(archive: Path, into: Path) -> Path:
    """The folder of an archive, in one whose name is not plain."""
    with tarfile.open(archive) as opened:
        opened.extractall(into / "离线 包", filter="data")
    (folder,) = (into / "离线 包").iterdir()
    return folder


def check_everything(program: Path, folder: Path) -> None:
    """Audit every sample with a program that knows nothing of this checkout, and write every kind of report and copy."""
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(folder), "LANG": "C.UTF-8"}

    def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        command = [program, *arguments]
        return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)

    reports = [option for name in ("html", "xlsx", "docx", "json") for option in ("-f", f"{name}=report.{name}")]
    done = run("check", FORMATS, "-j", "2", *reports)
    assert (done.returncode in (1, 3), done.stderr) == (True, "")
    read = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    expected = {file.name for file in FORMATS.iterdir() if not file.name.startswith("README")}
    assert {Path(one["path"]).name for one in read["documents"] if one["status"] == "audited"} == expected
    assert "data:image/" in (folder / "report.html").read_text(encoding="utf-8")
    for name in ("budget.pdf", "budget.docx", "budget.xlsx", "budget.html"):
        assert run("annotate", FORMATS / name, "-o", name).returncode == 0
    assert run("rules", "test").returncode == 0


def test_the_bundle_installs_without_an_index_and_audits_every_format(tmp_path: Path) -> None:
    folder = unpacked(bundle.make_bundle(tmp_path / "dist", ["3.13", "3.12", "3.11"], os.uname().machine), tmp_path)
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PIP_INDEX_URL": "http://127.0.0.1:9/"}
    subprocess.run(["sh", folder / "install.sh", tmp_path / "前 缀"], env=environment, check=True)
    check_everything(tmp_path / "前 缀" / "bin" / "auditor", tmp_path)


def test_the_folder_audits_every_format_and_serves_what_is_dropped_on_it(tmp_path: Path) -> None:
    folder = unpacked(onefolder.build(tmp_path / "dist"), tmp_path)
    check_everything(folder / "auditor", tmp_path)
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path)}
    for dropped, files in (([], []), ([FORMATS / "budget.pdf"], ["budget.pdf"])):
        command = [folder / "auditor", *dropped]
        with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as process:
            try:
                assert process.stderr is not None
                (address,) = re.findall(r"http\S+", process.stderr.readline())
                assert [file["name"] for job in jobs_at(address) for file in job["files"]] == files
            finally:
                process.terminate()


def jobs_at(address: str) -> Any:
    """What a page shows."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    assert browser.open(address).status == 200
    return json.loads(browser.open(address.partition("?")[0] + "api/jobs").read())
