// The scores that the study text quotes of a run; `numeros.ts` counts the flights themselves.
import { around, cells, count, decimal, type Quotes, type ReferenceRun, share } from '../reference-run.ts';

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
