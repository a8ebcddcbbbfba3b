"""What a model proposes: dashed, with its score, until somebody takes it or turns it down."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QLocale, QRectF
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from desktop_app.canvas.layers import box_style
from desktop_app.canvas.layers.boxes_layer import damage_of, window_of
from desktop_app.canvas.layers.optics import Optics, on_screen, touches
from ml_engine.domain.values import Proposal


class ProposalsLayer(QGraphicsItem):
    """Proposals that reach the threshold; the best lies on top."""

    def __init__(self, optics: Optics, looks: box_style.LabelLooks, font: QFont) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self._optics, self._looks = optics, looks
        self._font, self._metrics = font, QFontMetrics(font)
        self._proposals: Sequence[Proposal] = ()
        self._outstanding: frozenset[UUID | None] = frozenset()

    def set_proposals(self, proposals: Sequence[Proposal], chosen: UUID | None, hovered: UUID | None) -> None:
        """Others, or others that stand out."""
        outstanding = frozenset((chosen, hovered))
        if proposals != self._proposals or outstanding != self._outstanding:
            self._proposals, self._outstanding = proposals, outstanding
            self.update()

    def set_font(self, font: QFont) -> None:
        """Words of another size."""
        self._font, self._metrics = font, QFontMetrics(font)
        self.update()

    def boundingRect(self) -> QRectF:  # noqa: N802
        return self._optics.reach

    def picture_changed(self) -> None:
        """The bounds are others."""
        self.prepareGeometryChange()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        regions = self._optics.exposed(painter, option)
        window = window_of(painter, widget)
        transform = painter.worldTransform()
        painter.setWorldMatrixEnabled(False)
        for proposal in reversed(self._proposals):
            damage = damage_of(proposal.annotation, self._optics)
            if not touches((damage.left(), damage.top(), damage.right(), damage.bottom()), regions):
                continue
            look = self._looks(proposal.annotation.label_id)
            frame = on_screen(proposal.annotation.xyxy, transform)
            lifted = proposal.annotation.id in self._outstanding
            box_style.paint_dashed(painter, [frame], look.color, lifted=lifted)
            text = tag_text(look.name, proposal.score)
            spot = box_style.tag_place(frame, box_style.tag_size(text, self._metrics), window)
            box_style.paint_tag(painter, spot, text, look.color, self._font)
        painter.setWorldMatrixEnabled(True)


def tag_text(name: str, score: float) -> str:
    """'leaf 0.41 ?', the number as the language writes it."""
    return f"{name}  {QLocale().toString(score, 'f', 2)}  ?"
