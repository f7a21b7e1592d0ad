/** What `bancada features` says, in both languages. */
import type { FeatureChange, FeatureHistory, FeatureSkew, FeatureStore, Locale, OnlineStore } from '../../contract/index.ts';

const share = (part: number, all: number) => (all === 0 ? '—' : `${((100 * part) / all).toFixed(1)} %`);
const auc = (value: number | null) => value?.toFixed(3) ?? '—';
const when = (at: number | null) => (at === null ? '—' : new Date(at).toISOString().slice(0, 19).replace('T', ' '));

const pt = {
  features: 'feature store: atributos corretos no tempo para treinar e prontos para servir',
  apply: 'aplica as definições de um arquivo YAML (--dry-run: só diz o que mudaria)',
  dryRun: 'só diz o que mudaria',
  list: 'lista as feature stores',
  show: 'mostra visões, fontes e o que está online',
  ingest: 'acrescenta um arquivo (CSV, JSONL ou Parquet) a uma fonte',
  history: 'faz um conjunto de treino por junção no tempo',
  materialize: 'leva os valores à loja online',
  get: 'pergunta à loja online: CHAVE=VALOR …',
  online: 'onde ficam os valores online: mostra, ou escolhe',
  redis: 'num Redis: redis://endereço, ou, sem endereço, num contêiner redis:7 da bancada',
  sqlite: 'no banco da própria bancada',
  redisUrl: (given: string) => `esperava-se redis://… ou rediss://…, e veio ${given}`,
  onlineStore: (found: OnlineStore) => (found.kind === 'sqlite' ? 'SQLite' : `${found.address}${found.isContainer ? ' (contêiner)' : ''}`),
  again: (store: string) => `As visões precisam ser levadas de novo: bancada features materialize ${store}`,
  push: 'entrega uma linha nova, em JSON, a uma fonte',
  skew: 'compara offline e online nas linhas de um arquivo',
  door: 'endereço e token com que programas de fora perguntam e entregam eventos (vale enquanto a bancada está aberta)',
  shut: 'fecha o endereço',
  doorShut: 'Endereço fechado.',
  doorOpen: (url: string, token: string) => `POST ${url}\nAuthorization: Bearer ${token}\n{ "keys": { … } }`,
  remove: 'apaga uma feature store',
  rows: 'arquivo com as linhas: uma coluna por chave e uma com o momento; em skew, também dataset:NOME',
  at: 'coluna do momento; em get, o momento',
  label: 'coluna que o modelo vai prever',
  to: 'arquivo do resultado',
  naive: 'arquivo da junção ingênua, para comparar',
  until: 'até que momento (AAAA-MM-DD HH:MM:SS)',
  limit: 'quantas linhas comparar',
  none: 'Nada muda.',
  changed: ({ kind, view, feature }: FeatureChange) => `${{ added: '+', removed: '−', changed: '~' }[kind]} ${view}${feature ? `.${feature}` : ''}`,
  ingested: (rows: number, isNew: boolean) => (isNew ? `${rows} linhas acrescentadas.` : 'Estes mesmos bytes já estavam lá.'),
  store: ({ definition: { store, views }, segments, online }: FeatureStore) =>
    [
      store,
      ...views.map((view) => {
        const filled = online.find((each) => each.view === view.name);
        const state = filled ? `${filled.keys} chaves, até ${when(filled.watermark)}` : 'não está online';
        return `  ${view.name} (${view.key}): ${view.features.map(({ name }) => name).join(', ')}\n    ${state}`;
      }),
      ...segments.map(({ source, fileName, rows }) => `  ${source}: ${fileName}, ${rows} linhas`),
    ].join('\n'),
  historyTable: ({ rows, late, features }: FeatureHistory) =>
    [
      `${rows} linhas, ${late} eventos conhecidos mais de uma hora depois de acontecer`,
      'atributo: vazios, linhas que a junção ingênua muda, ROC-AUC sozinho (certa → ingênua)',
      ...features.map(
        (each) => `  ${each.name}: ${share(each.missing, rows)}, ${share(each.changed, rows)}, ${auc(each.auc)} → ${auc(each.naiveAuc)}`,
      ),
    ].join('\n'),
  materialized: (view: string, keys: number, late: number) =>
    `${view}: ${keys} ${keys === 1 ? 'chave' : 'chaves'} online, ${late} ${late === 1 ? 'evento tardio' : 'eventos tardios'}`,
  pushed: (taken: number, known: number) => `${taken} aceitas, ${known} já conhecidas ou fora da loja online`,
  skewText: ({ rows, compared, different, examples }: FeatureSkew) =>
    [
      `${compared} valores de ${rows} linhas comparados, ${different} diferentes`,
      ...examples.map(({ row, feature, offline, online }) => `  linha ${row}, ${feature}: offline ${offline}, online ${online}`),
    ].join('\n'),
  removed: (store: string) => `${store} apagada.`,
  pair: (text: string) => `esperava-se CHAVE=VALOR, e veio ${text}`,
  moment: (text: string) => `${text} não é um momento`,
};

const en: typeof pt = {
  features: 'feature store: features correct in time for training and ready to serve',
  apply: 'applies the definitions of a YAML file (--dry-run: only says what would change)',
  dryRun: 'only says what would change',
  list: 'lists the feature stores',
  show: 'shows views, sources and what is online',
  ingest: 'adds a file (CSV, JSONL or Parquet) to a source',
  history: 'makes a training set by point-in-time join',
  materialize: 'brings the values to the online store',
  get: 'asks the online store: KEY=VALUE …',
  online: 'where the online values lie: shows it, or chooses',
  redis: 'in a Redis: redis://address, or, without an address, in a redis:7 container of the lab',
  sqlite: 'in the database of the lab itself',
  redisUrl: (given) => `expected redis://… or rediss://…, got ${given}`,
  onlineStore: (found) => (found.kind === 'sqlite' ? 'SQLite' : `${found.address}${found.isContainer ? ' (container)' : ''}`),
  again: (store) => `The views have to be brought there again: bancada features materialize ${store}`,
  push: 'hands a new row, as JSON, to a source',
  skew: 'compares offline and online on the rows of a file',
  door: 'address and token by which programs outside ask and hand over events (while the lab is open)',
  shut: 'closes the address',
  doorShut: 'Address closed.',
  doorOpen: (url, token) => `POST ${url}\nAuthorization: Bearer ${token}\n{ "keys": { … } }`,
  remove: 'deletes a feature store',
  rows: 'file with the rows: a column per key and one with the moment; in skew also dataset:NAME',
  at: 'column of the moment; in get, the moment',
  label: 'column that the model will predict',
  to: 'file of the result',
  naive: 'file of the naive join, to compare',
  until: 'up to which moment (YYYY-MM-DD HH:MM:SS)',
  limit: 'how many rows to compare',
  none: 'Nothing changes.',
  changed: pt.changed,
  ingested: (rows, isNew) => (isNew ? `${rows} rows added.` : 'These very bytes were there already.'),
  store: ({ definition: { store, views }, segments, online }) =>
    [
      store,
      ...views.map((view) => {
        const filled = online.find((each) => each.view === view.name);
        const state = filled ? `${filled.keys} keys, up to ${when(filled.watermark)}` : 'not online';
        return `  ${view.name} (${view.key}): ${view.features.map(({ name }) => name).join(', ')}\n    ${state}`;
      }),
      ...segments.map(({ source, fileName, rows }) => `  ${source}: ${fileName}, ${rows} rows`),
    ].join('\n'),
  historyTable: ({ rows, late, features }) =>
    [
      `${rows} rows, ${late} events known more than an hour after they happened`,
      'feature: missing, rows that the naive join changes, ROC-AUC alone (right → naive)',
      ...features.map(
        (each) => `  ${each.name}: ${share(each.missing, rows)}, ${share(each.changed, rows)}, ${auc(each.auc)} → ${auc(each.naiveAuc)}`,
      ),
    ].join('\n'),
  materialized: (view, keys, late) => `${view}: ${keys} ${keys === 1 ? 'key' : 'keys'} online, ${late} late ${late === 1 ? 'event' : 'events'}`,
  pushed: (taken, known) => `${taken} taken, ${known} known already or not online`,
  skewText: ({ rows, compared, different, examples }) =>
    [
      `${compared} values of ${rows} rows compared, ${different} different`,
      ...examples.map(({ row, feature, offline, online }) => `  row ${row}, ${feature}: offline ${offline}, online ${online}`),
    ].join('\n'),
  removed: (store) => `${store} deleted.`,
  pair: (text) => `expected KEY=VALUE, got ${text}`,
  moment: (text) => `${text} is no moment`,
};

export const featureTexts: Record<Locale, typeof pt> = { 'pt-BR': pt, en };
