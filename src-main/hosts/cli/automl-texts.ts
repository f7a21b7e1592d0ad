/** What `bancada automl` says, in both languages. */
import type { Locale, Search, SearchResult } from '../../contract/index.ts';

const number = (value: number | null | undefined, digits = 4) => (value === null || value === undefined ? '—' : value.toFixed(digits));

const grades = (metrics: Record<string, number>) =>
  Object.entries(metrics)
    .map(([name, value]) => `${name} ${number(value)}`)
    .join(', ');

const pt = {
  automl: 'busca o melhor modelo para uma coluna de um conjunto de dados',
  start: 'começa uma busca e a leva até o fim; Ctrl+C cancela',
  resume: 'continua uma busca interrompida, cancelada ou que falhou',
  list: 'lista as buscas',
  show: 'mostra o placar de uma busca',
  exam: 'abre o teste trancado e dá a nota do modelo escolhido; cada abertura fica registrada',
  register: 'registra o modelo escolhido',
  target: 'coluna a prever',
  study: 'arquivo YAML com espaço, objetivo, validação, poda e orçamento',
  sampler: 'tpe, random ou grid',
  pruner: 'halving, hyperband ou none',
  metric: 'f1_macro, accuracy, log_loss, r2, rmse ou mae',
  trials: 'quantas tentativas, no máximo',
  seconds: 'quanto tempo de busca, em segundos',
  ensemble: 'tenta também um conjunto com os n melhores',
  parallel: 'quantos programas ao mesmo tempo',
  seed: 'semente da busca',
  holdout: 'fração das linhas trancada para o teste (0,2)',
  name: 'nome do modelo',
  engine: 'docker ou process',
  progress: (search: Search) => `${search.ended}/${search.budget.trials} tentativas · melhor ${number(search.best)}`,
  done: ({ name, searchId, metric, confirmed, best, saved, chosen }: Search) =>
    `${name} (${searchId}): escolhida a tentativa #${chosen}, ${metric} ${number(confirmed ?? best)}; a poda poupou ${(100 * saved).toFixed(0)} % do tempo.`,
  exams: (search: Search) => {
    const last = search.exams.at(-1)!;
    return `Teste aberto ${search.exams.length}×: ${grades(last.metrics)} em ${last.rows} linhas.`;
  },
  registered: (name: string, version: string) => `${name} v${version}`,
  header: ['#', 'nota', 'desvio', 'confirmada', 'µs/linha', 'bytes', 'dobras', 'fim', 'parâmetros'],
  states: { open: 'em curso', complete: 'inteira', pruned: 'podada', failed: 'falhou' },
  important: 'O que mais pesou',
};

const en: typeof pt = {
  automl: 'searches the best model for a column of a data set',
  start: 'begins a search and takes it to its end; Ctrl+C cancels',
  resume: 'goes on with a search that was interrupted, cancelled or failed',
  list: 'lists the searches',
  show: 'shows the leaderboard of a search',
  exam: 'opens the locked test set and grades the chosen model; each opening is on record',
  register: 'registers the chosen model',
  target: 'column to predict',
  study: 'YAML file with space, objective, validation, pruning and budget',
  sampler: 'tpe, random or grid',
  pruner: 'halving, hyperband or none',
  metric: 'f1_macro, accuracy, log_loss, r2, rmse or mae',
  trials: 'how many trials at most',
  seconds: 'how long to search, in seconds',
  ensemble: 'also tries an ensemble of the n best',
  parallel: 'how many programs at a time',
  seed: 'seed of the search',
  holdout: 'share of the rows locked away for the test (0.2)',
  name: 'name of the model',
  engine: 'docker or process',
  progress: (search) => `${search.ended}/${search.budget.trials} trials · best ${number(search.best)}`,
  done: ({ name, searchId, metric, confirmed, best, saved, chosen }) =>
    `${name} (${searchId}): trial #${chosen} chosen, ${metric} ${number(confirmed ?? best)}; pruning spared ${(100 * saved).toFixed(0)} % of the time.`,
  exams: (search) => {
    const last = search.exams.at(-1)!;
    return `Test set opened ${search.exams.length}×: ${grades(last.metrics)} on ${last.rows} rows.`;
  },
  registered: (name, version) => `${name} v${version}`,
  header: ['#', 'score', 'std', 'confirmed', 'µs/row', 'bytes', 'folds', 'end', 'parameters'],
  states: { open: 'open', complete: 'whole', pruned: 'pruned', failed: 'failed' },
  important: 'What mattered most',
};

export const automlTexts = (locale: Locale): typeof pt => (locale === 'en' ? en : pt);

export function boardText({ study, rows, importances }: SearchResult, t: typeof pt): string {
  const { metric } = study.objective;
  const lines = rows.slice(0, 20).map((row) => [
    `${row.isChosen ? '▸' : ''}${row.members ? row.members.join('+') : row.number}`,
    ...[number(row.metrics[metric]), number(row.deviation), number(row.confirmed)],
    ...[number(row.metrics.latency_us, 1), number(row.metrics.bytes, 0), String(row.units)],
    `${t.states[row.state]}${row.reason ? ` ${row.reason.slice(0, 40)}` : ''}`,
    Object.entries(row.params)
      .map(([name, value]) => `${name}=${typeof value === 'number' && !Number.isInteger(value) ? value.toPrecision(3) : value}`)
      .join(' '),
  ]);
  const widths = t.header.map((head, i) => Math.max(head.length, ...lines.map((line) => line[i]!.length)));
  const table = [t.header, ...lines].map((line) =>
    line
      .map((cell, i) => cell.padEnd(widths[i]!))
      .join('  ')
      .trimEnd(),
  );
  const shares = importances.map(({ param, share }) => `${param} ${(100 * share).toFixed(0)} %`).join(', ');
  return [...table, ...(shares ? ['', `${t.important}: ${shares}`] : [])].join('\n');
}
