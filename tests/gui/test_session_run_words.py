"""A run is said in the same words in every place, in both languages."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from desktop_app.i18n.language import install
from desktop_app.project.run_index import RunRow
from desktop_app.session import run_words
from desktop_app.session.training_state import Training, TrainOptions
from ml_engine.domain.events import EpochEnd


def training(**facts) -> Training:
    return Training(TrainOptions(), 0.0, task="detect", **facts)


@pytest.mark.parametrize(
    ("task", "metrics", "words"),
    [
        ("detect", {"ap50": 0.871, "ap": 0.5}, "AP50 0.87"),
        ("classify", {"accuracy": 0.915, "f1": 0.9}, "accuracy 91.5 %"),
        ("classify", {"accuracy": None, "f1": 0.9}, "F1 0.90"),
        ("", {"accuracy": 1.0}, "accuracy 100.0 %"),
        ("detect", {"loss": 1.0}, ""),
        ("detect", {}, ""),
    ],
)
def test_the_figure_that_stands_for_all_is_the_task_s_own(task, metrics, words) -> None:
    assert run_words.figure_words(task, metrics) == words


def test_the_stage_names_the_epoch_that_is_being_learnt() -> None:
    ended = tuple(EpochEnd(n, 20, 1.0, {}, True, 0.1) for n in range(1, 14))
    assert run_words.stage_words(training(phase="train", epochs=ended, done=3, total=9)) == "epoch 14 of 20"
    last = (*ended, EpochEnd(20, 20, 1.0, {}, False, 0.1))
    assert run_words.stage_words(training(phase="train", epochs=last)) == "epoch 20 of 20"
    assert run_words.stage_words(training(phase="features", done=12, total=1_080)) == "computing features, 12 of 1,080"
    resumed = (EpochEnd(3, 0, 1.0, {}, True, 0.1),)
    assert run_words.stage_words(training(phase="train", epochs=resumed)) == "training"
    assert run_words.stage_words(training(phase="start")) == "starting"
    assert run_words.stage_words(training(phase="of a later version")) == "of a later version"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(None, ""), (0.2, "1 s left"), (89, "89 s left"), (100, "2 min left"), (4_900, "1 h 22 min left")],
)
def test_the_time_that_is_left_is_as_exact_as_an_estimate_deserves(seconds, words) -> None:
    assert run_words.time_left(seconds) == words


def test_a_run_in_spanish(qapp) -> None:
    install(qapp, "es")
    row = RunRow("20260101-120000-detect", "detect", "mobilenet_v2", "stopped", datetime.now(UTC))
    assert run_words.run_title(7, row.task, row.backbone) == "Entrenamiento 7 · detector · MobileNet V2"
    assert run_words.run_state(row) == "parado antes de acabar"
    assert run_words.figure_words("classify", {"accuracy": 0.915}) == "exactitud 91,5 %"
    assert run_words.stage_words(training(phase="features", done=1, total=2)) == "calculando características, 1 de 2"
    assert run_words.time_left(9) == "quedan 9 s"
    assert run_words.run_name(0) == "El entrenamiento"
