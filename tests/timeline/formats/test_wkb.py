import struct

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from timeline.formats.wkb import read_wkb


@pytest.mark.parametrize(
    "wkt",
    [
        "POINT (1 2)",
        "LINESTRING (1 2, 3 4)",
        "POLYGON ((0 0, 9 0, 9 9, 0 0), (1 1, 2 1, 2 2, 1 1))",
        "MULTIPOINT ((1 2), (3 4))",
        "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5)))",
        "GEOMETRYCOLLECTION (POINT (1 2), GEOMETRYCOLLECTION (LINESTRING (0 0, 1 1)))",
    ],
)
@pytest.mark.parametrize("flavor", ["iso", "extended"])
@pytest.mark.parametrize("byte_order", [0, 1])
def test_any_wkb_is_read_in_two_dimensions(wkt: str, flavor: str, byte_order: int) -> None:
    shape = shapely.from_wkt(wkt)
    raised = shapely.force_3d(shape, 7)
    blobs = [
        shapely.to_wkb(shape, byte_order=byte_order),
        shapely.to_wkb(raised, byte_order=byte_order, flavor=flavor),
        shapely.to_wkb(shapely.set_srid(shape, 4326), include_srid=True, byte_order=byte_order),
    ]
    shapes, faults = read_wkb(blobs)
    assert faults == []
    assert [held.wkt for held in shapes] == [wkt] * 3


def test_missing_and_empty_are_no_shape() -> None:
    shapes, faults = read_wkb([None, b"", shapely.to_wkb(shapely.Point())])
    assert ([*shapes], faults) == ([None] * 3, [])


NESTED = struct.pack("<BII", 1, 7, 1) * 200_000


@pytest.mark.parametrize(
    ("blob", "reason"),
    [
        (NESTED, "nested deeper"),
        (struct.pack("<BII", 1, 4, 1) * 200_000, "nested deeper"),
        (b"rubbish", "cannot be drawn"),
        (b"\x01", "cannot be drawn"),
        (struct.pack("<BII", 1, 2, 2**32 - 1), "cannot be drawn"),
        (struct.pack("<BII", 1, 7, 2**32 - 1), "cannot be drawn"),
        (struct.pack("<BII", 1, 99, 1), "type 99"),
    ],
)
def test_bytes_that_crash_parsers_are_a_fault_of_their_row(blob: bytes, reason: str) -> None:
    shapes, ((row, column, _, why),) = read_wkb([None, blob])
    assert ([*shapes], row, column) == ([None, None], 1, "geometry")
    assert reason in why


@given(
    blob=st.binary(max_size=60) | st.binary(max_size=40).map(lambda tail: b"\x01\x07\0\0\0" + tail)
)
def test_any_bytes_are_a_shape_or_a_fault(blob: bytes) -> None:
    shapes, faults = read_wkb([blob])
    assert len(shapes) == 1
    assert len(faults) <= 1
