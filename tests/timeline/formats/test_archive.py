import io
import zipfile

import pytest

from timeline.errors import FormatError
from timeline.formats.archive import is_archive, read_members, write_archive
from timeline.formats.limits import Limits

FILES = {"a.txt": b"one", "b/c.kml": b"two"}


def test_members_come_back_and_equal_ones_give_equal_bytes() -> None:
    data = write_archive(FILES)
    assert is_archive(data)
    assert read_members(data) == FILES
    assert read_members(data, wanted=lambda name: name.endswith(".kml")) == {"b/c.kml": b"two"}
    assert write_archive(FILES) == data


def locked() -> bytes:
    data = bytearray(write_archive({"a": b"x" * 9}, compress=False))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def cut_short() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a", b"y" * 99)
    return out.getvalue().replace(b"y" * 99, b"z" * 99)


@pytest.mark.parametrize(
    ("data", "limits", "reason"),
    [
        (b"PK\x03\x04", Limits(), "cannot be unpacked"),
        (locked(), Limits(), "without a password"),
        (cut_short(), Limits(), "cannot be unpacked .*CRC"),
        (write_archive(FILES), Limits(archive_files=1), "holds 2 files and the limit is 1"),
        (
            write_archive(FILES),
            Limits(archive_bytes=4),
            r"more bytes than the limit, which is 4 \(",
        ),
        (write_archive({"a": bytes(20 << 20)}), Limits(), r"limit is 200 \(.*\) times its size"),
        (write_archive(FILES), Limits(file_bytes=9), "the limit is 9"),
    ],
)
def test_archive_beyond_its_limits_is_refused(data: bytes, limits: Limits, reason: str) -> None:
    with pytest.raises(FormatError, match=reason):
        read_members(data, limits=limits)
