import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import streamlit
from streamlit.testing.v1 import AppTest

from geo.basemap import ONLINE
from timeline.cli import OPEN_MARK
from timeline.collection import load_collection
from timeline.formats.page import read_page_story
from timeline.story import Step, read_story
from timeline.view.options import LANGUAGES
from timeline.view.payload import decode

APP = Path(__file__).parent.parent / "app.py"
BAD_FILES = {
    "zip.csv": b"PK\x03\x04 and more",
    "empty.csv": b"",
    "binary.csv": bytes(range(256)) * 8,
    "cut.geojson": b'{"type": "FeatureCollection", "features": [',
    "list.geojson": b"[1, 2, 3]",
    "other.html": b"<html><p>Not ours</p></html>",
}


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setattr(sys, "argv", ["app.py"])
    return AppTest.from_file(str(APP), default_timeout=120)


def block(app: AppTest) -> bytes:
    """Return the bytes that the view is sent."""
    library, view = (element.proto for element in app.get("bidi_component"))
    assert not library.bytes
    return bytes(view.bytes)


def titles(app: AppTest) -> list[str]:
    assert not app.exception
    return decode(block(app))[0]["title"].tolist()


def address(app: AppTest) -> dict[str, str]:
    return {name: "".join(value) for name, value in dict(app.query_params).items()}


def run_with(app: AppTest, **address: str) -> AppTest:
    for name, value in address.items():
        app.query_params[name.rstrip("_")] = value
    return app.run()


def test_it_starts_on_the_built_in_collection(app: AppTest) -> None:
    assert len(titles(app.run())) == 27
    assert not app.error
    assert not app.query_params


def test_country_and_dates_keep_the_two_summits(app: AppTest) -> None:
    app.run()
    app.multiselect(key="country").select("PRK")
    app.text_input(key="from").input("2018")
    app.text_input(key="to").input("2019")
    assert titles(app.run()) == ["Singapore summit", "Hanoi summit"]
    assert address(app) == {"country": "PRK", "from": "2018", "to": "2019"}


def test_choice_survives_the_change_of_its_label(app: AppTest) -> None:
    app.run()
    app.multiselect(key="country").select("PRK").run()
    before = [option for option in app.multiselect(key="country").options if "North" in option]
    app.text_input(key="from").input("2018").run()
    app.text_input(key="to").input("2019").run()
    after = [option for option in app.multiselect(key="country").options if "North" in option]
    assert (before, after) == (["North Korea · 5"], ["North Korea · 2"])
    assert app.multiselect(key="country").value == ["PRK"]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ({"country": "PRK", "from_": "2018", "to": "2019"}, 2),
        ({"country": "PRK", "role": "where", "from_": "2018", "to": "2019"}, 0),
        ({"category": "summit"}, 4),
        ({"kind": "movement~area"}, 2),
        ({"q": "metropole"}, 1),
        ({"from_": "3 Dec 2024", "to": "2024-12-03", "status": "happened"}, 2),
        ({"country": "Atlantis", "kind": "party", "role": "king"}, 27),
    ],
    ids=["who", "where", "category", "two kinds", "words", "a day or its year", "unknown words"],
)
def test_address_restores_the_filter(app: AppTest, said: dict[str, str], kept: int) -> None:
    assert len(titles(run_with(app, **said))) == kept


@pytest.mark.parametrize(
    ("first", "last", "message"),
    [
        ("yesterweek", "", "'yesterweek' is not one we can read"),
        ("", "31 Juny 1944", "'31 Juny 1944' does not exist"),
        ("2019", "2018", "swap the two"),
    ],
    ids=["from", "to", "the wrong way round"],
)
def test_dates_that_make_no_window_are_told_and_restrict_nothing(
    app: AppTest, first: str, last: str, message: str
) -> None:
    run_with(app, from_=first, to=last)
    assert [message in error.value for error in app.error] == [True]
    assert len(titles(app)) == 27


def test_view_goes_to_the_address_and_changes_nothing_that_is_sent(app: AppTest) -> None:
    app.run()
    sent = block(app)
    app.session_state["view"] = {"view": "w=2018-01-01..2018-12-31&sel=a~b&at=1,2,3"}
    app.run()
    assert address(app) == {"w": "2018-01-01..2018-12-31", "sel": "a~b", "at": "1,2,3"}
    assert block(app) == sent


def test_address_of_the_view_is_what_a_new_view_starts_from(app: AppTest) -> None:
    run_with(app, w="2018-01-01..2018-12-31", sel="singapore-summit-2018")
    start = decode(block(app))[1]["options"]["address"]
    assert start == "w=2018-01-01..2018-12-31&sel=singapore-summit-2018"
    assert address(app)["w"] == "2018-01-01..2018-12-31"


def test_colours_do_not_change_with_the_filter(app: AppTest) -> None:
    app.run()
    words = decode(block(app))[1]["dict"]["category"]
    app.multiselect(key="category").select("political").run()
    assert decode(block(app))[1]["dict"]["category"] == words


def test_every_part_of_the_filter_has_a_chip(app: AppTest) -> None:
    run_with(app, country="KOR", category="political", from_="2018", q="martial")
    chips = decode(block(app))[1]["chips"]
    assert [chip["label"] for chip in chips] == [
        "South Korea", "political", "from 2018", "“martial”",
    ]  # fmt: skip


def opened(app: AppTest, monkeypatch: pytest.MonkeyPatch, *paths: Path) -> AppTest:
    monkeypatch.setattr(sys, "argv", ["app.py", OPEN_MARK, *map(str, paths)])
    return app.run()


def test_files_of_the_command_are_opened_and_what_is_left_aside_is_counted(
    app: AppTest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "own.csv"
    path.write_text(
        "title,date,longitude,latitude\nOne,2018-06,127,37\nTwo,,127,37\nThree,2019,,\nFour,x,1,1\n"
    )
    opened(app, monkeypatch, path)
    header = decode(block(app))[1]
    assert header["title"] == "own"
    assert header["counts"] == {"undated": 1, "unplaced": 1, "rejected": 1, "review": 0}
    labels = [drawer.proto.popover.label for drawer in app.get("popover")]
    counted = ["Undated (1)", "Unplaced (1)", "Rejected (1)", "Needs review (0)"]
    assert [label for label in labels if "(" in label] == counted
    assert {"Mend", "Columns · own.csv"} <= set(labels)


@pytest.mark.parametrize(
    ("said", "counts", "shown"),
    [({}, (1, 2, 1, 2), 5), ({"from_": "2024"}, (1, 1, 1, 1), 2), ({"q": "one"}, (0, 0, 1, 1), 1)],
    ids=["everything", "from 2024", "words"],
)
def test_view_and_row_below_it_count_the_same_and_undated_events_whatever_the_dates(
    app: AppTest,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    said: dict[str, str],
    counts: tuple[int, ...],
    shown: int,
) -> None:
    path = tmp_path / "own.csv"
    path.write_text(
        "title,date,longitude,latitude,confidence\nOne,2018-06,127,37,0.5\nTwo,,127,37,\n"
        "Three,2019,,,\nFour,x,1,1,\nFive,2024,,,0.9\nSix,2025,1,1,\n"
    )
    for name, value in said.items():
        app.query_params[name.rstrip("_")] = value
    opened(app, monkeypatch, path)
    header = decode(block(app))[1]
    names = ("undated", "unplaced", "rejected", "review")
    assert tuple(header["counts"][name] for name in names) == counts
    labels = [drawer.proto.popover.label for drawer in app.get("popover")]
    said_below = [int(label.rpartition("(")[2].rstrip(")")) for label in labels if "(" in label]
    assert tuple(said_below) == counts
    captions = [note.value for note in app.caption]
    assert f"Download {shown} events" in captions


# --- languages --------------------------------------------------------------------------------


LABELS = {
    "en": ("Countries", "Words", "HTML page", "Undated (0)"),
    "ko": ("국가", "검색어", "HTML 페이지", "날짜 없음 (0)"),
    "ja": ("国", "検索語", "HTML ページ", "日付なし (0)"),
    "es": ("Países", "Palabras", "Página HTML", "Sin fecha (0)"),
    "ar": ("البلدان", "كلمات", "صفحة HTML", "بلا تاريخ (0)"),
}


def said_by(app: AppTest) -> tuple[str, ...]:
    return (
        app.multiselect(key="country").label,
        app.text_input(key="q").label,
        next(b.proto.label for b in app.get("download_button") if "html" in b.proto.id),
        app.get("popover")[0].proto.popover.label,
    )


def read_by(monkeypatch: pytest.MonkeyPatch, locale: str | None) -> None:
    monkeypatch.setattr(type(streamlit.context), "locale", property(lambda _: locale))


@pytest.mark.parametrize("language", LANGUAGES)
def test_address_chooses_the_language_of_the_app_and_of_the_view(
    app: AppTest, language: str
) -> None:
    run_with(app, lang=language)
    assert not app.exception
    assert said_by(app) == LABELS[language]
    assert options(app)["locale"] == language
    assert address(app) == ({} if language == "en" else {"lang": language})
    is_right_to_left = any("direction: rtl" in page.proto.body for page in app.get("html"))
    assert is_right_to_left == (language == "ar")


@pytest.mark.parametrize(
    ("locale", "language"), [("ja-JP", "ja"), ("ar", "ar"), ("fr-FR", "en"), (None, "en")]
)
def test_reader_is_met_in_the_language_of_the_browser(
    app: AppTest, monkeypatch: pytest.MonkeyPatch, locale: str | None, language: str
) -> None:
    read_by(monkeypatch, locale)
    app.run()
    assert said_by(app) == LABELS[language]
    assert not address(app)


def test_another_language_keeps_the_filter_and_a_language_that_is_unknown_is_none(
    app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_by(monkeypatch, "ko-KR")
    run_with(app, lang="xx", country="PRK", role="who", category="summit")
    kept = titles(app)
    assert any(one.startswith("정상회담 · ") for one in app.multiselect(key="category").options)
    app.selectbox(key="lang").select("en").run()
    assert titles(app) == kept
    assert said_by(app) == LABELS["en"]
    assert app.multiselect(key="country").value == ["PRK"]
    assert app.radio(key="role").value == "who"
    assert address(app) == {"country": "PRK", "role": "who", "category": "summit", "lang": "en"}
    del app.query_params["lang"]
    assert said_by(app.run()) == LABELS["ko"]


def test_chips_are_in_the_language_too(app: AppTest) -> None:
    run_with(app, lang="es", country="KOR", role="where", category="political", from_="2018")
    chips = decode(block(app))[1]["chips"]
    assert [chip["label"] for chip in chips] == ["Corea del Sur (lugar)", "política", "desde 2018"]


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"from_": "yesterweek"}, "‘yesterweek’은(는) 읽을 수 없는"),
        ({"from_": "2019", "to": "2018"}, "바꾸세요"),
    ],
    ids=["no date", "the wrong way round"],
)  # fmt: skip
def test_faults_of_the_dates_are_in_the_language_too(
    app: AppTest, said: dict[str, str], fault: str
) -> None:
    run_with(app, lang="ko", **said)
    assert [fault in error.value for error in app.error] == [True]


@pytest.mark.skipif(not hasattr(AppTest, "file_uploader"), reason="this Streamlit cannot upload")
def test_uploaded_file_stays_when_the_language_changes(app: AppTest) -> None:
    table = b"title,date,longitude,latitude\nMine,2018-06,127,37\n"
    app.run().file_uploader(key="upload").set_value(("own.csv", table, "text/csv")).run()
    app.selectbox(key="lang").select("ar").run()
    assert titles(app) == ["Mine"]


def test_what_has_no_country_can_be_asked_for_and_is_in_the_address(app: AppTest) -> None:
    run_with(app, role="where").multiselect(key="country").select("").run()
    kept = titles(app)
    assert len(kept) == 1
    assert address(app) == {"country": "-", "role": "where"}
    again = AppTest.from_file(str(APP), default_timeout=120)
    assert titles(run_with(again, country="-", role="where")) == kept


# --- stories and online maps ------------------------------------------------------------------


def options(app: AppTest) -> dict[str, Any]:
    return decode(block(app))[1]["options"]


def steps(app: AppTest) -> list[str]:
    return [step["title"] for step in options(app).get("story", [])]


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> dict[str, Callable[[], Any]]:
    """What makes the file of each download button, by the button's label."""
    made: dict[str, Callable[[], Any]] = {}
    button = streamlit.download_button

    def noted(label: str, data: Any, *rest: Any, **options: Any) -> Any:
        made[label] = data
        return button(label, data, *rest, **options)

    monkeypatch.setattr(streamlit, "download_button", noted)
    return made


def test_view_is_sent_the_story_and_every_online_map(app: AppTest) -> None:
    app.run()
    assert len(steps(app)) == 5
    assert [tiles["name"] for tiles in options(app)["tiles"]] == list(ONLINE)


def test_story_lies_beside_the_file_of_the_command(
    app: AppTest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "own.csv"
    path.write_text("id,title,date,longitude,latitude\na,One,2018-06,127,37\n")
    (tmp_path / "own.story.csv").write_text("title,start,select\nTold,2018,a;zz\n")
    opened(app, monkeypatch, path)
    assert steps(app) == ["Told"]
    assert ["'zz'" in note.value for note in app.caption if "story selects" in note.value] == [True]


def test_bad_story_is_one_sentence_and_its_file_is_shown(
    app: AppTest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "own.csv"
    path.write_text("title,date,longitude,latitude\nOne,2018-06,127,37\n")
    (tmp_path / "own.story.yaml").write_text("- title: A\n  start: soon\n")
    opened(app, monkeypatch, path)
    assert titles(app) == ["One"]
    assert [error.value for error in app.error] == [
        f"own.csv: Step 1 of {tmp_path / 'own.story.yaml'}: the window's start 'soon' is not one "
        "date; write 2018, 2018-06 or 2018-06-12."
    ]


@pytest.mark.skipif(not hasattr(AppTest, "file_uploader"), reason="this Streamlit cannot upload")
def test_uploaded_story_takes_the_place_of_the_built_in_one(app: AppTest) -> None:
    story = ("s.yaml", b"- title: Mine\n", "application/yaml")
    app.run().file_uploader(key="upload-story").set_value(story).run()
    assert steps(app) == ["Mine"]


def test_edited_story_is_taken_away_and_the_data_are_not_sent_again(
    app: AppTest, offered: dict[str, Callable[[], Any]]
) -> None:
    app.run()
    sent = block(app)
    told = [*options(app)["story"][1:], {"title": "New", "text": "By hand", "start": "2024-12-03",
            "end": "2024-12-04", "at": [1, 2, 3], "select": []}]  # fmt: skip
    said = f"{options(app)['story_key']}\n{json.dumps(told)}"
    app.session_state["view"] = {"story": said}
    app.run()
    assert block(app) == sent
    story = read_story(offered["Story"]().encode())
    assert story == (
        *load_collection().story[1:],
        Step("New", "By hand", "2024-12-03", "2024-12-04", (1.0, 2.0, 3.0)),
    )
    page = read_page_story(offered["HTML page"]())
    assert [step.title for step in page] == [step.title for step in story]


@pytest.mark.parametrize(
    ("said", "faults"),
    [("another\n[]", 0), ("{key}\nnonsense", 1), ('{key}\n[{{"title": 1}}]', 1)],
    ids=["of another collection", "no JSON", "no step"],
)
def test_edits_that_do_not_belong_or_cannot_be_read_leave_the_story_as_it_came(
    app: AppTest, offered: dict[str, Callable[[], Any]], said: str, faults: int
) -> None:
    app.run()
    app.session_state["view"] = {"story": said.format(key=options(app)["story_key"])}
    app.run()
    assert len(read_story(offered["Story"]().encode())) == 5
    assert len(app.error) == faults


# --- the browser's back button ----------------------------------------------------------------


def test_going_back_restores_filter_and_view_and_leaves_the_address_alone(app: AppTest) -> None:
    run_with(app, w="2018-01-01..2018-12-31")
    app.multiselect(key="country").select("PRK").run()
    app.session_state["view"] = {"view": "w=2018-01-01..2018-12-31&sel=a"}
    app.run()
    assert address(app) == {"country": "PRK", "w": "2018-01-01..2018-12-31", "sel": "a"}
    del app.query_params["country"]
    del app.query_params["sel"]
    app.run()
    assert app.multiselect(key="country").value == []
    assert address(app) == {"w": "2018-01-01..2018-12-31"}


def test_choice_made_before_the_address_followed_is_kept(app: AppTest) -> None:
    app.run()
    app.multiselect(key="country").select("PRK").run()
    del app.query_params["country"]
    app.multiselect(key="kind").select("event").run()
    assert address(app) == {"country": "PRK", "kind": "event"}


# --- what is left aside -----------------------------------------------------------------------


@pytest.mark.parametrize("name", BAD_FILES)
def test_bad_file_is_one_sentence_and_the_rest_still_works(
    app: AppTest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(BAD_FILES[name])
    opened(app, monkeypatch, path)
    assert len(titles(app)) == 27
    assert len(app.error) == 1
    assert name in app.error[0].value
    assert app.error[0].value.endswith(".")
    assert "\n" not in app.error[0].value


@pytest.mark.skipif(not hasattr(AppTest, "file_uploader"), reason="this Streamlit cannot upload")
def test_upload_takes_the_place_of_the_built_in_collection(app: AppTest) -> None:
    table = b"title,date,longitude,latitude\n=1+1,2018-06,127,37\n"
    app.run().file_uploader(key="upload").set_value(("own.csv", table, "text/csv")).run()
    assert titles(app) == ["=1+1"]


def test_file_that_is_gone_is_told(
    app: AppTest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opened(app, monkeypatch, tmp_path / "gone.csv")
    assert "gone.csv" in app.error[0].value


def test_page_table_and_geojson_can_be_taken_away(app: AppTest) -> None:
    app.run()
    labels = [button.proto.label for button in app.get("download_button")]
    assert {"HTML page", "CSV", "GeoJSON", "Sample file"} <= set(labels)


# --- how a file is read -----------------------------------------------------------------------

MESSY = "titel;datum;lat;lon\nEins;03/04/2024;37,5;127,1\nZwei;05/06/2024;1,5;103,8\n"


@pytest.fixture
def own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("DATELINE_CONFIG", str(tmp_path / "settings"))
    return tmp_path / "settings"


@pytest.mark.usefixtures("own_settings")
def test_column_that_does_not_say_which_way_its_dates_are_is_asked_about(
    app: AppTest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "messy.csv"
    path.write_text(MESSY, encoding="utf-8")
    opened(app, monkeypatch, path)
    assert decode(block(app))[0]["date"].tolist() == ["2024-04-03", "2024-06-05"]
    asked = next(radio for radio in app.radio if radio.key == "order-messy.csv")
    assert "03/04/2024" in asked.label
    asked.set_value("month").run()
    assert decode(block(app))[0]["date"].tolist() == ["2024-03-04", "2024-05-06"]


@pytest.mark.usefixtures("own_settings")
def test_mended_cell_brings_a_rejected_row_back(
    app: AppTest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "own.csv"
    path.write_text("title,date,longitude,latitude\nOne,2018-06,127,37\nTwo,2019-02-30,127,37\n")
    opened(app, monkeypatch, path)
    assert titles(app) == ["One"]
    from timeline.formats import read

    mended = read(path, amendments={(3, "date"): "2019-02-28"})
    assert mended.frame["title"].tolist() == ["One", "Two"]
    assert mended.rejected == ()


@pytest.mark.usefixtures("own_settings")
def test_header_that_a_person_explained_is_remembered(own_settings: Path) -> None:
    from timeline.formats.remembered import recall, remember

    remember("abc", [("when", "date")], own_settings)
    remember("def", [("x", "keep")], own_settings)
    assert recall("abc", own_settings) == (("when", "date"),)
    assert recall("nobody", own_settings) == ()
    (own_settings / "columns.json").write_text("[broken", encoding="utf-8")
    assert recall("abc", own_settings) == ()
