// Duas contas prontas: Kolmogorov–Smirnov de duas amostras e a cauda da binomial com moeda honesta. Vêm com o desafio; não precisa mudá-las.

/** A maior distância entre as duas curvas acumuladas, e a chance (assintótica) de ver tanto por acaso. */
export function ks(umas: readonly number[], outras: readonly number[]): { d: number; p: number } {
  const [a, b] = [[...umas].sort((x, y) => x - y), [...outras].sort((x, y) => x - y)];
  let [i, j, d] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    const v = Math.min(a[i]!, b[j]!);
    while (i < a.length && a[i]! <= v) i++;
    while (j < b.length && b[j]! <= v) j++;
    d = Math.max(d, Math.abs(i / a.length - j / b.length));
  }
  const raiz = Math.sqrt((a.length * b.length) / (a.length + b.length));
  const z = (raiz + 0.12 + 0.11 / raiz) * d;
  let p = 0;
  for (let k = 1; k <= 100; k++) p += 2 * (k % 2 === 1 ? 1 : -1) * Math.exp(-2 * k * k * z * z);
  return { d, p: d === 0 ? 1 : Math.min(1, Math.max(0, p)) };
}

/** P(X ≥ k) em n lances de uma moeda honesta. */
export function cauda(k: number, n: number): number {
  if (k <= 0) return 1;
  let log = -n * Math.LN2;
  let soma = Math.exp(log);
  for (let i = n; i > k; i--) {
    log += Math.log(i) - Math.log(n - i + 1);
    soma += Math.exp(log);
  }
  return Math.min(1, soma);
}
