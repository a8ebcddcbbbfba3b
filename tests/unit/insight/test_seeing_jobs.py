"""Nudges, dreams, filters, patches and top answers: what each promises."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from torch import nn

from ml_engine.domain.arrays import unpack_array
from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.domain.events import Dreamed, ExcitingPatches, FilterPictures, Notice, Nudged, PictureFailed, TopAnswers
from ml_engine.domain.geometry import ViewGeometry
from ml_engine.insight.deep_dream import climb, dream, octave_sides
from ml_engine.insight.filters import filter_pictures, show_filters
from ml_engine.insight.nudge import nudge, nudged
from ml_engine.insight.open_network import open_network
from ml_engine.insight.patches import find_patches, layer_answers, places_inside, unit_peak
from ml_engine.insight.sight import Sight
from ml_engine.insight.subject import open_subject
from ml_engine.insight.top_answers import preparation_words, show_top_answers
from ml_engine.insight.warm import Opened
from ml_engine.jobs.insight_specs import DreamJob, FiltersJob, NetworkPlace, NudgeJob, PatchesJob, TopAnswersJob
from ml_engine.networks.backbones import BACKBONES
from ml_engine.networks.build import build_backbone
from ml_engine.networks.cuts import cut_network
from ml_engine.networks.tops import build_with_top, own_top
from ml_engine.training.model import TrainedModel
from tests.contracts.network_families import FAMILIES, least_side
from tests.contracts.recipe_traces import make_weights
from tests.contracts.tiny_runs import make_pictures, make_run, tiny_spec

QUICK = ("squeezenet1_1", "mobilenet_v3_small")
every_network = pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=() if name in QUICK else pytest.mark.all_backbones)
        for name in FAMILIES
        if BACKBONES.get(name).labels
    ],
)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_run(tmp_path_factory.mktemp("seeing"), "classify")


def pictures_of(run: Path) -> list[Path]:
    return sorted((run.parent.parent / "pictures").iterdir())


def said(kind: type, function, job) -> list:
    events: list = []
    function(job, events.append, lambda: False)
    return [event for event in events if isinstance(event, kind)]


@every_network
def test_a_top_put_back_answers_as_the_whole_network(name: str) -> None:
    info = BACKBONES.get(name)
    torch.manual_seed(0)
    network, cut = cut_network(info)
    network.eval()
    top = own_top(info, network).eval()
    side = 224 if name.startswith(("alexnet", "vgg")) else least_side(info, 96)
    x = torch.randn(1, 3, side, side)
    grey = 0.299 * x[:, :1] + 0.587 * x[:, 1:2] + 0.114 * x[:, 2:3]
    with torch.no_grad():
        y = x
        for stage in cut.stages:
            for block in stage:
                y = block.eval()(y)
        torch.testing.assert_close(top(y), network(grey if info.grey else x))


def test_weights_without_their_top_have_no_answers(tmp_path: Path) -> None:
    from safetensors.torch import load_file, save_file

    whole = load_file(make_weights(tmp_path / "squeezenet1_1-whole.safetensors"))
    headless = {name: tensor for name, tensor in whole.items() if not name.startswith("classifier")}
    save_file(headless, tmp_path / "squeezenet1_1-headless.safetensors")
    place = NetworkPlace(backbone="squeezenet1_1", weights=str(tmp_path / "squeezenet1_1-headless.safetensors"))
    with pytest.raises(UserError, match="without its classifier"):
        open_subject(place, lambda _: None)
    assert isinstance(open_network(place, lambda _: None), nn.Module)


def test_a_network_that_was_never_taught_labels_says_so() -> None:
    with pytest.raises(UserError, match="never taught labels"):
        build_with_top(BACKBONES.get("bundled"), None)


def test_top_answers_are_imagenets_with_their_ids(tmp_path: Path) -> None:
    weights = make_weights(tmp_path / "squeezenet1_1-random.safetensors")
    image = make_pictures(tmp_path / "pictures", 1)[0]
    place = NetworkPlace(backbone="squeezenet1_1", weights=str(weights))
    (found,) = said(TopAnswers, show_top_answers, TopAnswersJob(str(image), place, 5, "cpu", 1))
    assert found.labels == 1000
    assert len(found.answers) == 5
    assert all(one.wordnet.startswith("n0") or one.wordnet.startswith("n1") for one in found.answers)
    scores = [one.score for one in found.answers]
    assert scores == sorted(scores, reverse=True)
    assert "224 × 224" in found.preparation


def test_a_network_taught_on_halves_sees_values_from_minus_one() -> None:
    info = BACKBONES.get("xception")
    from dataclasses import replace

    from ml_engine.insight.subject import Subject, WithOwnTop

    spec = replace(tiny_spec("classify", fit="crop"), input_size=299, normalization=info.normalization)
    model = WithOwnTop(spec, build_backbone("tiny", None), nn.Identity())
    assert "−1 to 1" in preparation_words(Subject(model, info.title, "classify", ("a",)))
    white, black = torch.full((1, 3, 2, 2), 255.0), torch.zeros(1, 3, 2, 2)
    assert torch.allclose((white - model.mean) / model.std, torch.ones(1, 3, 2, 2))
    assert torch.allclose((black - model.mean) / model.std, -torch.ones(1, 3, 2, 2))


@pytest.mark.parametrize("steps", [1, 8])
def test_a_nudge_keeps_to_its_strength_and_to_whole_grey_levels(run: Path, steps: int) -> None:
    image = pictures_of(run)[0]
    (found,) = said(Nudged, nudge, NudgeJob(str(image), NetworkPlace(str(run)), 3.0, steps, device="cpu", threads=1))
    before, after = (unpack_array(part).astype(int) for part in (found.pixels, found.changed))
    assert 0 < np.abs(after - before).max() <= 3
    sure = {one.label: one.score for one in found.after}
    assert sure[found.label] < found.before[0].score


def test_a_saved_nudge_is_answered_as_it_was(run: Path, tmp_path: Path) -> None:
    """The changed picture is of bytes: nothing of it is lost in a file."""
    from ml_engine.inference.preparation import prepare_picture
    from ml_engine.insight.answers import read_answers
    from ml_engine.insight.open_network import as_pixels

    image = pictures_of(run)[3]  # 64 × 64: the network's own input
    (found,) = said(Nudged, nudge, NudgeJob(str(image), NetworkPlace(str(run)), 6.0, 4, device="cpu", threads=1))
    Image.fromarray(unpack_array(found.changed)).save(tmp_path / "kept.png")
    subject = open_subject(NetworkPlace(str(run)), lambda _: None)
    picture = prepare_picture(tmp_path / "kept.png", subject.model.spec)
    with torch.no_grad():
        outputs = subject.model(as_pixels(picture.pixels, torch.device("cpu")))
    again = read_answers(subject, outputs, picture.view)
    assert [one.label for one in again.labels] == [one.label for one in found.after]
    assert again.labels[0].score == pytest.approx(found.after[0].score, abs=1e-5)


def test_one_step_is_the_sign_of_the_slope() -> None:
    pixels = torch.full((1, 3, 2, 2), 100.0)
    weights = torch.tensor([1.0, -2.0, 0.5, -0.1]).reshape(1, 1, 2, 2)
    changed = nudged(lambda x: ((x * weights).sum(),), pixels, lambda out: out[0][None], 5.0, 1)  # type: ignore[arg-type]
    assert torch.equal(changed - pixels, 5 * weights.sign().expand(1, 3, 2, 2))


def test_a_nudge_towards_a_label_raises_it(run: Path) -> None:
    image = pictures_of(run)[1]
    job = NudgeJob(str(image), NetworkPlace(str(run)), 8.0, 10, device="cpu", threads=1)
    (plain,) = said(Nudged, nudge, job)
    last = plain.before[-1]
    from dataclasses import replace

    (found,) = said(Nudged, nudge, replace(job, towards=last.label))
    assert {one.label: one.score for one in found.after}[last.label] > last.score
    with pytest.raises(UserError, match="already"):
        said(Nudged, nudge, replace(job, towards=plain.label))


def test_a_dream_answers_more_and_grows_by_octaves(run: Path) -> None:
    image = pictures_of(run)[2]
    job = DreamJob(
        NetworkPlace(str(run)), "backbone.body.2", str(image), side=96, octaves=3, steps=6, jitter=4, device="cpu",
        threads=1,
    )  # fmt: skip
    found = said(Dreamed, dream, job)
    assert [one.octave for one in found] == [1, 2, 3]
    assert all(unpack_array(one.pixels).shape == (64, 96, 3) for one in found)
    assert found[-1].answer_after > found[-1].answer_before
    again = said(Dreamed, dream, job)
    assert found[-1].pixels == again[-1].pixels  # the same seed, the same dream


def test_a_unit_is_drawn_from_noise(run: Path) -> None:
    job = DreamJob(
        NetworkPlace(str(run)), "backbone.body.0", unit=2, side=64, octaves=1, steps=10, device="cpu", threads=1
    )
    (found,) = said(Dreamed, dream, job)
    assert found.answer_after > found.answer_before


def test_a_dream_is_stopped_between_steps(run: Path) -> None:
    events: list = []
    job = DreamJob(NetworkPlace(str(run)), "backbone.body.1", unit=0, side=64, steps=100, device="cpu", threads=1)
    with pytest.raises(Cancelled):
        dream(job, events.append, lambda: True)
    assert not any(isinstance(event, Dreamed) for event in events)


@pytest.mark.parametrize("change", [{"unit": 9999}, {"layer": "nothing"}, {"octaves": 0}, {"side": 5}])
def test_dreams_that_cannot_be_are_refused(run: Path, change: dict) -> None:
    from dataclasses import replace

    job = DreamJob(NetworkPlace(str(run)), "backbone.body.1", unit=0, side=64, device="cpu", threads=1)
    with pytest.raises(UserError):
        dream(replace(job, **change), lambda _: None, lambda: False)


def test_steps_uphill_rise() -> None:
    start = torch.full((1, 3, 8, 8), 100.0)
    found = climb(lambda x: x[:, 0].mean() - x[:, 1].mean(), start, 5, 2.0, 0, torch.Generator(), lambda: None)
    assert float(found[:, 0].mean()) > 100
    assert float(found[:, 1].mean()) < 100


def test_a_step_over_the_edge_is_taken_back() -> None:
    """A unit that wakes only between two brightnesses, narrower than a step: beyond them there is no slope."""

    def narrow(pixels: torch.Tensor) -> torch.Tensor:
        mean = pixels.mean()
        return torch.relu(mean - 100) * (mean < 104)

    dice = torch.Generator().manual_seed(0)
    begun = torch.full((1, 3, 32, 32), 102.0)
    ended = climb(narrow, begun, steps=12, rate=1.5, jitter=0, dice=dice, advance=lambda: None)
    assert narrow(ended) > narrow(begun)


def test_the_grey_around_a_picture_excites_nothing() -> None:
    """A wide picture in a square: the upper and lower quarter are not the picture."""
    inside = places_inside(ViewGeometry((0.5, 0, 0, 0, 0.5, 16), 64, 64, 128, 64), 8, 4)
    assert inside.any(dim=1).tolist() == [False, False, True, True, True, True, False, False]
    assert inside[2:6].all()
    answer = torch.zeros(1, 8, 4)
    answer[0, 0, 0], answer[0, 3, 2] = 9.0, 5.0
    assert unit_peak(answer, 0, inside) == (5.0, (3, 2))


def test_octaves_grow_to_the_whole() -> None:
    sides = [octave_sides(torch.Size((192, 256)), octave, 4, 1.4, fixed=False) for octave in (1, 2, 3, 4)]
    assert sides[-1] == (192, 256)
    assert sides == sorted(sides)
    assert all(side % 32 == 0 for pair in sides for side in pair)
    assert octave_sides(torch.Size((32, 32)), 1, 4, 1.4, fixed=True) == (32, 32)


def test_filters_have_grey_for_nothing() -> None:
    layer = nn.Conv2d(3, 2, 3)
    with torch.no_grad():
        layer.weight.zero_()
        layer.weight[0, 0, 1, 1] = -2.0
        layer.weight[1, 2, 0, 0] = 0.5
    pixels, largest = filter_pictures(layer)
    assert largest.tolist() == [2.0, 0.5]
    assert pixels[0, 1, 1].tolist() == [0, 128, 128]
    assert pixels[1, 0, 0].tolist() == [128, 128, 255]


def test_the_first_filters_are_the_first_convolutions(run: Path) -> None:
    (found,) = said(FilterPictures, show_filters, FiltersJob(NetworkPlace(str(run)), 1))
    model = open_network(NetworkPlace(str(run)), lambda _: None)
    assert found.pixels.shape[0] == model.get_submodule(found.layer).out_channels
    assert found.channels == 3


def plain_model(body: nn.Module, side: int) -> TrainedModel:
    """Any layers as a network that takes pixels of this side."""
    from dataclasses import replace

    model = TrainedModel(replace(tiny_spec("classify"), input_size=side), build_backbone("tiny", None), nn.Identity())
    model.backbone = body
    body.embed = body.forward  # type: ignore[assignment]
    return model.eval()


@pytest.mark.parametrize(
    ("layers", "layer", "place", "field"),
    [
        ([nn.Conv2d(3, 4, 3), nn.ReLU(), nn.Conv2d(4, 4, 5)], "backbone.2", (2, 3), (3, 2, 10, 9)),
        ([nn.Conv2d(3, 4, 3, 2), nn.MaxPool2d(2)], "backbone.1", (1, 2), (8, 4, 13, 9)),
        ([nn.Conv2d(3, 4, 3, padding=2, dilation=2)], "backbone.0", (0, 0), (0, 0, 3, 3)),
        ([nn.Conv2d(3, 4, (1, 5)), nn.BatchNorm2d(4)], "backbone.1", (4, 4), (4, 4, 9, 5)),
    ],
)
def test_a_unit_sees_exactly_these_pixels(layers, layer: str, place, field) -> None:
    """Worked out by hand from kernels, strides, padding and dilation."""
    model = plain_model(nn.Sequential(*layers), 32)
    assert reach_of(Opened(model, ()), layer).box(*place, 32) == field


def reach_of(opened: Opened, layer: str) -> Sight:
    return opened.trace.reaches[opened.trace.values[layer]]


@every_network
def test_a_unit_answers_only_to_what_it_sees(name: str) -> None:
    """Noise beyond the field changes nothing; within it something changes."""
    info = BACKBONES.get(name)
    side = least_side(info, 64)
    torch.manual_seed(2)
    from dataclasses import replace

    spec = replace(tiny_spec("classify"), input_size=side, normalization=info.normalization, backbone=name)
    opened = Opened(TrainedModel(spec, build_backbone(name, None), nn.Identity()).eval(), ())
    layer = "backbone.body.1"
    reach = reach_of(opened, layer)
    if opened.trace.sights[opened.trace.values[layer]].sees_all(side):
        # Gates look at the whole picture where windows do not; a dense layer reads all of it.
        assert reach.sees_all(side) == (name == "lenet5")
        return
    pixels = torch.rand(1, 3, side, side, generator=torch.Generator().manual_seed(1)) * 255
    answers = layer_answers(opened, pixels, layer)
    row, column = answers.shape[2] // 2, answers.shape[3] // 2
    x0, y0, x1, y1 = reach_of(opened, layer).box(row, column, side)
    beyond = pixels.flip(3) * 0.5
    beyond[:, :, y0:y1, x0:x1] = pixels[:, :, y0:y1, x0:x1]
    same = layer_answers(opened, beyond, layer)[0, :, row, column]
    torch.testing.assert_close(same, answers[0, :, row, column])


def test_patches_are_the_strongest_of_the_pictures(run: Path) -> None:
    paths = pictures_of(run)
    job = PatchesJob(NetworkPlace(str(run)), "backbone.body.1", 3, tuple(map(str, paths)), 2, "cpu", 1)
    (found,) = said(ExcitingPatches, find_patches, job)
    assert found.looked == len(paths)
    answers = [patch.answer for patch in found.patches]
    assert len(answers) == 2
    assert answers == sorted(answers, reverse=True)
    (every,) = said(ExcitingPatches, find_patches, PatchesJob(job.network, job.layer, 3, job.images, 9, "cpu", 1))
    assert answers == [patch.answer for patch in every.patches][:2]
    high, wide = found.field
    assert all(patch.pixels.shape[0] <= high and patch.pixels.shape[1] <= wide for patch in found.patches)


def test_a_picture_that_cannot_be_read_is_left_out(run: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"no picture")
    paths = (str(broken), *map(str, pictures_of(run)))
    events: list = []
    job = PatchesJob(NetworkPlace(str(run)), "backbone.body.1", 0, paths, 9, "cpu", 1)
    find_patches(job, events.append, lambda: False)
    assert [e.image for e in events if isinstance(e, PictureFailed)] == [str(broken)]
    assert next(e for e in events if isinstance(e, ExcitingPatches)).looked == len(paths) - 1
    with pytest.raises(UserError, match="None of the pictures"):
        find_patches(
            PatchesJob(NetworkPlace(str(run)), "backbone.body.1", 0, (str(broken),), 9, "cpu", 1),
            lambda _: None,
            lambda: False,
        )


def test_random_weights_are_told(tmp_path: Path) -> None:
    notices: list = []
    open_network(NetworkPlace(backbone="tiny", input_size=64), notices.append)
    assert "random" in notices[0]
    assert Notice
