"""What can be taken out of a chart: files and the clipboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot
from PySide6.QtGui import QFont, QGuiApplication, QImage

from desktop_app.charts import saving
from desktop_app.charts.content import Content
from desktop_app.charts.view import ChartView
from desktop_app.look.look import Look


class ChartFiles(QObject):
    """Exports of one chart.

    Signals: exported(str, str): a file that was written, and why it could not be, or ''.
    """

    exported = Signal(str, str)

    def __init__(self, content: Content, view: Callable[[], ChartView], look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._content, self._view, self._look = content, view, look

    def export(self, path: Path) -> None:
        """Write it; the ending says as what. Raises ValueError for an unknown one."""
        data = self._data(path.suffix.lower())
        QThreadPool.globalInstance().start(saving.Writing(path, data, self.exported.emit))

    def picture(self) -> QImage:
        """The chart without its cursor."""
        view = self._still_view(saving.PNG_SCALE)  # lines are as many pixels wide on every device
        image = saving.image_of(view.plot, *self._title())
        view.refresh()
        return image

    def table(self, separator: str = ",") -> str:
        """The numbers, a line a row."""
        return saving.csv_text(self._content.plain_series, self._content.x_title, separator)

    @Slot()
    def copy_picture(self) -> None:
        """The chart to the clipboard."""
        QGuiApplication.clipboard().setImage(self.picture())

    @Slot()
    def copy_numbers(self) -> None:
        """The numbers to the clipboard, as a spreadsheet takes them."""
        QGuiApplication.clipboard().setText(self.table("\t"))

    def _data(self, ending: str) -> bytes:
        match ending:
            case ".png":
                return saving.png_bytes(self.picture())
            case ".svg":
                return saving.svg_bytes(self._still_view().plot, *self._title())
            case ".csv":
                return self.table().encode("utf-8-sig")  # spreadsheets take a file without the mark for Latin-1
            case _:
                raise ValueError(f"a chart is written as {', '.join(saving.ENDINGS)}, not as {ending!r}")

    def _still_view(self, width: float = 1.0) -> ChartView:
        view = self._view()
        view.refresh(width)
        view.hide_cursor()
        return view

    def _title(self) -> tuple[str, QFont, str, str]:
        tokens = self._look.tokens
        return self._content.title, self._look.font(10, 600), tokens.text, tokens.raised
