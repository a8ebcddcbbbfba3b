"""A layer and one of its units, for the parts that look into deeper layers."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSpinBox, QVBoxLayout, QWidget

from desktop_app.insight.networks import Network, layers_job, surroundings
from desktop_app.look.tokens import SPACE_S
from desktop_app.look.widgets import PlainLabel
from desktop_app.look.widgets.choice import Choice
from desktop_app.session.following import OneJob
from desktop_app.session.session import Session
from ml_engine.domain.events import Event, LayerRow, Layers

DEEPEST = 1  # parts of blocks of parts are too many to choose from


class LayerChoice(QWidget):
    """name: begins the objectNames.   share: how far up the network the first choice is, 0..1.   all_units: 'all' is a
    choice, -1.

    Signals: changed(): another layer or unit.
    """

    changed = Signal()

    def __init__(
        self, session: Session, name: str, *, share: float, all_units: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._share = session, share
        self._job = OneJob(session.engine)
        self._network: Network | None = None
        self._wanted = ""
        self._rows: dict[str, LayerRow] = {}
        self.layers: Choice[str] = Choice(f"{name}-layer", self.tr("Layer"))
        self.layers.setMinimumWidth(0)
        self.units = QSpinBox()
        self.units.setObjectName(f"{name}-unit")
        self.units.setAccessibleName(self.tr("Unit"))
        self.units.setToolTip(self.tr("A unit is one map of the layer: one kind of thing that it looks for."))
        self._least = -1 if all_units else 0
        if all_units:
            self.units.setSpecialValueText(self.tr("All"))
        self.units.setRange(self._least, self._least)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        for word, widget in ((self.tr("Layer"), self.layers), (self.tr("Unit"), self.units)):
            column.addWidget(PlainLabel(word, role="small"))
            column.addWidget(widget)
        self.destroyed.connect(self._job.let_go)
        self.layers.currentIndexChanged.connect(self._on_layers_index_changed)
        self.units.valueChanged.connect(self._on_units_value_changed)

    @property
    def layer(self) -> str:
        """'' before the layers are known."""
        return self.layers.value if self.layers.count() else ""

    @property
    def unit(self) -> int:
        """-1 for all."""
        return self.units.value()

    def follow(self, network: Network) -> None:
        """Offer this network's layers."""
        if network != self._network:
            self._network, self._rows = network, {}
            self._wanted = self.layer or self._wanted
            self.layers.set_choices([])
            self._job.start(layers_job(network, surroundings(self._session)), self._on_layers_event)

    def want(self, layer: str) -> None:
        """Choose a layer by its name, now or once the layers are known."""
        self._wanted = layer
        if layer in self._rows:
            self.layers.show_value(layer)
            self._fit_units()
            self.changed.emit()

    def _fit_units(self) -> None:
        row = self._rows.get(self.layer)
        self.units.blockSignals(True)
        self.units.setRange(self._least, row.shape[0] - 1 if row else self._least)
        self.units.blockSignals(False)

    def _on_layers_event(self, event: Event) -> None:
        if not isinstance(event, Layers):
            return
        rows = [row for row in event.rows if len(row.shape) == 3 and row.depth <= DEEPEST and row.part == "backbone"]
        self._rows = {row.name: row for row in rows}
        self.layers.set_choices([(row.name, f"{row.name}  ·  {row.shape[0]}") for row in rows])
        if rows:
            usual = [row for row in rows if row.depth == 0] or rows
            chosen = self._wanted if self._wanted in self._rows else usual[round((len(usual) - 1) * self._share)].name
            self.layers.show_value(chosen)
        self._fit_units()
        self.changed.emit()

    def _on_layers_index_changed(self, _: int) -> None:
        self._fit_units()
        self.changed.emit()

    def _on_units_value_changed(self, _: int) -> None:
        self.changed.emit()
