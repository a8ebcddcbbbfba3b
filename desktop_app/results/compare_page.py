"""Runs side by side: figures with their difference, pictures that changed sides, curves over each other, choices."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_M, SPACE_S
from desktop_app.look.widgets import Card, Chip, PlainLabel, QuietButton
from desktop_app.results.choices_page import ChoicesPage
from desktop_app.results.compare import LABEL_METRIC, Change, Comparison, FigurePair
from desktop_app.results.curves_page import CurvesPage
from desktop_app.results.figure_table import Cell, FigureTable, Row, count_text
from desktop_app.results.inline_notice import InlineNotice
from desktop_app.results.metric_words import difference, explanation, ordered
from desktop_app.results.mistake_words import mistake_sentence
from desktop_app.results.mistakes_list import SIDE, MistakesList, Tile
from desktop_app.results.picture_images import PictureImages
from desktop_app.results.report import RunReport
from desktop_app.results.tiles import tile_of
from desktop_app.session.run_words import metric_name, metric_number
from desktop_app.session.session import Session

DIGITS = 3

SHORT = 6  # letters of a word


class ComparePage(QWidget):
    """Signals: pictures_wanted(object, str).   picture_wanted(int, object, str).   closed(): back to one run."""

    pictures_wanted = Signal(object, str)
    picture_wanted = Signal(int, object, str)
    closed = Signal()

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._comparison: Comparison | None = None
        self._titles: tuple[str, ...] = ("", "")
        self.title = PlainLabel("", role="title", elide=True)
        self.close_button = QuietButton(self.tr("Back to one run"), look, icon="x")
        self.close_button.setObjectName("compare-close")
        self.notice = InlineNotice(look, "compare-notice")
        self._images = PictureImages(session.background, SIDE, self)
        self.gained = self._make_list("compare-gained")
        self.lost = self._make_list("compare-lost")
        self._figures = QWidget()
        self._figures_row = QHBoxLayout(self._figures)
        self._figures_row.setContentsMargins(0, 0, 0, 0)
        self._figures_row.setSpacing(SPACE_M)
        self.curves = CurvesPage(look, "compare")
        self._stack = QStackedWidget()
        self._gained_says, self._lost_says = PlainLabel("", role="strong"), PlainLabel("", role="strong")
        self.choices = ChoicesPage(look)
        for page in (self._figures, self._make_pictures_page(), self.curves, self.choices):
            self._stack.addWidget(page)
        self._tabs = QButtonGroup(self)
        self._build()
        self.close_button.clicked.connect(self.closed)
        self._tabs.idClicked.connect(self._stack.setCurrentIndex)

    def shows(self, reports: Sequence[RunReport]) -> bool:
        """Whether these are shown already."""
        shown = self._comparison.reports if self._comparison is not None else ()
        return len(shown) == len(reports) and all(one is other for one, other in zip(shown, reports, strict=True))

    def set_comparison(self, comparison: Comparison, titles: tuple[str, ...]) -> None:
        """Show two runs or more. titles: their names in words."""
        self._comparison, self._titles = comparison, titles
        before = ", ".join(titles[:-1])
        self.title.setText(self.tr("{first} and {second}").format(first=before, second=titles[-1]))
        self._warn(comparison)
        self._fill_figures(comparison)
        self._fill_pictures(comparison)
        names = tuple(short_run(title) for title in titles)
        self.curves.set_reports(*zip(names, comparison.reports, strict=True))
        self.choices.set_rows(comparison.choices, names, titles, comparison.choices_problem)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button)
        chips = QHBoxLayout()
        chips.setSpacing(SPACE_S)
        tabs = (("figures", self.tr("Figures")), ("pictures", self.tr("Pictures")), ("curves", self.tr("Curves")),
                ("choices", self.tr("Choices")))  # fmt: skip
        for place, (name, text) in enumerate(tabs):
            chip = Chip(text, checkable=True)
            chip.setObjectName(f"compare-tab-{name}")
            chip.setChecked(place == 0)
            self._tabs.addButton(chip, place)
            chips.addWidget(chip)
        chips.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_M)
        column.addLayout(head)
        column.addLayout(chips)
        column.addWidget(self.notice)
        column.addWidget(self._stack, 1)

    def _make_list(self, name: str) -> MistakesList:
        made = MistakesList(self._look, self._images)
        made.setObjectName(name)
        made.opened.connect(partial(self._on_list_opened, name))
        return made

    def _make_pictures_page(self) -> QWidget:
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_M)
        for says, tiles in ((self._gained_says, self.gained), (self._lost_says, self.lost)):
            card = Card()
            column = QVBoxLayout(card)
            column.setContentsMargins(SPACE_M, SPACE_M, 0, SPACE_S)
            column.setSpacing(SPACE_S)
            column.addWidget(says)
            column.addWidget(tiles, 1)
            row.addWidget(card, 1)
        return page

    def _warn(self, comparison: Comparison) -> None:
        if comparison.first.task != comparison.second.task:
            self.notice.say(self.tr("A detector and a classifier: their figures do not mean the same."), icon="info")
        elif not comparison.same_split:
            self.notice.say(
                self.tr("The two runs were scored on different pictures."),
                self.tr("A difference may come from the pictures as well as from the run."),
                icon="triangle-alert",
                color="warn",
            )
        else:
            self.notice.hide()

    def _fill_figures(self, comparison: Comparison) -> None:
        while (item := self._figures_row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        key = metric_name(LABEL_METRIC.get(comparison.second.task, "f1"))
        ends = (self._titles[0], self._titles[-1])
        columns = (*(short_run(title) for title in ends), self.tr("Difference"))
        all_columns = (*(short_run(title) for title in self._titles), self.tr("Difference"))
        metrics = FigureTable(self._look, (self.tr("Metric"), *all_columns), ("", *self._titles, ""))
        metrics.setObjectName("compare-metrics")
        metrics.setAccessibleName(self.tr("Metrics of both runs"))
        metrics.set_rows(self._metric_rows(comparison))
        labels = FigureTable(
            self._look,
            (self.tr("Label"), self.tr("Support"), *columns),
            (key, "", *ends, self.tr("Click to see the pictures that changed sides.")),
        )
        labels.setObjectName("compare-labels")
        labels.setAccessibleName(self.tr("Figures by label of both runs"))
        labels.set_rows(self._label_rows(comparison))
        for table, text in (
            (metrics, self.tr("All labels together")),
            (labels, self.tr("{metric} by label").format(metric=key)),
        ):
            table.opened.connect(self._on_table_opened)
            self._figures_row.addWidget(_titled(table, text), table.model().columnCount())

    def _metric_rows(self, comparison: Comparison) -> tuple[Row, ...]:
        pairs = {pair.name: pair for pair in comparison.metrics}
        changed = tuple(change.image_id for change in (*comparison.gained, *comparison.lost))
        return tuple(
            Row(metric_name(key), "", self._cells(comparison, key, pairs[key], changed)) for key in ordered(list(pairs))
        )

    def _cells(self, comparison: Comparison, key: str, pair: FigurePair, changed: tuple[int, ...]) -> tuple[Cell, ...]:
        first = Cell(pair.first, metric_number(key, pair.first, DIGITS), explanation(comparison.first, key))
        second = Cell(pair.second, metric_number(key, pair.second, DIGITS), explanation(comparison.second, key))
        ids = changed if key != "loss" else ()
        values = [(report, report.metrics.get(key)) for report in comparison.between]
        between = (Cell(value, metric_number(key, value, DIGITS), explanation(report, key)) for report, value in values)
        return first, *between, second, self._difference(key, pair, ids)

    def _difference(self, key: str, pair: FigurePair, changed: tuple[int, ...]) -> Cell:
        tip = self.tr("%n picture(s) changed sides.", "", len(changed)) if changed else ""
        text, title = difference(key, pair.difference, DIGITS), self.tr("Changed sides")
        return Cell(pair.difference, text, tip, changed, title, _tone(key, pair.difference))

    def _label_rows(self, comparison: Comparison) -> tuple[Row, ...]:
        rows = []
        for label in comparison.labels:
            pair = label.figure
            figures = (Cell(value, metric_number("", value, DIGITS)) for value in (pair.first, pair.second))
            support = Cell(label.support, count_text(label.support))
            changed = self._difference("", pair, label.changed)
            rows.append(Row(label.name, label.color, (support, *figures, changed)))
        return tuple(rows)

    def _fill_pictures(self, comparison: Comparison) -> None:
        first, second = self._titles[0], self._titles[-1]
        finds_boxes = comparison.second.finds_boxes
        only = (
            self.tr("{run} makes fewer mistakes: {count}") if finds_boxes else self.tr("Only {run} is right: {count}")
        )
        self._gained_says.setText(only.format(run=second, count=count_text(len(comparison.gained))))
        self._lost_says.setText(only.format(run=first, count=count_text(len(comparison.lost))))
        self.gained.set_tiles([partial(self._tile, change, is_gain=True) for change in comparison.gained])
        self.lost.set_tiles([partial(self._tile, change, is_gain=False) for change in comparison.lost])

    def _tile(self, change: Change, *, is_gain: bool) -> Tile:
        if self._comparison is None:
            raise ValueError("there is nothing to compare")
        wrong, report = (change.first, self._comparison.first) if is_gain else (change.second, self._comparison.second)
        run = self._titles[0] if is_gain else self._titles[-1]
        if report.finds_boxes:
            better = change.second if is_gain else change.first
            text = self.tr("%n mistake(s) instead of {more}", "", len(better.wrong))
            reason = text.format(more=len(wrong.wrong))
        else:
            text = self.tr("{run}: {reason}")
            reason = text.format(run=run, reason=mistake_sentence(wrong, report.names, report.task))
        return tile_of(wrong, report, reason)

    def _on_table_opened(self, cell: Cell) -> None:
        self.pictures_wanted.emit(list(cell.ids), cell.title)

    def _on_list_opened(self, name: str, image_id: int) -> None:
        if self._comparison is None:
            return
        is_gain = name == "compare-gained"
        changes = self._comparison.gained if is_gain else self._comparison.lost
        finds_boxes = self._comparison.second.finds_boxes
        text = self.tr("{run} makes fewer mistakes") if finds_boxes else self.tr("Only {run} is right")
        title = text.format(run=self._titles[-1] if is_gain else self._titles[0])
        self.picture_wanted.emit(image_id, [change.image_id for change in changes], title)


def short_run(run: str) -> str:
    """'Entrenamiento 12' as 'Entren. 12', where there is little room: a heading, a word beside a line."""
    word, _, number = run.rpartition(" ")
    return run if len(word) <= SHORT else f"{word[:SHORT]}. {number}"


def _tone(key: str, value: float | None) -> str:
    """Better, worse or neither, as a token's name; the sign says it too."""
    if not value:
        return "text"
    return "ok" if (value < 0) == (key == "loss") else "bad"


def _titled(widget: QWidget, text: str) -> Card:
    card = Card()
    column = QVBoxLayout(card)
    column.setContentsMargins(SPACE_S, SPACE_M, SPACE_S, SPACE_S)
    head = PlainLabel(text, role="strong")
    head.setContentsMargins(SPACE_S, 0, 0, 0)
    column.addWidget(head)
    column.addWidget(widget, 1)
    return card
