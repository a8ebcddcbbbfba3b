"""Which choices of the recipe a search varies: presets, what is looked for, and a row for each."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.i18n.messages import in_words
from desktop_app.look.tokens import SPACE_M, SPACE_S, SPACE_XS
from desktop_app.look.widgets import Chip, FlowLayout, PlainLabel
from desktop_app.look.widgets.plain_label import escaped
from desktop_app.look.widgets.scrolled import scrolled
from desktop_app.look.widgets.segmented import Segmented
from desktop_app.training.search.choices import problem_of
from desktop_app.training.search.range_row import RangeRow
from desktop_app.training.search.words import preset_titles
from ml_engine.training.recipe_fields import Value
from ml_engine.training.search_presets import FIRST_SEARCHED, PRESETS, USUAL_PRESET, searchable, suggested_range
from ml_engine.training.search_ranges import Range

LOOK_AFTER_MS = 120
LIST_WIDTH = 900


class RangeList(QWidget):
    """Signals: changed(): by a person; `ranges` and `problems` are what they are now."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._task = ""
        self._rows: dict[str, RangeRow] = {}
        self._groups: dict[str, PlainLabel] = {}
        self._presets: dict[str, Chip] = {}
        for name, (title, tip) in preset_titles().items():
            chip = Chip(title)
            chip.setObjectName(f"search-preset-{name}")
            chip.setAccessibleName(title)
            chip.setToolTip(escaped(tip))
            chip.clicked.connect(partial(self._on_preset_clicked, name))
            self._presets[name] = chip
        self._find = QLineEdit()
        self._find.setObjectName("search-find")
        self._find.setAccessibleName(self.tr("Find a choice"))
        self._find.setPlaceholderText(self.tr("Find a choice"))
        self._find.setClearButtonEnabled(True)
        self._find.setFixedWidth(170)
        self._depth = Segmented("search-depth", (("first", self.tr("Simple")), ("all", self.tr("All"))))
        self._shows_all = False
        self._depth.set_chosen("first")
        self._typed = QTimer(self, singleShot=True, interval=LOOK_AFTER_MS)
        self._none = PlainLabel(self.tr("No choice is called like that."), role="dim")
        self._none.hide()
        self._inner = QVBoxLayout()
        self._inner.setContentsMargins(0, 0, SPACE_S, 0)
        self._inner.setSpacing(0)
        self._lay_out()
        self._find.textChanged.connect(self._typed.start)
        self._typed.timeout.connect(self._filter)
        self._depth.chosen.connect(self._on_depth_chosen)

    @property
    def ranges(self) -> dict[str, Range]:
        """Of what is varied and can be, in the recipe's order."""
        on = {name: row.range for name, row in self._rows.items() if row.is_on}
        wrong = self.problems
        return {name: found for name, found in on.items() if found is not None and name not in wrong}

    @property
    def problems(self) -> dict[str, str]:
        """By field that is varied and cannot be, in English."""
        found = {}
        for name, row in self._rows.items():
            if row.is_on:
                range_ = row.range
                wrong = row.problem if range_ is None else problem_of(name, range_, self._task)
                if wrong:
                    found[name] = wrong
        return found

    @property
    def row_names(self) -> tuple[str, ...]:
        return tuple(self._rows)

    def show_task(self, task: str, values: Mapping[str, Value]) -> None:
        """Rows of what means something to the task. values: of the next training, for what is not varied."""
        if task != self._task:
            self._task = task
            self._make_rows(values)
            self.take_preset(USUAL_PRESET)
        for name, row in self._rows.items():
            row.show_now(values[name])

    def take_preset(self, preset: str) -> None:
        """Vary what it names, and nothing else."""
        for name, row in self._rows.items():
            row.set_on(name in PRESETS[preset])
        self._say_wrong()
        self._filter()

    def take_ranges(self, ranges: Mapping[str, Range]) -> None:
        """Those of an earlier search."""
        for name, row in self._rows.items():
            row.set_on(name in ranges)
            if name in ranges:
                row.show_range(ranges[name])
        self._say_wrong()
        self._filter()

    def focus_first(self) -> None:
        self._find.setFocus()

    def _make_rows(self, values: Mapping[str, Value]) -> None:
        while (item := self._inner.takeAt(0)) is not None:
            if (widget := item.widget()) is not None and widget is not self._none:
                widget.deleteLater()
        self._rows, self._groups = {}, {}
        for field in searchable(self._task):
            if field.group not in self._groups:
                title = PlainLabel(in_words(field.group), role="strong")
                title.setContentsMargins(0, SPACE_M, 0, SPACE_XS)
                self._groups[field.group] = title
                self._inner.addWidget(title)
            row = RangeRow(field, suggested_range(field, values[field.name]))
            row.changed.connect(self._on_row_changed)
            self._rows[field.name] = row
            self._inner.addWidget(row)
        self._inner.addWidget(self._none)
        self._inner.addStretch(1)

    def _lay_out(self) -> None:
        flow_holder = QWidget()
        flow = FlowLayout(flow_holder, SPACE_XS)
        question = PlainLabel(self.tr("What shall be varied?"), role="strong")
        question.setMinimumHeight(next(iter(self._presets.values())).sizeHint().height())
        flow.addWidget(question)
        for chip in self._presets.values():
            flow.addWidget(chip)
        row = QHBoxLayout()
        row.setSpacing(SPACE_S)
        row.addWidget(self._find)
        row.addWidget(self._depth)
        row.addStretch(1)
        self._area = scrolled(self._inner, LIST_WIDTH, centred=False)
        self._area.setObjectName("search-fields")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_S)
        layout.addWidget(flow_holder)
        layout.addLayout(row)
        layout.addWidget(self._area, 1)

    def _say_wrong(self) -> None:
        wrong = self.problems
        for name, row in self._rows.items():
            row.say_wrong(wrong.get(name, ""))

    def _filter(self) -> None:
        words = self._find.text().casefold().split()
        seen: set[str] = set()
        for name, row in self._rows.items():
            first = self._shows_all or name in FIRST_SEARCHED or row.is_on
            is_shown = row.matches(words) if words else first
            row.setVisible(is_shown)
            if is_shown:
                seen.add(row.field.group)
        for group, title in self._groups.items():
            title.setVisible(group in seen)
        self._none.setVisible(not seen)

    def _on_preset_clicked(self, name: str, _: bool = False) -> None:
        self.take_preset(name)
        self.changed.emit()

    def _on_row_changed(self) -> None:
        self._say_wrong()
        self.changed.emit()

    def _on_depth_chosen(self, depth: str) -> None:
        self._depth.set_chosen(depth)
        self._shows_all = depth == "all"
        self._filter()
