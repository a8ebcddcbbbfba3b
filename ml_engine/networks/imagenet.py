"""The 1,000 labels of ImageNet that pretrained networks answer; without torch.

Names and WordNet ids are a file of ours (resources/imagenet/labels.md says whence), so that no library is loaded to
read them and none can change them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ml_engine.domain.errors import UserError

_TOP = Path(__file__).resolve().parents[2]
# As weights.py: beside the window's package in a wheel and in a bundle, on its own in a checkout.
_PLACES = tuple(top / "imagenet" / "labels.tsv" for top in (_TOP / "desktop_app" / "_resources", _TOP / "resources"))
COUNT = 1000


@dataclass(frozen=True, slots=True)
class ImageNetLabel:
    """wordnet: 'n03877845'.   name: 'palace'; two of the names stand for two labels each."""

    wordnet: str
    name: str


@cache
def imagenet_labels() -> tuple[ImageNetLabel, ...]:
    """In the order of the outputs. Raises UserError if the file is not whole."""
    for path in _PLACES:
        if path.is_file():
            rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
            if len(rows) == COUNT and all(len(row) == 2 for row in rows):
                return tuple(ImageNetLabel(*row) for row in rows)
    raise UserError("installation", "The names of ImageNet's labels are missing.", "Install Vistazo again.")
