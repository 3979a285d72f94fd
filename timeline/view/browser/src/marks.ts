/**
 * Draw the events on the map: circles, clusters, force squares, movement arcs,
 * areas and discs of uncertainty, on one canvas over the basemap. Above some
 * twenty thousand points in view they are splatted as pixels, in one pass.
 */
import * as L from "leaflet";
import { drawEvent, drawForce, fitCanvas, forceSide, ring, ringSquare } from "./glyphs.ts";
import { around, haloText, Placer, type Box } from "./labels.ts";
import { arc, mercatorX, mercatorY, pixelsPerKm } from "./mercator.ts";
import { toLine, type PlaceLabel } from "./basemap.ts";
import { packed, withAlpha } from "./palette.ts";
import { POSSIBLE_ALPHA, type Scene } from "./scene.ts";
import { CERTAIN, POSSIBLE } from "./certainty.ts";
import { cluster, clusterRadius, type Cluster } from "./cluster.ts";

const SPLAT_ABOVE = 20_000;
const LABELS_BELOW = 60;
const FAN_ZOOM = 13;
export const FAN_MOST = 24;
const RADIUS = 7;
const STALE_ALPHA = 0.38;
/** A force whose strength nobody gave: a small square, whatever the others' areas. */
const PLAIN_SIDE = 10;
const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";

export interface Hit {
  x: number;
  y: number;
  r: number;
  rows: number[];
  isSquare?: boolean;
}

/** Where the world lies under the canvas: `scale` pixels wide, its corner at (-left, -top). */
export interface Camera {
  scale: number;
  left: number;
  top: number;
  width: number;
  height: number;
  zoom: number;
}

interface LabelWish {
  text: string;
  x: number;
  y: number;
  gap: number;
  weight: number;
  bold: boolean;
}

export class MapPainter {
  hits: Hit[] = [];
  places: readonly PlaceLabel[] = [];
  /** Where buttons, legend and card lie over the map: labels keep clear of them. */
  covered: readonly Box[] = [];
  fanned = -1;
  /** A movement being played: how far along its arc, 0 to 1. */
  moving: { row: number; share: number } | null = null;
  private readonly scene: Scene;
  private readonly special: Uint8Array;
  private readonly shapeRows: number[] = [];
  private readonly arcs = new Map<number, Float64Array>();
  private pixels: ImageData | null = null;
  private wishes: LabelWish[] = [];
  private lined: [number, number][] = [];
  private readonly vague = new Set<number>();
  private placer = new Placer();

  constructor(scene: Scene) {
    this.scene = scene;
    this.special = new Uint8Array(scene.data.n);
    for (let row = 0; row < scene.data.n; row++) if (scene.isForce(row)) this.special[row] = 1;
    for (const [row, shape] of scene.data.shapes) this.learnShape(row, shape);
  }

  private learnShape(row: number, shape: GeoJSON.Geometry): void {
    this.special[row] = 1;
    this.shapeRows.push(row);
    if (shape.type === "LineString" && this.scene.kindOf(row) === "movement") this.arcs.set(row, pathOf(shape));
  }

  /** Draw on a clear canvas; into a picture, pixels go as an image and not over what is there. */
  draw(ctx: CanvasRenderingContext2D, camera: Camera, ratio: number, isPicture = false): void {
    this.hits = [];
    this.wishes = [];
    this.lined = [];
    this.vague.clear();
    this.placer = new Placer();
    const points: number[] = [];
    const specials = this.shapeRows.filter((row) => this.scene.split.state[row]);
    const visible = this.inView(camera, points);
    if (visible > SPLAT_ABOVE) this.splat(ctx, camera, ratio, isPicture);
    this.drawAreas(ctx, camera, specials);
    const clusters = visible <= SPLAT_ABOVE ? cluster(points, (row) => this.project(row, camera)) : [];
    if (visible <= SPLAT_ABOVE) this.drawDiscs(ctx, camera, points);
    this.drawArcs(ctx, camera, specials);
    this.drawForces(ctx, camera, clusters);
    this.drawClusters(ctx, camera, clusters);
    this.drawMoving(ctx, camera);
    this.drawRings(ctx, camera);
    this.drawLabels(ctx, camera);
  }

  /** Collect the plain points in view; stops counting once there are too many to draw one by one. */
  private inView(camera: Camera, points: number[]): number {
    const { split, mx, my } = this.scene;
    const [x0, x1] = [(camera.left - 40) / camera.scale, (camera.left + camera.width + 40) / camera.scale];
    const [y0, y1] = [(camera.top - 40) / camera.scale, (camera.top + camera.height + 40) / camera.scale];
    const centre = (x0 + x1) / 2;
    for (let k = 0; k < split.shownCount && points.length <= SPLAT_ABOVE; k++) {
      const row = split.shown[k];
      if (this.special[row]) continue;
      const x = mx[row] + Math.round(centre - mx[row]);
      const y = my[row];
      if (x >= x0 && x <= x1 && y >= y0 && y <= y1) points.push(row);
    }
    return points.length;
  }

  /** The box around a movement's whole way; null for anything else. */
  pathBounds(row: number): L.LatLngBounds | null {
    const shape = this.arcs.has(row) ? this.scene.data.shapes.get(row) : null;
    return shape?.type === "LineString" ? L.latLngBounds(shape.coordinates.map(([lon, lat]) => [lat, lon] as [number, number])) : null;
  }

  project(row: number, camera: Camera): [number, number] {
    const centre = (camera.left + camera.width / 2) / camera.scale;
    const x = this.scene.mx[row] + Math.round(centre - this.scene.mx[row]);
    return [x * camera.scale - camera.left, this.scene.my[row] * camera.scale - camera.top];
  }

  private alpha(row: number): number {
    return this.scene.split.state[row] === CERTAIN ? 1 : POSSIBLE_ALPHA;
  }

  private splat(ctx: CanvasRenderingContext2D, camera: Camera, ratio: number, isPicture: boolean): void {
    const width = Math.round(camera.width * ratio);
    const height = Math.round(camera.height * ratio);
    if (this.pixels?.width !== width || this.pixels.height !== height) this.pixels = new ImageData(width, height);
    const out = new Uint32Array(this.pixels.data.buffer);
    out.fill(0);
    const { split, mx, my, data } = this.scene;
    const solid = this.scene.colours.map((colour) => packed(colour, 255));
    const pale = this.scene.colours.map((colour) => packed(colour, 128));
    const scale = camera.scale * ratio;
    const centre = (camera.left + camera.width / 2) / camera.scale;
    const [left, top] = [camera.left * ratio, camera.top * ratio];
    const size = Math.max(2, Math.round(2 * ratio));
    const { shown, shownCount, state } = split;
    const { special } = this;
    const { category } = data;
    const [right, bottom] = [width - size, height - size];
    for (let k = 0; k < shownCount; k++) {
      const row = shown[k];
      if (special[row]) continue;
      let wx = mx[row];
      if (wx - centre > 0.5) wx -= 1;
      else if (centre - wx > 0.5) wx += 1;
      const x = (wx * scale - left) | 0;
      const y = (my[row] * scale - top) | 0;
      if (x < 0 || y < 0 || x >= right || y >= bottom) continue;
      const colour = state[row] === CERTAIN ? solid[category[row]] : pale[category[row]];
      const at = y * width + x;
      out[at] = out[at + 1] = out[at + width] = out[at + width + 1] = colour;
      if (size > 2) fillMore(out, at, width, size, colour);
    }
    if (!isPicture) return ctx.putImageData(this.pixels, 0, 0);
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [width, height];
    canvas.getContext("2d")!.putImageData(this.pixels, 0, 0);
    ctx.drawImage(canvas, 0, 0, camera.width, camera.height);
  }

  private drawAreas(ctx: CanvasRenderingContext2D, camera: Camera, specials: number[]): void {
    for (const row of specials) {
      const shape = this.scene.data.shapes.get(row);
      if (!shape || this.arcs.has(row)) continue;
      const colour = this.scene.colourOf(row);
      ctx.globalAlpha = this.alpha(row);
      ctx.beginPath();
      for (const line of linesOf(shape)) tracePath(ctx, line.points, camera);
      ctx.fillStyle = withAlpha(colour, 0.14);
      if (shape.type.endsWith("Polygon")) ctx.fill("evenodd");
      ctx.setLineDash([5, 4]);
      ctx.lineWidth = this.scene.selected.has(row) || this.scene.hover === row ? 3 : 1.8;
      ctx.strokeStyle = colour;
      ctx.stroke();
      ctx.setLineDash([]);
      ctx.globalAlpha = 1;
      this.drawAnchor(ctx, camera, row);
    }
  }

  private drawAnchor(ctx: CanvasRenderingContext2D, camera: Camera, row: number): void {
    const [x, y] = this.project(row, camera);
    drawEvent(ctx, x, y, RADIUS - 1, this.scene.style(row, this.alpha(row)), this.scene.theme);
    this.block(x, y, RADIUS);
    this.hits.push({ x, y, r: RADIUS + 3, rows: [row] });
    this.wish(row, x, y, RADIUS + 5, 2);
  }

  private drawDiscs(ctx: CanvasRenderingContext2D, camera: Camera, points: number[]): void {
    const { data, colours } = this.scene;
    for (const row of points) {
      const km = data.radiusKm[row];
      if (!(km > 0)) continue;
      const r = km * pixelsPerKm(data.lat[row], camera.scale);
      if (r < RADIUS + 2) continue;
      if (r > Math.min(camera.width, camera.height) / 2) this.vague.add(row);
      const [x, y] = this.project(row, camera);
      const colour = colours[data.category[row]];
      ctx.globalAlpha = this.alpha(row);
      ctx.beginPath();
      ctx.arc(x, y, r, 0, 2 * Math.PI);
      ctx.fillStyle = withAlpha(colour, 0.14);
      // A disc that fills the view would tint everything and say nothing.
      if (r < Math.min(camera.width, camera.height) * 0.6) ctx.fill();
      ctx.setLineDash([4, 4]);
      ctx.lineWidth = 1.4;
      ctx.strokeStyle = colour;
      ctx.stroke();
      ctx.setLineDash([]);
      ctx.globalAlpha = 1;
    }
  }

  private drawArcs(ctx: CanvasRenderingContext2D, camera: Camera, specials: number[]): void {
    for (const row of specials) {
      const path = this.arcs.get(row);
      if (!path) continue;
      const strength = this.scene.strength(row);
      const width = strength > 0 ? Math.max(2, Math.min(10, Math.sqrt(strength) / 28)) : 2;
      const emphasis = this.scene.selected.has(row) || this.scene.hover === row ? 3 : 0;
      ctx.globalAlpha = this.alpha(row);
      this.strokeArc(ctx, camera, path, width + emphasis, this.scene.colourOf(row), this.scene.isHollow(row));
      ctx.globalAlpha = 1;
      this.labelArc(camera, row, path);
    }
  }

  private strokeArc(ctx: CanvasRenderingContext2D, camera: Camera, path: Float64Array, width: number, colour: string, dashed: boolean): void {
    const shift = this.wrap((path[0] + path[path.length - 2]) / 2, camera);
    const at = (k: number): [number, number] => [(path[2 * k] + shift) * camera.scale - camera.left, path[2 * k + 1] * camera.scale - camera.top];
    const last = path.length / 2 - 1;
    const [ex, ey] = at(last);
    const head = 7 + width * 1.6;
    let stop = last;
    while (stop > 1 && Math.hypot(ex - at(stop)[0], ey - at(stop)[1]) < head * 0.8) stop--;
    ctx.beginPath();
    ctx.moveTo(...at(0));
    for (let k = 1; k <= stop; k++) ctx.lineTo(...at(k));
    ctx.lineCap = "round";
    ctx.lineWidth = width + 2.5;
    ctx.strokeStyle = this.scene.theme.halo;
    ctx.stroke();
    if (dashed) ctx.setLineDash([8, 6]);
    ctx.lineWidth = width;
    ctx.strokeStyle = colour;
    ctx.stroke();
    ctx.setLineDash([]);
    ctx.lineCap = "butt";
    const [bx, by] = at(Math.max(0, stop - 1));
    arrowHead(ctx, ex, ey, Math.atan2(ey - by, ex - bx), head, colour);
  }

  private drawMoving(ctx: CanvasRenderingContext2D, camera: Camera): void {
    const path = this.moving && this.arcs.get(this.moving.row);
    if (!path) return;
    const shift = this.wrap((path[0] + path[path.length - 2]) / 2, camera);
    const k = Math.min(path.length / 2 - 1, Math.floor(this.moving!.share * (path.length / 2 - 1)));
    const [x, y] = [(path[2 * k] + shift) * camera.scale - camera.left, path[2 * k + 1] * camera.scale - camera.top];
    drawEvent(ctx, x, y, RADIUS + 2, this.scene.style(this.moving!.row, 1), this.scene.theme);
  }

  private wrap(x: number, camera: Camera): number {
    return Math.round((camera.left + camera.width / 2) / camera.scale - x);
  }

  private labelArc(camera: Camera, row: number, path: Float64Array): void {
    const shift = this.wrap((path[0] + path[path.length - 2]) / 2, camera);
    const steps = path.length / 2;
    let before: [number, number] = [0, 0];
    for (let k = 0; k < steps; k++) {
      const x = (path[2 * k] + shift) * camera.scale - camera.left;
      const y = path[2 * k + 1] * camera.scale - camera.top;
      if (k % 3 === 1) this.hits.push({ x, y, r: 9, rows: [row] });
      if (k) this.blockBetween(before, [x, y], camera);
      before = [x, y];
    }
    const middle = this.labelSpot(camera, path, shift);
    if (!middle) return;
    const strength = this.scene.strengthWords(row);
    const target = this.scene.extra(row, "to_place") || this.scene.title(row);
    const { words } = this.scene;
    const text = `${strength} → ${words.apart(shorten(target, 30))}, ${words.apart(this.scene.date(row))}`.trim();
    this.wishes.push({ text, x: middle[0], y: middle[1], gap: 10, weight: this.weight(row, 6), bold: true });
  }

  /** The point of an arc inside the view that is nearest to its middle. */
  private labelSpot(camera: Camera, path: Float64Array, shift: number): [number, number] | null {
    const steps = path.length / 2;
    const order = Array.from({ length: steps }, (_, k) => k).sort((a, b) => Math.abs(a - steps / 2) - Math.abs(b - steps / 2));
    for (const k of order) {
      const x = (path[2 * k] + shift) * camera.scale - camera.left;
      const y = path[2 * k + 1] * camera.scale - camera.top;
      if (x > 90 && y > 30 && x < camera.width - 90 && y < camera.height - 30) return [x, y];
    }
    return null;
  }

  private drawForces(ctx: CanvasRenderingContext2D, camera: Camera, clusters: readonly Cluster[]): void {
    const holding = this.scene.holding.filter(({ row }) => this.scene.isPlaced(row));
    holding.sort((a, b) => (this.scene.strength(b.row) || 0) - (this.scene.strength(a.row) || 0) || a.row - b.row);
    const taken = new Placer();
    for (const one of clusters) taken.add(square(one.x, one.y, one.rows.length > 1 ? 2 * clusterRadius(one.rows.length) + 4 : 2 * RADIUS + 2));
    for (const { row, isStale } of holding) {
      const [x, y] = this.project(row, camera);
      const isPlain = !(this.scene.strength(row) > 0);
      const side = isPlain ? PLAIN_SIDE : forceSide(this.scene.strength(row));
      const at = isPlain ? freeSpot(taken, x, y, side, camera.zoom >= 6 || this.scene.selected.has(row) ? 1 : 0) : freeSpot(taken, x, y, side, 2);
      if (!at) continue;
      taken.add(square(at[0], at[1], side + 2));
      if (at[0] !== x || at[1] !== y) {
        leader(ctx, x, y, at[0], at[1], this.scene.theme.force);
        this.blockBetween([x, y], at, camera);
      }
      this.drawForceMark(ctx, row, at[0], at[1], side, isPlain, isStale);
    }
  }

  private drawForceMark(ctx: CanvasRenderingContext2D, row: number, x: number, y: number, side: number, isPlain: boolean, isStale: boolean): void {
    const alpha = isStale ? STALE_ALPHA : this.scene.split.state[row] === POSSIBLE ? POSSIBLE_ALPHA : 1;
    const style = { ...this.scene.style(row, alpha), hollow: this.scene.isHollow(row) };
    drawForce(ctx, x, y, side, style, this.scene.theme);
    this.block(x, y, side / 2);
    this.hits.push({ x, y, r: Math.max(10, side / 2 + 2), rows: [row], isSquare: true });
    if (!isPlain) this.drawStrength(ctx, row, x, y, side);
    this.wish(row, x, y, side / 2 + 6, isPlain ? 1 : 5);
  }

  private drawStrength(ctx: CanvasRenderingContext2D, row: number, x: number, y: number, side: number): void {
    const full = this.scene.strengthWords(row);
    ctx.font = `600 12px ${FONT}`;
    const text = [full, this.scene.words.short(this.scene.strength(row))].find((one) => ctx.measureText(one).width < side - 5);
    if (!text) {
      this.wishes.push({ text: full, x, y, gap: side / 2 + 4, weight: 7, bold: true });
      return;
    }
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillStyle = this.scene.isHollow(row) ? this.scene.theme.ink : this.scene.theme.forceText;
    ctx.fillText(text, x, y + 0.5);
    ctx.textAlign = "start";
  }

  private drawClusters(ctx: CanvasRenderingContext2D, camera: Camera, clusters: readonly Cluster[]): void {
    for (const one of clusters) {
      if (one.rows.length === 1) this.drawPoint(ctx, one.rows[0], one.x, one.y);
      else if (this.isFanned(one, camera)) this.drawFan(ctx, one);
      else this.drawCluster(ctx, one);
    }
  }

  private isFanned(one: Cluster, camera: Camera): boolean {
    return one.rows.length <= FAN_MOST && (camera.zoom >= FAN_ZOOM || one.rows.includes(this.fanned));
  }

  private drawPoint(ctx: CanvasRenderingContext2D, row: number, x: number, y: number): void {
    const kept = this.scene.selected.has(row) ? 1.5 : 0;
    const style = this.scene.style(row, this.alpha(row));
    const isVague = this.vague.has(row);
    drawEvent(ctx, x, y, RADIUS + kept, isVague ? { ...style, hollow: true } : style, this.scene.theme);
    if (isVague) this.drawVague(ctx, x, y, style.colour);
    this.block(x, y, RADIUS);
    this.hits.push({ x, y, r: RADIUS + 4, rows: [row] });
    this.wish(row, x, y, RADIUS + 5, 3);
  }

  /** Somewhere around here, and further off than can be seen: no pin-point, but a badge. */
  private drawVague(ctx: CanvasRenderingContext2D, x: number, y: number, colour: string): void {
    ctx.beginPath();
    ctx.arc(x, y, RADIUS + 6, 0, 2 * Math.PI);
    ctx.setLineDash([3, 3]);
    ctx.lineWidth = 1.4;
    ctx.strokeStyle = colour;
    ctx.stroke();
    ctx.setLineDash([]);
  }

  private drawFan(ctx: CanvasRenderingContext2D, one: Cluster): void {
    const spread = Math.max(22, (one.rows.length * 19) / (2 * Math.PI));
    one.rows.forEach((row, k) => {
      const angle = -Math.PI / 2 + (2 * Math.PI * k) / one.rows.length;
      const x = one.x + spread * Math.cos(angle);
      const y = one.y + spread * Math.sin(angle);
      ctx.beginPath();
      ctx.moveTo(one.x, one.y);
      ctx.lineTo(x, y);
      ctx.lineWidth = 1.2;
      ctx.strokeStyle = this.scene.theme.muted;
      ctx.stroke();
      this.drawPoint(ctx, row, x, y);
    });
  }

  private drawCluster(ctx: CanvasRenderingContext2D, one: Cluster): void {
    const { theme, colours, data } = this.scene;
    const r = clusterRadius(one.rows.length);
    const { state } = this.scene.split;
    const possible = one.rows.filter((row) => state[row] === POSSIBLE).length;
    const counts = new Map<number, number>();
    for (const row of one.rows) {
      const part = data.category[row] * 2 + (state[row] === POSSIBLE ? 1 : 0);
      counts.set(part, (counts.get(part) ?? 0) + 1);
    }
    ctx.beginPath();
    ctx.arc(one.x, one.y, r + 1.5, 0, 2 * Math.PI);
    ctx.fillStyle = theme.paper;
    ctx.fill();
    let angle = -Math.PI / 2;
    for (const [part, count] of [...counts].sort((a, b) => a[0] - b[0])) {
      const to = angle + (2 * Math.PI * count) / one.rows.length;
      ctx.beginPath();
      ctx.arc(one.x, one.y, r - 1.5, angle, to);
      ctx.lineWidth = 4;
      ctx.strokeStyle = colours[part >> 1] ?? theme.muted;
      ctx.globalAlpha = part & 1 ? POSSIBLE_ALPHA : 1;
      ctx.stroke();
      angle = to;
    }
    ctx.globalAlpha = possible === one.rows.length ? 0.75 : 1;
    ctx.font = `600 12px ${FONT}`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillStyle = theme.ink;
    ctx.fillText(this.countWords(one.rows.length - possible, possible), one.x, one.y + 0.5);
    ctx.globalAlpha = 1;
    ctx.textAlign = "start";
    this.block(one.x, one.y, r);
    this.hits.push({ x: one.x, y: one.y, r: r + 3, rows: one.rows });
    this.wishCluster(one, r);
  }

  /** "12+3": certain ones, and those that may be in the window. */
  private countWords(certain: number, possible: number): string {
    const { words } = this.scene;
    if (!possible) return words.short(certain);
    return `${certain ? words.short(certain) : ""}+${words.short(possible)}`;
  }

  private wishCluster(one: Cluster, r: number): void {
    const kept = one.rows.find((row) => this.scene.hover === row) ?? one.rows.find((row) => this.scene.selected.has(row));
    if (kept !== undefined) this.wish(kept, one.x, one.y, r + 6, 3);
  }

  private drawRings(ctx: CanvasRenderingContext2D, camera: Camera): void {
    const { theme, selected, hover } = this.scene;
    for (const row of selected) this.ringRow(ctx, camera, row, theme.selection);
    if (hover >= 0 && !selected.has(hover)) this.ringRow(ctx, camera, hover, theme.hoverRing);
  }

  private ringRow(ctx: CanvasRenderingContext2D, camera: Camera, row: number, colour: string): void {
    const hit = this.hits.find((one) => one.rows.includes(row));
    if (this.arcs.has(row)) return; // a movement is drawn thicker instead
    const at = hit ?? this.pointHit(row, camera);
    if (at?.isSquare) return ringSquare(ctx, at.x, at.y, at.r + 2, colour, this.scene.theme.halo);
    if (at) ring(ctx, at.x, at.y, Math.max(RADIUS + 4, at.r), colour, this.scene.theme.halo);
  }

  private pointHit(row: number, camera: Camera): Hit | null {
    if (!this.scene.split.state[row] || !this.scene.isPlaced(row)) return null;
    const [x, y] = this.project(row, camera);
    return { x, y, r: RADIUS + 3, rows: [row] };
  }

  private weight(row: number, base: number): number {
    if (this.scene.hover === row) return 100;
    return this.scene.selected.has(row) ? 90 : base;
  }

  private wish(row: number, x: number, y: number, gap: number, base: number): void {
    const weight = this.weight(row, base);
    const title = this.scene.title(row);
    const { words } = this.scene;
    const text = weight >= 90 ? `${words.apart(shorten(title, 56))} · ${words.apart(this.scene.date(row))}` : shorten(title, 34);
    this.wishes.push({ text, x, y, gap, weight, bold: weight >= 5 });
  }

  private block(x: number, y: number, r: number): void {
    this.placer.add({ x0: x - r, y0: y - r, x1: x + r, y1: y + r });
  }

  /** Names of places keep off a line, as far as it is in sight. */
  private blockBetween([x0, y0]: [number, number], [x1, y1]: [number, number], camera: Camera): void {
    const isAway = Math.max(x0, x1) < 0 || Math.max(y0, y1) < 0 || Math.min(x0, x1) > camera.width || Math.min(y0, y1) > camera.height;
    if (isAway) return;
    const pieces = Math.min(200, Math.ceil(Math.hypot(x1 - x0, y1 - y0) / 8));
    for (let k = 0; k < pieces; k++) this.lined.push([x0 + ((x1 - x0) * k) / pieces, y0 + ((y1 - y0) * k) / pieces]);
  }

  private drawLabels(ctx: CanvasRenderingContext2D, camera: Camera): void {
    const { theme } = this.scene;
    for (const box of this.covered) this.placer.add(box);
    const few = this.wishes.length <= LABELS_BELOW;
    ctx.textBaseline = "middle";
    for (const wish of this.wishes.sort((a, b) => b.weight - a.weight)) {
      if (!few && wish.weight < 5) continue;
      ctx.font = `${wish.bold ? 600 : 500} 12px ${FONT}`;
      const box = this.placeLabel(ctx.measureText(wish.text).width, wish, camera);
      if (!box) continue;
      if (wish.weight >= 90) plate(ctx, box, theme.paper);
      haloText(ctx, wish.text, box.x0 + 2, (box.y0 + box.y1) / 2, theme.ink, theme.halo);
    }
    this.drawPlaces(ctx, camera);
  }

  private placeLabel(width: number, wish: LabelWish, camera: Camera): Box | null {
    const inside = around(wish.x, wish.y, width + 4, 17, wish.gap)
      .filter((box) => box.x0 >= 2 && box.y0 >= 2 && box.x1 <= camera.width - 2 && box.y1 <= camera.height - 2);
    const found = this.placer.place(inside);
    if (found || wish.weight < 90 || !inside.length) return found;
    this.placer.add(inside[0]);
    return inside[0];
  }

  private drawPlaces(ctx: CanvasRenderingContext2D, camera: Camera): void {
    const { theme, words } = this.scene;
    for (const [x, y] of this.lined) this.block(x, y, 3);
    const spaced = ctx as CanvasRenderingContext2D & { letterSpacing?: string };
    ctx.textAlign = "center";
    for (const label of this.places) {
      if (camera.zoom < label.minzoom || camera.zoom > (label.maxzoom ?? 99)) continue;
      const x0 = mercatorX(label.lon);
      const x = (x0 + this.wrap(x0, camera)) * camera.scale - camera.left;
      const y = mercatorY(label.lat) * camera.scale - camera.top;
      if (x < -20 || y < -10 || x > camera.width + 20 || y > camera.height + 10) continue;
      const isCountry = label.kind === "country";
      const text = isCountry ? words.country(label.a3 ?? "").toLocaleUpperCase(words.locale) : words.sea(label);
      ctx.font = isCountry ? `500 ${label.rank <= 1 ? 12 : 10.5}px ${FONT}` : `italic 400 11.5px ${FONT}`;
      if ("letterSpacing" in spaced) spaced.letterSpacing = isCountry ? "1.6px" : "0.3px";
      const half = ctx.measureText(text).width / 2 + 3;
      const box = { x0: x - half, y0: y - 8, x1: x + half, y1: y + 8 };
      if (box.x0 < 4 || box.x1 > camera.width - 4 || box.y0 < 2 || box.y1 > camera.height - 2) continue;
      if (!this.placer.place([box])) continue;
      ctx.fillStyle = isCountry ? theme.landLabel : theme.seaLabel;
      ctx.fillText(text, x, y);
    }
    if ("letterSpacing" in spaced) spaced.letterSpacing = "0px";
    ctx.textAlign = "start";
  }

  /** What is under the pointer: the topmost mark, or the nearest splatted point. */
  hit(x: number, y: number, camera: Camera): Hit | null {
    for (let k = this.hits.length - 1; k >= 0; k--) {
      const one = this.hits[k];
      if (Math.hypot(one.x - x, one.y - y) <= one.r) return one;
    }
    return this.nearest(x, y, camera) ?? this.containing(x, y, camera);
  }

  private nearest(x: number, y: number, camera: Camera): Hit | null {
    const { split } = this.scene;
    if (split.shownCount <= SPLAT_ABOVE) return null;
    let best = 49;
    let found = -1;
    for (let k = 0; k < split.shownCount; k++) {
      const row = split.shown[k];
      const [px, py] = this.project(row, camera);
      const distance = (px - x) ** 2 + (py - y) ** 2;
      if (distance < best) [best, found] = [distance, row];
    }
    return found < 0 ? null : { x, y, r: RADIUS, rows: [found] };
  }

  /** The smallest disc of uncertainty under the pointer: the place is somewhere in it. */
  private containing(x: number, y: number, camera: Camera): Hit | null {
    const { split, data } = this.scene;
    let best = Infinity;
    let found: Hit | null = null;
    if (split.shownCount > 2000) return null;
    for (let k = 0; k < split.shownCount; k++) {
      const row = split.shown[k];
      const r = data.radiusKm[row] * pixelsPerKm(data.lat[row], camera.scale);
      if (!(r > 0) || r >= best || r > camera.width / 2) continue;
      const [px, py] = this.project(row, camera);
      if (Math.hypot(px - x, py - y) <= r) [best, found] = [r, { x: px, y: py, r: RADIUS + 4, rows: [row] }];
    }
    return found;
  }
}

function pathOf(line: GeoJSON.LineString): Float64Array {
  const parts: number[] = [];
  for (let k = 1; k < line.coordinates.length; k++) {
    const [a, b] = [line.coordinates[k - 1], line.coordinates[k]];
    const piece = arc([a[0], a[1]], [b[0], b[1]], line.coordinates.length > 2 ? 12 : 48);
    const shift = parts.length ? Math.round(parts[parts.length - 2] - piece[0]) : 0;
    for (let m = parts.length ? 2 : 0; m < piece.length; m += 2) parts.push(piece[m] + shift, piece[m + 1]);
  }
  return Float64Array.from(parts);
}

function linesOf(shape: GeoJSON.Geometry): { points: Float64Array }[] {
  switch (shape.type) {
    case "Polygon": return shape.coordinates.map(toLine);
    case "MultiPolygon": return shape.coordinates.flat().map(toLine);
    case "LineString": return [toLine(shape.coordinates)];
    case "MultiLineString": return shape.coordinates.map(toLine);
    case "GeometryCollection": return shape.geometries.flatMap(linesOf);
    default: return [];
  }
}

function tracePath(ctx: CanvasRenderingContext2D, points: Float64Array, camera: Camera): void {
  const shift = Math.round((camera.left + camera.width / 2) / camera.scale - points[0]);
  for (let k = 0; k < points.length; k += 2) {
    const x = (points[k] + shift) * camera.scale - camera.left;
    const y = points[k + 1] * camera.scale - camera.top;
    if (k) ctx.lineTo(x, y);
    else ctx.moveTo(x, y);
  }
}

function arrowHead(ctx: CanvasRenderingContext2D, x: number, y: number, angle: number, size: number, colour: string): void {
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(x - size * Math.cos(angle - 0.42), y - size * Math.sin(angle - 0.42));
  ctx.lineTo(x - size * Math.cos(angle + 0.42), y - size * Math.sin(angle + 0.42));
  ctx.closePath();
  ctx.fillStyle = colour;
  ctx.fill();
}

function square(x: number, y: number, side: number): Box {
  return { x0: x - side / 2, y0: y - side / 2, x1: x + side / 2, y1: y + side / 2 };
}

/** What a label stands on that must be read whatever is below it. */
function plate(ctx: CanvasRenderingContext2D, box: Box, paper: string): void {
  ctx.globalAlpha = 0.92;
  ctx.beginPath();
  ctx.roundRect(box.x0 - 3, box.y0 - 1, box.x1 - box.x0 + 6, box.y1 - box.y0 + 2, 5);
  ctx.fillStyle = paper;
  ctx.fill();
  ctx.globalAlpha = 1;
}

const AWAY = [[-1, 1], [1, 1], [0, 1], [-1, 0], [1, 0], [-1, -1], [1, -1], [0, -1]];

/** The place itself, else the nearest spot around it that covers no other mark; null when `rings` does not reach one. */
function freeSpot(taken: Placer, x: number, y: number, side: number, rings: number): [number, number] | null {
  if (taken.fits(square(x, y, side))) return [x, y];
  for (let k = 1; k <= rings * 3; k++) {
    const reach = side / 2 + 6 + k * 6;
    for (const [dx, dy] of AWAY) {
      const spot: [number, number] = [x + dx * reach, y + dy * reach];
      if (taken.fits(square(...spot, side + 2))) return spot;
    }
  }
  return rings >= 2 ? [x, y] : null;
}

function leader(ctx: CanvasRenderingContext2D, x0: number, y0: number, x1: number, y1: number, colour: string): void {
  ctx.beginPath();
  ctx.moveTo(x0, y0);
  ctx.lineTo(x1, y1);
  ctx.lineWidth = 1.4;
  ctx.strokeStyle = colour;
  ctx.stroke();
  ctx.beginPath();
  ctx.arc(x0, y0, 2.2, 0, 2 * Math.PI);
  ctx.fillStyle = colour;
  ctx.fill();
}

/** The rest of a splat wider than two pixels, on dense screens. */
function fillMore(out: Uint32Array, at: number, width: number, size: number, colour: number): void {
  for (let dy = 0; dy < size; dy++) for (let dx = 0; dx < size; dx++) out[at + dy * width + dx] = colour;
}

function shorten(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`;
}

/** The Leaflet layer: a canvas that follows the map and lets the painter draw. */
export class MarksLayer extends L.Layer {
  readonly painter: MapPainter;
  private readonly ask: () => void;
  readonly canvas: HTMLCanvasElement;
  private leaflet: L.Map | null = null;

  /** `ask` is called when the map has moved: whoever draws does so once, in the frame to come. */
  constructor(painter: MapPainter, ask: () => void) {
    super();
    this.painter = painter;
    this.ask = ask;
    this.canvas = document.createElement("canvas");
    this.canvas.className = "dl-marks leaflet-zoom-animated";
    this.canvas.setAttribute("aria-hidden", "true");
  }

  override onAdd(map: L.Map): this {
    this.leaflet = map;
    map.getPanes().overlayPane.appendChild(this.canvas);
    map.on("move viewreset resize zoomend", this.ask, this);
    map.on("zoomanim", this.animate as L.LeafletEventHandlerFn, this);
    this.ask();
    return this;
  }

  override onRemove(map: L.Map): this {
    map.off("move viewreset resize zoomend", this.ask, this);
    map.off("zoomanim", this.animate as L.LeafletEventHandlerFn, this);
    this.canvas.remove();
    this.leaflet = null;
    return this;
  }

  camera(): Camera {
    const map = this.leaflet!;
    const size = map.getSize();
    const { min } = map.getPixelBounds();
    const zoom = map.getZoom();
    return { scale: 256 * 2 ** zoom, left: min!.x, top: min!.y, width: size.x, height: size.y, zoom };
  }

  draw(): void {
    const map = this.leaflet as (L.Map & { _animatingZoom?: boolean }) | null;
    if (!map || map._animatingZoom) return;
    const camera = this.camera();
    const ctx = fitCanvas(this.canvas, camera.width, camera.height);
    L.DomUtil.setTransform(this.canvas, map.containerPointToLayerPoint([0, 0]), 1);
    ctx.clearRect(0, 0, camera.width, camera.height);
    this.painter.draw(ctx, camera, this.canvas.width / camera.width);
  }

  private animate(event: L.ZoomAnimEvent): void {
    const map = this.leaflet!;
    const scale = map.getZoomScale(event.zoom, map.getZoom());
    const internals = map as L.Map & { _latLngToNewLayerPoint(at: L.LatLng, zoom: number, centre: L.LatLng): L.Point };
    const corner = map.containerPointToLatLng([0, 0]);
    L.DomUtil.setTransform(this.canvas, internals._latLngToNewLayerPoint(corner, event.zoom, event.center), scale);
  }
}
