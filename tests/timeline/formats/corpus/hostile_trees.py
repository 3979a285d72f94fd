"""XML that means harm: entities, links to elsewhere, endless depth."""

from typing import Any

from corpus.case import Case, zipped
from corpus.trees import MARK, gpx, kml
from corpus.workbooks import HEADER, ROW, ods, ods_text, xlsx

from timeline.formats.archive import read_members, write_archive

LAUGHS = (
    "<!DOCTYPE lolz [<!ENTITY a 'lol'>"
    + "".join(
        f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)
OUTSIDE = "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
REMOTE = "<!DOCTYPE kml SYSTEM 'http://127.0.0.1:9/a.dtd'>"
PARAMETER = "<!DOCTYPE a [<!ENTITY % x SYSTEM 'http://127.0.0.1:9/a.dtd'>%x;]>"


def hostile(id_: str, name: str, data: Any, **wanted: Any) -> Case:
    return Case(id=id_, name=name, data=data, is_hostile=True, **wanted)


def with_entities(declared: str, entity: str = "&x;") -> str:
    head, _, body = kml(MARK.replace("Summit", entity)).partition("\n")
    return f"{head}\n{declared}{body}"


def xlsx_with(member: str, before: bytes) -> bytes:
    """A workbook with something written before the root of one of its members."""
    members = read_members(xlsx({"a": [HEADER, ROW]}))
    head, mark, rest = members[member].partition(b"?>")
    return write_archive(members | {member: head + mark + before + rest})


def ods_with(declared: str) -> bytes:
    members = read_members(ods(ods_text("Title", "Date"), ods_text("A", "2018")))
    content = members["content.xml"].replace(b"?>", b"?>" + declared.encode(), 1)
    return write_archive(members | {"content.xml": content})


REFUSED = ["XML entities"]

CASES = [
    hostile("kml-billion-laughs", "a.kml", with_entities(LAUGHS, "&i;"), fault=REFUSED),
    hostile("kml-external-entity", "a.kml", with_entities(OUTSIDE), fault=REFUSED),
    hostile("kml-remote-dtd", "a.kml", with_entities(REMOTE, "A"), rows=1, placed=1),
    hostile("kml-parameter-entity", "a.kml", with_entities(PARAMETER, "A"), fault=REFUSED),
    hostile(
        "kmz-billion-laughs",
        "a.kmz",
        zipped({"doc.kml": with_entities(LAUGHS, "&i;")}),
        fault=REFUSED,
    ),
    hostile(
        "kml-entities-in-utf-16",
        "a.kml",
        with_entities(LAUGHS, "&i;").replace("UTF-8", "UTF-16").encode("utf-16"),
        fault=REFUSED,
    ),
    hostile(
        "gpx-external-entity",
        "a.gpx",
        OUTSIDE + gpx('<wpt lat="1" lon="2"><name>&x;</name></wpt>').partition("?>")[2],
        fault=REFUSED,
    ),
    *(
        hostile(
            f"xlsx-entities-in-{member.rpartition('/')[2]}",
            "a.xlsx",
            lambda member=member: xlsx_with(member, LAUGHS.encode()),
            fault=REFUSED,
        )
        for member in ("xl/workbook.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml")
    ),
    hostile(
        "xlsx-external-entity",
        "a.xlsx",
        lambda: xlsx_with("xl/sharedStrings.xml", OUTSIDE.encode()),
        fault=REFUSED,
    ),
    hostile("ods-billion-laughs", "a.ods", lambda: ods_with(LAUGHS), fault=REFUSED),
    hostile("ods-external-entity", "a.ods", lambda: ods_with(OUTSIDE), fault=REFUSED),
    hostile(
        "kml-network-link",
        "a.kml",
        kml("<NetworkLink><Link><href>http://127.0.0.1:9/a.kml</href></Link></NetworkLink>", MARK),
        rows=1,
        placed=1,
        notes=["1 NetworkLink"],
    ),
    hostile(
        "kml-network-link-alone",
        "a.kml",
        kml("<NetworkLink><Link><href>/etc/passwd</href></Link></NetworkLink>"),
        notes=["1 NetworkLink"],
    ),
    hostile(
        "kml-include",
        "a.kml",
        kml('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd"/>', MARK),
        rows=1,
        placed=1,
    ),
    hostile(
        "kml-icon-from-a-file",
        "a.kml",
        kml(
            "<Style><IconStyle><Icon><href>file:///etc/passwd</href></Icon></IconStyle></Style>",
            MARK,
        ),
        rows=1,
        placed=1,
    ),
    hostile(
        "kml-script-in-a-description",
        "a.kml",
        kml(
            "<Placemark><name>A</name><description><![CDATA[<script>alert(1)</script>"
            "<img src=x onerror=alert(1)>seen]]></description></Placemark>"
        ),
        rows=1,
        undated=1,
        cells={"text": ["seen"]},
    ),
    hostile(
        "kml-folders-nested-5000-deep",
        "a.kml",
        kml("<Folder>" * 5000, MARK, "</Folder>" * 5000),
        fault=["nested 201 deep or more", "DATELINE_MAX_XML_DEPTH"],
    ),
    hostile(
        "kml-million-coordinates-of-rubbish",
        "a.kml",
        lambda: kml(MARK.replace("103.82,1.25,0", "x," * 500_000)).encode(),
        rejected=1,
        reasons=["cannot be drawn"],
    ),
    hostile("kml-giant-exponent", "a.kml", kml(MARK.replace("103.82", "1e999999")), rejected=1),
    hostile(
        "kml-attribute-of-5-mb",
        "a.kml",
        lambda: kml(MARK.replace("<Placemark>", f'<Placemark id="{"x" * 5_000_000}">')).encode(),
        rows=1,
        placed=1,
    ),
    hostile(
        "ics-nested-5000-deep",
        "a.ics",
        "BEGIN:VCALENDAR\n" + "BEGIN:VEVENT\n" * 5000,
        fault=["nested 33 deep or more", "DATELINE_MAX_DEPTH"],
    ),
    hostile(
        "ics-attachment-of-a-file",
        "a.ics",
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:A\nATTACH:file:///etc/passwd\nEND:VEVENT\n"
        "END:VCALENDAR\n",
        rows=1,
        undated=1,
    ),
    hostile(
        "ics-endless-rule",
        "a.ics",
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:A\nDTSTART:20180612T000000Z\n"
        "RRULE:FREQ=SECONDLY\nEND:VEVENT\nEND:VCALENDAR\n",
        rows=1,
        notes=["1 event repeats"],
    ),
    hostile(
        "html-that-is-no-page-of-ours",
        "a.html",
        "<html><script>document.location='http://127.0.0.1:9'</script></html>",
        fault=["a.html"],
    ),
]
