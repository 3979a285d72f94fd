import csv
import re
from pathlib import Path

import pytest
import shapely

from geo.countries import country_at
from geo.place import LonLat
from timeline.formats import read

CATEGORIES = {"summit", "agreement", "political", "military", "exercise", "conflict", "trade"}
FACTS = [
    ("korean-war-1950", "1950-06-25/1953-07-27", "KOR"),
    ("singapore-summit-2018", "2018-06-12", "SGP"),
    ("hanoi-summit-2019", "2019-02-27/2019-02-28", "VNM"),
    ("camp-david-summit-2023", "2023-08-18", "USA"),
    ("ishiba-prime-minister-2024", "2024-10-01", "JPN"),
    ("burden-sharing-agreement-2024", "2024-10", "KOR"),
    ("north-korean-troops-to-russia-2024", "2024-10", "RUS"),
    ("apec-lima-trilateral-2024", "2024-11-15", "PER"),
    ("trilateral-secretariat-2024", "2024-11-20", "KOR"),
    ("mexico-tariff-announcement-2024", "2024-11-25", "USA"),
    ("martial-law-2024", "2024-12-03", "KOR"),
    ("yoon-impeached-2024", "2024-12-14", "KOR"),
    ("russia-china-exercise-2024", "2024-11~", ""),
    ("china-exercises-taiwan-2024", "2024", "TWN"),
    ("us-inauguration-2025", "2025-01-20", "USA"),
    ("ishiba-seoul-visit-2025", "2025-01?", "KOR"),
]
STRENGTHS = [
    ("us-forces-korea-2024", 28_500),
    ("us-forces-japan-2024", 50_000),
    ("north-korea-with-russia-2024", 10_000),
]


def raw(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


@pytest.fixture(scope="module")
def seeds(root: Path) -> Path:
    return root / "seeds"


@pytest.fixture(scope="module")
def rows(seeds: Path) -> dict[str, dict[str, str]]:
    return {row["id"]: row for name in ("events", "forces") for row in raw(seeds / f"{name}.csv")}


@pytest.mark.parametrize(("name", "count"), [("events", 16), ("forces", 11)])
def test_every_row_is_read(seeds: Path, name: str, count: int) -> None:
    result = read(seeds / f"{name}.csv")
    assert (result.read, len(result.frame), result.rejected) == (count, count, ())
    assert not result.frame.geometry.isna().any()
    assert (result.frame["date"] != "").all()


@pytest.mark.parametrize(("id_", "date", "country"), FACTS, ids=[fact[0] for fact in FACTS])
def test_event_happened_then_and_there(
    rows: dict[str, dict[str, str]], id_: str, date: str, country: str
) -> None:
    assert (rows[id_]["date"], rows[id_]["country"]) == (date, country)


@pytest.mark.parametrize(("id_", "strength"), STRENGTHS)
def test_force_has_its_strength(rows: dict[str, dict[str, str]], id_: str, strength: float) -> None:
    low, high = float(rows[id_]["strength_low"]), float(rows[id_]["strength_high"])
    assert low == high == strength


@pytest.mark.parametrize("name", ["events", "forces"])
def test_points_lie_in_the_country_that_the_row_names(seeds: Path, name: str) -> None:
    frame = read(seeds / f"{name}.csv").frame
    ends = frame.geometry.map(
        lambda shape: (
            shape.representative_point()
            if shape.geom_type == "Polygon"
            else shapely.Point(shape.coords[-1])
        )
    )
    found = [country_at(LonLat(point.x, point.y)) for point in ends]
    assert found == frame["country"].tolist()


def test_movement_crosses_from_north_korea_to_russia(seeds: Path) -> None:
    frame = read(seeds / "events.csv").frame
    (shape,) = frame.loc[frame["kind"] == "movement", "geometry"]
    ends = [country_at(LonLat(*shape.coords[at])) for at in (0, -1)]
    assert ends == ["PRK", "RUS"]


def test_every_source_is_used_and_every_row_has_one(
    rows: dict[str, dict[str, str]], seeds: Path
) -> None:
    sources = {row["id"] for row in raw(seeds / "sources.csv")}
    assert {row["source"] for row in rows.values()} == sources


def test_every_source_can_be_found(seeds: Path) -> None:
    for row in raw(seeds / "sources.csv"):
        assert row["title"] and row["outlet"] and row["url"].startswith("https://"), row["id"]


def test_readme_of_the_seeds_accounts_for_every_row(
    rows: dict[str, dict[str, str]], seeds: Path
) -> None:
    readme = (seeds / "README.md").read_text(encoding="utf-8")
    for id_, row in rows.items():
        assert re.search(rf"^\|.*\b{re.escape(id_)}\b.*\| {row['source']} \|", readme, re.M), id_


def test_collection_holds_what_makes_the_field_hard(rows: dict[str, dict[str, str]]) -> None:
    events = list(rows.values())
    assert {row["kind"] for row in events} == {"event", "force", "movement", "area"}
    assert {row["status"] for row in events} == {"happened", "ongoing", "planned"}
    assert {row["category"] for row in events} >= CATEGORIES
    assert any(row["country"] == "" for row in events), "an event at sea"
    assert any(row["country"] not in row["actors"].split(";") for row in events), "actors elsewhere"
