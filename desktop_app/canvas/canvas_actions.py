"""Everything that can be done on the canvas, with its keys."""

from __future__ import annotations

from functools import partial
from typing import Protocol

from PySide6.QtCore import QCoreApplication

from desktop_app.canvas import clipboard
from desktop_app.canvas.camera import STEP
from desktop_app.canvas.commands import Commands
from desktop_app.canvas.editing import Editing
from desktop_app.canvas.view import CanvasView
from desktop_app.session.action_keys import ACCEPT_PROPOSALS, NEXT_OBJECT, REJECT_PROPOSALS, VERIFY_PICTURE
from desktop_app.session.actions import ActionSpec, action
from desktop_app.session.session import Session

VERIFY, VERIFY_KEY = VERIFY_PICTURE.id, VERIFY_PICTURE.keys[0]
LONG_STEP = 10
THRESHOLD_STEP = 0.05
DIGITS = "1234567890"
_spec = partial(action, scope="canvas")
_ARROWS = {"Left": (-1, 0), "Right": (1, 0), "Up": (0, -1), "Down": (0, 1)}


class CanvasPlace(Protocol):
    """What the actions need of the panel."""

    @property
    def view(self) -> CanvasView: ...
    def cancel(self) -> None: ...
    def find_label(self) -> None: ...
    def toggle_objects(self) -> None: ...
    def has_picture(self) -> bool: ...
    def has_objects(self) -> bool: ...


def canvas_actions(place: CanvasPlace, session: Session, editing: Editing, commands: Commands) -> list[ActionSpec]:
    """All of them, in the order of the palette."""
    return [
        *_tool_actions(place, editing),
        *_object_actions(place, commands),
        *_clipboard_actions(place, session, commands),
        *_proposal_actions(session, commands),
        *_label_actions(place, commands),
        *_picture_actions(place, session, commands),
        *_nudges(commands),
    ]


def _tool_actions(place: CanvasPlace, editing: Editing) -> list[ActionSpec]:
    draw, select = partial(editing.set_tool, "draw"), partial(editing.set_tool, "select")
    return [
        _spec("draw-box", _tr("Draw boxes"), draw, "W", "R", icon="square-dashed"),
        _spec("select-objects", _tr("Select and move boxes"), select, "V", icon="mouse-pointer-2"),
        _spec("cancel", _tr("Cancel"), place.cancel, "Esc", in_palette=False),
    ]


def _object_actions(place: CanvasPlace, commands: Commands) -> list[ActionSpec]:
    there = place.has_objects
    chosen = partial(_has_chosen, commands)
    return [
        _spec("next-object", _tr("Next object"), partial(commands.cycle, 1), *NEXT_OBJECT.keys, enabled=there),
        _spec("previous-object", _tr("Previous object"), partial(commands.cycle, -1), "Shift+Tab", enabled=there),
        _spec("select-all", _tr("Select all boxes"), commands.choose_all, "Ctrl+A", enabled=there),
        _spec("delete-objects", _tr("Delete"), commands.delete, "Del", "Backspace", icon="trash-2", enabled=chosen),
    ]


def _clipboard_actions(place: CanvasPlace, session: Session, commands: Commands) -> list[ActionSpec]:
    boxes = partial(_has_boxes_chosen, commands)
    pasteable = partial(_can_paste, place)
    previous = partial(_has_previous, session)
    last = partial(_has_last, commands)
    copy_previous = _tr("Boxes of the previous picture")
    return [
        _spec("copy-boxes", _tr("Copy"), commands.copy, "Ctrl+C", icon="copy", enabled=boxes),
        _spec("paste-boxes", _tr("Paste"), commands.paste, "Ctrl+V", icon="clipboard", enabled=pasteable),
        _spec("duplicate-boxes", _tr("Duplicate"), commands.duplicate, "Ctrl+D", icon="copy-plus", enabled=boxes),
        _spec("copy-previous", copy_previous, commands.copy_previous, "Ctrl+B", icon="history", enabled=previous),
        _spec("repeat-box", _tr("Repeat the last box"), commands.repeat_last, "N", icon="repeat", enabled=last),
    ]


def _proposal_actions(session: Session, commands: Commands) -> list[ActionSpec]:
    waiting = partial(_has_proposals, session)
    chosen = partial(_has_proposal_chosen, commands)
    accept, reject, propose = _tr("Accept all proposals"), _tr("Reject proposals"), _tr("Propose for this picture")
    fewer, more = partial(commands.shift_threshold, THRESHOLD_STEP), partial(commands.shift_threshold, -THRESHOLD_STEP)
    can_ask = partial(_can_ask, session)
    return [
        _spec("propose-picture", propose, commands.propose, "P", icon="sparkles", enabled=can_ask),
        _spec("accept-proposals", accept, commands.accept_all, *ACCEPT_PROPOSALS.keys, icon="check", enabled=waiting),
        _spec(
            "accept-proposal",
            _tr("Accept this proposal"),
            commands.accept_chosen,
            "Shift+Enter",
            "Shift+Return",
            enabled=chosen,
        ),
        _spec("reject-proposals", reject, commands.reject, *REJECT_PROPOSALS.keys, icon="x", enabled=waiting),
        _spec("more-proposals", _tr("Show more proposals"), more, "["),
        _spec("fewer-proposals", _tr("Show fewer proposals"), fewer, "]"),
    ]


def _label_actions(place: CanvasPlace, commands: Commands) -> list[ActionSpec]:
    find = _spec(
        "find-label", _tr("Find or make a label…"), place.find_label, "L", icon="tag", enabled=place.has_picture
    )
    digits = [
        _spec(
            f"label-{key}",
            _tr("Label with key {key}").format(key=key),
            partial(commands.use_key, key),
            key,
            in_palette=False,
        )
        for key in DIGITS
    ]
    whole = [
        _spec(
            f"picture-label-{key}",
            _tr("Label the whole picture with key {key}").format(key=key),
            partial(commands.tag_key, key),
            f"Alt+{key}",
            enabled=place.has_picture,
            in_palette=False,
        )
        for key in DIGITS
    ]
    return [find, *digits, *whole]


def _picture_actions(place: CanvasPlace, session: Session, commands: Commands) -> list[ActionSpec]:
    there, view = place.has_picture, place.view
    verify = _tr("Mark as verified, or not")
    return [
        _spec(
            VERIFY,
            verify,
            commands.toggle_verified,
            VERIFY_KEY,
            icon="circle-check",
            enabled=partial(_is_open, session),
        ),
        _spec("hide-objects", _tr("Hide or show boxes"), place.toggle_objects, "H", icon="eye-off", enabled=there),
        _spec("fit-picture", _tr("Fit picture"), view.fit, "Ctrl+F", icon="maximize", enabled=there),
        _spec("actual-size", _tr("Zoom to 100 %"), partial(view.zoom_to, 1.0), "Ctrl+0", enabled=there),
        _spec("zoom-in", _tr("Zoom in"), partial(view.zoom, STEP), "+", "=", icon="zoom-in", enabled=there),
        _spec("zoom-out", _tr("Zoom out"), partial(view.zoom, 1 / STEP), "-", icon="zoom-out", enabled=there),
    ]


def _nudges(commands: Commands) -> list[ActionSpec]:
    specs = []
    chosen = partial(_has_boxes_chosen, commands)
    for key, (dx, dy) in _ARROWS.items():
        for resize in (False, True):
            for step in (1, LONG_STEP):
                keys = ("Ctrl+" if resize else "") + ("Shift+" if step > 1 else "") + key
                name = f"{'resize' if resize else 'move'}-{key.lower()}-{step}"
                text = _tr("Resize by {pixels} px") if resize else _tr("Move by {pixels} px")
                run = partial(commands.nudge, float(dx * step), float(dy * step), resize=resize)
                specs.append(_spec(name, text.format(pixels=step), run, keys, enabled=chosen, in_palette=False))
    return specs


def _has_chosen(commands: Commands) -> bool:
    return bool(commands.chosen) or commands.chosen_proposal is not None


def _has_boxes_chosen(commands: Commands) -> bool:
    return bool(commands.chosen)


def _has_proposal_chosen(commands: Commands) -> bool:
    return commands.chosen_proposal is not None


def _has_last(commands: Commands) -> bool:
    return commands.has_last


def _can_paste(place: CanvasPlace) -> bool:
    return place.has_picture() and clipboard.has_boxes()


def _has_previous(session: Session) -> bool:
    return session.current is not None and session.pictures.neighbour(session.current, -1) is not None


def _has_proposals(session: Session) -> bool:
    document = session.document
    return document is not None and bool(session.proposing.shown(document.proposals))


def _can_ask(session: Session) -> bool:
    return session.proposing.can_propose and session.current is not None


def _is_open(session: Session) -> bool:
    return session.document is not None and not session.read_only


def _tr(text: str) -> str:
    return QCoreApplication.translate("CanvasActions", text)
