"""The menu entry, the file type and the icon are put in place for one user, and taken out again."""

from __future__ import annotations

import configparser
import os
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
LINUX = REPOSITORY / "packaging" / "linux"
ICON = REPOSITORY / "resources" / "app" / "vistazo.svg"
pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="menus of Linux desktops")


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """A program folder as build.py leaves it, in a place with a space in its name."""
    folder = tmp_path / "my programs & more" / "vistazo"
    shutil.copytree(LINUX, folder)
    shutil.copy2(ICON, folder)
    program = folder / "vistazo"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    return folder


def install(bundle: Path, data: Path, *words: str) -> None:
    environment = {**os.environ, "XDG_DATA_HOME": str(data)}
    subprocess.run([str(bundle / "install.sh"), *words], check=True, env=environment, cwd=data.parent)


def test_it_is_put_in_place_and_taken_out_again(bundle: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    install(bundle, data)
    entry = configparser.RawConfigParser(strict=True)
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read(data / "applications" / "vistazo.desktop", encoding="utf-8")
    assert entry["Desktop Entry"]["Exec"] == f'"{bundle / "vistazo"}" %f'
    assert (data / "icons/hicolor/scalable/apps/vistazo.svg").is_file()
    assert (data / "mime/packages/vistazo-mime.xml").is_file()
    install(bundle, data, "--remove")
    assert not [
        path
        for path in data.rglob("vistazo*")
        if path.suffix in {".desktop", ".svg", ".xml"} and "packages" in str(path)
    ]
    assert not (data / "applications" / "vistazo.desktop").exists()


def test_the_files_are_well_formed_and_agree() -> None:
    icon = ElementTree.parse(ICON).getroot()  # noqa: S314  (our own file)
    assert icon.tag.endswith("svg")
    kind = ElementTree.parse(LINUX / "vistazo-mime.xml").getroot()[0]  # noqa: S314
    entry = (LINUX / "vistazo.desktop").read_text(encoding="utf-8")
    assert f"{kind.get('type')};" in entry
    assert "Name[es]" in entry or "GenericName[es]" in entry


@pytest.mark.skipif(shutil.which("desktop-file-validate") is None, reason="desktop-file-utils is not installed")
def test_the_entry_follows_the_standard() -> None:
    done = subprocess.run(
        ["desktop-file-validate", str(LINUX / "vistazo.desktop")], capture_output=True, text=True, check=False
    )
    assert done.stdout == ""
