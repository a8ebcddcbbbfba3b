"""The answer to "What is this?": two sentences beside what was asked about, and where one learns more."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.look.look import Look
from desktop_app.look.tokens import ICON_M, SPACE_L, SPACE_M, SPACE_S, SPACE_XS
from desktop_app.look.widgets import IconButton, PlainLabel, QuietButton
from desktop_app.shell.asked_widget import Said

WIDTH = 360


class AnswerBubble(QFrame):
    """window: what it lies in. One for all answers.

    Signals: closed(): by its button or Esc.   learn_wanted(str): 'lessons ID' or 'lab PAGE'.
    """

    closed = Signal()
    learn_wanted = Signal(str)

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("answer-bubble")
        self.setProperty("role", "floating")
        self.setFixedWidth(WIDTH)
        self._look = look
        self._learn = ""
        self._icon = QLabel()
        self._title = PlainLabel("", role="strong", wrap=True)
        self._title.setObjectName("answer-title")
        self._text = PlainLabel("", wrap=True)
        self._text.setObjectName("answer-text")
        self._own = PlainLabel("", role="dim", wrap=True)
        self._own.setObjectName("answer-own")
        self._more = QuietButton("", look, icon="graduation-cap")
        self._more.setObjectName("answer-learn")
        self._close = IconButton(look, "x", self.tr("Close the answer  ·  Esc"))
        self._close.setObjectName("answer-close")
        self._lay_out()
        self._more.clicked.connect(self._on_more_clicked)
        self._close.clicked.connect(self._on_close_clicked)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()
        self.hide()

    def show_answer(self, said: Said) -> None:
        """Say this beside what it is about."""
        self._learn = said.learn
        self._title.setText(said.title)
        self._text.setText(said.text)
        self._own.setText(said.own)
        self._own.setVisible(bool(said.own))
        is_lesson = said.learn.startswith("lessons")
        words = self.tr("Learn more: a lesson") if is_lesson else self.tr("Try it in the Lab")
        self._more.setText(words)
        self._more.setAccessibleName(words)
        self._more.set_icon("graduation-cap" if is_lesson else "flask-conical")
        self._more.setVisible(bool(said.learn))
        self.setAccessibleName(f"{said.title}. {said.text} {said.own}".strip())
        self._place(said.widget)
        self.show()
        self.raise_()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.accessibleName()))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE_S)
        head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._title, 1)
        head.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_M, SPACE_M, SPACE_L)
        column.setSpacing(SPACE_S)
        column.addLayout(head)
        for part in (self._text, self._own):
            column.addWidget(part)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)

    def _place(self, about: QWidget) -> None:
        """Below what it is about where there is room, else above it; always whole within the window."""
        window = self.parentWidget()
        if window is None:
            return
        self.layout().activate()  # type: ignore[union-attr]  # it has one since it was made
        self.resize(QSize(WIDTH, max(self.heightForWidth(WIDTH), self.sizeHint().height())))
        self.adjustSize()
        area = QRect(about.mapTo(window, QPoint()), about.size())
        room = window.rect().adjusted(SPACE_S, SPACE_S, -SPACE_S, -SPACE_S)
        top = area.bottom() + SPACE_XS
        if top + self.height() > room.bottom():
            top = area.top() - self.height() - SPACE_XS
        left = min(max(area.left(), room.left()), room.right() - self.width())
        self.move(left, min(max(top, room.top()), max(room.bottom() - self.height(), room.top())))

    def _on_more_clicked(self, _: bool = False) -> None:
        self.learn_wanted.emit(self._learn)

    def _on_close_clicked(self, _: bool = False) -> None:
        self.closed.emit()

    def _on_look_changed(self) -> None:
        self._icon.setPixmap(self._look.pixmap("circle-question-mark", "accent", ICON_M))
