"""The tab of the layers: what the layers of your own network make of the picture that you look at."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.insight.inside_page import InsidePage
from desktop_app.insight.layers_side import LayersSide
from desktop_app.insight.looking import Looking
from desktop_app.insight.map_card import MapCard
from desktop_app.insight.map_files import MapFiles, enlarged
from desktop_app.insight.maps_panel import MapsPanel
from desktop_app.insight.networks import Network
from desktop_app.insight.panels import lay_beside
from desktop_app.insight.walk_panel import WalkPanel
from desktop_app.insight.walking import Walking
from desktop_app.insight.wall_files import maps_csv, wall_image
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_M
from desktop_app.session.action_keys import LESS_OPACITY, MORE_OPACITY, shown_key
from desktop_app.session.actions import ActionSpec
from desktop_app.session.following import Tokens
from desktop_app.session.read_picture import ReadPicture, read_picture
from desktop_app.session.session import Session
from ml_engine.domain.errors import UserError
from ml_engine.domain.events import LayerRow
from ml_engine.domain.walk_events import UnitWalk

SPEED_PROPERTY = "inside_walk_speed"  # on the session: places are rebuilt, what was set stays
SHORT_SIDE = 800  # pixels of the picture below the map


class LayersPage(InsidePage):
    """looking: what is asked for, and how far the answer is."""

    NAME = "layers"

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(session, look, parent)
        self._tokens = Tokens()
        self.destroyed.connect(self._tokens.cancel_all)
        self.looking = Looking(session, self)
        self.side = LayersSide(look)
        self.maps = MapsPanel(look)
        self.map = MapCard(look)
        self.walking = Walking(session, self.looking, self)
        self.panel = WalkPanel(look)
        speed = session.property(SPEED_PROPERTY)
        if isinstance(speed, float):
            self.panel.set_speed(speed)
        self._right = QStackedWidget()
        self._files = MapFiles(session, self)
        self._channel: int | None = None
        self._build()
        self._connect()

    def actions(self) -> list[ActionSpec]:  # type: ignore[override]  # QWidget's own are of no use to a place
        """What can be done here, for keys and the palette."""
        less, more = partial(self.map.step_opacity, -1), partial(self.map.step_opacity, 1)
        spec = partial(ActionSpec, enabled=self._has_map, scope="inside")
        return [
            spec("inside-opacity-less", self.tr("Map more transparent"), less, keys=LESS_OPACITY.keys),
            spec("inside-opacity-more", self.tr("Map more opaque"), more, keys=MORE_OPACITY.keys),
        ]

    def follow(self, network: Network, image: Path | None) -> None:
        """Look at this network and this picture."""
        self.looking.set_network(network)
        if image is None or image == self.looking.image:
            return
        self._tokens.cancel_all()
        self._on_background_picture(None)
        self.looking.set_image(image)
        work = partial(read_picture, image, SHORT_SIDE)
        done, failed = self._on_background_picture, self._on_background_failed
        self._tokens.add(self.session.background.run(work, done, failed, urgent=True))

    def open(self, detail: str) -> None:
        """Show a layer by its name, or by the end of it: 'conv1'."""
        if detail:
            self.looking.want_layer(detail)

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
        self._right.addWidget(split)
        self._right.addWidget(self.panel)
        inner.addWidget(self._right)
        lay_beside(self, self.side, inner)

    def _connect(self) -> None:
        session, looking = self.session, self.looking
        self.side.tree.chosen.connect(looking.set_layer)
        session.settings.changed.connect(self._on_settings_changed)
        self._on_settings_changed()
        looking.layers_changed.connect(self._on_looking_layers_changed)
        looking.maps_changed.connect(self._on_looking_maps_changed)
        looking.busy_changed.connect(self._on_looking_busy_changed)
        looking.layer_changed.connect(self._on_looking_layer_changed)
        self.maps.order.currentIndexChanged.connect(self._on_order_index_changed)
        self.maps.grid.chosen.connect(self._on_grid_chosen)
        self.maps.grid.overlay_wanted.connect(self.map.lay_over)
        self.maps.grid.save_wanted.connect(self._on_grid_save_wanted)
        self.map.save_wanted.connect(self._on_map_save_wanted)
        self.maps.again_wanted.connect(looking.ask_again)
        self.maps.save_wanted.connect(self._on_maps_save_wanted)
        self.map.colors_changed.connect(self._on_map_colors_changed)
        self.map.unit_wanted.connect(self._on_map_unit_wanted)
        self.map.strongest_wanted.connect(self._on_map_strongest_wanted)
        self.walking.changed.connect(self._on_walking_changed)
        self.panel.unit_wanted.connect(self.walking.ask)
        self.panel.closed.connect(self.close_walk)
        self.panel.speed_chosen.connect(self._on_panel_speed_chosen)
        self.panel.save_wanted.connect(self._on_panel_save_wanted)

    def _has_map(self) -> bool:
        return self.isVisible() and self.looking.maps is not None

    @property
    def is_walking(self) -> bool:
        """Whether a number is worked out instead of the maps."""
        return self._right.currentWidget() is self.panel

    def close_walk(self) -> None:
        """Back to the maps."""
        if self.is_walking:
            self._right.setCurrentIndex(0)
            self.maps.grid.setFocus()
            self.session.facts.put("inside.walk", False)

    def _open_walk(self) -> None:
        self._right.setCurrentWidget(self.panel)
        self.panel.focus_map()
        self.session.facts.put("inside.walk", True)

    def _show_map(self) -> None:
        maps, place = self.looking.maps, self.maps.grid.place
        self.map.set_map(maps, place)
        self.map.set_filter(None)
        if maps is None or place is None:
            return
        channel = maps.maps.channels[place]
        facts = self.session.facts
        facts.put("inside.layer", self.looking.layer)
        facts.put("inside.channel", channel)
        facts.put("inside.sort", str(self.maps.order.currentData(Qt.ItemDataRole.UserRole)))
        # Also for the filter that is shown below the map: it comes with the numbers.
        self.walking.ask(channel, strongest=True)

    def _on_settings_changed(self) -> None:
        keys = (shown_key(action, self.session.settings.value.keys) for action in (LESS_OPACITY, MORE_OPACITY))
        self.map.set_opacity_keys(*keys)

    def _on_background_failed(self, _: UserError) -> None:
        # The job that asks for the maps reads the same file and says the same: one sentence is enough.
        self._on_background_picture(None)

    def _on_looking_layers_changed(self) -> None:
        self.side.set_layers(self.looking.layers, self.looking.row)

    def _follower(self, walk: UnitWalk) -> LayerRow | None:
        rows = self.looking.layers.rows if self.looking.layers else ()
        return next((row for row in rows if row.name == walk.after_layer), None)

    def _on_background_picture(self, picture: ReadPicture | None) -> None:
        self.map.set_picture(picture)
        self.panel.set_picture(picture)

    def _on_map_unit_wanted(self, row: int, column: int) -> None:
        if self._channel_shown is not None:
            self._open_walk()
            self.walking.ask(self._channel_shown, row, column)

    def _on_map_strongest_wanted(self) -> None:
        if self._channel_shown is not None:
            self._open_walk()
            self.walking.ask(self._channel_shown, strongest=True)

    @property
    def _channel_shown(self) -> int | None:
        maps, place = self.looking.maps, self.maps.grid.place
        return maps.maps.channels[place] if maps is not None and place is not None else None

    def _on_panel_speed_chosen(self, speed: float) -> None:
        self.session.setProperty(SPEED_PROPERTY, speed)
        self.session.facts.put("inside.walk_speed", speed)

    def _on_walking_changed(self) -> None:
        walking, walk = self.walking, self.walking.walk
        if walk is not None and not walking.is_busy and walking.failure is None:
            self.panel.show_walk(walk, self.looking.maps, self._follower(walk), self.map.ramp)
            self.map.set_filter(self.panel.sums)
            if self.is_walking:
                self.session.facts.put("inside.pixel", (walk.channel, walk.row, walk.column))
        self.panel.set_state(is_busy=walking.is_busy, failure=walking.failure)

    def _on_panel_save_wanted(self, ending: str) -> None:
        sums = self.panel.sums
        if sums is None:
            return
        walk = sums.walk
        name = f"{walk.layer}-{walk.channel}-{walk.row}-{walk.column}"
        if ending == ".csv":
            self._files.save_text(sums.csv_text(), name)
        else:
            self._files.save(self.panel.rendered(), name)

    def _on_looking_maps_changed(self) -> None:
        if self.looking.maps is None:
            self.walking.forget()
            self.panel.clear()
            self.close_walk()
        self.maps.set_maps(self.looking.maps, self.looking.row, self._channel)
        self._show_map()

    def _on_looking_layer_changed(self) -> None:
        self.side.show_row(self.looking.row)
        self._on_looking_busy_changed()

    def _on_order_index_changed(self, _: int) -> None:
        self.session.facts.put("inside.sort", str(self.maps.order.currentData(Qt.ItemDataRole.UserRole)))

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

    def _on_maps_save_wanted(self, ending: str) -> None:
        maps, grid = self.looking.maps, self.maps.grid
        if maps is None:
            return
        if ending == ".csv":
            self._files.save_text(maps_csv(maps, grid.order), f"{self.looking.layer}-maps")
            return
        ground, words = self.look.color("raised"), self.look.color("dim")
        image = wall_image(maps, grid.order, grid.image, ground, words, self.look.font(8))
        self._files.save(image, f"{self.looking.layer}-maps")

    def _on_map_save_wanted(self) -> None:
        self._files.save(self.map.view.rendered(), f"{self.looking.layer} {self.map.title}")

    def _on_map_colors_changed(self) -> None:
        self.maps.grid.set_colors(self.map.ramp, own_scale=self.map.own_scale)
