"""All rows of the form, in their sections, in one column that scrolls."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop_app.i18n.messages import in_words
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_L, SPACE_M, SPACE_S
from desktop_app.look.widgets import Card, PlainLabel, QuietButton, set_role
from desktop_app.look.widgets.scrolled import scrolled
from desktop_app.training.form.draft import Draft
from desktop_app.training.form.field_row import FieldRow
from ml_engine.training.recipe_fields import RECIPE_FIELDS

MOST_WIDTH = 980


class Section(Card):
    """A heading and its rows, with hairlines between them."""

    def __init__(self, title: str, rows: list[FieldRow]) -> None:
        super().__init__()
        self.rows = rows
        self._lines: list[QFrame] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_S)
        column.setSpacing(0)
        column.addWidget(PlainLabel(title, role="heading"))
        for row in rows:
            line = QFrame()
            line.setFixedHeight(1)
            set_role(line, "line")
            self._lines.append(line)
            column.addWidget(line)
            column.addWidget(row)

    def show_rows(self, names: frozenset[str]) -> bool:
        """These rows alone. Whether any is left."""
        is_first = True
        for row, line in zip(self.rows, self._lines, strict=True):
            is_shown = row.field.name in names
            row.setVisible(is_shown)
            line.setVisible(is_shown and not is_first)
            is_first = is_first and not is_shown
        self.setVisible(not is_first)
        return not is_first


class Sections(QWidget):
    """Made from the table of fields.

    Signals: edited(str, object): a field's name, its value or None.   reset_wanted(str).   section_seen(str): its
    title, as the column scrolls.   all_wanted(): those that are not shown too.
    """

    edited = Signal(str, object)
    reset_wanted = Signal(str)
    section_seen = Signal(str)
    all_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._rows = {field.name: FieldRow(field, look) for field in RECIPE_FIELDS}
        groups: dict[str, list[FieldRow]] = {}
        for row in self._rows.values():
            groups.setdefault(row.field.group, []).append(row)
            row.edited.connect(self.edited)
            row.reset_wanted.connect(self.reset_wanted)
        self._sections = {in_words(group): Section(in_words(group), rows) for group, rows in groups.items()}
        self._nothing = PlainLabel(self.tr("No choice has these words."), role="dim")
        self._nothing.setObjectName("recipe-nothing")
        self._more = QuietButton("", look, icon="chevron-down")
        self._more.setObjectName("recipe-more")
        set_role(self._more, "link")
        self._more.clicked.connect(self.all_wanted)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, SPACE_M, SPACE_L)
        column.setSpacing(SPACE_M)
        for section in self._sections.values():
            column.addWidget(section)
        column.addWidget(self._nothing)
        column.addWidget(self._more)
        column.addStretch(1)
        self._area: QScrollArea = scrolled(column, MOST_WIDTH, centred=False)
        self._area.verticalScrollBar().valueChanged.connect(self._on_area_scrolled)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._area)
        self._aim = ""
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._on_later_timeout)

    @property
    def titles(self) -> tuple[str, ...]:
        return tuple(self._sections)

    def row(self, name: str) -> FieldRow:
        return self._rows[name]

    def shown_titles(self) -> tuple[str, ...]:
        """Of the sections that have a row to show."""
        return tuple(title for title, section in self._sections.items() if not section.isHidden())

    def show_draft(self, draft: Draft, problems: Mapping[str, str]) -> None:
        """Bring every row in step."""
        for name, row in self._rows.items():
            wrong = problems.get(name, "")
            row.show_state(draft.values[name], draft.usual[name], wrong, is_changed=draft.is_changed(name))

    def changes(self, draft: Draft) -> dict[str, int]:
        """How many fields of each section differ from the usual."""
        changed = set(draft.changed)
        return self._counts(changed)

    def faults(self, problems: Mapping[str, str]) -> dict[str, int]:
        """How many fields of each section are wrong."""
        return self._counts(set(problems))

    def show_only(self, words: list[str], names: frozenset[str] | None) -> None:
        """The rows that have all the words, of these names alone; None for all. A changed field is always shown."""
        wanted = [row for row in self._rows.values() if row.matches(words)]
        shown = frozenset(row.field.name for row in wanted if names is None or row.field.name in names or row.is_marked)
        found = [section.show_rows(shown) for section in self._sections.values()]
        self._nothing.setVisible(not any(found))
        hidden = len(wanted) - len(shown)
        self._more.setVisible(hidden > 0)
        self._more.setText(self.tr("Show %n more choice(s)", "", hidden))
        self._more.setAccessibleName(self._more.text())

    def show_section(self, title: str) -> None:
        """Scroll to it."""
        self._aim = title
        self._later.start()

    def _counts(self, names: set[str]) -> dict[str, int]:
        return {
            title: sum(row.field.name in names for row in section.rows) for title, section in self._sections.items()
        }

    def _on_later_timeout(self) -> None:
        section = self._sections.get(self._aim)
        if section is not None:
            self._area.verticalScrollBar().setValue(section.y())

    def _on_area_scrolled(self, value: int) -> None:
        bar = self._area.verticalScrollBar()
        shown = [(title, section) for title, section in self._sections.items() if not section.isHidden()]
        if not shown:
            return
        reached = [title for title, section in shown if section.y() <= value + SPACE_L]
        is_end = value >= bar.maximum() and self._aim in dict(shown)
        self.section_seen.emit(self._aim if is_end else (reached or [shown[0][0]])[-1])
