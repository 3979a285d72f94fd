/**
 * Build what the browser runs: the view as a page script and as a Streamlit
 * component, Leaflet and the countries' names beside it, and the offline basemap. Writes to
 * timeline/view/static and geo/data; nothing of it is committed.
 */
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { buildBasemap } from "./basemap.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const out = resolve(here, "../static");
const repository = resolve(here, "../../..");
const words = resolve(here, "../words");

/** In the page Leaflet is there already, under its own global name. */
const leafletIsGlobal = {
  name: "leaflet-is-global",
  setup(bundle) {
    bundle.onResolve({ filter: /^leaflet$/ }, () => ({ path: "leaflet", namespace: "global" }));
    bundle.onLoad({ filter: /.*/, namespace: "global" }, () => ({ contents: "module.exports = globalThis.L" }));
  },
};

const common = { bundle: true, minify: !process.env.DATELINE_READABLE, target: "es2022", legalComments: "eof", charset: "utf8", absWorkingDir: here };

async function buildScripts() {
  await build({
    ...common, entryPoints: ["src/page.ts"], outfile: join(out, "view.js"),
    format: "iife", globalName: "DatelineView", plugins: [leafletIsGlobal],
  });
  await build({ ...common, entryPoints: ["src/component.ts"], outfile: join(out, "component.js"), format: "esm" });
  await build({ ...common, entryPoints: ["src/review.ts"], outfile: join(out, "review.js"), format: "esm" });
  for (const name of ["view.css", "review.css"]) {
    await build({ ...common, entryPoints: [`src/${name}`], outfile: join(out, name) });
  }
}

async function copyLeaflet() {
  const dist = join(here, "node_modules/leaflet/dist");
  const script = await readFile(join(dist, "leaflet.js"), "utf8");
  await writeFile(join(out, "leaflet.js"), script.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, "\n"));
  let css = await readFile(join(dist, "leaflet.css"), "utf8");
  for (const name of ["layers.png", "layers-2x.png", "marker-icon.png"]) {
    const image = await readFile(join(dist, "images", name));
    css = css.replaceAll(`images/${name}`, `data:image/png;base64,${image.toString("base64")}`);
  }
  await writeFile(join(out, "leaflet.css"), css);
}

/** Every file of timeline/view/words is a language. */
async function languages() {
  return (await readdir(words)).filter((name) => name.endsWith(".json")).map((name) => name.replace(".json", "")).sort((a, b) => (a === "en" ? -1 : b === "en" ? 1 : a < b ? -1 : 1));
}

/** What the browser says in every language, a module for each of its parts; the app's part stays with Python. */
async function writeLanguages() {
  await mkdir(join(here, "src/generated"), { recursive: true });
  for (const [part, name] of [["view", "languages"], ["review", "review_languages"]]) {
    const found = await Promise.all((await languages()).map(async (language) => {
      const { direction, [part]: said } = JSON.parse(await readFile(join(words, `${language}.json`), "utf8"));
      return `  ${JSON.stringify(language)}: ${JSON.stringify({ direction, [part]: said })},\n`;
    }));
    const head = "/** Made by build.mjs from timeline/view/words. */\n";
    await writeFile(join(here, `src/generated/${name}.ts`), `${head}export const languages = {\n${found.join("")}};\n`);
  }
}

/** The countries' names in every language of the view, for the app's own lists. */
async function writeCountries() {
  const [, ...lines] = (await readFile(join(repository, "geo/data/countries.csv"), "utf8")).trim().split("\n");
  const names = (await languages()).map((language) => {
    const regions = new Intl.DisplayNames([language], { type: "region" });
    return [language, Object.fromEntries(lines.map((line) => line.split(",")).map(([alpha3, alpha2]) => [alpha3, regions.of(alpha2)]))];
  });
  await writeFile(join(out, "countries.json"), JSON.stringify(Object.fromEntries(names)));
}

const NAMED_IN = "ar bg bn ca cs da de el en es et fa fi fr he hi hr hu id is it ja ka ko lt lv ms nb nl pl pt ro ru sk sl sr sv th tr uk ur vi zh zh-Hant".split(" ");

/** What other languages call the countries, for cells of tables: one list of names per code. */
async function writeCountryNames(path) {
  const [, ...lines] = (await readFile(join(repository, "geo/data/countries.csv"), "utf8")).trim().split("\n");
  const speakers = NAMED_IN.map((language) => new Intl.DisplayNames([language], { type: "region", fallback: "none" }));
  const names = lines.map((line) => line.split(",")).map(([alpha3, alpha2]) =>
    [alpha3, [...new Set(speakers.map((speaker) => speaker.of(alpha2)).filter(Boolean))].sort()]);
  await writeFile(path, JSON.stringify(Object.fromEntries(names)));
}

await mkdir(out, { recursive: true });
await writeLanguages();
await buildScripts();
await copyLeaflet();
await writeCountries();
await buildBasemap(join(repository, "geo/data/basemap.json"));
await writeCountryNames(join(repository, "geo/data/country_names.json"));
