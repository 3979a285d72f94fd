"""Put the linked view on a folium map, and write the page that needs nothing else.

Events travel in a data block, as plain characters, and never through folium's templates,
which would run what they say. A page lets no script run but the ones that are
the same for every collection, known to its policy by their hashes.
"""

from __future__ import annotations

import base64
import copy
import hashlib
import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import folium
import geopandas as gpd
import numpy as np
from branca.element import CssLink, Element, Figure, JavascriptLink

from geo.countries import country_name
from timeline.errors import PageError
from timeline.event import Source
from timeline.query import Window
from timeline.schema import RejectedRow
from timeline.story import Step
from timeline.view.assets import basemap_text, load_asset
from timeline.view.options import view_options
from timeline.view.payload import encode, page_text

LISTED = 2_000

_BOOT = "DatelineView.boot();"
_FOLIUM = tuple(name for name, _ in (*folium.Map.default_js, *folium.Map.default_css))
_LEAFLET_ONLY = """
    Circle CircleMarker ElementAddToElement FeatureGroup FitBounds GeoJson GlobalSwitches
    LayerControl LinkedTimeline Map Marker PolyLine Polygon Rectangle TileLayer Tooltip
"""
_NEEDS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(_LEAFLET_ONLY.split(), ()),
    "Popup": ("jquery",),
    "Html": ("jquery",),
}
_POLICY = (
    "default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; "
    "img-src {images}; connect-src 'none'; base-uri 'none'; form-action 'none'"
)
_OUTSIDE = re.compile(
    r"""<(?:script|link|img|iframe)\b[^>]*\b(?:src|href)\s*=\s*["']?((?:https?:)?//[^"'>\s]*)"""
)
_PAGE_STYLE = """
html { color-scheme: light dark; background: Canvas; color: CanvasText; }
html.light { color-scheme: light; }
html.dark { color-scheme: dark; }
body { display: flex; flex-direction: column; font: 14px/1.45 system-ui, sans-serif; }
body > .dateline, body > .folium-map { flex: 1 1 0; min-height: 0; }
#dateline-about { flex: none; max-height: 50%; overflow: auto; padding: 3px 14px; font-size: 12px; }
#dateline-about ol { margin: 4px 0 8px; padding-inline-start: 24px; }
noscript { overflow: auto; padding: 0 14px; }
"""


class _Literal(Element):
    """Text that branca puts into the page as it is; its own Element would read it as Jinja."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def render(self, **_kwargs: Any) -> str:
        """Return the text."""
        return self.text


class LinkedTimeline(Element):
    """A folium element: the events of a frame on the map, with a timeline linked to it.

    It shows in a notebook and in `map.save(…)`, and carries Leaflet and its own
    scripts with it. `dark` fixes the theme, which else follows the reader's system.
    `story`, `tiles` and `language` are those of `page`.
    """

    def __init__(  # noqa: PLR0913  # as much as a page says
        self,
        frame: gpd.GeoDataFrame,
        *,
        title: str = "",
        dated: str = "",
        sources: Mapping[str, Source] | None = None,
        window: Window | None = None,
        story: Sequence[Step] = (),
        tiles: Sequence[str] = (),
        language: str | None = None,
        dark: bool | None = None,
    ) -> None:
        super().__init__()
        self._name = "LinkedTimeline"
        self._dark = dark
        options = view_options(frame, window=window, story=story, tiles=tiles, language=language)
        self._block = encode(frame, title=title, dated=dated, sources=sources, options=options)

    def render(self, **_kwargs: Any) -> str:
        """Put scripts, styles and data into the figure that the map belongs to."""
        map_, figure = self._map(), self.get_root()
        if not isinstance(figure, Figure):
            raise PageError("The map of a LinkedTimeline is in no figure; add it to a folium.Map.")
        if figure.height is None and figure.ratio == "60%":
            figure.ratio = "75%"
        for name in set(_FOLIUM) - _needed(map_):
            figure.header._children.pop(name, None)
        for name, text in _head().items():
            figure.header.add_child(_Literal(text), name=name)
        data = _data(self._block, map_.get_name(), self._dark)
        figure.html.add_child(_Literal(data), name="dateline_data")
        figure.script.add_child(_Literal(_BOOT), name="dateline_boot")
        return ""

    def _map(self) -> folium.Map:
        above: Element | None = self._parent
        while above is not None and not isinstance(above, folium.Map):
            above = above._parent
        if above is None:
            raise PageError("A LinkedTimeline needs a map; call add_to with a folium.Map.")
        return above


def page(  # noqa: PLR0913  # a page says that much about its events
    frame: gpd.GeoDataFrame,
    *,
    title: str,
    dated: str = "",
    sources: Mapping[str, Source] | None = None,
    built: str | None = None,
    window: Window | None = None,
    story: Sequence[Step] = (),
    tiles: Sequence[str] = (),
    language: str | None = None,
    rejected: Sequence[RejectedRow] = (),
    dark: bool | None = None,
    folium_map: folium.Map | None = None,
) -> str:
    """Write one HTML file that shows the linked view from disk with the network off.

    Equal arguments give equal text. `tiles` are names of `geo.basemap.ONLINE` that the
    reader may choose; the page asks their servers for pictures then, and nobody else.
    `language` is the view's, which else follows the reader's browser. Layers of
    `folium_map` are shown too, as folium writes them; one that needs a file from
    outside raises PageError.
    """
    options = view_options(frame, window=window, story=story, tiles=tiles, language=language)
    block = encode(
        frame,
        title=title,
        dated=dated,
        sources=sources,
        rejected=rejected,
        options=options,
    )
    parts = _FoliumParts(_own_map() if folium_map is None else copy.deepcopy(folium_map))
    scripts = [*parts.head_scripts, load_leaflet(), parts.script, load_asset("view.js"), _BOOT]
    policy = _policy(scripts, [tile["url"] for tile in options.get("tiles", ())])
    return "\n".join(
        (
            "<!DOCTYPE html>",
            f'<html lang="{language or "en"}"{_theme_class(dark)}>',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="generator" content="Dateline">',
            *([f'<meta name="date" content="{html.escape(built)}">'] if built else []),
            f"<title>{html.escape(title or 'Dateline')}</title>",
            *_head().values(),
            parts.head,
            _style(_PAGE_STYLE),
            "</head>",
            "<body>",
            f"<noscript>\n{_listing(frame, title, story)}</noscript>",
            parts.body,
            _about(dated, sources or {}, built),
            _script(parts.script),
            _data(block, parts.map_name, dark),
            _script(_BOOT),
            "</body>",
            "</html>",
            "",
        )
    )


def load_leaflet() -> str:
    """Return Leaflet, told where its marker is: its own search fails where styles are inlined."""
    found = re.search(r"url\((data:image/png[^)]*)\)", _icon_rule(load_asset("leaflet.css")))
    icon = json.dumps(found[1] if found else "")
    defaults = f"{{iconUrl:{icon},iconRetinaUrl:{icon},shadowUrl:''}}"
    return (
        f"{load_asset('leaflet.js')}\n"
        f"L.Icon.Default.imagePath='';L.Icon.Default.mergeOptions({defaults});"
    )


def _icon_rule(style: str) -> str:
    return style.partition(".leaflet-default-icon-path")[2].partition("}")[0]


@cache
def _head() -> dict[str, str]:
    """What every page has in its head, under folium's names where folium has one."""
    return {
        "leaflet": _script(load_leaflet()),
        "leaflet_css": _style(load_asset("leaflet.css")),
        "dateline_css": _style(load_asset("view.css")),
        "dateline_js": _script(load_asset("view.js")),
    }


def _data(block: bytes, map_name: str, dark: bool | None) -> str:
    theme = "" if dark is None else f' data-theme="{_theme(dark)}"'
    return "\n".join(
        (
            f'<div id="dateline-config" data-map="{map_name}"{theme} hidden></div>',
            f'<script type="application/json" id="dateline-data">"{page_text(block)}"</script>',
            f'<script type="application/json" id="dateline-basemap">"{basemap_text()}"</script>',
        )
    )


def _theme(dark: bool) -> str:
    return "dark" if dark else "light"


def _theme_class(dark: bool | None) -> str:
    return "" if dark is None else f' class="{_theme(dark)}"'


def _script(text: str) -> str:
    if "</script" in text.lower() or "<!--" in text:
        raise PageError("A script of the page holds '</script' or '<!--', which would end it.")
    return f"<script>{text}</script>"


def _style(text: str) -> str:
    return f"<style>{text}</style>"


def _policy(scripts: Sequence[str], tile_urls: Sequence[str]) -> str:
    hashes = dict.fromkeys(f"'sha256-{_hash(script)}'" for script in scripts)
    images = dict.fromkeys(("data:", "blob:", *map(_origin, tile_urls)))
    return _POLICY.format(hashes=" ".join(hashes), images=" ".join(images))


def _origin(url: str) -> str:
    """Name the server of a tile address; "{s}" in it stands for several."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.replace('{s}', '*')}"


def _hash(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode("ascii")


# --- what can be read without scripts ---------------------------------------------------------


def _listing(frame: gpd.GeoDataFrame, title: str, story: Sequence[Step]) -> str:
    heading = f"<h1>{html.escape(title or 'Dateline')}</h1>\n"
    told = "".join(map(_told, story))
    if told:
        heading += f"<h2>Story</h2>\n<ol>\n{told}</ol>\n<h2>Events</h2>\n"
    if len(frame) > LISTED:
        return f"{heading}<p>{len(frame):,} events; switch JavaScript on to see them.</p>\n"
    names = ("date", "title", "place", "country", "text", "source")
    rows = frame.iloc[np.argsort(frame["earliest"].to_numpy(), kind="stable")]
    items = zip(*(rows[name] for name in names), strict=True)
    return f"{heading}<ol>\n{''.join(_item(*item) for item in items)}</ol>\n"


def _told(step: Step) -> str:
    days = " – ".join(dict.fromkeys((step.start or "…", step.end or "…")))
    when = "" if step.window.is_open else f" ({html.escape(days)})"
    return f"<li><b>{html.escape(step.title)}</b>{when} {html.escape(step.text)}</li>\n"


def _item(date: str, title: str, place: str, country: str, text: str, source: str) -> str:
    where = ", ".join(filter(None, (place, country_name(country) if country else "")))
    said = ". ".join(filter(None, (where, text.rstrip("."), source)))
    parts = (html.escape(date or "undated"), html.escape(title), html.escape(said))
    return "<li>{}: <b>{}</b>. {}</li>\n".format(*parts)


def _about(dated: str, sources: Mapping[str, Source], built: str | None) -> str:
    facts = (
        f"Collection of {dated}" if dated else "",
        f"built {built}" if built else "",
        f"{len(sources)} sources" if sources else "",
    )
    summary = html.escape(" · ".join(filter(None, facts)))
    if not sources:
        return f'<footer id="dateline-about">{summary}</footer>' if summary else ""
    items = "".join(f"<li>{_citation(source)}</li>\n" for source in sources.values())
    return (
        f'<footer id="dateline-about"><details><summary>{summary}</summary>\n'
        f"<ol>\n{items}</ol>\n</details></footer>"
    )


def _citation(source: Source) -> str:
    text = html.escape(source.citation or source.url)
    if not re.match(r"https?://", source.url):
        return text
    return (
        f'<a href="{html.escape(source.url)}" rel="noopener noreferrer" target="_blank">{text}</a>'
    )


# --- what folium writes -----------------------------------------------------------------------


def _own_map() -> folium.Map:
    return folium.Map(location=(20, 10), zoom_start=2, tiles=None, world_copy_jump=True)


class _FoliumParts:
    """What folium makes of a map: styles, the map's element, and the script that starts it."""

    def __init__(self, map_: folium.Map) -> None:
        figure = _fresh_figure(map_)
        figure.render()
        head = "\n".join(_rendered(figure.header))
        head = re.sub(r"<meta\b[^>]*>", "", head)
        ids = _Ids(figure, map_)
        self.head = ids.settled(head)
        self.body = ids.settled("\n".join(_rendered(figure.html)))
        self.script = ids.settled("\n".join(_rendered(figure.script)))
        self.head_scripts = re.findall(r"<script>(.*?)</script>", self.head, re.DOTALL)
        self.map_name = ids.settled(map_.get_name())


class _Ids:
    """Replaces folium's random ids by numbers, so that equal maps give equal text."""

    def __init__(self, *roots: Element) -> None:
        self._known = {element._id for root in roots for element in _parts_of(root)}
        self._numbers: dict[str, str] = {}

    def settled(self, text: str) -> str:
        """Return a text with every id numbered in the order of first appearance."""
        return re.sub(r"[0-9a-f]{32}", self._number, text)

    def _number(self, found: re.Match[str]) -> str:
        id_ = found[0]
        if id_ not in self._known:
            return id_
        return self._numbers.setdefault(id_, f"{len(self._numbers) + 1}")


def _fresh_figure(map_: folium.Map) -> Figure:
    """Give the figure of a map without what an earlier rendering left in it."""
    figure = map_.get_root()
    if not isinstance(figure, Figure):
        raise PageError("The map is in no figure; pass a folium.Map as folium made it.")
    for element in _tree(map_):
        _refuse_outside(element)
        for name, child in list(element._children.items()):
            if isinstance(child, LinkedTimeline):
                del element._children[name]
    left_over = (*_FOLIUM, "dateline_css", "dateline_js", "dateline_data", "dateline_boot")
    for part in (figure.header, figure.html, figure.script):
        for name in left_over:
            part._children.pop(name, None)
    map_.default_js, map_.default_css = [], []
    return figure


def _refuse_outside(element: Element) -> None:
    """Raise PageError for an element that shows something only with the network on."""
    name = type(element).__name__
    links = [] if isinstance(element, folium.Map) else _links(element)
    if name in ("TileLayer", "WmsTileLayer"):
        links = [("tiles", getattr(element, "tiles", "") or getattr(element, "url", ""))]
    elif getattr(element, "embed", True) is False:
        links = [("data", getattr(element, "embed_link", ""))]
    elif name not in _NEEDS and not links:
        raise PageError(
            f"The map's layer {name} is not one that we know to work offline; leave it out, or "
            "save the map with folium."
        )
    links += [pair for pair in folium.Map.default_js if pair[0] in _NEEDS.get(name, ())]
    for asset, url in links:
        raise PageError(
            f"The map's {name} needs '{asset}' from {url}, which a page that opens offline cannot "
            "fetch; leave it out, or save the map with folium."
        )


def _links(element: Element) -> list[tuple[str, str]]:
    return [*getattr(element, "default_js", ()), *getattr(element, "default_css", ())]


def _needed(map_: folium.Map) -> set[str]:
    """Name what the layers of a map need of all that folium links by default."""
    layers = [element for element in _tree(map_) if element is not map_]
    return {name for layer in layers for name in _NEEDS.get(type(layer).__name__, _FOLIUM)}


def _tree(element: Element) -> Iterator[Element]:
    yield element
    for child in element._children.values():
        yield from _tree(child)


def _parts_of(element: Element) -> Iterator[Element]:
    """Go through a tree, and through what folium keeps beside it."""
    for found in _tree(element):
        yield found
        for name in ("header", "html", "script", "global_switches"):
            part = getattr(found, name, None)
            if isinstance(part, Element):
                yield from _parts_of(part)


def _rendered(part: Element) -> Iterator[str]:
    for name, child in part._children.items():
        if isinstance(child, (JavascriptLink, CssLink)):
            raise PageError(
                f"The map needs '{name}' from {child.url}, which a page that opens offline cannot "
                "fetch; leave out the layer that asks for it."
            )
        if name == "meta_http":
            continue
        text = child.render()
        if found := _OUTSIDE.search(text):
            raise PageError(
                f"The map's '{name}' asks for {found[1]}; a page can hold nothing of it."
            )
        yield text
