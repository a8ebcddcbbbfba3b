"""YOLO: what a cell answers, who answers for which object, what is punished, what is kept with a model."""

from __future__ import annotations

import pytest
import torch

from ml_engine.domain.errors import UserError
from ml_engine.domain.geometry import ViewGeometry
from ml_engine.domain.predictions import Thresholds
from ml_engine.networks.backbones import BACKBONES
from ml_engine.tasks.catalogue import find_task
from ml_engine.tasks.detection.yolo import Method, YoloHead
from ml_engine.tasks.detection.yolo_boxes import (
    CellAnswers,
    decode_cells,
    encode_boxes,
    numbers_per_cell,
    read_cells,
)
from ml_engine.tasks.detection.yolo_loss import choose_responsible, yolo_loss
from ml_engine.tasks.task import ImageTargets
from ml_engine.training.model_spec import MethodSetting
from ml_engine.training.recipe import Recipe

ANCHORS = torch.tensor([[20.0, 20.0], [60.0, 30.0]])
SURE = 12.0  # a logit whose sigmoid is 1 to five digits


def targets(*boxes: tuple[int, tuple[float, float, float, float]]) -> ImageTargets:
    labels = torch.tensor([label for label, _ in boxes], dtype=torch.int64)
    return ImageTargets(labels, torch.tensor([box for _, box in boxes]).reshape(-1, 4))


def silent(rows: int = 3, columns: int = 3, labels: int = 2) -> CellAnswers:
    """A picture of which every cell says that nothing is there."""
    shape = (1, rows, columns, len(ANCHORS))
    return CellAnswers(
        torch.zeros(*shape, 2), torch.zeros(*shape, 2), torch.full(shape, -SURE), torch.zeros(1, rows, columns, labels)
    )


def test_5_anchors_and_20_labels_are_45_numbers_a_cell() -> None:
    head = YoloHead((3, 4, 5), 20, 5)
    levels = [torch.rand(1, channels, 64 // step, 64 // step) for channels, step in ((3, 8), (4, 16), (5, 32))]

    assert numbers_per_cell(5, 20) == 45
    assert head(*levels)[0].shape == (1, 45, 2, 2)


def test_an_anchor_of_100_by_50_scaled_by_1_5_and_0_9_is_150_by_45() -> None:
    """The course's example: the cell says the logarithms of the factors."""
    cells = CellAnswers(
        torch.zeros(1, 1, 1, 1, 2), torch.tensor([1.5, 0.9]).log().reshape(1, 1, 1, 1, 2), torch.zeros(1, 1, 1, 1),
        torch.zeros(1, 1, 1, 1),
    )  # fmt: skip

    (box,) = decode_cells(cells, torch.tensor([[100.0, 50.0]]), 32).reshape(-1, 4).tolist()

    assert box == pytest.approx([16 - 75, 16 - 22.5, 16 + 75, 16 + 22.5], abs=1e-4)


def test_boxes_survive_the_way_to_a_cells_numbers_and_back() -> None:
    boxes = torch.tensor([[40.0, 50.0, 70.0, 58.0], [1.0, 2.0, 90.0, 91.0]])
    offsets, log_scales = encode_boxes(boxes, ANCHORS, 32)
    cells = silent()
    for place, (row, column) in enumerate(((1, 1), (1, 1))):
        cells.offsets[0, row, column, place] = offsets[place].logit()
        cells.log_scales[0, row, column, place] = log_scales[place]

    assert torch.allclose(decode_cells(cells, ANCHORS, 32)[0, 1, 1], boxes, atol=1e-3)


def test_the_cell_of_the_middle_and_the_anchor_of_the_shape_answer() -> None:
    found = choose_responsible([targets((1, (64, 0, 90, 30)), (0, (0, 40, 60, 66)))], ANCHORS, 32, 3, 3)

    rows = torch.stack([found.picture, found.row, found.column, found.anchor, found.label], dim=1).tolist()
    assert sorted(rows) == [[0, 0, 2, 0, 1], [0, 1, 0, 1, 0]]


def test_of_objects_with_one_middle_the_larger_gets_its_anchor_and_a_third_gets_none() -> None:
    middle = targets((0, (40, 40, 56, 56)), (1, (36, 36, 60, 60)), (0, (42, 42, 54, 54)))

    found = choose_responsible([middle], ANCHORS, 32, 3, 3)

    assert list(zip(found.label.tolist(), found.anchor.tolist(), strict=True)) == [(1, 0), (0, 1)]


def test_a_picture_answered_rightly_costs_nothing_and_each_mistake_something() -> None:
    truth = [targets((1, (40, 40, 70, 62)))]
    offsets, log_scales = encode_boxes(truth[0].boxes, ANCHORS[:1], 32)

    def loss(*, box: bool = True, objectness: bool = True, label: bool = True, background: bool = True) -> float:
        cells = silent()
        cells.offsets[0, 1, 1, 0] = offsets[0].logit() if box else 0.0
        cells.log_scales[0, 1, 1, 0] = log_scales[0] if box else 1.0
        cells.objectness[0, 1, 1, 0] = SURE if objectness else -SURE
        cells.labels[0, 1, 1] = torch.tensor([-SURE, SURE] if label else [SURE, -SURE])
        cells.objectness[0, 0, 0, 1] = -SURE if background else SURE
        return float(yolo_loss(cells, truth, ANCHORS, 32))

    assert loss() == pytest.approx(0.0, abs=1e-3)
    assert loss(box=False) > 1
    assert loss(objectness=False) > 5
    assert loss(label=False) > 5
    assert loss(background=False) > 5


def test_a_good_box_of_another_cell_is_spared() -> None:
    truth = [targets((0, (33, 33, 63, 63)))]
    cells = silent()
    cells.objectness[0, 1, 1] = SURE
    cells.offsets[0, 1, 1] = 0.0
    cells.log_scales[0, 1, 1, 0] = torch.tensor([1.5, 1.5]).log()  # the responsible one: 30 × 30, right
    cells.log_scales[0, 1, 1, 1] = torch.tensor([0.5, 1.0]).log()  # its neighbour answers the same box
    cells.labels[0, 1, 1, 0] = 2 * SURE

    spared = float(yolo_loss(cells, truth, ANCHORS, 32))
    cells.log_scales[0, 1, 1, 1] = torch.tensor([0.1, 0.1]).log()  # now it is far from it
    punished = float(yolo_loss(cells, truth, ANCHORS, 32))

    assert spared == pytest.approx(0.0, abs=1e-3)
    assert punished > 5


def test_a_picture_without_objects_teaches_silence() -> None:
    cells = silent()
    cells.objectness.fill_(0.0).requires_grad_()

    yolo_loss(cells, [targets()], ANCHORS, 32).backward()

    assert cells.objectness.grad is not None
    assert (cells.objectness.grad > 0).all()


@pytest.fixture
def method() -> Method:
    task = find_task("detect", method="yolo", settings=(MethodSetting("anchors", (20.0, 20.0, 60.0, 30.0)),))
    assert isinstance(task, Method)
    return task


def test_answers_are_objectness_times_the_cells_label(method: Method) -> None:
    output = torch.zeros(1, 2 * 5 + 2, 3, 3)
    output[0, 4::5] = -SURE
    output[0, 4, 1, 1] = 0.0  # the first anchor: half sure
    output[0, 10:, 1, 1] = torch.tensor([0.0, torch.tensor(3.0).log()])  # labels a quarter and three quarters
    view = ViewGeometry((1.0, 0.0, 0.0, 0.0, 1.0, 0.0), 96, 96, 96, 96)

    (found,) = method.decode([output], [view], Thresholds(0.05, 0.6))

    assert [(box.index, box.score) for box in found.boxes] == [(1, pytest.approx(0.375)), (0, pytest.approx(0.125))]
    assert found.boxes[0].xyxy == pytest.approx((38, 38, 58, 58))


def test_anchors_come_from_the_training_pictures_and_stay_with_the_model(picture, labels) -> None:
    task = Method().configured(Recipe(anchors=2))
    pictures = [picture((0, (0, 0, 100, 40))), picture((1, (0, 0, 20, 60)), (1, (5, 5, 25, 65)))]

    settings = task.choose_settings(pictures, labels, 640, "letterbox", 0)
    ready = task.with_settings(settings)

    assert settings == (MethodSetting("anchors", (20.0, 60.0, 100.0, 40.0)),)
    assert ready.anchors == ((20.0, 60.0), (100.0, 40.0))
    assert ready.anchor_fit(pictures, 640, "letterbox").mean_iou == pytest.approx(1.0)
    assert ready.build_head(BACKBONES.get("tiny"), 3).answer.out_channels == 2 * 5 + 3
    assert task.anchors == ()


@pytest.mark.parametrize("values", [(), (1.0,), (1.0, -2.0), (1.0, float("nan"))])
def test_a_model_with_broken_anchors_is_refused(values: tuple[float, ...]) -> None:
    with pytest.raises(UserError, match="no usable anchors"):
        Method().with_settings((MethodSetting("anchors", values),))


def test_raw_numbers_are_read_anchor_by_anchor_and_labels_last() -> None:
    output = torch.arange(12.0).reshape(1, 12, 1, 1)

    cells = read_cells(output, 2)

    assert cells.offsets[0, 0, 0].tolist() == [[0, 1], [5, 6]]
    assert cells.log_scales[0, 0, 0].tolist() == [[2, 3], [7, 8]]
    assert cells.objectness[0, 0, 0].tolist() == [4, 9]
    assert cells.labels[0, 0, 0].tolist() == [10, 11]


def test_it_is_found_by_its_name_with_its_own_defaults() -> None:
    assert find_task("detect", method="yolo").recipe.method == "yolo"
