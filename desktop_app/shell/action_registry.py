"""Turns lists of ActionSpec into QActions with the keys that the user chose, each on the widget where its keys hold."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from desktop_app.look.look import Look
from desktop_app.session.action_keys import keys_of
from desktop_app.session.actions import ActionSpec
from desktop_app.session.settings import SettingsStore
from desktop_app.shell.crash_log import ACTIONS

_LOG = logging.getLogger(ACTIONS)


class ActionRegistry(QObject):
    """All actions of the window. Thrown away and made anew with the places."""

    def __init__(self, settings: SettingsStore, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._look = look
        self._specs: dict[str, ActionSpec] = {}
        self._bound: list[tuple[ActionSpec, QAction]] = []
        settings.changed.connect(self._on_settings_changed)

    @property
    def specs(self) -> Sequence[ActionSpec]:
        """Every action once, in the order of their binding."""
        return tuple(self._specs.values())

    def keys_of(self, spec: ActionSpec) -> tuple[str, ...]:
        """The keys as they are now: the user's own, else the default ones."""
        return keys_of(spec, self._settings.value.keys)

    def bind(self, specs: Iterable[ActionSpec], owner: QWidget) -> None:
        """Let the keys of these work: those of scope 'window' everywhere, others in `owner` and what is in it."""
        for spec in specs:
            if spec.scope == "window" and spec.id in self._specs:
                continue  # a place offers what the window has already; bound twice, its key would do neither
            self._specs.setdefault(spec.id, spec)
            action = QAction(spec.text, owner)
            action.setObjectName(f"action-{spec.id}")
            if spec.icon:
                action.setIcon(self._look.icon(spec.icon))
            window = spec.scope == "window"
            context = Qt.ShortcutContext.WindowShortcut if window else Qt.ShortcutContext.WidgetWithChildrenShortcut
            action.setShortcutContext(context)
            action.triggered.connect(partial(_run, spec))
            self._set_keys(spec, action)
            (owner.window() if window else owner).addAction(action)
            self._bound.append((spec, action))

    def run(self, action_id: str) -> None:
        """Do an action by its id, if it can be done now."""
        _run(self._specs[action_id])

    def release(self) -> None:
        """Take all actions off their widgets."""
        for _, action in self._bound:
            for owner in action.associatedObjects():
                if isinstance(owner, QWidget):
                    owner.removeAction(action)
            action.deleteLater()
        self._bound.clear()
        self._specs.clear()

    def _set_keys(self, spec: ActionSpec, action: QAction) -> None:
        action.setShortcuts([QKeySequence(key) for key in self.keys_of(spec)])

    def _on_settings_changed(self) -> None:
        for spec, action in self._bound:
            self._set_keys(spec, action)


def _run(spec: ActionSpec, _: bool = False) -> None:
    if spec.is_enabled:
        _LOG.info("%s", spec.id)
        spec.run()
