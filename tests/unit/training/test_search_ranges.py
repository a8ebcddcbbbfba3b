"""What a search may change: read strictly, refused in words, and put into a recipe."""

from __future__ import annotations

import pytest

from ml_engine.domain.errors import UserError
from ml_engine.tasks.defaults import default_recipe
from ml_engine.training.recipe_fields import field_values
from ml_engine.training.search_ranges import Range, parse_ranges, ranges_toml, with_values

WHOLE = """
metric = "f1"
[ranges]
rate = { low = 1e-4, high = 1, log = true }
epochs = { low = 2, high = 9 }
nesterov = { choices = [true, false] }
optimizer = { choices = ["adamw", "sgd"] }
"second.blocks" = { low = 0, high = 3 }
"augment.scale" = { choices = [[0.8, 1.0], [0.5, 1.2]] }
[recipe]
views = 2
augment = "none"
[recipe.second]
rate = 0.5
"""


def test_ranges_of_every_kind_are_read():
    found = parse_ranges(WHOLE, "classify")
    assert (found.metric, found.rises, list(found.ranges)) == (
        "f1", True, ["rate", "epochs", "nesterov", "optimizer", "second.blocks", "augment.scale"],
    )  # fmt: skip
    assert (found.recipe.views, found.recipe.second.rate, found.recipe.steps) == (2, 0.5, 0)
    assert found.ranges["augment.scale"].choices[1] == (0.5, 1.2)
    assert parse_ranges(WHOLE.replace('"f1"', '"loss"'), "classify").rises is False


def test_values_change_their_fields_and_nothing_else():
    base = default_recipe("detect")
    values = {"rate": 0.5, "second.blocks": 2, "augment.scale": (0.5, 1.2), "nesterov": False}
    before, after = field_values(base), field_values(with_values(base, values))
    assert {name: value for name, value in after.items() if value != before[name]} == values


def test_the_recipe_as_it_is_counts_only_where_it_lies_within():
    usual = parse_ranges("[ranges]\nrate = {low = 1e-4, high = 0.1}\n", "classify").usual()
    assert usual == {"rate": default_recipe("classify").rate}
    assert parse_ranges("[ranges]\nrate = {low = 0.5, high = 1.0}\n", "classify").usual() is None
    assert parse_ranges('[ranges]\noptimizer = {choices = ["sgd", "rmsprop"]}\n', "classify").usual() is None


def test_written_ranges_read_back():
    found = parse_ranges(WHOLE, "classify")
    again = parse_ranges(ranges_toml(found.ranges, found.metric, found.recipe), "classify")
    assert again == found


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("rates = {low = 1, high = 2}", "a recipe has no field 'rates'"),
        ("rate = {low = 0.1}", "rate needs low and high, or choices"),
        ("rate = {low = 0.2, high = 0.1}", "low of rate must be below its high"),
        ("rate = {low = 0.0, high = 0.1, log = true}", "must be above 0, because log is true"),
        ("rate = {low = 0.1, high = 11.0}", "rate must lie between 0 and 10, got 11"),
        ("epochs = {low = 1.5, high = 3}", "epochs takes whole numbers, not 1.5"),
        ("epochs = {choices = [1]}", "epochs needs at least two choices"),
        ("epochs = {low = 1, high = 2, choices = [1, 2]}", "neither low, high nor log"),
        ("nesterov = {low = 0, high = 1}", "nesterov is no number: give it choices"),
        ("nesterov = {choices = [0, 1]}", "nesterov takes true and false, not 0"),
        ('optimizer = {choices = ["sgd", "magic"]}', "optimizer takes one of adamw, adam, sgd, rmsprop, not 'magic'"),
        ('"augment.scale" = {choices = [1, 2]}', "augment.scale takes pairs of numbers, not 1"),
        ("mix = {low = 0.0, high = 0.5}", "mix means nothing to the task classify"),
        ("rate = {lowest = 1}", "lowest"),
        ("", "it has no field under"),
        ("rate = {", "The ranges of the search cannot be used"),
    ],
)
def test_ranges_that_cannot_be_are_refused_by_name(line, said):
    with pytest.raises(UserError) as refused:
        parse_ranges(f"[ranges]\n{line}\n", "classify")
    assert said in refused.value.message
    assert refused.value.code == "search-ranges"


def test_a_metric_of_another_task_is_refused():
    with pytest.raises(UserError, match="there is no metric 'ap50'"):
        parse_ranges('metric = "ap50"\n[ranges]\nepochs = {low = 1, high = 2}\n', "classify")


def test_a_range_says_only_what_it_has():
    assert ranges_toml({"rate": Range(low=0.1, high=0.2)}) == '[ranges]\n"rate" = { low = 0.1, high = 0.2 }\n'
