// Tudo numa etapa só, como saiu do notebook de quem começou o projeto. Há erros de propósito: o enunciado ajuda a achá-los.
import { type Algorithm, type Classifier, classificationReport, type Row, rocAuc, step, trainClassifier, trainTestSplit } from '@bancada/sdk';

const DIAS = ['dom', 'seg', 'ter', 'qua', 'qui', 'sex', 'sab'];

function atributos(voo: Row, limite: number): Row {
  const [dia = '', relogio = ''] = String(voo.date).split(' '); // "2001/01/01 00:47"
  const [ano, mes, diaDoMes] = dia.split('/').map(Number);
  return {
    hora: Number(relogio.slice(0, 2)),
    dia_semana: DIAS[new Date(Date.UTC(ano, mes - 1, diaDoMes)).getUTCDay()],
    distancia: voo.distance,
    atraso: voo.delay, // o ROC-AUC subiu muito quando esta coluna entrou!
    origem: voo.origin,
    destino: voo.destination,
    atrasou: Number(voo.delay) > limite ? 'sim' : 'nao',
  };
}

await step(async (lab) => {
  const linhas = lab
    .input('voos')
    .rows()
    .map((voo) => atributos(voo, Number(lab.params.limite)));
  const { train, test } = trainTestSplit(linhas.length, { test: 0.2, seed: lab.seed });
  const treino = train.map((i) => linhas[i]);
  const teste = test.map((i) => linhas[i]);
  const real = teste.map((linha) => String(linha.atrasou));

  let melhor: { auc: number; modelo: Classifier; algoritmo: Algorithm } | undefined;
  for (const algoritmo of ['random_forest', 'logistic_regression'] satisfies Algorithm[]) {
    const modelo = await trainClassifier(treino, {
      algorithm: algoritmo,
      target: 'atrasou',
      numeric: ['hora', 'distancia', 'atraso'],
      categorical: ['dia_semana', 'origem', 'destino'],
      seed: lab.seed,
      params: algoritmo === 'random_forest' ? { trees: Number(lab.params.arvores) } : {},
    });
    const previsoes = modelo.predict(teste);
    const auc = rocAuc(
      real.map((r) => r === 'sim'),
      previsoes.map((p) => p.probabilities.sim),
    );
    lab.log(`${algoritmo}: ROC-AUC ${auc.toFixed(3)}`);
    if (!melhor || auc > melhor.auc) melhor = { auc, modelo, algoritmo };
    lab.metric(
      'f1',
      classificationReport(
        real,
        previsoes.map((p) => p.label),
      ).perClass.sim.f1,
    );
  }
  lab.metric('roc_auc', melhor.auc);
  lab.output('modelo').model(melhor.modelo, { description: `Atraso de voos: ${melhor.algoritmo}`, reference: treino });
});
