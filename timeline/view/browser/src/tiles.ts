/**
 * Offer online basemaps beside the offline one, which is always there below. Tiles
 * that cannot be reached give way to it, with a word to the reader.
 */
import * as L from "leaflet";
import { button, iconOf, make } from "./dom.ts";
import type { Words } from "./words.ts";

export interface OnlineBasemap {
  name: string;
  url: string;
  attribution: string;
  max_zoom: number;
}

/** Failures in a row, with no tile loaded, after which the layer is given up. */
const PATIENCE = 3;

export class TileChoice {
  readonly element: HTMLDetailsElement;
  private readonly map: L.Map;
  private readonly words: Words;
  private readonly say: (text: string) => void;
  private layer: L.TileLayer | null = null;
  private chosen = "";
  private readonly list = make("div", "dl-menu-list");
  private readonly offered: readonly OnlineBasemap[];

  constructor(map: L.Map, words: Words, offered: readonly OnlineBasemap[], say: (text: string) => void) {
    this.map = map;
    this.words = words;
    this.offered = offered.filter((one) => /^https?:\/\//i.test(one.url));
    this.say = say;
    const summary = make("summary", "dl-icon", { "aria-label": words.t("basemap"), title: words.t("basemap") }, iconOf("layers"));
    this.element = make("details", "dl-menu dl-tiles", {}, summary, this.list);
    this.element.hidden = !this.offered.length;
    this.render();
  }

  private render(): void {
    const choice = (name: string, label: string): HTMLElement =>
      button(label, "dl-small", () => this.choose(name), { "aria-pressed": String(name === this.chosen) });
    this.list.replaceChildren(choice("", this.words.t("basemapOffline")), ...this.offered.map((one) => choice(one.name, one.name)));
  }

  private choose(name: string): void {
    this.element.open = false;
    this.layer?.remove();
    this.layer = null;
    this.chosen = name;
    const found = this.offered.find((one) => one.name === name);
    if (found) this.show(found);
    this.render();
  }

  private show(basemap: OnlineBasemap): void {
    const layer = L.tileLayer(basemap.url, { attribution: escaped(basemap.attribution), maxZoom: 20, maxNativeZoom: basemap.max_zoom, zIndex: 2 });
    let failures = 0;
    layer.on("tileload", () => { failures = -Infinity; });
    layer.on("tileerror", () => {
      if (++failures < PATIENCE || this.layer !== layer) return;
      this.choose("");
      this.say(this.words.t("tilesUnreachable"));
    });
    this.layer = layer.addTo(this.map);
  }
}

/** Leaflet reads attributions as markup; ours are text. */
function escaped(text: string): string {
  return text.replace(/[^\p{L}\p{N} ]/gu, (character) => `&#${character.codePointAt(0)};`);
}
