/** Prints, as JSON, what the study text quotes: `npm run numeros -- 07-serving`. The same data, split, features and model as the reference's, seed 7. */
import { transform } from '../../challenges/07-serving/exemplo/atributos.ts';
import { expectedPrice, type Home, houses } from '../../src-main/catalog/imoveis.ts';
import { regressionReport, trainRegressor } from '../../src-runtime/ml/regressor.ts';
import { trainTestSplit } from '../../src-runtime/ml/split.ts';
import type { Classifier, Row } from '../../src-runtime/sdk/types.ts';

const SEED = 7;
const TREES = 120;
const EXAMPLE = { area: 120.5, quartos: 3, banheiros: 2, idade: 8, garagem: 2, bairro: 'Zona Sul' };

const sales = houses().map((house): Row => ({ ...house }));
const { train, test } = trainTestSplit(sales.length, { test: 0.25, seed: SEED });
const pick = (indices: readonly number[]) => indices.map((i) => sales[i]!);

function fitted(features: (row: Row) => Row): Promise<Classifier> {
  return trainRegressor(
    pick(train).map((sale) => ({ ...features(sale), preco: sale.preco! })),
    {
      algorithm: 'gradient_boosting',
      target: 'preco',
      numeric: ['area', 'quartos', 'banheiros', 'idade', 'garagem', 'area_por_quarto', 'comodos'],
      categorical: ['bairro'],
      seed: SEED,
      params: { trees: TREES, depth: 5 },
    },
  );
}

const model = await fitted(transform);
const held = pick(test);
const priced = (rows: readonly Row[], features: (row: Row) => Row) => model.predict(rows.map(features)).map(({ value }) => value!);
const report = (prices: readonly number[]) =>
  regressionReport(
    held.map(({ preco }) => Number(preco)),
    prices,
  );

/** The old spreadsheet's feature code: whole square metres. */
const rounded = (row: Row): Row => transform({ ...row, area: Math.round(Number(row.area)) });
/** Somebody's second version of one feature. */
const otherFormula = (row: Row): Row => ({ ...transform(row), area_por_quarto: Number(row.area) / (Number(row.quartos) + 1) });
const online = priced(held, transform);
const byRounding = priced(held, rounded);
const apart = online.map((price, i) => Math.abs(price - byRounding[i]!)).sort((a, b) => a - b);
const different = apart.filter((gap) => gap > 0);

process.stdout.write(
  `${JSON.stringify(
    {
      rows: { train: train.length, test: test.length },
      honest: report(online),
      /** What chance leaves to whoever knows the formula. */
      oracle: report(held.map((row) => expectedPrice(row as unknown as Home))).mape,
      example: { request: EXAMPLE, features: transform(EXAMPLE), value: priced([EXAMPLE], transform)[0] },
      /** Batch with whole square metres against the service. */
      twice: {
        different: different.length / apart.length,
        median: different[Math.floor(different.length / 2)],
        largest: different.at(-1),
        mape: report(byRounding).mape,
        example: priced([EXAMPLE], rounded)[0],
      },
      /** Trained with one formula, served with another. */
      skew: report(priced(held, otherFormula)),
      /** Cents: equal to the eye, not to a machine. */
      cents: online.filter((price) => Number(price.toFixed(2)) !== price).length / online.length,
    },
    null,
    2,
  )}\n`,
);
