"""Open ZIP archives that nobody trusts: count, size and ratio are checked before anything else.

What is inside goes by its name in memory; nothing is ever unpacked to where an archive says.
"""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator

from timeline.errors import FormatError
from timeline.formats.limits import LIMITS, Limits, check_size

MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
_CHUNK = 1 << 20
_NEVER_A_BOMB = 16 << 20
_FIXED = (1980, 1, 1, 0, 0, 0)
_DAMAGES = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
    LookupError,
)


def is_archive(data: bytes) -> bool:
    """Say whether the bytes begin as a ZIP archive does."""
    return data.startswith(MAGIC)


def read_members(
    data: bytes, *, limits: Limits = LIMITS, wanted: Callable[[str], bool] = bool
) -> dict[str, bytes]:
    """Read the members of an archive whose names are wanted."""
    check_size(data, limits)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return dict(_members(archive, wanted, limits))
    except _DAMAGES as error:
        raise FormatError(
            f"The archive cannot be unpacked ({_said(error)}); make it again without a password."
        ) from None


def write_archive(members: dict[str, bytes], *, compress: bool = True) -> bytes:
    """Write an archive; the same members give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            held = zipfile.ZipInfo(name, _FIXED)
            held.create_system = 3
            held.compress_type = zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED
            archive.writestr(held, data)
    return out.getvalue()


def _members(
    archive: zipfile.ZipFile, wanted: Callable[[str], bool], limits: Limits
) -> Iterator[tuple[str, bytes]]:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > limits.archive_files:
        raise FormatError(
            f"The archive holds {len(entries):,} files and the limit is "
            f"{limits.said('archive_files')}."
        )
    left = limits.archive_bytes
    for entry in entries:
        if wanted(entry.filename):
            held = _unpacked(archive, entry, left, limits)
            left -= len(held)
            yield entry.filename, held


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int, limits: Limits) -> bytes:
    most = max(_NEVER_A_BOMB, entry.compress_size * limits.archive_ratio)
    parts: list[bytes] = []
    size = 0
    with archive.open(entry) as member:
        while part := member.read(_CHUNK):
            parts.append(part)
            size += len(part)
            if size > left:
                raise FormatError(
                    "The archive unpacks to more bytes than the limit, which is "
                    f"{limits.said('archive_bytes')}; split it."
                )
            if size > most:
                raise FormatError(
                    f"The file {entry.filename[:80]!r} of the archive unpacks from "
                    f"{entry.compress_size:,} to {size:,} bytes or more, and the limit is "
                    f"{limits.said('archive_ratio')} times its size."
                )
    return b"".join(parts)


def _said(error: Exception) -> str:
    return str(error).rstrip(".")[:120] or type(error).__name__
