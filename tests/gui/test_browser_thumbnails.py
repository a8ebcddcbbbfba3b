"""Thumbnails: what is seen comes first, what is no longer seen is not made, memory is bounded."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage

from desktop_app.browser import thumbnails as module
from desktop_app.browser.thumbnails import Shape, Thumbnails, Wanted, covering
from desktop_app.session.background import Background

SHAPE = Shape(QSize(40, 30), 1.0, 4)


@pytest.fixture
def background(qapp):
    made = Background()
    yield made
    made.close()


@pytest.fixture
def thumbnails(background, tmp_path):
    made = Thumbnails(background, tmp_path / "cache")
    made.set_shape(SHAPE)
    yield made
    made.deleteLater()


@pytest.fixture
def pictures(tmp_path) -> list[Wanted]:
    wanted = []
    for number in range(6):
        image = QImage(64, 64, QImage.Format.Format_RGB888)
        image.fill(QColor(40 * number, 90, 120))
        path = tmp_path / f"{number}.png"
        image.save(str(path))
        wanted.append(Wanted(number, path, None))
    return wanted


def made(thumbnails, pictures):
    return [item.image_id for item in pictures if thumbnails.get(item.image_id) is not None]


def test_what_has_left_the_screen_is_not_made(qtbot, background, thumbnails, pictures):
    go_on = threading.Event()
    for _ in range(2):  # both threads are busy
        background.run(lambda _: go_on.wait(10), lambda _: None)
    thumbnails.look_at(pictures[:4])
    thumbnails.look_at(pictures[3:])
    go_on.set()
    qtbot.waitUntil(lambda: background.is_idle)
    assert made(thumbnails, pictures) == [3, 4, 5]


def test_only_the_last_ones_are_kept(qtbot, background, thumbnails, pictures, monkeypatch):
    monkeypatch.setattr(module, "KEPT", 2)
    for item in pictures:
        thumbnails.look_at([item])
        qtbot.waitUntil(lambda: background.is_idle)
    assert made(thumbnails, pictures) == [4, 5]


def test_another_size_is_stretched_until_the_new_one_comes(qtbot, background, thumbnails, pictures):
    thumbnails.look_at(pictures[:1])
    qtbot.waitUntil(lambda: background.is_idle)
    thumbnails.set_shape(Shape(QSize(80, 60), 1.0, 4))
    thumbnails.look_at(pictures[:1])
    assert thumbnails.get(0).size() == QSize(40, 30)
    qtbot.waitUntil(lambda: thumbnails.get(0).size() == QSize(80, 60))


def test_what_cannot_be_read_is_tried_once_and_told(qtbot, background, thumbnails, tmp_path):
    broken, gone = Wanted(1, tmp_path / "broken.png", None), Wanted(2, Path("/nowhere/gone.png"), None)
    broken.path.write_bytes(b"?")
    failures: list[dict[int, object]] = []
    thumbnails.failed.connect(failures.append)
    thumbnails.look_at([broken, gone])
    qtbot.waitUntil(lambda: background.is_idle)
    assert "broken.png" in thumbnails.problem(1)
    assert "gone.png" in thumbnails.problem(2)
    assert [thumbnails.is_gone(image_id) for image_id in (1, 2)] == [False, True]
    assert [list(failure) for failure in failures] == [[1]]
    thumbnails.look_at([broken, gone])
    assert background.is_idle


@pytest.mark.parametrize(("width", "height"), [(100, 20), (20, 100), (3, 3)])
def test_a_thumbnail_is_the_middle_of_the_picture_and_fills_the_tile(width, height):
    image = QImage(width, height, QImage.Format.Format_RGB888)
    image.fill(QColor("#ff0000"))
    image.setPixelColor(0, 0, QColor("#0000ff"))
    tile = covering(image, Shape(QSize(40, 30), 2.0, 6))
    assert tile.size() == QSize(40, 30)
    assert tile.devicePixelRatio() == 2.0
    assert tile.pixelColor(20, 15) == QColor("#ff0000")
    assert tile.pixelColor(0, 0).alpha() == 0
    assert all(tile.pixelColor(x, 15).alpha() == 255 for x in (0, 39))
