"""Show the review of an article's drafts in Streamlit, and hear what its reader does.

As with the view, the script is sent once, in a component whose message never changes;
the review's own message is its data.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import streamlit as st

from timeline.view.assets import load_asset
from timeline.view.component import without_exports

_HTML = '<div class="rv-host" style="height: {height}"></div>'
_SHIM = """
const styled = new WeakSet();
const library = () => new Promise((resolve) => {
  const look = () => globalThis.__datelineReview ? resolve(globalThis.__datelineReview) : setTimeout(look, 20);
  look();
});
export default async function (component) {
  const { mount, style } = await library();
  const { parentElement: root } = component;
  if (!styled.has(root)) {
    styled.add(root);
    const element = document.createElement("style");
    element.textContent = style;
    root.prepend(element);
  }
  return mount(component);
}
"""  # noqa: E501


def review_drafts(
    data: Mapping[str, Any],
    *,
    key: str,
    height: str = "36rem",
    on_log: Callable[[], None] | None = None,
) -> list[dict[str, Any]]:
    """Show `timeline.view.review_payload.review_data`; the log as the reader has it comes out.

    `on_log` is called when the log has changed; `log_of(key)` then says it, before the
    review is drawn again.
    """
    _library()(key=f"{key}-library")
    component = st.components.v2.component(
        "dateline.review", html=_HTML.format(height=height), js=_SHIM
    )
    said = component(key=key, data=dict(data), on_log_change=on_log or _nothing)
    return _log(said, data["log"])


def log_of(key: str) -> list[dict[str, Any]] | None:
    """Return the log as the reader has it, None before anything was done."""
    said = st.session_state.get(key) or {}
    return None if said.get("log") is None else list(said["log"])


def _log(said: Any, otherwise: Any) -> list[dict[str, Any]]:
    log = said.get("log")
    return list(otherwise if log is None else log)


def _library() -> Callable[..., Any]:
    return st.components.v2.component("dateline.review-library", js=_library_script())


@cache
def _library_script() -> str:
    style = json.dumps(load_asset("review.css"))
    script = without_exports(load_asset("review.js"))
    assigned = f"globalThis.__datelineReview.style = {style};"
    return "\n".join((script, assigned, "export default () => {};"))


def _nothing() -> None:
    """Streamlit keeps only those states that somebody asks to hear of."""
