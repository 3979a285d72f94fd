"""The file is built once, whole or not at all, and what a person added outlives it."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import geo.gazetteer_file
from geo.errors import GazetteerError
from geo.gazetteer import Gazetteer
from geo.gazetteer_file import add_rows, cache_folder, open_files, stamp
from geo.gazetteer_rows import Row
from geo.place import LonLat, Place

SEOUL = Row(Place("Seoul", LonLat(126.98, 37.57), "KOR", "capital", 15, "t:1"), 1e7, ("Hanyang",))
OSAN = Row(Place("Osan", LonLat(127.07, 37.15), "KOR", "city", 3, "t:2"), 2e5)


OFFICES = 40  # seats of government on our own list


@pytest.fixture
def small(monkeypatch):
    """Two places instead of a quarter of a million."""
    builds = []

    def rows():
        builds.append(1)
        return iter([SEOUL, OSAN])

    monkeypatch.setattr(geo.gazetteer_file, "gather_rows", rows)
    return builds


def test_folder_is_the_one_that_is_named(monkeypatch):
    monkeypatch.setenv("DATELINE_CACHE", "/one")
    monkeypatch.setenv("XDG_CACHE_HOME", "/two")
    assert cache_folder() == Path("/one")
    monkeypatch.delenv("DATELINE_CACHE")
    assert cache_folder() == Path("/two/dateline")
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert cache_folder() == Path.home() / ".cache" / "dateline"


def test_file_is_built_once(tmp_path, small):
    for _ in range(2):
        assert Gazetteer(tmp_path).lookup("hanyang")[0].place == SEOUL.place
    assert len(small) == 1
    assert [path.name for path in tmp_path.iterdir()] == [f"gazetteer-{stamp()}.sqlite"]


def test_older_version_makes_room(tmp_path, small):
    (tmp_path / "gazetteer-0-0.0.sqlite").write_bytes(b"old")
    open_files(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [f"gazetteer-{stamp()}.sqlite"]


@pytest.mark.parametrize(
    "content", [b"", b"no database at all", b"SQLite format 3\x00" + b"\x07" * 99]
)
def test_broken_file_is_built_anew(tmp_path, small, content):
    (tmp_path / f"gazetteer-{stamp()}.sqlite").write_bytes(content)
    assert Gazetteer(tmp_path).lookup("Osan")[0].place == OSAN.place
    assert len(small) == 1


def test_build_that_fails_leaves_nothing(tmp_path, monkeypatch):
    def rows():
        yield SEOUL
        raise RuntimeError("power cut")

    monkeypatch.setattr(geo.gazetteer_file, "gather_rows", rows)
    with pytest.raises(RuntimeError):
        open_files(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_two_that_build_at_once_do_each_other_no_harm(tmp_path, small):
    with ThreadPoolExecutor(4) as pool:
        found = pool.map(lambda _: Gazetteer(tmp_path).lookup("Seoul"), range(4))
    assert [one[0].place for one in found] == [SEOUL.place] * 4
    assert len(list(tmp_path.iterdir())) == 1


def test_folder_that_cannot_be_written_is_replaced_by_memory(tmp_path, small):
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    assert Gazetteer(blocked / "cache").lookup("Seoul")[0].place == SEOUL.place
    assert blocked.read_text() == "in the way"


def test_added_places_outlive_a_new_version(tmp_path, small, monkeypatch):
    own = Row(Place("Checkpoint 9", LonLat(127, 38), "KOR", "base", 1, "own:1"), 1e7, ("CP9",))
    open_files(tmp_path)
    assert add_rows(tmp_path, "mine.csv", [own]) == 1
    monkeypatch.setattr(geo.gazetteer_file, "stamp", lambda: "next")
    assert Gazetteer(tmp_path).lookup("cp9")[0].place == own.place
    assert Gazetteer(tmp_path).lookup("Seoul")[0].place == SEOUL.place


def test_adding_a_file_again_replaces_it(tmp_path, small):
    for lon in (1.0, 2.0):
        row = Row(Place("Alpha", LonLat(lon, 1), "", "", 0, "own:1"), 1e7)
        assert add_rows(tmp_path, "mine.csv", [row]) == 1
    add_rows(tmp_path, "theirs.csv", [Row(Place("Alpha", LonLat(3, 1), "", "", 0, "own:2"), 1e7)])
    found = Gazetteer(tmp_path).lookup("Alpha")
    assert sorted(one.place.point.lon for one in found) == [2.0, 3.0]


def test_adding_that_fails_changes_nothing(tmp_path, small):
    add_rows(tmp_path, "mine.csv", [SEOUL])

    def rows():
        yield OSAN
        raise RuntimeError

    with pytest.raises(RuntimeError):
        add_rows(tmp_path, "mine.csv", rows())
    with sqlite3.connect(tmp_path / "own-places-1.sqlite") as own:
        assert own.execute("SELECT name FROM place").fetchall() == [("Seoul",)]


def test_added_places_that_cannot_be_kept_or_read_are_said(tmp_path, small):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(GazetteerError, match="DATELINE_CACHE"):
        add_rows(tmp_path / "file" / "cache", "mine.csv", [SEOUL])
    (tmp_path / "own-places-1.sqlite").write_bytes(b"no database at all")
    with pytest.raises(GazetteerError, match="add them again"):
        Gazetteer(tmp_path)


def test_every_kind_of_place_is_there_and_no_id_twice():
    built = open_files(cache_folder()).built
    kinds = dict(built.execute("SELECT kind, count(*) FROM place GROUP BY kind").fetchall())
    assert kinds["city"] > 230_000
    assert kinds["country"] >= 245
    assert kinds["capital"] == kinds["government"] - OFFICES > 200
    assert kinds["region"] > 3_700
    assert min(kinds[kind] for kind in ("base", "island", "sea", "strait", "area", "venue")) >= 50
    every = "SELECT count(source), count(DISTINCT source) FROM place"
    assert len(set(built.execute(every).fetchone())) == 1
