/**
 * `firstLayer`, `closerLayer`: two samples counted into bins of one width; and what lies in the bins that are looked into, counted into many narrower ones.
 * A layer's slots are the bins it counts, in their order, in groups of neighbours: the first layer is one group, a closer one has a group for each bin.
 */

/** Why a slot is looked into: the distributions may cross there; be as far apart as anywhere; or it holds a rank that was asked for. */
export const crossing = 1;
export const further = 2;
export const ranked = 4;

export interface Sample {
  /** Finite, in any order, not empty. */
  readonly values: Float64Array;
  readonly min: number;
  readonly max: number;
}

export interface Counted {
  /** All that were counted are among them. */
  readonly values: Float64Array;
  readonly counts: Int32Array;
  /** How far the values lie above the beginnings of their bins, together. */
  readonly sums: Float64Array;
  /** How many values of the sample lie below each group. */
  readonly below: Int32Array;
}

export interface Layer {
  /** A value's bin is the whole part of (value − low) · scale, but at most `last`: never does a larger value come into an earlier one. */
  readonly low: number;
  readonly scale: number;
  readonly last: number;
  /** A group has 2 ^ shift bins; `slotOf` has where the slots of each begin, −1 for those that are not looked into. */
  readonly shift: number;
  readonly slotOf: Int32Array;
  /** Which groups there are, and why. */
  readonly groups: Int32Array;
  readonly reasons: Uint8Array;
  readonly a: Counted;
  readonly b: Counted;
  /** By slot. */
  readonly why: Uint8Array;
}

type Side = 'a' | 'b';
type Grid = Pick<Layer, 'low' | 'scale' | 'last'>;

/** Rooms that are used again: to be given new memory, and to have it taken away, costs more than what is done in it. One comparison has them at a time. */
const rooms = new Map<string, ArrayBuffer>();

function room(name: string, bytes: number): ArrayBuffer {
  const known = rooms.get(name);
  if (known && known.byteLength >= bytes) return known;
  const made = new ArrayBuffer(bytes);
  rooms.set(name, made);
  return made;
}
const doubles = (name: string, length: number) => new Float64Array(room(name, 8 * length), 0, length);
const emptyDoubles = (name: string, length: number) => doubles(name, length).fill(0);
const emptyIntegers = (name: string, length: number) => new Int32Array(room(name, 4 * length), 0, length).fill(0);
const emptyBytes = (name: string, length: number) => new Uint8Array(room(name, length), 0, length).fill(0);

const bits = 15;
/** Together they lie in the processor's nearer memory. */
const mostSlots = 2 ** 17;

export function firstLayer(first: Sample, second: Sample): Layer {
  const shift = Math.min(bits, Math.ceil(Math.log2(first.values.length + second.values.length)));
  const grid = { ...gridOf(Math.min(first.min, second.min), Math.max(first.max, second.max), 2 ** shift - 1), last: 2 ** shift - 1 };
  return {
    ...grid,
    ...{ shift, slotOf: new Int32Array(1), groups: new Int32Array(1), reasons: Uint8Array.of(crossing | further) },
    ...{ a: countAll(first.values, grid, 'a'), b: countAll(second.values, grid, 'b'), why: emptyBytes('why', 2 ** shift) },
  };
}

/** Bins begin at multiples of a power of two, which are exact: of a border that is off by a digit, all values above it would be. */
function gridOf(min: number, max: number, bins: number): Pick<Grid, 'low' | 'scale'> {
  const width = 2 ** Math.ceil(Math.log2((max - min) / bins));
  const isUsable = width > 2 ** -900 && width < 2 ** 900;
  return isUsable ? { low: Math.floor(min / width) * width, scale: 1 / width } : { low: min, scale: 0 };
}

function countAll(values: Float64Array, { low, scale, last }: Grid, side: Side): Counted {
  const counts = emptyIntegers(`counts ${side}`, last + 1);
  const sums = emptyDoubles(`sums ${side}`, last + 1);
  const width = widthOf(scale);
  for (let i = 0; i < values.length; i++) {
    const above = values[i]! - low;
    let bin = (above * scale) | 0;
    if (bin > last) bin = last;
    counts[bin]!++;
    sums[bin]! += above - bin * width;
  }
  return { values, counts, sums, below: new Int32Array(1) };
}

/** The bins of a layer that are looked into, as groups of narrower ones; null where that would not tell more. */
export function closerLayer(from: Layer): Layer | null {
  const groups: number[] = [];
  const below: [number[], number[]] = [[], []];
  let held = 0;
  walk(from, (slot, bin, i, j) => {
    if (from.why[slot] === 0) return;
    groups.push(bin);
    below[0].push(i);
    below[1].push(j);
    held += from.a.counts[slot]! + from.b.counts[slot]!;
  });
  const room = Math.floor(Math.log2(Math.min(mostSlots, held) / groups.length));
  const shift = Math.min(room, 30 - Math.ceil(Math.log2(from.last + 1)));
  if (groups.length === 0 || shift < 2 || from.scale === 0) return null;
  const slotOf = new Int32Array(from.last + 1).fill(-1);
  for (const [at, bin] of groups.entries()) slotOf[bin] = at << shift;
  const grid = { low: from.low, scale: from.scale * 2 ** shift, last: (from.last + 1) * 2 ** shift - 1 };
  const reasons = Uint8Array.from(groups, (bin) => from.why[bin]!);
  const isInside = from.why.map((reason) => (reason > 0 ? 1 : 0));
  const inside = (side: Side, below: readonly number[]): Counted => {
    const values = within(from, from[side], isInside, side);
    return { values, below: Int32Array.from(below), ...countInside(values, { ...grid, shift, slotOf }, groups.length << shift, side) };
  };
  return {
    ...{ ...grid, shift, slotOf, groups: Int32Array.from(groups), reasons, why: emptyBytes('why closer', groups.length << shift) },
    a: inside('a', below[0]),
    b: inside('b', below[1]),
  };
}

/** Of the first layer's values those that are looked into. Every one is written down and some are written over: a step that one can foresee is far quicker than a choice. */
function within({ low, scale, last, why }: Layer, { values, counts }: Counted, isInside: Uint8Array, side: Side): Float64Array {
  const kept = doubles(`kept ${side}`, heldIn(why, counts) + 1);
  let held = 0;
  for (let i = 0; i < values.length; i++) {
    let bin = ((values[i]! - low) * scale) | 0;
    if (bin > last) bin = last;
    kept[held] = values[i]!;
    held += isInside[bin]!;
  }
  return kept.subarray(0, held);
}

type Place = Grid & Pick<Layer, 'shift' | 'slotOf'>;

function countInside(values: Float64Array, { low, scale, last, shift, slotOf }: Place, slots: number, side: Side): Pick<Counted, 'counts' | 'sums'> {
  const counts = emptyIntegers(`counts closer ${side}`, slots);
  const sums = emptyDoubles(`sums closer ${side}`, slots);
  const width = widthOf(scale);
  const inGroup = (1 << shift) - 1;
  for (let i = 0; i < values.length; i++) {
    const above = values[i]! - low;
    let bin = (above * scale) | 0;
    if (bin > last) bin = last;
    const slot = slotOf[bin >> shift]! + (bin & inGroup);
    counts[slot]!++;
    sums[slot]! += above - bin * width;
  }
  return { counts, sums };
}

export function widthOf(scale: number): number {
  return scale > 0 ? 1 / scale : 0;
}

/** Slot by slot upwards: its bin, how many of each sample lie below it, and why its group is looked at. */
export function walk({ a, b, groups, reasons, shift }: Layer, each: (slot: number, bin: number, i: number, j: number, reason: number) => void): void {
  for (let at = 0, slot = 0; at < groups.length; at++) {
    let [i, j] = [a.below[at]!, b.below[at]!];
    const end = slot + (1 << shift);
    for (let bin = groups[at]! << shift; slot < end; slot++, bin++) {
      each(slot, bin, i, j, reasons[at]!);
      i += a.counts[slot]!;
      j += b.counts[slot]!;
    }
  }
}

/** The values in the slots that are looked into, upwards: slots follow each other as their values do. */
export function gather({ low, scale, last, shift, slotOf, why, ...sides }: Layer, side: Side): Float64Array {
  const { values, counts } = sides[side];
  const all = doubles(`gathered ${side}`, heldIn(why, counts));
  const inGroup = (1 << shift) - 1;
  for (let i = 0, at = 0; at < all.length; i++) {
    let bin = ((values[i]! - low) * scale) | 0;
    if (bin > last) bin = last;
    if (why[slotOf[bin >> shift]! + (bin & inGroup)]! > 0) all[at++] = values[i]!;
  }
  return all.sort();
}

/** How many values of a sample lie in slots that are looked into. */
export function heldIn(why: Uint8Array, counts: Int32Array): number {
  let held = 0;
  for (let slot = 0; slot < why.length; slot++) if (why[slot]! > 0) held += counts[slot]!;
  return held;
}
