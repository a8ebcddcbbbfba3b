"""Every runtime answers as plain torch does, and open_runtime never hands out one that does not."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import torch

from ml_engine.networks import frozen_graph, runtime
from ml_engine.networks.backbones import BACKBONES, FeatureKind
from ml_engine.networks.build import Backbone, build_backbone
from ml_engine.networks.frozen_graph import graph_file
from ml_engine.networks.graph_writer import UnknownOperatorError
from ml_engine.networks.runtime import OnnxRuntime, TorchRuntime, agrees, open_runtime, reference_features
from tests.contracts.network_families import FAMILIES, kinds_of

CPU = torch.device("cpu")
MANY = 1_000_000


def pictures(count: int, side: int = 64) -> npt.NDArray[np.uint8]:
    return np.random.default_rng(7).integers(0, 256, (count, side, side, 3), dtype=np.uint8)


def small() -> Backbone:
    torch.manual_seed(0)
    return build_backbone("tiny", None)


@pytest.fixture
def no_writer(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the network had an operator that only PyTorch's exporter knows."""

    def refuse(*_args: object) -> bytes:
        raise UnknownOperatorError("made up")

    monkeypatch.setattr(runtime, "write_graph", refuse)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        pytest.param(name, kind, marks=() if name == "tiny" else pytest.mark.all_backbones)
        for name in FAMILIES
        for kind in kinds_of(name)
        if not BACKBONES.get(name).fixed_input
    ],
)
def test_onnx_runtime_answers_as_torch_does(name: str, kind: FeatureKind, tmp_path: Path) -> None:
    torch.manual_seed(0)
    backbone = build_backbone(name, None)
    opened = open_runtime(backbone, kind, 96, CPU, MANY, tmp_path)
    assert isinstance(opened, OnnxRuntime)
    for count in (1, 3, 7):
        batch = pictures(count, 96)
        assert agrees(opened.run(batch), reference_features(backbone, kind, batch))


def test_a_picture_has_the_same_features_in_any_batch_and_lane(tmp_path: Path) -> None:
    opened = open_runtime(small(), "pyramid", 64, CPU, MANY, tmp_path)
    batch = pictures(8)
    together = opened.run(batch)
    with ThreadPoolExecutor(4) as pool:
        alone = list(pool.map(lambda index: opened.run(batch[index : index + 1]), range(8)))
    for level, *singles in zip(together, *alone, strict=True):
        for index, single in enumerate(singles):
            assert np.abs(level[index] - single[0]).max() <= 1e-3 * np.abs(level).max()


def test_a_few_pictures_are_not_worth_preparing_for(tmp_path: Path) -> None:
    assert isinstance(open_runtime(small(), "embedding", 64, CPU, 2, tmp_path), TorchRuntime)


def test_opening_leaves_the_backbone_as_it_was(tmp_path: Path) -> None:
    backbone = small()
    before = {key: value.clone() for key, value in backbone.state_dict().items()}
    open_runtime(backbone, "embedding", 64, CPU, MANY, tmp_path)
    assert backbone.state_dict().keys() == before.keys()
    assert all(torch.equal(value, before[key]) for key, value in backbone.state_dict().items())
    assert all(parameter.requires_grad for parameter in backbone.parameters())


def test_a_graph_that_answers_otherwise_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    backbone = small()

    def wrong(_self: OnnxRuntime, batch: npt.NDArray[np.uint8]) -> tuple[npt.NDArray[np.float32], ...]:
        return tuple(1.01 * level for level in reference_features(backbone, "embedding", batch))

    monkeypatch.setattr(OnnxRuntime, "run", wrong)
    opened = open_runtime(backbone, "embedding", 64, CPU, MANY, tmp_path)
    assert isinstance(opened, TorchRuntime)
    assert agrees(opened.run(pictures(2)), reference_features(backbone, "embedding", pictures(2)))


def test_a_fold_that_changes_the_answer_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_writer: None
) -> None:
    backbone = small()
    monkeypatch.setattr(runtime, "folded", lambda _backbone: build_backbone("tiny", None))
    opened = open_runtime(backbone, "embedding", 64, CPU, 10, tmp_path)
    assert agrees(opened.run(pictures(2)), reference_features(backbone, "embedding", pictures(2)))


def test_an_export_waits_until_jobs_have_lost_its_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_writer: None
) -> None:
    exports: list[int] = []

    def full_disk(*_args: object) -> None:
        exports.append(1)
        raise OSError("disk full")

    monkeypatch.setattr(runtime, "export_graph", full_disk)
    monkeypatch.setattr(frozen_graph, "EXPORT_S", 1e9)
    for _ in range(2):
        assert isinstance(open_runtime(small(), "embedding", 64, CPU, MANY, tmp_path), TorchRuntime)
    assert exports == []
    lost = float(next((tmp_path / "graphs").glob("*.lost")).read_text())
    monkeypatch.setattr(frozen_graph, "EXPORT_S", lost * 1.01)
    assert isinstance(open_runtime(small(), "embedding", 64, CPU, MANY, tmp_path), TorchRuntime)
    assert exports == [1]


def test_a_cache_that_cannot_be_written_costs_nothing_but_speed(tmp_path: Path, no_writer: None) -> None:
    (tmp_path / "file").write_text("")
    assert isinstance(open_runtime(small(), "embedding", 64, CPU, 10, tmp_path / "file"), TorchRuntime)


@pytest.mark.slow
def test_an_exported_graph_is_kept_and_a_damaged_one_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_writer: None
) -> None:
    backbone = small()
    monkeypatch.setattr(frozen_graph, "EXPORT_S", 0.0)
    assert isinstance(open_runtime(backbone, "pyramid", 64, CPU, MANY, tmp_path), OnnxRuntime)
    file = graph_file(backbone, "pyramid", 64, tmp_path).path
    assert file.is_file()
    file.write_bytes(file.read_bytes()[:1000])
    opened = open_runtime(backbone, "pyramid", 64, CPU, MANY, tmp_path)
    assert isinstance(opened, OnnxRuntime)
    assert agrees(opened.run(pictures(3)), reference_features(backbone, "pyramid", pictures(3)))


def test_other_weights_have_another_graph(tmp_path: Path) -> None:
    backbone = small()
    before = graph_file(backbone, "embedding", 64, tmp_path)
    with torch.no_grad():
        next(backbone.parameters())[0, 0, 0, 0] += 1e-3
    assert graph_file(backbone, "embedding", 64, tmp_path) != before


def test_out_of_device_memory_halves_the_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = TorchRuntime(small(), "pyramid", CPU)
    whole = TorchRuntime._run

    def cramped(self: TorchRuntime, batch: npt.NDArray[np.uint8]) -> tuple[npt.NDArray[np.float32], ...]:
        if len(batch) > 2:
            raise torch.OutOfMemoryError
        return whole(self, batch)

    expected = opened.run(pictures(7))
    monkeypatch.setattr(TorchRuntime, "_run", cramped)
    assert agrees(opened.run(pictures(7)), expected)


@pytest.mark.parametrize("size", [0, 31, 100])
def test_an_input_size_that_does_not_divide_is_refused(size: int, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="multiple of 32"):
        open_runtime(small(), "embedding", size, CPU, 1, tmp_path)
