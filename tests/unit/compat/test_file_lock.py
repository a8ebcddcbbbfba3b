"""A lock of one process keeps others out and ends with it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from ml_engine.compat.file_lock import try_lock

HOLDER = """
import sys
from ml_engine.compat.file_lock import try_lock
file = open(sys.argv[1], "ab")
print(try_lock(file), flush=True)
sys.stdin.read()
"""


def test_a_locked_file_is_refused_until_its_process_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "file"
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with holder, path.open("ab") as file:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == "True"
        assert not try_lock(file)
        holder.kill()
        holder.wait()
        assert try_lock(file)
