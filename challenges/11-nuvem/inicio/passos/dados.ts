// Dados: confere as vendas e as divide. Este passo lê um conjunto de dados pelo nome; quem sabe em que bucket ele está é a nuvem.yaml.
import { type Expectation, step, trainTestSplit, validate } from '@bancada/sdk';
import { BAIRROS } from '../assinatura.ts';

const EXPECTATIVAS: Expectation[] = [
  { expect: 'column_values_to_be_between', column: 'area', min: 15, max: 1000 },
  { expect: 'column_values_to_be_between', column: 'preco', min: 10_000, max: 50_000_000 },
  { expect: 'column_values_to_be_in_set', column: 'bairro', values: BAIRROS },
];

await step((lab) => {
  const vendas = lab.input('vendas').rows();
  const laudo = validate(vendas, EXPECTATIVAS);
  if (!laudo.success) throw new Error(`Vendas recusadas: ${laudo.badRows.length} linhas fora do esperado.`);

  const { train, test } = trainTestSplit(vendas.length, { test: 0.25, seed: lab.seed });
  lab.output('treino').rows(train.map((i) => vendas[i]));
  lab.output('teste').rows(test.map((i) => vendas[i]));
});
