/**
 * Decide which events a window lets through, and how surely.
 *
 * An event is certain when it overlaps the window whatever its true date is,
 * possible when it may. timeline/query.py gives the same answers;
 * tests/golden/windows.json is read by both.
 */
import type { Collection } from "./payload.ts";

export const HIDDEN = 0;
export const POSSIBLE = 1;
export const CERTAIN = 2;

/** Epoch milliseconds, half-open: [start, end). */
export type Window = readonly [start: number, end: number];

export function answer(
  earliest: number, latest: number, sureBegun: number, sureUntil: number, start: number, end: number,
): number {
  if (sureBegun <= end && sureUntil >= start) return CERTAIN;
  return earliest < end && latest > start ? POSSIBLE : HIDDEN;
}

/** Share of all rows above which separating long events from short ones no longer pays. */
const LONG_SHARE = 0.1;

/**
 * Keeps the answer for every row. A window looks only at the slice of rows that
 * can overlap it: rows are in order of `earliest`, and the few long ones, which
 * would widen every slice, are kept apart.
 */
export class Split {
  readonly state: Uint8Array;
  readonly shown: Uint32Array;
  shownCount = 0;
  certain = 0;
  possible = 0;
  /** Rows that pass the filters, dated or not. */
  passing = 0;
  private readonly data: Collection;
  private readonly datedCount: number;
  private readonly long: Uint32Array;
  private readonly isLong: Uint8Array;
  private readonly reach: Float64Array;

  constructor(data: Collection) {
    this.data = data;
    this.state = new Uint8Array(data.n);
    this.shown = new Uint32Array(data.n);
    this.datedCount = countDated(data);
    [this.long, this.isLong] = findLong(data, this.datedCount);
    this.reach = reachOf(data, this.datedCount, this.isLong);
  }

  update(window: Window | null, mask: Uint8Array | null): void {
    const { state, shown } = this;
    for (let k = 0; k < this.shownCount; k++) state[shown[k]] = HIDDEN;
    this.shownCount = this.certain = this.possible = 0;
    if (window) this.updateWindow(window[0], window[1], mask);
    else this.showAll(mask);
  }

  private showAll(mask: Uint8Array | null): void {
    const { state, shown } = this;
    let count = 0;
    for (let i = 0; i < state.length; i++) {
      if (mask && !mask[i]) continue;
      state[i] = CERTAIN;
      shown[count++] = i;
    }
    this.shownCount = this.certain = count;
  }

  private updateWindow(start: number, end: number, mask: Uint8Array | null): void {
    const { earliest, latest, sureBegun, sureUntil } = this.data;
    const { state, shown, isLong } = this;
    let count = 0;
    let certain = 0;
    for (const i of this.long) {
      if (mask && !mask[i]) continue;
      const found = answer(earliest[i], latest[i], sureBegun[i], sureUntil[i], start, end);
      if (found === HIDDEN) continue;
      state[i] = found;
      shown[count++] = i;
      if (found === CERTAIN) certain++;
    }
    const last = lowerBound(earliest, end, this.datedCount);
    for (let i = upperBound(this.reach, start, this.datedCount); i < last; i++) {
      if (isLong[i] || (mask && !mask[i])) continue;
      if (sureBegun[i] <= end && sureUntil[i] >= start) {
        state[i] = CERTAIN;
        certain++;
      } else if (latest[i] > start) state[i] = POSSIBLE;
      else continue;
      shown[count++] = i;
    }
    this.shownCount = count;
    this.certain = certain;
    this.possible = count - certain;
  }
}

function countDated(data: Collection): number {
  let count = data.n;
  while (count > 0 && Number.isNaN(data.earliest[count - 1])) count--;
  return count;
}

function findLong(data: Collection, dated: number): [Uint32Array, Uint8Array] {
  const isLong = new Uint8Array(data.n);
  const found: number[] = [];
  const [first, last] = extentOf(data, dated);
  const limit = (last - first) / 64;
  for (let i = 0; i < dated; i++) {
    if (data.latest[i] - data.earliest[i] <= limit) continue;
    isLong[i] = 1;
    found.push(i);
  }
  if (found.length > dated * LONG_SHARE && found.length > 1000) return [new Uint32Array(0), new Uint8Array(data.n)];
  return [Uint32Array.from(found), isLong];
}

/** The running maximum of `latest` over the short rows: where a slice may begin. */
function reachOf(data: Collection, dated: number, isLong: Uint8Array): Float64Array {
  const reach = new Float64Array(dated);
  let most = -Infinity;
  for (let i = 0; i < dated; i++) {
    if (!isLong[i] && data.latest[i] > most) most = data.latest[i];
    reach[i] = most;
  }
  return reach;
}

/** The first and last finite moment of the dated rows, in epoch milliseconds. */
export function extentOf(data: Collection, dated = countDated(data)): [number, number] {
  let first = Infinity;
  let last = -Infinity;
  for (let i = 0; i < dated; i++) {
    const a = data.earliest[i];
    const b = data.latest[i];
    if (Number.isFinite(a)) { if (a < first) first = a; if (a > last) last = a; }
    if (Number.isFinite(b)) { if (b > last) last = b; if (b < first) first = b; }
  }
  return first <= last ? [first, last] : [0, 86_400_000];
}

/** The first index whose value is >= x. */
export function lowerBound(values: ArrayLike<number>, x: number, length = values.length): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle] < x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The first index whose value is > x. */
export function upperBound(values: ArrayLike<number>, x: number, length = values.length): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle] <= x) low = middle + 1;
    else high = middle;
  }
  return low;
}
