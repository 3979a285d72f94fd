/** Draw the strength of one force over time: a step line, with the band between low and high. */
import { fitCanvas } from "./glyphs.ts";
import type { Scene } from "./scene.ts";
import { make } from "./dom.ts";

const HEIGHT = 92;
const WIDTH = 300;
const LEFT = 4;
const RIGHT = 8;
const TOP = 14;
const BOTTOM = 16;

interface Step {
  from: number;
  to: number;
  low: number;
  high: number;
}

/** Null when there is nothing over time to draw. */
export function renderChart(scene: Scene, row: number): HTMLElement | null {
  const steps = stepsOf(scene, scene.forces.seriesOf(row));
  if (steps.length < 2) return null;
  const canvas = make("canvas", "dl-chart", { role: "img", "aria-label": describe(scene, steps) });
  drawChart(fitCanvas(canvas, WIDTH, HEIGHT), scene, steps);
  return make("figure", "dl-figure", {}, make("figcaption", "dl-muted", {}, scene.words.t("overTime")), canvas);
}

/** Each number holds until the next one. */
export function stepsOf(scene: Scene, rows: readonly number[]): Step[] {
  const { earliest, latest, strengthLow, strengthHigh } = scene.data;
  const known = rows.filter((one) => Number.isFinite(earliest[one]) && !Number.isNaN(scene.strength(one)));
  return known.map((one, k) => {
    const next = k + 1 < known.length ? earliest[known[k + 1]] : Infinity;
    const end = Number.isFinite(latest[one]) ? Math.max(latest[one], Math.min(next, latest[one])) : earliest[one];
    const low = Number.isNaN(strengthLow[one]) ? strengthHigh[one] : strengthLow[one];
    const high = Number.isNaN(strengthHigh[one]) ? strengthLow[one] : strengthHigh[one];
    return { from: earliest[one], to: Number.isFinite(next) ? next : end, low, high };
  });
}

function describe(scene: Scene, steps: readonly Step[]): string {
  const { words } = scene;
  const say = (step: Step): string => `${words.year(step.from)}: ${words.strength(step.low, step.high)}`;
  return `${words.t("overTime")}: ${say(steps[0])} – ${say(steps[steps.length - 1])}`;
}

function drawChart(ctx: CanvasRenderingContext2D, scene: Scene, steps: readonly Step[]): void {
  const { theme, words } = scene;
  const start = steps[0].from;
  const end = Math.max(start + 1, steps[steps.length - 1].to);
  const most = steps.reduce((a, step) => Math.max(a, step.high), 1);
  const x = (time: number): number => LEFT + ((time - start) / (end - start)) * (WIDTH - LEFT - RIGHT);
  const y = (value: number): number => TOP + (1 - value / most) * (HEIGHT - TOP - BOTTOM);
  ctx.fillStyle = theme.hairline;
  ctx.fillRect(LEFT, y(0), WIDTH - LEFT - RIGHT, 1);
  ctx.fillStyle = theme.force;
  ctx.globalAlpha = 0.2;
  for (const step of steps) ctx.fillRect(x(step.from), y(step.high), Math.max(1, x(step.to) - x(step.from)), Math.max(0, y(step.low) - y(step.high)));
  ctx.globalAlpha = 1;
  ctx.beginPath();
  steps.forEach((step, k) => {
    const level = y((step.low + step.high) / 2);
    if (k) ctx.lineTo(x(step.from), level);
    else ctx.moveTo(x(step.from), level);
    ctx.lineTo(x(step.to), level);
  });
  ctx.strokeStyle = theme.force;
  ctx.lineWidth = 1.6;
  ctx.stroke();
  ctx.fillStyle = theme.muted;
  ctx.font = "11px system-ui, sans-serif";
  ctx.textBaseline = "top";
  ctx.fillText(words.number(most), LEFT, 0);
  ctx.fillText(words.year(start), LEFT, HEIGHT - 12);
  ctx.textAlign = "right";
  ctx.fillText(words.year(end - 1), WIDTH - RIGHT, HEIGHT - 12);
  ctx.textAlign = "start";
}
