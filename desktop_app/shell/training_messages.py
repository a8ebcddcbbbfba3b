"""How a training ended, said in the bar with the way to what came of it, also to a person who was away meanwhile."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.look.message import Message
from desktop_app.session.run_words import figure_words, run_name
from desktop_app.session.session import Session
from ml_engine.domain.events import JobCancelled, JobDone, JobFailed

SHORT_S = 8


class TrainingMessages(QObject):
    """window: flashes in the task bar where a training ends behind it."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        session.runs.training_ended.connect(self._on_runs_training_ended)

    def _on_runs_training_ended(self, name: str, terminal: JobDone | JobCancelled | JobFailed) -> None:
        match terminal:
            case JobDone():
                message = self._ready(name, terminal)
            case JobFailed():
                show = partial(self._session.go_to, "train")
                button = self.tr("Show what went wrong")
                message = Message("bad", terminal.message, terminal.hint, button, show, is_news=True)
            case JobCancelled():
                message = Message("info", self._stopped(name), timeout_s=SHORT_S)
        self._session.say(message)
        if not self._window.window().isActiveWindow():
            QApplication.alert(self._window.window())

    def _ready(self, name: str, done: JobDone) -> Message:
        ended = self._session.runs.ended
        figure = figure_words(ended.training.task if ended is not None else "", done.metrics)
        run = run_name(self._number(name))
        words = self.tr("{run} is ready: {figure}.") if figure else self.tr("{run} is ready.")
        text = words.format(run=run, figure=figure)
        return Message("ok", text, "", self.tr("Results"), partial(self._see_results, name), is_news=True)

    def _stopped(self, name: str) -> str:
        ended = self._session.runs.ended
        if ended is None or ended.training.best is None:
            return self.tr("The training was stopped.")
        run = run_name(self._number(name))
        return self.tr("{run} was stopped; its best state is kept.").format(run=run)

    def _number(self, name: str) -> int:
        """Of a run that the list does not have yet: it is read anew when a training has ended."""
        runs = self._session.runs
        return runs.number(name) or (1 + sum(row.name < name for row in runs.rows) if name else 0)

    def _see_results(self, name: str) -> None:
        self._session.runs.choose(name)
        self._session.go_to("results", "overview")
