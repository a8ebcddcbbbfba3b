"""The one door from a job's spec to the code that does it, and the only part of jobs/ behind which torch is imported.

Runs in a worker process, or in a command's own process with --in-process and under torchrun.
"""

from __future__ import annotations

import dataclasses
import os
from typing import assert_never

from ml_engine.domain.events import JobDone
from ml_engine.jobs.cores import available_cores, limit_threads
from ml_engine.jobs.outcome import Emit, ShouldStop
from ml_engine.jobs.specs import (
    AblateJob,
    BackbonesJob,
    CandidatesJob,
    CrossValidateJob,
    DoctorJob,
    DreamJob,
    EpochsJob,
    EvaluateJob,
    ExportJob,
    FeatureMapJob,
    FiltersJob,
    HeatMapJob,
    InspectJob,
    Job,
    LayersJob,
    MeasureJob,
    MoveJob,
    NudgeJob,
    PatchesJob,
    PredictJob,
    SearchJob,
    TopAnswersJob,
    TrainJob,
    WalkJob,
)


def run_job(spec: Job, emit: Emit, should_stop: ShouldStop) -> JobDone:
    """Do the job. threads = 0 in the spec becomes the number of cores before anybody reads it.

    Raises UserError, Cancelled, and whatever a bug raises.
    """
    # Of several processes on a machine (torchrun) each takes its share of the cores.
    threads = max(1, available_cores() // int(os.environ.get("LOCAL_WORLD_SIZE", "1")))
    if isinstance(spec, CrossValidateJob):
        threads = min(spec.train.threads, threads) or threads
        spec = dataclasses.replace(spec, train=dataclasses.replace(spec.train, threads=threads))
    elif not isinstance(spec, DoctorJob | BackbonesJob):
        threads = min(spec.threads, threads) or threads
        spec = dataclasses.replace(spec, threads=threads)
    # Before any of the imports below: the libraries read their number of threads when they are loaded.
    limit_threads(threads)
    match spec:
        case TrainJob():
            from ml_engine.training.run import train
            from ml_engine.training.together import train_together

            return train_together(train, spec, emit, should_stop)
        case CrossValidateJob():
            from ml_engine.training.crossvalidate import cross_validate

            return cross_validate(spec, emit, should_stop)
        case AblateJob():
            from ml_engine.training.ablation import ablate

            return ablate(spec, emit, should_stop)
        case SearchJob():
            from ml_engine.training.search import search

            return search(spec, emit, should_stop)
        case EvaluateJob():
            from ml_engine.training.run import evaluate

            return evaluate(spec, emit, should_stop)
        case PredictJob():
            from ml_engine.inference.predict import predict

            return predict(spec, emit, should_stop)
        case LayersJob():
            from ml_engine.insight.layers import list_layers

            return list_layers(spec, emit, should_stop)
        case FeatureMapJob():
            from ml_engine.insight.feature_maps import show_feature_maps

            return show_feature_maps(spec, emit, should_stop)
        case HeatMapJob():
            from ml_engine.insight.heat_maps import show_heat_map

            return show_heat_map(spec, emit, should_stop)
        case NudgeJob():
            from ml_engine.insight.nudge import nudge

            return nudge(spec, emit, should_stop)
        case DreamJob():
            from ml_engine.insight.deep_dream import dream

            return dream(spec, emit, should_stop)
        case FiltersJob():
            from ml_engine.insight.filters import show_filters

            return show_filters(spec, emit, should_stop)
        case PatchesJob():
            from ml_engine.insight.patches import find_patches

            return find_patches(spec, emit, should_stop)
        case TopAnswersJob():
            from ml_engine.insight.top_answers import show_top_answers

            return show_top_answers(spec, emit, should_stop)
        case MoveJob():
            from ml_engine.insight.moved import show_moved

            return show_moved(spec, emit, should_stop)
        case CandidatesJob():
            from ml_engine.insight.candidates import show_candidates

            return show_candidates(spec, emit, should_stop)
        case WalkJob():
            from ml_engine.insight.walk import walk_unit

            return walk_unit(spec, emit, should_stop)
        case InspectJob():
            from ml_engine.networks.inspection import inspect_network

            return inspect_network(spec, emit, should_stop)
        case EpochsJob():
            from ml_engine.inference.epoch_answers import show_epochs

            return show_epochs(spec, emit, should_stop)
        case ExportJob():
            from ml_engine.export.run import export_model

            return export_model(spec, emit, should_stop)
        case DoctorJob():
            from ml_engine.jobs.doctor import examine

            return examine(spec, emit, should_stop)
        case BackbonesJob():
            from ml_engine.networks.listing import list_backbones

            return list_backbones(spec, emit, should_stop)
        case MeasureJob():
            from ml_engine.networks.measuring import measure_networks

            return measure_networks(spec, emit, should_stop)
        case _:
            assert_never(spec)


def warm_up() -> None:
    """Load what a training needs, so that the next one starts at once."""
    limit_threads(available_cores())
    import ml_engine.training.warm_up  # noqa: F401  (the libraries come with the import)
