/**
 * Draw the timeline: lanes above, which can be zoomed on their own, and below them
 * the overview of everything, which carries the brush. Pointer gestures end as calls
 * to the host; nothing here changes the window by itself.
 */
import { paintRows, paintStack } from "./bars.ts";
import { chooseStep, DAY, floorDay, ticks } from "./calendar.ts";
import type { Window } from "./certainty.ts";
import { drawEvent, drawForce, fitCanvas, pixelRatio, ring } from "./glyphs.ts";
import { haloText } from "./labels.ts";
import {
  DENSITY_HEIGHT, firstSpan, histogram, isApproximate, isBar, isUncertain, itemAt, lineY, layOut, MARK, padded,
  timeAt, wholeSpan, xOf, type Axis, type Item, type LaneField, type Layout,
} from "./lanes.ts";
import { OPEN_END, OPEN_START } from "./payload.ts";
import { packed, withAlpha } from "./palette.ts";
import { FADED, POSSIBLE_ALPHA, type Scene } from "./scene.ts";
import { CERTAIN, POSSIBLE } from "./certainty.ts";

export interface TimelineHost {
  setWindow(window: Window | null, isSettled: boolean): void;
  hover(row: number): void;
  select(row: number, isAdding: boolean): void;
  clearSelection(): void;
}

const BAR = 15;
/** Above this many items, those outside the window are drawn from a picture of them all. */
const BAKED_ABOVE = 80;
const PALE = FADED + 0.08;
const OVER_PALE = 0.32;
/** How wide a bin of the overview is drawn. */
const BIN_PX = 2;
const HEADROOM = 14;
const OVERVIEW_HEIGHT = 54;
const AXIS_HEIGHT = 20;
const EDGE = 7;
/** Room beside the overview for half a handle, where no lane names stand. */
const THUMB = 16;
/** How far across a lane's name reaches where it stands inside the lane. */
const NAME_PX = 170;

type Drag =
  | { mode: "new" | "move" | "start" | "end"; axis: Axis; from: number; window: Window }
  | { mode: "pan"; axis: Axis; from: number; span: [number, number] };

export class Timeline {
  readonly element: HTMLElement;
  laneField: LaneField = "category";
  span: [number, number];
  whole: [number, number];
  private readonly scene: Scene;
  private readonly host: TimelineHost;
  private readonly scroller: HTMLElement;
  private readonly lanesCanvas: HTMLCanvasElement;
  private readonly axisCanvas: HTMLCanvasElement;
  private readonly overCanvas: HTMLCanvasElement;
  private readonly handles: [HTMLElement, HTMLElement];
  private layout: Layout | null = null;
  private mask: Uint8Array | null = null;
  private window: Window | null = null;
  private expanded = new Set<number>();
  private drag: Drag | null = null;
  private counts: Uint32Array[] | null = null;
  private densityBars: HTMLCanvasElement | null = null;
  private itemsPale: HTMLCanvasElement | null = null;
  private isAxisDrawn = false;
  /** The element's width as of the last layout or frame: asking for it makes the browser lay out. */
  private width = 0;
  private overBars: HTMLCanvasElement | null = null;
  private overTicks: HTMLCanvasElement | null = null;
  private touches = new Map<number, number>();

  constructor(scene: Scene, host: TimelineHost) {
    this.scene = scene;
    this.host = host;
    this.span = firstSpan(scene);
    this.whole = wholeSpan(scene);
    this.element = element("div", "dl-timeline");
    this.scroller = element("div", "dl-lanes");
    this.lanesCanvas = document.createElement("canvas");
    this.axisCanvas = document.createElement("canvas");
    this.overCanvas = document.createElement("canvas");
    this.scroller.append(this.lanesCanvas);
    const axis = element("div", "dl-axis");
    axis.append(this.axisCanvas);
    const over = element("div", "dl-overview");
    this.handles = [this.makeHandle(0), this.makeHandle(1)];
    over.append(this.overCanvas, ...this.handles);
    this.element.append(this.scroller, axis, over);
    this.scroller.tabIndex = 0;
    this.scroller.setAttribute("role", "group");
    this.scroller.setAttribute("aria-label", scene.words.t("lanesLabel"));
    over.setAttribute("role", "group");
    over.setAttribute("aria-label", scene.words.t("overviewLabel"));
    this.listen();
  }

  /** Stand in for the timeline of other events: the same lanes, span and open lanes. */
  takeOver(before: Timeline): void {
    this.laneField = before.laneField;
    this.span = before.span;
    this.expanded = before.expanded;
  }

  get contentHeight(): number {
    return this.layout?.height ?? 0;
  }

  private get gutter(): number {
    return this.width < 600 ? 0 : 104;
  }

  lanesAxis(): Axis {
    const width = Math.max(50, this.width - this.gutter - 12);
    return { start: this.span[0], end: this.span[1], left: this.gutter, width };
  }

  overviewAxis(): Axis {
    const left = this.gutter || THUMB;
    const width = Math.max(50, this.width - left - (this.gutter ? 12 : THUMB));
    return { start: this.whole[0], end: this.whole[1], left, width };
  }

  /** Lay out again: the filters, the lanes, the span or the size have changed. */
  relayout(mask: Uint8Array | null): void {
    this.use(mask);
    this.draw(this.window);
  }

  /** The same without drawing: how high the lanes will be is known then. */
  use(mask: Uint8Array | null): void {
    this.mask = mask;
    this.width = this.element.clientWidth;
    this.layOut();
    this.overBars = this.overTicks = this.counts = null;
  }

  private layOut(): void {
    this.layout = layOut(this.scene, this.mask, this.laneField, this.lanesAxis(), this.expanded, this.gutter ? 0 : HEADROOM, this.scroller.clientHeight);
    this.densityBars = this.itemsPale = null;
    this.isAxisDrawn = false;
  }

  setSpan(start: number, end: number): void {
    const least = 3_600_000;
    const most = (this.whole[1] - this.whole[0]) * 1.5;
    const middle = (start + end) / 2;
    const length = Math.max(least, Math.min(most, end - start));
    this.span = [middle - length / 2, middle + length / 2];
    this.layOut();
    this.draw(this.window);
  }

  fitAll(): void {
    this.setSpan(...this.whole);
  }

  fitWindow(): void {
    if (this.window) this.setSpan(...padded(...this.window));
    else this.setSpan(...firstSpan(this.scene, this.mask));
  }

  /** Bring a window into the lanes when it is not in sight. */
  reveal(window: Window): void {
    if (window[0] < this.span[0] || window[1] > this.span[1]) this.setSpan(...padded(...window));
  }

  zoom(factor: number, at = (this.span[0] + this.span[1]) / 2): void {
    this.setSpan(at - (at - this.span[0]) * factor, at + (this.span[1] - at) * factor);
  }

  draw(window: Window | null): void {
    this.window = window;
    this.width = this.element.clientWidth;
    if (!this.layout || !this.width) return;
    this.drawLanes();
    if (!this.isAxisDrawn) this.drawAxis();
    this.drawOverview();
    this.placeHandles();
    const below = this.layout.height - this.scroller.scrollTop - this.scroller.clientHeight;
    this.element.classList.toggle("dl-more-below", below > 6);
  }

  /** Draw ahead what the first brush needs: the events as they look outside a window. */
  prepare(): void {
    const { layout } = this;
    if (layout && this.width && !layout.density && layout.items.length > BAKED_ABOVE) this.itemsPale ??= this.bakeItems(layout);
  }

  // ---- lanes

  private drawLanes(): void {
    const layout = this.layout!;
    const axis = this.lanesAxis();
    const { width } = this;
    const height = Math.max(this.scroller.clientHeight, layout.height);
    const ctx = fitCanvas(this.lanesCanvas, width, Math.min(4000, height));
    ctx.clearRect(0, 0, width, height);
    this.paintLanes(ctx, layout, axis, width, height, this.window !== null && layout.items.length > BAKED_ABOVE);
  }

  private paintLanes(ctx: CanvasRenderingContext2D, layout: Layout, axis: Axis, width: number, height: number, isBaked = false): void {
    this.drawGrid(ctx, axis, height);
    this.drawWindow(ctx, axis, height);
    ctx.save();
    ctx.beginPath();
    ctx.rect(this.gutter ? this.gutter - 2 : 0, 0, width, height);
    ctx.clip();
    if (layout.density) this.drawDensity(ctx, axis, layout);
    else this.drawItems(ctx, axis, layout, isBaked);
    ctx.restore();
    this.drawLaneLabels(ctx, layout, width);
    this.drawWindowEdges(ctx, axis, height);
  }

  private drawGrid(ctx: CanvasRenderingContext2D, axis: Axis, height: number): void {
    ctx.fillStyle = this.scene.theme.hairline;
    for (const tick of ticks(axis.start, axis.end, chooseStep(axis.start, axis.end, axis.width))) {
      ctx.fillRect(Math.round(xOf(axis, tick.time)), 0, 1, height);
    }
  }

  private drawWindow(ctx: CanvasRenderingContext2D, axis: Axis, height: number): void {
    if (!this.window) return;
    const [x0, x1] = this.windowEdges(axis);
    ctx.fillStyle = this.scene.theme.brushFill;
    ctx.fillRect(x0, 0, x1 - x0, height);
  }

  private windowEdges(axis: Axis): [number, number] {
    const clamp = (x: number): number => Math.max(axis.left - 2, Math.min(axis.left + axis.width + 2, x));
    return [clamp(xOf(axis, this.window![0])), clamp(xOf(axis, this.window![1]))];
  }

  private drawWindowEdges(ctx: CanvasRenderingContext2D, axis: Axis, height: number): void {
    if (!this.window) return;
    ctx.fillStyle = this.scene.theme.brush;
    for (const time of this.window) {
      const x = xOf(axis, time);
      if (x >= axis.left - 1 && x <= axis.left + axis.width + 1) ctx.fillRect(Math.round(x) - 1, 0, 2, height);
    }
  }

  private alphaOf(row: number): number {
    const state = this.scene.split.state[row];
    if (state === CERTAIN) return 1;
    return state === POSSIBLE ? POSSIBLE_ALPHA : FADED;
  }

  private drawItems(ctx: CanvasRenderingContext2D, axis: Axis, layout: Layout, isBaked: boolean): void {
    const { scene } = this;
    const { state } = scene.split;
    if (isBaked) ctx.drawImage((this.itemsPale ??= this.bakeItems(layout)), 0, 0, this.width, layout.height);
    for (const item of layout.items) if (item.line >= 0 && (!isBaked || state[item.row])) this.drawItem(ctx, item, layout);
    this.drawItemLabels(ctx, layout, axis);
    const raised = layout.items.filter((item) => item.line >= 0 && (scene.selected.has(item.row) || scene.hover === item.row));
    for (const item of raised) {
      this.drawItem(ctx, item, layout, 1);
      this.drawRing(ctx, item, lineY(layout.lanes[item.lane], item.line));
    }
    const hovered = raised.find((item) => scene.hover === item.row);
    if (hovered) this.drawHoverLabel(ctx, hovered, lineY(layout.lanes[hovered.lane], hovered.line), axis);
  }

  /** All items as they look outside the window, drawn once: a brush then draws only those inside. */
  private bakeItems(layout: Layout): HTMLCanvasElement {
    const canvas = document.createElement("canvas");
    const ctx = fitCanvas(canvas, this.width, layout.height);
    for (const item of layout.items) if (item.line >= 0) this.drawItem(ctx, item, layout, FADED);
    return canvas;
  }

  private drawHoverLabel(ctx: CanvasRenderingContext2D, item: Item, y: number, axis: Axis): void {
    const { theme } = this.scene;
    const { words } = this.scene;
    const text = `${words.apart(this.scene.title(item.row))} · ${words.apart(this.scene.date(item.row))}`;
    ctx.font = `600 12px ${FONT}`;
    ctx.textBaseline = "middle";
    const width = ctx.measureText(text).width;
    const right = axis.left + axis.width;
    const x = item.cx + 14 + width < right ? Math.max(axis.left + 4, item.cx + 14) : Math.max(axis.left + 4, item.cx - 14 - width);
    ctx.fillStyle = theme.paper;
    ctx.beginPath();
    ctx.roundRect(x - 4, y - 10, width + 8, 20, 4);
    ctx.fill();
    ctx.fillStyle = theme.ink;
    ctx.fillText(text, x, y + 0.5);
  }

  private drawRing(ctx: CanvasRenderingContext2D, item: Item, y: number): void {
    const { theme, selected, data } = this.scene;
    const colour = selected.has(item.row) ? theme.selection : theme.hoverRing;
    if (!isBar(data.flags[item.row])) return ring(ctx, item.cx, y, MARK + 4, colour, theme.halo);
    ctx.beginPath();
    ctx.roundRect(item.x0 - 2, y - BAR / 2 - 2, Math.max(MARK, item.x1 - item.x0) + 4, BAR + 4, 7);
    ctx.lineWidth = 2;
    ctx.strokeStyle = colour;
    ctx.stroke();
  }

  private drawItem(ctx: CanvasRenderingContext2D, item: Item, layout: Layout, alpha = this.alphaOf(item.row)): void {
    const { scene } = this;
    const y = lineY(layout.lanes[item.lane], item.line);
    const flags = scene.data.flags[item.row];
    if (isBar(flags)) return this.drawBar(ctx, item, y, flags, alpha);
    if (item.x1 - item.x0 > 3) this.drawPeriod(ctx, item, y, flags, alpha);
    const style = scene.style(item.row, alpha);
    if (alpha < 1) this.knockOut(ctx, item.cx, y);
    if (scene.isForce(item.row)) drawForce(ctx, item.cx, y, MARK * 2 - 1, style, scene.theme);
    else drawEvent(ctx, item.cx, y, MARK, style, scene.theme);
  }

  /** A translucent mark must not show the line it stands on. */
  private knockOut(ctx: CanvasRenderingContext2D, x: number, y: number): void {
    ctx.fillStyle = this.scene.theme.paper;
    ctx.beginPath();
    ctx.arc(x, y, MARK, 0, 2 * Math.PI);
    ctx.fill();
  }

  /** A true interval: it lasted all through. Open ends fade; approximate edges are dashed. */
  private drawBar(ctx: CanvasRenderingContext2D, item: Item, y: number, flags: number, alpha: number): void {
    const colour = this.scene.colourOf(item.row);
    const [x0, x1] = [item.x0, Math.max(item.x1, item.x0 + MARK)];
    ctx.globalAlpha = alpha;
    ctx.beginPath();
    ctx.roundRect(x0, y - BAR / 2, x1 - x0, BAR, 5);
    ctx.fillStyle = this.barFill(ctx, item, flags, colour);
    ctx.fill();
    if (isUncertain(flags)) hatch(ctx, x0, y - BAR / 2, x1 - x0, BAR, this.scene.theme.paper);
    if (isApproximate(flags) || this.scene.isHollow(item.row)) {
      if (isApproximate(flags)) ctx.setLineDash([4, 3]);
      ctx.lineWidth = 1.4;
      ctx.strokeStyle = colour;
      ctx.stroke();
      ctx.setLineDash([]);
    }
    ctx.globalAlpha = 1;
  }

  private isPale(row: number): boolean {
    return this.scene.isHollow(row) || isApproximate(this.scene.data.flags[row]);
  }

  private barFill(ctx: CanvasRenderingContext2D, item: Item, flags: number, colour: string): string | CanvasGradient {
    const strength = this.isPale(item.row) ? 0.25 : 0.85;
    if (!(flags & (OPEN_START | OPEN_END))) return withAlpha(colour, strength);
    const axis = this.lanesAxis();
    const [x0, x1] = [Math.max(axis.left, item.x0), Math.min(axis.left + axis.width + 12, item.x1)];
    const gradient = ctx.createLinearGradient(x0, 0, Math.max(x0 + 1, x1), 0);
    const fade = Math.min(0.5, 90 / Math.max(90, x1 - x0));
    gradient.addColorStop(0, withAlpha(colour, flags & OPEN_START ? 0 : strength));
    gradient.addColorStop(flags & OPEN_START ? fade : 0, withAlpha(colour, strength));
    gradient.addColorStop(flags & OPEN_END ? 1 - fade : 1, withAlpha(colour, strength));
    gradient.addColorStop(1, withAlpha(colour, flags & OPEN_END ? 0 : strength));
    return gradient;
  }

  /** An instant known only to a period: a point on a thin line over what it may be. */
  private drawPeriod(ctx: CanvasRenderingContext2D, item: Item, y: number, flags: number, alpha: number): void {
    const colour = this.scene.colourOf(item.row);
    ctx.globalAlpha = alpha;
    ctx.strokeStyle = colour;
    ctx.lineWidth = 1.6;
    if (isApproximate(flags)) ctx.setLineDash([4, 3]);
    ctx.beginPath();
    ctx.moveTo(item.x0, y);
    ctx.lineTo(item.x1, y);
    if (!isApproximate(flags)) {
      for (const x of [item.x0, item.x1]) {
        ctx.moveTo(x, y - 3.5);
        ctx.lineTo(x, y + 3.5);
      }
    }
    ctx.stroke();
    ctx.setLineDash([]);
    if (isUncertain(flags)) hatch(ctx, item.x0, y - 3.5, item.x1 - item.x0, 7, colour);
    ctx.globalAlpha = 1;
  }

  /** Titles stand to the right of a mark where its row has room before the next. */
  private drawItemLabels(ctx: CanvasRenderingContext2D, layout: Layout, axis: Axis): void {
    if (layout.items.length > 150) return;
    ctx.font = `12px ${FONT}`;
    ctx.textBaseline = "middle";
    const free = nextStarts(layout, axis.left + axis.width + 8);
    for (const item of layout.items) {
      if (item.line < 0) continue;
      const y = lineY(layout.lanes[item.lane], item.line) + 0.5;
      ctx.globalAlpha = this.scene.split.state[item.row] ? 1 : 0.42;
      if (!isBar(this.scene.data.flags[item.row]) || !this.labelInside(ctx, item, y, axis)) this.labelBeside(ctx, item, y, free.get(item)!);
      ctx.globalAlpha = 1;
    }
  }

  private labelInside(ctx: CanvasRenderingContext2D, item: Item, y: number, axis: Axis): boolean {
    const x = Math.max(item.x0, axis.left) + 7;
    const text = fitText(ctx, this.scene.title(item.row), Math.min(item.x1, axis.left + axis.width) - x - 6);
    if (text.length < Math.min(8, this.scene.title(item.row).length)) return false;
    ctx.fillStyle = this.isPale(item.row) || !this.scene.split.state[item.row] ? this.scene.theme.ink : this.scene.theme.forceText;
    ctx.fillText(text, x, y);
    return true;
  }

  private labelBeside(ctx: CanvasRenderingContext2D, item: Item, y: number, limit: number): void {
    const x = Math.max(item.cx + MARK, item.x1) + 5;
    const text = fitText(ctx, this.scene.title(item.row), limit - x - 6);
    if (text) haloText(ctx, text, x, y, this.scene.theme.ink, this.scene.theme.halo);
  }

  /** Many events: bars per pixel, drawn once, then shown full inside the window and pale outside. */
  private drawDensity(ctx: CanvasRenderingContext2D, axis: Axis, layout: Layout): void {
    const bars = (this.densityBars ??= this.bakeDensity(layout));
    const draw = (x0: number, x1: number, alpha: number): void => {
      const width = Math.max(1, x1 - x0);
      ctx.globalAlpha = alpha;
      ctx.imageSmoothingEnabled = false;
      ctx.drawImage(bars, x0 - axis.left, 0, width, bars.height, x0, 0, width, layout.height);
      ctx.imageSmoothingEnabled = true;
      ctx.globalAlpha = 1;
    };
    const right = axis.left + axis.width;
    if (!this.window) return draw(axis.left, right, 1);
    draw(axis.left, right, PALE);
    const [w0, w1] = this.windowEdges(axis).map((x) => Math.max(axis.left, Math.min(right, x)));
    if (w1 > axis.left && w0 < right) {
      ctx.clearRect(w0, 0, Math.max(1, w1 - w0), layout.height);
      this.drawGridWithin(ctx, axis, w0, w1, layout.height);
      draw(w0, w1, 1);
    }
  }

  private drawGridWithin(ctx: CanvasRenderingContext2D, axis: Axis, x0: number, x1: number, height: number): void {
    ctx.save();
    ctx.beginPath();
    ctx.rect(x0, 0, Math.max(1, x1 - x0), height);
    ctx.clip();
    this.drawGrid(ctx, axis, height);
    this.drawWindow(ctx, axis, height);
    ctx.restore();
  }

  /** One pixel a column across, as sharp as the screen up and down. */
  private bakeDensity(layout: Layout): HTMLCanvasElement {
    const ratio = pixelRatio();
    const rows = layout.lanes.map((lane, k) => ({
      counts: layout.density![k], colour: packed(this.laneColour(lane.value), 255), base: Math.round((lane.top + DENSITY_HEIGHT) * ratio),
    }));
    return paintRows(rows, layout.density![0]?.length ?? 1, Math.round(layout.height * ratio), DENSITY_HEIGHT * ratio, 2 * ratio);
  }

  private laneColour(value: number): string {
    return this.laneField === "category" ? this.scene.colours[value] ?? this.scene.theme.muted : this.scene.theme.force;
  }

  private drawLaneLabels(ctx: CanvasRenderingContext2D, layout: Layout, width: number): void {
    const { theme, words } = this.scene;
    ctx.textBaseline = "middle";
    layout.lanes.forEach((lane, k) => {
      const y = lane.top + (layout.density ? DENSITY_HEIGHT / 2 : (lane.lines * 19) / 2);
      if (this.gutter) {
        ctx.font = `12px ${FONT}`;
        ctx.fillStyle = theme.muted;
        const text = fitText(ctx, lane.label, this.gutter - 22 - (lane.hidden || this.isOpen(lane.value) ? 26 : 0));
        ctx.fillText(text || lane.label.slice(0, 8), 12, y);
        this.drawMore(ctx, lane, y, words.t("more", { count: lane.hidden }));
      } else {
        ctx.font = `600 10.5px ${FONT}`;
        haloText(ctx, lane.hidden ? `${lane.label} ${words.t("more", { count: lane.hidden })}` : lane.label, 8, lane.top - HEADROOM / 2, theme.muted, theme.halo);
      }
      if (k) {
        ctx.fillStyle = theme.hairline;
        ctx.globalAlpha = 0.7;
        ctx.fillRect(0, lane.top - 3 - (this.gutter ? 0 : HEADROOM), width, 1);
        ctx.globalAlpha = 1;
      }
    });
  }

  private isOpen(value: number): boolean {
    return this.expanded.has(value);
  }

  private drawMore(ctx: CanvasRenderingContext2D, lane: { value: number; hidden: number }, y: number, text: string): void {
    if (!lane.hidden && !this.isOpen(lane.value)) return;
    ctx.font = `600 11px ${FONT}`;
    ctx.fillStyle = this.scene.theme.brush;
    ctx.textAlign = "right";
    ctx.fillText(lane.hidden ? text : "−", this.gutter - 8, y);
    ctx.textAlign = "start";
  }

  /** What lies beyond the span is counted at the edge it lies beyond. */
  private drawOutside(ctx: CanvasRenderingContext2D, layout: Layout, axis: Axis): void {
    const { theme, words } = this.scene;
    ctx.font = `11px ${FONT}`;
    ctx.textBaseline = "middle";
    const y = 11;
    const write = (text: string, x: number): void => {
      ctx.fillStyle = theme.paper;
      ctx.fillRect(x - 6, 0, ctx.measureText(text).width + 12, AXIS_HEIGHT);
      ctx.fillStyle = theme.brush;
      ctx.fillText(text, x, y);
    };
    if (layout.earlier) write(`‹ ${words.t("earlier", { count: layout.earlier })}`, axis.left + 4);
    const later = `${words.t("later", { count: layout.later })} ›`;
    if (layout.later) write(later, axis.left + axis.width - 2 - ctx.measureText(later).width);
  }

  private drawAxis(): void {
    this.isAxisDrawn = true;
    const axis = this.lanesAxis();
    const ctx = fitCanvas(this.axisCanvas, this.width, AXIS_HEIGHT);
    ctx.clearRect(0, 0, this.width, AXIS_HEIGHT);
    this.drawTicks(ctx, axis, 11);
    this.drawOutside(ctx, this.layout!, axis);
  }

  private drawTicks(ctx: CanvasRenderingContext2D, axis: Axis, y: number): void {
    const { theme, words } = this.scene;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    let free = -Infinity;
    for (const tick of ticks(axis.start, axis.end, chooseStep(axis.start, axis.end, axis.width))) {
      const isFirst = free === -Infinity;
      const text = words.tick(tick, isFirst);
      ctx.font = `${tick.major ? 600 : 400} 11px ${FONT}`;
      const half = ctx.measureText(text).width / 2;
      const x = isFirst ? Math.max(xOf(axis, tick.time), half + 2) : xOf(axis, tick.time);
      if (x - half < free || x + half > axis.left + axis.width + 10) continue;
      free = x + half + 8;
      ctx.fillStyle = tick.major ? theme.ink : theme.muted;
      ctx.fillText(text, x, y);
    }
    ctx.textAlign = "start";
  }

  // ---- picture

  get pictureHeight(): number {
    return (this.layout?.height ?? 0) + AXIS_HEIGHT + OVERVIEW_HEIGHT;
  }

  /** Draw lanes, axis and overview under each other, whole, into a picture. */
  paint(ctx: CanvasRenderingContext2D, width: number): void {
    const layout = this.layout!;
    ctx.save();
    this.paintLanes(ctx, layout, this.lanesAxis(), width, layout.height);
    ctx.translate(0, layout.height);
    this.drawTicks(ctx, this.lanesAxis(), 11);
    ctx.translate(0, AXIS_HEIGHT);
    this.paintOverview(ctx);
    ctx.restore();
  }

  private paintOverview(ctx: CanvasRenderingContext2D): void {
    const axis = this.overviewAxis();
    this.bakeBars(ctx, axis, this.window ? 0.5 : 1);
    this.drawOverviewTicks(ctx, axis);
    if (!this.window) return;
    const [x0, x1] = this.windowEdges(axis);
    ctx.strokeStyle = this.scene.theme.brush;
    ctx.lineWidth = 1.5;
    ctx.strokeRect(x0, 0.75, Math.max(2, x1 - x0), OVERVIEW_HEIGHT - 15.5);
  }

  // ---- overview

  private drawOverview(): void {
    const axis = this.overviewAxis();
    const { width } = this;
    const ctx = fitCanvas(this.overCanvas, width, OVERVIEW_HEIGHT);
    const ticks = (this.overTicks ??= this.bakeOverTicks(axis));
    ctx.clearRect(0, 0, width, OVERVIEW_HEIGHT);
    this.drawSpanBracket(ctx, axis);
    ctx.drawImage(ticks, 0, 0, width, OVERVIEW_HEIGHT);
    this.drawOverBars(ctx, axis, this.window ? OVER_PALE : 1);
    if (!this.window) return;
    const [x0, x1] = this.windowEdges(axis);
    const w = Math.max(2, x1 - x0);
    ctx.fillStyle = this.scene.theme.brushFill;
    ctx.fillRect(x0, 0, w, OVERVIEW_HEIGHT - 14);
    ctx.save();
    ctx.beginPath();
    ctx.rect(x0, 0, w, OVERVIEW_HEIGHT - 14);
    ctx.clip();
    this.drawOverBars(ctx, axis, 1);
    ctx.restore();
    ctx.strokeStyle = this.scene.theme.brush;
    ctx.lineWidth = 1.5;
    ctx.strokeRect(x0, 0.75, w, OVERVIEW_HEIGHT - 15.5);
  }

  private drawOverBars(ctx: CanvasRenderingContext2D, axis: Axis, alpha: number): void {
    const bars = (this.overBars ??= this.bakeOverBars(axis));
    ctx.globalAlpha = alpha;
    ctx.imageSmoothingEnabled = false;
    ctx.drawImage(bars, axis.left, 0, bars.width * BIN_PX, OVERVIEW_HEIGHT - 14);
    ctx.imageSmoothingEnabled = true;
    ctx.globalAlpha = 1;
  }

  private bakeOverBars(axis: Axis): HTMLCanvasElement {
    const ratio = pixelRatio();
    const { theme, colours } = this.scene;
    const counts = this.overviewCounts(axis);
    const painted = counts.map((_, category) => packed(colours[category] ?? theme.force, 255));
    return paintStack(counts, painted, Math.round((OVERVIEW_HEIGHT - 14) * ratio), (OVERVIEW_HEIGHT - 18) * ratio, 3 * ratio);
  }

  private overviewCounts(axis: Axis): Uint32Array[] {
    return (this.counts ??= histogram(this.scene, this.mask, axis, Math.max(1, Math.floor(axis.width / BIN_PX))));
  }

  private bakeOverTicks(axis: Axis): HTMLCanvasElement {
    const canvas = document.createElement("canvas");
    this.drawOverviewTicks(fitCanvas(canvas, this.width, OVERVIEW_HEIGHT), axis);
    return canvas;
  }

  /** The part of everything that the lanes above show. */
  private drawSpanBracket(ctx: CanvasRenderingContext2D, axis: Axis): void {
    const x0 = Math.max(axis.left, xOf(axis, this.span[0]));
    const x1 = Math.min(axis.left + axis.width, xOf(axis, this.span[1]));
    ctx.fillStyle = this.scene.theme.dark ? "rgba(255,255,255,0.06)" : "rgba(20,35,60,0.05)";
    ctx.fillRect(x0, 0, Math.max(3, x1 - x0), OVERVIEW_HEIGHT - 14);
  }

  private bakeBars(ctx: CanvasRenderingContext2D, axis: Axis, alpha: number): void {
    const counts = this.overviewCounts(axis);
    const totals = new Float64Array(counts[0].length);
    for (const one of counts) one.forEach((count, bin) => (totals[bin] += count));
    const most = Math.max(1, totals.reduce((a, b) => Math.max(a, b), 0));
    ctx.globalAlpha = alpha;
    this.drawBars(ctx, axis, counts, totals, most, BIN_PX);
    ctx.globalAlpha = 1;
  }

  private drawBars(
    ctx: CanvasRenderingContext2D, axis: Axis, counts: Uint32Array[], totals: Float64Array, most: number, binPx: number,
  ): void {
    const room = OVERVIEW_HEIGHT - 18;
    totals.forEach((total, bin) => {
      if (!total) return;
      const height = Math.max(3, Math.sqrt(total / most) * room);
      let y = OVERVIEW_HEIGHT - 14;
      counts.forEach((one, category) => {
        if (!one[bin]) return;
        const part = (one[bin] / total) * height;
        ctx.fillStyle = this.scene.colours[category] ?? this.scene.theme.force;
        ctx.fillRect(axis.left + bin * binPx, y - part, binPx, part);
        y -= part;
      });
    });
  }

  private drawOverviewTicks(ctx: CanvasRenderingContext2D, axis: Axis): void {
    const { theme, words } = this.scene;
    ctx.fillStyle = theme.hairline;
    ctx.fillRect(axis.left, OVERVIEW_HEIGHT - 14, axis.width, 1);
    ctx.font = `10.5px ${FONT}`;
    ctx.textBaseline = "middle";
    ctx.fillStyle = theme.muted;
    let free = -Infinity;
    for (const tick of ticks(axis.start, axis.end, chooseStep(axis.start, axis.end, axis.width, 84))) {
      const x = xOf(axis, tick.time);
      const text = words.tick(tick, free === -Infinity);
      const half = ctx.measureText(text).width / 2;
      if (x - half < Math.max(free, axis.left - 4) || x + half > axis.left + axis.width) continue;
      free = x + half + 8;
      ctx.textAlign = "center";
      ctx.fillText(text, x, OVERVIEW_HEIGHT - 6);
    }
    ctx.textAlign = "start";
  }

  // ---- brush

  private makeHandle(side: 0 | 1): HTMLElement {
    const handle = element("div", `dl-handle dl-handle-${side ? "end" : "start"}`);
    handle.tabIndex = 0;
    handle.setAttribute("role", "slider");
    handle.setAttribute("aria-orientation", "horizontal");
    handle.setAttribute("aria-label", this.scene.words.t(side ? "handleEnd" : "handleStart"));
    handle.addEventListener("keydown", (event) => this.onHandleKey(event, side));
    handle.addEventListener("pointerdown", (event) => {
      event.stopPropagation();
      this.beginDrag(event, side ? "end" : "start", this.overviewAxis());
    });
    return handle;
  }

  private placeHandles(): void {
    const axis = this.overviewAxis();
    const window = this.window ?? this.wholeDays();
    const width = ((window[1] - window[0]) / (axis.end - axis.start)) * axis.width;
    this.handles[0].parentElement!.classList.toggle("dl-tight", width < this.handles[0].clientWidth);
    this.handles.forEach((handle, side) => {
      const clamped = Math.max(axis.left, Math.min(axis.left + axis.width, xOf(axis, window[side])));
      handle.style.transform = `translateX(${clamped.toFixed(1)}px)`;
      handle.classList.toggle("dl-handle-idle", !this.window);
      const shown = side ? window[1] - DAY : window[0];
      handle.setAttribute("aria-valuemin", String(Math.floor(this.whole[0] / DAY)));
      handle.setAttribute("aria-valuemax", String(Math.ceil(this.whole[1] / DAY)));
      handle.setAttribute("aria-valuenow", String(Math.floor(shown / DAY)));
      handle.setAttribute("aria-valuetext", this.scene.words.longDay(shown));
    });
  }

  wholeDays(): Window {
    return [floorDay(this.whole[0]), floorDay(this.whole[1]) + DAY];
  }

  private onHandleKey(event: KeyboardEvent, side: 0 | 1): void {
    const steps: Record<string, number> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -30, PageUp: 30 };
    const bounds = this.wholeDays();
    const window: [number, number] = [...(this.window ?? bounds)];
    if (event.key === "Home") window[side] = side ? window[0] + DAY : bounds[0];
    else if (event.key === "End") window[side] = side ? bounds[1] : window[1] - DAY;
    else if (event.key in steps) window[side] += steps[event.key] * (event.shiftKey ? 10 : 1) * DAY;
    else return;
    event.preventDefault();
    event.stopPropagation();
    if (side) window[1] = Math.max(window[0] + DAY, window[1]);
    else window[0] = Math.min(window[1] - DAY, window[0]);
    this.host.setWindow(window, true);
  }

  private listen(): void {
    this.scroller.addEventListener("pointerdown", (event) => this.onLanesDown(event));
    this.scroller.addEventListener("pointermove", (event) => this.onLanesHover(event));
    this.scroller.addEventListener("pointerleave", () => this.host.hover(-1));
    this.scroller.addEventListener("scroll", () => this.draw(this.window));
    this.scroller.addEventListener("dblclick", (event) => { if (this.local(event) >= this.gutter) this.host.setWindow(null, true); });
    this.scroller.addEventListener("wheel", (event) => this.onWheel(event), { passive: false });
    const over = this.overCanvas;
    over.addEventListener("pointerdown", (event) => this.onOverviewDown(event));
    over.parentElement!.addEventListener("dblclick", () => this.host.setWindow(null, true));
    over.addEventListener("wheel", (event) => this.onWheel(event, this.overviewAxis()), { passive: false });
    const ticks = this.axisCanvas.parentElement!;
    ticks.addEventListener("pointerdown", (event) => { if (event.button === 0 && !this.pressOutside(this.local(event))) this.beginPan(event); });
    ticks.addEventListener("wheel", (event) => this.onWheel(event), { passive: false });
  }

  private onWheel(event: WheelEvent, axis = this.lanesAxis()): void {
    if (event.ctrlKey || Math.abs(event.deltaY) >= Math.abs(event.deltaX)) {
      if (this.canScroll(event) && !event.ctrlKey) return;
      event.preventDefault();
      this.zoom(Math.exp(event.deltaY * 0.0015), timeAt(axis, this.local(event)));
      return;
    }
    event.preventDefault();
    this.pan((event.deltaX / this.lanesAxis().width) * (this.span[1] - this.span[0]));
  }

  /** With the Alt key the lanes scroll; the plain wheel zooms the axis. */
  private canScroll(event: WheelEvent): boolean {
    return event.altKey && this.scroller.scrollHeight > this.scroller.clientHeight;
  }

  pan(by: number): void {
    this.setSpan(this.span[0] + by, this.span[1] + by);
  }

  private local(event: MouseEvent): number {
    return event.clientX - this.element.getBoundingClientRect().left;
  }

  private localY(event: MouseEvent): number {
    return event.clientY - this.lanesCanvas.getBoundingClientRect().top;
  }

  private onLanesHover(event: PointerEvent): void {
    if (this.drag || !this.layout) return;
    const x = this.local(event);
    const item = itemAt(this.layout, x, this.localY(event));
    this.host.hover(item ? item.row : -1);
    this.scroller.style.cursor = item ? "pointer" : this.edgeAt(this.lanesAxis(), x) ? "ew-resize" : "crosshair";
  }

  private edgeAt(axis: Axis, x: number): "start" | "end" | null {
    if (!this.window) return null;
    if (Math.abs(x - xOf(axis, this.window[1])) <= EDGE) return "end";
    return Math.abs(x - xOf(axis, this.window[0])) <= EDGE ? "start" : null;
  }

  private onLanesDown(event: PointerEvent): void {
    if (event.button > 0 || !this.layout) return;
    const x = this.local(event);
    if (this.gutter && x < this.gutter) {
      this.toggleLane(this.localY(event));
      return;
    }
    if (!this.gutter && x < NAME_PX && this.toggleLane(this.localY(event), HEADROOM)) return;
    const item = itemAt(this.layout, x, this.localY(event));
    const edge = this.edgeAt(this.lanesAxis(), x);
    if (item && !edge) return this.host.select(item.row, event.shiftKey);
    if (event.pointerType === "touch") return this.beginTouch(event);
    if (event.shiftKey) return this.beginPan(event);
    this.beginDrag(event, edge ?? "new", this.lanesAxis());
  }

  /** A press on the count of what lies beyond the span shows it. */
  private pressOutside(x: number): boolean {
    const axis = this.lanesAxis();
    const isEarlier = this.layout!.earlier > 0 && x < axis.left + 80;
    const isLater = this.layout!.later > 0 && x > axis.left + axis.width - 80;
    if (isEarlier || isLater) this.fitAll();
    return isEarlier || isLater;
  }

  /** Open or close the lane at a height; where names stand inside the lanes, only the `name` above them counts. */
  private toggleLane(y: number, name = 0): boolean {
    const lane = this.layout!.lanes.find((one) => (name ? y >= one.top - name && y < one.top + 2 : y >= one.top - 3 && y < one.top + one.lines * 19 + 3));
    if (!lane || (!lane.hidden && !this.isOpen(lane.value))) return false;
    if (!this.expanded.delete(lane.value)) this.expanded.add(lane.value);
    this.relayout(this.mask);
    return true;
  }

  private onOverviewDown(event: PointerEvent): void {
    if (event.button > 0) return;
    const axis = this.overviewAxis();
    const x = this.local(event);
    const edge = this.edgeAt(axis, x);
    const isInside = this.window && x > xOf(axis, this.window[0]) && x < xOf(axis, this.window[1]);
    this.beginDrag(event, edge ?? (isInside ? "move" : "new"), axis);
  }

  /** One finger pans the lanes, two zoom them around the point between. */
  private beginTouch(event: PointerEvent): void {
    this.touches.set(event.pointerId, this.local(event));
    const forget = (later: PointerEvent): void => {
      this.touches.delete(later.pointerId);
      window.removeEventListener("pointerup", forget);
      window.removeEventListener("pointercancel", forget);
    };
    window.addEventListener("pointerup", forget);
    window.addEventListener("pointercancel", forget);
    if (this.touches.size === 2) this.beginPinch();
    else this.beginPan(event);
  }

  private beginPinch(): void {
    this.drag = null;
    const axis = this.lanesAxis();
    const [a, b] = [...this.touches.values()];
    const [from, to] = [timeAt(axis, Math.min(a, b)), timeAt(axis, Math.max(a, b))];
    const move = (event: PointerEvent): void => {
      if (this.touches.size < 2) return window.removeEventListener("pointermove", move);
      if (this.touches.has(event.pointerId)) this.touches.set(event.pointerId, this.local(event));
      const [x, y] = [...this.touches.values()];
      this.setSpan(...pinched(axis, from, to, Math.min(x, y), Math.max(x, y)));
    };
    window.addEventListener("pointermove", move);
  }

  private beginPan(event: PointerEvent): void {
    this.track(event, { mode: "pan", axis: this.lanesAxis(), from: this.local(event), span: [...this.span] });
  }

  private beginDrag(event: PointerEvent, mode: "new" | "move" | "start" | "end", axis: Axis): void {
    this.track(event, { mode, axis, from: timeAt(axis, this.local(event)), window: this.window ?? this.wholeDays() });
  }

  private track(event: PointerEvent, drag: Drag): void {
    event.preventDefault();
    (event.currentTarget as HTMLElement).focus?.({ preventScroll: true });
    this.drag = drag;
    const startX = this.local(event);
    let hasMoved = false;
    const move = (later: PointerEvent): void => {
      hasMoved ||= Math.abs(this.local(later) - startX) > 3;
      if (hasMoved && this.drag) this.onDrag(this.local(later), false);
    };
    const up = (later: PointerEvent): void => {
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", up);
      window.removeEventListener("pointercancel", up);
      if (hasMoved && this.drag) this.onDrag(this.local(later), true);
      else if (drag.mode === "new") this.host.clearSelection();
      this.drag = null;
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", up);
    window.addEventListener("pointercancel", up);
  }

  private onDrag(x: number, isSettled: boolean): void {
    const drag = this.drag!;
    if (drag.mode === "pan") {
      const by = ((drag.from - x) / drag.axis.width) * (drag.span[1] - drag.span[0]);
      return this.setSpan(drag.span[0] + by, drag.span[1] + by);
    }
    this.host.setWindow(dragged(drag, timeAt(drag.axis, x)), isSettled);
  }
}

const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";

/** The window after a drag to `time`: whole days, never empty, the last day inside. */
export function dragged(
  drag: { mode: "new" | "move" | "start" | "end"; from: number; window: Window }, time: number,
): Window {
  const [start, end] = drag.window;
  if (drag.mode === "move") {
    const by = Math.round((time - drag.from) / DAY) * DAY;
    return [start + by, end + by];
  }
  if (drag.mode === "start") return ordered(time, end - 1);
  if (drag.mode === "end") return ordered(start, time);
  return ordered(drag.from, time);
}

/** The span that keeps two moments under two fingers. */
export function pinched(axis: Axis, from: number, to: number, x0: number, x1: number): [number, number] {
  const perPx = (to - from) / Math.max(12, x1 - x0);
  const start = from - (x0 - axis.left) * perPx;
  return [start, start + axis.width * perPx];
}

function ordered(a: number, b: number): Window {
  return [floorDay(Math.min(a, b)), floorDay(Math.max(a, b)) + DAY];
}

function hatch(ctx: CanvasRenderingContext2D, x: number, y: number, width: number, height: number, colour: string): void {
  ctx.save();
  ctx.beginPath();
  ctx.rect(x, y, width, height);
  ctx.clip();
  ctx.beginPath();
  for (let k = x - height; k < x + width; k += 5) {
    ctx.moveTo(k, y + height);
    ctx.lineTo(k + height, y);
  }
  ctx.lineWidth = 1.1;
  ctx.strokeStyle = colour;
  ctx.stroke();
  ctx.restore();
}

function nextStarts(layout: Layout, end: number): Map<Item, number> {
  const found = new Map<Item, number>();
  const last = new Map<number, Item>();
  for (const item of layout.items) {
    if (item.line < 0) continue;
    const key = item.lane * 1000 + item.line;
    const before = last.get(key);
    if (before) found.set(before, Math.min(item.x0, item.cx - MARK));
    last.set(key, item);
    found.set(item, end);
  }
  return found;
}

/** The text cut to the width with an ellipsis; empty when too little would be left. */
export function fitText(ctx: CanvasRenderingContext2D, text: string, width: number): string {
  if (width < 40) return ctx.measureText(text).width <= width ? text : "";
  if (ctx.measureText(text).width <= width) return text;
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (ctx.measureText(`${text.slice(0, middle)}…`).width <= width) low = middle;
    else high = middle - 1;
  }
  return low >= 5 ? `${text.slice(0, low).trimEnd()}…` : "";
}

export function element(tag: string, className: string, text = ""): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  if (text) made.textContent = text;
  return made;
}
