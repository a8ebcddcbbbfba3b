"""A report in Spanish: every title, axis and sentence of it, and no name of a label."""

from __future__ import annotations

import json
import re

import pytest

from desktop_app.i18n.report_words import report_words
from desktop_app.look.resources import resource_path
from ml_engine.reports.answers import ErrorKind, LabelScores, Reliability, ScoreCurve, Scores
from ml_engine.reports.card import METRIC_TITLES, EpochFacts, LabelFacts, ModelCard
from ml_engine.reports.report_plots import ERROR_TITLES
from ml_engine.reports.run_report import FIGURE_TITLES, render_report, report_tables
from ml_engine.reports.said_figures import keeping_names

CARD = ModelCard(
    run="run 1", created="2026-01-01", task="detect",
    labels=(LabelFacts("recall", "#E5484D", {"train": 3}), LabelFacts("key", "#30A46C", {"train": 2})),
    pictures={"train": 5, "validation": 2}, backbone="tiny", backbone_title="Tiny", weights_origin="",
    weights_sha256="", trained_blocks=1, parameters=10, trained_parameters=10, input_size=64, fit="letterbox",
    primary_metric="ap", metrics_split="validation", metrics={"ap": 0.1}, validation_metrics={"ap": 0.1}, score=0.3,
    iou=0.6, device="cpu", seconds=1.0, seed=0, versions={}, recipe="rate = 0.1",
    history=tuple(
        EpochFacts(epoch, "head", 1 / epoch, {"ap": epoch / 10, "loss": 0.5}, epoch == 3) for epoch in (1, 2, 3)
    ),
)  # fmt: skip
SCORES = Scores(
    "detect", "test", 0.3, {"ap": 0.6, "ap50": 0.9},
    (
        LabelScores("00", "recall", "#E5484D", 3, {"ap50": 0.8, "precision": 0.5}, 0.4),
        LabelScores("01", "key", "#30A46C", 0, {}),
    ),
    ((2, 0, 1), (0, 0, 0), (1, 0, 0)), True, (ScoreCurve("recall", (0.9, 0.5), (0.3, 0.6), (1.0, 0.7)),),
    {"ap_small": 0.2, "ap_large": 0.7, "calibration_error": 0.1},
    (ErrorKind("missed", 1, 0.2), ErrorKind("background", 1, 0.01)), (Reliability(0.9, 1.0, 3, 0.95, 0.66),),
)  # fmt: skip
OWN = {"recall", "key"}
SAME = OWN | {"AP50", "AP75", "F1", "AP", "Error", "Tiny", "run 1"}


def test_a_name_within_a_sentence_stays() -> None:
    say = keeping_names(report_words("es"), OWN | {"epoch"})
    assert say("2 of 4 right; most often recall is taken for nothing (1×)") == (
        "2 de 4 correctas; lo más frecuente: recall se toma por nada (1×)"
    )
    assert say("recall") == "recall"
    assert say("best: epoch 3") == "mejor: época 3"
    assert keeping_names(report_words("es"), ())("Labels") == "Etiquetas"


def test_every_text_of_a_report_is_said_in_spanish() -> None:
    said: dict[str, str] = {}

    def words(text: str) -> str:
        said[text] = report_words("es")(text)
        return said[text]

    page, pdf = render_report(CARD, SCORES, words, "es")
    unsaid = [text for text, spanish in said.items() if re.search("[A-Za-z]{3}", text) and text == spanish]
    once = {spanish for text, spanish in said.items() if text != spanish}  # the names of bars are texts of the plot too
    # With a mark for a name in it, it was asked for once more as it is.
    assert [text for text in unsaid if text not in SAME | once and "\ue000" not in text] == []
    html = page.decode()
    assert '<html lang="es">' in html
    assert "Qué sale mal" in html
    assert "donde no hay nada" in html
    assert pdf.startswith(b"%PDF")


def test_a_label_keeps_its_name_whatever_it_means_elsewhere() -> None:
    (labels,) = (found for found in report_tables(CARD, SCORES, report_words("es")) if found.title == "Etiquetas")
    assert [row[0] for row in labels.rows] == ["recall", "key"]
    assert labels.columns[:2] == ("etiqueta", "casos")


@pytest.mark.parametrize("titles", [METRIC_TITLES, FIGURE_TITLES, ERROR_TITLES])
def test_every_figure_has_its_spanish_title(titles: dict[str, str]) -> None:
    assert [text for text in titles.values() if report_words("es")(text) == text and text not in SAME] == []


def test_places_are_kept() -> None:
    catalogue = json.loads(resource_path("i18n/report_es.json").read_text("utf-8"))
    for english, spanish in catalogue.items():
        assert sorted(re.findall(r"\{\d+\}", english)) == sorted(re.findall(r"\{\d+\}", spanish)), english


def test_english_is_left_alone() -> None:
    assert report_words("en")("What goes wrong") == "What goes wrong"
