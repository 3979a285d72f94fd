/**
 * Serve Streamlit: mount the view once per place on the page, hand it new events
 * when Python sends some, and tell Python only what has settled.
 */
import { readAddress, writeAddress, type Address } from "./address.ts";
import { Basemap } from "./basemap.ts";
import { make } from "./dom.ts";
import { decode, fromBase64, gunzip } from "./payload.ts";
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
}

const mounted = new WeakMap<Node, Mounted>();
/** Streamlit takes a component down when its neighbours change; what the reader had set comes back. */
const remembered = new Map<string, Address>();
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

function isDark(element: HTMLElement): boolean {
  const colour = getComputedStyle(element).getPropertyValue("--st-background-color").trim();
  const probe = make("span", "", { style: `color:${colour || "#fff"}` });
  element.append(probe);
  const [r, g, b] = (getComputedStyle(probe).color.match(/[\d.]+/g) ?? ["255", "255", "255"]).map(Number);
  probe.remove();
  return 0.299 * r + 0.587 * g + 0.114 * b < 128;
}

export default function mount(component: ComponentProps): () => void {
  const { parentElement, key } = component;
  const host = (parentElement.querySelector(".dl-host") as HTMLElement | null) ?? (parentElement as HTMLElement);
  const props = component.data instanceof Uint8Array || component.data instanceof ArrayBuffer ? { payload: component.data } : component.data;
  const known = mounted.get(parentElement);
  if (known) update(known, props.payload, host);
  else mounted.set(parentElement, create(component, host, props.payload, "address" in props ? props.address : undefined));
  return () => {
    const node = (parentElement as ShadowRoot).host ?? (parentElement as HTMLElement);
    if (node.isConnected) return;
    const found = mounted.get(parentElement);
    if (found) remembered.set(key, found.view.address());
    found?.view.destroy();
    mounted.delete(parentElement);
  };
}

function update(known: Mounted, payload: unknown, host: HTMLElement): void {
  known.view.paint(isDark(host));
  if (payload === known.payload) return;
  known.payload = payload;
  known.view.setData(decode(bytesOf(payload)));
}

function create(component: ComponentProps, host: HTMLElement, payload: unknown, address: string | undefined): Mounted {
  const { key, setStateValue, setTriggerValue } = component;
  const root = make("div", "dateline dl-in-app");
  const mapElement = make("div", "dl-map");
  host.replaceChildren(root);
  root.append(mapElement);
  const words = new Words(navigator.language);
  const view = new View(root, mapElement, makeMap(mapElement), decode(bytesOf(payload)), words, {
    dark: isDark(host),
    filters: false,
    onSettled: (settled) => setStateValue("view", writeAddress(settled)),
    onClearChip: (id) => setTriggerValue("clear", id),
    share: () => location.href,
    canEditStory: true,
    onStory: (steps) => setStateValue("story", JSON.stringify(steps)),
  });
  const ready = loadBasemap().then((loaded) => {
    view.setBasemap(loaded);
    view.fitMap();
    const before = remembered.get(key);
    if (before) view.restore(before);
    else if (address) view.restore(readAddress(address));
  });
  (root as HTMLElement & { dateline?: Handle }).dateline = handleOf(view, ready);
  return { view, payload };
}

(globalThis as unknown as { __dateline: { mount: typeof mount } }).__dateline = { mount };
