"""What a person chose for this computer: one TOML file in the user's configuration folder.

A file that cannot be read is set aside, never overwritten; one that cannot be written costs the memory, not the work.
"""

from __future__ import annotations

import dataclasses
import json
import logging
from pathlib import Path
from typing import Literal

import msgspec
import platformdirs
from PySide6.QtCore import QObject, Signal

from ml_engine.domain.atomic_file import write_atomic

_LOG = logging.getLogger(__name__)
FILE_NAME = "settings.toml"
RECENT_KEPT = 12

Language = Literal["system", "en", "es"]
ThemeMode = Literal["system", "light", "dark"]


@dataclasses.dataclass(frozen=True, slots=True)
class Settings:
    """font_scale: 1.0 is the platform's size.   threads: 0 for all cores.   cache_gb: 0 for the engine's own measure.

    keys: id of an action → key sequence.   recent: folders of projects, the last opened first.
    hints_seen: hints that need not come again.   view_grid: pictures as a grid, not a list.   place: shown last.
    """

    language: Language = "system"
    theme: ThemeMode = "system"
    font_scale: float = 1.0
    device: Literal["auto", "cpu", "cuda", "mps"] = "auto"
    threads: int = 0
    cache_gb: float = 0.0
    weights_dir: str = ""
    crosshair: bool = True
    view_grid: bool = True
    place: str = "label"
    keys: dict[str, str] = dataclasses.field(default_factory=dict)
    recent: tuple[str, ...] = ()
    hints_seen: tuple[str, ...] = ()
    palette_uses: dict[str, int] = dataclasses.field(default_factory=dict)


class SettingsStore(QObject):
    """The settings and their file. folder: None for the user's own.

    Signals: changed(): a value is another one than before.
    """

    changed = Signal()

    def __init__(self, folder: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.file = (folder or platformdirs.user_config_path("vistazo", appauthor=False)) / FILE_NAME
        self.value = _read(self.file)

    def change(self, **fields: object) -> None:
        """Set fields by name, write the file, tell. Raises TypeError for a field that there is not."""
        # Another window may have written meanwhile: its fields stay.
        before = _read(self.file) if self.file.exists() else self.value
        changed = dataclasses.replace(before, **fields)  # type: ignore[arg-type]  # checked by msgspec below
        changed = msgspec.convert(msgspec.to_builtins(changed), Settings)
        if changed == self.value:
            return
        self.value = changed
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            write_atomic(self.file, _toml(changed).encode())
        except OSError:
            _LOG.warning("the settings could not be written to %s", self.file)
        self.changed.emit()

    def remember_project(self, folder: Path) -> None:
        """Put a project at the head of the recent ones."""
        others = tuple(path for path in self.value.recent if path != str(folder))
        self.change(recent=(str(folder), *others)[:RECENT_KEPT])


def _read(file: Path) -> Settings:
    try:
        return msgspec.toml.decode(file.read_bytes(), type=Settings)
    except OSError:
        return Settings()
    except (msgspec.MsgspecError, ValueError) as error:
        _LOG.warning("%s cannot be read (%s): the defaults are used", file, error)
        _set_aside(file)
        return Settings()


def _set_aside(file: Path) -> None:
    try:
        file.replace(file.with_suffix(".damaged.toml"))
    except OSError:
        _LOG.warning("%s could not be set aside", file)


def _toml(settings: Settings) -> str:
    """The fields as TOML: a JSON string, number, list or word is a TOML one, and the tables come last."""
    fields = msgspec.to_builtins(settings)
    flat = [f"{name} = {_value(value)}" for name, value in fields.items() if not isinstance(value, dict)]
    tables = [
        "\n".join([f"\n[{name}]", *(f"{_value(key)} = {_value(item)}" for key, item in value.items())])
        for name, value in fields.items()
        if isinstance(value, dict)
    ]
    return "\n".join([*flat, *tables]) + "\n"


def _value(value: object) -> str:
    # JSON leaves U+007F as it is, TOML does not take it; otherwise the two agree on what is written here.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
