"""A chart as a file: PNG, SVG, CSV. What is written is made on the GUI thread, the disk is waited for elsewhere."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QRunnable, QSize
from PySide6.QtGui import QColor, QFont, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QGraphicsView

from desktop_app.charts.series import Series, stops_of
from ml_engine.domain.atomic_file import write_atomic

ENDINGS = (".png", ".svg", ".csv")
PNG_SCALE = 2
MARGIN = 16


def csv_text(series: Sequence[Series], x_title: str, separator: str = ",") -> str:
    """A row for every x, a column for every line; empty where a line has no value there.

    Numbers are written with a point and as short as they can be read back, whatever the reader's country. A line that
    has an x several times (a curve of points) gets several rows of it.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    writer.writerow([_cell(x_title or "x"), *(_cell(item.name) for item in series)])
    columns = [_by_x(item) for item in series]
    for x in stops_of(series).tolist():
        cells = [column.get(x, []) for column in columns]
        for index in range(max(len(cell) for cell in cells)):
            row = [repr(cell[index]) if index < len(cell) else "" for cell in cells]
            writer.writerow([repr(x), *row])
    return out.getvalue()


def image_of(view: QGraphicsView, title: str, font: QFont, ink: str, ground: str) -> QImage:
    """The chart as a picture, twice as fine as on the screen."""
    size = _size(view, bool(title))
    image = QImage(size * PNG_SCALE, QImage.Format.Format_ARGB32)
    image.setDevicePixelRatio(PNG_SCALE)
    image.fill(QColor(ground))
    painter = QPainter(image)
    _paint(painter, view, size, title, font, ink)
    painter.end()
    return image


def png_bytes(image: QImage) -> bytes:
    """A picture as a PNG file."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(data.data())


def svg_bytes(view: QGraphicsView, title: str, font: QFont, ink: str, ground: str) -> bytes:
    """The chart as an SVG file; words stay words."""
    size = _size(view, bool(title))
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(size)
    generator.setViewBox(QRect(0, 0, size.width(), size.height()))
    generator.setTitle(title)
    painter = QPainter(generator)
    painter.fillRect(QRect(0, 0, size.width(), size.height()), QColor(ground))
    _paint(painter, view, size, title, font, ink)
    painter.end()
    return bytes(data.data())


class Writing(QRunnable):
    """One file on its way to the disk. tell: called on the pool's thread with the file, and why it failed or ''."""

    def __init__(self, path: Path, data: bytes, tell: Callable[[str, str], None]) -> None:
        super().__init__()
        self._path, self._data, self._tell = path, data, tell

    def run(self) -> None:
        reason = ""
        try:
            write_atomic(self._path, self._data)
        except OSError as error:
            reason = error.strerror or str(error)
        # The chart may have been closed meanwhile: then nobody listens.
        with suppress(RuntimeError):
            self._tell(str(self._path), reason)


def _cell(text: str) -> str:
    # A spreadsheet runs what begins like a formula: names of labels come from outside.
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _by_x(series: Series) -> dict[float, list[float]]:
    found: dict[float, list[float]] = {}
    for x, y in zip(series.xs.tolist(), series.ys.tolist(), strict=True):
        if not math.isnan(y):
            found.setdefault(x, []).append(y)
    return found


def _size(view: QGraphicsView, has_title: bool) -> QSize:
    title = MARGIN + 8 if has_title else 0
    return QSize(view.width() + 2 * MARGIN, view.height() + 2 * MARGIN + title)


def _paint(painter: QPainter, view: QGraphicsView, size: QSize, title: str, font: QFont, ink: str) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if title:
        painter.setFont(font)
        painter.setPen(QColor(ink))
        painter.drawText(MARGIN, MARGIN + 12, title)
    target = QRect(MARGIN, size.height() - view.height() - MARGIN, view.width(), view.height())
    view.scene().render(painter, target, view.mapToScene(view.rect()).boundingRect())
