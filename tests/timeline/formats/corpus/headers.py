# ruff: noqa: RUF001 - letters of other alphabets
"""Headers in many languages, doubled, repeated, missing or below something else."""

from corpus.case import Case, table

SEOUL = ["37.57", "126.98"]


def spoken(language: str, *names: str) -> Case:
    return Case(
        id=f"header-in-{language}",
        name="a.csv",
        data=table(names, ["A", "2018-06-12", "Seoul", *SEOUL], ["B", "2019", "Seoul", *SEOUL]),
        rows=2,
        placed=2,
        cells={
            "title": ["A", "B"],
            "date": ["2018-06-12", "2019"],
            "place": ["Seoul", "Seoul"],
            "lon": [126.98, 126.98],
        },
    )


LANGUAGES = [
    spoken("german", "Titel", "Datum", "Ort", "Breitengrad", "Längengrad"),
    spoken("german-capitals", "TITEL", "DATUM", "ORT", "GEOGR. BREITE", "GEOGR. LÄNGE"),
    spoken("french", "Titre", "Date", "Lieu", "Latitude", "Longitude"),
    spoken("spanish", "Título", "Fecha", "Lugar", "Latitud", "Longitud"),
    spoken("italian", "Titolo", "Data", "Luogo", "Latitudine", "Longitudine"),
    spoken("portuguese", "Título", "Data", "Local", "Latitude", "Longitude"),
    spoken("dutch", "Titel", "Datum", "Plaats", "Breedtegraad", "Lengtegraad"),
    spoken("polish", "Tytuł", "Data", "Miejsce", "Szerokość", "Długość"),
    spoken("russian", "Название", "Дата", "Место", "Широта", "Долгота"),
    spoken("ukrainian", "Назва", "Дата", "Місце", "Широта", "Довгота"),
    spoken("arabic", "العنوان", "التاريخ", "المكان", "خط العرض", "خط الطول"),
    spoken("chinese", "标题", "日期", "地点", "纬度", "经度"),
    spoken("japanese", "タイトル", "日付", "場所", "緯度", "経度"),
    spoken("korean", "제목", "날짜", "장소", "위도", "경도"),
    spoken("turkish", "Başlık", "Tarih", "Yer", "Enlem", "Boylam"),
    spoken("persian", "عنوان", "تاریخ", "مکان", "عرض جغرافیایی", "طول جغرافیایی"),
    spoken("hebrew", "כותרת", "תאריך", "מקום", "קו רוחב", "קו אורך"),
    spoken("snake-case", "event_title", "event_date", "place_name", "lat", "lon"),
    spoken("camel-case", "eventTitle", "eventDate", "placeName", "geoLat", "geoLng"),
    spoken("brackets-and-units", "Title*", "Date (UTC)", "Place name", "Lat (deg)", "Lon (deg)"),
]

SHAPES = [
    Case(
        id="header-repeated-inside",
        name="a.csv",
        data="Title,Date,Place\nA,2018,Seoul\nTitle,Date,Place\nB,2019,Hanoi\n",
        rows=2,
        notes=["The header is repeated once inside the table"],
    ),
    Case(
        id="titles-above-the-header",
        name="a.csv",
        data="My events\nas of June,,\n\nTitle,Date,Place\nA,2018,Seoul\n",
        rows=1,
        cells={"place": ["Seoul"]},
        notes=["The header is in line 4; above it stands: My events; as of June."],
    ),
    Case(
        id="no-header",
        name="a.csv",
        data="Summit,2018-06-12,Singapore\nTalks,2019-02-27,Hanoi\nThird,2019-06-30,Panmunjom\n",
        rows=3,
        cells={"date": ["2018-06-12", "2019-02-27", "2019-06-30"]},
        notes=["The first row is data"],
    ),
    Case(
        id="column-names-twice",
        name="a.csv",
        data="Title,Date,Note,Note\nA,2018,x,y\n",
        rows=1,
        cells={"title": ["A"]},
    ),
    Case(
        id="two-columns-called-date",
        name="a.csv",
        data="Title,Date,Date\nA,2018,2019\n",
        rows=1,
        cells={"date": ["2018"]},
    ),
    Case(
        id="names-differ-in-case-only",
        name="a.csv",
        data="title,Title,date\na,b,2018\n",
        rows=1,
        cells={"title": ["a"]},
    ),
    Case(
        id="unnamed-column-of-data",
        name="a.csv",
        data="Title,Date,\nA,2018,x\nB,2019,y\n",
        rows=2,
        cells={"title": ["A", "B"]},
    ),
    Case(
        id="column-named-as-ours-is-derived",
        name="a.csv",
        data="Title,Date,precision,earliest\nA,2018,high,x\n",
        rows=1,
        cells={"title": ["A"], "precision": ["year"]},
    ),
    Case(
        id="column-named-geometry-of-words",
        name="a.csv",
        data="Title,Date,geometry\n" + "A,2018,round\nB,2019,square\nC,2020,flat\n" * 2,
        rows=3,
        rejected=3,
        reasons=["repeats line 2"],
        notes=["nothing of the kind"],
    ),
    Case(
        id="header-in-quotes-over-two-lines",
        name="a.csv",
        data='"Title","Date\n(start)","Place"\nA,2018,Seoul\n',
        rows=1,
        cells={"date": ["2018"]},
    ),
    Case(
        id="columns-named-by-a-person",
        name="a.csv",
        data="x,y,z\nSummit,2018,Seoul\n",
        options={"overrides": (("x", "title"), ("y", "date"), ("z", "place"))},
        rows=1,
        cells={"title": ["Summit"], "date": ["2018"], "place": ["Seoul"]},
    ),
    Case(
        id="person-names-a-column-that-is-not-there",
        name="a.csv",
        data="x,y\nSummit,2018\n",
        options={"overrides": (("Fecha", "date"),)},
        fault=["Fecha"],
    ),
    Case(
        id="sheet-of-a-file-without-sheets",
        name="a.csv",
        data="Title,Date\nA,2018\n",
        options={"sheet": "Data"},
        fault=["has no sheets"],
    ),
    Case(
        id="one-word-and-no-table",
        name="a.txt",
        data="hello\n",
        fault=["(hello) names no column we know", "such as date, title"],
    ),
    Case(
        id="prose",
        name="a.txt",
        data="On 12 June 2018 they met in Singapore.\nThey met again in Hanoi in 2019.\n",
        fault=["running text and no table"],
    ),
]
CASES = LANGUAGES + SHAPES
