"""What the pages of the Train place reckon with, without a window."""

from __future__ import annotations

import pytest

from desktop_app.session.training_state import TrainOptions
from desktop_app.training.builder.draft import NEW_LAYERS, Composing
from desktop_app.training.form.draft import changes_toml, draft_from_toml, draft_of, options_of, problems_of, whole_toml
from desktop_app.training.gallery.layer_tree import bytes_to_train, layer_nodes, layers_csv
from desktop_app.training.gallery.rows import Wanted, is_wanted, network_row
from ml_engine.domain.events import InspectedLayer, NetworkInspected, SpeedMeasured
from ml_engine.networks.available import listed_backbones
from ml_engine.networks.course_networks import TUTORIAL
from ml_engine.networks.layer_recipe import Conv, layers_toml
from ml_engine.networks.layer_shapes import calculate_layers
from ml_engine.networks.measured import note_measured, read_measured
from ml_engine.tasks.defaults import TASK_DEFAULTS
from ml_engine.training.recipe import parse_recipe
from ml_engine.training.recipe_fields import FIRST_FIELDS, RECIPE_FIELDS


@pytest.mark.parametrize("task", list(TASK_DEFAULTS))
def test_the_usual_recipe_is_no_change_and_no_problem(task):
    draft = draft_of(TrainOptions(), task)
    assert draft.changed == ()
    assert changes_toml(draft) == ""
    assert problems_of(draft, task) == {}
    assert parse_recipe(whole_toml(draft), TASK_DEFAULTS[task]) == TASK_DEFAULTS[task]


@pytest.mark.parametrize("task", list(TASK_DEFAULTS))
def test_what_the_options_say_comes_back_from_them(task):
    draft = draft_of(TrainOptions(), task)
    for name, value in (("rate", 0.02), ("second.blocks", 3), ("augment.flip", False), ("augment.scale", (0.5, 2.0))):
        draft = draft.with_value(name, value)
    options = options_of(draft, TrainOptions(seed=4))
    assert (options.unfreeze, options.seed) == (3, 4)
    assert "blocks" not in options.recipe
    assert dict(draft_of(options, task).values) == dict(draft.values)


def test_epochs_of_the_drawer_stand_over_steps_as_in_the_worker():
    draft = draft_of(TrainOptions(epochs=7), "detect")
    assert (draft.values["epochs"], draft.values["steps"], draft.values["least_steps"]) == (7, 0, 0)
    assert options_of(draft, TrainOptions()).epochs == 7


def test_a_text_names_its_fault():
    with pytest.raises(Exception, match="optimiser"):
        draft_from_toml("optimiser = 1", "detect")
    assert draft_from_toml("batch = 3", "detect").changed == ("batch",)


def test_the_first_fields_are_fields():
    assert set(FIRST_FIELDS) <= {field.name for field in RECIPE_FIELDS}


def test_composing_goes_back_and_forth_and_typing_is_one_step():
    composing = Composing(TUTORIAL)
    composing.look_at(0)
    for filters in (1, 12, 128):
        composing.change(0, "filters", filters)
    composing.insert(NEW_LAYERS["dropout"])
    composing.move(1, 0)
    composing.remove(0)
    composing.undo()
    composing.undo()
    composing.undo()
    assert composing.recipe.layers[0] == Conv(128)
    composing.undo()
    assert composing.recipe == TUTORIAL
    assert not composing.can_undo
    composing.redo()
    assert composing.recipe.layers[0] == Conv(128)


def test_every_new_layer_can_be_written_and_read():
    for layer in NEW_LAYERS.values():
        composing = Composing(TUTORIAL)
        composing.insert(layer)
        assert layers_toml(composing.recipe)
        assert calculate_layers(composing.recipe).rows


def test_blocks_are_summed_and_a_lone_child_joins_its_block():
    layers = (
        InspectedLayer("features.0.conv", "Conv2d", (8, 4, 4), 10, 4, 512),
        InspectedLayer("features.1.conv", "Conv2d", (8, 2, 2), 20, 0, 128),
        InspectedLayer("head", "Linear", (5,), 45, 45, 20),
    )
    nodes = layer_nodes(layers)
    assert [(node.label, node.parameters, node.trainable, node.bytes) for node in nodes] == [
        ("features", 30, 4, 640), ("head", 45, 45, 20),
    ]  # fmt: skip
    assert [child.label for child in nodes[0].children] == ["0.conv", "1.conv"]
    assert nodes[0].shape == (8, 2, 2)
    facts = NetworkInspected("n", "N", (3, 4, 4), 5, 2, False, 75, 49, 0, 0, layers)
    assert bytes_to_train(facts, 10) == 10 * (192 + 660) + 300
    assert layers_csv(facts).splitlines()[1] == "features.0.conv,Conv2d,4×4×8,10,4,512"


def test_a_speed_is_kept_for_this_machine_alone(tmp_path, monkeypatch):
    file = tmp_path / "speeds.json"
    note_measured(SpeedMeasured("resnet18", 12.5, 224, "cpu", 2), file)
    note_measured(SpeedMeasured("resnet18", 14.5, 224, "cpu", 2), file)
    assert read_measured(file)["resnet18"].pictures_per_second == 14.5
    monkeypatch.setattr("platform.node", lambda: "another")
    assert read_measured(file) == {}
    file.write_text("damaged")
    assert read_measured(file) == {}


def test_networks_are_found_by_what_is_asked_for():
    rows = [network_row(listed, None) for listed in listed_backbones()]
    small = [row.listed.name for row in rows if is_wanted(row, Wanted(size="small", task="detect"), "")]
    assert "mobilenet_v2" in small
    assert "resnet50" not in small
    assert "lenet5" not in small
    needs_none = {row.listed.name for row in rows if is_wanted(row, Wanted(state="none"), "")}
    assert {"lenet5", "tiny", "nin"} <= needs_none
