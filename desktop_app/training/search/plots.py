"""The plots of a search: how it went, what a choice did, which choices mattered."""

from __future__ import annotations

import math

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from desktop_app.charts.bar_rows import BarRow, BarRows
from desktop_app.charts.dot_plot import Axis, Dot, DotPlot
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_L, SPACE_M, SPACE_S
from desktop_app.look.widgets import Card, IconButton, PlainLabel
from desktop_app.look.widgets.choice import Choice
from desktop_app.look.widgets.segmented import Segmented
from desktop_app.session.recipe_words import field_title
from desktop_app.session.run_words import metric_name
from desktop_app.training.search.choices import as_number, read_ranges
from desktop_app.training.search.words import importance_sentence, setting_words, trial_sentence
from ml_engine.reports.search_file import SearchFile, Trial

HISTORY, SLICE, IMPORTANCE = "history", "slice", "importance"
LEAST_FOR_IMPORTANCE = 4


class SearchPlots(Card):
    """Signals: chosen(int), opened(int): the number of a trial.   save_wanted(): the picture of what is shown."""

    chosen = Signal(int)
    opened = Signal(int)
    save_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("search-plots")
        self._file: SearchFile | None = None
        self._kind = HISTORY
        self._which = Segmented(
            "search-plot",
            ((HISTORY, self.tr("Course")), (SLICE, self.tr("Each choice")), (IMPORTANCE, self.tr("What mattered"))),
        )
        self._which.set_tip(HISTORY, self.tr("Every trial's value, and the best so far as a line"))
        self._which.set_tip(SLICE, self.tr("A choice's values across, the metric upwards: where are the good ones?"))
        self._which.set_tip(IMPORTANCE, self.tr("Which choice decided most about how good a trial was"))
        self._which.set_chosen(HISTORY)
        self._field: Choice[str] = Choice("search-plot-field", self.tr("Choice"))
        self._field.setMinimumWidth(160)
        self._save = IconButton(look, "image-down", self.tr("Save this plot as PNG"))
        self._save.setObjectName("search-plot-save")
        self._says = PlainLabel("", role="small", wrap=True)
        self._says.setObjectName("search-plot-says")
        self.dots = DotPlot(look)
        self.dots.setObjectName("search-dots")
        self.bars = BarRows(look)
        self.bars.setObjectName("search-importance")
        self.bars.setAccessibleName(self.tr("Which choices mattered"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.dots)
        holder = Card()
        holder.setProperty("role", "")
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, SPACE_S, 0, 0)
        column.addWidget(self.bars)
        column.addStretch(1)
        self._stack.addWidget(holder)
        self._lay_out()
        self._which.chosen.connect(self._on_which_chosen)
        self._field.currentIndexChanged.connect(self._on_field_current_index_changed)
        self._save.clicked.connect(self.save_wanted)
        self.dots.save_wanted.connect(self.save_wanted)
        self.dots.chosen.connect(self._on_dots_chosen)
        self.dots.opened.connect(self._on_dots_opened)
        self.show_kind(HISTORY)

    @property
    def kind(self) -> str:
        """'history', 'slice', 'importance': what is shown."""
        return self._kind

    @property
    def shown(self) -> DotPlot | BarRows:
        """What is seen now."""
        return self.bars if self._kind == IMPORTANCE else self.dots

    def show_file(self, file: SearchFile) -> None:
        """Bring it in step."""
        self._file = file
        names = list(file.trials[0].values) if file.trials else []
        before = self._field.value if self._field.count() else ""
        self._field.set_choices((name, field_title(name)) for name in names)
        if before in names:
            self._field.show_value(before)
        elif file.importance:
            self._field.show_value(next(iter(file.importance)))
        self._draw()

    def show_kind(self, kind: str) -> None:
        """Another plot."""
        self._kind = kind
        self._which.set_chosen(kind)
        self._stack.setCurrentIndex(1 if kind == IMPORTANCE else 0)
        self._field.setVisible(kind == SLICE)
        self._draw()

    def show_field(self, name: str) -> None:
        """What this choice did."""
        self._field.show_value(name)
        self.show_kind(SLICE)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE_S)
        head.addWidget(self._which)
        head.addStretch(1)
        head.addWidget(self._field)
        head.addWidget(self._save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_M, SPACE_M, SPACE_M)
        layout.setSpacing(SPACE_S)
        layout.addLayout(head)
        layout.addWidget(self._says)
        layout.addWidget(self._stack, 1)

    def _draw(self) -> None:
        file = self._file
        if file is None:
            return
        valued = [trial for trial in file.trials if trial.value is not None]
        self._save.setEnabled(bool(valued))
        if not valued:
            self._says.setText(self.tr("The first dot appears when the first training has been scored."))
            self.dots.set_dots((), Axis(""), Axis(""))
        elif self._kind == HISTORY:
            self._draw_history(file, valued)
        elif self._kind == SLICE:
            self._draw_slice(file, valued)
        if self._kind == IMPORTANCE:
            self._draw_importance(file)

    def _draw_history(self, file: SearchFile, valued: list[Trial]) -> None:
        dots = [_dot(file, trial, float(trial.number)) for trial in valued]
        self.dots.set_dots(
            dots, Axis(self.tr("trial"), is_whole=True), Axis(metric_name(file.metric)), best_so_far(file),
            self.tr("best so far"),
        )  # fmt: skip
        self.dots.setAccessibleName(self.tr("Course of the search"))
        self._says.setText(self.tr("A dot is a training; a hollow one was ended early or still runs, green is best."))

    def _draw_slice(self, file: SearchFile, valued: list[Trial]) -> None:
        name = self._field.value if self._field.count() else ""
        if not name:
            return
        axis, places = slice_axis(file, valued, name)
        dots = [_dot(file, trial, place) for trial, place in zip(valued, places, strict=True)]
        self.dots.set_dots(dots, axis, Axis(metric_name(file.metric)))
        self.dots.setAccessibleName(self.tr("Trials by {field}").format(field=field_title(name)))
        self._says.setText(self.tr("Other choices differ from dot to dot too: look at where the best ones gather."))

    def _draw_importance(self, file: SearchFile) -> None:
        shares = list(file.importance.items())
        self._save.setEnabled(bool(shares))
        percent = self.tr("{number} %")
        self.bars.set_rows(
            [
                BarRow(name, field_title(name), share, percent.format(number=QLocale().toString(100 * share, "f", 0)),
                       importance_sentence(name, share, place))
                for place, (name, share) in enumerate(shares)
            ],
            max((share for _, share in shares), default=1.0),
        )  # fmt: skip
        self.bars.setVisible(bool(shares))
        if not shares:
            text = self.tr("That can be said after {n} trainings that came to their end.")
            self._says.setText(text.format(n=LEAST_FOR_IMPORTANCE))
        elif len([trial for trial in file.trials if trial.result == "done"]) < 2 * LEAST_FOR_IMPORTANCE:
            self._says.setText(self.tr("From few trainings: take it as a hint. A share of how good trials differ."))
        else:
            self._says.setText(self.tr("A share of how good trials differ from others, over all choices 100 %."))

    def _on_which_chosen(self, kind: str) -> None:
        self.show_kind(kind)

    def _on_field_current_index_changed(self, _: int) -> None:
        self._draw()

    def _on_dots_chosen(self, key: str) -> None:
        self.chosen.emit(int(key))

    def _on_dots_opened(self, key: str) -> None:
        self.opened.emit(int(key))


def best_so_far(file: SearchFile) -> list[tuple[float, float]]:
    """Points of a line of steps, up to the last trial."""
    points: list[tuple[float, float]] = []
    for trial in file.trials:
        if trial.result == "done" and trial.value is not None:
            best = points[-1][1] if points else trial.value
            better = max(best, trial.value) if file.rises else min(best, trial.value)
            points.append((float(trial.number), better))
    if points and file.trials[-1].number > points[-1][0]:
        points.append((float(file.trials[-1].number), points[-1][1]))
    return points


def slice_axis(file: SearchFile, trials: list[Trial], name: str) -> tuple[Axis, list[float]]:
    """The axis of a field, and where each trial lies on it."""
    values = [trial.values.get(name) for trial in trials]
    numbers = [number for value in values if (number := as_number(name, value)) is not None]
    ranges = read_ranges(file)
    is_choice = ranges is not None and bool(ranges.ranges[name].choices) if ranges and name in ranges.ranges else False
    if len(numbers) == len(values) and not is_choice:
        is_log = ranges is not None and name in ranges.ranges and ranges.ranges[name].log and min(numbers) > 0
        is_whole = all(isinstance(value, int) for value in values)
        places = [math.log10(number) if is_log else number for number in numbers]
        return Axis(field_title(name), is_log=bool(is_log), is_whole=is_whole and not is_log), places
    words = [setting_words(name, value) for value in values]
    order = list(dict.fromkeys(word for _, word in sorted(zip(map(str, values), words, strict=True))))
    if ranges is not None and name in ranges.ranges:
        known = [setting_words(name, _plain(choice)) for choice in ranges.ranges[name].choices]
        order = [word for word in known if word in order] + [word for word in order if word not in known]
    return Axis(field_title(name), words=tuple(order)), [float(order.index(word)) for word in words]


def _plain(choice: object) -> object:
    return f"{choice[0]:g}, {choice[1]:g}" if isinstance(choice, tuple) else choice


def _dot(file: SearchFile, trial: Trial, x: float) -> Dot:
    best = file.best
    is_best = best is not None and best.number == trial.number
    return Dot(
        str(trial.number), x, float(trial.value or 0.0), trial_sentence(file, trial),
        is_hollow=trial.result != "done", is_best=is_best,
    )  # fmt: skip
