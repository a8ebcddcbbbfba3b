"""Where a number comes from: what it sees of the picture, its patch on the map that the sum reads, its own map."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.insight.color_ramp import RampName, color_table
from desktop_app.insight.map_grid import map_image
from desktop_app.insight.maps import MapSet
from desktop_app.insight.marked_image import MarkedImage
from desktop_app.insight.sums import Sums
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_XS
from desktop_app.look.widgets import PlainLabel
from desktop_app.session.read_picture import ReadPicture
from ml_engine.domain.arrays import unpack_array

WIDTH = 190


class WalkImages(QWidget):
    """output: the map of the walk, which takes clicks and arrow keys."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(WIDTH)
        self._picture: ReadPicture | None = None
        self.picture = MarkedImage(look, "walk-picture", self.tr("What the number sees of the picture"))
        self.input = MarkedImage(look, "walk-input", self.tr("The patch on the map that the sum reads"))
        self.output = MarkedImage(look, "walk-output", self.tr("The number on its map"), takes_steps=True)
        self.output.setToolTip(self.tr("Click a number, or step to the next one with the arrow keys"))
        self._sees = PlainLabel("", role="small", elide=True)
        self._reads = PlainLabel("", role="small", elide=True)
        self._stands = PlainLabel("", role="small", elide=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_XS)
        for label, image in ((self._sees, self.picture), (self._reads, self.input), (self._stands, self.output)):
            column.addWidget(label)
            column.addWidget(image, 1)

    def set_picture(self, picture: ReadPicture | None) -> None:
        """The picture that is looked at."""
        self._picture = picture

    def show_field(self, sums: Sums) -> None:
        """Mark on the picture what the number depends on."""
        walk, picture = sums.walk, self._picture
        x0, y0, x1, y1 = walk.field
        corners = walk.view.to_image(np.array([[x0, y0, x1, y1]], np.float64))[0]
        scale = np.array([walk.view.image_width, walk.view.image_height] * 2, np.float64)
        left, top, right, bottom = (float(value) for value in corners / scale)
        self.picture.show_image(
            picture.pixels if picture else None, QRectF(left, top, right - left, bottom - top), smooth=True
        )
        sees_all = x1 - x0 == walk.view.input_width and y1 - y0 == walk.view.input_height
        words = self.tr("It sees the whole picture") if sees_all else self.tr("It sees {width} × {height} pixels")
        self._sees.setText(words.format(width=x1 - x0, height=y1 - y0))

    def show_input(self, sums: Sums, place: int, ramp: RampName) -> None:
        """Mark the patch on the map at that place of the patch."""
        channel = sums.channel(place)
        image = _input_image(sums, channel, ramp)
        self.input.setVisible(image is not None)
        self._reads.setVisible(image is not None)
        left, top, right, bottom = sums.patch_box()
        self.input.show_image(image, QRectF(left, top, right - left, bottom - top))
        words = self._color(channel) if self._is_picture(sums) else self.tr("It reads map {number}")
        self._reads.setText(words.format(number=channel))

    def show_output(self, sums: Sums, maps: MapSet | None, ramp: RampName) -> None:
        """Mark the number on its map."""
        walk = sums.walk
        place = maps.place_of(walk.channel) if maps is not None else None
        is_map = maps is not None and place is not None and not maps.is_flat
        self.output.setVisible(is_map)
        self._stands.setVisible(is_map)
        if maps is None or place is None or not is_map:
            return
        height, width = maps.maps.shape[1:]
        mark = QRectF(walk.column / width, walk.row / height, 1 / width, 1 / height)
        self.output.show_image(map_image(maps, place, ramp, own_scale=True), mark)
        words = self.tr("Row {row}, column {column} of map {number}")
        self._stands.setText(words.format(row=walk.row, column=walk.column, number=walk.channel))

    def _is_picture(self, sums: Sums) -> bool:
        """Whether the sum reads the picture itself, not maps of another layer."""
        shape, view = sums.walk.input_shape, sums.walk.view
        return len(shape) == 3 and shape[0] == 3 and shape[1:] == (view.input_height, view.input_width)

    def _color(self, channel: int) -> str:
        return (self.tr("It reads the red"), self.tr("It reads the green"), self.tr("It reads the blue"))[channel % 3]


def _input_image(sums: Sums, channel: int, ramp: RampName) -> QImage | None:
    """A map that the sum reads, in colour; None where it reads numbers without a place."""
    walk = sums.walk
    if walk.inputs is None or len(walk.input_shape) != 3 or walk.input_shape[1:] == (1, 1):
        return None
    tiles = unpack_array(walk.inputs)
    tile = np.ascontiguousarray(tiles[min(channel, len(tiles) - 1)])
    image = QImage(tile.data, tile.shape[1], tile.shape[0], tile.shape[1], QImage.Format.Format_Indexed8)
    image.setColorTable(color_table(ramp))
    return image.copy()
