"""The lesson that runs: which step, whether it was done, what is said. It belongs to the session and outlives the page.

Views are thrown away when the language changes; the learner's place in the lesson must not be.
"""

from __future__ import annotations

from dataclasses import replace as replace_dataclass
from datetime import UTC, datetime
from functools import partial

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.lessons.checks import is_done, is_right, names_in, right_answer, said_in
from desktop_app.lessons.format import Fact, Lesson, Step
from desktop_app.lessons.library import FoundLesson, find_lessons
from desktop_app.lessons.progress import Passed, Progress, ProgressFile
from desktop_app.lessons.state import LessonState
from desktop_app.session.background import Token
from desktop_app.session.following import Tokens
from desktop_app.session.session import Session
from ml_engine.domain.errors import UserError

# Many signals of one gesture are one look.
LOOK_AFTER_MS = 80
RUN_TIME = "%Y%m%d-%H%M%S"
OBJECT_NAME = "lesson-runner"


class LessonRunner(QObject):
    """lessons: all there are, in their order; () until they are read.   wrong: ids of steps whose answer was wrong.

    Signals: changed(): anything that is shown of it.   step_done(): the check of the shown step holds now.
    """

    changed = Signal()
    step_done = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.setObjectName(OBJECT_NAME)
        self._session = session
        self._file = ProgressFile(session.settings.file.parent)
        self._tokens = Tokens()
        self.state = LessonState(session, self)
        self.lessons: tuple[FoundLesson, ...] = ()
        self.problem: UserError | None = None
        self.wrong = False
        self.needs_help = False
        self._look_soon = QTimer(self, singleShot=True, interval=LOOK_AFTER_MS)
        self._help_later = QTimer(self, singleShot=True)
        self._look_soon.timeout.connect(self._on_look_timeout)
        self._help_later.timeout.connect(self.help_now)
        self.destroyed.connect(self._tokens.cancel_all)
        self._connect()
        self.reread()

    @property
    def progress(self) -> Progress:
        return self._file.value

    @property
    def found(self) -> FoundLesson | None:
        """The lesson that runs, with its folder; None for none."""
        return next((item for item in self.lessons if item.lesson.id == self.progress.active), None)

    @property
    def lesson(self) -> Lesson | None:
        """The lesson that runs."""
        return self.found.lesson if self.found is not None else None

    @property
    def place(self) -> int:
        """Which step is shown, from 0."""
        return self.lesson.step(self._passed.step) if self.lesson is not None else 0

    @property
    def step(self) -> Step | None:
        """The step that is shown."""
        return self.lesson.steps[self.place] if self.lesson is not None else None

    @property
    def is_done(self) -> bool:
        """Whether the shown step was done at some time: it stays so."""
        step = self.step
        return step is not None and (not step.check or step.id in self._passed.done)

    @property
    def is_answered(self) -> bool:
        """Whether its question, if it has one, was answered rightly."""
        step = self.step
        return step is not None and (step.question is None or step.id in self._passed.answered)

    @property
    def is_last(self) -> bool:
        return self.lesson is not None and self.place == len(self.lesson.steps) - 1

    @property
    def is_hidden(self) -> bool:
        """Whether the panel was put away."""
        return self.progress.is_hidden

    @property
    def _project(self) -> str:
        return str(self._session.project.folder.path)

    @property
    def _passed(self) -> Passed:
        return self.progress.of(self.progress.active)

    def share(self, lesson: Lesson) -> float:
        """How much of a lesson is behind the learner, 0 to 1."""
        passed = self.progress.of(lesson.id)
        return 1.0 if passed.finished else lesson.step(passed.step) / len(lesson.steps)

    def reread(self) -> None:
        """Look for lessons again: one was opened."""
        self._tokens.add(self._session.background.run(_find, self._on_background_found, self._on_background_failed))

    def start(self, lesson_id: str, *, anew: bool = False) -> None:
        """Go on with a lesson, or begin it. anew: from its beginning."""
        passed = self.progress.of(lesson_id)
        if anew or passed.finished or not passed.step:
            passed = Passed(since=datetime.now(UTC).strftime(RUN_TIME))
        self._keep(msgspec.structs.replace(
            self.progress.with_passed(lesson_id, passed), active=lesson_id, is_hidden=False
        ))  # fmt: skip
        self._begin(self.place)

    def leave(self) -> None:
        """No lesson runs; it goes on from here another time."""
        self._keep(msgspec.structs.replace(self.progress, active=""))
        self._look_soon.stop()
        self._help_later.stop()
        self.changed.emit()

    def next(self) -> None:
        """To the next step, done or not: nobody is held up. After the last one the lesson is finished."""
        if self.lesson is None:
            return
        if self.is_last:
            self._change(finished=True)
            self.leave()
        else:
            self._begin(self.place + 1)

    def back(self) -> None:
        """To the step before."""
        if self.place > 0:
            self._begin(self.place - 1)

    def set_hidden(self, hidden: bool) -> None:
        """Put the panel away, or show it again."""
        self._keep(msgspec.structs.replace(self.progress, is_hidden=hidden))
        self.changed.emit()

    @property
    def can_answer(self) -> bool:
        """Whether it is known what is right: the layers of a network are counted in the background."""
        step = self.step
        return (
            step is not None and step.question is not None and right_answer(step.question, self.state.value) is not None
        )

    def answer(self, given: Fact) -> None:
        """Answer the question of the shown step. given: the place of a choice from 1, a number, or a word."""
        step = self.step
        if step is None or step.question is None or not self.can_answer:
            return
        self.wrong = not is_right(step.question, given, self.state.value)
        if not self.wrong:
            self._change(answered=(*self._passed.answered, step.id))
        self.changed.emit()

    def help_now(self) -> None:
        """Show the hint of the step."""
        self.needs_help = True
        self.changed.emit()

    def show_place(self) -> None:
        """Open the place of the step."""
        if self.step is not None and self.step.place:
            place, _, detail = self.step.place.partition(" ")
            self._session.go_to(place, detail)

    def take_recipe(self) -> None:
        """Let the next training use the recipe of the step."""
        found, step = self.found, self.step
        if found is None or step is None or not step.recipe:
            return
        work = partial(_recipe, found, step.recipe)
        self._tokens.add(self._session.background.run(work, self._on_background_recipe, self._session.say_error))

    def _begin(self, place: int) -> None:
        """Show a step; its check looks at what changes from now on."""
        lesson = self.lesson
        if lesson is None:
            self.changed.emit()
            return
        step = lesson.steps[place]
        for coming in lesson.steps[place : place + 2]:
            for name in said_in(coming):
                self.state.value(name)  # what is to be read or computed first is there when it is shown
        asked = {name: self.state.value(name) for name in names_in(step)}
        before = {name: value for name, value in asked.items() if value is not None}
        self.wrong = self.needs_help = False
        self.state.since = self._passed.since
        self._change(step=step.id, before=before, project=self._project)
        self._wait_for_trouble()
        self.changed.emit()
        self._look_soon.start()

    def _wait_for_trouble(self) -> None:
        self._help_later.stop()
        if self.step is not None and self.step.hint and not self.is_done:
            self._help_later.start(1000 * self.step.hint_after_s)

    def _change(self, **fields: object) -> None:
        passed = msgspec.structs.replace(self._passed, **fields)
        self._keep(self.progress.with_passed(self.progress.active, passed))

    def _keep(self, progress: Progress) -> None:
        self._file.keep(progress)

    def _connect(self) -> None:
        session = self._session
        for signal in (
            session.current_changed, session.pictures.counts_changed, session.labels.counts_changed,
            session.labels.changed, session.runs.changed, session.runs.chosen_changed, session.runs.training_changed,
            session.runs.options_changed, self.state.changed,
        ):  # fmt: skip
            signal.connect(self._on_session_changed)
        session.facts.changed.connect(self._on_facts_changed)
        session.documents.changed.connect(self._on_documents_changed)

    def _on_facts_changed(self, _: str) -> None:
        self._on_session_changed()

    def _on_documents_changed(self, _: object) -> None:
        self._on_session_changed()

    def _on_session_changed(self) -> None:
        if self.lesson is not None and not self._look_soon.isActive():
            self._look_soon.start()

    def _on_look_timeout(self) -> None:
        """Is it done now? What is said changes with the values too."""
        step, passed = self.step, self._passed
        if step is None:
            return
        late = {name: self.state.value(name) for name in names_in(step) if name not in passed.before}
        known = {name: value for name, value in late.items() if value is not None}
        if known:
            self._change(before={**passed.before, **known})
        if step.id not in passed.done and is_done(step, self.state.value, passed.before):
            self._change(done=(*passed.done, step.id))
            self._help_later.stop()
            self.needs_help = False
            self.step_done.emit()
        self.changed.emit()

    def _on_background_found(self, lessons: tuple[FoundLesson, ...]) -> None:
        self.lessons, self.problem = lessons, None
        if self.lesson is not None and self._passed.project != self._project:
            self._change(before={}, project=self._project)  # what was so in another project is no beginning here
        self.state.since = self._passed.since
        self._wait_for_trouble()
        self.changed.emit()
        self._on_session_changed()

    def _on_background_failed(self, error: UserError) -> None:
        self.problem = error
        self.changed.emit()

    def _on_background_recipe(self, text: str) -> None:
        runs = self._session.runs
        runs.set_options(replace_dataclass(runs.options, recipe=text, epochs=0))


def runner_of(session: Session) -> LessonRunner:
    """The one runner of a session, made when it is asked for first."""
    found = session.findChild(LessonRunner, OBJECT_NAME)
    return found if found is not None else LessonRunner(session)


def _find(_: Token) -> tuple[FoundLesson, ...]:
    return find_lessons()


def _recipe(found: FoundLesson, name: str, _: Token) -> str:
    return found.recipe(name)
