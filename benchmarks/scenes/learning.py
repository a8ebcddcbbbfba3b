"""The Lessons place, a lesson at its stages, and the answers of “What is this?”."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from benchmarks.scenes.stage import Scene, Stage
from desktop_app.lessons.runner import LessonRunner, runner_of

SETTLE_S = 0.5


def lessons(stage: Stage) -> None:
    """Eight cards."""
    stage.sample()
    runner = _runner(stage)
    runner.leave()
    stage.session.go_to("lessons")
    stage.hand.wait(SETTLE_S)


def step(lesson: str, place: int, stage: Stage, *, show: bool = True) -> None:
    """A step of a lesson. place: from 0.   show: its place is opened, with the ring."""
    stage.sample()
    runner = _runner(stage)
    runner.start(lesson, anew=True)
    for _ in range(place):
        runner.next()
    stage.hand.wait(SETTLE_S)
    if show:
        stage.hand.click(stage.hand.find("lesson-where"))
        stage.hand.wait(2 * SETTLE_S)


def hint(stage: Stage) -> None:
    """What helps when it takes long."""
    step("sizes", 1, stage)
    stage.hand.click(stage.hand.find("lesson-help"))
    stage.hand.wait(SETTLE_S)


def question(stage: Stage) -> None:
    """A question on the learner's own network, answered."""
    step("kernels", 5, stage, show=False)
    runner = _runner(stage)
    stage.hand.wait_until(lambda: runner.can_answer, 60)
    runner.answer(int(float(str(runner.state.value("network.first_times")))))
    stage.hand.wait(SETTLE_S)


def answer(place: str, detail: str, name: str, stage: Stage) -> None:
    """An answer beside what was asked about. name: its objectName."""
    stage.sample()
    _runner(stage).leave()
    stage.session.go_to(place, detail)
    stage.hand.wait(2 * SETTLE_S)
    stage.hand.workspace.what_is_this.set_mode(True)
    QTest.mouseClick(stage.hand.find(name), Qt.MouseButton.LeftButton)
    stage.hand.wait(SETTLE_S)


def _runner(stage: Stage) -> LessonRunner:
    runner = runner_of(stage.session)
    stage.hand.wait_until(lambda: runner.lessons)
    return runner


LEARNING = (
    Scene("lessons", lessons),
    Scene("lesson-step", partial(step, "sizes", 1)),
    Scene("lesson-kernels", partial(step, "kernels", 1)),
    Scene("lesson-done", partial(step, "sizes", 0)),
    Scene("lesson-hint", hint),
    Scene("lesson-label", partial(step, "from-boxes-to-yolo", 0)),
    Scene("lesson-train", partial(step, "from-boxes-to-yolo", 4)),
    Scene("lesson-results", partial(step, "from-boxes-to-yolo", 5)),
    Scene("lesson-question", question),
    Scene("answer-recipe", partial(answer, "train", "recipe", "recipe-field-rate"), anew=True),
    Scene("answer-figure", partial(answer, "results", "", "metric-recall"), anew=True),
)
