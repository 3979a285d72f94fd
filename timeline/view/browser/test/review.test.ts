import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { draftsNow, type ReviewData } from "../src/reviewdata.ts";
import { replay, sharedLength, type Action } from "../src/reviewlog.ts";
import { reviewCatalogues, ReviewWords, type ReviewKey } from "../src/reviewwords.ts";
import { segments, type Mark } from "../src/spans.ts";

// --- the log --------------------------------------------------------------------------------------

interface Golden {
  ids: string[];
  cases: { name: string; log: unknown; expected: unknown }[];
}
const golden = JSON.parse(readFileSync(new URL("../../../../tests/golden/review.json", import.meta.url), "utf8")) as Golden;

for (const { name, log, expected } of golden.cases) {
  test(`the log is followed as Python follows it: ${name}`, () => {
    assert.deepEqual(Object.fromEntries(replay(golden.ids, log)), expected);
  });
}

for (const log of [null, 7, "accept", {}, [[]], [{ do: "constructor", id: "a" }], [{ do: "accept", id: "__proto__" }], [{ do: "edit", id: "a", field: "__proto__", value: "x" }]]) {
  test(`a log that is none changes nothing: ${JSON.stringify(log)}`, () => {
    assert.deepEqual(Object.fromEntries(replay(["a"], log)), { a: { decision: "open", into: "", said: {} } });
  });
}

test("two logs share what they begin with", () => {
  const [accept, reject]: Action[] = [{ do: "accept", id: "a" }, { do: "reject", id: "a" }];
  assert.equal(sharedLength([accept, reject], [accept]), 1);
  assert.equal(sharedLength([], [accept]), 0);
  assert.equal(sharedLength([reject], [accept]), 0);
});

// --- spans ----------------------------------------------------------------------------------------

const mark = (start: number, end: number, type: Mark["type"] = "date", draft = "a"): Mark => ({ start, end, type, draft });
const shape = (text: string, marks: Mark[], from?: number, to?: number): [string, string][] =>
  segments(text, marks, from, to).map(({ text: part, marks: on }) => [part, on.map(({ type, draft }) => `${type}:${draft}`).sort().join(" ")]);

const CASES: [string, string, Mark[], [string, string][]][] = [
  ["no marks", "abc", [], [["abc", ""]]],
  ["one mark", "in May 2024.", [mark(3, 11)], [["in ", ""], ["May 2024", "date:a"], [".", ""]]],
  ["an emoji is one character", "😀 May", [mark(2, 5)], [["😀 ", ""], ["May", "date:a"]]],
  ["many of them", "😀😀a😀b", [mark(2, 3), mark(3, 4, "place")], [["😀😀", ""], ["a", "date:a"], ["😀", "place:a"], ["b", ""]]],
  ["a flag is two, a family is seven", "🇰🇷👨‍👩‍👧‍👦x", [mark(0, 2), mark(9, 10, "actor")], [["🇰🇷", "date:a"], ["👨‍👩‍👧‍👦", ""], ["x", "actor:a"]]],
  ["one within another", "abcdef", [mark(0, 6, "quote"), mark(2, 4)], [["ab", "quote:a"], ["cd", "date:a quote:a"], ["ef", "quote:a"]]],
  ["across each other", "abcdef", [mark(0, 4), mark(2, 6, "number", "b")], [["ab", "date:a"], ["cd", "date:a number:b"], ["ef", "number:b"]]],
  ["the same words twice", "abc", [mark(0, 3), mark(0, 3, "date", "b")], [["abc", "date:a date:b"]]],
  ["side by side", "abcd", [mark(0, 2), mark(2, 4, "place")], [["ab", "date:a"], ["cd", "place:a"]]],
  ["beyond the end and the wrong way round", "abc", [mark(2, 9), mark(2, 1), mark(-4, 1, "place")], [["a", "place:a"], ["b", ""], ["c", "date:a"]]],
  ["lines and markup stay text", "<b>\r\n&amp;", [mark(0, 3)], [["<b>", "date:a"], ["\r\n&amp;", ""]]],
];
for (const [name, text, marks, expected] of CASES) {
  test(`a text is cut where its marks begin and end: ${name}`, () => {
    assert.deepEqual(shape(text, marks), expected);
    assert.equal(segments(text, marks).map((part) => part.text).join(""), text);
  });
}

test("a part of a text has only the marks within it", () => {
  assert.deepEqual(shape("😀abcdef", [mark(0, 3), mark(4, 9, "place"), mark(6, 7, "actor")], 2, 6), [["b", "date:a"], ["c", ""], ["de", "place:a"]]);
});

// --- drafts ---------------------------------------------------------------------------------------

const field = (name: string, value: string) => ({ name, value, raw: value, said: "", spans: [], problem: "", edited: false });
const draft = (id: string, mergeable: string[] = []) => ({ id, rule: "", maker: "rules", confidence: 0.5, quotes: [], choices: [], mergeable, fields: [field("title", id), field("date", "2024")] });
const DATA = { drafts: [draft("a", ["b", "c"]), draft("b", ["a"]), draft("c")], log: [], spans: [], language: "en", statuses: [], kinds: [], article: { key: "", text: "", title: "", outlet: "", published: "" } } as unknown as ReviewData;

test("what was written since Python looked stands there as it was written", () => {
  const log: Action[] = [{ do: "edit", id: "a", field: "date", value: "May 2024" }];
  assert.equal(draftsNow(DATA, log)[0].fields.date.value, "May 2024");
  assert.equal(draftsNow({ ...DATA, log }, log)[0].fields.date.value, "2024");
});

test("a duplicate that was rejected or merged is suggested no longer", () => {
  assert.equal(draftsNow(DATA, [])[0].duplicate, "b");
  assert.equal(draftsNow(DATA, [{ do: "reject", id: "b" }])[0].duplicate, "c");
  assert.equal(draftsNow(DATA, [{ do: "reject", id: "b" }, { do: "reject", id: "c" }])[0].duplicate, "");
});

// --- words ----------------------------------------------------------------------------------------

const { en } = reviewCatalogues;
const KEYS = Object.keys(en) as ReviewKey[];
const SAME: ReadonlySet<ReviewKey> = new Set<ReviewKey>(["said", "keyEscape"]);
const places = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();

for (const [language, catalogue] of Object.entries(reviewCatalogues)) {
  test(`${language} says every string of the review and fills in what English fills in`, () => {
    assert.deepEqual(Object.keys(catalogue).sort(), [...KEYS].sort());
    for (const key of KEYS) {
      assert.notEqual(catalogue[key].trim(), "", key);
      assert.deepEqual(places(catalogue[key]), places(en[key]), key);
      if (language !== "en" && !SAME.has(key)) assert.notEqual(catalogue[key], en[key], key);
    }
  });
}

test("numbers are written as the language writes them", () => {
  assert.equal(new ReviewWords("en-GB").t("accepted", { count: 1234 }), "1,234 accepted");
  assert.equal(new ReviewWords("es").t("said", { text: "ayer" }), "«ayer»");
});
