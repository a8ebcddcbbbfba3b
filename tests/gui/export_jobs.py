"""A worker without torch that exports: its folder looks like a real one. Not a test module.

The destination's name says what happens: '…wait…' goes on until it is told to stop, '…fail…' raises.
"""

from __future__ import annotations

import json
import threading
from pathlib import Path

from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.domain.events import JobDone, JobStarted, Notice, Progress

RUNNER = "tests.gui.export_jobs:run"
CERTIFICATE = {
    "tolerance": 1e-4,
    "agrees": True,
    "pictures": 8,
    "own_pictures": True,
    "max_difference": 3.1e-7,
    "differences": {"vistazo predict": {"raw_1": 1e-8}, "onnxruntime": {"boxes": 3.1e-7, "scores": 2e-8}},
    "answers_compared": 41,
    "versions": {},
    "files": {},
}
README = "# model\n\n```python\nimport onnxruntime\nprint('<b>hello</b>')\n```\n"


def run(job, emit, should_stop):
    folder = Path(job.destination)
    emit(JobStarted("cpu", "here"))
    emit(Progress("export", 1, 5))
    emit(Notice("older-weights", "The run's weights are older."))
    if "wait" in folder.name:
        pause = threading.Event()
        while not should_stop():
            pause.wait(0.01)
        raise Cancelled
    if "fail" in folder.name:
        raise UserError("export-differs", "The file does not answer as the model does.", "Try another format.")
    folder.mkdir(parents=True)
    (folder / f"model.{job.format}").write_bytes(b"m" * 2_000)
    (folder / "model.json").write_text("{}")
    (folder / "certificate.json").write_text(json.dumps(CERTIFICATE))
    (folder / "README.md").write_text(README)
    return JobDone(0.1, run=job.run_dir, output=str(folder))


def warm_up():
    """Nothing to load."""


def add_run(project: Path, name: str = "20260101-120000-detect", ap50: float = 0.87) -> Path:
    """A finished run, as far as lists show it."""
    folder = project / "runs" / name
    folder.mkdir(parents=True)
    (folder / "job.json").write_text('{"task": "detect", "backbone": "tiny"}')
    (folder / "best.safetensors").write_bytes(b"weights")
    (folder / "model_card.json").write_text(json.dumps({"card": {"task": "detect", "metrics": {"ap50": ap50}}}))
    return folder
