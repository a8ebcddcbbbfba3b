"""A run's card as Markdown in the window's language: what the page shows and what is copied from it.

The file model_card.md travels with the run and stays English; this is made from the same facts, in the same order, with
the metric names of the other pages.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, Qt

from desktop_app.i18n.messages import in_words
from desktop_app.results.metric_words import name_at, number, split_words
from desktop_app.session.run_words import metric_name, metric_number
from ml_engine.reports.card import ModelCard
from ml_engine.reports.limitations import limitations
from ml_engine.reports.markdown import SPLITS, bullets, duration, plain, sentence, table

_DIGITS = 3


def card_words(card: ModelCard) -> str:
    """Markdown without the plots: they are on the other pages, and live. Text from outside is escaped."""
    sections = [
        "# " + _tr("Model card: {run}").format(run=plain(card.run)),
        _summary(card),
        "## " + _tr("Results"),
        _results(card),
        "## " + _tr("Labels"),
        _labels(card),
        "## " + _tr("Limitations"),
        bullets(plain(in_words(said)) for said in limitations(card)),
        "## " + _tr("Data"),
        bullets(_data(card)),
        "## " + _tr("Model"),
        bullets(_model(card)),
        "## " + _tr("Training"),
        bullets(_training(card)),
        "### " + _tr("Recipe"),
        f"```toml\n{card.recipe.strip()}\n```",
    ]
    return "\n\n".join(sections) + "\n"


def _summary(card: ModelCard) -> str:
    count = len(card.labels)
    if card.task == "detect":
        text = _tr("A model that finds objects of %n label(s), on {backbone}.", count)
    elif card.task == "localize":
        text = _tr(
            "A model that says which of %n label(s) a picture's one object has, and where it is, on {backbone}.", count
        )
    elif card.several_per_picture:
        text = _tr("A model that says which of %n label(s) a picture has, any number of them, on {backbone}.", count)
    else:
        text = _tr("A model that says which of %n label(s) a picture has, on {backbone}.", count)
    said = text.format(backbone=plain(card.backbone_title))
    value = card.metrics.get(card.primary_metric)
    if value is None:
        return said
    score = _tr("{metric} on the {split} pictures: {value}.").format(
        metric=metric_name(card.primary_metric),
        split=split_words(card.metrics_split),
        value=f"**{metric_number(card.primary_metric, value, _DIGITS)}**",
    )
    return f"{said} {score}"


def _results(card: ModelCard) -> str:
    keys = list(dict.fromkeys([*card.metrics, *card.validation_metrics]))
    columns = {card.metrics_split: card.metrics}
    if card.validation_metrics:
        columns.setdefault("validation", card.validation_metrics)
    head = ["", *(_split_head(card, split) for split in columns)]
    # As the run counts itself: the figures of each column at the score that suits its own pictures best.
    names = {key: name_at(key, "best", card.score) for key in keys}
    rows = ([names[key], *(_figure(key, values.get(key)) for values in columns.values())] for key in keys)
    return table(head, rows)


def _split_head(card: ModelCard, split: str) -> str:
    return _tr("{split} (%n picture(s))", card.pictures.get(split, 0)).format(split=split_words(split))


def _labels(card: ModelCard) -> str:
    splits = [split for split in SPLITS if card.pictures.get(split)]
    keys = list(dict.fromkeys(key for label in card.labels for key in label.metrics))
    counted = (_tr("in {split}").format(split=split_words(split)) for split in splits)
    head = [_tr("label"), *counted, *(name_at(key, "shown", card.score) for key in keys)]
    rows = (
        [
            plain(label.name),
            *(_whole(label.counts.get(split, 0)) for split in splits),
            *(_figure(key, label.metrics.get(key)) for key in keys),
        ]
        for label in card.labels
    )
    return table(head, rows)


def _data(card: ModelCard) -> list[str]:
    shares = ", ".join(f"{_whole(card.pictures.get(split, 0))} {split_words(split)}" for split in SPLITS)
    lines = [_tr("%n picture(s): {shares}.", sum(card.pictures.values())).format(shares=shares)]
    if card.duplicates_kept_together:
        lines.append(
            _tr("%n near-duplicate(s) stayed in one split with their originals.", card.duplicates_kept_together)
        )
    if card.empty_pictures:
        lines.append(_tr("%n of them verified as showing no object.", card.empty_pictures))
    left_out = ((plain(in_words(reason)), count) for reason, count in card.left_out if count)
    return [*lines, *(_tr("Left out: {count} ({reason}).").format(count=_whole(n), reason=why) for why, n in left_out)]


def _model(card: ModelCard) -> list[str]:
    lines = [
        _tr("Backbone: {title}.").format(title=plain(card.backbone_title)),
        *_weights(card),
        _tr("Input: {fit}, {side} × {side} pixels.").format(fit=_fit(card.fit), side=_whole(card.input_size))
        + (f" {sentence(in_words(card.input_reason))}" if card.input_reason else ""),
    ]
    if card.task == "detect":
        text = _tr("Thresholds, chosen on validation pictures: score {score}, overlap {overlap}.")
        lines.append(text.format(score=number(card.score), overlap=number(card.iou)))
    elif card.score:
        lines.append(_tr("Threshold, chosen on validation pictures: score {score}.").format(score=number(card.score)))
    return lines


def _weights(card: ModelCard) -> list[str]:
    """Where its weights are from, and what of it was trained."""
    counts = {"trained": _whole(card.trained_parameters), "all": _whole(card.parameters)}
    if not card.weights_sha256:
        trained = _tr("Trained: all {all} parameters.").format(**counts)
        return [_tr("Weights: none; the whole network was trained here."), trained]
    licence = in_words(card.weights_licence)
    if not licence and card.weights_origin != "bundled":
        licence = _tr("Their licence is not known: ask whoever published the file.")
    origin = _tr("Weights: {origin}, SHA-256 {hash}.").format(
        origin=plain(_origin(card.weights_origin)), hash=f"`{card.weights_sha256}`"
    )
    if card.trained_blocks:
        trained = _tr(
            "Trained: the head and the top %n block(s) of the backbone; {trained} of {all} parameters.",
            card.trained_blocks,
        )
    else:
        trained = _tr("Trained: the head; {trained} of {all} parameters.")
    return [f"{origin} {licence}".strip(), trained.format(**counts)]


def _training(card: ModelCard) -> list[str]:
    best = card.best_epoch
    lines = [_tr("%n epoch(s).", len(card.history))]
    if best is not None:
        text = _tr("%n epoch(s), the best is number {best}.", len(card.history))
        lines = [text.format(best=_whole(best.epoch))]
    if card.stopped_early:
        lines.append(sentence(in_words(card.stopped_early)))
    reason = f" ({plain(in_words(card.device_reason))})" if card.device_reason else ""
    versions = ", ".join(f"{plain(name)} {plain(version)}" for name, version in card.versions.items())
    ended = QDateTime.fromString(card.created, Qt.DateFormat.ISODate).toLocalTime()
    when = QLocale().toString(ended, QLocale.FormatType.ShortFormat) if ended.isValid() else plain(card.created)
    return [
        *lines,
        _tr("Device: {device}.").format(device=f"{plain(card.device)}{reason}"),
        _tr("Time: {time}. Seed: {seed}. Finished: {when}.").format(
            time=duration(card.seconds), seed=str(card.seed), when=when
        ),
        _tr("Versions: {versions}.").format(versions=versions),
    ]


def _fit(fit: str) -> str:
    words = {
        "letterbox": _tr("the whole picture with borders"),
        "stretch": _tr("the picture stretched"),
        "crop": _tr("the middle of the picture"),
    }
    return words.get(fit, fit)


def _origin(origin: str) -> str:
    words = {
        "named file": _tr("a file that was named"),
        "project": _tr("the project's folder of weights"),
        "hub cache": _tr("PyTorch's cache"),
        "bundled": _tr("part of Vistazo"),
        "download": _tr("downloaded"),
    }
    return words.get(origin, origin)


def _figure(key: str, value: float | None) -> str:
    return "" if value is None else metric_number(key, value, _DIGITS)


def _whole(value: int) -> str:
    return QLocale().toString(value)


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("CardWords", text, "", count)
