"""The downloader against a server of our own: resumes, checks, refuses, stays offline."""

from __future__ import annotations

import contextlib
import hashlib
import http.server
import socket
import threading
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.networks.backbones import BACKBONES
from ml_engine.networks.catalogue import CATALOGUE, CatalogueEntry
from ml_engine.networks.download import Response, download_weights, open_https, require_https
from ml_engine.networks.weights import WeightsFile

RESNET = BACKBONES.get("resnet18")
CONTENT = bytes(range(256)) * 8192  # 2 MiB


@dataclass
class Server:
    """Serves one file. breaks_after: bytes after which it hangs up.   ranges: whether it continues parts."""

    url: str
    content: bytes = CONTENT
    status: int = 200
    ranges: bool = True
    breaks_after: int = 1 << 30
    asked: list[str] = field(default_factory=list)

    def open(self, url: str, headers: Mapping[str, str]) -> Response:
        require_https(url)
        self.asked.append(headers.get("Range", ""))
        request = urllib.request.Request(self.url, headers=dict(headers))  # noqa: S310  (our own server)
        response: Response = urllib.request.urlopen(request, timeout=30)  # noqa: S310
        return response


@pytest.fixture
def server() -> Iterator[Server]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if served.status != 200:
                self.send_error(served.status)
                return
            start = 0
            if served.ranges and (wanted := self.headers.get("Range")):
                start = int(wanted.removeprefix("bytes=").removesuffix("-"))
                if start >= len(served.content):
                    self.send_error(416)
                    return
            self.send_response(206 if start else 200)
            self.send_header("Content-Length", str(len(served.content) - start))
            self.end_headers()
            # The client hangs up when it is stopped.
            with contextlib.suppress(ConnectionError):
                self.wfile.write(served.content[start : start + served.breaks_after])

        def log_message(self, *_args: object) -> None:
            """Silent."""

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as listening:
        served = Server(f"http://127.0.0.1:{listening.server_port}/file")
        thread = threading.Thread(target=listening.serve_forever, args=(0.01,))
        thread.start()
        yield served
        listening.shutdown()
        thread.join()


@pytest.fixture
def entry(monkeypatch: pytest.MonkeyPatch) -> CatalogueEntry:
    digest = hashlib.sha256(CONTENT).hexdigest()
    made = CatalogueEntry(f"resnet18-{digest[:8]}.pth", len(CONTENT), "")
    monkeypatch.setitem(CATALOGUE, "resnet18", (made,))
    return made


def fetch(server: Server, folder: Path, stop_at: int = 1 << 30) -> WeightsFile:
    seen: list[tuple[int, int]] = []

    def note(done: int, total: int) -> None:
        seen.append((done, total))

    file = download_weights(RESNET, note, lambda: seen[-1][0] >= stop_at, folder=folder, opener=server.open)
    assert seen[-1] == (len(CONTENT), len(CONTENT))
    assert seen == sorted(seen)
    return file


def test_a_download_has_its_name_only_when_it_is_whole(server: Server, entry: CatalogueEntry, tmp_path: Path) -> None:
    file = fetch(server, tmp_path / "new")
    assert file == WeightsFile(tmp_path / "new" / entry.file, hashlib.sha256(CONTENT).hexdigest(), "download")
    assert file.path.read_bytes() == CONTENT
    assert [path.name for path in file.path.parent.iterdir()] == [entry.file]


def test_what_is_there_already_is_not_fetched_again(server: Server, entry: CatalogueEntry, tmp_path: Path) -> None:
    fetch(server, tmp_path)
    server.status = 500
    assert download_weights(RESNET, print, lambda: False, folder=tmp_path, opener=server.open).path.is_file()
    assert len(server.asked) == 1


def test_stopping_keeps_the_part_and_the_next_time_continues_it(
    server: Server, entry: CatalogueEntry, tmp_path: Path
) -> None:
    with pytest.raises(Cancelled):
        fetch(server, tmp_path, stop_at=500_000)
    part = tmp_path / f"{entry.file}.part"
    size = part.stat().st_size
    assert 500_000 <= size < len(CONTENT)
    assert not (tmp_path / entry.file).exists()
    fetch(server, tmp_path)
    assert server.asked == ["", f"bytes={size}-"]


def test_a_connection_that_breaks_off_is_continued_later(server: Server, entry: CatalogueEntry, tmp_path: Path) -> None:
    server.breaks_after = 700_000
    for _ in range(2):
        with pytest.raises(UserError, match="broken off"):
            fetch(server, tmp_path)
    server.breaks_after = 1 << 30
    assert fetch(server, tmp_path).path.read_bytes() == CONTENT


def test_a_server_that_cannot_continue_starts_again(server: Server, entry: CatalogueEntry, tmp_path: Path) -> None:
    (tmp_path / f"{entry.file}.part").write_bytes(b"x" * 1000)
    server.ranges = False
    assert fetch(server, tmp_path).path.read_bytes() == CONTENT


def test_a_whole_part_only_needs_its_name(server: Server, entry: CatalogueEntry, tmp_path: Path) -> None:
    (tmp_path / f"{entry.file}.part").write_bytes(CONTENT)
    file = download_weights(RESNET, print, lambda: False, folder=tmp_path, opener=server.open)
    assert file.path.read_bytes() == CONTENT


@pytest.mark.parametrize("there", [b"", b"y" * 1000, b"z" * len(CONTENT)])
def test_other_bytes_are_thrown_away(server: Server, entry: CatalogueEntry, tmp_path: Path, there: bytes) -> None:
    server.content = CONTENT[:-1] + b"!"
    (tmp_path / f"{entry.file}.part").write_bytes(there)
    with pytest.raises(UserError, match="hash differs"):
        fetch(server, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_file_far_too_large_is_not_fetched(server: Server, entry: CatalogueEntry, tmp_path: Path) -> None:
    server.content = CONTENT * 2
    with pytest.raises(UserError, match="bytes, not about"):
        fetch(server, tmp_path)
    assert (tmp_path / f"{entry.file}.part").stat().st_size == 0


@pytest.mark.parametrize("status", [403, 404, 503])
def test_a_refusal_names_the_file_and_the_folder(
    server: Server, entry: CatalogueEntry, tmp_path: Path, status: int
) -> None:
    server.status = status
    with pytest.raises(UserError) as caught:
        fetch(server, tmp_path)
    assert entry.file in caught.value.message
    assert str(status) in caught.value.message
    assert str(tmp_path) in caught.value.hint
    assert entry.url in caught.value.hint


def test_offline_mode_opens_no_socket(entry: CatalogueEntry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_socket(*_args: object, **_options: object) -> socket.socket:
        raise AssertionError("a socket was opened")

    monkeypatch.setenv("VISTAZO_OFFLINE", "1")
    monkeypatch.setattr(socket, "socket", no_socket)
    monkeypatch.setattr(socket, "create_connection", no_socket)
    monkeypatch.setattr(socket, "getaddrinfo", no_socket)
    with pytest.raises(UserError, match="offline") as caught:
        download_weights(RESNET, print, lambda: False, folder=tmp_path)
    assert entry.file in caught.value.message
    assert str(tmp_path) in caught.value.hint


def test_only_https_is_asked(server: Server) -> None:
    with pytest.raises(UserError, match="not an https address"):
        open_https(server.url, {})
    assert server.asked == []


@pytest.mark.parametrize("url", ["http://x/a", "file:///etc/passwd", "ftp://x/a", "//x/a", ""])
def test_other_schemes_are_refused(url: str) -> None:
    with pytest.raises(UserError):
        require_https(url)


def test_a_redirect_out_of_https_is_refused() -> None:
    from ml_engine.networks.download import _HttpsOnly

    request = urllib.request.Request("https://x/a")
    with pytest.raises(UserError):
        _HttpsOnly().redirect_request(request, None, 302, "Found", None, "http://x/a")


def test_a_folder_that_cannot_be_written_is_an_error_in_words(
    server: Server, entry: CatalogueEntry, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match="could not be downloaded"):
        fetch(server, tmp_path / "file" / "folder")


def test_a_second_download_of_one_file_waits_its_turn(server: Server, entry: CatalogueEntry, tmp_path: Path) -> None:
    from ml_engine.compat.file_lock import try_lock

    with (tmp_path / f"{entry.file}.part").open("ab") as file:
        assert try_lock(file)
        with pytest.raises(UserError, match="another Vistazo"):
            fetch(server, tmp_path)
    assert server.asked == []


def test_a_backbone_without_published_weights_says_so(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="knows no weights of Tiny network"):
        download_weights(BACKBONES.get("tiny"), print, lambda: False, folder=tmp_path)
