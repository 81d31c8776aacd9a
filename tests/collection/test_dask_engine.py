"""The tests of a Dask cluster, in a process of their own: its threads stay, and a process with threads starts its workers otherwise."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, SWEEPS

pytest.importorskip("distributed", reason="the extra dask is not installed")


@pytest.mark.skipif(not SWEEPS, reason="AUDITOR_SWEEPS=all starts a cluster")
def test_a_cluster_gives_the_store_of_this_machine() -> None:
    file = Path(__file__).with_name("dask_cluster.py")
    command = [sys.executable, "-m", "pytest", "-o", "addopts=", "-q", "-p", "no:cacheprovider", str(file)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
