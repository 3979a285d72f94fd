/** Decide which marks stand so close together that one mark with a count serves them better. */

export interface Cluster {
  x: number;
  y: number;
  rows: number[];
}

const CLUSTER_PX = 21;

/**
 * Leader clustering in order of time: a point joins the first cluster whose first
 * point lies within reach. It does not depend on where the view begins, so panning
 * never regroups.
 */
export function cluster(rows: readonly number[], project: (row: number) => [number, number], reach = CLUSTER_PX): Cluster[] {
  const clusters: (Cluster & { lx: number; ly: number })[] = [];
  const cells = new Map<number, number[]>();
  const key = (cx: number, cy: number): number => cx * 100_003 + cy;
  for (const row of [...rows].sort((a, b) => a - b)) {
    const [x, y] = project(row);
    const [cx, cy] = [Math.floor(x / reach), Math.floor(y / reach)];
    const home = findLeader(clusters, cells, key, cx, cy, x, y, reach);
    if (home) {
      home.rows.push(row);
      continue;
    }
    const list = cells.get(key(cx, cy));
    if (list) list.push(clusters.length);
    else cells.set(key(cx, cy), [clusters.length]);
    clusters.push({ x, y, lx: x, ly: y, rows: [row] });
  }
  return clusters;
}

function findLeader<C extends { lx: number; ly: number; rows: number[] }>(
  clusters: C[], cells: Map<number, number[]>, key: (cx: number, cy: number) => number,
  cx: number, cy: number, x: number, y: number, reach: number,
): C | null {
  for (let dx = -1; dx <= 1; dx++) {
    for (let dy = -1; dy <= 1; dy++) {
      for (const k of cells.get(key(cx + dx, cy + dy)) ?? []) {
        if (Math.hypot(clusters[k].lx - x, clusters[k].ly - y) < reach) return clusters[k];
      }
    }
  }
  return null;
}
