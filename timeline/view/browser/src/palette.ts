/**
 * Decide colours and the second channel beside them. The categorical colours are
 * Okabe and Ito's, which hold apart for colour-blind readers; a small glyph says
 * the category again without colour.
 */

export interface Theme {
  dark: boolean;
  paper: string;
  ink: string;
  muted: string;
  hairline: string;
  land: string;
  sea: string;
  border: string;
  lake: string;
  river: string;
  landLabel: string;
  seaLabel: string;
  halo: string;
  brush: string;
  brushFill: string;
  force: string;
  /** Forces by actor, the plain colour first. */
  forces: readonly string[];
  forceText: string;
  selection: string;
  hoverRing: string;
}

export const LIGHT: Theme = {
  dark: false,
  paper: "#ffffff", ink: "#16202e", muted: "#5a6474", hairline: "#e3e6ea",
  land: "#f4f1ea", sea: "#ccd9e5", border: "#b9aa97", lake: "#ccd9e5", river: "#b4c9dc",
  landLabel: "#7b7060", seaLabel: "#56789b", halo: "rgba(255,255,255,0.92)",
  brush: "#0b63ce", brushFill: "rgba(11,99,206,0.10)",
  force: "#3b4a63", forces: ["#3b4a63", "#8a3b12", "#1f6b4f", "#6b3f7a", "#6b5200", "#0f5c78"], forceText: "#ffffff", selection: "#0b0f16", hoverRing: "#0b63ce",
};

export const DARK: Theme = {
  dark: true,
  paper: "#12161d", ink: "#e8ecf2", muted: "#9aa6b6", hairline: "#2a323e",
  land: "#262c35", sea: "#161c25", border: "#4a5361", lake: "#161c25", river: "#303c4c",
  landLabel: "#98a1ae", seaLabel: "#6d8cac", halo: "rgba(18,22,29,0.88)",
  brush: "#6aa9ff", brushFill: "rgba(106,169,255,0.16)",
  force: "#9fb0cc", forces: ["#9fb0cc", "#f0a67c", "#7fd1b2", "#cba6dc", "#d9c06a", "#7cc7e0"], forceText: "#10151d", selection: "#ffffff", hoverRing: "#6aa9ff",
};

/** Where the reader asks for more contrast: lines and lesser words come nearer to the ink. */
export function contrasting(theme: Theme): Theme {
  const strong = theme.dark
    ? { muted: "#d5dce6", hairline: "#8d97a5", border: "#aab4c2", landLabel: "#dfe5ee", seaLabel: "#b5cdea", halo: "rgba(0,0,0,1)", paper: "#000000", brush: "#9cc8ff", hoverRing: "#9cc8ff" }
    : { muted: "#2c3440", hairline: "#7d8794", border: "#5f5344", landLabel: "#3a3227", seaLabel: "#21425f", halo: "rgba(255,255,255,1)", ink: "#000000", brush: "#003f8f", hoverRing: "#003f8f" };
  return { ...theme, ...strong };
}

const NAMED_LIGHT: Record<string, string> = {
  summit: "#0072b2", political: "#cc79a7", military: "#d55e00", exercise: "#e69f00",
  agreement: "#009e73", diplomacy: "#56b4e9", conflict: "#8c1d40",
};
const NAMED_DARK: Record<string, string> = {
  summit: "#4db3ee", political: "#e29cc3", military: "#f5803a", exercise: "#f2b83c",
  agreement: "#34c79d", diplomacy: "#8fd0f7", conflict: "#e0698b",
};
const SPARE_LIGHT = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8c6d1f", "#7a5195", "#444c5a"];
const SPARE_DARK = ["#4db3ee", "#f5803a", "#34c79d", "#e29cc3", "#f2b83c", "#8fd0f7", "#cdb35b", "#b794d6", "#a9b2c0"];

/** The second channel: what is drawn inside a mark of the k-th category. */
export const GLYPHS = ["dot", "bar", "triangle", "plus", "diamond", "column", "ring", "cross", "none"] as const;
export type Glyph = (typeof GLYPHS)[number];

/** A colour per category name, the same for the same list of names. */
export function categoryColours(names: readonly string[], theme: Theme): string[] {
  const named = theme.dark ? NAMED_DARK : NAMED_LIGHT;
  const spare = theme.dark ? SPARE_DARK : SPARE_LIGHT;
  const taken = new Set(names.map((name) => named[name]).filter(Boolean));
  const free = spare.filter((colour) => !taken.has(colour));
  let used = 0;
  return names.map((name) => {
    if (named[name]) return named[name];
    return free.length ? free[used++ % free.length] : spare[used++ % spare.length];
  });
}

export function glyphOf(category: number): Glyph {
  return GLYPHS[category % GLYPHS.length];
}

export function rgb(hex: string): [number, number, number] {
  const value = parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

export function withAlpha(hex: string, alpha: number): string {
  const [r, g, b] = rgb(hex);
  return `rgba(${r},${g},${b},${alpha})`;
}

/** A colour as the four bytes of a pixel, in the order that canvases have on every machine of today. */
export function packed(hex: string, alpha: number): number {
  const [r, g, b] = rgb(hex);
  return ((alpha << 24) | (b << 16) | (g << 8) | r) >>> 0;
}
