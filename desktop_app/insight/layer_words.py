"""A layer in words, with its numbers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QLocale

from ml_engine.domain.events import LayerRow


def shape_words(shape: Sequence[int]) -> str:
    """'32 × 112 × 112'."""
    locale = QLocale()
    return " × ".join(locale.toString(side) for side in shape)


def size_words(size_bytes: int) -> str:
    """'3.2 MB'."""
    locale = QLocale()
    return locale.formattedDataSize(size_bytes, 0 if size_bytes >= 10e6 else 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def layer_sentence(row: LayerRow) -> str:
    """'conv1: Conv2d, 64 maps of 112 × 112, 9,408 parameters'."""
    tr = QCoreApplication.translate
    locale = QLocale()
    if len(row.shape) == 3:
        text = tr("LayerList", "{name}: {kind}, {maps} maps of {width} × {height}, {parameters} parameters")
        maps, height, width = (locale.toString(side) for side in row.shape)
    else:
        text = tr("LayerList", "{name}: {kind}, {maps} numbers, {parameters} parameters")
        maps, height, width = locale.toString(row.shape[0] if row.shape else 0), "", ""
    return text.format(
        name=row.name, kind=row.kind, maps=maps, width=width, height=height, parameters=locale.toString(row.parameters)
    )


def field_words(row: LayerRow) -> str:
    """What one of its numbers sees of the picture: '11 × 11 pixels', 'the whole picture'."""
    tr, locale = QCoreApplication.translate, QLocale()
    if row.sees_all:
        return tr("LayerWords", "the whole picture")
    if not row.field:
        return "–"
    height, width = row.field
    text = tr("LayerWords", "{width} × {height} pixels")
    return text.format(width=locale.toString(width), height=locale.toString(height))


def window_words(row: LayerRow) -> str:
    """'3 × 3, stride 2, padding 1'; '' for a layer without a window that slides."""
    if len(row.window) != 8:
        return ""
    tr = QCoreApplication.translate
    (kernel, stride, padding, dilation) = (row.window[place : place + 2] for place in (0, 2, 4, 6))
    words = [f"{kernel[0]} × {kernel[1]}", tr("LayerWords", "stride {number}").format(number=_pair(stride))]
    if any(padding):
        words.append(tr("LayerWords", "padding {number}").format(number=_pair(padding)))
    if any(side > 1 for side in dilation):
        words.append(tr("LayerWords", "dilation {number}").format(number=_pair(dilation)))
    return ", ".join(words)


def short_name(row: LayerRow) -> str:
    """Without the part of the network that all share."""
    return row.name.removeprefix(f"{row.part}.body.").removeprefix(f"{row.part}.") or row.name


def _pair(sides: Sequence[int]) -> str:
    return str(sides[0]) if sides[0] == sides[1] else f"{sides[0]} × {sides[1]}"
