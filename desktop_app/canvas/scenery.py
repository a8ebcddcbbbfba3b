"""The view with its layers, fed from the editing: what changes there is painted here, and nothing else."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QImage

from desktop_app.canvas.editing import Editing
from desktop_app.canvas.hit_test import BoxIndex
from desktop_app.canvas.layers.box_style import LabelLook
from desktop_app.canvas.layers.boxes_layer import BoxesLayer
from desktop_app.canvas.layers.draft_layer import DraftLayer
from desktop_app.canvas.layers.heat_map_layer import HeatMapLayer
from desktop_app.canvas.layers.optics import Optics
from desktop_app.canvas.layers.picture_layer import PictureLayer
from desktop_app.canvas.layers.proposals_layer import ProposalsLayer
from desktop_app.canvas.picture_loader import Picture
from desktop_app.canvas.rects import Box
from desktop_app.canvas.tools.tool import Draft, Pointer
from desktop_app.canvas.view import CanvasView
from desktop_app.look.look import Look
from desktop_app.session.session import Session

TAG_POINTS = 9.0
NOTE_POINTS = 9.0


class Scenery(QObject):
    """Owns the layers; the view belongs to the panel's layout."""

    def __init__(self, session: Session, look: Look, editing: Editing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._look, self._editing = session, look, editing
        self._pointer: Pointer | None = None
        self._optics = Optics()
        self.view = CanvasView(self._optics, QColor(look.tokens.canvas))
        self.view.setObjectName("canvas-view")
        tag_font = look.font(TAG_POINTS, 600)
        self._picture = PictureLayer(self._optics)
        self._heat_map = HeatMapLayer(self._optics)
        self._boxes = BoxesLayer(self._optics, self._label_look, tag_font)
        self._proposals = ProposalsLayer(self._optics, self._label_look, tag_font)
        self._draft = DraftLayer(self._optics, self._label_look, tag_font, look.font(NOTE_POINTS, 500))
        for height, layer in enumerate((self._picture, self._heat_map, self._boxes, self._proposals, self._draft)):
            layer.setZValue(height)
            self.view.scene().addItem(layer)
        editing.board_changed.connect(self._on_editing_board_changed)
        editing.draft_changed.connect(self._on_editing_draft_changed)
        editing.tool_changed.connect(self._on_editing_tool_changed)
        session.labels.changed.connect(self._on_labels_changed)
        session.settings.changed.connect(self._on_editing_draft_changed)
        look.changed.connect(self._on_look_changed)
        self._on_editing_board_changed()

    @property
    def picture(self) -> Picture | None:
        """What is seen."""
        return self._picture.picture

    @property
    def are_objects_hidden(self) -> bool:
        return not self._boxes.isVisible()

    def show_picture(self, picture: Picture | None) -> None:
        """Another picture, or a better one of the same."""
        if picture is not None:
            known = self._picture.picture
            if known is None or (known.width, known.height) != (picture.width, picture.height):
                for layer in (self._boxes, self._proposals, self._draft):
                    layer.picture_changed()
                self._heat_map.prepareGeometryChange()
                self._picture.prepareGeometryChange()
            self.view.set_picture_size((picture.width, picture.height))
        known = self._picture.picture
        if known is None or picture is None or known.image_id != picture.image_id:
            self._heat_map.set_map(None, 0.0)
        self._picture.set_picture(picture)

    def show_heat_map(self, image: QImage | None, opacity: float) -> None:
        """Lay a map over the picture until another one comes. opacity: 0..1."""
        self._heat_map.set_map(image, opacity)

    def hide_objects(self, hidden: bool) -> None:
        """Leave the picture alone, or not."""
        for layer in (self._boxes, self._proposals):
            layer.setVisible(not hidden)

    def set_pointer(self, at: Pointer | None) -> None:
        """Where the pointer is, None for elsewhere."""
        self._pointer = at
        self._update_pointer()

    def _label_look(self, label_id: UUID) -> LabelLook:
        try:
            label = self._session.labels.get(label_id)
        except KeyError:  # the labels are being read
            return LabelLook("…", self._look.tokens.dim)
        return LabelLook(label.name, label.color)

    def _draft_color(self, draft: Draft | None) -> str:
        active = self._session.labels.active
        if draft is not None and draft.kind == "new" and active is not None and self._editing.pending is None:
            return active.color
        return self._look.tokens.accent

    def _update_pointer(self) -> None:
        at, board, draft = self._pointer, self._editing.board, self._editing.draft
        if at is None or board is None or self._editing.pending is not None:
            self._draft.set_pointer(None, "", hairs=False)
            return
        draws = self._editing.tool_name == "draw"
        within = 0 <= at.x <= board.size[0] and 0 <= at.y <= board.size[1]
        hairs = draws and within and self._session.settings.value.crosshair
        self._draft.set_pointer(at.point, _note(at, draft, shown=hairs), hairs=hairs)

    def _mark(self) -> None:
        editing = self._editing
        chosen = editing.board.chosen if editing.board is not None else ()
        proposal = editing.board.chosen_proposal if editing.board is not None else None
        shown = editing.board.proposals if editing.board is not None else ()
        places = {item.annotation.id for item in shown}
        hovered = editing.hovered
        self._boxes.set_marks(chosen, None if hovered in places else hovered, self._draft.held_ids())
        chosen_proposal = proposal.annotation.id if proposal is not None else None
        self._proposals.set_proposals(shown, chosen_proposal, hovered if hovered in places else None)

    def _on_editing_board_changed(self) -> None:
        board = self._editing.board
        if board is None:
            self._boxes.set_items((), BoxIndex(()))
        else:
            self._boxes.set_items(board.items, board.index)
        self._on_editing_draft_changed()

    def _on_editing_draft_changed(self) -> None:
        draft = self._editing.draft
        self._draft.set_draft(draft, self._draft_color(draft))
        self._mark()
        self._update_pointer()
        if self._pointer is not None:
            self.view.set_tool_cursor(self._editing.cursor(self._pointer))

    def _on_editing_tool_changed(self) -> None:
        self.view.set_tool_cursor("cross" if self._editing.tool_name == "draw" else "arrow")

    def _on_labels_changed(self) -> None:
        self._boxes.refresh_looks()
        self._proposals.update()

    def _on_look_changed(self) -> None:
        self.view.set_ground(QColor(self._look.tokens.canvas))
        font = self._look.font(TAG_POINTS, 600)
        self._boxes.set_font(font)
        self._proposals.set_font(font)
        self._draft.set_fonts(font, self._look.font(NOTE_POINTS, 500))
        self._on_editing_draft_changed()


def _note(at: Pointer, draft: Draft | None, *, shown: bool) -> str:
    """What stands beside the pointer: where it is, or how large the box has become."""
    if draft is not None and draft.kind != "band":
        return _size(draft.box)
    return f"{int(at.x)}, {int(at.y)}" if shown else ""


def _size(box: Box) -> str:
    return f"{round(box[2] - box[0])} × {round(box[3] - box[1])}"
