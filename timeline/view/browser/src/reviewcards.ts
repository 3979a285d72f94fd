/** Draw one draft: a line in the list, or opened with its values, their words and what can be done. */
import { button, make } from "./dom.ts";
import type { DraftNow, FieldData, ReviewData } from "./reviewdata.ts";
import { FIELDS, type Action, type Decision, type Field } from "./reviewlog.ts";
import { quoted, type Range } from "./reviewtext.ts";
import type { ReviewKey, ReviewWords } from "./reviewwords.ts";
import type { MarkType } from "./spans.ts";

export interface CardDoes {
  open(id: string): void;
  act(action: Action): void;
  merge(now: DraftNow): void;
  edit(field?: Field): void;
  save(changes: Map<Field, string>): void;
  cancel(): void;
  light(ranges: readonly Range[], draft: string): void;
  showArticle(): void;
}

export interface CardState {
  isOpen: boolean;
  form: HTMLFormElement | null;
  duplicateTitle: string;
  intoTitle: string;
}

const GLYPHS: Record<Decision, string> = { open: "○", accepted: "✓", rejected: "✕", merged: "⤷" };
const ROWS: readonly [Field, MarkType, ReviewKey][] = [["date", "date", "date"], ["place", "place", "place"], ["actors", "actor", "actors"], ["strength", "number", "strength"]];
const ALWAYS: ReadonlySet<Field> = new Set(["date", "place"]);
const [SURE, FAIRLY] = [0.8, 0.5];

export function renderCard(now: DraftNow, data: ReviewData, say: ReviewWords, state: CardState, does: CardDoes): HTMLLIElement {
  const { decision } = now.standing;
  const head = button("", "rv-head", () => does.open(now.data.id), {
    "aria-expanded": String(state.isOpen), tabindex: state.isOpen ? 0 : -1, "data-draft": now.data.id,
  });
  head.append(
    make("span", `rv-glyph rv-is-${decision}`, { role: "img", "aria-label": nameOf(decision, say) }, GLYPHS[decision]),
    make("span", "rv-name", { dir: "auto" }, now.title),
  );
  if (!state.isOpen) head.append(summary(now, say));
  const card = make("li", `rv-card rv-card-${decision}`, state.isOpen ? { "aria-current": "true" } : {}, head);
  if (state.isOpen) card.append(state.form ?? opened(now, data, say, state, does));
  return card;
}

/** "3 accepted" without its number. */
function nameOf(decision: Decision, say: ReviewWords): string {
  return say.t(decision, { count: "" }).replace(/[:：\s]+$/, "").trim();
}

/** When and where in one line, and what is not plainly so. */
function summary(now: DraftNow, say: ReviewWords): HTMLElement {
  const parts = [shown(now, "date", say), shown(now, "place", say)].filter(Boolean);
  return make("span", "rv-summary", {}, parts.join(" · "), ...badges(now, say));
}

function badges(now: DraftNow, say: ReviewWords): HTMLElement[] {
  const status = now.fields.status.raw;
  return status && status !== "happened" ? [make("span", `rv-badge rv-badge-${status}`, {}, say.words.term(status))] : [];
}

/** A value in words: a date in full, a place with its country. */
export function shown(now: DraftNow, name: Field, say: ReviewWords): string {
  const { value } = now.fields[name];
  if (name === "date") return value && say.words.edtf(value);
  const { value: country } = now.fields.country;
  return name === "place" && country !== value ? [value, country].filter(Boolean).join(", ") : value;
}

function opened(now: DraftNow, data: ReviewData, say: ReviewWords, state: CardState, does: CardDoes): HTMLElement {
  const rows = ROWS.filter(([name]) => ALWAYS.has(name) || now.fields[name].value || now.fields[name].problem);
  const body = make("div", "rv-body", {}, what(now, say), make("dl", "rv-fields", {}, ...rows.flatMap((row) => field(now, row, say, does))));
  for (const name of FIELDS) {
    const { problem } = now.fields[name];
    if (problem && !ROWS.some(([row]) => row === name)) body.append(make("p", "rv-problem", {}, problem));
  }
  const quotes = now.data.quotes.map((range) => make("blockquote", "", {}, quoted(data, now.data.id, range)));
  if (quotes.length) {
    const toArticle = button(say.t("showInArticle"), "rv-link", does.showArticle);
    body.append(make("div", "rv-quotes", {}, ...quotes, toArticle));
  }
  body.append(footing(now, say), doings(now, say, state, does));
  return body;
}

function what(now: DraftNow, say: ReviewWords): HTMLElement {
  const names = [say.words.term(now.fields.kind.raw), now.fields.category.raw && say.words.term(now.fields.category.raw)];
  return make("p", "rv-what", {}, names.filter(Boolean).join(" · "), ...badges(now, say));
}

/** One value: press it and its words light up. */
function field(now: DraftNow, [name, type, label]: (typeof ROWS)[number], say: ReviewWords, does: CardDoes): HTMLElement[] {
  const held = now.fields[name];
  const ranges = name === "place" ? [...held.spans, ...now.fields.country.spans] : held.spans;
  const value = make("dd", "", {}, valueOf(now, name, type, ranges, say, does));
  const said = saidOf(held, shown(now, name, say));
  if (said) value.append(" ", make("span", "rv-said", { dir: "auto" }, say.t("said", { text: said })));
  if (held.edited) value.append(" ", make("span", "rv-edited", {}, say.t("edited")));
  if (name === "place" && now.data.choices.length) value.append(choices(now, say, does));
  if (held.problem) value.append(make("p", "rv-problem", {}, held.problem));
  return [make("dt", "", {}, say.t(label)), value];
}

function valueOf(now: DraftNow, name: Field, type: MarkType, ranges: readonly Range[], say: ReviewWords, does: CardDoes): HTMLElement {
  const text = shown(now, name, say);
  if (!text) return make("span", "rv-none", {}, say.t("notSaid"));
  if (!ranges.length) return make("span", "rv-plain", { dir: "auto" }, text);
  const made = button("", "rv-value", () => does.light(ranges, now.data.id), { dir: "auto" });
  made.append(make("span", `rv-line rv-${type} rv-deep-0`, {}, text));
  made.addEventListener("pointerenter", () => does.light(ranges, now.data.id));
  made.addEventListener("pointerleave", () => does.light([], now.data.id));
  made.addEventListener("dblclick", () => does.edit(name));
  return made;
}

/** What the article said, where that is not shown anyway. */
function saidOf({ said }: FieldData, text: string): string {
  return text.toLowerCase().includes(said.toLowerCase()) ? "" : said;
}

function choices(now: DraftNow, say: ReviewWords, does: CardDoes): HTMLElement {
  const found = now.data.choices.map(({ label, value }) => button(label, "rv-choice", () => does.act({ do: "edit", id: now.data.id, field: "place", value })));
  return make("div", "rv-choices", {}, make("span", "rv-muted", {}, say.t("otherPlaces")), ...found);
}

function footing({ data }: DraftNow, say: ReviewWords): HTMLElement {
  const made = make("p", "rv-foot");
  if (data.confidence !== null) {
    const bar = make("span", "rv-sure", { "aria-hidden": "true" });
    bar.style.setProperty("--sure", `${Math.round(100 * data.confidence)}%`);
    const key = data.confidence >= SURE ? "sure" : data.confidence >= FAIRLY ? "fairly" : "unsure";
    made.append(make("span", "", { title: say.t("confidence") }, bar, say.t(key)));
  }
  const helper = data.maker === "helper" ? ` · ${say.t("byHelper")}` : "";
  if (data.rule) made.append(make("span", "rv-rule", {}, say.t("rule", { rule: data.rule }) + helper));
  return made;
}

function doings(now: DraftNow, say: ReviewWords, state: CardState, does: CardDoes): HTMLElement {
  const { id } = now.data;
  const made = make("div", "rv-doings");
  const offer = (key: ReviewKey, letter: string, does_: () => void, className = "", label = say.t(key)): void => {
    made.append(keyed(label, letter, className, does_));
  };
  if (now.standing.decision === "merged") made.append(make("span", "rv-muted rv-into", { dir: "auto" }, say.t("mergedInto", { title: state.intoTitle })));
  if (now.standing.decision === "open") {
    offer("accept", "a", () => does.act({ do: "accept", id }), "rv-main");
    offer("reject", "x", () => does.act({ do: "reject", id }));
  } else offer("reopen", "o", () => does.act({ do: "reopen", id }));
  if (now.standing.decision !== "merged") {
    offer("edit", "e", () => does.edit());
    if (now.duplicate) offer("merge", "m", () => does.merge(now), "rv-wide", say.t("mergeWith", { title: state.duplicateTitle }));
  }
  return made;
}

/** A button with the one key that does the same. */
export function keyed(label: string, letter: string, className: string, does: () => void, attributes: { [name: string]: string } = {}): HTMLButtonElement {
  const made = button("", `rv-button ${className}`, does, { "aria-keyshortcuts": letter, ...attributes });
  made.append(make("span", "rv-label", {}, label), make("kbd", "", { "aria-hidden": "true" }, letter));
  return made;
}

// --- editing ------------------------------------------------------------------------------------

/** All fields of a draft to be written anew; only those that change are saved. */
export function editForm(now: DraftNow, data: ReviewData, say: ReviewWords, does: CardDoes): HTMLFormElement {
  const inputs = FIELDS.map((name): [Field, HTMLInputElement | HTMLSelectElement] => [name, inputOf(now, name, data, say)]);
  const form = make("form", "rv-form", {}, ...inputs.map(([name, input]) => make("label", "", {}, make("span", "", {}, say.t(name)), input)));
  const save = make("button", "rv-button rv-main", { type: "submit" }, make("span", "", {}, say.t("save")), make("kbd", "", { "aria-hidden": "true" }, say.t("keyEnter")));
  form.append(make("div", "rv-doings", {}, save, keyed(say.t("cancel"), say.t("keyEscape"), "", does.cancel, { "aria-keyshortcuts": "Escape" })));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    does.save(new Map(inputs.filter(([name, input]) => input.value.trim() !== now.fields[name].raw).map(([name, input]) => [name, input.value.trim()])));
  });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    does.cancel();
  });
  return form;
}

function inputOf(now: DraftNow, name: Field, data: ReviewData, say: ReviewWords): HTMLInputElement | HTMLSelectElement {
  const { raw } = now.fields[name];
  const known = { status: data.statuses, kind: data.kinds }[name as string];
  if (!known) {
    const input = make("input", "", { type: "text", name, dir: "auto", autocomplete: "off", spellcheck: "false" });
    input.value = raw;
    return input;
  }
  const select = make("select", "", { name }, ...known.map((word) => make("option", "", { value: word }, say.words.term(word))));
  select.value = raw;
  return select;
}
