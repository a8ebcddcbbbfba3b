from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.canvas.camera import KEPT_IN_VIEW, MARGIN, MOST_SCALE, Camera
from desktop_app.canvas.tools.pan import TAP_S, PanTool

FITTED = Camera(view=(1000, 800)).with_picture((4000, 3000))


def test_a_picture_is_fitted_into_the_middle() -> None:
    assert FITTED.scale == pytest.approx((1000 - 2 * MARGIN) / 4000)
    assert FITTED.to_view((2000, 1500)) == pytest.approx((500, 400))


def test_a_fitted_picture_keeps_above_what_covers_the_bottom() -> None:
    tall = Camera(view=(1000, 800)).with_picture((1000, 3000)).with_foot(60)
    assert tall.to_view((0, 3000))[1] == pytest.approx(800 - 60 - MARGIN)
    near = FITTED.zoomed(4, (100, 100))
    assert (near.with_foot(60).scale, near.with_foot(60).top) == (near.scale, near.top)


@given(st.lists(st.floats(0.5, 2.0), max_size=12), st.floats(300, 700), st.floats(250, 550))
def test_what_is_under_the_pointer_stays_there_while_zooming(factors: list[float], x: float, y: float) -> None:
    camera = FITTED
    spot = camera.to_picture((x, y))
    for factor in factors:
        camera = camera.zoomed(factor, (x, y))
    assert camera.to_view(spot) == pytest.approx((x, y), abs=1e-6)


def test_zooming_out_again_comes_back_to_the_same_view() -> None:
    camera = FITTED
    for factor in (1.25,) * 8 + (1 / 1.25,) * 8:
        camera = camera.zoomed(factor, (310, 222))
    assert (camera.left, camera.top, camera.scale) == pytest.approx((FITTED.left, FITTED.top, FITTED.scale))


def test_scale_and_place_stay_for_a_picture_of_the_same_size_only() -> None:
    near = FITTED.zoomed(4, (100, 100))
    assert near.with_picture((4000, 3000)) == near
    assert near.with_picture((3000, 4000)).is_fit


def test_zoom_has_ends() -> None:
    assert FITTED.zoomed(1e9, (5, 5)).scale == MOST_SCALE
    assert FITTED.zoomed(1e-9, (5, 5)).scale == pytest.approx(FITTED.fit_scale / 4)


@given(st.floats(-1e5, 1e5), st.floats(-1e5, 1e5), st.floats(0.3, 60))
def test_the_picture_cannot_be_pushed_out_of_sight(dx: float, dy: float, factor: float) -> None:
    camera = FITTED.zoomed(factor, (500, 400)).panned(dx, dy)
    x0, y0 = camera.to_view((0, 0))
    x1, y1 = camera.to_view((4000, 3000))
    seen = KEPT_IN_VIEW - 1e-6
    assert x0 <= 1000 - seen
    assert x1 >= seen
    assert y0 <= 800 - seen
    assert y1 >= seen


def test_a_fitted_picture_stays_fitted_when_the_window_grows_another_keeps_its_middle() -> None:
    assert FITTED.with_view((600, 600)) == Camera(view=(600, 600)).with_picture((4000, 3000))
    near = FITTED.zoomed(4, (500, 400))
    middle = near.to_picture((500, 400))
    assert near.with_view((600, 700)).to_picture((300, 350)) == pytest.approx(middle)


def test_a_tap_is_short_and_moves_nothing() -> None:
    pan = PanTool()
    pan.key_down(10.0)
    assert pan.is_ready
    assert pan.key_up(10.1)
    pan.key_down(20.0)
    assert not pan.key_up(20.0 + TAP_S + 0.01)
    pan.key_down(30.0)
    pan.press((5, 5))
    assert pan.move((8, 4)) == (3, -1)
    pan.release()
    assert not pan.key_up(30.1)
    assert not pan.key_up(30.2)  # without having been down


def test_a_picture_smaller_than_the_window_is_not_blown_up_without_end() -> None:
    assert replace(FITTED, picture=(10, 10)).fitted().scale == 8.0
