/**
 * Serve Streamlit's review of an article: its text beside the drafts. The log of actions
 * is the state; it is followed here at once, and Python answers with what its edits mean.
 */
import { button, iconButton, make } from "./dom.ts";
import { DraftLink } from "./draftlink.ts";
import { editForm, keyed, renderCard, type CardDoes } from "./reviewcards.ts";
import { draftsNow, type DraftNow, type ReviewData } from "./reviewdata.ts";
import type { Action, Decision, Field } from "./reviewlog.ts";
import { ArticleText } from "./reviewtext.ts";
import { ReviewWords, type ReviewKey } from "./reviewwords.ts";
import { isDark, localeOf } from "./streamlit.ts";

interface ComponentProps {
  data: ReviewData;
  parentElement: HTMLElement | ShadowRoot;
  setStateValue(name: string, value: unknown): void;
}

/** What answers to keys of its own: the linked view, and what Streamlit lays over the page. */
const LISTENING = ".dateline, [role=dialog], [role=listbox], [role=combobox], [role=menu]";

type Tab = "article" | "drafts";
const DONE: Record<Exclude<Action["do"], "edit">, ReviewKey> = { accept: "saidAccepted", reject: "saidRejected", reopen: "saidOpen", merge: "saidMerged" };
const MOVES_ON: ReadonlySet<Action["do"]> = new Set(["accept", "reject", "merge"]);
const KEYS: readonly [string, ReviewKey][] = [
  ["j ↓", "keyNext"], ["k ↑", "keyPrevious"], ["a", "keyAccept"], ["x", "keyReject"], ["e", "keyEdit"], ["m", "keyMerge"], ["u", "keyUndo"], ["o", "keyReopen"],
  ["keyEnter", "keySave"], ["keyEscape", "keyCancel"], ["?", "keyHelp"],
];

class Review {
  readonly root = make("div", "review");
  private drafts: DraftNow[] = [];
  private log: Action[];
  private current = "";
  private form: HTMLFormElement | null = null;
  private lists: "open" | "all" = "all";
  private readonly cards = new Map<string, { said: string; card: HTMLLIElement }>();
  /** What Python said of each draft, as a text to be compared. */
  private texts = new Map<string, string>();
  private say: ReviewWords;
  private article!: ArticleText;
  private list!: HTMLElement;
  private counters!: HTMLElement;
  private live!: HTMLElement;
  private undoButton!: HTMLButtonElement;
  private help!: HTMLDialogElement;
  private data: ReviewData;
  private readonly tell: (log: Action[]) => void;
  private readonly does: CardDoes;
  private readonly link = new DraftLink("review", (draft) => this.choose(draft));

  constructor(data: ReviewData, tell: (log: Action[]) => void) {
    this.data = data;
    this.tell = tell;
    this.compare();
    this.log = [...data.log];
    this.say = new ReviewWords(localeOf(data.language));
    this.does = {
      open: (id) => this.choose(id, true),
      act: (action) => this.act(action),
      merge: (now) => this.merge(now),
      edit: (field) => this.edit(field),
      save: (changes) => this.save(changes),
      cancel: () => this.stopEditing(),
      light: (ranges, draft) => this.article.light(ranges, draft),
      showArticle: () => this.show("article"),
    };
    this.build();
  }

  /** Take Python's answer; what was done here since stays done. */
  update(data: ReviewData): void {
    const isOther = data.article.key !== this.data.article.key;
    const isAnew = isOther || data.language !== this.data.language || data.drafts.length !== this.data.drafts.length;
    this.data = data;
    this.compare();
    if (isOther) [this.log, this.current, this.form] = [[...data.log], "", null];
    if (isAnew) {
      this.say = new ReviewWords(localeOf(data.language));
      this.build();
      return;
    }
    this.render();
    if (this.list.contains(this.focused())) this.reveal();
  }

  leave(): void {
    document.removeEventListener("keydown", this.key);
    this.link.leave();
  }

  private compare(): void {
    this.texts = new Map(this.data.drafts.map((draft) => [draft.id, hashed(JSON.stringify(draft))]));
  }

  /** A key was pressed anywhere on the page where nothing else listens. */
  readonly key = (event: KeyboardEvent): void => {
    const path = event.composedPath() as HTMLElement[];
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.isComposing || this.help.open) return;
    if (isTyping(path[0]) || (!path.includes(this.root) && path.some((one) => one.matches?.(LISTENING)))) return;
    const isArrow = event.key.startsWith("Arrow");
    if (isArrow && !path.includes(this.list)) return;
    const does = this.onKey(isArrow || event.key.length > 1 ? event.key : event.key.toLowerCase());
    if (!does) return;
    event.preventDefault();
    does();
  };

  private onKey(key: string): (() => void) | undefined {
    const keys: { [key: string]: () => void } = {
      j: () => this.step(1), ArrowDown: () => this.step(1), k: () => this.step(-1), ArrowUp: () => this.step(-1),
      a: () => this.decide("accept"), x: () => this.decide("reject"), o: () => this.decide("reopen"),
      e: () => this.edit(), m: () => this.now && this.merge(this.now), u: () => this.undo(), "?": () => this.help.showModal(),
    };
    return Object.hasOwn(keys, key) ? keys[key] : undefined;
  }

  // --- what is done -----------------------------------------------------------------------------

  private get now(): DraftNow | undefined {
    return this.drafts.find(({ data }) => data.id === this.current);
  }

  private decide(name: "accept" | "reject" | "reopen"): void {
    if (!this.now) return;
    const { decision } = this.now.standing;
    if (decision === "merged" && name !== "reopen") return this.announce(this.say.t("pressReopen"));
    if (decision !== (name === "accept" ? "accepted" : name === "reject" ? "rejected" : "open")) this.act({ do: name, id: this.current });
  }

  private merge(now: DraftNow): void {
    if (now.standing.decision === "merged") return this.announce(this.say.t("pressReopen"));
    if (!now.duplicate) return this.announce(this.say.t("noDuplicate"));
    this.act({ do: "merge", id: now.data.id, into: now.duplicate });
  }

  private act(action: Action): void {
    const title = this.drafts.find(({ data }) => data.id === action.id)?.title ?? "";
    const next = MOVES_ON.has(action.do) ? this.nextOpen(action.id, action.into) : this.current;
    this.write([...this.log, action], next);
    this.announce(`${this.say.t(action.do === "edit" ? "saidEdited" : DONE[action.do], { title })} ${this.counted()}`);
  }

  private undo(): void {
    const last = this.log.at(-1);
    if (!last) return this.announce(this.say.t("nothingToUndo"));
    this.write(this.log.slice(0, -1), last.id);
    this.announce(`${this.say.t("saidUndone")} ${this.counted()}`);
  }

  private write(log: Action[], next: string): void {
    this.log = log;
    this.form = null;
    this.tell(log);
    this.choose(next, true);
  }

  /** After a decision the next open draft; a merged one hands over to what it was merged into. */
  private nextOpen(id: string, into = ""): string {
    if (into) return into;
    const ids = this.drafts.map(({ data }) => data.id);
    const at = ids.indexOf(id);
    const around = [...this.drafts.slice(at + 1), ...this.drafts.slice(0, at)];
    return around.find(({ standing }) => standing.decision === "open")?.data.id ?? id;
  }

  private edit(field: Field = "title"): void {
    if (!this.now) return;
    if (this.now.standing.decision === "merged") return this.announce(this.say.t("pressReopen"));
    this.form = editForm(this.now, this.data, this.say, this.does);
    this.render();
    const input = this.form.elements.namedItem(field) as HTMLInputElement;
    this.reveal();
    input.focus({ preventScroll: true });
    input.select?.();
  }

  private save(changes: Map<Field, string>): void {
    const actions = [...changes].map(([field, value]): Action => ({ do: "edit", id: this.current, field, value }));
    this.form = null;
    if (!actions.length) return this.stopEditing();
    this.write([...this.log, ...actions], this.current);
    this.announce(this.say.t("saidEdited", { title: this.now?.title ?? "" }));
    this.focusHead();
  }

  private stopEditing(): void {
    this.form = null;
    this.render();
    this.focusHead();
  }

  // --- what is shown ----------------------------------------------------------------------------

  private step(by: number): void {
    const listed = this.listed().map(({ data }) => data.id);
    const at = listed.indexOf(this.current);
    this.choose(listed[Math.max(0, Math.min(listed.length - 1, at + by))] ?? "", true);
  }

  private choose(id: string, takesFocus = false): void {
    if (id !== this.current) this.form = null;
    this.render(id);
    this.article.choose(this.current);
    if (takesFocus) {
      this.link.tell(this.current);
      this.focusHead();
    }
    this.reveal();
  }

  private reveal(): void {
    const card = this.list.querySelector<HTMLElement>("[aria-current]");
    if (card) reveal(card, this.list);
  }

  private focusHead(): void {
    this.list.querySelector<HTMLElement>("[aria-current] > .rv-head")?.focus({ preventScroll: true });
  }

  private focused(): Element | null {
    return (this.root.getRootNode() as ShadowRoot).activeElement;
  }

  /** Which half is shown where there is room for one. */
  private show(tab: Tab): void {
    this.root.dataset.tab = tab;
    for (const one of this.root.querySelectorAll<HTMLElement>(".rv-tab")) one.setAttribute("aria-selected", String(one.dataset.tab === tab));
    if (tab === "article") this.article.choose(this.current);
  }

  private announce(said: string): void {
    this.live.textContent = said;
  }

  private counted(): string {
    const count = (decision: Decision): number => this.drafts.filter(({ standing }) => standing.decision === decision).length;
    const said = (["accepted", "rejected", "open"] as const).map((decision) => this.say.t(decision, { count: count(decision) }));
    return [...said, ...(count("merged") ? [this.say.t("merged", { count: count("merged") })] : [])].join(" · ");
  }

  private listed(): DraftNow[] {
    return this.lists === "all" ? this.drafts : this.drafts.filter(({ standing, data }) => standing.decision === "open" || data.id === this.current);
  }

  private render(current = this.current): void {
    const before = this.focused()?.closest("[aria-current] > .rv-head, .rv-doings");
    this.drafts = draftsNow(this.data, this.log);
    const isKnown = this.drafts.some(({ data }) => data.id === current);
    this.current = isKnown ? current : (this.drafts.find(({ standing }) => standing.decision === "open") ?? this.drafts[0])?.data.id ?? "";
    this.fill();
    this.counters.textContent = this.counted();
    this.undoButton.disabled = !this.log.length;
    this.article.fade(new Set(this.drafts.filter(({ standing }) => standing.decision === "rejected").map(({ data }) => data.id)));
    if (before && !this.focused() && !this.form) this.focusHead();
  }

  /** Put the cards into the list; those that are there already stay untouched. */
  private fill(): void {
    const titles = new Map(this.drafts.map(({ data, title }) => [data.id, title]));
    const items = this.listed().map((now) => this.card(now, titles));
    const isDone = !this.drafts.some(({ standing }) => standing.decision === "open");
    if (!this.drafts.length) items.push(make("li", "rv-empty", {}, this.say.t("noneFound")));
    else if (this.lists === "open" && isDone) items.unshift(make("li", "rv-empty", {}, this.say.t("noneOpen")));
    if (items.length !== this.list.children.length) this.list.replaceChildren(...items);
    else items.forEach((item, at) => { if (this.list.children[at] !== item) this.list.children[at].replaceWith(item); });
  }

  /** A card is drawn again only when something of it has changed. */
  private card(now: DraftNow, titles: ReadonlyMap<string, string>): HTMLLIElement {
    const { id } = now.data;
    const isOpen = id === this.current;
    const state = { isOpen, form: isOpen ? this.form : null, duplicateTitle: titles.get(now.duplicate) ?? "", intoTitle: titles.get(now.standing.into) ?? "" };
    const said = JSON.stringify([this.texts.get(id), now.standing, now.isPending, isOpen, isOpen && state.duplicateTitle, isOpen && state.intoTitle]);
    const known = this.cards.get(id);
    if (known?.said === said && !state.form) return known.card;
    const card = renderCard(now, this.data, this.say, state, this.does);
    this.cards.set(id, { said: state.form ? "" : said, card });
    return card;
  }

  private build(): void {
    const { say } = this;
    this.cards.clear();
    this.root.lang = say.words.language;
    this.root.dir = say.words.direction;
    this.root.dataset.tab ??= "drafts";
    this.article = new ArticleText(this.data, say, (id) => { this.choose(id, true); this.show("drafts"); });
    this.list = make("ol", "rv-list", { role: "list", "aria-label": say.t("drafts") });
    this.counters = make("p", "rv-counters");
    this.live = make("p", "rv-hidden", { role: "status" });
    this.undoButton = keyed(say.t("undo"), "u", "rv-quiet", () => this.undo());
    this.help = help(say);
    const bar = make("div", "rv-bar", {}, this.counters, this.filter(), this.undoButton, iconButton("help", `${say.t("keys")} (?)`, "", () => this.help.showModal()));
    const drafts = make("section", "rv-drafts", { "aria-label": say.t("drafts") }, bar, this.list);
    this.root.replaceChildren(this.tabs(), this.article.element, drafts, this.live, this.help);
    this.render();
    requestAnimationFrame(() => this.article.choose(this.current));
  }

  private tabs(): HTMLElement {
    const made = make("div", "rv-tabs", { role: "tablist" });
    for (const tab of ["article", "drafts"] as const) {
      made.append(button(this.say.t(tab), "rv-tab", () => this.show(tab), { role: "tab", "data-tab": tab, "aria-selected": String(this.root.dataset.tab === tab) }));
    }
    return made;
  }

  private filter(): HTMLElement {
    const made = make("div", "rv-filter", { role: "group", "aria-label": this.say.t("filter") });
    for (const [lists, key] of [["open", "showOpen"], ["all", "showAll"]] as const) {
      made.append(button(this.say.t(key), "rv-pick", () => {
        this.lists = lists;
        for (const one of made.children) one.setAttribute("aria-pressed", String(one === made.children[lists === "open" ? 0 : 1]));
        this.render();
      }, { "aria-pressed": String(this.lists === lists) }));
    }
    return made;
  }
}

/** A short text that differs when a long one does, well enough to draw a card again. */
function hashed(text: string): string {
  let hash = 0;
  for (let k = 0; k < text.length; k++) hash = (Math.imul(hash, 31) + text.charCodeAt(k)) | 0;
  return `${text.length}:${hash}`;
}

function isTyping({ tagName, isContentEditable }: HTMLElement): boolean {
  return isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(tagName);
}

/** Scroll the list alone, and no further than needed. */
function reveal(card: HTMLElement, list: HTMLElement): void {
  const [box, seen] = [card.getBoundingClientRect(), list.getBoundingClientRect()];
  if (box.top < seen.top || box.height > seen.height) list.scrollTop += box.top - seen.top - 4;
  else if (box.bottom > seen.bottom) list.scrollTop += box.bottom - seen.bottom + 4;
}

function help(say: ReviewWords): HTMLDialogElement {
  const list = make("dl", "rv-keys");
  for (const [keys, key] of KEYS) {
    const shown = keys.startsWith("key") ? say.t(keys as ReviewKey) : keys;
    list.append(make("dt", "", {}, ...shown.split(" ").map((one) => make("kbd", "", {}, one))), make("dd", "", {}, say.t(key)));
  }
  const dialog = make("dialog", "rv-help", { "aria-label": say.t("keysTitle") });
  const head = make("div", "rv-help-head", {}, make("h2", "", {}, say.t("keysTitle")), iconButton("close", say.t("close"), "", () => dialog.close()));
  dialog.append(head, list);
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  dialog.addEventListener("keydown", (event) => { if (event.key === "?") dialog.close(); });
  return dialog;
}

// --- Streamlit ----------------------------------------------------------------------------------

const mounted = new WeakMap<Node, Review>();

export default function mount({ data, parentElement, setStateValue }: ComponentProps): () => void {
  const host = (parentElement.querySelector(".rv-host") as HTMLElement | null) ?? (parentElement as HTMLElement);
  const known = mounted.get(parentElement);
  const review = known ?? new Review(data, (log) => setStateValue("log", log));
  if (known) known.update(data);
  else {
    mounted.set(parentElement, review);
    host.replaceChildren(review.root);
    document.addEventListener("keydown", review.key);
  }
  review.root.dataset.theme = isDark(host) ? "dark" : "light";
  return () => {
    const node = (parentElement as ShadowRoot).host ?? (parentElement as HTMLElement);
    if (node.isConnected) return;
    review.leave();
    mounted.delete(parentElement);
  };
}

(globalThis as unknown as { __datelineReview: { mount: typeof mount } }).__datelineReview = { mount };
