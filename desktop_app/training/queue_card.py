"""The trainings that wait: what is different in each, how long it will take, and their order."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, QLocale, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.i18n.messages import in_words
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_L, SPACE_M, SPACE_S
from desktop_app.look.widgets import Card, IconButton, PlainLabel, QuietButton, Toggle
from desktop_app.session.run_words import backbone_title, duration, run_name, task_word
from desktop_app.session.session import Session
from ml_engine.jobs.run_queue import QueuedRun
from ml_engine.training.recipe_diff import asked_changes
from ml_engine.training.recipe_fields import Value, find_field

MOST_CHANGES = 5


class QueueCard(Card):
    """Shown while any training waits, or one could not be put there."""

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self.setObjectName("train-queue")
        self._session, self._look = session, look
        self._title = PlainLabel("", role="strong")
        self._title.setObjectName("train-queue-title")
        self._why = PlainLabel("", role="dim", wrap=True)
        self._why.setObjectName("train-queue-why")
        self._start = QuietButton(self.tr("Start the queue"), look, icon="play")
        self._start.setObjectName("train-queue-start")
        self._start.setAccessibleName(self._start.text())
        self._start.setToolTip(self.tr("Begins with the first one; the others follow by themselves."))
        self._start.clicked.connect(session.runs.waiting.start)
        self._stops = Toggle(self.tr("Stop if one fails"))
        self._stops.setObjectName("train-queue-stops")
        self._stops.setToolTip(
            self.tr("On: where a training fails, the others wait until you start them. Off: the next one begins.")
        )
        self._stops.toggled.connect(self._on_stops_toggled)
        head = QHBoxLayout()
        head.setSpacing(SPACE_M)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._stops)
        head.addWidget(self._start)
        self._rows = QWidget()
        self._grid = QGridLayout(self._rows)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE_M)
        self._grid.setVerticalSpacing(SPACE_S)
        self._grid.setColumnStretch(2, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_M)
        layout.setSpacing(SPACE_S)
        layout.addLayout(head)
        layout.addWidget(self._why)
        layout.addWidget(self._rows)
        session.runs.waiting.changed.connect(self.refresh)
        session.runs.training_changed.connect(self._show_head)
        session.runs.changed.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show the queue as it is."""
        waiting = self._session.runs.waiting
        self.setVisible(bool(waiting.value.runs or waiting.error or waiting.adding))
        self._stops.blockSignals(True)
        self._stops.setChecked(waiting.value.stops_on_failure)
        self._stops.blockSignals(False)
        self._stops.update()
        self._show_head()
        focused = self.focusWidget()
        name = focused.objectName() if focused is not None and focused.hasFocus() else ""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.setParent(None)
                widget.deleteLater()
        for row, run in enumerate(waiting.value.runs):
            self._add_row(row, run, len(waiting.value.runs))
        self._rows.setVisible(bool(waiting.value.runs))
        if name and (again := self._rows.findChild(QWidget, name)) is not None:
            again.setFocus()

    def _show_head(self) -> None:
        runs = self._session.runs
        waiting = runs.waiting
        count, seconds = len(waiting.value.runs), sum(run.seconds for run in waiting.value.runs)
        title = self.tr("%n training(s) in the queue", "", count) if count else self.tr("Queue")
        self._title.setText(f"{title} · {_about(seconds)}" if seconds else title)
        if waiting.error is not None:
            why = f"{in_words(waiting.error.message)} {in_words(waiting.error.hint)}"
        elif waiting.adding:
            why = self.tr("Gathering the labels of the next one")
        elif waiting.value.held_by:
            failed = run_name(runs.number(waiting.value.held_by))
            why = self.tr("They wait because {run} failed.").format(run=failed)
        elif runs.training is None:
            why = self.tr("They begin when you start them, with the labels as they were when you put them here.")
        else:
            why = self.tr("They begin one after the other, with the labels as they were when you put them here.")
        self._why.setText(why)
        self._start.setVisible(runs.training is None and bool(count))
        self._stops.setVisible(bool(count))

    def _add_row(self, row: int, run: QueuedRun, count: int) -> None:
        number = run_name(self._session.runs.number(run.name))
        name = PlainLabel(number, role="strong")
        what = PlainLabel(task_word(run.job.task), role="dim")
        changes = PlainLabel(change_words(run), wrap=True)
        changes.setObjectName(f"train-queue-changes-{row}")
        time = PlainLabel(_about(run.seconds) if run.seconds else "", role="dim")
        time.setToolTip(self.tr("A guess within a factor of two."))
        up = self._button("arrow-up", f"train-queue-up-{row}", self.tr("{run} earlier").format(run=number))
        up.setEnabled(row > 0)
        up.clicked.connect(partial(self._session.runs.waiting.move, run.name, row))
        down = self._button("arrow-down", f"train-queue-down-{row}", self.tr("{run} later").format(run=number))
        down.setEnabled(row + 1 < count)
        down.clicked.connect(partial(self._session.runs.waiting.move, run.name, row + 2))
        away = self._button("x", f"train-queue-remove-{row}", self.tr("Take {run} out").format(run=number))
        away.clicked.connect(partial(self._session.runs.waiting.remove, run.name))
        for column, widget in enumerate((name, what, changes, time, up, down, away)):
            self._grid.addWidget(widget, row, column)

    def _button(self, icon: str, name: str, words: str) -> IconButton:
        button = IconButton(self._look, icon, words)
        button.setObjectName(name)
        return button

    def _on_stops_toggled(self, stops: bool) -> None:
        self._session.runs.waiting.set_stops_on_failure(stops)


def change_words(run: QueuedRun) -> str:
    """'Learning rate 0.01 · Number of epochs 30'; what is as usual is left out."""
    changes = asked_changes(run.job)
    words = [f"{_field_title(name)} {value_words(name, value)}" for name, value in changes.items()]
    more = len(words) - MOST_CHANGES
    shown = words[:MOST_CHANGES] + ([_tr("{n} more").format(n=QLocale().toString(more))] if more > 0 else [])
    return " · ".join(shown) or _tr("as usual")


def value_words(name: str, value: Value) -> str:
    """A value of a recipe as people write it here."""
    locale = QLocale()
    match value:
        case bool():
            return _tr("on") if value else _tr("off")
        case int():
            return locale.toString(value)
        case float():
            return locale.toString(value, "g", 4)
        case tuple():
            return " – ".join(locale.toString(part, "g", 4) for part in value)
        case _:
            return backbone_title(value) if name == "backbone" else value


def _field_title(name: str) -> str:
    own = {"backbone": _tr("Network"), "seed": _tr("Seed"), "weights": _tr("Weights")}
    return own.get(name) or in_words(find_field(name).title)


def _about(seconds: float) -> str:
    return _tr("about {time}").format(time=duration(seconds))


def _tr(text: str) -> str:
    return QCoreApplication.translate("QueueCard", text)
