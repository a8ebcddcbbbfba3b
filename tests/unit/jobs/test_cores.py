"""How many threads, and who is told."""

import json
import os
import subprocess
import sys

import pytest

from ml_engine.jobs import cores
from ml_engine.jobs.cores import available_cores, limit_threads


@pytest.fixture
def quota(tmp_path, monkeypatch):
    path = tmp_path / "cpu.max"
    monkeypatch.setattr(cores, "_CONTAINER_QUOTA", path)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(16)), raising=False)
    return path


@pytest.mark.parametrize(
    ("text", "expected"), [("max 100000", 16), ("150000 100000", 2), ("50000 100000", 1), ("0 0", 16), ("what", 16)]
)
def test_a_containers_quota_counts(quota, text, expected):
    quota.write_text(text)
    assert available_cores() == expected


def test_without_a_container_the_affinity_counts(quota):
    assert available_cores() == 16


def test_zero_threads_are_refused():
    with pytest.raises(ValueError, match="0"):
        limit_threads(0)


def threads_after(code):
    """In a fresh interpreter: both libraries read their settings when they are first imported."""
    report = "; import json, torch, cv2; print(json.dumps([torch.get_num_threads(), cv2.getNumThreads()]))"
    done = subprocess.run([sys.executable, "-c", code + report], check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    "code",
    [
        "from ml_engine.jobs.cores import limit_threads; limit_threads(1)",
        "import torch, cv2; from ml_engine.jobs.cores import limit_threads; limit_threads(1)",
    ],
    ids=["before the libraries are imported", "after"],
)
def test_torch_gets_the_threads_and_opencv_one(code):
    assert threads_after(code) == [1, 1]


def test_waiting_threads_hardly_spin(monkeypatch):
    monkeypatch.setattr(os, "environ", {})

    limit_threads(1)

    assert os.environ["OMP_WAIT_POLICY"] == "PASSIVE"
    assert int(os.environ["GOMP_SPINCOUNT"]) <= 10_000


def test_how_threads_wait_stays_the_users_choice(monkeypatch):
    monkeypatch.setattr(os, "environ", {"OMP_WAIT_POLICY": "ACTIVE"})

    limit_threads(1)

    assert os.environ["OMP_WAIT_POLICY"] == "ACTIVE"
