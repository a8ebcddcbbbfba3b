"""The session as views see it: edits at once, undo from the file, failures taken back."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import replace

import pytest

from desktop_app.project.edits import make_edit
from desktop_app.project.ids import new_id
from desktop_app.project.store import open_project
from desktop_app.session.edit_names import DRAW_BOX, MOVE_BOX
from ml_engine.domain.errors import UserError
from ml_engine.domain.values import Annotation, AnnotationKind, ImageState, ImageStatus


def box_on(session, image_id, corners=((10.0, 10.0), (60.0, 50.0))):
    return Annotation(new_id(), image_id, session.labels.all[0].id, AnnotationKind.BOX, corners)


def empty_picture(session):
    """The id of a picture without boxes, loaded."""
    image_id = session.pictures.ids[-1]
    session.show(image_id)
    return image_id


def loaded(qtbot, session, image_id):
    qtbot.waitUntil(lambda: session.documents.get(image_id) is not None)
    return session.documents.get(image_id)


def test_the_first_picture_is_shown_when_a_project_opens(session):
    assert session.current == session.pictures.ids[0]
    assert len(session.pictures.ids) == 8
    assert [label.name for label in session.labels.all] == ["coin", "die", "key", "leaf"]


def test_an_edit_is_seen_before_it_is_on_disk_and_then_saved(qtbot, session):
    image_id = empty_picture(session)
    loaded(qtbot, session, image_id)
    box = box_on(session, image_id)
    with qtbot.waitSignal(session.saved):
        session.apply(make_edit(DRAW_BOX, added=[box]))
        assert session.documents.get(image_id).annotations == (box,)
    assert session.query.annotations([image_id])[image_id] == (box,)


def test_undo_and_redo_bring_a_box_back_across_pictures(qtbot, session):
    image_id = empty_picture(session)
    loaded(qtbot, session, image_id)
    box = box_on(session, image_id)
    session.apply(make_edit(DRAW_BOX, added=[box]))
    session.show(session.pictures.ids[0])
    assert session.history.undo_text == "Undo: Draw box"
    session.undo()
    qtbot.waitUntil(lambda: session.current == image_id)
    qtbot.waitUntil(lambda: session.document is not None and session.document.annotations == ())
    session.redo()
    qtbot.waitUntil(lambda: session.document.annotations == (box,))


def test_the_history_is_there_after_reopening(qtbot, desk, make_session):
    first = make_session(desk.project)
    assert [head.name for head in first.history.done] == ["Add label"] + ["Draw box"] * 5
    assert first.history.can_undo
    assert not first.history.can_redo


def test_a_thousand_edits_can_be_undone(qtbot, session):
    image_id = empty_picture(session)
    loaded(qtbot, session, image_id)
    boxes = [box_on(session, image_id) for _ in range(1000)]
    for box in boxes:
        session.apply(make_edit(DRAW_BOX, added=[box]))
    for _ in range(1000):
        session.undo()
    qtbot.waitUntil(lambda: not session.query.annotations([image_id])[image_id], timeout=60_000)
    qtbot.waitUntil(lambda: session.document.annotations == ())
    assert len(session.history.undone) == 1000


def test_an_edit_that_the_disk_refuses_is_taken_back_with_a_message(qtbot, session, monkeypatch):
    image_id = empty_picture(session)
    loaded(qtbot, session, image_id)
    refused: Future = Future()
    refused.set_exception(UserError("disk-full", "The disk is full.", "Free some space."))
    monkeypatch.setattr(session.project, "submit", lambda _, **__: refused)
    with qtbot.waitSignal(session.said) as said:
        session.apply(make_edit(DRAW_BOX, added=[box_on(session, image_id)]))
    assert said.args[0].text == "The disk is full."
    assert session.documents.get(image_id).annotations == ()
    qtbot.waitUntil(lambda: len(session.history.done) == 6)


def test_a_redo_that_fits_no_more_is_said_once_and_forgotten(qtbot, session):
    image_id = empty_picture(session)
    loaded(qtbot, session, image_id)
    first = box_on(session, image_id)
    session.apply(make_edit(DRAW_BOX, added=[first]))
    session.apply(make_edit("Delete objects", [first]))
    session.undo()
    session.project.transact(lambda connection: connection.exec_driver_sql("DELETE FROM annotations"))
    with qtbot.waitSignal(session.said) as said:
        session.redo()
    assert "does not fit" in said.args[0].text
    qtbot.waitUntil(lambda: not session.history.can_redo)
    second = box_on(session, image_id)
    session.apply(make_edit(DRAW_BOX, added=[second]))
    session.undo()
    session.redo()
    qtbot.waitUntil(lambda: session.project.query.annotations([image_id])[image_id] == (second,))


def test_nudges_of_one_box_are_one_step_of_the_history(qtbot, session):
    image_id = empty_picture(session)
    loaded(qtbot, session, image_id)
    first = box_on(session, image_id)
    session.apply(make_edit(DRAW_BOX, added=[first]))
    before = len(session.history.done)
    old = first
    for step in range(1, 6):
        new = replace(first, points=((10.0 + step, 10.0), (60.0 + step, 50.0)))
        session.apply(make_edit(MOVE_BOX, [old], [new]), merge_repeats=True)
        old = new
    assert len(session.history.done) == before + 1
    session.undo()
    qtbot.waitUntil(lambda: session.document.annotations == (first,))


def test_a_reading_on_its_way_does_not_undo_what_was_just_done(qtbot, session):
    image_id = empty_picture(session)
    document = loaded(qtbot, session, image_id)
    session.documents.reload()
    box = box_on(session, image_id)
    session.apply(make_edit(DRAW_BOX, added=[box]))
    qtbot.waitUntil(lambda: session.background.is_idle)
    assert session.documents.get(image_id).annotations == (*document.annotations, box)


def test_verifying_changes_the_counts_but_not_the_list(qtbot, session):
    ids = list(session.pictures.ids)
    with qtbot.waitSignal(session.pictures.counts_changed):
        session.apply(make_edit("Mark as verified", added=[ImageState(ids[0], ImageStatus.VERIFIED)]))
    assert session.pictures.counts.verified == 1
    assert session.pictures.ids == ids
    assert session.documents.get(ids[0]).is_verified


def test_a_project_that_another_has_open_is_shown_but_not_changed(qtbot, desk, make_session):
    with open_project(desk.project):
        second = make_session(desk.project)
        assert second.read_only
        with qtbot.waitSignal(second.said) as said:
            second.apply(make_edit(DRAW_BOX, added=[box_on(second, second.current)]))
        assert "open for reading only" in said.args[0].text


@pytest.mark.parametrize(("key", "name"), [("1", "coin"), ("4", "leaf")])
def test_a_label_is_found_by_its_digit(session, key, name):
    assert session.labels.by_key(key).name == name


def test_next_and_previous_stay_inside_the_list(session):
    session.previous()
    assert session.current == session.pictures.ids[0]
    session.next()
    assert session.current == session.pictures.ids[1]
    session.show(session.pictures.ids[-1])
    session.next()
    assert session.current == session.pictures.ids[-1]


def test_the_window_comes_back_to_the_picture_it_was_left_on(qtbot, desk, make_session, settings):
    from desktop_app.session.background import Background
    from desktop_app.session.engine_bridge import EngineBridge
    from desktop_app.session.session import Session

    background, engine = Background(), EngineBridge()
    left = Session(open_project(desk.project), background, engine, settings)
    left.start()
    qtbot.waitUntil(lambda: background.is_idle)
    wanted = left.pictures.ids[3]
    left.show(wanted)
    qtbot.waitUntil(lambda: background.is_idle)
    engine.close()
    background.close()
    left.close()
    left.deleteLater()
    assert make_session(desk.project).current == wanted
