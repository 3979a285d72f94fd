"""Say what each Streamlit app is started with, how many events it shows, and what is dragged.

An app's `shown` is JavaScript for the number of events on its map, `element` for the map's
element, and `map` for the object behind it; both stay the same as long as nothing is remounted.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from timeline.cli import OPEN_MARK

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class App:
    """A Streamlit app: its name, its command line, and JavaScript that looks into it."""

    name: str
    script: Path
    mark: str
    shown: str
    element: str
    map: str
    dragged: str
    prepare: str = ""

    def arguments(self, events: Path) -> list[str]:
        """Return what follows `streamlit run`, but for Streamlit's own flags."""
        return [str(self.script), "--", self.mark, str(events)]


OURS = App(
    name="Dateline, app.py",
    script=HERE.parent / "app.py",
    mark=OPEN_MARK,
    shown="""() => {
      const { certain, possible } = FOUND(".dateline").dateline.state().counts;
      return certain + possible;
    }""",
    element="""() => FOUND(".dl-map")""",
    map="""() => FOUND(".dateline").dateline""",
    dragged=".dl-time [role=slider] >> nth=-1",
    prepare="""() => FOUND(".dateline").dateline.setWindow(Date.UTC(1970), Date.UTC(1980))""",
)
FOLIUM = App(
    name="st_folium, CircleMarkers",
    script=HERE / "streamlit_peers.py",
    mark="st_folium, CircleMarkers",
    shown="""() => {
      const { L, map } = FOUND("iframe").contentWindow;
      return Object.values(map._layers).filter((layer) => layer instanceof L.CircleMarker).length;
    }""",
    element="""() => FOUND("iframe").contentDocument.querySelector(".leaflet-container")""",
    map="""() => FOUND("iframe").contentWindow.map""",
    dragged="iframe",
)
# The map object of deck.gl is in nobody's reach but that of the React component above its canvas.
DECK = """() => {
      const canvas = FOUND("[data-testid=stDeckGlJsonChart] canvas");
      if (canvas.benchDeck) return canvas.benchDeck;
      let node = canvas[Object.keys(canvas).find((key) => key.startsWith("__reactFiber"))];
      for (; node; node = node.return) {
        for (let hook = node.memoizedState; hook; hook = hook.next) {
          const deck = hook.memoizedState?.current?.deck;
          if (deck) return (canvas.benchDeck = deck);
        }
      }
      throw new Error("deck.gl is not there yet");
    }"""
PYDECK = App(
    name="st.pydeck_chart, points",
    script=HERE / "streamlit_peers.py",
    mark="st.pydeck_chart, points",
    shown=f"() => ({DECK})().props.layers[0].props.data.length",
    element="""() => FOUND("[data-testid=stDeckGlJsonChart] canvas")""",
    map=DECK,
    dragged="[data-testid=stDeckGlJsonChart]",
)
APPS = (OURS, FOLIUM, PYDECK)

# Runs before the page's own scripts. Looks in each frame how many events are shown; notes each
# new number with the moment when it had been painted, and the moment of the last press.
WATCH = """
if (window.top === window) {
  const held = new Map();
  const deep = (selector, root) => {
    const found = root.querySelector(selector);
    if (found) return found;
    for (const one of root.querySelectorAll("*")) {
      const inside = one.shadowRoot && deep(selector, one.shadowRoot);
      if (inside) return inside;
    }
    return null;
  };
  window.FOUND = (selector) => {
    if (!held.get(selector)?.isConnected) held.set(selector, deep(selector, document));
    return held.get(selector);
  };
  window.bench = { seen: [], pressed: 0 };
  window.addEventListener("pointerup", (event) => { bench.pressed = event.timeStamp; }, true);
  const shown = SHOWN;
  let last = -1;
  const note = (count) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => bench.seen.push([count, performance.now()]);
    port2.postMessage(0);
  };
  const look = () => {
    let count = last;
    try { count = shown(); } catch { /* its parts are not there, or not yet again */ }
    if (count !== last) note((last = count));
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
"""

# Milliseconds from the last press, or from the start, to the picture of so many events; 0: not yet.
SHOWN_AFTER = """(count) => {
  const found = bench.seen.find(([seen, at]) => seen === count && at > bench.pressed);
  return found ? found[1] - bench.pressed : 0;
}"""


def watch(app: App) -> str:
    """Return the script that must run before the page's own, for this app."""
    return WATCH.replace("SHOWN;", f"{app.shown};")
