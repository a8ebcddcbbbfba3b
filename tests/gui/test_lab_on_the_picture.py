"""IoU and suppression over the learner's own picture, with the learner's own boxes and network."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from desktop_app.lab.boxes.iou_page import IouPage
from desktop_app.lab.boxes.nms_page import NmsPage
from tests.gui.results_samples import write_run
from tests.gui.why_jobs import RUNNER

RUN = "20260101-100000-detect"
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def session(qtbot, make_session, desk):
    made = make_session(desk.project, runner=RUNNER)
    qtbot.waitUntil(lambda: made.document is not None and made.document.boxes != ())
    return made


@pytest.fixture
def iou(qtbot, session, look):
    page = IouPage(session, look)
    qtbot.addWidget(page)
    page.resize(1100, 640)
    with qtbot.waitExposed(page):
        page.show()
    return page


def click(page, name: str) -> None:
    QTest.mouseClick(page.findChild(object, name), LEFT)


def test_the_learners_own_box_begins_on_the_picture(qtbot, iou, session) -> None:
    click(iou, "lab-iou-ground-picture")
    qtbot.waitUntil(lambda: session.facts.get("lab.iou_ground", "") == "picture")
    document = session.document
    first = iou.canvas.boxes[0]
    assert any(first.xyxy == pytest.approx(own.xyxy, abs=0.51) for own in document.boxes)
    assert first.word == f"Box 1, yours: {session.labels.get(document.boxes[0].label_id).name}"
    assert iou.canvas._picture is not None
    click(iou, "lab-iou-ground-paper")
    assert session.facts.get("lab.iou_ground", "") == "paper"
    assert iou.canvas.boxes[0].xyxy == (2, 2, 12, 12)


def test_a_box_on_the_picture_is_dragged_in_its_pixels(qtbot, iou, session) -> None:
    click(iou, "lab-iou-ground-picture")
    qtbot.waitUntil(lambda: session.facts.get("lab.iou_ground", "") == "picture")
    canvas, was = iou.canvas, iou.canvas.boxes[0].xyxy
    at = canvas.spot((was[0] + was[2]) / 2, (was[1] + was[3]) / 2).toPoint()
    QTest.mousePress(canvas, LEFT, pos=at)
    QTest.mouseMove(canvas, at + QPoint(9, 0))
    QTest.mouseRelease(canvas, LEFT, pos=at + QPoint(9, 0))
    now = canvas.boxes[0].xyxy
    assert now[0] > was[0]
    assert all(edge == int(edge) for edge in now)
    assert now[2] - now[0] == was[2] - was[0]
    canvas.setFocus()
    before = canvas.boxes[canvas.current].xyxy
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas.boxes[canvas.current].xyxy[0] > before[0]


@pytest.fixture
def nms(qtbot, session, look):
    page = NmsPage(session, look)
    qtbot.addWidget(page)
    page.resize(1100, 640)
    with qtbot.waitExposed(page):
        page.show()
    return page


def test_without_a_detector_it_says_what_to_do(nms) -> None:
    click(nms, "lab-nms-source-network")
    assert "Train one" in nms._step.text()


def test_a_trained_detectors_own_candidates_are_suppressed(qtbot, nms, session) -> None:
    write_run(session.project.folder.runs, RUN, {}, scored=False)
    session.runs.refresh()
    qtbot.waitUntil(lambda: nms.source.run.count() == 1)
    click(nms, "lab-nms-source-network")
    qtbot.waitUntil(lambda: session.facts.get("lab.nms_source", "") == "network", timeout=20_000)
    # Of seven boxes four are foxes; the run's own thresholds are 0.4 and 0.5.
    assert session.facts.get("lab.nms_boxes", 0) == 4
    assert (nms._threshold.value, nms._least.value) == (0.5, 0.4)
    assert session.facts.get("lab.nms_left", 0) == 1
    nms._least.set_value(0.0)
    assert session.facts.get("lab.nms_left", 0) == 2
    nms.source.label.setFocus()
    qtbot.keyClick(nms.source.label, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: session.facts.get("lab.nms_boxes", 0) == 1)
    click(nms, "lab-nms-source-paper")
    assert session.facts.get("lab.nms_boxes", 0) == 9
    assert not nms.source.run.isVisible()
