"""The wheel, installed away from the checkout, has everything that the program reads at run time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
LOOK_AROUND = """
import json, sys
from pathlib import Path
import desktop_app
from desktop_app.i18n.messages import Messages
from desktop_app.look.resources import resource_folder
from desktop_app.project.new_project import new_project
from ml_engine.networks.weights import weights_candidates
from ml_engine.networks.backbones import BACKBONES

folder = resource_folder()
made = Path(sys.argv[1]) / "made"
pictures = Path(sys.argv[1]) / "pictures"
with new_project(made, [pictures]).project as project:
    migrated = project.query.image_ids() is not None
weights = [(name, file.origin) for name in BACKBONES.names() for file in weights_candidates(BACKBONES.get(name))]
print(json.dumps({
    "code": str(Path(desktop_app.__file__).parent),
    "resources": str(folder),
    "icons": len(list((folder / "icons").glob("*.svg"))),
    "fonts": sorted(path.name for path in (folder / "fonts").iterdir()),
    "translations": sorted(path.name for path in (folder / "i18n").glob("*.qm")),
    "message": Messages("es").translate("Update Vistazo."),
    "migrated": migrated,
    "weights": weights,
    "torch": "torch" in sys.modules,
    "qt": "PySide6" in sys.modules,
}))
"""
MAIN_LINE = "import sys; from desktop_app.__main__ import main; sys.argv = ['vistazo', '--version']; main()"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built by hatchling as it is, without a network and without an environment of its own."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return next(folder.glob("vistazo-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the wheel was installed into."""
    target = tmp_path_factory.mktemp("installed")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--no-compile"]
    command += ["--disable-pip-version-check", "--target", str(target), str(wheel)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return target


def run_there(installed: Path, elsewhere: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    # -P: the folder it runs in is not searched; the checkout must not be found by chance.
    command = [sys.executable, "-P", *words]
    return subprocess.run(command, cwd=elsewhere, env=environment, capture_output=True, text=True, check=False)


def test_everything_is_found_away_from_the_checkout(installed: Path, tmp_path: Path) -> None:
    from PIL import Image

    (tmp_path / "pictures").mkdir()
    Image.new("RGB", (8, 8)).save(tmp_path / "pictures" / "one.png")
    bundled = installed / "desktop_app" / "_resources" / "weights"
    bundled.mkdir(exist_ok=True)
    (bundled / "mobilenet_v2-test.safetensors").write_bytes(b"no weights, only a name")
    done = run_there(installed, tmp_path, "-c", LOOK_AROUND, str(tmp_path))
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert Path(found["code"]) == installed / "desktop_app"
    assert Path(found["resources"]) == installed / "desktop_app" / "_resources"
    assert found["icons"] > 50
    assert {"Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf"} <= set(found["fonts"])
    assert found["translations"] == ["vistazo_en.qm", "vistazo_es.qm"]
    assert found["message"] == "Actualiza Vistazo."
    assert found["migrated"]
    assert found["weights"] == [["mobilenet_v2", "bundled"], ["bundled", "bundled"]]
    assert not found["torch"]
    assert not found["qt"]


def test_the_command_answers_there(installed: Path, tmp_path: Path) -> None:
    done = run_there(installed, tmp_path, "-c", MAIN_LINE)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("vistazo ")


def test_nothing_else_travels(wheel: Path) -> None:
    """Tests, benchmarks, documents and the packaging scripts stay at home; licences of what is inside come along."""
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"desktop_app", "ml_engine"}
    assert not [name for name in names if name.endswith((".pyc", ".ts~"))]
    assert [name for name in names if name.startswith("desktop_app/_resources/licences/")]


def test_packaging_is_no_package() -> None:
    """An __init__.py there would hide the library `packaging` from everything that runs in the checkout."""
    assert not (REPOSITORY / "packaging" / "__init__.py").exists()
    import packaging.version

    assert packaging.version.Version("1.0")
