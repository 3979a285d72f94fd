/**
 * Build what the browser runs: the view as a page script and as a Streamlit
 * component, Leaflet beside it, and the offline basemap. Writes to
 * timeline/view/static and geo/data; nothing of it is committed.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { buildBasemap } from "./basemap.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const out = resolve(here, "../static");
const repository = resolve(here, "../../..");

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
  await build({ ...common, entryPoints: ["src/view.css"], outfile: join(out, "view.css") });
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

await mkdir(out, { recursive: true });
await buildScripts();
await copyLeaflet();
await buildBasemap(join(repository, "geo/data/basemap.json"));
