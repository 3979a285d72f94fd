/**
 * Tell a story: an ordered list of views, each with a title and a text. A person
 * makes one by adding views as steps; the file that is written carries it.
 */
import { DAY, dayText, parseTyped } from "./calendar.ts";
import type { Window } from "./certainty.ts";
import { iconButton, make } from "./dom.ts";
import type { Words } from "./words.ts";

/** One step as Python writes it: days as text, the last one inside; at = lat, lon, zoom. */
export interface StoryStep {
  title: string;
  text: string;
  start?: string;
  end?: string;
  at?: [lat: number, lon: number, zoom: number];
  select?: string[];
}

export interface StoryHost {
  show(step: StoryStep): void;
  capture(): Omit<StoryStep, "title" | "text">;
  storyChanged(steps: readonly StoryStep[], at: number): void;
}

export function windowOf(step: StoryStep): Window | null {
  const start = step.start ? parseTyped(step.start) : null;
  const end = step.end ? parseTyped(step.end) : null;
  return start && end && start[0] < end[1] ? [start[0], end[1]] : null;
}

export function daysOf(window: Window | null): Pick<StoryStep, "start" | "end"> {
  return window ? { start: dayText(window[0]), end: dayText(window[1] - DAY) } : {};
}

/** The story as a small YAML file; JSON strings are YAML strings. */
export function toYaml(steps: readonly StoryStep[]): string {
  const lines = steps.map((step) => {
    const fields: [string, unknown][] = [["title", step.title], ["text", step.text], ["start", step.start], ["end", step.end], ["at", step.at], ["select", step.select]];
    const kept = fields.filter(([, value]) => value !== undefined && (!Array.isArray(value) || value.length));
    return kept.map(([name, value], k) => `${k ? "  " : "- "}${name}: ${JSON.stringify(value)}`).join("\n");
  });
  return `${lines.join("\n")}\n`;
}

export class Story {
  readonly element: HTMLElement;
  steps: StoryStep[];
  at = -1;
  private readonly host: StoryHost;
  private readonly words: Words;
  private readonly canEdit: boolean;
  private isWriting = false;

  constructor(words: Words, host: StoryHost, steps: readonly StoryStep[], canEdit: boolean) {
    this.words = words;
    this.host = host;
    this.steps = [...steps];
    this.canEdit = canEdit;
    this.element = make("section", "dl-story", { "aria-label": words.t("story"), "aria-live": "off" });
    this.render();
  }

  go(to: number): void {
    if (!this.steps.length) return;
    this.at = Math.max(-1, Math.min(this.steps.length - 1, to));
    this.isWriting = false;
    this.render();
    if (this.at >= 0) this.host.show(this.steps[this.at]);
    this.host.storyChanged(this.steps, this.at);
  }

  /** Stand at a step, or at none, without showing its view: the reader has a view of their own. */
  resume(at: number): void {
    this.at = Math.max(-1, Math.min(this.steps.length - 1, at));
    this.isWriting = false;
    this.render();
  }

  step(by: number): boolean {
    if (!this.steps.length) return false;
    this.go(this.at < 0 ? (by > 0 ? 0 : this.steps.length - 1) : Math.max(0, this.at + by));
    return true;
  }

  /** Open the little form that makes the present view a step. */
  write(): void {
    this.isWriting = true;
    this.render();
    this.element.querySelector("input")?.focus();
  }

  private add(title: string, text: string): void {
    const step: StoryStep = { title, text, ...this.host.capture() };
    const to = this.at < 0 ? this.steps.length : this.at + 1;
    this.steps.splice(to, 0, step);
    this.go(to);
  }

  private remove(): void {
    this.steps.splice(this.at, 1);
    this.at = Math.min(this.at, this.steps.length - 1);
    this.render();
    this.host.storyChanged(this.steps, this.at);
  }

  private render(): void {
    this.element.hidden = !this.isWriting && (this.at < 0 || !this.steps.length);
    if (this.isWriting) this.element.replaceChildren(this.form());
    else if (this.at >= 0 && this.steps[this.at]) this.element.replaceChildren(...this.reading(this.steps[this.at]));
    else this.element.replaceChildren();
  }

  private reading(step: StoryStep): HTMLElement[] {
    const { words } = this;
    const count = make("span", "dl-muted", {}, words.t("storyStep", { step: this.at + 1, total: this.steps.length }));
    const back = iconButton("left", words.t("storyPrevious"), "", () => this.step(-1));
    const on = iconButton("right", words.t("storyNext"), "", () => this.step(1));
    back.disabled = this.at === 0;
    on.disabled = this.at === this.steps.length - 1;
    const bar = make("div", "dl-card-bar", {}, back, on, count, make("span", "dl-grow"));
    if (this.canEdit) {
      bar.append(
        iconButton("add", words.t("storyAdd"), "", () => this.write()),
        iconButton("bin", words.t("storyRemove"), "", () => this.remove()),
        iconButton("download", words.t("storyDownload"), "", () => download("story.yaml", toYaml(this.steps))));
    }
    bar.append(iconButton("close", words.t("storyLeave"), "", () => this.leave()));
    return [bar, make("h2", "", {}, step.title), make("p", "dl-card-text", {}, step.text)];
  }

  leave(): void {
    this.at = -1;
    this.isWriting = false;
    this.render();
    this.host.storyChanged(this.steps, -1);
  }

  private form(): HTMLElement {
    const { words } = this;
    const title = make("input", "dl-search", { type: "text", required: true, maxlength: 120, placeholder: words.t("storyTitle"), "aria-label": words.t("storyTitle") });
    const text = make("textarea", "dl-search dl-area", { rows: 3, placeholder: words.t("storyText"), "aria-label": words.t("storyText") });
    const save = make("button", "dl-primary", { type: "submit" }, words.t("storySave"));
    const close = iconButton("close", words.t("close"), "", () => { this.isWriting = false; this.render(); });
    const form = make("form", "dl-story-form", {}, make("div", "dl-drawer-head", {}, make("h2", "", {}, words.t("storyAdd")), close), title, text, save);
    form.addEventListener("keydown", (event) => event.stopPropagation());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.add(title.value.trim(), text.value.trim());
    });
    return form;
  }
}

export function download(name: string, content: string | Blob): void {
  const url = URL.createObjectURL(typeof content === "string" ? new Blob([content], { type: "text/plain" }) : content);
  const anchor = make("a", "", { href: url, download: name });
  anchor.click();
  window.setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
