/**
 * Hold the interface's strings: one catalogue a language, timeline/view/words/<language>.json,
 * of which the app has its own part. build.mjs finds them; adding a language is adding one file.
 */
import { languages } from "./generated/languages.ts";

export type Key = keyof typeof languages.en.view;
export type Catalogue = Record<Key, string>;
type Named = { [language: string]: Catalogue } & { en: Catalogue };

export const catalogues = Object.fromEntries(Object.entries(languages).map(([name, { view }]) => [name, view])) as Named;

/** Languages written from right to left. */
export const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(Object.entries(languages).filter(([, { direction }]) => direction === "rtl").map(([name]) => name));
