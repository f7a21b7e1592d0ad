// Treina com quatro quintos dos dados, por uma camada de dados nossa, e julga o quinto que o modelo não viu.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { classificationReport, parseYaml, step, stratifiedKFold } from '@bancada/sdk';
import { criarFeatures } from '../features/index.ts';
import { criarModelo } from '../modelo/index.ts';

await step(async (lab) => {
  const linhas = lab
    .input('conforto')
    .rows()
    .map((linha) => ({ ...linha, sensacao: String(linha.sensacao) }));
  const base = (await parseYaml(readFileSync(join(import.meta.dirname, '../config/base.yaml'), 'utf8'))) as Parameters<
    typeof criarModelo
  >[1] extends infer M
    ? { features: { janela: number }; modelo: M }
    : never;
  const classes = linhas.map(({ sensacao }) => sensacao);
  const previstas: string[] = [];
  const julgadas: string[] = [];
  for (const { train, test } of stratifiedKFold(classes, 4, lab.seed + 1009).slice(0, 2)) {
    const features = criarFeatures({ linhas: () => train.map((i) => linhas[i]) }, base.features);
    const modelo = criarModelo(features, base.modelo);
    await modelo.treinar(lab.seed);
    const respostas = modelo.prever(test.map((i) => ({ ...linhas[i], sensacao: null })));
    test.forEach((i, posicao) => {
      julgadas.push(classes[i]);
      previstas.push(respostas[posicao].label);
    });
  }
  const { f1_macro, accuracy } = classificationReport(julgadas, previstas);
  lab.metric('f1_macro', f1_macro);
  lab.metric('accuracy', accuracy);
});
