"""Average precision against figures that others published, figures by hand, and pycocotools on random boxes."""

from __future__ import annotations

import contextlib
import io
import json
import math
from pathlib import Path

import numpy as np
import pytest

from ml_engine.domain.predictions import Prediction, ScoredBox
from ml_engine.training.metrics.average_precision import AveragePrecision, TruthBoxes, average_precision

A_SQUARE = (0.0, 0.0, 10.0, 10.0)
FAR_AWAY = (50.0, 50.0, 60.0, 60.0)


def truth(*boxes: tuple[float, float, float, float], label: int = 0) -> TruthBoxes:
    return TruthBoxes(np.full(len(boxes), label, np.int64), np.array(boxes, np.float64).reshape(-1, 4))


def answer(*boxes: tuple[float, tuple[float, float, float, float]], label: int = 0) -> Prediction:
    return Prediction(boxes=tuple(ScoredBox(label, score, xyxy) for score, xyxy in boxes))


def test_a_perfect_answer_has_average_precision_one() -> None:
    found = average_precision([answer((0.9, A_SQUARE))], [truth(A_SQUARE)], 1)

    assert (found.ap, found.ap50, found.ap75) == pytest.approx((1, 1, 1))


def test_a_wrong_answer_above_the_right_one_halves_the_precision() -> None:
    found = average_precision([answer((0.9, FAR_AWAY), (0.8, A_SQUARE))], [truth(A_SQUARE)], 1)

    assert found.ap50 == pytest.approx(0.5)


def test_finding_one_of_two_counts_the_recalls_up_to_a_half() -> None:
    # 101 recalls 0.00, 0.01, …: precision is 1 at the 51 up to 0.50 and 0 beyond.
    found = average_precision([answer((0.9, A_SQUARE))], [truth(A_SQUARE, FAR_AWAY)], 1)

    assert found.ap50 == pytest.approx(51 / 101)


def test_a_box_of_iou_07_counts_at_the_thresholds_up_to_070() -> None:
    # 10 × 7 of 10 × 10: IoU 0.7 passes 0.50, 0.55, 0.60, 0.65 (0.70 in floating point too), not 0.75.
    found = average_precision([answer((0.9, (0.0, 0.0, 10.0, 7.2)))], [truth(A_SQUARE)], 1)

    assert (found.ap, found.ap50, found.ap75) == pytest.approx((0.5, 1, 0))


def test_a_second_answer_to_the_same_object_is_wrong() -> None:
    answers = answer((0.9, A_SQUARE), (0.8, A_SQUARE), (0.7, FAR_AWAY))

    found = average_precision([answers], [truth(A_SQUARE, FAR_AWAY)], 1)

    # The second recall is reached at the third answer, with precision 2/3.
    assert found.ap50 == pytest.approx((51 * 1 + 50 * 2 / 3) / 101)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    ("predictions", "truths"),
    [
        ([Prediction()], [truth()]),
        ([Prediction()], [truth(A_SQUARE)]),
        ([answer((0.9, A_SQUARE))], [truth()]),
        ([], []),
    ],
    ids=["nothing at all", "no answers", "no truths", "no pictures"],
)
def test_where_nothing_can_be_right_it_is_zero(predictions: list[Prediction], truths: list[TruthBoxes]) -> None:
    found = average_precision(predictions, truths, 2)

    assert (found.ap, found.ap50, found.ap75) == (0, 0, 0)


def test_a_label_without_truths_has_no_figure_and_no_vote() -> None:
    both = Prediction(boxes=(ScoredBox(0, 0.9, A_SQUARE), ScoredBox(1, 0.8, FAR_AWAY)))

    found = average_precision([both], [truth(A_SQUARE)], 2)

    assert found.ap50 == pytest.approx(1)
    assert found.ap50_of_label[0] == pytest.approx(1)
    assert math.isnan(found.ap50_of_label[1])


def test_a_label_that_is_never_answered_votes_zero() -> None:
    found = average_precision([answer((0.9, A_SQUARE)), Prediction()], [truth(A_SQUARE), truth(A_SQUARE, label=1)], 2)

    assert found.ap50 == pytest.approx(0.5)


def test_predictions_and_pictures_must_be_as_many() -> None:
    with pytest.raises(ValueError, match="2 predictions for 1 pictures"):
        average_precision([Prediction(), Prediction()], [truth()], 1)


@pytest.mark.parametrize("seed", range(6))
def test_random_boxes_score_as_in_pycocotools(seed: int) -> None:
    predictions, truths = random_case(np.random.default_rng(seed))

    found = average_precision(predictions, truths, 3)

    assert (found.ap, found.ap50, found.ap75) == pytest.approx(by_pycocotools(predictions, truths), abs=1e-9)


@pytest.mark.shared
def test_the_published_coco_case_is_met_to_six_digits(shared) -> None:
    found = coco_100(shared.pack("metrics_known_answers"))

    assert (found.ap, found.ap50, found.ap75) == pytest.approx((0.503647, 0.696973, 0.571667), abs=5e-7)


def random_case(dice: np.random.Generator) -> tuple[list[Prediction], list[TruthBoxes]]:
    """Ten pictures of three labels: jittered copies of most truths, some twice, some with a wrong label, and strays."""
    predictions, truths = [], []
    for _ in range(10):
        count = int(dice.integers(0, 8))
        low = dice.uniform(0, 80, (count, 2))
        boxes = np.concatenate([low, low + dice.uniform(3, 40, (count, 2))], axis=1)
        labels = dice.integers(0, 3, count)
        truths.append(TruthBoxes(labels.astype(np.int64), boxes))
        rows = [
            (int(dice.integers(0, 3)) if dice.random() < 0.2 else int(label), box + dice.normal(0, 2, 4))
            for label, box in zip(labels, boxes, strict=True)
            for _ in range(int(dice.integers(0, 3)))
        ]
        predictions.append(
            Prediction(
                boxes=tuple(
                    ScoredBox(label, float(dice.random()), (x0, y0, max(x0, x1), max(y0, y1)))
                    for label, (x0, y0, x1, y1) in ((label, box.tolist()) for label, box in rows)
                )
            )
        )
    return predictions, truths


def by_pycocotools(predictions: list[Prediction], truths: list[TruthBoxes]) -> tuple[float, float, float]:
    from pycocotools.coco import COCO
    from pycocotools.cocoeval import COCOeval

    with contextlib.redirect_stdout(io.StringIO()):
        known = COCO()
        annotations = []
        for number, truth_ in enumerate(truths):
            for label, (x0, y0, x1, y1) in zip(truth_.labels.tolist(), truth_.boxes.tolist(), strict=True):
                box = [x0, y0, x1 - x0, y1 - y0]
                annotations.append(
                    {"id": len(annotations) + 1, "image_id": number, "category_id": label, "bbox": box,
                     "area": box[2] * box[3], "iscrowd": 0}
                )  # fmt: skip
        known.dataset = {
            "images": [{"id": number} for number in range(len(truths))],
            "categories": [{"id": label} for label in range(3)],
            "annotations": annotations,
        }
        known.createIndex()
        rows = [
            {"image_id": number, "category_id": box.index, "score": box.score,
             "bbox": [box.xyxy[0], box.xyxy[1], box.xyxy[2] - box.xyxy[0], box.xyxy[3] - box.xyxy[1]]}
            for number, prediction in enumerate(predictions)
            for box in prediction.boxes
        ]  # fmt: skip
        answers = COCO()
        answers.dataset = {
            **known.dataset,
            "annotations": [
                {**row, "id": index + 1, "area": row["bbox"][2] * row["bbox"][3], "iscrowd": 0}
                for index, row in enumerate(rows)
            ],
        }
        answers.createIndex()
        run = COCOeval(known, answers, "bbox")
        run.evaluate()
        run.accumulate()
        run.summarize()
    return run.stats[0], run.stats[1], run.stats[2]


def coco_100(pack: Path) -> AveragePrecision:
    case = pack / "coco100_padilla"
    known = json.loads((case / "gts" / "sampled_gts_bbox_area.json").read_text())
    answers = json.loads((case / "dets" / "sampled_bbox_results.json").read_text())["annotations"]
    label = {category["id"]: index for index, category in enumerate(known["categories"])}
    truths, predictions = [], []
    # Answers of equal score count in the order of the picture ids.
    for image in sorted(known["images"], key=lambda image: int(image["id"])):
        here = [row for row in known["annotations"] if row["image_id"] == image["id"]]
        boxes = np.array([corners(row["bbox"]) for row in here]).reshape(-1, 4)
        truths.append(TruthBoxes(np.array([label[row["category_id"]] for row in here], np.int64), boxes))
        predictions.append(
            Prediction(
                boxes=tuple(
                    ScoredBox(label[row["category_id"]], row["score"], corners(row["bbox"]))
                    for row in answers
                    if row["image_id"] == image["id"]
                )
            )
        )
    return average_precision(predictions, truths, len(label))


def corners(xywh: list[float]) -> tuple[float, float, float, float]:
    x, y, width, height = xywh
    return x, y, x + width, y + height
