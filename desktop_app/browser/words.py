"""The words for how far a picture has come and where it belongs."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QLocale

from desktop_app.project.query import Order
from desktop_app.project.tiles import Tile
from ml_engine.domain.values import ImageStatus, Split


def status_word(status: ImageStatus) -> str:
    """'Verified'."""
    tr = QCoreApplication.translate
    match status:
        case ImageStatus.NEW:
            return tr("Words", "New")
        case ImageStatus.LABELLED:
            return tr("Words", "Labelled")
        case ImageStatus.VERIFIED:
            return tr("Words", "Verified")
        case ImageStatus.SKIPPED:
            return tr("Words", "Skipped")


def split_word(split: Split) -> str:
    """'Validation'."""
    tr = QCoreApplication.translate
    match split:
        case Split.TRAIN:
            return tr("Words", "Training")
        case Split.VALIDATION:
            return tr("Words", "Validation")
        case Split.TEST:
            return tr("Words", "Test")


def order_word(order: Order) -> str:
    """'Most objects'."""
    tr = QCoreApplication.translate
    match order:
        case "id":
            return tr("Words", "Order found")
        case "path":
            return tr("Words", "Name")
        case "newest":
            return tr("Words", "Newest first")
        case "most":
            return tr("Words", "Most objects first")
        case "fewest":
            return tr("Words", "Fewest objects first")


def objects_word(count: int) -> str:
    """'3 objects'."""
    return QCoreApplication.translate("Words", "%n object(s)", "", count)


def number(value: int) -> str:
    """'12,345', as people write it here."""
    return QLocale().toString(value)


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a picture cannot be shown. gone: its file is not there.   reason: a sentence, '' if none is known."""

    gone: bool = False
    reason: str = ""

    @property
    def word(self) -> str:
        """In two words."""
        tr = QCoreApplication.translate
        return tr("Words", "File is gone") if self.gone else tr("Words", "Cannot be read")


def facts_line(tile: Tile, trouble: Trouble | None, *, short: bool = False) -> str:
    """'Verified · Validation · 3 objects', or that it cannot be read or is gone.

    short: beside a badge that tells the status; of one that cannot be read only this.
    """
    row = tile.row
    if trouble is not None and short:
        return trouble.word
    has_badge = row.status in (ImageStatus.VERIFIED, ImageStatus.SKIPPED)
    status = "" if short and has_badge else status_word(row.status)
    parts = [status if trouble is None else trouble.word, "" if row.split is None else split_word(row.split)]
    if row.annotation_count:
        parts.append(objects_word(row.annotation_count))
    return " · ".join(part for part in parts if part)


def tooltip(tile: Tile, trouble: Trouble | None) -> str:
    """Name, size, facts, and why it cannot be read."""
    image = tile.row.image
    size = "" if image.width is None or image.height is None else f"{number(image.width)} × {number(image.height)}"
    facts = " · ".join(part for part in (size, facts_line(tile, trouble)) if part)
    lines = [tile.row.name, facts, "" if trouble is None else trouble.reason]
    return "\n".join(line for line in lines if line)
