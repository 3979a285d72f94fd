import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY, timeOf } from "../src/calendar.ts";
import { Placer } from "../src/labels.ts";
import { arc } from "../src/mercator.ts";
import { dragged, pinched } from "../src/timeline.ts";
import { Words } from "../src/words.ts";

test("labels never overlap: the second at the same spot is refused", () => {
  const placer = new Placer();
  const box = { x0: 10, y0: 10, x1: 60, y1: 24 };
  assert.ok(placer.place([box]));
  assert.equal(placer.place([{ ...box, x0: 30, x1: 90 }]), null);
  assert.ok(placer.place([{ ...box, x0: 61, x1: 90 }]));
});

test("an arc over the antimeridian stays in one piece", () => {
  const points = arc([139.7, 35.6], [-122.4, 37.8]);
  for (let k = 2; k < points.length; k += 2) assert.ok(Math.abs(points[k] - points[k - 2]) < 0.1);
});

test("an arc keeps its two ends", () => {
  const points = arc([125.7, 39.0], [36.2, 51.7]);
  assert.ok(Math.abs(points[0] - (125.7 + 180) / 360) < 1e-9);
  assert.ok(Math.abs(points[points.length - 2] - (36.2 + 180) / 360) < 1e-9);
});

test("two fingers keep the moments under them", () => {
  const axis = { start: 0, end: 1000, left: 100, width: 500 };
  const [start, end] = pinched(axis, 200, 400, 150, 350);
  const at = (time: number): number => axis.left + ((time - start) / (end - start)) * axis.width;
  assert.ok(Math.abs(at(200) - 150) < 1e-9);
  assert.ok(Math.abs(at(400) - 350) < 1e-9);
});

const drags: ["new" | "move" | "start" | "end", number, [number, number], [number, number]][] = [
  ["new", 7.4 * DAY, [0, DAY], [3 * DAY, 8 * DAY]],
  ["move", 5.6 * DAY, [0, DAY], [2 * DAY, 3 * DAY]],
  ["start", 2.5 * DAY, [0, 9 * DAY], [2 * DAY, 9 * DAY]],
  ["end", 2.5 * DAY, [0, 9 * DAY], [0, 3 * DAY]],
  ["end", -2.5 * DAY, [0, 9 * DAY], [-3 * DAY, DAY]],
];
for (const [mode, time, window, wanted] of drags) {
  test(`a drag (${mode}) gives whole days, the last one inside`, () => {
    assert.deepEqual(dragged({ mode, from: 3.3 * DAY, window }, time), wanted);
  });
}

test("years before the first are named without a year 0", () => {
  const words = new Words("en-GB");
  assert.match(words.year(timeOf(-300)), /301 BC/);
  assert.match(words.year(timeOf(0)), /^1 BC/);
});

test("a day is a day", () => assert.equal(timeOf(2024, 12, 4) - timeOf(2024, 12, 3), DAY));
