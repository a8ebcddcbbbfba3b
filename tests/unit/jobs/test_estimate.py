"""The time that a training will take, and the device it will run on, guessed without torch."""

from __future__ import annotations

import math
import subprocess
import sys
from pathlib import Path

import pytest

from ml_engine.jobs import device_guess
from ml_engine.jobs.estimate import (
    NETWORK_CORE_S,
    PRODUCTS_CORE_S,
    ROUGH_TIMES,
    estimate_training_seconds,
    knows_method,
    network_core_seconds,
    note_speeds,
    read_speeds,
    speed_key,
    usual_training,
)
from ml_engine.networks.backbones import BACKBONES
from ml_engine.tasks.catalogue import TASKS
from ml_engine.tasks.classification import classifier_input_size
from ml_engine.tasks.detection.methods import METHODS
from ml_engine.training.phases import _epochs


@pytest.mark.parametrize("pictures", [1, 20, 137, 400, 5000])
@pytest.mark.parametrize("task", ["classify", "detect", "localize"])
def test_the_usual_training_is_the_one_of_the_tasks_recipe(task: str, pictures: int) -> None:
    usual, recipe = usual_training(task, pictures, "mobilenet_v2"), TASKS.get(task).recipe
    assert (usual.views, usual.batch) == (recipe.views, recipe.batch)
    assert usual.steps == _epochs(recipe, pictures) * -(-pictures // recipe.batch)


@pytest.mark.parametrize("name", BACKBONES.names())
def test_the_usual_input_of_a_classifier_is_the_one_it_gets(name: str) -> None:
    info = BACKBONES.get(name)
    assert usual_training("classify", 10, name).input_size == classifier_input_size([1000], info).pixels
    assert info.trains_whole or network_core_seconds(name) > 0


@pytest.mark.parametrize("name", [name for name in NETWORK_CORE_S if BACKBONES.get(name).products])
def test_products_tell_a_networks_time_about_right(name: str) -> None:
    by_products = PRODUCTS_CORE_S * BACKBONES.get(name).products
    assert NETWORK_CORE_S[name] / 3 < by_products < NETWORK_CORE_S[name] * 2


def test_more_pictures_larger_inputs_and_fewer_cores_take_longer() -> None:
    def seconds(pictures: int = 100, cached: int = 0, threads: int = 2, **more: int) -> float:
        return estimate_training_seconds("detect", "mobilenet_v2", pictures, cached, threads=threads, speeds={}, **more)

    assert seconds() < seconds(2000)
    assert seconds(cached=100) < seconds()
    assert seconds() < seconds(threads=1)
    assert seconds() < seconds(input_size=640)
    assert seconds(steps=10) < seconds()


# Measured on two cores: raccoon 44 s with warm features and 50 s without, clothing10 1.8 s and 8.5 s.
@pytest.mark.parametrize(
    ("task", "pictures", "cached", "measured"),
    [("detect", 137, 137, 44), ("detect", 137, 0, 50), ("classify", 400, 400, 1.8), ("classify", 400, 0, 8.5)],
)
def test_before_the_first_run_a_guess_is_right_within_a_factor_of_two(task, pictures, cached, measured) -> None:
    guess = estimate_training_seconds(task, "mobilenet_v2", pictures, cached, threads=2, speeds={})
    assert measured / 2 < guess < measured * 2


def test_what_was_measured_is_believed_in(tmp_path: Path) -> None:
    file = tmp_path / "new" / "speeds.json"
    key = speed_key("detect", "head", "cpu", 2)
    assert read_speeds(file) == {}
    note_speeds({key: 10.0}, file)
    slow = estimate_training_seconds("detect", "mobilenet_v2", 10, 10, threads=2, speeds=read_speeds(file))
    note_speeds({key: 1.0}, file)
    assert read_speeds(file) == {key: 5.5}
    faster = estimate_training_seconds("detect", "mobilenet_v2", 10, 10, threads=2, speeds=read_speeds(file))
    assert slow > 400
    assert faster < slow
    assert speed_key("detect", "head", "cuda:0", 2) != key


@pytest.mark.parametrize("data", [b"", b"[1]", b'{"a": "b"}'])
def test_a_damaged_note_is_none(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "speeds.json").write_bytes(data)
    assert read_speeds(tmp_path / "speeds.json") == {}
    note_speeds({"a": 1.0}, tmp_path / "speeds.json")
    assert read_speeds(tmp_path / "speeds.json") == {"a": 1.0}


def test_a_driver_that_is_not_there_means_the_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    assert device_guess._cuda_cards("libno-such-driver.so") == 0
    monkeypatch.setattr(device_guess, "_cuda_cards", lambda: 2)
    assert device_guess.guess_device().device == "cuda"


def test_guessing_needs_no_torch() -> None:
    code = (
        "import sys; from ml_engine.jobs import device_guess, estimate, run_state; "
        "device_guess.guess_device(); estimate.estimate_training_seconds('detect', 'bundled', 10); "
        "sys.exit(', '.join({'torch', 'onnxruntime', 'cv2'} & set(sys.modules)) or 0)"
    )
    repository = Path(__file__).resolve().parents[3]
    done = subprocess.run([sys.executable, "-c", code], cwd=repository, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_method_takes_its_own_length_and_its_time_is_known_after_one_run() -> None:
    usual = usual_training("detect", 100, "mobilenet_v2", "ssd")
    recipe = METHODS.get("ssd").recipe
    assert usual.steps == max(recipe.epochs, math.ceil(recipe.least_steps / 7)) * 7
    timed = {speed_key("detect", "ssd", "cpu", 2): 9.0}
    assert not knows_method("detect", "ssd", threads=2, speeds={})
    assert knows_method("detect", "ssd", threads=2, speeds=timed)
    assert knows_method("detect", "grid", threads=2, speeds={})
    assert knows_method("localize", "", threads=2, speeds={})
    own = {speed_key("detect", "head", "cpu", 2): 2.0}
    rough = estimate_training_seconds("detect", "mobilenet_v2", 100, 100, threads=2, speeds=own, method="ssd")
    assert rough == pytest.approx(2.0 + usual.steps * 2.0 * ROUGH_TIMES["ssd"] * 320 * 320 / 1e6)
    slow = estimate_training_seconds("detect", "mobilenet_v2", 100, 100, threads=2, speeds=timed, method="ssd")
    assert slow == pytest.approx(2.0 + usual.steps * 9.0 * 320 * 320 / 1e6)
