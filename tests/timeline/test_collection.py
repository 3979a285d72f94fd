from pathlib import Path

import pytest

from timeline.collection import load_collection
from timeline.errors import FormatError
from timeline.frame import validate
from timeline.query import Filter, select
from timeline.story import Step, unknown_ids

EVENTS = "id,title,date,source\n"
SOURCES = "id,title,author,outlet,published,url\npaper,A Title,,The Paper,2024-12-03,https://a.b\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "events.csv").write_text(EVENTS + "a,War,1950,paper\n", encoding="utf-8")
    (tmp_path / "forces.csv").write_text(EVENTS + "b,Base,2018/..,paper\n", encoding="utf-8")
    (tmp_path / "sources.csv").write_text(SOURCES, encoding="utf-8")
    return tmp_path


def test_built_in_collection_keeps_the_rules_and_every_row_has_a_source() -> None:
    collection = load_collection()
    validate(collection.frame)
    assert len(collection.frame) == 27
    assert (collection.frame["source"] != "").all()
    assert (collection.frame["url"] != "").all()
    assert collection.frame["id"].is_unique
    assert (collection.title, collection.dated) == ("American alliances in East Asia", "2024-12")
    assert collection.sources["asia-sentinel-2024"].author == "Shim Jae Hoon"


def test_rows_carry_what_their_source_says(folder: Path) -> None:
    frame = load_collection(folder).frame
    assert frame["id"].tolist() == ["a", "b"]
    assert set(frame["source"]) == {'"A Title", The Paper, 3 December 2024'}
    assert set(frame["url"]) == {"https://a.b"}
    assert [str(day)[:10] for day in frame["published"]] == ["2024-12-03"] * 2


def test_collection_without_dated_sources_has_no_date(folder: Path) -> None:
    text = SOURCES.replace("2024-12-03", "")
    (folder / "sources.csv").write_text(text, encoding="utf-8")
    assert load_collection(folder).dated == ""


def test_unknown_source_is_named(folder: Path) -> None:
    (folder / "forces.csv").write_text(EVENTS + "b,Base,2018,rumour\n", encoding="utf-8")
    with pytest.raises(FormatError, match="'rumour'"):
        load_collection(folder)


def test_bad_row_is_named(folder: Path) -> None:
    (folder / "forces.csv").write_text(EVENTS + "b,Base,soon,paper\n", encoding="utf-8")
    with pytest.raises(FormatError, match=r"Row 2 .*soon"):
        load_collection(folder)


def test_built_in_story_selects_events_that_its_windows_show() -> None:
    collection = load_collection()
    assert len(collection.story) == 5
    assert unknown_ids(collection.story, set(collection.frame["id"])) == ()
    for step in collection.story:
        shown = select(collection.frame, Filter(window=step.window)).frame["id"]
        assert step.at and step.text and set(step.select) <= set(shown), step.title


def test_story_of_a_folder_is_carried_and_may_be_missing(folder: Path) -> None:
    assert load_collection(folder).story == ()
    (folder / "story.yaml").write_text("- title: A\n  select: [a]\n", encoding="utf-8")
    assert load_collection(folder).story == (Step("A", select=("a",)),)
