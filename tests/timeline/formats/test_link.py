from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from timeline.errors import FormatError
from timeline.formats import link
from timeline.formats.limits import Limits
from timeline.formats.link import fetch, sheet_export

CSV = b"title,date\nArmistice,1953-07-27\n"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/events?id=7")
            self.end_headers()
            return
        if self.path == "/inside":
            self.send_response(302)
            self.send_header("Location", "http://10.0.0.1/secret.csv")
            self.end_headers()
            return
        self.send_response(404 if self.path == "/nothing" else 200)
        self.send_header("Content-Type", "text/csv; charset=utf-8")
        self.end_headers()
        self.wfile.write(CSV * (1000 if self.path == "/large.csv" else 1))

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[int]:
    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield running.server_address[1]
    running.shutdown()


@pytest.fixture
def public(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take this machine's own address for one of the internet; others are looked at as ever."""
    looked_at = link._public_address

    def trusting(url: str, addresses: list[str]) -> str:
        return addresses[0] if addresses == ["127.0.0.1"] else looked_at(url, addresses)

    monkeypatch.setattr(link, "_public_address", trusting)


@pytest.mark.usefixtures("public")
@pytest.mark.parametrize(("path", "name"), [("/a.csv", "a.csv"), ("/moved", "events.csv")])
def test_file_behind_a_link_is_fetched_with_a_name(server: int, path: str, name: str) -> None:
    fetched = fetch(f"http://127.0.0.1:{server}{path}")
    assert (fetched.data, fetched.name) == (CSV, name)


@pytest.mark.usefixtures("public")
@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/nothing", "status 404"),
        ("/large.csv", r"limit for links is 1,000 \("),
        ("/inside", "leads to 10.0.0.1, an address inside a private network"),
    ],
)
def test_what_cannot_be_fetched_gets_one_sentence(server: int, path: str, message: str) -> None:
    with pytest.raises(FormatError, match=message):
        fetch(f"http://127.0.0.1:{server}{path}", limits=Limits(link_bytes=1_000))


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.1.1", "172.16.0.1", "169.254.169.254", "::1", "fe80::1",
     "fd00::1", "::ffff:127.0.0.1", "0.0.0.0", "100.64.0.1", "224.0.0.1"],
)  # fmt: skip
def test_private_addresses_are_refused_whatever_the_name(address: str) -> None:
    with pytest.raises(FormatError, match="private network"):
        fetch("https://example.org/x.csv", resolve=lambda _host, _port: ["93.184.216.34", address])


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://example.org/a.csv", "example.org", "https://", "http://u:p@example.org/"]
)  # fmt: skip
def test_other_links_are_refused(url: str) -> None:
    with pytest.raises(FormatError, match="no link to a file"):
        fetch(url)


@pytest.mark.parametrize(
    ("url", "export"),
    [
        (
            "https://docs.google.com/spreadsheets/d/abc_D-1/edit#gid=42",
            "https://docs.google.com/spreadsheets/d/abc_D-1/export?format=csv&gid=42",
        ),
        (
            "https://docs.google.com/spreadsheets/d/e/2PACX/pubhtml?gid=3&single=true",
            "https://docs.google.com/spreadsheets/d/e/2PACX/pub?output=csv&gid=3",
        ),
        ("https://example.org/a.csv", "https://example.org/a.csv"),
    ],
)
def test_google_sheet_becomes_its_csv_export(url: str, export: str) -> None:
    assert sheet_export(url) == export
