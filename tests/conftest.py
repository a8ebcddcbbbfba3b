"""Shared fixtures: an isolated home, and the data packs where they are present.

Also what happens on a machine whose system lacks the libraries that Qt needs (libEGL.so.1, …): the window's tests are
skipped, visibly, and all others run.
"""

from __future__ import annotations

import hashlib
import os
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]
# Windows of tests are drawn into memory, unless somebody wants to watch them (QT_QPA_PLATFORM=xcb).
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def why_no_qt() -> str:
    """What the system says when Qt's window parts are imported; '' where they can be."""
    try:
        import PySide6.QtTest
        import PySide6.QtWidgets  # noqa: F401
    except ImportError as error:
        return str(error)
    return ""


NO_QT = why_no_qt()


def pytest_addoption(pluginmanager: pytest.PytestPluginManager) -> None:
    """pytest-qt imports Qt when it is configured, which comes after this: without Qt it must be gone by then."""
    if NO_QT:
        pluginmanager.unregister(name="pytest-qt")


def pytest_report_header() -> str | None:
    return f"Qt cannot be loaded ({NO_QT}): the window's tests are skipped" if NO_QT else None


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Iterator[None]:
    """A test file that needs Qt where there is none is a skip with its reason, not an error."""
    report = yield
    said = str(report.longrepr)
    if NO_QT and report.failed and "ImportError" in said and ("PySide6" in said or "pyqtgraph" in said):
        report.outcome = "skipped"
        report.longrepr = (str(collector.path), 0, f"Skipped: no Qt: {NO_QT}")
    return report


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if NO_QT and {"qtbot", "qapp"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.skip(reason=f"no Qt: {NO_QT}"))


@dataclass(frozen=True, slots=True)
class Shared:
    """The data packs and weights that are used by tests but never shipped."""

    root: Path

    def pack(self, name: str) -> Path:
        """The folder of an unpacked pack, in a cache that later runs reuse."""
        archive = next((self.root / "data").glob(f"{name}.tar*"), None)
        if archive is None:
            pytest.skip(f"pack {name} is not under {self.root}")
        cache = Path(os.environ.get("VISTAZO_DATA", Path.home() / ".cache" / "vistazo-test-data"))
        stamp = hashlib.blake2b(f"{archive.name}{archive.stat().st_size}".encode(), digest_size=6).hexdigest()
        folder = cache / f"{name}-{stamp}"
        if not folder.is_dir():
            unpack(archive, folder)
        return folder / name

    def weights(self, name: str) -> Path:
        found = next((self.root / "weights").glob(f"{name}-*.pth"), None)
        if found is None:
            pytest.skip(f"weights of {name} are not under {self.root}")
        return found


def unpack(archive: Path, folder: Path) -> None:
    """Unpack beside the goal and rename, so that two test processes cannot see half a pack."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    partial = folder.with_name(f"{folder.name}.{os.getpid()}")
    with tarfile.open(archive) as tar:
        tar.extractall(partial, filter="data")
    try:
        partial.rename(folder)
    except OSError:
        if not folder.is_dir():
            raise


@pytest.fixture(scope="session")
def shared(real_home: Path) -> Shared:
    """The packs under $VISTAZO_SHARED (default ../shared). Skips, visibly, where they are not."""
    root = Path(os.environ.get("VISTAZO_SHARED", REPOSITORY.parent / "shared"))
    if not (root / "data").is_dir():
        pytest.skip(f"no data packs under {root} (set VISTAZO_SHARED)")
    os.environ.setdefault("VISTAZO_DATA", str(real_home / ".cache" / "vistazo-test-data"))
    return Shared(root)


@pytest.fixture(scope="session")
def real_home() -> Path:
    return Path(os.environ.get("VISTAZO_REAL_HOME", Path.home()))


@pytest.fixture(autouse=True)
def isolated_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, real_home: Path) -> Path:
    """Every test has its own home, caches and settings."""
    home = tmp_path_factory.mktemp("home")
    for name in ("HOME", "USERPROFILE", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "TORCH_HOME"):
        monkeypatch.setenv(name, str(home))
    monkeypatch.delenv("VISTAZO_WEIGHTS", raising=False)
    return home
