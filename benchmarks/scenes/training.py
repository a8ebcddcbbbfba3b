"""The Train place: before a run, while it runs, and every way in which one can end."""

from __future__ import annotations

import os
import shutil
import signal
from functools import partial

from PySide6.QtCore import QPoint

from benchmarks.scenes.stage import QUICK, Scene, Stage
from desktop_app.project.fingerprints import fingerprint
from desktop_app.project.sample import sample_places
from desktop_app.session.training_state import TrainOptions
from ml_engine.domain.values import Split

INTERRUPTED = "interrupted"
ENOUGH_TO_SEE = 55
SMALL = (
    "steps = 20\nleast_steps = 0\nbatch = 4\nviews = 2\nrate = 6e-3\nmix = 0.0\ninput_size = 128\nevaluate_every = 10\n"
)


def before(stage: Stage) -> None:
    """What will be trained, before it starts."""
    stage.sample()
    stage.place("train")
    if stage.seen("augment-studio"):
        stage.click("augment-cancel")
    stage.wait_for("train-labels")
    stage.hand.wait(1.0)


def label_menu(stage: Stage) -> None:
    """What can be done with a row of the labels to learn."""
    before(stage)
    stage.right_click("train-labels", QPoint(80, 60))


def detail(name: str, stage: Stage) -> None:
    """What a card opens."""
    before(stage)
    if not stage.seen(f"train-detail-{name}"):
        stage.click(f"train-card-{name}")
    stage.wait_for(f"train-detail-{name}")


def leaking(stage: Stage) -> None:
    """Two copies of a picture lie in different parts of the split, and the badge says so."""
    stage.sample()
    session = stage.session
    rows = session.query.image_rows(session.query.image_ids())
    placed = [row for row in rows if row.split is not None]
    learnt = next(row for row in placed if row.split is Split.TRAIN)
    scored = next(row for row in placed if row.split is Split.VALIDATION)
    if not session.split.value or not session.split.value.check.leaks:
        shutil.copyfile(learnt.image.path, scored.image.path)
        session.folders.rescan()
        stage.hand.wait_until(lambda: session.folders.work is None and session.background.is_idle, 60)
        # A picture whose bytes are new has no fingerprint until it is read again.
        fingerprint(session.project, session.query.image_rows([scored.image.id]))
    detail("split", stage)
    session.split.refresh()
    stage.hand.wait_until(lambda: bool(session.split.value and session.split.value.check.leaks), 60)
    stage.wait_for("split-finding-0")
    stage.bring("train-detail-split")
    stage.hand.wait(0.5)


def folds(stage: Stage) -> None:
    """A cross-validation has ended: the figure of each fold, mean and spread."""
    before(stage)
    session = stage.session
    if not session.folds.state.is_whole:
        session.runs.set_options(TrainOptions(task="detect", backbone="bundled", recipe=QUICK.replace("400", "60")))
        session.folds.start(3)
        stage.hand.wait_until(lambda: session.folds.state.is_whole and not session.folds.state.is_running, 600)
        session.runs.set_options(TrainOptions())
    detail("split", stage)
    stage.wait_for("fold-table")
    stage.bring("fold-panel")
    stage.hand.wait(0.5)


def method(stage: Stage) -> None:
    """A method that was never timed here."""
    before(stage)
    stage.session.runs.set_options(TrainOptions(recipe='method = "ssd"'))
    stage.hand.wait(1.5)


def localiser(stage: Stage) -> None:
    """One object a picture."""
    stage.session.runs.set_options(TrainOptions())
    before(stage)
    stage.click("train-task-localize")
    stage.hand.wait(1.5)


def after_choices(stage: Stage) -> None:
    """As usual again."""
    stage.session.runs.set_options(TrainOptions())
    advanced(stage)


def advanced(stage: Stage) -> None:
    """More choices."""
    before(stage)
    if stage.seen("train-detail-close"):
        stage.click("train-detail-close")
    stage.click("train-advanced-open")
    stage.wait_for("train-recipe")
    stage.scroll("train-place", 1)


def studio(stage: Stage) -> None:
    """How training pictures are varied, on nine views of one."""
    before(stage)
    stage.click("train-augment")
    stage.wait_for("augment-preview")
    stage.hand.wait(1.5)


def ablation(stage: Stage) -> None:
    """Which of it helps: a table and a plot of real trainings."""
    studio(stage)
    ablations = stage.session.ablations
    if ablations.table is None:
        ablations.start(TrainOptions(task="detect", backbone="bundled", recipe=SMALL), ("flip",), (0, 1))
        stage.hand.wait_until(lambda: ablations.work is None, 600)
    if ablations.problem is not None:
        raise ablations.problem
    stage.click("augment-tab-ablation")
    stage.wait_for("ablation-table")
    stage.hand.wait(0.5)


def running(stage: Stage) -> None:
    """Curves grow."""
    before(stage)
    stage.click("train-advanced-open")
    stage.scroll("train-place", 0)
    stage.start_training(ENOUGH_TO_SEE)


def queued(stage: Stage) -> None:
    """Two trainings wait for the one that runs."""
    _train_a_while(stage)
    stage.place("train")
    waiting = stage.session.runs.waiting
    for recipe in (f"{QUICK}views = 2\n", f"{QUICK}label_smoothing = 0.1\n"):
        stage.session.runs.start(TrainOptions(task="detect", backbone="bundled", recipe=recipe))
        stage.hand.wait_until(lambda: not waiting.adding, 60)
    stage.scroll("train-place", 1)
    stage.hand.wait(1.0)


def label_meanwhile(stage: Stage) -> None:
    """Labelling goes on meanwhile; the status bar tells how long it takes."""
    _train_a_while(stage)
    stage.picture(4)
    stage.wait_for("status-job")


def stopped(stage: Stage) -> None:
    """It was stopped, its best is kept."""
    _train_a_while(stage)
    for run in stage.session.runs.waiting.value.runs:
        stage.session.runs.waiting.remove(run.name)
    stage.hand.wait_until(lambda: not stage.session.runs.waiting.value.runs, 30)
    stage.session.runs.stop()
    stage.hand.wait_until(lambda: stage.session.runs.training is None, 60)
    stage.place("train")
    stage.wait_for("train-outcome")
    stage.hand.wait(1.0)


def stopped_results(stage: Stage) -> None:
    """The results of a run that was stopped."""
    stage.sample()
    if all(run.state != "stopped" for run in stage.session.runs.rows):
        stopped(stage)
    _choose(stage, "stopped")
    stage.place("results")
    stage.wait_for("run-title")
    stage.hand.wait(1.0)


def done(stage: Stage) -> None:
    """A run came to its end."""
    stage.go(stage.copy("finished"))
    stage.place("train")
    recipe = QUICK.replace("steps = 400", "steps = 120")
    stage.session.runs.start(TrainOptions(task="detect", backbone="bundled", recipe=recipe))
    stage.hand.wait_until(lambda: stage.session.runs.training is None, 300)
    stage.wait_for("train-outcome")
    stage.hand.wait(1.5)


def killed(stage: Stage) -> None:
    """The worker's process came to a sudden end."""
    stage.go(stage.copy(INTERRUPTED))
    stage.place("train")
    stage.start_training(4)
    pid = stage.session.runs.worker_pid
    if pid is None:
        raise LookupError("the training has no worker")
    os.kill(pid, signal.SIGKILL)
    stage.hand.wait_until(lambda: stage.session.runs.training is None, 60)
    stage.wait_for("train-outcome")
    stage.hand.wait(1.0)


def killed_results(stage: Stage) -> None:
    """And what there is of its results."""
    stage.go(stage.copy(INTERRUPTED))
    _choose(stage, "paused")
    stage.place("results")
    stage.hand.wait(1.5)


def paused_opening(stage: Stage) -> None:
    """The project is opened again: the run that was interrupted can go on."""
    project = sample_places(stage.copy(INTERRUPTED)).project
    stage.close_project()
    stage.open(project)
    stage.picture(1)
    stage.wait_for("message-action")


def paused(stage: Stage) -> None:
    """The same, in the Train place."""
    stage.go(stage.copy(INTERRUPTED))
    if all(run.state != "paused" for run in stage.session.runs.rows):
        killed(stage)
    stage.hand.workspace.messages.clear()
    stage.place("train")
    stage.wait_for("train-continue-run")
    stage.hand.wait(1.0)


def failed(stage: Stage) -> None:
    """A training that cannot begin: the file of weights is none."""
    stage.go(stage.copy(INTERRUPTED))
    stage.place("train")
    weights = stage.folder.with_name("weights.pth")
    weights.write_bytes(b"not weights")
    stage.session.runs.start(TrainOptions(task="detect", backbone="mobilenet_v2", weights=str(weights), recipe=QUICK))
    stage.hand.wait_until(lambda: stage.session.runs.training is None, 120)
    stage.wait_for("train-outcome")
    stage.hand.wait(1.0)


def _train_a_while(stage: Stage) -> None:
    """A training runs that something can be said of; the one that runs already, where there is one."""
    stage.sample()
    if stage.session.runs.training is None:
        stage.start_training(20)


def _choose(stage: Stage, state: str) -> None:
    found = [run.name for run in stage.session.runs.rows if run.state == state]
    if not found:
        raise LookupError(f"no run is {state}")
    stage.session.runs.choose(found[0])


TRAINING = (
    Scene("train-before", before),
    Scene("menu-train-label", label_menu, anew=True),
    *(Scene(f"train-{name}", partial(detail, name)) for name in ("backbone", "split", "device", "time")),
    Scene("train-method", method),
    Scene("train-localiser", localiser),
    Scene("train-more", after_choices),
    Scene("train-augment", studio),
    Scene("train-ablation", ablation),
    Scene("train-running", running),
    Scene("train-queue", queued),
    Scene("label-while-training", label_meanwhile),
    Scene("train-stopped", stopped),
    Scene("results-stopped", stopped_results),
    Scene("train-killed", killed),
    Scene("results-killed", killed_results),
    Scene("label-continue", paused_opening),
    Scene("train-paused", paused),
    Scene("train-failed", failed),
    Scene("train-done", done),
    Scene("train-folds", folds),
    Scene("train-split-leaks", leaking),
)
