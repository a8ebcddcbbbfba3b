"""One of several processes that torchrun starts: does a job as the command line does. What rank 0 hears goes to a file.

argv: the job as JSON, the file, and what happens: '', 'stop' (rank 1 asks to stop after a few looks), 'break' (rank 1
fails in the middle of a step). Beside the file each process notes the pictures that it computed features of.
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
    from ml_engine.training.feature_pass import FeaturePass

    compute = FeaturePass.run

    def noting(self, pictures, stop):
        lines = "".join(f"{picture.content_hash}\n" for picture in pictures)
        file.with_suffix(f".{os.environ['RANK']}").write_text(lines, encoding="utf-8")
        return compute(self, pictures, stop)

    FeaturePass.run = noting
    heard: list[str] = []
    terminal = run_to_end(run_job, job, lambda event: heard.append(repr(event)), should_stop)
    if not second:
        file.write_text("\n".join([*heard, repr(terminal)]), encoding="utf-8")


if __name__ == "__main__":
    main()
