/**
 * Keep the view's state in an address, so that a reload restores it and a link
 * shares it. Keys are short, dates are days, the last day is inside the window.
 */
import { DAY, dayText, parseTyped } from "./calendar.ts";
import type { Window } from "./certainty.ts";
import type { CountryRole, Filters } from "./filters.ts";
import type { LaneField } from "./lanes.ts";

export interface Address {
  window: Window | null;
  selected: string[];
  at: { lat: number; lon: number; zoom: number } | null;
  lanes: LaneField;
  filters: Filters;
  /** The step of the story that is being told, from 1; null when none is. */
  step: number | null;
}

export function writeAddress(state: Address): string {
  const params = new URLSearchParams();
  if (state.window) params.set("w", `${dayText(state.window[0])}..${dayText(state.window[1] - DAY)}`);
  if (state.selected.length) params.set("sel", state.selected.join("~"));
  if (state.at) params.set("at", `${state.at.lat.toFixed(3)},${state.at.lon.toFixed(3)},${+state.at.zoom.toFixed(2)}`);
  if (state.lanes !== "category") params.set("lanes", state.lanes);
  if (state.step) params.set("step", String(state.step));
  const { countries, role, categories, kinds, text } = state.filters;
  if (countries.length) params.set("country", countries.join("~"));
  if (role !== "either") params.set("role", role);
  if (categories.length) params.set("category", categories.join("~"));
  if (kinds.length) params.set("kind", kinds.join("~"));
  if (text.trim()) params.set("q", text.trim());
  return params.toString();
}

export function readAddress(text: string): Address {
  const params = new URLSearchParams(text.replace(/^[#?]/, ""));
  const list = (key: string): string[] => (params.get(key) ?? "").split("~").filter(Boolean);
  const lanes = params.get("lanes");
  const role = params.get("role");
  return {
    window: readWindow(params.get("w")),
    selected: list("sel"),
    at: readAt(params.get("at")),
    lanes: lanes === "country" || lanes === "actor" ? lanes : "category",
    filters: {
      countries: list("country"),
      role: role === "where" || role === "who" ? (role as CountryRole) : "either",
      categories: list("category"),
      kinds: list("kind"),
      text: params.get("q") ?? "",
    },
    step: Number(params.get("step")) || null,
  };
}

function readWindow(text: string | null): Window | null {
  const [first, last] = (text ?? "").split("..");
  const start = parseTyped(first ?? "");
  const end = parseTyped(last ?? "");
  return start && end && start[0] < end[1] ? [start[0], end[1]] : null;
}

function readAt(text: string | null): Address["at"] {
  const [lat, lon, zoom] = (text ?? "").split(",").map(Number);
  return [lat, lon, zoom].every(Number.isFinite) && text ? { lat, lon, zoom } : null;
}
