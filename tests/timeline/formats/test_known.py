import json
from typing import Any

import pytest

from timeline.formats.known import SCHEMAS, recognise, recognise_json
from timeline.formats.known.conflict import UCDP_COLUMNS
from timeline.formats.known.gdelt import LAYOUTS
from timeline.formats.table import RawTable, read_raw, result_of
from timeline.formats.tabular import read_json, read_tabular
from timeline.schema import ReadResult

Row = dict[str, str]


def read_rows(header: str, *rows: Row) -> ReadResult:
    names = header.split(",")
    cells = [[row.get(name, "") for name in names] for row in rows]
    return read_tabular(RawTable(names, cells, list(range(2, len(rows) + 2))))


def first(result: ReadResult, *names: str) -> list[Any]:
    assert len(result.frame), (result.rejected, result.notes)
    return [result.frame.iloc[0][name] for name in names]


def point(result: ReadResult) -> str:
    return str(result.frame.geometry[0].wkt)


def read_document(root: Any) -> ReadResult:
    return read_json(json.dumps(root).encode())


def said(result: ReadResult, words: str) -> bool:
    return any(words in note for note in result.notes)


# --- ACLED ----------------------------------------------------------------------------------------

ACLED = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,"
    "assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,"
    "country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,"
    "notes,fatalities,tags,timestamp"
)
BATTLE: Row = {
    "event_id_cnty": "YEM1", "event_date": "16 May 2025", "time_precision": "1",
    "event_type": "Battles", "sub_event_type": "Armed clash", "actor1": "Houthi Forces",
    "actor2": "Government of Yemen", "country": "Yemen", "location": "Marib", "latitude": "15.46",
    "longitude": "45.32", "geo_precision": "1", "source": "SABA", "notes": "They fought.",
    "fatalities": "3", "inter1": "1",
}  # fmt: skip


def test_acled_is_read_with_its_notice() -> None:
    result = read_rows(ACLED, BATTLE)
    names = ["id", "date", "title", "category", "place", "country", "radius_km", "source", "text"]
    assert first(result, *names) == [
        "YEM1", "2025-05-16", "Armed clash: Houthi Forces – Government of Yemen, Marib", "Battles",
        "Marib", "YEM", 0.0, "SABA", "They fought.",
    ]  # fmt: skip
    assert first(result, "actors", "fatalities") == [["Houthi Forces", "Government of Yemen"], "3"]
    assert said(result, "Recognised as ACLED")
    assert said(result, "limits re-distribution")


@pytest.mark.parametrize(
    ("precision", "date"),
    [("1", "2025-05-16"), ("2", "[2025-05-10..2025-05-22]"), ("3", "2025-05")],
)
@pytest.mark.parametrize("written", ["2025-05-16", "16 May 2025"])
def test_acled_time_precision_makes_an_honest_date(written: str, precision: str, date: str) -> None:
    result = read_rows(ACLED, BATTLE | {"event_date": written, "time_precision": precision})
    assert first(result, "date", "date_text") == [date, "" if date == written else written]


@pytest.mark.parametrize(("precision", "radius"), [("1", 0), ("2", 25), ("3", 100)])
def test_acled_geo_precision_is_a_radius(precision: str, radius: float) -> None:
    assert first(read_rows(ACLED, BATTLE | {"geo_precision": precision}), "radius_km") == [radius]


def test_acled_sea_as_country_is_kept_in_words() -> None:
    result = read_rows(ACLED, BATTLE | {"country": "Red Sea"})
    assert first(result, "country", "country_text") == ["", "Red Sea"]


def test_old_acled_with_codes_in_capitals_is_known() -> None:
    header = "DATA_ID,ISO3,EVENT_ID_NO_CNTY," + ACLED.upper().replace("EVENT_ID_CNTY,", "")
    row = {name.upper(): cell for name, cell in BATTLE.items()} | {"DATA_ID": "77"}
    assert first(read_rows(header, row), "id", "country") == ["77", "YEM"]


# --- UCDP -----------------------------------------------------------------------------------------

CLASH: Row = {
    "id": "214797.0", "year": "2016", "type_of_violence": "1", "side_a": "Government of Syria",
    "side_b": "IS", "where_prec": "3.0", "where_coordinates": "Palmyra town", "latitude": "34.55",
    "longitude": "38.27", "country": "Syria", "date_prec": "1.0", "date_start": "2016-01-01",
    "date_end": "2016-01-01", "best": "4", "source_original": "SOHR", "source_date": "2016-01-02",
    "source_headline": "Clashes at Palmyra", "gwnob": "",
}  # fmt: skip
UCDP = ",".join(UCDP_COLUMNS)


@pytest.mark.parametrize(
    ("start", "end", "precision", "date"),
    [
        ("2016-01-01", "2016-01-01", "1", "2016-01-01"),
        ("2016-01-01 00:00:00.000", "2016-01-01 00:00:00.000", "1", "2016-01-01"),
        ("2016-01-01", "2016-01-05", "2", "[2016-01-01..2016-01-05]"),
        ("2016-01-04", "2016-01-10", "3", "[2016-01-04..2016-01-10]"),
        ("2016-01-01", "2016-01-31", "4", "[2016-01-01..2016-01-31]"),
        ("2016-01-01", "2016-12-31", "5", "[2016-01-01..2016-12-31]"),
    ],
)
def test_ucdp_date_is_an_uncertain_instant(start: str, end: str, precision: str, date: str) -> None:
    row = CLASH | {"date_start": start, "date_end": end, "date_prec": precision}
    assert first(read_rows(UCDP, row), "date") == [date]


def test_ucdp_is_read_with_its_citation() -> None:
    result = read_rows(UCDP, CLASH)
    names = ["id", "title", "category", "country", "radius_km", "source", "text"]
    assert first(result, *names) == [
        "214797", "Government of Syria – IS, Palmyra town", "state-based violence", "SYR", 50.0,
        "SOHR", "Clashes at Palmyra",
    ]  # fmt: skip
    assert said(result, "Sundberg & Melander 2013")


def test_ucdp_without_a_header_is_known_by_its_cells() -> None:
    codes = {"1": "", "2": "652", "3": "652"}
    events = [CLASH | {"id": number, "gwnob": code} for number, code in codes.items()]
    rows = [[event.get(name, "") for name in UCDP_COLUMNS] for event in events]
    data = "\n".join(",".join(row) for row in rows).encode()
    result = read_tabular(read_raw(data))
    assert result.frame["id"].tolist() == ["1", "2", "3"]
    assert result.read == 3
    assert said(result, "no header")


@pytest.mark.parametrize(
    ("name", "code"),
    [("Russia (Soviet Union)", "RUS"), ("Myanmar (Burma)", "MMR"), ("Syria", "SYR")],
)
def test_ucdp_country_loses_what_is_in_brackets(name: str, code: str) -> None:
    assert first(read_rows(UCDP, CLASH | {"country": name}), "country") == [code]


# --- GDELT ----------------------------------------------------------------------------------------

THREAT: Row = {
    "GLOBALEVENTID": "1213", "SQLDATE": "20241203", "MonthYear": "202412", "Year": "2024",
    "FractionDate": "2024.9", "Actor1Code": "PRK", "Actor1Name": "NORTH KOREA",
    "Actor1CountryCode": "PRK", "Actor2Name": "POLICE", "IsRootEvent": "1", "EventCode": "0130",
    "EventBaseCode": "013", "EventRootCode": "13", "QuadClass": "3", "GoldsteinScale": "-4.4",
    "ActionGeo_Type": "4", "ActionGeo_FullName": "Seoul, South Korea",
    "ActionGeo_CountryCode": "KS", "ActionGeo_Lat": "37.5", "ActionGeo_Long": "127.0",
    "DATEADDED": "20241203120000", "SOURCEURL": "https://www.example.org/news",
}  # fmt: skip


@pytest.mark.parametrize("width", sorted(LAYOUTS))
def test_gdelt_without_a_header_is_known_by_its_cells(width: int) -> None:
    lines = []
    for number in ("1", "2"):
        row = THREAT | {"GLOBALEVENTID": number}
        lines.append("\t".join(row.get(name, "") for name in LAYOUTS[width]))
    result = read_tabular(read_raw("\n".join(lines).encode(), name="20241203.export.CSV"))
    assert result.frame["id"].tolist() == ["1", "2"]
    names = ["date", "title", "category", "country", "radius_km", "EventCode", "actors"]
    assert first(result, *names) == [
        "2024-12-03", "North Korea threatens Police, Seoul, South Korea", "threat", "KOR", 10.0,
        "0130", ["PRK", "Police"],
    ]  # fmt: skip
    assert point(result) == "POINT (127 37.5)"


def test_gdelt_countries_are_fips() -> None:
    rows = [THREAT | {"GLOBALEVENTID": str(at), "ActionGeo_CountryCode": code} for at, code in
            enumerate(("KS", "KN", "CH", "GM"))]  # fmt: skip
    result = read_rows(",".join(LAYOUTS[61]), *rows)
    assert result.frame["country"].tolist() == ["KOR", "PRK", "CHN", "DEU"]


# --- others ---------------------------------------------------------------------------------------

SFM = (
    "positioning:unit:refs,positioning:types,positioning:base_names,positioning:location:refs,"
    "positioning:first_precise:range,positioning:last_precise:range,"
    "positioning:first_imprecise:range,positioning:last_imprecise:range,"
    "positioning:starting:range,positioning:ending:range,positioning:status:meta"
)


@pytest.mark.parametrize(
    ("first_day", "last_day", "starting", "ending", "date"),
    [
        ("2014-08-01", "2016-02-01", "Y", "Y", "2014-08-01/2016-02-01"),
        ("2014-08-01", "2016-02-01", "Y", "N", "2014-08-01/.."),
        ("2014-08-01", "2016-02-01", "N", "Y", "../2016-02-01"),
        ("2014-08-01", "2016-02-01", "N", "N", "2014-08-01/2016-02-01"),
        ("2014-08-01", "2014-08-01", "N", "N", "2014-08-01"),
        ("2014-08", "", "Y", "N", "2014-08/.."),
    ],
)
def test_position_that_did_not_start_there_is_open(
    first_day: str, last_day: str, starting: str, ending: str, date: str
) -> None:
    row = {
        "positioning:unit:refs": "1 Brigade fd51e411-0a21-439c-ba3b-b6aa787541d1",
        "positioning:first_precise:range": first_day, "positioning:last_precise:range": last_day,
        "positioning:starting:range": starting, "positioning:ending:range": ending,
        "positioning:base_names": "Fort A",
    }  # fmt: skip
    result = read_rows(SFM, row)
    names = ["kind", "unit", "title", "place", "date"]
    assert first(result, *names) == ["force", "1 Brigade", "1 Brigade", "Fort A", date]


def test_usgs_catalogue_has_titles_addresses_and_radii() -> None:
    header = "time,latitude,longitude,depth,mag,magType,net,id,place,type,horizontalError,status"
    row = {
        "time": "2017-01-01T00:04:06.480Z", "latitude": "32.9", "longitude": "-115.5", "mag": "4.5",
        "magType": "ml", "net": "ci", "id": "ci37", "place": "3km W of Brawley",
        "type": "quarry blast", "horizontalError": "0.32", "status": "reviewed",
    }  # fmt: skip
    names = ["id", "date", "title", "category", "radius_km", "url", "status"]
    assert first(read_rows(header, row), *names) == [
        "ci37", "2017-01-01T00:04:06Z", "M 4.5 – 3km W of Brawley", "quarry blast", 0.32,
        "https://earthquake.usgs.gov/earthquakes/eventpage/ci37", "happened",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("start", "end", "date"),
    [
        ("-44", "", "-0044"),
        ("-299/-200", "", "[-0299..-0200]"),
        ("1200", "1300", "1200/1300"),
        ("-299/-200", "500", "-0299~/0500"),
        ("1066-10-14", "1066-10-14", "1066-10-14"),
    ],
)
def test_linked_places_years_are_spans(start: str, end: str, date: str) -> None:
    header = "id\ttitle\ttitle_source\tstart\tend\tccodes\tlon\tlat\ttypes"
    data = f"{header}\np1\tRoma\tBarrington\t{start}\t{end}\tIT\t12.48\t41.89\tcity;capital\n"
    result = read_tabular(read_raw(data.encode(), name="x.tsv"))
    names = ["date", "title", "country", "category", "source"]
    assert first(result, *names) == [date, "Roma", "ITA", "city", "Barrington"]


def test_timemap_dates_begin_with_the_month_and_lists_are_joined() -> None:
    header = "id,description,date,time,location,latitude,longitude"
    header += ",association1,association2,source1,source2"
    row = {
        "id": "1", "description": "Shots at the bridge.", "date": "03/04/2022", "time": "14:30",
        "location": "Kyiv", "latitude": "50.4", "longitude": "30.5", "association1": "a",
        "association2": "b", "source1": "s1", "source2": "https://example.org/2",
    }  # fmt: skip
    names = ["date", "title", "source", "url", "category", "associations"]
    assert first(read_rows(header, row), *names) == [
        "2022-03-04T14:30", "Shots at the bridge.", "s1; https://example.org/2",
        "https://example.org/2", "a; b", "a; b",
    ]  # fmt: skip


@pytest.mark.parametrize("said", ["03/04/2022", "3-4-2022", "03.04.2022"])
@pytest.mark.parametrize("header", ["association1,source1", "id,sources,associations"])
def test_timemap_asks_nobody_which_part_is_the_day(said: str, header: str) -> None:
    row = {"id": "1", "description": "x", "date": said, "latitude": "1", "longitude": "2"}
    result = read_rows(f"description,date,location,latitude,longitude,{header}", row)
    assert first(result, "date", "date_text") == ["2022-03-04", said]
    assert result.unsettled == ""


def test_person_overrules_what_timemap_says_of_its_dates() -> None:
    raw = read_raw(b"description,date,location,association1\nx,03/04/2022,y,z\n")
    assert read_tabular(raw, day_first=True).frame["date"].tolist() == ["2022-04-03"]


def test_timemapper_location_is_latitude_and_longitude() -> None:
    header = "title,start,end,description,url,image,caption,location,place,source,icon"
    row = {
        "title": "A",
        "start": "1950",
        "end": "1953",
        "location": "37.5, 127.0",
        "place": "Seoul",
    }
    result = read_rows(header, row)
    assert [*first(result, "date", "place"), point(result)] == [
        "1950/1953",
        "Seoul",
        "POINT (127 37.5)",
    ]


def test_flourish_and_kepler_points_and_times_are_found() -> None:
    row = {"Latitude": "1", "Longitude": "2", "Timestamp": "2018-01-01",
           "End timestamp": "2018-02-01", "Scale": "3", "Name": "A"}  # fmt: skip
    flourish = read_rows("Name,Latitude,Longitude,Timestamp,End timestamp,Scale", row)
    assert first(flourish, "title", "date") == ["A", "2018-01-01/2018-02-01"]
    header = "pickup_datetime,pickup_lat,pickup_lng,dropoff_lat,dropoff_lng,fare"
    trip = {"pickup_datetime": "2018-01-01 10:00:00", "pickup_lat": "1", "pickup_lng": "2",
            "dropoff_lat": "3", "dropoff_lng": "4", "fare": "5"}  # fmt: skip
    kepler = read_rows(header, trip)
    assert point(kepler) == "LINESTRING (2 1, 4 3)"
    assert first(kepler, "kind", "date", "fare") == ["movement", "2018-01-01T10:00:00", "5"]


def test_atlos_incident_is_a_claim_and_its_status_is_kept() -> None:
    header = "slug,description,status,sensitive,date,geolocation"
    row = {"slug": "ABC", "description": "A strike.", "status": "In Progress",
           "sensitive": "Graphic", "date": "2022-03-01", "geolocation": "50.4, 30.5"}  # fmt: skip
    result = read_rows(header, row)
    names = ["id", "title", "status", "status (2)", "date"]
    assert first(result, *names) == ["ABC", "A strike.", "claimed", "In Progress", "2022-03-01"]
    assert point(result) == "POINT (30.5 50.4)"


def test_every_schema_has_its_own_name() -> None:
    assert len({one.name for one in SCHEMAS}) == len(SCHEMAS)


def test_any_other_table_is_not_recognised() -> None:
    header = ["title", "date", "latitude", "longitude", "description", "location", "source"]
    assert recognise(RawTable(header, [["x"] * 7], [2])) is None
    assert recognise_json([{"title": "a", "date": "2018"}]) is None


# --- JSON -----------------------------------------------------------------------------------------


def test_storymap_keeps_its_order_and_stands_on_a_map_only_when_there_is_one() -> None:
    slides = [
        {"type": "overview", "text": {"headline": "All"}, "location": {}},
        {"text": {"headline": "<b>Winterfell</b>", "text": "x"}, "date": "June 1944",
         "location": {"lat": 50.0, "lon": 4.0, "name": "There"}},
        {"text": {"headline": "Later"}, "date": "the next morning",
         "location": {"lat": 1, "lon": 2}},
        "no slide",
    ]  # fmt: skip
    plain = read_document({"storymap": {"map_type": "osm:standard", "slides": slides}})
    assert plain.frame["title"].tolist() == ["All", "Winterfell", "Later"]
    assert plain.frame["slide"].tolist() == ["1", "2", "3"]
    assert plain.frame["date"].tolist() == ["", "1944-06", ""]
    assert plain.frame["date_text"].tolist()[2] == "the next morning"
    assert plain.frame.geometry.isna().tolist() == [True, False, False]
    assert [fault.line for fault in plain.rejected] == [4]
    picture = read_document({"storymap": {"map_type": "zoomify", "slides": slides[:3]}})
    assert picture.frame.geometry.isna().all()


BINDING = {
    "item": {"type": "uri", "value": "http://www.wikidata.org/entity/Q362"},
    "itemLabel": {"type": "literal", "value": "World War II"},
    "date": {"type": "literal", "value": "1939-09-01T00:00:00Z"},
    "coord": {"type": "literal", "value": "Point(21.0 52.2)"},
    "countryLabel": {"type": "literal", "value": "Poland"},
}


def sparql(*rows: dict[str, Any], flat: bool = False) -> ReadResult:
    if flat:
        return read_document([{key: cell["value"] for key, cell in row.items()} for row in rows])
    return read_document({"head": {"vars": [*rows[0]]}, "results": {"bindings": [*rows]}})


@pytest.mark.parametrize("flat", [False, True])
def test_wikidata_results_are_read_in_both_shapes(flat: bool) -> None:
    result = sparql(BINDING, flat=flat)
    names = ["id", "title", "date", "country", "url"]
    assert first(result, *names) == [
        "Q362", "World War II", "1939-09-01", "POL", "http://www.wikidata.org/entity/Q362",
    ]  # fmt: skip
    assert point(result) == "POINT (21 52.2)"


@pytest.mark.parametrize(
    ("time", "precision", "date"),
    [
        ("1840-01-01T00:00:00Z", None, "1840"),
        ("1840-03-02T00:00:00Z", None, "1840-03-02"),
        ("1840-01-01T00:00:00Z", "11", "1840-01-01"),
        ("1840-03-01T00:00:00Z", "10", "1840-03"),
        ("1840-01-01T00:00:00Z", "8", "184X"),
        ("1800-01-01T00:00:00Z", "7", "18XX"),
        ("-0043-03-15T00:00:00Z", "11", "-0043-03-15"),
        ("http://www.wikidata.org/.well-known/genid/abc", None, ""),
    ],
)
def test_wikidata_time_is_as_precise_as_it_says(
    time: str, precision: str | None, date: str
) -> None:
    row = BINDING | {"date": {"value": time}}
    other = BINDING | {"item": {"value": "http://www.wikidata.org/entity/Q1"}}
    more = [row, *[other | {"itemLabel": {"value": str(n)}} for n in range(9)]]
    if precision is not None:
        more = [one | {"datePrecision": {"value": precision}} for one in more]
    assert first(sparql(*more), "date") == [date]


def test_wikidata_item_in_several_rows_is_no_id() -> None:
    result = sparql(BINDING, BINDING | {"coord": {"value": "Point(2 48)"}})
    assert len(result.frame) == 2
    assert result.frame["id"].is_unique


def features(*properties: dict[str, Any], geometry: Any = None, **more: Any) -> ReadResult:
    shape = geometry or {"type": "Point", "coordinates": [103.8, 1.25, 10]}
    collection = [
        {"type": "Feature", "geometry": shape, "properties": held} | more for held in properties
    ]
    return read_document({"type": "FeatureCollection", "features": collection})


def test_usgs_features_have_times_in_milliseconds() -> None:
    held = {"mag": 4.5, "place": "Singapore", "time": 1483229046480, "net": "us", "title": "M 4.5",
            "type": "earthquake", "status": "reviewed", "url": "https://example.org"}  # fmt: skip
    result = features(held, id="us1")
    assert first(result, "id", "date", "title") == ["us1", "2017-01-01T00:04:06Z", "M 4.5"]
    assert point(result) == "POINT (103.8 1.25)"


def test_folium_times_are_start_and_end() -> None:
    line = {"type": "LineString", "coordinates": [[1, 2], [3, 4]]}
    held = {"times": [1483228800000, "2017-02-01T00:00:00"], "popup": "<b>Ship</b>", "style": {}}
    result = features(held, geometry=line)
    assert first(result, "kind", "title") == ["movement", "Ship"]
    assert result.frame["date"][0].startswith("2017-01-01")
    assert "/2017-02-01" in result.frame["date"][0]


def test_lone_surrogate_in_a_story_map_becomes_a_mark() -> None:
    slide = {"text": {"headline": "a\ud800b"}, "date": "2018", "location": {"name": "\udfff"}}
    result = read_document({"storymap": {"slides": [slide]}})
    assert first(result, "title", "place") == ["a\ufffdb", "\ufffd"]


def test_folium_feature_without_a_geometry_is_unplaced() -> None:
    held = {"times": ["2017-01-01"], "popup": "Ship"}
    feature = {"type": "Feature", "geometry": None, "properties": held}
    result = read_document({"type": "FeatureCollection", "features": [feature]})
    assert result.frame.geometry.isna().tolist() == [True]


def test_leaflet_timeline_and_kepler_trips_are_dated() -> None:
    leaflet = features({"start": 1483228800000, "end": "2017-02-01", "name": "A"})
    assert first(leaflet, "title")[0] == "A"
    assert "/2017-02-01" in leaflet.frame["date"][0]
    line = {"type": "LineString", "coordinates": [[1, 2, 0, 1483232400], [3, 4, 0, 1483236000]]}
    trip = features({"vendor": "A"}, geometry=line)
    assert first(trip, "kind", "date") == ["movement", "2017-01-01T01:00:00Z/2017-01-01T02:00:00Z"]
    assert point(trip) == "LINESTRING (1 2, 3 4)"


def test_linked_places_features_have_spans() -> None:
    when = {
        "timespans": [{"start": {"earliest": "-0299", "latest": "-0200"}, "end": {"in": "0500"}}]
    }
    result = features({"title": "Abydos", "ccodes": ["EG"]}, when=when, **{"@id": "http://x/1"})
    names = ["id", "title", "date", "country"]
    assert first(result, *names) == ["http://x/1", "Abydos", "-0299~/0500", "EGY"]


def test_feature_that_is_none_is_rejected_by_its_number() -> None:
    root = {"type": "FeatureCollection", "features": [
        {"type": "Feature", "geometry": None,
         "properties": {"start": "2017", "end": "2018", "name": "A"}},
        "nothing",
    ]}  # fmt: skip
    known = recognise_json(root)
    assert known is not None
    result = result_of(known.table)
    assert [fault.line for fault in result.rejected] == [2]
    assert result.read == 2


def test_bellingcat_and_extracted_events_are_read() -> None:
    held = {"id": "CIV1", "date": "02/24/2022", "latitude": "49.8", "longitude": "36.2",
            "location": "Chuhuiv", "description": "Damage to flats", "time_precision": "",
            "sources": [{"id": "a", "path": "https://example.org/a"}],
            "associations": ["x", "y"]}  # fmt: skip
    result = read_document([held])
    assert first(result, "id", "date", "url") == ["CIV1", "2022-02-24", "https://example.org/a"]
    held = {"id": "1", "date": "2022-02-24", "latitude": 49.8, "longitude": 36.2,
            "place_desc": "Kyiv", "title": "T", "description": "D", "source": "GEOCONFIRMED",
            "links": ["https://e.org/1", "b"]}  # fmt: skip
    result = read_document([held])
    names = ["title", "date", "place", "url", "links"]
    assert first(result, *names) == [
        "T",
        "2022-02-24",
        "Kyiv",
        "https://e.org/1",
        "https://e.org/1; b",
    ]
