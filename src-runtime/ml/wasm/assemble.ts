/** `instantiate`, `code`: small WebAssembly modules put together byte by byte: one function over a memory of its own. For the few inner loops that JavaScript computes several times slower. */

export type Type = 'i32' | 'f32' | 'f64' | 'v128';

const TYPES: Record<Type, number> = { i32: 0x7f, f32: 0x7d, f64: 0x7c, v128: 0x7b };
const PAGE = 65_536;

interface Exports {
  memory: { buffer: ArrayBuffer };
  run(...values: number[]): void;
}

/** What is used of it: its declarations come with a browser's, which the runtime's programs must not see. */
const { WebAssembly: wasm } = globalThis as unknown as {
  WebAssembly: { Module: new (bytes: Uint8Array) => object; Instance: new (module: object) => { exports: Exports } };
};

/** Bytes of instructions; `op(0xfd, 11)` stands for one of the vector instructions. */
export const code = {
  get: (local: number) => [0x20, ...leb(local)],
  set: (local: number) => [0x21, ...leb(local)],
  tee: (local: number) => [0x22, ...leb(local)],
  i32: (value: number) => [0x41, ...signed(value)],
  add: [0x6a],
  sub: [0x6b],
  shl: [0x74],
  eqz: [0x45],
  lessUnsigned: [0x49],
  greater: [0x4a],
  loadI32: (offset: number) => [0x28, 2, ...leb(offset)],
  loadF64: (offset: number) => [0x2b, 3, ...leb(offset)],
  storeI32: [0x36, 2, 0],
  storeF64: (offset: number) => [0x39, 3, ...leb(offset)],
  lessOrEqualF64: [0x65],
  addF64: [0xa0],
  whole: [0xab],
  vector: {
    load: (offset: number) => [0xfd, 0, 4, ...leb(offset)],
    loadSplat: [0xfd, 9, 2, 0],
    store: (offset: number) => [0xfd, 11, 4, ...leb(offset)],
    splatF32: [0xfd, 19],
    add: [0xfd, ...leb(0xe4)],
    multiply: [0xfd, ...leb(0xe6)],
    max: [0xfd, ...leb(0xe9)],
  },
  /** Again while the value that `body` leaves is not zero. */
  loop: (...body: readonly (readonly number[])[]) => [0x03, 0x40, ...body.flat(), 0x0d, 0, 0x0b],
};

export interface Loop {
  params: readonly Type[];
  locals: readonly Type[];
  body: readonly number[];
}

/** Throws where there is no room for the memory, or no vector instructions. */
export function instantiate({ params, locals, body }: Loop, bytes: number): { memory: ArrayBuffer; run: Exports['run'] } {
  const section = (id: number, content: readonly number[]) => [id, ...leb(content.length), ...content];
  const text = (value: string) => [value.length, ...Buffer.from(value)];
  const own = [...leb(locals.length), ...locals.flatMap((type) => [1, TYPES[type]]), ...body, 0x0b];
  const module = Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, ...leb(params.length), ...params.map((type) => TYPES[type]), 0]),
    ...section(3, [1, 0]),
    ...section(5, [1, 0, ...leb(Math.ceil(bytes / PAGE) + 1)]),
    ...section(7, [2, ...text('memory'), 2, 0, ...text('run'), 0, 0]),
    ...section(10, [1, ...leb(own.length), ...own]),
  ]);
  const { memory, run } = new wasm.Instance(new wasm.Module(module)).exports;
  return { memory: memory.buffer, run };
}

function leb(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    bytes.push((rest & 127) | (rest > 127 ? 128 : 0));
    rest >>>= 7;
  } while (rest > 0);
  return bytes;
}

function signed(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>= 7) {
    const last = (rest >> 7 === 0 && (rest & 64) === 0) || (rest >> 7 === -1 && (rest & 64) !== 0);
    bytes.push((rest & 127) | (last ? 0 : 128));
    if (last) return bytes;
  }
}
