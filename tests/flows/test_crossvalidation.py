"""`vistazo split` and `vistazo crossvalidate`, and a cross-validation that is cut off.

In this process: a dozen commands, each of which would load everything anew.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import ml_engine.training.crossvalidate as crossvalidate_module
from desktop_app.cli.main import run
from ml_engine.domain.errors import Cancelled
from ml_engine.domain.events import FoldEnd, Progress
from ml_engine.domain.snapshot import write_snapshot
from ml_engine.domain.values import Split
from ml_engine.jobs.specs import CrossValidateJob, TrainJob
from ml_engine.reports.folds import Folds, read_crossvalidation, write_folds
from ml_engine.reports.model_card import read_model_card
from ml_engine.training.crossvalidate import cross_validate
from tests.flows.conftest import QUICK, Answer, Vistazo
from tests.flows.test_train_jobs import colored_pictures, weights  # noqa: F401  (a fixture)

RECIPE = "epochs = 2\nleast_steps = 0\nbatch = 8\nviews = 1\ninput_size = 64\n"


@pytest.fixture
def folds(tmp_path: Path, weights: Path) -> CrossValidateJob:  # noqa: F811
    folder = tmp_path / "folds"
    folder.mkdir()
    snapshot = colored_pictures(tmp_path / "pictures", {Split.TRAIN: 6, Split.TEST: 1})
    learnt = snapshot.part(Split.TRAIN)
    write_snapshot(folder / "snapshot.jsonl", snapshot)
    write_folds(folder, Folds(3, {item.image.id: place % 3 for place, item in enumerate(learnt)}, "duplicates"))
    train = TrainJob("", str(tmp_path / "cache"), "classify", "squeezenet1_1", str(weights), recipe=RECIPE, threads=1)
    return CrossValidateJob(str(folder), train)


def test_a_cross_validation_that_was_cut_off_goes_on_and_ends_as_the_whole_one(
    folds: CrossValidateJob, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    events: list[object] = []
    with pytest.raises(Cancelled):
        cross_validate(folds, events.append, lambda: any(isinstance(event, FoldEnd) for event in events))
    assert [event.fold for event in events if isinstance(event, FoldEnd)] == [1]

    trained: list[str] = []
    real = crossvalidate_module.train
    monkeypatch.setattr(
        crossvalidate_module, "train", lambda job, *rest: trained.append(Path(job.run_dir).name) or real(job, *rest)
    )
    more: list[object] = []
    done = cross_validate(folds, more.append, lambda: False)
    assert trained == ["fold-2", "fold-3"]
    ends = [event for event in more if isinstance(event, FoldEnd)]
    assert [(event.fold, event.kept) for event in ends] == [(1, True), (2, False), (3, False)]
    assert [(event.learnt, event.scored) for event in ends] == [(12, 6)] * 3
    assert all(event.phase in ("folds", "features") for event in more if isinstance(event, Progress))

    whole = cross_validate(_elsewhere(folds, tmp_path / "again"), events.append, lambda: False)
    assert whole.metrics == pytest.approx(done.metrics)
    assert read_crossvalidation(Path(folds.folder)).mean == pytest.approx(whole.metrics)
    assert done.figures["accuracy_spread"] == pytest.approx(whole.figures["accuracy_spread"])


def _elsewhere(job: CrossValidateJob, folder: Path) -> CrossValidateJob:
    folder.mkdir()
    for name in ("snapshot.jsonl", "folds.json"):
        (folder / name).write_bytes((Path(job.folder) / name).read_bytes())
    return CrossValidateJob(str(folder), job.train)


@pytest.fixture
def vistazo(
    isolated_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Vistazo:
    """Run `vistazo --json --in-process WORDS…` here, in tmp_path."""
    monkeypatch.chdir(tmp_path)

    def run_here(*words: object) -> Answer:
        capsys.readouterr()
        code = run(["--json", "--in-process", *map(str, words)])
        said = capsys.readouterr()
        return Answer(code, [json.loads(line) for line in said.out.splitlines()], said.err)

    return run_here


def test_the_split_is_shown_made_and_kept(vistazo, stripes_set):
    assert vistazo("new", "p", stripes_set, "--labels-from-folders").code == 0
    shown = vistazo("split", "p", "--dry-run", "--fractions", "50,25,25")
    assert shown.code == 0, shown.rows
    assert (shown.last["saved"], shown.last["parts"]) == (False, {"train": 12, "validation": 6, "test": 6})
    assert [row["train"] for row in shown.last["labels"]] == [6, 6]

    made = vistazo("split", "p", "--fractions", "50,25,25", "--by", "duplicates,bursts", "--seed", "3").last
    assert (made["saved"], made["moved"], made["seed"]) == (True, 24, 3)
    again = vistazo("split", "p").last
    assert (again["moved"], again["by"], again["fractions"]) == (0, "duplicates,bursts", "50,25,25")
    assert again["parts"] == made["parts"]
    assert {finding["code"] for finding in again["check"]["findings"]} == {"part-small"}
    folders = vistazo("split", "p", "--by", "folders", "--anew", "--dry-run").last
    # A label that is one folder is one group: it can only be learnt.
    assert [finding["code"] for finding in folders["check"]["findings"]] == ["part-empty"]


@pytest.mark.parametrize("words", [("--fractions", "50,20"), ("--by", "colour"), ("--anew", "--mend")])
def test_a_split_that_cannot_be_is_refused_in_words(vistazo, stripes_set, words):
    assert vistazo("new", "p", stripes_set, "--labels-from-folders").code == 0
    answer = vistazo("split", "p", *words)
    assert answer.code == 2
    assert "Error" in answer.error


@pytest.mark.slow
def test_cross_validation_from_the_command_line(vistazo, stripes_set, tmp_path):
    assert vistazo("new", "p", stripes_set, "--labels-from-folders").code == 0
    answer = vistazo("crossvalidate", "p", "--folds", "3", *QUICK)
    assert answer.code == 0, answer.rows[-1]
    folder = Path(answer.last["output"])
    assert len(answer.events("FoldEnd")) == 3
    found = json.loads((folder / "crossvalidation.json").read_text())
    assert (found["folds"], found["mean"]["accuracy"]) == (3, answer.last["metrics"]["accuracy"])
    assert sum(event["scored"] for event in answer.events("FoldEnd")) == 24
    again = vistazo("crossvalidate", "p", "--resume", folder)
    assert [event["kept"] for event in again.events("FoldEnd")] == [True] * 3
    assert again.last["metrics"] == answer.last["metrics"]


@pytest.mark.slow
def test_the_card_of_a_run_says_what_is_wrong_with_its_split(vistazo, stripes_set):
    twin = stripes_set / "along" / "twin.png"
    twin.write_bytes((stripes_set / "along" / "00.png").read_bytes())
    assert vistazo("new", "p", stripes_set, "--labels-from-folders").code == 0
    lists = {"train": "along/00.png", "validation": "along/twin.png"}
    names = [f"{path.parent.name}/{path.name}" for path in sorted(stripes_set.glob("*/*.png"))]
    rest = [name for name in names if name not in lists.values()]
    Path(stripes_set.parent / "train.txt").write_text("\n".join([lists["train"], *rest[:16]]))
    Path(stripes_set.parent / "val.txt").write_text("\n".join([lists["validation"], *rest[16:]]))
    done = vistazo("train", "p", "--split-from", "train.txt,val.txt", *QUICK)
    assert done.code == 0, done.rows[-1]
    run = Path(done.last["run"])
    card = read_model_card(run)
    assert [leak.code for leak in card.split_check.leaks] == ["same-content"]
    assert "twin.png" in (run / "model_card.md").read_text().replace("\\", "")
    assert "The split leaks" in (run / "model_card.md").read_text()
    assert vistazo("evaluate", run, "--report", "report").code == 0
    assert "twin.png" in (stripes_set.parent / "report" / "report.html").read_text()
    assert vistazo("split", "p", "--mend").last["moved"] == 1
