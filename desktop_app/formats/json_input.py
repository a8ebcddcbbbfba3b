"""JSON from strangers: read whole, refused where it is ambiguous, before anything of it is believed.

Two passes: a strict one that keeps nothing, then a typed one by msgspec that never builds what we do not use (the
outlines of a large COCO file are most of it).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import NoReturn, TypeVar

import msgspec
import numpy as np

from desktop_app.formats.file_input import ShouldStop, never, read_capped
from ml_engine.domain.errors import Cancelled, UserError

MAX_BYTES = 1 << 30
MAX_DEPTH = 100
_NOT_STRUCTURE = bytes(set(range(256)) - set(b'[]{}"'))
T = TypeVar("T")


class _UnwantedError(ValueError):
    """The text is JSON to some readers and not to others."""


def read_json(path: Path, kind: type[T], max_bytes: int = MAX_BYTES, should_stop: ShouldStop = never) -> T:
    """The file as msgspec decodes it into `kind`; msgspec.Raw inside keeps parts for later.

    Refused: NaN and Infinity, a key twice in one object, nesting deeper than MAX_DEPTH, more than max_bytes, text that
    is not UTF-8. Raises UserError 'json-damaged', 'json-refused', 'json-unexpected' or 'file-too-large', and Cancelled:
    should_stop is asked while bytes are read and at every object of the strict pass. The passes of C between them
    (decoding text, counting brackets, msgspec) cannot be interrupted: a few seconds for the largest file.
    """
    data = read_capped(path, max_bytes, should_stop).removeprefix(b"\xef\xbb\xbf")
    check_strict(data, path, should_stop)
    if should_stop():
        raise Cancelled
    try:
        return msgspec.json.decode(data, type=kind)
    except msgspec.ValidationError as error:
        raise UserError(
            "json-unexpected", f"{path} is not built as expected: {error}", "Check that it is an annotation file."
        ) from error
    except (msgspec.DecodeError, RecursionError) as error:
        raise _damaged(path, str(error)) from error


def check_strict(data: bytes, path: Path, should_stop: ShouldStop = never) -> None:
    """Raises UserError if the text is damaged or ambiguous JSON, and Cancelled. data: UTF-8, no byte order mark."""

    def check_object(pairs: list[tuple[str, object]]) -> None:
        if should_stop():
            raise Cancelled
        _check_keys(pairs)

    depth = nesting(data)
    if depth > MAX_DEPTH:
        raise _refused(path, f"it is nested {depth} deep (at most {MAX_DEPTH})")
    try:
        json.loads(data.decode("utf-8"), object_pairs_hook=check_object, parse_constant=_refuse_constant)
    except _UnwantedError as error:
        raise _refused(path, str(error)) from error
    except UnicodeDecodeError as error:
        raise _damaged(path, f"byte {error.start} is not UTF-8 text") from error
    except (ValueError, RecursionError) as error:  # ValueError: also an integer of thousands of digits
        raise _damaged(path, str(error)) from error


def nesting(data: bytes) -> int:
    """How deep arrays and objects are nested, brackets inside strings not counted. Of JSON text; a guess for others."""
    # Pairs of backslashes first: what is left before a quote is then one that escapes it.
    bare = data.replace(b"\\\\", b"").replace(b'\\"', b"").translate(None, _NOT_STRUCTURE)
    marks = np.frombuffer(bare, np.uint8)
    outside = np.cumsum(marks == ord('"'), dtype=np.int32) % 2 == 0
    opens = (marks == ord("[")) | (marks == ord("{"))
    closes = (marks == ord("]")) | (marks == ord("}"))
    steps = (opens & outside).astype(np.int8) - (closes & outside).astype(np.int8)
    return max(0, int(steps.cumsum(dtype=np.int32).max(initial=0)))


def _check_keys(pairs: list[tuple[str, object]]) -> None:
    if len(pairs) != len({key for key, _ in pairs}):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise _UnwantedError(f"the key {twice!r} stands twice in one object")


def _refuse_constant(name: str) -> NoReturn:
    raise _UnwantedError(f"{name} is not a number that JSON knows")


def _refused(path: Path, reason: str) -> UserError:
    return UserError("json-refused", f"{path} was refused: {reason}.", "Correct the file, or write it again.")


def _damaged(path: Path, reason: str) -> UserError:
    return UserError("json-damaged", f"{path} is damaged: {reason}.", "Write the file again with the tool it is from.")
