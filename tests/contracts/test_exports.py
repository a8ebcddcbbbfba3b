"""What every export format keeps, for every task: the same answers, from the file alone, or nothing at all."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
import torch

from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.domain.events import Event, JobDone, PicturePrediction
from ml_engine.export.formats import EXPORTERS
from ml_engine.export.run import export_model
from ml_engine.inference.answers import decode_answers
from ml_engine.inference.open import open_predictor
from ml_engine.inference.predict import predict
from ml_engine.inference.predictor import RawOutputs
from ml_engine.inference.preparation import PreparedPicture, prepare_picture
from ml_engine.jobs.specs import ExportJob, PredictJob
from ml_engine.training.run_folder import load_model
from tests.contracts.tiny_runs import NAMES, SIZE, TASK_NAMES, TaskName, make_run, tiny_spec

REPOSITORY = Path(__file__).resolve().parents[2]
TOLERANCE = 1e-4


@dataclass(frozen=True, slots=True)
class Exported:
    """A run, the folder that one format made of it, and the model's file in it."""

    task: TaskName
    format: str
    run: Path
    folder: Path
    done: JobDone

    @property
    def file(self) -> Path:
        return self.folder / f"model{EXPORTERS.get(self.format).ending}"

    @property
    def pictures(self) -> list[Path]:
        return sorted((self.run.parent.parent / "pictures").iterdir())


@pytest.fixture(
    scope="session",
    params=[(task, name) for task in TASK_NAMES for name in EXPORTERS.names()],
    ids=lambda pair: "-".join(pair),
)
def exported(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Exported:
    task, name = request.param
    root = tmp_path_factory.mktemp(f"{task}-{name}")
    run = make_run(root, task)
    folder = root / "exports" / "mine"
    done = export_model(ExportJob(str(run), str(folder), name), ignore, never)
    return Exported(task, name, run, folder, done)


def ignore(event: Event) -> None:
    """Listen to nothing."""


def never() -> bool:
    return False


def prepared(exported: Exported) -> list[PreparedPicture]:
    return [prepare_picture(path, tiny_spec(exported.task)) for path in exported.pictures]


def trained_outputs(exported: Exported, pictures: list[PreparedPicture]) -> RawOutputs:
    """What the run's own network says, by plain torch."""
    pixels = torch.from_numpy(np.stack([picture.pixels for picture in pictures])).permute(0, 3, 1, 2).float()
    with torch.inference_mode():
        return tuple(output.numpy() for output in load_model(exported.run)(pixels))


def predictions(model: Path, images: list[Path], **options: object) -> list[PicturePrediction]:
    events: list[Event] = []
    job = PredictJob(str(model), tuple(str(path) for path in images), threads=1, device="cpu", **options)  # type: ignore[arg-type]
    predict(job, events.append, never)
    return [event for event in events if isinstance(event, PicturePrediction)]


def alone(exported: Exported, folder: Path) -> Path:
    """The model's file by itself, far from its folder and under another name."""
    folder.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copyfile(exported.file, folder / f"anything{exported.file.suffix}"))


@pytest.mark.parametrize("count", [1, 3])
def test_a_reloaded_file_agrees_with_the_trained_model_to_1e_4(exported: Exported, count: int) -> None:
    pictures = prepared(exported)[:count]
    wanted = trained_outputs(exported, pictures)

    found = open_predictor(exported.folder, device="cpu").predict(np.stack([picture.pixels for picture in pictures]))

    assert [output.shape for output in found] == [output.shape for output in wanted]
    for a, b in zip(wanted, found, strict=True):
        assert np.abs(a - b).max() <= TOLERANCE * np.abs(a).max()


def test_the_file_alone_answers_as_the_run_does(exported: Exported, tmp_path: Path) -> None:
    wanted = predictions(exported.run, exported.pictures)
    found = predictions(alone(exported, tmp_path / "elsewhere"), exported.pictures)

    assert [facts_of(answer) for answer in found] == [facts_of(answer) for answer in wanted]
    assert (
        any(answer.boxes for answer in wanted) if exported.task in ("detect", "localize") else wanted[0].label in NAMES
    )


def facts_of(answer: PicturePrediction) -> object:
    """The answer without the last digits of its numbers."""
    boxes = [(box.label, round(box.score, 3), np.round(box.xyxy, 1).tolist()) for box in answer.boxes or ()]
    top = [(label, round(score, 3)) for label, score in answer.top]
    labels = [(label, round(score, 3)) for label, score in answer.labels or ()]
    return answer.image, answer.label, top, labels, sorted(boxes, key=repr)


def test_labels_preprocessing_and_thresholds_are_inside_the_file(exported: Exported, tmp_path: Path) -> None:
    spec = open_predictor(alone(exported, tmp_path), device="cpu").spec

    assert spec == tiny_spec(exported.task)


def test_the_readme_runs_in_a_fresh_process_beside_the_file_alone(exported: Exported, tmp_path: Path) -> None:
    (program,) = re.findall(r"```python\n(.*?)```", (exported.folder / "README.md").read_text("utf-8"), re.DOTALL)
    shutil.copyfile(exported.file, tmp_path / exported.file.name)
    shutil.copyfile(exported.pictures[1], tmp_path / "picture.jpg")
    (wanted,) = prepared(exported)[1:2]
    (answer,) = decode_answers(trained_outputs(exported, [wanted]), [wanted.view], tiny_spec(exported.task))
    best = (answer.boxes or answer.labels)[0]

    said = fresh_python(program, tmp_path)

    score = f"{best.score:.3f}"[:-1]  # the picture is resized by another library: the last digits differ
    assert any(NAMES[best.index].split()[0] in line for line in said.splitlines())
    assert score in said, f"{score} not in {said}"


def fresh_python(program: str, folder: Path) -> str:
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONWARNINGS": "ignore", "OMP_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=folder, env=environment, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_certificate_says_what_was_compared(exported: Exported) -> None:
    certificate = json.loads((exported.folder / "certificate.json").read_text("utf-8"))

    assert certificate["agrees"]
    assert certificate["own_pictures"]
    assert certificate["pictures"] == len(exported.pictures)
    assert certificate["answers_compared"] > 0
    assert certificate["max_difference"] <= certificate["tolerance"] == TOLERANCE
    assert exported.done.figures["max_difference"] == certificate["max_difference"]


def test_the_folder_holds_the_manifest_and_no_leftovers(exported: Exported) -> None:
    names = {path.name for path in exported.folder.iterdir()}
    manifest = json.loads((exported.folder / "manifest.json").read_text("utf-8"))

    assert names == {*manifest["files"], "manifest.json"}
    assert names > {"model.json", "labels.txt", "README.md", "certificate.json", exported.file.name}
    assert [path.name for path in exported.folder.parent.iterdir()] == ["mine"]
    assert len((exported.folder / "labels.txt").read_text("utf-8").splitlines()) == len(NAMES)


def test_nothing_in_the_file_names_this_machine(exported: Exported) -> None:
    data = exported.file.read_bytes()

    assert str(REPOSITORY).encode() not in data
    assert str(exported.run).encode() not in data


@pytest.mark.parametrize("place", [0.15, 0.5, 0.85])
def test_a_flipped_bit_is_refused(exported: Exported, tmp_path: Path, place: float) -> None:
    file = alone(exported, tmp_path)
    data = bytearray(file.read_bytes())
    data[int(len(data) * place)] ^= 1
    file.write_bytes(data)

    with pytest.raises(UserError, match="damaged") as caught:
        open_predictor(file, device="cpu")
    assert caught.value.code == "model-damaged"


def test_a_torn_file_is_refused(exported: Exported, tmp_path: Path) -> None:
    file = alone(exported, tmp_path)
    file.write_bytes(file.read_bytes()[:-1000])

    with pytest.raises(UserError) as caught:
        open_predictor(file, device="cpu")
    assert caught.value.code == "model-damaged"
    assert str(file) in caught.value.message


def test_a_folder_whose_labels_were_changed_is_refused(exported: Exported, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(exported.folder, tmp_path / "copy"))
    (folder / "labels.txt").write_text("other\n", "utf-8")

    with pytest.raises(UserError, match=r"labels\.txt"):
        open_predictor(folder, device="cpu")


def test_an_export_never_writes_over_anything(exported: Exported) -> None:
    before = {path.name: path.read_bytes() for path in exported.folder.iterdir()}

    with pytest.raises(UserError) as caught:
        export_model(ExportJob(str(exported.run), str(exported.folder), exported.format), ignore, never)

    assert caught.value.code == "destination-exists"
    assert {path.name: path.read_bytes() for path in exported.folder.iterdir()} == before


def test_a_cancelled_export_leaves_nothing(exported: Exported, tmp_path: Path) -> None:
    job = ExportJob(str(exported.run), str(tmp_path / "new"), exported.format)

    # The second question comes when the model's file has been written.
    with pytest.raises(Cancelled):
        export_model(job, ignore, from_question(2 if exported.format == "safetensors" else 1))

    assert list(tmp_path.iterdir()) == []


def from_question(number: int) -> Callable[[], bool]:
    """should_stop that says yes from its number-th question on."""
    asked = 0

    def stop() -> bool:
        nonlocal asked
        asked += 1
        return asked >= number

    return stop


def test_any_number_of_pixels_but_the_right_one_is_a_fault(exported: Exported) -> None:
    predictor = open_predictor(exported.file, device="cpu")

    with pytest.raises(ValueError, match=str(SIZE)):
        predictor.predict(np.zeros((1, SIZE + 32, SIZE + 32, 3), np.uint8))
