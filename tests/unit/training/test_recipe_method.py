"""A recipe's text with another method: everything else stays as it was written."""

from __future__ import annotations

from ml_engine.training.recipe import named_method
from ml_engine.training.recipe_text import recipe_for, with_method, without_method

TEXT = '# mine\nbatch = 8\n\n[augment]\nmethod = "not ours"'


def test_a_method_is_put_before_the_tables_and_replaced() -> None:
    once = with_method(TEXT, "ssd")
    assert once.splitlines()[0] == 'method = "ssd"'
    assert named_method(once) == "ssd"
    assert with_method(once, "yolo") == once.replace('"ssd"', '"yolo"')
    assert with_method(once, "grid") == TEXT
    assert with_method("", "fcos") == 'method = "fcos"'


def test_only_the_recipes_own_method_is_taken_out() -> None:
    assert without_method(TEXT) == TEXT
    assert without_method("'method' = 'ssd' # why\nrate = 1.0") == "rate = 1.0"


def test_other_tasks_take_no_method() -> None:
    assert recipe_for('method = "ssd"', "localize") == ""
    assert recipe_for('method = "ssd"', "detect") == 'method = "ssd"'
