/** `median`, `packNumbers`, `unpackNumbers`: small numeric helpers; typed arrays travel in JSON as base64 of their little-endian bytes. */

export function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

const kinds = { i16: Int16Array, i32: Int32Array, f32: Float32Array, f64: Float64Array };
type Kind = keyof typeof kinds;

export interface Packed<K extends Kind = Kind> {
  type: K;
  base64: string;
}

export function packNumbers<K extends Kind>(type: K, values: ArrayBufferView): Packed<K> {
  return { type, base64: Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64') };
}

export function unpackNumbers<K extends Kind>(packed: Packed<K>): InstanceType<(typeof kinds)[K]> {
  const bytes = Buffer.from(packed.base64, 'base64');
  const aligned = new Uint8Array(bytes.length);
  aligned.set(bytes);
  return new kinds[packed.type](aligned.buffer) as InstanceType<(typeof kinds)[K]>;
}
