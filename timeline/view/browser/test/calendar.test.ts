import assert from "node:assert/strict";
import { test } from "node:test";
import { addMonths, chooseStep, civilFromDays, DAY, daysFromCivil, parseTyped, ticks, timeOf } from "../src/calendar.ts";

test("days and civil dates are each other's inverse, far beyond Date's habits", () => {
  for (let days = -1_500_000; days <= 1_500_000; days += 997) {
    const { year, month, day } = civilFromDays(days);
    assert.equal(daysFromCivil(year, month, day), days);
  }
});

test("civil dates agree with Date where Date can be trusted", () => {
  for (const [year, month, day] of [[1970, 1, 1], [2000, 2, 29], [1950, 6, 25], [2024, 12, 3], [1600, 3, 1]]) {
    assert.equal(timeOf(year, month, day), Date.UTC(year, month - 1, day));
  }
});

const typed: [string, string | null, string | null][] = [
  ["2018", "2018-01-01", "2019-01-01"],
  ["2018-06", "2018-06-01", "2018-07-01"],
  ["2018-06-12", "2018-06-12", "2018-06-13"],
  ["12 June 2018", "2018-06-12", "2018-06-13"],
  ["June 12, 2018", "2018-06-12", "2018-06-13"],
  ["3 Dec 2024", "2024-12-03", "2024-12-04"],
  ["Dec 2024", "2024-12-01", "2025-01-01"],
  ["2019-02-30", null, null],
  ["2019-13", null, null],
  ["28,500", null, null],
  ["soon", null, null],
];
for (const [text, start, end] of typed) {
  test(`typed "${text}" is ${start ?? "no date"}`, () => {
    const found = parseTyped(text);
    if (!start || !end) return assert.equal(found, null);
    assert.deepEqual(found, [Date.parse(start), Date.parse(end)]);
  });
}

test("301 BCE is the astronomical year -300, and there is no year 0 to type", () => {
  assert.deepEqual(parseTyped("301 BCE"), [timeOf(-300), timeOf(-299)]);
});

const spans: [string, number, number, string][] = [
  ["an hour", 0, 3_600_000, "minute"],
  ["a day", 0, DAY, "hour"],
  ["a month", 0, 31 * DAY, "day"],
  ["two years", 0, 730 * DAY, "month"],
  ["a century", 0, 36_524 * DAY, "year"],
  ["ten millennia", timeOf(-8000), timeOf(2000), "year"],
];
for (const [name, start, end, unit] of spans) {
  test(`ticks over ${name} are ${unit}s, in order, none too close`, () => {
    const step = chooseStep(start, end, 1200);
    const found = ticks(start, end, step);
    assert.equal(step.unit, unit);
    assert.ok(found.length >= 3 && found.length <= 20, `${found.length} ticks`);
    for (let k = 1; k < found.length; k++) assert.ok((found[k].time - found[k - 1].time) / ((end - start) / 1200) > 34);
  });
}

test("months are added across years and backwards", () => {
  assert.equal(addMonths(2024, 12, 1), timeOf(2025, 1));
  assert.equal(addMonths(2024, 1, -1), timeOf(2023, 12));
});
