"""A figure that depends on a score says on which: card, table and overview must not seem to contradict each other."""

from __future__ import annotations

from dataclasses import replace

from desktop_app.results.label_rows import heading_tips
from desktop_app.results.metric_words import at_score, explanation, figure_name
from ml_engine.domain.events import TruthBox
from ml_engine.reports.answers import AnsweredBox, PictureAnswer

BOX, FAR = (0.0, 0.0, 10.0, 10.0), (50.0, 50.0, 60.0, 60.0)


def detector(make_report):
    boxes = (AnsweredBox("cat", 0.9, BOX, 0), AnsweredBox("cat", 0.8, FAR))
    answer = PictureAnswer(1, "/p/1.png", "test", 0.3, truth_boxes=(TruthBox("cat", BOX),), boxes=boxes)
    made = make_report([answer], ("cat",), task="detect")
    return replace(made, threshold=0.45, metrics={"ap50": 0.9, "precision": 0.5, "recall": 1.0, "mean_iou": 0.8})


def test_figures_of_shown_answers_name_the_score_from_which_they_are_shown(make_report) -> None:
    report = detector(make_report)
    assert figure_name(report, "precision") == "Precision · ≥ 0.45"
    assert "those with a score of 0.45 or more" in explanation(report, "recall")
    assert figure_name(report, "ap50") == "AP50"
    assert "0.45" not in explanation(report, "ap50")


def test_what_the_run_counted_itself_is_at_the_best_score_and_says_so(make_report) -> None:
    report = detector(make_report)
    assert figure_name(report, "mean_iou") == "Overlap · best score"
    unkept = replace(report, scores=None)
    assert figure_name(unkept, "precision") == "Precision · best score"
    assert "which nobody knows beforehand" in explanation(unkept, "precision")
    assert "from 0.45 on, the figure may be lower" in explanation(unkept, "f1" if "f1" in unkept.metrics else "recall")


def test_a_classifier_that_names_one_label_has_no_such_score(make_report, tagged) -> None:
    report = replace(make_report([tagged(1, "cat", "cat")]), threshold=0.0)
    assert {at_score(report, key) for key in report.metrics} == {""}
    assert figure_name(report, "precision") == "Precision"
    assert not any("score" in tip for tip in heading_tips(report)[2:-1])  # the last is about scores


def test_the_columns_of_the_label_table_say_it_too(make_report) -> None:
    tips = dict(
        zip(
            ("label", "support", "precision", "recall", "f1", "ap50", "best"),
            heading_tips(detector(make_report)),
            strict=True,
        )
    )
    assert tips["precision"].endswith("Counted over answers with a score of 0.45 or more.")
    assert "0.45" not in tips["ap50"]
