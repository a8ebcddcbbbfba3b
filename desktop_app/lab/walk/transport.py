"""Play, pause, step, back, speed: how one goes through the steps of a demonstration."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSlider, QWidget

from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_S, SPACE_XS
from desktop_app.look.widgets import IconButton, PlainLabel
from desktop_app.look.widgets.speed_choice import SpeedChoice

STEP_MS = 800


class Transport(QWidget):
    """Plays to the end and stops there; hidden it does not play.

    name: what its buttons are named after.   Signals: moved(int): a step was chosen, by hand or by playing.
    """

    moved = Signal(int)

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._count, self._index, self._row = 1, 0, 1
        self._timer = QTimer(self, interval=STEP_MS)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._first = IconButton(look, "skip-back", self.tr("To the first step  ·  Home"))
        self._back = IconButton(look, "chevron-left", self.tr("One step back  ·  Left"))
        self._play = IconButton(look, "play", self.tr("Play or pause  ·  Space"))
        self._next = IconButton(look, "chevron-right", self.tr("One step on  ·  Right"))
        self._last = IconButton(look, "skip-forward", self.tr("To the last step  ·  End"))
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._words = PlainLabel("", role="small")
        self._speed = SpeedChoice(f"{name}-speed")
        self._build(name)
        self._show()

    @property
    def index(self) -> int:
        """The step that is shown, from 0."""
        return self._index

    @property
    def count(self) -> int:
        """How many steps there are."""
        return self._count

    @property
    def is_playing(self) -> bool:
        """Whether it goes on by itself."""
        return self._timer.isActive()

    def set_speed(self, speed: float) -> None:
        """How fast it plays: one of SPEEDS."""
        self._speed.show_value(speed)
        self._on_speed_changed(0)

    def set_steps(self, count: int, row: int = 1) -> None:
        """count: at least 1.   row: steps of a row, for the keys up and down."""
        if count < self._count:
            self.pause()
        self._count, self._row = max(count, 1), max(row, 1)
        self._index = min(self._index, self._count - 1)
        self._show()

    def go(self, index: int) -> None:
        """To a step; it is told."""
        index = min(max(index, 0), self._count - 1)
        if index != self._index:
            self._index = index
            self._show()
            self.moved.emit(index)

    def show_step(self, index: int) -> None:
        """As go(), without telling."""
        self._index = min(max(index, 0), self._count - 1)
        self._show()

    def play(self) -> None:
        """From here, or from the first step where this is the last."""
        if self._index == self._count - 1:
            self.go(0)
        self._timer.start()
        self._show()

    def pause(self) -> None:
        """Stay here."""
        self._timer.stop()
        self._show()

    def toggle(self) -> None:
        """Play, or pause."""
        self.pause() if self.is_playing else self.play()

    def press(self, event: QKeyEvent) -> bool:
        """What a key does here, for the page around it; whether it does anything."""
        row = self._row
        steps = {
            Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -row, Qt.Key.Key_Down: row,
            Qt.Key.Key_Home: -self._count, Qt.Key.Key_End: self._count,
        }  # fmt: skip
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if key == Qt.Key.Key_Space:
            self.toggle()
            return True
        if key not in steps:
            return False
        self.pause()
        whole_row = key in (Qt.Key.Key_Up, Qt.Key.Key_Down)
        if not whole_row or 0 <= self._index + steps[key] < self._count:
            self.go(self._index + steps[key])
        return True

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        super().hideEvent(event)
        self.pause()

    def _build(self, name: str) -> None:
        buttons = ((self._first, "first"), (self._back, "back"), (self._play, "play"), (self._next, "next"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_XS)
        for button, word in (*buttons, (self._last, "last")):
            button.setObjectName(f"{name}-{word}")
            row.addWidget(button)
        row.addSpacing(SPACE_S)
        row.addWidget(self._slider, 1)
        row.addSpacing(SPACE_S)
        row.addWidget(self._words)
        row.addSpacing(SPACE_S)
        row.addWidget(self._speed)
        self._slider.setObjectName(f"{name}-slider")
        self._slider.setAccessibleName(self.tr("Step"))
        self._slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._words.setObjectName(f"{name}-words")
        self._first.clicked.connect(self._on_first_clicked)
        self._back.clicked.connect(self._on_back_clicked)
        self._play.clicked.connect(self._on_play_clicked)
        self._next.clicked.connect(self._on_next_clicked)
        self._last.clicked.connect(self._on_last_clicked)
        self._slider.valueChanged.connect(self.go)
        self._speed.currentIndexChanged.connect(self._on_speed_changed)

    def _show(self) -> None:
        with QSignalBlocker(self._slider):
            self._slider.setRange(0, self._count - 1)
            self._slider.setValue(self._index)
        self._words.setText(self.tr("{step} of {all}").format(step=self._index + 1, all=self._count))
        widest = self.tr("{step} of {all}").format(step=self._count, all=self._count)
        self._words.ensurePolished()
        self._words.setMinimumWidth(self._words.fontMetrics().horizontalAdvance(widest) + 2)
        self._play.set_icon("pause" if self.is_playing else "play")
        for button, there in ((self._first, 0), (self._back, 0), (self._next, self._count - 1)):
            button.setEnabled(self._index != there)
        self._last.setEnabled(self._index != self._count - 1)
        self._play.setEnabled(self._count > 1)

    def _on_timer_timeout(self) -> None:
        if self._index + 1 < self._count:
            self.go(self._index + 1)
        if self._index + 1 >= self._count:
            self.pause()

    def _on_first_clicked(self, _: bool = False) -> None:
        self.pause()
        self.go(0)

    def _on_back_clicked(self, _: bool = False) -> None:
        self.pause()
        self.go(self._index - 1)

    def _on_play_clicked(self, _: bool = False) -> None:
        self.toggle()

    def _on_next_clicked(self, _: bool = False) -> None:
        self.pause()
        self.go(self._index + 1)

    def _on_last_clicked(self, _: bool = False) -> None:
        self.pause()
        self.go(self._count - 1)

    def _on_speed_changed(self, _: int) -> None:
        self._timer.setInterval(round(STEP_MS / self._speed.value))
