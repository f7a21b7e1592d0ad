/** Prints, as JSON, the figures that the study text quotes: the forty runs of the reference solution. `npm run numeros -- 09-registry-tracking` */
import { registerHooks } from 'node:module';
import { comfortVotes } from '../../src-main/catalog/conforto/generate.ts';

const root = new URL('../../', import.meta.url);
const SEED = 7;

registerHooks({
  resolve: (specifier, context, next) => next(specifier === '@bancada/sdk' ? new URL('src-runtime/sdk/index.ts', root).href : specifier, context),
});
const { amostra, avaliar, grade } = await import(new URL('challenges/09-registry-tracking/exemplo/treino.ts', root).href);
const rows = amostra(comfortVotes());
const scores: Record<string, number[]> = {};
for (const config of grade(SEED)) {
  const parts: number[] = await avaliar(rows, config);
  scores[config.algoritmo] = [...(scores[config.algoritmo] ?? []), parts.reduce((sum, part) => sum + part, 0) / parts.length];
}
const ranges = Object.fromEntries(
  Object.entries(scores).map(([algorithm, of]) => [algorithm, { lowest: Math.min(...of), highest: Math.max(...of), runs: of.length }]),
);
process.stdout.write(`${JSON.stringify({ seed: SEED, rows: rows.length, ranges }, null, 2)}\n`);
