"""The menu of the right button: what can be done with what lies under the pointer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.canvas.commands import Commands
from desktop_app.look.label_marks import menu_text
from desktop_app.look.look import Look
from desktop_app.session.action_keys import shown_key
from desktop_app.session.actions import ActionSpec
from desktop_app.session.session import Session
from ml_engine.domain.values import Label

MOST_LABELS = 12  # more are found by typing

_FOR_BOXES = ("find-label", "copy-boxes", "duplicate-boxes", "delete-objects")
_FOR_PROPOSAL = ("accept-proposal", "reject-proposals")
_FOR_PICTURE = (
    ("draw-box", "select-objects"),
    ("paste-boxes", "copy-previous", "repeat-box", "propose-picture", "accept-proposals", "reject-proposals"),
    ("fit-picture", "hide-objects", "verify-picture"),
)


def make_menu(parent: QWidget, look: Look, session: Session, commands: Commands, specs: Sequence[ActionSpec]) -> QMenu:
    """A menu for what is chosen; for the picture where nothing is."""
    menu = QMenu(parent)
    menu.setObjectName("canvas-menu")
    by_id = {spec.id: spec for spec in specs}
    if commands.chosen:
        _add_labels(menu, look, session.labels.all, _tr("Label"), commands.use_label)
        _add(menu, look, session, [by_id[name] for name in _FOR_BOXES])
    elif commands.chosen_proposal is not None:
        _add(menu, look, session, [by_id[name] for name in _FOR_PROPOSAL])
    else:
        _add_labels(menu, look, session.labels.all, _tr("Label of the whole picture"), commands.tag)
        for names in _FOR_PICTURE:
            _add(menu, look, session, [spec for name in names if (spec := by_id[name]).is_enabled])
            menu.addSeparator()
    return menu


def _add(menu: QMenu, look: Look, session: Session, specs: Sequence[ActionSpec]) -> None:
    for spec in specs:
        action = menu.addAction(spec.text)
        if spec.icon:
            action.setIcon(look.icon(spec.icon))
        action.setObjectName(f"menu-{spec.id}")
        action.setEnabled(spec.is_enabled)
        action.triggered.connect(partial(_run, spec))
        # Shown, not bound: the keys are the window's.
        action.setText(menu_text(spec.text, shown_key(spec, session.settings.value.keys)))


def _add_labels(menu: QMenu, look: Look, labels: Sequence[Label], title: str, use: Callable[[Label], None]) -> None:
    if not labels:
        return
    below = menu.addMenu(look.icon("tag"), title)
    for label in labels[:MOST_LABELS]:
        action = below.addAction(menu_text(label.name, label.key))
        action.setIcon(look.icon("square", label.color))
        action.triggered.connect(partial(_use, use, label))


def _run(spec: ActionSpec, _checked: bool = False) -> None:
    spec.run()


def _use(use: Callable[[Label], None], label: Label, _checked: bool = False) -> None:
    use(label)


def _tr(text: str) -> str:
    return QCoreApplication.translate("CanvasMenu", text)
