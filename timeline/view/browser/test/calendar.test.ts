import assert from "node:assert/strict";
import { test } from "node:test";
import { addMonths, chooseStep, civilFromDays, civilOf, DAY, dayText, daysFromCivil, monthsBefore, parseTyped, readPoint, ticks, timeOf } from "../src/calendar.ts";

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

const typedBefore: [string, string | null, string | null][] = [
  ["301 BCE", "-0300-01-01", "-0299-01-01"],
  ["44 BC", "-0043-01-01", "-0042-01-01"],
  ["44 b.c.", "-0043-01-01", "-0042-01-01"],
  ["1 BCE", "0000-01-01", "0001-01-01"],
  ["March 44 BCE", "-0043-03-01", "-0043-04-01"],
  ["15 March 44 BCE", "-0043-03-15", "-0043-03-16"],
  ["15 Mar 44 BC", "-0043-03-15", "-0043-03-16"],
  ["March 15, 44 BC", "-0043-03-15", "-0043-03-16"],
  ["44-03-15 BCE", "-0043-03-15", "-0043-03-16"],
  ["-0300", "-0300-01-01", "-0299-01-01"],
  ["-0300-05", "-0300-05-01", "-0300-06-01"],
  ["-0300-05-07", "-0300-05-07", "-0300-05-08"],
  ["79 CE", "0079-01-01", "0080-01-01"],
  ["AD 79", "0079-01-01", "0080-01-01"],
  ["24 Aug 79 CE", "0079-08-24", "0079-08-25"],
  ["기원전 44년", "-0043-01-01", "-0042-01-01"],
  ["紀元前44年", "-0043-01-01", "-0042-01-01"],
  ["44 a. C.", "-0043-01-01", "-0042-01-01"],
  ["44 ق.م", "-0043-01-01", "-0042-01-01"],
  ["0 BCE", null, null],
  ["-44 BCE", null, null],
  ["-0000", null, null],
  ["30 February 44 BCE", null, null],
  ["BCE", null, null],
];
for (const [text, start, end] of typedBefore) {
  test(`typed "${text}" is ${start ?? "no date"}`, () => {
    assert.deepEqual(parseTyped(text)?.map(dayText) ?? [null, null], [start, end]);
  });
}

const points: [string, string | null, string][] = [
  ["2024-12-03", "2024-12-03", "day"],
  ["2024-12-XX", "2024-12-01", "month"],
  ["2024-XX", "2024-01-01", "year"],
  ["2019-21", "2019-03-01", "season"],
  ["201X", "2010-01-01", "decade"],
  ["19XX", "1900-01-01", "century"],
  ["-021X", "-0219-01-01", "decade"],
  ["-03XX", "-0399-01-01", "century"],
  ["0XXX", "0000-01-01", "millennium"],
  ["Y-10500", "-10500-01-01", "year"],
  ["2024-12-03T23:30-01:00", "2024-12-04", "minute"],
  ["soon", null, ""],
];
for (const [text, start, precision] of points) {
  test(`EDTF ${text} begins ${start ?? "nowhere"}`, () => {
    const found = readPoint(text);
    assert.equal(found && dayText(found.start), start);
    assert.equal(found?.precision ?? "", precision);
  });
}

const roundYears: { step: number; from: number; to: number; years: number[] }[] = [
  { step: 100, from: -520, to: -50, years: [-500, -400, -300, -200, -100] },
  { step: 200, from: -550, to: 450, years: [-400, -200, 1, 200, 400] },
  { step: 100, from: -250, to: 250, years: [-200, -100, 1, 100, 200] },
  { step: 1, from: -3, to: 3, years: [-4, -3, -2, -1, 1, 2, 3] },
  { step: 5, from: -11, to: 11, years: [-10, -5, 1, 5, 10] },
  { step: 1000, from: -3500, to: 2500, years: [-3000, -2000, -1000, 1, 1000, 2000] },
  { step: 20, from: 1890, to: 1950, years: [1900, 1920, 1940] },
];
/** As people count: there is no year 0, and -44 is 44 BCE. */
const counted = (time: number): number => (civilOf(time).year > 0 ? civilOf(time).year : civilOf(time).year - 1);
for (const { step, from, to, years } of roundYears) {
  test(`ticks of ${step} years from ${from} to ${to} stand at round years`, () => {
    const found = ticks(timeOf(from), timeOf(to) + DAY, { unit: "year", count: step });
    assert.deepEqual(found.map(({ time }) => counted(time)), years);
  });
}

const monthsBack: [string, number, string][] = [
  ["2023-03-01", 1, "2023-02-01"],
  ["2024-03-31", 1, "2024-02-29"],
  ["2023-03-30", 1, "2023-02-28"],
  ["2025-01-05", 1, "2024-12-05"],
  ["2025-01-01", 12, "2024-01-01"],
  ["2024-02-29", 12, "2023-02-28"],
  ["-0042-01-01", 12, "-0043-01-01"],
  ["0001-01-01", 1, "0000-12-01"],
];
for (const [end, count, start] of monthsBack) {
  test(`${count} months before ${end} is ${start}`, () => {
    assert.equal(dayText(monthsBefore(parseTyped(end)![0], count)), start);
  });
}

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
