from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
import torch

from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.domain.events import Event, Notice, Progress
from ml_engine.export import run as export_run
from ml_engine.export.run import STEPS, export_model
from ml_engine.export.safetensors_export import SafetensorsExporter
from ml_engine.export.usage import onnx_usage
from ml_engine.inference.open import open_predictor
from ml_engine.jobs.specs import ExportJob
from ml_engine.training.model import TrainedModel
from ml_engine.training.run_folder import RunFolder
from tests.contracts.tiny_runs import make_run, tiny_spec


@pytest.fixture
def run(tmp_path: Path) -> Path:
    return make_run(tmp_path / "project", "classify")


def ignore(event: Event) -> None:
    """Listen to nothing."""


def job(run: Path, tmp_path: Path, name: str = "safetensors") -> ExportJob:
    return ExportJob(str(run), str(tmp_path / "out" / "model"), name)


def nothing_left(tmp_path: Path) -> bool:
    return not (tmp_path / "out").exists() or not list((tmp_path / "out").iterdir())


@pytest.mark.parametrize("question", range(1, STEPS + 1))
def test_cancelling_at_any_step_leaves_nothing(run: Path, tmp_path: Path, question: int) -> None:
    asked: list[int] = []

    def stop() -> bool:
        asked.append(1)
        return len(asked) >= question

    with pytest.raises(Cancelled):
        export_model(job(run, tmp_path), ignore, stop)

    assert nothing_left(tmp_path)


def test_progress_goes_from_nothing_to_all_steps(run: Path, tmp_path: Path) -> None:
    events: list[Event] = []

    export_model(job(run, tmp_path), events.append, lambda: False)

    marks = [event for event in events if isinstance(event, Progress)]
    assert [(mark.done, mark.total) for mark in (marks[0], marks[-1])] == [(0, STEPS), (STEPS, STEPS)]


def test_a_file_that_answers_otherwise_is_not_exported(
    run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = SafetensorsExporter.write

    def write_another(self: SafetensorsExporter, model: TrainedModel, path: Path) -> None:
        weight = model.head.linear.weight
        kept = weight.clone()
        weight.mul_(1.001)
        write(self, model, path)
        weight.copy_(kept)

    monkeypatch.setattr(SafetensorsExporter, "write", write_another)

    with pytest.raises(UserError) as caught:
        export_model(job(run, tmp_path), ignore, lambda: False)

    assert caught.value.code == "export-differs"
    assert nothing_left(tmp_path)


@pytest.mark.parametrize("name", ["model.json", "manifest.json"])
def test_a_full_disk_is_said_and_leaves_nothing(
    run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    write = export_run.write_synced

    def write_until_full(path: Path, data: bytes) -> None:
        if path.name == name:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        write(path, data)

    monkeypatch.setattr(export_run, "write_synced", write_until_full)

    with pytest.raises(UserError) as caught:
        export_model(job(run, tmp_path), ignore, lambda: False)

    assert caught.value.code == "disk-full"
    assert nothing_left(tmp_path)


def test_a_disk_that_fills_while_tensors_are_written_is_said(
    run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: SafetensorsExporter, model: TrainedModel, path: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(SafetensorsExporter, "write", full)

    with pytest.raises(UserError) as caught:
        export_model(job(run, tmp_path), ignore, lambda: False)

    assert caught.value.code == "disk-full"
    assert nothing_left(tmp_path)


def test_where_the_pictures_are_gone_made_ones_are_compared_and_it_is_said(run: Path, tmp_path: Path) -> None:
    for picture in (tmp_path / "project" / "pictures").iterdir():
        picture.unlink()
    events: list[Event] = []

    done = export_model(job(run, tmp_path), events.append, lambda: False)

    assert [event.code for event in events if isinstance(event, Notice)] == ["no-own-pictures"]
    assert done.figures["pictures"] > 0


def test_a_run_without_best_weights_is_refused(run: Path, tmp_path: Path) -> None:
    RunFolder(run).best_file.unlink()

    with pytest.raises(UserError):
        export_model(job(run, tmp_path), ignore, lambda: False)

    assert nothing_left(tmp_path)


def test_an_unknown_format_names_those_there_are(run: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        export_model(job(run, tmp_path, "tflite"), ignore, lambda: False)

    assert "onnx, pt2, safetensors" in caught.value.hint


def test_an_export_does_not_change_the_run(run: Path, tmp_path: Path) -> None:
    before = {path.name: path.read_bytes() for path in run.iterdir()}

    export_model(job(run, tmp_path), ignore, lambda: False)

    assert {path.name: path.read_bytes() for path in run.iterdir()} == before


def test_a_safetensors_export_outlives_its_run(run: Path, tmp_path: Path) -> None:
    export_model(job(run, tmp_path), ignore, lambda: False)
    run.rename(tmp_path / "gone")
    pixels = torch.zeros((2, 64, 64, 3), dtype=torch.uint8).numpy()

    outputs = open_predictor(tmp_path / "out" / "model", device="cpu").predict(pixels)

    assert [output.shape for output in outputs] == [(2, 3)]


@pytest.mark.parametrize(
    ("fit", "size", "pixels"),
    [
        ("letterbox", (128, 64), {(32, 0): (114, 114, 114), (32, 32): (200, 10, 30)}),
        ("stretch", (128, 64), {(0, 0): (200, 10, 30), (63, 63): (200, 10, 30)}),
        ("crop", (128, 64), {(0, 0): (200, 10, 30), (63, 63): (200, 10, 30)}),
    ],
)
def test_the_readme_fits_a_picture_as_the_model_wants_it(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    fit: str,
    size: tuple[int, int],
    pixels: dict[tuple[int, int], tuple[int, int, int]],
) -> None:
    from PIL import Image

    Image.new("RGB", size, (200, 10, 30)).save(tmp_path / "picture.jpg", quality=100)
    monkeypatch.chdir(tmp_path)
    program = onnx_usage(tiny_spec("classify", fit), "model.onnx")  # type: ignore[arg-type]
    part = program[program.index("# The picture") : program.index("(probabilities,)")]
    names: dict[str, object] = {"size": 64}
    exec(f"import numpy as np\nfrom PIL import Image, ImageOps\n{part}", names)  # noqa: S102  (our own text)

    found = names["pixels"]

    assert found.shape == (1, 3, 64, 64)  # type: ignore[attr-defined]
    for (x, y), color in pixels.items():
        assert found[0, :, y, x].tolist() == pytest.approx(color, abs=3)  # type: ignore[index]
