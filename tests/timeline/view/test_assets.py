import gzip
import json

import pytest

from timeline.errors import PageError
from timeline.view import base91
from timeline.view.assets import basemap_text, load_asset


@pytest.mark.parametrize(
    "name", ["leaflet.js", "leaflet.css", "view.js", "view.css", "component.js"]
)
def test_built_files_are_there_and_ask_for_nothing_outside(name: str) -> None:
    text = load_asset(name)
    assert text
    assert "</script" not in text.lower()
    assert "url(http" not in text
    assert "sourceMappingURL" not in text


def test_missing_file_says_what_to_do() -> None:
    with pytest.raises(PageError, match=r"nowhere\.js is missing .* run 'pip install \.'"):
        load_asset("nowhere.js")


def test_basemap_is_packed_json() -> None:
    basemap = json.loads(gzip.decompress(base91.decode(basemap_text())))
    assert {"topology", "labels"} <= basemap.keys()
