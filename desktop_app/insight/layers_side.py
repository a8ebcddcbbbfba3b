"""The left side of the layers: which there are; the parts of its blocks only when they are asked for."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop_app.insight.layer_list import LayerList
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_M, SPACE_S
from desktop_app.look.widgets import PlainLabel, Toggle
from desktop_app.session.session import Session
from ml_engine.domain.events import LayerRow, Layers

WIDTH = 280
PARTS_PROPERTY = "inside_parts"  # on the session: places are rebuilt, what was looked at stays


class LayersSide(QFrame):
    """list: the layers of the network."""

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel-left")
        self.setFixedWidth(WIDTH)
        self._session = session
        self._layers: Layers | None = None
        self._current = ""
        self.list = LayerList(look)
        self.parts = Toggle(self.tr("Show the parts of blocks"))
        self.parts.setObjectName("layer-parts")
        self.parts.setToolTip(self.tr("A block is made of convolutions, normalisations and activations."))
        self.parts.setChecked(bool(session.property(PARTS_PROPERTY)))
        self._says = PlainLabel("", role="small", elide=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_S, SPACE_M, SPACE_S, SPACE_S)
        column.setSpacing(SPACE_S)
        for widget in (self.parts, self._says):
            widget.setContentsMargins(SPACE_S, 0, SPACE_S, 0)
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        self.list.chosen.connect(self._on_list_chosen)
        self.parts.toggled.connect(self._on_parts_toggled)
        self.set_layers(None, "")

    def set_layers(self, layers: Layers | None, current: str) -> None:
        """Show the layers of a network, one of them as the current; None while they are asked for."""
        self._layers, self._current = layers, current
        shown = self._shown(layers.rows if layers else ())
        self.list.set_rows(shown, current)
        self.parts.setVisible(layers is not None and any(row.depth for row in layers.rows))
        text = "" if layers is None else self.tr("%n layer(s)", "", len(shown))
        if layers is not None and not layers.trained:
            text = self.tr("{layers}, with random weights").format(layers=text)
        self._says.setText(text)
        self._says.setVisible(bool(text))

    def _shown(self, rows: tuple[LayerRow, ...]) -> tuple[LayerRow, ...]:
        if self.parts.isChecked():
            return rows
        return tuple(row for row in rows if row.depth == 0 or row.name == self._current)

    def _on_list_chosen(self, name: str) -> None:
        self._current = name

    def _on_parts_toggled(self, is_on: bool) -> None:
        self._session.setProperty(PARTS_PROPERTY, is_on)
        self.set_layers(self._layers, self._current)
