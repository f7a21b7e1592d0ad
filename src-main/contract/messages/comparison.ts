/** Words of what is measured, in both languages: names, units, and what to run where there is nothing yet. For tables that are taken away and the terminal. */
import type { MeasureId } from '../comparison.ts';

interface MeasureWords {
  name: string;
  unit: string;
  /** What brings a value. */
  hint: string;
}

interface SheetWords {
  scores: string;
  reasons: string;
  measured: string;
  criterion: string;
  best: string;
  architecture: string;
  measure: string;
  value: string;
  unit: string;
  of: string;
  when: string;
  source: string;
  measures: Record<MeasureId, MeasureWords>;
}

const runPt = 'rode o pipeline do desafio';
const servePt = 'sirva o modelo ou o programa do desafio';
const loadPt = 'faça um teste de carga no serviço do desafio';
const ciPt = 'rode a esteira de CI/CD do desafio';
const pt: SheetWords = {
  ...{ scores: 'Notas', reasons: 'Motivos', measured: 'Medidas', criterion: 'Critério', best: '5 significa', architecture: 'Arquitetura' },
  ...{ measure: 'Medida', value: 'Valor', unit: 'Unidade', of: 'De', when: 'Quando', source: 'Origem, ou o que rodar' },
  measures: {
    runs: { name: 'Execuções próprias', unit: '', hint: runPt },
    'run-ms': { name: 'Tempo da execução', unit: 'ms', hint: runPt },
    'training-ms': { name: 'Tempo de treino', unit: 'ms', hint: runPt },
    steps: { name: 'Passos', unit: '', hint: runPt },
    'cached-share': { name: 'Passos vindos do cache', unit: 'fração', hint: `${runPt} duas vezes` },
    metric: { name: 'Métrica principal', unit: '', hint: `${runPt} e registre métricas` },
    'ready-ms': { name: 'Do início à primeira resposta', unit: 'ms', hint: servePt },
    'p50-ms': { name: 'Latência p50', unit: 'ms', hint: loadPt },
    'p99-ms': { name: 'Latência p99', unit: 'ms', hint: loadPt },
    throughput: { name: 'Vazão', unit: 'respostas/s', hint: loadPt },
    'rollback-ms': { name: 'Tempo de rollback', unit: 'ms', hint: 'faça um rollout que volte atrás, ou desfaça um deploy da esteira' },
    'pipeline-ms': { name: 'Tempo da esteira', unit: 'ms', hint: ciPt },
    coverage: { name: 'Cobertura de testes', unit: '%', hint: ciPt },
    checks: { name: 'Verificações aprovadas', unit: '', hint: 'verifique a sua solução do desafio' },
  },
};

const runEn = 'run the challenge’s pipeline';
const serveEn = 'serve the challenge’s model or program';
const loadEn = 'load-test the challenge’s service';
const ciEn = 'run the challenge’s CI/CD conveyor';
const en: SheetWords = {
  ...{ scores: 'Scores', reasons: 'Reasons', measured: 'Measured', criterion: 'Criterion', best: '5 means', architecture: 'Architecture' },
  ...{ measure: 'Measure', value: 'Value', unit: 'Unit', of: 'Of', when: 'When', source: 'Source, or what to run' },
  measures: {
    runs: { name: 'Own runs', unit: '', hint: runEn },
    'run-ms': { name: 'Time of a run', unit: 'ms', hint: runEn },
    'training-ms': { name: 'Training time', unit: 'ms', hint: runEn },
    steps: { name: 'Steps', unit: '', hint: runEn },
    'cached-share': { name: 'Steps taken from the cache', unit: 'share', hint: `${runEn} twice` },
    metric: { name: 'Main metric', unit: '', hint: `${runEn} and log metrics` },
    'ready-ms': { name: 'From start to first answer', unit: 'ms', hint: serveEn },
    'p50-ms': { name: 'Latency p50', unit: 'ms', hint: loadEn },
    'p99-ms': { name: 'Latency p99', unit: 'ms', hint: loadEn },
    throughput: { name: 'Throughput', unit: 'answers/s', hint: loadEn },
    'rollback-ms': { name: 'Rollback time', unit: 'ms', hint: 'make a rollout that goes back, or undo a deployment of the conveyor' },
    'pipeline-ms': { name: 'Time of the conveyor', unit: 'ms', hint: ciEn },
    coverage: { name: 'Test coverage', unit: '%', hint: ciEn },
    checks: { name: 'Checks passed', unit: '', hint: 'check your solution of the challenge' },
  },
};

export const sheetWords = { pt, en };

/** One value in words: `12,4 ms`, `f1_macro 0,971`, `9 de 11`. */
export function sayMeasured(id: MeasureId, { value, of }: { value: number; of: string | null }, language: 'pt' | 'en'): string {
  const locale = language === 'en' ? 'en' : 'pt-BR';
  const number = (digits: number) => value.toLocaleString(locale, { maximumFractionDigits: digits });
  if (id === 'cached-share') return value.toLocaleString(locale, { style: 'percent', maximumFractionDigits: 0 });
  if (id === 'coverage') return `${number(1)} %`;
  if (id === 'checks') return `${number(0)} ${language === 'en' ? 'of' : 'de'} ${of}`;
  if (id === 'metric') return `${of} ${number(3)}`;
  if (id === 'runs' || id === 'steps') return number(0);
  if (id === 'throughput') return `${number(1)}/s`;
  if (value >= 1000) return `${(value / 1000).toLocaleString(locale, { maximumFractionDigits: value >= 10_000 ? 1 : 2 })} s`;
  return `${number(value < 10 ? 2 : 0)} ms`;
}
