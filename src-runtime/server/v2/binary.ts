/** `decodeValues`, `encodeValues`: tensors as raw bytes, little-endian, row-major, as V2's binary data extension sends them; a stock client does so by default. */

type Reader = (bytes: Buffer, at: number) => number | boolean;

const readers: Record<string, { size: number; read: Reader }> = {
  BOOL: { size: 1, read: (bytes, at) => bytes[at] !== 0 },
  UINT8: { size: 1, read: (bytes, at) => bytes.readUInt8(at) },
  UINT16: { size: 2, read: (bytes, at) => bytes.readUInt16LE(at) },
  UINT32: { size: 4, read: (bytes, at) => bytes.readUInt32LE(at) },
  UINT64: { size: 8, read: (bytes, at) => Number(bytes.readBigUInt64LE(at)) },
  INT8: { size: 1, read: (bytes, at) => bytes.readInt8(at) },
  INT16: { size: 2, read: (bytes, at) => bytes.readInt16LE(at) },
  INT32: { size: 4, read: (bytes, at) => bytes.readInt32LE(at) },
  INT64: { size: 8, read: (bytes, at) => Number(bytes.readBigInt64LE(at)) },
  FP16: { size: 2, read: (bytes, at) => half(bytes.readUInt16LE(at)) },
  FP32: { size: 4, read: (bytes, at) => bytes.readFloatLE(at) },
  FP64: { size: 8, read: (bytes, at) => bytes.readDoubleLE(at) },
};

/** V2's types of data. */
export const KNOWN_DATATYPES: ReadonlySet<string> = new Set([...Object.keys(readers), 'BYTES']);

/** The values of a tensor; null when the bytes are not as many as they must be. */
export function decodeValues(datatype: string, bytes: Buffer, count: number): (number | boolean | string)[] | null {
  if (datatype === 'BYTES') return decodeTexts(bytes, count);
  const { size, read } = readers[datatype]!;
  if (bytes.length !== size * count) return null;
  return Array.from({ length: count }, (_, i) => read(bytes, i * size));
}

/** Every element is its length in four bytes, then its UTF-8. */
function decodeTexts(bytes: Buffer, count: number): string[] | null {
  const texts: string[] = [];
  let at = 0;
  while (at + 4 <= bytes.length && texts.length < count) {
    const end = at + 4 + bytes.readUInt32LE(at);
    if (end > bytes.length) return null;
    texts.push(bytes.toString('utf8', at + 4, end));
    at = end;
  }
  return at === bytes.length && texts.length === count ? texts : null;
}

/** What this server answers with: texts and doubles. */
export function encodeValues(values: readonly (string | number)[], datatype: 'BYTES' | 'FP64'): Buffer {
  if (datatype === 'FP64') {
    const bytes = Buffer.allocUnsafe(values.length * 8);
    for (let i = 0; i < values.length; i++) bytes.writeDoubleLE(values[i] as number, i * 8);
    return bytes;
  }
  return Buffer.concat(
    values.map((value) => {
      const text = Buffer.from(value as string);
      const length = Buffer.allocUnsafe(4);
      length.writeUInt32LE(text.length);
      return Buffer.concat([length, text]);
    }),
  );
}

/** IEEE 754 half precision. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
