import re
from typing import Any

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.edtf import EventDate
from timeline.errors import FormatError
from timeline.event import Event
from timeline.formats.archive import write_archive
from timeline.formats.kml import read_kml, write_kml, write_kmz
from timeline.formats.limits import Limits
from timeline.frame import frame_from_events, validate


def kml(body: str, head: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}'
        '<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2">'
        f"<Document>{body}</Document></kml>"
    ).encode()


def mark(body: str) -> bytes:
    return kml(f"<Placemark><name>x</name>{body}</Placemark>")


def one(data: bytes) -> Any:
    result = read_kml(data)
    assert result.rejected == ()
    return result.frame.iloc[0]


@pytest.mark.parametrize(
    ("time", "date"),
    [
        ("<TimeStamp><when>2018</when></TimeStamp>", "2018"),
        ("<TimeStamp><when>2018-06</when></TimeStamp>", "2018-06"),
        ("<TimeStamp><when>2018-06-12</when></TimeStamp>", "2018-06-12"),
        ("<TimeStamp><when> 2018-06-12T09:30:00Z </when></TimeStamp>", "2018-06-12T09:30:00Z"),
        ("<gx:TimeStamp><when>2018-06-12</when></gx:TimeStamp>", "2018-06-12"),
        ("<TimeStamp><when>June 1944</when></TimeStamp>", "1944-06"),
        ("<TimeSpan><begin>2018</begin><end>2019-06</end></TimeSpan>", "2018/2019-06"),
        ("<TimeSpan><begin>2018-06-12</begin></TimeSpan>", "2018-06-12/.."),
        ("<TimeSpan><end>2019</end></TimeSpan>", "../2019"),
        ("<TimeSpan><begin>2018</begin><end>2018</end></TimeSpan>", "2018"),
        ("<TimeSpan/>", ""),
        ("", ""),
        ('<ExtendedData><Data name="Date"><value>2017</value></Data></ExtendedData>', "2017"),
        (
            '<ExtendedData><Data name="Date"><value>2017</value></Data></ExtendedData>'
            "<TimeStamp><when>2018</when></TimeStamp>",
            "2018",
        ),
    ],
)
def test_time_is_read_with_its_precision(time: str, date: str) -> None:
    assert one(mark(time))["date"] == date


@pytest.mark.parametrize(
    ("shape", "wkt"),
    [
        ("<Point><coordinates>126.98,37.57,30</coordinates></Point>", "POINT (126.98 37.57)"),
        ("<Point><coordinates>\n 126.98, 37.57 </coordinates></Point>", "POINT (126.98 37.57)"),
        ("<LineString><coordinates>0,1 2,3</coordinates></LineString>", "LINESTRING (0 1, 2 3)"),
        (
            "<Polygon><outerBoundaryIs><LinearRing><coordinates>0,0 9,0 9,9 0,0</coordinates>"
            "</LinearRing></outerBoundaryIs><innerBoundaryIs><LinearRing><coordinates>"
            "1,1 2,1 2,2 1,1</coordinates></LinearRing></innerBoundaryIs></Polygon>",
            "POLYGON ((0 0, 9 0, 9 9, 0 0), (1 1, 2 1, 2 2, 1 1))",
        ),
        (
            "<MultiGeometry><Point><coordinates>1,2</coordinates></Point>"
            "<Point><coordinates>3,4</coordinates></Point></MultiGeometry>",
            "MULTIPOINT ((1 2), (3 4))",
        ),
        ("<Point><coordinates/></Point>", None),
        ("<LookAt><longitude>1</longitude><latitude>2</latitude></LookAt>", None),
    ],
)
def test_geometry_is_read_longitude_first(shape: str, wkt: str | None) -> None:
    geometry = one(mark(shape))["geometry"]
    assert (geometry and geometry.wkt) == wkt


def test_track_is_a_line_from_its_first_to_its_last_time() -> None:
    row = one(
        mark(
            "<gx:Track><when>2018-06-12T09:00:00Z</when><when>2018-06-12T10:00:00Z</when>"
            "<gx:coord>1 2 0</gx:coord><gx:coord>3 4 0</gx:coord></gx:Track>"
        )
    )
    assert row["date"] == "2018-06-12T09:00:00Z/2018-06-12T10:00:00Z"
    assert row["geometry"].wkt == "LINESTRING (1 2, 3 4)"


def test_folders_become_a_column_and_lend_their_time() -> None:
    result = read_kml(
        kml(
            "<Folder><name>War</name><TimeSpan><begin>1950</begin></TimeSpan><Folder><name>Air"
            "</name><Placemark><name>a</name></Placemark></Folder></Folder>"
            "<Placemark><name>b</name></Placemark>"
        )
    )
    assert result.frame[["title", "folder", "date"]].to_numpy().tolist() == [
        ["a", "War / Air", "1950/.."],
        ["b", "", ""],
    ]


def test_description_loses_its_markup() -> None:
    row = one(
        mark(
            "<description><![CDATA[<p>One <b>two</b></p><script>x()</script>A&amp;B]]>"
            "</description>"
        )
    )
    assert row["text"] == "One two\nA&B"


def test_bad_placemark_is_rejected_by_number_and_counted() -> None:
    result = read_kml(
        kml(
            "<Placemark><name>a</name></Placemark>"
            "<Placemark><name>b</name><Point><coordinates>x,y</coordinates></Point></Placemark>"
            "<Placemark><name>c</name><TimeStamp><when>2018-02-30</when></TimeStamp></Placemark>"
            "<Placemark><name>d</name><Point><coordinates>37,127</coordinates></Point></Placemark>"
        )
    )
    assert [(fault.line, fault.column) for fault in result.rejected] == [
        (2, "geometry"),
        (3, "date"),
        (4, "geometry"),
    ]
    assert result.read == 4 == len(result.frame) + result.rejected_rows


def test_links_to_other_files_are_named_and_not_followed() -> None:
    data = kml("<NetworkLink><Link><href>http://127.0.0.1:1/</href></Link></NetworkLink>")
    assert read_kml(data).notes == ("Not read, as they are no events of this file: 1 NetworkLink.",)


BOMB = '<!DOCTYPE k [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not XML"),
        (b"<kml>", "not XML: .* line 1"),
        (b"<gpx/>", "it begins with <gpx>"),
        (kml("<Placemark><name>&b;</name></Placemark>", BOMB), "entities .* never followed"),
        (
            kml("", '<!DOCTYPE k [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
            "entities .* never followed",
        ),
        (b"<kml>" + b"<a>" * 300, "nested 201 deep or more"),
        (kml("<Placemark/>" * 3), "3 rows and the limit is 2"),
        (write_archive({"a.txt": b""}), "holds no .kml"),
        (b"PK\x03\x04rubbish", "cannot be unpacked"),
        (b'<?xml version="1.0" encoding="utf-7"?><kml/>', "beg|encoding|not"),
    ],
)
def test_file_that_is_no_kml_is_refused_in_one_sentence(data: bytes, reason: str) -> None:
    try:
        read_kml(data, limits=Limits(rows=2))
    except FormatError as error:
        assert re.search(reason, str(error))
        assert str(error).endswith(".")
    else:
        assert b"utf-7" in data


def test_kmz_of_enormous_content_is_refused() -> None:
    data = write_archive({"doc.kml": b" " * (20 << 20)})
    with pytest.raises(FormatError, match="times its size"):
        read_kml(data)


def test_undeclared_prefix_and_korean_encoding_are_put_right() -> None:
    text = (
        '<?xml version="1.0" encoding="euc-kr"?><kml><Placemark><name>서울</name>'
        "<gx:balloonVisibility>1</gx:balloonVisibility></Placemark></kml>"
    )
    assert one(text.encode("euc-kr"))["title"] == "서울"


# --- writing --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("date", "time"),
    [
        ("2018", "<TimeStamp><when>2018</when></TimeStamp>"),
        ("2018-06", "<TimeStamp><when>2018-06</when></TimeStamp>"),
        ("2018-06-12~", "<TimeStamp><when>2018-06-12</when></TimeStamp>"),
        ("2018-06-12T09:30", "<TimeStamp><when>2018-06-12T09:30:00</when></TimeStamp>"),
        ("2018/2019-06", "<TimeSpan><begin>2018</begin><end>2019-06</end></TimeSpan>"),
        ("2018/..", "<TimeSpan><begin>2018</begin></TimeSpan>"),
        ("../2018", "<TimeSpan><end>2018</end></TimeSpan>"),
        ("201X", "<TimeSpan><begin>2010-01-01</begin><end>2019-12-31</end></TimeSpan>"),
        ("2018-22", "<TimeSpan><begin>2018-06-01</begin><end>2018-08-31</end></TimeSpan>"),
        ("-0300", "<TimeStamp><when>-0300</when></TimeStamp>"),
        (None, ""),
    ],
)
def test_date_is_written_no_more_exact_than_it_is(date: str | None, time: str) -> None:
    text = write_kml(frame_from_events([Event("x", date and EventDate.parse(date))])).decode()
    assert re.findall("<Time.*</Time[A-Za-z]*>", text) == ([time] if time else [])


def test_time_that_somebody_has_moved_is_believed() -> None:
    frame = frame_from_events([Event("x", EventDate.parse("2018-06~"), date_text="about June")])
    moved = write_kml(frame).replace(b"<when>2018-06<", b"<when>2018-07<")
    row = read_kml(moved).frame.iloc[0]
    assert (row["date"], row["date_text"]) == ("2018-07", "")


def test_text_is_written_so_that_nothing_in_it_runs() -> None:
    text = write_kml(frame_from_events([Event("x", text="<script>alert(1)</script>]]>")])).decode()
    assert "<description>&amp;lt;script&amp;gt;" in text
    assert "<script" not in text


def test_kmz_holds_the_same_kml() -> None:
    frame = frame_from_events([Event("x", geometry=shapely.Point(1, 2))])
    assert read_kml(write_kmz(frame)).frame["title"].tolist() == ["x"]


tags = st.sampled_from(
    ["Placemark", "name", "TimeSpan", "begin", "end", "Point", "coordinates", "Folder",
     "MultiGeometry", "Polygon", "outerBoundaryIs", "LinearRing", "Track", "when", "coord",
     "ExtendedData", "description"]
)  # fmt: skip
bodies = st.recursive(
    st.sampled_from(["", "1,2", "1,2 3,4", "0,0 1,0 1,1 0,0", "2018", "x", "1 2 3", "nan,1"]),
    lambda inner: st.tuples(tags, st.lists(inner, max_size=3)).map(
        lambda parts: f"<{parts[0]}>{''.join(parts[1])}</{parts[0]}>"
    ),
    max_leaves=12,
)


@given(body=bodies)
@settings(max_examples=60, deadline=None)
def test_any_kml_is_read_or_refused_and_no_row_vanishes(body: str) -> None:
    result = read_kml(mark(body))
    validate(result.frame)
    assert result.read == len(result.frame) + result.rejected_rows


@given(data=st.binary(max_size=60).map(lambda tail: b"<kml>" + tail) | st.binary(max_size=60))
@settings(max_examples=60, deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        read_kml(data)
    except FormatError as error:
        assert str(error).endswith(".")
