"""Whether a step was done: its conditions, asked of named values. No text is ever run as code."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop_app.lessons.filling import places_of
from desktop_app.lessons.format import Condition, Fact, Question, Step

Ask = Callable[[str], Fact | None]  # None: nobody can say


def is_done(step: Step, ask: Ask, before: Mapping[str, Fact]) -> bool:
    """Whether all conditions hold. before: values when the step began.   Without conditions: False, one says so."""
    return bool(step.check) and all(holds(condition, ask, before) for condition in step.check)


def holds(condition: Condition, ask: Ask, before: Mapping[str, Fact]) -> bool:
    """Whether one condition holds; what nobody can say does not, except that it is not known."""
    value = ask(condition.value)
    if condition.known is not None:
        return (value is not None) is condition.known
    if value is None:
        return False
    if condition.changed is not None:
        return (condition.value in before and before[condition.value] != value) is condition.changed
    if condition.more is not None:
        return condition.value in before and _number(value) - _number(before[condition.value]) >= condition.more
    if condition.same_as is not None:
        return _same(value, ask(condition.same_as))
    return _compares(condition, value)


def _compares(condition: Condition, value: Fact) -> bool:
    if condition.equals is not None:
        return _same(value, condition.equals)
    if condition.differs is not None:
        return not _same(value, condition.differs)
    if condition.has is not None:
        return isinstance(value, str) and condition.has in value
    if condition.among is not None:
        return any(_same(value, item) for item in condition.among)
    low, high, number = condition.at_least, condition.at_most, _number(value)
    return (low is None or number >= low) and (high is None or number <= high)


def names_in(step: Step) -> frozenset[str]:
    """The values that its conditions ask for."""
    return frozenset(condition.value for condition in step.check)


def said_in(step: Step) -> frozenset[str]:
    """All values that a step asks for or says."""
    texts = [step.do, step.after, step.hint, step.title]
    answers: set[str] = set()
    if step.question is not None:
        question = step.question
        texts += [question.ask, question.well, question.not_yet, *question.choices]
        answers = {name for name in (question.choose_from, question.answer) if isinstance(name, str) and name}
    places = {name for text in texts for words in (text.en, text.es) for name, _ in places_of(words)}
    return names_in(step) | places | answers


def right_answer(question: Question, ask: Ask) -> Fact | None:
    """What is to be answered: the place of a choice from 1, a number or a word; None if it cannot be said now."""
    if question.choices:
        return question.right
    return ask(question.answer) if isinstance(question.answer, str) else question.answer


def is_right(question: Question, given: Fact, ask: Ask) -> bool:
    """Whether an answer is right. given: the place of a choice from 1, a number, or a word."""
    right = right_answer(question, ask)
    if right is None:
        return False
    if isinstance(right, str) or isinstance(given, str):
        # Of labels that are equally often confused any is right; they come with commas between.
        return str(given).casefold() in str(right).casefold().split(", ")
    return abs(_number(given) - _number(right)) <= max(question.tolerance * abs(_number(right)), 1e-9)


def _same(value: Fact, wanted: Fact | None) -> bool:
    if isinstance(value, tuple) or isinstance(wanted, tuple):
        return isinstance(value, tuple) and isinstance(wanted, tuple) and tuple(value) == tuple(wanted)
    if isinstance(value, str) or isinstance(wanted, str):
        return isinstance(value, str) and isinstance(wanted, str) and value.casefold() == wanted.casefold()
    return wanted is not None and abs(float(value) - float(wanted)) < 1e-9


def _number(value: Fact) -> float:
    """Of a tuple its length, of a word 0: bounds mean nothing to it."""
    if isinstance(value, tuple):
        return float(len(value))
    return 0.0 if isinstance(value, str) else float(value)
