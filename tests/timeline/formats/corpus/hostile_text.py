# ruff: noqa: RUF001 - letters that look like others
"""Tables and records that mean harm: formulas, endless cells, odd numbers, marks nobody sees."""

from typing import Any

from corpus.case import Case, table

from timeline.formats.limits import Limits


def hostile(id_: str, name: str, data: Any, **wanted: Any) -> Case:
    return Case(id=id_, name=name, data=data, is_hostile=True, **wanted)


def virtual(driver: str, name: str, text: str) -> Case:
    """A document that a library would follow to another file or address."""
    return hostile(f"{driver}-as-{name}", name, text, fault=[name])


VRT = (
    '<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>/etc/passwd</SrcDataSource>'
    "</OGRVRTLayer></OGRVRTDataSource>"
)
FORMULAS = [
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(1)",
    '=HYPERLINK("http://127.0.0.1:9/?"&A1,"see")',
    "\t=1+1",
]

CASES = [
    *(virtual("vrt", name, VRT) for name in ("a.geojson", "a.csv", "a.kml", "a.gpkg", "a.xml")),
    virtual("vrt-behind-a-comment", "a.csv", "<!-- x -->\n" + VRT),
    virtual("vrt-behind-a-doctype", "a.kml", "<!DOCTYPE x>\n" + VRT),
    virtual("wfs", "a.gml", "<OGRWFSDataSource><URL>http://127.0.0.1:9</URL></OGRWFSDataSource>"),
    virtual("wms", "a.xml", '<GDAL_WMS><Service name="WMS"/></GDAL_WMS>'),
    virtual("vsicurl", "a.txt", "/vsicurl/http://127.0.0.1:9/a.geojson\n"),
    virtual("connection", "a.csv", "PG:host=127.0.0.1 dbname=x\n"),
    hostile(
        "path-that-is-a-vsi-path",
        "/vsicurl/http://127.0.0.1:9/a.csv",
        "Title,Date\nA,2018\n",
        rows=1,
    ),
    hostile("name-that-climbs", "../../etc/passwd", "Title,Date\nA,2018\n", rows=1),
    hostile("name-with-a-null", "a\x00.csv", "Title,Date\nA,2018\n", rows=1),
    hostile("name-of-100000-letters", "a" * 100_000 + ".csv", "Title,Date\nA,2018\n", rows=1),
    hostile(
        "formulas-are-text",
        "a.csv",
        table(["Title", "Date", "Place"], *([cell, "2018", cell] for cell in FORMULAS)),
        rows=len(FORMULAS),
    ),
    hostile(
        "formula-in-the-header",
        "a.csv",
        "Title,Date,=1+1\nA,2018,x\n",
        rows=1,
        cells={"=1+1": ["x"]},
    ),
    hostile(
        "formula-for-a-date", "a.csv", "Title,Date\nA,=TODAY()\n", rejected=1, reasons=["=TODAY()"]
    ),
    hostile(
        "markup-is-text",
        "a.csv",
        table(
            ["Title", "Date"],
            ["<script>alert(1)</script>", 2018],
            ["{{7*7}}", 2018],
            ["${jndi:ldap://127.0.0.1/a}", 2018],
        ),
        rows=3,
        cells={"title": ["<script>alert(1)</script>", "{{7*7}}", "${jndi:ldap://127.0.0.1/a}"]},
    ),
    hostile("link-that-runs", "a.csv", "Title,Date,URL\nA,2018,javascript:alert(1)\n", rows=1),
    hostile(
        "cell-of-10-mb",
        "a.csv",
        lambda: b"Title,Date\n" + b"x" * 10_000_000 + b",2018\n",
        fault=["A cell of line 2", "DATELINE_MAX_CELL_CHARS"],
    ),
    hostile(
        "cell-of-3-mb",
        "a.csv",
        lambda: b"Title,Text,Date\nA," + b"x" * 3_000_000 + b",2018\n",
        rows=1,
    ),
    hostile(
        "million-columns",
        "a.csv",
        lambda: b"Title,Date" + b",c" * 1_000_000 + b"\nA,2018\n",
        fault=["1,000,002 columns and the limit is 1,000"],
    ),
    hostile(
        "million-commas-in-one-row",
        "a.csv",
        lambda: b"Title,Date\nA,2018\nB,2019" + b"," * 1_000_000 + b"x\n",
        rows=1,
        rejected=1,
        reasons=["where the header has 2"],
    ),
    hostile(
        "million-quotes",
        "a.csv",
        lambda: b"Title,Date\n" + b'"' * 1_000_001 + b"\n",
        rejected=1,
        reasons=["the row has 1 cell where the header has 2"],
    ),
    hostile(
        "too-many-rows",
        "a.csv",
        lambda: b"Title,Date\n" + b"A,2018\n" * 2000,
        limits=Limits(rows=1000),
        fault=["2,000 rows and the limit is 1,000"],
    ),
    hostile(
        "too-many-bytes",
        "a.csv",
        lambda: b"Title,Date\n" + b"A,2018\n" * 2000,
        limits=Limits(file_bytes=1000),
        fault=["14,011 bytes and the limit is 1,000"],
    ),
    hostile("nul-in-the-middle", "a.csv", b"Title,Date\nA\x00B,2018\n", fault=["NUL", "UTF-8"]),
    hostile(
        "nul-in-a-json-string",
        "a.json",
        '[{"title": "a\\u0000b", "date": "2018"}]',
        rows=1,
        cells={"title": ["a\x00b"]},
    ),
    hostile(
        "nan-and-infinity",
        "a.csv",
        table(
            ["Title", "Date", "Latitude", "Longitude"],
            ["A", 2018, "nan", "inf"],
            ["B", 2018, "-inf", "Infinity"],
            ["C", 2018, "1e999999", "3"],
            ["D", 2018, "1e308", "3"],
            ["E", 2018, "37.57", "126.98"],
        ),
        rows=1,
        placed=1,
        rejected=4,
        reasons=["not a finite number", "outside -90 to 90"],
    ),
    hostile(
        "giant-exponents-elsewhere",
        "a.csv",
        "Title,Date,Strength\nA,2018,1e999999\nB,2018,9e99\nC,1e999999,5\n",
        rejected=3,
        reasons=["1e999999"],
    ),
    hostile(
        "number-of-100000-digits",
        "a.csv",
        lambda: b"Title,Date,Strength\nA,2018," + b"9" * 100_000 + b"\nB,2018,5\n",
        rows=1,
        rejected=1,
    ),
    hostile(
        "year-of-100-digits",
        "a.csv",
        "Title,Date\nA," + "9" * 100 + "\n",
        rejected=1,
        reasons=["the date"],
    ),
    hostile(
        "date-of-300-letters",
        "a.csv",
        "Title,Date\nA," + "June " * 60 + "\nB,2018\n",
        rows=1,
        rejected=1,
        reasons=["characters"],
    ),
    hostile(
        "date-of-50000-letters",
        "a.csv",
        "Title,Date\nA," + "1 2 " * 12_500 + "\nB,2018\n",
        rows=1,
        rejected=1,
        reasons=["characters"],
    ),
    hostile(
        "dates-that-slow-a-parser",
        "a.csv",
        "Title,Date\n" + "".join(f"e{n},{'a ' * 40}{n}\n" for n in range(50)),
        rows=50,
        undated=50,
        notes=["'Date' was not taken for the date"],
    ),
    hostile(
        "wkt-nested-50000-deep",
        "a.csv",
        "Title,Date,WKT\nA,2018,"
        + '"'
        + "GEOMETRYCOLLECTION (" * 50_000
        + "POINT (1 2)"
        + ")" * 50_000
        + '"\n',
        rejected=1,
        reasons=["nested"],
    ),
    hostile(
        "json-nested-100000-deep", "a.json", "[" * 100_000 + "]" * 100_000, fault=["nested", "deep"]
    ),
    hostile(
        "json-objects-nested-deep",
        "a.json",
        '{"a":' * 10_000 + "1" + "}" * 10_000,
        fault=["nested", "deep"],
    ),
    hostile(
        "geojson-in-a-cell-nested-deep",
        "a.csv",
        "Title,Date,geometry\nA,2018,"
        + '"{""type"":""Polygon"",""coordinates"":'
        + "[" * 20_000
        + "]" * 20_000
        + '}"\n',
        rejected=1,
    ),
    hostile(
        "bidi-and-zero-width-in-the-header",
        "a.csv",
        "\u202eTitle,\u200bDate\u200b,\ufeffPlace\nA,2018,Seoul\n",
        rows=1,
        cells={"title": ["A"], "date": ["2018"], "place": ["Seoul"]},
    ),
    hostile(
        "zero-width-in-cells",
        "a.csv",
        "Title,Date,Latitude,Longitude\nA,\u200b2018-06-12,37.57\u200b,\u200e126.98\n",
        rows=1,
        placed=1,
        cells={"date": ["2018-06-12"], "lat": [37.57], "lon": [126.98]},
    ),
    hostile(
        "look-alike-letters-in-the-header",
        "a.csv",
        "Titlе,Dаte\nA,2018\n",
        rejected=1,
        notes=["Columns kept as they came: Titlе, Dаte"],
    ),
    hostile(
        "duplicate-ids",
        "a.csv",
        "id,Title,Date\na,A,2018\na,B,2019\nb,C,2020\n",
        rows=2,
        rejected=1,
        reasons=["the id 'a' is taken by line 2"],
    ),
    hostile(
        "id-that-is-the-hash-of-another",
        "a.csv",
        "id,Title,Date\n,A,2018\n,A,2018\n",
        rows=1,
        rejected=1,
        reasons=["repeats line 2 in every cell"],
    ),
    hostile(
        "same-event-with-other-notes", "a.csv", "Title,Date,Extra\nA,2018,x\nA,2018,y\n", rows=2
    ),
    hostile(
        "columns-named-like-python",
        "a.csv",
        "Title,Date,__dict__,geometry.crs,index,level_0\nA,2018,a,b,c,d\n",
        rows=1,
        cells={"__dict__": ["a"], "index": ["c"], "level_0": ["d"]},
    ),
    hostile(
        "json-keys-named-like-javascript",
        "a.json",
        '[{"title": "A", "date": "2018", "__proto__": {"x": 1}, "constructor": "y"}]',
        rows=1,
        cells={"constructor": ["y"]},
    ),
    hostile(
        "100000-keys-in-a-record",
        "a.json",
        lambda: b'[{"title": "A"' + b"".join(b',"k%d":1' % n for n in range(100_000)) + b"}]",
        fault=["columns and the limit is 1,000"],
    ),
    hostile("shift-out-and-escapes", "a.csv", b"Title,Date\n\x1b[31mred\x1b[0m,2018\n", rows=1),
]
