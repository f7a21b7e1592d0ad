// As medidas de um classificador de duas classes, para quem avalia e para quem dá a nota final.
import { brier, type Classifier, calibration, classificationReport, type Row, rocAuc } from '@bancada/sdk';
import { ALVO } from './colunas.ts';

/** Probabilidade de atraso que o modelo dá a cada linha. */
export function probabilidades(modelo: Classifier, linhas: readonly Row[]): number[] {
  return modelo.predict(linhas).map((p) => p.probabilities.sim ?? 0);
}

export function atrasados(linhas: readonly Row[]): boolean[] {
  return linhas.map((linha) => linha[ALVO] === 'sim');
}

export function medir(real: boolean[], prob: number[], corte: number) {
  const nome = (atrasou: boolean) => (atrasou ? 'sim' : 'nao');
  const laudo = classificationReport(
    real.map(nome),
    prob.map((p) => nome(p >= corte)),
  );
  const sim = laudo.perClass.sim ?? { f1: 0, precision: 0, recall: 0 };
  const faixas = calibration(real, prob, 10);
  return {
    roc_auc: rocAuc(real, prob),
    f1: sim.f1,
    precisao: sim.precision,
    recall: sim.recall,
    brier: brier(real, prob),
    erro_calibracao: faixas.reduce((soma, f) => soma + (f.count / real.length) * Math.abs(f.mean - f.observed), 0),
    confusao: laudo.confusion,
    calibracao: faixas,
  };
}

/** O corte que dá o maior F1. Só pode ser procurado no conjunto de ajuste. */
export function melhorCorte(real: boolean[], prob: number[]): number {
  const cortes = Array.from({ length: 60 }, (_, k) => 0.05 + k * 0.01);
  return cortes.reduce((melhor, corte) => (medir(real, prob, corte).f1 > medir(real, prob, melhor).f1 ? corte : melhor));
}
