// Separa treino e teste: a mesma fração de cada bairro nas duas partes.
import { step, trainTestSplit } from '@bancada/sdk';

await step((lab) => {
  const vendas = lab.input('vendas').rows();
  const { train, test } = trainTestSplit(vendas.length, { test: 0.3, seed: lab.seed, stratify: vendas.map((venda) => String(venda.bairro)) });
  lab.output('treino').rows(train.map((i) => vendas[i]));
  lab.output('teste').rows(test.map((i) => vendas[i]));
});
