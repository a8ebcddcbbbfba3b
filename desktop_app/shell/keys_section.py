"""All actions with their keys, to be changed: a key that is taken is shown with what has it, and can be taken over."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.look.look import Look
from desktop_app.look.tokens import ROW, SPACE_L, SPACE_M, SPACE_S
from desktop_app.look.widgets import Card, IconButton, PlainLabel, QuietButton
from desktop_app.session.action_keys import key_text, keys_of
from desktop_app.session.actions import ActionSpec, Scope
from desktop_app.session.settings import SettingsStore
from desktop_app.shell.find_match import find_match
from desktop_app.shell.key_field import KeyField
from desktop_app.shell.key_map import portable_key, taken_by, with_key, without_key


class KeyRow(QWidget):
    """An action and its keys.

    Signals: key_wanted(str): a key was pressed for it, '' for none.   reset_wanted(): its default keys again.
    take_wanted(), keep_wanted(): the answer to `show_conflict`.
    """

    key_wanted = Signal(str)
    reset_wanted = Signal()
    take_wanted = Signal()
    keep_wanted = Signal()

    def __init__(self, spec: ActionSpec, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spec = spec
        self.field = KeyField(self)
        self.field.setObjectName(f"key-of-{spec.id}")
        self.field.setAccessibleName(self.tr("Keys of {action}").format(action=spec.text))
        self.reset = IconButton(look, "rotate-ccw", self.tr("Default keys again"))
        self.reset.setObjectName(f"key-reset-{spec.id}")
        self.none = IconButton(look, "x", self.tr("No key"))
        self.none.setObjectName(f"key-none-{spec.id}")
        self._conflict = PlainLabel("", role="warn")
        self._take = QuietButton(self.tr("Use it here"), look)
        self._keep = QuietButton(self.tr("Leave it"), look)
        self._answer = QWidget(self)
        self._lay_out()
        self.field.key_chosen.connect(self.key_wanted)
        self.reset.clicked.connect(self._on_reset_clicked)
        self.none.clicked.connect(self._on_none_clicked)
        self._take.clicked.connect(self._on_take_clicked)
        self._keep.clicked.connect(self._on_keep_clicked)

    def show_keys(self, keys: tuple[str, ...], is_own: bool) -> None:
        """is_own: not the default ones."""
        self.field.show_keys(keys)
        self.reset.setVisible(is_own)
        self.none.setVisible(bool(keys))
        self._answer.hide()

    def show_conflict(self, key: str, other: ActionSpec) -> None:
        """The key does something else already."""
        words = self.tr("{key} is for “{action}”.").format(key=key_text(key), action=other.text)
        self._conflict.setText(words)
        self._answer.show()
        self._take.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        self._take.setObjectName(f"key-take-{self.spec.id}")
        self._keep.setObjectName(f"key-keep-{self.spec.id}")
        for button in (self._take, self._keep):
            button.setProperty("role", "small-quiet")
        line = QHBoxLayout()
        line.setSpacing(SPACE_S)
        line.addWidget(PlainLabel(self.spec.text, elide=True), 1)
        for icon in (self.reset, self.none):
            policy = icon.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            icon.setSizePolicy(policy)
            line.addWidget(icon)
        line.addWidget(self.field)
        answer = QHBoxLayout(self._answer)
        answer.setContentsMargins(0, 0, 0, SPACE_S)
        answer.setSpacing(SPACE_S)
        answer.addStretch(1)
        answer.addWidget(self._conflict)
        answer.addWidget(self._take)
        answer.addWidget(self._keep)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(line)
        layout.addWidget(self._answer)
        self.setMinimumHeight(ROW)

    def _on_reset_clicked(self, _: bool = False) -> None:
        self.reset_wanted.emit()

    def _on_none_clicked(self, _: bool = False) -> None:
        self.key_wanted.emit("")

    def _on_take_clicked(self, _: bool = False) -> None:
        self.take_wanted.emit()

    def _on_keep_clicked(self, _: bool = False) -> None:
        self.keep_wanted.emit()


class KeysSection(QWidget):
    """specs: of the window as it is now; those of places come once the place was opened."""

    def __init__(
        self, settings: SettingsStore, look: Look, specs: Sequence[ActionSpec], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("settings-keys")
        self._settings = settings
        self._specs = specs
        self._wanted: dict[str, str] = {}
        self._rows = {spec.id: self._make_row(spec, look) for spec in specs}
        self._cards: list[tuple[Card, list[KeyRow]]] = []
        self._find = QLineEdit(self)
        self._reset_all = QuietButton(self.tr("All default keys again"), look, icon="rotate-ccw")
        self._nothing = PlainLabel(self.tr("No action is called that."), role="dim")
        self._lay_out()
        self._find.textChanged.connect(self._on_find_text_changed)
        self._reset_all.clicked.connect(self._on_reset_all_clicked)
        settings.changed.connect(self._on_settings_changed)
        self._on_settings_changed()

    def row(self, action_id: str) -> KeyRow:
        """The row of an action."""
        return self._rows[action_id]

    def _make_row(self, spec: ActionSpec, look: Look) -> KeyRow:
        row = KeyRow(spec, look)
        row.key_wanted.connect(self._on_row_key_wanted)
        row.reset_wanted.connect(self._on_row_reset_wanted)
        row.take_wanted.connect(self._on_row_take_wanted)
        row.keep_wanted.connect(self._on_settings_changed)
        return row

    def _lay_out(self) -> None:
        self._find.setObjectName("keys-find")
        self._find.setAccessibleName(self.tr("Find an action"))
        self._find.setPlaceholderText(self.tr("Find an action…"))
        self._find.setClearButtonEnabled(True)
        self._reset_all.setObjectName("keys-reset-all")
        self._reset_all.setAccessibleName(self._reset_all.text())
        head = QHBoxLayout()
        head.setSpacing(SPACE_M)
        head.addWidget(self._find, 1)
        head.addWidget(self._reset_all)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_L)
        layout.addLayout(head)
        layout.addWidget(self._nothing)
        titles: dict[Scope, str] = {
            "window": self.tr("Everywhere"),
            "canvas": self.tr("In the picture"),
            "browser": self.tr("In the list of pictures"),
            "objects": self.tr("In the list of objects"),
            "inside": self.tr("In the place Inside"),
        }
        for scope, title in titles.items():
            rows = [self._rows[spec.id] for spec in self._specs if spec.scope == scope]
            if rows:
                layout.addWidget(self._card(title, rows))
        self._nothing.hide()

    def _card(self, title: str, rows: list[KeyRow]) -> Card:
        card = Card()
        inner = QVBoxLayout(card)
        inner.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_M)
        inner.setSpacing(0)
        inner.addWidget(PlainLabel(title, role="heading"))
        inner.addSpacing(SPACE_S)
        for row in rows:
            inner.addWidget(row)
        self._cards.append((card, rows))
        return card

    def _sender(self) -> KeyRow:
        row = self.sender()
        if not isinstance(row, KeyRow):
            raise TypeError(f"only rows ask for keys, not {row!r}")
        return row

    def _on_settings_changed(self) -> None:
        own = self._settings.value.keys
        for row in self._rows.values():
            row.show_keys(keys_of(row.spec, own), row.spec.id in own)
        self._reset_all.setEnabled(bool(own))

    def _on_row_key_wanted(self, key: str) -> None:
        row, own = self._sender(), self._settings.value.keys
        other = taken_by(key, row.spec, self._specs, own)
        if other is not None:
            self._wanted[row.spec.id] = key
            row.show_conflict(key, other)
            return
        self._settings.change(keys=with_key(row.spec, key, own))
        self._on_settings_changed()

    def _on_row_take_wanted(self) -> None:
        """All other actions give the key up; what else they are started with stays."""
        spec, own = self._sender().spec, dict(self._settings.value.keys)
        key = self._wanted[spec.id]
        while (other := taken_by(key, spec, self._specs, own)) is not None:
            left = [used for used in keys_of(other, own) if portable_key(used) != portable_key(key)]
            own = with_key(other, left[0] if left else "", own)
        self._settings.change(keys=with_key(spec, key, own))

    def _on_row_reset_wanted(self) -> None:
        spec, own = self._sender().spec, self._settings.value.keys
        self._settings.change(keys=without_key(spec, own))

    def _on_reset_all_clicked(self, _: bool = False) -> None:
        self._settings.change(keys={})

    def _on_find_text_changed(self, text: str) -> None:
        any_found = False
        for card, rows in self._cards:
            found = [row for row in rows if find_match(text, row.spec.text) is not None]
            for row in rows:
                row.setVisible(row in found)
            card.setVisible(bool(found))
            any_found = any_found or bool(found)
        self._nothing.setVisible(not any_found)
