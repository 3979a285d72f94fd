/** Decide which labels may be drawn: none over another, the lesser one gives way. */

export interface Box {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

export class Placer {
  private readonly cells = new Map<number, Box[]>();
  private readonly size = 64;

  fits(box: Box): boolean {
    let free = true;
    this.visit(box, (key) => {
      if (free && this.cells.get(key)?.some((other) => overlap(other, box))) free = false;
    });
    return free;
  }

  add(box: Box): void {
    this.visit(box, (key) => {
      const list = this.cells.get(key);
      if (list) list.push(box);
      else this.cells.set(key, [box]);
    });
  }

  /** Take the first of the boxes that is free; null when none is. */
  place(boxes: readonly Box[]): Box | null {
    const found = boxes.find((box) => this.fits(box)) ?? null;
    if (found) this.add(found);
    return found;
  }

  private visit(box: Box, see: (key: number) => void): void {
    for (let cx = Math.floor(box.x0 / this.size); cx <= Math.floor(box.x1 / this.size); cx++) {
      for (let cy = Math.floor(box.y0 / this.size); cy <= Math.floor(box.y1 / this.size); cy++) {
        see(cx * 4096 + cy);
      }
    }
  }
}

function overlap(a: Box, b: Box): boolean {
  return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
}

/** Boxes to the right, left, above and below of a mark, in that order of preference. */
export function around(x: number, y: number, width: number, height: number, gap: number): Box[] {
  const at = (x0: number, y0: number): Box => ({ x0, y0, x1: x0 + width, y1: y0 + height });
  return [
    at(x + gap, y - height / 2),
    at(x - gap - width, y - height / 2),
    at(x - width / 2, y - gap - height),
    at(x - width / 2, y + gap),
  ];
}

/** Text with a halo in the paper's colour, so it reads over anything. */
export function haloText(ctx: CanvasRenderingContext2D, text: string, x: number, y: number, colour: string, halo: string): void {
  ctx.lineJoin = "round";
  ctx.lineWidth = 3.5;
  ctx.strokeStyle = halo;
  ctx.strokeText(text, x, y);
  ctx.fillStyle = colour;
  ctx.fillText(text, x, y);
}
