"""The offline basemap can be drawn as it comes, and the online ones are a choice."""

import gzip
import json

import numpy as np
import pytest

import geo.basemap
from geo.basemap import ATTRIBUTION, ONLINE, load_basemap, online_basemap
from geo.countries import load_countries
from geo.errors import GeoError


@pytest.fixture(scope="module")
def basemap():
    return json.loads(load_basemap())


@pytest.fixture(scope="module")
def arcs(basemap):
    transform = basemap["topology"]["transform"]
    return [
        np.cumsum(arc, axis=0) * transform["scale"] + transform["translate"]
        for arc in basemap["topology"]["arcs"]
    ]


def rings(geometry, arcs):
    for polygon in geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]:
        for ring in polygon:
            yield np.concatenate([arcs[i] if i >= 0 else arcs[~i][::-1] for i in ring])


def test_basemap_holds_land_water_and_lines(basemap):
    assert sorted(basemap) == ["labels", "topology"]
    assert sorted(basemap["topology"]["objects"]) == [
        "borders",
        "coast",
        "countries",
        "lakes",
        "rivers",
    ]


def test_every_country_is_drawn_under_its_code_and_name(basemap):
    drawn = basemap["topology"]["objects"]["countries"]["geometries"]
    assert [(c["id"], c["properties"]["a2"], c["properties"]["name"]) for c in drawn] == [
        (c.alpha3, c.alpha2, c.name) for c in load_countries()
    ]


def test_no_outline_runs_across_the_map(basemap, arcs):
    for country in basemap["topology"]["objects"]["countries"]["geometries"]:
        for ring in rings(country, arcs):
            assert np.abs(ring[:, 0]).max() <= 180
            assert (ring[0] == ring[-1]).all()
            leaps = np.abs(np.diff(ring[:, 0])) > 90
            along_the_foot = np.maximum(ring[1:, 1], ring[:-1, 1]) < -85.05
            assert (along_the_foot | ~leaps).all(), country["id"]


@pytest.mark.parametrize("name", ["coast", "borders"])
def test_lines_leave_out_the_edge_of_the_map(basemap, arcs, name):
    for line in basemap["topology"]["objects"][name]["arcs"]:
        at = np.concatenate([arcs[i] if i >= 0 else arcs[~i][::-1] for i in line])
        beside = (np.abs(at[:, 0]) == 180) | (at[:, 1] < -85.05)
        moved = (np.diff(at, axis=0) != 0).any(axis=1)
        assert not (beside[:-1] & beside[1:] & moved).any()


def test_labels_are_on_the_globe_and_ranked(basemap):
    countries = [label for label in basemap["labels"] if label["kind"] == "country"]
    seas = [label for label in basemap["labels"] if label["kind"] != "country"]
    assert [label["rank"] for label in countries] == list(range(250))
    assert len(seas) > 100
    assert {label["kind"] for label in seas} == {"ocean", "sea", "bay", "gulf", "strait", "channel"}
    for label in basemap["labels"]:
        assert abs(label["lon"]) <= 180 and abs(label["lat"]) <= 85
        assert 1 <= label["minzoom"] <= 8


def test_basemap_leaves_room_in_a_page():
    assert len(gzip.compress(load_basemap(), compresslevel=9, mtime=0)) < 240_000


def test_missing_basemap_says_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setattr(geo.basemap, "files", lambda package: tmp_path)
    with pytest.raises(GeoError, match="pip install"):
        load_basemap()


def test_credit_names_natural_earth():
    assert ATTRIBUTION == "Made with Natural Earth"


@pytest.mark.parametrize("name", ONLINE)
def test_online_basemap_needs_no_key(name):
    tiles = online_basemap(name)
    assert all(part in tiles["url"] for part in ("https://", "{z}", "{x}", "{y}"))
    assert tiles["url"].count("{") == 3
    assert tiles["attribution"] and "<" not in tiles["attribution"]
    assert 10 <= tiles["max_zoom"] <= 22


def test_unknown_online_basemap_names_the_choices():
    with pytest.raises(GeoError, match=r"'Google'.*OpenStreetMap, OpenTopoMap"):
        online_basemap("Google")
