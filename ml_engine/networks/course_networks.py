"""The networks that the course builds layer by layer, as recipes: to train, to inspect, and to start one's own from."""

from __future__ import annotations

from ml_engine.networks.layer_recipe import Activation, AnyLayer, Conv, Dense, Flatten, LayerRecipe, Pool


def _lenet5() -> LayerRecipe:
    """LeCun et al., "Gradient-Based Learning Applied to Document Recognition", 1998; every map of C3 sees all of S2."""
    tanh = Activation("tanh")
    return LayerRecipe(
        "LeNet-5",
        (32, 32, 1),
        (
            Conv(6, 5), tanh, Pool("average"),
            Conv(16, 5), tanh, Pool("average"),
            Flatten(), Dense(120), tanh, Dense(84), tanh, Dense(10),
        ),
    )  # fmt: skip


def _tutorial() -> LayerRecipe:
    relu = Activation("relu")
    layers: tuple[AnyLayer, ...] = (
        Conv(32), relu, Pool(), Conv(64), relu, Pool(), Flatten(), Dense(128), relu, Dense(10),
    )  # fmt: skip
    return LayerRecipe("CIFAR-10 tutorial", (32, 32, 3), layers)


def _deck() -> LayerRecipe:
    relu = Activation("relu")
    layers: tuple[AnyLayer, ...] = (
        Conv(128), relu, Conv(128), relu, Conv(128), relu, Flatten(), Dense(1024), relu, Dense(10),
    )  # fmt: skip
    return LayerRecipe("Lecture deck", (32, 32, 3), layers)


LENET5, TUTORIAL, DECK = _lenet5(), _tutorial(), _deck()
