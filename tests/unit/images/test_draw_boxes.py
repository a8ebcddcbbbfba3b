"""Drawings show the box, its colour, its name and its score, and never leave the picture."""

import numpy as np
import pytest
from PIL import Image

from ml_engine.domain import atomic_file
from ml_engine.domain.errors import UserError
from ml_engine.images.draw import colors_by_name, draw_boxes, draw_caption, line_width, save_png

GROUND = np.full((300, 400, 3), 128, np.uint8)
BOX = np.array([[100.0, 80.0, 300.0, 200.0]])
RED = (0xE5, 0x48, 0x4D)


def test_line_runs_through_the_edges_in_the_label_s_colour_over_a_darker_one():
    drawn = draw_boxes(GROUND, BOX, ["cat"], ["#E5484D"])

    for y, x in [(80, 200), (200, 200), (140, 100), (140, 300)]:
        around = drawn[y - 3 : y + 3, x - 3 : x + 3].reshape(-1, 3).tolist()
        assert list(RED) in around
        assert [round(channel * 0.45) for channel in RED] in around


def test_inside_is_tinted_by_14_percent_and_outside_is_untouched():
    drawn = draw_boxes(GROUND, BOX, ["cat"], ["#E5484D"])

    assert np.abs(drawn[140, 200] - (128 + 0.14 * (np.array(RED) - 128))).max() <= 1
    assert (drawn[250:, :] == 128).all()
    assert (GROUND == 128).all()


def test_tag_lies_above_the_box_and_below_it_where_there_is_no_room():
    above = draw_boxes(GROUND, BOX, ["cat"], ["#E5484D"])
    below = draw_boxes(GROUND, np.array([[100.0, 1.0, 300.0, 200.0]]), ["cat"], ["#E5484D"])

    assert (above[60:77] == RED).all(axis=2).any()
    assert (below[206:220] == RED).all(axis=2).any()


def test_score_and_accents_change_what_the_tag_says():
    plain = draw_boxes(GROUND, BOX, ["nandu"], ["#E5484D"])
    accents = draw_boxes(GROUND, BOX, ["ñandú"], ["#E5484D"])
    other = draw_boxes(GROUND, BOX, ["ñañdú"], ["#E5484D"])
    scored = draw_boxes(GROUND, BOX, ["nandu"], ["#E5484D"], scores=[0.9])

    assert len({drawn[:78].tobytes() for drawn in (plain, accents, other, scored)}) == 4


@pytest.mark.parametrize(
    "box",
    [[-50, -50, 1000, 1000], [0, 0, 0, 0], [395, 295, 500, 400], [-90, -90, -10, -10], [10.4, 10.6, 11.2, 11.4]],
)
@pytest.mark.parametrize("label", ["", "a", "x" * 500, "line\nbreak\t", "\u202e\ud83d臉"])
def test_any_box_and_name_can_be_drawn(box, label):
    assert draw_boxes(GROUND, np.array([box], dtype=float), [label], scores=[1.0]).shape == GROUND.shape


@pytest.mark.parametrize("size", [(1, 1), (3, 200), (40, 40)])
def test_tiny_pictures_can_be_drawn_on(size):
    image = np.zeros((*size, 3), np.uint8)

    assert draw_boxes(image, BOX, ["cat"], scores=[0.5]).shape == image.shape
    assert draw_caption(image, [("cat", 0.5)]).shape[1] == max(160, size[1])


def test_picture_without_boxes_is_copied_as_it_is():
    assert np.array_equal(draw_boxes(GROUND, np.zeros((0, 4)), []), GROUND)


def test_lengths_that_differ_are_an_error():
    with pytest.raises(ValueError, match="one length, got 1 boxes"):
        draw_boxes(GROUND, BOX, ["a", "b"])


def test_lines_grow_with_the_picture():
    widths = [line_width(np.zeros((side, side, 3), np.uint8)) for side in (200, 640, 1800, 5400)]

    assert widths == [1, 2, 4, 12]


def test_one_name_has_one_colour():
    colors = colors_by_name(["b", "a", "b"])

    assert colors[0] == colors[2] != colors[1]


def test_caption_keeps_the_picture_and_its_bars_grow_with_the_score():
    low, high = (draw_caption(GROUND, [("cat", score)]) for score in (0.1, 0.9))

    assert np.array_equal(low[:300], GROUND)
    assert low.shape == high.shape
    assert high.shape[0] > 300
    assert high[300:].sum() > low[300:].sum()


def test_png_is_whole_or_not_there(tmp_path, monkeypatch):
    save_png(tmp_path / "new" / "a.png", GROUND)
    with Image.open(tmp_path / "new" / "a.png") as written:
        assert np.array_equal(np.asarray(written), GROUND)

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(atomic_file.os, "fsync", full)
    with pytest.raises(UserError, match=r"a\.png cannot be written: no space"):
        save_png(tmp_path / "new" / "a.png", GROUND[:10])

    with Image.open(tmp_path / "new" / "a.png") as kept:
        assert kept.size == (400, 300)
    assert [file.name for file in (tmp_path / "new").iterdir()] == ["a.png"]
