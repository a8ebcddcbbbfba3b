"""The network that answered last, kept with its last picture: a slider asks it twenty times a second."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import torch

from ml_engine.augment.render import place_moved
from ml_engine.domain.geometry import ViewGeometry
from ml_engine.images.reader import decode_picture, header_of, read_bytes
from ml_engine.images.upright import ByteImage
from ml_engine.inference.preparation import plain_pixels, plain_view
from ml_engine.insight.answers import Answers, Outputs, label_scores, read_answers
from ml_engine.insight.open_network import as_pixels
from ml_engine.insight.subject import Subject
from ml_engine.insight.turning import turned_view
from ml_engine.insight.warm import Stamp, stamp_of, warm_networks
from ml_engine.jobs.insight_specs import Move, NetworkPlace
from ml_engine.training.feature_pixels import needed_side

MOST_ANSWERS = 400  # moves of one picture that are remembered: a few curves
Scores = np.ndarray[tuple[int], np.dtype[np.float32]]
Said = tuple[Answers, Scores]


class WarmSubject:
    """subject: of warm_networks, on the device."""

    def __init__(self, subject: Subject, device: torch.device) -> None:
        self.subject = subject
        self._device = device
        self._stamp: tuple[Path, Stamp] | None = None
        self._image: ByteImage | None = None
        self._view: ViewGeometry | None = None
        self._said: OrderedDict[Move, Said] = OrderedDict()

    def pixels(self, path: Path, move: Move) -> ByteImage:
        """The network's input, (S, S, 3) uint8 RGB; unmoved it is the very one of a prediction.

        Raises UserError if the picture cannot be read.
        """
        image, view = self._picture(path)
        if move == Move():
            return plain_pixels(image, view)
        return place_moved(image, turned_view(view, move))

    def view(self, path: Path) -> ViewGeometry:
        """Where the unmoved picture lies in the input."""
        return self._picture(path)[1]

    def outputs(self, pixels: ByteImage) -> Outputs:
        """The network's raw answers."""
        with torch.no_grad():
            found: Outputs = self.subject.model(as_pixels(pixels, self._device))
        return found

    def said(self, path: Path, move: Move) -> Said:
        """What it answers for a moved picture, boxes in pixels of the input; and every label's score."""
        self._picture(path)  # answers for another picture are forgotten
        if move not in self._said:
            outputs = self.outputs(self.pixels(path, move))
            side = self.subject.model.spec.input_size
            as_it_lies = ViewGeometry((1.0, 0.0, 0.0, 0.0, 1.0, 0.0), side, side, side, side)
            self._said[move] = read_answers(self.subject, outputs, as_it_lies), label_scores(self.subject, outputs)
            while len(self._said) > MOST_ANSWERS:
                self._said.popitem(last=False)
        return self._said[move]

    def _picture(self, path: Path) -> tuple[ByteImage, ViewGeometry]:
        stamp = (path, stamp_of(path))
        if self._image is None or self._view is None or stamp != self._stamp:
            self._said.clear()
            data = read_bytes(path)
            header = header_of(data, path)
            self._view = plain_view(header.width, header.height, self.subject.model.spec)
            self._image = decode_picture(data, path, needed_side(self._view))
            self._stamp = stamp
        return self._image, self._view


class WarmSubjects:
    """The last one; another network takes its place."""

    def __init__(self) -> None:
        self._kept: WarmSubject | None = None

    def open(self, place: NetworkPlace, device: torch.device, say: Callable[[str], None]) -> WarmSubject:
        """The network with its answers, on a device. say: told what there is to warn of. Raises as open_subject."""
        subject = warm_networks().subject(place, device, say)
        if self._kept is None or self._kept.subject.model is not subject.model:
            self._kept = WarmSubject(subject, device)
        return self._kept


@cache
def warm_subjects() -> WarmSubjects:
    """That of this process."""
    return WarmSubjects()
