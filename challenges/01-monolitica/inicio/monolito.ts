// Ilha dos pinguins: um programa que faz tudo, num processo só.
//
// Este começo roda até o fim e mostra uma nota ótima. A nota não vale: leia os comentários "Tarefa".
// As cinco funções precisam manter o nome, os parâmetros e o que devolvem, porque as verificações também as chamam.

import type { ClassificationReport, Classifier, Field, Lab, Prediction, Row } from '@bancada/sdk';
import { classificationReport, step, trainClassifier } from '@bancada/sdk';

const ALVO = 'species'; // a coluna que queremos prever
const MEDIDAS = ['bill_length_mm', 'bill_depth_mm', 'flipper_length_mm', 'body_mass_g'];
const CATEGORIAS = ['island', 'sex'];

export interface Avaliacao {
  relatorio: ClassificationReport;
  previsoes: Prediction[]; // uma por linha, na ordem das linhas
}

/** 1. Carregar: lê a tabela inteira para a memória. Uma linha é um objeto; uma lacuna é null. */
export function carregar(lab: Lab): Row[] {
  const linhas = lab.input('pinguins').rows();
  lab.log('dados carregados', { linhas: linhas.length });
  return linhas;
}

/** 2. Limpar. */
export function limpar(linhas: Row[]): Row[] {
  // Tarefa: esta média usa todas as linhas, também as que vão servir para avaliar. Isso é vazamento.
  // Limpe olhando uma linha por vez e deixe a lacuna como null; quem preenche é o treino.
  const medias: Record<string, number> = {};
  for (const coluna of MEDIDAS) {
    const valores = linhas.filter((linha) => linha[coluna] !== null).map((linha) => Number(linha[coluna]));
    medias[coluna] = valores.reduce((soma, valor) => soma + valor, 0) / valores.length;
  }
  return linhas.map((linha) => {
    const limpa: Row = { ...linha };
    for (const coluna of MEDIDAS) {
      // Tarefa: Number('abc') devolve NaN sem reclamar. Um valor que não é número nem lacuna tem de parar o programa,
      // com um erro que diga a coluna.
      limpa[coluna] = linha[coluna] === null ? medias[coluna] : Number(linha[coluna]);
    }
    // Tarefa: procure na coluna sex um valor que não é sexo nenhum. Ele deveria ser uma lacuna.
    return limpa;
  });
}

/** 3. Treinar: devolve um modelo que recebe linhas limpas. */
export function treinar(linhas: Row[], semente: number): Promise<Classifier> {
  return trainClassifier(linhas, {
    algorithm: 'random_forest',
    target: ALVO,
    numeric: MEDIDAS,
    categorical: CATEGORIAS,
    // Tarefa: quando limpar() deixar lacunas, diga aqui como preenchê-las (impute, imputeCategorical).
    seed: semente,
    params: { trees: 100 },
  });
}

/** 4. Avaliar: quanto o modelo acerta em pinguins que ele nunca viu? */
export async function avaliar(linhas: Row[], semente: number): Promise<Avaliacao> {
  // Tarefa: aqui o modelo é avaliado nas mesmas linhas em que foi treinado. Ele as decorou.
  // Use stratifiedKFold(especies, 5, semente), do SDK: treine em quatro partes, preveja a quinta, cinco vezes.
  const especies = linhas.map((linha) => String(linha[ALVO]));
  const modelo = await treinar(linhas, semente);
  const previsoes = modelo.predict(linhas);
  const relatorio = classificationReport(
    especies,
    previsoes.map((previsao) => previsao.label),
  );
  return { relatorio, previsoes };
}

/** O contrato do serviço: um campo por coluna que o pedido traz. */
// Tarefa: do jeito que está, um pinguim de 5,6 g recebe uma espécie e um pedido vazio, um erro 500. Diga o que é
// obrigatório, os limites (min, max) e os valores aceitos (choices). Só o sexo pode faltar.
const ASSINATURA: Field[] = [
  ...MEDIDAS.map((name): Field => ({ name, type: 'double', optional: true })),
  ...CATEGORIAS.map((name): Field => ({ name, type: 'string', optional: true })),
];

/** 5. Servir: responde a pedidos até o programa ser encerrado. O modelo já chega treinado. */
export function servir(lab: Lab, modelo: Classifier, referencia: Row[]): Promise<void> {
  return lab.serve({
    name: 'pinguins',
    signature: ASSINATURA,
    // Para pensar: enquanto limpar() preenche, de que linhas sai a média de um pedido sozinho? Quando o treino preencher, esta linha
    // já estará certa, e não há nada a mudar aqui.
    predict: (linhas) => modelo.predict(limpar([...linhas])),
    reference: referencia, // as linhas do treino: é com elas que o tráfego será comparado
  });
}

// Só quando este arquivo é o programa; as verificações o importam e chamam as funções uma a uma.
if (import.meta.main) {
  await step(async (lab) => {
    const linhas = limpar(carregar(lab));
    if (lab.mode === 'service') {
      const modelo = await treinar(linhas, lab.seed); // treina uma vez, ao iniciar
      return servir(lab, modelo, linhas);
    }
    const { relatorio, previsoes } = await avaliar(linhas, lab.seed);
    lab.metric('f1_macro', relatorio.f1_macro);
    lab.metric('accuracy', relatorio.accuracy);
    lab.metric('precision_macro', relatorio.precision_macro);
    lab.metric('recall_macro', relatorio.recall_macro);
    lab.output('relatorio').json({ ...relatorio, previsoes });
  });
}
