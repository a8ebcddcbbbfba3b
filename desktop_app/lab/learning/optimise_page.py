"""The page Optimisers: four of them side by side on one loss surface."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QVBoxLayout

from desktop_app.charts.chart import Chart
from desktop_app.i18n.messages import in_words
from desktop_app.lab.boxes.rows import NumberTable
from desktop_app.lab.columns import beside, over_steps, settings_column, words_beside
from desktop_app.lab.controls import Chips, NumberSpin, labelled
from desktop_app.lab.learning.surface_view import SurfaceView, Way
from desktop_app.lab.page import Example, LabPage
from desktop_app.lab.walk.transport import Transport
from desktop_app.look.look import Look
from desktop_app.look.tokens import label_color
from desktop_app.look.widgets import PlainLabel, QuietButton
from desktop_app.session.session import Session
from ml_engine.lab.optimisers import OPTIMISERS, SURFACES, Point, Walk, find_surface, walk

RATES = ("1", "0.1", "0.01", "0.001")
MOST_STEPS = 500
SIDE_WIDTH = 330
COLORS = (label_color(0), label_color(1), label_color(2), label_color(4))


@dataclass(frozen=True, slots=True)
class OptimiseSetup:
    """start: None for the surface's own."""

    surface: str = "ravine"
    rate: str = "0.1"
    steps: int = 100
    start: Point | None = None


class OptimisePage(LabPage):
    """What is set is one OptimiseSetup."""

    NAME = "optimise"

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__(
            session, look, self.tr("Optimisers"),
            self.tr("Four ways down the same surface, from the same place, with the same learning rate. Press play, "
                    "click another start, and compare a rate of 0.01 with 0.001."),
        )  # fmt: skip
        self._setup = OptimiseSetup()
        self._walks: tuple[Walk, ...] = ()
        self.view = SurfaceView(look, "lab-surface", self.tr("The loss surface from above"), find_surface("ravine"))
        self.steps = self.transport = Transport(look, "lab-optimise-walk")
        self.chart = Chart(look, self.tr("Loss, step by step"), self.tr("step"), self.tr("loss"))
        self.chart.setObjectName("lab-optimise-chart")
        self.table = NumberTable(
            look, "lab-optimise-table", self.tr("Optimisers"), (self.tr("Optimiser"), self.tr("Place"), self.tr("Loss"))
        )
        self._surface = Chips("lab-surfaces", [(one.name, in_words(one.title)) for one in SURFACES])
        self._idea = PlainLabel("", role="small", wrap=True)
        self._rate = Chips("lab-rate", [(rate, QLocale().toString(float(rate), "g", 3)) for rate in RATES])
        self._count = NumberSpin("lab-optimise-steps", self.tr("Steps"), 10, MOST_STEPS)
        self._count.setSingleStep(10)
        self._own = QuietButton(self.tr("Usual start"), look, "rotate-ccw")
        self._own.setObjectName("lab-optimise-start")
        self._lay_out()
        self._surface.chosen.connect(self._on_surface_chosen)
        self._rate.chosen.connect(self._on_rate_chosen)
        self._count.valueChanged.connect(self._on_count_changed)
        self._own.clicked.connect(self._on_own_clicked)
        self.view.pressed.connect(self._on_view_pressed)
        self.steps.moved.connect(self._show_step)
        kept = self.kept()
        self.show_setup(kept if isinstance(kept, OptimiseSetup) else OptimiseSetup())

    def examples(self) -> Sequence[Example]:
        show = self.show_setup
        return [
            Example("ravine", self.tr("The long ravine: momentum and Adam go along it"),
                    partial(show, OptimiseSetup())),
            Example("rate-high", self.tr("The round bowl with rate 0.01"),
                    partial(show, OptimiseSetup("bowl", "0.01"))),
            Example("rate-low", self.tr("The same with rate 0.001: ten times slower"),
                    partial(show, OptimiseSetup("bowl", "0.001"))),
            Example("saddle", self.tr("A saddle: plain descent waits there"),
                    partial(show, OptimiseSetup("saddle", "0.01", 300))),
            Example("valley", self.tr("The curved valley, rate 0.001"),
                    partial(show, OptimiseSetup("valley", "0.001", 500))),
            Example("lost", self.tr("Rate 1: too large, some get lost"), partial(show, OptimiseSetup("ravine", "1"))),
        ]  # fmt: skip

    def show_setup(self, setup: OptimiseSetup) -> None:
        """Set it; all walk anew."""
        self._setup = setup
        self.keep(setup)
        surface = find_surface(setup.surface)
        self._surface.show_value(setup.surface)
        self._idea.setText(in_words(surface.idea))
        self._rate.show_value(setup.rate)
        self._count.show_value(setup.steps)
        self._own.setEnabled(setup.start is not None)
        self._walks = tuple(walk(surface, name, float(setup.rate), setup.steps, setup.start) for name in OPTIMISERS)
        self.view.show_surface(surface)
        self.steps.set_steps(setup.steps + 1)
        self.steps.show_step(setup.steps)
        self._show_step()

    def tell(self) -> None:
        self.put("surface", self._setup.surface)
        self.put("rate", float(self._setup.rate))
        self.put("optimise_step", self.steps.index)
        best = min(self._walks, key=lambda one: one.losses[min(self.steps.index, len(one.losses) - 1)])
        self.put("optimiser", best.optimiser)

    def _lay_out(self) -> None:
        column = settings_column(
            PlainLabel(self.tr("Surface"), role="strong"), self._surface, self._idea,
            PlainLabel(self.tr("Learning rate"), role="strong"), self._rate, labelled(self.tr("Steps"), self._count),
            PlainLabel(
                self.tr("Click the surface to begin elsewhere; Shift and the arrows move the start."),
                role="small", wrap=True,
            ), self._own,
        )  # fmt: skip
        rows = QVBoxLayout()
        rows.addWidget(self.table, 2)
        rows.addWidget(self.chart, 3)
        right = over_steps(words_beside(self.view, rows, SIDE_WIDTH), self.steps)
        self.body.addLayout(beside(column, right, stretches=(0, 1)), 1)

    def _show_step(self, _: int = 0) -> None:
        step, locale = self.steps.index, QLocale()
        ways, rows = [], []
        for one, color in zip(self._walks, COLORS, strict=True):
            seen = one.points[: step + 1]
            ways.append(Way(tuple(seen), color))
            name = optimiser_title(one.optimiser)
            x, y = seen[-1]
            is_lost = one.lost and step >= len(one.points)
            place = self.tr("lost") if is_lost else f"{locale.toString(x, 'f', 2)}; {locale.toString(y, 'f', 2)}"
            rows.append((name, place, locale.toString(one.losses[len(seen) - 1], "g", 4)))
            self.chart.set_line(name, list(range(len(seen))), [min(v, 1e6) for v in one.losses[: len(seen)]], color)
        self.view.show_ways(ways)
        self.table.show_rows(rows)
        self.table.color_rows(COLORS)
        self.chart.set_ranges((0.0, float(self._setup.steps)), None)
        if self.isVisible():
            self.tell()

    def _edit(self, setup: OptimiseSetup) -> None:
        self.session.facts.drop("lab.example")
        self.show_setup(setup)

    def _on_surface_chosen(self, name: str) -> None:
        self._edit(replace(self._setup, surface=name, start=None))

    def _on_rate_chosen(self, rate: str) -> None:
        self._edit(replace(self._setup, rate=rate))

    def _on_count_changed(self, steps: int) -> None:
        self._edit(replace(self._setup, steps=steps))

    def _on_own_clicked(self, _: bool = False) -> None:
        self._edit(replace(self._setup, start=None))

    def _on_view_pressed(self, x: float, y: float) -> None:
        self._edit(replace(self._setup, start=(x, y)))


def optimiser_title(name: str) -> str:
    """As people write it; the same in every language."""
    return {"sgd": "SGD", "momentum": "Momentum", "rmsprop": "RMSprop", "adam": "Adam"}[name]
