/** Prints, as JSON, the figures that the study text quotes, from the reference solution's layers: `npm run numeros -- 02-camadas`. */
import { registerHooks } from 'node:module';
import { comfortVotes } from '../../src-main/catalog/conforto/generate.ts';
import type { Row } from '../../src-runtime/sdk/types.ts';

const root = new URL('../../', import.meta.url);
const SEED = 7;

registerHooks({
  resolve: (specifier, context, next) => next(specifier === '@bancada/sdk' ? new URL('src-runtime/sdk/index.ts', root).href : specifier, context),
});
const layer = (path: string) => import(new URL(`challenges/02-camadas/exemplo/${path}`, root).href);
const { criarFeatures } = await layer('features/index.ts');
const { criarModelo } = await layer('modelo/index.ts');
const { bulboUmido } = await layer('features/bulbo-umido.ts');

const svm = { algoritmo: 'svm', parametros: { svm: { cost: 100, gamma: 0.005 } } };
const forest = { algoritmo: 'random_forest', parametros: { random_forest: { trees: 60, depth: 14 } } };
const rows: Row[] = comfortVotes();
const features = criarFeatures({ linhas: () => rows }, { janela: 5 });
/** What the feature layer would hand on if it believed every sensor. */
const believing = { ...features, treino: () => features.treino().map((row: Row, i: number) => ({ ...row, ...readings(rows[i]!) })) };

process.stdout.write(
  `${JSON.stringify(
    {
      seed: SEED,
      gaps: count((row) => row.temp_bulbo_umido === null),
      sunless: count((row) => row.radiacao_solar === null),
      broken: count((row) => Number(row.temp_ar) > 41),
      stull: bulboUmido(20, 50),
      svm: await criarModelo(features, svm).avaliar(SEED),
      forest: await criarModelo(features, forest).avaliar(SEED),
      believing: await criarModelo(believing, svm).avaliar(SEED),
    },
    null,
    2,
  )}\n`,
);

function count(is: (row: Row) => boolean): number {
  return rows.filter(is).length;
}

function readings({ temp_ar, umidade, vel_ar, temp_parede }: Row): Row {
  return { temp_ar: temp_ar!, umidade: umidade!, vel_ar: vel_ar!, temp_parede: temp_parede! };
}
