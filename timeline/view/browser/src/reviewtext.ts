/** Show the article with its words marked; the text only ever becomes text nodes. */
import { button, make } from "./dom.ts";
import type { ReviewData } from "./reviewdata.ts";
import type { ReviewWords } from "./reviewwords.ts";
import { segments, TYPES, type Mark, type MarkType } from "./spans.ts";

export type Range = readonly [start: number, end: number];

export class ArticleText {
  readonly element: HTMLElement;
  private readonly body: HTMLElement;
  private readonly marks = new Map<HTMLElement, Mark[]>();
  private readonly words = new Map<string, HTMLElement[]>();
  private chosen = "";
  private lit: HTMLElement[] = [];
  private gone: ReadonlySet<string> = new Set();

  constructor(data: ReviewData, say: ReviewWords, open: (draft: string) => void) {
    this.body = make("div", "rv-text", { dir: "auto" });
    for (const { text, marks } of segments(data.article.text, marksOf(data))) this.body.append(this.part(text, marks));
    this.body.addEventListener("click", (event) => this.follow(event, open));
    this.element = make("div", "rv-article", { tabindex: "0", role: "document", "aria-label": say.t("article") },
      legend(this.body, say), head(data, say), this.body);
  }

  /** Show which words are those of the draft that is open, and bring its sentence into view. */
  choose(draft: string): void {
    for (const word of this.of(this.chosen)) word.classList.remove("rv-own", "rv-quoted");
    this.chosen = draft;
    for (const word of this.of(draft)) {
      for (const mark of this.marks.get(word)!) if (mark.draft === draft) word.classList.add(mark.type === "quote" ? "rv-quoted" : "rv-own");
    }
    this.light([]);
    this.show(this.of(draft)[0]);
  }

  /** Light the words that a value rests on. */
  light(ranges: readonly Range[], draft = ""): void {
    for (const word of this.lit) word.classList.remove("rv-lit");
    const isMeant = (mark: Mark): boolean => mark.draft === draft && mark.type !== "quote" && ranges.some(([start, end]) => mark.start >= start && mark.end <= end);
    this.lit = this.of(draft).filter((word) => this.marks.get(word)!.some(isMeant));
    for (const word of this.lit) word.classList.add("rv-lit");
    this.show(this.lit[0]);
  }

  /** Fade the words of drafts that were rejected. */
  fade(gone: ReadonlySet<string>): void {
    const before = this.gone;
    this.gone = gone;
    const changed = [...before, ...gone].filter((draft) => before.has(draft) !== gone.has(draft));
    for (const word of changed.flatMap((draft) => this.of(draft))) word.classList.toggle("rv-gone", this.marks.get(word)!.every(({ draft }) => gone.has(draft)));
  }

  private of(draft: string): HTMLElement[] {
    return this.words.get(draft) ?? [];
  }

  private part(text: string, marks: Mark[]): Node {
    if (!marks.length) return document.createTextNode(text);
    const word = make("span", "rv-word", {}, underlined(text, marks));
    this.marks.set(word, marks);
    for (const draft of new Set(marks.map((mark) => mark.draft))) this.words.set(draft, [...this.of(draft), word]);
    return word;
  }

  /** A word of several drafts opens one after the other, the one with the fewest words first. */
  private follow(event: MouseEvent, open: (draft: string) => void): void {
    const word = (event.target as HTMLElement).closest<HTMLElement>(".rv-word");
    const marks = word && this.marks.get(word)?.filter(({ type }) => type !== "quote");
    if (!word || !marks?.length) return;
    const drafts = [...new Set([...marks].sort((a, b) => a.end - a.start - b.end + b.start).map(({ draft }) => draft))];
    const at = word.classList.contains("rv-own") ? drafts.indexOf(word.dataset.opened ?? "") + 1 : 0;
    word.dataset.opened = drafts[at % drafts.length];
    open(word.dataset.opened);
  }

  /** Scroll the article alone, and only when the words are out of sight. */
  private show(word: Element | null | undefined): void {
    if (!word) return;
    const [box, seen] = [word.getBoundingClientRect(), this.element.getBoundingClientRect()];
    if (!seen.height || (box.top > seen.top + 40 && box.bottom < seen.bottom - 24)) return;
    const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.element.scrollTo({ top: this.element.scrollTop + box.top - seen.top - seen.height / 3, behavior: isCalm ? "auto" : "smooth" });
  }
}

/** A sentence of the article with the words of one draft marked. */
export function quoted(data: ReviewData, draft: string, [start, end]: Range): HTMLElement {
  const own = marksOf(data).filter((mark) => mark.draft === draft && mark.type !== "quote");
  return make("q", "rv-quote", { dir: "auto" }, ...segments(data.article.text, own, start, end).map(({ text, marks }) => underlined(text, marks)));
}

function marksOf(data: ReviewData): Mark[] {
  const quotes = data.drafts.flatMap(({ id, quotes: of }) => of.map(([start, end]): Mark => ({ start, end, type: "quote", draft: id })));
  return [...quotes, ...data.spans.map(([start, end, type, draft]) => ({ start, end, type, draft }))];
}

/** Each kind of word has a line of its own below it; two kinds, two lines. */
function underlined(text: string, marks: readonly Mark[]): Node {
  const types = TYPES.filter((type) => marks.some((mark) => mark.type === type));
  return types.reduce<Node>((inner, type, depth) => make("span", `rv-line rv-${type} rv-deep-${depth}`, {}, inner), document.createTextNode(text));
}

function head({ article }: ReviewData, say: ReviewWords): HTMLElement {
  const published = article.published && say.t("published", { date: say.words.edtf(article.published) });
  const about = [article.outlet, published].filter(Boolean).join(" · ");
  const made = make("header", "rv-about", {});
  if (article.title && !article.text.trimStart().startsWith(article.title)) made.append(make("h2", "", { dir: "auto" }, article.title));
  if (about) made.append(make("p", "rv-muted", {}, about));
  return made;
}

/** Which kinds of words are marked; each can be switched off. */
function legend(body: HTMLElement, say: ReviewWords): HTMLElement {
  const items = TYPES.map((type: MarkType) => {
    const item = button("", "rv-legend-item", () => {
      const isOff = body.classList.toggle(`rv-no-${type}`);
      item.setAttribute("aria-pressed", String(!isOff));
    }, { "aria-pressed": "true" });
    item.append(make("span", `rv-line rv-${type} rv-deep-0`, {}, say.t(type)));
    return item;
  });
  return make("div", "rv-legend", { role: "group", "aria-label": say.t("legend") }, ...items);
}
