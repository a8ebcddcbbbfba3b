"""What a widget is, in words: the glossary's answer for it or what it lies in, a recipe field's, or its tooltip."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHeaderView, QLabel, QWidget

from desktop_app.i18n.messages import in_words, spoken
from desktop_app.lessons.answers import field_of, read_answers
from desktop_app.session.recipe_words import when_words

LEAST_TOOLTIP = 30  # letters from which a tooltip says what a thing is, and not only its name
_TAG = re.compile(r"<br ?/?>|</p>|</div>|</li>")
_MARKUP = re.compile(r"<[^>]+>")
OWN_FIGURES = "metric-"


@dataclass(frozen=True, slots=True)
class Said:
    """title, text: in the window's language.   own: a sentence more with the learner's own numbers, ''.

    learn: 'lessons ID' or 'lab PAGE', ''.   widget: what it is about.
    """

    title: str
    text: str
    widget: QWidget
    own: str = ""
    learn: str = ""


def asked(widget: QWidget, point: QPoint | None = None) -> Said | None:
    """What is said of a widget, or of the first around it of which something is said; None if there is nothing.

    point: where in the widget, for the columns of a table.
    """
    current: QWidget | None = widget
    by_tooltip: Said | None = None
    while current is not None and not current.isWindow():
        head = _head_of(current)
        if head is not None:
            return said_of_column(head, head.logicalIndexAt(point) if point is not None else 0)
        found = _of_name(current)
        if found is not None:
            return found
        by_tooltip = by_tooltip or _of_tooltip(current)
        current = current.parentWidget()
    return by_tooltip


def _head_of(widget: QWidget) -> QHeaderView | None:
    """The head of columns that a widget is, or is the viewport of."""
    for found in (widget, widget.parentWidget()):
        if isinstance(found, QHeaderView) and found.orientation() == Qt.Orientation.Horizontal:
            return found
    return None


def said_of_column(header: QHeaderView, section: int) -> Said | None:
    """What a column of a table is."""
    table = header.parentWidget()
    answer = None if table is None else read_answers().find(f"{table.objectName()}#{max(section, 0)}")
    if answer is None:
        return None
    return Said(answer.title.said(spoken()), answer.text.said(spoken()), header, learn=answer.learn)


def _of_name(widget: QWidget) -> Said | None:
    name = widget.objectName()
    if not name:
        return None
    field = field_of(name)
    if field is not None:
        text = " ".join(part for part in (in_words(field.help), when_words(field)) if part)
        return Said(in_words(field.title), text, widget, learn=read_answers().learn_of(field))
    answer = read_answers().find(name)
    if answer is None:
        return None
    own = widget.accessibleDescription() if name.startswith(OWN_FIGURES) else ""
    return Said(answer.title.said(spoken()), answer.text.said(spoken()), widget, own, answer.learn)


def _of_tooltip(widget: QWidget) -> Said | None:
    text = plain(widget.toolTip())
    if len(text) < LEAST_TOOLTIP or (isinstance(widget, QLabel) and text == widget.text()):
        return None
    name = widget.accessibleName()
    if not name or name == text:
        return None
    return Said(name, text, widget)


def plain(tooltip: str) -> str:
    """A tooltip without its markup."""
    return html.unescape(_MARKUP.sub("", _TAG.sub("\n", tooltip))).strip()
