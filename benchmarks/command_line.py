"""The program as a user starts it, for benchmarks that measure whole commands."""

from __future__ import annotations

import subprocess
import sys

import msgspec

from benchmarks.packs import REPOSITORY


class Result(msgspec.Struct):
    """What is read of a command's last line. run: its folder.   seconds: of the job alone."""

    run: str = ""
    split: str = ""
    seconds: float = 0.0
    metrics: dict[str, float] = {}
    figures: dict[str, float] = {}


def vistazo(*words: object) -> Result:
    """Run one command. Ends the script with the command's own words if it fails."""
    command = [sys.executable, "-m", "desktop_app", "--json", *(str(word) for word in words)]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    return msgspec.json.decode(done.stdout.strip().splitlines()[-1], type=Result)
