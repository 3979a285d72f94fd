/**
 * Decide where each event stands on the timeline: which lane, which row of the
 * lane so that no mark hides another, and when there are too many to tell apart,
 * how many fall on each pixel instead.
 */
import { DAY } from "./calendar.ts";
import { APPROXIMATE, INTERVAL, OPEN_END, OPEN_START, UNCERTAIN } from "./payload.ts";
import type { Scene } from "./scene.ts";

export type LaneField = "category" | "country" | "actor";

export const ROW = 19;
export const MARK = 6;
const ITEMS_MOST = 1500;
const ROWS_AT_FIRST = 5;
/** A lane that stays this low keeps room for titles beside its marks. */
const LABELLED_ROWS = 4;
const LABEL_CHARS = 30;
const CHAR_PX = 6.6;
const LANES_MOST = 12;
/** The part of the axis that the title of the last mark may take. */
const TITLE_SHARE = 0.12;

export interface Item {
  row: number;
  lane: number;
  /** Row inside its lane; -1 when the lane is collapsed and this one is among "+N". */
  line: number;
  x0: number;
  x1: number;
  cx: number;
}

export interface Lane {
  value: number;
  label: string;
  count: number;
  top: number;
  lines: number;
  hidden: number;
}

export interface Layout {
  lanes: Lane[];
  items: Item[];
  /** Per lane, events on each pixel; null when every event is an item. */
  density: Uint32Array[] | null;
  height: number;
  earlier: number;
  later: number;
}

export interface Axis {
  start: number;
  end: number;
  left: number;
  width: number;
}

export function xOf(axis: Axis, time: number): number {
  return axis.left + ((time - axis.start) / (axis.end - axis.start)) * axis.width;
}

export function timeAt(axis: Axis, x: number): number {
  return axis.start + ((x - axis.left) / axis.width) * (axis.end - axis.start);
}

/** The moment a mark stands at: the middle of what an imprecise instant may be, the start of an interval. */
export function anchorOf(scene: Scene, row: number): number {
  return scene.anchors[row];
}

export function isBar(flags: number): boolean {
  return (flags & (INTERVAL | OPEN_START | OPEN_END)) !== 0;
}

export function isApproximate(flags: number): boolean {
  return (flags & APPROXIMATE) !== 0;
}

export function isUncertain(flags: number): boolean {
  return (flags & UNCERTAIN) !== 0;
}

/** Who is stationed where is no category of event: forces have the last lane to themselves. */
const FORCES = -3;
/** Lanes beyond the first dozen share one, so that none is dropped. */
const REST = -2;

/** The lane key of a row: for actors, the first stands for all. */
function laneOf(scene: Scene, field: LaneField, row: number): number {
  if (field === "category") return scene.isForce(row) ? FORCES : scene.data.category[row];
  if (field === "country") return scene.data.country[row];
  const { actorsAt, actors } = scene.data;
  return actorsAt[row] < actorsAt[row + 1] ? actors[actorsAt[row]] : -1;
}

function laneLabel(scene: Scene, field: LaneField, value: number): string {
  if (value === FORCES) return scene.words.t("forces");
  if (value < 0) return scene.words.t("none");
  if (field === "category") return scene.words.term(scene.categories[value] ?? "");
  return scene.words.country((field === "country" ? scene.countries : scene.actors)[value] ?? "");
}

/** Where a row lies that has no pixel on the lanes' axis. */
const EARLIER = -1;
const LATER = -2;
const UNDATED_ROW = -3;
const BESIDE = -4;

/** What follows from lanes, axis and overview alone: worked out once, read at every change of the filters. */
interface Known {
  keys: Map<LaneField, Int32Array>;
  axis: string;
  pixels: Int16Array;
  overview: string;
  bins: Int16Array;
  rows: Uint32Array;
}

const known = new WeakMap<Scene, Known>();

function knownOf(scene: Scene): Known {
  let found = known.get(scene);
  if (!found) {
    const { n } = scene.data;
    found = { keys: new Map(), axis: "", pixels: new Int16Array(n), overview: "", bins: new Int16Array(n), rows: new Uint32Array(n) };
    known.set(scene, found);
  }
  return found;
}

function laneKeys(scene: Scene, field: LaneField): Int32Array {
  const { keys } = knownOf(scene);
  let found = keys.get(field);
  if (!found) keys.set(field, (found = Int32Array.from({ length: scene.data.n }, (_, row) => laneOf(scene, field, row))));
  return found;
}

/** The pixel of the lanes that each row stands on. */
function pixelsOf(scene: Scene, axis: Axis): Int16Array {
  const held = knownOf(scene);
  const key = [axis.start, axis.end, axis.width].join();
  if (held.axis === key) return held.pixels;
  held.axis = key;
  const { earliest, latest, n } = scene.data;
  const { anchors } = scene;
  const perMs = axis.width / (axis.end - axis.start);
  for (let row = 0; row < n; row++) {
    if (latest[row] <= axis.start) held.pixels[row] = EARLIER;
    else if (earliest[row] >= axis.end) held.pixels[row] = LATER;
    else if (Number.isNaN(earliest[row]) && Number.isNaN(latest[row])) held.pixels[row] = UNDATED_ROW;
    else {
      const x = Math.floor((anchors[row] - axis.start) * perMs);
      held.pixels[row] = x >= 0 && x < axis.width ? x : BESIDE;
    }
  }
  return held.pixels;
}

/** The rows that pass the filters and whose bounds touch the axis, in order of time. */
function rowsOnAxis(scene: Scene, mask: Uint8Array | null, axis: Axis): { rows: Uint32Array; earlier: number; later: number } {
  const pixels = pixelsOf(scene, axis);
  const { rows } = knownOf(scene);
  let count = 0;
  let earlier = 0;
  let later = 0;
  for (let row = 0; row < pixels.length; row++) {
    if (mask && !mask[row]) continue;
    const x = pixels[row];
    if (x === EARLIER) earlier++;
    else if (x === LATER) later++;
    else if (x !== UNDATED_ROW) rows[count++] = row;
  }
  return { rows: rows.subarray(0, count), earlier, later };
}

export function layOut(scene: Scene, mask: Uint8Array | null, field: LaneField, axis: Axis, expanded: ReadonlySet<number>, headroom = 0, room = 0): Layout {
  const { rows, earlier, later } = rowsOnAxis(scene, mask, axis);
  const lanes = makeLanes(scene, field, rows);
  const base = { lanes, earlier, later };
  if (rows.length > ITEMS_MOST) return { ...base, items: [], ...densityOf(scene, field, axis, rows, lanes) };
  const items = packItems(scene, field, axis, rows, lanes, expanded);
  const height = stack(lanes, headroom);
  const spare = Math.floor((room - height) / ROW);
  if (spare > 0 && lanes.some((lane) => lane.hidden)) openUp(scene, axis, items, lanes, spare);
  return { ...base, items, density: null, height: stack(lanes, headroom) };
}

function makeLanes(scene: Scene, field: LaneField, rows: Uint32Array): Lane[] {
  const counts = countLanes(scene, field, rows);
  const last = (value: number): number => (value === FORCES ? 1 : 0);
  const values = [...counts.keys()].sort((a, b) => last(a) - last(b) || counts.get(b)! - counts.get(a)! || a - b);
  return values.slice(0, LANES_MOST).map((value) => ({
    value, label: laneLabel(scene, field, value), count: counts.get(value)!, top: 0, lines: 1, hidden: 0,
  })).concat(values.length > LANES_MOST ? [restLane(scene, values.slice(LANES_MOST), counts)] : []);
}

/** Keys below zero have a meaning of their own, so counting starts that much higher. */
const LOWEST = 3;

function countLanes(scene: Scene, field: LaneField, rows: Uint32Array): Map<number, number> {
  const counts = new Uint32Array(Math.max(scene.categories.length, scene.countries.length, scene.actors.length) + LOWEST + 1);
  const keys = laneKeys(scene, field);
  for (let k = 0; k < rows.length; k++) counts[keys[rows[k]] + LOWEST]++;
  return new Map(Array.from(counts, (count, k) => [k - LOWEST, count] as const).filter(([, count]) => count));
}

function restLane(scene: Scene, values: number[], counts: Map<number, number>): Lane {
  const count = values.reduce((sum, value) => sum + counts.get(value)!, 0);
  return { value: REST, label: scene.words.t("otherLanes", { count: values.length }), count, top: 0, lines: 1, hidden: 0 };
}

/** The place of each lane key among the lanes; keys start at -LOWEST. */
function lanePlaces(lanes: readonly Lane[], scene: Scene): Int32Array {
  const rest = lanes.findIndex((lane) => lane.value === REST);
  const places = new Int32Array(Math.max(scene.categories.length, scene.countries.length, scene.actors.length) + LOWEST + 1).fill(Math.max(0, rest));
  lanes.forEach((lane, k) => { places[lane.value + LOWEST] = k; });
  return places;
}

function packItems(
  scene: Scene, field: LaneField, axis: Axis, rows: Uint32Array, lanes: Lane[], expanded: ReadonlySet<number>,
): Item[] {
  const places = lanePlaces(lanes, scene);
  const items = Array.from(rows, (row) => itemOf(scene, axis, row, places[laneOf(scene, field, row) + LOWEST]));
  items.sort((a, b) => Math.min(a.x0, a.cx) - Math.min(b.x0, b.cx) || a.row - b.row);
  lanes.forEach((lane, k) => {
    const own = items.filter((item) => item.lane === k);
    if (packLane(scene, axis, own, lane, true, true) > LABELLED_ROWS) packLane(scene, axis, own, lane, false, expanded.has(lane.value));
  });
  return items;
}

/** Give every item of a lane the first row with room; returns the rows it took. */
function packLane(scene: Scene, axis: Axis, items: Item[], lane: Lane, isLabelled: boolean, isExpanded: boolean, cap = ROWS_AT_FIRST): number {
  const ends: number[] = [];
  lane.hidden = 0;
  for (const item of items) placeItem(item, ends, lane, isExpanded ? Infinity : cap, isLabelled ? labelRoom(scene, axis, item) : 0);
  return (lane.lines = Math.max(1, ends.length));
}

/** Lines that would stay empty go to the lanes that hold events back, one each in turn. */
function openUp(scene: Scene, axis: Axis, items: Item[], lanes: Lane[], spare: number): void {
  const caps = lanes.map((lane) => lane.lines);
  let left = spare;
  while (left > 0) {
    const before = left;
    lanes.forEach((lane, k) => {
      if (!lane.hidden || !left) return;
      left--;
      caps[k]++;
      packLane(scene, axis, items.filter((item) => item.lane === k), lane, false, false, caps[k]);
    });
    if (left === before) return;
  }
}

function labelRoom(scene: Scene, axis: Axis, item: Item): number {
  const width = Math.min(LABEL_CHARS, scene.title(item.row).length) * CHAR_PX + 12;
  if (isBar(scene.data.flags[item.row]) && item.x1 - item.x0 > width) return 0;
  return Math.min(width, Math.max(0, axis.left + axis.width - item.cx - 8));
}

function itemOf(scene: Scene, axis: Axis, row: number, lane: number): Item {
  const { earliest, latest } = scene.data;
  const clamp = (x: number): number => Math.max(axis.left - 30, Math.min(axis.left + axis.width + 30, x));
  const x0 = clamp(Number.isFinite(earliest[row]) ? xOf(axis, earliest[row]) : -Infinity);
  const x1 = clamp(Number.isFinite(latest[row]) ? xOf(axis, latest[row]) : Infinity);
  return { row, lane, line: 0, x0, x1, cx: clamp(xOf(axis, anchorOf(scene, row))) };
}

function placeItem(item: Item, ends: number[], lane: Lane, cap: number, room: number): void {
  const start = Math.min(item.x0, item.cx - MARK) - 3;
  const end = Math.max(item.x1, item.cx + MARK) + room;
  let line = ends.findIndex((free) => free <= start);
  if (line < 0) line = ends.length;
  if (line >= cap) {
    item.line = -1;
    lane.hidden++;
    return;
  }
  ends[line] = end;
  item.line = line;
}

/** Set the lanes under each other; `headroom` is left above each where its name stands inside. */
function stack(lanes: Lane[], headroom: number): number {
  let top = 4;
  for (const lane of lanes) {
    top += headroom;
    lane.top = top;
    top += lane.lines * ROW + 5;
  }
  return top;
}

const DENSITY_ROW = 26;

function densityOf(
  scene: Scene, field: LaneField, axis: Axis, rows: Uint32Array, lanes: Lane[],
): { density: Uint32Array[]; height: number } {
  const places = lanePlaces(lanes, scene);
  const keys = laneKeys(scene, field);
  const pixels = pixelsOf(scene, axis);
  const width = Math.ceil(axis.width);
  const counts = new Uint32Array(lanes.length * width);
  for (let k = 0; k < rows.length; k++) {
    const x = pixels[rows[k]];
    if (x >= 0) counts[places[keys[rows[k]] + LOWEST] * width + x]++;
  }
  const density = lanes.map((_, k) => counts.subarray(k * width, (k + 1) * width));
  lanes.forEach((lane, k) => (lane.top = 4 + k * DENSITY_ROW));
  return { density, height: lanes.length * DENSITY_ROW + 8 };
}

export const DENSITY_HEIGHT = DENSITY_ROW - 4;

/**
 * The span shown at first: all of it, but for a few outliers far from the rest,
 * which would squeeze everything else into a corner. They stay in the overview and
 * are counted at the edge.
 */
export function firstSpan(scene: Scene, mask: Uint8Array | null = null): [number, number] {
  const { data } = scene;
  const found = new Float64Array(data.n);
  let count = 0;
  for (let row = 0; row < data.n; row++) {
    if (mask && !mask[row]) continue;
    const time = anchorOf(scene, row);
    if (Number.isFinite(time) && !(data.flags[row] & (OPEN_START | OPEN_END))) found[count++] = time;
  }
  if (!count) return wholeSpan(scene);
  const times = found.subarray(0, count).sort();
  const [low, high] = withoutOutliers(times);
  return padded(times[low], times[high]);
}

function withoutOutliers(times: Float64Array): [number, number] {
  let low = 0;
  let high = times.length - 1;
  const least = Math.ceil(times.length * 0.8);
  while (high - low + 1 > least && times[low + 1] - times[low] > 0.5 * (times[high] - times[low])) low++;
  while (high - low + 1 > least && times[high] - times[high - 1] > 0.5 * (times[high] - times[low])) high--;
  return [low, high];
}

/** Room before the first mark, and more after the last, where its title stands. */
export function padded(start: number, end: number): [number, number] {
  const length = end - start;
  const room = length > 0 ? Math.max(length * 0.03, Math.min(2 * DAY, length * 0.1)) : 2 * DAY;
  return [start - room, end + Math.max(room, length * TITLE_SHARE)];
}

/** Everything from the first to the last dated moment. */
export function wholeSpan(scene: Scene): [number, number] {
  const { earliest, latest, n } = scene.data;
  let start = Infinity;
  let end = -Infinity;
  for (let row = 0; row < n; row++) {
    for (const time of [earliest[row], latest[row]]) {
      if (!Number.isFinite(time)) continue;
      if (time < start) start = time;
      if (time > end) end = time;
    }
  }
  const room = (end - start) * 0.02;
  return start <= end ? [start - room, end + room] : [0, 86_400_000];
}

/** Counts a bin and a category, forces last, over the whole span; the overview's histogram. */
export function histogram(scene: Scene, mask: Uint8Array | null, axis: Axis, bins: number): Uint32Array[] {
  const counts = new Uint32Array((scene.categories.length + 1) * bins);
  const keys = laneKeys(scene, "category");
  const binOf = binsOf(scene, axis, bins);
  for (let row = 0; row < binOf.length; row++) {
    if ((mask && !mask[row]) || binOf[row] < 0) continue;
    counts[(keys[row] < 0 ? scene.categories.length : keys[row]) * bins + binOf[row]]++;
  }
  return Array.from({ length: scene.categories.length + 1 }, (_, k) => counts.subarray(k * bins, (k + 1) * bins));
}

/** The bin of the overview that each row falls into, -1 for none. */
function binsOf(scene: Scene, axis: Axis, bins: number): Int16Array {
  const held = knownOf(scene);
  const key = [axis.start, axis.end, bins].join();
  if (held.overview === key) return held.bins;
  held.overview = key;
  const perBin = bins / (axis.end - axis.start);
  const { anchors } = scene;
  for (let row = 0; row < anchors.length; row++) {
    const bin = Math.floor((anchors[row] - axis.start) * perBin);
    held.bins[row] = bin >= 0 && bin < bins ? bin : -1;
  }
  return held.bins;
}

/** The item nearest to a point of the canvas, within reach. */
export function itemAt(layout: Layout, x: number, y: number): Item | null {
  let best = 12;
  let found: Item | null = null;
  for (const item of layout.items) {
    if (item.line < 0) continue;
    const cy = lineY(layout.lanes[item.lane], item.line);
    if (Math.abs(cy - y) > ROW / 2) continue;
    const dx = x < item.x0 && x < item.cx - MARK ? Math.min(item.x0, item.cx - MARK) - x : x > item.x1 && x > item.cx + MARK ? x - Math.max(item.x1, item.cx + MARK) : 0;
    const distance = dx + Math.abs(x - item.cx) / 1000;
    if (distance < best) [best, found] = [distance, item];
  }
  return found;
}

export function lineY(lane: Lane, line: number): number {
  return lane.top + line * ROW + ROW / 2;
}

/** Above this many, rows stay in the order of their first moment, which they come in. */
const SORTED_MOST = 5000;

/** Rows in order of their moment on the axis: what the arrow keys step through. */
export function inOrder(scene: Scene, rows: Uint32Array): ArrayLike<number> {
  if (rows.length > SORTED_MOST) return rows;
  const keyed = Array.from(rows, (row) => [row, anchorOf(scene, row)] as const);
  const time = (value: number): number => (Number.isNaN(value) ? Infinity : value);
  return keyed.sort((a, b) => time(a[1]) - time(b[1]) || a[0] - b[0]).map(([row]) => row);
}
