"""What the tests of the Inside place do first: runs in the project, and the place over them. Not a test."""

from __future__ import annotations

import shutil

from desktop_app.insight.place import InsidePlace
from tests.gui.results_samples import write_run


def have_runs(session, qtbot, *runs: str) -> None:
    """These runs of a detector in the project, and no others."""
    folder = session.project.folder.runs
    there = {run.name for run in folder.iterdir() if run.is_dir()} if folder.is_dir() else set()
    for run in there - set(runs):
        shutil.rmtree(folder / run)
    for run in set(runs) - there:
        write_run(folder, run, {}, scored=False)
    session.runs.refresh()
    qtbot.waitUntil(lambda: {run.name for run in session.runs.rows} == set(runs))


def shown_inside(session, look, qtbot, *runs: str) -> InsidePlace:
    """The place over these runs, at the project's first picture. Keep it: nothing else does."""
    have_runs(session, qtbot, *runs)
    qtbot.waitUntil(lambda: session.current is not None)
    place = InsidePlace(session, look)
    qtbot.addWidget(place)
    place.resize(1204, 720)
    with qtbot.waitExposed(place):
        place.show()
    return place
