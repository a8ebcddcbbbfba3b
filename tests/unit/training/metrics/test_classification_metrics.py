"""Classification scores against torchmetrics."""

from __future__ import annotations

import numpy as np
import pytest

from ml_engine.domain.predictions import Prediction, ScoredLabel
from ml_engine.training.metrics.classification import (
    classification_metrics,
    confusion_matrix,
    score_matrix,
    several_labels_metrics,
    sure_precision,
)


@pytest.mark.parametrize(("seed", "pictures", "labels"), [(0, 50, 3), (1, 200, 10), (2, 7, 17), (3, 1, 2)])
def test_scores_agree_with_torchmetrics(seed, pictures, labels):
    # torchmetrics imports torchvision, which only the compatibility module can import everywhere.
    pytest.importorskip("ml_engine.compat.torchvision_ops")
    torch = pytest.importorskip("torch")
    oracle = pytest.importorskip("torchmetrics.functional.classification")
    rng = np.random.default_rng(seed)
    scores = rng.dirichlet(np.ones(labels), size=pictures)
    truth = rng.integers(0, labels, pictures)

    ours = classification_metrics(scores, truth)

    guess, wanted = torch.from_numpy(scores), torch.from_numpy(truth)
    macro = {"num_classes": labels, "average": "macro"}
    assert ours["accuracy"] == pytest.approx(
        float(oracle.multiclass_accuracy(guess, wanted, num_classes=labels, average="micro"))
    )
    assert ours["precision"] == pytest.approx(float(oracle.multiclass_precision(guess, wanted, **macro)))
    assert ours["recall"] == pytest.approx(float(oracle.multiclass_recall(guess, wanted, **macro)))
    assert ours["f1"] == pytest.approx(float(oracle.multiclass_f1_score(guess, wanted, **macro)))
    if labels >= 5:
        top5 = oracle.multiclass_accuracy(guess, wanted, num_classes=labels, average="micro", top_k=5)
        assert ours["top5_accuracy"] == pytest.approx(float(top5))
    assert ours["loss"] == pytest.approx(float(torch.nn.functional.nll_loss(guess.log(), wanted)))


def test_rows_of_the_confusion_matrix_are_the_truth():
    matrix = confusion_matrix(np.array([1, 1, 2]), np.array([0, 0, 2]), 3)
    assert matrix.tolist() == [[0, 2, 0], [0, 0, 0], [0, 0, 1]]


def test_a_label_left_out_of_an_answer_scores_zero():
    scores = score_matrix([Prediction(labels=(ScoredLabel(1, 0.75),))], 3)
    assert scores.tolist() == [[0.0, 0.75, 0.0]]


def test_a_sure_wrong_answer_has_a_finite_loss():
    assert np.isfinite(classification_metrics(np.array([[1.0, 0.0]]), np.array([1]))["loss"])


@pytest.mark.parametrize(("seed", "pictures", "labels"), [(0, 50, 3), (1, 200, 10), (2, 7, 5)])
def test_scores_of_several_labels_agree_with_torchmetrics(seed, pictures, labels):
    pytest.importorskip("ml_engine.compat.torchvision_ops")
    torch = pytest.importorskip("torch")
    oracle = pytest.importorskip("torchmetrics.functional.classification")
    rng = np.random.default_rng(seed)
    truth = rng.random((pictures, labels)) < 0.4
    truth[0] = True
    scores = np.clip(0.3 * truth + 0.7 * rng.random((pictures, labels)), 0, 1)

    ours = several_labels_metrics(scores, truth)

    guess, wanted = torch.from_numpy(scores), torch.from_numpy(truth.astype(np.int64))
    ap = oracle.multilabel_average_precision(guess, wanted, num_labels=labels, average="macro")
    assert ours["ap"] == pytest.approx(float(ap), abs=1e-6)
    assert ours["loss"] == pytest.approx(float(torch.nn.functional.binary_cross_entropy(guess, wanted.double())))
    f1 = [
        float(
            oracle.multilabel_f1_score(guess, wanted, num_labels=labels, average="micro", threshold=float(step) - 1e-9)
        )
        for step in np.unique(scores)
    ]
    assert ours["f1"] == pytest.approx(max(f1), abs=1e-6)


def test_a_label_that_nobody_has_does_not_count():
    metrics = several_labels_metrics(np.array([[0.9, 0.8], [0.1, 0.7]]), np.array([[True, False], [False, False]]))
    assert (metrics["ap"], metrics["f1"]) == (1.0, 1.0)
    nothing = several_labels_metrics(np.array([[0.5]]), np.array([[False]]))
    assert (nothing["ap"], nothing["f1"], nothing["recall"]) == (0.0, 0.0, 0.0)


def test_the_tutorial_s_precision_counts_only_answers_above_a_half():
    scores = np.array([[0.6, 0.3, 0.1], [0.7, 0.2, 0.1], [0.4, 0.35, 0.25], [0.1, 0.1, 0.8]])
    assert sure_precision(scores, np.array([0, 1, 0, 2])) == pytest.approx(2 / 3)
    assert sure_precision(np.full((2, 3), 1 / 3), np.array([0, 1])) == 0.0
