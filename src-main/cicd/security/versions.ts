/** `inRange`: whether a version is one of `>=1.0.0 <2.3.1`, for both registries: numbers between dots, and a suffix that comes before none. */

export function inRange(version: string, range: string): boolean {
  return range.split(' || ').some((part) =>
    part.split(' ').every((bound) => {
      const [, sign = '=', wanted = ''] = /^(>=|<=|<|>|=)?(.+)$/.exec(bound) ?? [];
      const order = compare(version, wanted);
      return sign === '<' ? order < 0 : sign === '<=' ? order <= 0 : sign === '>' ? order > 0 : sign === '>=' ? order >= 0 : order === 0;
    }),
  );
}

export function compare(a: string, b: string): number {
  const [numbersA, suffixA] = parts(a);
  const [numbersB, suffixB] = parts(b);
  for (let i = 0; i < Math.max(numbersA.length, numbersB.length); i += 1) {
    const difference = (numbersA[i] ?? 0) - (numbersB[i] ?? 0);
    if (difference !== 0) return difference;
  }
  if (suffixA === suffixB) return 0;
  if (suffixA === '') return 1;
  if (suffixB === '') return -1;
  return suffixA < suffixB ? -1 : 1;
}

function parts(version: string): [number[], string] {
  const [, numbers = '0', suffix = ''] = /^v?(\d+(?:\.\d+)*)(.*)$/.exec(version.split('+')[0]!) ?? [];
  return [numbers.split('.').map(Number), suffix];
}
