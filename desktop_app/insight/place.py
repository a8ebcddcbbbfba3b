"""The Inside place: what the layers of your own network make of the picture that you look at."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.insight.layers_side import LayersSide
from desktop_app.insight.looking import Looking
from desktop_app.insight.map_card import MapCard
from desktop_app.insight.map_files import MapFiles, enlarged
from desktop_app.insight.maps_panel import MapsPanel
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_L, SPACE_M
from desktop_app.look.widgets import EmptyState
from desktop_app.session.action_keys import LESS_OPACITY, MORE_OPACITY, shown_key
from desktop_app.session.actions import ActionSpec
from desktop_app.session.following import Tokens
from desktop_app.session.read_picture import read_picture
from desktop_app.session.session import Session
from ml_engine.domain.errors import UserError

SHORT_SIDE = 800  # pixels of the picture below the map


class InsidePlace(QWidget):
    """Looks only while it is shown: a hidden place asks for nothing."""

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inside-place")
        self._session = session
        self._tokens = Tokens()
        self.destroyed.connect(self._tokens.cancel_all)
        self.looking = Looking(session, self)
        self.side = LayersSide(session, look)
        self.networks = self.side.networks
        self.maps = MapsPanel(look)
        self.map = MapCard(look)
        self._files = MapFiles(session, self)
        self._channel: int | None = None
        title, text = (
            self.tr("No picture"),
            self.tr("Choose a picture in Label: what the network sees in it is shown here."),
        )
        self._no_picture = EmptyState(look, "image", title, text, self.tr("Go to Label"))
        self._no_picture.button.setObjectName("inside-go-label")
        title = self.tr("No network yet")
        text = self.tr("Train a model, or put pretrained weights on this computer, to look inside.")
        self._no_network = EmptyState(look, "microscope", title, text, self.tr("Go to Train"))
        self._no_network.button.setObjectName("inside-go-train")
        self._whole = QStackedWidget()
        self._build()
        self._connect()
        self._show_state()

    def actions(self) -> list[ActionSpec]:  # type: ignore[override]  # QWidget's own are of no use to a place
        """What can be done here, for keys and the palette."""
        less, more = partial(self.map.step_opacity, -1), partial(self.map.step_opacity, 1)
        spec = partial(ActionSpec, enabled=self._has_map, scope="inside")
        return [
            spec("inside-opacity-less", self.tr("Map more transparent"), less, keys=LESS_OPACITY.keys),
            spec("inside-opacity-more", self.tr("Map more opaque"), more, keys=MORE_OPACITY.keys),
        ]

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  (Qt's name)
        super().showEvent(event)
        self._follow_network()
        self._follow_picture()

    def _build(self) -> None:
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setStyleSheet("QSplitter::handle { background: transparent; }")
        split.addWidget(self.maps)
        split.addWidget(self.map)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 1)
        split.setHandleWidth(SPACE_M)
        inner = QVBoxLayout()
        inner.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        inner.addWidget(split)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.side)
        row.addLayout(inner, 1)
        for page in (both, self._no_picture, self._no_network):
            self._whole.addWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._whole)

    def _connect(self) -> None:
        session, looking = self._session, self.looking
        session.current_changed.connect(self._follow_picture)
        session.documents.changed.connect(self._on_documents_changed)
        self.networks.network_changed.connect(self._follow_network)
        self.side.list.chosen.connect(looking.set_layer)
        session.settings.changed.connect(self._on_settings_changed)
        self._on_settings_changed()
        looking.layers_changed.connect(self._on_looking_layers_changed)
        looking.maps_changed.connect(self._on_looking_maps_changed)
        looking.busy_changed.connect(self._on_looking_busy_changed)
        looking.layer_changed.connect(self._on_looking_busy_changed)
        self.maps.grid.chosen.connect(self._on_grid_chosen)
        self.maps.grid.overlay_wanted.connect(self.map.lay_over)
        self.maps.grid.save_wanted.connect(self._on_grid_save_wanted)
        self.map.save_wanted.connect(self._on_map_save_wanted)
        self.maps.again_wanted.connect(looking.ask_again)
        self.maps.all_wanted.connect(looking.show_all)
        self.map.colors_changed.connect(self._on_map_colors_changed)
        self._no_picture.button.clicked.connect(partial(session.go_to, "label"))
        self._no_network.button.clicked.connect(partial(session.go_to, "train"))

    def _show_state(self) -> None:
        """Maps, or why there are none to be had."""
        if self.networks.network is None and not self.networks.is_loading:
            self._whole.setCurrentWidget(self._no_network)
        elif self._session.current is None:
            self._whole.setCurrentWidget(self._no_picture)
        else:
            self._whole.setCurrentIndex(0)

    def _follow_network(self) -> None:
        self._show_state()
        if self.isVisible():
            self.looking.set_network(self.networks.network)

    def _follow_picture(self) -> None:
        self._show_state()
        document = self._session.document if self.isVisible() else None
        path = document.row.image.path if document else None
        if not self.isVisible() or (path is not None and path == self.looking.image):
            return
        self._tokens.cancel_all()
        self.map.set_picture(None)
        self.looking.set_image(path)
        if path is not None:
            work = partial(read_picture, path, SHORT_SIDE)
            self._tokens.add(
                self._session.background.run(work, self.map.set_picture, self._on_background_failed, urgent=True)
            )

    def _has_map(self) -> bool:
        return self.isVisible() and self.looking.maps is not None

    def _show_map(self) -> None:
        self.map.set_map(self.looking.maps, self.maps.grid.place)

    def _on_settings_changed(self) -> None:
        keys = (shown_key(action, self._session.settings.value.keys) for action in (LESS_OPACITY, MORE_OPACITY))
        self.map.set_opacity_keys(*keys)

    def _on_documents_changed(self, ids: frozenset[int]) -> None:
        if self._session.current in ids:
            self._follow_picture()

    def _on_background_failed(self, _: UserError) -> None:
        # The job that asks for the maps reads the same file and says the same: one sentence is enough.
        self.map.set_picture(None)

    def _on_looking_layers_changed(self) -> None:
        self.side.set_layers(self.looking.layers, self.looking.layer)

    def _on_looking_maps_changed(self) -> None:
        self.maps.set_maps(self.looking.maps, self.looking.row, self._channel)
        self._show_map()

    def _on_looking_busy_changed(self) -> None:
        self.maps.set_state(self.looking.busy, self.looking.failure, self.looking.row)

    def _on_grid_chosen(self, place: int) -> None:
        maps = self.looking.maps
        self._channel = maps.maps.channels[place] if maps else None
        self._show_map()

    def _on_grid_save_wanted(self, place: int) -> None:
        maps = self.looking.maps
        if maps is not None:
            name = f"{self.looking.layer}-{maps.maps.channels[place]}"
            self._files.save(enlarged(self.maps.grid.image(place)), name)

    def _on_map_save_wanted(self) -> None:
        self._files.save(self.map.view.rendered(), f"{self.looking.layer} {self.map.title}")

    def _on_map_colors_changed(self) -> None:
        self.maps.grid.set_colors(self.map.ramp, own_scale=self.map.own_scale)
