"""Files that known sources and tools give out, whole and under the names that they come with."""

import json
from typing import Any

from corpus.case import Case, Cells, table

from timeline.formats.known.conflict import UCDP_COLUMNS
from timeline.formats.known.gdelt import LAYOUTS

Row = dict[str, str]


def lines(header: list[str], *rows: Row, mark: str = ",", with_header: bool = True) -> str:
    body = [[row.get(name, "") for name in header] for row in rows]
    return table(*([header] if with_header else []), *body, mark=mark)


def csv(id_: str, name: str, header: str, row: Row, cells: Cells, **wanted: Any) -> Case:
    wanted = {"rows": 1, "placed": 1} | wanted
    return Case(id=id_, name=name, data=lines(header.split(","), row), cells=cells, **wanted)


def document(id_: str, root: Any, cells: Cells, **wanted: Any) -> Case:
    wanted = {"rows": 1, "placed": 1} | wanted
    return Case(id=id_, name="a.json", data=json.dumps(root), cells=cells, **wanted)


ACLED = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,"
    "assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,"
    "country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,"
    "notes,fatalities,tags,timestamp"
)
BATTLE = {
    "event_id_cnty": "YEM1",
    "event_date": "16 May 2025",
    "time_precision": "3",
    "event_type": "Battles",
    "sub_event_type": "Armed clash",
    "actor1": "A",
    "actor2": "B",
    "country": "Yemen",
    "location": "Marib",
    "latitude": "15.46",
    "longitude": "45.32",
    "geo_precision": "2",
    "timestamp": "1747700000",
}
CLASH = {
    "id": "1",
    "year": "2016",
    "type_of_violence": "1",
    "side_a": "A",
    "side_b": "B",
    "where_prec": "6",
    "where_coordinates": "Syria",
    "latitude": "35.0",
    "longitude": "38.5",
    "country": "Syria",
    "date_prec": "4",
    "date_start": "2016-01-01",
    "date_end": "2016-01-31",
}
THREAT = {
    "GLOBALEVENTID": "1213",
    "SQLDATE": "20241203",
    "MonthYear": "202412",
    "Year": "2024",
    "FractionDate": "2024.9",
    "Actor1Code": "PRK",
    "Actor1Name": "NORTH KOREA",
    "EventCode": "0130",
    "EventBaseCode": "013",
    "EventRootCode": "13",
    "QuadClass": "3",
    "GoldsteinScale": "-4.4",
    "ActionGeo_Type": "4",
    "ActionGeo_FullName": "Seoul, South Korea",
    "ActionGeo_CountryCode": "KS",
    "ActionGeo_Lat": "37.5",
    "ActionGeo_Long": "127.0",
    "DATEADDED": "20241203120000",
    "IsRootEvent": "1",
    "SOURCEURL": "https://www.example.org/news",
}
SHEET = (
    "Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,"
    "Media Credit,Media Caption,Media Thumbnail,Type,Group,Background"
)
START = {"year": "2018", "month": "6", "day": "12"}

CASES = [
    csv(
        "acled",
        "acled.csv",
        ACLED,
        BATTLE,
        {"id": ["YEM1"], "date": ["2025-05"], "country": ["YEM"], "radius_km": [25.0]},
        notes=["Recognised as ACLED"],
    ),
    csv(
        "acled-with-a-sea-for-a-country",
        "acled.csv",
        ACLED,
        BATTLE | {"country": "Red Sea"},
        {"country": [""], "country_text": ["Red Sea"]},
    ),
    Case(
        id="acled-of-europe-with-semicolons",
        name="acled.csv",
        rows=1,
        placed=1,
        data=lines(ACLED.split(","), BATTLE, mark=";"),
        cells={"id": ["YEM1"]},
    ),
    csv(
        "ucdp-ged",
        "ged.csv",
        ",".join(UCDP_COLUMNS),
        CLASH,
        {"date": ["[2016-01-01..2016-01-31]"], "country": ["SYR"]},
        notes=["Recognised as UCDP"],
    ),
    Case(
        id="gdelt-without-header-or-suffix-that-fits",
        name="20241203.export.CSV",
        rows=2,
        placed=2,
        data=lines(
            LAYOUTS[61], THREAT, THREAT | {"GLOBALEVENTID": "2"}, mark="\t", with_header=False
        ),
        cells={
            "id": ["1213", "2"],
            "date": ["2024-12-03"] * 2,
            "country": ["KOR"] * 2,
            "EventCode": ["0130"] * 2,
        },
        notes=["has no header"],
    ),
    csv(
        "timelinejs-sheet",
        "timeline.csv",
        SHEET,
        {"Year": "2018", "Month": "6", "Headline": "<b>Summit</b>", "Text": "x"},
        {"title": ["Summit"], "date": ["2018-06"]},
        placed=0,
    ),
    csv(
        "timelinejs-sheet-before-christ",
        "timeline.csv",
        SHEET,
        {"Year": "-44", "Month": "3", "Day": "15", "Headline": "Ides"},
        {"title": ["Ides"], "date": ["-0043-03-15"]},
        placed=0,
    ),
    document(
        "timelinejs-json",
        {
            "title": {"text": {"headline": "All"}},
            "events": [{"start_date": START, "text": {"headline": "Summit", "text": "x"}}],
        },
        {"title": ["Summit"], "date": ["2018-06-12"]},
        placed=0,
        notes=["The title slide is no event: All."],
    ),
    document(
        "storymapjs",
        {
            "storymap": {
                "slides": [
                    {"type": "overview", "text": {"headline": "All"}, "location": {}},
                    {
                        "text": {"headline": "Normandy"},
                        "date": "June 1944",
                        "location": {"lat": 49.3, "lon": -0.8, "name": "Omaha"},
                    },
                ]
            }
        },
        {"title": ["All", "Normandy"], "date": ["", "1944-06"]},
        rows=2,
        undated=1,
    ),
    csv(
        "timemap-sheet",
        "export_events.csv",
        "id,description,date,time,location,latitude,longitude,association1,association2,source1",
        {
            "id": "1",
            "description": "Shots.",
            "date": "03/04/2022",
            "time": "14:30",
            "location": "Kyiv",
            "latitude": "50.4",
            "longitude": "30.5",
            "association1": "a",
        },
        {"date": ["2022-03-04T14:30"], "place": ["Kyiv"]},
    ),
    Case(
        id="lp-tsv",
        name="places.tsv",
        rows=1,
        placed=1,
        data="id\ttitle\ttitle_source\tstart\tend\tccodes\tlon\tlat\ttypes\n"
        "p1\tRoma\tBarrington\t-44\t\tIT\t12.48\t41.89\tcity\n",
        cells={"title": ["Roma"], "date": ["-0044"], "country": ["ITA"]},
    ),
    csv(
        "usgs-csv",
        "query.csv",
        "time,latitude,longitude,depth,mag,magType,nst,gap,dmin,rms,net,id,updated,place,type",
        {
            "time": "2017-01-01T00:04:06.480Z",
            "latitude": "32.9",
            "longitude": "-115.5",
            "mag": "4.5",
            "net": "ci",
            "id": "ci37",
            "place": "Brawley",
            "type": "earthquake",
        },
        {"id": ["ci37"], "date": ["2017-01-01T00:04:06Z"], "title": ["M 4.5 – Brawley"]},
    ),
    document(
        "folium-times",
        {
            "type": "FeatureCollection",
            "features": [
                {
                    "type": "Feature",
                    "geometry": {"type": "LineString", "coordinates": [[1, 2], [3, 4]]},
                    "properties": {
                        "times": ["2017-01-01", "2017-02-01"],
                        "popup": "<b>Ship</b>",
                        "style": {},
                    },
                }
            ],
        },
        {"title": ["Ship"], "kind": ["movement"]},
    ),
    csv(
        "kepler-trips",
        "trips.csv",
        "pickup_datetime,pickup_lat,pickup_lng,dropoff_lat,dropoff_lng,fare",
        {
            "pickup_datetime": "2018-01-01 10:00:00",
            "pickup_lat": "1",
            "pickup_lng": "2",
            "dropoff_lat": "3",
            "dropoff_lng": "4",
            "fare": "5",
        },
        {"kind": ["movement"]},
    ),
    csv(
        "sfm-positions",
        "positioning.csv",
        "positioning:unit:refs,positioning:base_names,positioning:first_precise:range,"
        "positioning:last_precise:range,positioning:starting:range,positioning:ending:range",
        {
            "positioning:unit:refs": "1 Brigade",
            "positioning:base_names": "Fort A",
            "positioning:first_precise:range": "2014-08-01",
            "positioning:last_precise:range": "2016-02-01",
            "positioning:starting:range": "Y",
            "positioning:ending:range": "N",
        },
        {"kind": ["force"], "date": ["2014-08-01/.."]},
        placed=0,
    ),
    document(
        "wikidata-sparql",
        {
            "head": {"vars": ["item"]},
            "results": {
                "bindings": [
                    {
                        "item": {"type": "uri", "value": "http://www.wikidata.org/entity/Q362"},
                        "itemLabel": {"type": "literal", "value": "World War II"},
                        "date": {"type": "literal", "value": "1939-09-01T00:00:00Z"},
                        "coord": {"type": "literal", "value": "Point(21.0 52.2)"},
                    }
                ]
            },
        },
        {"id": ["Q362"], "title": ["World War II"], "date": ["1939-09-01"], "lon": [21.0]},
    ),
    csv(
        "flourish",
        "flourish.csv",
        "Name,Latitude,Longitude,Timestamp,End timestamp,Scale,Colour",
        {
            "Name": "A",
            "Latitude": "1",
            "Longitude": "2",
            "Timestamp": "2018-01-01",
            "End timestamp": "2018-02-01",
            "Scale": "3",
        },
        {"date": ["2018-01-01/2018-02-01"]},
    ),
    csv(
        "acled-guessed-because-a-person-says-so",
        "acled.csv",
        ACLED,
        BATTLE,
        {"date": ["2025-05-16"]},
        options={"schema": "any"},
    ),
]
