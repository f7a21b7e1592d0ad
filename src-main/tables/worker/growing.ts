/** `growing`: the finite numbers of vectors, one after another, in as much memory as they need. */

interface Vector {
  readonly itemCount: number;
  getItem(index: number): unknown;
}

export function growing(): { add(vector: Vector): void; values(): Float64Array<ArrayBuffer> } {
  let held = new Float64Array(2 ** 16);
  let count = 0;
  return {
    add(vector) {
      const all = numbersOf(vector);
      if (count + all.length > held.length) held = doubled(held);
      count = appendFinite(held, count, all);
    },
    values: () => held.subarray(0, count),
  };
}

/** Where a vector shows the memory it lies over, that is read as it is: a call for each number costs more than all else that is done with it. */
function numbersOf(vector: Vector): Float64Array {
  const shown = (vector as { items?: unknown }).items;
  return shown instanceof Float64Array ? shown : Float64Array.from({ length: vector.itemCount }, (_, index) => Number(vector.getItem(index)));
}

function doubled(held: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(held.length * 2);
  larger.set(held);
  return larger;
}

function appendFinite(to: Float64Array, from: number, all: Float64Array): number {
  let count = from;
  for (let i = 0; i < all.length; i++) {
    const value = all[i]!;
    to[count] = value;
    // Of infinities and of what is no number nothing is left.
    if (value - value === 0) count++;
  }
  return count;
}
