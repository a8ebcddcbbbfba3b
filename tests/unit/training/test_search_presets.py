"""Suggested ranges: of every field one that a search takes, around what is usual."""

from __future__ import annotations

import pytest

from ml_engine.tasks.catalogue import TASKS, find_task
from ml_engine.tasks.defaults import TASK_DEFAULTS, default_recipe, primary_metric
from ml_engine.tasks.detection.methods import METHODS
from ml_engine.training.recipe_fields import field_values
from ml_engine.training.search_presets import FIRST_SEARCHED, PRESETS, searchable, suggested_range
from ml_engine.training.search_ranges import METRICS, parse_ranges, ranges_toml


@pytest.mark.parametrize("task", list(TASK_DEFAULTS))
def test_every_field_has_a_range_that_a_search_takes(task):
    usual = field_values(default_recipe(task))
    ranges = {field.name: suggested_range(field, usual[field.name]) for field in searchable(task)}
    assert parse_ranges(ranges_toml(ranges), task).ranges == ranges
    for field in searchable(task):
        one = {field.name: ranges[field.name]}
        if one[field.name].low is not None and one[field.name].low > 0 and not field.name.startswith("l"):
            found = parse_ranges(ranges_toml(one), task)
            ends = [found.apply({field.name: end}) for end in (one[field.name].low, one[field.name].high)]
            assert ends[0] != ends[1]


@pytest.mark.parametrize("name", ["rate", "weight_decay", "epochs", "optimizer", "dropout"])
def test_what_is_usual_lies_within(name):
    for task in TASK_DEFAULTS:
        usual = field_values(default_recipe(task))
        field = next(field for field in searchable(task) if field.name == name)
        assert parse_ranges(ranges_toml({name: suggested_range(field, usual[name])}), task).usual() is not None


def test_presets_name_fields_that_are_shown():
    names = {field.name for task in TASK_DEFAULTS for field in searchable(task)}
    for fields in PRESETS.values():
        assert set(fields) <= names & set(FIRST_SEARCHED)


@pytest.mark.parametrize("several", [False, True])
@pytest.mark.parametrize("task", list(TASK_DEFAULTS))
def test_the_main_metric_is_the_tasks_own(task, several):
    assert list(TASKS.names()) == list(TASK_DEFAULTS)
    found = find_task(task, several_per_picture=several)
    assert primary_metric(task, several_per_picture=several) == found.primary_metric
    assert found.primary_metric in METRICS[task]
    assert parse_ranges("[ranges]\nrate = {low = 1e-4, high = 0.1}\n", task).metric in METRICS[task]


@pytest.mark.parametrize("method", [row.name for row in METHODS])
def test_the_main_metric_of_a_method_is_that_of_detection(method):
    assert find_task("detect", method=method).primary_metric == primary_metric("detect")


def test_a_localiser_is_searched_by_its_own_metric():
    assert parse_ranges("[ranges]\nrate = {low = 1e-4, high = 0.1}\n", "localize").metric == "mean_iou"


def test_a_method_brings_its_own_length_into_a_search():
    named = parse_ranges('[ranges]\nclip = {low = 0.5, high = 5.0}\n[recipe]\nmethod = "ssd"\n', "detect")
    assert (named.recipe.method, named.recipe.epochs) == ("ssd", METHODS.get("ssd").recipe.epochs)
    tried = parse_ranges('[ranges]\nmethod = {choices = ["grid", "ssd"]}\n[recipe]\nviews = 2\n', "detect")
    ssd, grid = tried.apply({"method": "ssd"}), tried.apply({"method": "grid"})
    assert (ssd.epochs, grid.epochs, ssd.views) == (METHODS.get("ssd").recipe.epochs, 30, 2)
    assert tried.usual() == {"method": "grid"}
