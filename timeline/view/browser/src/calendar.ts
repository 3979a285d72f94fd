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
  if (unit === "year") return timeOf(Math.floor(year / count) * count);
  if (unit === "month") return timeOf(year, Math.floor((month - 1) / count) * count + 1);
  return timeOf(year, month, Math.floor((day - 1) / count) * count + 1);
}

function next(time: number, { unit, count }: Step): number {
  if (unit === "minute") return time + count * MINUTE;
  if (unit === "hour") return time + count * HOUR;
  const { year, month, day } = civilOf(time);
  if (unit === "year") return timeOf(year + count);
  if (unit === "month") return addMonths(year, month, count);
  const nextMonth = addMonths(year, month, 1);
  const later = timeOf(year, month, day + count);
  // A tick squeezed in just before the first of a month would print over it.
  return later + (count * DAY) / 2 > nextMonth ? nextMonth : later;
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

/**
 * A typed date as [first moment, moment after]: "2018", "2018-06", "June 2018",
 * "12 June 2018", "2018-06-12", "301 BCE". Null when it is none of these.
 */
export function parseTyped(text: string): Window | null {
  const trimmed = text.trim().toLowerCase().replace(/,/g, " ").replace(/\s+/g, " ");
  const iso = /^(-?\d{1,6})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(trimmed);
  if (iso) return periodOf(Number(iso[1]), iso[2] ? Number(iso[2]) : 0, iso[3] ? Number(iso[3]) : 0);
  const era = /^(\d{1,6}) ?(bce?|ce|ad)$/.exec(trimmed);
  if (era) return periodOf(era[2].startsWith("b") ? 1 - Number(era[1]) : Number(era[1]), 0, 0);
  const dayFirst = /^(?:(\d{1,2}) )?([a-z]{3,9})\.? (-?\d{1,6})$/.exec(trimmed);
  if (dayFirst) return namedPeriod(dayFirst[3], dayFirst[2], dayFirst[1]);
  const monthFirst = /^([a-z]{3,9})\.? (\d{1,2}) (-?\d{1,6})$/.exec(trimmed);
  return monthFirst ? namedPeriod(monthFirst[3], monthFirst[1], monthFirst[2]) : null;
}

type Window = readonly [number, number];

function namedPeriod(year: string, monthName: string, day: string | undefined): Window | null {
  const month = MONTH_NAMES.indexOf(monthName.slice(0, 3)) + 1;
  return month ? periodOf(Number(year), month, day ? Number(day) : 0) : null;
}

function periodOf(year: number, month: number, day: number): Window | null {
  if (!month) return [timeOf(year), timeOf(year + 1)];
  if (month < 1 || month > 12) return null;
  const nextMonth = addMonths(year, month, 1);
  if (!day) return [timeOf(year, month), nextMonth];
  const start = timeOf(year, month, day);
  return day >= 1 && start < nextMonth ? [start, start + DAY] : null;
}
