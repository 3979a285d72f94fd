/** Decide which marks stand so close together that one mark with a count serves them better. */

export interface Cluster {
  x: number;
  y: number;
  rows: number[];
}

const CLUSTER_PX = 21;
const POINT_RADIUS = 7;
const GAP_PX = 2;

/**
 * Leader clustering in order of time: a point joins the first cluster whose first
 * point lies within reach. It does not depend on where the view begins, so panning
 * never regroups.
 */
export function cluster(rows: readonly number[], project: (row: number) => [number, number], reach = CLUSTER_PX): Cluster[] {
  return merged(leaders(rows, project, reach));
}

/** How large a cluster is drawn: it grows with the number in it, but slowly. */
export function clusterRadius(count: number): number {
  return count < 2 ? POINT_RADIUS : Math.min(19, 10 + 1.7 * Math.log2(count));
}

/** The larger of two clusters that would touch takes the other in. */
function merged(clusters: Cluster[]): Cluster[] {
  const size = 44;
  const cells = new Map<number, Cluster[]>();
  const key = (cx: number, cy: number): number => cx * 100_003 + cy;
  const kept: Cluster[] = [];
  for (const one of [...clusters].sort((a, b) => b.rows.length - a.rows.length)) {
    const [cx, cy] = [Math.floor(one.x / size), Math.floor(one.y / size)];
    const near = [-1, 0, 1].flatMap((dx) => [-1, 0, 1].flatMap((dy) => cells.get(key(cx + dx, cy + dy)) ?? []));
    const home = near.find((other) => other.rows.length > 1 && Math.hypot(other.x - one.x, other.y - one.y) < clusterRadius(other.rows.length) + clusterRadius(one.rows.length) + GAP_PX);
    if (home) {
      home.rows.push(...one.rows);
      continue;
    }
    kept.push(one);
    const list = cells.get(key(cx, cy));
    if (list) list.push(one);
    else cells.set(key(cx, cy), [one]);
  }
  return kept;
}

/**
 * The first points and who joins them. Cells of a grid as large as the reach hold chains of
 * clusters in typed arrays: this runs in every frame of a brush.
 */
function leaders(rows: readonly number[], project: (row: number) => [number, number], reach: number): Cluster[] {
  const ordered = isAscending(rows) ? rows : [...rows].sort((a, b) => a - b);
  const n = ordered.length;
  const xs = new Float32Array(n);
  const ys = new Float32Array(n);
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let k = 0; k < n; k++) {
    const [x, y] = project(ordered[k]);
    xs[k] = x;
    ys[k] = y;
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < top) top = y;
    if (y > bottom) bottom = y;
  }
  const clusters: Cluster[] = [];
  if (!n) return clusters;
  const columns = Math.floor((right - left) / reach) + 3;
  const heads = new Int32Array(columns * (Math.floor((bottom - top) / reach) + 3)).fill(-1);
  const next = new Int32Array(n);
  const reach2 = reach * reach;
  for (let k = 0; k < n; k++) {
    const cell = (Math.floor((ys[k] - top) / reach) + 1) * columns + Math.floor((xs[k] - left) / reach) + 1;
    let home = -1;
    for (let dy = -columns; dy <= columns && home < 0; dy += columns) {
      for (let at = cell + dy - 1; at <= cell + dy + 1 && home < 0; at++) {
        for (let c = heads[at]; c >= 0 && home < 0; c = next[c]) {
          if ((clusters[c].x - xs[k]) ** 2 + (clusters[c].y - ys[k]) ** 2 < reach2) home = c;
        }
      }
    }
    if (home >= 0) clusters[home].rows.push(ordered[k]);
    else {
      next[clusters.length] = heads[cell];
      heads[cell] = clusters.length;
      clusters.push({ x: xs[k], y: ys[k], rows: [ordered[k]] });
    }
  }
  return clusters;
}

function isAscending(rows: readonly number[]): boolean {
  for (let k = 1; k < rows.length; k++) if (rows[k] < rows[k - 1]) return false;
  return true;
}
