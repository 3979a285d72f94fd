import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY, timeOf } from "../src/calendar.ts";
import { Placer } from "../src/labels.ts";
import { arc } from "../src/mercator.ts";

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

test("a day is a day", () => assert.equal(timeOf(2024, 12, 4) - timeOf(2024, 12, 3), DAY));
