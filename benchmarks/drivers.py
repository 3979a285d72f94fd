"""Say how each page is brushed from a script: when it is usable, one step, where it is.

A driver is JavaScript for an object with `usable()`, `step(start_ms, end_ms)` and
`at()`, the end of the window that the page itself says it shows.
"""

from __future__ import annotations

DRIVERS = {
    "an empty page": """({
    end: 0,
    usable: () => document.readyState === "complete",
    step(start, end) { this.end = end; },
    at() { return this.end; },
  })""",
    "Dateline": """({
    isReady: false,
    usable() {
      window.dateline?.ready.then(() => { this.isReady = true; });
      return this.isReady;
    },
    step: (start, end) => window.dateline.setWindow(start, end),
    at: () => window.dateline.state().window[1],
  })""",
    "folium TimestampedGeoJson": """({
    time: () => NAMED("map_").timeDimension,
    usable() { return this.time().getAvailableTimes().length > 1; },
    step(start, end) { this.time().setCurrentTime(end); },
    at() { return this.time().getCurrentTime(); },
  })""",
    "folium Timeline + slider": """({
    slider: () => NAMED("timeline_slider_"),
    usable() { return document.readyState === "complete" && Boolean(this.slider().timelines[0]); },
    step(start, end) { this.slider().setTime(end); },
    at() { return this.slider().time; },
  })""",
    "kepler.gl time filter": """({
    usable() {
      const { layers, filters } = store.getState().keplerGl.map.visState;
      return layers.length > 0 && filters.length > 0 && document.querySelector("canvas") !== null;
    },
    step(start, end) {
      store.dispatch(KeplerGl.wrapTo("map", KeplerGl.setFilter(0, "value", [start, end])));
    },
    at: () => store.getState().keplerGl.map.visState.filters[0].value[1],
  })""",
    # The slider's model is in nobody's reach; it passes by when its view reads a value.
    "lonboard DataFilterExtension": """({
    first: Date.UTC(1950, 0, 1),
    slider: () => document.querySelector(".noUi-target").noUiSlider,
    usable() { return this.slider() && document.querySelector("canvas") !== null; },
    model() {
      if (this.found) return this.found;
      const { WidgetModel } = window.require("@jupyter-widgets/base");
      const { get } = WidgetModel.prototype;
      const driver = this;
      WidgetModel.prototype.get = function (name) {
        if (get.call(this, "_model_name") === "FloatRangeSliderModel") driver.found = this;
        return get.call(this, name);
      };
      this.slider().set(this.slider().get());
      WidgetModel.prototype.get = get;
      return this.found;
    },
    step(start, end) {
      const days = [start, end].map((time) => (time - this.first) / 86400000);
      this.model().set("value", days);
    },
    at() { return this.first + this.model().get("value")[1] * 86400000; },
  })""",
    "plotly scatter_map animation": """({
    graph: () => document.querySelector(".js-plotly-plot"),
    usable() { return this.graph()._fullLayout.map._subplot.map.loaded(); },
    step(start, end) {
      const year = String(new Date(end).getUTCFullYear() - 1);
      const frame = { duration: 0, redraw: true };
      const options = { mode: "immediate", frame, transition: { duration: 0 } };
      Plotly.animate(this.graph(), [year], options);
    },
    at() { return Date.UTC(1950 + this.graph()._fullLayout.sliders[0].active + 1, 0, 1); },
  })""",
    "swiftmap time layer": """({
    usable: () => window.__ready && document.querySelector("canvas") !== null,
    step(start, end) {
      window.__model.set("time_current", end);
      window.__model.save_changes();
    },
    at: () => window.__model.get("time_current"),
  })""",
}

# Notes the moment when the page was first usable and that state had been painted.
WATCH = """
const NAMED = (start) => window[Object.keys(window).find((name) => name.startsWith(start))];
window.bench = DRIVER;
(() => {
  const painted = () => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => { window.benchUsable = performance.now(); };
    requestAnimationFrame(() => port2.postMessage(0));
  };
  const look = () => {
    let isUsable = false;
    try { isUsable = window.bench.usable(); } catch { /* its parts are not there yet */ }
    if (isUsable) painted();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})();
"""

# A step for each frame, as a drag gives them. Returns in milliseconds, for each step: the time
# from the last frame to this one, and its work: the call itself, then from the start of the
# frame's callbacks until the message that follows its style, layout and paint.
SWEEP = """async ({ windows, budget }) => {
  const { port1, port2 } = new MessageChannel();
  const frame = () => new Promise((done) => {
    let at = 0;
    port1.onmessage = () => done([at, performance.now()]);
    requestAnimationFrame(() => { at = performance.now(); port2.postMessage(0); });
  });
  await frame();
  let [last] = await frame();
  const until = last + budget;
  const frames = [], work = [];
  for (const [start, end] of windows) {
    const next = frame();
    const called = performance.now();
    window.bench.step(start, end);
    const call = performance.now() - called;
    const [at, painted] = await next;
    frames.push(at - last);
    work.push(call + painted - at);
    last = at;
    if (at > until) break;
  }
  return { frames, work };
}"""


# As SWEEP, for our page alone: with "only what the map shows" on and no window, the map goes to
# a box a frame. Returns the work of each, and outside its time what the page then says it shows.
BOXES = """async ({ boxes, budget }) => {
  const map = window[document.getElementById("dateline-config").dataset.map];
  const { port1, port2 } = new MessageChannel();
  const frame = () => new Promise((done) => {
    let at = 0;
    port1.onmessage = () => done([at, performance.now()]);
    requestAnimationFrame(() => { at = performance.now(); port2.postMessage(0); });
  });
  window.dateline.setWindow(null);
  document.querySelector(".dl-only-map input").click();
  await frame();
  const until = performance.now() + budget;
  const work = [], shown = [];
  for (const box of boxes) {
    const next = frame();
    const called = performance.now();
    map.fitBounds(box, { animate: false });
    const call = performance.now() - called;
    const [at, painted] = await next;
    work.push(call + painted - at);
    const bounds = map.getBounds();
    const sides = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
    shown.push([sides, window.dateline.state().counts.certain]);
    if (painted > until) break;
  }
  document.querySelector(".dl-only-map input").click();
  await frame();
  return { work, shown };
}"""

# Sets windows one after the other and returns what our page then counts.
COUNTS = """async (windows) => {
  const counts = [];
  for (const [start, end] of windows) {
    window.dateline.setWindow(start, end);
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const { certain, possible, hidden } = window.dateline.state().counts;
    counts.push([certain, possible, hidden]);
  }
  return counts;
}"""


def watch(name: str) -> str:
    """Return the script that must run before a page's own, for the page of that name."""
    return WATCH.replace("DRIVER", DRIVERS[name])
