/**
 * Hold what every part of the view draws from: the events, the answer for each of
 * them in the present window, and how a category looks. One shared object; the
 * parts never talk to each other.
 */
import { extentOf, Split, type Window } from "./certainty.ts";
import { Forces, type Holding } from "./forces.ts";
import { mercatorX, mercatorY } from "./mercator.ts";
import { INTERVAL, type Collection } from "./payload.ts";
import { categoryColours, glyphOf, LIGHT, type Theme } from "./palette.ts";
import type { MarkStyle } from "./glyphs.ts";
import type { Words } from "./words.ts";

export const FADED = 0.2;
export const POSSIBLE_ALPHA = 0.5;

export class Scene {
  readonly data: Collection;
  readonly split: Split;
  readonly words: Words;
  readonly mx: Float64Array;
  readonly my: Float64Array;
  /** Where a mark stands in time: the middle of what an imprecise instant may be, the start of an interval. */
  readonly anchors: Float64Array;
  readonly categories: readonly string[];
  readonly precisions: readonly string[];
  readonly kinds: readonly string[];
  readonly statuses: readonly string[];
  readonly countries: readonly string[];
  readonly actors: readonly string[];
  theme: Theme = LIGHT;
  colours: string[] = [];
  readonly forces: Forces;
  /** Whose forces there are, the one with the most first. */
  readonly forceActors: readonly string[];
  /** The forces as of the end of the window, or as last known. */
  holding: readonly Holding[] = [];
  hover = -1;
  selected = new Set<number>();
  /** The last moment that anything is dated to, epoch ms. */
  private readonly end: number;
  private readonly hollow: boolean[];
  private readonly forceCode: number;

  constructor(data: Collection, words: Words) {
    this.data = data;
    this.words = words;
    this.split = new Split(data);
    const { dict } = data.header;
    this.categories = dict["category"] ?? [];
    this.precisions = dict["precision"] ?? [];
    this.kinds = dict["kind"] ?? [];
    this.statuses = dict["status"] ?? [];
    this.countries = dict["country"] ?? [];
    this.actors = dict["actor"] ?? [];
    this.hollow = this.statuses.map((status) => ["planned", "claimed", "cancelled"].includes(status));
    this.forceCode = this.kinds.indexOf("force");
    this.mx = new Float64Array(data.n);
    this.my = new Float64Array(data.n);
    this.anchors = anchorsOf(data);
    for (let row = 0; row < data.n; row++) {
      this.mx[row] = mercatorX(data.lon[row]);
      this.my[row] = mercatorY(data.lat[row]);
    }
    this.end = extentOf(data)[1];
    this.forces = new Forces(this);
    this.forceActors = this.forces.actors();
    this.paint(LIGHT);
  }

  /** Answer for every row anew, and for every force. */
  update(window: Window | null, mask: Uint8Array | null): void {
    this.split.update(window, mask);
    this.holding = this.forces.isEmpty ? [] : this.forces.asOf(window ? window[1] : this.end, mask, !window);
  }

  paint(theme: Theme): void {
    this.theme = theme;
    this.colours = categoryColours(this.categories, theme);
  }

  /** Forces on the map that the window's own rows do not hold: stationed since before it. */
  heldFromBefore(): number[] {
    return this.holding.map(({ row }) => row).filter((row) => !this.split.state[row]);
  }

  kindOf(row: number): string {
    return this.kinds[this.data.kind[row]] ?? "event";
  }

  isForce(row: number): boolean {
    return this.data.kind[row] === this.forceCode;
  }

  isHollow(row: number): boolean {
    return this.hollow[this.data.status[row]] ?? false;
  }

  colourOf(row: number): string {
    return this.isForce(row) ? this.forceColour(this.forces.actorOf(row)) : this.colours[this.data.category[row]] ?? this.theme.muted;
  }

  /** Each actor has a colour of its own, the one with the most forces the plain one. */
  forceColour(actor: string): string {
    const place = this.forceActors.indexOf(actor);
    return this.theme.forces[Math.max(0, place) % this.theme.forces.length];
  }

  style(row: number, alpha: number): MarkStyle {
    const glyph = glyphOf(this.data.category[row]);
    return { colour: this.colourOf(row), glyph, hollow: this.isHollow(row), alpha };
  }

  title(row: number): string {
    return this.data.text("title").at(row);
  }

  id(row: number): string {
    return this.data.text("id").at(row);
  }

  date(row: number): string {
    return this.words.date(this.data, row, this.precisions);
  }

  actorsOf(row: number): string[] {
    const { actors, actorsAt } = this.data;
    const found: string[] = [];
    for (let k = actorsAt[row]; k < actorsAt[row + 1]; k++) found.push(this.actors[actors[k]]);
    return found;
  }

  country(row: number): string {
    return this.countries[this.data.country[row]] ?? "";
  }

  /** A column that only this file has, as text; "" when the row has none. */
  extra(row: number, name: string): string {
    const json = this.data.text("extra").at(row);
    if (!json) return "";
    const value = (JSON.parse(json) as Record<string, unknown>)[name];
    return value === undefined || value === null ? "" : String(value);
  }

  isPlaced(row: number): boolean {
    return !Number.isNaN(this.data.lon[row]);
  }

  strengthWords(row: number): string {
    return this.words.strength(this.data.strengthLow[row], this.data.strengthHigh[row]);
  }

  /** The categories that events have or could be filtered for, in their order; forces have none. */
  usedCategories(): number[] {
    const seen = new Uint8Array(this.categories.length + 1);
    const offered = (this.data.header.options["legend"] as string[] | undefined) ?? [];
    for (const name of offered) seen[this.categories.indexOf(name)] = 1;
    for (let row = 0; row < this.data.n; row++) if (!this.isForce(row)) seen[this.data.category[row]] = 1;
    return this.categories.map((_, code) => code).filter((code) => seen[code]);
  }

  hasHollow(): boolean {
    const { status } = this.data;
    for (let row = 0; row < this.data.n; row++) if (this.hollow[status[row]]) return true;
    return false;
  }

  /** The number an area or a width stands for: the middle of the stated band. */
  strength(row: number): number {
    const low = this.data.strengthLow[row];
    const high = this.data.strengthHigh[row];
    if (Number.isNaN(low)) return high;
    return Number.isNaN(high) ? low : (low + high) / 2;
  }
}

function anchorsOf({ n, earliest, latest, flags }: Collection): Float64Array {
  const anchors = new Float64Array(n);
  for (let row = 0; row < n; row++) {
    if (flags[row] & INTERVAL) anchors[row] = Number.isFinite(earliest[row]) ? earliest[row] : latest[row];
    else anchors[row] = (earliest[row] + latest[row]) / 2;
  }
  return anchors;
}
