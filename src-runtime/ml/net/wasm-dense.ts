/** `wasmProbabilities`: a dense network's forward pass in WebAssembly's vectors: four rows by eight outputs at a time stay in registers. Single precision, as TensorFlow computes. */
import type { FittedModel } from '../model.ts';
import { softmaxRows } from '../softmax.ts';
import { code, instantiate } from '../wasm/assemble.ts';
import type { Layer } from './network.ts';

const ROWS = 4;
const LANES = 8;
/** Rows of one pass; the buffers hold as many. */
const MOST_ROWS = 256;

const padded = (count: number, by: number) => Math.ceil(count / by) * by;

export function wasmProbabilities(layers: readonly Layer[]): FittedModel['probabilities'] {
  const classes = layers[layers.length - 1]!.outputs;
  const widest = Math.max(layers[0]!.inputs, ...layers.map(({ outputs }) => padded(outputs, LANES)));
  let free = 0;
  const room = (floats: number) => {
    const at = free;
    free += padded(floats * 4, 16);
    return at;
  };
  const buffers = [room(MOST_ROWS * widest), room(MOST_ROWS * widest)];
  const placed = layers.map(({ inputs, outputs }) => ({ weights: room(inputs * padded(outputs, LANES)), bias: room(padded(outputs, LANES)) }));
  const { memory, run } = instantiate(dense, free);
  const floats = new Float32Array(memory);
  layers.forEach(({ inputs, outputs, weights, bias }, l) => {
    const { weights: at, bias: biasAt } = placed[l]!;
    floats.set(bias, biasAt / 4);
    for (let i = 0; i < inputs; i++) floats.set(weights.subarray(i * outputs, (i + 1) * outputs), at / 4 + i * padded(outputs, LANES));
  });

  return (matrix, width) => {
    const rows = matrix.length / width;
    const scores = new Float64Array(rows * classes);
    for (let first = 0; first < rows; first += MOST_ROWS) {
      const count = Math.min(MOST_ROWS, rows - first);
      floats.set(count === rows ? matrix : matrix.subarray(first * width, (first + count) * width), buffers[0]! / 4);
      let stride = width;
      layers.forEach(({ inputs, outputs }, l) => {
        const wide = padded(outputs, LANES);
        const floor = l === layers.length - 1 ? Number.NEGATIVE_INFINITY : 0;
        const { weights, bias } = placed[l]!;
        run(padded(count, ROWS), inputs * 4, wide * 4, buffers[l & 1]!, stride * 4, weights, bias, buffers[(l + 1) & 1]!, floor);
        stride = wide;
      });
      const last = buffers[layers.length & 1]! / 4;
      for (let r = 0, to = first * classes; r < count; r++) for (let k = 0; k < classes; k++) scores[to++] = floats[last + r * stride + k]!;
    }
    softmaxRows(scores, classes);
    return scores;
  };
}

const { get, set, tee, i32, add, sub, greater, lessUnsigned, loop, vector } = code;
const [COUNT, INPUT_BYTES, OUTPUT_BYTES, INPUT, STRIDE, WEIGHTS, BIAS, OUTPUT, FLOOR] = [0, 1, 2, 3, 4, 5, 6, 7, 8];
const [COLUMN, WEIGHT, END, TO] = [9, 10, 11, 12];
const four = [0, 1, 2, 3];
const from = (row: number) => 13 + row;
const sum = (row: number, half: number) => 17 + 2 * row + half;
const [LEFT_HALF, RIGHT_HALF, VALUE, LOWEST] = [25, 26, 27, 28];
/** (rows, bytes of a row's inputs, of its outputs, inputs, bytes from row to row, weights, bias, outputs, lowest output): rows by fours, outputs by eights. */
const dense = {
  params: ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'f32'],
  locals: [...new Array<'i32'>(8).fill('i32'), ...new Array<'v128'>(12).fill('v128')],
  body: [
    ...[...get(FLOOR), ...vector.splatF32, ...set(LOWEST)],
    ...loop(
      [...i32(0), ...set(COLUMN)],
      loop(
        ...four.flatMap((row) => [0, 1].map((half) => [...get(BIAS), ...get(COLUMN), ...add, ...vector.load(16 * half), ...set(sum(row, half))])),
        [...get(WEIGHTS), ...get(COLUMN), ...add, ...set(WEIGHT)],
        [...get(INPUT), ...tee(from(0)), ...get(STRIDE), ...add, ...tee(from(1)), ...get(STRIDE), ...add, ...tee(from(2)), ...get(STRIDE), ...add],
        [...set(from(3)), ...get(INPUT), ...get(INPUT_BYTES), ...add, ...set(END)],
        loop(
          [...get(WEIGHT), ...vector.load(0), ...set(LEFT_HALF), ...get(WEIGHT), ...vector.load(16), ...set(RIGHT_HALF)],
          ...four.map((row) => [
            ...[...get(from(row)), ...vector.loadSplat, ...set(VALUE)],
            ...[...get(sum(row, 0)), ...get(VALUE), ...get(LEFT_HALF), ...vector.multiply, ...vector.add, ...set(sum(row, 0))],
            ...[...get(sum(row, 1)), ...get(VALUE), ...get(RIGHT_HALF), ...vector.multiply, ...vector.add, ...set(sum(row, 1))],
          ]),
          [...get(WEIGHT), ...get(OUTPUT_BYTES), ...add, ...set(WEIGHT)],
          ...[1, 2, 3].map((row) => [...get(from(row)), ...i32(4), ...add, ...set(from(row))]),
          [...get(from(0)), ...i32(4), ...add, ...tee(from(0)), ...get(END), ...lessUnsigned],
        ),
        [...get(OUTPUT), ...get(COLUMN), ...add, ...set(TO)],
        ...four.map((row) => [
          ...[...get(TO), ...get(sum(row, 0)), ...get(LOWEST), ...vector.max, ...vector.store(0)],
          ...[...get(TO), ...get(sum(row, 1)), ...get(LOWEST), ...vector.max, ...vector.store(16)],
          ...[...get(TO), ...get(OUTPUT_BYTES), ...add, ...set(TO)],
        ]),
        [...get(COLUMN), ...i32(4 * LANES), ...add, ...tee(COLUMN), ...get(OUTPUT_BYTES), ...lessUnsigned],
      ),
      ...four.map(() => [...get(INPUT), ...get(STRIDE), ...add, ...set(INPUT), ...get(OUTPUT), ...get(OUTPUT_BYTES), ...add, ...set(OUTPUT)]),
      [...get(COUNT), ...i32(ROWS), ...sub, ...tee(COUNT), ...i32(0), ...greater],
    ),
  ],
} as const;
