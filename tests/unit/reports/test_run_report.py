"""A run's report: whole, by itself, safe to open, and about the split that was scored."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from ml_engine.domain.errors import UserError
from ml_engine.reports.answers import ErrorKind, LabelScores, Reliability, ScoreCurve, Scores
from ml_engine.reports.card import EpochFacts, LabelFacts, ModelCard
from ml_engine.reports.report_files import write_report
from ml_engine.reports.run_report import draw_figures, of_split, report_tables

EVIL = '<script>alert("$x$")</script>'
CARD = ModelCard(
    run="run <b>1</b>", created="2026-01-01", task="detect",
    labels=(LabelFacts(EVIL, "#E5484D", {"train": 3}), LabelFacts("key", "#30A46C", {"train": 2})),
    pictures={"train": 5, "validation": 2}, backbone="tiny", backbone_title="Tiny", weights_origin="",
    weights_sha256="", trained_blocks=1, parameters=10, trained_parameters=10, input_size=64, fit="letterbox",
    primary_metric="ap",
    metrics_split="validation", metrics={"ap": 0.1}, validation_metrics={"ap": 0.1}, score=0.3, iou=0.6, device="cpu",
    seconds=1.0, seed=0, versions={}, recipe='rate = 0.1\naugment = "<i>"',
    history=tuple(
        EpochFacts(epoch, "head", 1 / epoch, {"ap": epoch / 10, "loss": 0.5}, epoch == 3) for epoch in (1, 2, 3)
    ),
)  # fmt: skip
SCORES = Scores(
    "detect", "test", 0.3, {"ap": 0.6, "ap50": 0.9},
    (
        LabelScores("00", EVIL, "#E5484D", 3, {"ap50": 0.8, "precision": 0.5}, 0.4),
        LabelScores("01", "key", "#30A46C", 0, {}),
    ),
    ((2, 0, 1), (0, 0, 0), (1, 0, 0)), True, (ScoreCurve(EVIL, (0.9, 0.5), (0.3, 0.6), (1.0, 0.7)),),
    {"ap_small": 0.2, "ap_large": 0.7, "calibration_error": 0.1},
    (ErrorKind("missed", 1, 0.2), ErrorKind("background", 1, 0.01)), (Reliability(0.9, 1.0, 3, 0.95, 0.66),),
)  # fmt: skip


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, bytes]:
    html, pdf = write_report(tmp_path_factory.mktemp("report") / "new", CARD, SCORES)
    return html.read_text("utf-8"), pdf.read_bytes()


def test_the_page_needs_nothing_from_elsewhere_and_runs_nothing(page):
    html, _ = page
    assert not re.search(r"<script|<link|https?://|src=\"(?!data:)", html)
    assert html.count('src="data:image/png;base64,') == 7


def test_names_from_outside_are_text(page):
    html, _ = page
    assert "&lt;script&gt;" in html
    assert "run &lt;b&gt;1&lt;/b&gt;" in html
    assert "<i>" not in html


def test_the_figures_are_those_of_the_scored_split(page):
    html, _ = page
    assert "Results on the test pictures" in html
    for value in ("0.6000", "0.9000", "0.400", "0.2000"):
        assert value in html
    assert of_split(CARD, SCORES).metrics == {"ap": 0.6, "ap50": 0.9}


def test_the_pdf_has_a_page_for_each_table_and_figure(page):
    _, pdf = page
    assert pdf.startswith(b"%PDF-")
    wanted = len(report_tables(of_split(CARD, SCORES), SCORES)) + 7
    assert int(re.search(rb"/Count (\d+)", pdf).group(1)) == wanted


def test_a_label_without_anything_to_count_has_a_dash():
    labels = next(found for found in report_tables(CARD, SCORES) if found.title == "Labels")
    assert labels.rows[1] == ("key", "0", "–", "–", "–")


def test_only_what_has_numbers_is_drawn():
    plain = dataclasses.replace(CARD, history=())
    assert draw_figures(plain, Scores("detect", "test")) == {}


def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match="could not be written"):
        write_report(tmp_path / "file" / "report", CARD, SCORES)
