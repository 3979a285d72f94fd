/**
 * Decide where the calendar's lines fall: days, months and years in the
 * proleptic Gregorian calendar, from minutes to millennia, with no zone.
 * Years are astronomical here (0 = 1 BCE); only words.ts names them.
 */

export const MINUTE = 60_000;
export const HOUR = 3_600_000;
export const DAY = 86_400_000;

export type Unit = "minute" | "hour" | "day" | "month" | "year";

export interface Step {
  unit: Unit;
  count: number;
}

export interface Tick {
  time: number;
  unit: Unit;
  /** Whether this tick also begins the next coarser unit, and so is labelled with it. */
  major: boolean;
}

export interface Civil {
  year: number;
  month: number;
  day: number;
}

export function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

export function civilFromDays(days: number): Civil {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  const month = shifted + (shifted < 10 ? 3 : -9);
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

export function timeOf(year: number, month = 1, day = 1): number {
  return daysFromCivil(year, month, day) * DAY;
}

export function civilOf(time: number): Civil {
  return civilFromDays(Math.floor(time / DAY));
}

/** ISO 8601 as people write it: 2024-12-03, -0300-03-02. */
export function dayText(time: number): string {
  const { year, month, day } = civilOf(time);
  const digits = String(Math.abs(year)).padStart(4, "0");
  return `${year < 0 ? "-" : ""}${digits}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

export function floorDay(time: number): number {
  return Math.floor(time / DAY) * DAY;
}

export function ceilDay(time: number): number {
  return Math.ceil(time / DAY) * DAY;
}

const YEARS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000];
const STEPS: readonly (Step & { ms: number })[] = [
  ...[1, 5, 15, 30].map((count) => ({ unit: "minute" as const, count, ms: count * MINUTE })),
  ...[1, 3, 6, 12].map((count) => ({ unit: "hour" as const, count, ms: count * HOUR })),
  ...[1, 2, 7, 14].map((count) => ({ unit: "day" as const, count, ms: count * DAY })),
  ...[1, 3, 6].map((count) => ({ unit: "month" as const, count, ms: count * 30.44 * DAY })),
  ...YEARS.map((count) => ({ unit: "year" as const, count, ms: count * 365.2425 * DAY })),
];

/** The finest step whose ticks stand at least `leastPx` apart. */
export function chooseStep(start: number, end: number, width: number, leastPx = 72): Step {
  const msPerPx = (end - start) / Math.max(1, width);
  return STEPS.find((step) => step.ms / msPerPx >= leastPx) ?? STEPS[STEPS.length - 1];
}

export function ticks(start: number, end: number, step: Step): Tick[] {
  const found: Tick[] = [];
  for (let time = floorTo(start, step); time <= end && found.length < 500; time = next(time, step)) {
    if (time >= start) found.push({ time, unit: step.unit, major: isMajor(time, step.unit) });
  }
  return found;
}

function floorTo(time: number, { unit, count }: Step): number {
  if (unit === "minute") return Math.floor(time / (count * MINUTE)) * count * MINUTE;
  if (unit === "hour") return Math.floor(time / (count * HOUR)) * count * HOUR;
  const { year, month, day } = civilOf(time);
  if (unit === "year") return timeOf(floorYear(year, count));
  if (unit === "month") return timeOf(year, Math.floor((month - 1) / count) * count + 1);
  return timeOf(year, month, Math.floor((day - 1) / count) * count + 1);
}

function next(time: number, { unit, count }: Step): number {
  if (unit === "minute") return time + count * MINUTE;
  if (unit === "hour") return time + count * HOUR;
  const { year, month, day } = civilOf(time);
  if (unit === "year") return timeOf(nextYear(year, count));
  if (unit === "month") return addMonths(year, month, count);
  const nextMonth = addMonths(year, month, 1);
  const later = timeOf(year, month, day + count);
  // A tick squeezed in just before the first of a month would print over it.
  return later + (count * DAY) / 2 > nextMonth ? nextMonth : later;
}

/** The round year at or before: 500 BCE, 100 BCE, 1 CE, 100 CE; round as people count, who have no year 0. */
function floorYear(year: number, count: number): number {
  return year > 0 ? Math.max(1, Math.floor(year / count) * count) : 1 - Math.ceil((1 - year) / count) * count;
}

function nextYear(year: number, count: number): number {
  return year > 0 ? (Math.floor(year / count) + 1) * count : year + count;
}

/** The same day so many months earlier, or the last day of that month where it is shorter. */
export function monthsBefore(time: number, count: number): number {
  const { year, month, day } = civilOf(time);
  return Math.min(addMonths(year, month, -count) + (day - 1) * DAY, addMonths(year, month, 1 - count) - DAY);
}

export function addMonths(year: number, month: number, count: number): number {
  const months = year * 12 + month - 1 + count;
  return timeOf(Math.floor(months / 12), (((months % 12) + 12) % 12) + 1);
}

function isMajor(time: number, unit: Unit): boolean {
  if (unit === "minute" || unit === "hour") return time % DAY === 0;
  const { month, day } = civilOf(time);
  if (unit === "day") return day === 1;
  return unit === "month" ? month === 1 : false;
}

const MONTH_NAMES = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

const BEFORE_CHRIST = String.raw`b\.? ?c\.?(?: ?e\.?)?|a\. ?c\.|ق\. ?م\.?|紀元前|기원전`;
const AFTER_CHRIST = String.raw`c\.? ?e\.?|a\.? ?d\.?|d\. ?c\.|م\.?|西暦|서기`;
const ERA = new RegExp(`^(?:(${BEFORE_CHRIST}|${AFTER_CHRIST}) ?(\\d.*?)|(.*?\\d) ?(${BEFORE_CHRIST}|${AFTER_CHRIST}))$`);
const IS_BEFORE_CHRIST = new RegExp(`^(?:${BEFORE_CHRIST})$`);

/**
 * A typed date as [first moment, moment after]: "2018", "2018-06", "June 2018",
 * "12 June 2018", "2018-06-12", "301 BCE", "15 March 44 BC", "-0300-05".
 * Null when it is none of these.
 */
export function parseTyped(text: string): Window | null {
  const trimmed = text.trim().toLowerCase().replace(/,/g, " ").replace(/\s+/g, " ");
  const era = ERA.exec(trimmed);
  if (!era) return plainPeriod(trimmed, Number);
  const isBefore = IS_BEFORE_CHRIST.test(era[1] ?? era[4]);
  const rest = (era[2] ?? era[3]).replace(/[年년]$/, "");
  return plainPeriod(rest, (year) => (/^0*[1-9]/.test(year) ? (isBefore ? 1 - Number(year) : Number(year)) : NaN));
}

type Window = readonly [number, number];

function plainPeriod(text: string, yearOf: (digits: string) => number): Window | null {
  const iso = /^(-?\d{1,6})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(text);
  if (iso) return periodOf(yearOf(iso[1]), iso[2], iso[3]);
  const dayFirst = /^(?:(\d{1,2}) )?([a-z]{3,9})\.? (-?\d{1,6})$/.exec(text);
  if (dayFirst) return namedPeriod(yearOf(dayFirst[3]), dayFirst[2], dayFirst[1]);
  const monthFirst = /^([a-z]{3,9})\.? (\d{1,2}) (-?\d{1,6})$/.exec(text);
  return monthFirst ? namedPeriod(yearOf(monthFirst[3]), monthFirst[1], monthFirst[2]) : null;
}

function namedPeriod(year: number, monthName: string, day: string | undefined): Window | null {
  const month = MONTH_NAMES.indexOf(monthName.slice(0, 3)) + 1;
  return month ? periodOf(year, String(month), day) : null;
}

function periodOf(year: number, monthText?: string, dayText?: string): Window | null {
  if (Number.isNaN(year) || Object.is(year, -0)) return null;
  if (monthText === undefined) return [timeOf(year), timeOf(year + 1)];
  const month = Number(monthText);
  if (month < 1 || month > 12) return null;
  const nextMonth = addMonths(year, month, 1);
  if (dayText === undefined) return [timeOf(year, month), nextMonth];
  const start = timeOf(year, month, Number(dayText));
  return Number(dayText) >= 1 && start < nextMonth ? [start, start + DAY] : null;
}

/** One date of an EDTF text: its first moment, how finely it is stated, and its mark of doubt. */
export interface Point {
  start: number;
  precision: "second" | "minute" | "hour" | "day" | "month" | "season" | "year" | "decade" | "century" | "millennium";
  mark: string;
}

const POINT = new RegExp(
  String.raw`^(-?\d{4}|-?\d{3}X|-?\d{2}XX|-?\dXXX|Y-?\d{5,6})(?:-(\d\d|XX)(?:-(\d\d|XX)`
  + String.raw`(?:T(\d\d)(?::(\d\d)(?::(\d\d))?)?(?:Z|([+-])(\d\d)(?::(\d\d))?)?)?)?)?([?~%]?)$`,
);
const BY_DIGITS_LEFT_OPEN = ["year", "decade", "century", "millennium"] as const;

export function readPoint(text: string): Point | null {
  const found = POINT.exec(text.trim().toUpperCase());
  if (!found) return null;
  const [, yearText, monthText, day, hour, minute, second, sign, zoneHours, zoneMinutes, mark] = found;
  // The digits left open run from 0 to 9 away from the year 0, so before it the first year has nines.
  const year = Number(yearText.replace("Y", "").replace(/X/g, yearText.startsWith("-") ? "9" : "0"));
  const month = /^\d/.test(monthText ?? "") ? Number(monthText) : 0;
  if (!month) return { start: timeOf(year), precision: BY_DIGITS_LEFT_OPEN[yearText.split("X").length - 1], mark };
  if (month > 20) return { start: timeOf(year, (month - 20) * 3), precision: "season", mark };
  if (!/^\d/.test(day ?? "")) return { start: timeOf(year, month), precision: "month", mark };
  const start = timeOf(year, month, Number(day));
  if (!hour) return { start, precision: "day", mark };
  const zone = (Number(zoneHours ?? 0) * HOUR + Number(zoneMinutes ?? 0) * MINUTE) * (sign === "-" ? -1 : 1);
  const clock = Number(hour) * HOUR + Number(minute ?? 0) * MINUTE + Number(second ?? 0) * 1000;
  return { start: start + clock - zone, precision: second ? "second" : minute ? "minute" : "hour", mark };
}
