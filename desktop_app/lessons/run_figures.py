"""What a lesson may say of a run: its figures by name, read from its folder. No Qt; for a thread of the background."""

from __future__ import annotations

from pathlib import Path

from desktop_app.lessons.format import Fact
from ml_engine.domain.errors import UserError
from ml_engine.reports.card import ModelCard
from ml_engine.reports.run_reader import MetricsRow, read_card, read_curves, read_job
from ml_engine.training.recipe import PRESETS, Recipe, parse_recipe

Figures = dict[str, Fact]
METRICS = ("accuracy", "precision", "recall", "f1", "ap", "ap50", "mean_iou", "loss")


def read_figures(folder: Path) -> Figures:
    """Names without 'run.' → values; what a run does not have is absent. Damaged files cost what stands in them."""
    figures: Figures = {"name": folder.name}
    try:
        figures |= _of_card(read_card(folder))
        figures |= _of_curves(read_curves(folder))
        figures |= _of_job(folder)
    except UserError:
        pass  # a run that is cut off has some of its files only; Results says what is wrong with it
    return figures


def _of_card(card: ModelCard) -> Figures:
    figures: Figures = {
        "task": card.task,
        "backbone": card.backbone_title or card.backbone,
        "seconds": card.seconds,
        "pictures": card.pictures.get("train", 0),
        "scored": card.pictures.get(card.metrics_split, 0),
        "labels": ", ".join(label.name for label in card.labels),
        "label_count": len(card.labels),
        "input_size": card.input_size,
        "parameters": card.parameters,
        "trained_parameters": card.trained_parameters,
        "frozen_parameters": card.parameters - card.trained_parameters,
        "pretrained": bool(card.weights_origin),
    }
    figures |= {name: card.metrics[name] for name in METRICS if card.metrics.get(name) is not None}
    by_recall = [(label.metrics["recall"], label.name) for label in card.labels if "recall" in label.metrics]
    by_precision = [(label.metrics["precision"], label.name) for label in card.labels if "precision" in label.metrics]
    if by_recall:
        best = max(by_recall)[0]
        figures["easiest"] = ", ".join(name for value, name in by_recall if value == best)
    if by_precision:
        least = min(by_precision)[0]
        figures["least_precise"] = ", ".join(name for value, name in by_precision if value == least)
    return figures | _of_confusion(card)


def _of_confusion(card: ModelCard) -> Figures:
    """The worst pair. Without any confusion there is none, which is good to know too: the count is 0."""
    names = [label.name for label in card.labels]
    rows = [row[: len(names)] for row in card.confusion[: len(names)]]
    if not rows or len(rows) < len(names):
        return {}
    wrong = [(count, -truth, -answer) for truth, row in enumerate(rows) for answer, count in enumerate(row)
             if truth != answer]  # fmt: skip
    count, truth, answer = max(wrong, default=(0, 0, 0))
    figures: Figures = {"worst_count": count, "mistakes": sum(item[0] for item in wrong)}
    if count:
        figures |= {"worst_truth": names[-truth], "worst_answer": names[-answer], "worst_total": sum(rows[-truth])}
    return figures


def _of_curves(rows: tuple[MetricsRow, ...]) -> Figures:
    if not rows:
        return {}
    best = next((row for row in reversed(rows) if row.best), rows[-1])
    figures: Figures = {"epochs": len(rows), "best_epoch": best.epoch, "train_loss": rows[-1].train_loss}
    trained = best.train_metrics.get("accuracy")
    if trained is not None:
        figures["train_accuracy"] = trained
    last = next((row for row in reversed(rows) if "accuracy" in row.metrics), None)
    if last is not None and "accuracy" in last.train_metrics:
        figures["gap"] = last.train_metrics["accuracy"] - last.metrics["accuracy"]
    return figures


def _of_job(folder: Path) -> Figures:
    recipe = parse_recipe(read_job(folder).recipe, Recipe())
    return {"augmented": recipe.augment != PRESETS["none"]}
