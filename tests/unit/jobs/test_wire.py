"""The wire: what goes in comes out, anything else is a WireError."""

import contextlib
import os

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ml_engine.domain.arrays import pack_array
from ml_engine.domain.events import (
    AnswerBox,
    Candidates,
    CheckStep,
    EpochEnd,
    FeatureMaps,
    HeatMap,
    InspectedLayer,
    JobCancelled,
    JobDone,
    JobFailed,
    JobStarted,
    LabelAnswer,
    LayerRow,
    Layers,
    Moved,
    NetworkInspected,
    Notice,
    PictureFailed,
    PicturePrediction,
    PictureSample,
    PredictedBox,
    Progress,
    RateCurve,
    SamplePredictions,
    StepEnd,
    TopAnswers,
    TruthBox,
    UnitWalk,
    WalkLine,
)
from ml_engine.domain.geometry import ViewGeometry
from ml_engine.jobs.specs import (
    CandidatesJob,
    DoctorJob,
    EvaluateJob,
    ExportJob,
    FeatureMapJob,
    HeatMapJob,
    InspectJob,
    LayersJob,
    Move,
    MoveJob,
    NetworkPlace,
    NudgeJob,
    PatchesJob,
    PredictJob,
    TrainJob,
    WalkJob,
)
from ml_engine.jobs.wire import (
    CancelRequest,
    Heartbeat,
    Quiet,
    Ready,
    WarmUpRequest,
    WireError,
    decode_command,
    decode_report,
    encode,
)

REPORTS = [
    JobStarted("cuda:0", "an NVIDIA card"),
    Notice("input-size", "320 pixels are enough"),
    Progress("features", 3, 0),
    Progress("train", 3, 10, 1.5),
    StepEnd(1, 0.25, 4e-3),
    RateCurve((1e-6, 1e-5), (2.0, 1.9), (2.0, 1.95), 1e-3, "it falls fastest there"),
    EpochEnd(1, 2, float("inf"), {"ap50": 0.5}, True, 3.5),
    PicturePrediction("/a/ñandú 🐦.jpg", "bird", 0.5, (("bird", 0.5),)),
    PicturePrediction("b.jpg", boxes=(PredictedBox("key", 0.5, (1.0, 2.0, 3.0, 4.0)),), drawn="d.png"),
    SamplePredictions(
        2, (PictureSample(7, ("bird",), (TruthBox("key", (1.0, 2.0, 3.0, 4.0)),), PicturePrediction("b.jpg")),)
    ),
    PictureFailed("c.jpg", "not a picture"),
    Layers("MobileNet V2", 224, (LayerRow("backbone.body.0", "Conv2d", (32, 112, 112), 864, "backbone", 0),)),
    FeatureMaps(
        os.fsdecode(b"caf\xe9.jpg"),
        "backbone.body.0",
        "Conv2d",
        (2, 1, 2),
        (0, 1),
        pack_array(np.array([[[0, 255]], [[128, 0]]], np.uint8)),
        (0.0, 1.0),
        (1.0, 2.0),
        (0.5, 1.5),
        ViewGeometry((1.0, 0.0, 0.0, 0.0, 1.0, 0.0), 64, 64, 64, 64),
    ),
    UnitWalk(
        "a.jpg",
        "l",
        1,
        2,
        3,
        0.5,
        "weighted",
        "l",
        "Conv2d",
        pack_array(np.ones((1, 2, 2), np.float32)),
        pack_array(np.ones((1, 2, 2), np.float32)),
        0,
        (1, 4, 4),
        (-1, 0),
        (1, 1),
        (WalkLine("sum", "l", 0.25), WalkLine("bias", "l", 0.5, (0.25,))),
        1,
        "end",
        "",
        (0, 0, 3, 3),
        ViewGeometry((1.0, 0.0, 0.0, 0.0, 1.0, 0.0), 64, 64, 64, 64),
    ),
    NetworkInspected(
        "n", "N", (3, 8, 8), 2, 50, False, 7, 6, 5, 4, (InspectedLayer("1", "conv", (2, 6, 6), 7, 6, 288),)
    ),
    HeatMap(
        "a.jpg",
        "grad-cam",
        "a",
        0.5,
        "the logit of a",
        "l",
        False,
        pack_array(np.zeros((2, 2), np.float32)),
        ViewGeometry((1.0, 0.0, 0.0, 0.0, 1.0, 0.0), 64, 64, 64, 64),
        (LabelAnswer("a", 0.5, "n1"),),
        (AnswerBox("a", 0.5, (0.0, 0.0, 1.0, 1.0)),),
        AnswerBox("a", 0.5, (0.0, 0.0, 1.0, 1.0)),
        (CheckStep("head", 0.25, pack_array(np.ones((2, 2), np.float32))),),
        0.01,
    ),
    Moved("a.jpg", 12.0, 0.1, -0.2, "ñ", 0.5, (LabelAnswer("a", 0.5),), (), "classify", 64, None),
    Candidates("a.jpg", (AnswerBox("a", 0.5, (0.0, 0.0, 1.0, 1.0)),), 9, 0.4, 0.6),
    TopAnswers("a.jpg", "N", 1000, "the whole picture", (LabelAnswer("a", 0.5, "n1"),)),
    JobDone(1.5, "runs/1", "test", {"ap": 0.5}, "out", {"seconds": 2.0}),
    JobCancelled(True, "runs/1"),
    JobFailed("bug", "no", "hint", "trace"),
    Ready(),
    Heartbeat(4.0),
    Quiet(31.0, "stack"),
]
COMMANDS = [
    HeatMapJob("a.jpg", NetworkPlace("m", weights_dirs=("a",), epoch=3), "occlusion", "ñ", 2, checks=4),
    MoveJob("a.jpg", NetworkPlace("m"), (Move(), Move(-12.5, 0.25, -1.0)), "", ("a", "ñ")),
    CandidatesJob("a.jpg", NetworkPlace("m"), 0.1, 9),
    NudgeJob("a.jpg", NetworkPlace(backbone="resnet18"), 2.5, 10, "a", "b"),
    PatchesJob(NetworkPlace("m"), "l", 3, ("a.jpg", "b.jpg")),
    TrainJob("r", "c", "detect", weights_dirs=("a", "b")),
    EvaluateJob("r", "c"),
    PredictJob("m", ("a.jpg",), 0.5),
    PredictJob("m", (os.fsdecode(b"caf\xe9 \\u0041.jpg"), "plain ñ \\n.jpg"), None),
    ExportJob("r", "d", "onnx"),
    DoctorJob(),
    LayersJob("m"),
    InspectJob("resnet18", "", (200, 300, 3), 2, 50, True),
    FeatureMapJob("a.jpg", "backbone.body.0", backbone="resnet18"),
    WalkJob("a.jpg", "backbone.body.0", 3, 1, 2, backbone="resnet18"),
    CancelRequest(),
    WarmUpRequest(),
]


@pytest.mark.parametrize("report", REPORTS, ids=lambda r: type(r).__name__)
def test_every_report_comes_out_as_it_went_in(report):
    assert decode_report(encode(report)) == report


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: type(c).__name__)
def test_every_command_comes_out_as_it_went_in(command):
    assert decode_command(encode(command)) == command


def test_a_numpy_float64_arrives_as_a_plain_float():
    arrived = decode_report(encode(StepEnd(1, np.float64(0.5), 1.0)))
    assert type(arrived.loss) is float


@pytest.mark.parametrize(
    "value", [np.float32(1), np.zeros(2), object(), {1, object()}], ids=["float32", "array", "object", "set"]
)
def test_what_is_not_made_of_builtins_is_refused_by_the_sender(value):
    with pytest.raises(WireError, match="StepEnd"):
        encode(StepEnd(1, value, 1.0))


def test_a_type_that_is_no_message_is_refused_by_the_sender():
    with pytest.raises(WireError, match="PredictedBox"):
        encode(PredictedBox("a", 0.5, (0.0, 0.0, 1.0, 1.0)))


@pytest.mark.parametrize(
    "event", [StepEnd(1, "much", 1.0), StepEnd(1.5, 1.0, 1.0), Progress(None, 1, 1)], ids=["str", "float", "None"]
)
def test_a_field_of_another_type_is_refused_by_the_receiver(event):
    with pytest.raises(WireError, match="cannot be read"):
        decode_report(encode(event))


def test_a_command_is_no_report():
    with pytest.raises(WireError, match="unknown message"):
        decode_report(encode(DoctorJob()))


@given(st.binary(max_size=200))
def test_random_bytes_are_a_wire_error(data):
    with pytest.raises(WireError):
        decode_report(data)


def test_an_escape_that_is_none_is_a_wire_error() -> None:
    whole = encode(Notice("code", "caf\udce9"))
    assert whole.count(b"\\udce9") == 1
    with pytest.raises(WireError, match="escaped"):
        decode_report(whole.replace(b"\\udce9", b"\\wdce9"))


@given(st.sampled_from(REPORTS), st.data())
def test_a_damaged_message_is_a_wire_error_or_a_report(report, data):
    whole = bytearray(encode(report))
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place] ^= data.draw(st.integers(1, 255))
    with contextlib.suppress(WireError):
        decode_report(bytes(whole))


def test_deep_nesting_is_a_wire_error():
    with pytest.raises(WireError):
        decode_report(b"\x93\xa8JobDone\xc3" + b"\x91" * 100_000)
