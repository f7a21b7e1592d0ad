/** `durbin`: P(Dₙ < x) exactly, by Durbin's matrix in the form of Marsaglia, Tsang & Wang (2003): one entry of its n-th power. */

interface Scaled {
  matrix: Float64Array;
  /** The matrix stands for itself times 2^exponent. */
  exponent: number;
}

const large = 2 ** 128;

export function durbin(n: number, x: number): number {
  const k = Math.ceil(n * x);
  const h = k - n * x;
  const size = 2 * k - 1;
  const { matrix, exponent } = power({ matrix: durbinMatrix(size, h), exponent: 0 }, n, size, (k - 1) * (size + 1));
  let value = matrix[(k - 1) * (size + 1)]!;
  let scale = exponent;
  for (let i = 1; i <= n; i++) {
    value *= i / n;
    if (value < 1 / large) {
      value *= large;
      scale -= 128;
    }
  }
  return value * 2 ** scale;
}

function durbinMatrix(size: number, h: number): Float64Array {
  const matrix = new Float64Array(size * size);
  const inverseFactorial = [1];
  for (let i = 1; i <= size; i++) inverseFactorial.push(inverseFactorial[i - 1]! / i);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= Math.min(row + 1, size - 1); column++) matrix[row * size + column] = inverseFactorial[row - column + 1]!;
  }
  for (let i = 0; i < size; i++) {
    const edge = h ** (i + 1) * inverseFactorial[i + 1]!;
    matrix[i * size] = matrix[i * size]! - edge;
    const mirrored = (size - 1) * size + (size - 1 - i);
    if (i < size - 1) matrix[mirrored] = matrix[mirrored]! - edge;
  }
  // The corner is on both edges.
  const corner = (size - 1) * size;
  matrix[corner] = inverseFactorial[size]! * (1 - 2 * h ** size + Math.max(0, 2 * h - 1) ** size);
  return matrix;
}

function power(base: Scaled, n: number, size: number, middle: number): Scaled {
  let result: Scaled = { matrix: identity(size), exponent: 0 };
  let square = base;
  for (let left = n; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = { matrix: multiply(result.matrix, square.matrix, size), exponent: result.exponent + square.exponent };
    square = rescaled({ matrix: multiply(square.matrix, square.matrix, size), exponent: 2 * square.exponent }, middle);
    result = rescaled(result, middle);
  }
  return result;
}

function rescaled({ matrix, exponent }: Scaled, middle: number): Scaled {
  return matrix[middle]! > large ? { matrix: matrix.map((value) => value / large), exponent: exponent + 128 } : { matrix, exponent };
}

function identity(size: number): Float64Array {
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++) matrix[i * size + i] = 1;
  return matrix;
}

function multiply(a: Float64Array, b: Float64Array, size: number): Float64Array {
  const product = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < size; k++) {
      const factor = a[i * size + k]!;
      if (factor === 0) continue;
      for (let j = 0; j < size; j++) product[i * size + j]! += factor * b[k * size + j]!;
    }
  }
  return product;
}
