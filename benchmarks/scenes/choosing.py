"""The pages of the Train place: all networks, what is in one, layers of one's own, the recipe, the rate, the search."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QLineEdit, QListView, QPlainTextEdit, QSpinBox

from benchmarks.scenes.stage import Scene, Stage
from desktop_app.session.searches import SearchPlan
from desktop_app.session.training_state import TrainOptions

RANGES = """[ranges]
rate = { low = 1e-4, high = 0.05, log = true }
weight_decay = { low = 1e-3, high = 0.3, log = true }
optimizer = { choices = ["adamw", "sgd", "rmsprop"] }
"""
SEARCHED = "steps = 40\nleast_steps = 0\nbatch = 4\nviews = 2\nmix = 0.0\ninput_size = 128\nevaluate_every = 2\n"


def page(name: str, stage: Stage, detail: str = "", wait_for: str = "") -> None:
    """A page, as it opens first."""
    stage.sample()
    stage.session.runs.set_options(TrainOptions())
    stage.session.go_to("train", f"{name} {detail}".strip())
    stage.wait_for(wait_for or f"train-{name}")
    stage.hand.wait(1.0)


def networks(stage: Stage) -> None:
    """The gallery; the network that is in use is measured."""
    page("networks", stage, "bundled", "networks-card")
    if not stage.seen("networks-measure-stop"):
        stage.click("networks-measure")
    stage.hand.wait_until(lambda: not stage.seen("networks-measure-stop"), 120)
    stage.hand.wait(0.3)


def networks_found(stage: Stage) -> None:
    """Some of them, by words."""
    networks(stage)
    _type(stage, "networks-search", "residual")


def networks_none(stage: Stage) -> None:
    """None is like that."""
    networks(stage)
    _type(stage, "networks-search", "transformer xyz")


def recipe(stage: Stage) -> None:
    """The simple choices, as usual."""
    page("recipe", stage)
    _type(stage, "recipe-search", "")
    stage.click("recipe-depth-first")
    stage.click("recipe-view-form")


def recipe_changed(stage: Stage) -> None:
    """All choices; some changed, one wrong."""
    recipe(stage)
    stage.click("recipe-depth-all")
    for name, text in (("recipe-field-rate", "0.01"), ("recipe-field-batch", "8"), ("recipe-field-momentum", "1.5")):
        _type(stage, name, text)
    stage.hand.wait(0.3)


def recipe_found(stage: Stage) -> None:
    """Looked for."""
    recipe(stage)
    _type(stage, "recipe-search", "mix")


def recipe_text(stage: Stage) -> None:
    """As text, with a fault."""
    recipe(stage)
    stage.click("recipe-view-text")
    edit = stage.hand.find("recipe-text")
    if not isinstance(edit, QPlainTextEdit):
        raise LookupError("the recipe has no text")
    edit.setPlainText(edit.toPlainText().replace("rate = ", "rat = ", 1))
    stage.hand.wait(0.8)


def _type(stage: Stage, name: str, text: str) -> None:
    edit = stage.hand.find(name)
    if not isinstance(edit, QLineEdit):
        raise LookupError(f"{name!r} takes no text")
    edit.setText(text)
    stage.hand.wait(0.4)


def inspect(name: str, stage: Stage) -> None:
    """What is in a network."""
    page("inspect", stage, name)
    stage.hand.wait_until(lambda: not stage.seen("inspect-works"), 60)
    stage.hand.wait(0.3)


def inspect_small_input(stage: Stage) -> None:
    """An input that is too small for it."""
    inspect("alexnet", stage)
    for name in ("inspect-height", "inspect-width"):
        box = stage.hand.find(name)
        if isinstance(box, QSpinBox):
            box.setValue(20)
    stage.wait_for("inspect-says", 30)


def builder(stage: Stage) -> None:
    """The tutorial's network."""
    page("builder", stage, "tutorial")


def builder_wrong(stage: Stage) -> None:
    """Flatten was taken out."""
    builder(stage)
    layers = stage.hand.find("builder-layers")
    if isinstance(layers, QListView):
        layers.setCurrentIndex(layers.model().index(6, 0))
    stage.click("builder-remove")


def builder_empty(stage: Stage) -> None:
    """Nothing yet."""
    page("builder", stage, "empty")


def builder_used(stage: Stage) -> None:
    """Chosen for the next training: what the plan says of it."""
    builder(stage)
    stage.click("builder-train")
    stage.hand.wait(1.5)


def rate_empty(stage: Stage) -> None:
    """Before the first search."""
    stage.sample()
    stage.session.rate_search.search = None
    page("rate", stage)


def rate(stage: Stage) -> None:
    """Found."""
    rate_empty(stage)
    stage.click("rate-begin")
    stage.hand.wait_until(lambda: not stage.session.rate_search.is_running, 300)
    stage.hand.wait(1.0)


def search_new(stage: Stage) -> None:
    """What a search shall vary, and how much it may cost."""
    _searched(stage, "new")
    stage.wait_for("search-effort")
    stage.hand.wait(1.0)


def _searched(stage: Stage, detail: str = "") -> None:
    """The page, over a copy of the sample: its trials are runs that no other scene shall meet."""
    stage.go(stage.copy("searched"))
    stage.session.runs.set_options(TrainOptions())
    stage.session.go_to("train", f"search {detail}".strip())
    stage.wait_for("train-search")


def search_wrong(stage: Stage) -> None:
    """Two presets of ranges, one of them wrong."""
    search_new(stage)
    stage.click("search-preset-overfitting")
    stage.click("search-field-optimizer")
    _type(stage, "search-field-dropout-high", "3")


def search(stage: Stage) -> None:
    """A search of real trainings has ended."""
    _searched(stage)
    searches, recipe = stage.session.searches, SEARCHED
    stage.hand.wait_until(lambda: stage.session.background.is_idle, 30)
    if searches.file is None:
        options = TrainOptions(task="detect", backbone="bundled", recipe=recipe)
        searches.start(SearchPlan(options, f"{RANGES}[recipe]\n{recipe}", 9))
        stage.hand.wait_until(lambda: not searches.is_running and stage.session.background.is_idle, 900)
    if searches.problem is not None:
        raise searches.problem
    if stage.seen("search-see"):
        stage.click("search-see")
    stage.wait_for("search-trials-table")
    stage.hand.wait(0.5)


def search_plot(name: str, stage: Stage) -> None:
    """Another of its plots."""
    search(stage)
    stage.click(f"search-plot-{name}")
    stage.hand.wait(0.3)


def search_paused(stage: Stage) -> None:
    """It runs, and was paused in its middle."""
    search(stage)
    searches = stage.session.searches
    if not searches.can_go_on:
        before = len(searches.file.ended) if searches.file is not None else 0
        searches.go_on(10)
        stage.hand.wait_until(lambda: searches.file is not None and len(searches.file.ended) > before, 300)
        searches.stop()
        stage.hand.wait_until(lambda: not searches.is_running and stage.session.background.is_idle, 120)
    stage.click("search-plot-history")
    stage.hand.wait(0.5)


CHOOSING = (
    Scene("networks", networks),
    Scene("networks-found", networks_found),
    Scene("networks-none", networks_none),
    Scene("recipe", recipe),
    Scene("recipe-changed", recipe_changed),
    Scene("recipe-found", recipe_found),
    Scene("recipe-text", recipe_text),
    Scene("inspect", partial(inspect, "mobilenet_v2")),
    Scene("inspect-tutorial", partial(inspect, "tutorial_cifar10")),
    Scene("inspect-small-input", inspect_small_input),
    Scene("builder", builder),
    Scene("builder-wrong", builder_wrong),
    Scene("builder-empty", builder_empty),
    Scene("builder-used", builder_used),
    Scene("rate-empty", rate_empty),
    Scene("rate", rate),
    Scene("search-new", search_new),
    Scene("search-wrong", search_wrong),
    Scene("search", search),
    Scene("search-slice", partial(search_plot, "slice")),
    Scene("search-importance", partial(search_plot, "importance")),
    Scene("search-paused", search_paused),
)
