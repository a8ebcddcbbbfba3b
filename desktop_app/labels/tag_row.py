"""The labels of the whole picture as chips; a chip that is pressed goes away, the last one adds one."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.labels.object_commands import ObjectCommands
from desktop_app.look.label_marks import dot_icon, menu_text
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_XS
from desktop_app.look.widgets import Chip, FlowLayout
from desktop_app.session.session import Session
from ml_engine.domain.values import Annotation


class TagRow(QWidget):
    """Built anew whenever the labels of the picture are others."""

    def __init__(self, session: Session, look: Look, commands: ObjectCommands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("object-tags")
        self._session = session
        self._look = look
        self._commands = commands
        self._shown: object = None
        self._flow = FlowLayout(self, SPACE_XS)

    @property
    def is_filled(self) -> bool:
        """Whether there is anything to show or to add."""
        return self._flow.count() > 0

    def refresh(self) -> None:
        """Show the labels of the current picture."""
        document = self._session.document
        tags = () if document is None else document.tags
        labels = {label.id: label for label in self._session.labels.with_archived}
        shown = [(tag, labels.get(tag.label_id)) for tag in tags]
        state = (shown, document is not None and self._commands.can_edit and bool(self._session.labels.all))
        if state == self._shown:
            return
        self._shown = state
        self._clear()
        for tag, label in shown:
            if label is not None:
                self._add_chip(tag, label.name, label.color)
        if state[1]:
            self._add_adder(bool(tags))
        self.setVisible(self.is_filled)
        self.updateGeometry()

    def _clear(self) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _add_chip(self, tag: Annotation, name: str, color: str) -> None:
        chip = Chip(f"{menu_text(name)}  ×")
        chip.setObjectName(f"object-tag-{tag.id.hex}")
        chip.setAccessibleName(self.tr("Take the label {label} from the picture").format(label=name))
        chip.setToolTip(self.tr("A label of the whole picture. Press to take it away."))
        chip.setIcon(dot_icon(color))
        chip.setEnabled(self._commands.can_edit)
        chip.clicked.connect(partial(self._on_chip_clicked, tag))
        self._flow.addWidget(chip)

    def _add_adder(self, has_tags: bool) -> None:
        chip = Chip("+" if has_tags else self.tr("+ Label the picture"))
        chip.setObjectName("object-tag-add")
        chip.setAccessibleName(self.tr("Label the whole picture"))
        chip.setToolTip(chip.accessibleName())
        chip.clicked.connect(partial(self._on_adder_clicked, chip))
        self._flow.addWidget(chip)

    def _on_chip_clicked(self, tag: Annotation, _: bool = False) -> None:
        self._commands.untag(tag)

    def _on_adder_clicked(self, chip: Chip, _: bool = False) -> None:
        menu = QMenu(self)
        menu.setObjectName("object-tag-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for label in self._session.labels.all:
            text = menu_text(label.name, label.key)
            menu.addAction(dot_icon(label.color), text, partial(self._commands.tag, label.id))
        menu.popup(chip.mapToGlobal(chip.rect().bottomLeft()))
