from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

pytest.importorskip("PySide6.QtGui", reason="no Qt libraries on this machine", exc_type=ImportError)

from desktop_app.canvas.picture_loader import Picture, PictureLoader
from desktop_app.session.background import Background
from ml_engine.domain.values import ImageRef

WIDTH, HEIGHT = 3001, 1603


@pytest.fixture
def background(qapp: object) -> Iterator[Background]:
    made = Background()
    yield made
    made.close()


def refs(folder: Path, count: int, ending: str = "jpg") -> list[ImageRef]:
    found = []
    for number in range(count):
        pixels = np.full((HEIGHT, WIDTH, 3), (200, 100, 10 * number), np.uint8)
        path = folder / f"{number}.{ending}"
        Image.fromarray(pixels).save(path)
        found.append(ImageRef(number + 1, path, WIDTH, HEIGHT))
    return found


def wait(qtbot: Any, background: Background) -> None:
    qtbot.waitUntil(lambda: background.is_idle, timeout=20_000)


def test_an_unexpected_picture_is_seen_reduced_first_and_then_in_full(
    qtbot: Any, background: Background, tmp_path: Path
) -> None:
    loader, seen = PictureLoader(background), []
    loader.arrived.connect(lambda image_id: seen.append(loader.get(image_id)))
    assert loader.show(refs(tmp_path, 1)[0]) is None
    wait(qtbot, background)
    first, full = seen
    assert (first.reduced, first.width, first.height) == (True, WIDTH, HEIGHT)
    assert first.levels[0].width() == 1501
    assert (full.reduced, full.levels[0].width(), full.levels[0].height()) == (False, WIDTH, HEIGHT)
    color = full.levels[0].pixelColor(5, 5)
    assert (color.red(), color.green(), color.blue()) == pytest.approx((200, 100, 0), abs=4)
    assert [level.width() for level in full.levels] == [3001, 1501, 751]


def test_an_expected_picture_is_there_at_once_and_whole(qtbot: Any, background: Background, tmp_path: Path) -> None:
    loader = PictureLoader(background)
    first, second, third = refs(tmp_path, 3)
    loader.show(first)
    wait(qtbot, background)
    loader.expect([second, third])
    wait(qtbot, background)
    picture = loader.show(second)
    assert picture is not None
    assert not picture.reduced


def test_no_more_is_expected_than_finds_room_beside_the_current_one(
    qtbot: Any, background: Background, tmp_path: Path
) -> None:
    loader = PictureLoader(background, budget_bytes=round(WIDTH * HEIGHT * 4 * 2.8))
    current, first, second = refs(tmp_path, 3)
    loader.show(current)
    wait(qtbot, background)
    loader.expect([first, second])
    wait(qtbot, background)
    assert [loader.get(image.id) is not None for image in (current, first, second)] == [True, True, False]


def test_what_nobody_waits_for_any_more_does_not_arrive(qtbot: Any, background: Background, tmp_path: Path) -> None:
    loader, seen = PictureLoader(background), []
    loader.arrived.connect(seen.append)
    first, second = refs(tmp_path, 2)
    loader.show(first)
    loader.show(second)
    wait(qtbot, background)
    assert set(seen) == {2}


def test_memory_stays_within_its_budget_and_the_current_picture_stays(
    qtbot: Any, background: Background, tmp_path: Path
) -> None:
    size = WIDTH * HEIGHT * 4
    loader = PictureLoader(background, budget_bytes=round(size * 4.5))
    images = refs(tmp_path, 5)
    for image in images:
        loader.show(image)
        wait(qtbot, background)
        assert loader.used_bytes <= size * 4.5
        assert loader.get(image.id) is not None
    assert loader.get(images[0].id) is None
    assert loader.get(images[-2].id) is not None


def test_a_picture_beyond_the_budget_is_shown_all_the_same(qtbot: Any, background: Background, tmp_path: Path) -> None:
    loader = PictureLoader(background, budget_bytes=1000)
    loader.show(refs(tmp_path, 1)[0])
    wait(qtbot, background)
    assert isinstance(loader.get(1), Picture)


def test_what_cannot_be_read_has_a_reason_and_is_not_tried_again(
    qtbot: Any, background: Background, tmp_path: Path
) -> None:
    path = tmp_path / "broken.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n nothing")
    loader = PictureLoader(background)
    with qtbot.waitSignal(loader.failed, timeout=10_000):
        loader.show(ImageRef(1, path))
    problem = loader.get_problem(1)
    assert problem is not None
    assert "broken.png" in problem.message
    assert loader.show(ImageRef(1, path)) is None
    assert background.is_idle


def test_a_png_that_cannot_come_reduced_is_read_once(qtbot: Any, background: Background, tmp_path: Path) -> None:
    loader, seen = PictureLoader(background), []
    loader.arrived.connect(seen.append)
    loader.show(refs(tmp_path, 1, "png")[0])
    wait(qtbot, background)
    assert seen == [1]
