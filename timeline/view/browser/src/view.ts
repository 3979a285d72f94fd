/**
 * Put the linked view together and keep its state: window, selection, hover,
 * filters. Every change goes through one place and is drawn in the next frame, on
 * map, timeline, list and header alike.
 */
import * as L from "leaflet";
import type { Address } from "./address.ts";
import { BasemapLayer, type Basemap } from "./basemap.ts";
import { renderCard } from "./card.ts";
import { DAY } from "./calendar.ts";
import { CERTAIN, POSSIBLE, Split, type Window } from "./certainty.ts";
import { FilterDrawer, Header, Legend, Toolbar, type ChromeHost } from "./chrome.ts";
import { debounce, make } from "./dom.ts";
import { maskOf, NO_FILTERS, withChips, type Filters } from "./filters.ts";
import { inOrder, type LaneField } from "./lanes.ts";
import { renderHelp } from "./help.ts";
import { FAN_MOST, MapPainter, MarksLayer, type Camera, type Hit } from "./marks.ts";
import { MapTools, type MapToolsHost } from "./maptools.ts";
import { contrasting, DARK, LIGHT, type Theme } from "./palette.ts";
import { Panel, type Tab } from "./panel.ts";
import { Playback, type Mode } from "./playback.ts";
import { pictureCanvas, pictureSvg, type Parts } from "./picture.ts";
import type { Collection } from "./payload.ts";
import { Scene } from "./scene.ts";
import { daysOf, download, Story, windowOf, type StoryHost, type StoryStep } from "./story.ts";
import { TileChoice, type OnlineBasemap } from "./tiles.ts";
import { Timeline, type TimelineHost } from "./timeline.ts";
import type { Words } from "./words.ts";

export interface ViewOptions {
  dark?: boolean;
  /** The reader's own filters inside the view; off where the app has a sidebar. */
  filters?: boolean;
  share?: (address: Address) => string;
  onSettled?: (address: Address) => void;
  onClearChip?: (id: string) => void;
  /** Takes a click on the legend, where the filters are the page's: "category=summit". */
  onLegend?: (id: string) => void;
  /** Steps that came with the data; in the app a person may add to them. */
  story?: readonly StoryStep[];
  canEditStory?: boolean;
  onStory?: (steps: readonly StoryStep[]) => void;
  chooseLanguage?: (language: string) => void;
}

export interface ViewState {
  window: [number, number] | null;
  counts: { certain: number; possible: number; hidden: number };
  selected: string[];
  center: [lat: number, lon: number];
  zoom: number;
}

const WORDS_MS = 48;

/** How wide the map's own buttons are, with the room beside them. */
const BUTTONS = 44;
const REVEAL_MS = 700;

/** When everything has been drawn, and before anybody can have begun to drag. */
const PREPARE_MS = 300;

/** Points enough to know where most of them are. */
const FIT_SAMPLE = 5000;

type Listener = (state: ViewState) => void;
const EVENTS = ["window", "select", "hover", "view", "filter"] as const;
export type EventName = (typeof EVENTS)[number];

export class View implements TimelineHost, ChromeHost, MapToolsHost, StoryHost {
  readonly root: HTMLElement;
  readonly map: L.Map;
  scene: Scene;
  private readonly words: Words;
  private readonly options: ViewOptions;
  private readonly basemapLayer: BasemapLayer;
  private basemap: Basemap | null = null;
  private marks: MarksLayer;
  private timeline: Timeline;
  private header: Header;
  private toolbar: Toolbar;
  private legend: Legend;
  private drawer: FilterDrawer;
  private panel: Panel;
  private readonly tools: MapTools;
  private readonly playback: Playback;
  private readonly story: Story;
  private dialog: HTMLDialogElement | null = null;
  private onlyMap = false;
  private readonly stage: HTMLElement;
  private readonly side: HTMLElement;
  private readonly time: HTMLElement;
  private readonly live = make("div", "dl-hidden", { "aria-live": "polite", role: "status" });
  private readonly cardSlot = make("div", "dl-card-slot");
  private window: Window | null = null;
  private currentFilters: Filters = NO_FILTERS;
  private mask: Uint8Array | null = null;
  private filterMask: Uint8Array | null = null;
  private frameAsked = 0;
  private isLayoutStale = true;
  private isCoverStale = true;
  private isResizing = false;
  private toReveal = -1;
  private revealedUntil = 0;
  private maskedAt = "";
  private isGone = false;
  private lastState: ViewState | null = null;
  private wordsAt = -Infinity;
  private wordsTimer = 0;
  private hasListChanged = true;
  private listeners = new Map<EventName, Set<Listener>>();
  private readonly settle: () => void;
  private readonly renderList: () => void;
  private readonly announce: () => void;

  constructor(root: HTMLElement, mapElement: HTMLElement, map: L.Map | null, data: Collection, words: Words, options: ViewOptions) {
    this.root = root;
    this.words = words;
    this.options = options;
    this.scene = new Scene(data, words);
    root.classList.add("dateline");
    root.lang = words.locale;
    root.dir = words.direction;
    this.stage = make("div", "dl-stage", {}, mapElement, this.cardSlot);
    this.side = make("div", "dl-side");
    this.time = make("section", "dl-time", { "aria-label": words.t("timeLabel") });
    this.header = this.makeHeader();
    this.timeline = new Timeline(this.scene, this);
    this.toolbar = new Toolbar(this.scene, this, () => this.timeline.wholeDays());
    this.legend = new Legend(this.scene, root.clientWidth > 1000);
    this.drawer = new FilterDrawer(this.scene, this, () => this.toggleDrawer(false));
    this.panel = new Panel(this.scene, { select: (row, add) => this.select(row, add), hover: (row) => this.hover(row), tabChanged: () => this.listChanged() });
    this.playback = new Playback({ setWindow: (window, isSettled) => this.applyWindow(window, isSettled), playing: (isPlaying) => this.toolbar.showPlaying(isPlaying) }, reducesMotion);
    this.story = new Story(words, this, options.story ?? [], options.canEditStory ?? false);
    this.assemble();
    this.map = map ?? makeMap(mapElement);
    settleMap(this.map, words.t("attribution"), words.direction === "rtl");
    this.limitZoom();
    this.basemapLayer = new BasemapLayer(this.scene.theme);
    this.marks = this.makeMarks(new MapPainter(this.scene));
    this.tools = new MapTools(this.scene, this.map, this);
    const tiles = (data.header.options["tiles"] as OnlineBasemap[] | undefined) ?? [];
    const choice = new TileChoice(this.map, words, tiles, (text) => this.toast(text));
    this.tools.element.append(choice.element);
    this.stage.append(this.tools.element, this.tools.canvas);
    mapElement.setAttribute("role", "region");
    mapElement.setAttribute("aria-label", words.t("mapLabel"));
    const later = (action: () => void, waitMs: number): (() => void) => debounce(() => { if (!this.isGone) action(); }, waitMs);
    this.settle = later(() => this.settled(), 250);
    this.renderList = later(() => this.drawList(), 90);
    this.announce = later(() => this.speak(), 800);
    this.paint(options.dark ?? false);
    this.listen(mapElement);
    this.listenPrint();
    this.refilter();
    this.fitTime();
  }

  // ---- building

  private makeHeader(): Header {
    return new Header(this.scene, this, this.options.filters ?? true, () => this.toggleDrawer(), Boolean(this.options.share), this.storyMode());
  }

  private storyMode(): "none" | "read" | "edit" {
    if (this.options.canEditStory) return "edit";
    return this.options.story?.length ? "read" : "none";
  }

  private assemble(): void {
    const splitter = make("div", "dl-splitter", { role: "separator", tabindex: 0, "aria-orientation": "horizontal", "aria-label": this.words.t("splitter") });
    this.listenSplitter(splitter);
    this.stage.append(this.legend.element, this.story.element, this.drawer.element);
    this.side.append(this.panel.element);
    this.time.append(this.toolbar.element, this.timeline.element);
    const upper = make("div", "dl-upper", {}, this.stage, this.side);
    const sheet = make("button", "dl-sheet-bar", { type: "button", "aria-expanded": "false" });
    sheet.addEventListener("click", () => this.togglePanel());
    this.root.replaceChildren(this.header.element, upper, splitter, this.time, sheet, this.live);
    this.measure();
    this.root.classList.toggle("dl-side-open", this.isWide);
  }

  private get isWide(): boolean {
    return this.root.clientWidth >= 1180;
  }

  /** No further out than to where the world fills most of the map. */
  private limitZoom(): void {
    const { x } = this.map.getSize();
    this.map.setMinZoom(Math.max(1, Math.floor(Math.log2((x * 0.75) / 256) * 4) / 4));
  }

  /** The view's own width decides its layout, wherever it is embedded. */
  private measure(): void {
    const width = this.root.clientWidth;
    this.root.classList.toggle("dl-narrow", width < 1180);
    this.root.classList.toggle("dl-tablet", width < 1000);
    this.root.classList.toggle("dl-phone", width < 620);
  }

  /** The timeline is as high as its lanes need, within what the map can spare. */
  private fitTime(): void {
    this.timeline.use(this.mask);
    const most = this.root.clientHeight * (this.root.clientWidth < 620 ? 0.3 : 0.4);
    const wanted = this.timeline.contentHeight + 126;
    this.root.style.setProperty("--dl-time-height", `${Math.round(Math.max(Math.min(226, most), Math.min(most, wanted)))}px`);
  }

  private listenSplitter(splitter: HTMLElement): void {
    const setHeight = (px: number): void => {
      const limit = Math.max(140, this.root.clientHeight * 0.7);
      this.root.style.setProperty("--dl-time-height", `${Math.max(118, Math.min(limit, px))}px`);
      splitter.setAttribute("aria-valuenow", String(Math.round(this.time.clientHeight)));
    };
    splitter.setAttribute("aria-valuemin", "118");
    splitter.setAttribute("aria-valuenow", "280");
    splitter.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      const [from, height] = [event.clientY, this.time.clientHeight];
      const move = (later: PointerEvent): void => setHeight(height + from - later.clientY);
      window.addEventListener("pointermove", move);
      window.addEventListener("pointerup", () => window.removeEventListener("pointermove", move), { once: true });
    });
    splitter.addEventListener("keydown", (event) => {
      const by = event.key === "ArrowUp" ? 24 : event.key === "ArrowDown" ? -24 : 0;
      if (!by) return;
      event.preventDefault();
      event.stopPropagation();
      setHeight(this.time.clientHeight + by);
    });
  }

  private listen(mapElement: HTMLElement): void {
    this.map.on("mousemove", (event: L.LeafletMouseEvent) => this.onMapHover(event));
    // Leaflet's mouseout comes after the pointer has entered what lies beside the map.
    mapElement.addEventListener("pointerleave", () => this.hover(-1));
    this.map.on("click", (event: L.LeafletMouseEvent) => this.onMapClick(event));
    this.map.on("moveend zoomend", () => {
      if (this.isResizing) return; // nobody has moved the map
      this.settle();
      this.emit("view");
    });
    this.map.on("move", () => { if (this.onlyMap) this.changed(); });
    this.root.addEventListener("keydown", (event) => this.onKey(event));
    let size = "";
    new ResizeObserver(() => {
      const now = `${this.root.clientWidth}×${this.stage.clientHeight}×${this.time.clientHeight}`;
      if (now === size || this.isGone) return;
      size = now;
      this.measure();
      this.isResizing = true;
      this.map.invalidateSize({ animate: false });
      this.isResizing = false;
      this.limitZoom();
      const [first] = this.scene.selected;
      if (first !== undefined && performance.now() < this.revealedUntil) this.toReveal = first;
      this.relayout();
    }).observe(mapElement);
    new ResizeObserver(() => this.relayout()).observe(this.time);
    this.legend.element.addEventListener("toggle", () => { this.isCoverStale = true; this.redraw(); });
  }

  setBasemap(basemap: Basemap): void {
    this.basemap = basemap;
    this.basemapLayer.show(basemap).addTo(this.map);
    this.words.learnCountries(basemap.labels.filter((one) => one.kind === "country" && one.a3 && one.a2).map((one) => ({ alpha3: one.a3!, alpha2: one.a2!, name: one.name })));
    this.marks.painter.places = basemap.labels;
    this.header.forget();
    this.renderLegend();
    this.renderCard();
    this.changed(true);
    if (this.timeline.laneField !== "category") this.relayout(); // lanes are named after countries now known
    window.setTimeout(() => { if (!this.isGone) this.timeline.prepare(); }, PREPARE_MS);
  }

  /** The same theme anew: the reader has asked for more contrast, or for less. */
  repaint(): void {
    const isDark = this.root.dataset["theme"] === "dark";
    this.root.dataset["theme"] = "";
    this.paint(isDark);
  }

  paint(isDark: boolean): void {
    if (this.root.dataset["theme"] === (isDark ? "dark" : "light")) return;
    this.root.dataset["theme"] = isDark ? "dark" : "light";
    this.scene.paint(themeOf(isDark));
    this.renderCard();
    this.basemapLayer.paint(this.scene.theme);
    this.relayout();
    this.renderLegend();
    this.changed(true);
  }

  /** New events from Python: the map, its centre and zoom, the window and the selection stay. */
  setData(data: Collection): void {
    const kept = [...this.scene.selected].map((row) => this.scene.id(row));
    const { theme } = this.scene;
    const before = this.timeline;
    this.scene = new Scene(data, this.words);
    this.scene.paint(theme);
    const painter = new MapPainter(this.scene);
    painter.places = this.basemap?.labels ?? [];
    this.marks.remove();
    this.marks = this.makeMarks(painter);
    this.timeline = new Timeline(this.scene, this);
    this.timeline.takeOver(before);
    this.toolbar.use(this.scene);
    before.element.replaceWith(this.timeline.element);
    this.panel.use(this.scene);
    this.tools.show(this.scene);
    for (const id of kept) { const row = data.rowOf(id); if (row >= 0) this.scene.selected.add(row); }
    this.renderLegend();
    this.refilter();
    this.renderCard();
  }

  private makeMarks(painter: MapPainter): MarksLayer {
    return new MarksLayer(painter, () => this.redraw()).addTo(this.map);
  }

  // ---- state

  /** The reader's own window; playing ends with it. */
  setWindow(window: Window | null, isSettled: boolean): void {
    this.playback.stop();
    this.applyWindow(window, isSettled);
  }

  private applyWindow(window: Window | null, isSettled: boolean): void {
    this.window = window && [Math.min(...window), Math.max(...window)];
    this.changed();
    this.emit("window");
    if (isSettled) this.settle();
  }

  filters(): Filters {
    return this.currentFilters;
  }

  setFilters(filters: Filters): void {
    this.currentFilters = filters;
    this.refilter();
    this.emit("filter");
    this.settle();
  }

  private refilter(): void {
    this.filterMask = maskOf(this.scene, this.currentFilters);
    this.remask();
    this.renderLegend();
    this.changed();
  }

  /** The filters' answer, and the map's where only what it shows is wanted. */
  private remask(): void {
    this.mask = this.onlyMap ? this.withinMap(this.filterMask) : this.filterMask;
    this.relayout();
    this.changed();
  }

  private withinMap(filterMask: Uint8Array | null): Uint8Array {
    const { left, top, width, height, scale } = this.marks.camera();
    const { mx, my, data } = this.scene;
    const mask = new Uint8Array(data.n);
    const centre = (left + width / 2) / scale;
    const reach = width / scale / 2;
    const [y0, y1] = [top / scale, (top + height) / scale];
    for (let row = 0; row < data.n; row++) {
      const y = my[row];
      let dx = mx[row] - centre;
      if (dx > 0.5) dx -= 1;
      else if (dx < -0.5) dx += 1;
      if (dx <= reach && dx >= -reach && y >= y0 && y <= y1) mask[row] = filterMask ? filterMask[row] : 1;
    }
    return mask;
  }

  private toggleCategory(category: string): void {
    if (this.options.onLegend) return this.options.onLegend(`category=${category}`);
    const now = this.currentFilters.categories;
    const categories = now.includes(category) ? now.filter((one) => one !== category) : [...now, category];
    this.setFilters({ ...this.currentFilters, categories });
  }

  private renderLegend(): void {
    this.legend.render(this.scene, withChips(this.currentFilters, this.scene.data.header.chips), (category) => this.toggleCategory(category), () => this.toggleForces());
  }

  private toggleForces(): void {
    if (this.options.onLegend) return this.options.onLegend("kind=force");
    const { kinds } = this.currentFilters;
    this.setFilters({ ...this.currentFilters, kinds: kinds.includes("force") ? kinds.filter((one) => one !== "force") : [...kinds, "force"] });
  }

  hover(row: number): void {
    if (row === this.scene.hover) return;
    this.scene.hover = row;
    this.panel.mark();
    this.redraw();
    this.emit("hover");
  }

  select(row: number, isAdding: boolean): void {
    const { selected } = this.scene;
    if (!isAdding) selected.clear();
    if (isAdding && selected.has(row)) selected.delete(row);
    else selected.add(row);
    this.marks.painter.fanned = row;
    this.afterSelection(row);
  }

  clearSelection(): void {
    const { painter } = this.marks;
    if (!this.scene.selected.size && painter.fanned < 0) return;
    this.scene.selected.clear();
    painter.fanned = -1;
    this.afterSelection(-1);
  }

  selectId(id: string): boolean {
    const row = this.scene.data.rowOf(id);
    if (row >= 0) this.select(row, false);
    return row >= 0;
  }

  /** Light an event up as if the pointer were on it; nothing where it is not known. */
  hoverId(id: string): void {
    this.hover(this.scene.data.rowOf(id));
  }

  private afterSelection(row: number): void {
    this.renderCard();
    if (row >= 0 && this.scene.selected.has(row)) this.revealSoon(row);
    const { size } = this.scene.selected;
    if (this.panel.tab === "selected" && size < 2) this.panel.tab = "table";
    this.panel.mark(row);
    this.renderList();
    this.redraw();
    this.emit("select");
    this.settle();
  }

  /** With the frame to come, and again should the map change its size on account of it. */
  private revealSoon(row: number): void {
    this.toReveal = row;
    this.revealedUntil = performance.now() + REVEAL_MS;
    this.redraw();
  }

  /** Pan only as far as it takes to see the mark beside the card and the legend. */
  private reveal(row: number): void {
    if (!this.scene.isPlaced(row)) return;
    const path = this.marks.painter.pathBounds(row);
    if (path) {
      if (!this.map.getBounds().contains(path)) this.map.fitBounds(path.pad(0.15), { maxZoom: this.map.getZoom(), animate: !reducesMotion() });
      return;
    }
    const camera = this.marks.camera();
    const hit = this.marks.painter.hits.find((one) => one.rows.includes(row));
    const [x, y] = hit ? [hit.x, hit.y] : this.marks.painter.project(row, camera);
    const free = this.freeArea(camera.width, camera.height);
    const dx = x < free.left ? x - free.left : x > free.right ? x - free.right : 0;
    const dy = y < free.top ? y - free.top : y > free.bottom ? y - free.bottom : 0;
    const [lx, ly] = this.outOfLegend(x - dx, y - dy);
    const step: [number, number] = [dx + lx, dy + ly];
    if (step[0] || step[1]) this.map.panBy(step, { animate: !reducesMotion() });
  }

  /** The part of the map that no card covers, less a margin. */
  private freeArea(width: number, height: number): { left: number; right: number; top: number; bottom: number } {
    const margin = 36;
    const [start, end] = [BUTTONS + margin, margin];
    const isMirrored = this.root.dir === "rtl";
    const area = { left: isMirrored ? end : start, right: width - (isMirrored ? start : end), top: margin, bottom: height - margin };
    const story = this.story.element.getBoundingClientRect();
    if (story.width > width * 0.8) area.bottom = Math.max(90, story.top - this.stage.getBoundingClientRect().top) - margin;
    if (this.cardSlot.parentElement !== this.stage || !this.cardSlot.getBoundingClientRect().height) return area;
    const card = this.cardSlot.getBoundingClientRect();
    const stage = this.stage.getBoundingClientRect();
    if (card.width > stage.width * 0.8) area.bottom = Math.max(90, card.top - stage.top) - margin;
    else if (this.root.dir === "rtl") area.left = card.right - stage.left + margin;
    else area.right = Math.max(120, card.left - stage.left) - margin;
    return area;
  }

  private outOfLegend(x: number, y: number): [number, number] {
    const legend = this.legend.element.getBoundingClientRect();
    const stage = this.stage.getBoundingClientRect();
    if (!legend.width) return [0, 0];
    const room = 16;
    const top = legend.top - stage.top - room;
    const isMirrored = this.root.dir === "rtl";
    const edge = isMirrored ? legend.left - stage.left - room : legend.right - stage.left + room;
    if ((isMirrored ? x < edge : x > edge) || y < top) return [0, 0];
    return Math.abs(edge - x) < y - top ? [x - edge, 0] : [0, y - top];
  }

  private renderCard(): void {
    const rows = [...this.scene.selected];
    const row = rows[rows.length - 1];
    const isBeside = this.isSideOpen && this.isWide;
    if (isBeside) this.side.prepend(this.cardSlot);
    else this.stage.append(this.cardSlot);
    this.cardSlot.replaceChildren(...(row === undefined ? [] : [renderCard(this.scene, row, {
      step: (by) => this.step(by),
      showOnMap: (which) => this.map.setView([this.scene.data.lat[which], this.scene.data.lon[which]], Math.max(6, this.map.getZoom()), { animate: !reducesMotion() }),
      close: () => this.clearSelection(),
      animate: reducesMotion() ? null : (which) => this.playMovement(which),
    })]));
    this.isCoverStale = true;
  }

  private playMovement(row: number): void {
    const start = performance.now();
    const { painter } = this.marks;
    const tick = (now: number): void => {
      const share = (now - start) / 2600;
      painter.moving = share < 1 ? { row, share } : null;
      this.marks.draw();
      if (share < 1) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  }

  /** The event before or after the selected one, among those shown, in order of time. */
  step(by: number): void {
    const order = inOrder(this.scene, this.scene.split.shown.subarray(0, this.scene.split.shownCount));
    if (!order.length) return;
    const rows = [...this.scene.selected];
    const at = Array.prototype.indexOf.call(order, rows[rows.length - 1]);
    const next = at < 0 ? (by > 0 ? 0 : order.length - 1) : (at + by + order.length) % order.length;
    this.select(order[next], false);
  }

  // ---- drawing

  private changed(isListStale = true): void {
    this.hasListChanged ||= isListStale;
    this.redraw();
  }

  private redraw(): void {
    if (this.frameAsked || this.isGone) return;
    this.frameAsked = requestAnimationFrame(() => this.frame());
  }

  /** Lay the timeline out anew with the next frame, however many things have changed by then. */
  private relayout(): void {
    this.isLayoutStale = true;
    this.redraw();
  }

  private hasMoved(): boolean {
    const { scale, left, top, width, height } = this.marks.camera();
    const now = [scale, left, top, width, height].join();
    const before = this.maskedAt;
    this.maskedAt = now;
    return now !== before;
  }

  /** What lies over the map, in its own pixels; labels are not written there. */
  private measureCover(): void {
    this.isCoverStale = false;
    const stage = this.stage.getBoundingClientRect();
    const parts = [this.tools.element, this.legend.element, this.cardSlot, this.story.element, ...this.stage.querySelectorAll(".leaflet-control-zoom")];
    this.marks.painter.covered = parts.filter((one) => this.stage.contains(one)).map((one) => one.getBoundingClientRect())
      .filter((box) => box.width && box.height)
      .map((box) => ({ x0: box.left - stage.left - 4, y0: box.top - stage.top - 4, x1: box.right - stage.left + 4, y1: box.bottom - stage.top + 4 }));
  }

  private frame(): void {
    this.frameAsked = 0;
    if (this.onlyMap && this.hasMoved()) this.remask();
    this.scene.update(this.window, this.mask);
    if (this.isLayoutStale) this.timeline.relayout(this.mask);
    if (this.isLayoutStale || this.isCoverStale) this.measureCover();
    this.isLayoutStale = false;
    this.marks.draw();
    this.timeline.draw(this.window);
    if (this.hasListChanged) this.renderAll();
    if (this.toReveal >= 0) this.reveal(this.toReveal);
    this.toReveal = -1;
  }

  private renderAll(): void {
    this.hasListChanged = false;
    this.renderWords();
    this.renderList();
    this.announce();
  }

  /** Words change at most some twenty times a second: nobody reads faster, and layout costs. */
  private renderWords(): void {
    const rest = WORDS_MS - (performance.now() - this.wordsAt);
    window.clearTimeout(this.wordsTimer);
    if (rest > 0) {
      this.wordsTimer = window.setTimeout(() => this.renderWords(), rest);
      return;
    }
    this.wordsAt = performance.now();
    this.header.render(this.scene, this.window, this.currentFilters);
    this.toolbar.render(this.window, this.timeline.laneField);
  }

  private drawList(): void {
    const { split } = this.scene;
    this.panel.asOf = this.window ? this.window[1] : null;
    this.panel.render(inOrder(this.scene, split.shown.slice(0, split.shownCount)), this.scene.heldFromBefore());
    this.drawer.render(this.scene, this.currentFilters);
    const bar = this.root.querySelector(".dl-sheet-bar");
    if (bar) bar.textContent = `${this.words.number(split.shownCount)} ${this.words.t("events")} · ${this.words.t(this.isSideOpen ? "hideTable" : "showTable")}`;
  }

  private listChanged(): void {
    this.root.classList.add("dl-side-open");
    this.renderCard();
    this.drawList();
  }

  private speak(): void {
    const { split, data } = this.scene;
    const params = { shown: split.shownCount, total: data.header.total || data.n, possible: split.possible, window: this.words.longWindow(this.window) };
    this.live.textContent = [this.words.t("live", params), ...this.filterNames()].join(", ");
  }

  /** What is filtered by, in words: the reader's own filters and those that came with the data. */
  private filterNames(): string[] {
    const { words, currentFilters: filters } = this;
    const text = filters.text.trim();
    return [
      ...this.scene.data.header.chips.map((chip) => chip.label), ...filters.countries.map((code) => words.country(code)),
      ...filters.categories.map((name) => words.term(name)), ...filters.kinds.map((name) => words.term(name)), ...(text ? [`“${text}”`] : []),
    ];
  }

  windowStates(mask: Uint8Array | null): Uint8Array {
    const split = new Split(this.scene.data);
    split.update(this.window, mask);
    return split.state;
  }

  // ---- host of the chrome

  clearChip(id: string): void {
    this.options.onClearChip?.(id);
  }

  openTab(tab: Tab): void {
    this.panel.open(tab);
  }

  private get isSideOpen(): boolean {
    return this.root.classList.contains("dl-side-open");
  }

  togglePanel(): void {
    this.root.classList.toggle("dl-side-open");
    this.root.querySelector(".dl-sheet-bar")?.setAttribute("aria-expanded", String(this.isSideOpen));
    this.renderCard();
    this.drawList();
  }

  private toggleDrawer(isOpen = !this.drawer.isOpen): void {
    this.drawer.element.hidden = !isOpen;
    this.root.classList.toggle("dl-drawer-open", isOpen);
    this.drawer.render(this.scene, this.currentFilters);
    if (isOpen) this.drawer.focusSearch();
  }

  copyLink(): void {
    const url = this.options.share?.(this.address()) ?? "";
    const say = (text: string): void => { this.live.textContent = text; this.toast(text); };
    if (!navigator.clipboard) return say(this.words.t("copyByHand", { url }));
    navigator.clipboard.writeText(url).then(() => say(this.words.t("copied")), () => say(this.words.t("copyByHand", { url })));
  }

  private toast(text: string): void {
    const made = make("div", "dl-toast", { role: "status" }, text);
    this.root.append(made);
    window.setTimeout(() => made.remove(), 3500);
  }

  setLanes(field: LaneField): void {
    this.timeline.laneField = field;
    this.relayout();
    this.toolbar.render(this.window, field);
    this.settle();
  }

  fit(to: "window" | "all"): void {
    if (to === "all") this.timeline.fitAll();
    else this.timeline.fitWindow();
  }

  zoomTime(factor: number): void {
    this.timeline.zoom(factor);
  }

  // ---- playback, stories, pictures, help

  play(): void {
    this.playback.toggle(this.playSpan(), this.window);
  }

  stepTime(by: 1 | -1): void {
    this.playback.stop();
    this.playback.step(by, this.playSpan(), this.window);
  }

  /** Play over what the lanes show: the reader has chosen it. */
  private playSpan(): [number, number] {
    return [Math.max(this.timeline.span[0], this.timeline.whole[0]), Math.min(this.timeline.span[1], this.timeline.whole[1])];
  }

  setMode(mode: Mode): void {
    this.playback.change(mode, this.playSpan());
  }

  setSpeed(speed: number): void {
    this.playback.speed = speed;
  }

  setOnlyMap(isOn: boolean): void {
    this.onlyMap = isOn;
    this.remask();
  }

  selectRows(rows: number[], isAdding: boolean): void {
    const { selected } = this.scene;
    if (!isAdding) selected.clear();
    for (const row of rows) selected.add(row);
    if (rows.length > 1) this.panel.tab = "selected";
    this.afterSelection(-1);
    this.drawList();
  }

  project(row: number): [number, number] {
    return this.marks.painter.project(row, this.marks.camera());
  }

  show(step: StoryStep): void {
    this.playback.stop();
    this.window = windowOf(step);
    if (step.at) this.map.setView([step.at[0], step.at[1]], step.at[2], { animate: !reducesMotion() });
    this.scene.selected.clear();
    for (const id of step.select ?? []) {
      const row = this.scene.data.rowOf(id);
      if (row >= 0) this.scene.selected.add(row);
    }
    if (this.window) this.timeline.reveal(this.window);
    this.afterSelection(-1);
    this.changed();
    this.emit("window");
  }

  capture(): Omit<StoryStep, "title" | "text"> {
    const { at, selected } = this.address();
    return { ...daysOf(this.window), at: [+at!.lat.toFixed(3), +at!.lon.toFixed(3), +at!.zoom.toFixed(2)], select: selected };
  }

  storyChanged(steps: readonly StoryStep[]): void {
    this.options.onStory?.(steps);
    this.settle();
  }

  writeStory(): void {
    this.story.write();
  }

  tellStory(): void {
    if (this.story.at >= 0) this.story.leave();
    else if (this.story.steps.length) this.story.go(0);
    else if (this.options.canEditStory) this.story.write();
  }

  private parts(): Parts {
    const { split, data } = this.scene;
    this.scene.update(this.window, this.mask);
    const words = this.words;
    const shown = words.t("shownOf", { shown: split.shownCount, total: data.header.total || data.n });
    const possible = split.possible ? [words.t("possibleCount", { count: split.possible })] : [];
    return {
      scene: this.scene, title: data.header.title, basemap: this.basemap, painter: this.pictureOf(this.marks.painter),
      sentence: [shown, ...possible, words.window(this.window), ...this.filterNames()].join(" · "), camera: this.wideCamera(), timeline: this.timeline,
    };
  }

  /** Another painter for pictures: what the pointer can hit on the map stays as it is. */
  private pictureOf(shown: MapPainter): MapPainter {
    const painter = new MapPainter(this.scene);
    painter.places = shown.places;
    painter.fanned = shown.fanned;
    return painter;
  }

  /** The map as wide as the timeline: a picture has no list beside it. */
  private wideCamera(): Camera {
    const camera = this.marks.camera();
    const width = Math.max(camera.width, this.timeline.element.clientWidth);
    return { ...camera, width, left: camera.left - (width - camera.width) / 2 };
  }

  savePicture(format: "png" | "svg"): void {
    if (format === "svg") return download("dateline.svg", new Blob([pictureSvg(this.parts())], { type: "image/svg+xml" }));
    pictureCanvas(this.parts()).toBlob((blob) => { if (blob) download("dateline.png", blob); }, "image/png");
  }

  /** Printing shows the same picture, and behind it the list of what is shown. */
  private listenPrint(): void {
    let shown: HTMLElement | null = null;
    window.addEventListener("beforeprint", () => {
      shown = make("div", "dl-print", {}, pictureCanvas(this.parts()), this.panel.printed());
      this.root.append(shown);
    });
    window.addEventListener("afterprint", () => shown?.remove());
  }

  help(): void {
    if (this.dialog) return this.closeHelp();
    this.dialog = renderHelp(this.words, () => this.closeHelp(), this.options.chooseLanguage ?? null);
    this.root.append(this.dialog);
    this.dialog.showModal();
  }

  private closeHelp(): void {
    this.dialog?.close();
    this.dialog?.remove();
    this.dialog = null;
  }

  // ---- map gestures

  private hitAt(event: L.LeafletMouseEvent): Hit | null {
    return this.marks.painter.hit(event.containerPoint.x, event.containerPoint.y, this.marks.camera());
  }

  private onMapHover(event: L.LeafletMouseEvent): void {
    const hit = this.hitAt(event);
    this.map.getContainer().style.cursor = hit ? "pointer" : "";
    this.hover(hit ? hit.rows[0] : -1);
  }

  private onMapClick(event: L.LeafletMouseEvent): void {
    const hit = this.hitAt(event);
    if (!hit) return this.clearSelection();
    if (hit.rows.length === 1) return this.select(hit.rows[0], event.originalEvent.shiftKey);
    this.openCluster(hit);
  }

  /** A cluster opens by zooming while that parts its events, else by fanning out. */
  private openCluster(hit: Hit): void {
    const { lat, lon } = this.scene.data;
    const bounds = L.latLngBounds(hit.rows.map((row) => [lat[row], lon[row]] as [number, number]));
    const zoom = Math.min(12, this.map.getBoundsZoom(bounds.pad(0.3)));
    const isSpread = bounds.getNorth() - bounds.getSouth() + (bounds.getEast() - bounds.getWest()) > 1e-4;
    if (isSpread && zoom > this.map.getZoom()) this.map.fitBounds(bounds.pad(0.3), { maxZoom: 12, animate: !reducesMotion() });
    else if (hit.rows.length > FAN_MOST) this.openStack(hit.rows);
    else {
      this.marks.painter.fanned = hit.rows[0];
      this.redraw();
    }
  }

  /** More events on one spot than can stand around it are listed instead. */
  private openStack(rows: number[]): void {
    this.selectRows(rows, false);
    this.openTab("selected");
  }

  // ---- keyboard

  onKey(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    if (event.altKey || event.metaKey || event.ctrlKey || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName)) {
      if (event.key === "Escape") target.blur();
      return;
    }
    if (!this.act(event)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  private act(event: KeyboardEvent): boolean {
    switch (event.key) {
      case "ArrowRight": return this.arrow(1, event.shiftKey);
      case "ArrowLeft": return this.arrow(-1, event.shiftKey);
      case "PageDown": return this.page(1);
      case "PageUp": return this.page(-1);
      case "+": case "=": this.timeline.zoom(1 / 1.6); return true;
      case "-": this.timeline.zoom(1.6); return true;
      case "Home": this.timeline.fitAll(); return true;
      case "/": return this.search();
      case "?": this.help(); return true;
      case " ": return this.space(event.target as HTMLElement);
      case "]": return this.story.step(1);
      case "[": return this.story.step(-1);
      case "Escape": return this.escape();
      default: return false;
    }
  }

  /** Space presses a button that has the focus; anywhere else it plays. */
  private space(target: HTMLElement): boolean {
    if (target.closest("button, summary, a, [role=tab]")) return false;
    this.play();
    return true;
  }

  private arrow(by: number, isShifted: boolean): boolean {
    if (isShifted) this.moveWindow(by * DAY);
    else this.step(by);
    return true;
  }

  private page(by: number): boolean {
    if (!this.window) return false;
    this.moveWindow(by * (this.window[1] - this.window[0]));
    return true;
  }

  private moveWindow(by: number): void {
    if (this.window) this.setWindow([this.window[0] + by, this.window[1] + by], true);
  }

  private search(): boolean {
    if (!(this.options.filters ?? true)) return false;
    this.toggleDrawer(true);
    return true;
  }

  private escape(): boolean {
    if (this.playback.isPlaying) this.playback.stop();
    else if (this.tools.tool !== "pan") this.tools.use("pan");
    else if (this.drawer.isOpen) this.toggleDrawer(false);
    else if (this.scene.selected.size) this.clearSelection();
    else if (this.window) this.setWindow(null, true);
    return true;
  }

  // ---- address and handle

  address(): Address {
    const { lat, lng } = this.map.getCenter();
    return {
      window: this.window,
      selected: [...this.scene.selected].map((row) => this.scene.id(row)),
      at: { lat, lon: lng, zoom: this.map.getZoom() },
      lanes: this.timeline.laneField,
      filters: this.currentFilters,
      step: this.story.at < 0 ? null : this.story.at + 1,
    };
  }

  restore(address: Address): void {
    this.currentFilters = address.filters;
    this.timeline.laneField = address.lanes;
    this.window = address.window;
    if (address.at) this.map.setView([address.at.lat, address.at.lon], address.at.zoom, { animate: false });
    this.scene.selected.clear();
    for (const id of address.selected) { const row = this.scene.data.rowOf(id); if (row >= 0) this.scene.selected.add(row); }
    this.refilter();
    this.renderCard();
    const [first] = this.scene.selected;
    if (first !== undefined) this.revealSoon(first);
    this.toolbar.render(this.window, this.timeline.laneField);
    const at = (address.step ?? 0) - 1;
    const isOwn = address.window !== null || address.selected.length > 0 || address.at !== null;
    if (at === this.story.at) return;
    if (at < 0 || isOwn) this.story.resume(at);
    else this.story.go(at);
  }

  /** Show all marks: fit the map to what is placed, leaving out no country. */
  fitMap(): void {
    this.map.invalidateSize({ animate: false, pan: false });
    const { lat, lon, n } = this.scene.data;
    const points: [number, number][] = [];
    const stride = Math.max(1, Math.floor(n / FIT_SAMPLE));
    for (let row = 0; row < n; row += stride) if (!Number.isNaN(lon[row])) points.push([lat[row], lon[row]]);
    if (!points.length) this.map.setView([20, 10], 2, { animate: false });
    else this.map.fitBounds(coreBounds(points).pad(0.12), { padding: [40, 40], maxZoom: 9, animate: false });
  }

  state(): ViewState {
    return this.lastState ?? this.presentState();
  }

  private presentState(): ViewState {
    const { split, data } = this.scene;
    if (this.frameAsked) {
      if (this.onlyMap && this.hasMoved()) this.remask();
      this.scene.update(this.window, this.mask);
    }
    const { lat, lng } = this.map.getCenter();
    return {
      window: this.window && [this.window[0], this.window[1]],
      counts: { certain: split.certain, possible: split.possible, hidden: data.n - split.shownCount },
      selected: [...this.scene.selected].map((row) => this.scene.id(row)),
      center: [lat, lng],
      zoom: this.map.getZoom(),
    };
  }

  shownIds(): { certain: string[]; possible: string[] } {
    this.state();
    const { split } = this.scene;
    const rows = Array.from(split.shown.subarray(0, split.shownCount)).sort((a, b) => a - b);
    const ids = (answer: number): string[] => rows.filter((row) => split.state[row] === answer).map((row) => this.scene.id(row));
    return { certain: ids(CERTAIN), possible: ids(POSSIBLE) };
  }

  on(name: EventName, listener: Listener): () => void {
    if (!EVENTS.includes(name)) throw new Error(`"${name}" is not an event of the view; listen to ${EVENTS.join(", ")}.`);
    const set = this.listeners.get(name) ?? new Set();
    this.listeners.set(name, set.add(listener));
    return () => set.delete(listener);
  }

  private emit(name: EventName): void {
    const set = this.listeners.get(name);
    if (!set?.size) return;
    const state = this.state();
    for (const listener of set) listener(state);
  }

  private settled(): void {
    this.options.onSettled?.(this.address());
  }

  /** Take the view down; what was put off until later finds it gone. */
  destroy(): void {
    this.lastState = this.presentState();
    this.isGone = true;
    this.playback.stop();
    cancelAnimationFrame(this.frameAsked);
    window.clearTimeout(this.wordsTimer);
    this.map.remove();
  }
}

/**
 * The bounds of the nearer seven tenths of the points around their middle, or of all
 * when that is not much wider: a few far points do not shrink the rest.
 */
function coreBounds(points: [number, number][]): L.LatLngBounds {
  const all = L.latLngBounds(points);
  const middle = [0, 1].map((axis) => median(points.map((point) => point[axis])));
  const distance = ([lat, lon]: [number, number]): number => Math.hypot(lat - middle[0], (lon - middle[1]) * Math.cos((middle[0] * Math.PI) / 180));
  const near = [...points].sort((a, b) => distance(a) - distance(b)).slice(0, Math.max(1, Math.ceil(points.length * 0.7)));
  const core = L.latLngBounds(near);
  return width(all) > 2.5 * width(core) ? core : all;
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1];
}

function width(bounds: L.LatLngBounds): number {
  return Math.max(1, bounds.getEast() - bounds.getWest(), bounds.getNorth() - bounds.getSouth());
}

export function makeMap(element: HTMLElement): L.Map {
  const map = L.map(element, {
    center: [20, 10], zoom: 2, minZoom: 1, maxZoom: 18, zoomSnap: 0.25, keyboard: false, worldCopyJump: true,
    zoomAnimation: !reducesMotion(), fadeAnimation: false, attributionControl: false,
  });
  return map;
}

/** The same manners for a map of ours and for one that folium made. */
function settleMap(map: L.Map, attribution: string, isMirrored: boolean): void {
  map.keyboard.disable();
  const container = map.getContainer();
  container.tabIndex = 0;
  container.addEventListener("pointerdown", (event) => {
    if (!(event.target as HTMLElement).closest("a, button")) container.focus({ preventScroll: true });
  });
  map.options.zoomSnap = 0.25;
  if (!map.attributionControl) map.attributionControl = L.control.attribution().addTo(map);
  map.attributionControl.setPrefix(false);
  map.attributionControl.addAttribution(attribution);
  L.control.scale({ imperial: false, position: isMirrored ? "bottomleft" : "bottomright" }).addTo(map);
  if (!isMirrored) return;
  map.zoomControl?.setPosition("topright");
  map.attributionControl.setPosition("bottomleft");
}

/** The theme, with more contrast where the reader asks for it. */
function themeOf(isDark: boolean): Theme {
  const wantsContrast = window.matchMedia("(prefers-contrast: more), (forced-colors: active)").matches;
  const theme = isDark ? DARK : LIGHT;
  return wantsContrast ? contrasting(theme) : theme;
}

export function reducesMotion(): boolean {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}

export interface Handle {
  ready: Promise<void>;
  state(): ViewState;
  /** The ids of the events shown, by how surely they lie in the window. */
  shown(): { certain: string[]; possible: string[] };
  setWindow(startMs: number | null, endMs?: number): void;
  select(id: string): boolean;
  on(name: EventName, listener: Listener): () => void;
}

/** What a page that embeds the view may call; documented in the README. */
export function handleOf(view: View, ready: Promise<void>): Handle {
  return {
    ready,
    state: () => view.state(),
    shown: () => view.shownIds(),
    setWindow: (startMs, endMs) => view.setWindow(startMs === null || endMs === undefined ? null : [startMs, endMs], true),
    select: (id) => view.selectId(id),
    on: (name, listener) => view.on(name, listener),
  };
}
