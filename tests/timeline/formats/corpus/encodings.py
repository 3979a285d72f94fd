# ruff: noqa: RUF001 - letters of other alphabets
"""Tables in the encodings that people's programs write, with and without a mark that says so."""

import codecs

from corpus.case import Case

FRENCH = "Titre,Date,Lieu\nÉlysée – visite,12 juin 2018,Orléans\n"
KOREAN = "제목,날짜,장소\n정상회담,2018년 6월 12일,서울\n"
CHINESE = "标题,日期,地点\n峰会,2018年6月12日,北京\n"
TAIWANESE = "標題,日期,地點\n高峰會,2018年6月12日,臺北\n"
JAPANESE = "イベント,日付,場所\n首脳会談,2018年6月12日,ソウル\n"
RUSSIAN = "Название,Дата,Место\nСаммит,12 июня 2018,Москва\n"
POLISH = "Tytuł,Data,Miejsce\nSzczyt w Łodzi,12 czerwca 2018,Łódź\n"
ENGLISH = "Title,Date,Place\nSummit,12 June 2018,Seoul\n"
GREEK = "Τίτλος,Ημερομηνία,Τόπος\nΣύνοδος,2018-06-12,Αθήνα\n"


def written(id_: str, text: str, encoding: str, *notes: str, mark: bytes = b"") -> Case:
    title, _, place = text.split("\n")[1].split(",")
    return Case(
        id=f"{id_}-{encoding}",
        name="a.csv",
        data=mark + text.encode(encoding),
        rows=1,
        cells={"title": [title], "date": ["2018-06-12"], "place": [place]},
        notes=notes,
    )


CASES = [
    written("french", FRENCH, "utf-8"),
    written("french-marked", FRENCH, "utf-8", mark=codecs.BOM_UTF8),
    written("french", FRENCH, "cp1252", "is not UTF-8 and was read as Windows-1252"),
    written("french", FRENCH.replace("–", "-"), "latin-1", "read as Windows-1252"),
    written("korean-marked", KOREAN, "utf-16-le", mark=codecs.BOM_UTF16_LE),
    written("korean-marked", KOREAN, "utf-16-be", mark=codecs.BOM_UTF16_BE),
    written("english", ENGLISH, "utf-16-le", "UTF-16"),
    written("english", ENGLISH, "utf-16-be", "UTF-16"),
    written("korean", KOREAN, "cp949", "check", "949"),
    written("chinese", CHINESE, "gb18030", "GB18030"),
    written("taiwanese", TAIWANESE, "big5", "Big5"),
    written("japanese", JAPANESE, "shift-jis", "Shift JIS"),
    written("russian", RUSSIAN, "cp1251", "Windows-1251"),
    written("russian", RUSSIAN, "koi8-r", "KOI8-R"),
    written("greek", GREEK, "cp1253", "Windows-1253"),
    written("polish", POLISH, "cp1250", "Windows-1250"),
    Case(
        id="utf-8-with-one-bad-byte",
        name="a.csv",
        data=b"Title,Date\nCaf\xe9 na\xc3\xafve,2018\n",
        rows=1,
        notes=["is not UTF-8", "Windows-1252"],
    ),
    Case(
        id="utf-16-cut-in-half",
        name="a.csv",
        data=codecs.BOM_UTF16_LE + ENGLISH.encode("utf-16-le")[:-1],
        fault=["utf-16-le", "save the file as UTF-8"],
    ),
    Case(
        id="utf-8-json-with-a-mark",
        name="a.json",
        data=codecs.BOM_UTF8 + b'[{"title": "Caf\xc3\xa9", "date": "2018"}]',
        rows=1,
        cells={"title": ["Café"]},
    ),
    Case(
        id="json-in-windows-1252",
        name="a.json",
        data='[{"title": "Café"}]'.encode("cp1252"),
        fault=["not UTF-8", "save it as UTF-8"],
    ),
    Case(
        id="json-in-utf-16",
        name="a.json",
        data=codecs.BOM_UTF16_LE + '[{"title": "Café", "date": "2018"}]'.encode("utf-16-le"),
        rows=1,
        cells={"title": ["Café"]},
    ),
    Case(
        id="kml-in-windows-1251",
        name="a.kml",
        data='<?xml version="1.0" encoding="windows-1251"?><kml><Placemark><name>Москва</name>'
        "</Placemark></kml>".encode("cp1251"),
        rows=1,
        undated=1,
        cells={"title": ["Москва"]},
    ),
    Case(
        id="gpx-in-utf-16",
        name="a.gpx",
        data='<?xml version="1.0" encoding="UTF-16"?><gpx><wpt lat="1" lon="2"><name>Café</name>'
        "</wpt></gpx>".encode("utf-16"),
        rows=1,
        undated=1,
        placed=1,
        cells={"title": ["Café"]},
    ),
]
