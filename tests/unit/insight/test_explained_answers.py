"""What is explained for each task and method, and whether the explanation can be checked."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor

from ml_engine.domain.arrays import unpack_array
from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.domain.events import HeatMap, JobDone, Progress
from ml_engine.inference.answers import decode_answers
from ml_engine.inference.preparation import PreparedPicture, prepare_picture
from ml_engine.insight.answers import choose_target, find_boxes, log_odds, read_answers
from ml_engine.insight.attribution import grad_cam, hires_cam, weigh_deciding, window_places
from ml_engine.insight.heat_maps import heat_map, show_heat_map, strongest_place
from ml_engine.insight.layer_maps import usual_layer
from ml_engine.insight.open_network import as_pixels
from ml_engine.insight.subject import Subject, open_subject
from ml_engine.insight.weight_check import cascade, rank_correlation, shuffle_weights
from ml_engine.jobs.insight_specs import HEAT_METHODS, HeatMapJob, NetworkPlace
from ml_engine.tasks.detection.methods import METHODS
from tests.contracts.tiny_runs import NAMES, make_run

HERE = [name for name in METHODS.names() if importlib.util.find_spec(METHODS.get(name).module)]
USUAL = ("grid", "faster_rcnn")
every_method = pytest.mark.parametrize(
    "method", [pytest.param(name, marks=() if name in USUAL else pytest.mark.all_backbones) for name in HERE]
)


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory):
    """runs(task, method): a finished run in miniature, made once."""
    made: dict[tuple[str, str], Path] = {}

    def get(task: str, method: str = "grid") -> Path:
        if (task, method) not in made:
            made[task, method] = make_run(tmp_path_factory.mktemp(f"{task}-{method}"), task, method=method)
        return made[task, method]

    return get


def opened(run: Path) -> tuple[Subject, PreparedPicture, Tensor, tuple[Tensor, ...]]:
    subject = open_subject(NetworkPlace(model=str(run)), lambda _: None)
    image = sorted((run.parent.parent / "pictures").iterdir())[0]
    picture = prepare_picture(image, subject.model.spec)
    pixels = as_pixels(picture.pixels, torch.device("cpu"))
    with torch.no_grad():
        return subject, picture, pixels, subject.model(pixels)


def explained(run: Path, **choices) -> HeatMap:
    image = sorted((run.parent.parent / "pictures").iterdir())[0]
    events: list = []
    job = HeatMapJob(str(image), NetworkPlace(model=str(run)), device="cpu", threads=1, **choices)
    assert isinstance(show_heat_map(job, events.append, lambda: False), JobDone)
    (found,) = [event for event in events if isinstance(event, HeatMap)]
    return found


def test_a_classifiers_number_is_the_logit_of_its_best_label(runs) -> None:
    subject, picture, _, outputs = opened(runs("classify"))
    target = choose_target(subject, outputs, picture.view)
    assert float(target.value(outputs)) == pytest.approx(float(outputs[0].max()))
    assert target.score == pytest.approx(float(outputs[0].softmax(1).max()))


@every_method
def test_a_detectors_answers_are_those_of_a_prediction(method: str, runs) -> None:
    """The same boxes, label by label, so that what is explained is what was answered."""
    subject, picture, _, outputs = opened(runs("detect", method))
    (wanted,) = decode_answers([output.numpy() for output in outputs], [picture.view], subject.model.spec)
    for index, name in enumerate(NAMES):
        scores = sorted((box.score for box in wanted.boxes if box.index == index), reverse=True)
        found = find_boxes(subject, outputs, picture.view, index).scores
        assert found == pytest.approx(scores, abs=1e-5), name


@every_method
@pytest.mark.parametrize("how", HEAT_METHODS)
def test_every_detection_method_is_explained_in_every_way(method: str, how: str, runs) -> None:
    # The mean slope of an untaught network may be against the answer everywhere: then only a signed map shows it.
    signed = how == "grad-cam"
    found = explained(runs("detect", method), method=how, window=24, steps=6, signed=signed)
    values = unpack_array(found.values)
    assert np.isfinite(values).all()
    assert np.abs(values).max() > 0
    assert signed or values.min() >= 0
    assert found.target


def test_one_box_is_explained_by_its_own_log_odds(runs) -> None:
    subject, picture, _, outputs = opened(runs("detect"))
    label = max(range(len(NAMES)), key=lambda index: len(find_boxes(subject, outputs, picture.view, index).anchors))
    boxes = find_boxes(subject, outputs, picture.view, label)
    assert len(boxes.anchors) >= 2
    target = choose_target(subject, outputs, picture.view, NAMES[label], 1)
    assert float(target.value(outputs)) == pytest.approx(float(log_odds(torch.tensor(boxes.scores[1]))), abs=1e-4)
    assert target.box is not None
    whole = choose_target(subject, outputs, picture.view, NAMES[label])
    assert float(whole.value(outputs)) == pytest.approx(float(log_odds(torch.tensor(boxes.scores)).sum()), abs=1e-3)
    assert whole.box is None


def test_a_box_that_is_not_there_is_refused(runs) -> None:
    with pytest.raises(UserError, match="none of number 5000"):
        explained(runs("detect"), box=5000)


def test_a_label_that_is_not_there_is_refused(runs) -> None:
    with pytest.raises(UserError, match="no label 'horse'"):
        explained(runs("classify"), label="horse")


def test_a_layer_without_places_has_no_map(runs) -> None:
    with pytest.raises(UserError, match="no places to show"):
        explained(runs("classify"), layer="head.linear")
    with pytest.raises(UserError, match="no layer"):
        explained(runs("classify"), layer="nothing")


@pytest.mark.parametrize(
    ("task", "method"), [("classify", "grad-cam"), ("several", "grad-cam"), ("detect", "hires-cam")]
)
def test_the_usual_method_suits_the_task(task: str, method: str, runs) -> None:
    assert explained(runs(task)).method == method


class OnlyLinear(torch.nn.Module):
    """A head as the paper has it: nothing but weights."""

    def forward(self, embedding: Tensor) -> tuple[Tensor]:
        return (embedding @ torch.linspace(-1, 1, embedding.shape[1])[:, None],)


def test_both_cams_are_one_where_the_last_maps_are_averaged(runs) -> None:
    """Of a network whose logits are linear in averaged maps (Draelos and Carin, 2020, section 3)."""
    subject, _, pixels, _ = opened(runs("classify"))
    layer = usual_layer(subject.model, pixels)
    subject.model.head = OnlyLinear()

    def linear(out) -> Tensor:
        return out[0][:, 0]

    a = grad_cam(subject.model, pixels, linear, layer, signed=True)
    b = hires_cam(subject.model, pixels, linear, layer, signed=True)
    np.testing.assert_allclose(a, b, atol=1e-5 * np.abs(a).max())


def test_signed_maps_also_say_what_spoke_against(runs) -> None:
    signed = unpack_array(explained(runs("classify"), method="occlusion", signed=True).values)
    plain = unpack_array(explained(runs("classify"), method="occlusion").values)
    assert signed.min() < 0
    np.testing.assert_allclose(plain, np.maximum(signed, 0))


def test_integrated_gradients_miss_little_with_many_steps(runs) -> None:
    few, many = (explained(runs("classify"), method="integrated-gradients", steps=steps).error for steps in (2, 100))
    assert many < 0.05
    assert many <= few + 1e-6


def test_the_strongest_place_is_in_the_picture(runs) -> None:
    found = explained(runs("detect"))
    x, y = strongest_place(found)
    assert 0 <= x <= found.view.image_width
    assert 0 <= y <= found.view.image_height


def test_shuffled_weights_give_other_maps_and_the_network_stays(runs) -> None:
    run = runs("classify")
    found = explained(run, checks=3)
    assert found.checks[0].upto == "head"
    assert found.checks[-1].upto == "backbone.body.0"
    assert all(-1 <= step.similarity <= 1 for step in found.checks)
    assert found.checks[-1].similarity < 0.9
    subject, _, _, _ = opened(run)
    before = {name: tensor.clone() for name, tensor in subject.model.state_dict().items()}
    list(cascade(subject.model, 3))
    assert all(torch.equal(tensor, before[name]) for name, tensor in subject.model.state_dict().items())


def test_shuffling_keeps_the_numbers_and_changes_their_places() -> None:
    layer = torch.nn.Linear(8, 8)
    before = layer.weight.detach().clone()
    shuffle_weights(layer, torch.Generator().manual_seed(0))
    assert not torch.equal(layer.weight, before)
    assert torch.equal(layer.weight.flatten().sort().values, before.flatten().sort().values)


def test_rank_correlation_is_spearmans() -> None:
    dice = np.random.default_rng(0)
    a, b = dice.normal(size=(6, 7)).astype(np.float32), dice.integers(0, 4, (6, 7)).astype(np.float32)
    # By the definition: Pearson's correlation of the mean ranks.
    ranks = [np.array([(x < v).sum() + ((x == v).sum() - 1) / 2 for v in x.ravel()]) for x in (a, b)]
    assert rank_correlation(a, b) == pytest.approx(np.corrcoef(*ranks)[0, 1])
    assert rank_correlation(a, a) == pytest.approx(1)
    assert rank_correlation(a, -a) == pytest.approx(-1)
    assert rank_correlation(a, np.zeros_like(a)) == 0


def test_windows_cover_the_whole_picture() -> None:
    seen = np.zeros((50, 50), bool)
    for y, x in window_places(50, 50, 12, 7):
        seen[y : y + 12, x : x + 12] = True
    assert seen.all()


def test_a_long_map_says_how_far_it_is_and_stops_when_told(runs) -> None:
    run = runs("classify")
    image = sorted((run.parent.parent / "pictures").iterdir())[0]
    events: list = []
    job = HeatMapJob(str(image), NetworkPlace(model=str(run)), "occlusion", device="cpu", threads=1)
    asked: list[int] = []

    def stop_soon() -> bool:
        asked.append(len(events))
        return len(asked) > 2

    with pytest.raises(Cancelled):
        show_heat_map(job, events.append, stop_soon)
    assert any(isinstance(event, Progress) for event in events)
    assert not any(isinstance(event, HeatMap) for event in events)


@pytest.mark.parametrize("task", ["classify", "several", "detect", "localize"])
def test_answers_are_all_labels_surest_first(task: str, runs) -> None:
    subject, picture, _, outputs = opened(runs(task))
    answers = read_answers(subject, outputs, picture.view)
    scores = [one.score for one in answers.labels]
    assert scores == sorted(scores, reverse=True)
    assert {one.label for one in answers.labels} == set(NAMES)
    assert bool(answers.boxes) == (task in ("detect", "localize"))


@pytest.mark.parametrize("how", HEAT_METHODS)
def test_a_localiser_is_explained_in_every_way(how: str, runs) -> None:
    found = explained(runs("localize"), method=how, window=24, steps=6)
    assert unpack_array(found.values).max() > 0
    assert found.box is not None


@pytest.mark.parametrize("task", ["classify", "detect"])
def test_the_usual_layer_is_found_in_the_passes_that_the_map_needs_anyway(task: str, runs) -> None:
    """One pass for the answers, one there and back for the map: choosing the layer costs none."""
    subject, _, pixels, _ = opened(runs(task))
    image = sorted((runs(task).parent.parent / "pictures").iterdir())[0]
    passes: list[int] = []
    subject.model.register_forward_hook(lambda *_: passes.append(1))
    job = HeatMapJob(str(image), NetworkPlace(model=str(runs(task))), device="cpu", threads=1)
    found = heat_map(subject, job, lambda _: None, lambda: False)
    given = heat_map(subject, replace(job, layer=found.layer), lambda _: None, lambda: False)
    assert found.layer == usual_layer(subject.model, pixels)
    np.testing.assert_array_equal(unpack_array(found.values), unpack_array(given.values))
    assert len(passes) == 2 + 2 + 1


def test_a_number_of_early_blocks_is_explained_there(runs) -> None:
    """The last block is left where the number does not depend on it, and kept where it depends on none."""
    subject, _, pixels, _ = opened(runs("classify"))
    blocks = [f"backbone.body.{index}" for index in range(3)]
    seen: list[Tensor] = []
    second = subject.model.backbone.body[1]
    handle = second.register_forward_pre_hook(lambda _module, inputs: seen.append(inputs[0]))
    of_early = weigh_deciding(subject.model, pixels, lambda _out: seen[-1].sum().reshape(1), blocks)
    handle.remove()
    of_none = weigh_deciding(subject.model, pixels, lambda out: out[0][:, 0] * 0.0, blocks)
    assert (of_early.layer, of_none.layer) == (blocks[0], blocks[-1])
