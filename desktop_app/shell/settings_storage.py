"""Settings of the disk: how large the cache may become, and what it holds."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget

from desktop_app.look.look import Look
from desktop_app.look.widgets import QuietButton
from desktop_app.look.widgets.choice import Choice
from desktop_app.project.folder import ProjectFolder
from desktop_app.session.background import Background, Token
from desktop_app.session.session import Session
from desktop_app.session.settings import SettingsStore
from desktop_app.shell.cache_space import cache_bytes, clear_cache
from desktop_app.shell.setting_row import SettingCard

SIZES_GB = (1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0)


class StorageCard(SettingCard):
    """session: None on the welcome page; then there is no cache to speak of."""

    def __init__(
        self, settings: SettingsStore, look: Look, background: Background, session: Session | None,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(self.tr("Disk"), parent)
        self.setObjectName("settings-disk")
        self._settings = settings
        self._background = background
        self._session = session
        self._tokens: list[Token] = []
        self._limit: Choice[float] = Choice("settings-cache-limit", self.tr("Largest size of the cache"))
        self._clear = QuietButton(self.tr("Clear"), look, icon="eraser")
        self._lay_out()
        self.destroyed.connect(partial(_cancel, self._tokens))
        settings.changed.connect(self._on_settings_changed)
        if session is not None:
            session.runs.training_changed.connect(self._on_runs_training_changed)
        self._on_settings_changed()
        self._on_runs_training_changed()

    def _lay_out(self) -> None:
        locale = QLocale()
        automatic = self.tr("Automatic")
        sizes = [(size, self.tr("{size} GB").format(size=locale.toString(size, "f", 0))) for size in SIZES_GB]
        self._limit.set_choices([(0.0, automatic), *sizes])
        self._limit.currentIndexChanged.connect(self._on_limit_changed)
        words = self.tr(
            "Computed features make the next training quick. Automatic: 20 GB, or a quarter of what is free."
        )
        self.add_row(self.tr("Largest size of the cache"), words, self._limit)
        self._clear.setObjectName("settings-cache-clear")
        self._clear.setAccessibleName(self.tr("Clear the cache of this project"))
        self._clear.clicked.connect(self._on_clear_clicked)
        if self._session is not None:
            self._used = self.add_row(self.tr("Cache of this project"), self.tr("Counting…"), self._clear)

    def _on_settings_changed(self) -> None:
        value = self._settings.value
        words = self.tr("{size} GB").format(size=QLocale().toString(value.cache_gb, "f", 1))
        self._limit.show_value(value.cache_gb, words)

    def _on_limit_changed(self, _: int) -> None:
        self._settings.change(cache_gb=self._limit.value)

    def _on_runs_training_changed(self) -> None:
        """The cache is not taken from under a training."""
        if self._session is None:
            return
        is_training = self._session.runs.training is not None
        self._clear.setEnabled(not is_training and not self._session.read_only)
        self._clear.setToolTip(self.tr("Not while a training reads it.") if is_training else "")
        if not is_training and not self._tokens:
            self._count()

    def _on_clear_clicked(self, _: bool = False) -> None:
        if self._session is not None:
            self._clear.setEnabled(False)
            self._used.setText(self.tr("Clearing…"))
            self._run(partial(_clear, self._session.project.folder))

    def _count(self) -> None:
        if self._session is not None:
            self._run(partial(_measure, self._session.project.folder))

    def _run(self, work: partial[int]) -> None:
        _cancel(self._tokens)
        self._tokens.append(self._background.run(work, self._on_background_measured))

    def _on_background_measured(self, used: int) -> None:
        self._tokens.clear()
        size = QLocale().formattedDataSize(used, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
        words = self.tr("{size} of features and thumbnails. All of it is computed again when it is needed.")
        self._used.setText(words.format(size=size))
        training = self._session is not None and self._session.runs.training is not None
        read_only = self._session is not None and self._session.read_only
        self._clear.setEnabled(used > 0 and not training and not read_only)


def _measure(folder: ProjectFolder, token: Token) -> int:
    return cache_bytes(folder, token.is_cancelled)


def _clear(folder: ProjectFolder, token: Token) -> int:
    clear_cache(folder)
    return cache_bytes(folder, token.is_cancelled)


def _cancel(tokens: list[Token], *_: object) -> None:
    for token in tokens:
        token.cancel()
    tokens.clear()
