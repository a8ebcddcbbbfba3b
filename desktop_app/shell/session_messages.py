"""What happened, said once in the bar: what the folders brought, how a round of proposals ended."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QLocale, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.i18n.messages import in_words
from desktop_app.look.message import Message
from desktop_app.project.folder_labels import FolderLabels
from desktop_app.project.query import FileProblem, Query
from desktop_app.project.scan import ScanReport
from desktop_app.session.action_keys import TRAIN, shown_key
from desktop_app.session.background import Token
from desktop_app.session.folder_work import Imported
from desktop_app.session.late_undo import undoing
from desktop_app.session.proposing import ProposingProgress
from desktop_app.session.run_words import run_name
from desktop_app.session.session import Session
from ml_engine.domain.errors import UserError
from ml_engine.images.reader import shown_path

SHORT_S = 8


class SessionMessages(QObject):
    """Turns ends into messages; those of trainings are of training_messages.py.

    Signals: relink_wanted(str): a folder that is not there; somebody shall say where it lies.
    """

    relink_wanted = Signal(str)

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        session.folders.scanned.connect(self._on_folders_scanned)
        session.folders.changed.connect(self._on_folders_changed)
        session.folders.imported.connect(self._on_folders_imported)
        session.folders.labelled.connect(self._on_folders_labelled)
        session.folders.placed.connect(self._on_folders_placed)
        session.proposing.ended.connect(self._on_proposing_ended)
        session.background.failed.connect(self._on_background_failed)
        self._offered: object = None
        self._left_out: frozenset[Path] = frozenset()  # of what it was told
        self._offers_to_go_on = True
        session.runs.changed.connect(self._on_runs_changed)
        # Made again (another language) while an offer waits: it is made again too, once somebody listens.
        QTimer.singleShot(0, self, self._on_folders_changed)

    def say_notices(self) -> None:
        """What the project itself has to say: read-only and why, a slower disk."""
        for notice in self._session.project.notices:
            if notice.code == "read-only":
                words = self.tr("Open for reading only: labels cannot be changed here.")
                self._session.say(Message("warn", words, notice.message))
            else:
                self._session.say(Message("warn", notice.message))

    def _on_folders_scanned(self, report: ScanReport) -> None:
        for root in report.absent:
            self._session.say(
                Message(
                    "warn",
                    self.tr("The folder {folder} is not there.").format(folder=root),
                    self.tr("Connect its drive and look again, or say where it lies now."),
                    self.tr("It lies elsewhere…"),
                    partial(self.relink_wanted.emit, root),
                )
            )
        if report.found == 0 and not report.absent:
            self._session.say(
                Message(
                    "info",
                    self.tr("There are no pictures in this folder."),
                    self.tr("Pictures end in .jpg, .png, .bmp, .tif, .webp or .gif."),
                )
            )
        if report.problems:
            self._session.background.run(partial(_left_out, self._session.query), self._on_background_left_out)

    def _on_background_left_out(self, found: list[FileProblem]) -> None:
        """Once for the same ones: a file that never became a picture is nowhere to be seen."""
        paths = frozenset(problem.path for problem in found)
        if paths <= self._left_out:
            return
        self._left_out = paths
        hint = self.tr("{path}: {reason}. Mend it and look again, or leave it.")
        hint = hint.format(path=shown_path(found[0].path), reason=in_words(found[0].reason))
        self._session.say(Message("warn", self.tr("%n file(s) or folder(s) left out.", "", len(found)), hint))

    def _on_folders_changed(self) -> None:
        offer = self._session.folders.offer
        if offer is None or offer == self._offered:
            return
        self._offered = offer
        match offer.kind:
            case "annotations":
                words = self.tr("There are annotations here: {format}.").format(format=in_words(offer.title))
                hint = self.tr("They can be taken in, and that can be undone.")
                self._offer(words, hint, self.tr("Import"))
            case "split":
                words = self.tr("%n picture(s) lie in train, validation or test folders.", "", offer.pictures)
                hint = self.tr("Vistazo can train and score by them, and that can be undone.")
                self._offer(words, hint, self.tr("Use the folders as split"))
            case "folders":
                pass  # taken without a question

    def _offer(self, words: str, hint: str, button: str) -> None:
        folders = self._session.folders
        not_now = self.tr("Not now")
        self._session.say(
            Message("info", words, hint, button, folders.take_offer, closed=folders.dismiss_offer, close_text=not_now)
        )

    def _on_folders_placed(self, pictures: int, edit_id: UUID) -> None:
        words = self.tr("%n picture(s) are in the splits of their folders.", "", pictures)
        self._session.say(Message("ok", words, "", self.tr("Undo"), undoing(self._session, edit_id)))

    def _on_folders_labelled(self, taken: FolderLabels) -> None:
        if taken.labelled == 0 or taken.edit_id is None:
            return
        words = self.tr("%n label(s) taken from the folders' names.", "", taken.labels)
        hint = self.tr("%n picture(s) labelled.", "", taken.labelled)
        if key := shown_key(TRAIN, self._session.settings.value.keys):
            hint = f"{hint} {self.tr('{key} trains a classifier.').format(key=key)}"
        self._session.say(Message("ok", words, hint, self.tr("Undo"), undoing(self._session, taken.edit_id)))

    def _on_folders_imported(self, imported: Imported) -> None:
        report = imported.report
        if imported.edit_id is None:
            self._session.say(Message("info", self.tr("The project had all of these annotations already.")))
            return
        words = self.tr("%n annotation(s) imported.", "", report.imported)
        hint = self.tr("%n left out.", "", report.skipped) if report.skipped else ""
        if report.reasons:
            (_, reason), count = report.reasons.most_common(1)[0]
            hint = f"{hint} {QLocale().toString(count)} × {in_words(reason)}".strip()
        undo = undoing(self._session, imported.edit_id)
        self._session.say(Message("warn" if report.skipped else "ok", words, hint, self.tr("Undo"), undo))

    def _on_runs_changed(self) -> None:
        """Once, when a project opens: what was interrupted can go on."""
        runs = self._session.runs
        newest = runs.rows[0] if runs.rows else None
        if not self._offers_to_go_on or newest is None or runs.training is not None:
            return
        self._offers_to_go_on = False
        if newest.state == "paused" and not self._session.read_only:
            run = run_name(runs.number(newest.name))
            self._session.say(
                Message(
                    "info",
                    self.tr("{run} was interrupted.").format(run=run),
                    self.tr("It goes on where it was."),
                    self.tr("Continue"),
                    partial(runs.resume, newest.name),
                )
            )

    def _on_proposing_ended(self, progress: ProposingProgress) -> None:
        words = self.tr("%n proposal(s)", "", progress.found)
        pictures = self.tr("on %n picture(s).", "", progress.done)
        hint = self.tr("%n could not be read.", "", progress.failed) if progress.failed else ""
        self._session.say(Message("ok", f"{words} {pictures}", hint, timeout_s=SHORT_S))

    def _on_background_failed(self, error: UserError) -> None:
        self._session.say_error(error)


def _left_out(query: Query, _: Token) -> list[FileProblem]:
    return [problem for problem in query.problems() if problem.image_id is None]
