"""Everything that a person can choose for this computer; what is chosen holds at once."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QLocale, QSignalBlocker
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.look.look import Look, Mode
from desktop_app.look.tokens import SPACE_L
from desktop_app.look.widgets import Chip, QuietButton, Toggle
from desktop_app.look.widgets.choice import Choice
from desktop_app.session.actions import ActionSpec
from desktop_app.session.background import Background
from desktop_app.session.session import Session
from desktop_app.session.settings import Language, SettingsStore
from desktop_app.shell.keys_section import KeysSection
from desktop_app.shell.page import Page
from desktop_app.shell.setting_row import SettingCard
from desktop_app.shell.settings_folders import PictureFoldersCard, WeightsCard
from desktop_app.shell.settings_storage import StorageCard

FONT_SCALES = (0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
Device = Literal["auto", "cpu", "cuda", "mps"]


class SettingsPage(Page):
    """session: of the open project, None without one.   specs: the actions whose keys can be chosen."""

    def __init__(
        self, settings: SettingsStore, look: Look, background: Background, session: Session | None,
        specs: Sequence[ActionSpec], parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(self.tr("Settings"), "settings-page", look, parent)
        self._settings = settings
        self._stack = QStackedWidget(self)
        self._tabs = QButtonGroup(self)
        self._language: Choice[Language] = Choice("settings-language", self.tr("Language"))
        self._theme: Choice[Mode] = Choice("settings-theme", self.tr("Light or dark"))
        self._font: Choice[float] = Choice("settings-font", self.tr("Size of words"))
        self._crosshair = Toggle(self.tr("Crosshair"))
        self._hints = QuietButton(self.tr("Show them again"), look)
        self._device: Choice[Device] = Choice("settings-device", self.tr("Device"))
        self._threads: Choice[int] = Choice("settings-threads", self.tr("Threads"))
        self._add_tab("general", self.tr("General"), self._appearance(), self._drawing())
        self._add_tab(
            "computer", self.tr("Computer"), self._computing(), StorageCard(settings, look, background, session)
        )
        self._add_tab(
            "folders", self.tr("Folders"), PictureFoldersCard(look, session), WeightsCard(settings, look, session)
        )
        self._add_tab("keys", self.tr("Keys"), KeysSection(settings, look, specs))
        self.head.addStretch(1)
        self.column.addWidget(self._stack, 1)
        settings.changed.connect(self._on_settings_changed)
        self._on_settings_changed()
        self._connect()

    def show_tab(self, name: str) -> None:
        """'general', 'computer', 'folders', 'keys'."""
        for number, button in enumerate(self._tabs.buttons()):
            if button.objectName() == f"settings-tab-{name}":
                button.setChecked(True)
                self._stack.setCurrentIndex(number)
                self._fit_stack()

    def _add_tab(self, name: str, title: str, *sections: QWidget) -> None:
        holder = QWidget(self._stack)
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_L)
        for section in sections:
            layout.addWidget(section)
        layout.addStretch(1)
        number = self._stack.addWidget(holder)
        chip = Chip(title, checkable=True)
        chip.setObjectName(f"settings-tab-{name}")
        chip.setAccessibleName(title)
        chip.setChecked(number == 0)
        self._tabs.addButton(chip, number)
        self.head.addWidget(chip)

    def _appearance(self) -> SettingCard:
        card = SettingCard(self.tr("Appearance"))
        self._language.set_choices([("system", self.tr("As the system")), ("en", "English"), ("es", "Español")])
        card.add_row(self.tr("Language"), self.tr("Changes at once; work goes on."), self._language)
        modes: list[tuple[Mode, str]] = [
            ("system", self.tr("As the system")), ("light", self.tr("Light")), ("dark", self.tr("Dark")),
        ]  # fmt: skip
        self._theme.set_choices(modes)
        card.add_row(
            self.tr("Light or dark"), self.tr("Dark is easier on pictures that are dark themselves."), self._theme
        )
        self._font.set_choices([(scale, _percent(scale)) for scale in FONT_SCALES])
        card.add_row(self.tr("Size of words"), self.tr("100 % is the size of the system."), self._font)
        return card

    def _drawing(self) -> SettingCard:
        card = SettingCard(self.tr("Work"))
        self._crosshair.setObjectName("settings-crosshair")
        self._crosshair.setText("")
        self._crosshair.setAccessibleName(self.tr("Crosshair"))
        words = self.tr("Lines through the pointer while a box is drawn, with its place in pixels.")
        card.add_row(self.tr("Crosshair"), words, self._crosshair)
        self._hints.setObjectName("settings-hints")
        self._hints.setAccessibleName(self.tr("Show the hints again"))
        card.add_row(self.tr("Hints"), self.tr("Small bubbles that come once, when something is new."), self._hints)
        return card

    def _computing(self) -> SettingCard:
        card = SettingCard(self.tr("Computing"))
        devices: list[tuple[Device, str]] = [
            ("auto", self.tr("Automatic")), ("cpu", self.tr("Processor (CPU)")),
            ("cuda", self.tr("NVIDIA card (CUDA)")), ("mps", self.tr("Apple graphics (MPS)")),
        ]  # fmt: skip
        self._device.set_choices(devices)
        words = self.tr("Automatic takes a graphics card where there is one that PyTorch can use.")
        card.add_row(self.tr("Device"), words, self._device)
        cores = os.cpu_count() or 1
        every = self.tr("All {count}").format(count=QLocale().toString(cores))
        self._threads.set_choices([(0, every), *((count, QLocale().toString(count)) for count in range(1, cores))])
        card.add_row(
            self.tr("Threads"), self.tr("Cores that a training may use. The window always goes first."), self._threads
        )
        return card

    def _connect(self) -> None:
        self._tabs.idClicked.connect(self._on_tabs_id_clicked)
        self._language.currentIndexChanged.connect(self._on_language_changed)
        self._theme.currentIndexChanged.connect(self._on_theme_changed)
        self._font.currentIndexChanged.connect(self._on_font_changed)
        self._device.currentIndexChanged.connect(self._on_device_changed)
        self._threads.currentIndexChanged.connect(self._on_threads_changed)
        self._crosshair.toggled.connect(self._on_crosshair_toggled)
        self._hints.clicked.connect(self._on_hints_clicked)
        self._fit_stack()

    def _on_settings_changed(self) -> None:
        value = self._settings.value
        self._language.show_value(value.language)
        self._theme.show_value(value.theme)
        self._font.show_value(value.font_scale, _percent(value.font_scale))
        self._device.show_value(value.device)
        self._threads.show_value(value.threads, QLocale().toString(value.threads))
        with QSignalBlocker(self._crosshair):
            self._crosshair.setChecked(value.crosshair)
        self._hints.setEnabled(bool(value.hints_seen))

    def _on_tabs_id_clicked(self, number: int) -> None:
        self._stack.setCurrentIndex(number)
        self._fit_stack()

    def _fit_stack(self) -> None:
        """As high as the tab that is shown, not as the highest: so a short one does not scroll."""
        for number in range(self._stack.count()):
            tab = self._stack.widget(number)
            if tab is not None:
                is_shown = number == self._stack.currentIndex()
                high = QSizePolicy.Policy.Preferred if is_shown else QSizePolicy.Policy.Ignored
                tab.setSizePolicy(QSizePolicy.Policy.Preferred, high)

    def _on_language_changed(self, _: int) -> None:
        self._settings.change(language=self._language.value)

    def _on_theme_changed(self, _: int) -> None:
        self._settings.change(theme=self._theme.value)

    def _on_font_changed(self, _: int) -> None:
        self._settings.change(font_scale=self._font.value)

    def _on_device_changed(self, _: int) -> None:
        self._settings.change(device=self._device.value)

    def _on_threads_changed(self, _: int) -> None:
        self._settings.change(threads=self._threads.value)

    def _on_crosshair_toggled(self, is_on: bool) -> None:
        self._settings.change(crosshair=is_on)

    def _on_hints_clicked(self, _: bool = False) -> None:
        self._settings.change(hints_seen=())


def _percent(scale: float) -> str:
    return f"{QLocale().toString(round(scale * 100))} %"
