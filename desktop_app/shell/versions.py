"""Versions and licences of what the program is made of, from the packages' own metadata: nothing is imported for it."""

from __future__ import annotations

import locale
import platform
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata

from PySide6.QtCore import qVersion

_WANTED = ("torch", "torchvision", "onnxruntime", "numpy", "opencv-python-headless", "SQLAlchemy")
_CLASSIFIER = "License :: "
_LONGEST_LICENCE = 60


@dataclass(frozen=True, slots=True)
class Part:
    """A package. licence: SPDX words where it states them, '' if it states none."""

    name: str
    version: str
    licence: str = ""


def version_of(package: str) -> str:
    """Its version, '' if it is not installed."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


def versions() -> list[Part]:
    """Vistazo first, then what matters when something is wrong."""
    parts = [
        Part("Vistazo", version_of("vistazo")),
        Part("Python", platform.python_version()),
        Part("Qt", qVersion()),
        Part("PySide6", version_of("PySide6-Essentials")),
        *(Part(name, version_of(name)) for name in _WANTED),
    ]
    return [part for part in parts if part.version]


def system_words() -> str:
    """The system, its machine and its language, in one line."""
    return f"{platform.system()} {platform.release()} · {platform.machine()} · {locale.getlocale()[0] or 'C'}"


def dependencies() -> list[Part]:
    """All packages that Vistazo asks for, and theirs, by name. Optional ones (extras) are left out."""
    found: dict[str, Part] = {}
    waiting = list(_requirements("vistazo"))
    while waiting:
        name = waiting.pop()
        key = _key(name)
        if key in found:
            continue
        try:
            about = metadata.metadata(name)
        except metadata.PackageNotFoundError:
            continue
        found[key] = Part(about["Name"] or name, about["Version"] or "", _licence(about))
        waiting.extend(_requirements(name))
    return sorted(found.values(), key=lambda part: part.name.casefold())


def _requirements(package: str) -> Iterator[str]:
    try:
        lines = metadata.requires(package) or []
    except metadata.PackageNotFoundError:
        return
    for line in lines:
        requirement, _, marker = line.partition(";")
        name = re.match(r"[A-Za-z0-9._-]+", requirement.strip())
        if name is not None and "extra" not in marker:
            yield name.group()


def _key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _licence(about: metadata.PackageMetadata) -> str:
    if expression := _first(about, "License-Expression"):
        return expression
    # Some packages put the whole text there.
    stated = _first(about, "License")
    if stated and len(stated) <= _LONGEST_LICENCE and "\n" not in stated:
        return stated
    classified = [line.rpartition(" :: ")[2] for line in about.get_all("Classifier") or [] if _CLASSIFIER in line]
    return ", ".join(name for name in classified if name != "OSI Approved")


def _first(about: metadata.PackageMetadata, field: str) -> str:
    return str(next(iter(about.get_all(field) or []), "")).strip()
