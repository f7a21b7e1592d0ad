/** How the checks read a replay: its diary, its retrainings, its predictions; and the significance test, counted again. */
import type { RunView } from '../../../src-main/workspaces/checks/define.ts';

export interface Entry {
  t: number;
  ate: string;
  drift: boolean;
  alarme: boolean;
  treinar: boolean;
}

export interface UsedLabel {
  id: string;
  t: number;
  verdade: string;
  chega: number;
}

export interface Retraining {
  t: number;
  treino: UsedLabel[];
  prova: UsedLabel[];
  campeao?: string[];
  desafiante?: string[];
  promovido: boolean;
}

export interface Prediction {
  id: string;
  t: number;
  date: string;
  previsto: string;
  verdade: string;
}

async function lines<T>(run: RunView, reference: string): Promise<T[] | null> {
  const text = await run.artifact(reference).catch(() => null);
  if (text === null) return null;
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
}

export const diary = (run: RunView) => lines<Entry>(run, 'replay.diario');
export const predictions = (run: RunView) => lines<Prediction>(run, 'replay.previsoes');

export async function retrainings(run: RunView): Promise<Retraining[] | null> {
  const text = await run.artifact('replay.retreinos').catch(() => null);
  return text === null ? null : (JSON.parse(text) as Retraining[]);
}

/** McNemar, exact, one-sided. */
export function pOf({ prova, campeao = [], desafiante = [] }: Retraining): number {
  const only = (mine: readonly string[], theirs: readonly string[]) =>
    prova.filter(({ verdade }, i) => mine[i] === verdade && theirs[i] !== verdade).length;
  const [worse, better] = [only(campeao, desafiante), only(desafiante, campeao)];
  const n = worse + better;
  let log = -n * Math.LN2;
  let sum = 0;
  for (let i = n; i >= better; i--) {
    sum += Math.exp(log);
    log += Math.log(i) - Math.log(n - i + 1);
  }
  return better === 0 ? 1 : Math.min(1, sum);
}
