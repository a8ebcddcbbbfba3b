"""ProgressMeter: thin stream, calm guess."""

import pytest

from ml_engine.domain.events import Progress
from ml_engine.domain.progress import ProgressMeter


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def events():
    return []


def meter(events, clock, total):
    return ProgressMeter(events.append, "features", total, clock=clock)


def test_a_phase_opens_at_zero_and_closes_where_it_ended(events, clock):
    with meter(events, clock, 3) as steps:
        steps.advance()
        steps.advance(2)
    assert events == [Progress("features", 0, 3), Progress("features", 3, 3, 0.0)]


def test_a_thousand_steps_in_a_second_are_said_at_most_eleven_times(events, clock):
    steps = meter(events, clock, 1000)
    for _ in range(1000):
        clock.now += 0.001
        steps.advance()
    assert 9 <= len(events) <= 11
    assert [e.done for e in events] == sorted(e.done for e in events)


def test_time_left_follows_the_rate(events, clock):
    steps = meter(events, clock, 100)
    for _ in range(20):
        clock.now += 0.5
        steps.advance()
    assert events[-1].eta_s == pytest.approx(80 * 0.5)


def test_an_early_burst_from_a_cache_does_not_rule_the_guess_for_long(events, clock):
    steps = meter(events, clock, 10_000)
    clock.now += 0.2
    steps.advance(9_000)
    for _ in range(60):
        clock.now += 1.0
        steps.advance(1)
    assert events[-1].eta_s == pytest.approx(940, rel=0.1)


def test_no_guess_without_a_total_or_before_half_a_second(events, clock):
    unknown = meter(events, clock, 0)
    clock.now += 5
    unknown.advance()
    early = meter(events, clock, 10)
    clock.now += 0.2
    early.advance()
    assert [e.eta_s for e in events] == [None] * 4


def test_an_exception_leaves_the_phase_unfinished(events, clock):
    with pytest.raises(KeyError), meter(events, clock, 2):
        raise KeyError
    assert events == [Progress("features", 0, 2)]


def test_finishing_twice_is_said_once(events, clock):
    steps = meter(events, clock, 2)
    steps.finish()
    steps.finish()
    assert len(events) == 2
