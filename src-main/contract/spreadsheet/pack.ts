/** `packInWeb`: a text compressed by what a browser has for it. */
import { type Packed, summer } from './zip.ts';

export async function packInWeb(pieces: Iterable<string>): Promise<Packed> {
  const encoder = new TextEncoder();
  const sum = summer();
  const { readable, writable } = new CompressionStream('deflate-raw');
  const parts = collect(readable);
  const writer = writable.getWriter();
  let bytes = 0;
  for (const piece of pieces) {
    const encoded = encoder.encode(piece);
    sum.add(encoded);
    bytes += encoded.length;
    await writer.write(encoded);
  }
  await writer.close();
  return { parts: await parts, bytes, crc: sum.value() };
}

async function collect(readable: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<Uint8Array<ArrayBuffer>[]> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const reader = readable.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return parts;
    parts.push(value);
  }
}
