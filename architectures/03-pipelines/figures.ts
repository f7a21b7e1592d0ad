// The scores that the study text quotes of a run; `numeros.ts` counts the flights themselves.
import { around, cells, count, decimal, type Quote, type Quotes, type ReferenceRun, share } from '../reference-run.ts';

const ALGORITHMS = {
  gradient_boosting: ['gradient boosting', 'gradient boosting'],
  logistic_regression: ['regressão logística', 'logistic regression'],
  mlp: ['rede neural (MLP)', 'neural network (MLP)'],
  random_forest: ['floresta aleatória', 'random forest'],
} as const;

export function quotes({ metrics }: ReferenceRun): Quotes {
  const rows = Object.entries(ALGORITHMS).map(([id, [pt, en]]) => [id, cells({ pt, en }, decimal(metrics[`ajuste_roc_auc_${id}`]!, 3))] as const);
  return {
    ...Object.fromEntries(rows),
    linhas_treino: count(metrics.linhas_treino!),
    linhas_teste: count(metrics.linhas_teste!),
    ...Object.fromEntries(
      ['roc_auc', 'roc_auc_baixo', 'roc_auc_alto', 'roc_auc_base', 'roc_auc_hora', 'cv_roc_auc'].map((name) => [name, decimal(metrics[name]!, 3)]),
    ),
    corte: decimal(metrics.corte!, 2),
    recall: around('', share(metrics.recall!)),
  };
}

/** With the day of the week among the features: better in cross-validation, worse in the tuning set, which is after the training. */
export const weekday = {
  params: { dia_semana: true },
  quotes({ metrics: tried }: ReferenceRun, { metrics: plain }: ReferenceRun): Quotes {
    const best = (metrics: Record<string, number>) => Math.max(...Object.keys(ALGORITHMS).map((id) => metrics[`ajuste_roc_auc_${id}`]!));
    const pair = (pt: readonly [string, string], en: readonly [string, string], from: number, to: number): Quote => {
      const [a, b] = [decimal(from, 3), decimal(to, 3)];
      return { pt: `${pt[0]} ${a.pt} ${pt[1]} ${b.pt}`, en: `${en[0]} ${a.en} ${en[1]} ${b.en}` };
    };
    return {
      dia_cruzada: pair(['sobe de', 'para'], ['from', 'to'], plain.cv_roc_auc!, tried.cv_roc_auc!),
      dia_ajuste: pair(['cai de', 'para'], ['from', 'to'], best(plain), best(tried)),
      dia_teste: {
        pt: `${decimal(tried.roc_auc!, 3).pt} contra ${decimal(plain.roc_auc!, 3).pt}`,
        en: `${decimal(tried.roc_auc!, 3).en} against ${decimal(plain.roc_auc!, 3).en}`,
      },
    };
  },
};
