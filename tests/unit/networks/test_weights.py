"""Weights are found in one order, and read only where they can be believed."""

from __future__ import annotations

import hashlib
import pickle
import zipfile
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from ml_engine.domain.errors import UserError
from ml_engine.networks.backbones import BACKBONES
from ml_engine.networks.build import build_backbone
from ml_engine.networks.catalogue import CATALOGUE, CatalogueEntry
from ml_engine.networks.weights import WeightsFile, find_weights, hub_cache, sha256_of, weights_folder
from ml_engine.networks.weights_reader import load_state

RESNET = BACKBONES.get("resnet18")


def state() -> dict[str, torch.Tensor]:
    return {"layer.weight": torch.arange(6.0).reshape(2, 3), "layer.bias": torch.ones(2)}


def saved(path: Path, content: object = None, legacy: bool = False) -> WeightsFile:
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.save(state() if content is None else content, path, _use_new_zipfile_serialization=not legacy)
    return weights_file(path)


def weights_file(path: Path) -> WeightsFile:
    return WeightsFile(path, sha256_of(path), "named file")


def published(monkeypatch: pytest.MonkeyPatch, path: Path, legacy: bool) -> Path:
    """A file that the catalogue lists, with the digits of its own hash in its name."""
    file = saved(path, legacy=legacy)
    goal = path.with_name(f"resnet18-{file.sha256[:8]}.pth")
    path.rename(goal)
    entry = CatalogueEntry(goal.name, goal.stat().st_size, "")
    monkeypatch.setitem(CATALOGUE, "resnet18", (entry,))
    return goal


def refusal(file: WeightsFile, confirmed: bool = False) -> UserError:
    with pytest.raises(UserError) as caught:
        load_state(file, confirmed)
    assert str(file.path) in caught.value.message
    assert caught.value.hint
    # torch's own text explains how to switch the check off.
    assert "weights_only" not in caught.value.message + caught.value.hint
    assert caught.value.__cause__ is None or "weights_only" not in str(caught.value.__cause__)
    return caught.value


def test_the_order_is_named_project_user_hub_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, isolated_home: Path
) -> None:
    name = CATALOGUE["resnet18"][0].file
    monkeypatch.setenv("VISTAZO_WEIGHTS", str(tmp_path / "mine"))
    folders = [tmp_path / "project", tmp_path / "mine", weights_folder(), hub_cache()]
    named = saved(tmp_path / "named.pth").path
    for folder in folders:
        saved(folder / name)
    found = [find_weights(RESNET, named, [tmp_path / "project"])]
    for folder in folders:
        found.append(find_weights(RESNET, None, [tmp_path / "project"]))
        (folder / name).unlink()
    places = [(file.path.parent, file.origin) for file in found if file]
    assert places == [
        (tmp_path, "named file"),
        (tmp_path / "project", "project"),
        (tmp_path / "mine", "project"),
        (weights_folder(), "download"),
        (isolated_home / "hub" / "checkpoints", "hub cache"),
    ]
    assert find_weights(RESNET, None, [tmp_path / "project"]) is None


def test_files_named_after_the_backbone_are_found_published_ones_first(tmp_path: Path) -> None:
    for name in ("resnet18-mine.pth", "resnet18-mine.safetensors", "resnet180-x.pth", "resnet18-notes.txt"):
        saved(tmp_path / name)
    first = find_weights(RESNET, None, [tmp_path])
    assert first is not None
    assert first.path.name == "resnet18-mine.safetensors"
    saved(tmp_path / CATALOGUE["resnet18"][0].file)
    first = find_weights(RESNET, None, [tmp_path])
    assert first is not None
    assert first.path.name == CATALOGUE["resnet18"][0].file


def test_a_named_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"gone\.pth"):
        find_weights(RESNET, tmp_path / "gone.pth", [])


@pytest.mark.parametrize("wrap", [lambda s: s, lambda s: {"state_dict": s, "epoch": 3}, lambda s: {"model": s}])
def test_a_zip_file_is_read_wrapped_or_not(tmp_path: Path, wrap: object) -> None:
    loaded = load_state(saved(tmp_path / "a.pth", wrap(state())))
    assert loaded.keys() == state().keys()
    assert all(torch.equal(loaded[key], value) for key, value in state().items())


def test_safetensors_are_read(tmp_path: Path) -> None:
    save_file(state(), tmp_path / "a.safetensors")
    assert torch.equal(load_state(weights_file(tmp_path / "a.safetensors"))["layer.bias"], torch.ones(2))


def test_the_prefix_of_parallel_training_is_taken_off(tmp_path: Path) -> None:
    file = saved(tmp_path / "a.pth", {f"module.{key}": value for key, value in state().items()})
    assert load_state(file).keys() == state().keys()


def test_a_flipped_bit_in_a_zip_file_is_refused(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.pth").path
    data = bytearray(path.read_bytes())
    place = data.find(torch.arange(6.0).numpy().tobytes())
    data[place + 7] ^= 0x10
    path.write_bytes(data)
    assert refusal(weights_file(path), confirmed=True).code == "weights-damaged"


def test_a_file_that_changed_after_it_was_found_is_refused(tmp_path: Path) -> None:
    file = saved(tmp_path / "a.pth")
    saved(tmp_path / "a.pth", {"other": torch.zeros(1)})
    assert refusal(file).code == "weights-damaged"


def test_a_legacy_file_is_read_only_if_confirmed(tmp_path: Path) -> None:
    file = saved(tmp_path / "a.pth", legacy=True)
    assert refusal(file).code == "weights-unconfirmed"
    assert load_state(file, confirmed=True).keys() == state().keys()


def test_a_legacy_file_is_read_if_the_catalogue_knows_its_hash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = published(monkeypatch, tmp_path / "a.pth", legacy=True)
    assert load_state(weights_file(path)).keys() == state().keys()


@pytest.mark.parametrize("legacy", [True, False])
def test_a_published_name_with_other_bytes_is_refused_even_if_confirmed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, legacy: bool
) -> None:
    path = published(monkeypatch, tmp_path / "a.pth", legacy)
    saved(path, {"other": torch.zeros(1)}, legacy)
    assert "hash" in refusal(weights_file(path), confirmed=True).message


class Trap:
    """Unpickling it writes a file."""

    def __init__(self, target: Path) -> None:
        self.target = target

    def __reduce__(self) -> tuple[object, tuple[str, str]]:
        return exec, (f"open({str(self.target)!r}, 'w').close()", "")


@pytest.mark.parametrize("legacy", [True, False])
def test_no_code_in_a_checkpoint_is_run(tmp_path: Path, legacy: bool) -> None:
    file = saved(tmp_path / "a.pth", {"w": torch.zeros(1), "x": Trap(tmp_path / "sprung")}, legacy)
    refusal(file, confirmed=True)
    assert not (tmp_path / "sprung").exists()


def test_a_plain_pickle_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.pth").write_bytes(pickle.dumps(Trap(tmp_path / "sprung")))
    refusal(weights_file(tmp_path / "a.pth"), confirmed=True)
    assert not (tmp_path / "sprung").exists()


@pytest.mark.parametrize("keep", [0, 3, 100, -30])
@pytest.mark.parametrize("legacy", [True, False])
def test_a_cut_off_file_is_refused(tmp_path: Path, keep: int, legacy: bool) -> None:
    path = saved(tmp_path / "a.pth", legacy=legacy).path
    path.write_bytes(path.read_bytes()[:keep])
    assert refusal(weights_file(path), confirmed=True).code == "weights-damaged"


def test_a_cut_off_safetensors_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.safetensors"
    save_file(state(), path)
    path.write_bytes(path.read_bytes()[:-3])
    assert refusal(weights_file(path)).code == "weights-damaged"


def test_a_packed_archive_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.pth"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a/data.pkl", bytes(10_000_000))
    assert "packed" in refusal(weights_file(path)).message


@pytest.mark.parametrize(
    "content",
    [[1, 2], {}, {"a": 3}, {"w": torch.tensor([1.0, float("nan")])}, {3: torch.zeros(1)}],
    ids=["list", "empty", "number", "nan", "unnamed"],
)
def test_what_is_no_state_dict_is_refused(tmp_path: Path, content: object) -> None:
    assert refusal(saved(tmp_path / "a.pth", content)).code == "weights-damaged"


def test_a_picture_is_no_weights_file(tmp_path: Path) -> None:
    (tmp_path / "a.pth").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    assert refusal(weights_file(tmp_path / "a.pth"), confirmed=True).code == "weights-damaged"


def test_a_folder_in_place_of_a_file_is_an_error_in_words(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be read"):
        find_weights(RESNET, tmp_path, [])


def test_weights_of_another_network_say_which_part_does_not_fit(tmp_path: Path) -> None:
    from ml_engine.compat.torchvision_ops import torchvision

    file = saved(tmp_path / "resnet34.pth", torchvision.models.resnet34(weights=None).state_dict())
    with pytest.raises(UserError) as caught:
        build_backbone("resnet18", file)
    assert caught.value.code == "weights-of-another-network"
    assert "resnet34.pth" in caught.value.message
    assert "layer1.2.conv1.weight" in caught.value.message
    with pytest.raises(UserError, match="tensors are missing"):
        build_backbone("mobilenet_v2", file)


def test_a_classifier_of_other_labels_is_no_obstacle(tmp_path: Path) -> None:
    from ml_engine.compat.torchvision_ops import torchvision

    network = torchvision.models.squeezenet1_1(weights=None, num_classes=7)
    backbone = build_backbone("squeezenet1_1", saved(tmp_path / "mine.pth", network.state_dict()))
    assert torch.equal(next(iter(backbone.parameters())), next(iter(network.parameters())))


def test_another_shape_is_named_with_both_shapes(tmp_path: Path) -> None:
    from ml_engine.compat.torchvision_ops import torchvision

    weights = torchvision.models.squeezenet1_1(weights=None).state_dict()
    weights["features.0.weight"] = torch.zeros(64, 1, 3, 3)
    with pytest.raises(UserError, match=r"features\.0\.weight is \(64, 1, 3, 3\) instead of \(64, 3, 3, 3\)"):
        build_backbone("squeezenet1_1", saved(tmp_path / "grey.pth", weights))


def test_the_hash_is_of_the_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    assert sha256_of(tmp_path / "a") == hashlib.sha256(b"abc").hexdigest()
