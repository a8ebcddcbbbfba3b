"""The sanity check: the map as learnt, and made again while more and more of the weights are shuffled."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.insight.heat_view import heat_image
from desktop_app.insight.overlay_view import Overlay, OverlayView
from desktop_app.insight.why.words import check_sentence, step_words
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_M, SPACE_S
from desktop_app.look.widgets import Card, PlainLabel
from desktop_app.session.read_picture import ReadPicture
from ml_engine.domain.events import HeatMap

HEIGHT, LEAST = 150, 90
BAR = 4


class Agreement(QWidget):
    """A short bar: how much of the true map is left."""

    def __init__(self, look: Look, share: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._share = look, max(0.0, min(1.0, share))
        self.setFixedHeight(BAR)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002  (Qt's name)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        painter.setBrush(QColor(self._look.tokens.line))
        painter.drawRoundedRect(whole, BAR / 2, BAR / 2)
        painter.setBrush(QColor(self._look.tokens.accent))
        painter.drawRoundedRect(QRectF(0, 0, whole.width() * self._share, BAR), BAR / 2, BAR / 2)
        painter.end()


class CheckStrip(Card):
    """Hidden until a map was checked."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("why-check-strip")
        self._look = look
        self._picture: ReadPicture | None = None
        self._views: list[OverlayView] = []
        self._row = QHBoxLayout()
        self._row.setSpacing(SPACE_S)
        self.says = PlainLabel("", role="dim", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_S)
        column.setSpacing(SPACE_S)
        title = self.tr(
            "With the weights shuffled from the answer down to the part named: how alike the map still is "
            "(1 the same, 0 not at all)."
        )
        column.addWidget(PlainLabel(title, role="small", wrap=True))
        column.addLayout(self._row, 1)
        column.addWidget(self.says)
        self.hide()

    def set_picture(self, picture: ReadPicture | None) -> None:
        self._picture = picture
        for view in self._views:
            view.set_picture(picture)

    def show_checks(self, found: HeatMap | None, opacity: float) -> None:
        """The maps of a checked answer; hides itself where there are none."""
        self._clear()
        self.setVisible(found is not None and bool(found.checks))
        if found is None or not found.checks:
            return
        self._add(Overlay(heat_image(found.values, found.view), found.view), self.tr("As learnt"), 1.0, opacity)
        for step in found.checks:
            image = heat_image(step.values, found.view)
            self._add(Overlay(image, found.view), step_words(step.upto, step.similarity), step.similarity, opacity)
        self.says.setText(check_sentence(found))

    def _add(self, overlay: Overlay, words: str, share: float, opacity: float) -> None:
        view = OverlayView(self._look)
        view.setObjectName(f"why-check-{len(self._views)}")
        view.setAccessibleName(words)
        view.setMinimumSize(LEAST, LEAST)
        view.setFixedHeight(HEIGHT)
        view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        view.set_picture(self._picture)
        view.set_overlay(overlay)
        view.set_opacity(opacity)
        label = PlainLabel(words, role="small", elide=True)
        label.setToolTip(
            self.tr(
                "Weights from the answer down to this part were shuffled. The number says how alike the map is to the "
                "true one: 1 the same, 0 nothing in common (Spearman’s rank correlation)."
            )
        )
        cell = QWidget()
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S // 2)
        column.addWidget(view)
        column.addWidget(Agreement(self._look, share))
        column.addWidget(label)
        self._views.append(view)
        self._row.addWidget(cell, 1)

    def _clear(self) -> None:
        self._views = []
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
