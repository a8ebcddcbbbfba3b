"""The methods' losses, anchors and boxes are those of torchvision's own detectors, given the same numbers."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
import torch
from torch import Tensor

from ml_engine.compat.torchvision_ops import torchvision
from ml_engine.networks.backbones import BACKBONES, STRIDES
from ml_engine.tasks.catalogue import find_task
from ml_engine.tasks.detection.anchored import AnchoredHead, boxes_library, decode_offsets, encode_offsets
from ml_engine.tasks.detection.faster_rcnn import first_loss
from ml_engine.tasks.detection.fcos import match_points
from ml_engine.tasks.detection.pyramid import Pyramid, input_side, level_strides, place_anchors
from ml_engine.tasks.detection.regions import choose_regions, cut_regions, sample_regions
from ml_engine.tasks.detection.retinanet import SCALES, anchor_shapes
from ml_engine.tasks.detection.ssd import RATIOS, default_shapes
from ml_engine.tasks.task import ImageTargets

SIZE, LABELS, BATCH = 96, 3, 3
PARTS = torchvision.models.detection
Target = dict[str, Tensor]


def levels(batch: int = BATCH, size: int = SIZE) -> list[Tensor]:
    dice = torch.Generator().manual_seed(3)
    channels = BACKBONES.get("tiny").channels
    return [torch.randn(batch, c, size // s, size // s, generator=dice) for c, s in zip(channels, STRIDES, strict=True)]


TRUTH = [
    ImageTargets(torch.tensor([0, 2]), torch.tensor([[5.0, 8.0, 40.0, 50.0], [30.0, 20.0, 94.0, 90.0]])),
    ImageTargets(torch.zeros(0, dtype=torch.int64), torch.zeros(0, 4)),
    ImageTargets(torch.tensor([1]), torch.tensor([[50.0, 10.0, 70.0, 95.0]])),
]


def theirs(targets: list[ImageTargets], first: int = 0) -> list[Target]:
    return [{"boxes": target.boxes, "labels": target.labels + first} for target in targets]


def head_of(method: str) -> AnchoredHead:
    torch.manual_seed(4)
    head = find_task("detect", method=method).build_head(BACKBONES.get("tiny"), LABELS).eval()
    with torch.no_grad():
        for parameter in head.predictor.parameters():  # so that offsets and scores are far from their quiet start
            parameter.add_(torch.randn_like(parameter) * 0.05)
    return head


def loss_of(method: str, head: AnchoredHead) -> tuple[float, dict[str, Tensor], Tensor]:
    """Ours, and what torchvision needs to say its own: the predictor's answers and the anchors."""
    maps = levels()
    outputs = head(*maps)
    ours = find_task("detect", method=method).loss(outputs, TRUTH, 0.0)
    return ours.item(), head.predictor(head.pyramid(*maps)), outputs[0]


@pytest.mark.parametrize("method", ["ssd", "ssdlite"])
def test_ssd_costs_what_torchvision_says(method: str) -> None:
    ours, said, anchors = loss_of(method, head_of(method))
    matcher, coder = boxes_library.SSDMatcher(0.5), boxes_library.BoxCoder((10.0, 10.0, 5.0, 5.0))
    found = [
        matcher(torchvision.ops.box_iou(target.boxes, own)) if len(target.labels) else torch.full((len(own),), -1)
        for target, own in zip(TRUTH, anchors, strict=True)
    ]
    model = SimpleNamespace(box_coder=coder, neg_to_pos_ratio=3)
    losses = PARTS.ssd.SSD.compute_loss(model, theirs(TRUTH, 1), said, list(anchors), found)
    assert ours == pytest.approx(sum(losses.values()).item(), rel=1e-5)


def test_retinanet_costs_what_torchvision_says() -> None:
    head = head_of("retinanet")
    ours, said, anchors = loss_of("retinanet", head)
    matcher = boxes_library.Matcher(0.5, 0.4, allow_low_quality_matches=True)
    found = [
        matcher(torchvision.ops.box_iou(target.boxes, own)) if len(target.labels) else torch.full((len(own),), -1)
        for target, own in zip(TRUTH, anchors, strict=True)
    ]
    losses = head.predictor.compute_loss(theirs(TRUTH), said, list(anchors), found)
    assert ours == pytest.approx(sum(losses.values()).item(), rel=1e-5)


def test_fcos_costs_what_torchvision_says() -> None:
    head = head_of("fcos")
    ours, said, squares = loss_of("fcos", head)
    counts = [(SIZE // 8) ** 2, (SIZE // 16) ** 2, (SIZE // 32) ** 2, 4, 1]
    model = SimpleNamespace(
        center_sampling_radius=1.5, head=head.predictor,
    )  # fmt: skip
    losses = PARTS.fcos.FCOS.compute_loss(model, theirs(TRUTH), said, list(squares), counts)
    assert ours == pytest.approx(sum(losses.values()).item(), rel=1e-5)


def test_the_first_look_costs_what_torchvision_says() -> None:
    anchors = place_anchors(levels(), anchor_shapes((1.0,), extra=0)).expand(BATCH, -1, -1)
    dice = torch.Generator().manual_seed(5)
    offsets, objectness = (torch.randn(BATCH, anchors.shape[1], n, generator=dice) for n in (4, 1))
    rpn = PARTS.rpn.RegionProposalNetwork(None, None, 0.7, 0.3, 256, 0.5, {}, {}, 0.7)
    marks, boxes = rpn.assign_targets_to_anchors(list(anchors), theirs(TRUTH))
    wanted = rpn.box_coder.encode(boxes, list(anchors))

    torch.manual_seed(6)
    ours = first_loss(anchors, offsets, objectness[..., 0], TRUTH)
    torch.manual_seed(6)
    losses = rpn.compute_loss(objectness.reshape(-1, 1), offsets.reshape(-1, 4), marks, wanted)

    assert ours.item() == pytest.approx(sum(losses).item(), rel=1e-5)


def test_the_second_look_costs_what_torchvision_says() -> None:
    task = find_task("detect", method="faster_rcnn")
    torch.manual_seed(7)
    head = task.build_head(BACKBONES.get("tiny"), LABELS).eval()
    outputs = head.learn(levels(), TRUTH)
    regions, offsets, logits, *first = outputs
    roi = PARTS.roi_heads.RoIHeads(None, None, None, 0.5, 0.5, 64, 0.25, None, 0.05, 0.5, 100)
    boxes = [target.boxes for target in TRUTH]
    found, marks = roi.assign_targets_to_proposals(list(regions), boxes, [target.labels + 1 for target in TRUTH])
    own = [b[f] if len(b) else torch.zeros(len(f), 4) for b, f in zip(boxes, found, strict=True)]
    wanted = roi.box_coder.encode(own, list(regions))
    losses = PARTS.roi_heads.fastrcnn_loss(logits.flatten(0, 1), offsets.flatten(0, 1), marks, wanted)

    torch.manual_seed(8)
    ours = task.loss(outputs, TRUTH, 0.0)
    torch.manual_seed(8)
    rest = first_loss(*first, TRUTH)

    assert (ours - rest).item() == pytest.approx(sum(losses).item(), rel=1e-5)


def test_default_boxes_are_those_of_torchvision() -> None:
    maps = Pyramid(BACKBONES.get("tiny").channels, 32, 2).eval()(*levels(1))
    shapes = [[(w * SIZE, h * SIZE) for w, h in level] for level in default_shapes()]
    made = PARTS.anchor_utils.DefaultBoxGenerator([list(ratios) for ratios in RATIOS], 0.1, 0.9)
    images = PARTS.image_list.ImageList(torch.zeros(1, 3, SIZE, SIZE), [(SIZE, SIZE)])
    assert torch.allclose(place_anchors(maps, shapes), made(images, maps)[0], atol=1e-4)


def test_anchors_have_the_shapes_of_torchvisions_around_the_cells() -> None:
    sizes = tuple(tuple(4.0 * stride * scale for scale in SCALES) for stride in level_strides(2))
    made = PARTS.anchor_utils.AnchorGenerator(sizes, ((0.5, 1.0, 2.0),) * len(sizes))
    for ours, cells in zip(anchor_shapes(SCALES), made.cell_anchors, strict=True):
        sides = cells[:, 2:] - cells[:, :2]
        assert torch.allclose(torch.tensor(ours), sides, atol=1.5)  # theirs are rounded to whole pixels
    placed = place_anchors(levels(1)[:1], [[(8.0, 4.0)]])
    assert placed[0].tolist() == [0.0, 2.0, 8.0, 6.0]
    assert placed[1].tolist() == [8.0, 2.0, 16.0, 6.0]


@pytest.mark.parametrize("weights", [(1.0, 1.0, 1.0, 1.0), (10.0, 10.0, 5.0, 5.0)])
def test_boxes_come_back_from_their_offsets(weights: tuple[float, float, float, float]) -> None:
    boxes = torch.tensor([[3.0, 4.0, 50.0, 30.0], [0.0, 0.0, 96.0, 96.0]])
    anchors = torch.tensor([[0.0, 8.0, 32.0, 40.0], [10.0, 10.0, 90.0, 60.0]])
    offsets = encode_offsets(boxes, anchors, weights)
    assert torch.allclose(decode_offsets(offsets[None], anchors[None], weights)[0], boxes, atol=1e-4)


def test_a_point_answers_for_the_smallest_object_it_lies_in() -> None:
    inner, outer = (40.0, 40.0, 56.0, 56.0), (32.0, 32.0, 64.0, 64.0)
    target = ImageTargets(torch.tensor([0, 1]), torch.tensor([outer, inner]))
    squares = place_anchors(levels(1), [[(8.0, 8.0)], [(16.0, 16.0)], [(32.0, 32.0)]])
    found = match_points(target, squares)[: (SIZE // 8) ** 2].view(SIZE // 8, SIZE // 8)
    assert found[5, 5] == 1  # its middle (44, 44) lies in both
    assert found[0, 0] == -1


def test_regions_are_cut_as_roi_align_does() -> None:
    dice = torch.Generator().manual_seed(9)
    maps = [torch.randn(2, 5, 640 // stride, 640 // stride, generator=dice) for stride in STRIDES]
    boxes = torch.tensor([[10.0, 20.0, 60.0, 90.0], [0.0, 0.0, 640.0, 640.0], [100.0, 40.0, 300.0, 300.0]])
    regions = boxes.expand(2, -1, -1)
    assert input_side(maps) == 640
    cut = cut_regions(maps, regions)
    for place, level in enumerate((0, 2, 1)):  # by their sides of 59, 640 and 228 pixels
        wanted = torchvision.ops.roi_align(
            maps[level], [boxes[place : place + 1]] * 2, 7, 1 / STRIDES[level], sampling_ratio=1, aligned=True
        )
        assert torch.allclose(cut[:, place], wanted, atol=1e-5)


def test_the_best_of_overlapping_regions_comes_first_and_its_doubles_last() -> None:
    boxes = torch.tensor([[[0.0, 0, 10, 10], [0, 0, 10, 9.5], [50, 50, 70, 70], [-5, 20, 8, 40]]])
    chosen = choose_regions(boxes, torch.tensor([[2.0, 1.5, 1.0, -3.0]]), 64, candidates=4, count=4)
    assert chosen[0].tolist() == [[0, 0, 10, 10], [50, 50, 64, 64], [0, 20, 8, 40], [0, 0, 10, 9.5]]


def test_regions_to_learn_from_are_mostly_background_and_as_many_for_every_picture() -> None:
    torch.manual_seed(0)
    boxes = torch.rand(BATCH, 80, 2) * 60
    regions = torch.cat([boxes, boxes + 5 + torch.rand(BATCH, 80, 2) * 30], dim=2)
    drawn = sample_regions(regions, TRUTH, 40, 0.25, 0.5)
    assert drawn.shape == (BATCH, 40, 4)
    for target, own in zip(TRUTH, drawn, strict=True):
        overlap = torchvision.ops.box_iou(own, target.boxes)
        on = int((overlap.amax(dim=1) >= 0.5).sum()) if len(target.labels) else 0
        assert on <= 10
        assert not len(target.labels) or on >= 1


@pytest.mark.parametrize("method", ["ssd", "retinanet", "fcos", "faster_rcnn"])
def test_a_label_that_weighs_more_costs_more(method: str) -> None:
    plain = find_task("detect", method=method)
    torch.manual_seed(7)
    head = plain.build_head(BACKBONES.get("tiny"), LABELS).eval()
    outputs = head.learn(levels(), TRUTH) if method == "faster_rcnn" else head(*levels())
    even, rare = plain.weighted([5, 5, 5], 9), plain.weighted([5, 1, 5], 9)
    costs = []
    for task in (plain, even, rare):
        torch.manual_seed(8)
        costs.append(task.loss(outputs, TRUTH, 0.0).item())
    assert costs[1] == pytest.approx(costs[0])
    assert costs[2] != pytest.approx(costs[0])


@pytest.mark.parametrize("method", ["ssd", "ssdlite", "retinanet", "fcos", "faster_rcnn"])
def test_one_small_picture_alone_can_be_learnt_from(method: str) -> None:
    """Its coarsest map is a single cell: when memory runs out, pictures go through one by one."""
    task = find_task("detect", method=method)
    head = task.build_head(BACKBONES.get("tiny"), LABELS).train()
    one, truth = levels(1, 64), [TRUTH[0]]
    loss = task.loss(head.learn(one, truth) if method == "faster_rcnn" else head(*one), truth, 0.0)
    loss.backward()
    assert all(torch.isfinite(parameter.grad).all() for parameter in head.parameters() if parameter.grad is not None)
