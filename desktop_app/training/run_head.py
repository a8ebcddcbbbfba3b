"""The head of a running training: what it does in words, how good it is, how long still, and Stop."""

from __future__ import annotations

import time

from PySide6.QtCore import QCoreApplication, QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_M, SPACE_S
from desktop_app.look.widgets import PlainLabel, QuietButton, ThinProgress
from desktop_app.session.run_words import duration, figure_words, run_name, stage_words, time_left
from desktop_app.session.session import Session
from desktop_app.session.training_state import Training
from desktop_app.training import words

LEAST_PATIENCE_S = 5.0
LOOK_EVERY_MS = 250


class RunHead(QWidget):
    """Repaints on show_training(); while it stops, a clock of its own turns Stop into "Stop now"."""

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._title = PlainLabel("", role="strong")
        self._facts = PlainLabel("", role="dim")
        self._progress = ThinProgress()
        self._progress.setAccessibleName(self.tr("How far the training is"))
        self._stop = QuietButton(self.tr("Stop and keep the best"), look)
        self._stop.setObjectName("train-stop")
        self._stop.setAccessibleName(self._stop.text())
        self._stop.clicked.connect(self._on_stop_clicked)
        self._title.setObjectName("train-stage")
        self._facts.setObjectName("train-facts")
        self._clock = QTimer(self, interval=LOOK_EVERY_MS)
        self._clock.timeout.connect(self._on_clock_timeout)
        row = QHBoxLayout()
        row.setSpacing(SPACE_M)
        row.addWidget(self._title)
        row.addStretch(1)
        row.addWidget(self._facts)
        row.addWidget(self._stop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_S)
        layout.addLayout(row)
        layout.addWidget(self._progress)

    def show_training(self, training: Training) -> None:
        """Say how it stands."""
        self._title.setText(head_words(training, self._session.runs.number(training.name)))
        self._facts.setText(fact_words(training))
        self._progress.set_fraction(training.done / training.total if training.total else None)
        self._show_stop(training)

    def let_go(self) -> None:
        """No training any more."""
        self._clock.stop()

    def _show_stop(self, training: Training) -> None:
        if not training.is_stopping:
            self._clock.stop()
            self._stop.setText(self.tr("Stop and keep the best"))
            self._stop.setToolTip(self.tr("Ends after the step that is being computed; the best epoch so far is kept."))
            self._stop.setEnabled(True)
        elif training.forced:
            self._clock.stop()
            self._stop.setText(self.tr("Stopping now"))
            self._stop.setEnabled(False)
        elif is_late(training):
            self._clock.stop()
            self._stop.setText(self.tr("Stop now"))
            self._stop.setToolTip(self.tr("Ends the worker at once; the best epoch that was saved is kept."))
            self._stop.setEnabled(True)
        else:
            self._clock.start()
            self._stop.setText(self.tr("Stopping"))
            self._stop.setEnabled(False)
        self._stop.setAccessibleName(self._stop.text())

    def _on_stop_clicked(self) -> None:
        training = self._session.runs.training
        if training is not None and training.is_stopping:
            self._session.runs.stop_now()
        else:
            self._session.runs.stop()

    @Slot()
    def _on_clock_timeout(self) -> None:
        training = self._session.runs.training
        if training is None:
            self._clock.stop()
        elif is_late(training):
            self.show_training(training)


def is_late(training: Training) -> bool:
    """Whether a stop takes longer than the job itself thought it would."""
    return training.is_stopping and time.monotonic() - training.stop_asked > patience_s(training)


def patience_s(training: Training) -> float:
    """How long a stop may take."""
    return max(LEAST_PATIENCE_S, training.patience_s)


def head_words(training: Training, number: int) -> str:
    """'Run 7 · epoch 14 of 20'."""
    name = run_name(number)
    if is_late(training) and not training.forced:
        return _tr("{run} · this step takes longer than usual").format(run=name)
    if training.is_stopping and not training.forced:
        wait = duration(min(patience_s(training), 60))
        return _tr("{run} · finishing this step, about {wait}").format(run=name, wait=wait)
    if training.forced:
        return _tr("{run} · stopping now, what was saved is kept").format(run=name)
    return f"{name} · {stage_words(training)}"


def fact_words(training: Training) -> str:
    """'AP50 0.87 best at 12 · 9 s left'."""
    parts = []
    best = training.best
    if best is not None and (figure := figure_words(training.task, best.metrics)):
        text = _tr("{figure} best at epoch {epoch}")
        parts.append(text.format(figure=figure, epoch=words.count(best.epoch)))
    if training.eta_s is not None and not training.is_stopping:
        parts.append(time_left(training.eta_s))
    return " · ".join(parts)


def _tr(text: str) -> str:
    return QCoreApplication.translate("RunHead", text)
