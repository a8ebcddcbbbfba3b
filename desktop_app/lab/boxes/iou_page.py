"""The page IoU: two boxes that one drags, and the fraction that follows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.lab.boxes.box_canvas import BoxCanvas, ShownBox
from desktop_app.lab.columns import beside, card
from desktop_app.lab.grid.content import local
from desktop_app.lab.page import Example, LabPage
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_L, SPACE_M, SPACE_S, label_color
from desktop_app.look.widgets import PlainLabel, ThinProgress
from desktop_app.session.session import Session
from ml_engine.lab.iou import Corners, box_overlap
from ml_engine.lab.matrices import number_text

PAPER = (24.0, 16.0)
FIRST: tuple[Corners, Corners] = ((2, 2, 12, 12), (7, 4, 17, 14))
SIDE_WIDTH = 300


class IouPage(LabPage):
    """What is set is the two boxes."""

    NAME = "iou"

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__(
            session, look, self.tr("Overlap (IoU)"),
            self.tr("How well two boxes agree: what they share, divided by what they cover together. Drag a box or "
                    "its corners; 1 and 2 choose a box, the arrows move it, with Shift they resize it."),
        )  # fmt: skip
        self._boxes = FIRST
        self.canvas = BoxCanvas(look, "lab-iou-canvas", self.tr("Two boxes on squared paper"), *PAPER, can_move=True)
        self._value = PlainLabel("", role="title")
        self._value.setObjectName("lab-iou-value")
        self._bar = ThinProgress()
        self._bar.setObjectName("lab-iou-bar")
        self._lines = {name: PlainLabel("", wrap=True) for name in ("a", "b", "shared", "union", "fraction", "words")}
        for name, label in self._lines.items():
            label.setObjectName(f"lab-iou-{name}")
        self._lay_out()
        self.canvas.moved.connect(self._on_canvas_moved)
        kept = self.kept()
        self.show_boxes(kept if isinstance(kept, tuple) else FIRST)

    def examples(self) -> Sequence[Example]:
        show = self.show_boxes
        return [
            Example("quarter", self.tr("10 × 10 and 10 × 10, shifted by 5: 25/175"),
                    partial(show, ((2, 1, 12, 11), (7, 6, 17, 16)))),
            Example("same", self.tr("The same box twice: 1"), partial(show, ((4, 3, 14, 11), (4, 3, 14, 11)))),
            Example("apart", self.tr("Side by side: 0"), partial(show, ((1, 3, 9, 11), (12, 3, 20, 11)))),
            Example("inside", self.tr("One inside the other: 1/4"), partial(show, ((2, 2, 18, 14), (2, 2, 10, 8)))),
            Example("half", self.tr("Just enough for AP50: 1/2"), partial(show, ((2, 3, 14, 11), (6, 3, 18, 11)))),
        ]  # fmt: skip

    def show_boxes(self, boxes: tuple[Corners, Corners]) -> None:
        """Two boxes, xyxy."""
        self._boxes = boxes
        self.keep(boxes)
        steps = box_overlap(*boxes)
        names = (self.tr("Box 1"), self.tr("Box 2"))
        colors = (label_color(3), label_color(1))
        self.canvas.show_boxes(
            [ShownBox(box, name, color) for box, name, color in zip(boxes, names, colors, strict=True)], steps.overlap
        )
        number = number_text
        self._value.setText(self.tr("IoU = {value}").format(value=QLocale().toString(steps.iou, "f", 3)))
        self._bar.set_fraction(steps.iou)
        self._lines["a"].setText(self.tr("{name}: {sides}").format(name=names[0], sides=_sides(boxes[0])))
        self._lines["b"].setText(self.tr("{name}: {sides}").format(name=names[1], sides=_sides(boxes[1])))
        self._lines["shared"].setText(self.tr("Shared (intersection): {n}").format(n=number(steps.intersection)))
        areas = f"{number(steps.area_a)} + {number(steps.area_b)} − {number(steps.intersection)}"
        self._lines["union"].setText(self.tr("Together (union): {sum}").format(sum=f"{areas} = {number(steps.union)}"))
        fraction = f"{number(steps.intersection)}/{number(steps.union)} = {round(steps.iou, 4):g}"
        self._lines["fraction"].setText(local(fraction))
        self._lines["words"].setText(self._judgement(steps.iou))
        if self.isVisible():
            self.tell()

    def tell(self) -> None:
        self.put("iou", round(box_overlap(*self._boxes).iou, 4))

    def _judgement(self, iou: float) -> str:
        if iou >= 0.75:
            return self.tr("A close fit: AP50 and AP75 both count it as found.")
        if iou >= 0.5:
            return self.tr("AP50 counts it as found, AP75 does not.")
        if iou:
            return self.tr("Below 0.5: as an answer it would count as wrong, and the object as missed.")
        return self.tr("They share nothing.")

    def _lay_out(self) -> None:
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(SPACE_M, SPACE_M, SPACE_M, SPACE_M)
        column.setSpacing(SPACE_S)
        column.addWidget(self._value)
        column.addWidget(self._bar)
        column.addSpacing(SPACE_L)
        for name in ("a", "b", "shared", "union", "fraction"):
            column.addWidget(self._lines[name])
        column.addSpacing(SPACE_L)
        column.addWidget(self._lines["words"])
        column.addStretch(1)
        side = card(words)
        side.setFixedWidth(SIDE_WIDTH)
        self.body.addLayout(beside(card(self.canvas), side, stretches=(1, 0)), 1)

    def _on_canvas_moved(self, place: int, box: Corners) -> None:
        first, second = self._boxes
        self.session.facts.drop("lab.example")
        self.show_boxes((box, second) if place == 0 else (first, box))


def _sides(box: Corners) -> str:
    wide, high = box[2] - box[0], box[3] - box[1]
    return f"{number_text(wide)} · {number_text(high)} = {number_text(wide * high)}"
