"""Grad-CAM, occlusion and integrated gradients are Captum's, number by number, on many kinds of network."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
import torch
from captum.attr import IntegratedGradients, LayerGradCam, LayerGradientXActivation, Occlusion
from torch import Tensor

from ml_engine.domain.events import JobDone
from ml_engine.domain.snapshot import write_snapshot
from ml_engine.inference.preparation import plain_view, prepare_picture
from ml_engine.insight.answers import Target, choose_target
from ml_engine.insight.attribution import grad_cam, hires_cam, integrated_gradients, occlusion
from ml_engine.insight.layer_maps import find_layer, usual_layer
from ml_engine.insight.open_network import as_pixels
from ml_engine.insight.subject import Subject, WithOwnTop, open_subject
from ml_engine.jobs.insight_specs import NetworkPlace
from ml_engine.jobs.specs import TrainJob
from ml_engine.networks.backbones import BACKBONES
from ml_engine.networks.imagenet import imagenet_labels
from ml_engine.networks.tops import build_with_top
from ml_engine.training.run import train
from tests.contracts.network_families import FAMILIES, least_side
from tests.contracts.recipe_traces import make_pictures, make_weights
from tests.contracts.tiny_runs import make_run, tiny_spec

USUAL = ("squeezenet1_1", "resnet18", "shufflenet_v2_x0_5")
UNTAUGHT = ("bundled", "tiny")
every_network = pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=() if name in USUAL else pytest.mark.all_backbones)
        for name in FAMILIES
        if name not in UNTAUGHT
    ],
)


def pretrained(name: str) -> Subject:
    """The whole network with its own top; its weights are random, which is all the same to a gradient.

    In double precision: random weights of some networks make answers so small that rounding would be compared.
    """
    info = BACKBONES.get(name)
    torch.manual_seed(3)
    backbone, top = build_with_top(info, None)
    side = 224 if name.startswith(("alexnet", "vgg")) else least_side(info, 96)
    spec = dataclasses.replace(tiny_spec("classify"), backbone=name, input_size=side, normalization=info.normalization)
    model = WithOwnTop(spec, backbone, top).eval().requires_grad_(False).double()
    names = tuple(f"label {index}" for index in range(info.labels))
    return Subject(model, info.title, "classify", names)


def noise(side: int, dtype: torch.dtype = torch.float64) -> Tensor:
    return torch.rand(1, 3, side, side, generator=torch.Generator().manual_seed(5)).to(dtype) * 255


def explained(subject: Subject, pixels: Tensor) -> Target:
    with torch.no_grad():
        outputs = subject.model(pixels)
    side = pixels.shape[2]
    return choose_target(subject, outputs, plain_view(side, side, subject.model.spec))


def as_captum(subject: Subject, target: Target):
    """The same number as a function of the pixels, (B, 1)."""
    return lambda pixels: target.value(subject.model(pixels))[:, None]


def equal(ours: np.ndarray, theirs: Tensor) -> None:
    wanted = theirs.detach().numpy()
    assert ours.shape == wanted.shape
    scale = np.abs(wanted).max()
    assert scale > 0
    np.testing.assert_allclose(ours / scale, wanted / scale, atol=1e-4)


@every_network
def test_grad_cam_is_captums(name: str) -> None:
    subject = pretrained(name)
    pixels = noise(subject.model.spec.input_size)
    target = explained(subject, pixels)
    layer = usual_layer(subject.model, pixels)
    theirs = LayerGradCam(as_captum(subject, target), find_layer(subject.model, layer))
    for signed in (False, True):
        ours = grad_cam(subject.model, pixels, target.value, layer, signed=signed)
        wanted = theirs.attribute(pixels.clone().requires_grad_(), target=0, relu_attributions=not signed)
        if not wanted.detach().any():
            assert not ours.any()
            continue
        equal(ours, wanted[0, 0])


@every_network
def test_hires_cam_is_captums_gradient_times_activation(name: str) -> None:
    subject = pretrained(name)
    pixels = noise(subject.model.spec.input_size)
    target = explained(subject, pixels)
    layer = usual_layer(subject.model, pixels)
    theirs = LayerGradientXActivation(as_captum(subject, target), find_layer(subject.model, layer))
    wanted = theirs.attribute(pixels.clone().requires_grad_(), target=0).sum(dim=1)[0]
    equal(hires_cam(subject.model, pixels, target.value, layer, signed=True), wanted)


@every_network
def test_integrated_gradients_are_captums(name: str) -> None:
    subject = pretrained(name)
    pixels = noise(subject.model.spec.input_size)
    target = explained(subject, pixels)
    ours, error = integrated_gradients(subject.model, pixels, target.value, steps=12)
    grey = subject.model.mean.expand_as(pixels)
    theirs, missed = IntegratedGradients(as_captum(subject, target)).attribute(
        pixels, grey, target=0, n_steps=12, method="gausslegendre", return_convergence_delta=True
    )
    equal(ours, theirs.sum(dim=1)[0])
    with torch.no_grad():
        step = float(target.value(subject.model(pixels)) - target.value(subject.model(grey)))
    assert error == pytest.approx(abs(float(missed)) / abs(step), abs=1e-3)


@every_network
@pytest.mark.parametrize(("share", "half"), [(3, 2), (4, 1)])
def test_occlusion_is_captums(name: str, share: int, half: int) -> None:
    """Also where the last window reaches over the edge."""
    subject = pretrained(name)
    side = subject.model.spec.input_size
    pixels = noise(side)
    target = explained(subject, pixels)
    window, stride = side // share + 1, max(1, (side // share) // half)
    ours = occlusion(subject.model, pixels, target.value, window, stride)
    theirs = Occlusion(as_captum(subject, target)).attribute(
        pixels, (3, window, window), strides=(3, stride, stride), target=0,
        baselines=subject.model.mean.expand_as(pixels),
    )  # fmt: skip
    equal(ours, theirs[0, 0])


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> tuple[Subject, Tensor]:
    """A classifier that Vistazo has trained, from its run's folder, and a picture of its own."""
    folder = tmp_path_factory.mktemp("trained")
    snapshot = make_pictures(folder / "pictures")
    run = folder / "runs" / "1"
    run.mkdir(parents=True)
    write_snapshot(run / "snapshot.jsonl", snapshot)
    weights = make_weights(folder / "squeezenet1_1-random.safetensors")
    recipe = 'epochs = 2\nleast_steps = 0\nviews = 1\ninput_size = 64\naugment = "none"\n'
    job = TrainJob(
        str(run),
        str(folder / "cache"),
        "classify",
        "squeezenet1_1",
        str(weights),
        recipe=recipe,
        device="cpu",
        threads=1,
    )
    assert isinstance(train(job, lambda _: None, lambda: False), JobDone)
    subject = open_subject(NetworkPlace(model=str(run)), lambda _: None)
    picture = prepare_picture(snapshot.images[0].image.path, subject.model.spec)
    return subject, as_pixels(picture.pixels, torch.device("cpu"))


def test_a_trained_classifier_is_explained_as_by_captum(trained: tuple[Subject, Tensor]) -> None:
    subject, pixels = trained
    target = explained(subject, pixels)
    layer = usual_layer(subject.model, pixels)
    module = find_layer(subject.model, layer)
    wanted = LayerGradCam(as_captum(subject, target), module).attribute(pixels.clone().requires_grad_(), target=0)
    equal(grad_cam(subject.model, pixels, target.value, layer, signed=True), wanted[0, 0])
    grey = subject.model.mean.expand_as(pixels)
    theirs = IntegratedGradients(as_captum(subject, target)).attribute(pixels, grey, target=0, n_steps=10)
    equal(integrated_gradients(subject.model, pixels, target.value, 10)[0], theirs.sum(dim=1)[0])


@pytest.mark.parametrize("task", ["several", "detect", "localize"])
def test_every_task_is_explained_as_by_captum(task, tmp_path: Path) -> None:
    subject = open_subject(NetworkPlace(model=str(make_run(tmp_path, task))), lambda _: None)
    pixels = noise(64, torch.float32)
    target = explained(subject, pixels)
    layer = "backbone.body.1"
    module = find_layer(subject.model, layer)
    wanted = LayerGradCam(as_captum(subject, target), module).attribute(pixels.clone().requires_grad_(), target=0)
    equal(grad_cam(subject.model, pixels, target.value, layer, signed=True), wanted[0, 0])
    grey = subject.model.mean.expand_as(pixels)
    theirs = IntegratedGradients(as_captum(subject, target)).attribute(pixels, grey, target=0, n_steps=10)
    equal(integrated_gradients(subject.model, pixels, target.value, 10)[0], theirs.sum(dim=1)[0])


def test_imagenet_has_a_thousand_labels_in_the_order_of_their_ids() -> None:
    labels = imagenet_labels()
    assert len(labels) == 1000
    assert [label.wordnet for label in labels] == sorted(label.wordnet for label in labels)
    assert (labels[698].wordnet, labels[698].name) == ("n03877845", "palace")
