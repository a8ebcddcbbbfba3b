"""Conditions of a step: each holds when it should, and each can fail."""

from __future__ import annotations

import pytest

from desktop_app.lessons.checks import holds, is_done, is_right, names_in, said_in
from desktop_app.lessons.format import Condition, Question, Step, Text

# condition, value now, value when the step began, whether it holds
CASES = [
    (Condition("v", equals=2), 2, None, True),
    (Condition("v", equals=2), 3, None, False),
    (Condition("v", equals="Sobel"), "sobel", None, True),
    (Condition("v", equals=(3, 3)), (3, 3), None, True),
    (Condition("v", equals=(3, 3)), (3, 4), None, False),
    (Condition("v", equals=3), (3, 3), None, False),
    (Condition("v", equals=True), False, None, False),
    (Condition("v", differs="label"), "lab", None, True),
    (Condition("v", differs="label"), "label", None, False),
    (Condition("v", at_least=0.5), 0.5, None, True),
    (Condition("v", at_least=0.5), 0.49, None, False),
    (Condition("v", at_least=0.5, at_most=0.9), 1.0, None, False),
    (Condition("v", at_most=0.5), 0.51, None, False),
    (Condition("v", among=("max", "sum")), "sum", None, True),
    (Condition("v", among=("max", "sum")), "average", None, False),
    (Condition("v", changed=True), 0.4, 0.6, True),
    (Condition("v", changed=True), 0.6, 0.6, False),
    (Condition("v", changed=True), 0.6, None, False),
    (Condition("v", changed=False), 0.6, 0.6, True),
    (Condition("v", more=1), 4, 3, True),
    (Condition("v", more=1), 3, 3, False),
    (Condition("v", more=1), 3, None, False),
    (Condition("v", known=True), 0, None, True),
    (Condition("v", known=True), None, None, False),
    (Condition("v", known=False), None, None, True),
    (Condition("v", has=" "), "1 0 1", None, True),
    (Condition("v", has=" "), "sobel_x", None, False),
    (Condition("v", equals=0), None, None, False),
]


@pytest.mark.parametrize(("condition", "now", "before", "wanted"), CASES)
def test_a_condition_holds_or_not(condition, now, before, wanted):
    began = {} if before is None else {"v": before}
    assert holds(condition, {"v": now}.get, began) is wanted


def test_one_value_may_be_asked_to_be_as_another():
    condition = Condition("a", same_as="b")
    assert holds(condition, {"a": 1, "b": 1}.get, {})
    assert not holds(condition, {"a": 1, "b": 2}.get, {})
    assert not holds(condition, {"a": 1}.get, {})


def test_a_step_is_done_when_all_its_conditions_hold_and_never_without_any():
    step = Step("s", Text("do"), check=(Condition("a", equals=1), Condition("b", equals=2)))
    assert is_done(step, {"a": 1, "b": 2}.get, {})
    assert not is_done(step, {"a": 1, "b": 3}.get, {})
    assert not is_done(Step("s", Text("read")), {}.get, {})
    assert names_in(step) == {"a", "b"}


def test_all_values_that_a_step_says_are_found():
    question = Question(Text("of {q}?"), answer="network.parameters", well=Text("{w}"))
    step = Step("s", Text("do {d}"), check=(Condition("c", equals=1),), after=Text("{a:1}"), question=question)
    assert said_in(step) == {"d", "c", "a", "q", "w", "network.parameters"}


@pytest.mark.parametrize(
    ("question", "given", "wanted"),
    [
        (Question(Text("?"), answer=96), 96.0, True),
        (Question(Text("?"), answer=96), 90.0, False),
        (Question(Text("?"), answer="n", tolerance=0.02), 101.0, True),
        (Question(Text("?"), answer="n", tolerance=0.02), 103.0, False),
        (Question(Text("?"), choices=(Text("a"), Text("b")), right=2), 2, True),
        (Question(Text("?"), choices=(Text("a"), Text("b")), right=2), 1, False),
        (Question(Text("?"), answer="w", choose_from="l"), "Key", True),
        (Question(Text("?"), answer="w", choose_from="l"), "leaf", True),
        (Question(Text("?"), answer="w", choose_from="l"), "coin", False),
        (Question(Text("?"), answer="unknown"), 1, False),
    ],
)
def test_an_answer_is_checked_on_the_learners_own_values(question, given, wanted):
    ask = {"n": 100, "w": "key, leaf", "l": "coin, key, leaf"}.get
    assert is_right(question, given, ask) is wanted
