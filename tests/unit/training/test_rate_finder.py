"""The rate finder: rising rates, the curve, the suggestion, and that nothing is written."""

from __future__ import annotations

import itertools
import math

import pytest

from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.domain.events import RateCurve
from ml_engine.domain.snapshot import write_snapshot
from ml_engine.jobs.specs import TrainJob
from ml_engine.training.rate_finder import FIRST_RATE, LAST_RATE, rising_rates, rounded, smoothed, suggest
from ml_engine.training.run import train
from tests.contracts.recipe_traces import make_pictures, make_weights


def test_rates_rise_by_the_same_factor():
    rates = rising_rates(8)
    assert (rates[0], rates[-1]) == pytest.approx((FIRST_RATE, LAST_RATE))
    assert [b / a for a, b in itertools.pairwise(rates)] == pytest.approx([10.0] * 7)


def test_smoothing_starts_at_the_first_loss_and_lags_behind():
    assert smoothed([2.0, 2.0, 2.0]) == pytest.approx([2.0, 2.0, 2.0])
    found = smoothed([1.0, 0.0])
    assert found == pytest.approx([1.0, 0.09 / 0.19])


def loss_at(rate: float) -> float:
    """Falls fastest at 1e-3, lowest at 1, then explodes."""
    return 1 / (1 + (rate / 1e-3)) + max(0.0, rate - 1.0)


def test_the_suggestion_is_where_the_loss_falls_fastest():
    rates = rising_rates()
    found = suggest(rates, [loss_at(rate) for rate in rates])
    assert found.rate == pytest.approx(1e-3, rel=0.5)
    assert "falls fastest" in found.reason


def test_the_suggestion_is_at_most_a_tenth_of_the_rate_with_the_lowest_loss():
    rates = rising_rates()
    found = suggest(rates, [1.0 - 0.9 * (rate > 0.5) + 100 * (rate > 2) for rate in rates])
    assert found.rate <= 0.1


def test_a_loss_that_explodes_at_once_is_refused():
    with pytest.raises(UserError, match="exploded after 2 steps"):
        suggest([1e-6, 1e-5], [1.0, math.inf])


def test_rounding_keeps_one_digit():
    assert [rounded(value) for value in (0.0123, 0.00096, 3.4)] == [0.01, 0.001, 3.0]


@pytest.fixture
def job(tmp_path):
    run = tmp_path / "runs" / "find"
    run.mkdir(parents=True)
    write_snapshot(run / "snapshot.jsonl", make_pictures(tmp_path / "pictures"))
    weights = make_weights(tmp_path / "squeezenet1_1-random.safetensors")
    return TrainJob(
        str(run), str(tmp_path / "cache"), "classify", backbone="squeezenet1_1", weights=str(weights),
        recipe="input_size = 64\nbatch = 8\nviews = 2", threads=1, device="cpu", find_rate=True,
    )  # fmt: skip


def test_a_job_finds_a_rate_and_writes_no_run(job, tmp_path):
    events = []
    done = train(job, events.append, lambda: False)
    (curve,) = [event for event in events if isinstance(event, RateCurve)]
    assert len(curve.rates) == len(curve.losses) == len(curve.smoothed) >= 20
    assert 1e-5 < curve.rate < 1
    assert done.figures["rate"] == curve.rate
    assert sorted(path.name for path in (tmp_path / "runs" / "find").iterdir()) == ["snapshot.jsonl"]


def test_it_can_be_stopped(job):
    steps = []
    with pytest.raises(Cancelled):
        train(job, steps.append, lambda: any(getattr(event, "phase", "") == "rates" for event in steps))
