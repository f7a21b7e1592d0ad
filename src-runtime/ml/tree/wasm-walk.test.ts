import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addTree, EnsembleBuilder } from './ensemble.ts';
import { wasmForest } from './wasm-walk.ts';

const width = 3;

/** Trees as a list of choices describes them: a number splits, the end of the list makes leaves. */
function grown(choices: readonly (readonly [feature: number, threshold: number])[][], outputs: number) {
  const builder = new EnsembleBuilder(outputs);
  choices.forEach((own, t) => {
    const open = [builder.addNode()];
    builder.roots.push(open[0]!);
    for (const [feature, threshold] of own) {
      const node = open.splice((feature * 7 + t) % open.length, 1)[0]!;
      const left = builder.addNode();
      open.push(left, builder.addNode());
      builder.feature[node] = feature;
      builder.threshold[node] = threshold;
      builder.left[node] = left;
    }
    for (const leaf of open) {
      builder.left[leaf] = builder.values.length / outputs;
      for (let k = 0; k < outputs; k++) builder.values.push(Math.sin(builder.values.length));
    }
  });
  return builder.finish();
}

test.each([false, true])(
  'the walk in WebAssembly gives the very bits of one tree after the other, for numbers that are none too (single precision: %s)',
  (single) => {
    const given = single ? fc.float() : fc.double();
    const cell = fc.oneof(
      given,
      fc.integer({ min: -4, max: 4 }),
      fc.constantFrom(Number.NaN, -0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
    );
    const bound = fc.oneof(
      fc.integer({ min: -4, max: 4 }),
      fc.double({ noNaN: true }),
      // Beside a number of single precision, and the smallest that there are.
      fc.float({ noNaN: true }).map((value) => value * (1 + Number.EPSILON)),
      fc.constantFrom(-Number.MIN_VALUE, Number.MIN_VALUE, -0),
    );
    const forest = fc.array(fc.array(fc.tuple(fc.nat(width - 1), bound), { maxLength: 12 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(
        forest,
        fc.integer({ min: 1, max: 3 }),
        fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 5 }),
        (choices, outputs, rows) => {
          const trees = grown(choices, outputs);
          const matrix = Float64Array.from(rows.flat());
          const [wanted, found] = [new Float64Array(rows.length * outputs), new Float64Array(rows.length * outputs)];
          for (let t = 0; t < trees.roots.length; t++) addTree(trees, t, matrix, width, wanted, outputs, 0);
          const add = wasmForest(trees, width);
          for (let r = 0; r < rows.length; r++) add(matrix, r * width, found, r * outputs);
          expect(found).toEqual(wanted);
        },
      ),
      { numRuns: 100 },
    );
  },
);
