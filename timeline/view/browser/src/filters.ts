/**
 * Decide which rows the reader's own filters let through. A country keeps what
 * happened there or involved it; timeline/query.py has the same rules.
 */
import { UNDATED } from "./payload.ts";
import type { Scene } from "./scene.ts";

export type CountryRole = "either" | "where" | "who";

export interface Filters {
  countries: string[];
  role: CountryRole;
  categories: string[];
  kinds: string[];
  text: string;
}

export const NO_FILTERS: Filters = { countries: [], role: "either", categories: [], kinds: [], text: "" };

/** The reader's filters with those that came with the data, where the page has filtered already. */
export function withChips(filters: Filters, chips: readonly { id: string }[]): Filters {
  const valuesOf = (name: string): string[] => chips.filter(({ id }) => id.startsWith(`${name}=`)).map(({ id }) => id.slice(name.length + 1));
  return { ...filters, categories: [...filters.categories, ...valuesOf("category")], kinds: [...filters.kinds, ...valuesOf("kind")] };
}

export function isFiltering(filters: Filters): boolean {
  return filters.countries.length + filters.categories.length + filters.kinds.length > 0 || filters.text.trim() !== "";
}

/** One byte a row, 1 where it passes; null when nothing is filtered. */
export function maskOf(scene: Scene, filters: Filters): Uint8Array | null {
  const asideUndated = scene.data.header.options["undated_aside"] === true;
  if (!isFiltering(filters) && !asideUndated) return null;
  const mask = new Uint8Array(scene.data.n).fill(1);
  if (asideUndated) leaveUndated(mask, scene.data.flags);
  keepCodes(mask, scene.data.category, scene.categories, filters.categories);
  keepCodes(mask, scene.data.kind, scene.kinds, filters.kinds);
  keepCountries(mask, scene, filters);
  keepText(mask, scene, filters.text);
  return mask;
}

/** Where the data were filtered by date, what has none is listed and counted, but not among the rest. */
function leaveUndated(mask: Uint8Array, flags: ArrayLike<number>): void {
  for (let row = 0; row < mask.length; row++) if (flags[row] & UNDATED) mask[row] = 0;
}

function keepCodes(mask: Uint8Array, codes: ArrayLike<number>, names: readonly string[], wanted: readonly string[]): void {
  if (!wanted.length) return;
  const isWanted = names.map((name) => wanted.includes(name));
  for (let row = 0; row < mask.length; row++) if (!isWanted[codes[row]]) mask[row] = 0;
}

function keepCountries(mask: Uint8Array, scene: Scene, { countries, role }: Filters): void {
  if (!countries.length) return;
  const isPlace = scene.countries.map((code) => countries.includes(code));
  const isActor = scene.actors.map((code) => countries.includes(code));
  const { country, actorsAt, actors } = scene.data;
  for (let row = 0; row < mask.length; row++) {
    let keeps = role !== "who" && isPlace[country[row]];
    for (let k = actorsAt[row]; !keeps && role !== "where" && k < actorsAt[row + 1]; k++) keeps = isActor[actors[k]];
    if (!keeps) mask[row] = 0;
  }
}

function keepText(mask: Uint8Array, scene: Scene, text: string): void {
  const words = folded(text).split(" ").filter(Boolean);
  if (!words.length) return;
  const columns = ["title", "text", "place"].map((name) => scene.data.text(name));
  const actorNames = scene.actors.map((code) => `${code} ${scene.words.country(code)}`);
  const { actorsAt, actors } = scene.data;
  for (let row = 0; row < mask.length; row++) {
    if (!mask[row]) continue;
    let all = columns.map((column) => column.at(row)).join(" ");
    for (let k = actorsAt[row]; k < actorsAt[row + 1]; k++) all += ` ${actorNames[actors[k]]}`;
    const folding = folded(all);
    if (!words.every((word) => folding.includes(word))) mask[row] = 0;
  }
}

/** Lower case, without accents, single spaces: "Pyŏngyang" is found by "pyongyang". */
export function folded(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ").trim();
}

export interface Facet {
  value: string;
  certain: number;
  possible: number;
}

/** What each country or category would show in this window, its own restriction set aside. */
export function facets(scene: Scene, filters: Filters, name: "countries" | "categories", split: (mask: Uint8Array | null) => Uint8Array): Facet[] {
  const mask = maskOf(scene, { ...filters, [name]: [] });
  const state = split(mask);
  const counts = new Map<string, Facet>();
  const add = (value: string, answer: number): void => {
    const facet = counts.get(value) ?? { value, certain: 0, possible: 0 };
    if (answer === 2) facet.certain++;
    else if (answer === 1) facet.possible++;
    counts.set(value, facet);
  };
  for (let row = 0; row < state.length; row++) {
    if (mask && !mask[row]) continue;
    const values = name === "categories" ? [scene.categories[scene.data.category[row]]] : countriesOf(scene, filters.role, row);
    for (const value of values) if (value) add(value, state[row]);
  }
  return [...counts.values()].sort((a, b) => b.certain + b.possible - (a.certain + a.possible) || (a.value < b.value ? -1 : 1));
}

function countriesOf(scene: Scene, role: CountryRole, row: number): Set<string> {
  const found = new Set<string>();
  if (role !== "who") found.add(scene.country(row));
  if (role !== "where") for (const actor of scene.actorsOf(row)) if (scene.words.isCountry(actor)) found.add(actor);
  return found;
}
