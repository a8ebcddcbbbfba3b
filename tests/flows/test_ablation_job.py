"""An ablation trains each row once, never looks at the test pictures, and goes on where it was stopped."""

from __future__ import annotations

import json
import uuid
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.torch import save_file

from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.domain.events import Ablation, Progress
from ml_engine.domain.snapshot import Snapshot, SnapshotImage, write_snapshot
from ml_engine.domain.values import Annotation, AnnotationKind, ImageRef, Label, Split
from ml_engine.jobs.specs import AblateJob
from ml_engine.reports.ablation_table import read_table
from ml_engine.training import ablation
from ml_engine.training.ablation import ablate

COLORS = {"red": (190, 90, 80), "green": (90, 180, 90)}
LABELS = tuple(Label(uuid.uuid5(uuid.NAMESPACE_OID, n), n, "#336699", "", i) for i, n in enumerate(COLORS))
RECIPE = 'epochs = 2\nbatch = 8\nviews = 2\ninput_size = 64\naugment = "light"'


@pytest.fixture(scope="module")
def weights(tmp_path_factory):
    from ml_engine.compat.torchvision_ops import torchvision

    path = tmp_path_factory.mktemp("weights") / "squeezenet1_1-random.safetensors"
    torch.manual_seed(0)
    save_file(torchvision.models.squeezenet1_1(weights=None).state_dict(), path)
    return path


def snapshot(folder: Path) -> Snapshot:
    folder.mkdir()
    images = []
    for split, count in ((Split.TRAIN, 6), (Split.VALIDATION, 4), (Split.TEST, 3)):
        for label in LABELS:
            for _ in range(count):
                number = len(images)
                noise = np.random.default_rng(number).normal(0, 40, (48, 64, 3))
                pixels = np.clip(noise + COLORS[label.name], 0, 255).astype(np.uint8)
                path = folder / f"{split.value}-{number}.png"
                Image.fromarray(pixels).save(path)
                tag = Annotation(uuid.uuid4(), number, label.id, AnnotationKind.TAG)
                images.append(SnapshotImage(ImageRef(number, path), split, True, (tag,)))
    return Snapshot(LABELS, tuple(images))


@pytest.fixture
def job(tmp_path, weights):
    run = tmp_path / "runs" / "1-ablation"
    run.mkdir(parents=True)
    made = snapshot(tmp_path / "pictures")
    write_snapshot(run / "snapshot.jsonl", made)
    for image in made.images:
        if image.split is Split.TEST:
            image.image.path.unlink()  # whoever looked at one would fail
    return AblateJob(
        str(run), str(tmp_path / "cache"), "classify", backbone="squeezenet1_1", weights=str(weights), recipe=RECIPE,
        seeds=(0, 1), only=("flip", "hue"), threads=1, device="cpu",
    )  # fmt: skip


@pytest.fixture
def trained(monkeypatch):
    """The trainings that begin, as (row, seed)."""
    begun, train = [], ablation.train

    def watched(job, emit, should_stop):
        begun.append(Path(job.run_dir).name)
        return train(job, emit, should_stop)

    monkeypatch.setattr(ablation, "train", watched)
    return begun


def test_rows_seeds_table_and_plot(job, trained):
    events = []
    done = ablate(job, events.append, lambda: False)

    table = read_table(Path(job.run_dir))
    assert [row.name for row in table.rows] == ["none", "flip", "hue", "together"]
    assert trained == [f"{row.name}-{seed}" for row in table.rows for seed in (0, 1)]
    assert (table.done, table.total, table.metric, table.pictures) == (8, 8, "accuracy", 8)
    assert all(value is not None for row in table.rows for value in row.values)
    assert done.split == "validation"
    assert done.output == job.run_dir
    assert [event.done for event in events if isinstance(event, Ablation)] == [*range(9), 8]
    progress = [event for event in events if isinstance(event, Progress)]
    assert {event.phase for event in progress} == {"ablation"}
    assert progress[0].eta_s is None
    assert progress[-1].eta_s == 0
    assert sorted(path.name for path in Path(job.run_dir).iterdir()) == [
        "ablation.json", "plot.png", "snapshot.jsonl", "table.csv", "table.json",
    ]  # fmt: skip


def test_stopped_it_goes_on_and_ends_as_if_it_had_not_been(job, trained, tmp_path):
    stop = []
    events = []

    def emit(event):
        events.append(event)
        if isinstance(event, Ablation) and event.done == 3:
            stop.append(True)

    with pytest.raises(Cancelled):
        ablate(job, emit, lambda: bool(stop))
    assert read_table(Path(job.run_dir)).done == 3
    before, trained[:] = list(trained), []

    resumed = AblateJob(job.run_dir, job.cache_dir, "", threads=1, device="cpu", resume=True)
    ablate(resumed, events.append, lambda: False)

    assert before[:3] == ["none-0", "none-1", "flip-0"]
    assert trained == ["flip-1", "hue-0", "hue-1", "together-0", "together-1"]
    together = read_table(Path(job.run_dir))
    other = tmp_path / "runs" / "2-ablation"
    other.mkdir()
    (other / "snapshot.jsonl").write_bytes((Path(job.run_dir) / "snapshot.jsonl").read_bytes())
    whole = AblateJob(**{**{f: getattr(job, f) for f in job.__slots__}, "run_dir": str(other)})
    ablate(whole, events.append, lambda: False)
    assert read_table(other).rows == together.rows


def test_a_finished_ablation_trains_nothing_more(job, trained):
    ablate(job, lambda _: None, lambda: False)
    trained.clear()
    ablate(AblateJob(job.run_dir, job.cache_dir, "", threads=1, resume=True), lambda _: None, lambda: False)
    assert trained == []


def test_what_cannot_be_is_refused_in_words(job, tmp_path):
    from dataclasses import replace

    with pytest.raises(UserError, match="no transform called 'shear'"):
        ablate(replace(job, only=("shear",)), lambda _: None, lambda: False)
    with pytest.raises(UserError, match="at least one seed"):
        ablate(replace(job, seeds=()), lambda _: None, lambda: False)
    (Path(job.run_dir) / "ablation.json").write_text(json.dumps({"job": 3}))
    with pytest.raises(UserError, match="no ablation that can go on"):
        ablate(replace(job, resume=True), lambda _: None, lambda: False)
