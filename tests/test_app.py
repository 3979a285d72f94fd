import sys
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from timeline.cli import OPEN_MARK
from timeline.view.payload import decode

APP = Path(__file__).parent.parent / "app.py"
BAD_FILES = {
    "zip.csv": b"PK\x03\x04 and more",
    "empty.csv": b"",
    "binary.csv": bytes(range(256)) * 8,
    "cut.geojson": b'{"type": "FeatureCollection", "features": [',
    "list.geojson": b"[1, 2, 3]",
    "other.html": b"<html><p>Not ours</p></html>",
    "words.csv": b"what,ever\n1,2\n",
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
        ("", "31 Juny 1944", "'31 Juny 1944' is not one we can read"),
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
    assert labels == ["Undated (1)", "Unplaced (1)", "Rejected (1)"]


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
