"""The labels of the project: which one sticks, how often each is used, and all that can be done to them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.i18n.messages import in_words
from desktop_app.labels.label_commands import LabelCommands
from desktop_app.labels.label_delegate import MOST_LETTERS
from desktop_app.labels.label_list import LabelList
from desktop_app.labels.label_menu import LabelMenus
from desktop_app.labels.label_model import LabelModel
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_M, SPACE_S
from desktop_app.look.widgets import EmptyState, IconButton, PlainLabel, ThinProgress, Toggle
from desktop_app.session.action_keys import RENAME_LABEL
from desktop_app.session.actions import ActionSpec
from desktop_app.session.session import Session
from ml_engine.domain.errors import UserError

FIND_FROM = 11  # labels; fewer are seen at once


class NameField(QLineEdit):
    """A field that closes on Esc when it is asked to."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.editingFinished.emit()
            self.hide()
        else:
            super().keyPressEvent(event)


class LabelsPanel(QWidget):
    """Built from the session; can be thrown away and built again."""

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("labels-panel")
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Labels"))
        self._session = session
        self._commands = LabelCommands(session, self)
        self._menus = LabelMenus(session, look, self._commands, self)
        self._model = LabelModel(session.labels, self)
        self.list = LabelList(look, session.labels, self._model)
        self._add = IconButton(look, "plus", self.tr("Add a label"))
        self._more = IconButton(look, "ellipsis", self.tr("More"))
        self.field = self._field("label-name", self.tr("Name of the new label"))
        self.search = self._field("label-find", self.tr("Find a label"))
        self._wrong = PlainLabel("", role="bad", wrap=True)
        self._busy = ThinProgress()
        self._several = Toggle(self.tr("Several labels per picture"))
        self._empty = EmptyState(
            look, "tags", self.tr("No labels yet"), self.tr("Draw a box and name it, or add a label here."),
            "" if session.read_only else self.tr("Add a label"),
        )  # fmt: skip
        self._stack = QStackedWidget()
        self._name_widgets()
        self._lay_out()
        self._connect()
        self._refresh()

    def actions(self) -> list[ActionSpec]:  # type: ignore[override]  # QWidget's own list is not used here
        """All that can be done here."""
        can_edit = self._can_edit
        has_label = self._has_label
        return [
            ActionSpec("add-label", self.tr("Add a label"), self.add_label, (), "plus", can_edit),
            ActionSpec(
                "rename-label",
                self.tr("Rename the label"),
                self.list.rename,
                RENAME_LABEL.keys,
                "pencil",
                has_label,
                "browser",
            ),
        ]

    def add_label(self) -> None:
        """Ask for a name in the panel."""
        self.field.show()
        self.field.setFocus()

    def _name_widgets(self) -> None:
        self._add.setObjectName("label-add")
        self._more.setObjectName("label-more")
        self._wrong.setObjectName("label-wrong")
        self._busy.setObjectName("label-busy")
        self._busy.setAccessibleName(self.tr("Working"))
        self._busy.set_fraction(None)
        self._several.setObjectName("label-several")
        self._several.setToolTip(
            self.tr(
                "Off: a digit gives a picture its one label. On: a digit adds a label to those it has, or takes it "
                "away; training then learns each label by itself."
            )
        )
        self._empty.setObjectName("label-empty")
        self._empty.setMinimumSize(1, 1)  # a page that is not shown must not make the panel large
        self.setFocusProxy(self.list)
        if self._session.read_only:
            self.list.forbid_renaming()

    def _field(self, name: str, words: str) -> NameField:
        field = NameField()
        field.setObjectName(name)
        field.setPlaceholderText(words)
        field.setAccessibleName(words)
        field.setMaxLength(MOST_LETTERS)
        field.hide()
        return field

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(PlainLabel(self.tr("Labels"), role="heading", elide=True), 1)
        head.addWidget(self._add)
        head.addWidget(self._more)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_S)
        layout.setSpacing(SPACE_S)
        layout.addLayout(head)
        for widget in (self._busy, self.field, self._wrong, self.search):
            layout.addWidget(widget)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self._several)

    def _connect(self) -> None:
        self._add.clicked.connect(self.add_label)
        self._more.clicked.connect(self._on_more_clicked)
        self.field.returnPressed.connect(self._on_field_return_pressed)
        self.field.textEdited.connect(self._forget_wrong)
        self.field.editingFinished.connect(self._on_field_editing_finished)
        self.search.textChanged.connect(self._model.find)
        self.search.returnPressed.connect(self._on_find_return_pressed)
        self.list.menu_wanted.connect(self._on_list_menu_wanted)
        self.list.archive_wanted.connect(self._on_list_archive_wanted)
        self._model.renamed.connect(self._commands.rename)
        self._commands.refused.connect(self._on_commands_refused)
        self._several.toggled.connect(self._session.labels.set_several_per_picture)
        self._empty.button.clicked.connect(self.add_label)
        self._session.labels.changed.connect(self._refresh)
        self._session.labels.counts_changed.connect(self._model.tell_counts)
        self._session.bulk.changed.connect(self._refresh)

    def _refresh(self) -> None:
        labels = self._session.labels
        self._model.take()
        self.search.setVisible(len(labels.all) >= FIND_FROM)
        self._stack.setCurrentWidget(self.list if labels.all else self._empty)
        self._several.setChecked(labels.several_per_picture)
        self._several.setEnabled(not self._session.read_only)
        self._add.setEnabled(not self._session.read_only)
        self._busy.setVisible(self._session.bulk.is_busy)
        if not self._wrong.text():
            self._wrong.hide()

    def _can_edit(self) -> bool:
        return self._commands.can_edit

    def _has_label(self) -> bool:
        return self._commands.can_edit and self.list.current is not None

    def _forget_wrong(self) -> None:
        self._wrong.setText("")
        self._wrong.hide()

    def _on_commands_refused(self, error: UserError) -> None:
        self._wrong.setText(in_words(f"{error.message} {error.hint}".strip()))
        self._wrong.show()

    def _on_field_return_pressed(self) -> None:
        """The field stays open: labels come in rows."""
        self._forget_wrong()
        if self._commands.add(self.field.text()):
            self.field.clear()

    def _on_field_editing_finished(self) -> None:
        if not self.field.hasFocus() and not self.field.text():
            self.field.hide()
            self._forget_wrong()

    def _on_find_return_pressed(self) -> None:
        if self._model.rows:
            self._session.labels.set_active(self._model.rows[0].id)
            self.search.clear()
            self.list.setFocus()

    def _on_list_menu_wanted(self, place: QPoint) -> None:
        label = self.list.current
        menu = self._menus.of_panel(self.add_label) if label is None else self._menus.of_label(label, self.list.rename)
        menu.popup(place)

    def _on_list_archive_wanted(self) -> None:
        label = self.list.current
        if label is not None and self._commands.can_edit:
            self._commands.archive(label.id)

    def _on_more_clicked(self) -> None:
        self._menus.of_panel(self.add_label).popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))
