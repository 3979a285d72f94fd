/**
 * Decide how things are said: dates with no more precision than they have,
 * numbers, countries and the interface's own strings, in the reader's language.
 */
import { UNDATED, type Collection } from "./payload.ts";
import { addMonths, civilOf, DAY, dayText, HOUR, readPoint, timeOf, type Point, type Tick } from "./calendar.ts";
import type { Window } from "./certainty.ts";
import { catalogues, RIGHT_TO_LEFT, type Key } from "./strings.ts";

/** Years below this are said with their era, lest they be taken for a number or a short form. */
const BARE_YEARS_FROM = 100;
/** In the order in which basemap.mjs writes the names of a sea. */
const SEA_LANGUAGES = ["ko", "ja", "es", "ar"];
const SEASONS = ["spring", "summer", "autumn", "winter"] as const;
const YEARS_IN: Record<string, number> = { decade: 10, century: 100, millennium: 1000 };
/** A set of more dates than this is said by its first and its last. */
const LISTED_MOST = 6;

export class Words {
  readonly locale: string;
  readonly language: string;
  private readonly formats = new Map<string, Intl.DateTimeFormat>();
  private readonly regions: Intl.DisplayNames | null;
  private readonly numbers: Intl.NumberFormat;
  private readonly yearDigits: Intl.NumberFormat;
  private alpha2: Map<string, string> = new Map();
  private names: Map<string, string> = new Map();
  private readonly countryNames = new Set<string>();

  constructor(locale: string) {
    this.language = locale.split("-")[0] in catalogues ? locale.split("-")[0] : "en";
    this.locale = this.language === locale.split("-")[0] ? locale : "en-GB";
    this.numbers = new Intl.NumberFormat(this.locale);
    this.yearDigits = new Intl.NumberFormat(this.locale, { useGrouping: false });
    this.regions = regionNames(this.locale);
  }

  get direction(): "ltr" | "rtl" {
    return RIGHT_TO_LEFT.has(this.language) ? "rtl" : "ltr";
  }

  /** Countries are coded alpha-3 in the data; the browser knows their names by alpha-2. */
  learnCountries(countries: Iterable<{ alpha3: string; alpha2: string; name: string }>): void {
    for (const { alpha3, alpha2, name } of countries) {
      this.alpha2.set(alpha3, alpha2);
      this.names.set(alpha3, name);
      for (const word of [alpha3, alpha2, name]) this.countryNames.add(word.toLowerCase());
    }
  }

  t(key: Key, params: Record<string, string | number> = {}): string {
    const template = catalogues[this.language][key] ?? catalogues.en[key];
    return template.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = params[name];
      return typeof value === "number" ? this.number(value) : String(value ?? "");
    });
  }

  number(value: number): string {
    return this.numbers.format(value);
  }

  /** 28500 → "28.5k" where room is scarce. */
  short(value: number): string {
    return value < 10_000 ? this.number(value)
      : new Intl.NumberFormat(this.locale, { notation: "compact", maximumFractionDigits: 1 }).format(value);
  }

  strength(low: number, high: number): string {
    if (Number.isNaN(low) && Number.isNaN(high)) return "";
    if (low === high || Number.isNaN(high)) return this.number(low);
    return Number.isNaN(low) ? this.number(high) : `${this.number(low)}–${this.number(high)}`;
  }

  country(code: string): string {
    if (!code) return this.t("highSeas");
    return this.isCountry(code) ? this.region(code) : code;
  }

  isCountry(code: string): boolean {
    return /^[A-Z]{3}$/.test(code) && this.alpha2.has(code);
  }

  /** Whether a place name is that of a whole country, or is left out. */
  isCountryName(place: string): boolean {
    return place === "" || this.countryNames.has(place.toLowerCase());
  }

  sea({ name, names }: { name: string; names?: readonly string[] }): string {
    return names?.[SEA_LANGUAGES.indexOf(this.language)] || name;
  }

  private region(code: string): string {
    const known = this.alpha2.get(code);
    if (this.language === "en" && this.names.has(code)) return this.names.get(code)!;
    try {
      return (known && this.regions?.of(known)) || this.names.get(code) || code;
    } catch {
      return this.names.get(code) ?? code;
    }
  }

  /** A word of the data ("summit") as a heading; translated where the catalogue has it. */
  term(value: string): string {
    const key = `term.${value}` as Key;
    const known = catalogues[this.language][key] ?? catalogues.en[key];
    if (known) return known;
    return value ? value.charAt(0).toLocaleUpperCase(this.locale) + value.slice(1) : this.t("none");
  }

  private format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    const key = JSON.stringify(options);
    let format = this.formats.get(key);
    if (!format) {
      format = new Intl.DateTimeFormat(this.locale, { timeZone: "UTC", calendar: "gregory", ...options });
      this.formats.set(key, format);
    }
    return format;
  }

  private formatDate(time: number, options: Intl.DateTimeFormatOptions): string {
    const { year } = civilOf(time);
    return options.year && year < BARE_YEARS_FROM ? this.withEra(time, options) : this.format(options).format(new Date(time));
  }

  /** The browser writes BC and AD; the catalogue has what else a language says for them. */
  private withEra(time: number, options: Intl.DateTimeFormatOptions): string {
    const era = this.t(civilOf(time).year <= 0 ? "eraBefore" : "eraAfter");
    const parts = this.format({ ...options, era: "short" }).formatToParts(new Date(time));
    return parts.map((part) => (part.type === "era" ? era : part.value)).join("");
  }

  day(time: number): string {
    return this.formatDate(time, { day: "numeric", month: "short", year: "numeric" });
  }

  /** A day as the reader may type it again: in words where we can read them, else ISO. */
  typeable(time: number): string {
    return this.language === "en" ? this.day(time) : dayText(time);
  }

  longDay(time: number): string {
    return this.formatDate(time, { day: "numeric", month: "long", year: "numeric" });
  }

  year(time: number): string {
    return this.formatDate(time, { year: "numeric" });
  }

  /** Text of another direction keeps to itself, whatever stands beside it. */
  apart(text: string): string {
    return this.direction === "rtl" && text ? `\u2068${text}\u2069` : text;
  }

  /** The window's first and last day; the last is inside. */
  window(window: Window | null): string {
    if (!window) return this.t("allTime");
    const [start, end] = window;
    const last = Math.max(start, end - 1);
    if (Math.floor(start / DAY) === Math.floor(last / DAY)) return this.day(start);
    return `${this.day(start)} – ${this.day(last)}`;
  }

  /** The same in full, for those who hear it. */
  longWindow(window: Window | null): string {
    if (!window) return this.t("allTime");
    const [start, end] = window;
    const last = Math.max(start, end - 1);
    if (Math.floor(start / DAY) === Math.floor(last / DAY)) return this.longDay(start);
    return `${this.longDay(start)} – ${this.longDay(last)}`;
  }

  /** The label of a tick; the first one in sight also says what the ticks after it leave out. */
  tick({ time, unit, major }: Tick, isFirst = false): string {
    if (unit === "minute" || unit === "hour") {
      if (major) return this.formatDate(time, { day: "numeric", month: "short" });
      const day = isFirst ? { day: "numeric", month: "short" } as const : {};
      return this.formatDate(time, { ...day, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    }
    if (unit === "day") {
      if (isFirst && !major) return this.day(time);
      return major ? this.formatDate(time, { month: "short", year: "numeric" })
        : this.formatDate(time, { day: "numeric", month: "short" });
    }
    if (unit === "year" || major) return this.year(time);
    return this.formatDate(time, isFirst ? { month: "short", year: "numeric" } : { month: "short" });
  }

  /** The date of a row in words, with its doubt: "about November 2024", "27 Feb 2019 – 28 Feb 2019". */
  date(data: Collection, row: number, precisionNames: readonly string[]): string {
    if (data.flags[row] & UNDATED) return this.t("undated");
    const text = data.text("date").at(row);
    return text ? this.edtf(text) : this.period(data.earliest[row], precisionNames[data.precision[row]] ?? "day");
  }

  /** An EDTF text in words; the text itself where it is none. */
  edtf(text: string): string {
    if (/^[[{].*[\]}]$/.test(text)) return this.set(text) ?? text;
    if (text.includes("/")) return this.interval(text) ?? text;
    const point = readPoint(text);
    return point ? this.point(point) : text;
  }

  /** `isInside` a phrase: "the 1950s" where it would be "1950s" on its own. */
  private point({ start, precision, mark }: Point, isInside = false): string {
    const isAbout = mark === "~" || mark === "%";
    const bare = this.period(start, precision, isInside || isAbout);
    const about = isAbout ? this.t("about", { date: bare }) : bare;
    return mark === "?" || mark === "%" ? this.t("uncertainDate", { date: about }) : about;
  }

  private interval(text: string): string | null {
    const [left, right] = text.split("/");
    const [first, last] = [readPoint(left), readPoint(right)];
    if (first && last) return this.together([first, last], ([a, b]) => this.fromTo(a, b));
    if (first && right === "..") return this.t("since", { date: this.point(first, true) });
    if (first && right === "") return this.t("endUnknown", { date: this.point(first, true) });
    if (last && left === "..") return this.t("until", { date: this.point(last, true) });
    return last && left === "" ? this.t("startUnknown", { date: this.point(last, true) }) : null;
  }

  private fromTo(first: Point, last: Point): string {
    const [start, end] = [this.point(first), this.point(last)];
    if (start === end) return start;
    if (this.isShort(first) && this.isShort(last)) return `${start} – ${end}`;
    return this.t("fromTo", { start: this.point(first, true), end: this.point(last, true) });
  }

  /** Whether a date has neither doubt nor a dash of its own, so that a dash may stand beside it. */
  private isShort({ start, precision, mark }: Point): boolean {
    return !mark && !this.isSpan(start, precision);
  }

  private set(text: string): string | null {
    const isOneOf = text.startsWith("[");
    const members = text.slice(1, -1).split(",").map((member) => member.split("..").map((end) => (end ? readPoint(end) : null)));
    const points = members.flat().filter((point) => point !== null);
    if (!points.length || members.some((ends) => ends.every((end) => !end))) return null;
    return this.together(points, (plain) => {
      const ends = members.map((member) => member.map((end) => end && plain[points.indexOf(end)]));
      const [only] = ends;
      if (isOneOf && ends.length === 1 && only[0] && only[1]) return this.between(only[0], only[1]);
      if (ends.length > LISTED_MOST && plain.length === ends.flat().length) {
        const [first, last] = [plain[0], plain[plain.length - 1]];
        return isOneOf ? this.between(first, last) : this.fromTo(first, last);
      }
      const type = isOneOf ? "disjunction" : "conjunction";
      return new Intl.ListFormat(this.locale, { type }).format(ends.map((member) => this.member(member, ends.length > 1)));
    });
  }

  private member([first, last]: (Point | null)[], isInside: boolean): string {
    if (first && last) return this.fromTo(first, last);
    if (first) return last === undefined ? this.point(first, isInside) : this.t("orLater", { date: this.point(first, true) });
    return this.t("orEarlier", { date: this.point(last!, true) });
  }

  private between(first: Point, last: Point): string {
    return this.t("between", { start: this.point(first, true), end: this.point(last, true) });
  }

  /** Say once, behind all of them, what is true of every date: that it is uncertain. */
  private together(points: Point[], say: (points: Point[]) => string): string {
    if (!points.every(({ mark }) => mark === "?" || mark === "%")) return say(points);
    const surer = points.map((point) => ({ ...point, mark: point.mark === "%" ? "~" : "" }));
    return this.t("uncertainDate", { date: say(surer) });
  }

  /** One calendar period of the given precision, containing `time`. */
  period(time: number, precision: string, isInside = false): string {
    switch (precision) {
      case "hour": return this.clock(Math.floor(time / HOUR) * HOUR);
      case "second":
      case "minute": return this.clock(time);
      case "day": return this.day(time);
      case "month": return this.formatDate(time, { month: "long", year: "numeric" });
      case "season": return this.season(time, isInside);
      case "decade":
      case "century":
      case "millennium": return this.years(time, precision, isInside);
      default: return this.year(time);
    }
  }

  private clock(time: number): string {
    return this.formatDate(time, { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  }

  /** Seasons are those of the northern half, as timeline/edtf.py has them; winter begins in December. */
  private season(time: number, isInside: boolean): string {
    const { year, month } = civilOf(time);
    const start = addMonths(year, month, -(month % 3));
    const name = SEASONS[Math.floor(civilOf(start).month / 3) - 1];
    const years = name === "winter" ? this.span(civilOf(start).year, civilOf(start).year + 1, "/") : this.year(start);
    return phrase(this.t(name, { year: years }), isInside);
  }

  private years(time: number, precision: string, isInside: boolean): string {
    const [first, last] = yearsAround(civilOf(time).year, YEARS_IN[precision]);
    if (!this.isSpan(time, precision)) return phrase(this.t("decade", { year: this.digits(first) }), isInside);
    return this.span(first, last, this.t("yearDash"));
  }

  /** Whether these years are said by the first and the last of them. */
  private isSpan(time: number, precision: string): boolean {
    return precision in YEARS_IN && (precision !== "decade" || civilOf(time).year < BARE_YEARS_FROM);
  }

  /** Two years with their era said once, or each with its own. */
  private span(first: number, last: number, dash: string): string {
    const [start, end] = [timeOf(first), timeOf(last)];
    if (first <= 0 && last > 0) return `${this.year(start)} – ${this.withEra(end, { year: "numeric" })}`;
    const [a, b] = first > 0 ? [first, last] : [1 - first, 1 - last];
    return this.year(start).replace(this.digits(a), `${this.digits(a)}${dash}${this.digits(b)}`);
  }

  private digits(year: number): string {
    return this.yearDigits.format(year);
  }
}

/** What a template has in brackets is an article, which only a phrase around it needs. */
function phrase(text: string, isInside: boolean): string {
  return text.replace(/\[(.*?)\]/g, isInside ? "$1" : "");
}

/** The first and last year of the group that EDTF writes by leaving out the last digits. */
function yearsAround(year: number, size: number): [number, number] {
  const least = Math.floor(Math.abs(year) / size) * size;
  return year < 0 ? [-(least + size - 1), least && -least] : [least, least + size - 1];
}

function regionNames(locale: string): Intl.DisplayNames | null {
  try {
    return new Intl.DisplayNames([locale], { type: "region" });
  } catch {
    return null;
  }
}
