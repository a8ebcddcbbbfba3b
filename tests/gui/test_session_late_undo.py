"""The undo of a message takes back what the message names: at once, or never something else."""

from __future__ import annotations

from functools import partial

from desktop_app.project.built_edits import on_pictures
from desktop_app.project.edits import make_edit
from desktop_app.project.ids import new_id
from desktop_app.project.picture_edits import toggle_status
from desktop_app.session.edit_names import DRAW_BOX
from desktop_app.session.late_undo import undoing
from ml_engine.domain.values import Annotation, AnnotationKind, ImageStatus

VERIFY = partial(toggle_status, status=ImageStatus.VERIFIED)


def status(session, image_id):
    return session.query.image_rows([image_id])[0].status


def draw(session):
    box = Annotation(
        new_id(), session.pictures.ids[-1], session.labels.all[0].id, AnnotationKind.BOX, ((1.0, 1.0), (9.0, 9.0))
    )
    edit = make_edit(DRAW_BOX, added=[box])
    session.apply(edit)
    return edit


def verify_last(session, done):
    """Verify the last picture on the store thread; `done` is told which edit that was."""
    session.bulk.apply(on_pictures(session.pictures.ids[-1:], VERIFY), lambda step: done(step.head.id))


def test_it_goes_back_when_pressed_before_the_history_is_read(qtbot, session):
    said = []
    session.said.connect(said.append)
    verify_last(session, lambda edit_id: undoing(session, edit_id)())
    qtbot.waitUntil(lambda: session.history.can_redo and session.background.is_idle)
    session.project.submit_history().result()
    assert status(session, session.pictures.ids[-1]) is ImageStatus.NEW
    assert said == []


def test_nothing_else_is_taken_back_when_something_was_done_since(qtbot, session):
    said, edits = [], []
    session.said.connect(said.append)
    verify_last(session, edits.append)
    qtbot.waitUntil(lambda: bool(edits))
    draw(session)
    undoing(session, edits[0])()
    qtbot.waitUntil(lambda: bool(said))
    assert said[0].text == "Other things were done since."
    assert session.history.undo_text == "Undo: Draw box"


def test_an_edit_of_the_same_name_is_not_the_one_of_the_message(qtbot, session):
    said = []
    session.said.connect(said.append)
    first, _ = draw(session), draw(session)
    undoing(session, first.id)()
    qtbot.waitUntil(lambda: bool(said))
    assert not session.history.can_redo


def test_who_waits_for_the_history_is_called_once(qtbot, session):
    called = []
    session.history.resync()
    session.history.resync()
    session.history.when_read(partial(called.append, 1))
    assert called == []
    qtbot.waitUntil(lambda: called == [1])
    session.history.when_read(partial(called.append, 2))
    assert called == [1, 2]
