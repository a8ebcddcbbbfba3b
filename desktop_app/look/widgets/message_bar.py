"""The bar of sentences: one at a time, never in the way, with one thing to do about it."""

from __future__ import annotations

from collections import deque

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QEnterEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.i18n.messages import in_words
from desktop_app.look.look import Look
from desktop_app.look.message import Message
from desktop_app.look.tokens import ICON_M, SPACE_M, SPACE_S, SPACE_XS
from desktop_app.look.widgets.buttons import IconButton, QuietButton
from desktop_app.look.widgets.plain_label import PlainLabel
from desktop_app.look.widgets.role import set_state

ICONS = {"info": ("info", "accent"), "ok": ("circle-check", "ok"), "warn": ("triangle-alert", "warn")}
BAD = ("circle-alert", "bad")


class MessageBar(QFrame):
    """Hidden while there is nothing to say. The same message twice in a row is said once.

    Signals: closed(): a message went, by its button, its time or its cross.
    """

    closed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message-bar")
        self.setProperty("role", "message")
        self._look = look
        self._waiting: deque[Message] = deque()
        self._shown: Message | None = None
        self._picture = QLabel(self)
        self.text = PlainLabel("", role="strong", wrap=True)
        self.hint = PlainLabel("", wrap=True)
        self.action_button = QuietButton("", look)
        self.not_now_button = QuietButton("", look)
        self.close_button = IconButton(look, "x", self.tr("Close this message"))
        self._buttons = (self.action_button, self.not_now_button, self.close_button)
        self._timer = QTimer(self, singleShot=True)
        self._lay_out()
        self._connect()
        self.hide()

    @property
    def message(self) -> Message | None:
        """What is said now."""
        return self._shown

    @property
    def is_counting(self) -> bool:
        """The message goes by itself; not while the pointer or the keyboard is at it."""
        return self._timer.isActive()

    def show_message(self, message: Message) -> None:
        """Say it now, or after what is being said; news at once."""
        if message in (self._shown, *self._waiting):
            return
        if not message.is_news:
            self._waiting.append(message)
        elif self._shown is None or self._shown.is_news:
            self._waiting.insert(self._news_count(), message)
        else:
            self._waiting.extendleft((self._shown, message))
            self._next()
        if self._shown is None:
            self._next()

    def close_message(self) -> None:
        """A person closes the message: it is told, and the next one comes."""
        told = None if self._shown is None else self._shown.closed
        self._leave()
        if told is not None:
            told()

    def clear(self) -> None:
        """Nothing more to say."""
        self._waiting.clear()
        self._next()

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802
        super().enterEvent(event)
        self._count()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        super().leaveEvent(event)
        self._count()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Of its buttons."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._count()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.WindowActivate, QEvent.Type.WindowDeactivate):
            self._count()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self.close_message()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self.text.setObjectName("message-text")
        self.hint.setObjectName("message-hint")
        self.action_button.setObjectName("message-action")
        self.not_now_button.setObjectName("message-not-now")
        self.close_button.setObjectName("message-close")
        words = QVBoxLayout()
        words.setSpacing(SPACE_XS // 2)
        words.addWidget(self.text)
        words.addWidget(self.hint)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE_M, SPACE_S, SPACE_S, SPACE_S)
        layout.setSpacing(SPACE_M)
        layout.addWidget(self._picture)
        layout.addLayout(words, 1)
        for button in self._buttons:
            layout.addWidget(button)

    def _connect(self) -> None:
        self.action_button.clicked.connect(self._on_action_button_clicked)
        self.close_button.clicked.connect(self.close_message)
        self._timer.timeout.connect(self._leave)
        self.not_now_button.clicked.connect(self.close_message)
        for button in self._buttons:
            button.installEventFilter(self)
        self._look.changed.connect(self._on_look_changed)

    def _news_count(self) -> int:
        """How many news wait, before all else."""
        return sum(message.is_news for message in self._waiting)

    @Slot()
    def _leave(self) -> None:
        """The shown message goes, the next one comes."""
        if self._shown is not None:
            self._next()
            self.closed.emit()

    def _next(self) -> None:
        self._timer.stop()
        self._shown = self._waiting.popleft() if self._waiting else None
        if self._shown is None:
            self.hide()
            return
        self._fill(self._shown)
        self.show()
        self._count()

    def _count(self) -> None:
        """Start the message's time, or stop it while somebody reads or acts, or looks at another window."""
        seconds = 0.0 if self._shown is None else self._shown.timeout_s
        is_held = self.underMouse() or any(button.hasFocus() for button in self._buttons) or not self.isActiveWindow()
        if seconds > 0 and not is_held:
            self._timer.start(round(seconds * 1000))
        else:
            self._timer.stop()

    def _fill(self, message: Message) -> None:
        set_state(self, "kind", message.kind)
        text, hint = in_words(message.text), in_words(message.hint)
        self.text.setText(text)
        self.hint.setText(hint)
        self.hint.setVisible(bool(message.hint))
        self.action_button.setText(message.action_text)
        self.action_button.setVisible(bool(message.action_text))
        self.not_now_button.setText(message.close_text)
        self.not_now_button.setVisible(bool(message.close_text))
        self.setAccessibleName(f"{text} {hint}".strip())
        self._on_look_changed()
        announcement = QAccessibleAnnouncementEvent(self, self.accessibleName())
        if message.kind in ("warn", "bad"):
            announcement.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(announcement)

    def _on_action_button_clicked(self, _: bool = False) -> None:
        action = None if self._shown is None else self._shown.action
        self._leave()
        if action is not None:
            action()

    def _on_look_changed(self) -> None:
        kind = "info" if self._shown is None else self._shown.kind
        name, color = ICONS.get(kind, BAD)
        self._picture.setPixmap(self._look.pixmap(name, color, ICON_M))
