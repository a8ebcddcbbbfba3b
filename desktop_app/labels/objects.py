"""What the current picture carries: its own labels, its objects, and what waits for an answer."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.labels.object_commands import ObjectCommands
from desktop_app.labels.object_list import ObjectList
from desktop_app.labels.object_model import ObjectModel
from desktop_app.labels.tag_row import TagRow
from desktop_app.labels.words import number
from desktop_app.look.label_marks import dot_icon, menu_text
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_M, SPACE_S
from desktop_app.look.widgets import PlainLabel
from desktop_app.session.action_keys import DELETE_OBJECTS, shown_key
from desktop_app.session.actions import ActionSpec
from desktop_app.session.session import Session


class ObjectsPanel(QWidget):
    """Built from the session; can be thrown away and built again."""

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("objects-panel")
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("In this picture"))
        self._session = session
        self._look = look
        self._commands = ObjectCommands(session)
        self._model = ObjectModel(session, self)
        self.list = ObjectList(look, session.objects, self._model)
        self.tags = TagRow(session, look, self._commands)
        self._count = PlainLabel("", role="dim")
        self._count.setObjectName("object-count")
        self._nothing = PlainLabel("", role="dim", wrap=True)
        self._nothing.setObjectName("object-nothing")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._stack = QStackedWidget()
        self.setFocusProxy(self.list)
        self._lay_out()
        self._connect()
        self._refresh()

    def actions(self) -> list[ActionSpec]:  # type: ignore[override]  # QWidget's own list is not used here
        """All that can be done here."""
        chosen, proposed = self._has_chosen, self._has_proposed
        delete = self.tr("Delete chosen objects")
        accept, reject = self.tr("Accept chosen proposals"), self.tr("Reject chosen proposals")
        spec = partial(ActionSpec, scope="objects", in_palette=False)
        return [
            spec("objects-delete", delete, self._commands.delete, DELETE_OBJECTS.keys, "trash-2", chosen),
            spec("objects-accept", accept, self._accept, ("Return", "Enter"), "check", proposed),
            spec("objects-reject", reject, self._reject, ("X",), "x", proposed),
            *(
                spec(f"objects-label-{key}", self.tr("Label with key {key}").format(key=key),
                     partial(self._relabel_key, key), (key,), "", chosen)
                for key in "1234567890"
            ),
        ]  # fmt: skip

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(PlainLabel(self.tr("In this picture"), role="heading", elide=True), 1)
        head.addWidget(self._count)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._nothing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_S)
        layout.setSpacing(SPACE_S)
        layout.addLayout(head)
        layout.addWidget(self.tags)
        layout.addWidget(self._stack, 1)

    def _connect(self) -> None:
        session = self._session
        session.current_changed.connect(self._refresh)
        session.pictures.changed.connect(self._refresh)
        session.documents.changed.connect(self._on_documents_changed)
        session.labels.changed.connect(self._refresh)
        session.proposing.threshold_changed.connect(self._refresh)
        session.runs.changed.connect(self._refresh)
        self.list.answered.connect(self._on_list_answered)
        self.list.menu_wanted.connect(self._on_list_menu_wanted)

    def _refresh(self) -> None:
        self._model.take()
        self.tags.refresh()
        is_shown = self._is_shown()
        count = len(self._model.rows) if is_shown else 0
        self.tags.setVisible(is_shown and self.tags.is_filled)
        self._count.setText(number(count) if count else "")
        self._nothing.setText(self._nothing_text())
        self._stack.setCurrentWidget(self.list if count else self._nothing)

    def _is_shown(self) -> bool:
        """There is a picture, and the list of pictures is not one that nothing passes: the canvas is empty then."""
        pictures = self._session.pictures
        return self._session.current is not None and bool(pictures.ids or pictures.is_loading)

    def _nothing_text(self) -> str:
        document = self._session.document
        if not self._is_shown():
            return self.tr("No picture is open.")
        if document is None:
            return ""
        if document.tags:
            return self.tr("No boxes.")
        if document.is_verified:
            return self.tr("Nothing, and verified: it teaches the network what nothing looks like.")
        return self.tr("Nothing yet. Drag a box in the picture, or give the whole picture a label.")

    def _accept(self) -> None:
        self._commands.answer([item.annotation.id for item in self._commands.proposals], accepts=True)

    def _reject(self) -> None:
        self._commands.answer([item.annotation.id for item in self._commands.proposals], accepts=False)

    def _relabel_key(self, key: str) -> None:
        label = self._session.labels.by_key(key)
        if label is not None:
            self._commands.relabel(label.id)

    def _has_chosen(self) -> bool:
        return self._commands.can_edit and bool(self._commands.annotations or self._commands.proposals)

    def _has_proposed(self) -> bool:
        return self._commands.can_edit and bool(self._commands.proposals)

    def _on_documents_changed(self, ids: frozenset[int]) -> None:
        if self._session.current in ids:
            self._refresh()

    def _on_list_answered(self, object_id: UUID, accepts: bool) -> None:
        if self._commands.can_edit:
            self._commands.answer([object_id], accepts=accepts)

    def _on_list_menu_wanted(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setObjectName("object-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        labels = menu.addMenu(self._look.icon("tag", "dim"), self.tr("Label"))
        for label in self._session.labels.all:
            relabel = partial(self._commands.relabel, label.id)
            labels.addAction(dot_icon(label.color), menu_text(label.name, label.key), relabel)
        labels.setEnabled(self._has_chosen() and not labels.isEmpty())
        if self._commands.proposals:
            menu.addAction(self._look.icon("check", "dim"), self.tr("Accept"), self._accept)
            menu.addAction(self._look.icon("x", "dim"), self.tr("Reject"), self._reject)
        if self._commands.annotations:
            words = menu_text(self.tr("Delete"), shown_key(DELETE_OBJECTS, self._session.settings.value.keys))
            delete = menu.addAction(self._look.icon("trash-2", "dim"), words, self._commands.delete)
            delete.setEnabled(self._commands.can_edit)
        menu.popup(place)
