// O juiz aprende quanto confiar em cada base. Ele precisa de respostas a vendas que as bases não viram: cada quinto dos
// dados é respondido por modelos treinados nos outros quatro.
import { type Classifier, type Prediction, type Row, stackRows, step, stratifiedKFold, trainRegressor } from '@bancada/sdk';
import { BAIRROS, treinarEspecialista, treinarGlobal } from './modelos.ts';

await step(async (lab) => {
  const treino = lab.input('treino').rows();
  const segmentos: Prediction[] = [];
  const global: Prediction[] = [];
  const bairros = treino.map((linha) => String(linha.bairro));
  for (const parte of stratifiedKFold(bairros, 5, lab.seed)) {
    const vistas = parte.train.map((i) => treino[i]);
    responder(await treinarGlobal(vistas, lab.seed), treino, parte.test, global);
    for (const bairro of Object.keys(BAIRROS)) {
      const doBairro = parte.test.filter((i) => treino[i].bairro === bairro);
      responder(await treinarEspecialista(vistas, bairro, lab.seed), treino, doBairro, segmentos);
    }
  }
  const linhas = stackRows(treino, { segmentos, global });
  const juiz = await trainRegressor(linhas, { algorithm: 'linear_regression', target: 'preco', numeric: ['segmentos', 'global'], seed: lab.seed });
  lab.output('linhas').rows(linhas);
  lab.output('juiz').model(juiz);
});

/** Põe as respostas do modelo nos lugares das linhas que ele não viu. */
function responder(modelo: Classifier, linhas: Row[], indices: number[], previsoes: Prediction[]): void {
  const respostas = modelo.predict(indices.map((i) => linhas[i]));
  indices.forEach((i, posicao) => {
    previsoes[i] = respostas[posicao];
  });
}
