/**
 * Decide how strong each force is as of a moment: the last observation that holds
 * then. One holds until a later one of the same force, or until the end it states.
 * timeline/forces.py has the same rules.
 */
import { INTERVAL } from "./payload.ts";
import type { Scene } from "./scene.ts";

export interface Holding {
  row: number;
  /** Whether the number is older than three years; a place without a number does not age. */
  isStale: boolean;
}

export interface Total {
  name: string;
  low: number;
  high: number;
  isStale: boolean;
}

interface Key {
  actor: string;
  country: string;
  place: string;
  unit: string;
}

const STALE_MS = 3 * 365 * 86_400_000;

export class Forces {
  /** Rows of one force each, in order of time. */
  private readonly series = new Map<string, number[]>();
  private readonly keys = new Map<number, Key>();
  private readonly scene: Scene;

  constructor(scene: Scene) {
    this.scene = scene;
    for (let row = 0; row < scene.data.n; row++) if (scene.isForce(row)) this.learn(row);
  }

  get isEmpty(): boolean {
    return this.series.size === 0;
  }

  private learn(row: number): void {
    const { data } = this.scene;
    const key = { actor: this.scene.actorsOf(row)[0] ?? "", country: this.scene.country(row), place: data.text("place").at(row), unit: data.text("unit").at(row) };
    this.keys.set(row, key);
    const name = nameOf(key);
    const rows = this.series.get(name);
    if (rows) rows.push(row);
    else this.series.set(name, [row]);
  }

  actorOf(row: number): string {
    return this.keys.get(row)?.actor ?? "";
  }

  /** Whose forces there are, the one with the most observations first. */
  actors(): string[] {
    const counts = new Map<string, number>();
    for (const { actor } of this.keys.values()) counts.set(actor, (counts.get(actor) ?? 0) + 1);
    return [...counts.keys()].sort((a, b) => counts.get(b)! - counts.get(a)! || (a < b ? -1 : 1));
  }

  /** All observations of the force that this row observes. */
  seriesOf(row: number): readonly number[] {
    const key = this.keys.get(row);
    return (key && this.series.get(nameOf(key))) ?? [row];
  }

  /**
   * What holds at `time` (epoch ms), of the rows that pass the mask. Without a window
   * the time is the end of everything: undated forces count then, and none is old.
   */
  asOf(time: number, mask: Uint8Array | null, isOpen = false): Holding[] {
    const found: Holding[] = [];
    for (const rows of this.series.values()) {
      const row = this.lastOf(rows, time, mask, isOpen);
      if (row >= 0) found.push({ row, isStale: !isOpen && this.isStale(row, time) });
    }
    return found;
  }

  private lastOf(rows: readonly number[], time: number, mask: Uint8Array | null, isOpen: boolean): number {
    const { earliest } = this.scene.data;
    let last = -1;
    for (const row of rows) {
      if ((mask && !mask[row]) || !this.holds(row, time, isOpen)) continue;
      if (last < 0 || earliest[row] >= earliest[last]) last = row;
    }
    return last;
  }

  private holds(row: number, time: number, isOpen: boolean): boolean {
    const { earliest, latest, flags, status } = this.scene.data;
    if (["planned", "cancelled"].includes(this.scene.statuses[status[row]])) return false;
    if (Number.isNaN(earliest[row])) return isOpen;
    if (earliest[row] >= time) return false;
    return !(flags[row] & INTERVAL) || latest[row] >= time;
  }

  /** When an observation was made, or until when it is said to have held. */
  observed(row: number): number {
    const { earliest, latest } = this.scene.data;
    if (Number.isFinite(latest[row])) return latest[row];
    const published = Date.parse(this.scene.data.text("published").at(row));
    return Math.max(earliest[row], Number.isNaN(published) ? -Infinity : published);
  }

  private isStale(row: number, time: number): boolean {
    return !Number.isNaN(this.low(row)) && time - this.observed(row) > STALE_MS;
  }

  /** Sums of the strengths that hold, largest first; a part of another figure is not added again. */
  totals(holding: readonly Holding[], by: "host" | "actor"): Total[] {
    const known = holding.filter(({ row }) => !Number.isNaN(this.low(row)));
    const covered = this.covered(known);
    const sums = new Map<string, Total>();
    known.forEach((one, k) => {
      if (!covered[k]) this.add(sums, one, by);
    });
    return [...sums.values()].sort((a, b) => b.high - a.high || (a.name < b.name ? -1 : 1));
  }

  private add(sums: Map<string, Total>, { row, isStale }: Holding, by: "host" | "actor"): void {
    const key = this.keys.get(row)!;
    const name = by === "host" ? key.country : key.actor;
    const sum = sums.get(name) ?? { name, low: 0, high: 0, isStale: false };
    sums.set(name, { name, low: sum.low + this.low(row), high: sum.high + this.high(row), isStale: sum.isStale || isStale });
  }

  private low(row: number): number {
    const { strengthLow, strengthHigh } = this.scene.data;
    return Number.isNaN(strengthLow[row]) ? strengthHigh[row] : strengthLow[row];
  }

  private high(row: number): number {
    const { strengthLow, strengthHigh } = this.scene.data;
    return Number.isNaN(strengthHigh[row]) ? strengthLow[row] : strengthHigh[row];
  }

  /** A figure for a whole country covers its places, one for a place the units there. */
  private covered(known: readonly Holding[]): boolean[] {
    const keys = known.map(({ row }) => this.keys.get(row)!);
    const wide = keys.map((key) => !key.unit && this.scene.words.isCountryName(key.place) && key.country !== "");
    const places = new Set(keys.filter((key) => !key.unit).map((key) => `${key.actor}|${key.country}|${key.place}`));
    const countries = new Set(keys.filter((_, k) => wide[k]).map((key) => `${key.actor}|${key.country}`));
    return keys.map((key, k) => (key.unit !== "" && places.has(`${key.actor}|${key.country}|${key.place}`))
      || (!wide[k] && countries.has(`${key.actor}|${key.country}`)));
  }
}

function nameOf({ actor, country, place, unit }: Key): string {
  return [actor, country, place, unit].join("\u0001");
}
