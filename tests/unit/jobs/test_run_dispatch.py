"""run_job: each spec to its code, with a number of threads."""

import sys
from types import ModuleType

import pytest

from ml_engine.domain.events import JobDone, JobStarted, Notice
from ml_engine.jobs import run
from ml_engine.jobs.specs import (
    BackbonesJob,
    CandidatesJob,
    DoctorJob,
    DreamJob,
    EvaluateJob,
    ExportJob,
    FeatureMapJob,
    FiltersJob,
    HeatMapJob,
    InspectJob,
    LayersJob,
    MoveJob,
    NetworkPlace,
    NudgeJob,
    PatchesJob,
    PredictJob,
    TopAnswersJob,
    TrainJob,
    WalkJob,
)

TARGETS = [
    (TrainJob("r", "c", "detect"), "ml_engine.training.run", "train"),
    (EvaluateJob("r", "c"), "ml_engine.training.run", "evaluate"),
    (PredictJob("m", ()), "ml_engine.inference.predict", "predict"),
    (ExportJob("r", "d", "onnx"), "ml_engine.export.run", "export_model"),
    (LayersJob("m"), "ml_engine.insight.layers", "list_layers"),
    (FeatureMapJob("a.jpg", "l", "m"), "ml_engine.insight.feature_maps", "show_feature_maps"),
    (HeatMapJob("a.jpg", NetworkPlace("m")), "ml_engine.insight.heat_maps", "show_heat_map"),
    (NudgeJob("a.jpg", NetworkPlace("m")), "ml_engine.insight.nudge", "nudge"),
    (MoveJob("a.jpg", NetworkPlace("m")), "ml_engine.insight.moved", "show_moved"),
    (CandidatesJob("a.jpg", NetworkPlace("m")), "ml_engine.insight.candidates", "show_candidates"),
    (DreamJob(NetworkPlace("m"), "l"), "ml_engine.insight.deep_dream", "dream"),
    (FiltersJob(NetworkPlace("m")), "ml_engine.insight.filters", "show_filters"),
    (PatchesJob(NetworkPlace("m"), "l", 0, ()), "ml_engine.insight.patches", "find_patches"),
    (TopAnswersJob("a.jpg", NetworkPlace("m")), "ml_engine.insight.top_answers", "show_top_answers"),
    (WalkJob("a.jpg", "l", 0), "ml_engine.insight.walk", "walk_unit"),
    (InspectJob("tiny"), "ml_engine.networks.inspection", "inspect_network"),
    (BackbonesJob(), "ml_engine.networks.listing", "list_backbones"),
]


@pytest.fixture(autouse=True)
def two_cores(monkeypatch):
    monkeypatch.setattr(run, "available_cores", lambda: 2)
    told = []
    monkeypatch.setattr(run, "limit_threads", told.append)
    return told


@pytest.fixture
def catch(monkeypatch):
    """Put a function in the place of a job's code."""

    def catch(module, function):
        seen = []
        stand_in = ModuleType(module)
        setattr(stand_in, function, lambda spec, *_: seen.append(spec) or JobDone(1.0))
        monkeypatch.setitem(sys.modules, module, stand_in)
        return seen

    return catch


@pytest.mark.parametrize(("spec", "module", "function"), TARGETS, ids=lambda value: type(value).__name__)
def test_each_spec_goes_to_its_code(catch, spec, module, function):
    seen = catch(module, function)
    assert run.run_job(spec, print, lambda: False) == JobDone(1.0)
    assert type(seen[0]) is type(spec)


@pytest.mark.parametrize(("asked", "given"), [(0, 2), (1, 1), (64, 2)])
def test_threads_are_settled_before_the_job_reads_them(catch, two_cores, asked, given):
    seen = catch("ml_engine.inference.predict", "predict")
    run.run_job(PredictJob("m", (), threads=asked), print, lambda: False)
    assert (seen[0].threads, two_cores) == (given, [given])


def test_the_doctor_names_the_device_and_what_is_installed():
    events = []
    done = run.run_job(DoctorJob(), events.append, lambda: False)
    assert isinstance(events[0], JobStarted)
    facts = {event.code: event.message for event in events if isinstance(event, Notice)}
    assert facts["operators"] in {"native", "fallback"}
    assert {"torch", "torchvision", "onnxruntime", "device", "threads"} <= set(facts)
    assert done.figures["threads"] >= 1
