/**
 * Start the view in a page that Python wrote: find the folium map, read the data
 * block beside it, and keep the state in the page's fragment.
 */
import type * as L from "leaflet";
import { readAddress, writeAddress, type Address } from "./address.ts";
import { Basemap } from "./basemap.ts";
import { make } from "./dom.ts";
import { decode, gunzip, type Header, type Source } from "./payload.ts";
import type { StoryStep } from "./story.ts";
import { handleOf, View, type Handle } from "./view.ts";
import { Words } from "./words.ts";

declare global {
  interface Window {
    dateline?: Handle;
  }
}

function textOf(id: string): string {
  const found = document.getElementById(id)?.textContent;
  if (!found) throw new Error(`This page has no data block "${id}"; export it again.`);
  return JSON.parse(found) as string;
}

export function boot(): void {
  let settleReady: (view: View) => void = () => {};
  let failReady: (reason: unknown) => void = () => {};
  const view = new Promise<View>((resolve, reject) => { settleReady = resolve; failReady = reject; });
  window.dateline = pendingHandle(view);
  start().then(settleReady, (reason: unknown) => { failReady(reason); complain(reason); });
}

async function start(): Promise<View> {
  const config = document.getElementById("dateline-config")!.dataset;
  const map = (window as unknown as Record<string, L.Map>)[config["map"] ?? ""];
  const data = decode(await gunzip(textOf("dateline-data")));
  const words = new Words(languageOf(location.hash) ?? (data.header.options["locale"] as string | undefined) ?? navigator.language);
  const basemap = gunzip(textOf("dateline-basemap"));
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const forced = config["theme"];
  const root = wrap(map.getContainer());
  const view = new View(root, map.getContainer(), map, data, words, {
    dark: forced ? forced === "dark" : dark.matches,
    share: (address) => `${location.href.replace(/#.*$/, "")}#${writeAddress(address)}${languageSuffix()}`,
    onSettled: remember,
    story: (data.header.options["story"] as StoryStep[] | undefined) ?? [],
    chooseLanguage,
  });
  sayAbout(words, data.header);
  if (!forced) dark.addEventListener("change", () => view.paint(dark.matches));
  window.matchMedia("(prefers-contrast: more), (forced-colors: active)").addEventListener("change", () => view.repaint());
  // The page is the view's alone: its keys work before anything has the focus.
  document.body.addEventListener("keydown", (event) => { if (event.target === document.body) view.onKey(event); });
  view.fitMap();
  restore(view);
  view.setBasemap(Basemap.parse(new TextDecoder().decode(await basemap)));
  window.addEventListener("popstate", () => { if (location.hash !== written) goBack(view); });
  window.dateline = handleOf(view, Promise.resolve());
  return view;
}

/** The line below the view is written in English; another language says the same anew. */
function sayAbout(words: Words, { dated, dict }: Header): void {
  const footer = document.getElementById("dateline-about");
  const line = footer?.querySelector("summary") ?? footer;
  if (!footer || !line || !dated || words.language === "en" || line.textContent?.includes("built ")) return;
  const count = (dict["source"] as unknown as Source[] | undefined)?.filter((source) => source.title).length ?? 0;
  line.textContent = [words.t("collectionDate", { date: dated }), ...(count ? [`${words.t("sources")} ${words.number(count)}`] : [])].join(" · ");
  footer.lang = words.locale;
  footer.dir = words.direction;
}

/** The folium map fills the page; the view takes its place and puts it inside. */
function wrap(container: HTMLElement): HTMLElement {
  const root = make("div", "dateline");
  container.replaceWith(root);
  container.classList.add("dl-map");
  container.removeAttribute("style");
  return root;
}

function goBack(view: View): void {
  written = location.hash || "#";
  const address = readAddress(location.hash);
  before = writeAddress({ ...address, at: null });
  view.restore(address);
}

function restore(view: View): void {
  const { options } = view.scene.data.header;
  const given = options["window"] as [number, number] | undefined;
  if (location.hash.length > 1 || written) view.restore(readAddress(location.hash));
  else if (given) view.setWindow(given, false);
}

let written = "";
let before = "";

function languageOf(hash: string): string | null {
  return new URLSearchParams(hash.slice(1)).get("lang");
}

function languageSuffix(): string {
  const language = languageOf(location.hash);
  return language ? `&lang=${language}` : "";
}

/** The words are made at the start, so another language is another start. */
function chooseLanguage(language: string): void {
  const params = new URLSearchParams(location.hash.slice(1));
  params.set("lang", language);
  history.replaceState(null, "", `#${params}`);
  location.reload();
}

/** A move of the map alone leaves no trace in the history; anything else can be gone back to. */
function remember(address: Address): void {
  const hash = `#${writeAddress(address)}${languageSuffix()}`;
  if (hash === location.hash) return;
  const lasting = writeAddress({ ...address, at: null });
  const isNew = written !== "" && lasting !== before;
  [written, before] = [hash, lasting];
  try {
    if (isNew) history.pushState(null, "", hash);
    else history.replaceState(null, "", hash);
  } catch {
    // A page inside srcdoc has no address of its own; the view works without one.
  }
}

function pendingHandle(view: Promise<View>): Handle {
  const notYet = (): never => {
    throw new Error("The view is not ready; wait for window.dateline.ready.");
  };
  const ready = view.then(() => undefined);
  ready.catch(() => undefined);
  return { ready, state: notYet, shown: notYet, setWindow: notYet, select: notYet, on: notYet };
}

function complain(reason: unknown): void {
  const text = reason instanceof Error ? reason.message : String(reason);
  document.body.append(make("p", "dl-fatal", { role: "alert" }, `The map cannot be shown: ${text}`));
}
