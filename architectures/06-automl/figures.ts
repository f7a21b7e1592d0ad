// The figures that the study text quotes of the search for `conforto`.
import { around, count, decimal, type Quotes, type ReferenceRun, share } from '../reference-run.ts';

interface Leaderboard {
  chosen: number;
  importances: { param: string; share: number }[];
  rows: {
    number: number;
    state: string;
    reason: string | null;
    params: Record<string, string | number>;
    metrics: { f1_macro: number; bytes: number };
    deviation: number | null;
    confirmed: number | null;
  }[];
}

export function quotes(run: ReferenceRun): Quotes {
  const { chosen, rows, importances } = run.json<Leaderboard>('busca_conforto.placar');
  const best = rows.reduce((a, b) => (b.metrics.f1_macro > a.metrics.f1_macro ? b : a));
  const winner = rows.find(({ number }) => number === chosen)!;
  const weight = (param: string) => importances.find((each) => each.param === param)!.share;
  const { metrics } = run;
  return {
    ...Object.fromEntries(rows.slice(0, 5).map((row) => [`placar_${row.number}`, lineOf(row, row.number === chosen)])),
    maior_nota: decimal(best.metrics.f1_macro, 4),
    confirmada: decimal(best.confirmed!, 4),
    otimismo: decimal(metrics['conforto.optimism']!, 4),
    escolhida: decimal(winner.confirmed!, 4),
    bytes_escolhida: count(Math.round(winner.metrics.bytes)),
    bytes_maior_nota: count(Math.round(best.metrics.bytes)),
    dobras: { pt: `${metrics['conforto.folds']} dobras de 81`, en: `${metrics['conforto.folds']} folds were measured of 81 possible` },
    parte_medida: share(1 - metrics['conforto.folds_saved']!),
    prova: decimal(metrics.conforto_f1!, 3),
    linhas_da_prova: around('', count(run.rows<{ tabela: string }>('prova.previsoes').filter(({ tabela }) => tabela === 'conforto').length)),
    peso_de_trees: around('`trees` ', { pt: `pesa ${share(weight('trees')).pt}`, en: `weighs ${share(weight('trees')).en}` }),
    peso_de_impute: around('`impute` ', { pt: `pesa ${share(weight('impute')).pt}`, en: `weighs ${share(weight('impute')).en}` }),
  };
}

/** As the leaderboard prints it, in both languages; runs of spaces count as one. */
function lineOf({ number, metrics, deviation, confirmed, state, reason, params }: Leaderboard['rows'][number], isChosen: boolean) {
  const figure = (value: number | null) => value?.toFixed(4) ?? '—';
  const measured = confirmed === null && reason?.endsWith('@1') ? '—' : figure(deviation);
  const { algorithm, trees, depth, minLeaf } = params;
  const line = (end: string) =>
    `${isChosen ? '▸' : ''}${number} ${figure(metrics.f1_macro)} ${measured} ${figure(confirmed)} ${Math.round(metrics.bytes)} ${end} ${algorithm} trees=${trees} depth=${depth} minLeaf=${minLeaf}`;
  return state === 'pruned' ? { pt: line(`podada ${reason}`), en: line(`pruned ${reason}`) } : { pt: line('inteira'), en: line('whole') };
}
