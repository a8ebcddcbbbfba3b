"""Measuring a network gives a speed of this machine, and keeps it."""

from __future__ import annotations

import pytest

from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.domain.events import Progress, SpeedMeasured
from ml_engine.jobs.specs import MeasureJob
from ml_engine.networks import measuring
from ml_engine.networks.measured import measured_file, read_measured


@pytest.fixture(autouse=True)
def quick(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(measuring, "MEASURE_S", 0.01)


def test_each_network_is_measured_and_kept():
    said = []
    measuring.measure_networks(MeasureJob(("lenet5", "tiny"), device="cpu", threads=1), said.append, lambda: False)
    rows = [event for event in said if isinstance(event, SpeedMeasured)]
    assert [(row.name, row.input_size, row.device, row.cores) for row in rows] == [
        ("lenet5", 32, "cpu", 1), ("tiny", 128, "cpu", 1),
    ]  # fmt: skip
    assert all(row.pictures_per_second > 0 for row in rows)
    assert rows[0].pictures_per_second > rows[1].pictures_per_second  # 32 pixels against 128
    assert read_measured() == {row.name: row for row in rows}
    assert [event.done for event in said if isinstance(event, Progress)][-1] == 2


def test_an_unknown_name_measures_nothing():
    with pytest.raises(UserError):
        measuring.measure_networks(MeasureJob(("lenet5", "nosuch"), threads=1), lambda _: None, lambda: False)
    assert not measured_file().exists()


def test_it_stops_when_asked():
    with pytest.raises(Cancelled):
        measuring.measure_networks(MeasureJob(("tiny",), threads=1), lambda _: None, lambda: True)
