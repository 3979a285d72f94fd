/** Draw one mark: the same circle, square and glyph on the map, the timeline and in the legend. */
import type { Glyph, Theme } from "./palette.ts";

export interface MarkStyle {
  colour: string;
  glyph: Glyph;
  hollow: boolean;
  alpha: number;
}

export function drawEvent(ctx: CanvasRenderingContext2D, x: number, y: number, r: number, style: MarkStyle, theme: Theme): void {
  ctx.globalAlpha = style.alpha;
  ctx.beginPath();
  ctx.arc(x, y, r, 0, 2 * Math.PI);
  ctx.fillStyle = style.hollow ? theme.paper : style.colour;
  ctx.fill();
  ctx.lineWidth = style.hollow ? 2 : 1.5;
  ctx.strokeStyle = style.hollow ? style.colour : theme.paper;
  ctx.stroke();
  drawGlyph(ctx, x, y, r * 0.52, style.glyph, style.hollow ? style.colour : theme.paper);
  ctx.globalAlpha = 1;
}

export function drawGlyph(ctx: CanvasRenderingContext2D, x: number, y: number, s: number, glyph: Glyph, colour: string): void {
  if (glyph === "none" || s < 1.8) return;
  ctx.fillStyle = ctx.strokeStyle = colour;
  ctx.lineWidth = Math.max(1.2, s * 0.5);
  ctx.beginPath();
  switch (glyph) {
    case "dot": ctx.arc(x, y, s * 0.66, 0, 2 * Math.PI); break;
    case "ring": ctx.arc(x, y, s * 0.7, 0, 2 * Math.PI); break;
    case "triangle": path(ctx, [[x, y - s], [x + s * 0.95, y + s * 0.7], [x - s * 0.95, y + s * 0.7]]); break;
    case "diamond": path(ctx, [[x, y - s], [x + s, y], [x, y + s], [x - s, y]]); break;
    case "bar": lines(ctx, [[x - s, y, x + s, y]]); break;
    case "column": lines(ctx, [[x, y - s, x, y + s]]); break;
    case "plus": lines(ctx, [[x - s, y, x + s, y], [x, y - s, x, y + s]]); break;
    case "cross": lines(ctx, [[x - s * 0.75, y - s * 0.75, x + s * 0.75, y + s * 0.75], [x - s * 0.75, y + s * 0.75, x + s * 0.75, y - s * 0.75]]); break;
  }
  if (["dot", "triangle", "diamond"].includes(glyph)) ctx.fill();
  else ctx.stroke();
}

function path(ctx: CanvasRenderingContext2D, points: number[][]): void {
  points.forEach(([x, y], k) => (k ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
  ctx.closePath();
}

function lines(ctx: CanvasRenderingContext2D, segments: number[][]): void {
  for (const [x0, y0, x1, y1] of segments) {
    ctx.moveTo(x0, y0);
    ctx.lineTo(x1, y1);
  }
}

export function drawForce(ctx: CanvasRenderingContext2D, x: number, y: number, side: number, style: MarkStyle, theme: Theme): void {
  ctx.globalAlpha = style.alpha;
  ctx.beginPath();
  ctx.roundRect(x - side / 2, y - side / 2, side, side, Math.min(4, side / 4));
  ctx.fillStyle = style.hollow ? theme.paper : style.colour;
  ctx.fill();
  ctx.lineWidth = 1.5;
  ctx.strokeStyle = style.hollow ? style.colour : theme.paper;
  ctx.stroke();
  ctx.globalAlpha = 1;
}

export function ring(ctx: CanvasRenderingContext2D, x: number, y: number, r: number, colour: string, halo: string): void {
  ctx.lineWidth = 4;
  ctx.strokeStyle = halo;
  ctx.beginPath();
  ctx.arc(x, y, r, 0, 2 * Math.PI);
  ctx.stroke();
  ctx.lineWidth = 2;
  ctx.strokeStyle = colour;
  ctx.stroke();
}

export function ringSquare(ctx: CanvasRenderingContext2D, x: number, y: number, r: number, colour: string, halo: string): void {
  ctx.beginPath();
  ctx.roundRect(x - r, y - r, 2 * r, 2 * r, 6);
  ctx.lineWidth = 4;
  ctx.strokeStyle = halo;
  ctx.stroke();
  ctx.lineWidth = 2;
  ctx.strokeStyle = colour;
  ctx.stroke();
}

/** A square whose area, not side, is proportional to strength; a floor keeps it visible. */
export function forceSide(strength: number): number {
  if (!(strength > 0)) return 11;
  return Math.max(13, Math.min(96, 0.246 * Math.sqrt(strength)));
}

/** Device pixels for each CSS pixel, as far as the eye can tell. */
export function pixelRatio(): number {
  return Math.min(3, window.devicePixelRatio || 1);
}

/** A canvas sized in CSS pixels and sharp on the screen at hand. */
export function fitCanvas(canvas: HTMLCanvasElement, width: number, height: number): CanvasRenderingContext2D {
  const ratio = pixelRatio();
  const w = Math.max(1, Math.round(width * ratio));
  const h = Math.max(1, Math.round(height * ratio));
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w;
    canvas.height = h;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  const ctx = canvas.getContext("2d")!;
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  return ctx;
}
