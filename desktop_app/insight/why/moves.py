"""The moves of a picture that are tried: as sliders say them, along a curve, and in words. No widgets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QLocale

from desktop_app.insight.answer_bars import percent
from ml_engine.domain.events import Moved
from ml_engine.jobs.insight_specs import MOVE_AXES, MOVE_STOPS, Move, MoveAxis, move_at

FARTHEST = {axis: stops[-1] for axis, stops in MOVE_STOPS.items()}


@dataclass(frozen=True, slots=True)
class Setting:
    """turn: degrees clockwise.   across, down: percent of the input's side.   axis: along which the curve runs."""

    turn: float = 0.0
    across: float = 0.0
    down: float = 0.0
    axis: MoveAxis = "turn"

    @property
    def move(self) -> Move:
        return Move(self.turn, self.across / 100, self.down / 100)

    @property
    def place(self) -> float:
        """Where on the curve it is."""
        return {"turn": self.turn, "across": self.across, "down": self.down}[self.axis]

    @property
    def curve(self) -> list[Move]:
        """The moves along the axis, the others as they are."""
        return [move_at(self.move, self.axis, stop) for stop in MOVE_STOPS[self.axis]]


def place_on(axis: MoveAxis, found: Moved) -> float:
    """Where on the curve an answer is: degrees or percent."""
    values = {"turn": found.degrees, "across": 100 * found.across, "down": 100 * found.down}
    return round(values[axis], 6)


def place_words(axis: MoveAxis, place: float) -> str:
    """'12°', '25 % to the left'."""
    tr = QCoreApplication.translate
    number = QLocale().toString(float(abs(place)), "f", 0)
    if axis == "turn":
        return f"{'−' if place < 0 else ''}{number}°"
    if not place:
        return "0 %"
    text = {
        ("across", True): tr("MovePart", "{n} % to the left"),
        ("across", False): tr("MovePart", "{n} % to the right"),
        ("down", True): tr("MovePart", "{n} % upwards"),
        ("down", False): tr("MovePart", "{n} % downwards"),
    }[(axis, place < 0)]
    return text.format(n=number)


def move_words(found: Moved) -> str:
    """'Turned by 12° and shifted 25 % to the left', 'As it lies'."""
    tr = QCoreApplication.translate
    shifts = [place_words(axis, place_on(axis, found)) for axis in MOVE_AXES[1:] if place_on(axis, found)]
    turned = place_words("turn", found.degrees)
    if not found.degrees and not shifts:
        return tr("MovePart", "As it lies")
    if not shifts:
        return tr("MovePart", "Turned by {degrees}").format(degrees=turned)
    if not found.degrees:
        return tr("MovePart", "Shifted {places}").format(places=", ".join(shifts))
    text = tr("MovePart", "Turned by {degrees}, shifted {places}")
    return text.format(degrees=turned, places=", ".join(shifts))


def now_words(found: Moved) -> str:
    """What the network says of the picture as it is moved now."""
    tr = QCoreApplication.translate
    move, score = move_words(found), percent(found.score)
    best = found.answers[0] if found.answers else None
    if found.kind not in ("classify", "localize") or best is None:
        text = tr("MovePart", "{move}: “{label}” {score}.")
        return text.format(move=move, label=found.label, score=score)
    if best.label != found.label:
        text = tr("MovePart", "{move}: it takes “{label}” for “{other}” ({score}); “{label}” has {own} left.")
        return text.format(move=move, label=found.label, other=best.label, score=percent(best.score), own=score)
    is_moved = bool(found.degrees or found.across or found.down)
    still, plain = tr("MovePart", "{move}: still “{label}” ({score})."), tr("MovePart", "{move}: “{label}” ({score}).")
    return (still if is_moved else plain).format(move=move, label=found.label, score=score)


def curve_words(axis: MoveAxis, points: Sequence[Moved]) -> str:
    """What happens along the whole curve. points: in its order; '' for none."""
    if not points:
        return ""
    tr = QCoreApplication.translate
    places = [place_on(axis, point) for point in points]
    if points[0].kind not in ("classify", "localize"):
        return _range_words(axis, points)
    right = [bool(point.answers) and point.answers[0].label == point.label for point in points]
    label = points[0].label
    middle = min(range(len(places)), key=lambda index: abs(places[index]))
    if all(right):
        text = tr("MovePart", "From {first} to {last} it stays “{label}”.")
        said = text.format(first=place_words(axis, places[0]), last=place_words(axis, places[-1]), label=label)
        return f"{said} {_range_words(axis, points)}"
    if not right[middle]:
        text = tr("MovePart", "Already unmoved along this line it takes “{label}” for “{other}”.")
        return text.format(label=label, other=points[middle].answers[0].label)
    low = high = middle
    while low > 0 and right[low - 1]:
        low -= 1
    while high < len(right) - 1 and right[high + 1]:
        high += 1
    text = tr("MovePart", "It stays “{label}” from {first} to {last}.")
    stays = text.format(first=place_words(axis, places[low]), last=place_words(axis, places[high]), label=label)
    beyond = [index for index in (low - 1, high + 1) if 0 <= index < len(right)]
    beyond.sort(key=lambda index: abs(places[index]))
    return " ".join([stays, *(_mistake_words(axis, points[index]) for index in beyond)])


def _mistake_words(axis: MoveAxis, point: Moved) -> str:
    text = QCoreApplication.translate("MovePart", "At {place} it takes it for “{other}” ({score}).")
    best = point.answers[0]
    return text.format(place=place_words(axis, place_on(axis, point)), other=best.label, score=percent(best.score))


def _range_words(axis: MoveAxis, points: Sequence[Moved]) -> str:
    least, most = min(points, key=lambda point: point.score), max(points, key=lambda point: point.score)
    text = QCoreApplication.translate(
        "MovePart", "Least sure of “{label}” at {least} ({low}), surest at {most} ({high})."
    )
    return text.format(
        label=least.label, least=place_words(axis, place_on(axis, least)), low=percent(least.score),
        most=place_words(axis, place_on(axis, most)), high=percent(most.score),
    )  # fmt: skip
