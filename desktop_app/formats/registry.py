"""The formats there are. A new one is one more line here, and the contract suite runs over it."""

from __future__ import annotations

from desktop_app.formats.coco import CocoFormat
from desktop_app.formats.format import Format
from desktop_app.formats.voc import VocFormat
from desktop_app.formats.yolo import YoloFormat
from ml_engine.domain.registry import Registry

FORMATS: Registry[Format] = Registry("format")
for _format in (CocoFormat(), VocFormat(), YoloFormat()):
    FORMATS.add(_format.name, _format)
