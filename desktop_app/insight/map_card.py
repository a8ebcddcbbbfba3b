"""The right side of Inside: one map over the picture, with its numbers, its opacity and its colours."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.insight.color_ramp import RAMPS, RampName, ramp
from desktop_app.insight.filter_strip import FilterStrip
from desktop_app.insight.map_grid import map_image
from desktop_app.insight.maps import MapSet
from desktop_app.insight.number_words import short_number
from desktop_app.insight.overlay_view import Overlay, OverlayView
from desktop_app.insight.sums import Sums
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_M, SPACE_S
from desktop_app.look.widgets import Card, LabelledSlider, PlainLabel, QuietButton, Toggle
from desktop_app.look.widgets.context_menu import MenuItem, MenuItems, add_menu
from desktop_app.session.file_manager import copy_text
from desktop_app.session.read_picture import ReadPicture

STEP = 0.1
USUAL_OPACITY = 0.6
BAR_HEIGHT = 10


class ScaleBar(QWidget):
    """The colours from the least number to the greatest."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(BAR_HEIGHT)
        self._ramp: RampName = "sea"

    def set_ramp(self, name: RampName) -> None:
        """Show these colours."""
        self._ramp = name
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002  (Qt's name)
        colors = ramp(self._ramp)
        image = QImage(colors.tobytes(), len(colors), 1, 3 * len(colors), QImage.Format.Format_RGB888)
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), BAR_HEIGHT / 2, BAR_HEIGHT / 2)
        painter.setClipPath(shape)
        painter.drawImage(self.rect(), image)
        painter.end()


class MapCard(Card):
    """Signals: colors_changed(): `ramp` or `own_scale` is another one.   save_wanted(): the picture with the map.

    unit_wanted(int, int): row and column of the map that was clicked: how did that number come about?
    strongest_wanted(): the same for the greatest number of the map.
    """

    unit_wanted = Signal(int, int)
    strongest_wanted = Signal()
    colors_changed = Signal()
    save_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._maps: MapSet | None = None
        self._place: int | None = None
        self.view = OverlayView(look)
        self._title = PlainLabel("", role="strong", elide=True)
        self._numbers = PlainLabel("", role="dim", elide=True)
        self._low, self._high = PlainLabel("", role="small"), PlainLabel("", role="small")
        self._here = PlainLabel("", role="small")
        self._bar = ScaleBar()
        self.filter = FilterStrip(look)
        self._filter_says = PlainLabel("", role="small", elide=True)
        self.walk = QuietButton(self.tr("How did it come about?"), look, "grid-3x3")
        self.walk.setObjectName("map-walk")
        self.walk.setToolTip(self.tr("Work out the greatest number of this map; or click any place of the map"))
        self.opacity = LabelledSlider(self.tr("Opacity"), 0.0, 1.0)
        self.opacity.setObjectName("map-opacity")
        self.opacity.setAccessibleName(self.tr("Opacity of the map"))
        self.colors = QComboBox()
        self.colors.setObjectName("map-colors")
        self.colors.setAccessibleName(self.tr("Colours of the maps"))
        words = {"sea": self.tr("Sea"), "fire": self.tr("Fire"), "grey": self.tr("Grey")}
        for name in RAMPS:
            self.colors.addItem(words[name], name)
        self.scale = Toggle(self.tr("Each map its own scale"))
        self.scale.setObjectName("map-own-scale")
        self.scale.setToolTip(
            self.tr("On: every map goes from its own least to its own greatest number. Off: all maps share one scale.")
        )
        self.scale.setChecked(True)
        self._build()
        self.opacity.value_changed.connect(self.view.set_opacity)
        self.opacity.set_value(USUAL_OPACITY)
        self.colors.currentIndexChanged.connect(self._on_colors_index_changed)
        self.scale.toggled.connect(self._on_scale_toggled)
        self.view.pointed.connect(self._on_view_pointed)
        self.view.clicked.connect(self._on_view_clicked)
        self.view.setCursor(Qt.CursorShape.CrossCursor)
        self.walk.clicked.connect(self.strongest_wanted)
        self.set_filter(None)
        add_menu(self, look, "overlay-menu", self._menu_items)

    @property
    def ramp(self) -> RampName:
        """The chosen colours."""
        name: RampName = self.colors.currentData(Qt.ItemDataRole.UserRole)
        return name

    @property
    def title(self) -> str:
        """Which map is shown, in words."""
        return self._title.text()

    @property
    def own_scale(self) -> bool:
        return self.scale.isChecked()

    def set_picture(self, picture: ReadPicture | None) -> None:
        """The picture below the map."""
        self.view.set_picture(picture)

    def set_map(self, maps: MapSet | None, place: int | None) -> None:
        """Which map is looked at, None for none."""
        self._maps, self._place = maps, place
        self._show()

    def set_filter(self, sums: Sums | None) -> None:
        """The kernel behind the map, None while it is not known."""
        has_kernel = sums is not None and sums.weights.ndim == 3
        self.filter.set_sums(sums)
        self.filter.setVisible(has_kernel)
        self._filter_says.setVisible(has_kernel)
        if sums is not None and has_kernel:
            _, height, width = sums.weights.shape
            text = self.tr("Its filter, {height} × {width} for each map that it reads: blue adds, red takes away")
            self._filter_says.setText(text.format(height=height, width=width))

    def set_opacity_keys(self, less: str, more: str) -> None:
        """The keys that change the opacity, as they are shown; '' for none."""
        words = self.tr("How much of the picture the map covers")
        keys = "  ".join(key for key in (less, more) if key)
        self.opacity.setToolTip(f"{words}  ·  {keys}" if keys else words)

    def lay_over(self) -> None:
        """Let the map be seen over the picture, if it is nearly all gone."""
        if self.opacity.value < USUAL_OPACITY / 2:
            self.opacity.set_value(USUAL_OPACITY)

    def step_opacity(self, steps: int) -> None:
        """More or less of the map."""
        self.opacity.set_value(min(1.0, max(0.0, self.opacity.value + steps * STEP)))

    def _build(self) -> None:
        scale = QHBoxLayout()
        scale.setSpacing(SPACE_S)
        scale.addWidget(self._low)
        scale.addWidget(self._bar, 1)
        scale.addWidget(self._high)
        below = QHBoxLayout()
        below.setSpacing(SPACE_M)
        below.addWidget(self.scale, 1)
        below.addWidget(self.colors)
        foot = QHBoxLayout()
        foot.addWidget(self.walk)
        foot.addWidget(PlainLabel(self.tr("or click a place of the map"), role="small", elide=True), 1)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._here)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_M, SPACE_M, SPACE_M, SPACE_M)
        column.setSpacing(SPACE_S)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        column.addLayout(scale)
        column.addWidget(self._numbers)
        column.addWidget(self._filter_says)
        column.addWidget(self.filter)
        column.addWidget(self.opacity)
        column.addLayout(below)
        column.addLayout(foot)

    def _menu_items(self, _: QPoint | None) -> MenuItems:
        is_seen = self.opacity.value > 0
        words = self.tr("The picture alone") if is_seen else self.tr("The map over the picture")
        opacity = partial(self.opacity.set_value, 0.0 if is_seen else USUAL_OPACITY)
        return (
            MenuItem("overlay-toggle", words, opacity, "layers", self._place is not None),
            None,
            MenuItem("save-overlay", self.tr("Save as PNG…"), self.save_wanted.emit, "image-down",
                     self.view.has_picture),
            MenuItem("copy-numbers", self.tr("Copy the numbers"), partial(copy_text, self._numbers.text()), "copy",
                     bool(self._numbers.text())),
        )  # fmt: skip

    def _show(self) -> None:
        maps, place = self._maps, self._place
        self.walk.setEnabled(maps is not None and place is not None)
        if maps is None or place is None:
            self.view.set_overlay(None)
            for label in (self._title, self._numbers, self._low, self._high, self._here):
                label.setText("")
            return
        own = self.own_scale
        image = map_image(maps, place, self.ramp, own_scale=own)
        self.view.set_overlay(None if maps.is_flat else Overlay(image, maps.maps.view))
        self._bar.set_ramp(self.ramp)
        low, high = (maps.maps.minimum[place], maps.maps.maximum[place]) if own else (maps.low, maps.high)
        self._low.setText(short_number(low))
        self._high.setText(short_number(high))
        self._title.setText(self.tr("Map {number}").format(number=maps.maps.channels[place]))
        self._numbers.setText(self._words(maps, place))

    def _words(self, maps: MapSet, place: int) -> str:
        low, high, mean = maps.maps.minimum[place], maps.maps.maximum[place], maps.maps.mean[place]
        if maps.is_flat:
            return self.tr("One number for the whole picture: {value}").format(value=short_number(low))
        height, width = maps.maps.shape[1:]
        if low == high:
            text = self.tr("All {width} × {height} numbers are {value}: it finds nothing here.")
            return text.format(width=width, height=height, value=short_number(low))
        text = self.tr("{width} × {height} numbers from {low} to {high}, {mean} on average")
        return text.format(
            width=width, height=height, low=short_number(low), high=short_number(high), mean=short_number(mean)
        )

    def _on_colors_index_changed(self, _: int) -> None:
        self._show()
        self.colors_changed.emit()

    def _on_scale_toggled(self, _: bool) -> None:
        self._show()
        self.colors_changed.emit()

    def _on_view_pointed(self, point: tuple[float, float] | None) -> None:
        value = None
        if point is not None and self._maps is not None and self._place is not None:
            value = self._maps.value(self._place, *point)
        self._here.setText("" if value is None else self.tr("here {value}").format(value=short_number(value)))

    def _on_view_clicked(self, x: float, y: float) -> None:
        if self._maps is None or self._place is None:
            return
        height, width = self._maps.maps.shape[1:] if not self._maps.is_flat else (1, 1)
        self.unit_wanted.emit(min(int(y * height), height - 1), min(int(x * width), width - 1))
