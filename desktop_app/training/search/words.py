"""A search in words: the same in the table, in the plots and for those who hear them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale

from desktop_app.i18n.messages import in_words
from desktop_app.session.recipe_words import field_title, value_words
from desktop_app.session.run_words import metric_name, metric_number, run_time
from desktop_app.training.search.choices import shown_value
from ml_engine.reports.search_file import SearchFile, Trial
from ml_engine.training.recipe_fields import find_field

DIGITS = 4


def preset_titles() -> Mapping[str, tuple[str, str]]:
    """By preset: its title, and what it is for."""
    return {
        "steps": (
            _tr("How it learns"), _tr("Learning rate, decay and rule of the steps: what matters most, mostly.")
        ),
        "length": (_tr("How long it learns"), _tr("Epochs, batch size and the rate that goes with them.")),
        "overfitting": (
            _tr("Against learning by heart"),
            _tr("Decay, dropout, smoothing and mixing: for few pictures, or where training is much better than "
                "validation."),
        ),
        "augment": (
            _tr("Changes to pictures"), _tr("How much training pictures are mirrored, turned, zoomed and recoloured.")
        ),
        "unfreeze": (
            _tr("Unfreezing"), _tr("How many blocks of the network learn after the head, and how fast. Slow.")
        ),
    }  # fmt: skip


def result_words(trial: Trial) -> str:
    """What became of a trial."""
    words = {
        "running": _tr("training"),
        "done": _tr("done"),
        "pruned": _tr("ended early"),
        "failed": _tr("failed"),
    }
    return words[trial.result]


def result_sentence(trial: Trial) -> str:
    """Why it is so."""
    match trial.result:
        case "pruned":
            return _tr("It fell behind half of the others, so the rest of it was not worth the time.")
        case "failed":
            return _tr("It failed: {why}").format(why=in_words(trial.message))
        case "running":
            return _tr("It has not come to its end.")
        case _:
            return _tr("It was trained to its end.")


def value_number(metric: str, value: float | None) -> str:
    """A metric's value with as many digits as tell trials apart."""
    return metric_number(metric, value, DIGITS)


def settings_words(values: Mapping[str, object]) -> str:
    """'Learning rate 0.003 · Rule of the steps sgd'."""
    return " · ".join(f"{field_title(name)} {setting_words(name, value)}" for name, value in values.items())


def setting_words(name: str, value: object) -> str:
    """A searched value as a person reads it."""
    return value_words(shown_value(name, value))


def trial_sentence(file: SearchFile, trial: Trial) -> str:
    """All of a trial."""
    text = _tr("Trial {number}: {metric} {value}, {settings}. {state}")
    return text.format(
        number=QLocale().toString(trial.number),
        metric=metric_name(file.metric),
        value=value_number(file.metric, trial.value),
        settings=settings_words(trial.values),
        state=result_sentence(trial),
    )


def importance_sentence(name: str, share: float, place: int) -> str:
    """What a share means."""
    percent = QLocale().toString(100 * share, "f", 0)
    title = field_title(name)
    if place == 0:
        return _tr("{field} made the most difference between good trials and others: {share} % of it.").format(
            field=title, share=percent
        )
    return _tr("{field}: {share} % of the difference between good trials and others.").format(
        field=title, share=percent
    )


def search_time(folder: Path) -> str:
    """When a search was begun, as its folder's name says; else the name."""
    try:
        return run_time(datetime.strptime(folder.name[:15], "%Y%m%d-%H%M%S").replace(tzinfo=UTC))
    except ValueError:
        return folder.name


def choice_tip(name: str, value: str) -> str:
    """What a value of a choice means, '' where nothing is said of it."""
    return next((in_words(choice.help) for choice in find_field(name).choices if choice.value == value), "")


def _tr(text: str) -> str:
    return QCoreApplication.translate("SearchWords", text)
