/** What `bancada batch` says, in both languages. */
import type { Batch, Locale } from '../../contract/index.ts';

const count = (value: number, locale: Locale) => value.toLocaleString(locale);
const rate = ({ good, bad, workedMs }: Batch) => Math.round((1000 * (good + bad)) / Math.max(1, workedMs));
const statusPt: Record<Batch['status'], string> = {
  running: 'em andamento',
  interrupted: 'interrompido',
  done: 'concluído',
  failed: 'falhou',
  cancelled: 'cancelado',
};

const pt = {
  batch: 'calcula as previsões de um arquivo inteiro (CSV, JSONL ou Parquet); o mesmo comando continua de onde parou',
  batches: 'lista os lotes de previsões',
  output: 'arquivo do resultado (.csv, .jsonl ou .parquet); nada é sobrescrito',
  engine: 'docker ou process (processos locais)',
  restart: 'começa de novo, sem aproveitar as partes prontas',
  resumed: 'Continuando de onde parou.',
  progress: (percent: number, good: number, bad: number) =>
    `${percent} %  ${count(good, 'pt-BR')} linhas${bad > 0 ? `, ${count(bad, 'pt-BR')} separadas` : ''}`,
  done: (batch: Batch) =>
    batch.status === 'done'
      ? `${batch.output}: ${count(batch.good, 'pt-BR')} linhas com previsão, ${count(rate(batch), 'pt-BR')} por segundo.${batch.rejected ? `\n${count(batch.bad, 'pt-BR')} linhas separadas, com o motivo: ${batch.rejected}` : ''}`
      : `Lote ${statusPt[batch.status]}; o mesmo comando continua de onde parou.`,
  line: ({ model, version, output, status, good, bad }: Batch) => `${model} v${version}  ${statusPt[status]}  ${good} + ${bad}  ${output}`,
};

const en: typeof pt = {
  batch: 'predicts a whole file (CSV, JSONL or Parquet); the same command goes on where it stopped',
  batches: 'lists the batch predictions',
  output: 'file of the result (.csv, .jsonl or .parquet); nothing is written over',
  engine: 'docker or process (local processes)',
  restart: 'begins anew, without the parts that are done',
  resumed: 'Going on where it stopped.',
  progress: (percent, good, bad) => `${percent} %  ${count(good, 'en')} rows${bad > 0 ? `, ${count(bad, 'en')} set aside` : ''}`,
  done: (batch) =>
    batch.status === 'done'
      ? `${batch.output}: ${count(batch.good, 'en')} rows with a prediction, ${count(rate(batch), 'en')} per second.${batch.rejected ? `\n${count(batch.bad, 'en')} rows set aside, with the reason: ${batch.rejected}` : ''}`
      : `Batch ${batch.status}; the same command goes on where it stopped.`,
  line: ({ model, version, output, status, good, bad }) => `${model} v${version}  ${status}  ${good} + ${bad}  ${output}`,
};

export const batchTexts = (locale: Locale): typeof pt => (locale === 'en' ? en : pt);
