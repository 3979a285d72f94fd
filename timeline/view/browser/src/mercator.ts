/** Decide where a longitude and latitude fall on the unit square of the Web Mercator map. */

const MOST = 85.0511287798;

export function mercatorX(lon: number): number {
  return (lon + 180) / 360;
}

export function mercatorY(lat: number): number {
  const sin = Math.sin((Math.max(-MOST, Math.min(MOST, lat)) * Math.PI) / 180);
  return 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI);
}

export function latitudeOf(y: number): number {
  return (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;
}

type LonLat = readonly [lon: number, lat: number];

/**
 * A curved line from a to b that bows towards the pole, on the unit square; x may
 * leave 0..1, so a line across the antimeridian stays in one piece.
 */
export function arc(a: LonLat, b: LonLat, steps = 48): Float64Array {
  const ax = mercatorX(a[0]);
  let bx = mercatorX(b[0]);
  if (bx - ax > 0.5) bx -= 1;
  if (ax - bx > 0.5) bx += 1;
  const points = greatCircle(a, b, steps);
  if (Math.hypot(bx - ax, mercatorY(b[1]) - mercatorY(a[1])) > 0.02) return points;
  return bowed(ax, mercatorY(a[1]), bx, mercatorY(b[1]), steps);
}

/** Too short for the globe's curve to show: a quadratic bow of a sixth of its length. */
function bowed(ax: number, ay: number, bx: number, by: number, steps: number): Float64Array {
  const mx = (ax + bx) / 2 + (by - ay) / 6;
  const my = (ay + by) / 2 - (bx - ax) / 6;
  const out = new Float64Array((steps + 1) * 2);
  for (let k = 0; k <= steps; k++) {
    const t = k / steps;
    out[2 * k] = (1 - t) ** 2 * ax + 2 * t * (1 - t) * mx + t * t * bx;
    out[2 * k + 1] = (1 - t) ** 2 * ay + 2 * t * (1 - t) * my + t * t * by;
  }
  return out;
}

function greatCircle(a: LonLat, b: LonLat, steps: number): Float64Array {
  const p = onSphere(a);
  const q = onSphere(b);
  const angle = Math.acos(Math.max(-1, Math.min(1, p[0] * q[0] + p[1] * q[1] + p[2] * q[2])));
  const out = new Float64Array((steps + 1) * 2);
  let previous = mercatorX(a[0]);
  for (let k = 0; k <= steps; k++) {
    const t = k / steps;
    const u = angle < 1e-9 ? 1 - t : Math.sin((1 - t) * angle) / Math.sin(angle);
    const v = angle < 1e-9 ? t : Math.sin(t * angle) / Math.sin(angle);
    const [x, y, z] = [u * p[0] + v * q[0], u * p[1] + v * q[1], u * p[2] + v * q[2]];
    let mx = mercatorX((Math.atan2(y, x) * 180) / Math.PI);
    while (mx - previous > 0.5) mx -= 1;
    while (previous - mx > 0.5) mx += 1;
    previous = mx;
    out[2 * k] = mx;
    out[2 * k + 1] = mercatorY((Math.atan2(z, Math.hypot(x, y)) * 180) / Math.PI);
  }
  return out;
}

function onSphere([lon, lat]: LonLat): [number, number, number] {
  const l = (lon * Math.PI) / 180;
  const f = (lat * Math.PI) / 180;
  return [Math.cos(f) * Math.cos(l), Math.cos(f) * Math.sin(l), Math.sin(f)];
}

/** Pixels a kilometre takes at this latitude when the world is `worldPx` wide. */
export function pixelsPerKm(lat: number, worldPx: number): number {
  return worldPx / (40_075.017 * Math.cos((lat * Math.PI) / 180));
}
