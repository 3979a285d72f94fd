/** Name what Python hands to the review, timeline/view/review_payload.py, and what a draft looks like now. */
import { FIELDS, replay, sharedLength, type Action, type Field, type Standing } from "./reviewlog.ts";
import type { Mark } from "./spans.ts";

export interface FieldData {
  name: Field;
  /** As it is shown, in the reader's language; a date is EDTF. */
  value: string;
  /** As it is written to be edited. */
  raw: string;
  /** What the article said. */
  said: string;
  spans: [start: number, end: number][];
  problem: string;
  edited: boolean;
}

export interface Choice {
  label: string;
  value: string;
}

export interface DraftData {
  id: string;
  rule: string;
  maker: string;
  confidence: number | null;
  quotes: [start: number, end: number][];
  fields: FieldData[];
  choices: Choice[];
  mergeable: string[];
}

export interface ReviewData {
  article: { key: string; text: string; title: string; outlet: string; published: string };
  drafts: DraftData[];
  spans: [start: number, end: number, type: Mark["type"], draft: string][];
  log: Action[];
  language: string;
  statuses: string[];
  kinds: string[];
}

/** A draft with what has been done to it, also since Python looked last. */
export interface DraftNow {
  data: DraftData;
  standing: Standing;
  title: string;
  fields: { [name in Field]: FieldData };
  /** The suggested duplicate that it would be merged into. */
  duplicate: string;
  /** Whether Python has yet to read what was written. */
  isPending: boolean;
}

export function draftsNow(data: ReviewData, log: readonly Action[]): DraftNow[] {
  const ids = data.drafts.map(({ id }) => id);
  const standing = replay(ids, log);
  const newer = replay(ids, log.slice(sharedLength(log, data.log)));
  return data.drafts.map((draft) => {
    const { said } = newer.get(draft.id)!;
    const fields = fieldsNow(draft, said);
    const duplicate = draft.mergeable.find((id) => !["merged", "rejected"].includes(standing.get(id)?.decision ?? "merged")) ?? "";
    return { data: draft, standing: standing.get(draft.id)!, title: fields.title.value, fields, duplicate, isPending: Object.keys(said).length > 0 };
  });
}

/** What was written since Python looked last stands there as it was written. */
function fieldsNow(draft: DraftData, said: Standing["said"]): DraftNow["fields"] {
  const known = new Map(draft.fields.map((field) => [field.name, field]));
  return Object.fromEntries(FIELDS.map((name) => {
    const field = known.get(name) ?? { name, value: "", raw: "", said: "", spans: [], problem: "", edited: false };
    const value = said[name]?.at(-1);
    return [name, value === undefined ? field : { ...field, value, raw: value, problem: "", edited: true }];
  })) as DraftNow["fields"];
}
