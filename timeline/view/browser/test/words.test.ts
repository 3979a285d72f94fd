import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { chooseStep, DAY, HOUR, MINUTE, parseTyped, ticks, timeOf } from "../src/calendar.ts";
import { lastDay } from "../src/chrome.ts";
import { LIGHT } from "../src/palette.ts";
import { UNDATED, type Collection } from "../src/payload.ts";
import { Timeline } from "../src/timeline.ts";
import { Words } from "../src/words.ts";

const LOCALES = ["en-GB", "ko", "ja", "es", "ar"];
const said: string[][] = [
  ["0000", "1 BCE", "기원전 1년", "紀元前1年", "1 a. C.", "1 ق.م"],
  ["-0300", "301 BCE", "기원전 301년", "紀元前301年", "301 a. C.", "301 ق.م"],
  ["-0043-03", "March 44 BCE", "기원전 44년 3월", "紀元前44年3月", "marzo de 44 a. C.", "مارس 44 ق.م"],
  ["-0043-03-15", "15 Mar 44 BCE", "기원전 44년 3월 15일", "紀元前44年3月15日", "15 mar 44 a. C.", "15 مارس 44 ق.م"],
  ["0079-08-24", "24 Aug 79 CE", "서기 79년 8월 24일", "西暦79年8月24日", "24 ago 79 d. C.", "24 أغسطس 79 م"],
  ["0476", "476", "476년", "476年", "476", "476"],
  ["000X", "1 BCE – 9 CE", "기원전 1년 – 서기 9년", "紀元前1年 – 西暦9年", "1 a. C. – 9 d. C.", "1 ق.م – 9 م"],
  ["00XX", "1 BCE – 99 CE", "기원전 1년 – 서기 99년", "紀元前1年 – 西暦99年", "1 a. C. – 99 d. C.", "1 ق.م – 99 م"],
  ["0XXX", "1 BCE – 999 CE", "기원전 1년 – 서기 999년", "紀元前1年 – 西暦999年", "1 a. C. – 999 d. C.", "1 ق.م – 999 م"],
  ["001X", "10–19 CE", "서기 10~19년", "西暦10～19年", "10-19 d. C.", "10–19 م"],
  ["-021X", "220–211 BCE", "기원전 220~211년", "紀元前220～211年", "220-211 a. C.", "220–211 ق.م"],
  ["-03XX", "400–301 BCE", "기원전 400~301년", "紀元前400～301年", "400-301 a. C.", "400–301 ق.م"],
  ["-1XXX", "2000–1001 BCE", "기원전 2000~1001년", "紀元前2000～1001年", "2000-1001 a. C.", "2000–1001 ق.م"],
  ["195X", "1950s", "1950년대", "1950年代", "década de 1950", "عقد 1950"],
  ["19XX", "1900–1999", "1900~1999년", "1900～1999年", "1900-1999", "1900–1999"],
  ["2019-21", "spring 2019", "2019년 봄", "2019年春", "primavera de 2019", "ربيع 2019"],
  ["2019-24", "winter 2019/2020", "2019/2020년 겨울", "2019/2020年冬", "invierno de 2019/2020", "شتاء 2019/2020"],
  ["-0043-22", "summer 44 BCE", "기원전 44년 여름", "紀元前44年夏", "verano de 44 a. C.", "صيف 44 ق.م"],
  ["0000-24", "winter 1 BCE – 1 CE", "기원전 1년 – 서기 1년 겨울", "紀元前1年 – 西暦1年冬", "invierno de 1 a. C. – 1 d. C.", "شتاء 1 ق.م – 1 م"],
  ["2024-XX", "2024", "2024년", "2024年", "2024", "2024"],
  ["2024-12-03~", "about 3 Dec 2024", "2024년 12월 3일경", "2024年12月3日頃", "aprox. 3 dic 2024", "نحو 3 ديسمبر 2024"],
  ["195X~", "about the 1950s", "1950년대경", "1950年代頃", "aprox. la década de 1950", "نحو عقد 1950"],
  ["-0043%", "about 44 BCE (uncertain)", "기원전 44년경(불확실)", "紀元前44年頃（不確実）", "aprox. 44 a. C. (fecha incierta)", "نحو 44 ق.م (غير مؤكد)"],
  ["2018-06/2019-06-12", "June 2018 – 12 Jun 2019", "2018년 6월 – 2019년 6월 12일", "2018年6月 – 2019年6月12日", "junio de 2018 – 12 jun 2019", "يونيو 2018 – 12 يونيو 2019"],
  ["2019-06-12/2019-06-12", "12 Jun 2019", "2019년 6월 12일", "2019年6月12日", "12 jun 2019", "12 يونيو 2019"],
  ["195X/197X", "1950s – 1970s", "1950년대 – 1970년대", "1950年代 – 1970年代", "década de 1950 – década de 1970", "عقد 1950 – عقد 1970"],
  ["18XX/19XX", "from 1800–1899 to 1900–1999", "1800~1899년부터 1900~1999년까지", "1800～1899年から1900～1999年まで", "desde 1800-1899 hasta 1900-1999", "من 1800–1899 إلى 1900–1999"],
  ["2018~/2019", "from about 2018 to 2019", "2018년경부터 2019년까지", "2018年頃から2019年まで", "desde aprox. 2018 hasta 2019", "من نحو 2018 إلى 2019"],
  ["2018?/2019?", "2018 – 2019 (uncertain)", "2018년 – 2019년(불확실)", "2018年 – 2019年（不確実）", "2018 – 2019 (fecha incierta)", "2018 – 2019 (غير مؤكد)"],
  ["-0043/0014", "44 BCE – 14 CE", "기원전 44년 – 서기 14년", "紀元前44年 – 西暦14年", "44 a. C. – 14 d. C.", "44 ق.م – 14 م"],
  ["-03XX/-021X", "from 400–301 BCE to 220–211 BCE", "기원전 400~301년부터 기원전 220~211년까지", "紀元前400～301年から紀元前220～211年まで", "desde 400-301 a. C. hasta 220-211 a. C.", "من 400–301 ق.م إلى 220–211 ق.م"],
  ["195X~/..", "since about the 1950s", "1950년대경부터", "1950年代頃から", "desde aprox. la década de 1950", "منذ نحو عقد 1950"],
  ["../-0300", "until 301 BCE", "기원전 301년까지", "紀元前301年まで", "hasta 301 a. C.", "حتى 301 ق.م"],
  ["2018/", "from 2018, end unknown", "2018년부터, 종료일 불명", "2018年から、終わりは不明", "desde 2018, final desconocido", "من 2018، والنهاية غير معروفة"],
  ["/2018", "until 2018, start unknown", "2018년까지, 시작일 불명", "2018年まで、始まりは不明", "hasta 2018, inicio desconocido", "حتى 2018، والبداية غير معروفة"],
  ["2019-22/2020-23", "summer 2019 – autumn 2020", "2019년 여름 – 2020년 가을", "2019年夏 – 2020年秋", "verano de 2019 – otoño de 2020", "صيف 2019 – خريف 2020"],
  ["[2018,2020]", "2018 or 2020", "2018년 또는 2020년", "2018年または2020年", "2018 o 2020", "2018 أو 2020"],
  ["[195X..197X]", "between the 1950s and the 1970s", "1950년대에서 1970년대 사이", "1950年代から1970年代の間", "entre la década de 1950 y la década de 1970", "بين عقد 1950 وعقد 1970"],
  ["[..2018]", "2018 or earlier", "2018년 이전", "2018年以前", "2018 o antes", "2018 أو قبل ذلك"],
  ["[195X..]", "the 1950s or later", "1950년대 이후", "1950年代以降", "la década de 1950 o más tarde", "عقد 1950 أو بعد ذلك"],
  ["{2018,2020,2022}", "2018, 2020 and 2022", "2018년, 2020년 및 2022년", "2018年、2020年、2022年", "2018, 2020 y 2022", "2018 و2020 و2022"],
  ["[1667,1668,1670..1672]", "1667, 1668 or 1670 – 1672", "1667년, 1668년 또는 1670년 – 1672년", "1667年、1668年、または1670年 – 1672年", "1667, 1668 o 1670 – 1672", "1667 أو 1668 أو 1670 – 1672"],
  ["2018-06-12T09", "12 Jun 2018, 09:00", "2018년 6월 12일 09:00", "2018年6月12日 09:00", "12 jun 2018, 09:00", "12 يونيو 2018، 09:00"],
];
for (const [text, ...wanted] of said) {
  test(`${text} in words is "${wanted[0]}", and so in every language`, () => {
    assert.deepEqual(LOCALES.map((locale) => new Words(locale).edtf(text)), wanted);
  });
}

test("what is no EDTF is said as it was written", () => {
  for (const text of ["soon", "soon/later", "[]", "/", "[..]"]) assert.equal(new Words("en-GB").edtf(text), text);
});

const column = (flags: number, text: string): Collection =>
  ({ flags: [flags], precision: [0], earliest: [timeOf(-209)], text: () => ({ at: () => text }) }) as unknown as Collection;
const rows: [string, Collection, string, string][] = [
  ["an undated row", column(UNDATED, ""), "day", "Undated"],
  ["a plain year", column(0, ""), "year", "210 BCE"],
  ["a plain day", column(0, ""), "day", "1 Jan 210 BCE"],
  ["a decade", column(0, "-021X"), "decade", "220–211 BCE"],
];
for (const [name, data, precision, wanted] of rows) {
  test(`${name} is said as "${wanted}"`, () => assert.equal(new Words("en-GB").date(data, 0, [precision]), wanted));
}

test("no number is said for a year 0 or a negative year, in any language", () => {
  for (const text of ["000X", "00XX", "0XXX", "-000X", "-00XX", "-03XX", "-021X", "0000", "-0001", "-0001-24"]) {
    for (const locale of LOCALES) assert.doesNotMatch(new Words(locale).edtf(text), /(^|[^\d])0|[-−–]\d+[-–~～]{2}|^-/, `${text} ${locale}`);
  }
});

test("a day before the common era may be typed again as it is shown", () => {
  assert.equal(new Words("en-GB").typeable(timeOf(-43, 3, 15)), "15 Mar 44 BCE");
  assert.equal(new Words("ja").typeable(timeOf(-43, 3, 15)), "-0043-03-15");
});

test("what the window's fields show can be typed", () => {
  for (const locale of [...LOCALES, "en-US"]) {
    const words = new Words(locale);
    for (let time = timeOf(-700); time < timeOf(2100); time += 1009 * DAY) assert.equal(parseTyped(words.typeable(time))?.[0], time, words.typeable(time));
  }
});

// ---- the axis

const MINUTES = timeOf(2024, 12, 3) + 2 * HOUR + 8 * MINUTE;
const spans: [string, number, number, string, string][] = [
  ["an hour at night", MINUTES, MINUTES + HOUR, "3 Dec, 02:10", "02:15"],
  ["an afternoon", timeOf(2024, 12, 3) + 12.2 * HOUR, timeOf(2024, 12, 3) + 23 * HOUR, "3 Dec, 13:00", "14:00"],
  ["a few days", timeOf(2024, 12, 3), timeOf(2024, 12, 12), "3 Dec 2024", "4 Dec"],
  ["some months", timeOf(2024, 2, 1), timeOf(2024, 12, 1), "Feb 2024", "Mar"],
  ["some months BCE", timeOf(-43, 2, 1), timeOf(-43, 12, 1), "Feb 44 BCE", "Mar"],
  ["years", timeOf(2001), timeOf(2010), "2001", "2002"],
  ["the turn of the era", timeOf(-250), timeOf(250), "250 BCE", "200 BCE"],
];
function drawn(method: "drawTicks" | "drawOverviewTicks", axis: object): string[] {
  const texts: string[] = [];
  const ctx = {
    fillRect() {}, measureText: (text: string) => ({ width: text.length * 6 }),
    fillText: (text: string, x: number) => (assert.ok(x - text.length * 3 >= 0, `${text} is cut off`), texts.push(text)),
  };
  const draw = (Timeline.prototype as unknown as Record<string, (...args: unknown[]) => void>)[method];
  draw.call({ scene: { theme: LIGHT, words: new Words("en-GB") } }, ctx, axis, 11);
  return texts;
}
for (const [name, start, end, first, second] of spans) {
  for (const method of ["drawTicks", "drawOverviewTicks"] as const) {
    test(`${method} over ${name} begins with "${first}"`, () => {
      const texts = drawn(method, { start, end, left: 60, width: 1100 });
      const all = ticks(start, end, chooseStep(start, end, 1100, method === "drawTicks" ? 72 : 84)).map((tick) => new Words("en-GB").tick(tick, true));
      assert.ok(all.includes(texts[0]), `${texts[0]} carries its date`);
      if (method === "drawTicks") assert.deepEqual(texts.slice(0, 2), [first, second]);
      assert.equal(texts.filter((text) => text.length > second.length + 3).length <= 1, true, texts.join());
    });
  }
}

test("the first label is not cut off where the axis begins at the edge", () => {
  assert.equal(drawn("drawTicks", { start: MINUTES + 2 * MINUTE, end: MINUTES + HOUR, left: 0, width: 900 })[0], "3 Dec, 02:10");
});

// ---- presets

const ends: [string, number[], number[], number | null][] = [
  ["only BCE", [timeOf(-300)], [timeOf(-299)], timeOf(-299)],
  ["an open end", [timeOf(1950), timeOf(2018)], [timeOf(1951), Infinity], timeOf(2018, 1, 2)],
  ["an undated row", [timeOf(1950), NaN], [timeOf(1951), NaN], timeOf(1951)],
  ["an hour", [timeOf(1950)], [timeOf(1950) + HOUR], timeOf(1950) + DAY],
  ["nothing dated", [NaN, -Infinity], [NaN, Infinity], null],
  ["no row", [], [], null],
];
for (const [name, earliest, latest, wanted] of ends) {
  test(`a preset with ${name} ends at ${wanted}`, () => {
    const data = { n: earliest.length, earliest: Float64Array.from(earliest), latest: Float64Array.from(latest) };
    assert.equal(lastDay(data), wanted);
  });
}

// ---- seas

const readTable = (name: string): string[][] => readFileSync(new URL(`../../../../geo/data/${name}`, import.meta.url), "utf8").trimEnd().split("\n").map((line) => line.split(","));
const [head, ...named] = readTable("sea_names.csv");
const seas = readTable("seas.csv").slice(1).map(([, name]) => named.find(([english]) => english === name) ?? [name]);
const SCRIPTS = { ko: /\p{Script=Hangul}/u, ja: /[\p{Script=Han}\p{Script=Katakana}]/u, es: /^[\p{Script=Latin} -]+$/u, ar: /\p{Script=Arabic}/u };

test("every sea has a name in every language, in its script", () => {
  for (const row of seas) {
    assert.equal(row.length, head.length, row.join());
    for (const [language, script] of Object.entries(SCRIPTS)) assert.match(row[head.indexOf(language)], script, row.join());
  }
});

test("a sea is called as the reader calls it, and in English where no other name is known", () => {
  const yellow = { name: "Yellow Sea", names: ["황해", "黄海", "Mar Amarillo", "البحر الأصفر"] };
  assert.deepEqual(LOCALES.map((locale) => new Words(locale).sea(yellow)), [yellow.name, ...yellow.names]);
  assert.equal(new Words("ko").sea({ name: "Yellow Sea" }), "Yellow Sea");
});

test("the built basemap has the names in the order that the view reads them", () => {
  const built = JSON.parse(readFileSync(new URL("../../../../geo/data/basemap.json", import.meta.url), "utf8")) as { labels: { name: string; names?: string[] }[] };
  const found = built.labels.find((label) => label.name === "Yellow Sea");
  assert.deepEqual(found?.names, ["황해", "黄海", "Mar Amarillo", "البحر الأصفر"]);
});
