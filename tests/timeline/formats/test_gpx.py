from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.errors import FormatError
from timeline.formats.gpx import read_gpx
from timeline.formats.limits import Limits


def gpx(body: str, version: str = "1/1") -> bytes:
    return (
        f'<?xml version="1.0"?><gpx xmlns="http://www.topografix.com/GPX/{version}" creator="x">'
        f"{body}</gpx>"
    ).encode()


def one(body: str) -> Any:
    result = read_gpx(gpx(body))
    assert result.rejected == ()
    return result.frame.iloc[0]


def point(tag: str, lat: float, lon: float, time: str = "") -> str:
    return f'<{tag} lat="{lat}" lon="{lon}">{time and f"<time>{time}</time>"}</{tag}>'


def test_waypoint_is_an_event() -> None:
    row = one(
        '<wpt lat="37.57" lon="126.98"><ele>30</ele><time>2018-06-12T09:30:00Z</time>'
        "<name>Seoul</name><desc>&lt;b&gt;here&lt;/b&gt;</desc><type>summit</type>"
        '<link href="https://example.org"/></wpt>'
    )
    assert row[["kind", "title", "text", "date", "category", "url", "ele"]].tolist() == [
        "event", "Seoul", "here", "2018-06-12T09:30:00Z", "summit", "https://example.org", "30",
    ]  # fmt: skip
    assert row["geometry"].wkt == "POINT (126.98 37.57)"


def test_track_is_a_movement_with_one_line_for_each_segment() -> None:
    first = point("trkpt", 1, 2, "2018-06-12T09:00:00Z") + point("trkpt", 3, 4)
    second = point("trkpt", 5, 6) + point("trkpt", 7, 8, "2018-06-12T11:00:00.5Z")
    row = one(f"<trk><name>t</name><trkseg>{first}</trkseg><trkseg>{second}</trkseg></trk>")
    assert row["kind"] == "movement"
    assert row["date"] == "2018-06-12T09:00:00Z/2018-06-12T11:00:00Z"
    assert row["geometry"].wkt == "MULTILINESTRING ((2 1, 4 3), (6 5, 8 7))"


@pytest.mark.parametrize(
    ("body", "wkt"),
    [
        (
            f"<rte><name>r</name>{point('rtept', 1, 2)}{point('rtept', 3, 4)}</rte>",
            "LINESTRING (2 1, 4 3)",
        ),
        (f"<trk><name>t</name><trkseg>{point('trkpt', 1, 2)}</trkseg></trk>", "POINT (2 1)"),
        ("<trk><name>t</name></trk>", None),
    ],
)
def test_route_and_short_tracks_are_drawn_as_far_as_they_go(body: str, wkt: str | None) -> None:
    row = one(body)
    assert (row["geometry"] and row["geometry"].wkt) == wkt
    assert row["date"] == ""


def test_version_1_0_keeps_its_url() -> None:
    result = read_gpx(gpx('<wpt lat="1" lon="2"><name>a</name><url>http://x</url></wpt>', "1/0"))
    assert result.frame["url"].tolist() == ["http://x"]


def test_bad_points_reject_their_row_by_number() -> None:
    named = "<name>a</name>"
    good = point("wpt", 1, 2, "2018")
    result = read_gpx(
        gpx(f'{good}<wpt lat="x" lon="2">{named}</wpt><wpt lat="91" lon="2">{named}</wpt><wpt/>')
    )
    assert sorted({fault.line for fault in result.rejected}) == [2, 3, 4]
    assert "latitude 'x'" in result.rejected[0].reason
    assert result.read == 4


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<kml/>", "it begins with <kml>"),
        (b"<gpx>", "not XML"),
        (b'<!DOCTYPE g [<!ENTITY a "b">]><gpx>&a;</gpx>', "never followed"),
        (gpx("<wpt/><wpt/><wpt/>"), "3 rows and the limit is 2"),
    ],
)
def test_file_that_is_no_gpx_is_refused_in_one_sentence(data: bytes, reason: str) -> None:
    with pytest.raises(FormatError, match=reason):
        read_gpx(data, limits=Limits(rows=2))


@given(
    body=st.lists(
        st.sampled_from(
            ["<wpt/>", point("wpt", 1, 2), point("wpt", 1e999, 2), "<trk>", "</trk>", "<trkseg>",
             "</trkseg>", point("trkpt", 1, 2, "x"), "<time>2018</time>", "<name>\u2028</name>"]
        ),
        max_size=6,
    ).map("".join)
)  # fmt: skip
@settings(max_examples=40, deadline=None)
def test_any_gpx_is_read_or_refused(body: str) -> None:
    try:
        result = read_gpx(gpx(body))
    except FormatError as error:
        assert str(error).endswith(".")
    else:
        assert result.read == len(result.frame) + result.rejected_rows
