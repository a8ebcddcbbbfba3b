"""The static catalogue says what the installed torchvision says."""

from __future__ import annotations

import pytest

from ml_engine.compat.torchvision_ops import torchvision
from ml_engine.networks.backbones import BACKBONES
from ml_engine.networks.catalogue import CATALOGUE, CatalogueEntry, hash_in_name

ENTRIES = [entry for entries in CATALOGUE.values() for entry in entries]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.file)
def test_an_entry_is_torchvisions_own(entry: CatalogueEntry) -> None:
    enum, member = entry.enum.split(".")
    published = getattr(torchvision.models, enum)[member]
    assert entry.url == published.url
    assert entry.size_bytes == pytest.approx(published.meta["_file_size"] * 2**20, abs=2**10)


def test_every_pretrained_backbone_has_weights_in_the_catalogue() -> None:
    wanted = {info.name for info in BACKBONES if info.source == "torchvision"}
    assert wanted == set(CATALOGUE)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.file)
def test_the_hash_digits_are_those_of_the_file_name_and_at_least_eight(entry: CatalogueEntry) -> None:
    assert len(entry.hash_prefix) >= 8
    assert f"-{entry.hash_prefix}.pth" in entry.url


@pytest.mark.parametrize("name", ["resnet18.pth", "resnet18-imagenet.pth", "resnet18-1234567.pth"])
def test_a_name_without_digits_claims_no_hash(name: str) -> None:
    assert hash_in_name(name) == ""
