"""Online tiles are a choice; when they cannot be reached, the offline map stays and says so."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from timeline.collection import load_collection
from timeline.view.linked import page as write_page


def tiled_page(folder: Path) -> Path:
    path = folder / "tiles.html"
    collection = load_collection()
    text = write_page(collection.frame, title="Tiles", tiles=("OpenStreetMap",))
    path.write_text(text, encoding="utf-8")
    return path


def test_tiles_are_not_asked_for_until_chosen(
    open_page: Callable[..., Any], tmp_path: Path
) -> None:
    opened = open_page(tiled_page(tmp_path))
    assert [url for url in opened.requests if url.startswith("http")] == []
    assert opened.page.locator(".dl-tiles").is_visible()


def test_tiles_out_of_reach_give_way_with_a_word(
    open_page: Callable[..., Any], tmp_path: Path
) -> None:
    opened = open_page(tiled_page(tmp_path))
    opened.page.locator(".dl-tiles summary").click()
    opened.page.get_by_role("button", name="OpenStreetMap").click()
    opened.page.locator(".dl-toast").wait_for(timeout=15_000)
    assert "offline" in opened.page.locator(".dl-toast").inner_text()
    assert opened.page.locator(".leaflet-tile-pane img").count() == 0
    assert [url for url in opened.requests if url.startswith("http")] != []
