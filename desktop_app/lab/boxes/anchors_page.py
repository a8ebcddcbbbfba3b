"""The page Anchors: k-means over the shapes of boxes, round by round, and a box made from an anchor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QDoubleSpinBox, QVBoxLayout

from desktop_app.i18n.messages import in_words
from desktop_app.lab.boxes.size_plot import AnchorShapes, FloatArray, SizePlot
from desktop_app.lab.columns import beside, over_steps, settings_column, words_beside
from desktop_app.lab.controls import SPIN_WIDTH, Chips, NumberSpin, labelled
from desktop_app.lab.grid.content import local
from desktop_app.lab.page import Example, LabPage
from desktop_app.lab.walk.transport import Transport
from desktop_app.look.look import Look
from desktop_app.look.widgets import PlainLabel
from desktop_app.project.query import Query
from desktop_app.session.background import Token
from desktop_app.session.following import Tokens
from desktop_app.session.session import Session
from ml_engine.domain.errors import UserError
from ml_engine.domain.values import AnnotationKind, ImageRef
from ml_engine.images.reader import read_header
from ml_engine.lab.anchors import AnchorRound, best_round, numbers_per_cell, stretch_anchor, watch_anchors
from ml_engine.lab.matrices import number_text

INPUT = 416  # pixels of the longer side that boxes are measured in
SIDE_WIDTH = 250


@dataclass(frozen=True, slots=True)
class AnchorSetup:
    """source: 'course' or 'project'.   anchor, factors: of the box that is made from one."""

    source: str = "course"
    count: int = 3
    seed: int = 0
    labels: int = 20
    anchor: tuple[float, float] = (100.0, 50.0)
    factors: tuple[float, float] = (1.5, 0.9)


class AnchorsPage(LabPage):
    """What is set is one AnchorSetup."""

    NAME = "anchors"

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__(
            session, look, self.tr("Anchors"),
            self.tr("Which few shapes stand best for all boxes? Each box goes to the anchor it is most like, each "
                    "anchor to the mean of its boxes, round by round, until nothing changes. Press play."),
        )  # fmt: skip
        self._setup = AnchorSetup()
        self._sizes: FloatArray = course_sizes()
        self._rounds: tuple[AnchorRound, ...] = ()
        self._tokens = Tokens()
        self.destroyed.connect(self._tokens.cancel_all)
        self.plot = SizePlot(look, "lab-anchors-plot", self.tr("Boxes by width and height"))
        self.shapes = AnchorShapes(look, "lab-anchors-shapes", self.tr("The anchors as boxes"))
        self.steps = self.transport = Transport(look, "lab-anchors-walk")
        self._make_controls()
        self._lay_out()
        self._connect()
        kept = self.kept()
        self.show_setup(kept if isinstance(kept, AnchorSetup) else AnchorSetup())

    def examples(self) -> Sequence[Example]:
        show = self.show_setup
        return [
            Example("course", self.tr("Three groups of boxes, three anchors"), partial(show, AnchorSetup())),
            Example("factors", self.tr("100 × 50 with ×1.5 and ×0.9: 150 × 45"), partial(show, AnchorSetup())),
            Example("cell", self.tr("5 anchors and 20 classes: 45 numbers a cell"),
                    partial(show, AnchorSetup(count=5))),
            Example("project", self.tr("The boxes of your project, 5 anchors"),
                    partial(show, AnchorSetup(source="project", count=5))),
        ]  # fmt: skip

    def show_setup(self, setup: AnchorSetup) -> None:
        """Set it, and find the anchors."""
        self._setup = setup
        self._source.show_value(setup.source)
        self._count.show_value(setup.count)
        self._seed.show_value(setup.seed)
        self._labels.show_value(setup.labels)
        for spin, value in zip(self._numbers, (*setup.anchor, *setup.factors), strict=True):
            spin.blockSignals(True)
            spin.setValue(value)
            spin.blockSignals(False)
        self._find()

    def tell(self) -> None:
        self.put("anchors", self._setup.count)
        self.put("anchors_round", self.steps.index + 1)
        self.put("anchors_rounds", len(self._rounds))
        self.put("anchors_source", self._setup.source)
        self.put("anchor_box", tuple(round(side) for side in stretch_anchor(self._setup.anchor, self._setup.factors)))
        if self._rounds:
            self.put("anchors_iou", round(self._rounds[self.steps.index].mean_iou, 4))

    def _make_controls(self) -> None:
        self._source = Chips("lab-anchors-source", [("course", self.tr("Example")), ("project", self.tr("My project"))])
        self._source.set_tip("project", self.tr("All boxes of the project, as in a picture 416 pixels wide or high."))
        self._count = NumberSpin("lab-anchors-count", self.tr("Number of anchors"), 1, 12)
        self._seed = NumberSpin("lab-anchors-seed", self.tr("First guess"), 0, 99)
        self._labels = NumberSpin("lab-anchors-labels", self.tr("Number of labels"), 1, 9999)
        self._numbers = [
            _real(f"lab-anchors-{name}", words, highest)
            for name, words, highest in (
                ("width", self.tr("Width of the anchor"), 9999.0), ("height", self.tr("Height of the anchor"), 9999.0),
                ("factor-width", self.tr("Factor of the width"), 20.0),
                ("factor-height", self.tr("Factor of the height"), 20.0),
            )
        ]  # fmt: skip
        self._iou = PlainLabel("", role="title")
        self._iou.setObjectName("lab-anchors-iou")
        self._words = PlainLabel("", wrap=True)
        self._words.setObjectName("lab-anchors-words")
        self._cell = PlainLabel("", wrap=True)
        self._cell.setObjectName("lab-anchors-cell")
        self._box = PlainLabel("", role="strong", wrap=True)
        self._box.setObjectName("lab-anchors-box")

    def _lay_out(self) -> None:
        wide, high, across, down = self._numbers
        column = settings_column(
            PlainLabel(self.tr("Boxes"), role="strong"), self._source,
            labelled(self.tr("Anchors"), self._count, self.tr("How many shapes are looked for.")),
            labelled(self.tr("First guess"), self._seed, self.tr("Another number draws other boxes to begin with.")),
            PlainLabel(self.tr("A box from an anchor"), role="strong"),
            labelled(self.tr("Anchor width"), wide), labelled(self.tr("Anchor height"), high),
            labelled(self.tr("Width ×"), across, self.tr("The network says the logarithm of this factor.")),
            labelled(self.tr("Height ×"), down, self.tr("The network says the logarithm of this factor.")), self._box,
            PlainLabel(self.tr("Numbers a cell"), role="strong"), labelled(self.tr("Labels"), self._labels), self._cell,
        )  # fmt: skip
        rows = QVBoxLayout()
        rows.addWidget(PlainLabel(self.tr("Mean IoU with the own anchor"), role="small", wrap=True))
        rows.addWidget(self._iou)
        rows.addWidget(self._words)
        rows.addWidget(self.shapes, 1)
        right = over_steps(words_beside(self.plot, rows, SIDE_WIDTH), self.steps)
        self.body.addLayout(beside(column, right, stretches=(0, 1)), 1)

    def _connect(self) -> None:
        self._source.chosen.connect(self._on_edited)
        for spin in (self._count, self._seed, self._labels):
            spin.valueChanged.connect(self._on_edited)
        for real in self._numbers:
            real.valueChanged.connect(self._on_edited)
        self.steps.moved.connect(self._show_round)

    def _find(self) -> None:
        self.keep(self._setup)
        self._tokens.cancel_all()
        if self._setup.source == "course":
            self._take(course_sizes())
        else:
            work = partial(project_sizes, self.session.query)
            self._tokens.add(self.session.background.run(work, self._take, self._on_background_failed, urgent=True))

    def _take(self, sizes: FloatArray) -> None:
        self._sizes = sizes
        try:
            self._rounds = watch_anchors(sizes, self._setup.count, self._setup.seed)
        except UserError as error:
            self._rounds = ()
            self._refuse(error, len(sizes))
            return
        self.steps.set_steps(len(self._rounds))
        self.steps.show_step(len(self._rounds) - 1)
        self._show_round()

    def _on_background_failed(self, error: UserError) -> None:
        self._refuse(error, 1)

    def _refuse(self, error: UserError, boxes: int) -> None:
        self.steps.set_steps(1)
        self.plot.show_sizes(self._sizes, np.zeros(len(self._sizes), dtype=np.int64), np.zeros((0, 2)))
        self.shapes.show_anchors(np.zeros((0, 2)))
        self._iou.setText("–")
        words = f"{in_words(error.message)} {in_words(error.hint)}"
        self._words.setText(words if boxes else self.tr("The project has no boxes yet. Draw some in Label."))
        self._show_box()

    def _show_round(self, _: int = 0) -> None:
        if not self._rounds:
            return
        shown = self._rounds[self.steps.index]
        self.plot.show_sizes(self._sizes, shown.groups, shown.anchors)
        self.shapes.show_anchors(shown.anchors)
        self._iou.setText(QLocale().toString(shown.mean_iou, "f", 3))
        best = self._rounds.index(best_round(self._rounds)) + 1
        self._words.setText(
            self.tr("Round {n} of {all}; the best was round {best}. {boxes} boxes.").format(
                n=self.steps.index + 1, all=len(self._rounds), best=best, boxes=len(self._sizes)
            )
        )
        self._show_box()

    def _show_box(self) -> None:
        setup = self._setup
        wide, high = stretch_anchor(setup.anchor, setup.factors)
        (a, b), (p, q) = setup.anchor, setup.factors
        sums = tuple(number_text(round(value, 4)) for value in (a, p, wide, b, q, high))
        self._box.setText(local("{} · {} = {}\n{} · {} = {}".format(*sums)))
        count = numbers_per_cell(setup.count, setup.labels)
        self._cell.setText(
            self.tr("{anchors} · (4 + 1) + {labels} = {count}").format(
                anchors=setup.count, labels=setup.labels, count=count
            )
        )
        if self.isVisible():
            self.tell()

    def _on_edited(self, _: object = None) -> None:
        self.session.facts.drop("lab.example")
        wide, high, across, down = (spin.value() for spin in self._numbers)
        before = self._setup
        self._setup = replace(
            before, source=self._source.value, count=self._count.value(), seed=self._seed.value(),
            labels=self._labels.value(), anchor=(wide, high), factors=(across, down),
        )  # fmt: skip
        after = self._setup
        if (before.source, before.count, before.seed) == (after.source, after.count, after.seed):
            self.keep(after)
            self._show_box()
        else:
            self._find()


def course_sizes() -> FloatArray:
    """Sixty boxes of three kinds: tall ones, wide ones, small ones; always the same."""
    dice = np.random.default_rng(7)
    groups = [dice.normal(middle, spread, (20, 2)) for middle, spread in (
        ((60, 150), (12, 22)), ((190, 90), (28, 14)), ((40, 42), (8, 8)))]  # fmt: skip
    sizes: FloatArray = np.clip(np.concatenate(groups), 8, None).round(1)
    return sizes


def project_sizes(query: Query, token: Token) -> FloatArray:
    """(N, 2) of all boxes of the project, the longer side of their picture being INPUT pixels."""
    found: list[tuple[float, float]] = []
    ids = query.image_ids()
    for begin in range(0, len(ids), 500):
        if token.cancelled:
            break
        part = ids[begin : begin + 500]
        pictures = {row.image.id: row.image for row in query.image_rows(part)}
        for image_id, said in query.annotations(part).items():
            if image_id not in pictures or not any(one.kind is AnnotationKind.BOX for one in said):
                continue
            scale = INPUT / longest_side(pictures[image_id])
            for one in said:
                if one.kind is AnnotationKind.BOX:
                    x0, y0, x1, y1 = one.xyxy
                    if x1 > x0 and y1 > y0:
                        found.append(((x1 - x0) * scale, (y1 - y0) * scale))
    return np.array(found, dtype=np.float64).reshape(-1, 2)


def longest_side(image: ImageRef) -> int:
    """Pixels; read from the file where the project does not know it yet. Raises UserError."""
    if image.width and image.height:
        return max(image.width, image.height)
    header = read_header(image.path)
    return max(header.width, header.height)


def _real(name: str, accessible: str, highest: float) -> QDoubleSpinBox:
    spin = QDoubleSpinBox()
    spin.setObjectName(name)
    spin.setAccessibleName(accessible)
    spin.setRange(0.1, highest)
    spin.setDecimals(1)
    spin.setSingleStep(0.1 if highest <= 20 else 1.0)
    spin.setFixedWidth(SPIN_WIDTH)
    return spin
