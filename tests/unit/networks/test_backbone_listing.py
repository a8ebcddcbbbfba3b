"""The list of backbones."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import torch

from ml_engine.domain.errors import UserError
from ml_engine.domain.events import BackboneListed, Event
from ml_engine.jobs.specs import BackbonesJob
from ml_engine.networks import bundled, weights
from ml_engine.networks.available import default_backbone
from ml_engine.networks.backbones import BACKBONES
from ml_engine.networks.build import build_backbone
from ml_engine.networks.listing import list_backbones
from ml_engine.networks.weights import WeightsFile, find_weights, sha256_of


def listed(job: BackbonesJob) -> dict[str, BackboneListed]:
    said: list[Event] = []
    list_backbones(job, said.append, lambda: False)
    return {event.name: event for event in said if isinstance(event, BackboneListed)}


def test_every_backbone_is_listed_with_the_parameters_it_has() -> None:
    rows = listed(BackbonesJob())
    assert list(rows) == BACKBONES.names()
    assert rows["mobilenet_v2"].parameters == 3_504_872 - 1_281_000  # without the classifier for 1,000 labels
    assert [row.name for row in rows.values() if row.weights] == ["bundled"]
    lenet = rows["lenet5"]
    assert (lenet.family, lenet.year, lenet.whole_parameters, lenet.has_pyramid) == ("LeNet", 1998, 61_706, False)
    assert (rows["inception_v4"].source, rows["vgg16"].weights_licence) == ("timm", "BSD-3-Clause")


def test_without_others_the_weights_that_come_with_vistazo_are_the_default_and_it_is_said() -> None:
    choice = default_backbone()
    assert choice.info.name == "bundled"
    assert choice.weights is not None
    assert (choice.weights.origin, choice.weights.sha256) == ("bundled", bundled.SHA256)
    assert "weights that come with Vistazo: none of MobileNet V2 were found" in choice.reason


def test_an_installation_without_its_weights_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "_BUNDLED", (tmp_path,))
    with pytest.raises(UserError, match="installation is not whole") as caught:
        default_backbone()
    assert "Install Vistazo again" in caught.value.hint


def test_shipped_weights_whose_bytes_changed_are_refused(tmp_path: Path) -> None:
    shipped = find_weights(BACKBONES.get("bundled"))
    assert shipped is not None
    data = bytearray(shipped.path.read_bytes())
    data[len(data) // 2] ^= 1  # one bit of one weight: safetensors itself would read it
    copy = tmp_path / shipped.path.name
    copy.write_bytes(data)
    with pytest.raises(UserError, match="is not the one that came with Vistazo: its bytes have changed") as caught:
        build_backbone("bundled", WeightsFile(copy, sha256_of(copy), "bundled"))
    assert str(copy) in str(caught.value)


def test_where_its_weights_lie_the_preferred_backbone_is_the_default(tmp_path: Path) -> None:
    file = tmp_path / "mobilenet_v2-mine.safetensors"
    file.write_bytes(b"weights")
    choice = default_backbone([tmp_path])
    assert choice.info.name == "mobilenet_v2"
    assert choice.weights is not None
    assert (choice.weights.path, str(file) in choice.reason) == (file, True)


def test_a_list_of_backbones_needs_no_torch() -> None:
    code = (
        "import sys; from ml_engine.networks.available import listed_backbones; listed_backbones(); "
        "sys.exit(', '.join({'torch', 'onnxruntime'} & set(sys.modules)) or 0)"
    )
    repository = Path(__file__).resolve().parents[3]
    done = subprocess.run([sys.executable, "-c", code], cwd=repository, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_weights_in_a_named_folder_are_found(tmp_path: Path) -> None:
    torch.save(build_backbone("bundled", None).state_dict(), tmp_path / "bundled-mine.pth")
    row = listed(BackbonesJob(weights_dirs=(str(tmp_path),)))["bundled"]
    assert row.weights == str(tmp_path / "bundled-mine.pth")


def test_an_unknown_name_lists_those_there_are() -> None:
    with pytest.raises(UserError, match="no backbone called 'mobilnet'"):
        list_backbones(BackbonesJob(download="mobilnet"), lambda _: None, lambda: False)


def test_without_network_the_sentence_names_file_and_folder(
    monkeypatch: pytest.MonkeyPatch, isolated_home: Path
) -> None:
    monkeypatch.setenv("VISTAZO_OFFLINE", "1")
    with pytest.raises(UserError) as caught:
        list_backbones(BackbonesJob(download="resnet18"), lambda _: None, lambda: False)
    assert "resnet18-f37072fd.pth" in caught.value.message + caught.value.hint
    assert str(isolated_home) in caught.value.message + caught.value.hint
