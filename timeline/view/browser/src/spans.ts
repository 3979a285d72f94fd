/**
 * Cut a text where its marks begin and end. Offsets count code points, as Python
 * does, and a JavaScript string counts UTF-16 units: an emoji is one there and two here.
 */

export const TYPES = ["date", "place", "actor", "number"] as const;
export type MarkType = (typeof TYPES)[number];

/** Some words of the article that a draft rests on; a quote is its whole sentence. */
export interface Mark {
  start: number;
  end: number;
  type: MarkType | "quote";
  draft: string;
}

export interface Segment {
  text: string;
  marks: Mark[];
}

/** The text between two code points, and the parts of it with the marks that cover each. */
export function segments(text: string, marks: readonly Mark[], from = 0, to = Infinity): Segment[] {
  const units = unitsOf(text);
  const last = Math.min(to, units.length);
  const within = marks.map((mark) => ({ mark, start: Math.max(mark.start, from), end: Math.min(mark.end, last) }))
    .filter(({ start, end }) => start < end).sort((a, b) => a.start - b.start);
  const cuts = [...new Set([from, last, ...within.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
  const found: Segment[] = [];
  let open: typeof within = [];
  let next = 0;
  for (let k = 0; k + 1 < cuts.length; k++) {
    open = open.filter(({ end }) => end > cuts[k]);
    while (next < within.length && within[next].start <= cuts[k]) open.push(within[next++]);
    found.push({ text: text.slice(units.at(cuts[k]), units.at(cuts[k + 1])), marks: open.map(({ mark }) => mark) });
  }
  return found;
}

/** Where code points begin in UTF-16; the same where there is none beyond the first plane. */
function unitsOf(text: string): { length: number; at(point: number): number } {
  if (!/[\ud800-\udbff][\udc00-\udfff]/.test(text)) return { length: text.length, at: (point) => point };
  const starts: number[] = [];
  let unit = 0;
  for (const point of text) {
    starts.push(unit);
    unit += point.length;
  }
  starts.push(unit);
  return { length: starts.length - 1, at: (point) => starts[point] };
}
