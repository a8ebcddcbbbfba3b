"""From the sum to the answer, a line a step; the chosen layer's own answer stands out."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from desktop_app.insight.layer_words import short_name
from desktop_app.insight.number_words import exact_number
from desktop_app.insight.sums import Sums
from desktop_app.insight.walk_words import after_words, line_words
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_M, SPACE_XS
from desktop_app.look.widgets import PlainLabel, set_role
from ml_engine.domain.events import LayerRow

MOST_LINES = 8


class WalkLines(QWidget):
    """Says each step with its numbers."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("walk-lines")
        self.setAccessibleName(self.tr("From the sum to the answer"))
        self._look = look
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_M)
        grid.setVerticalSpacing(SPACE_XS)
        grid.setColumnStretch(0, 1)
        self._rows: list[tuple[PlainLabel, PlainLabel]] = []
        for place in range(MOST_LINES):
            words, value = PlainLabel("", wrap=True), PlainLabel("")
            value.setObjectName(f"walk-value-{place}")
            grid.addWidget(words, place, 0)
            grid.addWidget(value, place, 1)
            self._rows.append((words, value))
        self._after = PlainLabel("", role="small", wrap=True)
        grid.addWidget(self._after, MOST_LINES, 0, 1, 2)

    @property
    def values(self) -> list[str]:
        """As they are shown."""
        return [value.text() for words, value in self._rows if words.text()]

    def set_sums(self, sums: Sums, follower: LayerRow | None) -> None:
        """follower: the layer that reads the last number, None if it is no single one."""
        walk = sums.walk
        for place, (words, value) in enumerate(self._rows):
            is_there = place < len(walk.lines)
            for label in (words, value):
                label.setVisible(is_there)
            if not is_there:
                words.setText("")
                continue
            words.setText(line_words(walk, place, len(sums.by_map)))
            value.setText(f"= {exact_number(walk.lines[place].value)}")
            role = "strong" if place == walk.own else "body"
            set_role(words, role)
            set_role(value, role)
            words.setToolTip(walk.lines[place].layer)
        self._after.setText(after_words(walk, short_name(follower) if follower else ""))
