/**
 * Compose one picture of what is shown: the window in words, the map, the legend and
 * the timeline, as pixels (PNG) or as lines (SVG), by the code that draws the view.
 */
import { Context } from "svgcanvas";
import { drawBasemap, type Basemap } from "./basemap.ts";
import { drawEvent, drawForce, type MarkStyle } from "./glyphs.ts";
import type { Camera, MapPainter } from "./marks.ts";
import { glyphOf } from "./palette.ts";
import type { Scene } from "./scene.ts";
import type { Timeline } from "./timeline.ts";

export interface Parts {
  scene: Scene;
  title: string;
  sentence: string;
  basemap: Basemap | null;
  painter: MapPainter;
  camera: Camera;
  timeline: Timeline;
}

const HEAD = 58;
const LEGEND = 34;
const LEGEND_ROW = 20;
const FOOT = 22;
const MARGIN = 14;
const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";

function sizeOf(parts: Parts): [number, number] {
  return [parts.camera.width, HEAD + parts.camera.height + legendHeight(parts) + parts.timeline.pictureHeight + FOOT];
}

export function pictureCanvas(parts: Parts, ratio = 2): HTMLCanvasElement {
  const [width, height] = sizeOf(parts);
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const ctx = canvas.getContext("2d")!;
  ctx.scale(ratio, ratio);
  compose(ctx, parts, width, height);
  return canvas;
}

export function pictureSvg(parts: Parts): string {
  const [width, height] = sizeOf(parts);
  const ctx = new LinearContext({ width, height, document });
  compose(ctx as unknown as CanvasRenderingContext2D, parts, width, height);
  return ctx.getSerializedSvg();
}

/**
 * svgcanvas searches the whole path for its start with every line that is added,
 * which takes time by the square of a coast's points; here the start is remembered.
 */
class LinearContext extends Context {
  lineTo(x: number, y: number): void {
    if (!this.__currentDefaultPath) return this.moveTo(x, y);
    this.__currentPosition = { x, y };
    const at = this.__matrixTransform(x, y);
    this.__addPathCommand(`L ${at.x.toFixed(2)} ${at.y.toFixed(2)}`);
  }
}

function compose(ctx: CanvasRenderingContext2D, parts: Parts, width: number, height: number): void {
  const { theme } = parts.scene;
  ctx.fillStyle = theme.paper;
  ctx.fillRect(0, 0, width, height);
  drawHead(ctx, parts);
  drawMap(ctx, parts);
  const bottom = HEAD + parts.camera.height;
  drawLegend(ctx, parts, bottom);
  at(ctx, 0, bottom + legendHeight(parts), () => parts.timeline.paint(ctx, width));
  ctx.font = `11px ${FONT}`;
  ctx.textBaseline = "middle";
  ctx.fillStyle = theme.muted;
  ctx.fillText(parts.scene.words.t("attribution"), MARGIN, height - FOOT / 2);
}

function at(ctx: CanvasRenderingContext2D, x: number, y: number, draw: () => void): void {
  ctx.save();
  ctx.translate(x, y);
  draw();
  ctx.restore();
}

function drawHead(ctx: CanvasRenderingContext2D, { scene, title, sentence }: Parts): void {
  ctx.textBaseline = "middle";
  ctx.textAlign = "start";
  ctx.fillStyle = scene.theme.ink;
  ctx.font = `700 17px ${FONT}`;
  ctx.fillText(title, MARGIN, 20);
  ctx.font = `13px ${FONT}`;
  ctx.fillText(sentence, MARGIN, 43);
}

function drawMap(ctx: CanvasRenderingContext2D, { scene, basemap, painter, camera }: Parts): void {
  const { width, height, scale, left, top, zoom } = camera;
  ctx.save();
  ctx.translate(0, HEAD);
  ctx.beginPath();
  ctx.rect(0, 0, width, height);
  ctx.clip();
  ctx.fillStyle = scene.theme.sea;
  ctx.fillRect(0, 0, width, height);
  if (basemap) {
    const first = Math.floor(left / scale);
    for (let world = first; world * scale < left + width; world++) {
      drawBasemap(ctx, basemap, scene.theme, scale, left - world * scale, top, Math.max(width, height), zoom);
    }
  }
  painter.draw(ctx, camera, 1, true);
  ctx.restore();
}

interface Entry {
  label: string;
  draw(ctx: CanvasRenderingContext2D, x: number, y: number): void;
}

function legendOf({ scene }: Parts): Entry[] {
  const { theme, words } = scene;
  const square = (colour: string) => (ctx: CanvasRenderingContext2D, x: number, y: number): void => drawForce(ctx, x, y, 12, { colour, glyph: "none", hollow: false, alpha: 1 }, theme);
  const circle = (style: MarkStyle) => (ctx: CanvasRenderingContext2D, x: number, y: number): void => drawEvent(ctx, x, y, 6, style, theme);
  const entries: Entry[] = scene.usedCategories().map((code) => ({
    label: words.term(scene.categories[code]), draw: circle({ colour: scene.colours[code], glyph: glyphOf(code), hollow: false, alpha: 1 }),
  }));
  const actors = scene.forceActors.filter(Boolean);
  if (!scene.forces.isEmpty) entries.push({ label: words.t("force"), draw: square(actors.length > 1 ? theme.muted : theme.force) });
  if (actors.length > 1) entries.push(...actors.map((actor) => ({ label: words.country(actor), draw: square(scene.forceColour(actor)) })));
  if (scene.hasHollow()) entries.push({ label: words.t("planned"), draw: circle({ colour: theme.muted, glyph: "none", hollow: true, alpha: 1 }) });
  return entries;
}

/** Where the entries of the legend stand, row under row. */
function legendSpots(parts: Parts): { entry: Entry; x: number; row: number }[] {
  const ctx = document.createElement("canvas").getContext("2d")!;
  ctx.font = `12px ${FONT}`;
  let [x, row] = [MARGIN, 0];
  return legendOf(parts).map((entry) => {
    const room = ctx.measureText(entry.label).width + 34;
    if (x > MARGIN && x + room > parts.camera.width) [x, row] = [MARGIN, row + 1];
    const spot = { entry, x, row };
    x += room;
    return spot;
  });
}

function legendHeight(parts: Parts): number {
  return LEGEND + LEGEND_ROW * Math.max(0, ...legendSpots(parts).map(({ row }) => row));
}

function drawLegend(ctx: CanvasRenderingContext2D, parts: Parts, top: number): void {
  for (const { entry, x, row } of legendSpots(parts)) {
    const y = top + LEGEND / 2 + row * LEGEND_ROW;
    entry.draw(ctx, x + 6, y);
    ctx.font = `12px ${FONT}`;
    ctx.textBaseline = "middle";
    ctx.fillStyle = parts.scene.theme.ink;
    ctx.fillText(entry.label, x + 16, y);
  }
}
