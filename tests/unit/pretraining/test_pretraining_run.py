"""The loop learns what the teacher says, and a stopped one ends in the same weights as one that was not."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
import torch

from ml_engine.domain.errors import UserError
from ml_engine.domain.events import Progress
from ml_engine.networks.build import build_backbone
from ml_engine.networks.weights import WeightsFile, sha256_of
from ml_engine.pretraining.run import Pretraining
from ml_engine.pretraining.weights_file import write_student
from tests.unit.pretraining.pretraining_tiny import RECIPE, pretraining


def ignore(_: Progress) -> None:
    pass


def never() -> bool:
    return False


def weights(training: Pretraining) -> dict[str, torch.Tensor]:
    return {key: value.clone() for key, value in training.averaged.state_dict().items()}


def test_a_stopped_pretraining_ends_in_the_same_weights(tmp_path: Path) -> None:
    whole = pretraining(tmp_path, "whole", 6)
    assert whole.run(ignore, never)
    first = pretraining(tmp_path, "parted", 6)
    assert not first.run(ignore, lambda: first.progress.step == 3)
    second = pretraining(tmp_path, "parted", 6)
    assert second.run(ignore, never)
    assert (second.progress.step, second.progress.sittings) == (6, 2)
    expected = weights(whole)
    assert all(torch.equal(value, expected[key]) for key, value in weights(second).items())
    random = build_backbone("bundled", None).state_dict()
    assert not torch.equal(expected["body.1.reduce.0.weight"], random["body.1.reduce.0.weight"])


def test_the_student_comes_nearer_to_the_teacher_on_pictures_it_never_saw(tmp_path: Path) -> None:
    recipe = dataclasses.replace(RECIPE, rate=4e-3, average=0.5, mixed=0.0)
    begun = pretraining(tmp_path, "run", 60, recipe)
    begun.run(ignore, lambda: True)
    training = pretraining(tmp_path, "run", 60, recipe)
    training.run(ignore, never)
    before, after = begun.check(), training.check()
    assert after["embedding"] < 0.7 * before["embedding"]
    assert after["stride 8"] < 0.8 * before["stride 8"]


def test_another_recipe_does_not_go_on_with_this_folder(tmp_path: Path) -> None:
    pretraining(tmp_path, "run", 1).run(ignore, never)
    other = pretraining(tmp_path, "run", 2, dataclasses.replace(RECIPE, seed=1))
    with pytest.raises(UserError, match="another recipe"):
        other.run(ignore, never)


def test_the_file_holds_the_averaged_student_within_half_precision(tmp_path: Path) -> None:
    training = pretraining(tmp_path, "run", 2)
    training.run(ignore, never)
    student = training.finished_student(batches=2)
    path = write_student(student, tmp_path / "weights")
    digest = sha256_of(path)
    assert path.name == f"bundled-{digest[:8]}.safetensors"
    assert path.stat().st_size < 6_000_000
    loaded = build_backbone("bundled", WeightsFile(path, digest, "named file"))
    x = torch.randn(2, 3, 64, 64, generator=torch.Generator().manual_seed(1))
    with torch.no_grad():
        expected, found = student.embed(x), loaded.embed(x)
    assert float((expected - found).abs().max()) < 0.01 * float(expected.abs().max())
    assert list((tmp_path / "weights").iterdir()) == [path]


def test_a_loss_that_is_not_a_number_ends_it_in_words(tmp_path: Path) -> None:
    training = pretraining(tmp_path, "run", 3)
    with torch.no_grad():
        next(training.student.parameters()).fill_(float("nan"))
    with pytest.raises(UserError, match="not a number"):
        training.run(ignore, never)
