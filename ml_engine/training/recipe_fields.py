"""What each field of a recipe is, in words for people: forms and listings are made from this table; no torch.

A field without an entry would be a choice that nobody can understand, so a test compares the table with the recipe.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import msgspec

from ml_engine.augment.field_words import AUGMENT_FIELDS
from ml_engine.tasks.detection.methods import METHODS
from ml_engine.training.recipe import Recipe

Kind = Literal["whole", "number", "switch", "choice", "range"]
Group = Literal[
    "Length of the training",
    "Steps and rates",
    "Against learning by heart",
    "Mixing and balancing",
    "Pictures and input",
    "Finding boxes",
    "What is frozen",
    "Second phase",
    "Changes to training pictures",
]
Value = bool | int | float | str | tuple[float, float]


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a field with a fixed set of them. help: a sentence, with the risk where there is one."""

    value: str
    help: str


@dataclass(frozen=True, slots=True)
class RecipeField:
    """name: its path in the TOML ('second.blocks').   title, help: English; the window has them in Spanish too.

    lowest, highest: bounds of a number, None for no bound.   choices: of kind 'choice'.
    tasks: that the field means something to.   applies: half a sentence more about when, '' for always.
    """

    name: str
    group: Group
    kind: Kind
    title: str
    help: str
    lowest: float | None = None
    highest: float | None = None
    choices: tuple[Choice, ...] = ()
    tasks: tuple[str, ...] = ("classify", "detect", "localize")
    applies: str = ""


DETECTOR, CLASSIFIER = ("detect", "localize"), ("classify",)

RECIPE_FIELDS: tuple[RecipeField, ...] = (
    RecipeField(
        "epochs", "Length of the training", "whole", "Number of epochs",
        "How often every training picture is shown. More takes longer and, with few pictures, invites "
        "learning by heart.",
        1, 10_000,
    ),
    RecipeField(
        "steps", "Length of the training", "whole", "Number of steps",
        "If it is not 0, the training has about so many steps instead of a number of epochs.", 0, 10_000_000,
    ),
    RecipeField(
        "least_steps", "Length of the training", "whole", "Least number of steps",
        "A few pictures are shown more often than the epochs say, until there are so many steps.", 0, 10_000_000,
    ),
    RecipeField(
        "patience", "Length of the training", "whole", "Early stopping after",
        "The training ends when so many epochs brought no better validation score. 0 lets it run to its "
        "end.", 0, 10_000,
    ),
    RecipeField(
        "evaluate_every", "Length of the training", "whole", "Epochs between scorings",
        "How often the validation pictures are scored. Less often is faster, and the best epoch is chosen from fewer.",
        1, 10_000,
    ),
    RecipeField(
        "batch", "Steps and rates", "whole", "Batch size",
        "Pictures that are looked at before each step of the weights. 0 chooses from the number of pictures.", 0, 4096,
    ),
    RecipeField(
        "optimizer", "Steps and rates", "choice", "Rule of the steps",
        "How a step follows from the gradient.",
        choices=(
            Choice("adamw", "Adam with decay that is kept apart from the gradient: needs the least care."),
            Choice("adam", "A step size of its own for each weight; a rate of 0.001 suits most trainings."),
            Choice("sgd", "Plain steps down the slope with momentum: often the best end, but the rate must be found."),
            Choice("rmsprop", "Steps divided by the recent size of the gradient; the older relative of Adam."),
        ),
    ),
    RecipeField(
        "rate", "Steps and rates", "number", "Learning rate",
        "How far a step goes, at its highest. Too high and the loss jumps or explodes; too low and nothing is "
        "learnt in time.",
        0.0, 10.0,
    ),
    RecipeField(
        "momentum", "Steps and rates", "number", "Momentum of SGD",
        "How much of the last steps' direction is kept in the next one. 0.9 is usual.", 0.0, 0.999,
        applies="with the rule sgd",
    ),
    RecipeField(
        "nesterov", "Steps and rates", "switch", "Look ahead (Nesterov)",
        "The slope is taken where momentum is about to lead, which brakes earlier.", applies="with the rule sgd",
    ),
    RecipeField(
        "schedule", "Steps and rates", "choice", "Course of the rate",
        "How the learning rate changes from the first step to the last.",
        choices=(
            Choice("one-cycle", "Rises over the first part, then falls to almost nothing: fast and hard to get wrong."),
            Choice("cosine", "Falls from its peak along half a cosine wave."),
            Choice("step", "Stays, and is multiplied by a factor every few epochs."),
            Choice("constant", "Stays as it is: easy to understand, but the end is restless."),
        ),
    ),
    RecipeField(
        "warm_up", "Steps and rates", "number", "Share of warm-up",
        "The share of the training over which the rate first rises. With one-cycle 0 means the usual 0.3.", 0.0, 0.9,
    ),
    RecipeField(
        "step_epochs", "Steps and rates", "whole", "Epochs between drops",
        "After so many epochs the rate is multiplied by the factor of a drop.", 1, 10_000,
        applies="with the course step",
    ),
    RecipeField(
        "step_factor", "Steps and rates", "number", "Factor of a drop",
        "What the rate is multiplied by at each drop; 0.1 is usual.", 0.0, 1.0, applies="with the course step",
    ),
    RecipeField(
        "clip", "Steps and rates", "number", "Longest gradient",
        "A longer gradient is shortened to this before the step, so that one odd batch cannot throw the weights off. "
        "0 for no limit.", 0.0, 1000.0,
    ),
    RecipeField(
        "ema", "Steps and rates", "number", "Moving average of weights",
        "The model that is scored and kept is an average over the last steps; near 1 it remembers more of them. "
        "0 keeps the last weights themselves.", 0.0, 0.9999,
    ),
    RecipeField(
        "mixed_precision", "Steps and rates", "choice", "Mixed precision",
        "Whether the network computes in half precision, which saves memory and time on newer graphics cards and "
        "processors.",
        choices=(
            Choice("auto", "Where the device gains from it."),
            Choice("on", "Always; refused where the device cannot do it safely."),
            Choice("off", "Never: full precision everywhere."),
        ),
    ),
    RecipeField(
        "weight_decay", "Against learning by heart", "number", "Weight decay",
        "Pulls all weights a little towards zero at each step. With adamw 0.01 to 0.1 is usual; with the "
        "other rules it "
        "joins the gradient, and 0.0001 is.", 0.0, 10.0,
    ),
    RecipeField(
        "l1", "Against learning by heart", "number", "L1 penalty (Lasso)",
        "Adds this times the sum of the weights' sizes to the loss: weights that are not needed become "
        "zero.", 0.0, 10.0,
    ),
    RecipeField(
        "l2", "Against learning by heart", "number", "L2 penalty (Ridge)",
        "Adds this times the sum of the squared weights to the loss: large weights become smaller.", 0.0, 10.0,
    ),
    RecipeField(
        "max_norm", "Against learning by heart", "number", "Max-norm of weights",
        "After each step the weights into each unit are cut back to this length; 3 is usual, 0 for no limit.",
        0.0, 1000.0,
    ),
    RecipeField(
        "dropout", "Against learning by heart", "number", "Dropout in the head",
        "The share of what the head reads that is left out at random in each step, so that it cannot rely on single "
        "features.", 0.0, 0.9,
    ),
    RecipeField(
        "label_smoothing", "Against learning by heart", "number", "Label smoothing",
        "The share of the right answer that is spread over all labels: the model becomes less sure of itself, which "
        "helps where labels are sometimes wrong.", 0.0, 0.99, tasks=CLASSIFIER,
    ),
    RecipeField(
        "class_balance", "Mixing and balancing", "choice", "Balance of labels",
        "What is done about labels that have few examples.",
        choices=(
            Choice("none", "Nothing: common labels are learnt better than rare ones."),
            Choice("weights", "Rare labels count more in the loss; too few examples are then easily learnt by heart."),
            Choice("sampling", "Pictures with rare labels are drawn more often; others are shown less."),
        ),
    ),
    RecipeField(
        "mix", "Mixing and balancing", "number", "Joined pictures",
        "The share of training pictures that are joined from halves of two, boxes included. Made from the features of "
        "the frozen network, so it costs almost nothing.", 0.0, 1.0, tasks=DETECTOR,
        applies="where the network is frozen",
    ),
    RecipeField(
        "mixup", "Mixing and balancing", "number", "Mixup strength",
        "Every picture is blended with another one, and so is its answer; 0.2 is usual, 0 for none. Where the "
        "network is "
        "frozen its features are blended, else the pixels.", 0.0, 4.0,
    ),
    RecipeField(
        "cutmix", "Mixing and balancing", "number", "Cutmix strength",
        "A rectangle of each picture is replaced by that of another, and its answer in proportion; 1 is "
        "usual, 0 for none. "
        "Where the network is frozen its features are blended in that proportion instead.", 0.0, 4.0, tasks=CLASSIFIER,
    ),
    RecipeField(
        "views", "Pictures and input", "whole", "Views of each picture",
        "How many versions of each training picture are computed once and kept, the picture as it is among them. More "
        "variety costs time and disk in proportion.", 1, 1000, applies="where the network is frozen",
    ),
    RecipeField(
        "input_size", "Pictures and input", "whole", "Input size in pixels",
        "The side of the square that the network sees, a multiple of 32; 0 chooses it from the pictures. "
        "Twice the size "
        "shows smaller things and takes four times as long.", 0, 2048,
    ),
    RecipeField(
        "fit", "Pictures and input", "choice", "Fitting into the square",
        "How a picture that is not square comes into the network's square input.",
        choices=(
            Choice("letterbox", "The whole picture, with grey bars beside it: nothing is lost or bent."),
            Choice("stretch", "The whole picture, bent to a square: no bars, but shapes change."),
            Choice("crop", "The middle of the picture: what lies at the edges is not seen."),
        ),
    ),
    RecipeField(
        "normalization", "Pictures and input", "choice", "Normalisation of pixels",
        "What pixels become before the network sees them. Pretrained weights expect the numbers they were "
        "trained with.",
        choices=(
            Choice("network", "What the chosen network was trained with: right for all pretrained weights."),
            Choice("unit", "0 to 1, divided by 255: fine from scratch, but pretrained weights see everything "
                           "too bright."),
            Choice(
                "dataset",
                "Mean and deviation of your training pictures: good from scratch, wrong for pretrained weights, and "
                "tied to these pictures' light.",
            ),
            Choice("imagenet", "ImageNet's mean and deviation: what most pretrained networks expect, but not all."),
            Choice("symmetric", "−1 to 1, as Xception expects it: other pretrained weights answer worse."),
        ),
    ),
    RecipeField(
        "multi_scale", "Pictures and input", "whole", "Multi-scale training",
        "The input size of each batch varies by up to so many times 32 pixels, up and down, so that objects "
        "are learnt in "
        "more sizes. Where the network is frozen, the views are shared out over the sizes.", 0, 8, tasks=DETECTOR,
    ),
    RecipeField(
        "freeze", "What is frozen", "choice", "Frozen part",
        "Which part of the pretrained network stays as it is.",
        choices=(
            Choice("auto", "All of it, and the second phase unfreezes as many blocks as it says."),
            Choice("all", "All of it, from the first step to the last: fast, and few pictures are enough."),
            Choice("top", "All but the top blocks, which learn in the second phase at a lower rate."),
            Choice(
                "nothing",
                "The whole network learns from the first step, its pretrained part more slowly: slow, and few pictures "
                "are soon learnt by heart.",
            ),
        ),
    ),
    RecipeField(
        "method", "Finding boxes", "choice", "Detection method",
        "How boxes are found in what the network sees. Each method comes with a length and a rate that suit it.",
        choices=tuple(Choice(row.name, row.idea) for row in METHODS),
        tasks=DETECTOR,
    ),
    RecipeField(
        "anchors", "Finding boxes", "whole", "Number of anchors",
        "Box shapes that are looked for in your labels; each cell of the grid corrects all of them. More fit odd "
        "shapes better and learn more slowly.",
        1, 20, tasks=("detect",), applies="with the method yolo",
    ),
    RecipeField(
        "refine_windows", "Finding boxes", "switch", "Correct the window",
        "The box is moved and stretched from the window that found something. Without it the answer is a square of a "
        "few fixed sizes: easy to follow, and seldom exact.",
        tasks=("detect",), applies="with the method sliding_window",
    ),
    RecipeField(
        "head", "What is frozen", "choice", "How the answer is made", "What stands behind the frozen network.",
        choices=(
            Choice("trained", "A layer that is trained: the usual choice."),
            Choice("nearest-mean", "No training: a picture has the label whose mean its features are nearest to."),
        ), tasks=CLASSIFIER,
    ),
    RecipeField(
        "shots", "Length of the training", "whole", "Pictures of each label",
        "Learns from so many training pictures of each label, drawn anew with each seed; 0 for all. With 1 and the "
        "nearest mean it is one-shot learning.", 0, 100_000, tasks=CLASSIFIER,
    ),
    RecipeField(
        "second.blocks", "Second phase", "whole", "Unfrozen top blocks",
        "How many blocks of the network, from the top, learn after the head has learnt. 0 for no second "
        "phase.", 0, 1000,
    ),
    RecipeField(
        "second.epochs", "Second phase", "whole", "Epochs of the second phase",
        "How often every training picture is shown in the second phase.", 1, 10_000,
    ),
    RecipeField(
        "second.batch", "Second phase", "whole", "Batch size of the second phase",
        "Pictures that are looked at before each step in the second phase. 0 chooses.", 0, 4096,
    ),
    RecipeField(
        "second.rate", "Second phase", "number", "Learning rate of the second phase",
        "How far the head's steps go at their highest in the second phase.", 0.0, 10.0,
    ),
    RecipeField(
        "second.block_rate", "Second phase", "number", "Share of the rate for unfrozen blocks",
        "Pretrained blocks learn at this share of the head's rate: 0.1 to 0.01 keeps what they know.", 0.0, 1.0,
    ),
    RecipeField(
        "second.weight_decay", "Second phase", "number", "Weight decay of the second phase",
        "Pulls all weights that learn in the second phase a little towards zero at each step.", 0.0, 10.0,
    ),
    RecipeField(
        "second.views", "Second phase", "whole", "Views of each picture where blocks learn",
        "How many versions of each training picture are drawn from; 0 makes a new one every time, which is slower.",
        0, 1000,
    ),
    RecipeField(
        "second.ema", "Second phase", "number", "Moving average in the second phase",
        "The model that is scored and kept in the second phase is an average over the last steps. 0 keeps the weights "
        "themselves.", 0.0, 0.9999,
    ),
    *(
        RecipeField(
            f"augment.{row.name}", "Changes to training pictures", row.kind, row.title, row.help, row.lowest,
            row.highest, tuple(Choice(value, words) for value, words in row.choices),
        )
        for row in AUGMENT_FIELDS
    ),
)  # fmt: skip

# What a form shows first: the choices that most trainings are decided by. All others are for those who ask.
FIRST_FIELDS = (
    "epochs", "patience", "batch", "optimizer", "rate", "schedule", "weight_decay", "dropout", "class_balance", "mixup",
    "input_size", "fit", "freeze", "second.blocks", "second.epochs", "second.block_rate",
    "augment.flip", "augment.rotate_degrees", "augment.scale", "augment.brightness",
)  # fmt: skip

# What a form says at a field.
NO_USE = "This task has no use for it: take it back to the usual."
NO_NUMBER = "This is no number that it can have."


def field_values(recipe: Recipe) -> dict[str, Value]:
    """Every field's value by its path, in the order of the recipe; a table's fields as 'second.blocks'."""
    flat: dict[str, Value] = {}
    for name, value in msgspec.to_builtins(recipe).items():
        if isinstance(value, Mapping):
            flat |= {f"{name}.{key}": _value(inner) for key, inner in value.items()}
        else:
            flat[name] = _value(value)
    return flat


def find_field(name: str) -> RecipeField:
    """Raises KeyError for a path that is none."""
    return _BY_NAME[name]


def wrong_value(field: RecipeField, value: Value) -> str:
    """Why a value cannot be one of the field's, '' if it can. English."""
    numbers = value if isinstance(value, tuple) else (value,)
    if field.kind == "range" and isinstance(value, tuple) and value[0] > value[1]:
        return "The first number must not be above the second."
    for number in numbers:
        if isinstance(number, bool | str) or field.lowest is None or field.highest is None:
            continue
        if not field.lowest <= number <= field.highest:
            return f"It must be from {field.lowest:g} to {field.highest:g}."
    return ""


def _value(value: object) -> Value:
    if isinstance(value, list | tuple):
        low, high = value
        return (float(low), float(high))
    if isinstance(value, bool | int | float | str):
        return value
    raise TypeError(f"a recipe has no {type(value).__name__}")


_BY_NAME: Mapping[str, RecipeField] = {field.name: field for field in RECIPE_FIELDS}
