"""The smallest outline that holds a point names its sea."""

import numpy as np
import pytest

from geo.waters import load_seas, seas_at


def sea(lat, lon):
    return seas_at(np.array([float(lon)]), np.array([float(lat)]))[0]


@pytest.mark.parametrize(
    "lat, lon, name",
    [
        (40, 134, "Sea of Japan"),
        (38, 130, "Sea of Japan"),
        (24.5, 119.5, "Taiwan Strait"),
        (26.55, 56.25, "Strait of Hormuz"),
        (27, 51.5, "Persian Gulf"),
        (24.5, 59, "Gulf of Oman"),
        (15, 41.5, "Red Sea"),
        (12.6, 43.3, "Bab-el-Mandeb"),
        (13, 49, "Gulf of Aden"),
        (15, 62, "Arabian Sea"),
        (36, 123, "Yellow Sea"),
        (29, 124, "East China Sea"),
        (12, 113, "South China Sea"),
        (20, 130, "Philippine Sea"),
        (34.6, 129.9, "Korea Strait"),
        (20.5, 121.5, "Luzon Strait"),
        (43, 34, "Black Sea"),
        (45.2, 36.6, "Kerch Strait"),
        (34, 20, "Mediterranean Sea"),
        (58, -179, "Bering Sea"),
        (58, 179, "Bering Sea"),
        (30, 180, "North Pacific Ocean"),
        (30, -180, "North Pacific Ocean"),
        (-30, -100, "South Pacific Ocean"),
        (45, -40, "Atlantic Ocean"),
        (-20, 80, "Indian Ocean"),
        (89, 0, "Arctic Ocean"),
        (-62, 0, "Southern Ocean"),
    ],
)
def test_point_at_sea_has_the_name_of_the_sea(lat, lon, name):
    assert sea(lat, lon) == name


def test_outlines_are_sound_and_hold_their_labels():
    for each in load_seas():
        if each.outline is not None:
            assert each.outline.is_valid, each.name
            inside = seas_at(np.array([each.point.lon]), np.array([each.point.lat]))[0]
            assert inside, each.name
            assert each.area_km2 > 100, each.name


def test_only_canals_and_the_whole_pacific_lack_an_outline():
    lacking = {each.name for each in load_seas() if each.outline is None}
    assert lacking == {"Pacific Ocean", "Suez Canal", "Panama Canal"}


def test_no_points_are_in_no_sea():
    assert seas_at(np.array([]), np.array([])).tolist() == []
