"""Show the linked view in Streamlit; nothing else of the library knows Streamlit.

Streamlit sends a component's script again with every change of its data. So the
library (Leaflet, the view, the basemap) is a component of its own whose message
never changes and is sent once, and the view's own script only waits for it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import streamlit as st

from timeline.view.assets import basemap_text, load_asset

_EXPORT = re.compile(r"export\s*\{[^{}]*\}\s*;?(\s*(?:/\*.*\*/\s*)?)$", re.DOTALL)
_HTML = '<div class="dl-host" style="height: {height}"></div>'
_SHIM = """
const styled = new WeakSet();
const library = () => new Promise((resolve) => {
  const look = () => globalThis.__dateline ? resolve(globalThis.__dateline) : setTimeout(look, 20);
  look();
});
const addressOf = (block) => {
  const length = new DataView(block.buffer, block.byteOffset).getUint32(4, true);
  const header = new TextDecoder().decode(block.subarray(8, 8 + length));
  return JSON.parse(header).options.address;
};
export default async function (component) {
  const { mount, style } = await library();
  const { data: payload, parentElement: root } = component;
  if (styled.has(root)) return mount({ ...component, data: { payload } });
  styled.add(root);
  const element = document.createElement("style");
  element.textContent = style;
  root.prepend(element);
  return mount({ ...component, data: { payload, address: addressOf(payload) } });
}
"""


@dataclass(frozen=True, slots=True)
class Settled:
    """What the reader did: where the view has come to rest, a chip to be cleared, a story told.

    An address that begins with "?" is that of the whole app, which the reader has gone
    back to. `toggled` is an entry of the legend, "category=summit", and `language` the one
    chosen in the view. `story` is JSON for `timeline.story.from_json`, "" as long as nobody
    edits the story whose key is `story_key`.
    """

    address: str = ""
    cleared: str | None = None
    toggled: str | None = None
    language: str | None = None
    story_key: str = ""
    story: str = ""


def linked_timeline(
    block: bytes,
    *,
    key: str,
    height: str = "calc(100dvh - 2rem)",
    on_view: Callable[[], None] | None = None,
    on_clear: Callable[[], None] | None = None,
    on_toggle: Callable[[], None] | None = None,
    on_language: Callable[[], None] | None = None,
) -> Settled:
    """Show a block of `timeline.view.payload.encode`; `height` is a CSS length.

    The block's option "address" is what a new view starts from, "story" the steps it
    tells at first; another "story_key" begins anew. `on_view` is called when the view has
    come to rest elsewhere, `on_clear` when the reader removes a chip, `on_toggle` when an
    entry of the legend is clicked, `on_language` when a language is chosen; `settled(key)`
    then says where and which.
    """
    _library()(key=f"{key}-library")
    view = st.components.v2.component("dateline.view", html=_HTML.format(height=height), js=_SHIM)
    said = view(
        key=key,
        data=block,
        on_view_change=on_view or _nothing,
        on_clear_change=on_clear or _nothing,
        on_toggle_change=on_toggle or _nothing,
        on_language_change=on_language or _nothing,
        on_story_change=_nothing,
    )
    return _settled(said)


def settled(key: str) -> Settled:
    """Say what the reader did last, before the view is drawn again."""
    return _settled(st.session_state.get(key) or {})


def _settled(said: Any) -> Settled:
    story_key, _, story = (said.get("story") or "").partition("\n")
    return Settled(
        address=said.get("view") or "",
        cleared=said.get("clear"),
        toggled=said.get("toggle"),
        language=said.get("language"),
        story_key=story_key,
        story=story,
    )


def _library() -> Callable[..., Any]:
    return st.components.v2.component("dateline.library", js=_library_script())


@cache
def _library_script() -> str:
    module = without_exports(load_asset("component.js"))
    style = load_asset("leaflet.css") + load_asset("view.css")
    return "\n".join(
        (
            module,
            f"globalThis.__datelineBasemap = {json.dumps(basemap_text())};",
            f"globalThis.__dateline.style = {json.dumps(style)};",
            "export default () => {};",
        )
    )


def without_exports(module: str) -> str:
    """Return a built module without its last line, so that more can be added to it."""
    return _EXPORT.sub(r"\1", module)


def _nothing() -> None:
    """Streamlit keeps only those states that somebody asks to hear of."""
