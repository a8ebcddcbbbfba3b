"""The real data packs and weights that benchmarks run on; they are never part of the project."""

from __future__ import annotations

import argparse
import os
import tarfile
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]


def add_shared_option(parser: argparse.ArgumentParser) -> None:
    """--shared, by default $VISTAZO_SHARED or ../shared."""
    default = Path(os.environ.get("VISTAZO_SHARED", REPOSITORY.parent / "shared"))
    parser.add_argument("--shared", type=Path, default=default, help="folder with data/ and weights/ (%(default)s)")


def unpack(shared: Path, name: str, folder: Path) -> Path:
    """Unpack a pack below folder; returns the pack's own folder. Ends the script in words if it is not there."""
    archive = next((shared / "data").glob(f"{name}.tar*"), None)
    if archive is None:
        raise SystemExit(f"{shared} has no pack {name}: set VISTAZO_SHARED to the folder that has data/ and weights/")
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    return folder / name


def weights_file(shared: Path, backbone: str) -> Path:
    """The weights of a backbone. Ends the script in words if they are not there."""
    found = next((shared / "weights").glob(f"{backbone}-*.pth"), None)
    if found is None:
        raise SystemExit(f"{shared} has no weights of {backbone}: set VISTAZO_SHARED to the folder that has them")
    return found
