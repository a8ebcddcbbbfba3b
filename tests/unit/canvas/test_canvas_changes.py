from __future__ import annotations

import subprocess
import sys
from uuid import UUID

import pytest

from desktop_app.canvas.tools import changes
from ml_engine.domain.values import Annotation, AnnotationKind

CAT = UUID(int=7)
SIZE = (200, 100)


def box(*xyxy: float) -> Annotation:
    return changes.new_box(1, CAT, xyxy)  # type: ignore[arg-type]


def test_tools_and_hit_test_know_no_qt_and_no_sql() -> None:
    code = (
        "import sys; import desktop_app.canvas.hit_test, desktop_app.canvas.camera, desktop_app.canvas.tools.draw, "
        "desktop_app.canvas.tools.select, desktop_app.canvas.tools.pan; "
        "sys.exit(', '.join({name.split('.')[0] for name in sys.modules} & {'PySide6', 'sqlalchemy', 'torch'}) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_names_of_edits_are_those_that_are_translated() -> None:
    names = pytest.importorskip("desktop_app.session.edit_names", exc_type=ImportError)
    assert (changes.DRAW_BOX, changes.MOVE_BOX, changes.RESIZE_BOX) == (
        names.DRAW_BOX,
        names.MOVE_BOX,
        names.RESIZE_BOX,
    )


def test_growing_pulls_the_right_and_bottom_edge_down_to_a_pixel() -> None:
    item = box(10, 10, 30, 30)
    assert changes.grown(item, 5, 0, SIZE).xyxy == (10, 10, 35, 30)
    assert changes.grown(item, 0, -5, SIZE).xyxy == (10, 10, 30, 25)
    assert changes.grown(item, -90, 0, SIZE).xyxy == (10, 10, 11, 30)
    assert changes.grown(item, 900, 0, SIZE).xyxy == (10, 10, 200, 30)


def test_moving_keeps_fractions_and_size() -> None:
    (moved,) = changes.moved_together([box(10.25, 10.5, 30.75, 30.5)], 4.6, -2.4, SIZE)
    assert moved.xyxy == (15.25, 8.5, 35.75, 28.5)


def test_an_outline_is_moved_with_all_its_points() -> None:
    outline = Annotation(UUID(int=1), 1, CAT, AnnotationKind.POLYGON, ((10.0, 10.0), (30.0, 12.0), (20.0, 40.0)))
    (moved,) = changes.moved_together([outline], 5, 5, SIZE)
    assert moved.points == ((15.0, 15.0), (35.0, 17.0), (25.0, 45.0))


@pytest.mark.parametrize(
    ("xyxy", "expected"),
    [
        ((10, 10, 30, 30), (22, 22, 42, 42)),
        ((180, 80, 200, 100), (180, 80, 200, 100)),
        ((0, 0, 900, 50), (0, 12, 200, 62)),
    ],
)
def test_copies_are_new_and_fit_into_the_picture(xyxy: tuple[float, ...], expected: tuple[float, ...]) -> None:
    (copy,) = changes.copied([box(*xyxy)], 2, SIZE, 12.0)
    assert (copy.xyxy, copy.image_id) == (expected, 2)
