"""What a run answered for every picture it was scored on, and the tables and curves that are counted from it.

Written once at the end of a training; read by whoever shows results, without torch and without the network.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from ml_engine.domain.errors import UserError
from ml_engine.domain.events import TruthBox

ANSWERS_FILE = "answers.jsonl"
SCORES_FILE = "curves.json"
SCORES_VERSION = 1
NOTHING = ""  # in a cell: no object there, or none found


@dataclass(frozen=True, slots=True)
class AnsweredBox:
    """A box that the model found. xyxy: pixels of the upright picture.

    matched: place in truth_boxes of the object it found (same label, IoU >= 0.5, each object once), −1 for none.
    error: what is wrong with it ('localisation', 'wrong_label', … of metrics.box_errors), '' if nothing is.
    """

    label: str
    score: float
    xyxy: tuple[float, float, float, float]
    matched: int = -1
    error: str = ""


@dataclass(frozen=True, slots=True)
class PictureAnswer:
    """One scored picture.

    image_id: the project's.   wrong: 0 (all right) … 1 (all wrong). A classifier: what the right label's score lacks
    to 1 (with several labels a picture: the largest such error).   A detector: 1 − 2·Σ IoU of the right boxes /
    (objects + boxes shown).
    truth_labels, scores: of a classifier, scores best first.
    truth_boxes, boxes: of a detector, boxes best first, also weak ones.
    cells: where the picture counts in the confusion matrix, (truth, answer) each, NOTHING for the background.
    missed: places in truth_boxes of objects that no shown answer found or meant.
    """

    image_id: int
    path: str
    split: str
    wrong: float
    truth_labels: tuple[str, ...] = ()
    truth_boxes: tuple[TruthBox, ...] = ()
    scores: tuple[tuple[str, float], ...] = ()
    boxes: tuple[AnsweredBox, ...] = ()
    cells: tuple[tuple[str, str], ...] = ()
    missed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class LabelScores:
    """A label's row. id: UUID, hex.   support: pictures or boxes that have it.

    metrics: 'precision', 'recall', 'f1' of what is shown, 'ap' (a detector's: IoU 0.5 to 0.95), a detector's 'ap50';
    without those that have nothing to count.   threshold: score from which its own f1 is best, None where nothing of
    it is right at any score.
    """

    id: str
    name: str
    color: str
    support: int
    metrics: dict[str, float]
    threshold: float | None = None


@dataclass(frozen=True, slots=True)
class ScoreCurve:
    """Precision over recall of one label, '' for all labels together (a detector: at IoU 0.5). Equally long, thinned.

    scores: falling: the point is reached when answers from this score on are shown.
    """

    label: str
    scores: tuple[float, ...]
    recall: tuple[float, ...]
    precision: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class ErrorKind:
    """One kind of a detector's mistakes, as metrics.box_errors names them.

    count: among what is shown.   cost: by how much AP50 would rise without them, 0..1.
    """

    kind: str
    count: int
    cost: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """Answers with a score in low..high: how many, their mean score, and which share of them is right, 0..1.

    high itself only in the last of several.
    """

    low: float
    high: float
    count: int
    score: float
    right: float


@dataclass(frozen=True, slots=True)
class Scores:
    """Counted over one split. score: from which answers are shown.   metrics: of all labels.

    figures: further numbers. A classifier's 'top1_error', 'top5_error', 'precision_over_half' (of answers whose score
    exceeds 0.5); a detector's COCO figures ('ap_small', 'ar100', …) and AP50 by other rules
    ('ap50_11_points', 'ap50_all_points', 'ap50_voc': all points with the extra pixel); 'calibration_error',
    'calibration_worst' of either.
    errors: a detector's mistakes by kind.   reliability: bins of the scores, rising.

    confusion: rows are the truth, columns the answer, in the order of labels; where has_background, one more of each at
    the end: no object there, or none found.
    """

    task: str = ""
    split: str = ""
    score: float = 0.0
    metrics: dict[str, float] = field(default_factory=dict)
    labels: tuple[LabelScores, ...] = ()
    confusion: tuple[tuple[int, ...], ...] = ()
    has_background: bool = False
    curves: tuple[ScoreCurve, ...] = ()
    figures: dict[str, float] = field(default_factory=dict)
    errors: tuple[ErrorKind, ...] = ()
    reliability: tuple[Reliability, ...] = ()


class _ScoresFile(msgspec.Struct):
    """scored: the split that the run's metrics are of."""

    version: int
    scored: str
    parts: list[Scores]


def read_answers(run_dir: Path, split: str = "") -> tuple[PictureAnswer, ...]:
    """What the run answered, in the order of its pictures; () for a run of an older Vistazo or one without an end.

    split: '' for all that were scored ('validation', and 'test' where there is one).
    Raises UserError('damaged-answers').
    """
    path = run_dir / ANSWERS_FILE
    try:
        answers = tuple(_answer(line) for line in _lines(path))
    except (msgspec.MsgspecError, ValueError) as error:
        raise _damaged(path, error) from error
    return tuple(answer for answer in answers if not split or answer.split == split)


def read_scores(run_dir: Path, split: str = "") -> Scores:
    """Tables and curves of a split, '' for the one that the run's metrics are of. Empty where read_answers is.

    Raises UserError('damaged-answers'), also for a newer file.
    """
    path = run_dir / SCORES_FILE
    lines = _lines(path)
    if not lines:
        return Scores()
    try:
        file = msgspec.json.decode(b"\n".join(lines), type=_ScoresFile)
    except msgspec.MsgspecError as error:
        raise _damaged(path, error) from error
    if file.version > SCORES_VERSION:
        raise UserError("newer-answers", f"{path} was written by a newer Vistazo.", "Update Vistazo.")
    wanted = split or file.scored
    return next((part for part in file.parts if part.split == wanted), Scores())


def answers_bytes(answers: Sequence[PictureAnswer]) -> bytes:
    """The file ANSWERS_FILE: a picture a line."""
    return b"".join(_line(answer) + b"\n" for answer in answers)


def scores_bytes(parts: Sequence[Scores], scored: str) -> bytes:
    """The file SCORES_FILE. scored: the split that the run's metrics are of."""
    return msgspec.json.encode(_ScoresFile(SCORES_VERSION, scored, list(parts)))


def _line(answer: PictureAnswer) -> bytes:
    try:
        return msgspec.json.encode(answer)
    except UnicodeEncodeError:
        # A file name that is no UTF-8 holds lone surrogates in Python; escaped, they are JSON.
        return json.dumps(msgspec.to_builtins(answer)).encode()


def _answer(line: bytes) -> PictureAnswer:
    try:
        return msgspec.json.decode(line, type=PictureAnswer)
    except msgspec.MsgspecError:
        return msgspec.convert(json.loads(line), PictureAnswer)


def _lines(path: Path) -> list[bytes]:
    try:
        return path.read_bytes().splitlines()
    except FileNotFoundError:
        return []
    except OSError as error:
        raise UserError(
            "damaged-answers", f"{path} cannot be read: {error.strerror}.", "Train the run again."
        ) from error


def _damaged(path: Path, error: Exception) -> UserError:
    return UserError("damaged-answers", f"{path} is damaged: {error}.", "The model itself is safe; train again for it.")
