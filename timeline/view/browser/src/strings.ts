/**
 * Hold the interface's strings: one catalogue a language. Adding a language is
 * adding one file beside strings/en.ts and naming it here.
 */
import { en } from "./strings/en.ts";

export type Key = keyof typeof en;
export type Catalogue = Partial<Record<Key, string>>;

export const catalogues: Record<string, Catalogue> & { en: Record<Key, string> } = { en };
