"""Drawn digits: the same seed gives the same picture, every label its folder, and no two alike."""

from __future__ import annotations

import numpy as np
import pytest

from ml_engine.domain.errors import Cancelled
from ml_engine.samples.digits import LABELS, SIDE, render_digit, write_digits


def test_the_same_seed_gives_the_same_digit_and_another_one_another():
    first, again, other = (np.asarray(render_digit("5", seed)) for seed in (3, 3, 4))
    assert first.shape == (SIDE, SIDE, 3)
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


@pytest.mark.parametrize("label", LABELS)
def test_ink_is_darker_than_paper(label):
    grey = np.asarray(render_digit(label, 1)).mean(axis=2)
    assert 0.02 < (grey < 140).mean() < 0.4


def test_every_label_has_its_folder(tmp_path):
    written = write_digits(tmp_path, each=2)
    assert sorted(path.name for path in tmp_path.iterdir()) == list(LABELS)
    assert len(written) == 20


def test_drawing_can_be_stopped(tmp_path):
    def stop():
        raise Cancelled

    with pytest.raises(Cancelled):
        write_digits(tmp_path, each=2, advance=stop)
