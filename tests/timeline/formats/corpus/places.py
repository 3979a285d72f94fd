# ruff: noqa: RUF001 - minutes have their own mark
"""Places as tables have them: degrees in every spelling, shapes, grids, names, and none."""

from collections.abc import Sequence

from corpus.case import Case, Cells, table

KOREA: Cells = {"lon": [126.98, 129.08], "lat": [37.57, 35.18]}


def pair(id_: str, *rows: Sequence[str], notes: tuple[str, ...] = ()) -> Case:
    """Seoul and Pusan, in a column of latitudes and one of longitudes."""
    cells = [["A", "2018", *rows[0]], ["B", "2019", *rows[1]]]
    written = table(["Title", "Date", "Latitude", "Longitude"], *cells)
    return Case(
        id=id_,
        name="a.csv",
        data=written,
        rows=2,
        placed=2,
        cells=KOREA,
        notes=notes,
    )


def alone(id_: str, header: str, *points: str, notes: tuple[str, ...] = ()) -> Case:
    """Seoul and Pusan, both degrees in one column."""
    cells = [[name, "2018", point] for name, point in zip("AB", points, strict=True)]
    written = table(["Title", "Date", header], *cells)
    return Case(
        id=id_,
        name="a.csv",
        data=written,
        rows=2,
        placed=2,
        cells=KOREA,
        notes=notes,
    )


def off(id_: str, lat: str, lon: str, *reasons: str) -> Case:
    cells = [["good", "2018", "37.57", "126.98"]] * 1 + [["bad", "2018", lat, lon]]
    written = table(["Title", "Date", "Latitude", "Longitude"], *cells)
    return Case(
        id=id_,
        name="a.csv",
        data=written,
        rows=1,
        placed=1,
        rejected=1,
        reasons=reasons,
    )


CASES = [
    pair("decimal-degrees", ("37.57", "126.98"), ("35.18", "129.08")),
    pair("decimal-commas", ("37,57", "126,98"), ("35,18", "129,08")),
    pair("degree-signs", ("37.57°", "126.98°"), ("35.18°", "129.08°")),
    pair("hemisphere-letters", ("37.57N", "126.98E"), ("N 35.18", "E 129.08")),
    pair(
        "minutes-and-seconds", ("37°34'12\"N", "126°58'48\"E"), ("35° 10′ 48″ N", "129° 4′ 48″ E")
    ),
    pair("minutes-with-decimals", ("37° 34.2' N", "126° 58.8' E"), ("35 10.8 N", "129 4.8 E")),
    pair("minus-sign-of-typographers", ("+37.57", "126.98"), ("35.18", "129.08")),
    pair(
        "swapped",
        ("126.98", "37.57"),
        ("129.08", "35.18"),
        notes=("'Latitude' was taken for the longitude",),
    ),
    alone("in-one-column", "Location", "37.57, 126.98", "35.18, 129.08"),
    alone("in-one-column-with-brackets", "Coordinates", "(37.57, 126.98)", "(35.18, 129.08)"),
    alone("in-one-column-semicolon", "Coordinates", "37.57; 126.98", "35.18; 129.08"),
    alone(
        "in-one-column-minutes", "Location", "37°34'12\"N 126°58'48\"E", "35°10'48\"N 129°4'48\"E"
    ),
    alone("longitude-first-in-one-column", "lonlat", "126.98, 37.57", "129.08, 35.18"),
    alone("wkt", "WKT", "POINT (126.98 37.57)", "POINT(129.08 35.18)"),
    alone(
        "wkt-with-srid", "geom", "SRID=4326;POINT (126.98 37.57)", "SRID=4326;POINT(129.08 35.18)"
    ),
    alone(
        "wkb-in-hex",
        "wkb",
        "01010000001F85EB51B8BE5F40295C8FC2F5C84240",
        "0101000000C3F5285C8F226040D7A3703D0A974140",
    ),
    alone(
        "ewkb-in-hex",
        "geom",
        "0101000020E61000001F85EB51B8BE5F40295C8FC2F5C84240",
        "0101000020E6100000C3F5285C8F226040D7A3703D0A974140",
    ),
    alone(
        "geojson-in-a-cell",
        "geometry",
        '{"type":"Point","coordinates":[126.98,37.57]}',
        '{"type": "Point", "coordinates": [129.08, 35.18]}',
    ),
    Case(
        id="wkt-of-many-kinds",
        name="a.csv",
        data=table(
            ["Title", "Date", "WKT"],
            ["A", 2018, "POLYGON ((0 0, 1 0, 1 1, 0 0))"],
            ["B", 2018, "LINESTRING Z (1 2 3, 4 5 6)"],
            ["C", 2018, "MULTIPOINT ((1 2), (3 4))"],
            ["D", 2018, "GEOMETRYCOLLECTION (POINT (1 2))"],
            ["E", 2018, "POINT EMPTY"],
            ["F", 2018, ""],
            ["G", 2018, "POINT (1)"],
        ),
        rows=5,
        placed=4,
        rejected=2,
        reasons=[
            "'POINT EMPTY' is empty; leave the cell blank",
            "write it like POINT (126.98 37.57)",
        ],
    ),
    Case(
        id="json-objects-are-no-geometry",
        name="a.csv",
        data=table(["Title", "Date", "extra"], ["A", 2018, '{"a": 1}'], ["B", 2018, '{"a": 2}']),
        rows=2,
        cells={"extra": ['{"a": 1}', '{"a": 2}']},
    ),
    Case(
        id="hashes-are-no-geometry",
        name="a.csv",
        data=table(
            ["Title", "Date", "sha"],
            ["A", 2018, "e3b0c44298fc1c149afbf4c8996fb924"],
            ["B", 2018, "0123456789abcdef0123456789abcdef"],
        ),
        rows=2,
        notes=["Columns kept as they came: sha"],
    ),
    Case(
        id="words-that-begin-like-shapes",
        name="a.csv",
        data=table(
            ["Date", "What"], [2018, "Point of no return"], [2018, "Multinational exercise"]
        ),
        rows=2,
        cells={"title": ["Point of no return", "Multinational exercise"]},
    ),
    Case(
        id="mgrs",
        name="a.csv",
        data="Title,Date,MGRS\nA,2018,52S CG 21523 60079\nB,2018,52SCG2152360079\nC,2018,99ZZZ1\n",
        rows=2,
        placed=2,
        rejected=1,
        reasons=["99ZZZ1"],
    ),
    Case(
        id="utm-in-one-column",
        name="a.csv",
        data="Title,Date,Location\nA,2018,52S 321000 4160000\nB,2018,52N 322000 4161000\n",
        rows=2,
        placed=2,
    ),
    Case(
        id="easting-and-northing-are-kept",
        name="a.csv",
        data="Title,Date,Easting,Northing,Zone\nA,2018,321000,4160000,52N\n",
        rows=1,
        notes=["Columns kept as they came: Easting, Northing, Zone"],
    ),
    off("latitude-91", "91", "127", "the latitude 91 is outside -90 to 90"),
    off("longitude-190", "37", "190", "the longitude 190 is outside -180 to 180"),
    off("half-a-point", "37", "", "longitude"),
    off("degrees-of-web-mercator", "4518000", "14136000", "outside"),
    off("word-for-a-degree", "north", "127", "'north'"),
    off("61-minutes", "37°61'N", "127°E", "37°61'N"),
    off("north-of-a-longitude", "37", "127N", "127N"),
    Case(
        id="null-island",
        name="a.csv",
        data="Title,Date,Latitude,Longitude\nA,2018,0,0\nB,2018,37.57,126.98\n",
        rows=2,
        placed=2,
        notes=["the point 0, 0 usually means that the place is not known"],
    ),
    Case(
        id="known-place-names",
        name="a.csv",
        data="Title,Date,Place\nA,2018,Seoul\nB,2019,Xqzrt\n",
        options={"lookup": True},
        rows=2,
        placed=1,
        notes=["1 of 2 rows were placed by the name of their place; 1 name is not known"],
    ),
    Case(
        id="names-are-not-placed-unasked",
        name="a.csv",
        data="Title,Date,Place\nA,2018,Seoul\n",
        rows=1,
        cells={"place": ["Seoul"]},
    ),
    Case(
        id="country-only",
        name="a.csv",
        data="Title,Date,Country\nA,2018,South Korea\nB,2019,KOR\nC,2019,Red Sea\n",
        rows=3,
        cells={"country": ["KOR", "KOR", ""], "country_text": ["", "", "Red Sea"]},
    ),
    Case(
        id="countries-in-their-own-words",
        name="a.csv",
        data="Title,Date,Country\nA,2018,대한민국\nB,2019,Deutschland\nC,2019,Россия\n",
        rows=3,
        cells={"country": ["KOR", "DEU", "RUS"]},
    ),
    Case(
        id="movement-from-and-to",
        name="a.csv",
        data="Title,Date,Latitude,Longitude,to_lat,to_lon\nA,2018,37.57,126.98,35.18,129.08\n",
        rows=1,
        placed=1,
        cells={"kind": ["movement"]},
    ),
    Case(
        id="antimeridian",
        name="a.csv",
        data='Title,Date,WKT\nA,2018,"LINESTRING (170 0, 190 10)"\nB,2018,POINT (-180 0)\n',
        rows=2,
        placed=2,
    ),
]
