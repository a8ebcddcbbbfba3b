"""The job that exports: write, reload, compare on real pictures, and only then let the folder appear."""

from __future__ import annotations

import platform
import time
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import msgspec
import numpy as np
import torch

from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.domain.events import JobDone, JobStarted, Notice
from ml_engine.domain.progress import ProgressMeter
from ml_engine.export.certificate import Certificate, check_differences, compare_answers, output_differences
from ml_engine.export.destination import new_folder, write_synced
from ml_engine.export.exporter import Exporter
from ml_engine.export.formats import EXPORTERS
from ml_engine.export.pictures import CheckPictures, check_pictures
from ml_engine.export.readable import ReadableModel, output_names
from ml_engine.export.readme import readme
from ml_engine.export.region_order import in_the_order_of
from ml_engine.inference.manifest import MANIFEST, file_sha256, make_manifest
from ml_engine.inference.open import open_predictor
from ml_engine.inference.predictor import ByteBatch, RawOutputs
from ml_engine.jobs.outcome import Emit, ShouldStop
from ml_engine.jobs.specs import ExportJob
from ml_engine.networks.runtime import one_thread_each
from ml_engine.tasks.task import SeesTargets
from ml_engine.training.model import TrainedModel
from ml_engine.training.run_folder import RunFolder, load_model

STEPS = 5
_PACKAGES = {"onnx": ("torch", "onnx", "onnxscript", "onnxruntime"), "pt2": ("torch",)}


def export_model(job: ExportJob, emit: Emit, should_stop: ShouldStop) -> JobDone:
    """Write the run's best model into the new folder job.destination.

    In it: model.onnx (or .pt2, .safetensors) that is enough by itself, model.json, labels.txt, README.md,
    certificate.json, manifest.json. JobDone.figures: max_difference, pictures, size_bytes.
    Raises UserError (nothing stays behind) and Cancelled between two steps.
    """
    started = time.monotonic()
    exporter = EXPORTERS.get(job.format)
    destination = Path(job.destination).absolute()
    emit(JobStarted("cpu", "an export is checked where every machine can check it"))
    with ProgressMeter(emit, "export", STEPS) as meter, new_folder(destination) as folder:

        def next_step() -> None:
            meter.advance()
            if should_stop():
                raise Cancelled

        run = Path(job.run_dir)
        model = load_model(
            run, [Path(place) for place in job.weights_dirs], lambda words: emit(Notice("older-weights", words))
        )
        next_step()
        file = folder / f"model{exporter.ending}"
        exporter.write(model, file)
        next_step()
        pictures = check_pictures(RunFolder(run).snapshot_file, model.spec)
        if not pictures.own:
            emit(
                Notice("no-own-pictures", "None of the run's pictures can be read: the export is checked on made ones.")
            )
        next_step()
        # A handful of pictures gains nothing from more threads, and loses much where other programs compute too.
        with one_thread_each():
            certificate = certify(model, exporter, file, pictures)
        next_step()
        _write_companions(folder, model, exporter, file, certificate)
        size_bytes = file.stat().st_size
        next_step()
    figures = {
        "max_difference": certificate.max_difference,
        "pictures": float(certificate.pictures),
        "size_bytes": float(size_bytes),
    }
    return JobDone(time.monotonic() - started, run=job.run_dir, output=str(destination), figures=figures)


def certify(model: TrainedModel, exporter: Exporter, file: Path, pictures: CheckPictures) -> Certificate:
    """Open the file anew, as Vistazo does and as a stranger does, and compare with the model in memory.

    Raises UserError('export-differs').
    """
    names = output_names(model)
    pixels = np.stack([picture.pixels for picture in pictures.prepared])
    views = [picture.view for picture in pictures.prepared]
    wanted = _reference(model, pixels)
    raw_names = [name for name in names if name.startswith("raw_")]
    raw = wanted[: len(raw_names)]
    predictor = open_predictor(file, device="cpu")
    if predictor.spec != model.spec:
        raise UserError("export-differs", f"{file.name} does not hold the model's description.", "Please report this.")
    found = predictor.predict(pixels)
    ranks_regions = isinstance(model.head, SeesTargets)

    def compared(ours: RawOutputs, theirs: RawOutputs, of: list[str]) -> dict[str, float]:
        return output_differences(ours, in_the_order_of(ours, theirs) if ranks_regions else theirs, of)

    differences = {"vistazo predict": compared(raw, found, raw_names)}
    # Another number of pictures at once: the first dimension must not have been frozen at what it was traced with.
    differences["vistazo predict, one picture"] = compared(
        tuple(output[:1] for output in raw), predictor.predict(pixels[:1]), raw_names
    )
    plain = exporter.run_plainly(file, pixels)
    if plain is not None:
        differences[exporter.needs] = compared(wanted, plain, names)
    return Certificate(
        agrees=True,
        pictures=len(views),
        own_pictures=pictures.own,
        max_difference=check_differences(differences),
        differences=differences,
        answers_compared=compare_answers(raw, found, views, model.spec),
        versions=_versions(exporter.name, model.spec.vistazo),
        files={file.name: file_sha256(file)},
    )


@torch.inference_mode()
def _reference(model: TrainedModel, pixels: ByteBatch) -> RawOutputs:
    network = ReadableModel(model).eval()
    batch = torch.from_numpy(pixels).permute(0, 3, 1, 2).float().contiguous()
    return tuple(output.float().numpy() for output in network(batch))


def _write_companions(
    folder: Path, model: TrainedModel, exporter: Exporter, file: Path, certificate: Certificate
) -> None:
    spec = model.spec
    usage = exporter.usage(model, file.name)
    text = readme(spec, file.name, exporter.name, usage, exporter.needs, certificate)
    write_synced(folder / "model.json", spec.to_json())
    write_synced(folder / "labels.txt", "".join(f"{name}\n" for name in _one_line_each(spec.label_names)).encode())
    write_synced(folder / "README.md", text.encode())
    write_synced(folder / "certificate.json", msgspec.json.format(msgspec.json.encode(certificate), indent=1))
    write_synced(folder / MANIFEST, make_manifest(folder, exporter.name, file.name))


def _one_line_each(names: Sequence[str]) -> list[str]:
    """Labels are free text: one with a line break would move all labels after it."""
    return [" ".join(name.splitlines()) for name in names]


def _versions(format_name: str, vistazo: str) -> dict[str, str]:
    packages = _PACKAGES.get(format_name, ("torch", "safetensors"))
    return {"vistazo": vistazo, "python": platform.python_version(), **{name: version(name) for name in packages}}
