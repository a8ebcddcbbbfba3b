"""Fetching weights from the catalogue: https only, resumable, checked before they get their name.

Nothing here runs by itself: a download is asked for. VISTAZO_OFFLINE=1 keeps every socket closed.
"""

from __future__ import annotations

import http.client
import os
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, Protocol

from ml_engine.compat.file_lock import try_lock
from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.networks.backbones import BackboneInfo
from ml_engine.networks.catalogue import CATALOGUE, CatalogueEntry
from ml_engine.networks.weights import WeightsFile, sha256_of, weights_folder

TIMEOUT_S = 20.0
_CHUNK = 1 << 18
_CAP_FACTOR = 1.25  # published sizes are rounded; anything far above is another file


class Response(Protocol):
    """What is used of http.client.HTTPResponse."""

    status: int

    @property
    def headers(self) -> Mapping[str, str]: ...

    def read(self, amount: int, /) -> bytes: ...

    def close(self) -> None: ...


Opener = Callable[[str, Mapping[str, str]], Response]


class _HttpsOnly(urllib.request.HTTPRedirectHandler):
    """A redirect to another scheme would fetch the file past the check of its URL."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        require_https(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def require_https(url: str) -> None:
    """Raises UserError for any other scheme."""
    if urllib.parse.urlsplit(url).scheme != "https":
        raise UserError("download-insecure", f"{url} is not an https address.", "Nothing was downloaded.")


def open_https(url: str, headers: Mapping[str, str]) -> Response:
    """A GET, redirects followed within https. Raises OSError (urllib's errors are) and UserError."""
    require_https(url)
    request = urllib.request.Request(url, headers=dict(headers))  # noqa: S310  (the scheme is checked above)
    opener = urllib.request.build_opener(_HttpsOnly)
    response: Response = opener.open(request, timeout=TIMEOUT_S)
    return response


def download_weights(
    info: BackboneInfo,
    progress: Callable[[int, int], None],
    should_stop: Callable[[], bool],
    *,
    folder: Path | None = None,
    opener: Opener = open_https,
) -> WeightsFile:
    """Fetch the catalogue's first weights of a backbone into the user's weights folder.

    progress: told (bytes there, bytes in all, 0 if unknown).   folder: None for weights_folder().
    A part that is there from before is continued. Raises Cancelled, and then the part stays; UserError that names the
    file, its address and the folder where it may be put by hand.
    """
    entries = CATALOGUE.get(info.weights_key, ())
    if not entries:
        raise UserError(
            "no-published-weights",
            f"Vistazo knows no weights of {info.title} to download.",
            "Name a file with --weights, or train it whole.",
        )
    entry, folder = entries[0], folder or weights_folder()
    goal = folder / entry.file
    if goal.is_file() and (digest := sha256_of(goal)).startswith(entry.hash_prefix):
        return WeightsFile(goal, digest, "download")
    if os.environ.get("VISTAZO_OFFLINE", "") not in ("", "0"):
        raise _by_hand(entry, folder, "this machine is set to stay offline (VISTAZO_OFFLINE)")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return _fetch(entry, goal, progress, should_stop, opener)
    except http.client.HTTPException as error:
        raise _by_hand(entry, folder, f"the answer was broken off ({type(error).__name__})") from error
    except urllib.error.HTTPError as error:
        raise _by_hand(entry, folder, f"the server answered {error.code} {error.reason}") from error
    except urllib.error.URLError as error:
        raise _by_hand(entry, folder, f"the server cannot be reached ({error.reason})") from error
    except OSError as error:
        raise _by_hand(entry, folder, error.strerror or str(error)) from error


def _fetch(
    entry: CatalogueEntry,
    goal: Path,
    progress: Callable[[int, int], None],
    should_stop: Callable[[], bool],
    opener: Opener,
) -> WeightsFile:
    part = goal.with_name(f"{goal.name}.part")
    with part.open("ab") as file:
        if not try_lock(file):
            raise _by_hand(entry, goal.parent, "another Vistazo is downloading it right now")
        file.seek(0, os.SEEK_END)
        _receive(entry, file, progress, should_stop, opener)
        file.flush()
        os.fsync(file.fileno())
    digest = sha256_of(part)
    if not digest.startswith(entry.hash_prefix):
        part.unlink()
        raise _by_hand(entry, goal.parent, "what came is not the published file (its hash differs)")
    part.replace(goal)
    return WeightsFile(goal, digest, "download")


def _receive(
    entry: CatalogueEntry,
    file: IO[bytes],
    progress: Callable[[int, int], None],
    should_stop: Callable[[], bool],
    opener: Opener,
) -> None:
    """Append to the part, or start it again where the server does not continue."""
    done, cap = file.tell(), int(entry.size_bytes * _CAP_FACTOR)
    response = _ask(entry.url, done, opener)
    if response is None:  # the part is whole already, or longer than the file: its hash will tell
        return
    try:
        if response.status != http.HTTPStatus.PARTIAL_CONTENT:
            file.truncate(0)
            done = 0
        length = int(response.headers.get("Content-Length") or 0)
        total = done + length if length else 0
        if total > cap:
            raise UserError(
                "download-too-large", f"{entry.url} is {total:,} bytes, not about {entry.size_bytes:,}.", "Try later."
            )
        progress(done, total)
        while chunk := response.read(_CHUNK):
            done += len(chunk)
            if done > cap:
                file.truncate(0)
                raise UserError("download-too-large", f"{entry.url} does not end where it should.", "Try later.")
            file.write(chunk)
            progress(done, total)
            if should_stop():
                raise Cancelled
        if done < total:
            raise http.client.IncompleteRead(b"", total - done)
    finally:
        response.close()


def _ask(url: str, done: int, opener: Opener) -> Response | None:
    """The answer from byte `done` on; None if the server says that nothing follows there."""
    try:
        return opener(url, {"Range": f"bytes={done}-"} if done else {})
    except urllib.error.HTTPError as error:
        with error:
            if done and error.code == http.HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
                return None
            raise


def _by_hand(entry: CatalogueEntry, folder: Path, reason: str) -> UserError:
    return UserError(
        "download-failed",
        f"{entry.file} could not be downloaded: {reason}.",
        f"Try again, or fetch {entry.url} on another way and put the file into {folder}.",
    )
