"""Where training and validation meet and part: the tutorial's line."""

from __future__ import annotations

import pytest

from ml_engine.reports.parting import find_parting


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
