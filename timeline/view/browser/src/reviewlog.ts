/**
 * Follow the log of a review, as timeline/extract/review.py does: what cannot be
 * followed changes nothing, and undo is the log without its last action.
 */

export const FIELDS = ["title", "date", "place", "country", "actors", "strength", "category", "status", "kind"] as const;
export type Field = (typeof FIELDS)[number];
export type Decision = "open" | "accepted" | "rejected" | "merged";

export interface Action {
  do: "accept" | "reject" | "reopen" | "edit" | "merge";
  id: string;
  field?: Field;
  value?: string | null;
  into?: string;
}

export interface Standing {
  decision: Decision;
  into: string;
  said: { [field: string]: string[] };
}

const DECISIONS: { [name: string]: Decision } = { accept: "accepted", reject: "rejected", reopen: "open" };

export function replay(ids: readonly string[], log: unknown): Map<string, Standing> {
  const standing = new Map(ids.map((id): [string, Standing] => [id, { decision: "open", into: "", said: {} }]));
  if (!Array.isArray(log)) return standing;
  for (const action of log) {
    if (typeof action === "object" && action !== null && !Array.isArray(action)) follow(standing, action);
  }
  return standing;
}

function follow(standing: Map<string, Standing>, action: { [name: string]: unknown }): void {
  const { do: name, id } = action;
  const one = typeof id === "string" ? standing.get(id) : undefined;
  if (!one || typeof name !== "string" || (one.decision === "merged" && name !== "reopen")) return;
  if (Object.hasOwn(DECISIONS, name)) [one.decision, one.into] = [DECISIONS[name], ""];
  else if (name === "edit") say(one, action.field, action.value);
  else if (name === "merge") merge(standing, id as string, action.into);
}

function say(one: Standing, field: unknown, value: unknown): void {
  if (typeof field !== "string" || !(FIELDS as readonly string[]).includes(field)) return;
  if (value === null || value === undefined) delete one.said[field];
  else if (typeof value === "string") (one.said[field] ??= []).push(value);
}

function merge(standing: Map<string, Standing>, id: string, into: unknown): void {
  const target = typeof into === "string" ? standing.get(into) : undefined;
  if (!target) return;
  const kept = target.into || (into as string);
  if (kept === id) return;
  for (const one of standing.values()) if (one.into === id) one.into = kept;
  Object.assign(standing.get(id)!, { decision: "merged", into: kept });
}

/** How many actions two logs begin with in common. */
export function sharedLength(one: readonly Action[], other: readonly Action[]): number {
  let length = 0;
  while (length < one.length && length < other.length && JSON.stringify(one[length]) === JSON.stringify(other[length])) length++;
  return length;
}
