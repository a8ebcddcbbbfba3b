"""The hints there are: what each says, where, when it helps, and when it is no longer needed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtWidgets import QApplication

from desktop_app.session import edit_names
from desktop_app.session.session import Session

CONTEXT = "HintList"
LEAST_LABELLED = 10
_DRAWN = {edit_names.DRAW_BOX, edit_names.TAG_PICTURES}
_ANSWERED = {edit_names.ACCEPT, edit_names.REJECT}


@dataclass(frozen=True, slots=True)
class Done:
    """What a person did since the window opened. edits: names of edits.   trained: a training was started.

    focused: objectName of the widget that has the focus, '' for none.
    """

    edits: frozenset[str] = frozenset()
    trained: bool = False
    focused: str = ""


@dataclass(frozen=True, slots=True)
class Hint:
    """id: remembered in the settings.   anchor: objectName.   action: whose key is shown.

    helps: whether it may come now.   done: whether the person knows it already.   inside: at the anchor's upper edge.
    """

    id: str
    anchor: str
    text: str
    helps: Callable[[Session], bool]
    done: Callable[[Session, Done], bool]
    action: str = ""
    inside: bool = False

    @property
    def words(self) -> str:
        """The text in the window's language."""
        return QCoreApplication.translate(CONTEXT, self.text)


def _shows_a_picture(session: Session) -> bool:
    return session.document is not None and not session.document.problem and not session.read_only


def _has_objects(session: Session) -> bool:
    document = session.document
    return document is not None and bool(document.annotations) and not session.read_only


def _can_learn(session: Session) -> bool:
    counts = session.labels.counts.values()
    return sum(count.images for count in counts) >= LEAST_LABELLED and not session.runs.rows


def _has_proposals(session: Session) -> bool:
    return session.document is not None and bool(session.document.proposals)


def _is_labelled(session: Session) -> bool:
    return any(count.images > 1 for count in session.labels.counts.values())


def _drew(session: Session, done: Done) -> bool:
    return bool(done.edits & _DRAWN) or _is_labelled(session)


def _verified(session: Session, done: Done) -> bool:
    return edit_names.VERIFY in done.edits or session.pictures.counts.verified > 0


def _trained(session: Session, done: Done) -> bool:
    return done.trained or bool(session.runs.rows)


def _answered(_: Session, done: Done) -> bool:
    return bool(done.edits & _ANSWERED)


def _found(_: Session, done: Done) -> bool:
    return done.focused == "palette-box"


def focused_name() -> str:
    """The objectName of the widget with the focus."""
    widget = QApplication.focusWidget()
    return "" if widget is None else widget.objectName()


HINTS = (
    Hint(
        "draw", "canvas-view", str(QT_TRANSLATE_NOOP("HintList", "Draw a box with the mouse, corner to corner")),
        _shows_a_picture, _drew, "draw-box", inside=True,
    ),
    Hint(
        "proposals", "proposals-bar", str(QT_TRANSLATE_NOOP("HintList", "Proposals become yours when you accept them")),
        _has_proposals, _answered, "accept-proposals",
    ),
    Hint(
        "verify", "canvas-view", str(QT_TRANSLATE_NOOP("HintList", "All boxes there? Mark the picture as verified")),
        _has_objects, _verified, "verify-picture", inside=True,
    ),
    Hint(
        "train", "train-button", str(QT_TRANSLATE_NOOP("HintList", "Enough to begin: train, and label on meanwhile")),
        _can_learn, _trained, "train",
    ),
    Hint(
        "find", "palette-box", str(QT_TRANSLATE_NOOP("HintList", "Every action and picture is found here")),
        _is_labelled, _found, "find",
    ),
)  # fmt: skip
