"""One of several processes that torchrun starts: does a job as the command line does. What rank 0 hears goes to a file.

argv: the job as JSON, the file, and what happens: '', 'stop' (rank 1 asks to stop after a few looks), 'break' (rank 1
fails in the middle of a step).
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import msgspec

from ml_engine.domain.errors import UserError
from ml_engine.jobs.outcome import run_to_end
from ml_engine.jobs.run import run_job
from ml_engine.jobs.specs import TrainJob


def main() -> None:
    job = msgspec.json.decode(sys.argv[1], type=TrainJob)
    file, happens = Path(sys.argv[2]), sys.argv[3]
    second = os.environ["RANK"] == "1"
    looks = 0

    def should_stop() -> bool:
        nonlocal looks
        looks += 1
        return happens == "stop" and second and looks > 4

    if happens == "break" and second:
        from ml_engine.training.step import Stepper

        def broken(*_: object) -> float:
            raise UserError("gone", "The disk of this machine is gone.", "Plug it in.")

        Stepper._gradients = broken
    heard: list[str] = []
    terminal = run_to_end(run_job, job, lambda event: heard.append(repr(event)), should_stop)
    if not second:
        file.write_text("\n".join([*heard, repr(terminal)]), encoding="utf-8")


if __name__ == "__main__":
    main()
