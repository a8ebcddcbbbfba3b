"""Scenes of the tabs Why?, Filters and Top answers of the Inside place."""

from __future__ import annotations

from benchmarks.scenes.answers import inside
from benchmarks.scenes.stage import Scene, Stage
from desktop_app.insight.answers.page import AnswersPage
from desktop_app.insight.asking import Asking
from desktop_app.insight.filters.page import FiltersPage
from desktop_app.insight.place import InsidePlace
from desktop_app.insight.why.page import WhyPage

PATIENCE_S = 120


def why(stage: Stage) -> None:
    """Which part decided."""
    page = _why(stage, "why heat")
    page.heat.side.against.setCurrentIndex(0)
    _wait(stage, page.heat.asking)


def why_side_by_side(stage: Stage) -> None:
    """Two labels of the same picture."""
    page = _why(stage, "why heat")
    page.heat.side.against.setCurrentIndex(1)
    stage.hand.wait_until(lambda: page.heat.other.found is not None, PATIENCE_S)
    _wait(stage, page.heat.other)


def why_checked(stage: Stage) -> None:
    """With its sanity check."""
    why(stage)
    stage.click("why-check")
    stage.wait_for("why-check-strip", PATIENCE_S)
    stage.hand.wait(0.5)


def why_nudge(stage: Stage) -> None:
    """A nudge and what it changed."""
    _wait(stage, _why(stage, "why nudge").nudge.asking)


def why_move(stage: Stage) -> None:
    """Turned, shifted, and the whole curve."""
    part = _why(stage, "why move").move_part
    stage.hand.wait_until(lambda: part.moving.share == 1.0, PATIENCE_S)
    part.sliders["across"].set_value(15)
    part.sliders["turn"].set_value(35)
    stage.hand.wait_until(lambda: part.moving.share == 1.0 and not part.moving.is_busy, PATIENCE_S)
    stage.hand.wait(0.5)


def filters_first(stage: Stage) -> None:
    """The first layer's filters."""
    _wait(stage, _filters(stage, "filters first").first.asking)


def filters_units(stage: Stage) -> None:
    """What excites a unit, found and drawn."""
    part = _filters(stage, "filters units").units
    stage.hand.wait_until(part.search.isEnabled, PATIENCE_S)
    stage.click("unit-search")
    stage.click("unit-draw")
    for asking in (part.patches, part.picture):
        _wait(stage, asking)


def filters_dream(stage: Stage) -> None:
    """A dream."""
    part = _filters(stage, "filters dream").dream
    stage.hand.wait_until(part.begin.isEnabled, PATIENCE_S)
    part.effort.set_value(4)
    stage.click("dream-start")
    _wait(stage, part.asking)


def answers(stage: Stage) -> None:
    """What the run says of the picture."""
    place = _place(stage)
    place.show_detail("answers")
    page = place.page
    if not isinstance(page, AnswersPage):
        raise LookupError("there is no tab of answers")
    _wait(stage, page.asking)


def _place(stage: Stage) -> InsidePlace:
    inside(stage)
    place = stage.hand.workspace.make_place("inside")
    if not isinstance(place, InsidePlace):
        raise LookupError("there is no Inside place")
    return place


def _why(stage: Stage, detail: str) -> WhyPage:
    place = _place(stage)
    place.show_detail(detail)
    if not isinstance(place.page, WhyPage):
        raise LookupError("there is no tab Why?")
    return place.page


def _filters(stage: Stage, detail: str) -> FiltersPage:
    place = _place(stage)
    place.show_detail(detail)
    if not isinstance(place.page, FiltersPage):
        raise LookupError("there is no tab of filters")
    return place.page


def _wait(stage: Stage, asking: Asking) -> None:
    """Until it is answered."""
    stage.hand.wait(0.4)
    stage.hand.wait_until(lambda: asking.found is not None and not asking.is_busy, PATIENCE_S)
    stage.hand.wait(0.5)


SEEING = (
    Scene("inside-why", why),
    Scene("inside-why-side-by-side", why_side_by_side),
    Scene("inside-why-checked", why_checked),
    Scene("inside-nudge", why_nudge),
    Scene("inside-move", why_move),
    Scene("inside-filters", filters_first),
    Scene("inside-units", filters_units),
    Scene("inside-dream", filters_dream),
    Scene("inside-answers", answers),
)
