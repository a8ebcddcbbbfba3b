"""Everything that can be done to pictures in the browser, with its keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication

from desktop_app.browser.picture_commands import PictureCommands
from desktop_app.session.action_keys import VERIFY_PICTURES
from desktop_app.session.actions import ActionSpec, action
from desktop_app.session.session import Session

DIGITS = "1234567890"
_spec = partial(action, scope="browser")


@dataclass(frozen=True, slots=True)
class Doing:
    """What the panel does itself."""

    open_picture: Callable[[], None]
    verify_empty: Callable[[], None]
    show_filters: Callable[[], None]
    toggle_view: Callable[[], None]
    select_all: Callable[[], None]


def browser_actions(session: Session, commands: PictureCommands, doing: Doing) -> list[ActionSpec]:
    """In the order of the palette."""
    can_edit = partial(_can_edit, commands)
    has_pictures = partial(_has_pictures, session)
    can_propose = partial(_can_propose, session, commands)
    return [
        _spec("next-picture", _tr("Next picture"), session.next, "D", icon="arrow-right", scope="window"),
        _spec("previous-picture", _tr("Previous picture"), session.previous, "A", icon="arrow-left", scope="window"),
        _spec("open-picture", _tr("Open the picture"), doing.open_picture, "Return", "Enter", in_palette=False),
        _spec("select-all-pictures", _tr("Select all pictures"), doing.select_all, "Ctrl+A", enabled=has_pictures),
        _spec(
            "verify-pictures",
            _tr("Mark chosen pictures as verified, or not"),
            commands.toggle_verified,
            *VERIFY_PICTURES.keys,
            icon="circle-check",
            enabled=can_edit,
        ),
        _spec("skip-pictures", _tr("Skip chosen pictures, or not"), commands.toggle_skipped, "S", enabled=can_edit),
        _spec("untag-pictures", _tr("Take labels from chosen pictures"), commands.untag, enabled=can_edit),
        _spec(
            "propose-pictures",
            _tr("Propose for chosen pictures"),
            commands.propose,
            "P",
            icon="sparkles",
            enabled=can_propose,
        ),
        _spec(
            "verify-empty",
            _tr("Mark empty pictures as verified"),
            doing.verify_empty,
            icon="check-check",
            enabled=partial(_can_verify_empty, session),
        ),
        _spec("filter-pictures", _tr("Filter pictures"), doing.show_filters, "Ctrl+Shift+F", icon="funnel"),
        _spec("toggle-grid", _tr("Show pictures as grid or list"), doing.toggle_view, icon="layout-grid"),
        *(
            _spec(
                f"tag-{key}",
                _tr("Label pictures with key {key}").format(key=key),
                partial(commands.tag_key, key),
                key,
                enabled=can_edit,
                in_palette=False,
            )
            for key in DIGITS
        ),
    ]


def _can_edit(commands: PictureCommands) -> bool:
    return commands.can_edit


def _has_pictures(session: Session) -> bool:
    return bool(session.pictures.ids)


def _can_propose(session: Session, commands: PictureCommands) -> bool:
    return session.proposing.can_propose and bool(commands.targets)


def _can_verify_empty(session: Session) -> bool:
    return session.pictures.counts.empty > 0 and not session.read_only


def _tr(text: str) -> str:
    return QCoreApplication.translate("BrowserActions", text)
