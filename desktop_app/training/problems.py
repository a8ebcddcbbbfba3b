"""What is missing, as a sentence with the one button that helps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication

from desktop_app.look.widgets.file_dialogs import ask_pictures
from desktop_app.project.edits import make_edit
from desktop_app.session.background import Token
from desktop_app.session.edit_names import PLACE_IN_SPLIT
from desktop_app.session.session import Session
from desktop_app.training.plan import Problem
from ml_engine.domain.values import Edit, SplitPlace


@dataclass(frozen=True, slots=True)
class Remedy:
    """text: of the sentence.   button, act: what helps, '' and None for nothing that a button could do."""

    text: str
    button: str = ""
    act: Callable[[], None] | None = None


def remedy(
    problem: Problem, session: Session, set_task: Callable[[str], None], open_backbones: Callable[[], None]
) -> Remedy:
    """The sentence and the button of a problem."""
    label_now = partial(session.go_to, "label")
    labels = partial(session.go_to, "label", "labels")
    n = problem.count
    match problem.code:
        case "no-pictures":
            return Remedy(
                _tr("There are no pictures yet."), _tr("Add a folder"), partial(ask_pictures, None, session.folders.add)
            )
        case "nothing-labelled":
            text = _tr("None of the %n picture(s) is labelled yet: about twenty with boxes are a good start.", n)
            return Remedy(text, _tr("Label pictures"), label_now)
        case "nothing-for-detect" | "nothing-for-localize":
            if not n:
                return Remedy(_tr("No picture has a box yet."), _tr("Draw boxes"), label_now)
            text = _tr("%n picture(s) have labels of their own but no boxes: that is for a classifier.", n)
            return Remedy(text, _tr("Train a classifier"), partial(set_task, "classify"))
        case "nothing-for-classify":
            if not n:
                return Remedy(_tr("No picture has a label of its own yet."), _tr("Label pictures"), label_now)
            text = _tr(
                "%n picture(s) have boxes of several labels but no label of their own: that is for a detector.", n
            )
            return Remedy(text, _tr("Train a detector"), partial(set_task, "detect"))
        case "one-label":
            text = _tr("A classifier tells labels apart, and there is only “{label}”: at least two are needed.")
            return Remedy(text.format(label=problem.label), _tr("Add a label"), labels)
        case "one-label-used":
            text = _tr(
                "A classifier tells labels apart, and only “{label}” has pictures: at least two labels need some."
            )
            return Remedy(text.format(label=problem.label), _tr("Label pictures"), label_now)
        case "one-picture":
            text = _tr("Only one picture is labelled: learning and scoring need at least one each, better twenty.")
            return Remedy(text, _tr("Label pictures"), label_now)
        case "no-training":
            text = _tr("No labelled picture is in the training split, so there is nothing to learn from.")
            return Remedy(text, _tr("Split again"), partial(split_again, session, problem.ids))
        case "no-validation":
            text = _tr("No labelled picture is in the validation split, so the best epoch cannot be chosen.")
            return Remedy(text, _tr("Split again"), partial(split_again, session, problem.ids))
        case "several-labels":
            text = _tr("%n picture(s) have several labels and stay out: this project means one a picture.", n)
            return Remedy(text, _tr("Show them"), partial(session.show_pictures, problem.ids, _tr("Several labels")))
        case "several-boxes":
            text = _tr("%n picture(s) have several boxes: only the largest of each is learnt. A detector finds all.", n)
            return Remedy(text, _tr("Train a detector"), partial(set_task, "detect"))
        case "also-detect":
            text = _tr("%n picture(s) have boxes: a detector could learn from them.", n)
            return Remedy(text, _tr("Train a detector"), partial(set_task, "detect"))
        case "also-classify":
            text = _tr("%n picture(s) have labels of their own: a classifier could learn from them.", n)
            return Remedy(text, _tr("Train a classifier"), partial(set_task, "classify"))
        case "few-of-label":
            text = _tr("“{label}” is in %n picture(s) only: it can hardly be learnt and scored.", n)
            return Remedy(text.format(label=problem.label), _tr("Label more"), label_now)
        case "weights-missing":
            text = _tr("The weights of {backbone} cannot be used: get them, or choose another backbone.")
            return Remedy(text.format(backbone=problem.label), _tr("Open backbones"), open_backbones)
        case "network-without-places":
            text = _tr("{backbone} names whole pictures and cannot find places: choose another one for a detector.")
            return Remedy(text.format(backbone=problem.label), _tr("Open backbones"), open_backbones)
        case "network-wrong":
            text = _tr("Your network “{backbone}” cannot be built yet.")
            builder = partial(session.go_to, "train", "builder")
            return Remedy(text.format(backbone=problem.label), _tr("Open its layers"), builder)
        case _:
            return Remedy(problem.code)


def split_again(session: Session, ids: tuple[int, ...]) -> None:
    """Take the places of these pictures away, undoably: the next training gives them new ones."""
    session.background.run(partial(_unplaced, session, ids), partial(_apply, session))


def _unplaced(session: Session, ids: tuple[int, ...], _: Token) -> Edit | None:
    rows = session.query.image_rows(ids)
    removed = [SplitPlace(row.image.id, row.split) for row in rows if row.split is not None]
    return make_edit(PLACE_IN_SPLIT, removed=removed) if removed else None


def _apply(session: Session, edit: Edit | None) -> None:
    if edit is not None:
        session.apply(edit)


def _tr(text: str, number: int = -1) -> str:
    return QCoreApplication.translate("TrainProblems", text, "", number)
