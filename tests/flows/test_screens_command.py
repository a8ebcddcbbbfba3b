"""The command that photographs the window: a state that is not reached is named, and is no success."""

from __future__ import annotations

import subprocess
import sys

import pytest

from desktop_app.project.sample import make_sample

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)


def test_a_scene_that_is_not_reached_fails_the_command_by_name_and_the_others_are_photographed(tmp_path):
    make_sample(tmp_path / "sample", pictures=3, labelled=1).close()

    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.screens", str(tmp_path / "out"), "--project", str(tmp_path / "sample"),
         "--language", "en", "--theme", "dark", "--size", "1280x720", "--scene", "welcome", "results", "about"],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip

    assert done.returncode == 1
    assert "not reached: en/results: the sample has no finished run" in done.stderr
    shot = sorted(path.name.split("-", 1)[1] for path in (tmp_path / "out" / "en-dark-1280x720").iterdir())
    assert shot == ["about.png", "welcome.png"]
