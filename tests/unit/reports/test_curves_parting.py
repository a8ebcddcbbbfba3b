"""Where training and validation meet and part: the tutorial's line."""

from __future__ import annotations

import pytest

from ml_engine.reports.parting import both_curves, find_parting
from ml_engine.reports.run_reader import MetricsRow


def test_the_tutorial_s_line_is_the_first_epoch_in_which_both_are_as_good():
    found = find_parting(
        [1, 2, 3, 4, 5], [0.40, 0.55, 0.67, 0.80, 0.95], [0.45, 0.58, 0.665, 0.66, 0.62], higher_is_better=True
    )
    assert (found.meets, found.meeting_value, found.parts) == (3, 0.665, 4)
    assert found.gap == pytest.approx(0.33)
    assert found.overfits


def test_losses_that_part_while_both_fall_are_no_over_fitting():
    found = find_parting([2, 4, 6], [1.0, 0.5, 0.2], [1.0, 0.6, 0.4], higher_is_better=False)
    assert (found.meets, found.parts, found.overfits) == (2, 4, False)
    worse = find_parting([2, 4, 6], [1.0, 0.5, 0.2], [1.0, 0.6, 0.8], higher_is_better=False)
    assert worse.overfits


def test_curves_that_stay_together_never_part():
    found = find_parting([1, 2], [0.9, 0.91], [0.9, 0.905], higher_is_better=True)
    assert (found.parts, found.overfits) == (None, False)
    never = find_parting([1, 2], [0.9, 0.95], [0.5, 0.5], higher_is_better=True)
    assert (never.meets, never.meeting_value, never.parts) == (None, None, 2)
    with pytest.raises(ValueError, match="equally long"):
        find_parting([1], [], [], higher_is_better=True)


def test_lines_that_cross_between_two_epochs_part_after_it():
    found = find_parting([1, 2, 3, 4], [2.0, 1.0, 0.4, 0.2], [1.5, 0.8, 0.6, 0.5], higher_is_better=False)
    assert (found.meets, found.parts) == (None, 3)


def row(epoch: int, loss: float, metrics: dict[str, float], train: dict[str, float] | None = None) -> MetricsRow:
    return MetricsRow(epoch, "head", loss, 0.1, metrics, False, 1.0, train or {})


def test_a_classifier_is_compared_by_accuracy_as_in_the_tutorial():
    rows = [
        row(1, 2.0, {"accuracy": 0.5, "loss": 1.0}, {"accuracy": 0.4}),
        row(2, 1.0, {}, {"accuracy": 0.6}),
        row(3, 0.5, {"accuracy": 0.671, "loss": 0.9}, {"accuracy": 0.668}),
    ]
    both = both_curves(rows)
    assert (both.figure, both.epochs, both.train, both.validation) == ("accuracy", (1, 3), (0.4, 0.668), (0.5, 0.671))
    assert (both.parting.meets, both.parting.meeting_value) == (3, 0.671)


def test_runs_of_an_older_vistazo_are_compared_by_loss_and_detectors_not_at_all():
    assert both_curves([row(1, 2.0, {"accuracy": 0.5, "loss": 1.0})]).figure == "loss"
    assert both_curves([row(1, 2.0, {"ap": 0.5})]) is None
