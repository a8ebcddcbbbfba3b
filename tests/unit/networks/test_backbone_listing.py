"""The list of backbones."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from ml_engine.domain.errors import UserError
from ml_engine.domain.events import BackboneListed, Event
from ml_engine.jobs.specs import BackbonesJob
from ml_engine.networks.backbones import BACKBONES
from ml_engine.networks.build import build_backbone
from ml_engine.networks.listing import list_backbones


def listed(job: BackbonesJob) -> dict[str, BackboneListed]:
    said: list[Event] = []
    list_backbones(job, said.append, lambda: False)
    return {event.name: event for event in said if isinstance(event, BackboneListed)}


def test_every_backbone_is_listed_with_the_parameters_it_has() -> None:
    rows = listed(BackbonesJob())
    assert list(rows) == BACKBONES.names()
    assert rows["mobilenet_v2"].parameters == 3_504_872 - 1_281_000  # without the classifier for 1,000 labels
    assert all(row.weights == "" for row in rows.values())


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
