/**
 * Serve Streamlit: mount the view once per place on the page, hand it new events
 * when Python sends some, and tell Python only what has settled.
 */
import { readAddress, writeAddress, type Address } from "./address.ts";
import { Basemap } from "./basemap.ts";
import { make } from "./dom.ts";
import { DraftLink } from "./draftlink.ts";
import { decode, fromBase64, gunzip, type Collection } from "./payload.ts";
import type { StoryStep } from "./story.ts";
import { isDark, localeOf } from "./streamlit.ts";
import { handleOf, makeMap, View, type Handle } from "./view.ts";
import { Words } from "./words.ts";

interface ComponentProps {
  key: string;
  data: { payload?: Uint8Array | ArrayBuffer | string; address?: string } | Uint8Array | ArrayBuffer;
  parentElement: HTMLElement | ShadowRoot;
  setStateValue(name: string, value: unknown): void;
  setTriggerValue(name: string, value: unknown): void;
}

interface Mounted {
  view: View;
  payload: unknown;
  of: Telling;
  link: DraftLink | null;
  leave(): void;
}

/** What is on show, its story as it came and the language; another one is another view. */
interface Telling {
  title: string;
  key: string;
  locale: string;
  steps: readonly StoryStep[];
}

/** What the view says in the address; the rest of it is the sidebar's. */
const VIEW_KEYS = ["w", "sel", "at", "lanes", "step"];

/** Where the words to search for are typed: the sidebar, which may be folded away. */
const SEARCH_FIELD = ".st-key-q input";
const UNFOLD_SIDEBAR = "[data-testid=stExpandSidebarButton]";
const UNFOLDING_MS = 2000;

const mounted = new WeakMap<Node, Mounted>();
/** Streamlit takes a component down when its neighbours change; what the reader had set comes back. */
const remembered = new Map<string, Address>();
const edited = new Map<string, readonly StoryStep[]>();
let basemap: Promise<Basemap> | null = null;

function loadBasemap(): Promise<Basemap> {
  basemap ??= gunzip((globalThis as unknown as { __datelineBasemap: string }).__datelineBasemap)
    .then((bytes) => Basemap.parse(new TextDecoder().decode(bytes)));
  return basemap;
}

export function bytesOf(payload: unknown): ArrayBuffer {
  if (typeof payload === "string") return fromBase64(payload).buffer;
  if (payload instanceof ArrayBuffer) return payload;
  const bytes = payload as Uint8Array;
  return bytes.slice().buffer as ArrayBuffer;
}

export default function mount(component: ComponentProps): () => void {
  const { parentElement, key } = component;
  const host = (parentElement.querySelector(".dl-host") as HTMLElement | null) ?? (parentElement as HTMLElement);
  const props = component.data instanceof Uint8Array || component.data instanceof ArrayBuffer ? { payload: component.data } : component.data;
  const known = mounted.get(parentElement);
  if (known) update(known, component, host, props.payload);
  else {
    const address = "address" in props && props.address ? readAddress(props.address) : null;
    mounted.set(parentElement, create(component, host, props.payload, remembered.get(key) ?? address));
  }
  return () => {
    const node = (parentElement as ShadowRoot).host ?? (parentElement as HTMLElement);
    if (node.isConnected) return;
    const found = mounted.get(parentElement);
    if (found) remembered.set(key, found.view.address());
    found?.leave();
    mounted.delete(parentElement);
  };
}

function update(known: Mounted, component: ComponentProps, host: HTMLElement, payload: unknown): void {
  known.view.paint(isDark(host));
  if (payload === known.payload) return;
  const data = decode(bytesOf(payload));
  const now = tellingOf(data);
  if (now.key === known.of.key && now.locale === known.of.locale) {
    known.payload = payload;
    known.view.setData(data);
    known.link?.again();
    return;
  }
  const isSame = now.key === known.of.key;
  const before = isSame ? known.view.address() : now.title === known.of.title ? { ...known.view.address(), step: null } : null;
  known.leave();
  mounted.set(component.parentElement, create(component, host, payload, before, data));
}

function tellingOf(data: Collection): Telling {
  const { options, title } = data.header;
  const locale = localeOf(options["locale"] as string | undefined);
  return { title, locale, key: (options["story_key"] as string | undefined) ?? "", steps: (options["story"] as StoryStep[] | undefined) ?? [] };
}

function create(component: ComponentProps, host: HTMLElement, payload: unknown, start: Address | null, data = decode(bytesOf(payload))): Mounted {
  const { key, setStateValue, setTriggerValue } = component;
  const root = make("div", "dateline dl-in-app");
  const mapElement = make("div", "dl-map");
  host.replaceChildren(root);
  root.append(mapElement);
  const of = tellingOf(data);
  const steps = edited.get(`${key} ${of.key}`) ?? of.steps;
  let told = JSON.stringify(steps);
  const trail = new Trail();
  const isPreview = Boolean(data.header.options["preview"]);
  let isGone = false;
  const view = new View(root, mapElement, makeMap(mapElement), data, new Words(of.locale), {
    dark: isDark(host),
    filters: false,
    onSettled: (settled) => {
      if (isGone || isPreview) return;
      trail.follow(settled);
      setStateValue("view", writeAddress(settled));
    },
    onClearChip: (id) => setTriggerValue("clear", id),
    onLegend: (id) => setTriggerValue("toggle", id),
    chooseLanguage: (language) => setTriggerValue("language", language),
    share: () => location.href,
    story: steps,
    canEditStory: true,
    onStory: (now) => {
      if (JSON.stringify(now) === told) return;
      told = JSON.stringify(now);
      edited.set(`${key} ${of.key}`, [...now]);
      setStateValue("story", `${of.key}\n${told}`);
    },
  });
  const goBack = (): void => {
    const address = { ...readAddress(location.search), filters: view.filters() };
    trail.stand(address);
    view.restore(address);
    setStateValue("view", `?${location.search.slice(1)}`);
  };
  document.documentElement.lang = root.lang;
  document.addEventListener("keydown", searchOnSlash);
  const ready = loadBasemap().then((loaded) => {
    if (isGone) return;
    view.setBasemap(loaded);
    view.fitMap();
    if (start) view.restore(start);
    trail.stand(view.address());
    if (!isPreview) window.addEventListener("popstate", goBack);
  });
  const link = isPreview ? linkOf(view) : null;
  const leave = (): void => {
    isGone = true;
    link?.leave();
    window.removeEventListener("popstate", goBack);
    document.removeEventListener("keydown", searchOnSlash);
    view.destroy();
  };
  (root as HTMLElement & { dateline?: Handle }).dateline = handleOf(view, ready);
  return { view, payload, of, link, leave };
}

/** A preview lights up the draft that is open in the review, and opens there what is selected here. */
function linkOf(view: View): DraftLink {
  const link = new DraftLink("preview", (draft) => view.hoverId(draft));
  view.on("select", ({ selected }) => { if (selected.length === 1) link.tell(selected[0]); });
  return link;
}

/** "/" goes to the sidebar's search from anywhere on the page where nothing is being typed. */
function searchOnSlash(event: KeyboardEvent): void {
  const [target] = event.composedPath() as HTMLElement[];
  if (event.key !== "/" || event.altKey || event.metaKey || event.ctrlKey) return;
  if (target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName)) return;
  event.preventDefault();
  document.querySelector<HTMLElement>(UNFOLD_SIDEBAR)?.click();
  focusSearch(performance.now() + UNFOLDING_MS);
}

/** The field cannot take the focus before the sidebar has come out. */
function focusSearch(until: number): void {
  const field = document.querySelector<HTMLInputElement>(SEARCH_FIELD);
  field?.focus();
  if (field && document.activeElement === field) field.select();
  else if (performance.now() < until) requestAnimationFrame(() => focusSearch(until));
}

/**
 * The browser's history. A move of the map alone leaves no trace in it; anything else
 * can be gone back to. Streamlit makes no entry where it finds its own address there.
 */
class Trail {
  private before = "";

  stand(address: Address): void {
    this.before = lastingPart(address);
  }

  follow(address: Address): void {
    const isNew = lastingPart(address) !== this.before;
    this.stand(address);
    const search = `?${searchOf(location.search, address)}`;
    if (search === location.search) return;
    try {
      if (isNew) history.pushState(history.state, "", search);
      else history.replaceState(history.state, "", search);
    } catch {
      // A browser that has had enough of new entries; Python writes the address all the same.
    }
  }
}

function lastingPart(address: Address): string {
  return writeAddress({ ...address, at: null });
}

/** The query string letter for letter as Python writes it: the app's filters, then the view. */
function searchOf(search: string, address: Address): string {
  const filters = search.slice(1).split("&").filter((part) => part && !VIEW_KEYS.includes(part.split("=")[0]));
  const params = new URLSearchParams(writeAddress(address));
  const view = new URLSearchParams(VIEW_KEYS.filter((key) => params.has(key)).map((key) => [key, params.get(key)!]));
  return [...filters, view.toString().replace(/%7E/g, "~").replace(/\*/g, "%2A")].filter(Boolean).join("&");
}

(globalThis as unknown as { __dateline: { mount: typeof mount } }).__dateline = { mount };
