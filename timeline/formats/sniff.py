"""Decide what a file is by what is in it; its name only chooses between kinds of text.

A library that picks its driver by content can be led to read other files or to call
the network, so nothing but the formats named here goes on to any library.
"""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

from timeline.errors import FormatError
from timeline.formats.encodings import in_utf_8
from timeline.formats.limits import LIMITS, Limits

TEXT_SUFFIXES = (".csv", ".tsv", ".tab", ".txt")
_MAGIC = (
    (b"SQLite format 3\x00", ".gpkg"),
    (b"fgb\x03", ".fgb"),
    (b"PAR1", ".parquet"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".xls"),
)
_OTHERS = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a gzip archive; unpack it"),
    (b"7z\xbc\xaf", "a 7-Zip archive; unpack it"),
    (b"Rar!", "a RAR archive; unpack it"),
    (b"BZh", "a bzip2 archive; unpack it"),
    (
        b"version https://git-lfs",
        "what Git LFS leaves in place of a file; fetch it by git lfs pull",
    ),
)
_SHP, _PARTS = b"\x00\x00\x27\x0a", (".shp", ".shx", ".dbf", ".prj", ".cpg")
_ROOT = re.compile(
    rb"\s*(?:<\?xml[^>]*\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>\s*)*<(?:\w+:)?(\w+)",
    re.DOTALL | re.IGNORECASE,
)
_JSON_LINES = re.compile(rb"\{[^\n]*\}\s*\n\s*\{")
_XML = {b"kml": ".kml", b"gpx": ".gpx", b"html": ".html"}
_HEAD = 1 << 16


def suffix_of(data: bytes, name: str = "", *, limits: Limits = LIMITS) -> str:
    """Return the suffix of the format that these bytes are in.

    Raises FormatError for what is no format of ours, naming what it is.
    """
    for magic, what in _OTHERS:
        if data.startswith(magic):
            raise FormatError(f"{name or 'The file'} is {what}, and no table or map.")
    for magic, suffix in _MAGIC:
        if data.startswith(magic):
            return suffix
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _in_archive(data, name, limits)
    if data.startswith(_SHP) or Path(name).suffix.lower() in _PARTS:
        raise FormatError(
            f"{name or 'The file'} is one part of a Shapefile; "
            "zip the .shp with its .shx, .dbf and .prj and open the .zip."
        )
    return _in_text(in_utf_8(data[:_HEAD]), Path(name).suffix.lower(), name)


def _in_archive(data: bytes, name: str, limits: Limits) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [member.lower() for member in archive.namelist()]
            kind = _start_of(archive, "mimetype") if "mimetype" in members else b""
    except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError, OSError):
        raise FormatError(f"{name or 'The file'} is a damaged ZIP archive; make it anew.") from None
    if len(members) > limits.archive_files:
        raise FormatError(
            f"{name or 'The archive'} holds {len(members):,} files and the limit is "
            f"{limits.said('archive_files')}."
        )
    if any(member.startswith("xl/") for member in members):
        return ".xlsx"
    if kind.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        return ".ods"
    for ending, suffix in ((".kml", ".kmz"), (".shp", ".zip")):
        if any(member.endswith(ending) for member in members):
            return suffix
    raise FormatError(
        f"{name or 'The archive'} holds no workbook, no KML and no Shapefile; open what is in it "
        "one by one."
    )


def _start_of(archive: zipfile.ZipFile, member: str) -> bytes:
    with archive.open(member) as held:
        return held.read(80)


def _in_text(head: bytes, suffix: str, name: str) -> str:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:1] == b"<" and (found := _ROOT.match(start)):
        root = found[1].lower()
        if root not in _XML:
            raise FormatError(
                f"{name or 'The file'} is XML of the kind <{found[1].decode('ascii', 'replace')}>, "
                "which is none of KML, GPX and our own pages."
            )
        return _XML[root]
    if start[:15].upper() == b"BEGIN:VCALENDAR":
        return ".ics"
    if suffix in (".jsonl", ".ndjson") or _JSON_LINES.match(start):
        return ".jsonl"
    if start[:1] in (b"{", b"[") or suffix in (".json", ".geojson"):
        return ".json"
    return suffix if suffix in TEXT_SUFFIXES else ".csv"
