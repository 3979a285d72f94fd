"""Fetch the file behind an http(s) link that a person gave, and nothing that they did not mean.

Only addresses of the public internet are asked: a link into the machine's own network,
or a redirect there, is refused before anything is sent. A link to a Google Sheet is
turned into the one that its CSV export has.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qs, urljoin, urlsplit

import urllib3

from timeline.errors import FormatError
from timeline.formats.limits import LIMITS, Limits

_REDIRECTS = 5
_TIMEOUT = urllib3.Timeout(connect=10, read=30)
_CHUNK = 1 << 16
_SHEET = re.compile(r"^/spreadsheets/d/(?:e/)?([\w-]+)")
_NAMED = re.compile(r"filename\*?=(?:UTF-8'')?\"?([^\";]+)", re.IGNORECASE)
_SUFFIXES = {
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "application/json": ".json",
    "application/geo+json": ".geojson",
    "application/vnd.google-earth.kml+xml": ".kml",
    "application/vnd.google-earth.kmz": ".kmz",
    "text/calendar": ".ics",
    "text/html": ".html",
}

Resolve = Callable[[str, int], list[str]]


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a link led to: the bytes, and a name whose suffix says what they are."""

    data: bytes
    name: str


def fetch(url: str, *, limits: Limits = LIMITS, resolve: Resolve | None = None) -> Fetched:
    """Return the file behind a link; raises FormatError in one sentence where there is none.

    `resolve` gives the addresses of a host; another than the system's is for tests.
    """
    address = sheet_export(url.strip())
    for _ in range(_REDIRECTS + 1):
        response = _ask(address, resolve or _addresses)
        if response.status in (301, 302, 303, 307, 308) and response.headers.get("Location"):
            address = urljoin(address, response.headers["Location"])
            response.release_conn()
            continue
        if response.status != 200:
            raise FormatError(f"The link {url} answers with status {response.status}; check it.")
        return Fetched(_body(response, url, limits), _name(address, response))
    raise FormatError(f"The link {url} leads on more than {_REDIRECTS} times; give the last one.")


def sheet_export(url: str) -> str:
    """Return the link of a Google Sheet's CSV export; any other link as it is."""
    parts = urlsplit(url)
    found = _SHEET.match(parts.path)
    if parts.hostname != "docs.google.com" or not found or "output=" in parts.query:
        return url
    sheet = parse_qs(parts.fragment).get("gid") or parse_qs(parts.query).get("gid") or ["0"]
    if "/d/e/" in parts.path:
        return f"https://docs.google.com/spreadsheets/d/e/{found[1]}/pub?output=csv&gid={sheet[0]}"
    base = f"https://docs.google.com/spreadsheets/d/{found[1]}"
    return f"{base}/export?format=csv&gid={sheet[0]}"


def _ask(url: str, resolve: Resolve) -> urllib3.BaseHTTPResponse:
    parts = urlsplit(url)
    host = parts.hostname
    if parts.scheme not in ("http", "https") or not host or parts.username:
        raise FormatError(f"'{url}' is no link to a file; write one that begins with https://.")
    try:
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        raise FormatError(f"The link {url} has no port that exists; check it.") from None
    # The very address that was looked at is asked: a second look-up could name another one.
    address = _public_address(url, resolve(host, port))
    pool = _pool(parts.scheme, host, address, port)
    target = parts.path or "/"
    try:
        return pool.request(
            "GET",
            f"{target}?{parts.query}" if parts.query else target,
            headers={"Host": parts.netloc, "User-Agent": "Dateline", "Accept-Encoding": "gzip"},
            redirect=False,
            preload_content=False,
            retries=False,
            timeout=_TIMEOUT,
        )
    except urllib3.exceptions.HTTPError as error:
        kind = type(error).__name__
        raise FormatError(f"The link {url} cannot be reached ({kind}); check it.") from None


def _pool(scheme: str, host: str, address: str, port: int) -> urllib3.HTTPConnectionPool:
    if scheme == "http":
        return urllib3.HTTPConnectionPool(address, port)
    return urllib3.HTTPSConnectionPool(
        address, port, server_hostname=host, assert_hostname=host, cert_reqs="CERT_REQUIRED"
    )


def _addresses(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise FormatError(f"There is no host '{host}', or no network; check the link.") from None
    return [str(entry[4][0]) for entry in found]


def _public_address(url: str, addresses: list[str]) -> str:
    for text in addresses:
        address = ipaddress.ip_address(text.partition("%")[0])
        mapped = getattr(address, "ipv4_mapped", None) or address
        if not mapped.is_global or mapped.is_multicast:
            raise FormatError(
                f"The link {url} leads to {text}, an address inside a private network; only "
                "public links are fetched."
            )
    if not addresses:
        raise FormatError(f"The link {url} leads to no address; check it.")
    return addresses[0]


def _body(response: urllib3.BaseHTTPResponse, url: str, limits: Limits) -> bytes:
    held = bytearray()
    try:
        for chunk in response.stream(_CHUNK, decode_content=True):
            held += chunk
            if len(held) > limits.link_bytes:
                raise FormatError(
                    f"The file behind {url} has {len(held):,} bytes or more, and the limit for "
                    f"links is {limits.said('link_bytes')}; download it and open the file."
                )
    except urllib3.exceptions.HTTPError:
        raise FormatError(f"The file behind {url} broke off; try again.") from None
    finally:
        response.close()
    return bytes(held)


def _name(url: str, response: urllib3.BaseHTTPResponse) -> str:
    said = _NAMED.search(response.headers.get("Content-Disposition", ""))
    path = urlsplit(url).path.rpartition("/")[2]
    name = re.sub(r"[^\w.\- ]", "_", said[1] if said else path)[-100:] or "link"
    kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    has_suffix = re.search(r"\.[A-Za-z0-9]{2,8}$", name)
    return name if has_suffix else name + _SUFFIXES.get(kind, "")
