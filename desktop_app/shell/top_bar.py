"""The bar above: whose project this is, the box that finds everything, what runs, and the one primary button."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_M, SPACE_S
from desktop_app.look.widgets import IconButton, PlainLabel, PrimaryButton
from desktop_app.session.action_keys import MENU, TRAIN, WHAT_IS_THIS, shown_key, words_with_key
from desktop_app.session.session import Session
from desktop_app.shell.running_job import running_job

HEIGHT = 48
LOGO = 26


class TopBar(QFrame):
    """find_box: the widget of the command palette, put in the middle.

    Signals: menu_wanted(): the logo was clicked.   train_wanted(): the primary button.   job_wanted(): the chip.
    """

    menu_wanted = Signal()
    train_wanted = Signal()
    job_wanted = Signal()

    def __init__(self, session: Session, look: Look, find_box: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("top-bar")
        self.setProperty("role", "bar")
        self.setFixedHeight(HEIGHT)
        self._session = session
        self._look = look
        self.menu_button = QToolButton(self)
        self._name = PlainLabel(session.name, role="strong", elide=True)
        self._size = PlainLabel("", role="dim")
        self._chip = QToolButton(self)
        self.what_is_this = IconButton(look, "circle-question-mark", self.tr("What is this?"), checkable=True)
        self.train = PrimaryButton(self.tr("Train"), look, icon="play")
        self._lay_out(find_box)
        self._connect()
        self._on_counts_changed()
        self._on_job_changed()
        self._on_settings_changed()
        self._on_look_changed()

    def _lay_out(self, find_box: QWidget) -> None:
        self.menu_button.setObjectName("main-menu")
        self.menu_button.setAccessibleName(self.tr("Menu: open, settings, about"))
        self.menu_button.setIconSize(QSize(LOGO, LOGO))
        self.menu_button.setProperty("role", "icon")
        self._chip.setObjectName("job-chip")
        self._chip.setProperty("role", "chip")
        self._chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.what_is_this.setObjectName("what-is-this")
        self.train.setObjectName("train-button")
        self._name.setObjectName("project-name")
        self._name.setMaximumWidth(280)
        self._name.setToolTip(str(self._session.project.folder.path))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE_S, 0, SPACE_S, 0)
        layout.setSpacing(SPACE_S)
        layout.addWidget(self.menu_button)
        layout.addWidget(self._name)
        layout.addWidget(self._size)
        layout.addStretch(1)
        find_box.setParent(self)
        layout.addWidget(find_box, 2)
        layout.addStretch(1)
        layout.addWidget(self._chip)
        layout.addWidget(self.what_is_this)
        layout.addSpacing(SPACE_M - SPACE_S)
        layout.addWidget(self.train)

    def _connect(self) -> None:
        session = self._session
        session.pictures.counts_changed.connect(self._on_counts_changed)
        session.labels.changed.connect(self._on_counts_changed)
        session.runs.training_changed.connect(self._on_job_changed)
        session.proposing.changed.connect(self._on_job_changed)
        session.folders.changed.connect(self._on_job_changed)
        self.menu_button.clicked.connect(self.menu_wanted)
        self.train.clicked.connect(self.train_wanted)
        self._chip.clicked.connect(self.job_wanted)
        session.settings.changed.connect(self._on_settings_changed)
        self._look.changed.connect(self._on_look_changed)

    def _on_counts_changed(self) -> None:
        pictures = self.tr("%n picture(s)", "", self._session.pictures.counts.all)
        labels = self.tr("%n label(s)", "", len(self._session.labels.all))
        self._size.setText(f"{pictures} · {labels}")

    def _on_job_changed(self) -> None:
        job = running_job(self._session)
        self._chip.setVisible(job is not None)
        if job is not None:
            self._chip.setText(job.short)
            self._chip.setAccessibleName(job.words)
            self._chip.setToolTip(self.tr("{job}. Click to see it.").format(job=job.words))

    def _on_settings_changed(self) -> None:
        own = self._session.settings.value.keys
        self.train.set_key(shown_key(TRAIN, own))
        tip = self.tr("What is this? Click a number or a setting for its answer")
        self.what_is_this.setToolTip(words_with_key(tip, WHAT_IS_THIS, own))
        self.menu_button.setToolTip(words_with_key(self.tr("Open, settings, about"), MENU, own))

    def _on_look_changed(self) -> None:
        self.menu_button.setIcon(self._look.icon("vistazo", "accent"))
        self._chip.setIcon(self._look.icon("zap", "ok"))
