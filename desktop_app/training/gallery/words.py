"""Networks in words: the same in the gallery's table, its card and its menus."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from desktop_app.i18n.messages import in_words
from desktop_app.training import words
from desktop_app.training.cards import origin_words
from desktop_app.training.gallery.rows import NetworkRow
from ml_engine.domain.events import SpeedMeasured


def search_text(row: NetworkRow) -> str:
    """All that can be looked for, folded."""
    listed = row.listed
    return " ".join(
        (listed.name, listed.title, in_words(listed.family), listed.family, str(listed.year), in_words(listed.idea),
         listed.source, listed.weights_licence)
    ).casefold()  # fmt: skip


def size_words(row: NetworkRow) -> str:
    """'14 MB'; '≈ 180 MB' where it is what the parameters come to."""
    size = words.size(row.size_bytes)
    return _tr("≈ {size}").format(size=size) if row.is_estimated else size


def speed_words(speed: SpeedMeasured | None) -> str:
    """'38.2 per second'."""
    return _tr("{n} per second").format(n=speed_number(speed)) if speed else _tr("not measured")


def speed_number(speed: SpeedMeasured | None) -> str:
    """'38.2', '–' where nothing was measured."""
    if speed is None:
        return "–"
    value = speed.pictures_per_second
    return QLocale().toString(value, "f", 0 if value >= 100 else 1)


def speed_sentence(speed: SpeedMeasured | None) -> str:
    """How it was measured."""
    if speed is None:
        return _tr("Not measured on this computer yet.")
    cores = _tr("%n core(s)", speed.cores) if speed.cores else speed.device.upper()
    text = _tr("{n} pictures a second at {size} pixels, on {where}, by {runtime}. Forward only, as for a frozen one.")
    return text.format(
        n=speed_number(speed), size=words.count(speed.input_size), where=cores, runtime=speed.runtime or speed.device
    )


def state_words(row: NetworkRow) -> str:
    """Where its weights are, shortly."""
    return {
        "here": _tr("here"),
        "download": _tr("to download"),
        "missing": _tr("not here"),
        "none": _tr("needs none"),
    }[row.state]


def state_sentence(row: NetworkRow) -> str:
    """Where its weights are, and what that means."""
    match row.state:
        case "here":
            return origin_words(row.listed.origin)
        case "download":
            return _tr("not on this computer; {size} to download").format(size=words.size(row.listed.download_bytes))
        case "missing":
            return _tr("not on this computer; take them from a file, or train it from scratch")
        case _:
            return _tr("none are published: it learns whole, from scratch")


def row_sentence(row: NetworkRow) -> str:
    """A network in one breath, for screen readers and the clipboard."""
    text = _tr("{title}, {family}, {year}: {parameters} parameters, {size}; weights: {state}; speed: {speed}")
    return text.format(
        title=row.listed.title,
        family=in_words(row.listed.family),
        year=row.listed.year,
        parameters=words.count(row.listed.whole_parameters),
        size=size_words(row),
        state=state_words(row),
        speed=speed_words(row.speed),
    )


def _tr(text: str, number: int = -1) -> str:
    return QCoreApplication.translate("Gallery", text, "", number)
