/**
 * Draw the offline basemap: countries, lakes and rivers as canvas tiles, and give
 * the names of countries and seas to whoever draws the labels.
 */
import * as L from "leaflet";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { mercatorX, mercatorY } from "./mercator.ts";
import type { Theme } from "./palette.ts";

export interface PlaceLabel {
  kind: string;
  name: string;
  a2?: string;
  a3?: string;
  lon: number;
  lat: number;
  minzoom: number;
  maxzoom?: number;
  rank: number;
  /** What a sea is called in the SEA_LANGUAGES of words.ts, where `name` is English; countries' names the browser knows. */
  names?: readonly string[];
}

interface BasemapFile {
  topology: Topology;
  labels: PlaceLabel[];
}

/** A ring or line on the unit square, with its bounds. */
interface Line {
  points: Float64Array;
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

interface Shape {
  lines: Line[];
  closed: boolean;
}

export class Basemap {
  readonly labels: PlaceLabel[];
  readonly land: Shape;
  readonly coast: Shape;
  readonly borders: Shape;
  readonly lakes: Shape;
  readonly rivers: Shape;

  constructor(file: BasemapFile) {
    this.labels = file.labels;
    const { topology } = file;
    this.land = rings(feature(topology, topology.objects["countries"] as GeometryCollection));
    this.lakes = rings(collectionOf(topology, "lakes"));
    this.rivers = strokes(collectionOf(topology, "rivers"));
    this.coast = strokes(collectionOf(topology, "coast"));
    this.borders = strokes(collectionOf(topology, "borders"));
  }

  static parse(text: string): Basemap {
    return new Basemap(JSON.parse(text) as BasemapFile);
  }
}

type Drawable = GeoJSON.FeatureCollection | GeoJSON.Feature;

function collectionOf(topology: Topology, name: string): Drawable {
  const object = topology.objects[name];
  return object ? (feature(topology, object as GeometryCollection) as Drawable) : { type: "FeatureCollection", features: [] };
}

function geometries(data: Drawable): GeoJSON.Geometry[] {
  const features = data.type === "Feature" ? [data] : data.features;
  return features.map((one) => one.geometry).filter(Boolean);
}

function rings(data: Drawable): Shape {
  const lines: Line[] = [];
  for (const geometry of geometries(data)) {
    if (geometry.type === "Polygon") lines.push(...geometry.coordinates.map(toLine));
    if (geometry.type === "MultiPolygon") for (const polygon of geometry.coordinates) lines.push(...polygon.map(toLine));
  }
  return { lines, closed: true };
}

function strokes(data: Drawable): Shape {
  const lines: Line[] = [];
  for (const geometry of geometries(data)) {
    if (geometry.type === "LineString") lines.push(toLine(geometry.coordinates));
    if (geometry.type === "MultiLineString") lines.push(...geometry.coordinates.map(toLine));
  }
  return { lines, closed: false };
}

export function toLine(coordinates: GeoJSON.Position[]): Line {
  const points = new Float64Array(coordinates.length * 2);
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let k = 0; k < coordinates.length; k++) {
    const x = (points[2 * k] = mercatorX(coordinates[k][0]));
    const y = (points[2 * k + 1] = mercatorY(coordinates[k][1]));
    if (x < x0) x0 = x;
    if (x > x1) x1 = x;
    if (y < y0) y0 = y;
    if (y > y1) y1 = y;
  }
  return { points, x0, y0, x1, y1 };
}

/** Add the lines that touch the view to the path; points closer than half a pixel are passed over. */
function trace(ctx: CanvasRenderingContext2D, shape: Shape, scale: number, left: number, top: number, size: number): void {
  const margin = 4 / scale;
  const [vx0, vy0] = [left / scale - margin, top / scale - margin];
  const [vx1, vy1] = [(left + size) / scale + margin, (top + size) / scale + margin];
  ctx.beginPath();
  for (const line of shape.lines) {
    if (line.x1 < vx0 || line.x0 > vx1 || line.y1 < vy0 || line.y0 > vy1) continue;
    if (shape.closed && (line.x1 - line.x0) * scale < 0.6 && (line.y1 - line.y0) * scale < 0.6) continue;
    traceLine(ctx, line.points, scale, left, top);
    if (shape.closed) ctx.closePath();
  }
}

function traceLine(ctx: CanvasRenderingContext2D, points: Float64Array, scale: number, left: number, top: number): void {
  let px = Infinity;
  let py = Infinity;
  const last = points.length - 2;
  for (let k = 0; k <= last; k += 2) {
    const x = points[k] * scale - left;
    const y = points[k + 1] * scale - top;
    if (k && k < last && Math.abs(x - px) + Math.abs(y - py) < 0.6) continue;
    if (k) ctx.lineTo(x, y);
    else ctx.moveTo(x, y);
    px = x;
    py = y;
  }
}

export class BasemapLayer extends L.GridLayer {
  private basemap: Basemap | null = null;
  private theme: Theme;

  constructor(theme: Theme) {
    super({ tileSize: 512, zIndex: 1, updateWhenIdle: false, keepBuffer: 2, className: "dl-basemap" } as L.GridLayerOptions);
    this.theme = theme;
  }

  show(basemap: Basemap): this {
    this.basemap = basemap;
    return this.redraw();
  }

  paint(theme: Theme): void {
    this.theme = theme;
    this.redraw();
  }

  protected override createTile(coords: L.Coords): HTMLElement {
    const tile = document.createElement("canvas");
    const ratio = Math.min(2, window.devicePixelRatio || 1);
    tile.width = tile.height = 512 * ratio;
    const ctx = tile.getContext("2d")!;
    ctx.scale(ratio, ratio);
    drawTile(ctx, this.basemap, this.theme, coords.x, coords.y, coords.z, 512);
    return tile;
  }
}

/** One square of the map; also drawn into pictures, with no Leaflet about. */
export function drawTile(
  ctx: CanvasRenderingContext2D, basemap: Basemap | null, theme: Theme, x: number, y: number, zoom: number, size: number,
): void {
  ctx.fillStyle = theme.sea;
  ctx.fillRect(0, 0, size, size);
  if (!basemap) return;
  const scale = 256 * 2 ** zoom;
  const count = scale / size;
  const wrapped = ((x % count) + count) % count;
  drawBasemap(ctx, basemap, theme, scale, wrapped * size, y * size, size, zoom);
}

export function drawBasemap(
  ctx: CanvasRenderingContext2D, basemap: Basemap, theme: Theme, scale: number, left: number, top: number, size: number, zoom: number,
): void {
  trace(ctx, basemap.land, scale, left, top, size);
  ctx.fillStyle = theme.land;
  ctx.fill("evenodd");
  trace(ctx, basemap.coast, scale, left, top, size);
  ctx.lineWidth = 0.7;
  ctx.strokeStyle = theme.dark ? "#3b4450" : "#b7c4d1";
  ctx.stroke();
  if (zoom >= 3) {
    trace(ctx, basemap.rivers, scale, left, top, size);
    ctx.strokeStyle = theme.river;
    ctx.lineWidth = zoom >= 5 ? 0.9 : 0.5;
    ctx.stroke();
  }
  trace(ctx, basemap.lakes, scale, left, top, size);
  ctx.fillStyle = theme.lake;
  ctx.fill("evenodd");
  trace(ctx, basemap.borders, scale, left, top, size);
  ctx.strokeStyle = theme.border;
  ctx.lineWidth = 1;
  ctx.setLineDash([4, 3]);
  ctx.stroke();
  ctx.setLineDash([]);
}
