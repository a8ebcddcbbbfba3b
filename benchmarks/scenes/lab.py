"""The Lab: every page with an example of the course, and the states that a page can be in."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QPlainTextEdit

from benchmarks.scenes.stage import Scene, Stage

PATIENCE_S = 120
SHOWN = (
    "convolve course", "convolve depth", "convolve separable", "convolve volume", "convolve same", "convolve rat-back",
    "convolve edges", "kernels grey", "kernels colour", "pool max", "pool picture", "transpose six", "sizes course",
    "sizes three", "field course", "steps activation", "steps softmax", "steps ranks", "iou quarter", "iou picture",
    "nms course",
    "nms picture", "anchors course", "anchors project", "windows three", "windows dense", "ap course", "ap all",
    "optimise ravine", "optimise valley",
)  # fmt: skip


def shown(detail: str, stage: Stage) -> None:
    """A page with one of its examples."""
    stage.sample()
    stage.picture(2)
    stage.place("lab")
    stage.session.go_to("lab", detail)
    stage.wait_for(f"lab-page-{detail.partition(' ')[0]}")
    stage.hand.wait_until(lambda: stage.session.background.is_idle, 30)
    stage.hand.wait(0.5)


def real_boxes(stage: Stage) -> None:
    """The candidates of the learner's own detector."""
    shown("nms network", stage)
    stage.hand.wait_until(lambda: stage.session.facts.get("lab.nms_source", "") == "network", PATIENCE_S)
    stage.hand.wait(0.5)


def midway(detail: str, stage: Stage) -> None:
    """In the middle of a walk."""
    shown(detail, stage)
    name = {"convolve": "lab-walk", "nms": "lab-nms-walk", "ap": "lab-ap-walk"}[detail.partition(" ")[0]]
    stage.click(f"{name}-first")
    for _ in range(3):
        stage.click(f"{name}-next")


def examples(stage: Stage) -> None:
    """The menu of the course's examples."""
    shown("convolve course", stage)
    stage.click("lab-convolve-examples")
    stage.hand.wait(0.3)


def wrong(stage: Stage) -> None:
    """What was typed is no matrix."""
    shown("convolve course", stage)
    text = stage.hand.find("lab-convolve-matrix")
    if isinstance(text, QPlainTextEdit):
        text.setPlainText("1 2 3\n4 5")
    stage.wait_for("lab-convolve-nothing")


def without_picture(stage: Stage) -> None:
    """A project whose pictures have no boxes: what would be needed is said."""
    stage.drawer()
    stage.place("lab")
    stage.session.go_to("lab", "anchors project")
    stage.hand.wait_until(lambda: stage.session.background.is_idle, 30)
    stage.hand.wait(0.5)


LAB = (
    *(Scene(f"lab-{detail.replace(' ', '-')}", partial(shown, detail)) for detail in SHOWN),
    *(Scene(f"lab-midway-{name.partition(' ')[0]}", partial(midway, name)) for name in (
        "convolve course", "nms course", "ap all")),
    Scene("lab-nms-network", real_boxes),
    Scene("lab-examples", examples, anew=True),
    Scene("lab-wrong", wrong),
    Scene("lab-no-boxes", without_picture),
)  # fmt: skip
