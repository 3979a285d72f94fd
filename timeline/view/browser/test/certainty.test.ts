import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { answer, CERTAIN, HIDDEN, POSSIBLE, Split, type Window } from "../src/certainty.ts";
import type { Collection } from "../src/payload.ts";

type Bound = number | "inf" | "-inf" | null;
interface Case {
  edtf: string;
  earliest: Bound;
  latest: Bound;
  sure_begun: Bound;
  sure_until: Bound;
  windows: { start: Bound; end: Bound; answer: "certain" | "possible" | "hidden" }[];
}

const NAMES = ["hidden", "possible", "certain"] as const;
const cases = JSON.parse(readFileSync(new URL("../../../../tests/golden/windows.json", import.meta.url), "utf8")) as Case[];

function number(bound: Bound, missing: number): number {
  if (bound === null) return missing;
  if (typeof bound === "number") return bound;
  return bound === "inf" ? Infinity : -Infinity;
}

for (const one of cases) {
  test(`${one.edtf || "no date"} is certain, possible or hidden as Python says`, () => {
    const open = one.edtf ? Infinity : NaN;
    const [earliest, latest] = [number(one.earliest, -open), number(one.latest, open)];
    for (const window of one.windows) {
      const [start, end] = [number(window.start, -Infinity), number(window.end, Infinity)];
      const found = answer(earliest, latest, number(one.sure_begun, Infinity), number(one.sure_until, -Infinity), start, end);
      assert.equal(NAMES[found], window.answer, `window ${window.start} to ${window.end}`);
    }
  });
}

/** Rows with random bounds, in order of their first moment as Python sends them. */
function randomRows(n: number, random: () => number): Collection {
  const rows = Array.from({ length: n }, () => {
    const start = Math.floor(random() * 1000);
    const length = random() < 0.05 ? 800 : 1 + Math.floor(random() * 20);
    const isInterval = random() < 0.3;
    return [start, start + length, isInterval ? start + 1 : start + length, isInterval ? start + length - 1 : start];
  }).sort((a, b) => a[0] - b[0]);
  const column = (k: number): Float64Array => Float64Array.from(rows, (row) => row[k]);
  return { n, earliest: column(0), latest: column(1), sureBegun: column(2), sureUntil: column(3) } as Collection;
}

/** A small generator with a seed, so that a failure can be had again. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

for (const seed of [1, 2, 3, 4, 5]) {
  test(`looking only at a slice finds what looking at every row finds (seed ${seed})`, () => {
    const random = seeded(seed);
    const data = randomRows(400, random);
    const split = new Split(data);
    for (let k = 0; k < 60; k++) {
      const start = Math.floor(random() * 1100) - 50;
      const window: Window = [start, start + 1 + Math.floor(random() * 300)];
      const mask = k % 3 ? null : Uint8Array.from({ length: data.n }, () => (random() < 0.5 ? 1 : 0));
      split.update(window, mask);
      const wanted = Array.from({ length: data.n }, (_, row) => mask && !mask[row] ? HIDDEN
        : answer(data.earliest[row], data.latest[row], data.sureBegun[row], data.sureUntil[row], window[0], window[1]));
      assert.deepEqual(Array.from(split.state), wanted);
      assert.equal(split.certain, wanted.filter((one) => one === CERTAIN).length);
      assert.equal(split.possible, wanted.filter((one) => one === POSSIBLE).length);
      assert.deepEqual(Array.from(split.shown.subarray(0, split.shownCount)).sort((a, b) => a - b), wanted.flatMap((one, row) => (one ? [row] : [])));
    }
  });
}

test("widening a window never hides an event", () => {
  const random = seeded(9);
  const data = randomRows(300, random);
  const split = new Split(data);
  for (let k = 0; k < 40; k++) {
    const [a, b] = [random() * 1000, random() * 1000].sort((x, y) => x - y);
    split.update([a, b + 1], null);
    const before = Array.from(split.state);
    split.update([a - random() * 100, b + 1 + random() * 100], null);
    before.forEach((one, row) => assert.ok(split.state[row] >= one));
  }
});
