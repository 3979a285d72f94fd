"""KML, KMZ, GPX and calendars, as programs and people write them."""

from typing import Any

from corpus.case import Case, Cells, zipped

POINT = "<Point><coordinates>103.82,1.25,0</coordinates></Point>"
MARK = f"<Placemark><name>Summit</name><TimeStamp><when>2018</when></TimeStamp>{POINT}</Placemark>"
READ: Cells = {"title": ["Summit"], "date": ["2018"], "lon": [103.82], "lat": [1.25]}


def kml(*inside: str, space: str = "http://www.opengis.net/kml/2.2") -> str:
    root = f'<kml xmlns="{space}">' if space else "<kml>"
    inner = f"{root}<Document>{''.join(inside)}</Document></kml>"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{inner}'


def mark(id_: str, inside: str, **wanted: Any) -> Case:
    """One placemark with a name, a point and something else in it."""
    data = kml(f"<Placemark><name>A</name>{inside}{POINT}</Placemark>")
    return Case(id=f"kml-{id_}", name="a.kml", data=data, rows=1, placed=1, **wanted)


def file(id_: str, data: str | bytes, name: str = "a.kml") -> Case:
    return Case(id=id_, name=name, data=data, rows=1, placed=1, cells=READ)


KML = [
    *(
        file(f"kml-{version}", kml(MARK, space=space))
        for version, space in {
            "2.0": "http://earth.google.com/kml/2.0",
            "2.1": "http://earth.google.com/kml/2.1",
            "2.2": "http://www.opengis.net/kml/2.2",
            "without-namespace": "",
        }.items()
    ),
    file("kml-named-xml", kml(MARK), "a.xml"),
    file("kml-with-a-byte-order-mark", b"\xef\xbb\xbf" + kml(MARK).encode()),
    file("kml-spaces-before-its-declaration", "\n  " + kml(MARK)),
    file("kml-undeclared-prefix", kml(MARK, "<gx:Tour></gx:Tour>")),
    file("kmz", zipped({"doc.kml": kml(MARK), "files/a.png": b"\x89PNG"}), "a.kmz"),
    file("kmz-other-name-inside", zipped({"map/things.KML": kml(MARK)}), "a.kmz"),
    file("kmz-named-zip", zipped({"doc.kml": kml(MARK)}), "a.zip"),
    mark("year-only", "<TimeStamp><when>1997</when></TimeStamp>", cells={"date": ["1997"]}),
    mark("month-only", "<TimeStamp><when>1997-07</when></TimeStamp>", cells={"date": ["1997-07"]}),
    mark(
        "time-with-zone",
        "<TimeStamp><when>1997-07-16T10:30:15+03:00</when></TimeStamp>",
        cells={"date": ["1997-07-16T10:30:15+03:00"]},
    ),
    mark(
        "span",
        "<TimeSpan><begin>1997</begin><end>1999-05</end></TimeSpan>",
        cells={"date": ["1997/1999-05"]},
    ),
    mark("span-open", "<TimeSpan><begin>1997</begin></TimeSpan>", cells={"date": ["1997/.."]}),
    mark("no-time", "", undated=1),
    mark(
        "extended-data",
        '<ExtendedData><Data name="date"><value>2018-06</value></Data>'
        '<Data name="height"><value>x</value></Data></ExtendedData>',
        cells={"date": ["2018-06"], "height": ["x"]},
    ),
    mark(
        "extended-data-in-korean",
        '<ExtendedData><Data name="날짜"><value>2018년 6월</value></Data></ExtendedData>',
        cells={"date": ["2018-06"]},
    ),
    mark(
        "html-description",
        "<description><![CDATA[<b>Met</b> at<br>noon]]></description>",
        undated=1,
        cells={"text": ["Met at\nnoon"]},
    ),
    mark(
        "impossible-day",
        "<TimeStamp><when>1997-07-16</when></TimeStamp>",
        cells={"date": ["1997-07-16"]},
    ),
    Case(
        id="kml-nested-folders",
        name="a.kml",
        rows=1,
        placed=1,
        cells={"folder": ["Asia / Summits"]},
        data=kml(
            "<Folder><name>Asia</name><Folder><name>Summits</name>", MARK, "</Folder></Folder>"
        ),
    ),
    Case(
        id="kml-time-of-its-folder",
        name="a.kml",
        rows=1,
        undated=0,
        cells={"date": ["1950"]},
        data=kml(
            "<Folder><TimeStamp><when>1950</when></TimeStamp><Placemark><name>A</name>"
            "</Placemark></Folder>"
        ),
    ),
    Case(
        id="kml-day-that-is-none",
        name="a.kml",
        rejected=1,
        reasons=["February 2019"],
        data=kml(MARK.replace("2018", "2019-02-30")),
    ),
    Case(
        id="kml-latitude-first",
        name="a.kml",
        rejected=1,
        reasons=["longitude comes first"],
        data=kml(MARK.replace("103.82,1.25", "1.25,103.82")),
    ),
    Case(
        id="kml-words-for-coordinates",
        name="a.kml",
        rejected=1,
        reasons=["cannot be drawn"],
        data=kml(MARK.replace("103.82,1.25", "here")),
    ),
    Case(id="kml-without-placemarks", name="a.kml", data=kml("<name>Nothing</name>")),
    Case(
        id="kml-cut-off",
        name="a.kml",
        data=kml(MARK)[:-30],
        fault=["a.kml is not XML", "line 2, column"],
    ),
    Case(
        id="kml-ampersand-not-escaped",
        name="a.kml",
        data=kml(MARK.replace("Summit", "A & B")),
        fault=["a.kml is not XML", "line 2, column"],
    ),
    Case(id="kmz-without-kml", name="a.kmz", data=zipped({"a.txt": "x"}), fault=["no KML"]),
]

TRACK = (
    "<trk><name>Walk</name><trkseg>"
    '<trkpt lat="1" lon="2"><time>2018-06-12T09:00:00Z</time></trkpt>'
    '<trkpt lat="1.1" lon="2.1"><time>2018-06-12T10:00:00Z</time></trkpt></trkseg></trk>'
)


def gpx(*inside: str, space: str = ' xmlns="http://www.topografix.com/GPX/1/1"') -> str:
    return f'<?xml version="1.0"?><gpx version="1.1"{space}>{"".join(inside)}</gpx>'


GPX = [
    Case(
        id="gpx-track",
        name="a.gpx",
        data=gpx(TRACK),
        rows=1,
        placed=1,
        cells={
            "title": ["Walk"],
            "kind": ["movement"],
            "date": ["2018-06-12T09:00:00Z/2018-06-12T10:00:00Z"],
        },
    ),
    Case(
        id="gpx-waypoints",
        name="a.gpx",
        rows=2,
        placed=2,
        undated=1,
        data=gpx(
            '<wpt lat="1" lon="2"><name>A</name><time>2018-06-12T09:00:00Z</time></wpt>'
            '<wpt lat="3" lon="4"><name>B</name></wpt>'
        ),
    ),
    Case(
        id="gpx-track-without-times",
        name="a.gpx",
        rows=1,
        placed=1,
        undated=1,
        data=gpx(
            '<trk><name>A</name><trkseg><trkpt lat="1" lon="2"/><trkpt lat="1" lon="3"/>'
            "</trkseg></trk>"
        ),
    ),
    Case(
        id="gpx-1.0-without-namespace",
        name="a.gpx",
        rows=1,
        placed=1,
        undated=1,
        data=gpx('<wpt lat="1" lon="2"><name>A</name></wpt>', space=""),
    ),
    Case(
        id="gpx-latitude-91",
        name="a.gpx",
        rows=0,
        rejected=1,
        reasons=["-90 to 90"],
        data=gpx('<wpt lat="91" lon="2"><name>A</name></wpt>'),
    ),
    Case(
        id="gpx-without-degrees",
        name="a.gpx",
        rows=0,
        rejected=1,
        reasons=["lat"],
        data=gpx("<wpt><name>A</name></wpt>"),
    ),
    Case(
        id="gpx-empty-track",
        name="a.gpx",
        rows=1,
        undated=1,
        data=gpx("<trk><name>A</name><trkseg></trkseg></trk>"),
    ),
    Case(id="gpx-empty", name="a.gpx", data=gpx()),
]


def ics(*events: str) -> str:
    blocks = (f"BEGIN:VEVENT\n{event}\nEND:VEVENT" for event in events)
    lines = "\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *blocks, "END:VCALENDAR", ""])
    return lines.replace("\n", "\r\n")


def entry(id_: str, event: str, date: str, **wanted: Any) -> Case:
    wanted = {"cells": {"title": ["A"], "date": [date]}} | wanted
    return Case(id=f"ics-{id_}", name="a.ics", data=ics(f"SUMMARY:A\n{event}"), rows=1, **wanted)


ICS = [
    entry("all-day", "DTSTART;VALUE=DATE:20180612\nDTEND;VALUE=DATE:20180613", "2018-06-12"),
    entry(
        "three-days",
        "DTSTART;VALUE=DATE:20180612\nDTEND;VALUE=DATE:20180615",
        "2018-06-12/2018-06-14",
    ),
    entry("utc", "DTSTART:20180612T090500Z", "2018-06-12T09:05Z"),
    entry("named-zone", "DTSTART;TZID=Asia/Seoul:20180612T090500", "2018-06-12T09:05"),
    entry("zone-that-is-none", "DTSTART;TZID=Nowhere/Land:20180612T090500", "2018-06-12T09:05"),
    entry("floating-time", "DTSTART:20180612T090500", "2018-06-12T09:05"),
    entry(
        "duration", "DTSTART:20180612T090000Z\nDURATION:PT2H", "2018-06-12T09:00Z/2018-06-12T11:00Z"
    ),
    entry(
        "repeating",
        "DTSTART:20180612T090500Z\nRRULE:FREQ=DAILY;COUNT=400",
        "2018-06-12T09:05Z",
        notes=["1 event repeats and is shown once"],
    ),
    entry(
        "folded-lines",
        "DTSTART;VALUE=DATE:20180612\nLOCATION:Sing\n apore\\, Sentosa",
        "2018-06-12",
        cells={"place": ["Singapore, Sentosa"]},
    ),
    entry(
        "geo",
        "DTSTART;VALUE=DATE:20180612\nGEO:1.25;103.82",
        "2018-06-12",
        placed=1,
        cells={"lon": [103.82], "lat": [1.25]},
    ),
    entry(
        "cancelled",
        "DTSTART;VALUE=DATE:20180612\nSTATUS:CANCELLED",
        "2018-06-12",
        cells={"status": ["cancelled"]},
    ),
    Case(id="ics-without-start", name="a.ics", data=ics("SUMMARY:A"), rows=1, undated=1),
    Case(
        id="ics-one-broken-of-two",
        name="a.ics",
        rows=1,
        rejected=1,
        reasons=["date"],
        data=ics("SUMMARY:A\nDTSTART;VALUE=DATE:20180612", "SUMMARY:B\nDTSTART:soon"),
    ),
    Case(
        id="ics-never-ended",
        name="a.ics",
        rows=1,
        data="BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:A\nDTSTART;VALUE=DATE:20180612\n",
    ),
    Case(id="ics-named-txt", name="a.txt", data=ics("SUMMARY:A"), rows=1, undated=1),
    Case(id="ics-empty", name="a.ics", data=ics()),
]
CASES = KML + GPX + ICS
