"""What a worker keeps ready between two clicks: opened networks, and what their layers answered for the last picture.

Opening a network takes a second, a click must not. Bounded: NETWORK_BYTES of networks, MOST_NETWORKS at most (the last
one always stays), one picture, ANSWER_BYTES of answers.
"""

from __future__ import annotations

import weakref
from collections import OrderedDict
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import torch
from torch import Tensor

from ml_engine.domain.errors import UserError
from ml_engine.inference.preparation import PreparedPicture, prepare_picture
from ml_engine.insight.open_network import ChoosesNetwork, as_pixels, open_network
from ml_engine.insight.subject import Subject, open_with_own_top, subject_of
from ml_engine.insight.trace import Call, Trace, capture_calls, trace_network
from ml_engine.jobs.insight_specs import NetworkPlace
from ml_engine.reports.kept_epochs import kept_epochs
from ml_engine.training.model import TrainedModel

MOST_NETWORKS = 4  # two runs beside each other, with and without their own answers
NETWORK_BYTES = 1 << 30
ANSWER_BYTES = 256 << 20
CALL_BYTES = 128 << 20
Stamp = tuple[int, int]


class Opened:
    """A network with what is known of it. model: in eval mode.   notices: what was said when it was opened."""

    def __init__(self, model: TrainedModel, notices: tuple[str, ...], answer_bytes: int = ANSWER_BYTES) -> None:
        self.model = model
        self.notices = notices
        self._room = answer_bytes
        self._trace: Trace | None = None
        self._picture: PreparedPicture | None = None
        self._stamp: tuple[Path, Stamp] | None = None
        self._answers: OrderedDict[str, Tensor] = OrderedDict()
        self._calls: OrderedDict[int, Call] = OrderedDict()

    @property
    def trace(self) -> Trace:
        """How a picture goes through it. One pass, the first time."""
        if self._trace is None:
            side = self.model.spec.input_size
            self._trace = trace_network(self.model, torch.zeros(1, 3, side, side, device=self._device))
        return self._trace

    @property
    def kept_bytes(self) -> int:
        """Of answers that are kept."""
        return sum(storage.nbytes() for storage in self._storages(self._answers.values()))

    def picture(self, path: Path) -> PreparedPicture:
        """The picture as it comes in; answers for another one are forgotten. Raises UserError if it cannot be read."""
        stamp = (path, stamp_of(path))
        if self._picture is None or stamp != self._stamp:
            self.forget()
            self._picture, self._stamp = prepare_picture(path, self.model.spec), stamp
        return self._picture

    def answer(self, path: Path, layer: str) -> Tensor:
        """What a layer answers for a picture: (C, H, W) or (D,), float32, on the CPU. Do not write into it.

        Layers whose channels come last (ConvNeXt) are turned round.
        The first call for a picture works out all layers, as far as there is room; others only look them up.
        Raises UserError if there is no such layer, or the picture cannot be read.
        """
        self._check(layer)
        pixels = self._pixels(path)
        if layer not in self._answers:
            self._fill(pixels, only=layer if self._answers else "")
        if layer not in self._answers:  # there was no room for it
            self._fill(pixels, only=layer)
        self._answers.move_to_end(layer)
        return maps_first(self._answers[layer], self.trace, layer)

    def raw_index(self, layer: str, channel: int, row: int, column: int) -> tuple[int, ...]:
        """Where a number of an answer stands in the tensor as the network has it, without the batch."""
        value = self.trace.values[layer]
        if len(self.trace.shapes[value]) == 2:
            return (channel,)
        return (row, column, channel) if self.trace.sights[value].axes == (1, 2) else (channel, row, column)

    def calls(self, path: Path, steps: Iterable[int]) -> dict[int, Call]:
        """Steps of the trace with their numbers for a picture."""
        wanted = tuple(steps)
        pixels = self._pixels(path)
        missing = [number for number in wanted if number not in self._calls]
        if missing:
            self._calls.update(capture_calls(self.model, pixels, missing))
        found = {number: self._calls[number] for number in wanted}
        for number in wanted:
            self._calls.move_to_end(number)
        while len(self._calls) > len(wanted) and sum(map(_call_bytes, self._calls.values())) > CALL_BYTES:
            self._calls.popitem(last=False)
        return found

    def forget(self) -> None:
        """Let go of all that is known of the last picture."""
        self._picture = self._stamp = None
        self._answers.clear()
        self._calls.clear()

    @property
    def _device(self) -> torch.device:
        return self.model.mean.device

    def _check(self, layer: str) -> None:
        shape = self.trace.shapes.get(self.trace.values.get(layer, -1), ())
        if len(shape) not in (2, 4):
            raise UserError(
                "no-layer", f"The network has no layer {layer!r} to look at.", "Choose one of its list of layers."
            )

    def _pixels(self, path: Path) -> Tensor:
        return as_pixels(self.picture(path).pixels, self._device)

    def _fill(self, pixels: Tensor, only: str) -> None:
        """Keep the answers of a pass. only: of this layer, for which older ones make room; '' for all."""
        room = self._room - self.kept_bytes
        copies: dict[tuple[int, int], tuple[weakref.ref[Tensor], Tensor]] = {}

        def keep(name: str, output: object) -> None:
            nonlocal room
            if not isinstance(output, Tensor) or output.ndim not in (2, 4) or name in self._answers:
                return
            # A block and its last layer answer with the same tensor; one that was written into is another one.
            key = (id(output), output._version)
            known = copies.get(key)
            if known is None or known[0]() is not output:
                size = 4 * output[0].numel()
                if size > room and not only:
                    return
                room -= size
                known = (weakref.ref(output), output[0].detach().to("cpu", torch.float32, copy=True))
                copies[key] = known
            self._answers[name] = known[1]

        handles = [
            module.register_forward_hook(lambda _m, _i, output, name=name: keep(name, output))
            for name, module in self.model.named_modules()
            if name and (name == only or not only)
        ]
        try:
            with torch.no_grad():
                self.model(pixels)
        finally:
            for handle in handles:
                handle.remove()
        while only and len(self._answers) > 1 and self.kept_bytes > self._room:
            first = next(iter(self._answers))
            if first == only:
                break
            del self._answers[first]

    @staticmethod
    def _storages(tensors: Iterable[Tensor]) -> list[torch.UntypedStorage]:
        return list({storage.data_ptr(): storage for storage in (t.untyped_storage() for t in tensors)}.values())


class WarmNetworks:
    """The networks that were opened last; only the last of them keeps a picture's answers.

    Whoever is given one leaves it as it was: no weight, hook, mode or gradient of it changes.
    """

    def __init__(self, network_bytes: int = NETWORK_BYTES) -> None:
        self._room = network_bytes
        self._kept: OrderedDict[tuple[object, ...], Opened] = OrderedDict()

    def open(self, job: ChoosesNetwork, device: torch.device, say: Callable[[str], None], epoch: int = 0) -> Opened:
        """The network of a job on a device. say: told what open_network warns of, each time. Raises as it does."""
        return self._keep(
            ("layers", *_key(job, device, epoch)), lambda warn: open_network(job, warn, epoch).to(device), say
        )

    def subject(self, place: NetworkPlace, device: torch.device, say: Callable[[str], None]) -> Subject:
        """As open_subject, on a device. A run's model is the one that open() keeps."""
        if place.model:
            return subject_of(self.open(place, device, say, place.epoch).model)
        key = ("own-top", *_key(place, device, place.epoch))
        return subject_of(self._keep(key, lambda _warn: open_with_own_top(place).to(device), say).model)

    def clear(self) -> None:
        """Let go of all."""
        self._kept.clear()

    def _keep(
        self,
        key: tuple[object, ...],
        make: Callable[[Callable[[str], None]], TrainedModel],
        say: Callable[[str], None],
    ) -> Opened:
        if key not in self._kept:
            said: list[str] = []
            model = make(said.append)
            self._kept[key] = Opened(model, tuple(said))
        self._kept.move_to_end(key)
        while len(self._kept) > MOST_NETWORKS or (len(self._kept) > 1 and self._bytes() > self._room):
            self._kept.popitem(last=False)
        for other, opened in self._kept.items():
            if other != key:
                opened.forget()
        for words in self._kept[key].notices:
            say(words)
        return self._kept[key]

    def _bytes(self) -> int:
        return sum(tensor.nbytes for opened in self._kept.values() for tensor in opened.model.state_dict().values())


@cache
def warm_networks() -> WarmNetworks:
    """Those of this process."""
    return WarmNetworks()


def maps_first(answer: Tensor, trace: Trace, layer: str) -> Tensor:
    """(C, H, W) of an answer without its batch, also of a layer that works on (H, W, C)."""
    is_last = answer.ndim == 3 and trace.sights[trace.values[layer]].axes == (1, 2)
    return answer.permute(2, 0, 1) if is_last else answer


def _key(job: ChoosesNetwork, device: torch.device, epoch: int) -> tuple[object, ...]:
    """All that decides which network a job means. A run that was trained on is another; so is a replaced file."""
    run = Path(job.model)
    files = [run / name for name in ("model.json", "best.safetensors")] if job.model else []
    files += [kept.path for kept in kept_epochs(run) if kept.epoch == epoch] if job.model and epoch else []
    files += [Path(job.weights)] if job.weights else []
    stamps = tuple(stamp_of(file) for file in files)
    return (job.model, job.backbone, job.weights, job.weights_dirs, job.input_size, epoch, str(device), stamps)


def stamp_of(path: Path) -> Stamp:
    """What changes when the file does; the same for all files that are not there."""
    try:
        facts = path.stat()
    except OSError:  # whoever opens it says so
        return (0, 0)
    return (facts.st_mtime_ns, facts.st_size)


def _call_bytes(call: Call) -> int:
    tensors = [call.output, *(value for value in (*call.args, *call.named.values()) if isinstance(value, Tensor))]
    return sum(4 * tensor.numel() for tensor in tensors)
