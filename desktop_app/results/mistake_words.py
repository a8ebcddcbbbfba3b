"""Why a picture is among the mistakes, in one short sentence: each mistake by name, or how many of each sort."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QCoreApplication, QLocale

from desktop_app.results.metric_words import number
from desktop_app.results.outcomes import Outcome
from desktop_app.results.scores import Judged
from desktop_app.session.run_words import FINDS_BOXES

MOST_NAMED = 2


def mistake_sentence(judged: Judged, names: tuple[str, ...], task: str) -> str:
    """What went wrong, the gravest first; '' if nothing did."""
    wrong = judged.wrong
    parts = _named(wrong, names, task) if len(wrong) <= MOST_NAMED else _counted(wrong)
    return " · ".join(parts)


def _named(wrong: tuple[Outcome, ...], names: tuple[str, ...], task: str) -> list[str]:
    tr = QCoreApplication.translate
    answered = sorted((item for item in wrong if item.answer is not None), key=lambda item: -item.score)
    missed = Counter(names[item.truth] for item in wrong if item.answer is None and item.truth is not None)
    one, several = tr("Mistakes", "missed {label}"), tr("Mistakes", "missed {count} × {label}")
    found = [_answer(item, names, task) for item in answered]
    locale = QLocale()
    return found + [
        (one if count == 1 else several).format(count=locale.toString(count), label=label)
        for label, count in missed.items()
    ]


def _counted(wrong: tuple[Outcome, ...]) -> list[str]:
    """Three or more mistakes are counted, not named."""
    tr = QCoreApplication.translate
    missed = sum(item.answer is None for item in wrong)
    invented = sum(item.truth is None for item in wrong)
    texts = (
        (missed, tr("Mistakes", "{count} missed")),
        (invented, tr("Mistakes", "{count} where nothing is")),
        (len(wrong) - missed - invented, tr("Mistakes", "{count} mixed up")),
    )
    locale = QLocale()
    return [text.format(count=locale.toString(count)) for count, text in texts if count]


def _answer(outcome: Outcome, names: tuple[str, ...], task: str) -> str:
    tr = QCoreApplication.translate
    answer = names[outcome.answer] if outcome.answer is not None else ""
    score = number(outcome.score)
    if outcome.truth is not None:
        text = tr("Mistakes", "says {answer} {score}, is {truth}")
        return text.format(answer=answer, score=score, truth=names[outcome.truth])
    if task in FINDS_BOXES:
        return tr("Mistakes", "{answer} {score} where nothing is").format(answer=answer, score=score)
    return tr("Mistakes", "says {answer} {score}, which it is not").format(answer=answer, score=score)
