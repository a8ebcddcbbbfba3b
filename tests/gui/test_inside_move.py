"""Turn and shift: what the sliders ask, that only the newest is asked, and what is seen of the answers."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from desktop_app.insight.place import InsidePlace
from desktop_app.insight.why.moves import Setting
from desktop_app.insight.why.moving import Moving
from ml_engine.domain.events import JobDone, JobFailed
from ml_engine.jobs.insight_specs import Move, MoveJob, NetworkPlace
from tests.gui.results_samples import write_run
from tests.gui.why_jobs import RUNNER, moved

RUN = "20260101-100000-detect"


class HandEngine:
    """An engine whose jobs end when the test says so."""

    is_closed = False

    def __init__(self) -> None:
        self.jobs: list[MoveJob] = []
        self.told = []
        self.cancelled = 0

    def submit(self, job, on_event):
        self.jobs.append(job)
        self.told.append(on_event)
        return SimpleNamespace(cancel=self._count)

    def unfollow(self, _) -> None:
        self.told[-1] = None

    def _count(self) -> None:
        self.cancelled += 1

    def answer(self) -> None:
        """The job that was asked last answers and ends."""
        job, tell = self.jobs[-1], self.told[-1]
        for move in job.moves:
            tell(moved(job, move))
        tell(JobDone(0.1))


@pytest.fixture
def engine() -> HandEngine:
    return HandEngine()


@pytest.fixture
def moving(qapp, engine) -> Moving:
    return Moving(SimpleNamespace(engine=engine))


def ask(moving: Moving, turn: float, **changes) -> None:
    setting = Setting(turn=turn)
    moving.ask(MoveJob("a.jpg", NetworkPlace("run"), (setting.move,), **changes), setting.curve)


def test_of_many_moves_only_the_first_and_the_newest_are_asked(moving, engine) -> None:
    for turn in range(1, 30):
        ask(moving, turn)
    assert [job.moves for job in engine.jobs] == [(Move(1),)]
    engine.answer()
    assert [job.moves for job in engine.jobs] == [(Move(1),), (Move(29),)]
    engine.answer()
    assert moving.found.degrees == 29
    assert not moving.is_busy
    assert len(engine.jobs) == 2


def test_the_curve_waits_for_the_hand_and_goes_on_where_it_was(qtbot, moving, engine) -> None:
    ask(moving, 0)
    engine.answer()
    qtbot.waitUntil(lambda: len(engine.jobs) == 2)
    along = engine.jobs[1]
    assert set(along.moves) == set(Setting().curve)
    assert not along.with_pixels
    assert along.moves[0] == Move()
    for move in along.moves[:5]:
        engine.told[1](moved(along, move))
    ask(moving, 3)
    assert engine.cancelled == 1, "a move does not wait for the curve"
    engine.answer()
    qtbot.waitUntil(lambda: len(engine.jobs) == 4)
    assert set(engine.jobs[3].moves) == set(Setting().curve) - set(along.moves[:5])
    engine.answer()
    assert moving.share == 1.0
    assert [point.degrees for point in moving.curve] == sorted(point.degrees for point in moving.curve)


def test_another_label_is_another_curve(qtbot, moving, engine) -> None:
    ask(moving, 0)
    engine.answer()
    qtbot.waitUntil(lambda: len(engine.jobs) == 2)
    engine.answer()
    assert moving.share == 1.0
    ask(moving, 0, label="cat")
    assert moving.curve == []


def test_a_failure_is_said_and_no_curve_is_asked(qtbot, moving, engine) -> None:
    ask(moving, 0)
    engine.told[-1](JobFailed("no-top", "It was never taught labels of its own.", "Choose another network."))
    assert "never taught" in moving.wrong
    moving._rest.stop()
    moving._rest.timeout.emit()
    assert len(engine.jobs) == 1


@pytest.fixture
def session(make_session, desk):
    return make_session(desk.project, runner=RUNNER)


@pytest.fixture
def part(qtbot, session, look):
    write_run(session.project.folder.runs, RUN, {}, scored=False)
    session.runs.refresh()
    qtbot.waitUntil(lambda: len(session.runs.rows) == 1 and session.current is not None)
    place = InsidePlace(session, look)
    qtbot.addWidget(place)
    place.resize(1204, 720)
    with qtbot.waitExposed(place):
        place.show()
    place.show_detail("why move")
    part = place.page.move_part
    part.place = place  # who holds the part holds all of it
    qtbot.waitUntil(lambda: part.moving.share == 1.0, timeout=20_000)
    return part


def test_a_slider_under_the_keys_asks_again_at_once(qtbot, part, session) -> None:
    assert part.verdict.text() == "As it lies: “fox” (90.0 %)."
    slider = part.sliders["turn"].slider
    slider.setFocus()
    qtbot.keyClick(slider, Qt.Key.Key_PageUp)
    qtbot.keyClick(slider, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: part.verdict.text().startswith("Turned by 37°"), timeout=20_000)
    assert "it takes “fox” for “cat” (55.0 %); “fox” has 53.0 % left" in part.verdict.text()
    assert session.facts.get("inside.move.degrees", 0) == 37
    assert session.facts.get("inside.move.answer", "") == "cat"
    assert not part.still.image.isNull()


def test_the_curve_and_its_story_are_seen(qtbot, part) -> None:
    assert part.story.text() == (
        "It stays “fox” from −35° to 35°. At −40° it takes it for “cat” (55.0 %). "
        "At 40° it takes it for “cat” (55.0 %)."
    )
    assert "highest 90 at 0" in part.chart.summary
    part.sliders["across"].set_value(20)
    qtbot.waitUntil(lambda: part.moving.share == 1.0 and not part.moving.is_busy, timeout=20_000)
    assert part.axis.value == "across", "the curve runs along what the hand moves"
    assert "from left to right" in part.chart.title
    assert part.story.text().startswith("From 50 % to the left to 50 % to the right it stays “fox”.")


def test_another_label_can_be_followed(qtbot, part) -> None:
    part.followed.setFocus()
    while part.followed.value != "cat":
        qtbot.keyClick(part.followed, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: part.moving.found is not None and part.moving.found.label == "cat", timeout=20_000)
    assert "“cat” for “fox”" in part.verdict.text()


def test_one_button_brings_it_back(qtbot, part) -> None:
    for axis, value in (("turn", 50), ("across", -10), ("down", 5)):
        part.sliders[axis].set_value(value)
    words = "Turned by 50°, shifted 10 % to the left, 5 % downwards"
    qtbot.waitUntil(lambda: words in part.verdict.text(), timeout=20_000)
    qtbot.mouseClick(part.back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: part.verdict.text().startswith("As it lies"), timeout=20_000)
    assert [slider.value for slider in part.sliders.values()] == [0, 0, 0]
    assert not part.back.isEnabled()


def test_the_moved_picture_is_a_file(qtbot, part, tmp_path: Path) -> None:
    part._files.write(part.still.image, tmp_path / "moved.png")
    qtbot.waitUntil((tmp_path / "moved.png").exists, timeout=20_000)
    assert QImage(str(tmp_path / "moved.png")).width() == 64
