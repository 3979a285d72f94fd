/**
 * Decide what the bytes from Python mean: one container of typed columns, read
 * without making an object per event. Text stays as bytes until it is asked for.
 * The writer is timeline/view/payload.py; tests/golden holds a pair for both.
 */
import { fromBase91 } from "./base91.ts";

export type Numbers = Float64Array | Float32Array | Int32Array | Uint32Array | Uint16Array | Uint8Array;

export interface Source {
  /** What the rows call it. */
  name: string;
  title: string;
  author?: string;
  outlet?: string;
  url?: string;
  published?: string;
}

export interface Rejected {
  line: number;
  column: string;
  value: string;
  reason: string;
}

export interface Chip {
  id: string;
  label: string;
}

export interface Header {
  version: number;
  n: number;
  title: string;
  dated: string;
  total: number;
  chips: Chip[];
  options: Record<string, unknown>;
  columns: Record<string, ColumnHead>;
  dict: Record<string, string[]>;
  rejected: Rejected[];
  counts: Record<string, number>;
  shapes?: [number, GeoJSON.Geometry][];
}

export interface ColumnHead {
  t?: string;
  enc?: string;
  at?: number;
  len?: number;
  scale?: number;
  unit?: "ms" | "min" | "day";
  same?: string;
  const?: number | string | null;
  plus?: string;
  /** What stands before the number in a column of numbered names. */
  prefix?: string;
  /** The column that says which row of the frame a name counts, and where counting starts. */
  counts?: string;
  first?: number;
  values?: string[];
  /** The type of the codes of a text column with few distinct values. */
  codes?: string;
  ends_at?: number;
  ends_len?: number;
}

export interface TextColumn {
  at(row: number): string;
}

/** The events as columns; every array has one entry a row, in order of `earliest`. */
export interface Collection {
  n: number;
  header: Header;
  lon: Float64Array;
  lat: Float64Array;
  earliest: Float64Array;
  latest: Float64Array;
  sureBegun: Float64Array;
  sureUntil: Float64Array;
  coreStart: Float64Array;
  coreEnd: Float64Array;
  kind: Numbers;
  category: Numbers;
  status: Numbers;
  country: Numbers;
  precision: Numbers;
  flags: Numbers;
  strengthLow: Numbers;
  strengthHigh: Numbers;
  radiusKm: Numbers;
  confidence: Numbers;
  actorsAt: Uint32Array;
  actors: Numbers;
  text(name: string): TextColumn;
  shapes: Map<number, GeoJSON.Geometry>;
  rowOf(id: string): number;
}

export const INTERVAL = 1;
export const OPEN_START = 2;
export const OPEN_END = 4;
export const APPROXIMATE = 8;
export const UNCERTAIN = 16;
export const UNDATED = 32;
export const UNPLACED = 64;

const UNIT_MS = { ms: 1, min: 60_000, day: 86_400_000 };
const MISSING = -2147483648;
const FOREVER = 2147483647;
const NEVER = -2147483647;
const WIDTHS: Record<string, number> = { u8: 1, u16: 2, u32: 4, i32: 4, f32: 4, f64: 8 };

export async function gunzip(text: string): Promise<ArrayBuffer> {
  const stream = new Blob([fromBase91(text)]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}

type Base64Reader = typeof Uint8Array & { fromBase64?: (text: string) => Uint8Array<ArrayBuffer> };

export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const native = (Uint8Array as Base64Reader).fromBase64;
  if (native) return native.call(Uint8Array, text);
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

export function decode(buffer: ArrayBuffer): Collection {
  const magic = String.fromCharCode(...new Uint8Array(buffer, 0, 4));
  if (magic !== "DLN1") throw new Error(`These bytes start with "${magic}", not with "DLN1"; export the page again.`);
  const headerLength = new DataView(buffer).getUint32(4, true);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 8, headerLength))) as Header;
  const base = Math.ceil((8 + headerLength) / 8) * 8;
  return new Columns(buffer, base, header).collection();
}

class Columns {
  readonly n: number;
  private readonly done = new Map<string, Float64Array>();
  private readonly buffer: ArrayBuffer;
  private readonly base: number;
  private readonly header: Header;

  constructor(buffer: ArrayBuffer, base: number, header: Header) {
    this.buffer = buffer;
    this.base = base;
    this.header = header;
    this.n = header.n;
  }

  collection(): Collection {
    const texts = new Map<string, TextColumn>();
    let rows: Map<string, number> | null = null;
    const text = (name: string): TextColumn => {
      let column = texts.get(name);
      if (!column) texts.set(name, (column = this.text(name)));
      return column;
    };
    const rowOf = (id: string): number => {
      if (!rows) {
        rows = new Map();
        const ids = text("id");
        for (let i = 0; i < this.n; i++) rows.set(ids.at(i), i);
      }
      return rows.get(id) ?? -1;
    };
    return {
      n: this.n,
      header: this.header,
      lon: this.degrees("lon"),
      lat: this.degrees("lat"),
      earliest: this.time("earliest"),
      latest: this.time("latest"),
      sureBegun: this.time("sure_begun"),
      sureUntil: this.time("sure_until"),
      coreStart: this.time("core_start"),
      coreEnd: this.time("core_end"),
      kind: this.raw("kind"),
      category: this.raw("category"),
      status: this.raw("status"),
      country: this.raw("country"),
      precision: this.raw("precision"),
      flags: this.raw("flags"),
      strengthLow: this.raw("strength_low"),
      strengthHigh: this.raw("strength_high"),
      radiusKm: this.raw("radius_km"),
      confidence: this.raw("confidence"),
      actorsAt: this.counts("actors_at"),
      actors: this.raw("actors"),
      text,
      shapes: new Map(this.header.shapes ?? []),
      rowOf,
    };
  }

  private head(name: string): ColumnHead {
    return this.header.columns[name] ?? { const: null };
  }

  /** The stored numbers of one column, decoded from delta and shuffle, not scaled. */
  private stored(head: ColumnHead, length = this.n): Numbers {
    const width = WIDTHS[head.t!];
    const bytes = new Uint8Array(this.buffer, this.base + head.at!, head.len!);
    const count = head.len! / width;
    const plain = head.enc?.includes("shuffle") ? unshuffle(bytes, width, count) : bytes.slice();
    const numbers = view(head.t!, plain.buffer, Math.min(count, Math.max(length, count)));
    if (head.enc?.includes("delta")) undelta(numbers as Int32Array);
    return numbers;
  }

  private raw(name: string): Numbers {
    const head = this.head(name);
    if (head.same) return this.raw(head.same);
    if ("const" in head) return constant(head.const as number | null, this.n);
    return this.stored(head);
  }

  private counts(name: string): Uint32Array {
    const head = this.head(name);
    if ("const" in head) return new Uint32Array(this.n + 1).fill((head.const as number) ?? 0);
    return Uint32Array.from(this.stored(head, this.n + 1));
  }

  private degrees(name: string): Float64Array {
    const head = this.head(name);
    if (head.same) return this.degrees(head.same);
    if ("const" in head) return new Float64Array(this.n).fill(head.const == null ? NaN : Number(head.const));
    const raw = this.stored(head);
    if (head.t === "f64") return raw as Float64Array;
    const out = new Float64Array(this.n);
    for (let i = 0; i < this.n; i++) out[i] = raw[i] === MISSING ? NaN : raw[i] / head.scale!;
    return out;
  }

  private time(name: string): Float64Array {
    const known = this.done.get(name);
    if (known) return known;
    const made = this.readTime(this.head(name));
    this.done.set(name, made);
    return made;
  }

  private readTime(head: ColumnHead): Float64Array {
    if (head.same) return this.time(head.same);
    const unit = UNIT_MS[head.unit ?? "ms"];
    const out = new Float64Array(this.n);
    const raw = "const" in head ? null : this.stored(head);
    const start = head.plus ? this.time(head.plus) : null;
    const fixed = raw ? 0 : timeValue(head.const as number | null, unit, true);
    for (let i = 0; i < this.n; i++) {
      const value = raw ? timeValue(raw[i], unit, head.t === "i32") : fixed;
      out[i] = start ? start[i] + value : value;
    }
    return out;
  }

  /** Names that count the rows in the frame's own order. */
  private counted({ counts, first }: ColumnHead): Numbers {
    const order = this.header.columns[counts!] ? this.raw(counts!) : Uint32Array.from({ length: this.n }, (_, row) => row);
    return order.map((place) => place + first!);
  }

  private sourceNames(): TextColumn {
    const names = sourcesOf(this.header).map((source) => source.name);
    const codes = this.raw("source");
    return { at: (row) => names[codes[row]] ?? "" };
  }

  private text(name: string): TextColumn {
    if (name === "source") return this.sourceNames();
    const head = this.head(name);
    if (head.same) return this.text(head.same);
    if ("const" in head) return { at: () => (head.const as string) ?? "" };
    if (head.t === "int") {
      const numbers = head.counts ? this.counted(head) : this.stored({ ...head, t: "i32" });
      return { at: (row) => `${head.prefix}${numbers[row]}` };
    }
    if (head.t === "dict") {
      const codes = this.stored({ ...head, t: head.codes! });
      return { at: (row) => head.values![codes[row]] };
    }
    const bytes = new Uint8Array(this.buffer, this.base + head.at!, head.len!);
    const ends = this.stored({ t: "u32", enc: "shuffle+delta", at: head.ends_at!, len: head.ends_len! });
    const decoder = new TextDecoder();
    return { at: (row) => decoder.decode(bytes.subarray(row ? ends[row - 1] : 0, ends[row])) };
  }
}

export function sourcesOf(header: Header): Source[] {
  return (header.dict["source"] ?? []) as unknown as Source[];
}

function timeValue(raw: number | null, unit: number, isInteger: boolean): number {
  if (raw === null) return NaN;
  if (!isInteger) return raw * unit;
  if (raw === MISSING) return NaN;
  if (raw === FOREVER) return Infinity;
  if (raw === NEVER) return -Infinity;
  return raw * unit;
}

function unshuffle(bytes: Uint8Array, width: number, count: number): Uint8Array {
  const out = new Uint8Array(bytes.length);
  for (let plane = 0; plane < width; plane++) {
    const from = plane * count;
    for (let i = 0; i < count; i++) out[i * width + plane] = bytes[from + i];
  }
  return out;
}

function undelta(numbers: Int32Array): void {
  for (let i = 1; i < numbers.length; i++) numbers[i] += numbers[i - 1];
}

function view(type: string, buffer: ArrayBufferLike, count: number): Numbers {
  switch (type) {
    case "u8": return new Uint8Array(buffer, 0, count);
    case "u16": return new Uint16Array(buffer, 0, count);
    case "u32": return new Uint32Array(buffer, 0, count);
    case "i32": return new Int32Array(buffer, 0, count);
    case "f32": return new Float32Array(buffer, 0, count);
    case "f64": return new Float64Array(buffer, 0, count);
    default: throw new Error(`The column type "${type}" is not one of ${Object.keys(WIDTHS).join(", ")}.`);
  }
}

function constant(value: number | null, n: number): Numbers {
  if (value === null || !Number.isInteger(value)) return new Float32Array(n).fill(value ?? NaN);
  return value >= 0 && value < 256 ? new Uint8Array(n).fill(value) : new Float64Array(n).fill(value);
}
