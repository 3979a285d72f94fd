/**
 * Move the window by itself: as a moving window, growing from the start, or a day at
 * a time. Where the reader asks for reduced motion it jumps in steps, never glides.
 */
import { DAY, floorDay } from "./calendar.ts";
import type { Window } from "./certainty.ts";

export const MODES = ["window", "cumulative", "instant"] as const;
export type Mode = (typeof MODES)[number];
export const SPEEDS = [0.25, 0.5, 1, 2, 4] as const;

/** At speed 1 the whole span passes in this time. */
const WHOLE_MS = 24_000;
const JUMPS = 24;

export interface PlaybackHost {
  setWindow(window: Window | null, isSettled: boolean): void;
  playing(isPlaying: boolean): void;
}

export class Playback {
  mode: Mode = "window";
  speed = 1;
  isPlaying = false;
  private readonly host: PlaybackHost;
  private readonly jumps: () => boolean;
  private span: Window = [0, DAY];
  private window: Window = [0, DAY];
  private at = 0;
  private last = 0;
  private timer = 0;

  constructor(host: PlaybackHost, jumps: () => boolean) {
    this.host = host;
    this.jumps = jumps;
  }

  toggle(span: Window, window: Window | null): void {
    if (this.isPlaying) this.stop();
    else this.start(span, window);
  }

  start(span: Window, window: Window | null): void {
    this.prepare(span, window);
    if (this.at >= this.span[1]) this.rewind();
    this.isPlaying = true;
    this.last = 0;
    this.host.playing(true);
    this.emit(false);
    this.ask();
  }

  /** Another mode takes effect at once, from where playing has come to. */
  change(mode: Mode, span: Window): void {
    this.mode = mode;
    if (!this.isPlaying) return;
    this.prepare(span, this.window);
    this.emit(false);
  }

  stop(): void {
    if (!this.isPlaying) return;
    this.isPlaying = false;
    cancelAnimationFrame(this.timer);
    window.clearTimeout(this.timer);
    this.host.playing(false);
    this.emit(true);
  }

  /** One step: the window's own length, or a fortieth of the span where it grows. */
  step(by: 1 | -1, span: Window, window: Window | null): void {
    this.prepare(span, window);
    const length = this.mode === "cumulative" ? this.stride(40) : Math.max(DAY, this.window[1] - this.window[0]);
    this.moveTo(this.at + by * length);
    this.emit(true);
  }

  private prepare(span: Window, window: Window | null): void {
    this.span = span;
    const tenth = this.stride(10);
    const first = floorDay(span[0]);
    const start = window ?? [first, first + (this.mode === "window" ? tenth : DAY)];
    this.window = this.mode === "instant" ? [start[1] - DAY, start[1]] : start;
    this.at = this.window[1];
  }

  private stride(parts: number): number {
    return Math.max(DAY, floorDay((this.span[1] - this.span[0]) / parts));
  }

  private rewind(): void {
    const length = this.window[1] - this.window[0];
    const start = this.mode === "cumulative" ? this.window[0] : floorDay(this.span[0]);
    this.window = [start, start + (this.mode === "cumulative" ? DAY : length)];
    this.at = this.window[1];
  }

  private ask(): void {
    if (this.jumps()) this.timer = window.setTimeout(() => this.jump(), 1000 / this.speed);
    else this.timer = requestAnimationFrame((now) => this.tick(now));
  }

  private jump(): void {
    if (!this.isPlaying) return;
    this.advance(this.stride(JUMPS));
  }

  private tick(now: number): void {
    if (!this.isPlaying) return;
    const passed = this.last ? Math.min(100, now - this.last) : 0;
    this.last = now;
    this.advance(((this.span[1] - this.span[0]) / WHOLE_MS) * this.speed * passed);
  }

  private advance(by: number): void {
    this.moveTo(this.at + by);
    this.emit(false);
    if (this.at >= this.span[1]) this.stop();
    else this.ask();
  }

  private moveTo(time: number): void {
    this.at = Math.max(this.span[0] + DAY, Math.min(this.span[1], time));
    const length = this.window[1] - this.window[0];
    const end = floorDay(this.at);
    this.window = this.mode === "cumulative" ? [Math.min(this.window[0], end - DAY), end] : [end - length, end];
  }

  private emit(isSettled: boolean): void {
    this.host.setWindow(this.window, isSettled);
  }
}
