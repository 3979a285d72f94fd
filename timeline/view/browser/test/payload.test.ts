import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fromBase91 } from "../src/base91.ts";
import { decode, gunzip, type Collection } from "../src/payload.ts";

const golden = new URL("../../../../tests/golden/", import.meta.url);
const bytes = readFileSync(new URL("payload.bin", golden));
const expected = JSON.parse(readFileSync(new URL("payload.json", golden), "utf8")) as Record<string, unknown[]>;
const data = decode(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer);

/** What JSON cannot hold is written as null and "Infinity" in the golden file. */
function plain(value: number): number | string | null {
  if (Number.isNaN(value)) return null;
  return Number.isFinite(value) ? value : String(value);
}

const numeric: [string, keyof Collection][] = [
  ["lon", "lon"], ["lat", "lat"], ["earliest", "earliest"], ["latest", "latest"], ["core_start", "coreStart"], ["core_end", "coreEnd"],
  ["sure_begun", "sureBegun"], ["sure_until", "sureUntil"], ["flags", "flags"], ["strength_low", "strengthLow"], ["strength_high", "strengthHigh"],
  ["radius_km", "radiusKm"], ["confidence", "confidence"],
];
for (const [name, key] of numeric) {
  test(`the column ${name} is read as Python wrote it`, () => {
    const found = Array.from(data[key] as Float64Array, plain);
    const wanted = expected[name] as (number | string | null)[];
    found.forEach((value, row) => {
      if (typeof value === "number") assert.ok(Math.abs(value - (wanted[row] as number)) < 1e-6, `row ${row}: ${value} is not ${wanted[row]}`);
      else assert.equal(value, wanted[row]);
    });
  });
}

for (const name of ["kind", "category", "status", "country", "precision"] as const) {
  test(`the words of ${name} are read as Python wrote them`, () => {
    assert.deepEqual(Array.from(data[name], (code) => data.header.dict[name][code]), expected[name]);
  });
}

for (const name of ["id", "title", "text", "place", "date_text", "unit", "url", "quote", "extra"]) {
  test(`the text of ${name} is read as Python wrote it`, () => {
    assert.deepEqual(Array.from({ length: data.n }, (_, row) => data.text(name).at(row)), expected[name]);
  });
}

test("the actors of every row are its own", () => {
  const found = Array.from({ length: data.n }, (_, row) =>
    Array.from(data.actors.subarray(data.actorsAt[row], data.actorsAt[row + 1]), (code) => data.header.dict["actor"][code]));
  assert.deepEqual(found, expected["actors"]);
});

test("a row is found by its id, an unknown id is not", () => {
  assert.equal(data.rowOf("day"), (expected["id"] as string[]).indexOf("day"));
  assert.equal(data.rowOf("nobody"), -1);
});

test("bytes of another kind are refused by name", () => {
  assert.throws(() => decode(new TextEncoder().encode("PK\u0003\u0004aaaaaaaa").buffer as ArrayBuffer), /DLN1/);
});

interface Base91 { gzip: string; cases: { hex: string; text: string }[] }
const base91 = JSON.parse(readFileSync(new URL("base91.json", golden), "utf8")) as Base91;

test("the data block of a page is base91 of gzip", async () => {
  const found = await gunzip(base91.gzip);
  assert.equal(new TextDecoder().decode(found), "Panmunjom");
});

for (const { hex, text } of base91.cases) {
  test(`the text of ${hex.length / 2} bytes gives them back`, () => {
    assert.equal(Buffer.from(fromBase91(text)).toString("hex"), hex);
  });
}
