"""The panel of a running lesson, at the right of every place: what to do, whether it was done, what it means."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.i18n.messages import spoken
from desktop_app.lessons.filling import fill
from desktop_app.lessons.format import Question, Text
from desktop_app.lessons.question_card import QuestionCard
from desktop_app.lessons.ring import Ring
from desktop_app.lessons.runner import runner_of
from desktop_app.lessons.step_parts import NoteCard, StateRow
from desktop_app.lessons.value_words import value_words
from desktop_app.look.look import Look
from desktop_app.look.tokens import BAR, ICON_M, SPACE_L, SPACE_M, SPACE_S
from desktop_app.look.widgets import IconButton, PlainLabel, PrimaryButton, QuietButton, ThinProgress
from desktop_app.look.widgets.scrolled import scrolled
from desktop_app.session.actions import ActionSpec
from desktop_app.session.session import Session

LEAST, FIRST, MOST = 240, 290, 520
SCROLL_AFTER_MS = 0


class LessonPanel(QFrame):
    """Hidden while no lesson runs, or as long as it was put away. over: what the ring is drawn over."""

    def __init__(self, session: Session, look: Look, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("lesson-panel")
        self.setProperty("role", "panel-right")
        self.setAccessibleName(self.tr("Lesson"))
        self.setMinimumWidth(LEAST)
        self.setMaximumWidth(MOST)
        self._session, self._look = session, look
        self._runner = runner_of(session)
        self._ring = Ring(look, over)
        self._shown_step = ""
        self._icon = QLabel()
        self._name = PlainLabel("", role="strong", elide=True)
        self._name.setObjectName("lesson-name")
        self._hide = IconButton(look, "panel-right-close", self.tr("Put the lesson away; the rail brings it back"))
        self._leave = IconButton(look, "x", self.tr("Leave the lesson; it goes on from here another time"))
        self._progress = ThinProgress()
        self._count = PlainLabel("", role="small")
        self._title = PlainLabel("", role="heading", wrap=True)
        self._title.setObjectName("lesson-step-title")
        self._do = PlainLabel("", wrap=True)
        self._do.setObjectName("lesson-do")
        self._where = QuietButton(self.tr("Show me where"), look, icon="locate-fixed")
        self._recipe = QuietButton(self.tr("Take the lesson's recipe"), look, icon="sliders-horizontal")
        self._state = StateRow(look)
        self._help = QuietButton(self.tr("I need a hint"), look, icon="lightbulb")
        self._hint = NoteCard(look, "lightbulb", "warn", "lesson-hint")
        self._after = NoteCard(look, "book-open-text", "accent", "lesson-after")
        self._question = QuestionCard(look)
        self._back = QuietButton(self.tr("Back"), look, icon="arrow-left")
        self._skip = QuietButton(self.tr("Skip"), look)
        self._next = PrimaryButton(self.tr("Next"), look)
        self._to_top = QTimer(self, singleShot=True, interval=SCROLL_AFTER_MS)
        self._name_parts()
        self._lay_out()
        self._connect()
        self._on_look_changed()
        self._on_runner_changed()

    def actions(self) -> list[ActionSpec]:  # type: ignore[override]  # not QWidget's own list
        """On, back, where, hint, away."""
        runner = self._runner
        return [
            ActionSpec("lesson-next", self.tr("Lesson: next step"), self._next_if_done, ("Alt+N",), "arrow-right",
                       self._runs),
            ActionSpec("lesson-back", self.tr("Lesson: step before"), runner.back, ("Alt+B",), "arrow-left",
                       self._runs),
            ActionSpec("lesson-where", self.tr("Lesson: show me where"), self.show_where, ("Alt+W",), "locate-fixed",
                       self._runs),
            ActionSpec("lesson-hint", self.tr("Lesson: a hint"), runner.help_now, ("Alt+H",), "lightbulb", self._runs),
            ActionSpec("lesson-panel", self.tr("Show or put away the lesson"), self.toggle, ("Alt+L",),
                       "graduation-cap", self._runs),
        ]  # fmt: skip

    def toggle(self) -> None:
        """Put it away, or show it again."""
        self._runner.set_hidden(not self._runner.is_hidden)

    def show_where(self) -> None:
        """Open the place of the step and draw a ring round what it is about."""
        self._runner.show_place()
        step = self._runner.step
        if step is not None:
            self._ring.point_at(step.point)
            self._ring.bring_into_sight()

    def release(self) -> None:
        """The workspace goes: nothing may ring any more."""
        self._ring.point_at("")

    def _runs(self) -> bool:
        return self._runner.lesson is not None

    def _next_if_done(self) -> None:
        if self._runner.is_done:
            self._runner.next()

    def _name_parts(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for widget, name in (
            (self._hide, "hide"), (self._leave, "leave"), (self._where, "where"), (self._recipe, "recipe"),
            (self._help, "help"), (self._back, "back"), (self._skip, "skip"), (self._next, "next"),
        ):  # fmt: skip
            widget.setObjectName(f"lesson-{name}")
            if not widget.accessibleName():
                widget.setAccessibleName(widget.text())
        self._where.setToolTip(self.tr("Opens the place and draws a ring round what the step is about"))
        self._recipe.setToolTip(self.tr("The next training uses it; Train › All choices shows what is in it"))
        self._skip.setToolTip(self.tr("Go on without having done this step"))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(SPACE_L, 0, SPACE_S, 0)
        head.setSpacing(SPACE_S)
        for widget, stretch in ((self._icon, 0), (self._name, 1), (self._hide, 0), (self._leave, 0)):
            head.addWidget(widget, stretch)
        bar = QWidget()
        bar.setFixedHeight(BAR)
        bar.setLayout(head)
        count = QVBoxLayout()
        count.setContentsMargins(SPACE_L, 0, SPACE_L, SPACE_S)
        count.setSpacing(SPACE_S)
        count.addWidget(self._progress)
        count.addWidget(self._count)
        column = QVBoxLayout()
        column.setContentsMargins(SPACE_L, SPACE_S, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_M)
        for part in (
            self._title, self._do, self._where, self._recipe, self._state, self._help, self._hint, self._after,
            self._question,
        ):  # fmt: skip
            column.addWidget(part)
        column.addStretch(1)
        self._area = scrolled(column, MOST)
        foot = QHBoxLayout()
        foot.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_M)
        foot.setSpacing(SPACE_S)
        foot.addWidget(self._back)
        foot.addStretch(1)
        foot.addWidget(self._skip)
        foot.addWidget(self._next)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addLayout(count)
        layout.addWidget(self._area, 1)
        layout.addLayout(foot)

    def _connect(self) -> None:
        runner = self._runner
        runner.changed.connect(self._on_runner_changed)
        runner.step_done.connect(self._on_runner_step_done)
        self._hide.clicked.connect(self.toggle)
        self._leave.clicked.connect(runner.leave)
        self._where.clicked.connect(self.show_where)
        self._recipe.clicked.connect(runner.take_recipe)
        self._help.clicked.connect(runner.help_now)
        self._back.clicked.connect(runner.back)
        self._skip.clicked.connect(runner.next)
        self._next.clicked.connect(runner.next)
        self._question.answered.connect(runner.answer)
        self._to_top.timeout.connect(self._on_to_top_timeout)
        self._look.changed.connect(self._on_look_changed)

    def _say(self, text: Text) -> str:
        return fill(text.said(spoken()), self._value)

    def _value(self, name: str, how: str) -> str:
        return value_words(name, self._runner.state.value(name), how)

    def _on_runner_changed(self) -> None:
        runner, lesson, step = self._runner, self._runner.lesson, self._runner.step
        self.setVisible(lesson is not None and not runner.is_hidden)
        if lesson is None or step is None:
            self._shown_step = ""
            self._ring.point_at("")
            return
        done, steps = runner.is_done, len(lesson.steps)
        is_new = self._shown_step != f"{lesson.id} {step.id}"
        self._shown_step = f"{lesson.id} {step.id}"
        self._name.setText(lesson.title.said(spoken()))
        self._count.setText(self.tr("Step {number} of {count}").format(number=runner.place + 1, count=steps))
        self._progress.set_fraction((runner.place + done) / steps)
        self._title.setText(self._say(step.title))
        self._title.setVisible(bool(step.title))
        self._do.setText(self._say(step.do))
        self._where.setVisible(bool(step.place or step.point))
        self._recipe.setVisible(bool(step.recipe))
        self._state.setVisible(bool(step.check))
        self._state.show_done(done)
        self._help.setVisible(bool(step.hint) and not done and not runner.needs_help)
        self._hint.show_text(self._say(step.hint) if runner.needs_help and not done else "")
        self._after.show_text(self._say(step.after) if done else "")
        self._show_question(step.question if done else None)
        self._back.setEnabled(runner.place > 0)
        self._skip.setVisible(not done)
        self._next.setVisible(done)
        self._next.setText(self.tr("Finish") if runner.is_last else self.tr("Next"))
        self._next.setAccessibleName(self._next.text())
        if is_new:
            self._ring.point_at(step.point if not runner.is_hidden else "")
            self._to_top.start()
            self._announce(f"{self._count.text()}. {self._title.text()}. {self._do.text()}")
        if runner.is_hidden:
            self._ring.point_at("")
            self._shown_step = ""

    def _show_question(self, question: Question | None) -> None:
        self._question.setVisible(question is not None)
        if question is None:
            return
        words = tuple(self._say(choice) for choice in question.choices)
        if question.choose_from:
            listed = self._runner.state.value(question.choose_from)
            words = tuple(str(listed).split(", ")) if listed else ()
        self._question.show_question(self._say(question.ask), words, by_word=bool(question.choose_from))
        self._question.show_waiting(not self._runner.can_answer)
        if not self._runner.can_answer:
            return
        if self._runner.wrong:
            self._question.show_answer(self._say(question.not_yet) or self.tr("Not yet. Try again."), is_right=False)
        elif self._runner.is_answered:
            self._question.show_answer(self._say(question.well) or self.tr("Right."), is_right=True)
        else:
            self._question.show_answer("", is_right=False)

    def _announce(self, text: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _on_runner_step_done(self) -> None:
        step = self._runner.step
        if step is not None:
            self._announce(f"{self.tr('Done.')} {self._say(step.after)}")

    def _on_to_top_timeout(self) -> None:
        self._area.verticalScrollBar().setValue(0)

    def _on_look_changed(self) -> None:
        self._icon.setPixmap(self._look.pixmap("graduation-cap", "accent", ICON_M))
