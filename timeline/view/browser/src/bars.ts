/**
 * Paint counts as bars, pixel by pixel: thousands of bars in well under a millisecond,
 * where as many rectangles would take several.
 */

/** A bar a column, of one colour, standing on `base`; all in the pixels of the image. */
export interface Row {
  counts: Uint32Array;
  colour: number;
  base: number;
}

/** Rows of bars under each other, √ heights up to `room`; one column a count. */
export function paintRows(rows: readonly Row[], width: number, height: number, room: number, least: number): HTMLCanvasElement {
  const most = rows.reduce((a, row) => row.counts.reduce((b, count) => Math.max(b, count), a), 1);
  return painted(width, height, (out) => {
    for (const { counts, colour, base } of rows) {
      for (let x = 0; x < width; x++) {
        if (!counts[x]) continue;
        const top = base - Math.max(least, Math.round(Math.sqrt(counts[x] / most) * room));
        for (let y = Math.max(0, top); y < base; y++) out[y * width + x] = colour;
      }
    }
  });
}

/** Bars of several colours on each other, √ heights of their sums; one column a bin. */
export function paintStack(layers: readonly Uint32Array[], colours: readonly number[], height: number, room: number, least: number): HTMLCanvasElement {
  const width = Math.max(1, layers[0]?.length ?? 1);
  const totals = new Float64Array(width);
  for (const counts of layers) for (let x = 0; x < width; x++) totals[x] += counts[x];
  const most = totals.reduce((a, b) => Math.max(a, b), 1);
  return painted(width, height, (out) => {
    for (let x = 0; x < width; x++) {
      if (!totals[x]) continue;
      const whole = Math.max(least, Math.sqrt(totals[x] / most) * room);
      let sum = 0;
      let y = height;
      layers.forEach((counts, k) => {
        if (!counts[x]) return;
        sum += counts[x];
        const top = Math.max(0, Math.round(height - (sum / totals[x]) * whole));
        while (y > top) out[--y * width + x] = colours[k];
      });
    }
  });
}

function painted(width: number, height: number, paint: (out: Uint32Array) => void): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width, height];
  const image = new ImageData(width, height);
  paint(new Uint32Array(image.data.buffer));
  canvas.getContext("2d")!.putImageData(image, 0, 0);
  return canvas;
}
