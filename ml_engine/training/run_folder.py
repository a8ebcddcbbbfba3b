"""The run's folder: its file names, and how each is written and read so that a kill at any instant costs nothing.

Checkpoints keep two generations: a new one replaces the older only once it is whole on disk, and a damaged one is
refused in favour of the one before.
"""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
from torch import Tensor

from ml_engine.domain.errors import UserError
from ml_engine.jobs.specs import TrainJob
from ml_engine.networks.build import Backbone, build_backbone
from ml_engine.networks.weights import WeightsFile, weights_candidates
from ml_engine.reports.answers import (
    ANSWERS_FILE,
    SCORES_FILE,
    PictureAnswer,
    Scores,
    answers_bytes,
    scores_bytes,
)
from ml_engine.reports.kept_epochs import find_epoch, kept_epochs
from ml_engine.reports.run_reader import (
    JOB_FILE,
    METRICS_FILE,
    MODEL_FILE,
    RECIPE_FILE,
    MetricsRow,
    read_curves,
    read_job,
    read_spec,
)
from ml_engine.tasks.catalogue import task_of
from ml_engine.training.model import TrainedModel
from ml_engine.training.model_spec import ModelSpec
from ml_engine.training.normalization import set_normalization
from ml_engine.training.tensor_file import read_tensors, write_bytes, write_tensors

HEAD_PREFIX = "head."
BACKBONE_PREFIX = "backbone."
AUXILIARY_PREFIX = "auxiliary."


@dataclass(frozen=True, slots=True)
class RunFolder:
    """The paths of a run and its small files. The folder exists.

    writes: False in processes that train along and leave the folder to another one: their writing does nothing.
    """

    path: Path
    writes: bool = True

    @property
    def job_file(self) -> Path:
        return self.path / JOB_FILE

    @property
    def model_file(self) -> Path:
        return self.path / MODEL_FILE

    @property
    def snapshot_file(self) -> Path:
        return self.path / "snapshot.jsonl"

    @property
    def metrics_file(self) -> Path:
        return self.path / METRICS_FILE

    @property
    def best_file(self) -> Path:
        return self.path / "best.safetensors"

    @property
    def last_file(self) -> Path:
        return self.path / "last.ckpt"

    @property
    def has_begun(self) -> bool:
        """Whether a training of it was ever begun."""
        return (self.path / RECIPE_FILE).is_file() or self.last_file.is_file()

    def write_job(self, job: TrainJob) -> None:
        self._write(self.job_file, msgspec.json.format(msgspec.json.encode(job), indent=1))

    def read_job(self) -> TrainJob:
        """Raises UserError if job.json is absent or damaged."""
        return read_job(self.path)

    def write_recipe(self, toml: str) -> None:
        """Every choice of the run, the defaults included, for people and for comparisons."""
        self._write(self.path / RECIPE_FILE, toml.encode())

    def write_spec(self, spec: ModelSpec) -> None:
        self._write(self.model_file, spec.to_json())

    def read_spec(self) -> ModelSpec:
        """Raises UserError if this is no run's folder, or model.json is damaged or newer."""
        return read_spec(self.path)

    def write_metrics(self, rows: Sequence[MetricsRow]) -> None:
        """All rows so far, one JSON line each: rewritten whole, so that a resumed run never repeats a line."""
        self._write(self.metrics_file, b"".join(msgspec.json.encode(row) + b"\n" for row in rows), sync=False)

    def read_metrics(self) -> list[MetricsRow]:
        """Rows of metrics.jsonl, none if it is not there."""
        return list(read_curves(self.path))

    def write_answers(self, answers: Sequence[PictureAnswer], scores: Sequence[Scores], scored: str) -> None:
        """answers.jsonl and curves.json. scored: the split that the run's metrics are of."""
        self._write(self.path / ANSWERS_FILE, answers_bytes(answers))
        self._write(self.path / SCORES_FILE, scores_bytes(scores, scored))

    def write_best(self, tensors: Mapping[str, Tensor], facts: Mapping[str, str]) -> None:
        """The best weights so far, without those of auxiliary heads, which only help to learn.

        The ones before stay as best.previous.safetensors.
        """
        if not self.writes:
            return
        kept = {name: tensor for name, tensor in tensors.items() if not name.startswith(AUXILIARY_PREFIX)}
        _write_generation(self.best_file, kept, facts)

    def read_best(self, warn: Callable[[str], None] | None = None) -> tuple[dict[str, Tensor], dict[str, str]]:
        """Tensors named 'head.…' and 'backbone.…', and their facts. A damaged file: the one before it, and warn.

        Raises UserError if neither can be read.
        """
        return _read_generation(self.best_file, warn)

    def write_last(self, tensors: Mapping[str, Tensor], facts: Mapping[str, str]) -> None:
        """The state to resume from. The one before stays as last.previous.ckpt."""
        if self.writes:
            _write_generation(self.last_file, tensors, facts)

    def read_last(self, warn: Callable[[str], None] | None = None) -> tuple[dict[str, Tensor], dict[str, str]]:
        """As read_best, for the state to resume from."""
        return _read_generation(self.last_file, warn)

    def read_epoch(self, epoch: int) -> tuple[Path, dict[str, Tensor], dict[str, str]]:
        """The file of a kept epoch, its tensors as in read_best, in float32, and its facts ('blocks', 'score').

        Raises UserError if it is not kept, or damaged.
        """
        path = find_epoch(self.path, epoch).path
        tensors, facts = read_tensors(path)
        return (
            path,
            {name: value.float() if value.is_floating_point() else value for name, value in tensors.items()},
            facts,
        )

    def forget_checkpoints(self) -> None:
        """Remove what an attempt left that is not gone on with: a resumed run must not find it."""
        for path in (self.best_file, self.last_file) if self.writes else ():
            path.unlink(missing_ok=True)
            _previous(path).unlink(missing_ok=True)
        for kept in kept_epochs(self.path):
            kept.path.unlink(missing_ok=True)

    def _write(self, path: Path, data: bytes, *, sync: bool = True) -> None:
        if self.writes:
            write_bytes(path, data, sync=sync)


def load_model(
    run_dir: Path, weights_dirs: Sequence[Path] = (), warn: Callable[[str], None] | None = None, *, epoch: int = 0
) -> TrainedModel:
    """The run's best model in eval mode on the CPU, none of its parameters trainable.

    weights_dirs: further folders in which the frozen weights may lie, beside the project's cache/weights.
    warn: told when a damaged best.safetensors was replaced by the one before.
    epoch: as it was after that epoch instead, 0 for the best (see reports.kept_epochs).
    Raises UserError if the folder is no run, a file is damaged, or the frozen weights cannot be found.
    """
    folder = RunFolder(run_dir)
    spec = folder.read_spec()
    source = folder.best_file
    if epoch:
        source, tensors, facts = folder.read_epoch(epoch)
        blocks, score = int(facts["blocks"]), float(facts.get("score", spec.score))
        spec = dataclasses.replace(spec, trained_blocks=blocks, score=score)
    else:
        tensors, _ = folder.read_best(warn)
    backbone = _frozen_backbone(folder, spec, weights_dirs)
    set_normalization(backbone, spec.normalization)
    info = spec.info
    head = task_of(spec).build_head(info, len(spec.labels))
    model = TrainedModel(spec, backbone, head)
    load_trained(model, tensors, source)
    return model.eval().requires_grad_(False)


def load_trained(model: TrainedModel, tensors: Mapping[str, Tensor], source: Path) -> None:
    """Copy what training changed ('head.…', 'backbone.…') into the model. Raises UserError if it does not fit."""
    known = model.state_dict()
    wrong = [name for name, tensor in tensors.items() if name not in known or known[name].shape != tensor.shape]
    missing = [name for name in known if name.startswith(HEAD_PREFIX) and name not in tensors]
    if wrong or missing:
        raise UserError(
            "checkpoint-mismatch",
            f"{source} does not fit the model that model.json describes ({(wrong + missing)[0]}).",
            "Copy the whole run folder from a backup, or train it again.",
        )
    model.load_state_dict(dict(tensors), strict=False)


def keep_frozen_weights(cache_dir: Path, backbone: Backbone, sha256: str) -> None:
    """Keep a copy of the frozen weights in the project's cache, so that its runs outlive the file they came from.

    Nothing happens if it is there, or if the disk has no room: a run only needs to find the weights somewhere.
    """
    path = cache_dir / "weights" / f"{sha256}.safetensors"
    if path.is_file():
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_tensors(path, backbone.state_dict(), {"weights_sha256": sha256, "backbone": backbone.info.name})
    except (OSError, UserError):
        return


def _frozen_backbone(folder: RunFolder, spec: ModelSpec, weights_dirs: Sequence[Path]) -> Backbone:
    if not spec.weights_sha256:
        return build_backbone(spec.info, None)
    for candidate in _kept_weights(folder, weights_dirs, spec.weights_sha256):
        try:
            state, _ = read_tensors(candidate)
        except UserError:
            continue  # a damaged copy in the cache: the original may still be found
        backbone = build_backbone(spec.info, None)
        backbone.load_state_dict(state)
        return backbone
    # These are the very bytes that the run was trained on: whatever was to be confirmed was confirmed then.
    return build_backbone(spec.info, _original_weights(folder, spec, weights_dirs), confirmed=True)


def _kept_weights(folder: RunFolder, weights_dirs: Sequence[Path], sha256: str) -> list[Path]:
    places = [folder.path.parent.parent / "cache" / "weights", *weights_dirs]
    if folder.job_file.is_file():
        places.insert(0, Path(folder.read_job().cache_dir) / "weights")
    return [path for place in places if (path := place / f"{sha256}.safetensors").is_file()]


def _original_weights(folder: RunFolder, spec: ModelSpec, weights_dirs: Sequence[Path]) -> WeightsFile:
    job = folder.read_job() if folder.job_file.is_file() else None
    named = Path(job.weights) if job and job.weights and Path(job.weights).is_file() else None
    folders = [*weights_dirs, *(Path(place) for place in (job.weights_dirs if job else ()))]
    candidates = weights_candidates(spec.info, named, folders)
    found = next((file for file in candidates if file.sha256 == spec.weights_sha256), None)
    if found is None:
        raise UserError(
            "weights-missing",
            f"The frozen weights of {spec.backbone} that {folder.path} was trained on "
            f"(SHA-256 {spec.weights_sha256[:12]}…) are not on this machine.",
            "Put the weights file into the project's weights folder, or name it with --weights.",
        )
    return found


def _write_generation(path: Path, tensors: Mapping[str, Tensor], facts: Mapping[str, str]) -> None:
    if path.is_file():
        previous = _previous(path)
        temporary = previous.with_name(previous.name + ".tmp")
        temporary.unlink(missing_ok=True)
        try:  # a second name for the same bytes, so that `path` never vanishes in between
            os.link(path, temporary)
            temporary.replace(previous)
        except OSError:  # a file system without hard links
            write_bytes(previous, path.read_bytes())
    write_tensors(path, tensors, facts)


def _read_generation(path: Path, warn: Callable[[str], None] | None) -> tuple[dict[str, Tensor], dict[str, str]]:
    try:
        return read_tensors(path)
    except UserError as error:
        try:
            answer = read_tensors(_previous(path))
        except UserError:
            raise error from None
        if warn is not None:
            warn(f"{error.message} The one before it is used.")
        return answer


def _previous(path: Path) -> Path:
    return path.with_name(f"{path.stem}.previous{path.suffix}")
