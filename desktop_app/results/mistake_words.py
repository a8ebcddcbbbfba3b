"""Why a picture is among the mistakes, in one short sentence."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QCoreApplication, QLocale

from desktop_app.results.metric_words import number
from desktop_app.results.outcomes import Outcome
from desktop_app.results.scores import Judged

SHOWN = 2


def mistake_sentence(judged: Judged, names: tuple[str, ...], task: str) -> str:
    """What went wrong, the gravest first; '' if nothing did."""
    parts = [_part(outcome, names, task) for outcome in _gravest(judged.wrong)]
    missed = Counter(outcome.truth for outcome in judged.wrong if outcome.answer is None)
    parts += [_missed(names[label], count) for label, count in missed.most_common() if label is not None]
    shown, rest = parts[:SHOWN], len(parts) - SHOWN
    if rest > 0:
        shown.append(QCoreApplication.translate("Mistakes", "and %n more", "", rest))
    return " · ".join(shown)


def _gravest(wrong: tuple[Outcome, ...]) -> list[Outcome]:
    return sorted((item for item in wrong if item.answer is not None), key=lambda item: -item.score)


def _missed(name: str, count: int) -> str:
    tr = QCoreApplication.translate
    if count == 1:
        return tr("Mistakes", "missed {label}").format(label=name)
    return tr("Mistakes", "missed {count} × {label}").format(count=QLocale().toString(count), label=name)


def _part(outcome: Outcome, names: tuple[str, ...], task: str) -> str:
    tr = QCoreApplication.translate
    answer = names[outcome.answer] if outcome.answer is not None else ""
    score = number(outcome.score)
    if outcome.truth is None:
        if task == "detect":
            return tr("Mistakes", "{answer} {score} where nothing is").format(answer=answer, score=score)
        return tr("Mistakes", "says {answer} {score}, which it is not").format(answer=answer, score=score)
    text = tr("Mistakes", "says {answer} {score}, is {truth}")
    return text.format(answer=answer, score=score, truth=names[outcome.truth])
