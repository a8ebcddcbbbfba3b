"""The Lessons place: a card for each lesson, and where a teacher's lesson is opened."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.i18n.messages import in_words
from desktop_app.lessons.lesson_card import LessonCard
from desktop_app.lessons.library import FoundLesson, opened_folder
from desktop_app.lessons.opening import open_pack, project_for
from desktop_app.lessons.pack import ENDING
from desktop_app.lessons.runner import runner_of
from desktop_app.look.look import Look
from desktop_app.look.message import Message
from desktop_app.look.tokens import SPACE_L, SPACE_M, SPACE_S, SPACE_XL
from desktop_app.look.widgets import PlainLabel, QuietButton, ThinProgress
from desktop_app.look.widgets.file_dialogs import ask_file
from desktop_app.look.widgets.scrolled import scrolled
from desktop_app.session.actions import ActionSpec
from desktop_app.session.background import Token
from desktop_app.session.following import Tokens
from desktop_app.session.session import Session
from ml_engine.domain.errors import UserError

COLUMN, WIDTH = 270, 1180


class LessonsPlace(QWidget):
    """Built from the session and the look; how far one is, the runner knows."""

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lessons-place")
        self._session, self._look = session, look
        self._runner = runner_of(session)
        self._tokens = Tokens()
        self._cards: dict[str, LessonCard] = {}
        self._shown: tuple[FoundLesson, ...] = ()
        self._grid = QGridLayout()
        self._columns = 0
        self._open = QuietButton(self.tr("Open lesson file…"), look, icon="folder-open")
        self._open.setObjectName("lessons-open")
        self._open.setAccessibleName(self.tr("Open a teacher's lesson file"))
        self._open.setToolTip(self.tr("A .vistazo-lesson file: a lesson with its pictures and recipes"))
        self._wait = ThinProgress()
        self._says = PlainLabel("", role="dim", wrap=True)
        self._says.setObjectName("lessons-says")
        self._lay_out()
        self._open.clicked.connect(self.ask_open)
        self._runner.changed.connect(self._on_runner_changed)
        self.destroyed.connect(self._tokens.cancel_all)
        self._say_waiting("")
        self._on_runner_changed()

    def actions(self) -> list[ActionSpec]:  # type: ignore[override]  # not QWidget's own list
        """Opening a lesson file."""
        return [ActionSpec("open-lesson", self.tr("Open lesson file…"), self.ask_open, icon="graduation-cap")]

    def show_detail(self, detail: str) -> None:
        """An id: that lesson's card has the focus, so that Enter starts it."""
        card = self._cards.get(detail)
        if card is not None:
            self._area.ensureWidgetVisible(card)
            card.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_open(self, _: bool = False) -> None:
        """Let a person choose a teacher's lesson file."""
        kinds = self.tr("Lessons (*{ending})").format(ending=ENDING)
        ask_file(self, self.tr("Open a lesson file"), self.open_file, purpose="lessons", kinds=kinds)

    def open_file(self, path: Path) -> None:
        """Take a lesson file in; its card comes when that is done."""
        self._say_waiting(self.tr("Opening {file}").format(file=path.name))
        work = partial(_open, path)
        self._tokens.add(self._session.background.run(work, self._on_background_opened, self._on_background_failed))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE_M)
        head.addWidget(PlainLabel(self.tr("Lessons"), role="title"))
        head.addStretch(1)
        head.addWidget(self._open)
        words = self.tr(
            "What the course teaches, done by hand: on your pictures, with your network, in numbers of your own. A "
            "lesson waits for you beside the work and never holds it up."
        )
        column = QVBoxLayout()
        column.setContentsMargins(SPACE_XL, SPACE_XL, SPACE_XL, SPACE_XL)
        column.setSpacing(SPACE_L)
        title = QVBoxLayout()
        title.setSpacing(SPACE_S)
        title.addLayout(head)
        title.addWidget(PlainLabel(words, role="dim", wrap=True))
        title.addWidget(self._wait)
        title.addWidget(self._says)
        column.addLayout(title)
        self._grid.setSpacing(SPACE_L)
        column.addLayout(self._grid)
        column.addStretch(1)
        self._area = scrolled(column, WIDTH)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._area)

    def resizeEvent(self, event: object) -> None:  # noqa: N802
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._arrange()

    def _arrange(self) -> None:
        """As many columns as there is room for."""
        room = min(self.width(), WIDTH) - 2 * SPACE_XL
        columns = max(1, min(4, room // COLUMN))
        if columns == self._columns and self._grid.count() == len(self._cards):
            return
        for column in range(max(self._columns, columns)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self._columns = columns
        for place, card in enumerate(self._cards.values()):
            self._grid.addWidget(card, place // columns, place % columns)

    def _on_runner_changed(self) -> None:
        if self._runner.lessons is not self._shown:
            self._make_cards()
        progress = self._runner.progress
        for lesson_id, card in self._cards.items():
            card.show_passed(progress.of(lesson_id), is_active=progress.active == lesson_id)
        if self._runner.problem is not None:
            self._say_error(self._runner.problem)

    def _make_cards(self) -> None:
        self._shown = self._runner.lessons
        for card in self._cards.values():
            self._grid.removeWidget(card)
            card.deleteLater()
        self._cards = {}
        for found in self._shown:
            card = LessonCard(found, self._look)
            card.start_wanted.connect(self._on_card_start_wanted)
            card.here_wanted.connect(self._runner.start)
            self._cards[found.lesson.id] = card
        self._arrange()

    def _on_card_start_wanted(self, lesson_id: str, anew: bool) -> None:
        """Where it needs pictures of its own, their project is made and opened; the lesson goes on there."""
        found = next(item for item in self._shown if item.lesson.id == lesson_id)
        if found.lesson.data == "any":
            self._runner.start(lesson_id, anew=anew)
            return
        self._say_waiting(self.tr("Preparing the pictures of the lesson"))
        work = partial(_project, found)
        ready = partial(self._on_background_project, lesson_id, anew)
        self._tokens.add(self._session.background.run(work, ready, self._on_background_failed))

    def _on_background_project(self, lesson_id: str, anew: bool, project: Path) -> None:
        self._say_waiting("")
        self._runner.start(lesson_id, anew=anew)
        if project != self._session.project.folder.path:
            self._session.open_project(project)

    def _on_background_opened(self, found: FoundLesson) -> None:
        self._say_waiting("")
        self._runner.reread()
        words = self.tr("The lesson is here: {title}").format(title=found.lesson.title.en or found.lesson.title.es)
        self._session.say(Message("ok", words))

    def _on_background_failed(self, error: UserError) -> None:
        self._say_waiting("")
        self._say_error(error)

    def _say_waiting(self, words: str) -> None:
        self._wait.setVisible(bool(words))
        self._wait.set_fraction(None if words else 0.0)
        self._says.set_role("dim")
        self._says.setText(words)
        self._says.setVisible(bool(words))
        self._open.setEnabled(not words)

    def _say_error(self, error: UserError) -> None:
        self._says.set_role("bad")
        self._says.setText(" ".join(part for part in (in_words(error.message), in_words(error.hint)) if part))
        self._says.show()


def _open(path: Path, token: Token) -> FoundLesson:
    return open_pack(path, opened_folder(), token.is_cancelled)


def _project(found: FoundLesson, token: Token) -> Path:
    return project_for(found, token.is_cancelled)
