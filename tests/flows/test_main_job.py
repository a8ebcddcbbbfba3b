"""The main job, end to end: pictures and boxes become a trained model, its answers, and an exported file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from tests.flows.conftest import QUICK

DONE_KEYS = {"event", "run", "seconds", "split", "metrics", "output", "figures"}
DETECTION_METRICS = {"ap", "ap50", "ap75", "precision", "recall", "f1"}
CLASSIFICATION_METRICS = {"accuracy", "precision", "recall", "f1", "top5_accuracy", "loss"}


def answers(rows: list[dict]) -> list[dict]:
    return [row for row in rows if "image" in row and "event" not in row]


def test_boxes_become_a_detector_its_answers_and_a_file(vistazo, desk_set: Path, tmp_path: Path) -> None:
    vistazo("new", "project", desk_set)
    taken = vistazo("import", "project", desk_set).last
    assert {"images", "annotations", "labels", "skipped", "problems"} <= taken.keys()
    trained = vistazo("train", "project", "--task", "detect", *QUICK)
    done = trained.last
    assert (trained.code, done["event"]) == (0, "JobDone")
    assert done.keys() == DONE_KEYS
    assert done["metrics"].keys() >= DETECTION_METRICS
    assert done["split"] == "validation"
    run = Path(done["run"])
    assert {"job.json", "model.json", "snapshot.jsonl", "metrics.jsonl", "best.safetensors", "model_card.md"} <= {
        path.name for path in run.iterdir()
    }
    rows = [json.loads(line) for line in (run / "metrics.jsonl").read_text().splitlines()]
    assert [row["epoch"] for row in rows] == [row["epoch"] for row in trained.events("EpochEnd") if row["epoch"]]

    scored = vistazo("evaluate", run).last
    assert scored["metrics"] == done["metrics"]

    pictures = sorted(desk_set.glob("*.jpg"))[:2]
    found = vistazo("predict", run, *pictures, "--min-score", 0, "--draw", "drawn")
    assert found.last["event"] == "JobDone"
    assert [row["image"] for row in answers(found.rows)] == [str(path) for path in pictures]
    for row in answers(found.rows):
        assert row.keys() == {"image", "boxes", "drawn"}
        assert all(box.keys() == {"label", "score", "xyxy"} for box in row["boxes"])
        with Image.open(row["drawn"]) as drawn:
            assert drawn.size == (640, 480)
    assert any(row["boxes"] for row in answers(found.rows))

    written = vistazo("export-model", run, "model", "--format", "onnx")
    assert written.last["output"] == str(tmp_path / "model")
    assert not (tmp_path / "model.partial").exists()
    again = vistazo("predict", tmp_path / "model" / "model.onnx", *pictures, "--min-score", 0)
    for before, after in zip(answers(found.rows), answers(again.rows), strict=True):
        assert [box["label"] for box in after["boxes"][:5]] == [box["label"] for box in before["boxes"][:5]]
        assert after["boxes"][0]["score"] == pytest.approx(before["boxes"][0]["score"], abs=1e-4)


def test_folders_become_a_classifier_that_answers(vistazo, stripes_set: Path) -> None:
    vistazo("new", "project", stripes_set, "--labels-from-folders")
    done = vistazo("train", "project", *QUICK).last
    assert done["run"].endswith("-classify")
    assert done["metrics"].keys() >= CLASSIFICATION_METRICS
    found = answers(vistazo("predict", done["run"], stripes_set / "along").rows)
    assert len(found) == 12
    for row in found:
        assert {"image", "label", "score"} <= row.keys()
        assert row["label"] in {"across", "along"}
        assert 0 <= row["score"] <= 1


def test_an_interrupted_training_goes_on_to_its_end(vistazo, start_vistazo, trained) -> None:
    training = start_vistazo("train", "project", "--backbone", "tiny", "--epochs", 25, "--input-size", 32)
    training.read_until(lambda row: row.get("event") == "EpochEnd" and row["epoch"] == 2)
    training.interrupt()
    stopped = training.answer()
    assert (stopped.code, stopped.last["event"], stopped.last["forced"]) == (130, "JobCancelled", False)
    run = Path(stopped.last["run"])
    learnt = len((run / "metrics.jsonl").read_text().splitlines())
    resumed = vistazo("train", "project", "--resume", run)
    assert (resumed.code, resumed.last["event"]) == (0, "JobDone")
    epochs = [row["epoch"] for row in resumed.events("EpochEnd")]
    assert epochs[0] == learnt + 1
    rows = [json.loads(line)["epoch"] for line in (run / "metrics.jsonl").read_text().splitlines()]
    assert rows == list(range(1, len(rows) + 1))
