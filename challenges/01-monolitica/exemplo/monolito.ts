// Um programa, um processo: carrega, limpa, treina, avalia e serve.

import type { ClassificationReport, Classifier, Field, Lab, Prediction, Row, Value } from '@bancada/sdk';
import { classificationReport, step, stratifiedKFold, trainClassifier } from '@bancada/sdk';

const ALVO = 'species';
const MEDIDAS = ['bill_length_mm', 'bill_depth_mm', 'flipper_length_mm', 'body_mass_g'];
const CATEGORIAS = ['island', 'sex'];
const LACUNAS = ['', '.', 'NA'];

export interface Avaliacao {
  relatorio: ClassificationReport;
  /** Uma por linha, na ordem das linhas, cada uma feita por um modelo que não viu essa linha. */
  previsoes: Prediction[];
}

export function carregar(lab: Lab): Row[] {
  const linhas = lab.input('pinguins').rows();
  lab.log('dados carregados', { linhas: linhas.length });
  return linhas;
}

/** Olha uma linha por vez: a saída de uma linha não depende das outras, por isso nada vaza de um lado para o outro da divisão. */
export function limpar(linhas: Row[]): Row[] {
  return linhas.map((linha, indice) => {
    const limpa: Row = {};
    for (const coluna of MEDIDAS) limpa[coluna] = numero(linha[coluna], coluna, indice);
    for (const coluna of [...CATEGORIAS, ALVO]) limpa[coluna] = lacuna(linha[coluna]) ? null : String(linha[coluna]).trim();
    return limpa;
  });
}

function lacuna(valor: Value | undefined): boolean {
  return valor === null || valor === undefined || (typeof valor === 'string' && LACUNAS.includes(valor.trim()));
}

function numero(valor: Value | undefined, coluna: string, indice: number): number | null {
  if (lacuna(valor)) return null;
  // Number('abc') devolve NaN sem reclamar; um NaN atravessa o treino calado. Melhor parar aqui, dizendo onde.
  if (typeof valor === 'boolean' || !Number.isFinite(Number(valor)))
    throw new Error(`linha ${indice + 1}, coluna ${coluna}: "${valor}" não é um número`);
  return Number(valor);
}

/** As lacunas são preenchidas aqui dentro, com a mediana e a moda só das linhas recebidas. */
export function treinar(linhas: Row[], semente: number): Promise<Classifier> {
  return trainClassifier(linhas, {
    algorithm: 'random_forest',
    target: ALVO,
    numeric: MEDIDAS,
    categorical: CATEGORIAS,
    impute: 'median',
    imputeCategorical: 'mode',
    seed: semente,
    params: { trees: 100 },
  });
}

/** Validação cruzada: cinco modelos, cada um avaliado no quinto dos dados que ele não viu. */
export async function avaliar(linhas: Row[], semente: number): Promise<Avaliacao> {
  const especies = linhas.map((linha) => String(linha[ALVO]));
  const previsoes: Prediction[] = [];
  for (const parte of stratifiedKFold(especies, 5, semente)) {
    const modelo = await treinar(
      parte.train.map((i) => linhas[i]),
      semente,
    );
    const respostas = modelo.predict(parte.test.map((i) => linhas[i]));
    parte.test.forEach((i, posicao) => {
      previsoes[i] = respostas[posicao];
    });
  }
  return {
    relatorio: classificationReport(
      especies,
      previsoes.map((previsao) => previsao.label),
    ),
    previsoes,
  };
}

/** O contrato do serviço: o que não couber aqui volta como 422, com o nome do campo, antes de chegar ao modelo. */
const ASSINATURA: Field[] = [
  { name: 'bill_length_mm', type: 'double', min: 20, max: 80 },
  { name: 'bill_depth_mm', type: 'double', min: 5, max: 40 },
  { name: 'flipper_length_mm', type: 'double', min: 100, max: 300 },
  { name: 'body_mass_g', type: 'double', min: 1000, max: 10000 },
  { name: 'island', type: 'string', choices: ['Biscoe', 'Dream', 'Torgersen'] },
  { name: 'sex', type: 'string', optional: true, choices: ['FEMALE', 'MALE'] },
];

/** O modelo chega pronto: nenhum pedido treina. */
export function servir(lab: Lab, modelo: Classifier, referencia: Row[]): Promise<void> {
  return lab.serve({
    name: 'pinguins',
    signature: ASSINATURA,
    predict: (linhas) => modelo.predict(limpar([...linhas])),
    reference: referencia,
  });
}

if (import.meta.main) {
  await step(async (lab) => {
    const linhas = limpar(carregar(lab));
    if (lab.mode === 'service') return servir(lab, await treinar(linhas, lab.seed), linhas);
    const { relatorio, previsoes } = await avaliar(linhas, lab.seed);
    lab.metric('f1_macro', relatorio.f1_macro);
    lab.metric('accuracy', relatorio.accuracy);
    lab.metric('precision_macro', relatorio.precision_macro);
    lab.metric('recall_macro', relatorio.recall_macro);
    lab.output('relatorio').json({ ...relatorio, previsoes });
  });
}
