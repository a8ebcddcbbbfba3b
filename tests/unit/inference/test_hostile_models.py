"""Model files from strangers: nothing in them is run, and nothing outside them is opened."""

from __future__ import annotations

import io
import json
import pickle
import zipfile
from pathlib import Path

import numpy as np
import onnx
import pytest

from ml_engine.domain.errors import UserError
from ml_engine.export.torch_export import TorchExporter
from ml_engine.inference.manifest import MANIFEST
from ml_engine.inference.onnx_file import SPEC_KEY, sealed
from ml_engine.inference.open import open_predictor
from ml_engine.inference.pt2_file import read_pt2
from tests.contracts.tiny_runs import make_run, tiny_model, tiny_spec


class Bomb:
    """Its pickle makes a file when it is loaded."""

    def __init__(self, target: Path) -> None:
        self.target = target

    def __reduce__(self) -> tuple[object, tuple[str, str]]:
        return open, (str(self.target), "w")


@pytest.fixture(scope="module")
def pt2(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pt2") / "model.pt2"
    TorchExporter().write(tiny_model(tiny_spec("classify")), path)
    return path


def rewritten(source: Path, target: Path, changes: dict[str, bytes]) -> Path:
    """The archive with members replaced, by the end of their names."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = next((data for end, data in changes.items() if name.endswith(end)), old.read(name))
            new.writestr(name, data)
    return target


def test_a_pickle_among_a_pt2s_inputs_is_not_loaded(pt2: Path, tmp_path: Path) -> None:
    trap = tmp_path / "run by the file"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as inner:
        inner.writestr("x/data.pkl", pickle.dumps(Bomb(trap)))
        inner.writestr("x/version", b"3")
    file = rewritten(pt2, tmp_path / "model.pt2", {"sample_inputs/model.pt": buffer.getvalue()})

    predictor = open_predictor(file, device="cpu")

    assert predictor.spec == tiny_spec("classify")
    assert not trap.exists()


def test_a_pickled_weight_in_a_pt2_is_refused_unread(pt2: Path, tmp_path: Path) -> None:
    trap = tmp_path / "run by the file"
    with zipfile.ZipFile(pt2) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith("model_weights_config.json"))
        config = json.loads(archive.read(name))
    first = next(iter(config["config"].values()))
    first["use_pickle"] = True
    changes = {
        "model_weights_config.json": json.dumps(config).encode(),
        f"weights/{first['path_name']}": pickle.dumps(Bomb(trap)),
    }

    with pytest.raises(UserError, match="which is never opened") as caught:
        read_pt2(rewritten(pt2, tmp_path / "model.pt2", changes))

    assert caught.value.code == "model-damaged"
    assert not trap.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("sizes", [{"as_int": 1 << 40}]),
        ("strides", [{"as_int": -1}]),
        ("storage_offset", {"as_int": 1 << 50}),
        ("dtype", 99),
        ("sizes", "many"),
    ],
)
def test_a_pt2_tensor_that_does_not_fit_its_bytes_is_refused(
    pt2: Path, tmp_path: Path, field: str, value: object
) -> None:
    with zipfile.ZipFile(pt2) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith("model_weights_config.json"))
        config = json.loads(archive.read(name))
    vector = next(item for item in config["config"].values() if len(item["tensor_meta"]["sizes"]) == 1)
    vector["tensor_meta"][field] = value
    changes = {"model_weights_config.json": json.dumps(config).encode()}

    with pytest.raises(UserError) as caught:
        read_pt2(rewritten(pt2, tmp_path / "model.pt2", changes))

    assert caught.value.code == "model-damaged"


def test_a_weight_changed_together_with_its_checksum_in_the_archive_is_refused(pt2: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(pt2) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith("weights/weight_0"))
        data = bytearray(archive.read(name))
    data[0] ^= 1

    with pytest.raises(UserError, match="checksum"):
        read_pt2(rewritten(pt2, tmp_path / "model.pt2", {"weights/weight_0": bytes(data)}))


def test_a_pt2_that_unpacks_to_more_than_it_is_is_refused(pt2: Path, tmp_path: Path) -> None:
    target = tmp_path / "model.pt2"
    with zipfile.ZipFile(pt2) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("archive/bomb", bytes(50_000_000))

    with pytest.raises(UserError, match="more than it holds"):
        read_pt2(target)


def onnx_model(*, external: bool, where: str = "initializer") -> onnx.ModelProto:
    tensor = onnx.numpy_helper.from_array(np.ones((1, 3, 64, 64), np.float32), "weights")
    if external:
        tensor.ClearField("raw_data")
        tensor.data_location = onnx.TensorProto.EXTERNAL
        entry = tensor.external_data.add()
        entry.key, entry.value = "location", "../../../etc/hostname"
    nodes = [onnx.helper.make_node("Mul", ["pixels", "weights"], ["raw_0"])]
    initializers = [tensor]
    if where == "constant":
        initializers = []
        nodes.insert(0, onnx.helper.make_node("Constant", [], ["weights"], value=tensor))
    shape = ["batch", 3, 64, 64]
    graph = onnx.helper.make_graph(
        nodes,
        "graph",
        [onnx.helper.make_tensor_value_info("pixels", onnx.TensorProto.FLOAT, shape)],
        [onnx.helper.make_tensor_value_info("raw_0", onnx.TensorProto.FLOAT, shape)],
        initializers,
    )
    model = onnx.helper.make_model(graph, opset_imports=[onnx.helper.make_opsetid("", 20)], ir_version=10)
    onnx.helper.set_model_props(model, {SPEC_KEY: tiny_spec("classify").to_json().decode()})
    return model


@pytest.mark.parametrize("where", ["initializer", "constant"])
def test_onnx_tensors_in_other_files_are_refused(tmp_path: Path, where: str) -> None:
    path = tmp_path / "model.onnx"
    path.write_bytes(sealed(onnx_model(external=True, where=where)))

    with pytest.raises(UserError, match="another file") as caught:
        open_predictor(path)

    assert caught.value.code == "model-unsafe"


def test_the_same_onnx_model_without_outside_data_opens(tmp_path: Path) -> None:
    path = tmp_path / "model.onnx"
    path.write_bytes(sealed(onnx_model(external=False)))

    assert open_predictor(path).spec == tiny_spec("classify")


@pytest.mark.parametrize("name", ["model.onnx", "model.pt2", "model.safetensors"])
def test_a_file_of_another_program_is_refused_in_words(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    match path.suffix:
        case ".onnx":
            model = onnx_model(external=False)
            del model.metadata_props[:]
            path.write_bytes(model.SerializeToString())
        case ".pt2":
            with zipfile.ZipFile(path, "w") as archive:
                archive.writestr("archive/models/model.json", "{}")
        case _:
            path.write_bytes((2).to_bytes(8, "little") + b"{}")

    with pytest.raises(UserError) as caught:
        open_predictor(path)

    assert caught.value.code in {"model-foreign", "model-damaged"}
    assert str(path) in caught.value.message


@pytest.mark.parametrize("name", ["../outside.onnx", "/etc/hostname", "sub/model.onnx", "absent.onnx"])
def test_a_manifest_cannot_name_files_elsewhere(tmp_path: Path, name: str) -> None:
    (tmp_path / "outside.onnx").write_bytes(b"")
    folder = tmp_path / "export"
    folder.mkdir()
    manifest = {"vistazo_export": 1, "format": "onnx", "model": name, "files": {name: "0" * 64}}
    (folder / MANIFEST).write_text(json.dumps(manifest), "utf-8")

    with pytest.raises(UserError) as caught:
        open_predictor(folder)

    assert caught.value.code in {"model-damaged", "model-unreadable"}


def test_best_weights_of_a_run_by_themselves_are_no_model(tmp_path: Path) -> None:
    run = make_run(tmp_path, "classify")

    with pytest.raises(UserError, match="not exported by Vistazo"):
        open_predictor(run / "best.safetensors")
