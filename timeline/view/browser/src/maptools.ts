/** Select events on the map by drawing a box or a lasso around them. */
import type * as L from "leaflet";
import { iconButton, make } from "./dom.ts";
import { fitCanvas } from "./glyphs.ts";
import type { Scene } from "./scene.ts";

export type Tool = "pan" | "box" | "lasso";

export interface MapToolsHost {
  selectRows(rows: number[], isAdding: boolean): void;
  project(row: number): [number, number];
}

type Point = [x: number, y: number];

export class MapTools {
  readonly element: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  tool: Tool = "pan";
  private readonly host: MapToolsHost;
  private readonly map: L.Map;
  private readonly buttons = new Map<Tool, HTMLButtonElement>();
  private path: Point[] = [];
  private scene: Scene;

  constructor(scene: Scene, map: L.Map, host: MapToolsHost) {
    this.scene = scene;
    this.map = map;
    this.host = host;
    const { words } = scene;
    for (const [tool, icon, key] of [["box", "box", "boxTool"], ["lasso", "lasso", "lassoTool"]] as const) {
      const made = iconButton(icon, words.t(key), "", () => this.use(this.tool === tool ? "pan" : tool));
      made.setAttribute("aria-pressed", "false");
      this.buttons.set(tool, made);
    }
    this.element = make("div", "dl-maptools", { role: "group", "aria-label": words.t("mapLabel") }, ...this.buttons.values());
    this.canvas = make("canvas", "dl-drawing", { "aria-hidden": "true" });
    this.canvas.hidden = true;
    this.canvas.addEventListener("pointerdown", (event) => this.begin(event));
  }

  show(scene: Scene): void {
    this.scene = scene;
  }

  use(tool: Tool): void {
    this.tool = tool;
    this.canvas.hidden = tool === "pan";
    for (const [name, made] of this.buttons) made.setAttribute("aria-pressed", String(name === tool));
    if (tool !== "pan") this.clear();
  }

  private clear(): CanvasRenderingContext2D {
    const size = this.map.getSize();
    const ctx = fitCanvas(this.canvas, size.x, size.y);
    ctx.clearRect(0, 0, size.x, size.y);
    return ctx;
  }

  private local(event: PointerEvent): Point {
    const box = this.canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  private begin(event: PointerEvent): void {
    event.preventDefault();
    this.canvas.setPointerCapture(event.pointerId);
    this.path = [this.local(event)];
    const move = (later: PointerEvent): void => this.extend(this.local(later));
    const up = (later: PointerEvent): void => {
      this.canvas.removeEventListener("pointermove", move);
      this.finish(later.shiftKey);
    };
    this.canvas.addEventListener("pointermove", move);
    this.canvas.addEventListener("pointerup", up, { once: true });
    this.canvas.addEventListener("pointercancel", up, { once: true });
  }

  private extend(point: Point): void {
    const [first] = this.path;
    if (this.tool === "box") this.path = [first, [point[0], first[1]], point, [first[0], point[1]]];
    else this.path.push(point);
    this.draw();
  }

  private draw(): void {
    const ctx = this.clear();
    ctx.beginPath();
    this.path.forEach(([x, y], k) => (k ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
    ctx.closePath();
    ctx.fillStyle = this.scene.theme.brushFill;
    ctx.fill();
    ctx.strokeStyle = this.scene.theme.brush;
    ctx.lineWidth = 1.6;
    ctx.setLineDash([5, 4]);
    ctx.stroke();
  }

  private finish(isAdding: boolean): void {
    const path = this.path;
    this.use("pan");
    if (path.length > 2) this.host.selectRows(this.inside(path), isAdding);
  }

  private inside(path: readonly Point[]): number[] {
    const { split } = this.scene;
    const found: number[] = [];
    const look = (row: number): void => {
      if (this.scene.isPlaced(row) && contains(path, this.host.project(row))) found.push(row);
    };
    for (let k = 0; k < split.shownCount; k++) look(split.shown[k]);
    this.scene.heldFromBefore().forEach(look);
    return found;
  }
}

/** Whether a point lies inside a closed path, by counting crossings. */
export function contains(path: readonly Point[], [x, y]: Point): boolean {
  let isInside = false;
  for (let i = 0, j = path.length - 1; i < path.length; j = i++) {
    const [xi, yi] = path[i];
    const [xj, yj] = path[j];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) isInside = !isInside;
  }
  return isInside;
}

