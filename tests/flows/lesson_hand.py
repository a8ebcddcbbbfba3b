"""A learner at the window: goes through a lesson as its steps say, by mouse and keys. Not a test module."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox

from benchmarks.hand import Hand
from desktop_app.lessons.checks import right_answer
from desktop_app.lessons.format import Step
from desktop_app.lessons.runner import LessonRunner, runner_of
from desktop_app.look.widgets.choice import Choice

Doing = Callable[["Learner"], None]
SETTLE_S = 0.15


class Learner(Hand):
    """plays: what is done in a step, by its id; a step without needs no more than its place opened."""

    @property
    def runner(self) -> LessonRunner:
        return runner_of(self.session)

    def begin(self, lesson_id: str) -> None:
        """From its card in the Lessons place."""
        self.click(self.find("place-lessons"))
        self.wait_until(lambda: self.find(f"lesson-card-{lesson_id}"))
        self.wait(SETTLE_S)  # the cards find their columns
        self.click(self.find(f"lesson-card-{lesson_id}"))
        self.wait_until(lambda: self.find("lesson-panel") and self.runner.progress.active == lesson_id)

    def play(self, lesson_id: str, plays: Mapping[str, Doing], timeout_s: float = 60) -> list[str]:
        """To its end. Returns what was said after each step, as the panel showed it."""
        said = []
        self.begin(lesson_id)
        lesson = self.runner.lesson
        assert lesson is not None
        for step in lesson.steps:
            self.wait_until(lambda step=step: self.runner.step == step)
            self.wait(SETTLE_S)  # the panel lays itself out for another step
            if step.id in plays and step.check:
                assert not self.find_all("lesson-next"), f"{step.id} is done before anything was done"
            if step.place:
                self.click(self.find("lesson-where"))
                self.wait(SETTLE_S)
            if step.id in plays:
                plays[step.id](self)
            self.wait_until_done(step, timeout_s)
            if step.after:
                said.append(self.find("lesson-after-text").text())
            if step.question is not None:
                self.answer(timeout_s)
            self.click(self.find("lesson-next"))
        self.wait_until(lambda: self.runner.lesson is None)
        assert self.runner.progress.of(lesson_id).finished
        return said

    def wait_until_done(self, step: Step, timeout_s: float) -> None:
        """Until the panel lets one go on. Raises TimeoutError that names the step and what its check asks for."""
        try:
            self.wait_until(lambda: self.find("lesson-next"), timeout_s)
        except TimeoutError as error:
            asked = {condition.value: self.runner.state.value(condition.value) for condition in step.check}
            raise TimeoutError(f"step {step.id} was not done: {asked}") from error

    def answer(self, timeout_s: float) -> None:
        """The question: first a number that is wrong, then what is right."""
        self.wait_until(lambda: self.runner.can_answer and self.find("lesson-question"), timeout_s)
        question = self.runner.step.question
        right = right_answer(question, self.runner.state.value)
        if question.choices:
            self.click(self.find(f"lesson-choice-{right}"))
        elif question.choose_from:
            words = str(self.runner.state.value(question.choose_from)).split(", ")
            self.click(self.find(f"lesson-choice-{words.index(str(right).split(', ')[0]) + 1}"))
        else:
            self.wait_until(lambda: self.find("lesson-answer").isEnabled())
            self.number(1 if int(right) > 3 else 7)
            assert self.runner.wrong
            assert self.find("lesson-answer-says").text()
            self.number(int(right))
        self.wait_until(lambda: self.runner.is_answered)

    def number(self, value: int) -> None:
        """Type a number into the field of the question, over what stands there."""
        self.click(self.find("lesson-answer"))
        self.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.type(str(value))
        self.key(Qt.Key.Key_Return)

    def find_all(self, name: str) -> list:
        return [widget for widget in self.desktop.window.findChildren(object, name) if widget.isVisible()]

    def spin(self, name: str, value: int) -> None:
        """Type a number into a spin box."""
        box = self.find(name)
        assert isinstance(box, QAbstractSpinBox)
        self.click(box)
        self.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.type(str(value))
        self.key(Qt.Key.Key_Return)

    def choose(self, name: str, value: object) -> None:
        """Go to a value of a drop-down with the arrow keys."""
        box = self.find(name)
        assert isinstance(box, Choice)
        box.setFocus(Qt.FocusReason.TabFocusReason)
        self.key(Qt.Key.Key_Home)
        for _ in range(box.count()):
            if box.value == value:
                return
            self.key(Qt.Key.Key_Down)
        raise AssertionError(f"{name} has no choice {value}")

    def drag(self, name: str, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Press, move and let go over a widget. start, end: shares of its width and height."""
        widget = self.find(name)
        places = [QPoint(round(x * widget.width()), round(y * widget.height())) for x, y in (start, end)]
        QTest.mousePress(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, places[0])
        QTest.mouseMove(widget, (places[0] + places[1]) / 2)
        QTest.mouseMove(widget, places[1])
        QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, places[1])
