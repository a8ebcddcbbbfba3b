"""The middle of the Label place: the picture, what floats over it, and what to do where there is none."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from desktop_app.canvas import speech
from desktop_app.canvas.canvas_actions import VERIFY, VERIFY_KEY, canvas_actions
from desktop_app.canvas.commands import Commands
from desktop_app.canvas.editing import Editing
from desktop_app.canvas.empty_states import EmptyStates
from desktop_app.canvas.label_field import LabelField
from desktop_app.canvas.menu import make_menu
from desktop_app.canvas.picture_loader import Picture, PictureLoader
from desktop_app.canvas.picture_turns import PictureTurns
from desktop_app.canvas.proposals_bar import ProposalsBar
from desktop_app.canvas.rects import Box
from desktop_app.canvas.scenery import Scenery
from desktop_app.canvas.tools.tool import Pointer
from desktop_app.canvas.view import CanvasView
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_L, SPACE_S
from desktop_app.look.widgets.context_menu import ContextMenu
from desktop_app.session.actions import ActionSpec
from desktop_app.session.session import Session


class CanvasPanel(QWidget):
    """Built from the session; can be thrown away and built again.

    Signals: pointer_moved(object): (x, y) of the picture's pixel under the pointer, None for none.
    zoom_changed(float): screen pixels for a pixel of the picture, 0 while none is seen.
    """

    pointer_moved = Signal(object)
    zoom_changed = Signal(float)

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("canvas-panel")
        self.setAccessibleName(self.tr("Canvas"))
        self._session, self._look = session, look
        self._editing = Editing(session, self)
        self._commands = Commands(session, self._editing, self)
        self._scenery = Scenery(session, look, self._editing, self)
        self._loader = PictureLoader(session.background, parent=self)
        self._turns = PictureTurns(session, self._loader, self)
        self._told_scale = 0.0
        self._at_pixel: tuple[int, int] | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self.setFocusProxy(self.view)
        self._empty = EmptyStates(session, look, self._loader, self._turns, self)
        self._bar = ProposalsBar(session, look, self._editing, self._commands, self)
        self._field = LabelField(look, self)
        self._actions = canvas_actions(self, session, self._editing, self._commands)
        self._connect()
        self._turns.start()
        self._refresh_states()

    @property
    def view(self) -> CanvasView:
        return self._scenery.view

    @property
    def shown_picture(self) -> int | None:
        """The picture whose pixels are on the canvas; while the next one is being read, still the one before."""
        return None if self._turns.picture is None else self._turns.picture.image_id

    @property
    def editing(self) -> Editing:
        """The tools, and what lies under the pointer."""
        return self._editing

    @property
    def scale(self) -> float:
        """Screen pixels for a pixel of the picture."""
        return self.view.camera.scale

    def actions(self) -> list[ActionSpec]:  # type: ignore[override]  # QWidget's own list is not used here
        """All that can be done here."""
        return self._actions

    @property
    def picture(self) -> Picture | None:
        """What is on the screen, None for nothing."""
        return self._turns.picture

    def forget_pictures(self) -> None:
        """Read every picture anew: the files may be others now."""
        self._loader.forget_all()
        self._turns.ask_again()

    def try_again(self) -> None:
        """Read anew what could not be read: its drive may be there again."""
        had_problem = self._session.current is not None and self._loader.get_problem(self._session.current) is not None
        self._loader.forget_problems()
        if had_problem:
            self._turns.ask_again()

    def show_heat_map(self, image: QImage | None, opacity: float = 0.6) -> None:
        """Lay a map over the current picture, None to take it away. opacity: 0..1."""
        self._scenery.show_heat_map(image, opacity)

    def cancel(self) -> None:
        """One step back: the gesture, else the tool, else the choice."""
        if self._editing.cancel():
            return
        if self._editing.tool_name == "draw":
            self._editing.set_tool("select")
        else:
            self._session.objects.clear()

    def find_label(self) -> None:
        """Ask for a label: for what is chosen, or for the boxes to come."""
        board = self._editing.board
        if board is None:
            return
        chosen = board.chosen_items or ((board.chosen_proposal.annotation,) if board.chosen_proposal else ())
        beside = self._on_panel(chosen[0].xyxy) if chosen else QRect(self.rect().center(), self.rect().center())
        self._ask_label(beside)

    def toggle_objects(self) -> None:
        """Hide or show the boxes."""
        self._scenery.hide_objects(not self._scenery.are_objects_hidden)

    def has_picture(self) -> bool:
        """Whether something can be drawn on."""
        return self._editing.board is not None

    def has_objects(self) -> bool:
        """Whether there are boxes or proposals."""
        board = self._editing.board
        return board is not None and bool(board.items or board.proposals)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._empty.setGeometry(self.rect())
        self._place_bar()

    def _make_menu(self, point: QPoint | None) -> QMenu | None:
        """point: where the right button was clicked, None for what is chosen."""
        if self._editing.cancel() or not self.has_picture():
            return None
        if point is not None:
            spot = self.view.viewport().mapFrom(self, point)
            self._editing.choose_at(self.view.pointer_at(spot.toPointF()))
        menu = make_menu(self, self._look, self._session, self._commands, self._actions)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _menu_spot(self) -> QPoint:
        """Beside what is chosen, else in the middle."""
        board = self._editing.board
        chosen = board.chosen_items if board is not None else ()
        return self._on_panel(chosen[0].xyxy).center() if chosen else self.rect().center()

    def _connect(self) -> None:
        view, editing = self.view, self._editing
        ContextMenu(self, self._make_menu, self._menu_spot)
        view.pressed.connect(self._on_view_pressed)
        view.released.connect(editing.release)
        view.moved.connect(self._on_view_moved)
        view.left.connect(self._on_view_left)
        view.camera_changed.connect(self._on_view_camera_changed)
        view.space_tapped.connect(self._on_view_space_tapped)
        editing.label_wanted.connect(self._on_editing_label_wanted)
        editing.board_changed.connect(self._on_editing_board_changed)
        self._field.named.connect(self._on_field_named)
        self._field.dismissed.connect(self._on_field_dismissed)
        self._turns.picture_changed.connect(self._on_turns_picture_changed)
        self._turns.failed.connect(self._refresh_states)
        self._turns.waiting_changed.connect(self._refresh_states)
        self._session.current_changed.connect(self._on_session_current_changed)
        self._session.pictures.changed.connect(self._refresh_states)
        self._session.pictures.counts_changed.connect(self._refresh_states)
        self._session.folders.changed.connect(self._refresh_states)

    def _ask_label(self, beside: QRect) -> None:
        self._scenery.set_pointer(None)
        self._field.open(self._session.labels.all, beside)

    def _on_panel(self, box: Box) -> QRect:
        (x0, y0), (x1, y1) = self.view.camera.to_view(box[:2]), self.view.camera.to_view(box[2:])
        origin = self.view.viewport().mapTo(self, QPoint(0, 0))
        return QRect(QPoint(round(x0), round(y0)) + origin, QPoint(round(x1), round(y1)) + origin)

    def _place_bar(self) -> None:
        if self._bar.isHidden():
            return
        self._bar.fit(self.width() - 2 * SPACE_S)
        left = (self.width() - self._bar.width()) // 2
        self._bar.move(max(left, 0), self.height() - self._bar.height() - SPACE_L)
        self._bar.raise_()
        # For good: a picture that changed its size whenever the last proposal was answered would be worse.
        self.view.set_foot(self._bar.height())

    def _refresh_states(self) -> None:
        self._empty.refresh()
        self._tell_view()

    def _on_session_current_changed(self) -> None:
        self._field.dismiss()  # it asks about a box of the picture that is gone
        self._refresh_states()

    def _on_turns_picture_changed(self) -> None:
        self._scenery.show_picture(self._turns.picture)
        self._refresh_states()

    def _tell_view(self) -> None:
        picture = self._turns.picture
        hidden = picture is None or bool(self._empty.state_name)
        seen = None if picture is None or hidden else (picture.image_id, (picture.width, picture.height))
        self._editing.set_view(seen, self.scale)
        if hidden and self._at_pixel is not None:
            self._at_pixel = None
            self.pointer_moved.emit(None)
        scale = 0.0 if hidden else self.scale
        if scale != self._told_scale:
            self._told_scale = scale
            self.zoom_changed.emit(scale)

    def _on_view_pressed(self, at: Pointer) -> None:
        self._scenery.hide_objects(False)  # what is drawn or taken hold of must be seen
        self._editing.press(at)

    def _on_view_moved(self, at: Pointer) -> None:
        self._editing.move(at)
        self._scenery.set_pointer(at)
        self.view.set_tool_cursor(self._editing.cursor(at))
        board = self._editing.board
        within = board is not None and 0 <= at.x < board.size[0] and 0 <= at.y < board.size[1]
        pixel = (int(at.x), int(at.y)) if within else None
        if pixel != self._at_pixel:
            self._at_pixel = pixel
            self.pointer_moved.emit(pixel)

    def _on_view_left(self) -> None:
        self._editing.leave()
        self._scenery.set_pointer(None)
        self._at_pixel = None
        self.pointer_moved.emit(None)

    def _on_view_camera_changed(self) -> None:
        self._tell_view()

    def _on_view_space_tapped(self) -> None:
        if self._session.settings.value.keys.get(VERIFY, VERIFY_KEY) == VERIFY_KEY and not self._session.read_only:
            self._commands.toggle_verified()

    def _on_editing_label_wanted(self, box: Box) -> None:
        self._ask_label(self._on_panel(box))

    def _on_field_named(self, name: str) -> None:
        self._commands.use_name(name)
        self.view.setFocus()

    def _on_field_dismissed(self) -> None:
        self._editing.drop_pending()
        self.view.setFocus()

    def _on_editing_board_changed(self) -> None:
        self.view.setAccessibleName(speech.describe(self._session, self._editing))
        self._place_bar()
