"""The model card as Markdown, for people. Labels and reasons come from outside: they are escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from ml_engine.domain.split_check import check_sentences
from ml_engine.reports.card import ModelCard, metric_title
from ml_engine.reports.limitations import limitations

_AT_SCORE = ("precision", "recall", "f1", "mean_iou")
SPLITS = ("train", "validation", "test")
_TASKS = {
    "classify": "says which label a picture has",
    "detect": "finds objects and says which label each has",
    "localize": "says which object a picture shows and where",
}
_MARKUP = re.compile(r"([\\`*_\[\]<>|~&#])")


def card_markdown(card: ModelCard, plots: Mapping[str, str]) -> str:
    """Markdown. plots: title → file, relative to the card, in the order in which they are shown."""
    sections = [
        f"# Model card: {plain(card.run)}",
        _summary(card),
        "## Results",
        _results(card),
        *(f"![{title}]({file})" for title, file in plots.items()),
        "## Labels",
        _labels(card),
        "## Limitations",
        bullets(map(plain, limitations(card))),
        "## Data",
        bullets(_data(card)),
        *_split(card),
        "## Model",
        bullets(_model(card)),
        "## Training",
        bullets(_training(card)),
        "### Recipe",
        f"```toml\n{card.recipe.strip()}\n```",
    ]
    return "\n\n".join(sections) + "\n"


def _summary(card: ModelCard) -> str:
    value = card.metrics.get(card.primary_metric)
    score = (
        ""
        if value is None
        else f" {metric_title(card.primary_metric, card.task)} on {card.metrics_split} pictures: **{value:.3f}**."
    )
    task = "says which labels a picture has" if card.several_per_picture else _TASKS.get(card.task, card.task)
    labels = f"{len(card.labels)} label{'s' if len(card.labels) != 1 else ''}"
    return f"A model that {task}, for {labels}, on {card.backbone_title}.{score}"


def _results(card: ModelCard) -> str:
    keys = list(dict.fromkeys([*card.metrics, *card.validation_metrics]))
    both = card.metrics_split != "validation" and bool(card.validation_metrics)
    head = ["", f"{card.metrics_split} ({card.pictures.get(card.metrics_split, 0)} pictures)"]
    if both:
        head.append(f"validation ({card.pictures.get('validation', 0)} pictures)")
    columns = [card.metrics, card.validation_metrics] if both else [card.metrics]
    return table(
        head,
        ([_title_at(key, card, "the best score"), *(_number(column.get(key)) for column in columns)] for key in keys),
    )


def _labels(card: ModelCard) -> str:
    splits = [split for split in SPLITS if card.pictures.get(split)]
    keys = list(dict.fromkeys(key for label in card.labels for key in label.metrics))
    head = [
        "label",
        *(f"in {split}" for split in splits),
        *(_title_at(key, card, f"score {card.score:.2f}") for key in keys),
    ]
    rows = (
        [
            plain(label.name),
            *(str(label.counts.get(split, 0)) for split in splits),
            *(_number(label.metrics.get(key)) for key in keys),
        ]
        for label in card.labels
    )
    return table(head, rows)


def _title_at(key: str, card: ModelCard, score: str) -> str:
    """With the score from which answers are counted, where the metric depends on one.

    Of a split's pictures it is the one that suits them best; of a label the one from which the model shows answers.
    """
    title = metric_title(key, card.task)
    return f"{title}, at {score}" if card.score and key in _AT_SCORE else title


def _data(card: ModelCard) -> list[str]:
    shares = ", ".join(f"{card.pictures.get(split, 0)} {split}" for split in SPLITS)
    lines = [f"{sum(card.pictures.values())} pictures: {shares}."]
    if card.duplicates_kept_together:
        lines.append(f"{card.duplicates_kept_together} near-duplicates were kept in one split with their originals.")
    if card.empty_pictures:
        lines.append(f"{card.empty_pictures} of them verified as showing no object.")
    lines += [f"Left out: {count} ({plain(reason)})." for reason, count in card.left_out if count]
    return lines


def _split(card: ModelCard) -> list[str]:
    if not card.split_check.findings:
        return []
    return ["### What is wrong with the split", bullets(plain(said) for said in check_sentences(card.split_check))]


def _model(card: ModelCard) -> list[str]:
    lines = [f"Backbone: {card.backbone_title} (`{card.backbone}`)."]
    if card.weights_sha256:
        unknown = "Their licence is not known: ask whoever published the file."
        licence = card.weights_licence or ("" if card.weights_origin == "bundled" else unknown)
        origin = f"Weights: {plain(card.weights_origin)}, SHA-256 `{card.weights_sha256}`."
        lines.append(f"{origin} {licence}".rstrip())
    else:
        lines.append("Weights: none; the whole network was trained here.")
    blocks = f", and the top {card.trained_blocks} blocks of the backbone" if card.trained_blocks else ""
    lines.append(
        f"Trained: the head{blocks}; {card.trained_parameters:,} of {card.parameters:,} parameters."
        if card.weights_sha256
        else f"Trained: all {card.parameters:,} parameters."
    )
    reason = f" {sentence(card.input_reason)}" if card.input_reason else ""
    lines.append(f"Input: {card.fit} into {card.input_size} × {card.input_size} pixels.{reason}")
    if card.task == "detect":
        lines.append(f"Thresholds, chosen on validation pictures: score {card.score:.2f}, overlap {card.iou:.2f}.")
    elif card.score:
        lines.append(f"Threshold, chosen on validation pictures: score {card.score:.2f}.")
    return lines


def _training(card: ModelCard) -> list[str]:
    best = card.best_epoch
    lines = [f"{len(card.history)} epochs" + (f", the best is number {best.epoch}." if best else ".")]
    if card.stopped_early:
        lines.append(sentence(card.stopped_early))
    reason = f" ({plain(card.device_reason)})" if card.device_reason else ""
    lines += [
        f"Device: {card.device}{reason}.",
        f"Time: {duration(card.seconds)}.   Seed: {card.seed}.   Finished: {card.created}.",
        "Versions: " + ", ".join(f"{name} {number}" for name, number in card.versions.items()) + ".",
    ]
    return lines


def duration(seconds: float) -> str:
    """'41 s', '3 min 20 s', '2 h 05 min'."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60:02d} s"
    return f"{whole // 3600} h {whole % 3600 // 60:02d} min"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Names at the left, numbers right-aligned. Cells are Markdown already."""
    ruler = ["---", *("---:" for _ in head[1:])]
    return "\n".join("| " + " | ".join(row) + " |" for row in [head, ruler, *rows])


def bullets(lines: Iterable[str]) -> str:
    """A list. Lines are Markdown already."""
    return "\n".join(f"- {line}" for line in lines)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def sentence(text: str) -> str:
    """plain(), with a full stop at its end."""
    said = plain(text)
    return said if said.endswith(".") else f"{said}."


def plain(text: str) -> str:
    """Text from outside as one line that Markdown shows as it is."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))
