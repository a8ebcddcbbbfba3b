"""How the last training ended: the figure and what to do next; or what went wrong, why, and the next step."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from desktop_app.i18n.messages import in_words
from desktop_app.look.look import Look
from desktop_app.look.tokens import ICON_L, SPACE_M, SPACE_S
from desktop_app.look.widgets import FlowLayout, PlainLabel, PrimaryButton, QuietButton
from desktop_app.project.query import ImageFilter, Query
from desktop_app.session.background import Token
from desktop_app.session.following import Tokens
from desktop_app.session.run_words import duration, figure_words, run_name
from desktop_app.session.runs import TrainingEnd
from desktop_app.session.session import Session
from desktop_app.training import words
from ml_engine.domain.events import JobCancelled, JobDone, JobFailed
from ml_engine.domain.values import ImageStatus, Split

DETAIL_LINES = 8


class Outcome(QWidget):
    """Signals: again_wanted(): train once more."""

    again_wanted = Signal()

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("train-outcome")
        self._session, self._look = session, look
        self._tokens = Tokens()
        self._end: TrainingEnd | None = None
        self._state = ("circle-check", "ok")
        self._icon = QLabel()
        self._icon.setFixedSize(QSize(ICON_L, ICON_L))
        self._title = PlainLabel("", role="heading", wrap=True)
        self._text = PlainLabel("", role="dim", wrap=True)
        self._title.setObjectName("train-outcome-title")
        self._text.setObjectName("train-outcome-text")
        self._details = QPlainTextEdit()
        self._details.setObjectName("train-details")
        self._details.setAccessibleName(self.tr("Details of the failure"))
        self._details.setReadOnly(True)
        self._details.setProperty("role", "code")
        self._details.setFixedHeight(self.fontMetrics().height() * DETAIL_LINES)
        self._buttons = self._make_buttons()
        self._lay_out()
        self.destroyed.connect(self._tokens.cancel_all)
        look.changed.connect(self._on_look_changed)

    def show_end(self, end: TrainingEnd) -> None:
        """Say how it ended."""
        self._end = end
        self._details.hide()
        match end.terminal:
            case JobDone():
                self._show_done(end, end.terminal)
            case JobCancelled():
                self._show_stopped(end)
            case JobFailed():
                self._show_failed(end, end.terminal)
        self._on_look_changed()

    def _show_done(self, end: TrainingEnd, done: JobDone) -> None:
        figure = figure_words(end.training.task, done.metrics)
        title = self.tr("{run} is ready: {figure}") if figure else self.tr("{run} is ready")
        title = title.format(run=self._run_name(end), figure=figure)
        scored_on = words.split_name(Split(done.split)) if done.split else ""
        facts = [self.tr("Measured on the {split} pictures").format(split=scored_on)] if scored_on else []
        if end.training.best is not None:
            facts.append(self.tr("best epoch {epoch}").format(epoch=words.count(end.training.best.epoch)))
        facts.append(self.tr("took {time}").format(time=duration(done.seconds)))
        text = " · ".join(facts)
        if done.split == Split.VALIDATION.value:
            caveat = self.tr("These pictures also chose the best epoch: on new ones expect a little less.")
            text = f"{text}\n{caveat}"
        self._say("circle-check", "ok", title, text, ("results", "propose", "export", "again"))

    def _show_stopped(self, end: TrainingEnd) -> None:
        run, best = self._run_name(end), end.training.best
        forced = isinstance(end.terminal, JobCancelled) and end.terminal.forced
        buttons: tuple[str, ...]
        if best is None and end.training.epochs and not forced:
            text = self.tr("It had found nothing yet. You can go on from where it stopped.")
            buttons = ("continue", "again")
        elif best is None:
            text = self.tr("It had not learnt anything yet, so nothing is kept.")
            buttons = ("again",)
        else:
            text = self.tr("Epoch {epoch} is kept: {figure}. You can use it, or go on from where it stopped.")
            text = text.format(epoch=words.count(best.epoch), figure=figure_words(end.training.task, best.metrics))
            buttons = ("results", "propose", "continue", "again")
        self._say("circle-stop", "warn", self.tr("{run} was stopped").format(run=run), text, buttons)

    def _show_failed(self, end: TrainingEnd, failed: JobFailed) -> None:
        title = self.tr("{run} could not go on").format(run=self._run_name(end))
        hint = in_words(failed.hint) if failed.hint else ""
        text = f"{in_words(failed.message)}\n{hint}".strip()
        buttons = ("continue", "again", "copy") if end.training.best is not None else ("again", "copy")
        self._say("circle-alert", "bad", title, text, buttons)
        self._details.setPlainText(details(end))
        self._details.setVisible(bool(failed.traceback))

    def _say(self, icon: str, color: str, title: str, text: str, buttons: tuple[str, ...]) -> None:
        self._state = (icon, color)
        self._title.setText(title)
        self._text.setText(text)
        for name, button in self._buttons.items():
            button.setVisible(name in buttons)

    def _run_name(self, end: TrainingEnd) -> str:
        return run_name(self._session.runs.number(end.name))

    def _make_buttons(self) -> dict[str, QWidget]:
        look = self._look
        made: dict[str, PrimaryButton | QuietButton] = {
            "results": PrimaryButton(self.tr("See results"), look, icon="chart-line"),
            "propose": QuietButton(self.tr("Propose on the rest"), look, icon="wand-sparkles"),
            "export": QuietButton(self.tr("Export"), look, icon="package"),
            "continue": QuietButton(self.tr("Continue run"), look, icon="play"),
            "again": QuietButton(self.tr("Train again"), look, icon="refresh-cw"),
            "copy": QuietButton(self.tr("Copy details"), look, icon="copy"),
        }
        acts = {
            "results": partial(self._go, "results"),
            "propose": self._propose,
            "export": partial(self._go, "export"),
            "continue": self._continue,
            "again": self.again_wanted.emit,
            "copy": self._copy,
        }
        for name, button in made.items():
            button.setObjectName(f"train-{name}")
            button.setAccessibleName(button.text())
            button.clicked.connect(partial(_call, acts[name]))
        return dict(made)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE_S)
        head.addWidget(self._icon)
        head.addWidget(self._title, 1)
        buttons = QWidget()
        flow = FlowLayout(buttons, SPACE_S)
        for button in self._buttons.values():
            flow.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_M)
        layout.addLayout(head)
        layout.addWidget(self._text)
        layout.addWidget(self._details)
        layout.addWidget(buttons)

    def _go(self, place: str) -> None:
        if self._end is not None:
            self._session.runs.choose(self._end.name)
        self._session.go_to(place, self._end.name if self._end is not None and place == "results" else "")

    def _continue(self) -> None:
        if self._end is not None:
            self._session.runs.resume(self._end.name)

    def _propose(self) -> None:
        if self._end is not None:
            self._session.runs.choose(self._end.name)
            work = partial(_unlabelled, self._session.query)
            self._tokens.add(self._session.background.run(work, self._on_background_unlabelled, urgent=True))

    def _on_background_unlabelled(self, ids: list[int]) -> None:
        self._session.proposing.propose(ids)
        if ids:
            self._session.show_pictures(ids, self.tr("Proposals"))
        else:
            self._text.setText(self.tr("Every picture is labelled already: there is nothing left to propose on."))

    def _copy(self) -> None:
        if self._end is not None:
            QGuiApplication.clipboard().setText(details(self._end))

    def _on_look_changed(self) -> None:
        self._icon.setPixmap(self._look.pixmap(*self._state, ICON_L))


def details(end: TrainingEnd) -> str:
    """What to send to someone who is to help: plain text, in English, without pictures' names beyond the message."""
    terminal, training = end.terminal, end.training
    lines = [f"run: {end.name}", f"task: {training.task}", f"device: {training.device}", f"phase: {training.phase}"]
    lines.append(f"epochs: {len(training.epochs)}")
    if isinstance(terminal, JobFailed):
        lines += [f"code: {terminal.code}", f"message: {terminal.message}", terminal.traceback]
    return "\n".join(lines).strip()


def _unlabelled(query: Query, _: Token) -> list[int]:
    return query.image_ids(ImageFilter(status=ImageStatus.NEW))


def _call(act: object, _checked: bool = False) -> None:
    if callable(act):
        act()
