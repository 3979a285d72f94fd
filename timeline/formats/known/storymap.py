"""Slides of StoryMapJS: an order of places, with whatever words for a date.

On a picture instead of a map ("zoomify", a map as image) the coordinates are no place on
Earth, so that the slides stay unplaced. The position on the picture is kept.
"""

from collections.abc import Mapping
from typing import Any

from timeline.dates import read_dates
from timeline.formats.known.schema import Known
from timeline.formats.markup import plain_text
from timeline.formats.records import as_text
from timeline.formats.table import Table
from timeline.schema import RejectedRow

_NAME = "StoryMapJS"


def slides_of(root: Any) -> list[Any] | None:
    """The slides of a story map, None for other JSON."""
    story = root.get("storymap") if isinstance(root, dict) else None
    slides = story.get("slides") if isinstance(story, dict) else None
    return slides if isinstance(slides, list) else None


def read_storymap(root: Any) -> Known | None:
    """Read the slides in their order; None when the JSON is no story map."""
    slides = slides_of(root)
    if slides is None:
        return None
    held = [(line, slide) for line, slide in enumerate(slides, 1) if isinstance(slide, dict)]
    odd = [
        RejectedRow(line, "", str(slide)[:200], "it is no slide of StoryMapJS")
        for line, slide in enumerate(slides, 1)
        if not isinstance(slide, dict)
    ]
    story = root["storymap"]
    is_picture = story.get("map_type") == "zoomify" or bool(story.get("map_as_image"))
    rows = [_row(slide, line, is_picture=is_picture) for line, slide in held]
    names = list(dict.fromkeys(name for row in rows for name in row))
    columns = {name: [row.get(name, "") for row in rows] for name in names}
    notes = [f"Recognised as {_NAME}; its order is kept in the column slide."]
    _read_dates(columns)
    if is_picture:
        notes.append("The map of the story is a picture, so its points are no places on Earth.")
    return Known(_NAME, Table(columns, [line for line, _ in held], tuple(odd), tuple(notes)))


def _row(slide: Mapping[str, Any], number: int, *, is_picture: bool) -> dict[str, str]:
    text, place, media = (_part(slide, key) for key in ("text", "location", "media"))
    lat, lon = _said(place.get("lat")), _said(place.get("lon"))
    where = (
        {"picture_x": lon, "picture_y": lat} if is_picture else {"longitude": lon, "latitude": lat}
    )
    if not (lat and lon) and not is_picture:
        where = {"longitude": "", "latitude": ""}
    return {
        "title": plain_text(_said(text.get("headline"))) or f"Slide {number}",
        "text": plain_text(_said(text.get("text"))),
        "date": _said(slide.get("date")).strip(),
        "place": _said(place.get("name")),
        "category": "overview" if slide.get("type") == "overview" else "",
        "url": _said(media.get("url")),
        "slide": str(number),
        "media_caption": _said(media.get("caption")),
        "media_credit": _said(media.get("credit")),
    } | where


def _part(slide: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    held = slide.get(key)
    return held if isinstance(held, dict) else {}


def _said(value: Any) -> str:
    return "" if isinstance(value, dict | list) else as_text(value)


def _read_dates(columns: dict[str, list[str]]) -> None:
    """A date is any words there: what is none stays as words."""
    said = columns.get("date", [])
    unread = read_dates(said).errors
    columns["date_text"] = [text if row in unread else "" for row, text in enumerate(said)]
    columns["date"] = ["" if row in unread else text for row, text in enumerate(said)]
