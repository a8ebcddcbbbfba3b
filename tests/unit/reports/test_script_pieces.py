"""Scripts hold the lines that a run needs, and no trace of the marks that chose them."""

from __future__ import annotations

from importlib.resources import files
from itertools import product

import pytest

from ml_engine.networks.backbones import BACKBONES
from ml_engine.reports.script_networks import NoFewLinesError, script_network
from ml_engine.reports.script_pieces import assemble


@pytest.fixture
def piece(tmp_path, monkeypatch):
    def write(text: str) -> None:
        (tmp_path / "scripts").mkdir(exist_ok=True)
        (tmp_path / "scripts" / "one.pyt").write_text(text, encoding="utf-8")

    monkeypatch.setattr("ml_engine.reports.script_pieces.files", lambda _: tmp_path)
    return write


def test_lines_and_blocks_stay_if_their_terms_hold(piece) -> None:
    piece("a = @n@\nb  #? big, !small\n#if big\nc\nd  #? small\n#else\ne\n#end\n")
    found = {
        (big, small): assemble(["one"], {"big": big, "small": small}, {"n": "7"})
        for big, small in product((True, False), repeat=2)
    }
    assert found == {
        (True, False): "a = 7\nb\nc\n",
        (True, True): "a = 7\nc\nd\n",
        (False, False): "a = 7\ne\n",
        (False, True): "a = 7\ne\n",
    }


@pytest.mark.parametrize("text", ["a  #? unknown\n", "a = @unknown@\n", "#if !unknown\na\n#end\n"])
def test_a_mark_without_an_answer_is_an_error(text, piece) -> None:
    piece(text)
    with pytest.raises(KeyError, match="unknown"):
        assemble(["one"], {}, {})


def test_a_block_without_an_end_is_an_error(piece) -> None:
    piece("#if big\na\n")
    with pytest.raises(ValueError, match="does not end"):
        assemble(["one"], {"big": False}, {})


def test_every_piece_is_there_and_ends_its_blocks() -> None:
    pieces = [path for path in files("ml_engine.reports").joinpath("scripts").iterdir() if path.name.endswith(".pyt")]
    assert len(pieces) > 10
    for path in pieces:
        lines = path.read_text(encoding="utf-8").splitlines()
        assert sum(line.startswith("#if ") for line in lines) == lines.count("#end"), path.name


@pytest.mark.parametrize("task", ["classify", "detect"])
def test_a_script_s_blocks_are_the_backbone_s(task: str) -> None:
    """Same modules in the same order, or weights would land elsewhere; built without memory."""
    import torch
    from torch import nn

    from ml_engine.compat.torchvision_ops import torchvision
    from ml_engine.networks.build import build_backbone

    checked = 0
    for name in ("mobilenet_v2", "resnet18", "resnext50_32x4d", "efficientnet_b0", "convnext_tiny", "shufflenet_v2"):
        network = script_network(BACKBONES.get(name), task)
        scope: dict[str, object] = {"nn": nn, "torchvision": torchvision}
        with torch.device("meta"):
            exec("\n".join(network.lines), scope)  # noqa: S102  (what the script would run)
            if task == "detect":
                stages = scope["stages"]
                scope["body"] = nn.ModuleList(block for stage in stages for block in stage)
            backbone = build_backbone(name, None)
        body = scope["body"]
        assert list(body.state_dict()) == [key[5:] for key in backbone.state_dict()], name
        if task == "detect":
            ends = [sum(len(stage) for stage in stages[: tap + 1]) - 1 for tap in network.taps]
            assert tuple(ends) == backbone._taps, name
        checked += 1
    assert checked == 6


def test_networks_of_other_libraries_have_no_script() -> None:
    for name in ("inception_v4", "vgg16", "googlenet"):
        with pytest.raises(NoFewLinesError):
            script_network(BACKBONES.get(name), "classify")
