"""The canvas in words, for those who hear it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from desktop_app.canvas.editing import Editing
from desktop_app.canvas.rects import Box
from desktop_app.session.session import Session


def describe(session: Session, editing: Editing) -> str:
    """The picture and what is chosen on it, as one line."""
    document, board = editing.document, editing.board
    if document is None or board is None:
        return _tr("Canvas, no picture")
    parts = [
        _tr("Picture {name}, {width} × {height}").format(
            name=document.row.name, width=_number(board.size[0]), height=_number(board.size[1])
        ),
        _count("%n box(es)", len(board.items)),
    ]
    if board.proposals:
        parts.append(_count("%n proposal(s)", len(board.proposals)))
    proposal = board.chosen_proposal
    if proposal is not None:
        words = _tr("Chosen: proposal {label}, score {score}, {place}").format(
            label=session.labels.get(proposal.annotation.label_id).name,
            score=QLocale().toString(proposal.score, "f", 2),
            place=_place(proposal.annotation.xyxy),
        )
        parts.append(words)
    elif len(board.chosen_items) == 1:
        item = board.chosen_items[0]
        name = session.labels.get(item.label_id).name
        parts.append(_tr("Chosen: {label}, {place}").format(label=name, place=_place(item.xyxy)))
    elif board.chosen_items:
        parts.append(_count("%n box(es) chosen", len(board.chosen_items)))
    return ". ".join(parts)


def _place(box: Box) -> str:
    x0, y0, x1, y1 = (round(value) for value in box)
    return f"{x0}, {y0} · {x1 - x0} × {y1 - y0}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("CanvasSpeech", text)


def _count(text: str, count: int) -> str:
    return QCoreApplication.translate("CanvasSpeech", text, None, count)


def _number(value: int) -> str:
    return QLocale().toString(value)
