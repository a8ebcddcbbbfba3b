"""The window reads what the exporter really writes, and free folders are free."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from desktop_app.export.destination import free_folder
from desktop_app.export.written_model import read_written_model
from ml_engine.domain.errors import UserError
from ml_engine.export.certificate import Certificate


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    """The files that the panel reads, written with the exporter's own certificate."""
    certificate = Certificate(
        agrees=True, pictures=6, own_pictures=False, max_difference=2e-7,
        differences={"vistazo predict": {"raw_1": 1e-8, "raw_2": 2e-7}, "torch": {}}, answers_compared=12,
        versions={"torch": "2"}, files={"model.onnx": "00"},
    )  # fmt: skip
    (tmp_path / "certificate.json").write_bytes(msgspec.json.encode(certificate))
    (tmp_path / "README.md").write_text("# x\n\n```python\nprint(1)\n```\n\nmore\n")
    (tmp_path / "model.onnx").write_bytes(b"12345")
    return tmp_path


def test_a_real_certificate_is_understood(exported: Path) -> None:
    written = read_written_model(exported)
    assert (written.pictures, written.own_pictures, written.answers) == (6, False, 12)
    assert written.differences == (("vistazo predict", 2e-7), ("torch", 0.0))
    assert written.tolerance == 1e-4
    assert written.code == "print(1)"
    assert ("model.onnx", 5) in [(file.name, file.size_bytes) for file in written.files]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"pictures": "many"}'])
def test_a_damaged_certificate_is_told_in_a_sentence(exported: Path, text: str) -> None:
    (exported / "certificate.json").write_text(text)
    with pytest.raises(UserError) as caught:
        read_written_model(exported)
    assert str(exported) in caught.value.message
    assert caught.value.hint


def test_a_folder_under_way_is_not_free(tmp_path: Path) -> None:
    assert free_folder(tmp_path, "a") == tmp_path / "a"
    (tmp_path / "a").mkdir()
    (tmp_path / "a-2.partial").mkdir()
    assert free_folder(tmp_path, "a") == tmp_path / "a-3"


@pytest.mark.parametrize(
    ("wanted", "name"), [("Año: 1/2", "Año- 1-2"), ("..", "export"), ("", "export"), ('a"b|c', "a-b-c")]
)
def test_a_name_is_one_that_every_system_can_make(tmp_path: Path, wanted: str, name: str) -> None:
    assert free_folder(tmp_path, wanted).name == name
