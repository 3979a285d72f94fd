/**
 * Build what stands around the map and the timeline: the header that says in words
 * what is shown, the toolbar, the legend and the reader's filters.
 */
import { ceilDay, DAY, monthsBefore, parseTyped } from "./calendar.ts";
import type { Window } from "./certainty.ts";
import { button, iconButton, iconOf, make } from "./dom.ts";
import { facets, type CountryRole, type Facet, type Filters } from "./filters.ts";
import { drawEvent, drawForce, fitCanvas } from "./glyphs.ts";
import type { LaneField } from "./lanes.ts";
import { glyphOf } from "./palette.ts";
import type { Tab } from "./panel.ts";
import { MODES, SPEEDS, type Mode } from "./playback.ts";
import type { Scene } from "./scene.ts";

export interface ChromeHost {
  filters(): Filters;
  setFilters(filters: Filters): void;
  clearChip(id: string): void;
  openTab(tab: Tab): void;
  togglePanel(): void;
  copyLink(): void;
  setWindow(window: Window | null, isSettled: boolean): void;
  setLanes(field: LaneField): void;
  fit(to: "window" | "all"): void;
  zoomTime(factor: number): void;
  play(): void;
  stepTime(by: 1 | -1): void;
  setMode(mode: Mode): void;
  setSpeed(speed: number): void;
  setOnlyMap(isOn: boolean): void;
  help(): void;
  writeStory(): void;
  tellStory(): void;
  savePicture(format: "png" | "svg"): void;
  windowStates(mask: Uint8Array | null): Uint8Array;
}

export class Header {
  readonly element: HTMLElement;
  private readonly title = make("h1", "dl-title", { dir: "auto" });
  private readonly sentence = make("p", "dl-sentence");
  private readonly chips = make("div", "dl-chips", { role: "group" });
  private readonly counts = make("div", "dl-counts");
  private readonly host: ChromeHost;
  private windowChip: HTMLElement | null = null;
  private scene: Scene | null = null;
  private filters: Filters | null = null;
  private hasWindow = false;

  constructor(scene: Scene, host: ChromeHost, hasFilters: boolean, toggleFilters: () => void, shares: boolean, story: "none" | "read" | "edit") {
    this.host = host;
    const { words } = scene;
    const tools = make("div", "dl-tools");
    if (hasFilters) tools.append(iconButton("filter", words.t("filters"), "dl-filters-button", toggleFilters));
    tools.append(iconButton("list", words.t("showTable"), "dl-panel-button", () => host.togglePanel()));
    if (story === "edit") tools.append(iconButton("add", words.t("storyAdd"), "dl-story-add", () => host.writeStory()));
    if (story !== "none") tools.append(iconButton("story", words.t("story"), "dl-story-button", () => host.tellStory()));
    tools.append(pictureMenu(scene, host));
    if (shares) tools.append(iconButton("link", words.t("share"), "dl-share-button", () => host.copyLink()));
    tools.append(iconButton("help", words.t("help"), "dl-help-button", () => host.help()));
    this.chips.setAttribute("aria-label", words.t("filters"));
    this.element = make("header", "dl-head", {},
      this.title, this.sentence, this.chips, this.counts, tools);
  }

  /** Called some twenty times a second while a window is dragged, so what stays is left alone. */
  render(scene: Scene, window: Window | null, filters: Filters): void {
    const { words, split, data } = scene;
    const total = data.header.total || data.n;
    this.title.textContent = data.header.title || words.t("app");
    this.sentence.replaceChildren(make("b", "", {}, words.number(split.shownCount)), ...boldAround(words.t("shownOf", { shown: "\u0000", total: "\u0001" }), words.number(total)));
    if (split.possible) this.sentence.append(" · ", make("span", "dl-possible-words", {}, words.t("possibleCount", { count: split.possible })));
    this.sentence.append(` · ${words.window(window)}`);
    if (this.scene !== scene || this.filters !== filters || this.hasWindow !== (window !== null)) this.renderChips(scene, window, filters);
    else if (window) this.nameWindowChip(words, window);
    if (this.scene !== scene) this.renderCounts(scene);
    [this.scene, this.filters, this.hasWindow] = [scene, filters, window !== null];
  }

  /** Say everything anew next time: the words themselves have changed. */
  forget(): void {
    this.scene = null;
  }

  private renderChips(scene: Scene, window: Window | null, filters: Filters): void {
    const { words, data } = scene;
    const chips = data.header.chips.map(({ id, label }) => this.chip(words.t("removeFilter", { label }), label, () => this.host.clearChip(id)));
    const without = (key: "countries" | "categories" | "kinds", value: string): Filters => ({ ...filters, [key]: filters[key].filter((one) => one !== value) });
    for (const code of filters.countries) chips.push(this.filterChip(words, words.country(code), without("countries", code)));
    for (const name of filters.categories) chips.push(this.filterChip(words, words.term(name), without("categories", name)));
    for (const name of filters.kinds) chips.push(this.filterChip(words, words.term(name), without("kinds", name)));
    if (filters.text.trim()) chips.push(this.filterChip(words, `“${filters.text.trim()}”`, { ...filters, text: "" }));
    if (window) {
      chips.push((this.windowChip = this.chip("", " ", () => this.host.setWindow(null, true))));
      this.nameWindowChip(words, window);
    }
    this.chips.replaceChildren(...chips);
  }

  private nameWindowChip(words: Scene["words"], window: Window): void {
    const label = words.window(window);
    const name = `${label} × ${words.t("clearWindow")}`;
    this.windowChip!.firstChild!.nodeValue = label;
    this.windowChip!.setAttribute("aria-label", name);
    this.windowChip!.title = name;
  }

  private filterChip(words: Scene["words"], label: string, rest: Filters): HTMLElement {
    return this.chip(words.t("removeFilter", { label }), label, () => this.host.setFilters(rest));
  }

  private chip(name: string, label: string, remove: () => void): HTMLElement {
    const made = button(label, "dl-chip", remove, { "aria-label": name, title: name });
    made.append(make("span", "dl-chip-x", { "aria-hidden": "true" }, "×"));
    return made;
  }

  private renderCounts(scene: Scene): void {
    const { counts, rejected } = scene.data.header;
    const numbers: [Tab, number][] = [
      ["undated", counts["undated"] ?? 0], ["unplaced", counts["unplaced"] ?? 0], ["rejected", counts["rejected"] ?? rejected.length],
      ["review", counts["review"] ?? 0],
    ];
    this.counts.replaceChildren(...numbers.map(([tab, count]) => {
      const made = button(scene.words.t(tab), "dl-count-button", () => this.host.openTab(tab), { "data-count": tab });
      made.append(" ", make("b", "", {}, scene.words.number(count)));
      if (!count) made.classList.add("dl-zero");
      return made;
    }));
  }
}

/** A picture of map, timeline, legend and window, as pixels or as lines. */
function pictureMenu(scene: Scene, host: ChromeHost): HTMLElement {
  const { words } = scene;
  const menu = make("details", "dl-menu", {}, make("summary", "dl-icon", { "aria-label": words.t("savePicture"), title: words.t("savePicture") }, iconOf("picture")));
  const choose = (format: "png" | "svg") => (): void => { menu.open = false; host.savePicture(format); };
  menu.append(make("div", "dl-menu-list", {}, button(words.t("savePng"), "dl-small", choose("png")), button(words.t("saveSvg"), "dl-small", choose("svg"))));
  return menu;
}

/** "37 of 214 events" with the numbers in bold, whatever the language puts first. */
function boldAround(template: string, total: string): (Node | string)[] {
  const [, rest = ""] = template.split("\u0000");
  const [before, after = ""] = rest.split("\u0001");
  return [before, make("b", "", {}, total), after];
}

export class Toolbar {
  readonly element: HTMLElement;
  private readonly from = make("input", "dl-date", { type: "text", autocomplete: "off", spellcheck: "false" });
  private readonly to = make("input", "dl-date", { type: "text", autocomplete: "off", spellcheck: "false" });
  private readonly problem = make("span", "dl-problem", { role: "alert" });
  private readonly host: ChromeHost;
  private scene: Scene;
  private readonly lanes: HTMLSelectElement;
  private readonly onlyMap: HTMLInputElement;
  private playButton: HTMLButtonElement | null = null;

  constructor(scene: Scene, host: ChromeHost, whole: () => Window) {
    this.scene = scene;
    this.host = host;
    const { words } = scene;
    this.from.setAttribute("aria-label", words.t("fromDate"));
    this.to.setAttribute("aria-label", words.t("toDate"));
    [this.from.placeholder, this.to.placeholder] = [words.t("from"), words.t("to")];
    for (const input of [this.from, this.to]) {
      input.addEventListener("change", () => this.typed(whole()));
      input.addEventListener("keydown", (event) => event.stopPropagation());
    }
    this.lanes = make("select", "dl-select", { "aria-label": words.t("lanes") });
    for (const [value, key] of [["category", "laneCategory"], ["country", "laneCountry"], ["actor", "laneActor"]] as const) {
      this.lanes.append(make("option", "", { value }, words.t(key)));
    }
    this.lanes.addEventListener("change", () => host.setLanes(this.lanes.value as LaneField));
    this.onlyMap = make("input", "", { type: "checkbox" });
    this.onlyMap.addEventListener("change", () => host.setOnlyMap(this.onlyMap.checked));
    this.element = make("div", "dl-toolbar", {}, this.player(),
      make("span", "dl-dates", {}, this.from, make("span", "dl-muted", {}, "–"), this.to), this.presets(), this.problem, make("span", "dl-grow"),
      make("span", "dl-zoom", {},
        button("−", "dl-small", () => host.zoomTime(1.6), { "aria-label": words.t("zoomOut"), title: words.t("zoomOut") }),
        button("+", "dl-small", () => host.zoomTime(1 / 1.6), { "aria-label": words.t("zoomIn"), title: words.t("zoomIn") }),
        iconButton("fitWindow", words.t("fitWindow"), "", () => host.fit("window")),
        iconButton("fitAll", words.t("fitAll"), "", () => host.fit("all"))),
      make("label", "dl-only-map", {}, this.onlyMap, words.t("onlyMap")),
      make("label", "dl-lanes-label", {}, make("span", "dl-muted", {}, words.t("lanes")), this.lanes));
  }

  private window: Window | null = null;

  private player(): HTMLElement {
    const { words } = this.scene;
    this.playButton = iconButton("play", words.t("play"), "dl-play", () => this.host.play());
    const mode = make("select", "dl-select", { "aria-label": words.t("playMode"), title: words.t("playMode") });
    const names = { window: "modeWindow", cumulative: "modeCumulative", instant: "modeInstant" } as const;
    for (const value of MODES) mode.append(make("option", "", { value }, words.t(names[value])));
    mode.addEventListener("change", () => this.host.setMode(mode.value as Mode));
    const speed = make("select", "dl-select dl-speed", { "aria-label": words.t("speed"), title: words.t("speed") });
    for (const value of SPEEDS) speed.append(make("option", "", { value }, `${words.number(value)}×`));
    speed.value = "1";
    speed.addEventListener("change", () => this.host.setSpeed(Number(speed.value)));
    return make("span", "dl-player", { role: "group", "aria-label": words.t("play") },
      iconButton("back", words.t("stepBack"), "", () => this.host.stepTime(-1)), this.playButton,
      iconButton("on", words.t("stepOn"), "", () => this.host.stepTime(1)), mode, speed);
  }

  /** New events, the same controls. */
  use(scene: Scene): void {
    this.scene = scene;
  }

  showPlaying(isPlaying: boolean): void {
    const { words } = this.scene;
    const label = words.t(isPlaying ? "pause" : "play");
    this.playButton!.replaceChildren(iconOf(isPlaying ? "pause" : "play"));
    this.playButton!.setAttribute("aria-label", label);
    this.playButton!.title = label;
  }

  private presets(): HTMLElement {
    const { words } = this.scene;
    const group = make("span", "dl-presets", { role: "group" });
    for (const [key, startOf] of PRESETS) group.append(button(words.t(key), "dl-preset", () => this.preset(startOf)));
    group.append(button(words.t("presetAll"), "dl-preset", () => this.host.setWindow(null, true)));
    return group;
  }

  /** A day, week, month or year that ends where the present window ends, or with the last event. */
  private preset(startOf: (end: number) => number): void {
    const end = this.window ? this.window[1] : lastDay(this.scene.data);
    this.host.setWindow(end === null ? null : [startOf(end), end], true);
  }

  private typed(whole: Window): void {
    const [a, b] = [this.from.value.trim(), this.to.value.trim()];
    this.problem.textContent = "";
    if (!a && !b) return this.host.setWindow(null, true);
    const start = a ? parseTyped(a) : whole;
    const end = b ? parseTyped(b) : whole;
    if (!start || !end) return this.complain(this.scene.words.t("badDate", { value: start ? b : a }));
    if (start[0] >= end[1]) return this.complain(this.scene.words.t("reversedDates"));
    this.host.setWindow([start[0], end[1]], true);
  }

  private complain(sentence: string): void {
    this.problem.textContent = sentence;
  }

  render(window: Window | null, field: LaneField): void {
    this.window = window;
    const focused = (this.element.getRootNode() as Document | ShadowRoot).activeElement;
    if (focused !== this.from) this.from.value = window ? this.scene.words.typeable(window[0]) : "";
    if (focused !== this.to) this.to.value = window ? this.scene.words.typeable(window[1] - DAY) : "";
    this.lanes.value = field;
    if (this.problem.textContent) this.problem.textContent = "";
  }
}

const PRESETS = [
  ["presetDay", (end: number) => end - DAY],
  ["presetWeek", (end: number) => end - 7 * DAY],
  ["presetMonth", (end: number) => monthsBefore(end, 1)],
  ["presetYear", (end: number) => monthsBefore(end, 12)],
] as const;

/** Where the day after the last dated moment begins; null when nothing has a date. */
export function lastDay({ n, earliest, latest }: Pick<Scene["data"], "n" | "earliest" | "latest">): number | null {
  let last = -Infinity;
  for (let row = 0; row < n; row++) {
    // What is open to the end has no last moment, but what began a day before its end is known.
    const time = Number.isFinite(latest[row]) ? latest[row] : earliest[row] + DAY;
    if (Number.isFinite(time) && time > last) last = time;
  }
  return Number.isFinite(last) ? ceilDay(last) : null;
}

/** What the marks mean; a click on a category filters by it. */
const ACTORS_MOST = 6;

export class Legend {
  readonly element: HTMLElement;
  private readonly list = make("ul");

  constructor(scene: Scene, isOpen: boolean) {
    const summary = make("summary", "", {}, scene.words.t("legend"));
    const details = make("details", "dl-legend", {}, summary, this.list);
    details.open = isOpen;
    this.element = details;
  }

  render(scene: Scene, filters: Filters, toggle: (category: string) => void, toggleForces: () => void): void {
    const { words } = scene;
    const entries = scene.usedCategories().map((code) => this.category(scene, code, filters, toggle));
    if (!scene.forces.isEmpty) entries.push(...this.forces(scene, filters, toggleForces));
    if (scene.hasHollow()) entries.push(plain(scene, words.t("planned"), (ctx) => drawEvent(ctx, 9, 9, 6.5, { colour: scene.theme.muted, glyph: "none", hollow: true, alpha: 1 }, scene.theme)));
    this.list.replaceChildren(...entries);
  }

  /** One entry for all forces, which filters by them; where several actors have some, a key to their colours. */
  private forces(scene: Scene, filters: Filters, toggle: () => void): HTMLElement[] {
    const { words, forceActors } = scene;
    const isOn = filters.kinds.includes("force");
    const square = (colour: string): HTMLElement => icon((ctx) => drawForce(ctx, 9, 9, 13, { colour, glyph: "none", hollow: false, alpha: 1 }, scene.theme));
    const made = button("", "dl-legend-item", toggle, { "aria-pressed": String(isOn) });
    const actors = forceActors.filter(Boolean).slice(0, ACTORS_MOST);
    made.append(square(actors.length > 1 ? scene.theme.muted : scene.theme.force), words.t("force"));
    if (filters.kinds.length && !isOn) made.classList.add("dl-off");
    if (actors.length < 2) return [make("li", "", {}, made)];
    return [make("li", "", {}, made), ...actors.map((actor) => make("li", "dl-legend-item", {}, square(scene.forceColour(actor)), words.country(actor)))];
  }

  private category(scene: Scene, code: number, filters: Filters, toggle: (category: string) => void): HTMLElement {
    const name = scene.categories[code];
    const isOn = filters.categories.includes(name);
    const made = button("", "dl-legend-item", () => toggle(name), { "aria-pressed": String(isOn) });
    made.append(icon((ctx) => drawEvent(ctx, 9, 9, 6.5, { colour: scene.colours[code], glyph: glyphOf(code), hollow: false, alpha: 1 }, scene.theme)), scene.words.term(name));
    if (filters.categories.length && !isOn) made.classList.add("dl-off");
    return make("li", "", {}, made);
  }
}

function icon(draw: (ctx: CanvasRenderingContext2D) => void): HTMLCanvasElement {
  const canvas = make("canvas", "dl-swatch", { "aria-hidden": "true" });
  draw(fitCanvas(canvas, 18, 18));
  return canvas;
}

function plain(_scene: Scene, label: string, draw: (ctx: CanvasRenderingContext2D) => void): HTMLElement {
  return make("li", "dl-legend-item", {}, icon(draw), label);
}

/** The reader's own filters, in the exported file and the notebook; the app has its sidebar. */
export class FilterDrawer {
  readonly element: HTMLElement;
  private readonly host: ChromeHost;
  private readonly search = make("input", "dl-search", { type: "search", autocomplete: "off" });
  private readonly role = make("select", "dl-select");
  private readonly countries = make("fieldset", "dl-facets");
  private readonly categories = make("fieldset", "dl-facets");

  constructor(scene: Scene, host: ChromeHost, close: () => void) {
    this.host = host;
    const { words } = scene;
    this.search.placeholder = words.t("searchHint");
    this.search.setAttribute("aria-label", words.t("search"));
    this.search.addEventListener("input", () => host.setFilters({ ...host.filters(), text: this.search.value }));
    this.search.addEventListener("keydown", (event) => { if (event.key !== "Escape") event.stopPropagation(); });
    this.role.setAttribute("aria-label", words.t("countryRole"));
    for (const [value, key] of [["either", "roleEither"], ["where", "roleWhere"], ["who", "roleWho"]] as const) {
      this.role.append(make("option", "", { value }, words.t(key)));
    }
    this.role.addEventListener("change", () => host.setFilters({ ...host.filters(), role: this.role.value as CountryRole }));
    const head = make("div", "dl-drawer-head", {}, make("h2", "", {}, words.t("filters")), iconButton("close", words.t("close"), "", close));
    const clear = button(words.t("clearAll"), "dl-small", () => host.setFilters({ countries: [], role: "either", categories: [], kinds: [], text: "" }));
    this.element = make("aside", "dl-drawer", { "aria-label": words.t("filters"), hidden: true }, head,
      this.search, make("label", "dl-role", {}, make("span", "dl-muted", {}, words.t("countryRole")), this.role), this.countries, this.categories, clear);
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  focusSearch(): void {
    this.search.focus();
  }

  render(scene: Scene, filters: Filters): void {
    if (!this.isOpen) return;
    const { words } = scene;
    const focused = (this.element.getRootNode() as Document | ShadowRoot).activeElement as HTMLElement | null;
    if (focused !== this.search) this.search.value = filters.text;
    this.role.value = filters.role;
    const split = (mask: Uint8Array | null): Uint8Array => this.host.windowStates(mask);
    this.fill(this.countries, words.t("country"), facets(scene, filters, "countries", split), filters.countries, (code) => words.country(code), "countries");
    this.fill(this.categories, words.t("category"), facets(scene, filters, "categories", split), filters.categories, (name) => words.term(name), "categories");
  }

  private fill(box: HTMLElement, title: string, found: Facet[], chosen: string[], name: (value: string) => string, key: "countries" | "categories"): void {
    const focused = (this.element.getRootNode() as Document | ShadowRoot).activeElement as HTMLElement | null;
    const kept = focused && box.contains(focused) ? focused.dataset["value"] : undefined;
    const rows = found.map((facet) => this.option(facet, chosen.includes(facet.value), name(facet.value), key));
    box.replaceChildren(make("legend", "", {}, title), ...rows);
    if (kept) box.querySelector<HTMLElement>(`[data-value="${CSS.escape(kept)}"]`)?.focus();
  }

  private option(facet: Facet, isOn: boolean, label: string, key: "countries" | "categories"): HTMLElement {
    const box = make("input", "", { type: "checkbox", "data-value": facet.value });
    box.checked = isOn;
    box.addEventListener("change", () => this.toggle(key, facet.value));
    const count = facet.possible ? `${facet.certain} + ${facet.possible}` : String(facet.certain);
    return make("label", "dl-option", {}, box, make("span", "dl-grow", {}, label), make("span", "dl-count", {}, count));
  }

  private toggle(key: "countries" | "categories", value: string): void {
    const filters = this.host.filters();
    const now = filters[key];
    this.host.setFilters({ ...filters, [key]: now.includes(value) ? now.filter((one) => one !== value) : [...now, value] });
  }
}
