"""What the Train place says before a training: plan, problems, choices."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QPlainTextEdit, QSpinBox, QTableWidget, QWidget

from desktop_app.project.edits import make_edit
from desktop_app.project.ids import new_id
from desktop_app.training.backbone_row import BackboneRow
from ml_engine.domain.values import Annotation, AnnotationKind, Split
from tests.gui.train_place_hands import is_planned, shown_place
from tests.gui.train_place_jobs import RUNNER

pytestmark = pytest.mark.runner(RUNNER)


@pytest.fixture
def place(session, look, qtbot):
    return shown_place(session, look, qtbot)


def words_of(widget):
    return " | ".join(label.text() for label in widget.findChildren(QLabel) if label.text())


def click(qtbot, place, name):
    widget = place.findChild(QWidget, name)
    qtbot.waitUntil(lambda: not widget.rect().isEmpty())  # a list that has just come in is laid out a turn later
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def text_of(place, name):
    return place.findChild(QLabel, name).text()


def wait_for_heading(qtbot, place, heading):
    qtbot.waitUntil(lambda: is_planned(place) and text_of(place, "train-heading") == heading)


def tag_all(session, ids, label):
    tags = [Annotation(new_id(), image_id, label.id, AnnotationKind.TAG) for image_id in ids]
    session.apply(make_edit("Label pictures", added=tags))


def test_boxes_make_it_a_detector_and_it_says_so(place):
    assert text_of(place, "train-heading") == "Train a detector"
    assert "Boxes are labelled, so the task is detection." in text_of(place, "train-reason")
    assert place._planner.plan.can_train


def test_the_cards_say_what_will_be_used_and_where_it_came_from(place):
    cards = [
        words_of(place.findChild(QWidget, f"train-card-{name}")) for name in ("backbone", "split", "device", "time")
    ]

    assert cards[0] == "Backbone | Vistazo compact | frozen · weights come with Vistazo · 5.3 MB"
    assert "4 train · 1 validation" in cards[1]
    assert "made at the start, then kept" in cards[1]
    assert "CPU" in cards[2]
    assert "about" in cards[3]


def test_the_table_counts_pictures_and_boxes_of_each_label(place, session):
    table = place.findChild(QTableWidget, "train-labels")
    plan = {row.label.name: row for row in place._planner.plan.data.labels}

    assert table.rowCount() == 4
    for row in range(4):
        name, pictures, boxes = (table.item(row, column).text() for column in range(3))
        assert (int(pictures), int(boxes)) == (plan[name].pictures, plan[name].annotations)
    assert sum(row.annotations for row in plan.values()) == sum(
        len(items) for items in session.query.annotations(session.query.image_ids()).values()
    )


def test_a_label_s_row_opens_its_pictures(place, session, qtbot):
    table = place.findChild(QTableWidget, "train-labels")
    with qtbot.waitSignal(session.place_wanted) as wanted:
        table.setCurrentCell(0, 0)
        table.activated.emit(table.currentIndex())

    assert wanted.args == ["label", ""]
    assert session.pictures.title == table.item(0, 0).text()


def test_a_new_box_is_in_the_plan_soon(place, session, qtbot):
    before = place._planner.plan.data.annotations
    image_id = session.query.image_ids()[-1]
    label = session.labels.all[0]
    box = Annotation(new_id(), image_id, label.id, AnnotationKind.BOX, ((1.0, 1.0), (50.0, 50.0)))

    session.apply(make_edit("Draw box", added=[box]))

    qtbot.waitUntil(lambda: place._planner.plan.data.annotations == before + 1)
    assert len(place._planner.plan.data.ids) == 6


def test_choosing_the_classifier_says_what_is_missing_and_leads_back(place, session, qtbot):
    click(qtbot, place, "train-task-classify")
    wait_for_heading(qtbot, place, "Train a classifier")
    assert session.runs.options.task == "classify"
    assert place.findChild(QWidget, "train-problem-nothing-for-classify") is not None

    click(qtbot, place, "train-fix-nothing-for-classify")

    wait_for_heading(qtbot, place, "Train a detector")
    assert session.runs.options.task == ""
    assert not place.findChild(QWidget, "train-problems").isVisible()


def test_one_label_is_not_enough_for_a_classifier(place, session, qtbot):
    first, second = session.labels.all[:2]
    ids = session.query.image_ids()
    tag_all(session, ids, first)
    qtbot.waitUntil(lambda: place._planner.plan.data.inferred == "classify")
    assert "only “" in words_of(place.findChild(QWidget, "train-problem-one-label-used"))
    assert not place._planner.plan.can_train

    session.undo()
    tag_all(session, ids[:3], first)
    tag_all(session, ids[3:], second)
    qtbot.waitUntil(lambda: place._planner.plan.data.inferred == "classify" and place._planner.plan.can_train)


def test_the_button_of_a_missing_label_goes_to_the_labels(make_session, desk, look, qtbot):
    session = make_session(desk.project, runner=RUNNER)
    for label in session.labels.all[1:]:
        session.apply(make_edit("Archive label", removed=[label], added=[replace(label, archived=True)]))
    tag_all(session, session.query.image_ids(), session.labels.all[0])
    place = shown_place(session, look, qtbot)
    qtbot.waitUntil(lambda: place.findChild(QWidget, "train-fix-one-label") is not None)

    with qtbot.waitSignal(session.place_wanted) as wanted:
        click(qtbot, place, "train-fix-one-label")

    assert wanted.args == ["label", "labels"]


def test_without_labels_it_says_how_to_begin(make_session, desk, look, qtbot):
    session = make_session(desk.project, runner=RUNNER)
    for items in session.query.annotations(session.query.image_ids()).values():
        session.apply(make_edit("Delete objects", removed=items))
    place = shown_place(session, look, qtbot)
    qtbot.waitUntil(lambda: place.findChild(QWidget, "train-problem-nothing-labelled") is not None)

    assert text_of(place, "train-heading") == "Train a model"
    with qtbot.waitSignal(session.place_wanted) as wanted:
        click(qtbot, place, "train-fix-nothing-labelled")
    assert wanted.args[0] == "label"


def test_f5_without_labels_starts_nothing(make_session, desk, look, qtbot):
    session = make_session(desk.project, runner=RUNNER)
    for items in session.query.annotations(session.query.image_ids()).values():
        session.apply(make_edit("Delete objects", removed=items))
    place = shown_place(session, look, qtbot)
    qtbot.waitUntil(lambda: place.findChild(QWidget, "train-problem-nothing-labelled") is not None)

    place.train()

    qtbot.waitUntil(lambda: is_planned(place))
    assert session.runs.training is None


def test_a_card_opens_and_closes_its_detail(place, qtbot):
    detail = place.findChild(QWidget, "train-detail")
    click(qtbot, place, "train-card-split")
    assert detail.isVisible()
    assert "The model learns from train" in words_of(detail)
    click(qtbot, place, "train-card-split")
    assert not detail.isVisible()

    card = place.findChild(QWidget, "train-card-time")
    card.setFocus()
    qtbot.keyClick(card, Qt.Key.Key_Return)
    assert "within a factor of two" in words_of(detail)
    click(qtbot, place, "train-detail-close")
    assert not detail.isVisible()


def test_a_backbone_is_chosen_from_the_list(place, session, qtbot):
    click(qtbot, place, "train-card-backbone")
    qtbot.waitUntil(lambda: place.findChild(QWidget, "train-backbone-resnet18") is not None)

    click(qtbot, place, "train-backbone-resnet18")

    qtbot.waitUntil(lambda: place.findChild(QWidget, "train-problem-weights-missing") is not None)
    assert session.runs.options.backbone == "resnet18"
    assert "not on this computer" in words_of(place.findChild(QWidget, "train-card-backbone"))
    assert not place._planner.plan.can_train

    click(qtbot, place, "train-backbone-auto")
    qtbot.waitUntil(lambda: session.runs.options.backbone == "" and is_planned(place))
    assert place._planner.plan.can_train


def test_backbones_that_can_be_used_at_once_come_first_and_those_for_classifiers_last(place, session, qtbot):
    session.runs.set_options(replace(session.runs.options, backbone="lenet5"))  # as the gallery does
    qtbot.waitUntil(lambda: is_planned(place) and place._planner.plan.machine.backbone.name == "lenet5")
    click(qtbot, place, "train-card-backbone")
    qtbot.waitUntil(lambda: place.findChild(QWidget, "train-backbone-lenet5") is not None)
    order = [row.listed for row in place.findChildren(BackboneRow)]
    assert order[0].name == "bundled"
    assert [item.has_pyramid for item in order] == sorted((item.has_pyramid for item in order), reverse=True)


def test_the_list_of_backbones_opens_no_window_of_its_own(place, qtbot):
    place.activateWindow()
    qtbot.waitUntil(place.isActiveWindow)

    click(qtbot, place, "train-card-backbone")
    qtbot.waitUntil(lambda: place.findChild(QWidget, "train-backbone-resnet18") is not None)
    qtbot.waitUntil(place.findChild(QWidget, "train-backbone-resnet18").isVisible)

    assert place.isActiveWindow()


def test_a_download_ends_with_the_backbone_chosen(place, session, qtbot):
    click(qtbot, place, "train-card-backbone")
    qtbot.waitUntil(lambda: place.findChild(QWidget, "train-download-mobilenet_v2") is not None)

    click(qtbot, place, "train-download-mobilenet_v2")

    qtbot.waitUntil(lambda: session.runs.options.backbone == "mobilenet_v2", timeout=20_000)


def test_a_download_that_fails_says_why_and_can_be_tried_again(place, qtbot):
    click(qtbot, place, "train-card-backbone")
    qtbot.waitUntil(lambda: place.findChild(QWidget, "train-download-resnet50") is not None)
    row = place.findChild(QWidget, "train-backbone-resnet50")

    click(qtbot, place, "train-download-resnet50")

    qtbot.waitUntil(lambda: "The server did not answer." in words_of(row), timeout=20_000)
    button = place.findChild(QAbstractButton, "train-download-resnet50")
    assert button.isEnabled()
    assert button.text() == "Try again"


def test_pytorch_is_asked_what_it_sees(place, qtbot):
    click(qtbot, place, "train-card-device")
    click(qtbot, place, "train-device-ask")

    qtbot.waitUntil(lambda: "torch: 9.9" in text_of(place, "train-device-said"), timeout=20_000)


def test_the_device_is_a_setting(place, session, qtbot):
    click(qtbot, place, "train-card-device")
    click(qtbot, place, "train-device-cpu")

    assert session.settings.value.device == "cpu"
    qtbot.waitUntil(lambda: "as you chose" in words_of(place.findChild(QWidget, "train-card-device")))


def test_the_split_is_made_again_undoably(place, session, qtbot):
    place.train()
    qtbot.waitUntil(lambda: session.runs.ended is not None, timeout=20_000)
    qtbot.waitUntil(lambda: is_planned(place) and place._planner.plan.data.split.placed == 5)
    click(qtbot, place, "train-card-split")

    click(qtbot, place, "train-split-again")

    qtbot.waitUntil(lambda: place._planner.plan.data.split.placed == 0)
    session.undo()
    qtbot.waitUntil(lambda: place._planner.plan.data.split.placed == 5)


def test_the_pictures_of_a_part_are_shown(place, session, qtbot):
    place.train()
    qtbot.waitUntil(lambda: session.runs.ended is not None, timeout=20_000)
    qtbot.waitUntil(lambda: is_planned(place) and place._planner.plan.data.split.placed == 5)
    click(qtbot, place, "train-card-split")
    with qtbot.waitSignal(session.place_wanted):
        click(qtbot, place, "train-show-validation")

    rows = session.query.image_rows(session.pictures.ids)
    assert {row.split for row in rows} == {Split.VALIDATION}


def test_more_choices_change_the_options_and_go_back(place, session, qtbot):
    click(qtbot, place, "train-advanced-open")
    epochs = place.findChild(QSpinBox, "train-epochs")
    epochs.setValue(7)
    click(qtbot, place, "train-unfreeze")
    assert (session.runs.options.epochs, session.runs.options.unfreeze) == (7, 2)

    click(qtbot, place, "train-advanced-reset")

    assert (session.runs.options.epochs, session.runs.options.unfreeze) == (0, 0)
    assert epochs.value() == 0


def test_a_recipe_is_taken_when_it_can_be_used_and_its_fault_named_when_not(place, session, qtbot):
    click(qtbot, place, "train-advanced-open")
    recipe = place.findChild(QPlainTextEdit, "train-recipe")
    recipe.setFocus()
    qtbot.keyClicks(recipe, "batch = 8")
    qtbot.waitUntil(lambda: session.runs.options.recipe == "batch = 8")

    qtbot.keyClicks(recipe, "x")

    qtbot.waitUntil(lambda: place.findChild(QLabel, "train-recipe-wrong").isVisible())
    assert session.runs.options.recipe == "batch = 8"


def test_f5_takes_what_was_typed_a_moment_before(place, session, qtbot):
    click(qtbot, place, "train-advanced-open")
    epochs, recipe = place.findChild(QSpinBox, "train-epochs"), place.findChild(QPlainTextEdit, "train-recipe")
    epochs.selectAll()
    qtbot.keyClicks(epochs, "3")
    qtbot.keyClicks(recipe, "batch = 8")

    place.train()

    qtbot.waitUntil(lambda: session.runs.training is not None)
    assert (session.runs.training.options.epochs, session.runs.training.options.recipe) == (3, "batch = 8")


def test_f5_with_a_wrong_recipe_shows_what_is_wrong_and_starts_nothing(place, session, qtbot):
    click(qtbot, place, "train-advanced-open")
    qtbot.keyClicks(place.findChild(QPlainTextEdit, "train-recipe"), "batch = x")
    click(qtbot, place, "train-advanced-open")

    place.train()

    assert place.findChild(QLabel, "train-recipe-wrong").isVisible()
    assert not place._starts_when_planned
    assert session.runs.training is None


def test_choices_survive_a_place_that_is_built_again(place, session, look, qtbot):
    click(qtbot, place, "train-advanced-open")
    place.findChild(QSpinBox, "train-seed").setValue(11)

    again = shown_place(session, look, qtbot)

    assert again.findChild(QSpinBox, "train-seed").value() == 11


def test_a_hidden_place_does_not_compute(place, session, qtbot):
    place.hide()
    session.labels.changed.emit()
    assert not place._planner._timer.isActive()
    assert not place._planner.is_fresh

    place.show()

    qtbot.waitUntil(lambda: is_planned(place))


def test_everything_that_can_be_used_has_a_name(place, qtbot):
    for name in ("backbone", "split", "device", "time"):
        place.show_detail(name)
    qtbot.waitUntil(lambda: place.findChild(QWidget, "train-backbone-bundled") is not None)
    usable = [
        widget
        for widget in place.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not widget.objectName().startswith("qt_")
    ]

    nameless = [
        widget.objectName() or widget for widget in usable if not (widget.objectName() and widget.accessibleName())
    ]
    assert usable
    assert nameless == [], nameless


def test_a_localiser_learns_the_largest_box_of_each_picture_and_says_so(place, session, qtbot):
    click(qtbot, place, "train-task-localize")
    wait_for_heading(qtbot, place, "Train a localiser")

    data = place._planner.plan.data
    crowded = [items for items in session.query.annotations(session.query.image_ids()).values() if len(items) > 1]
    assert data.task == "localize"
    assert data.annotations == len(data.ids) == sum(label.pictures for label in data.labels)
    assert "one box a picture" in text_of(place, "train-reason")
    assert [(problem.code, problem.count) for problem in data.problems if problem.severity == "warn"][:1] == [
        ("several-boxes", len(crowded))
    ]
    assert not place.findChild(QWidget, "train-method-row").isVisible()


def test_the_method_of_a_detector_goes_into_the_recipe_and_stays_with_the_project(place, session, look, qtbot):
    session.runs.set_options(replace(session.runs.options, recipe="batch = 8\n[second]\nblocks = 1"))
    choice = place.findChild(QWidget, "train-method")
    choice.setFocus()
    assert choice.currentText() == "Vistazo's grid · 2021"
    while choice.value != "ssd":
        qtbot.keyClick(choice, Qt.Key.Key_Down)

    assert session.runs.options.recipe == 'method = "ssd"\nbatch = 8\n[second]\nblocks = 1'
    assert "hardest background" in text_of(place, "train-method-idea")
    qtbot.waitUntil(lambda: is_planned(place) and place._planner.plan.machine.method == "ssd")
    assert "SSD was never timed here" in words_of(place.findChild(QWidget, "train-card-time"))
    qtbot.waitUntil(lambda: session.query.fact("detection-method") == "ssd")

    session.runs.set_options(replace(session.runs.options, recipe=""))
    session.runs.recall_augment()
    qtbot.waitUntil(lambda: choice.value == "ssd")
    while choice.value != "grid":
        qtbot.keyClick(choice, Qt.Key.Key_Up)
    assert session.runs.options.recipe == ""
