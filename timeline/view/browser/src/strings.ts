/**
 * Hold the interface's strings: one catalogue a language. Adding a language is
 * adding one file beside strings/en.ts and naming it here.
 */
import { ar } from "./strings/ar.ts";
import { en } from "./strings/en.ts";
import { es } from "./strings/es.ts";
import { ja } from "./strings/ja.ts";
import { ko } from "./strings/ko.ts";

export type Key = keyof typeof en;
export type Catalogue = Record<Key, string>;

export const catalogues: Record<string, Catalogue> & { en: Catalogue } = { en, ko, ja, es, ar };

/** Languages written from right to left. */
export const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(["ar"]);
