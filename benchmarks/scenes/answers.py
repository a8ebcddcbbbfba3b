"""What a run is worth and what is in it: Results, Inside, Export."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from benchmarks.scenes.stage import Scene, Stage
from desktop_app.insight.place import InsidePlace
from desktop_app.project.sample import sample_places
from desktop_app.results.place import ResultsPlace


def results(stage: Stage) -> None:
    """The best run."""
    stage.sample()
    not_compared(stage)
    stage.session.runs.choose(_finished(stage)[-1])
    stage.place("results")
    stage.wait_for("run-title")
    stage.click("run-tab-overview")
    stage.hand.wait(1.0)


def tab(name: str, stage: Stage) -> None:
    """One of its pages."""
    results(stage)
    stage.click(f"run-tab-{name}")
    stage.hand.wait(1.2)


def epochs(stage: Stage) -> None:
    """The time machine: an early epoch, with what was answered then."""
    tab("epochs", stage)
    page = _place(stage).page.epochs
    page.slider.setFocus()
    page.slider.setValue(page.slider.maximum() // 4)
    stage.wait_for("train-sample-1", 120)
    stage.hand.wait(2.0)


def tried(stage: Stage) -> None:
    """A picture was dropped there."""
    tab("try", stage)
    _place(stage).page.trial.try_file(sorted(sample_places(stage.folder).pictures.iterdir())[48])
    stage.wait_for("try-answer")
    stage.hand.wait(3.0)


def tried_in_vain(stage: Stage) -> None:
    """A file was dropped there that is no picture."""
    tab("try", stage)
    file = stage.folder.with_name("notes.jpg")
    file.write_bytes(b"no picture")
    _place(stage).page.trial.try_file(file)
    stage.wait_for("try-notice")
    stage.hand.wait(1.0)


def compared(name: str, stage: Stage) -> None:
    """Two runs beside each other."""
    results(stage)
    side = _place(stage).side.list
    side.clear_ticks()
    first, last = _finished(stage)[0], _finished(stage)[-1]
    if first == last:
        raise LookupError("the sample has only one finished run to compare")
    for row in range(side.model().rowCount()):
        if side.model().index(row, 0).data(Qt.ItemDataRole.UserRole).name in (first, last):
            none = Qt.KeyboardModifier.NoModifier
            QTest.mouseClick(side.viewport(), Qt.MouseButton.LeftButton, none, side.tick_box(row).center())
    stage.wait_for("compare-close")
    stage.click(f"compare-tab-{name}")
    stage.hand.wait(0.8)


def not_compared(stage: Stage) -> None:
    """Back to one."""
    _place(stage).side.list.clear_ticks()


def damaged(stage: Stage) -> None:
    """A run whose files cannot be read."""
    not_compared(stage)
    folder = stage.copy("damaged")
    for file in (sample_places(folder).project / "runs").glob("*/model.json"):
        file.write_bytes(b"{")
    stage.go(folder)
    stage.place("results")
    stage.wait_for("results-read-again")


def inside(stage: Stage) -> None:
    """Maps of a layer of the run."""
    stage.sample()
    stage.session.runs.choose(_finished(stage)[-1])
    stage.picture(2)
    stage.place("inside")
    place = _inside(stage)
    inside_walk_ended(stage)
    place.show_page("layers")
    stage.hand.wait_until(lambda: place.layers.looking.maps is not None and not place.layers.looking.busy, 90)
    stage.hand.wait(1.0)


def inside_shown(stage: Stage) -> None:
    """The maps are still shown."""
    if not stage.seen("map-grid"):
        inside(stage)


def inside_unfolded(stage: Stage) -> None:
    """A block unfolded, a convolution in it chosen."""
    inside(stage)
    layers = _inside(stage).layers
    rows = layers.looking.layers.rows if layers.looking.layers else ()
    convolution = next(row for row in rows if row.window and row.depth > 0)
    layers.open(convolution.name)
    _wait_inside(stage)


def inside_searched(stage: Stage) -> None:
    """Only layers of one kind are left."""
    inside(stage)
    search = _inside(stage).layers.side.search
    search.setText("conv 1x1")
    stage.hand.wait(0.5)


def inside_walk(stage: Stage) -> None:
    """A number worked out, by a click on the map."""
    inside_unfolded(stage)
    view = _inside(stage).layers.map.view
    place = view.picture_place()
    if place is None:
        raise LookupError("there is no picture to click on")
    none = Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, none, place.center().toPoint())
    _wait_inside(stage)


def inside_walk_ended(stage: Stage) -> None:
    """Back to the maps, with nothing searched."""
    layers = _inside(stage).layers
    layers.close_walk()
    layers.side.search.clear()
    stage.hand.wait(0.3)


def _inside(stage: Stage) -> InsidePlace:
    place = stage.hand.workspace.make_place("inside")
    if not isinstance(place, InsidePlace):
        raise LookupError("there is no Inside place")
    return place


def _wait_inside(stage: Stage) -> None:
    layers = _inside(stage).layers
    stage.hand.wait(0.3)
    stage.hand.wait_until(lambda: not layers.looking.busy and not layers.walking.is_busy, 90)
    stage.hand.wait(1.0)


def export_model(stage: Stage) -> None:
    """Before a model is written."""
    stage.sample()
    stage.place("export")
    stage.click("export-page-model")


def export_model_done(stage: Stage) -> None:
    """With its certificate."""
    export_model(stage)
    stage.click("export-model-start")
    stage.wait_for("export-model-result", 120)


def export_model_failed(stage: Stage) -> None:
    """The place to write it to is none."""
    folder = stage.copy("unwritable")
    stage.go(folder)
    stage.place("export")
    _write_where(stage, "export-model-where", folder)
    stage.click("export-model-start")
    stage.wait_for("message-text", 60)


def export_shown(stage: Stage) -> None:
    """The model that was written is still shown."""
    stage.sample()
    stage.place("export")
    stage.click("export-page-model")
    if not stage.seen("export-model-result"):
        export_model_done(stage)


def export_annotations(stage: Stage) -> None:
    """Annotations for other programs."""
    stage.sample()
    stage.place("export")
    stage.click("export-page-annotations")


def export_annotations_done(stage: Stage) -> None:
    """What was written, and what was left out."""
    export_annotations(stage)
    stage.click("export-annotations-start")
    stage.wait_for("export-annotations-result", 60)


def export_annotations_failed(stage: Stage) -> None:
    """The place to write them to is none."""
    folder = stage.copy("unwritable")
    stage.go(folder)
    stage.place("export")
    stage.click("export-page-annotations")
    _write_where(stage, "export-annotations-where", folder)
    stage.click("export-annotations-start")
    stage.wait_for("message-text", 60)


def menu_over(name: str, at: QPoint, lead: Callable[[Stage], None], stage: Stage) -> None:
    """A context menu of one of these places."""
    lead(stage)
    stage.right_click(name, at)


def _write_where(stage: Stage, name: str, folder: object) -> None:
    field = stage.hand.find(name)
    if not isinstance(field, QLineEdit):
        raise LookupError(f"{name!r} is no field")
    field.selectAll()
    # A file stands where a folder would have to be.
    QTest.keyClicks(field, f"{folder}/pictures/desk-001.jpg/export")
    stage.hand.wait(0.3)


def _place(stage: Stage) -> ResultsPlace:
    place = stage.hand.workspace.make_place("results")
    if not isinstance(place, ResultsPlace):
        raise LookupError("there is no Results place")
    return place


def _finished(stage: Stage) -> list[str]:
    """The older first."""
    names = sorted(run.name for run in stage.session.runs.rows if run.state == "finished")
    if not names:
        raise LookupError("the sample has no finished run")
    return names


ANSWERS = (
    Scene("results", results),
    Scene("results-worst", partial(tab, "mistakes")),
    Scene("results-depth", partial(tab, "depth")),
    Scene("results-curves", partial(tab, "curves")),
    Scene("results-epochs", epochs),
    Scene("results-card", partial(tab, "card")),
    Scene("results-try", partial(tab, "try")),
    Scene("results-tried", tried),
    Scene("results-try-unreadable", tried_in_vain),
    Scene("menu-run", partial(menu_over, "run-list", QPoint(80, 30), results), anew=True),
    Scene("menu-confusion", partial(menu_over, "confusion-matrix", QPoint(110, 90), results), anew=True),
    Scene("menu-figure", partial(menu_over, "label-table", QPoint(40, 60), results), anew=True),
    Scene("menu-mistake", partial(menu_over, "mistakes", QPoint(80, 80), partial(tab, "mistakes")), anew=True),
    *(
        Scene(f"results-compare-{name}", partial(compared, name))
        for name in ("figures", "pictures", "curves", "choices")
    ),
    Scene("results-damaged", damaged),
    Scene("inside", inside),
    Scene("inside-unfolded", inside_unfolded),
    Scene("inside-searched", inside_searched),
    Scene("inside-walk", inside_walk),
    Scene("menu-layer", partial(menu_over, "layer-list", QPoint(80, 60), inside_shown), anew=True),
    Scene("menu-map", partial(menu_over, "map-grid", QPoint(60, 120), inside_shown), anew=True),
    Scene("export-model", export_model),
    Scene("export-model-done", export_model_done),
    Scene("menu-export", partial(menu_over, "export-model-result", QPoint(300, 40), export_shown), anew=True),
    Scene("export-annotations", export_annotations),
    Scene("export-annotations-done", export_annotations_done),
    Scene("export-model-failed", export_model_failed),
    Scene("export-annotations-failed", export_annotations_failed),
)
