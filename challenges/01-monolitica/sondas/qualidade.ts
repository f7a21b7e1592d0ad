// Divide os pinguins por conta própria, com outra semente, e chama só limpar e treinar do aluno.
import { classificationReport, step, stratifiedKFold } from '@bancada/sdk';
import { limpar, treinar } from '../monolito.ts';

await step(async (lab) => {
  const linhas = lab.input('pinguins').rows();
  const especies = linhas.map((linha) => String(linha.species));
  const previstas: string[] = [];
  let treinos = 0;
  let duracao = 0;
  for (const parte of stratifiedKFold(especies, 5, lab.seed + 1009)) {
    // As duas partes são limpas em separado: o que limpar aprender de uma não chega à outra.
    const treino = limpar(parte.train.map((i) => linhas[i]));
    const inicio = performance.now();
    const modelo = await treinar(treino, lab.seed);
    duracao += performance.now() - inicio;
    treinos += 1;
    const semResposta = parte.test.map((i) => ({ ...linhas[i], species: null }));
    const respostas = modelo.predict(limpar(semResposta));
    if (respostas.length !== parte.test.length) throw new Error(`limpar: ${parte.test.length} linhas entraram, ${respostas.length} saíram`);
    parte.test.forEach((i, posicao) => {
      previstas[i] = respostas[posicao].label;
    });
  }
  lab.metric('f1_macro', classificationReport(especies, previstas).f1_macro);
  lab.metric('treino_ms', duracao / treinos);
});
