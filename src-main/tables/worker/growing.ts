/** `growing`: the finite numbers of vectors, one after another, in as much memory as they need: that of a room, which is larger the next time. */

interface Vector {
  readonly itemCount: number;
  getItem(index: number): unknown;
}

/** A vector that shows the memory it lies over: its numbers, and a bit for each that is there; none where all are. */
interface Shown {
  readonly items: Float64Array;
  readonly validity: { readonly data: BigUint64Array | null };
}

/** Memory for one column, used again for the next: what was read into it before is gone then. */
export interface Room {
  held: Float64Array<ArrayBuffer>;
}

export const openRoom = (): Room => ({ held: new Float64Array(2 ** 16) });

export function growing(room: Room = openRoom()): { add(vector: Vector): void; values(): Float64Array<ArrayBuffer> } {
  let count = 0;
  return {
    add(vector) {
      const { numbers, there } = readable(vector);
      if (count + numbers.length > room.held.length) room.held = doubled(room.held);
      count = append(room.held, count, numbers, there);
    },
    values: () => room.held.subarray(0, count),
  };
}

/** Read as it lies, where that is shown: a call for each number costs more than all else that is done with it. */
function readable(vector: Vector): { numbers: Float64Array; there: Uint32Array | null } {
  const { items, validity } = vector as Partial<Shown>;
  if (items instanceof Float64Array && validity !== undefined) {
    const bits = validity.data;
    return { numbers: items, there: bits && new Uint32Array(bits.buffer, bits.byteOffset, 2 * bits.length) };
  }
  const given = (index: number) => vector.getItem(index);
  return { numbers: Float64Array.from({ length: vector.itemCount }, (_, index) => Number(given(index) ?? Number.NaN)), there: null };
}

function doubled(held: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(held.length * 2);
  larger.set(held);
  return larger;
}

/** Of gaps, of infinities and of what is no number nothing is left. Mostly there are none: then they are copied as they lie. */
function append(to: Float64Array, from: number, numbers: Float64Array, there: Uint32Array | null): number {
  if (there === null && areFinite(numbers)) {
    to.set(numbers, from);
    return from + numbers.length;
  }
  let count = from;
  for (let i = 0; i < numbers.length; i++) {
    const value = numbers[i]!;
    to[count] = value;
    if (value - value === 0 && (there === null || (there[i >> 5]! >>> (i & 31)) & 1)) count++;
  }
  return count;
}

/** What is taken from itself leaves nothing, but of those that are not finite. */
function areFinite(numbers: Float64Array): boolean {
  let [left, right] = [0, 0];
  const even = numbers.length & ~1;
  for (let i = 0; i < even; i += 2) {
    left += numbers[i]! - numbers[i]!;
    right += numbers[i + 1]! - numbers[i + 1]!;
  }
  if (even < numbers.length) left += numbers[even]! - numbers[even]!;
  return left + right === 0;
}
