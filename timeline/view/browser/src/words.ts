/**
 * Decide how things are said: dates with no more precision than they have,
 * numbers, countries and the interface's own strings, in the reader's language.
 */
import { APPROXIMATE, INTERVAL, OPEN_END, OPEN_START, UNCERTAIN, UNDATED, type Collection } from "./payload.ts";
import { civilOf, DAY, dayText, timeOf, type Tick } from "./calendar.ts";
import type { Window } from "./certainty.ts";
import { catalogues, RIGHT_TO_LEFT, type Key } from "./strings.ts";

const YEAR_ONE = timeOf(1);

export class Words {
  readonly locale: string;
  readonly language: string;
  private readonly formats = new Map<string, Intl.DateTimeFormat>();
  private readonly regions: Intl.DisplayNames | null;
  private readonly numbers: Intl.NumberFormat;
  private alpha2: Map<string, string> = new Map();
  private names: Map<string, string> = new Map();
  private readonly countryNames = new Set<string>();

  constructor(locale: string) {
    this.language = locale.split("-")[0] in catalogues ? locale.split("-")[0] : "en";
    this.locale = this.language === locale.split("-")[0] ? locale : "en-GB";
    this.numbers = new Intl.NumberFormat(this.locale);
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
    const era = year <= 0 ? { era: "short" as const } : {};
    return this.format({ ...options, ...(options.year ? era : {}) }).format(new Date(time));
  }

  day(time: number): string {
    return this.formatDate(time, { day: "numeric", month: "short", year: "numeric" });
  }

  /** A day as the reader may type it again: in words where we can read them, else ISO. */
  typeable(time: number): string {
    return this.language === "en" && time > YEAR_ONE ? this.day(time) : dayText(time);
  }

  longDay(time: number): string {
    return this.formatDate(time, { day: "numeric", month: "long", year: "numeric" });
  }

  year(time: number): string {
    return this.formatDate(time, { year: "numeric" });
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

  tick({ time, unit, major }: Tick): string {
    if (unit === "minute" || unit === "hour") {
      return major ? this.formatDate(time, { day: "numeric", month: "short" })
        : this.formatDate(time, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    }
    if (unit === "day") {
      return major ? this.formatDate(time, { month: "short", year: "numeric" })
        : this.formatDate(time, { day: "numeric", month: "short" });
    }
    return unit === "month" && !major ? this.formatDate(time, { month: "short" }) : this.year(time);
  }

  /** The date of a row in words, with its doubt: "about November 2024", "27 – 28 Feb 2019". */
  date(data: Collection, row: number, precisionNames: readonly string[]): string {
    const flags = data.flags[row];
    if (flags & UNDATED) return this.t("undated");
    const precision = precisionNames[data.precision[row]] ?? "day";
    const bare = flags & INTERVAL ? this.interval(data, row, precision) : this.instant(data, row, precision);
    const about = flags & APPROXIMATE ? this.t("about", { date: bare }) : bare;
    return flags & UNCERTAIN ? this.t("uncertainDate", { date: about }) : about;
  }

  private interval(data: Collection, row: number, precision: string): string {
    const start = data.earliest[row];
    const end = data.latest[row];
    const hasStart = Number.isFinite(start);
    const hasEnd = Number.isFinite(end);
    const first = hasStart ? this.period(start, precision) : "";
    const last = hasEnd ? this.period(end - 1, precision) : "";
    if (data.flags[row] & OPEN_END || !hasEnd) return this.t("since", { date: first });
    if (data.flags[row] & OPEN_START || !hasStart) return this.t("until", { date: last });
    return first === last ? first : `${first} – ${last}`;
  }

  private instant(data: Collection, row: number, precision: string): string {
    const start = data.earliest[row];
    const end = data.latest[row];
    const edtf = data.text("date").at(row);
    if (edtf.startsWith("[")) {
      return this.t("between", { start: this.day(start), end: this.day(end - 1) });
    }
    return this.period(start, precision);
  }

  /** One calendar period of the given precision, containing `time`. */
  period(time: number, precision: string): string {
    const { year } = civilOf(time);
    switch (precision) {
      case "second":
      case "minute":
      case "hour":
        return this.formatDate(time, { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
      case "day": return this.day(time);
      case "month": return this.formatDate(time, { month: "long", year: "numeric" });
      case "season": return this.t("season", { date: this.formatDate(time, { month: "short", year: "numeric" }) });
      case "decade": return this.t("decade", { year: String(Math.floor(year / 10) * 10) });
      case "century": return this.t("century", { from: String(Math.floor(year / 100) * 100), to: String(Math.floor(year / 100) * 100 + 99) });
      default: return this.year(time);
    }
  }
}

function regionNames(locale: string): Intl.DisplayNames | null {
  try {
    return new Intl.DisplayNames([locale], { type: "region" });
  } catch {
    return null;
  }
}
