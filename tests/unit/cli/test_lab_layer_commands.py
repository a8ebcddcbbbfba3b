"""`vistazo lab batchnorm | lrn | squeeze | separable | ranks`, against torch."""

from __future__ import annotations

import json

import numpy as np
import torch
from click.testing import CliRunner
from torch.nn import functional

from desktop_app.cli import main
from desktop_app.cli.app import vistazo


def row(*words: str) -> dict:
    done = CliRunner().invoke(vistazo, ["lab", *words, "--json"])
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def test_batch_norm_is_torchs() -> None:
    found = row("batchnorm", "--matrix", "1 20;3 40;5 90", "--scale", "1 2", "--shift", "0.5")
    batch = torch.tensor([[1.0, 20.0], [3.0, 40.0], [5.0, 90.0]], dtype=torch.float64)
    weight, bias = torch.tensor([1.0, 2.0]).double(), torch.tensor([0.5, 0.5]).double()
    wanted = functional.batch_norm(batch, None, None, weight, bias, training=True)
    np.testing.assert_allclose(found["output"], wanted, atol=1e-6)
    assert found["mean"] == [3, 50]


def test_local_response_norm_is_torchs() -> None:
    found = row("lrn", "--matrix", "1 2|3 4|5 6", "--size", "3", "--alpha", "0.5")
    maps = torch.tensor([[[1.0, 2.0]], [[3.0, 4.0]], [[5.0, 6.0]]], dtype=torch.float64)
    wanted = functional.local_response_norm(maps[None], 3, alpha=0.5)[0]
    np.testing.assert_allclose(found["output"], wanted, atol=1e-6)


def test_a_squeezed_channel_is_weighed_by_its_share() -> None:
    found = row("squeeze", "--matrix", "1 3|2 2", "--reduce", "1 0", "--expand", "1;-1")
    assert found["squeezed"] == [2, 2]
    shares = torch.sigmoid(torch.tensor([2.0, -2.0]))
    np.testing.assert_allclose(found["shares"], shares, atol=1e-6)
    np.testing.assert_allclose(found["output"][0], [[float(shares[0]), 3 * float(shares[0])]], atol=1e-6)


def test_a_separable_convolution_is_torchs() -> None:
    found = row("separable", "--matrix", "1 2;3 4|5 6;7 8", "--kernel", "1 1;1 1|1 0;0 1", "--mixing", "1 1;1 -1")
    assert found == {"between": [[[10]], [[13]]], "output": [[[23]], [[-3]]]}


def test_ranks_count_the_indices() -> None:
    assert [len(one["example"]) for one in row("ranks")["ranks"]] == [0, 1, 2, 3]


def test_numbers_that_do_not_fit_are_said(capsys) -> None:
    assert main.run(["lab", "batchnorm", "--matrix", "1 2;3 4", "--scale", "1 2 3"]) == 1
    assert "1 2 3 is not one number, nor 2 of them" in capsys.readouterr().err
