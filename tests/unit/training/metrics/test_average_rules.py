"""Average precision by three rules against figures that others published, and by hand."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest

from ml_engine.domain.predictions import Prediction, ScoredBox
from ml_engine.lab.average_precision import RULES, area
from ml_engine.training.metrics.average_precision import TruthBoxes, average_precision, coco_figures
from ml_engine.training.metrics.average_rules import average_precisions
from tests.unit.training.metrics.test_average_precision import corners, random_case

Case = tuple[list[Prediction], list[TruthBoxes], list[str]]


def by_hand(*right: int) -> tuple[np.ndarray, np.ndarray]:
    hits = np.array(right)
    return np.cumsum(hits), np.cumsum(1 - hits)


def test_the_course_s_rule_takes_the_best_precision_from_a_recall_on():
    # The course's example: 90 % at a recall of 10 %, 96 % at 20 %: at 10 % it is 96 % too.
    right = np.array([1, 1] + [0] * 8)
    found = area(*by_hand(0, 1, 1), 10, "11-point")
    # Recall 0.1 and 0.2 are reached with precisions 1/2 and 2/3; the best from each on is 2/3.
    assert found == pytest.approx(3 * (2 / 3) / 11)
    assert area(np.cumsum(right), np.cumsum(1 - right), 10, "11-point") == pytest.approx(3 / 11)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("11-point", (6 * 1 + 5 * 2 / 3) / 11),
        ("101-point", (51 * 1 + 50 * 2 / 3) / 101),
        ("all-point", (1 + 2 / 3) / 2),
    ],
)
def test_two_of_two_found_with_one_mistake_between(rule, expected):
    assert area(*by_hand(1, 0, 1), 2, rule) == pytest.approx(expected)


@pytest.mark.parametrize("rule", RULES)
def test_without_answers_there_is_no_area(rule):
    assert area(*by_hand(), 5, rule) == 0.0
    assert area(*by_hand(0, 0), 5, rule) == 0.0


def test_a_recall_of_nine_fifteenths_reaches_six_tenths():
    right = np.arange(1, 10)
    assert area(right, np.zeros(9, np.int64), 15, "11-point") == pytest.approx(7 / 11)


def test_the_extra_pixel_changes_an_overlap_that_is_just_too_small():
    truth = TruthBoxes(np.zeros(1, np.int64), np.array([[0.0, 0.0, 9.0, 9.0]]))
    answer = Prediction(boxes=(ScoredBox(0, 0.9, (0.0, 0.0, 9.0, 4.0)),))
    # 9 × 4 of 9 × 9 is 0.444; 10 × 5 of 10 × 10 is 0.5.
    assert average_precisions([answer], [truth], 1) == (0.0,)
    assert average_precisions([answer], [truth], 1, plus_one=True) == (1.0,)


def test_a_second_answer_to_one_object_is_wrong_even_if_another_object_is_free():
    truth = TruthBoxes(np.zeros(2, np.int64), np.array([[0.0, 0.0, 10.0, 10.0], [0.0, 3.0, 10.0, 13.0]]))
    boxes = (ScoredBox(0, 0.9, (0.0, 0.0, 10.0, 10.0)), ScoredBox(0, 0.8, (0.0, 1.0, 10.0, 11.0)))
    # The second overlaps the first object more (0.82) than the free one (0.67): VOC calls it a duplicate.
    assert average_precisions([Prediction(boxes=boxes)], [truth], 1) == (0.5,)


@pytest.mark.parametrize("seed", range(4))
def test_at_one_overlap_the_101_points_are_coco_s_figure_but_for_its_matching(seed):
    predictions, truths = random_case(np.random.default_rng(seed))
    ours = np.nanmean(average_precisions(predictions, truths, 3, rule="101-point"))
    assert ours == pytest.approx(average_precision(predictions, truths, 3).ap50, abs=0.03)


def read_boxes(
    path: Path, names: list[str], *, scored: bool, sizes: bool
) -> list[tuple[int, float, tuple[float, ...]]]:
    """Lines LABEL [SCORE] X Y X2 Y2, or with sizes X Y WIDTH HEIGHT."""
    rows = []
    for line in path.read_text().split("\n"):
        if not line.strip():
            continue
        label, *numbers = line.split()
        score = float(numbers.pop(0)) if scored else 1.0
        x0, y0, x1, y1 = (float(number) for number in numbers[:4])
        if label not in names:
            names.append(label)
        rows.append(ScoredBox(names.index(label), score, (x0, y0, x0 + x1, y0 + y1) if sizes else (x0, y0, x1, y1)))
    return rows


def read_case(truths: Path, answers: Path, *, sizes: bool) -> Case:
    names: list[str] = []
    found: list[Prediction] = []
    wanted: list[TruthBoxes] = []
    for path in sorted(truths.glob("*.txt")):
        rows = read_boxes(path, names, scored=False, sizes=sizes)
        boxes = np.array([row.xyxy for row in rows]).reshape(-1, 4)
        wanted.append(TruthBoxes(np.array([row.index for row in rows], np.int64), boxes))
        found.append(Prediction(boxes=tuple(read_boxes(answers / path.name, names, scored=True, sizes=sizes))))
    return found, wanted, names


@pytest.mark.shared
@pytest.mark.parametrize(
    ("rule", "plus_one", "iou", "expected"),
    [
        ("all-point", True, 0.1, 0.3371980676),
        ("all-point", True, 0.3, 0.2456866804),
        ("all-point", True, 0.5, 0.0222222222),
        ("all-point", True, 0.75, 0.0),
        ("11-point", True, 0.1, 0.3689064559),  # published 0.3333333333, with a slip of floating point: see the pack
        ("11-point", True, 0.3, 0.2683982683),
        ("11-point", True, 0.5, 0.0303030303),
        ("11-point", True, 0.75, 0.0),
        ("all-point", False, 0.1, 0.2801328502),
        ("all-point", False, 0.3, 0.2253968254),
        ("all-point", False, 0.5, 0.0222222222),
        ("11-point", False, 0.1, 0.3024538867),
        ("11-point", False, 0.3, 0.2683982684),
    ],
)
def test_the_published_voc_case_is_met_to_six_digits(shared, rule, plus_one, iou, expected):
    case = shared.pack("metrics_known_answers") / "voc_padilla"
    predictions, truths, names = read_case(case / "groundtruths", case / "detections", sizes=True)
    (found,) = average_precisions(predictions, truths, len(names), rule=rule, iou=iou, plus_one=plus_one)
    assert found == pytest.approx(expected, abs=5e-7)


@pytest.mark.shared
def test_another_program_s_figures_are_met_label_by_label(shared):
    case = shared.pack("metrics_known_answers") / "voc_cartucho"
    predictions, truths, names = read_case(case / "ground-truth", case / "detection-results", sizes=False)
    said = re.findall(r"^([\d.]+)% = (\w+) AP", (case / "reference_output.txt").read_text(), re.MULTILINE)

    found = average_precisions(predictions, truths, len(names), plus_one=True)

    assert len(said) > 20
    ours = {name: round(100 * found[names.index(name)], 2) for _, name in said}
    assert ours == pytest.approx({name: float(percent) for percent, name in said}, abs=0.011)
    assert np.nanmean(found) == pytest.approx(0.3105, abs=5e-5)


TWELVE = {
    "ap": "AP", "ap50": "AP50", "ap75": "AP75", "ap_small": "APsmall", "ap_medium": "APmedium", "ap_large": "APlarge",
    "ar1": "AR1", "ar10": "AR10", "ar100": "AR100", "ar_small": "ARsmall", "ar_medium": "ARmedium",
    "ar_large": "ARlarge",
}  # fmt: skip


@pytest.mark.shared
@pytest.mark.parametrize("name", ["coco100_padilla", "coco4_torchmetrics"])
def test_coco_s_twelve_figures_are_met_to_six_digits(shared, name):
    pack = shared.pack("metrics_known_answers")
    expected = next(
        value for key, value in json.loads((pack / "expected.json").read_text()).items() if key.startswith(name)
    )
    predictions, truths, labels = coco_case(pack / name)
    found = coco_figures(predictions, truths, labels)
    assert found == pytest.approx({ours: expected[theirs] for ours, theirs in TWELVE.items()}, abs=6e-7)


def coco_case(folder: Path) -> tuple[list[Prediction], list[TruthBoxes], int]:
    if (folder / "case.json").is_file():
        case = json.loads((folder / "case.json").read_text())
        known, answers = case["gt"], case["dets"]
    else:
        known = json.loads((folder / "gts" / "sampled_gts_bbox_area.json").read_text())
        answers = json.loads((folder / "dets" / "sampled_bbox_results.json").read_text())["annotations"]
    ids = sorted({row["category_id"] for row in known["annotations"]})
    label = {identity: place for place, identity in enumerate(ids)}
    predictions, truths = [], []
    for image in sorted(known["images"], key=lambda image: int(image["id"])):
        here = [row for row in known["annotations"] if row["image_id"] == image["id"]]
        boxes = np.array([corners(row["bbox"]) for row in here]).reshape(-1, 4)
        truths.append(TruthBoxes(np.array([label[row["category_id"]] for row in here], np.int64), boxes))
        given = [row for row in answers if row["image_id"] == image["id"] and row["category_id"] in label]
        predictions.append(
            Prediction(
                boxes=tuple(ScoredBox(label[row["category_id"]], row["score"], corners(row["bbox"])) for row in given)
            )
        )
    return predictions, truths, len(label)


def test_coco_s_figures_leave_out_what_there_is_nothing_for():
    truth = TruthBoxes(np.zeros(1, np.int64), np.array([[0.0, 0.0, 10.0, 10.0]]))
    answer = Prediction(boxes=(ScoredBox(0, 0.9, (0.0, 0.0, 10.0, 10.0)),))
    found = coco_figures([answer], [truth], 1)
    assert found == pytest.approx(dict.fromkeys(found, 1.0))
    assert {"ap_small", "ar_small"} <= found.keys()
    assert not {"ap_medium", "ap_large"} & found.keys()
    assert coco_figures([Prediction()], [truth], 1) == {"ap": 0.0, "ap50": 0.0, "ap75": 0.0}
    assert coco_figures([answer], [TruthBoxes(np.zeros(0, np.int64), np.zeros((0, 4)))], 1) == {}
