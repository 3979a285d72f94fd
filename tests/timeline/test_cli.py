import json
import runpy
import sys
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from timeline.cli import OPEN_MARK, app
from timeline.formats import read
from timeline.formats.page import read_page_story

GOOD = "id,title,date,longitude,latitude,country\na,One,2018-06,127,37.5,KOR\nb,Two,,127,37.5,\n"
BAD = GOOD + "c,Three,31 Juny 1944,127,37.5,\n"


def dateline(*arguments: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.csv"
    path.write_text(GOOD)
    return path


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    path = tmp_path / "bad.csv"
    path.write_text(BAD)
    return path


@pytest.mark.parametrize(
    ("options", "titles"),
    [
        (["--country", "PRK", "--from", "2018", "--to", "2019"],
         ["Singapore summit", "Hanoi summit"]),
        (["--country", "North Korea", "--role", "where", "--from", "2018", "--to", "2019"], []),
        (["--from", "12 June 2018", "--to", "2018-06-12", "--kind", "event"], ["Singapore summit"]),
        (["--category", "summit", "--to", "2018"], ["Singapore summit"]),
        (["--text", "metropole"], ["Hanoi summit"]),
        (["--actor", "JPN", "--status", "happened", "--to", "2023"], ["Camp David summit"]),
    ],
    ids=["who", "where", "days as people write them", "category", "text", "actor and status"],
)  # fmt: skip
def test_export_keeps_what_the_filter_lets_through(
    tmp_path: Path, options: list[str], titles: list[str]
) -> None:
    out = tmp_path / "out.csv"
    assert dateline("export", "-o", out, *options)[0] == 0
    assert read(out).frame["title"].tolist() == titles


@pytest.mark.parametrize("suffix", ["csv", "geojson", "html"])
def test_every_export_reads_back_with_the_same_events(tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"all.{suffix}"
    assert dateline("export", "-o", out)[0] == 0
    assert len(read(out).frame) == 27


def test_export_says_how_many_are_possible_undated_and_rejected(bad: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    code, _, said = dateline("export", bad, "-o", out, "--from", "2018-06-10", "--to", "2018-06-20")
    assert code == 0
    assert "1 event, 1 of them possible" in said
    assert "1 row without a date left aside" in said
    assert "1 row rejected" in said


def test_exported_page_notes_the_build_date_only_when_told(good: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.html"
    dateline("export", good, "-o", out)
    first = out.read_bytes()
    assert b'name="date"' not in first
    dateline("export", good, "-o", out)
    assert out.read_bytes() == first
    dateline("export", good, "-o", out, "--built", "2024-12-24")
    assert b'<meta name="date" content="2024-12-24">' in out.read_bytes()


def test_check_counts_and_ends_with_zero_when_nothing_was_rejected(good: Path) -> None:
    code, said, _ = dateline("check", good)
    assert code == 0
    assert "2 rows read, 2 events, 0 rejected" in said
    assert "undated 1, unplaced 0" in said


def test_check_names_line_column_value_and_reason(bad: Path) -> None:
    code, said, _ = dateline("check", bad)
    assert code == 1
    assert "line 4, date" in said
    assert "31 Juny 1944" in said


def test_check_lists_what_to_look_at_and_writes_it_as_csv(tmp_path: Path) -> None:
    path, lists = tmp_path / "all.csv", tmp_path / "lists.csv"
    path.write_text(
        "title,date,place,lat,lon\nA,2019-02-30,,1,1\nB,03/04/2020,,1,1\nC,,,2,2\nD,2020,Qqqq,,\n",
        encoding="utf-8",
    )
    code, said, _ = dateline("check", path, "--lists", lists)
    assert code == 1
    assert "line 2, date: the date '2019-02-30' does not exist" in said
    assert "line 4, date: 'C': it has no date; write when it was" in said
    assert "line 5, place: 'Qqqq': no coordinates" in said
    assert "say --day-first or --month-first" in said
    written = pd.read_csv(lists, keep_default_na=False)
    assert [*zip(written["list"], written["line"], strict=True)] == [
        ("rejected", 2), ("undated", 4), ("unplaced", 5), ("needs your word", 0),
    ]  # fmt: skip
    assert written["fix"].str.len().gt(0).all()


def test_check_as_json_says_the_same(bad: Path) -> None:
    code, said, _ = dateline("check", bad, "--json")
    report = json.loads(said)
    assert code == 1
    counts = {name: report[name] for name in ("read", "events", "undated", "unplaced")}
    assert counts == {"read": 3, "events": 2, "undated": 1, "unplaced": 0}
    assert (report["rejected"][0]["line"], report["rejected"][0]["column"]) == (4, "date")
    assert report["rejected"][0].keys() == {"line", "column", "value", "reason", "fix"}


def test_check_of_several_files_counts_each_and_all(good: Path, bad: Path) -> None:
    report = json.loads(dateline("check", good, bad, "--json")[1])
    assert report["read"] == 5
    assert [report["files"][str(path)]["events"] for path in (good, bad)] == [2, 2]


def test_several_files_become_one_with_unique_ids(good: Path, bad: Path, tmp_path: Path) -> None:
    out = tmp_path / "both.csv"
    assert dateline("export", good, bad, "-o", out)[0] == 0
    assert read(out).frame["id"].tolist() == ["a", "b", f"{bad}:a", f"{bad}:b"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check", "nowhere.csv"], "There is no file nowhere.csv"),
        (["export", "-o", "out.docx"], "We cannot write out.docx"),
        (["export", "-o", "out.csv", "--country", "Atlantis"], "'Atlantis' is no country we know"),
        (["export", "-o", "out.csv", "--from", "yesterweek"], "'yesterweek' is not one we can"),
        (["export", "-o", "out.csv", "--from", "2019", "--to", "2018"], "swap the two"),
        (["export", "-o", "out.csv", "--kind", "party"], "'party' is no kind we know"),
        (["export", "-o", "nowhere/out.csv"], "cannot be written"),
        (["export", "-o", "out.html", "--story", "no.yaml"], "There is no file no.yaml"),
        (["export", "-o", "out.html", "--story", "bad.yaml"], "Step 1 of bad.yaml: the field 'x'"),
        (["export", "-o", "out.html", "--tiles", "Moon"], "use one of OpenStreetMap, OpenTopoMap"),
        (["export", "-o", "out.html", "--lang", "tlh"], "'tlh' is no language that we speak; use"),
        (["export", "-o", "out.csv", "--lang", "ko"], "write to a file that ends in .html"),
        (["export", "-o", "out.csv", "--tiles", "Esri grey"], "and out.csv is none"),
        (["export", "-o", "out.geojson", "--story", "bad.yaml"], "and out.geojson is none"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_done_is_one_sentence_and_code_two(
    arguments: list[str], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("bad.yaml").write_text("- x: 1\n")
    code, said, error = dateline(*arguments)
    assert code == 2
    assert message in error
    assert "Traceback" not in said + error
    assert len(error.strip().splitlines()) == 1


@pytest.mark.parametrize("command", [[], ["open"]], ids=["dateline", "dateline open"])
def test_open_starts_streamlit_without_telemetry(
    command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert {"--browser.gatherUsageStats=false", "--server.showEmailPrompt=false"} < set(
        started(command, monkeypatch)
    )


STORY = "- title: Told\n  start: 2018\n  select: [a]\n"


def told(page: Path) -> list[str]:
    return [step.title for step in read_page_story(page.read_bytes())]


def test_page_of_the_built_in_collection_tells_its_story(tmp_path: Path) -> None:
    out = tmp_path / "out.html"
    said = dateline("export", "-o", out, "--country", "PRK")[2]
    assert told(out)[0] == "A war that was only paused"
    assert "selects" not in said


def test_story_beside_a_file_is_taken_up_and_said(good: Path, tmp_path: Path) -> None:
    out, beside = tmp_path / "out.html", good.with_name("good.story.yaml")
    dateline("export", good, "-o", out)
    assert told(out) == []
    beside.write_text(STORY)
    said = dateline("export", good, "-o", out)[2]
    assert told(out) == ["Told"]
    assert f"{beside}: a story of 1 step\n" in said
    assert "a story of" not in dateline("export", good, "-o", tmp_path / "out.csv")[2]


def test_story_that_is_named_goes_before_the_one_beside(good: Path, tmp_path: Path) -> None:
    out, named = tmp_path / "out.html", tmp_path / "mine.csv"
    good.with_name("good.story.yaml").write_text(STORY)
    named.write_text("title,select\nMine,a;zz\nTwo,\n")
    said = dateline("export", good, "-o", out, "--story", named)[2]
    assert told(out) == ["Mine", "Two"]
    assert f"{named}: a story of 2 steps" in said
    assert "Step 1 of the story selects 'zz', which is the id of no event." in said


def test_page_made_of_a_page_keeps_its_story(good: Path, tmp_path: Path) -> None:
    out, again = tmp_path / "out.html", tmp_path / "again.html"
    good.with_name("good.story.yaml").write_text(STORY)
    dateline("export", good, "-o", out)
    assert dateline("export", out, "-o", again)[0] == 0
    assert told(again) == ["Told"]


def test_page_offers_online_maps_and_speaks_a_language_when_asked(
    good: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.html"
    maps = ["--tiles", "OpenTopoMap", "--tiles", "Esri grey"]
    assert dateline("export", good, "-o", out, *maps, "--lang", "ko")[0] == 0
    text = out.read_text(encoding="utf-8")
    assert "https://a.tile.opentopomap.org https://server.arcgisonline.com;" in text
    assert '<html lang="ko">' in text


def test_open_says_which_story_it_found(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    beside = good.with_name("good.story.yaml")
    beside.write_text(STORY)
    monkeypatch.setattr(runpy, "run_module", lambda *_names, **_options: None)
    monkeypatch.setattr("timeline.cli._APPS", (Path(__file__),))
    monkeypatch.setattr(sys, "argv", ["dateline"])
    assert f"with the story {beside}" in dateline("open", good)[2]


def test_open_hands_the_files_over(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert started(["open", str(good)], monkeypatch)[-3:] == ["--", OPEN_MARK, str(good)]


def started(command: list[str], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Run the command with something in place of Streamlit that notes how it was called."""
    calls: list[list[str]] = []
    monkeypatch.setattr(sys, "argv", ["dateline"])
    monkeypatch.setattr(runpy, "run_module", lambda *_names, **_options: calls.append(sys.argv))
    monkeypatch.setattr("timeline.cli._APPS", (Path(__file__),))
    assert dateline(*command)[0] == 0
    return calls[0]


def test_version_and_help_are_there() -> None:
    assert dateline("--version")[1].startswith("dateline ")
    assert "export" in dateline("--help")[1]


def test_columns_and_the_order_of_dates_can_be_told(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("a,b,c\nOne,03/04/2024,x\nTwo,05/06/2024,y\n", encoding="utf-8")
    out = tmp_path / "own.geojson"
    told = ["--map", "a=title", "--map", "b=date", "--month-first"]
    assert dateline("export", str(path), "-o", str(out), *told)[0] == 0
    frame = read(out).frame
    assert frame["date"].tolist() == ["2024-03-04", "2024-05-06"]
    assert frame["title"].tolist() == ["One", "Two"]


def test_column_that_is_not_there_gets_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("a,b\nOne,2024\n", encoding="utf-8")
    code, _, said = dateline("check", path, "--map", "nothing=date")
    assert code == 2
    assert "nothing" in said
    assert said.count("\n") == 1


def test_check_allows_so_many_rejected_rows(bad: Path) -> None:
    assert dateline("check", str(bad), "--allow", "100")[0] == 0


@pytest.mark.parametrize("suffix", [".xlsx", ".kml", ".gpkg", ".parquet", ".ics", ".czml"])
def test_every_format_is_written_from_the_command_line(
    good: Path, tmp_path: Path, suffix: str
) -> None:
    out = tmp_path / f"out{suffix}"
    assert dateline("export", str(good), "-o", str(out))[0] == 0
    assert out.stat().st_size > 50


# --- extract ----------------------------------------------------------------------------------

ARTICLE = (
    "A quiet summit\n\n"
    "A summit was held in Geneva last week. Some 4,500 US soldiers are stationed in Poland.\n"
)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def test_extract_lists_drafts_dated_from_the_day_of_publication(article: Path) -> None:
    code, said, told = dateline("extract", article, "--published", "20 December 2024")
    assert code == 0
    assert "[2024-12-09..2024-12-15] | Summit, Geneva | Geneva, CHE | happened" in said
    assert "United States: about 4,500 soldiers in Poland" in said
    assert "2 drafts to be reviewed; published 2024-12-20" in told


def test_extract_writes_drafts_with_their_words(article: Path, tmp_path: Path) -> None:
    out = tmp_path / "drafts.csv"
    code, _, _ = dateline(
        "extract", article, "--published", "2024-12-20", "--outlet", "The Post", "-o", out
    )
    assert code == 0
    frame = read(out).frame
    assert frame["quote"].tolist()[0] == "A summit was held in Geneva last week."
    spans = zip(frame["quote_start"], frame["quote_end"], frame["quote"], strict=True)
    assert all(ARTICLE[start:end] == quote for start, end, quote in spans)
    assert frame["confidence"].notna().all()
    assert frame["text_sha256"].str.len().eq(64).all()
    assert frame["source"].str.contains("The Post").all()


def test_extract_asks_for_the_day_where_nothing_says_it(article: Path) -> None:
    assert "say --published" in dateline("extract", article)[2]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere.txt"], "There is no file nowhere.txt"),
        (["--published", "2024"], "'2024' is no day"),
        (["--published", "soonish"], "'soonish' is not one we can read"),
        (["--helper"], "No helper is set"),
        (["-o", "drafts.docx"], "We cannot write drafts.docx"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_extract_says_in_a_sentence_what_is_wrong(
    article: Path, arguments: list[str], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATELINE_LM_URL", raising=False)
    named = arguments if arguments[0].endswith(".txt") else [str(article), *arguments]
    code, _, told = dateline("extract", *named)
    assert code == 2
    assert message in told
    assert "Traceback" not in told
