"""The middle of Inside: the maps of a layer as tiles; or that they are on their way, or why there are none."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.i18n.messages import in_words
from desktop_app.insight.layer_words import layer_sentence, shape_words
from desktop_app.insight.map_grid import MapGrid
from desktop_app.insight.maps import MapSet
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_M, SPACE_S
from desktop_app.look.widgets import Card, EmptyState, IconButton, PlainLabel, ThinProgress
from ml_engine.domain.errors import UserError
from ml_engine.domain.events import LayerRow


class MapsPanel(Card):
    """Signals: again_wanted(): after a failure.   save_wanted(str): all maps, as '.png' or '.csv'."""

    again_wanted = Signal()
    save_wanted = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.grid = MapGrid(look)
        self._title = PlainLabel("", role="strong", elide=True)
        self._says = PlainLabel("", role="small", elide=True)
        self._count = PlainLabel("", role="small", elide=True)
        self.order = QComboBox()
        self.order.setObjectName("map-order")
        self.order.setAccessibleName(self.tr("Order of the maps"))
        self.order.addItem(self.tr("By number"), "number")
        self.order.addItem(self.tr("Strongest first"), "strength")
        self.order.addItem(self.tr("Most varied first"), "variance")
        self.order.setToolTip(
            self.tr("Strongest: by the greatest number of a map. Most varied: by how far its numbers lie apart.")
        )
        self.save = IconButton(look, "image-down", self.tr("Save all maps as one PNG…"))
        self.save.setObjectName("maps-save-png")
        self.save_numbers = IconButton(look, "file-text", self.tr("Save the maps' numbers as CSV…"))
        self.save_numbers.setObjectName("maps-save-csv")
        self._progress = ThinProgress()
        self._progress.set_fraction(None)
        self._failure: EmptyState | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(self.grid)
        self._build()
        self.order.currentIndexChanged.connect(self._on_order_index_changed)
        self.save.clicked.connect(partial(self._on_save_clicked, ".png"))
        self.save_numbers.clicked.connect(partial(self._on_save_clicked, ".csv"))
        self.set_maps(None, None, None)
        self.set_state("", None, None)

    def set_maps(self, maps: MapSet | None, row: LayerRow | None, channel: int | None) -> None:
        """Show maps, this channel chosen if it is there."""
        self.grid.set_maps(maps, channel)
        for button in (self.save, self.save_numbers):
            button.setEnabled(maps is not None)
        if maps is None:
            return
        self._tell(row)
        flat = self.tr("One number for each map, for the whole picture.")
        self._count.setText(flat if maps.is_flat else self.tr("%n map(s): number and greatest value", "", maps.count))

    def set_state(self, busy: str, failure: UserError | None, row: LayerRow | None) -> None:
        """busy: '', 'layers', 'maps'.   failure: instead of maps."""
        self._progress.setVisible(bool(busy))
        self._tell(row)
        if busy:
            text = self.tr("Opening the network…") if busy == "layers" else self.tr("Working out the maps…")
            self._says.setText(text)
        if self._failure is not None:
            self._stack.removeWidget(self._failure)
            self._failure.deleteLater()
            self._failure = None
        if failure is not None:
            self._failure = EmptyState(
                self._look, "circle-alert", in_words(failure.message), in_words(failure.hint), self.tr("Try again")
            )
            self._failure.button.setObjectName("inside-again")
            self._failure.button.clicked.connect(self.again_wanted)
            self._stack.addWidget(self._failure)
            self._stack.setCurrentWidget(self._failure)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE_S)
        head.addWidget(self._says, 1)
        head.addWidget(self.order)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_S)
        foot.addWidget(self._count, 1)
        foot.addWidget(self.save)
        foot.addWidget(self.save_numbers)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_M, SPACE_M, SPACE_S, SPACE_S)
        column.setSpacing(SPACE_S)
        column.addWidget(self._title)
        column.addLayout(head)
        column.addWidget(self._progress)
        column.addWidget(self._stack, 1)
        column.addLayout(foot)

    def _tell(self, row: LayerRow | None) -> None:
        self._title.setText("" if row is None else f"{row.kind} · {shape_words(row.shape)}")
        self._title.setVisible(row is not None)
        self._says.setText("" if row is None else row.name)
        self._title.setAccessibleDescription("" if row is None else layer_sentence(row))

    def _on_order_index_changed(self, _: int) -> None:
        self.grid.set_order(self.order.currentData(Qt.ItemDataRole.UserRole))

    def _on_save_clicked(self, ending: str, _checked: bool = False) -> None:
        self.save_wanted.emit(ending)
