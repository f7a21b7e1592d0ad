/** The figures that the study text quotes of the invented world are what the command prints. Scores are quoted with the commands that give them. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

it('the study text of 04 quotes what its world is, in both languages', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['architectures/04-feature-store/numeros.ts'], { cwd: root });
  const { exemplo, fraudesContestadasNaHora, cadastros, ...counts } = JSON.parse(stdout) as Record<string, number> & {
    exemplo: Record<string, number>;
  };
  expect(fraudesContestadasNaHora).toBe(0);
  expect(exemplo).toMatchObject({ fraude: 'sim', gasto_24h: 83.92, compras_24h: 1, contestacoes: 0 });
  const { fraudes, fraudesContestadasHoje, repetidas, tardias, compras, pedidos, cadastroVencido } = counts;
  const quoted = [compras, pedidos, fraudes, fraudesContestadasHoje, repetidas, tardias, cadastroVencido].map(Number);
  for (const [locale, file] of [
    ['de-DE', 'estudo.md'],
    ['en', 'estudo.en.md'],
  ] as const) {
    const text = readFileSync(`${root}/architectures/04-feature-store/${file}`, 'utf8');
    expect(quoted.filter((count) => !text.includes(count.toLocaleString(locale)))).toEqual([]);
  }
  expect(cadastros).toBeGreaterThan(0);
});
