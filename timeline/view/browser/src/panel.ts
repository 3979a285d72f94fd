/**
 * List events as a table in step with the window, and beside it what could not be
 * shown: undated, unplaced and rejected rows, and the sources.
 */
import { button, link, make } from "./dom.ts";
import { swatch } from "./card.ts";
import { CERTAIN, POSSIBLE } from "./certainty.ts";
import { sourcesOf, UNDATED, UNPLACED, type Source } from "./payload.ts";
import type { Scene } from "./scene.ts";

export type Tab = "table" | "selected" | "totals" | "undated" | "unplaced" | "rejected" | "review" | "sources";

export interface PanelHost {
  select(row: number, isAdding: boolean): void;
  hover(row: number): void;
  tabChanged(tab: Tab): void;
}

const PAGE = 200;
const PRINTED = 2000;

export class Panel {
  readonly element: HTMLElement;
  tab: Tab = "table";
  private readonly host: PanelHost;
  private readonly tabs: HTMLElement;
  private readonly body: HTMLElement;
  private scene: Scene;
  private rows: ArrayLike<number> = [];
  /** The end of the window, epoch ms; null when there is none. */
  asOf: number | null = null;
  private limit = PAGE;
  /** The first row in the table: further on where a selected event lies deep in a long list. */
  private from = 0;
  private held: readonly number[] = [];
  private lines = new Map<number, HTMLTableRowElement>();
  private marked: HTMLElement[] = [];

  constructor(scene: Scene, host: PanelHost) {
    this.scene = scene;
    this.host = host;
    this.tabs = make("div", "dl-tabs", { role: "tablist" });
    this.body = make("div", "dl-panel-body", { tabindex: 0, role: "tabpanel" });
    this.element = make("section", "dl-panel", { "aria-label": scene.words.t("table") }, this.tabs, this.body);
  }

  use(scene: Scene): void {
    this.scene = scene;
    this.limit = PAGE;
    this.from = 0;
  }

  open(tab: Tab): void {
    this.tab = tab;
    this.limit = PAGE;
    this.from = 0;
    this.host.tabChanged(tab);
  }

  /** `held` are forces that stand on the map from before the window; they are listed, not counted. */
  render(rows: ArrayLike<number>, held: readonly number[] = this.held): void {
    this.rows = rows;
    this.held = held;
    if (this.from >= rows.length) this.from = 0;
    this.renderTabs();
    const scrollTop = this.body.scrollTop;
    this.lines = new Map();
    this.body.setAttribute("aria-label", this.label(this.tab));
    this.body.replaceChildren(...this.content());
    this.body.scrollTop = scrollTop;
    this.mark();
  }

  private counts(): Record<Tab, number> {
    const { counts, rejected } = this.scene.data.header;
    return {
      table: this.rows.length,
      selected: this.scene.selected.size > 1 ? this.scene.selected.size : 0,
      totals: this.scene.holding.length,
      undated: counts["undated"] ?? 0,
      unplaced: counts["unplaced"] ?? 0,
      rejected: counts["rejected"] ?? rejected.length,
      review: counts["review"] ?? 0,
      sources: this.sources().length,
    };
  }

  private sources(): Source[] {
    return sourcesOf(this.scene.data.header).filter((source) => source.title);
  }

  private label(tab: Tab): string {
    return this.scene.words.t(tab);
  }

  private renderTabs(): void {
    const counts = this.counts();
    const shown = (["table", "selected", "totals", "undated", "unplaced", "rejected", "review", "sources"] as const)
      .filter((tab) => tab === "table" || counts[tab] > 0 || tab === this.tab);
    const hadFocus = this.tabs.contains(this.tabs.ownerDocument.activeElement);
    this.tabs.replaceChildren(...shown.map((tab) => this.tabButton(tab, counts[tab])));
    if (hadFocus) this.tabs.querySelector<HTMLElement>("[aria-selected=true]")?.focus();
    this.tabs.onkeydown = (event) => this.onTabKey(event, shown);
  }

  /** The table's count says how many are only possible, as every count does. */
  private countWords(tab: Tab, count: number): string {
    const { words, split } = this.scene;
    if (tab !== "table" || !split.possible) return words.number(count);
    return `${words.number(split.certain)} + ${words.number(split.possible)}`;
  }

  private tabButton(tab: Tab, count: number): HTMLElement {
    const isOpen = tab === this.tab;
    const made = button(this.label(tab), "dl-tab", () => this.open(tab), {
      role: "tab", "aria-selected": String(isOpen), tabindex: isOpen ? 0 : -1, "data-tab": tab,
    });
    made.append(" ", make("span", "dl-count", {}, this.countWords(tab, count)));
    return made;
  }

  private onTabKey(event: KeyboardEvent, shown: readonly Tab[]): void {
    const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (!by) return;
    event.preventDefault();
    event.stopPropagation();
    this.open(shown[(shown.indexOf(this.tab) + by + shown.length) % shown.length]);
  }

  private content(): HTMLElement[] {
    switch (this.tab) {
      case "selected": return [this.eventTable(Uint32Array.from(this.scene.selected).sort())];
      case "totals": return this.totals();
      case "undated": return [this.eventTable(this.flagged(UNDATED))];
      case "unplaced": return [this.eventTable(this.flagged(UNPLACED))];
      case "rejected": return [this.rejectedTable()];
      case "review": return [this.eventTable(this.extracted())];
      case "sources": return [this.sourceList()];
      default: return [this.rows.length ? this.eventTable(this.rows) : make("p", "dl-empty", {}, this.scene.words.t("nothingShown")), ...this.heldTable()];
    }
  }

  private flagged(flag: number): number[] {
    const found: number[] = [];
    for (let row = 0; row < this.scene.data.n; row++) if (this.scene.data.flags[row] & flag) found.push(row);
    return found;
  }

  /** What no person made: only such rows say how sure they are. */
  private extracted(): number[] {
    const { n, confidence } = this.scene.data;
    const found: number[] = [];
    for (let row = 0; row < n; row++) if (!Number.isNaN(confidence[row])) found.push(row);
    return found;
  }

  private heldTable(): HTMLElement[] {
    if (!this.held.length) return [];
    const { words } = this.scene;
    const when = this.asOf === null ? words.t("allTime") : words.day(this.asOf - 1);
    return [make("p", "dl-asof", {}, words.t("totalsAsOf", { date: when })), this.eventTable(this.held)];
  }

  private eventTable(rows: ArrayLike<number>): HTMLElement {
    const { words } = this.scene;
    const head = make("tr", "", {}, ...(["colDate", "colTitle"] as const).map((key) => make("th", "", { scope: "col" }, words.t(key))));
    const body = make("tbody");
    const from = rows === this.rows ? this.from : 0;
    const to = Math.min(rows.length, from + this.limit);
    for (let k = from; k < to; k++) body.append(this.eventRow(rows[k]));
    const table = make("table", "dl-table", {}, make("caption", "dl-hidden", {}, this.label(this.tab)), make("thead", "", {}, head), body);
    const wrap = make("div", "", {}, ...(from ? [this.earlierButton(from)] : []), table);
    if (rows.length > to) wrap.append(this.moreButton(rows.length - to));
    return wrap;
  }

  private moreButton(rest: number): HTMLElement {
    const { words } = this.scene;
    return button(words.t("moreRows", { count: Math.min(PAGE, rest), rest }), "dl-more", () => {
      this.limit += PAGE;
      this.render(this.rows);
    });
  }

  /** The table of all that is shown, for paper; up to a number that somebody might read. */
  printed(): HTMLElement {
    const { from, limit, lines } = this;
    [this.from, this.limit] = [0, PRINTED];
    this.lines = new Map();
    const table = this.eventTable(this.rows);
    [this.from, this.limit, this.lines] = [from, limit, lines];
    return table;
  }

  private earlierButton(rest: number): HTMLElement {
    const count = Math.min(PAGE, rest);
    return button(this.scene.words.t("moreRows", { count, rest }), "dl-more", () => {
      this.from -= count;
      this.limit += count;
      this.render(this.rows);
    });
  }

  private eventRow(row: number): HTMLTableRowElement {
    const { scene } = this;
    const open = button(scene.title(row), "dl-row-title", (event) => this.host.select(row, event.shiftKey), { dir: "auto" });
    const place = [scene.data.text("place").at(row), scene.words.country(scene.country(row))];
    const where = place[0].includes(place[1]) || !scene.country(row) ? place[0] : place.filter(Boolean).map((part) => scene.words.apart(part)).join(", ");
    const isPossible = scene.split.state[row] === POSSIBLE;
    const title = make("td", "", {}, make("span", "dl-row-head", {}, swatch(scene, row), open), make("span", "dl-row-place", {}, where));
    if (isPossible) title.append(make("span", "dl-badge", {}, scene.words.t("possible")));
    const line = make("tr", isPossible ? "dl-row-possible" : "", { "data-id": scene.id(row) }, make("td", "dl-row-date", {}, scene.date(row)), title);
    line.addEventListener("pointerenter", () => this.host.hover(row));
    line.addEventListener("pointerleave", () => this.host.hover(-1));
    this.lines.set(row, line);
    return line;
  }

  /** Strengths that hold at the end of the window, added up by host and by actor. */
  private totals(): HTMLElement[] {
    const { scene } = this;
    const { words, forces, holding } = scene;
    const when = this.asOf === null ? words.t("allTime") : words.day(this.asOf - 1);
    const table = (by: "host" | "actor", title: string): HTMLElement => {
      const body = make("tbody");
      for (const total of forces.totals(holding, by)) {
        const strength = make("td", "dl-number", {}, words.strength(total.low, total.high), ...(total.isStale ? [" ", make("span", "dl-badge", {}, words.t("staleShort"))] : []));
        body.append(make("tr", "", {}, make("th", "dl-rowhead", { scope: "row" }, words.country(total.name)), strength));
      }
      const head = make("tr", "", {}, make("th", "", { scope: "col" }, title), make("th", "dl-number", { scope: "col" }, words.t("strength")));
      return make("table", "dl-table", {}, make("caption", "dl-hidden", {}, title), make("thead", "", {}, head), body);
    };
    return [make("p", "dl-asof", {}, words.t("totalsAsOf", { date: when })), table("host", words.t("totalsByHost")), table("actor", words.t("totalsByActor"))];
  }

  private rejectedTable(): HTMLElement {
    const { words, data } = this.scene;
    const keys = ["line", "column", "value", "reason"] as const;
    const head = make("tr", "", {}, ...keys.map((key) => make("th", "", { scope: "col" }, words.t(key))));
    const body = make("tbody");
    for (const one of data.header.rejected.slice(0, this.limit)) {
      body.append(make("tr", "", {}, ...keys.map((key) => make("td", "", {}, String(one[key] ?? "")))));
    }
    const table = make("table", "dl-table dl-rejected", {}, make("caption", "dl-hidden", {}, words.t("rejected")), make("thead", "", {}, head), body);
    return make("div", "", {}, table, ...(data.header.rejected.length > this.limit ? [this.moreButton(data.header.rejected.length - this.limit)] : []));
  }

  private sourceList(): HTMLElement {
    const list = make("ol", "dl-sources");
    for (const source of this.sources()) {
      const rest = [source.author, source.outlet, source.published].filter(Boolean).join(", ");
      list.append(make("li", "", {}, link(source.url ?? "", source.title), rest ? ` — ${rest}` : ""));
    }
    return list;
  }

  /** Show which rows are selected and hovered without rebuilding the table. */
  mark(scrollTo = -1): void {
    if (scrollTo >= 0 && this.tab === "table" && !this.lines.has(scrollTo)) this.reach(scrollTo);
    for (const line of this.marked) line.classList.remove("dl-row-selected", "dl-row-hover");
    this.marked = [];
    for (const row of this.scene.selected) this.markRow(row, "dl-row-selected");
    if (this.scene.hover >= 0) this.markRow(this.scene.hover, "dl-row-hover");
    const target = this.lines.get(scrollTo);
    if (target) keepInView(this.body, target);
  }

  /** Turn to the part of a long list that holds a row. */
  private reach(row: number): void {
    const at = Array.prototype.indexOf.call(this.rows, row);
    if (at < 0) return;
    this.from = Math.max(0, at - PAGE / 4);
    this.limit = PAGE;
    this.render(this.rows);
  }

  private markRow(row: number, className: string): void {
    const line = this.lines.get(row);
    if (!line) return;
    line.classList.add(className);
    this.marked.push(line);
  }
}

/** Scroll only the list itself, and only as far as it takes. */
function keepInView(box: HTMLElement, line: HTMLElement): void {
  const outer = box.getBoundingClientRect();
  const inner = line.getBoundingClientRect();
  if (inner.top < outer.top + 28) box.scrollTop -= outer.top + 28 - inner.top;
  else if (inner.bottom > outer.bottom) box.scrollTop += inner.bottom - outer.bottom;
}

export { CERTAIN };
