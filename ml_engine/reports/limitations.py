"""What a model was not shown and cannot be trusted with, in plain sentences drawn from the card's own numbers."""

from __future__ import annotations

from ml_engine.reports.card import LabelFacts, ModelCard

FEW = 30  # training examples of a label below which its score depends on luck
FEW_SCORED = 30  # pictures below which one picture moves the metrics by more than three points
UNEVEN = 10  # times as many of one label as of another


def limitations(card: ModelCard) -> list[str]:
    """Sentences, the most important first; never empty."""
    return [
        *_leaks(card),
        *_scored(card),
        *_rare(card),
        *_uneven(card),
        *_without_empty(card),
        *_untrained_backbone(card),
        "It knows pictures like those it was trained on: other cameras, light, seasons or places were not tested.",
        _always_answers(card),
    ]


def _leaks(card: ModelCard) -> list[str]:
    leaks = [leak for leak in card.split_check.leaks if leak.severity == "bad"]
    if not leaks:
        return []
    pictures = len({image_id for leak in leaks for image_id in leak.image_ids})
    groups = f"{len(leaks)} group{'s' if len(leaks) > 1 else ''} of pictures that look the same"
    return [
        f"The split leaks: {groups} ({pictures} pictures) lie in different parts, so the metrics flatter the model."
    ]


def _scored(card: ModelCard) -> list[str]:
    count = card.pictures.get(card.metrics_split, 0)
    sentences = []
    if card.metrics_split == "validation":
        sentences.append(
            "There is no test split: the metrics are of the validation pictures, which also chose the best epoch, so "
            "new pictures will score a little lower."
        )
    if 0 < count < FEW_SCORED:
        share = 100 / count
        sentences.append(
            f"Only {count} picture{'s' if count > 1 else ''} scored it: one of them more or less right moves the "
            f"metrics by up to {share:.0f} points."
        )
    return sentences


def _rare(card: ModelCard) -> list[str]:
    rare = [label for label in card.labels if label.counts.get("train", 0) < FEW]
    if not rare:
        return []
    shown = ", ".join(f"{_quoted(label)} {label.counts.get('train', 0)}" for label in rare[:8])
    if len(rare) > 8:
        more = len(rare) - 8
        return [f"Few training examples ({shown} and {more} more): expect misses there; {FEW} or more steady a label."]
    return [f"Few training examples ({shown}): expect misses there; {FEW} or more steady a label."]


def _uneven(card: ModelCard) -> list[str]:
    counted = sorted(card.labels, key=lambda label: label.counts.get("train", 0))
    if len(counted) < 2:
        return []
    least, most = counted[0], counted[-1]
    low, high = least.counts.get("train", 0), most.counts.get("train", 0)
    if high < UNEVEN * max(low, 1):
        return []
    return [f"The labels are uneven: {_quoted(most)} has {high} training examples, {_quoted(least)} {low}."]


def _without_empty(card: ModelCard) -> list[str]:
    if card.task != "detect" or card.empty_pictures:
        return []
    return ["No picture without objects was in the training: on such pictures it may find things that are not there."]


def _untrained_backbone(card: ModelCard) -> list[str]:
    if card.weights_sha256:
        return []
    return ["The whole network was trained on these pictures alone, without a pretrained backbone."]


def _always_answers(card: ModelCard) -> str:
    if card.task == "detect":
        return "It finds only its own labels; anything else is background or is taken for one of them."
    if card.task == "localize":
        return "It always shows one object, of its own labels, also in a picture of several or of none."
    if card.several_per_picture:
        return "It names only its own labels, each for itself; what else a picture shows it cannot say."
    return "It always names one of its labels, also for a picture that shows none of them."


def _quoted(label: LabelFacts) -> str:
    return f"“{' '.join(label.name.split())}”"
