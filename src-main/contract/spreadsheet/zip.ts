/** `zip`: files in one archive that every system opens. Stored as they are, or as somebody packed them. */
export interface ZipEntry {
  /** With forward slashes, relative. */
  path: string;
  parts: readonly Uint8Array<ArrayBuffer>[];
}

/** Raw deflate, with the size and the sum of what is in it. */
export interface Packed {
  parts: readonly Uint8Array<ArrayBuffer>[];
  bytes: number;
  crc: number;
}
interface PackedEntry {
  path: string;
  packed: Packed;
}

const fileHead = 0x04034b50;
const listHead = 0x02014b50;
const listEnd = 0x06054b50;
const utf8Names = 0x0800;
const deflated = 8;
/** Of 1980-01-01, the first day that the format knows: the same files always make the same archive. */
const someDay = 0x21;

/** Beyond this the format would need its 64-bit form. */
export const zipLimit = 0xffff_ffff - 0x1000_0000;

export function zip(entries: readonly (ZipEntry | PackedEntry)[]): Blob {
  const pieces: (Blob | Uint8Array<ArrayBuffer>)[] = [];
  const list: (Blob | Uint8Array<ArrayBuffer>)[] = [];
  let offset = 0;
  let listBytes = 0;
  for (const entry of entries) {
    const { path } = entry;
    const packed = 'packed' in entry ? entry.packed : null;
    const parts = 'packed' in entry ? entry.packed.parts : entry.parts;
    const name = new TextEncoder().encode(path);
    const bytes = parts.reduce((sum, part) => sum + part.length, 0);
    const common = [20, utf8Names, packed ? deflated : 0, 0, someDay] as const;
    const sums = [packed?.crc ?? crc32(parts), bytes, packed?.bytes ?? bytes] as const;
    const head = record([[4, fileHead], ...common.map(two), ...sums.map(four), two(name.length), two(0)]);
    pieces.push(head, name, ...parts);
    const line = record([
      [4, listHead],
      two(20),
      ...common.map(two),
      ...sums.map(four),
      two(name.length),
      ...[0, 0, 0, 0].map(two),
      four(0),
      four(offset),
    ]);
    list.push(line, name);
    offset += head.length + name.length + bytes;
    listBytes += line.length + name.length;
  }
  const end = record([[4, listEnd], two(0), two(0), two(entries.length), two(entries.length), four(listBytes), four(offset), two(0)]);
  return new Blob([...pieces, ...list, end], { type: 'application/zip' });
}

type Field = readonly [size: 2 | 4, value: number];
const two = (value: number): Field => [2, value];
const four = (value: number): Field => [4, value];

function record(fields: readonly Field[]): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(fields.reduce((sum, [size]) => sum + size, 0)));
  let at = 0;
  for (const [size, value] of fields) {
    if (size === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += size;
  }
  return new Uint8Array(view.buffer);
}

const table = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

export function crc32(parts: readonly Uint8Array[]): number {
  const sum = summer();
  for (const part of parts) sum.add(part);
  return sum.value();
}

/** The same, of parts that come one by one. */
export function summer(): { add(part: Uint8Array): void; value(): number } {
  let sum = 0xffff_ffff;
  return {
    add(part) {
      for (let i = 0; i < part.length; i++) sum = (sum >>> 8) ^ (table[(sum ^ (part[i] as number)) & 0xff] as number);
    },
    value: () => (sum ^ 0xffff_ffff) >>> 0,
  };
}
