import assert from "node:assert/strict";
import { test } from "node:test";
import { readAddress, writeAddress, type Address } from "../src/address.ts";
import { dayText, timeOf } from "../src/calendar.ts";

const full: Address = {
  window: [timeOf(2018), timeOf(2020)],
  selected: ["singapore-summit-2018", "a~b".replace("~", "-")],
  at: { lat: 37.5, lon: 127, zoom: 5.25 },
  lanes: "country",
  filters: { countries: ["KOR", "JPN"], role: "who", categories: ["summit"], kinds: [], text: "Kim & co" },
  step: 2,
};

test("an address comes back as it was", () => {
  assert.deepEqual(readAddress(`#${writeAddress(full)}`), full);
});

test("the window is written with its last day inside", () => {
  assert.match(writeAddress(full), /w=2018-01-01\.\.2019-12-31/);
});

test("nothing set is an empty address", () => {
  assert.equal(writeAddress(readAddress("")), "");
});

for (const bad of ["#w=x..y", "#w=2020..2018", "#at=1,2", "#role=king&lanes=moon", "#at=NaN,1,1"]) {
  test(`nonsense in the address is passed over: ${bad}`, () => {
    assert.equal(writeAddress(readAddress(bad)), "");
  });
}

test("days before the common era keep their sign", () => {
  assert.equal(dayText(timeOf(-300, 3, 2)), "-0300-03-02");
});
