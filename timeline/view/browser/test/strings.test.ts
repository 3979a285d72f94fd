import assert from "node:assert/strict";
import { test } from "node:test";
import { catalogues, RIGHT_TO_LEFT, type Key } from "../src/strings.ts";

const { en } = catalogues;
const KEYS = Object.keys(en) as Key[];
const PROPER_NAMES: ReadonlySet<Key> = new Set<Key>(["app", "attribution", "savePng", "saveSvg", "keyEscape"]);

const placeholders = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();
const hasWords = (text: string): boolean => /\p{L}/u.test(text.replace(/\{\w+\}/g, ""));

for (const [language, catalogue] of Object.entries(catalogues)) {
  test(`${language} says every string and no other`, () => {
    assert.deepEqual(Object.keys(catalogue).sort(), [...KEYS].sort());
    for (const key of KEYS) assert.notEqual(catalogue[key].trim(), "", key);
  });

  test(`${language} fills in what English fills in`, () => {
    for (const key of KEYS) assert.deepEqual(placeholders(catalogue[key]), placeholders(en[key]), key);
  });

  test(`${language} puts the number shown first, where the header writes it`, () => {
    assert.match(catalogue.shownOf, /^\{shown\}.*\{total\}/u);
  });

  test(`${language} is a language the browser can name`, () => {
    assert.deepEqual(Intl.getCanonicalLocales(language), [language]);
    assert.notEqual(new Intl.DisplayNames([language], { type: "language" }).of(language), language);
  });

  if (language === "en") continue;
  test(`${language} leaves nothing in English but proper names`, () => {
    const same = KEYS.filter((key) => catalogue[key] === en[key] && hasWords(en[key]) && !PROPER_NAMES.has(key));
    assert.deepEqual(same, []);
  });
}

test("right to left are languages that there are, as the browser has them", () => {
  for (const language of RIGHT_TO_LEFT) assert.ok(language in catalogues, language);
  for (const [language, { search }] of Object.entries(catalogues)) {
    assert.equal(/\p{Script=Arabic}|\p{Script=Hebrew}/u.test(search), RIGHT_TO_LEFT.has(language), language);
  }
});
