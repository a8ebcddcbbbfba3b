from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ml_engine.domain.errors import UserError
from ml_engine.images.reader import read_header, read_image
from ml_engine.reports.card import Curve, EpochFacts, LabelFacts, ModelCard
from ml_engine.reports.limitations import limitations
from ml_engine.reports.markdown import card_markdown, duration
from ml_engine.reports.model_card import read_model_card, write_model_card


def detector_card(**changes: object) -> ModelCard:
    labels = (
        LabelFacts("raccoon", "#E5484D", {"train": 120, "validation": 30, "test": 0}, {"ap50": 0.9}),
        LabelFacts("cat | <b>|$x^2$", "#F5A524", {"train": 7, "validation": 3, "test": 0}, {"ap50": 0.4}),
    )
    history = tuple(
        EpochFacts(epoch, "head", 3 / epoch, {"ap50": 0.1 * epoch, "ap": 0.05 * epoch}, best=epoch != 3)
        for epoch in range(1, 5)
    )
    curves = tuple(Curve(label.name, label.color, (0.2, 0.5, 0.8), (1.0, 0.9, 0.5)) for label in labels)
    card = ModelCard(
        run="2026-01-02 raccoons",
        created="2026-01-02T03:04:05Z",
        task="detect",
        labels=labels,
        pictures={"train": 160, "validation": 40, "test": 0},
        backbone="mobilenet_v2",
        backbone_title="MobileNet V2",
        weights_origin="named file",
        weights_sha256="ab" * 32,
        trained_blocks=0,
        parameters=2_500_000,
        trained_parameters=300_000,
        input_size=320,
        fit="letterbox",
        primary_metric="ap50",
        metrics_split="validation",
        metrics={"ap50": 0.65, "ap": 0.4},
        validation_metrics={"ap50": 0.65, "ap": 0.4},
        score=0.35,
        iou=0.6,
        device="cpu",
        seconds=74.2,
        seed=3,
        versions={"torch": "2.13.0"},
        recipe="epochs = 4\n",
        history=history,
        curves=curves,
    )
    return dataclasses.replace(card, **changes)  # type: ignore[arg-type]


def classifier_card(label_count: int) -> ModelCard:
    labels = tuple(LabelFacts(f"label {i}", "#E5484D", {"train": 50, "validation": 9}) for i in range(label_count))
    confusion = tuple(tuple(int(8 * (i == j) + (i == 0)) for j in range(label_count)) for i in range(label_count))
    return detector_card(
        task="classify", labels=labels, confusion=confusion, curves=(), primary_metric="accuracy",
        metrics={"accuracy": 0.9}, validation_metrics={"accuracy": 0.9},
        history=(EpochFacts(1, "head", 1.0, {"accuracy": 0.9}, best=True),),
    )  # fmt: skip


def test_a_card_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    card = detector_card()

    write_model_card(tmp_path, card)

    assert read_model_card(tmp_path) == card
    assert sorted(path.name for path in tmp_path.iterdir()) == ["model_card.json", "model_card.md", "plots"]


def test_numbers_of_numpy_and_nan_do_not_break_the_json(tmp_path: Path) -> None:
    write_model_card(tmp_path, detector_card(metrics={"ap50": np.float64(0.5), "ap": float("nan")}))

    metrics = json.loads((tmp_path / "model_card.json").read_text("utf-8"))["card"]["metrics"]
    assert metrics == {"ap50": 0.5, "ap": None}


def test_the_best_epoch_is_the_last_that_was_best() -> None:
    best = detector_card().best_epoch

    assert best is not None
    assert best.epoch == 4


def test_labels_are_shown_as_plain_text_in_the_table() -> None:
    text = card_markdown(detector_card(), {})

    assert r"| cat \| \<b\>\|$x^2$ | 7 | 3 | 0.400 |" in text


def test_figures_say_at_which_score_they_hold() -> None:
    labels = tuple(replace(label, metrics={**label.metrics, "recall": 0.5}) for label in detector_card().labels)
    text = card_markdown(detector_card(labels=labels, metrics={"ap50": 0.5, "precision": 0.4}, score=0.45), {})

    assert "| Precision, at the best score | 0.400 |" in text
    assert "Recall, at score 0.45 |" in text
    assert "| AP50 | 0.500 |" in text
    assert ", at " not in card_markdown(classifier_card(2), {})


def test_markdown_names_every_plot_that_was_drawn(tmp_path: Path) -> None:
    write_model_card(tmp_path, detector_card())

    text = (tmp_path / "model_card.md").read_text("utf-8")
    for name in ("learning", "precision_recall"):
        assert f"(plots/{name}.png)" in text
        assert (tmp_path / "plots" / f"{name}.png").is_file()
    assert "confusion" not in text


@pytest.mark.parametrize("label_count", [1, 2, 9, 30, 80])
def test_a_confusion_matrix_is_drawn_for_any_number_of_labels(tmp_path: Path, label_count: int) -> None:
    write_model_card(tmp_path, classifier_card(label_count))

    header = read_header(tmp_path / "plots" / "confusion.png")
    assert max(header.width, header.height) < 2800


def test_a_better_model_has_another_curve(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    history = tuple(EpochFacts(epoch, "head", 1.0, {"ap50": 0.9}, best=epoch == 1) for epoch in range(1, 5))

    write_model_card(tmp_path / "a", detector_card())
    write_model_card(tmp_path / "b", detector_card(history=history))

    first, second = (read_image(tmp_path / side / "plots" / "learning.png") for side in "ab")
    assert (first != second).any()


@pytest.mark.parametrize(
    "history",
    [
        (),
        (EpochFacts(1, "head", float("nan"), {"ap50": float("nan")}, best=False),),
        (EpochFacts(1, "head", 1.0, {}, best=True), EpochFacts(2, "blocks", 0.5, {"ap50": 0.2}, best=True)),
    ],
    ids=["none", "nan", "sparse"],
)
def test_odd_histories_are_drawn_without_a_word(tmp_path: Path, history: tuple[EpochFacts, ...]) -> None:
    write_model_card(tmp_path, detector_card(history=history, curves=()))

    assert (tmp_path / "plots" / "learning.png").is_file() == bool(history)


def test_label_names_in_other_scripts_do_not_warn(tmp_path: Path) -> None:
    curve = Curve("浣熊 🦝", "#E5484D", (0.5,), (0.5,))

    write_model_card(tmp_path, detector_card(curves=(curve,)))

    assert (tmp_path / "plots" / "precision_recall.png").is_file()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "no test split"),
        ({"metrics_split": "test", "pictures": {"train": 9, "validation": 3, "test": 5}}, "Only 5 pictures"),
        ({}, "“cat | <b>|$x^2$” 7"),
        ({}, "labels are uneven"),
        ({}, "No picture without objects"),
        ({"weights_sha256": ""}, "without a pretrained backbone"),
        ({"task": "classify"}, "always names one of its labels"),
    ],
)
def test_limitations_follow_from_the_numbers(changes: dict[str, object], words: str) -> None:
    assert any(words in sentence for sentence in limitations(detector_card(**changes)))


def test_a_well_fed_model_is_not_blamed_for_what_it_has() -> None:
    labels = tuple(LabelFacts(name, "#E5484D", {"train": 200}) for name in ("a", "b"))
    card = detector_card(
        labels=labels, pictures={"train": 300, "validation": 60, "test": 80}, metrics_split="test", empty_pictures=12
    )

    assert len(limitations(card)) == 2


@pytest.mark.parametrize(
    ("seconds", "words"), [(41.4, "41 s"), (59.6, "1 min 00 s"), (200, "3 min 20 s"), (7500, "2 h 05 min")]
)
def test_times_are_said_in_words(seconds: float, words: str) -> None:
    assert duration(seconds) == words


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(UserError) as caught:
        write_model_card(tmp_path / "file", detector_card())

    assert caught.value.code == "disk-write"


@pytest.mark.parametrize("text", ["", "{}", '{"card_version": 1}'])
def test_a_damaged_card_is_said(tmp_path: Path, text: str) -> None:
    (tmp_path / "model_card.json").write_text(text, "utf-8")

    with pytest.raises(UserError) as caught:
        read_model_card(tmp_path)

    assert caught.value.code == "damaged-card"


def test_matplotlib_is_imported_only_when_a_card_is_written_and_pyplot_never(tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "import ml_engine.reports.model_card, ml_engine.reports.card\n"
        "assert 'matplotlib' not in sys.modules\n"
        "import ml_engine.reports.plots\n"
        "assert 'matplotlib.pyplot' not in sys.modules\n"
        "assert 'torch' not in sys.modules\n"
    )
    root = Path(__file__).resolve().parents[3]
    done = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, timeout=60)

    assert done.returncode == 0, done.stderr
