"""The program's own files are found wherever it was installed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.look import resources
from desktop_app.look.resources import resource_folder, resource_path

REPOSITORY = Path(__file__).resolve().parents[3]


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    resource_folder.cache_clear()
    yield
    resource_folder.cache_clear()


def put_icons(folder: Path) -> Path:
    (folder / "icons").mkdir(parents=True)
    (folder / "icons" / "eye.svg").write_text("<svg/>")
    return folder


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The package as if it lay in tmp_path/site/desktop_app, with nothing beside it."""
    module = tmp_path / "site" / "desktop_app" / "look" / "resources.py"
    module.parent.mkdir(parents=True)
    monkeypatch.setattr(resources, "__file__", str(module))
    return tmp_path / "site"


def test_a_checkout_has_them_at_its_root() -> None:
    assert resource_path("icons/eye.svg") == REPOSITORY / "resources" / "icons" / "eye.svg"
    assert resource_path("icons/eye.svg").is_file()


def test_an_installed_wheel_has_them_in_the_package(elsewhere: Path) -> None:
    put_icons(elsewhere / "desktop_app" / "_resources")
    assert resource_path("icons/eye.svg") == elsewhere / "desktop_app" / "_resources" / "icons" / "eye.svg"


@pytest.mark.parametrize("inside", ["resources", "desktop_app/_resources"])
def test_a_bundle_has_them_where_it_unpacks(
    elsewhere: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inside: str
) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path / "bundle"), raising=False)
    put_icons(tmp_path / "bundle" / inside)
    assert resource_path("icons/eye.svg") == tmp_path / "bundle" / inside / "icons" / "eye.svg"


def test_a_file_that_is_nowhere_still_has_a_path_to_name_in_a_message(elsewhere: Path) -> None:
    assert resource_path("icons/eye.svg") == elsewhere / "resources" / "icons" / "eye.svg"
