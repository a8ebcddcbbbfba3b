"""What was asked for and is no longer wanted vanishes."""

from __future__ import annotations

from desktop_app.session.following import OneJob, Tokens
from ml_engine.domain.events import FeatureMaps, JobDone
from ml_engine.jobs.specs import FeatureMapJob, LayersJob
from tests.gui.inside_jobs import RUNNER


def jobs_of(session, qtbot, count):
    """Wait until so many jobs have ended."""
    ended = []
    session.engine.job_ended.connect(lambda *_: ended.append(1))
    return lambda: qtbot.waitUntil(lambda: len(ended) == count, timeout=20_000)


def test_only_the_job_asked_for_last_is_heard(qtbot, make_session, desk) -> None:
    session = make_session(desk.project, runner=RUNNER)
    job, heard, wait = OneJob(session.engine), [], jobs_of(session, qtbot, 2)
    job.start(FeatureMapJob("/p/first.png", "backbone.0"), heard.append)
    job.start(FeatureMapJob("/p/second.png", "backbone.0"), heard.append)
    wait()
    assert [event.image for event in heard if isinstance(event, FeatureMaps)] == ["/p/second.png"]
    assert not job.is_running


def test_a_job_that_was_let_go_says_nothing(qtbot, make_session, desk) -> None:
    session = make_session(desk.project, runner=RUNNER)
    job, heard, wait = OneJob(session.engine), [], jobs_of(session, qtbot, 1)
    job.start(LayersJob("/runs/1"), heard.append)
    job.let_go()
    wait()
    assert heard == []


def test_a_finished_job_makes_room_for_the_next(qtbot, make_session, desk) -> None:
    session = make_session(desk.project, runner=RUNNER)
    job, heard = OneJob(session.engine), []
    for _ in range(2):
        job.start(LayersJob("/runs/1"), heard.append)
        qtbot.waitUntil(lambda: not job.is_running, timeout=20_000)
    assert sum(isinstance(event, JobDone) for event in heard) == 2


def test_work_whose_view_is_gone_is_cancelled(qtbot, make_session, desk) -> None:
    session = make_session(desk.project, runner=RUNNER)
    tokens, done = Tokens(), []
    tokens.add(session.background.run(lambda _: 1, done.append))
    tokens.cancel_all()
    qtbot.waitUntil(lambda: session.background.is_idle)
    assert done == []
