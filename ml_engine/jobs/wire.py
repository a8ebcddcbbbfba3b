"""What crosses the pipe between the engine and a worker: msgpack of (type name, fields), never pickle.

Unpickling a message would run what it says, and a single pickled torch object imports torch into the window's process.
Here a message that is not one of the known types with fields of the known types is a WireError and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from ml_engine.domain.events import EVENT_TYPES, Event
from ml_engine.jobs.specs import JOB_TYPES, Job

MAX_MESSAGE_BYTES = 1 << 28


class WireError(ValueError):
    """A message that is none of ours."""


@dataclass(frozen=True, slots=True)
class CancelRequest:
    """To the worker: should_stop() is true from now on. pause: because Vistazo closes; the run shall go on later."""

    pause: bool = False


@dataclass(frozen=True, slots=True)
class WarmUpRequest:
    """To the worker: load what the first job will need. Nothing is answered."""


@dataclass(frozen=True, slots=True)
class Ready:
    """From the worker: it has started and waits for a job."""


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """From the worker while it runs a job. longest_step_s: longest time between two signs of the job so far."""

    longest_step_s: float


@dataclass(frozen=True, slots=True)
class Quiet:
    """From the worker: the job itself has given no sign for a while. stack: where its threads are."""

    seconds: float
    stack: str


Command = Job | CancelRequest | WarmUpRequest
Report = Event | Ready | Heartbeat | Quiet
T = TypeVar("T")


def _plain(value: object) -> float | str:
    """numpy's float64 and torch's version are a float and a str by inheritance; anything else stays refused."""
    if isinstance(value, float):
        return float(value)
    if isinstance(value, str):
        return str.__str__(value)
    raise TypeError(f"{type(value).__module__}.{type(value).__qualname__} is not made of builtins")


_COMMANDS: Mapping[str, type[Command]] = {kind.__name__: kind for kind in (*JOB_TYPES, CancelRequest, WarmUpRequest)}
_REPORTS: Mapping[str, type[Report]] = {kind.__name__: kind for kind in (*EVENT_TYPES, Ready, Heartbeat, Quiet)}
_ESCAPED = re.compile(r"(?:[^\\]|\\[\\tnr]|\\x[0-9a-f]{2}|\\u[0-9a-f]{4}|\\U[0-9a-f]{8})*", re.DOTALL)
_ENVELOPE = msgspec.msgpack.Decoder(tuple[str, bool, msgspec.Raw])
_ENCODER = msgspec.msgpack.Encoder(enc_hook=_plain)


def encode(message: Command | Report) -> bytes:
    """The message as bytes. Raises WireError if a field holds something else than builtins (a tensor, a numpy int)."""
    name = type(message).__name__
    if _COMMANDS.get(name, _REPORTS.get(name)) is not type(message):
        raise WireError(f"{name} does not cross the pipe")
    try:
        return _ENCODER.encode((name, False, message))
    except UnicodeEncodeError:
        # A file name that is no UTF-8 holds lone surrogates in Python, which msgpack's strings cannot carry.
        fields = msgspec.to_builtins(message, builtin_types=(bytes,), enc_hook=_plain)
        return _ENCODER.encode((name, True, _map_strings(fields, _escape)))
    except (TypeError, ValueError, OverflowError, msgspec.MsgspecError) as error:
        raise WireError(f"{name}: {error}") from error


def decode_command(data: bytes) -> Command:
    """What the engine said to the worker. Raises WireError."""
    return _decode(data, _COMMANDS)


def decode_report(data: bytes) -> Report:
    """What the worker said to the engine. Raises WireError."""
    return _decode(data, _REPORTS)


def _decode(data: bytes, kinds: Mapping[str, type[T]]) -> T:
    try:
        name, escaped, fields = _ENVELOPE.decode(data)
        kind = kinds.get(name)
        if kind is None:
            raise WireError(f"unknown message {name[:80]!r}")
        if escaped:
            return msgspec.convert(_map_strings(msgspec.msgpack.decode(fields), _unescape), kind)
        return msgspec.msgpack.decode(fields, type=kind)
    except (msgspec.MsgspecError, UnicodeError, RecursionError, TypeError) as error:
        raise WireError(f"a message of {len(data)} bytes cannot be read: {error}") from error


def _map_strings(value: object, change: Callable[[str], str]) -> object:
    match value:
        case str():
            return change(value)
        case list() | tuple():
            return [_map_strings(item, change) for item in value]
        case dict():
            return {_map_strings(key, change): _map_strings(item, change) for key, item in value.items()}
        case _:
            return value


def _escape(text: str) -> str:
    return text.encode("unicode_escape").decode("ascii")


def _unescape(text: str) -> str:
    # Of an escape that is none, Python only warns.
    if not _ESCAPED.fullmatch(text):
        raise WireError(f"a text of {len(text)} letters is not as it was escaped")
    return text.encode("ascii").decode("unicode_escape")
