"""The page Average precision: built up from a ranked list, answer by answer, by the three rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.charts.chart import Chart
from desktop_app.i18n.messages import in_words
from desktop_app.lab.boxes.rows import NumberTable
from desktop_app.lab.columns import beside, card
from desktop_app.lab.controls import Chips, NumberSpin, labelled
from desktop_app.lab.page import Example, LabPage
from desktop_app.lab.walk.transport import Transport
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_S
from desktop_app.look.widgets import PlainLabel
from desktop_app.session.session import Session
from ml_engine.domain.errors import UserError
from ml_engine.lab.average_precision import (
    AveragePrecisionSteps,
    Rule,
    best_precision_from,
    mean_average_precision,
    rank_answers,
)

COURSE_LIST = "rrwrwwrwrw"
SIDE_WIDTH = 504
COURSE_RECALLS, COURSE_PRECISIONS = (0.1, 0.2), (0.90, 0.96)


@dataclass(frozen=True, slots=True)
class RankedSetup:
    """answers: r or w for each, best score first.   wanted: how many objects there are.   other: of another label."""

    answers: str = COURSE_LIST
    wanted: int = 6
    rule: Rule = "11-point"

    @property
    def right(self) -> list[bool]:
        return [letter == "r" for letter in self.answers]


class PrecisionPage(LabPage):
    """What is set is one RankedSetup; a click on an answer turns it."""

    NAME = "ap"

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__(
            session, look, self.tr("Average precision"),
            self.tr("Answers in the order of their scores: each changes precision and recall, and the curve grows. "
                    "Step through the list, click an answer to turn it, and compare the rules."),
        )  # fmt: skip
        self._setup = RankedSetup()
        self._steps: AveragePrecisionSteps | None = None
        self.chart = Chart(look, self.tr("Precision over recall"), self.tr("recall"), self.tr("precision"))
        self.chart.setObjectName("lab-ap-chart")
        self.steps = self.transport = Transport(look, "lab-ap-walk")
        self.table = NumberTable(look, "lab-ap-table", self.tr("Ranked answers"), (
            self.tr("Place"), self.tr("Answer"), self.tr("Precision"), self.tr("Recall"),
            self.tr("Best from here")))  # fmt: skip
        self._rule = Chips("lab-ap-rule", [("11-point", self.tr("11 points")), ("all-point", self.tr("All points")),
                                           ("101-point", self.tr("101 points (COCO)"))])  # fmt: skip
        self._wanted = NumberSpin("lab-ap-wanted", self.tr("Objects that there are"), 1, 999)
        self._value = PlainLabel("", role="title")
        self._value.setObjectName("lab-ap-value")
        self._words = PlainLabel("", wrap=True)
        self._words.setObjectName("lab-ap-words")
        self._best = PlainLabel("", role="small", wrap=True)
        self._best.setObjectName("lab-ap-best")
        self._lay_out()
        self.steps.moved.connect(self._show_step)
        self._rule.chosen.connect(self._on_rule_chosen)
        self._wanted.valueChanged.connect(self._on_wanted_changed)
        self.table.setToolTip(self.tr("Click an answer, or press T, to turn it from right to wrong and back."))
        self.table.cellClicked.connect(self._on_table_clicked)
        kept = self.kept()
        self.show_setup(kept if isinstance(kept, RankedSetup) else RankedSetup())

    def examples(self) -> Sequence[Example]:
        show = self.show_setup
        return [
            Example("course", self.tr("Ten answers, six objects, 11 points"), partial(show, RankedSetup())),
            Example("all", self.tr("The same by all points"), partial(show, RankedSetup(rule="all-point"))),
            Example("coco", self.tr("The same by 101 points (COCO)"), partial(show, RankedSetup(rule="101-point"))),
            Example("perfect", self.tr("All right, all found: 1"), partial(show, RankedSetup("rrrrr", 5))),
            Example("best", self.tr("90 % at recall 10 %, 96 % at 20 %: 96 % counts"), partial(show, RankedSetup())),
            Example("late", self.tr("Wrong answers first"), partial(show, RankedSetup("wwwrrrr", 4, "all-point"))),
        ]  # fmt: skip

    def show_setup(self, setup: RankedSetup) -> None:
        """Set it; all answers are seen."""
        self._setup = setup
        self.keep(setup)
        self._rule.show_value(setup.rule)
        self._wanted.show_value(setup.wanted)
        try:
            self._steps = rank_answers(setup.right, setup.wanted, setup.rule)
        except UserError as error:
            self._steps = None
            self._value.setText("–")
            self._words.setText(f"{in_words(error.message)} {in_words(error.hint)}")
            return
        self.steps.set_steps(len(setup.answers))
        self.steps.show_step(len(setup.answers) - 1)
        self._show_step()

    def tell(self) -> None:
        self.put("ap_rule", self._setup.rule)
        self.put("ap_answers", len(self._setup.answers))
        self.put("ap_step", self.steps.index + 1)
        self.put("ap", round(self._partial().value, 4) if self._steps else 0.0)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """T turns the answer that is looked at; the rest as everywhere."""
        if event.key() == Qt.Key.Key_T and not event.modifiers():
            self._turn(self.steps.index)
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        words = QWidget()
        words.setSizePolicy(self.table.sizePolicy())
        rows = QVBoxLayout(words)
        rows.setContentsMargins(SPACE_S, SPACE_S, SPACE_S, SPACE_S)
        rows.setSpacing(SPACE_S)
        rows.addWidget(self._rule)
        rows.addWidget(labelled(self.tr("Objects to be found"), self._wanted, self.tr("How many there really are.")))
        rows.addWidget(self.table, 1)
        side = card(words)
        side.setFixedWidth(SIDE_WIDTH)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card(self.chart), 1)
        column.addWidget(self.steps)
        column.addWidget(card(self._value, self._words, self._best))
        self.body.addLayout(beside(side, right, stretches=(0, 1)), 1)

    def _partial(self) -> AveragePrecisionSteps:
        """As if the list ended at the step that is shown."""
        setup = self._setup
        return rank_answers(setup.right[: self.steps.index + 1], setup.wanted, setup.rule)

    def _show_step(self, _: int = 0) -> None:
        if self._steps is None:
            return
        locale = QLocale()
        shown = self._partial()
        rows = []
        for place, letter in enumerate(self._setup.answers):
            word = self.tr("right") if letter == "r" else self.tr("wrong")
            if place < len(shown.answers):
                one = shown.answers[place]
                numbers = tuple(locale.toString(value, "f", 3) for value in (one.precision, one.recall, one.best))
            else:
                numbers = ("", "", "")
            rows.append((str(place + 1), word, *numbers))
        self.table.show_rows(rows, self.steps.index)
        self._draw(shown)
        self._value.setText(self.tr("AP = {value}").format(value=locale.toString(shown.value, "f", 4)))
        self._words.setText(self._sum_words(shown))
        best = best_precision_from(COURSE_RECALLS, COURSE_PRECISIONS, COURSE_RECALLS[0])
        self._best.setText(
            self.tr("Best precision from a recall on: with 90 % at 10 % and 96 % at 20 %, {best} % counts at 10 %. "
               "mAP is the mean over the labels: of {a} and {b} it is {mean}.").format(
                best=round(best * 100), a=locale.toString(shown.value, "f", 2), b=locale.toString(1.0, "f", 2),
                mean=locale.toString(mean_average_precision((shown.value, 1.0)), "f", 2),
            )
        )  # fmt: skip
        if self.isVisible():
            self.tell()

    def _draw(self, shown: AveragePrecisionSteps) -> None:
        recalls = [one.recall for one in shown.answers]
        self.chart.set_ranges((0.0, 1.0), (0.0, 1.05))
        self.chart.set_line(self.tr("precision"), recalls, [one.precision for one in shown.answers], "dim")
        xs, ys = [0.0], [shown.answers[0].best]
        for before, one in zip((None, *shown.answers), shown.answers, strict=False):
            if before is not None and one.best != before.best:
                xs.append(before.recall)
                ys.append(one.best)
            xs.append(one.recall)
            ys.append(one.best)
        self.chart.set_line(self.tr("best from here on"), xs, ys, "accent")
        if self._setup.rule == "11-point":
            levels = shown.levels
            self.chart.set_line(
                self.tr("11 points"), [x for level in levels for x in (level.recall, level.recall, level.recall)],
                [y for level in levels for y in (0.0, level.precision, float("nan"))], "warn",
            )  # fmt: skip
        else:
            self.chart.remove(self.tr("11 points"))

    def _sum_words(self, shown: AveragePrecisionSteps) -> str:
        locale = QLocale()

        def words(value: float) -> str:
            return locale.toString(round(value, 3), "g", 4)

        if shown.rule == "11-point":
            summed = " + ".join(words(level.precision) for level in shown.levels)
            return f"({summed})/11 = {words(shown.value)}"
        if shown.rule == "all-point":
            if not shown.levels:
                return self.tr("Nothing is found yet.")
            summed = " + ".join(words(level.precision) for level in shown.levels)
            return f"({summed})/{shown.wanted} = {words(shown.value)}"
        total = sum(level.precision for level in shown.levels)
        return f"{words(total)}/101 = {words(shown.value)}"

    def _edit(self, setup: RankedSetup) -> None:
        self.session.facts.drop("lab.example")
        self.show_setup(setup)

    def _on_rule_chosen(self, rule: str) -> None:
        rules: dict[str, Rule] = {"11-point": "11-point", "all-point": "all-point", "101-point": "101-point"}
        step = self.steps.index
        self._edit(replace(self._setup, rule=rules[rule]))
        self.steps.show_step(step)
        self._show_step()

    def _on_wanted_changed(self, wanted: int) -> None:
        self._edit(replace(self._setup, wanted=wanted))

    def _on_table_clicked(self, row: int, _: int) -> None:
        self._turn(row)

    def _turn(self, row: int) -> None:
        """Right becomes wrong, and the other way round; the walk stays where it is."""
        step = self.steps.index
        letters = list(self._setup.answers)
        letters[row] = "w" if letters[row] == "r" else "r"
        self._edit(replace(self._setup, answers="".join(letters)))
        self.steps.show_step(step)
        self._show_step()
