"""A run's card on its page: every word of it in the window's language, every number as people write it there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from desktop_app.i18n.language import install
from desktop_app.look.look import Look
from desktop_app.results.card_page import CardPage
from desktop_app.results.report import read_report
from ml_engine.reports.card import EpochFacts, LabelFacts, ModelCard
from ml_engine.reports.model_card import card_json
from tests.gui.results_samples import make_card, write_run

# What is called the same in every language, and what people gave as names.
NAMES = {"coin", "key", "run", "mobilenet", "vistazo", "torch", "python", "cpu", "cuda", "apple", "gpu", "sha", "min"}


@pytest.fixture(autouse=True)
def locale_as_before(qapp: QApplication) -> Iterator[None]:
    before = QLocale()
    yield
    install(qapp, "en")
    QLocale.setDefault(before)


def detector() -> ModelCard:
    """As a training of many sentences leaves it."""
    labels = (
        LabelFacts("coin", "#E5484D", {"train": 1420, "validation": 4, "test": 6}, {"ap50": 0.9, "recall": 0.5}),
        LabelFacts("key", "#30A46C", {"train": 12, "validation": 1, "test": 2}, {"ap50": 0.75}),
    )
    return replace(
        make_card("run", 9, 3), labels=labels, metrics={"ap50": 0.8125, "ap": 0.4, "mean_iou": 0.7, "loss": 1.5},
        validation_metrics={"ap50": 0.9, "precision": 0.5, "recall": 0.25, "f1": 0.3, "ap75": 0.2},
        pictures={"train": 15020, "validation": 5, "test": 9}, parameters=2_893_680, trained_parameters=273_816,
        weights_origin="bundled", input_reason="Input size 320 pixels: there are no boxes to go by.",
        device_reason="no CUDA device and no Apple GPU found", history=(EpochFacts(1, "head", 0.5, {}, True),) * 2,
        left_out=(("picture has several labels", 3), ("waiting proposals", 1200), ("file is gone", 1)),
        versions={"python": "3.11", "torch": "2.13"}, recipe="epochs = 30", seconds=132.0, trained_blocks=2,
    )  # fmt: skip


def classifier() -> ModelCard:
    return replace(
        detector(), task="classify", primary_metric="accuracy", metrics_split="validation",
        metrics={"accuracy": 0.915, "top5_accuracy": 1.0}, pictures={"train": 20, "validation": 5}, empty_pictures=2,
        validation_metrics={}, weights_sha256="", weights_origin="", fit="crop", trained_blocks=0,
        labels=tuple(LabelFacts(f"coin {n}", "#E5484D", {"train": n}) for n in range(12)),
    )  # fmt: skip


def page_text(card: ModelCard, folder: Path, look: Look, qtbot: object, language: str) -> str:
    """What a person reads on the page; the recipe's own text is left out."""
    install(QApplication.instance(), language)
    run = write_run(folder, f"run-{language}", {}, scored=False)
    (run / "model_card.json").write_bytes(card_json(replace(card, run="run")))
    page = CardPage(look)
    qtbot.addWidget(page)
    page.set_report(read_report(run))
    return page.text.toPlainText().replace(card.recipe, "")


@pytest.mark.parametrize("card", [detector(), classifier(), replace(classifier(), several_per_picture=True)])
def test_a_card_has_no_english_word_left_in_spanish(card: ModelCard, tmp_path: Path, look: Look, qtbot: object) -> None:
    english = page_text(card, tmp_path, look, qtbot, "en")
    spanish = page_text(card, tmp_path, look, qtbot, "es")
    both = set(re.findall(r"[a-záéíóúñ]{3,}", english.lower())) & set(re.findall(r"[a-záéíóúñ]{3,}", spanish.lower()))
    assert len(english.splitlines()) > 30
    assert both - NAMES == set()


def test_numbers_of_a_card_are_written_as_people_write_them(tmp_path: Path, look: Look, qtbot: object) -> None:
    spanish = page_text(detector(), tmp_path, look, qtbot, "es")
    assert "0,813" in spanish
    assert "273.816 de 2.893.680" in spanish
    assert "15.020 aprendizaje" in spanish
    assert not re.search(r"\b0\.\d", spanish)


def test_names_from_outside_stay_text_on_the_card(tmp_path: Path, look: Look, qtbot: object) -> None:
    odd = LabelFacts("*a* | <b>b</b>", "#E5484D", {"train": 3})
    shown = page_text(replace(detector(), labels=(odd,)), tmp_path, look, qtbot, "en")
    assert shown.count("*a* | <b>b</b>") == 2  # in the table, and among the labels with few examples


def test_figures_that_depend_on_a_score_name_it(tmp_path: Path, look: Look, qtbot: object) -> None:
    shown = page_text(detector(), tmp_path, look, qtbot, "en")
    assert {"Precision · best score", "Overlap · best score", "Recall · ≥ 0.50", "AP50"} <= set(shown.splitlines())
    certain = replace(classifier(), score=0.0, metrics={"accuracy": 0.9, "precision": 0.8})
    assert "Precision" in page_text(certain, tmp_path / "certain", look, qtbot, "en").splitlines()
