/**
 * Compose one picture of what is shown: the window in words, the map, the legend and
 * the timeline, as pixels (PNG) or as lines (SVG), by the code that draws the view.
 */
import { Context } from "svgcanvas";
import { drawBasemap, type Basemap } from "./basemap.ts";
import { drawEvent, drawForce } from "./glyphs.ts";
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
const FOOT = 22;
const MARGIN = 14;
const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";

function sizeOf(parts: Parts): [number, number] {
  return [parts.camera.width, HEAD + parts.camera.height + LEGEND + parts.timeline.pictureHeight + FOOT];
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
  drawLegend(ctx, parts, bottom + LEGEND / 2, width);
  at(ctx, 0, bottom + LEGEND, () => parts.timeline.paint(ctx, width));
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

function drawLegend(ctx: CanvasRenderingContext2D, { scene }: Parts, y: number, width: number): void {
  const { theme, words } = scene;
  let x = MARGIN;
  const entry = (label: string, mark: () => void): void => {
    ctx.font = `12px ${FONT}`;
    const room = ctx.measureText(label).width + 34;
    if (x + room > width) return;
    mark();
    ctx.font = `12px ${FONT}`;
    ctx.textBaseline = "middle";
    ctx.fillStyle = theme.ink;
    ctx.fillText(label, x + 16, y);
    x += room;
  };
  for (const code of scene.usedCategories()) {
    const style = { colour: scene.colours[code], glyph: glyphOf(code), hollow: false, alpha: 1 };
    entry(words.term(scene.categories[code]), () => drawEvent(ctx, x + 6, y, 6, style, theme));
  }
  const force = { colour: theme.force, glyph: "none" as const, hollow: false, alpha: 1 };
  if (!scene.forces.isEmpty) entry(words.t("force"), () => drawForce(ctx, x + 6, y, 12, force, theme));
}
