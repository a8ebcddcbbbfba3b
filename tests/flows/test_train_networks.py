"""Networks that learn whole, from a snapshot to a run that is opened again and exported."""

from __future__ import annotations

import dataclasses
import math
from pathlib import Path

import pytest
import torch

from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.domain.events import Layers
from ml_engine.domain.snapshot import Snapshot
from ml_engine.domain.values import AnnotationKind, Split
from ml_engine.export.run import export_model
from ml_engine.inference.predict import predict
from ml_engine.insight.layers import list_layers
from ml_engine.jobs.specs import EvaluateJob, ExportJob, LayersJob, PredictJob
from ml_engine.networks.course_networks import TUTORIAL
from ml_engine.networks.layer_recipe import BatchNorm, Conv, GlobalAverage, LayerRecipe, layers_json, layers_toml
from ml_engine.training.run import evaluate
from ml_engine.training.run_folder import RunFolder, load_model
from tests.flows.test_train_jobs import THREE_SPLITS, TWO_SPLITS, colored_pictures, place, weights

__all__ = ["place", "weights"]
QUICK = "epochs = 10\nbatch = 8\nrate = 0.01\n[second]\nviews = 1\n"
OWN = LayerRecipe("Mine", (36, 36, 3), (Conv(8, 5, 2, "same"), BatchNorm(), Conv(12, 3, 2), GlobalAverage()))


def boxed(snapshot: Snapshot) -> Snapshot:
    """The label of each whole picture as a box around its middle."""
    corners = ((20.0, 15.0), (50.0, 40.0))
    images = [
        dataclasses.replace(
            image,
            annotations=tuple(
                dataclasses.replace(a, kind=AnnotationKind.BOX, points=corners) for a in image.annotations
            ),
        )
        for image in snapshot.images
    ]
    return dataclasses.replace(snapshot, images=tuple(images))


def scores_again(place, done) -> dict[str, float]:
    job = EvaluateJob(done.run, str(place.path / "cache"), threads=1)
    return evaluate(job, place.events.append, lambda: False).metrics


def test_a_network_of_ones_own_layers_learns_and_is_opened_again(place, tmp_path):
    job = place.job(backbone="", weights="", network=layers_toml(TUTORIAL), recipe=QUICK)
    done = place.train(colored_pictures(tmp_path / "pictures", THREE_SPLITS), job)
    assert done.metrics["accuracy"] > 0.8
    model = load_model(Path(done.run))
    assert model.spec.network == TUTORIAL
    assert (model.spec.backbone, model.spec.input_size, model.spec.spec_version) == ("composed", 32, 3)
    # 10 outputs became 3 labels: 1,290 parameters of the last layer became 387.
    assert sum(parameter.numel() for parameter in model.parameters()) == 315_722 - 1_290 + 387
    assert scores_again(place, done) == pytest.approx(done.metrics, abs=1e-4)


@pytest.mark.parametrize("kind", ["onnx", "pt2", "safetensors"])
def test_a_network_of_ones_own_answers_alike_from_every_export(place, tmp_path, kind):
    """Its input is no multiple of 32, and it has no dense layer at its end."""
    snapshot = colored_pictures(tmp_path / "pictures", TWO_SPLITS)
    done = place.train(snapshot, place.job(backbone="", weights="", network=layers_json(OWN), recipe=QUICK))
    goal = tmp_path / "exported"
    export_model(ExportJob(done.run, str(goal), kind, threads=1), place.events.append, lambda: False)
    picture = str(snapshot.images[0].image.path)

    def answer(model: str):
        said = []
        predict(PredictJob(model, (picture,), threads=1), said.append, lambda: False)
        return next(event for event in said if hasattr(event, "top"))

    assert answer(str(goal)).label == answer(done.run).label
    assert answer(str(goal)).score == pytest.approx(answer(done.run).score, abs=1e-3)


def test_layers_that_do_not_fit_are_refused_before_anything_is_computed(place, tmp_path):
    broken = layers_toml(TUTORIAL).replace('[[layers]]\nkind = "flatten"\n', "")
    with pytest.raises(UserError, match=r"Layer 7 .* Flatten is missing before dense"):
        place.train(
            colored_pictures(tmp_path / "pictures", TWO_SPLITS), place.job(backbone="", weights="", network=broken)
        )


def test_random_weights_train_a_published_network_whole(place, tmp_path):
    job = place.job(backbone="shufflenet_v2_x0_5", weights="random", recipe=QUICK + "input_size = 64\n")
    job = dataclasses.replace(job, recipe="input_size = 64\n" + QUICK)
    done = place.train(colored_pictures(tmp_path / "pictures", TWO_SPLITS), job)
    assert "starts from random weights" in place.message("backbone")
    model = load_model(Path(done.run))
    assert model.spec.weights_sha256 == ""
    assert model.spec.trained_blocks == len(model.backbone.blocks())
    assert scores_again(place, done) == pytest.approx(done.metrics, abs=1e-4)


def test_a_network_without_published_weights_trains_whole_by_itself(place, tmp_path):
    done = place.train(
        colored_pictures(tmp_path / "pictures", TWO_SPLITS), place.job(backbone="lenet5", weights="", recipe=QUICK)
    )
    assert load_model(Path(done.run)).spec.input_size == 32
    assert math.isfinite(done.metrics["loss"])


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"task": "detect", "backbone": "lenet5", "weights": "", "recipe": ""}, "cannot find places"),
        ({"backbone": "lenet5", "weights": "", "recipe": "", "input_size": 64}, "32 pixels and no others"),
        ({"backbone": "nin", "weights": "", "recipe": "", "input_size": 64}, "at least 96 pixels"),
    ],
)
def test_what_a_network_cannot_do_is_refused(place, tmp_path, changes, sentence):
    snapshot = colored_pictures(tmp_path / "pictures", TWO_SPLITS)
    if changes.get("task") == "detect":
        snapshot = boxed(snapshot)
    with pytest.raises(UserError, match=sentence):
        place.train(snapshot, place.job(**changes))


AUXILIARY = "epochs = 2\nbatch = 6\ninput_size = 64\n[second]\nviews = 1\n"


def test_auxiliary_heads_learn_with_the_network_and_are_dropped(place, tmp_path):
    snapshot = colored_pictures(tmp_path / "pictures", {Split.TRAIN: 4, Split.VALIDATION: 2})
    done = place.train(snapshot, place.job(backbone="googlenet_lrn", weights="", recipe=AUXILIARY))
    folder = RunFolder(Path(done.run))
    last, _ = folder.read_last()
    best, _ = folder.read_best()
    assert any("auxiliary." in name for name in last)
    assert not any("auxiliary." in name for name in best)
    assert scores_again(place, done) == pytest.approx(done.metrics, abs=1e-4)


def test_a_stopped_run_of_ones_own_layers_goes_on_to_the_same_end(place, tmp_path):
    snapshot = colored_pictures(tmp_path / "pictures", TWO_SPLITS)
    job = place.job("whole", backbone="", weights="", network=layers_toml(OWN), recipe=QUICK)
    whole = place.train(snapshot, job)
    place.events.clear()
    stopped = dataclasses.replace(job, run_dir=str(place.path / "runs" / "stopped"))
    with pytest.raises(Cancelled):
        place.train(snapshot, stopped, stop_after=4)
    place.events.clear()
    # As the command line asks for it: the run's own job file knows the layers.
    resumed = place.train(None, place.job("stopped", backbone="", weights="", recipe="", resume=True))
    assert resumed.metrics == pytest.approx(whole.metrics, abs=1e-6)
    assert load_model(Path(resumed.run)).spec.network == OWN


def test_a_look_inside_a_network_of_a_fixed_size_keeps_to_it(place, tmp_path):
    done = place.train(
        colored_pictures(tmp_path / "pictures", TWO_SPLITS),
        place.job(backbone="", weights="", network=layers_toml(OWN), recipe=QUICK),
    )
    list_layers(LayersJob(done.run), place.events.append, lambda: False)
    layers = next(event for event in place.events if isinstance(event, Layers))
    assert (layers.title, layers.input_size) == ("Mine", 36)
    assert ("Conv2d", (8, 18, 18)) in {(row.kind, row.shape) for row in layers.rows}
    with pytest.raises(UserError, match="36 pixels and no others"):
        list_layers(LayersJob(done.run, input_size=64), place.events.append, lambda: False)


@pytest.mark.slow
def test_a_resumed_run_with_auxiliary_heads_ends_as_an_uninterrupted_one(place, tmp_path):
    snapshot = colored_pictures(tmp_path / "pictures", {Split.TRAIN: 4, Split.VALIDATION: 2})
    job = place.job("whole", backbone="googlenet_lrn", weights="", recipe=AUXILIARY)
    whole = place.train(snapshot, job)
    stopped = dataclasses.replace(job, run_dir=str(place.path / "runs" / "stopped"))
    place.events.clear()
    with pytest.raises(Cancelled):
        place.train(snapshot, stopped, stop_after=1)
    place.events.clear()
    resumed = place.train(None, dataclasses.replace(stopped, resume=True))
    assert resumed.metrics == pytest.approx(whole.metrics, abs=1e-5)
    ours, theirs = (RunFolder(Path(done.run)).read_last()[0] for done in (resumed, whole))
    names = [name for name in theirs if "auxiliary." in name]
    assert names
    assert all(torch.allclose(ours[name], theirs[name], atol=1e-5) for name in names)
