"""The first thing a person sees: three ways to begin, and the projects that were open before."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop_app.look.look import Look
from desktop_app.look.message import Message
from desktop_app.look.tokens import ICON_L, SPACE_L, SPACE_M, SPACE_S, SPACE_XL, SPACE_XS
from desktop_app.look.widgets import ClickableCard, KeyCap, MessageBar, PlainLabel, ThinProgress
from desktop_app.session.action_keys import OPEN_FOLDER, OPEN_PROJECT, ActionKeys, shown_key
from desktop_app.session.background import Background
from desktop_app.session.settings import SettingsStore
from desktop_app.shell.drop_hint import DropHint
from desktop_app.shell.recent_list import RecentList
from ml_engine.domain.errors import UserError

LOGO = 56
WIDTH = 1040


class WelcomePage(QWidget):
    """Signals: open_folder_wanted(), open_project_wanted(), sample_wanted(): a choice was clicked.

    recent_wanted(object): Path of a recent project.   paths_dropped(object): list[Path] of what was dropped.
    """

    open_folder_wanted = Signal()
    open_project_wanted = Signal()
    sample_wanted = Signal()
    recent_wanted = Signal(object)
    paths_dropped = Signal(object)

    def __init__(
        self, settings: SettingsStore, look: Look, background: Background, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("welcome")
        self.setAccessibleName(self.tr("Welcome"))
        self.setAcceptDrops(True)
        self._look = look
        self._settings = settings
        self._caps: list[tuple[KeyCap, ActionKeys]] = []
        self._icons: list[tuple[QLabel, str]] = []
        self._logo = QLabel(self)
        self._messages = MessageBar(look)
        self._messages.setProperty("flush", True)
        drop_words = self.tr("Or drop a folder, pictures, annotations or a project anywhere here.")
        self._drop_words = PlainLabel(drop_words, role="small", wrap=True)
        self._busy_words = PlainLabel("", role="small", elide=True)
        self._busy = ThinProgress()
        self._recent = RecentList(settings, look, background)
        self._busy_words.setObjectName("welcome-busy")
        self._recent_title = PlainLabel(self.tr("Recent projects"), role="strong")
        self._choices = self._make_choices()
        self._lay_out()
        self._hint = DropHint(look, self.tr("Drop a folder, pictures, annotations or a project to open it"), self)
        self._recent.chosen.connect(self.recent_wanted)
        self._recent.emptied.connect(self._recent_title.hide)
        look.changed.connect(self._on_look_changed)
        settings.changed.connect(self._on_settings_changed)
        self._on_look_changed()
        self._on_settings_changed()
        self.show_busy("")
        self._recent_title.setVisible(bool(self._recent.cards))

    def show_busy(self, text: str) -> None:
        """Something is being opened or closed; '' when it is done."""
        self._busy.setAccessibleName(text)
        self._busy_words.setText(text)
        self._busy_words.setVisible(bool(text))
        self._drop_words.setVisible(not text)
        self._busy.setVisible(bool(text))
        if text:
            self._busy.set_fraction(None)
        for widget in (*self._choices, self._recent):
            widget.setEnabled(not text)

    def show_error(self, error: UserError) -> None:
        """Why it could not be opened, or what could not be saved."""
        self.show_busy("")
        self._messages.show_message(Message("bad", error.message, error.hint))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        if self._choices[0].isEnabled() and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
            self._hint.cover()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802
        self._hint.hide()
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        self._hint.hide()
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.paths_dropped.emit(paths)

    def _make_choices(self) -> list[ClickableCard]:
        folder = self._choice(
            "welcome-open-folder", "folder-open", self.tr("Open a folder of pictures"),
            self.tr("Nothing is asked, and nothing is written among your pictures."),
            OPEN_FOLDER,
        )  # fmt: skip
        project = self._choice(
            "welcome-open-project", "package-open", self.tr("Open a project"),
            self.tr("Go on where you left a folder that ends in -vistazo."),
            OPEN_PROJECT,
        )  # fmt: skip
        sample = self._choice(
            "welcome-sample", "sparkles", self.tr("Try the sample"),
            self.tr("60 pictures of a desk, 40 of them labelled: press Train and watch."), None,
        )  # fmt: skip
        folder.clicked.connect(self.open_folder_wanted)
        project.clicked.connect(self.open_project_wanted)
        sample.clicked.connect(self.sample_wanted)
        return [folder, project, sample]

    def _choice(self, name: str, icon: str, title: str, words: str, action: ActionKeys | None) -> ClickableCard:
        card = ClickableCard()
        card.setObjectName(name)
        card.setAccessibleName(title)
        card.setAccessibleDescription(words)
        picture = QLabel(card)
        self._icons.append((picture, icon))
        head = QHBoxLayout()
        head.addWidget(picture)
        head.addStretch(1)
        if action is not None:
            cap = KeyCap("")
            self._caps.append((cap, action))
            head.addWidget(cap)
        layout = QVBoxLayout(card)
        layout.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        layout.setSpacing(SPACE_XS)
        layout.addLayout(head)
        layout.addSpacing(SPACE_S)
        layout.addWidget(PlainLabel(title, role="strong", wrap=True))
        layout.addWidget(PlainLabel(words, role="dim", wrap=True))
        layout.addStretch(1)
        return card

    def _lay_out(self) -> None:
        column = QWidget(self)
        column.setMaximumWidth(WIDTH)
        inner = QVBoxLayout(column)
        inner.setContentsMargins(SPACE_XL, SPACE_XL, SPACE_XL, SPACE_XL)
        inner.setSpacing(SPACE_M)
        inner.addStretch(1)
        inner.addLayout(self._head())
        inner.addSpacing(SPACE_L)
        choices = QHBoxLayout()
        choices.setSpacing(SPACE_M)
        for card in self._choices:
            choices.addWidget(card, 1)
        inner.addLayout(choices)
        inner.addWidget(self._drop_words)
        inner.addWidget(self._busy_words)
        inner.addWidget(self._busy)
        inner.addSpacing(SPACE_L)
        inner.addWidget(self._recent_title)
        inner.addWidget(self._recent)
        inner.addStretch(2)
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        holder = QWidget(area)
        across = QHBoxLayout(holder)
        across.setContentsMargins(0, 0, 0, 0)
        across.addStretch(1)
        across.addWidget(column, 100)
        across.addStretch(1)
        area.setWidget(holder)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._messages)
        layout.addWidget(area, 1)

    def _head(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(SPACE_XS)
        words.addWidget(PlainLabel("Vistazo", role="title"))
        sentence = self.tr("Draw boxes on your pictures; a model learns from them on this computer, while you watch.")
        words.addWidget(PlainLabel(sentence, role="dim", wrap=True))
        head = QHBoxLayout()
        head.setSpacing(SPACE_L)
        head.addWidget(self._logo)
        head.addLayout(words, 1)
        return head

    def _on_settings_changed(self) -> None:
        for cap, action in self._caps:
            cap.setText(shown_key(action, self._settings.value.keys))
            cap.setVisible(bool(cap.text()))

    def _on_look_changed(self) -> None:
        self._logo.setPixmap(self._look.pixmap("vistazo", "accent", LOGO))
        for label, icon in self._icons:
            label.setPixmap(self._look.pixmap(icon, "accent", ICON_L))
