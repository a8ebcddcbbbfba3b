"""The sliding window: where it stands, what it answers there, what it learns from."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch.nn import functional

from ml_engine.domain.errors import UserError
from ml_engine.domain.geometry import ViewGeometry
from ml_engine.networks.convolutional import dense_as_convolution, slide_dense
from ml_engine.tasks.catalogue import find_task
from ml_engine.tasks.detection.overlap import pair_iou
from ml_engine.tasks.detection.sliding_window import Method, SlidingWindowHead, numbers_per_window, read_windows
from ml_engine.tasks.detection.window_loss import WindowAnswers, draw_windows, window_loss
from ml_engine.tasks.detection.windows import (
    correction_numbers,
    finest_level,
    place_windows,
    refine_windows,
    scale_sides,
)
from ml_engine.tasks.task import ImageTargets
from ml_engine.training.model_spec import MethodSetting
from ml_engine.training.recipe import Recipe

SURE = 12.0


def targets(*boxes: tuple[int, tuple[float, float, float, float]]) -> ImageTargets:
    labels = torch.tensor([label for label, _ in boxes], dtype=torch.int64)
    return ImageTargets(labels, torch.tensor([box for _, box in boxes]).reshape(-1, 4))


def test_scales_go_from_the_finest_map_to_the_whole_picture() -> None:
    assert scale_sides(40) == (40, 28, 20, 14, 10, 7, 5, 4, 3)
    assert scale_sides(8) == (8, 6, 4, 3)


@pytest.mark.parametrize(("sides", "level"), [((30, 200), 0), ((40,), 1), ((80, 200, 300), 2), ((30,) + (90,) * 9, 2)])
def test_no_smaller_windows_are_moved_than_the_boxes_need(sides: tuple[float, ...], level: int) -> None:
    assert finest_level(np.array(sides)) == level
    head = SlidingWindowHead((3, 4, 5), 5, level=level)
    levels = [torch.rand(2, channels, 128 // step, 128 // step) for channels, step in ((3, 8), (4, 16), (5, 32))]

    grids = [output.shape[2] + 2 for output in head(*levels)]
    windows = place_windows(grids, torch.device("cpu"), level)

    assert windows[0].tolist() == [0, 0, *[24 * 2**level] * 2]
    assert float(windows.max()) == 128


def test_windows_stand_at_every_cell_and_cover_the_picture_to_its_edges() -> None:
    windows = place_windows([8, 3], torch.device("cpu"))

    assert len(windows) == 6 * 6 + 1
    assert windows[0].tolist() == [0, 0, 24, 24]
    assert windows[7].tolist() == [8, 8, 32, 32]
    assert windows[35].tolist() == [40, 40, 64, 64]
    assert windows[36].tolist() == [0, 0, 64, 64]


def test_any_square_object_of_24_pixels_or_more_has_a_window_much_like_it() -> None:
    windows = place_windows(scale_sides(40), torch.device("cpu"))
    dice = torch.Generator().manual_seed(1)
    side = torch.rand(200, 1, generator=dice) * 290 + 24
    low = torch.rand(200, 2, generator=dice) * (320 - side)
    boxes = torch.cat([low, low + side], dim=1)

    best = pair_iou(boxes[:, None], windows[None]).max(dim=1).values

    assert float(best.min()) > 0.4
    assert float((best >= 0.5).float().mean()) > 0.97


def test_5_labels_are_10_numbers_at_each_place_of_the_window() -> None:
    levels = [torch.rand(2, channels, 64 // step, 64 // step) for channels, step in ((3, 8), (4, 16), (5, 32))]

    outputs = SlidingWindowHead((3, 4, 5), 5)(*levels)

    assert numbers_per_window(5) == 10
    assert [tuple(output.shape) for output in outputs] == [(2, 10, side, side) for side in (6, 4, 2, 1)]
    assert read_windows(outputs).labels.shape == (2, 36 + 16 + 4 + 1, 5)


def test_the_slid_classifier_is_the_dense_one_at_every_place() -> None:
    head = SlidingWindowHead((3, 4, 5), 5).eval()
    scale = torch.randn(1, 96, 6, 8)

    with torch.inference_mode():
        found = head._classify(scale)
        assert found.shape == (1, 10, 4, 6)  # the course's 24 places
        for row, column in ((0, 0), (2, 5), (3, 1)):
            neurons = head.dense(scale[:, :, row : row + 3, column : column + 3].flatten(1))
            wanted = head.answer(functional.silu(neurons))
            assert (found[0, :, row, column] - wanted[0]).abs().max() <= 1e-5


def test_sliding_with_a_layers_own_weights_is_the_convolution_made_of_it() -> None:
    dense = torch.nn.Linear(2 * 3 * 3, 4)
    maps = torch.randn(1, 2, 6, 8)

    slid = slide_dense(dense, maps, 3, 3)
    slid.sum().backward()

    assert torch.allclose(slid, dense_as_convolution(dense, 2, 3, 3)(maps), atol=1e-6)
    assert dense.weight.grad is not None


def test_corrections_survive_the_way_there_and_back() -> None:
    windows = torch.tensor([[0.0, 0.0, 24.0, 24.0], [8.0, 16.0, 104.0, 112.0]])
    boxes = torch.tensor([[2.0, -3.0, 40.0, 20.0], [20.0, 30.0, 90.0, 50.0]])

    assert torch.allclose(refine_windows(windows, correction_numbers(windows, boxes)), boxes, atol=1e-4)


def test_windows_are_drawn_by_overlap_and_every_object_has_one() -> None:
    windows = torch.tensor([[0.0, 0, 24, 24], [8.0, 0, 32, 24], [40.0, 40, 64, 64], [0.0, 0, 64, 64]])
    drawn = draw_windows([targets((1, (2, 0, 26, 24)), (0, (44, 40, 50, 64))), targets()], windows)

    assert list(zip(drawn.picture.tolist(), drawn.window.tolist(), drawn.label.tolist(), strict=True)) == [
        (0, 0, 1), (0, 1, 1), (0, 2, 0),
    ]  # fmt: skip
    assert drawn.empty.tolist() == [[False, False, False, True], [True, True, True, True]]


def answers(windows: torch.Tensor, batch: int = 1) -> WindowAnswers:
    return WindowAnswers(
        torch.zeros(batch, len(windows), 4),
        torch.full((batch, len(windows)), -SURE),
        torch.zeros(batch, len(windows), 2),
    )


@pytest.mark.parametrize("refined", [True, False])
def test_a_right_answer_costs_nothing_and_each_mistake_something(refined: bool) -> None:
    windows = place_windows([8, 3], torch.device("cpu"))
    truth = [targets((1, (8, 8, 32, 32)))]

    def loss(*, corrections: float = 0.0, label: bool = True, background: float = -SURE) -> float:
        said = answers(windows)
        drawn = draw_windows(truth, windows)
        own = (drawn.picture, drawn.window)
        said.corrections[own] = correction_numbers(windows[drawn.window], drawn.boxes) + corrections
        quality = 1.0 if refined else None
        said.objectness[own] = SURE if quality else torch.where(windows[drawn.window, 0] == 8, SURE, 0.0)
        said.labels[own] = torch.tensor([-SURE, SURE] if label else [SURE, -SURE])
        said.objectness[0, 35] = background
        return float(window_loss(said, truth, windows, refined=refined))

    right = loss()
    assert right < (0.01 if refined else 3)  # a window that is only half right can at best say so
    assert loss(label=False) > right + 5
    assert loss(background=SURE) > right + 1
    assert (loss(corrections=0.5) > right + 0.5) is refined


def test_a_picture_without_objects_teaches_silence() -> None:
    windows = place_windows([8, 3], torch.device("cpu"))
    said = answers(windows)
    said.objectness.fill_(0.0).requires_grad_()

    window_loss(said, [targets()], windows, refined=True).backward()

    assert said.objectness.grad is not None
    assert int((said.objectness.grad > 0).sum()) == 8


def test_without_correction_answers_are_the_windows_themselves() -> None:
    outputs = [torch.zeros(1, 7, 6, 6), torch.zeros(1, 7, 1, 1)]
    outputs[0][0, 4], outputs[1][0, 4] = -SURE, -SURE
    outputs[0][0, :5, 1, 1] = torch.tensor([0.5, 0.5, 0.3, 0.3, SURE])
    view = ViewGeometry((1.0, 0.0, 0.0, 0.0, 1.0, 0.0), 64, 64, 64, 64)
    plain = Method().with_settings((MethodSetting("refined", (0.0,)), MethodSetting("level", (0.0,))))
    corrected = Method().with_settings((MethodSetting("refined", (1.0,)), MethodSetting("level", (0.0,))))

    (found,), (moved,) = (task.decode(outputs, [view], task.thresholds) for task in (plain, corrected))

    assert found.boxes[0].xyxy == (8, 8, 32, 32)
    assert moved.boxes[0].xyxy == pytest.approx((32 - 16.199, 32 - 16.199, 32 + 16.199, 32 + 16.199), abs=1e-2)


def test_the_recipe_says_whether_windows_are_corrected_and_the_model_keeps_it() -> None:
    task = find_task("detect", method="sliding_window")
    assert isinstance(task, Method)

    settings = task.configured(Recipe(refine_windows=False)).choose_settings([], [], 320, "letterbox", 0)

    assert settings == (MethodSetting("refined", (0.0,)), MethodSetting("level", (0.0,)))
    assert not task.with_settings(settings).refined
    with pytest.raises(UserError, match="how its windows are read"):
        task.with_settings((MethodSetting("anchors", (1.0, 1.0)),))
