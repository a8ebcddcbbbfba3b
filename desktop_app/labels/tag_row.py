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
from ml_engine.domain.values import Annotation, Label


class TagRow(QWidget):
    """Chips stay from picture to picture and say what there is: to make one takes longer than to paint a picture."""

    def __init__(self, session: Session, look: Look, commands: ObjectCommands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("object-tags")
        self._session = session
        self._look = look
        self._commands = commands
        self._tags: list[Annotation] = []
        self._chips: list[Chip] = []
        self._colors: list[str] = []  # of the chips' dots
        self._flow = FlowLayout(self, SPACE_XS)
        self._adder = self._make_adder()

    @property
    def is_filled(self) -> bool:
        """Whether there is anything to show or to add."""
        return bool(self._tags) or not self._adder.isHidden()

    def refresh(self) -> None:
        """Show the labels of the current picture."""
        document = self._session.document
        labels = {label.id: label for label in self._session.labels.with_archived}
        self._tags = [tag for tag in (() if document is None else document.tags) if tag.label_id in labels]
        while len(self._chips) > len(self._tags):
            self._drop_chip()
        while len(self._chips) < len(self._tags):
            self._add_chip()
        for place, tag in enumerate(self._tags):
            self._show_tag(place, tag, labels[tag.label_id])
        self._adder.setText("+" if self._tags else self.tr("+ Label the picture"))
        self._adder.setVisible(document is not None and self._commands.can_edit and bool(self._session.labels.all))
        self.setVisible(self.is_filled)

    def _add_chip(self) -> None:
        chip = Chip("", parent=self)
        chip.setToolTip(self.tr("A label of the whole picture. Press to take it away."))
        chip.clicked.connect(partial(self._on_chip_clicked, len(self._chips)))
        self._chips.append(chip)
        self._colors.append("")
        self._flow.removeWidget(self._adder)  # it stays the last one
        self._flow.addWidget(chip)
        self._flow.addWidget(self._adder)
        chip.show()

    def _drop_chip(self) -> None:
        chip = self._chips.pop()
        self._colors.pop()
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()

    def _show_tag(self, place: int, tag: Annotation, label: Label) -> None:
        chip = self._chips[place]
        chip.setObjectName(f"object-tag-{tag.id.hex}")
        chip.setText(f"{menu_text(label.name)}  ×")
        chip.setAccessibleName(self.tr("Take the label {label} from the picture").format(label=label.name))
        chip.setEnabled(self._commands.can_edit)
        if self._colors[place] != label.color:
            self._colors[place] = label.color
            chip.setIcon(dot_icon(label.color))

    def _make_adder(self) -> Chip:
        chip = Chip("", parent=self)
        chip.setObjectName("object-tag-add")
        chip.setAccessibleName(self.tr("Label the whole picture"))
        chip.setToolTip(chip.accessibleName())
        chip.clicked.connect(partial(self._on_adder_clicked, chip))
        chip.hide()
        self._flow.addWidget(chip)
        return chip

    def _on_chip_clicked(self, place: int, _: bool = False) -> None:
        self._commands.untag(self._tags[place])

    def _on_adder_clicked(self, chip: Chip, _: bool = False) -> None:
        menu = QMenu(self)
        menu.setObjectName("object-tag-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for label in self._session.labels.all:
            text = menu_text(label.name, label.key)
            menu.addAction(dot_icon(label.color), text, partial(self._commands.tag, label.id))
        menu.popup(chip.mapToGlobal(chip.rect().bottomLeft()))
