/** Say the review's own strings; dates, numbers and known words are said as the view says them. */
import { languages } from "./generated/review_languages.ts";
import { Words } from "./words.ts";

export type ReviewKey = keyof typeof languages.en.review;
export const reviewCatalogues = Object.fromEntries(Object.entries(languages).map(([name, { review }]) => [name, review])) as
  { [language: string]: Record<ReviewKey, string> } & { en: Record<ReviewKey, string> };

export class ReviewWords {
  readonly words: Words;
  private readonly catalogue: Record<ReviewKey, string>;

  constructor(locale: string) {
    this.words = new Words(locale);
    this.catalogue = reviewCatalogues[this.words.language] ?? reviewCatalogues.en;
  }

  t(key: ReviewKey, params: Record<string, string | number> = {}): string {
    return this.catalogue[key].replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = params[name];
      return typeof value === "number" ? this.words.number(value) : this.words.apart(String(value ?? ""));
    });
  }
}
