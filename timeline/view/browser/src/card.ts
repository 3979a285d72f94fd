/** Show everything that is known of one event, and who says so. */
import { renderChart } from "./chart.ts";
import { button, iconButton, link, make } from "./dom.ts";
import { drawEvent, drawForce, fitCanvas } from "./glyphs.ts";
import type { Scene } from "./scene.ts";

const SWATCH = 18;

export interface CardHost {
  step(by: number): void;
  showOnMap(row: number): void;
  close(): void;
  /** Null where the reader asks for reduced motion. */
  animate: ((row: number) => void) | null;
}

const pictures = new Map<string, string>();

/** A small picture of the row's mark. Marks that look the same share it: a list has hundreds. */
export function swatch(scene: Scene, row: number): HTMLElement {
  const style = scene.style(row, 1);
  const isForce = scene.kindOf(row) === "force";
  const key = [isForce, style.colour, style.glyph, style.hollow, scene.theme.paper, window.devicePixelRatio].join();
  let picture = pictures.get(key);
  if (!picture) {
    const canvas = make("canvas");
    const ctx = fitCanvas(canvas, SWATCH, SWATCH);
    if (isForce) drawForce(ctx, 9, 9, 12, style, scene.theme);
    else drawEvent(ctx, 9, 9, 6.5, style, scene.theme);
    pictures.set(key, (picture = canvas.toDataURL()));
  }
  return make("img", "dl-swatch", { src: picture, width: SWATCH, height: SWATCH, alt: "" });
}

export function renderCard(scene: Scene, row: number, host: CardHost): HTMLElement {
  const { words } = scene;
  const card = make("article", "dl-card", { "aria-label": scene.title(row), tabindex: -1 });
  const bar = make("div", "dl-card-bar", {},
    iconButton("left", words.t("previous"), "", () => host.step(-1)),
    iconButton("right", words.t("next"), "", () => host.step(1)),
    make("span", "dl-grow"));
  if (scene.isPlaced(row)) bar.append(iconButton("target", words.t("zoomTo"), "", () => host.showOnMap(row)));
  bar.append(iconButton("close", words.t("close"), "", () => host.close()));
  const head = make("div", "dl-card-head", {}, swatch(scene, row), make("h2", "", { dir: "auto" }, scene.title(row)));
  card.append(bar, head, make("p", "dl-card-when", {}, whenAndWhere(scene, row)));
  const text = scene.data.text("text").at(row);
  if (text) card.append(make("p", "dl-card-text", { dir: "auto" }, text));
  card.append(sourceOf(scene, row), facts(scene, row));
  const chart = scene.isForce(row) ? renderChart(scene, row) : null;
  if (chart) card.append(chart);
  if (host.animate && scene.data.shapes.get(row)?.type === "LineString") {
    card.append(button(words.t("animate"), "dl-small dl-animate", () => host.animate!(row)));
  }
  return card;
}

function whenAndWhere(scene: Scene, row: number): string {
  const place = scene.data.text("place").at(row);
  const country = scene.country(row);
  const name = country ? scene.words.country(country) : "";
  const where = !name || place.includes(name) ? place : [place, name].filter(Boolean).join(", ");
  const kind = scene.words.term(scene.categories[scene.data.category[row]] || scene.kindOf(row)).toLocaleLowerCase(scene.words.locale);
  return [scene.date(row), where, kind].filter(Boolean).map((part) => scene.words.apart(part)).join(" · ");
}

function facts(scene: Scene, row: number): HTMLElement {
  const { words, data } = scene;
  const list = make("dl", "dl-facts");
  const add = (label: string, value: string): void => {
    if (value) list.append(make("dt", "", {}, label), make("dd", "", { dir: "auto" }, value));
  };
  add(words.t("actors"), scene.actorsOf(row).map((actor) => words.country(actor)).join(", "));
  add(words.t("strength"), scene.strengthWords(row));
  add(words.t("unit"), data.text("unit").at(row));
  const status = scene.statuses[data.status[row]] ?? "";
  if (status && status !== "happened") add(words.t("status"), words.term(status).toLocaleLowerCase(words.locale));
  const radius = data.radiusKm[row];
  if (radius > 0) add(words.t("colPlace"), words.t("withinKm", { km: Math.round(radius) }));
  add(words.t("dateAsWritten"), data.text("date_text").at(row));
  for (const [name, value] of extras(data.text("extra").at(row))) add(name, value);
  const confidence = data.confidence[row];
  if (confidence >= 0) add(words.t("confidence"), `${Math.round(confidence * 100)} %`);
  return list;
}

/** What the card says in another place: in the citation, or on the arrow. */
const ELSEWHERE = new Set(["published_text", "country_text"]);

/** Columns that only this file has; shown as they came. */
function extras(json: string): [string, string][] {
  if (!json) return [];
  try {
    const pairs = Object.entries(JSON.parse(json) as Record<string, unknown>);
    return pairs.filter(([name]) => !ELSEWHERE.has(name)).filter(([, value]) => value !== null && value !== "").slice(0, 12).map(([name, value]) => [capital(name.replace(/_/g, " ")), String(value)]);
  } catch {
    return [];
  }
}

function capital(name: string): string {
  return name.charAt(0).toLocaleUpperCase() + name.slice(1);
}

function sourceOf(scene: Scene, row: number): HTMLElement {
  const { data } = scene;
  const foot = make("footer", "dl-card-source");
  const quote = data.text("quote").at(row);
  if (quote) foot.append(make("blockquote", "", { dir: "auto" }, quote));
  const name = data.text("source").at(row);
  const url = data.text("url").at(row);
  if (name) foot.append(link(url, name), ...(/^https?:/i.test(url) ? [" ↗"] : []));
  else if (url) foot.append(link(url, url));
  return foot;
}
