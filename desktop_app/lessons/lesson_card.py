"""A lesson as a card: what it is called, what one will see, how long it takes, how far one is."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.i18n.messages import spoken
from desktop_app.lessons.library import FoundLesson
from desktop_app.lessons.progress import Passed
from desktop_app.look.look import Look
from desktop_app.look.tokens import ICON_L, SPACE_L, SPACE_M, SPACE_S
from desktop_app.look.widgets import ClickableCard, PlainLabel, QuietButton, ThinProgress, set_role
from desktop_app.look.widgets.context_menu import MenuItem, MenuItems, add_menu


class LessonCard(ClickableCard):
    """Signals: start_wanted(str, bool): id, and whether from the beginning.   here_wanted(str): on the open project.

    clicked starts it where it suits best: on the sample that it was written for, where it needs one.
    """

    start_wanted = Signal(str, bool)
    here_wanted = Signal(str)

    def __init__(self, found: FoundLesson, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found, self._look = found, look
        self._lesson = lesson = found.lesson
        self.setObjectName(f"lesson-card-{lesson.id}")
        self._icon = QLabel()
        self._title = PlainLabel(lesson.title.said(spoken()), role="strong", wrap=True)
        self._about = PlainLabel(lesson.about.said(spoken()), role="dim", wrap=True)
        minutes = self.tr("%n minute(s)", "", lesson.minutes)
        self._minutes = PlainLabel(f"{minutes} · {self._data_words()}", role="small", wrap=True)
        self._progress = ThinProgress()
        self._state = PlainLabel("", role="small")
        self._state.setObjectName(f"lesson-card-{lesson.id}-state")
        # A card can be clicked, but who sees it first looks for something to press.
        self._start = QuietButton(self.tr("Start"), look)
        self._start.setObjectName(f"lesson-card-{lesson.id}-start")
        set_role(self._start, "link")
        self._here = QuietButton(self.tr("On this project instead"), look)
        self._here.setObjectName(f"lesson-card-{lesson.id}-here")
        self._here.setAccessibleName(self._here.text())
        set_role(self._here, "link")
        self._is_finished = False
        self._lay_out()
        self._here.setVisible(lesson.data not in ("any", "pack"))  # not before it has a parent: it would be a window
        add_menu(self, look, "lesson-card-menu", self._menu_items)
        self.clicked.connect(self._on_clicked)
        self._start.clicked.connect(self._on_start_clicked)
        self._here.clicked.connect(self._on_here_clicked)
        look.changed.connect(self._on_look_changed)

    def show_passed(self, passed: Passed, *, is_active: bool) -> None:
        """How far the learner is in it."""
        lesson, locale = self._lesson, QLocale()
        self._is_finished = passed.finished
        at = lesson.step(passed.step)
        self._progress.set_fraction(1.0 if passed.finished else at / len(lesson.steps))
        if passed.finished:
            words = self.tr("Finished")
        elif passed.step:
            place, count = locale.toString(at + 1), locale.toString(len(lesson.steps))
            words = self.tr("Step {number} of {count}").format(number=place, count=count)
        else:
            words = self.tr("%n step(s)", "", len(lesson.steps))
        self._state.setText(words)
        set_role(self._state, "ok" if passed.finished else "small")
        self._start.setText(self.tr("Go on") if passed.step and not passed.finished else self.tr("Start"))
        self._start.setAccessibleName(f"{self._start.text()}: {self._title.text()}")
        self.set_chosen(is_active)
        self.setAccessibleName(f"{self._title.text()}. {self._about.text()} {self._minutes.text()}. {words}")
        self._on_look_changed()

    def _data_words(self) -> str:
        words = {
            "any": self.tr("on the pictures of this project"),
            "desk": self.tr("on the drawn desk"),
            "digits": self.tr("on drawn digits"),
            "things": self.tr("on drawn things"),
            "pack": self.tr("on the pictures that came with it"),
        }
        return words[self._lesson.data]

    def _menu_items(self, _: QPoint | None) -> MenuItems:
        return (
            MenuItem("start", self.tr("Start or go on"), self._on_clicked, "play"),
            MenuItem("anew", self.tr("From the beginning"), self._start_anew, "rotate-ccw"),
        )

    def _start_anew(self) -> None:
        self.start_wanted.emit(self._lesson.id, True)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE_M)
        head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._title, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_S)
        column.addLayout(head)
        column.addWidget(self._about)
        column.addStretch(1)
        column.addWidget(self._minutes)
        column.addWidget(self._progress)
        foot = QHBoxLayout()
        foot.addWidget(self._state, 1)
        foot.addWidget(self._start)
        column.addLayout(foot)
        column.addWidget(self._here, 0, Qt.AlignmentFlag.AlignRight)

    def _on_clicked(self) -> None:
        self.start_wanted.emit(self._lesson.id, False)

    def _on_start_clicked(self, _: bool = False) -> None:
        self._on_clicked()

    def _on_here_clicked(self, _: bool = False) -> None:
        self.here_wanted.emit(self._lesson.id)

    def _on_look_changed(self) -> None:
        color = "ok" if self._is_finished else "accent"
        self._icon.setPixmap(self._look.pixmap(self._lesson.icon, color, ICON_L))
