/** `seededRandom`, `shuffled`, `below`: the only source of chance in the runtime, so that a seed fixes every byte. */

export type Random = () => number;

/** sfc32, its state filled from the seed by splitmix32. */
export function seededRandom(seed: number): Random {
  let fill = Math.trunc(seed) | 0;
  const next = () => {
    fill = (fill + 0x9e3779b9) | 0;
    let t = fill ^ (fill >>> 16);
    t = Math.imul(t, 0x21f0aaad);
    t ^= t >>> 15;
    t = Math.imul(t, 0x735a2d97);
    return t ^ (t >>> 15);
  };
  let [a, b, c, counter] = [next(), next(), next(), 1];
  const random = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  };
  for (let i = 0; i < 12; i++) random();
  return random;
}

/** A whole number in [0, n). */
export function below(random: Random, n: number): number {
  return Math.floor(random() * n);
}

/** 0 … n-1 in random order. */
export function shuffled(n: number, random: Random): number[] {
  const order = Array.from({ length: n }, (_, i) => i);
  shuffleInPlace(order, random);
  return order;
}

export function shuffleInPlace(items: { length: number; [index: number]: number }, random: Random): void {
  for (let i = items.length - 1; i > 0; i--) {
    const j = below(random, i + 1);
    const held = items[i]!;
    items[i] = items[j]!;
    items[j] = held;
  }
}
