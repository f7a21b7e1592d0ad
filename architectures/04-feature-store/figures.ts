// The scores that the study text quotes; `numeros.ts` counts the invented world itself. Both are looked for in the text by tests.
import { cells, count, decimal, type Quotes, type ReferenceRun } from '../reference-run.ts';

interface Join {
  features: { name: string; auc: number; naiveAuc: number }[];
}

export function quotes(run: ReferenceRun): Quotes {
  const { features } = run.json<Join>('conjunto.resultado');
  const quoted = ['contestacoes', 'internet_24h', 'compras_24h', 'gasto_24h'].map((name) => features.find((each) => each.name === name)!);
  return {
    // Each request, asked for each feature: what `features skew` compares, and the check of the service too.
    comparados: count(run.rows('conjunto.conjunto').length * features.length),
    roc_auc: decimal(run.metrics.roc_auc!, 3),
    ...Object.fromEntries(quoted.map(({ name, auc, naiveAuc }) => [name, cells(`\`${name}\``, decimal(auc, 3), decimal(naiveAuc, 3))])),
  };
}
