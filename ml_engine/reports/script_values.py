"""What a run's script is told: which of the pieces' lines it needs, and the numbers and words that stand in them."""

from __future__ import annotations

from ml_engine.augment.recipe import THOUSAND
from ml_engine.networks.layer_recipe import LayerRecipe
from ml_engine.reports.card import ModelCard
from ml_engine.reports.script_layers import averages_at_borders
from ml_engine.reports.script_networks import ScriptNetwork
from ml_engine.reports.script_views import view_facts, view_values
from ml_engine.training.model_spec import ModelSpec
from ml_engine.training.recipe import Recipe

_LEAST_SIZE_JOINED = 64  # pixels: the coarsest map of a smaller input has a single cell
_RISE = 0.3  # of a one-cycle training that says nothing else
# Families whose blocks, or numbers in them, are left out at random while they learn.
_DROPS_BLOCKS = ("efficientnet", "efficientnet_v2", "convnext", "alexnet", "vgg")


def trains_whole(recipe: Recipe, spec: ModelSpec) -> bool:
    return spec.info.trains_whole or recipe.freeze == "nothing" or not spec.weights_sha256


def second_blocks(recipe: Recipe, spec: ModelSpec) -> int:
    """Blocks of the second phase, from the top."""
    return 0 if trains_whole(recipe, spec) or recipe.freeze == "all" else recipe.second.blocks


def _views(recipe: Recipe, spec: ModelSpec) -> int:
    if trains_whole(recipe, spec):
        return recipe.second.views
    return 1 if recipe.augment.changes_nothing else recipe.views


def script_facts(recipe: Recipe, spec: ModelSpec, network: ScriptNetwork) -> dict[str, bool]:
    augment, second, whole = recipe.augment, recipe.second, trains_whole(recipe, spec)
    blocks = bool(second_blocks(recipe, spec))
    epochs_run = not recipe.steps
    return {
        "places": spec.task != "classify",
        "single": spec.task == "localize",
        "torchvision": network.uses_torchvision or spec.task != "classify",
        "composed": spec.info.recipe is not None,
        "grey": spec.info.grey,
        **_layer_facts(spec.info.recipe),
        "pretrained": bool(spec.weights_sha256),
        "frozen": not whole,
        "detects": spec.task != "classify",
        "pads": network.border > 0,
        "pools_last": len(network.taps) == 2,
        "aligns": bool(network.grids),
        "cached": not (whole or blocks),
        "leaves": any(augment.is_untouched(view) for view in range(1, _views(recipe, spec) or 11))
        or (blocks and any(augment.is_untouched(view) for view in range(1, second.views or 11))),
        "whole": whole,
        "blocks": blocks,
        "fresh_views": whole and second.views == 0,
        "kept": not whole or second.views > 0,
        "several": spec.several_per_picture,
        **_loss_facts(recipe, spec, network),
        "letterbox": spec.fit == "letterbox",
        "stretch": spec.fit == "stretch",
        "crop": spec.fit == "crop",
        **view_facts(augment),
        "drops": recipe.dropout > 0,
        "moves": recipe.schedule != "constant" or recipe.warm_up > 0,
        "ramps": recipe.schedule == "cosine" or (recipe.schedule != "one-cycle" and recipe.warm_up > 0),
        "constant": recipe.schedule == "constant",
        "one-cycle": recipe.schedule == "one-cycle",
        "cosine": recipe.schedule == "cosine",
        "steps_down": recipe.schedule == "step",
        "toggles": whole or recipe.dropout > 0 or (blocks and spec.info.family.name in _DROPS_BLOCKS),
        "chancy": whole or recipe.dropout > 0 or (blocks and spec.info.family.name in _DROPS_BLOCKS),
        "warms": recipe.warm_up > 0,
        "climbs": recipe.warm_up > 0 and recipe.schedule in ("step", "constant"),
        "averages": bool(recipe.ema or (blocks and second.ema)),
        "least": epochs_run and recipe.least_steps > 0,
        "steps": not epochs_run,
        "patient": recipe.patience > 0,
        "seldom": recipe.evaluate_every > 1,
        "smooths": recipe.label_smoothing > 0,
        "penalties": max(recipe.l1, recipe.l2) > 0,
        "restrains": max(recipe.l1, recipe.l2, recipe.max_norm) > 0,
        "l1": recipe.l1 > 0,
        "l2": recipe.l2 > 0,
        "max_norm": recipe.max_norm > 0,
        "clips": recipe.clip > 0,
        "flat": network.flat,
        "norms": whole,
        "mixes": recipe.mix > 0 and not whole and (recipe.augment.flip or spec.task != "localize"),
    }


def _layer_facts(recipe: LayerRecipe | None) -> dict[str, bool]:
    layers = recipe.layers if recipe else ()
    return {
        "unbiased": any(not getattr(layer, "bias", True) for layer in layers),
        "averages_borders": recipe is not None and averages_at_borders(recipe),
    }


def _loss_facts(recipe: Recipe, spec: ModelSpec, network: ScriptNetwork) -> dict[str, bool]:
    """What a classifier's loss is made of."""
    whole = trains_whole(recipe, spec)
    learns_maps = whole or second_blocks(recipe, spec) > 0
    blends, weighs = max(recipe.mixup, recipe.cutmix) > 0, recipe.class_balance == "weights"
    aided, halves = whole and network.auxiliary != "", recipe.mixed_precision == "on"
    alone = not (spec.several_per_picture or recipe.label_smoothing or weighs)
    costs = aided or weighs or (blends and not alone)
    return {
        "plain": alone and not (blends or halves or aided),
        "costs": costs,
        "weighs": weighs,
        "samples": recipe.class_balance == "sampling",
        "blends": blends,
        "mixups": recipe.mixup > 0,
        "cutmixes": recipe.cutmix > 0,
        "pastes": recipe.cutmix > 0 and learns_maps,
        "aided": aided,
        "halves": halves,
    }


def script_values(recipe: Recipe, spec: ModelSpec, network: ScriptNetwork, card: ModelCard) -> dict[str, str]:
    second, whole, blocks = recipe.second, trains_whole(recipe, spec), second_blocks(recipe, spec)
    averages = bool(recipe.ema or (blocks and second.ema))
    return {
        **view_values(recipe.augment),
        "itertools": "itertools, " if spec.task == "detect" else "",
        "run": _comment(card.run),
        "what": _what(recipe, spec),
        "result": _result(card),
        "title": _comment(spec.info.title),
        "size": str(spec.input_size),
        "views": str(_views(recipe, spec)),
        "mean": repr([round(value, 6) for value in spec.normalization.mean]),
        "std": repr([round(value, 6) for value in spec.normalization.std]),
        "network": "\n".join(network.lines),
        "sha": spec.weights_sha256[:12],
        "freeze": "" if whole else ".requires_grad_(False)",
        "features": str(spec.info.embedding),
        "channels": repr(spec.info.channels),
        "taps": repr(list(network.taps)),
        "grids": repr(list(network.grids)),
        "border": str(network.border),
        "left": str(-round(recipe.augment.untouched * THOUSAND)),
        **_reading(recipe, spec),
        "pool": "" if network.flat else ", nn.AdaptiveAvgPool2d(1), nn.Flatten()",
        "batch": str(recipe.batch),
        "epochs": str(recipe.epochs),
        "rate": repr(recipe.rate),
        "decay": repr(recipe.weight_decay),
        "blocks": str(blocks),
        "epochs_2": str(second.epochs),
        "batch_2": str(second.batch),
        "views_2": str(second.views),
        "rate_2": repr(second.rate),
        "slower": repr(second.block_rate),
        "decay_2": repr(second.weight_decay),
        "ema": f", ema={recipe.ema!r}" if recipe.ema else "",
        "ema_2": f", ema={second.ema!r}" if second.ema else "",
        "ema_name": "ema=0.0, " if averages else "",
        "kept": "kept" if averages else "net" if spec.task == "classify" else "network",
        "dropout": repr(recipe.dropout),
        "loss": "nn.BCEWithLogitsLoss()" if spec.several_per_picture else "F.cross_entropy",
        "cost": _cost(recipe, spec),
        "others": network.auxiliary,
        "last": network.last,
        "mixup": repr(recipe.mixup),
        "cutmix": repr(recipe.cutmix),
        "alpha": "alpha" if recipe.mixup and recipe.cutmix else repr(recipe.mixup or recipe.cutmix),
        "cuts": "cuts and " if recipe.mixup else "",
        "rise": repr(recipe.warm_up or _RISE),
        "fall": repr(round(1 - (recipe.warm_up or (_RISE if recipe.schedule == "one-cycle" else 0.0)), 6)),
        "warm_up": repr(recipe.warm_up),
        "way": f"(place - {recipe.warm_up!r}) / {round(1 - recipe.warm_up, 6)!r}" if recipe.warm_up else "place",
        "epoch_name": ", epoch" if recipe.schedule == "step" else "",
        "epoch_at": ", step // cuts" if recipe.schedule == "step" else "",
        "optimizer": _optimizer(recipe),
        "least": str(recipe.least_steps),
        "steps": str(recipe.steps),
        "step_factor": repr(recipe.step_factor),
        "step_epochs": str(recipe.step_epochs),
        "clip": repr(recipe.clip),
        "penalty": " + ".join(
            f"{factor!r} * w.{size}().sum()" for factor, size in ((recipe.l1, "abs"), (recipe.l2, "square")) if factor
        ),
        "l1": repr(recipe.l1),
        "l2": repr(recipe.l2),
        "max_norm": repr(recipe.max_norm),
        "every": str(recipe.evaluate_every),
        "patience": str(recipe.patience),
        "mix": repr(recipe.mix if spec.input_size >= _LEAST_SIZE_JOINED else 0.0),
        "phase": "2" if whole else "1 if first == len(blocks) else 2" if blocks else "1",
    }


def _reading(recipe: Recipe, spec: ModelSpec) -> dict[str, str]:
    """Where a classifier's batches and answers come from: features of a frozen network, its lower blocks, pixels."""
    blocks = second_blocks(recipe, spec) > 0
    kept = "kept" if recipe.ema or (blocks and recipe.second.ema) else "net"
    if not blocks and not trains_whole(recipe, spec):
        return {
            "first": "", "first_too": "", "all": "", "read": 'SEEN["train"][ids, seen]',
            "judged": f'{kept}(SEEN["validation"][:, 0]).cpu()', "answered": "best[1](SEEN[part][:, 0]).cpu()",
        }  # fmt: skip
    first = "first, " if blocks else ""
    return {
        "first": first,
        "first_too": ", first" if blocks else "",
        "all": "len(blocks), ",
        "read": f'read({first}"train", ids, seen)',
        "judged": f'answer({kept}, {first}"validation")',
        "answered": "answer(*best[1:], part)",
    }


def _cost(recipe: Recipe, spec: ModelSpec) -> str:
    """The loss of a classifier's output for the truth y."""
    share, weighs = recipe.label_smoothing, recipe.class_balance == "weights"
    if spec.several_per_picture:
        truth = f"y * {1 - share:g} + {share / 2:g}" if share else "y"
        weights = ", pos_weight=WEIGHTS" if weighs else ""
        return f"F.binary_cross_entropy_with_logits(output, {truth}{weights})"
    smoothing = f", label_smoothing={share!r}" if share else ""
    if weighs:
        # Divided by the pictures, not by their weights.
        return f'F.cross_entropy(output, y, WEIGHTS{smoothing}, reduction="sum") / len(y)'
    return f"F.cross_entropy(output, y{smoothing})"


def _optimizer(recipe: Recipe) -> str:
    match recipe.optimizer:
        case "adamw":
            return "torch.optim.AdamW(groups)"
        case "adam":
            return "torch.optim.Adam(groups)"
        case "rmsprop":
            return "torch.optim.RMSprop(groups)"
        case "sgd":
            nesterov = ", nesterov=True" if recipe.nesterov and recipe.momentum else ""
            return f"torch.optim.SGD(groups, momentum={recipe.momentum}{nesterov})"


def _what(recipe: Recipe, spec: ModelSpec) -> str:
    kind = {"classify": "classifier", "detect": "detector", "localize": "localiser"}[spec.task]
    title = _comment(spec.info.title)
    if trains_whole(recipe, spec):
        return f"{kind}, {title} trained whole"
    blocks = second_blocks(recipe, spec)
    more = f", then {blocks} blocks too" if blocks else ""
    return f"{kind}, frozen {title}{more}"


def _result(card: ModelCard) -> str:
    name = {"classify": "ap" if card.several_per_picture else "accuracy", "detect": "ap50", "localize": "mean_iou"}[
        card.task
    ]
    return f"{name} {card.metrics.get(name, 0.0):.4f}"


def _comment(text: str) -> str:
    """A name from outside as part of a comment or docstring: printable, without quotes, not long."""
    plain = "".join(char if char.isprintable() and char not in "\\\"'@#" else " " for char in text).strip()
    return plain[:24] or "run"
