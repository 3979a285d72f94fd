import csv

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.errors import FormatError
from timeline.formats.header_meaning import meanings_of
from timeline.formats.mapping import guess, parse_overrides, signature
from timeline.formats.pieces import clock_of
from timeline.formats.table import RawTable, read_raw
from timeline.formats.tabular import preview, read_tabular
from timeline.schema import ReadResult


def raw_of(header: str, *rows: str) -> RawTable:
    cells = [next(csv.reader([row])) for row in rows]
    return RawTable(header.split(","), cells, list(range(2, len(rows) + 2)))


def read(header: str, *rows: str, **options: object) -> ReadResult:
    return read_tabular(raw_of(header, *rows), **options)  # type: ignore[arg-type]


# --- names ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Fecha", "date"),
        ("fecha_del_evento", "date"),
        ("Datum", "date"),
        ("data", "date"),
        ("Дата события", "date"),
        ("дата", "date"),
        ("تاريخ", "date"),
        ("날짜", "date"),
        ("発生日", "date"),
        ("日期", "date"),
        ("Tarih", "date"),
        ("date (UTC)", "date"),
        ("Startdatum", "start"),
        ("Datum bis", "end"),
        ("fecha final", "end"),
        ("開始日", "start"),
        ("종료일", "end"),
        ("결과 종료일", "end"),
        ("Дата начала", "start"),
        ("endDate", "end"),
        ("End Year", "end_year"),
        ("Año", "year"),
        ("Jahr", "year"),
        ("Rok", "year"),
        ("Monat", "month"),
        ("Ort", "place"),
        ("Lieu", "place"),
        ("Miejscowość", "place"),
        ("장소", "place"),
        ("地点", "place"),
        ("Konum", "place"),
        ("Breitengrad", "latitude"),
        ("широта", "latitude"),
        ("위도", "latitude"),
        ("خط الطول", "longitude"),
        ("経度", "longitude"),
        ("dest_lat", "to_latitude"),
        ("Titel", "title"),
        ("Название", "title"),
        ("タイトル", "title"),
        ("Omschrijving", "text"),
        ("País", "country"),
        ("Ülke", "country"),
        ("Fonte", "source"),
        ("Посилання", "url"),
        ("Catégorie", "category"),
        ("참가자", "actors"),
        ("Численность", "strength"),
        ("troops_ad", "strength"),
    ],
)
def test_header_is_understood_in_many_languages(header: str, field: str) -> None:
    found = meanings_of(header)
    assert found[0].field == field, [(one.field, one.score) for one in found]


@pytest.mark.parametrize("header", ["Date updated", "created_at", "date of birth", "更新日"])
def test_date_of_the_record_itself_is_no_date_of_the_event(header: str) -> None:
    assert not {one.field for one in meanings_of(header)} & {"date", "start", "end", "day"}


def test_guess_says_the_language_and_the_share() -> None:
    found = guess(raw_of("fecha,suceso", "2018-06-12,a", "2019-02-27,b"))
    reasons = {one.field: one.reason for one in found.guesses}
    assert reasons["date"] == "'fecha' is Spanish for date; 100 % of its cells are dates."


# --- content --------------------------------------------------------------------------------------


def fields(raw: RawTable) -> dict[str, str]:
    return {one.field: one.header for one in guess(raw).guesses}


def test_columns_without_telling_names_are_found_by_their_cells() -> None:
    raw = raw_of(
        "a,b,c,d,e",
        "2018-06-12,Kim and Trump meet,1.2500,103.8300,Singapore",
        "2019-02-27,They meet again in Hanoi,21.0333,105.8500,Vietnam",
        "2019-06-30,Handshake at Panmunjom,37.9560,126.6770,South Korea",
    )
    expected = {"date": "a", "title": "b", "latitude": "c", "longitude": "d", "country": "e"}
    assert fields(raw) == expected


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        (["37.55, 126.99", "1.25, 103.83"], "point"),
        (["37°33'N 126°59'E", "1°15'N 103°50'E"], "point"),
        (["POINT (126.99 37.55)", "POINT (103.83 1.25)"], "geometry"),
        (["https://example.org/a", "https://example.org/b"], "url"),
    ],
)
def test_kind_of_cell_is_recognised(cells: list[str], field: str) -> None:
    raw = RawTable(["q"], [[cell] for cell in cells], [2, 3])
    assert fields(raw) == {field: "q"}


def test_name_without_fitting_cells_is_no_field_and_a_note_says_so() -> None:
    rows = [f"{600_000 + n},{4_000_000 + n},event {n}" for n in range(6)]
    result = read("x,y,title", *rows)
    assert len(result.frame) == 6
    assert result.frame.geometry.isna().all()
    assert result.frame["x"].tolist()[0] == "600000"


@pytest.mark.parametrize("header", ["time", "Date"])
def test_place_column_of_coordinates_and_time_of_day_are_told_apart(header: str) -> None:
    result = read(f"{header},location,title", '2018-06-12,"1.25, 103.83",Summit')
    assert result.frame.geometry[0].wkt == "POINT (103.83 1.25)"
    assert result.frame["date"][0] == "2018-06-12"


# --- dates in pieces ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "row", "date"),
    [
        ("Year,Month,Day,Event", "1950,6,25,War", "1950-06-25"),
        ("Year,Month,Day,Event", "1950,June,,War", "1950-06"),
        ("Año,Mes,Día,Suceso", "1936,julio,18,Guerra", "1936-07-18"),
        ("Jahr,Titel", "1989,Mauerfall", "1989"),
        ("Year,Month,Day,Time,Event", "1950,6,25,04:00,War", "1950-06-25T04:00"),
        ("Start Date,End Date,Event", "1950-06-25,1953-07-27,War", "1950-06-25/1953-07-27"),
        ("Year,End Year,Event", "1950,1953,War", "1950/1953"),
        ("Year,Month,End Month,Event", "1950,6,9,War", "1950-06/1950-09"),
        ("Date,Time,Event", "2018-06-12,9:05 am,Summit", "2018-06-12T09:05"),
        ("Date,End Date,Event", "2018-06-12,2018-06-13,Summit", "2018-06-12/2018-06-13"),
        ("Date,Year,Event", "2018-06-12,2018,Summit", "2018-06-12"),
        ("Year,Event", "-44,Caesar", "-0044"),
    ],
)
def test_pieces_of_a_date_are_joined(header: str, row: str, date: str) -> None:
    result = read(header, row)
    assert result.frame["date"].tolist() == [date], (result.rejected, result.notes)


@pytest.mark.parametrize("day", ["31", "45"])
def test_pieces_that_make_no_date_reject_the_row(day: str) -> None:
    result = read("Year,Month,Day,Event", f"2019,2,{day},a", "2019,2,28,b")
    assert [fault.line for fault in result.rejected] == [2]
    assert "2019-02" in result.rejected[0].value


@pytest.mark.parametrize(
    ("text", "clock"),
    [("9:05", "09:05"), ("6:45 pm", "18:45"), ("12 am", "00:00"), ("0645", "06:45"), ("25:00", ""),
     ("morning", ""), ("06:45:56", "06:45:56"), ("6:45Z", "06:45Z")],
)  # fmt: skip
def test_time_of_the_day_is_read(text: str, clock: str) -> None:
    assert clock_of(text) == clock


@pytest.mark.parametrize(
    ("start", "end", "date"),
    [
        ("01/02/2020", "01/13/2020", "2020-01-02/2020-01-13"),
        ("01/02/2020", "13/02/2020", "2020-02-01/2020-02-13"),
    ],
)
def test_end_settles_the_order_of_day_and_month_for_the_start(
    start: str, end: str, date: str
) -> None:
    assert read("start,end,title", f"{start},{end},a").frame["date"].tolist() == [date]


def test_language_of_a_word_is_that_of_the_other_words() -> None:
    found = guess(raw_of("opis,data,miejsce", "bitwa,1410-07-15,Grunwald"))
    assert any(one.reason.startswith("'data' is Polish for date") for one in found.guesses)


# --- places ---------------------------------------------------------------------------------------


def test_decimal_commas_are_coordinates_in_a_file_with_semicolons() -> None:
    data = "Titel;Datum;Breite;Länge\nGipfel;12.06.2018;1,25;103,83\n".encode()
    result = read_tabular(read_raw(data))
    assert result.frame.geometry[0].wkt == "POINT (103.83 1.25)"
    assert result.frame["date"][0] == "2018-06-12"


def test_latitude_beyond_90_changes_the_two_round() -> None:
    rows = ["a,126.98,37.57", "b,139.69,35.68", "c,103.83,1.25", "d,105.85,21.03", "e,116.4,39.9"]
    result = read("title,latitude,longitude", *rows)
    assert result.frame.geometry[0].wkt == "POINT (126.98 37.57)"
    assert any("beyond 90" in note for note in result.notes)


def test_unknown_coordinates_leave_a_row_unplaced() -> None:
    result = read(
        "title,date,latitude,longitude", "a,2018,Unknown,Unknown", "b,unknown,1.25,103.83"
    )
    assert len(result.frame) == 2
    assert result.frame.geometry.isna().tolist() == [True, False]
    assert result.frame["date_text"].tolist() == ["", "unknown"]


# --- forces ---------------------------------------------------------------------------------------


def test_country_years_of_troops_are_observations_of_a_force() -> None:
    rows = ["Aden,1951,1029,NA,0", "Japan,1951,740,JPN,200000", "Namibia,1990,565,NAM,3"]
    result = read("countryname,year,ccode,iso3c,troops_ad", *rows)
    frame = result.frame
    assert frame["kind"].tolist() == ["force"] * 3
    assert frame["country"].tolist() == ["", "JPN", "NAM"]
    assert frame["date"].tolist() == ["1951", "1951", "1990"]
    assert frame["strength_low"].tolist() == [0, 200_000, 3]
    assert frame["actors"].tolist() == [[], [], []]
    assert frame["title"].tolist() == ["Aden", "Japan", "Namibia"]


@pytest.mark.parametrize(
    ("codes", "country"), [(["NA", "US", "DE"], "NAM"), (["NA", "USA", "DEU"], "")]
)
def test_na_is_namibia_only_among_codes_of_two_letters(codes: list[str], country: str) -> None:
    result = read("title,date,country", *(f"t{at},2018,{code}" for at, code in enumerate(codes)))
    assert result.frame["country"][0] == country


# --- headers --------------------------------------------------------------------------------------


def test_header_below_titles_is_found() -> None:
    data = b"Tests of missiles;;\n;;\nDate;Place;Event\n2017-07-04;Panghyon;Hwasong-14\n"
    result = read_tabular(read_raw(data))
    assert result.frame["date"].tolist() == ["2017-07-04"]
    assert any("above it stands: Tests of missiles" in note for note in result.notes)


def test_row_of_values_below_a_header_as_wide_is_no_header() -> None:
    result = read("title,seen,grade,class", "First,2000-01-01,X,Y")
    assert result.frame["title"].tolist() == ["First"]


def test_name_of_a_column_with_a_line_break_stays_on_the_line_of_its_note() -> None:
    result = read_tabular(read_raw(b'title,"two\nlines"\na,b\n'))
    assert "Columns kept as they came: two lines." in result.notes
    assert result.frame["two\nlines"].tolist() == ["b"]


def test_name_of_a_column_is_cut_in_its_note() -> None:
    result = read(f"title,{'x' * 900}", "a,b")
    assert all(len(note) < 200 for note in result.notes)


@pytest.mark.parametrize("cell", ["--0", "--1528761600000", "9" * 5000])
@pytest.mark.parametrize("header", ["date,Year", "Month,Year,Day", "year,mag", "when,count"])
def test_number_that_is_none_is_kept_or_rejected(header: str, cell: str) -> None:
    assert read(header, ",".join([cell] * len(header.split(",")))).read == 1


def test_repeated_headers_are_dropped_and_counted() -> None:
    result = read("Date,Event", "2017,a", "Date,Event", "2018,b", "Date,Event", "2019,c")
    assert result.read == 3
    assert result.frame["title"].tolist() == ["a", "b", "c"]
    assert "The header is repeated 2 times inside the table; that is no row." in result.notes


def test_table_without_a_header_is_read_by_its_cells() -> None:
    data = (
        b"2018-06-12,Kim meets Trump,1.2500,103.8300\n2019-02-27,Again in Hanoi,21.0333,105.8500\n"
    )
    result = read_tabular(read_raw(data))
    assert result.read == 2
    assert result.frame["date"].tolist() == ["2018-06-12", "2019-02-27"]
    assert result.frame.geometry.notna().all()


def test_table_with_neither_dates_nor_places_is_kept() -> None:
    result = read("colour,taste", "red,sweet", "green,sour")
    assert len(result.frame) == 2
    assert (result.frame["date"] == "").all()


# --- a person's word ------------------------------------------------------------------------------


def test_override_wins_over_the_guess() -> None:
    pairs = parse_overrides(["When it ended=date", "headline=keep", "remark=title"])
    header = "Date,When it ended,headline,remark"
    result = read(header, "2018,2019,a,b", overrides=pairs)
    assert result.frame.loc[0, ["date", "title", "headline"]].tolist() == ["2019", "b", "a"]


def test_override_wins_over_a_known_schema() -> None:
    header = "date_start,date_end,date_prec,side_a,side_b,latitude,longitude,best,remark"
    result = read(header, "2016-01-01,2016-01-01,1,A,B,1,2,3,Mine", overrides=[("remark", "title")])
    assert result.frame.loc[0, ["title", "date"]].tolist() == ["Mine", "2016-01-01"]


@pytest.mark.parametrize(
    ("pair", "reason"),
    [
        ("fecha", "maps no column"),
        ("=date", "maps no column"),
        ("fecha=dato", "'dato' is no field"),
    ],
)
def test_override_that_cannot_be_is_one_sentence(pair: str, reason: str) -> None:
    with pytest.raises(FormatError, match=reason) as caught:
        parse_overrides([pair])
    assert str(caught.value).endswith(".")


def test_override_of_a_column_that_is_not_there_names_those_that_are() -> None:
    with pytest.raises(FormatError, match="no column 'fehca'; it has fecha, suceso"):
        read("fecha,suceso", "2018,a", overrides=[("fehca", "date")])


def test_map_can_be_remembered_for_the_same_header() -> None:
    raw = raw_of("Fecha,Suceso", "2018-06-12,a")
    _, found = preview(raw)
    assert preview(raw, overrides=found.overrides)[1].overrides == found.overrides
    assert signature(["Fecha ", "SUCESO"]) == signature(["fecha", "suceso"])
    assert signature(["Fecha", "Lugar"]) != signature(["fecha", "suceso"])


# --- nothing vanishes -----------------------------------------------------------------------------

WORDS = (
    "|2018|2018-06-12|31/12/2019|12|37.5|200|-500|POINT (1 2)|x; y|Unknown|Seoul|NA|NaN|South Korea"
    "|37,5, 126,9|37.5, 126.9|10:30|" + "x" * 300
)
NAMES = (
    "date|Year|Month|Day|End Year|Time|lat|lon|coords|geometry|title|country|troops|id|url"
    "|published|confidence|foo|bar|Start|End|status|kind|radius_km|actors|actor2|event_date|event_type|actor1"
    "|latitude|longitude|event_id_cnty|time_precision|a_lat|a_lng|description|location|association1"
    "|mag|place|net|magType|time|title_source|start|end|Timestamp|Scale"
)
CELLS = st.one_of(
    st.sampled_from(WORDS.split("|")), st.text(alphabet="aä日 0129-/.:,;'", max_size=12)
)
HEADERS = st.sampled_from(NAMES.split("|"))


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_row_vanishes(data: st.DataObject) -> None:
    # One column of an unknown name is refused, so that its first row is not lost as a header.
    header = data.draw(st.lists(HEADERS, min_size=2, max_size=9, unique=True))
    rows = data.draw(
        st.lists(
            st.lists(CELLS, min_size=len(header), max_size=len(header)), min_size=1, max_size=7
        )
    )
    if header == rows[0]:
        return
    result = read_tabular(RawTable(header, rows, list(range(2, len(rows) + 2))))
    repeated = sum([cell.strip() for cell in row] == header for row in rows)
    assert len(result.frame) + result.rejected_rows == result.read
    assert result.read >= len(rows) - repeated


def test_all_of_our_own_columns_are_read_by_their_names() -> None:
    from timeline.formats.table import write_csv

    first = read(
        "title,date,latitude,longitude,who knows", "Summit,2018-06-12,1.25,103.83,me"
    ).frame
    again = read_tabular(read_raw(write_csv(first))).frame
    assert again.drop(columns="geometry").equals(first.drop(columns="geometry"))
