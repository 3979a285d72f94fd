import assert from "node:assert/strict";
import { test } from "node:test";
import { cluster } from "../src/cluster.ts";

const at = (points: [number, number][], dx = 0) => (row: number): [number, number] => [points[row][0] + dx, points[row][1]];
const rowsOf = (found: { rows: number[] }[]): number[][] => found.map((one) => one.rows);

test("points within reach share a cluster, others stand alone", () => {
  const points: [number, number][] = [[0, 0], [10, 0], [100, 0], [104, 3]];
  assert.deepEqual(rowsOf(cluster([0, 1, 2, 3], at(points))), [[0, 1], [2, 3]]);
});

test("panning never regroups", () => {
  const points = Array.from({ length: 300 }, (_, k): [number, number] => [(k * 37) % 400, (k * 61) % 300]);
  const rows = points.map((_, k) => k);
  const before = rowsOf(cluster(rows, at(points)));
  for (const dx of [1, 7.5, 13, 211]) assert.deepEqual(rowsOf(cluster(rows, at(points, dx))), before);
});

test("every row is in exactly one cluster", () => {
  const points = Array.from({ length: 500 }, (_, k): [number, number] => [(k * 17) % 97, (k * 29) % 89]);
  const found = cluster(points.map((_, k) => k), at(points)).flatMap((one) => one.rows);
  assert.deepEqual(found.sort((a, b) => a - b), points.map((_, k) => k));
});
