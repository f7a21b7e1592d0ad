/** Triggers, their firings and the queue in words for a terminal. */
import {
  explain,
  type Firing,
  isErrorCode,
  type Locale,
  type QueueReason,
  type RunQueue,
  scheduleWords,
  type Trigger,
  type TriggerSimulation,
} from '../../contract/index.ts';

type Source = Trigger['source'];
interface Words {
  source: { [K in Source['kind']]: (source: Extract<Source, { kind: K }>) => string };
  paused: string;
  allPaused: string;
  next(at: string): string;
  outcome: Record<Firing['outcome'], string>;
  skip: Record<NonNullable<Firing['reason']>, string>;
  stands(count: number): string;
  reason(reason: QueueReason): string;
  running: string;
  memory(used: string, budget: string): string;
  empty: string;
  simulated(from: string, to: string): string;
  totals(one: TriggerSimulation['triggers'][number], wait: string): string;
  guess(pipeline: string, time: string, runs: number): string;
  unforeseen(names: readonly string[]): string;
}

const words: Record<Locale, Words> = {
  'pt-BR': {
    source: {
      cron: (source) => `${scheduleWords(source, 'pt-BR') ?? source.pattern} (${source.timezone ?? '—'})`,
      interval: (source) => scheduleWords(source, 'pt-BR')!,
      files: ({ workspace, path }) => `quando mudar ${path || 'qualquer arquivo'} em ${workspace}`,
      dataset: ({ dataset }) => `quando houver versão nova de ${dataset}`,
      model: ({ model, on, alias }) =>
        on === 'version'
          ? `quando houver versão nova de ${model ?? 'qualquer modelo'}`
          : `quando ${alias ?? 'um apelido'} de ${model ?? 'qualquer modelo'} mudar`,
      alert: ({ endpoint, rule }) => `quando houver alerta de ${rule} em ${endpoint ?? 'qualquer endpoint'}`,
      webhook: () => 'quando alguém chamar o webhook',
    },
    paused: 'pausado',
    allPaused: 'Todos os gatilhos estão pausados.',
    next: (at) => `próximo: ${at}`,
    outcome: { recorded: 'registrado', started: 'iniciou', skipped: 'pulado', failed: 'falhou' },
    skip: {
      overlap: 'a execução anterior não tinha terminado',
      missed: 'passou sem a Bancada aberta',
      bound: 'passou sem a Bancada aberta, além do limite',
      full: 'há execuções demais na fila',
      paused: 'estava pausado',
    },
    stands: (count) => `(vale por ${count})`,
    reason: (reason) =>
      reason.kind === 'memory'
        ? `aguarda memória: ${gigabytes(reason.used, 'pt-BR')} de ${gigabytes(reason.budget, 'pt-BR')} em uso, precisa de ${gigabytes(reason.needed, 'pt-BR')}`
        : reason.kind === 'tag'
          ? `aguarda a vez da etiqueta ${reason.tag}: ${reason.running} de ${reason.limit} rodando`
          : reason.kind === 'runs'
            ? `aguarda a vez: ${reason.running} de ${reason.limit} execuções rodando`
            : reason.kind === 'lane'
              ? `aguarda ${reason.runId}, do mesmo gatilho`
              : reason.kind === 'behind'
                ? `aguarda atrás de ${reason.runId}, que precisa de memória`
                : 'aguarda a Bancada que a começou',
    running: 'rodando',
    memory: (used, budget) => `Memória: ${used} de ${budget} em uso.`,
    empty: 'A fila está vazia.',
    simulated: (from, to) => `SIMULAÇÃO: nada rodou. De ${from} a ${to}:`,
    totals: ({ name, firings, started, skipped, cancelled, waited }, wait) =>
      `  ${name}  ${firings} disparos: ${started} iniciam, ${skipped} pulados, ${cancelled} cancelados; ${waited} esperam (até ${wait})`,
    guess: (pipeline, time, runs) =>
      `  ${pipeline}: ${time} por execução (${runs === 1 ? 'o tempo da última' : runs > 1 ? `mediana das últimas ${runs}` : 'um palpite: ainda não rodou bem'})`,
    unforeseen: (names) => `  fora da simulação (não têm horário ou estão pausados): ${names.join(', ')}`,
  },
  en: {
    source: {
      cron: (source) => `${scheduleWords(source, 'en') ?? source.pattern} (${source.timezone ?? '—'})`,
      interval: (source) => scheduleWords(source, 'en')!,
      files: ({ workspace, path }) => `when ${path || 'any file'} of ${workspace} changes`,
      dataset: ({ dataset }) => `when ${dataset} has a new version`,
      model: ({ model, on, alias }) =>
        on === 'version' ? `when ${model ?? 'any model'} has a new version` : `when ${alias ?? 'an alias'} of ${model ?? 'any model'} moves`,
      alert: ({ endpoint, rule }) => `when there is an alert of ${rule} at ${endpoint ?? 'any endpoint'}`,
      webhook: () => 'when somebody calls the webhook',
    },
    paused: 'paused',
    allPaused: 'All triggers are paused.',
    next: (at) => `next: ${at}`,
    outcome: { recorded: 'recorded', started: 'started', skipped: 'skipped', failed: 'failed' },
    skip: {
      overlap: 'the earlier run had not ended',
      missed: 'it passed while Bancada was closed',
      bound: 'it passed while Bancada was closed, beyond the bound',
      full: 'too many runs wait',
      paused: 'it was paused',
    },
    stands: (count) => `(stands for ${count})`,
    reason: (reason) =>
      reason.kind === 'memory'
        ? `waits for memory: ${gigabytes(reason.used, 'en')} of ${gigabytes(reason.budget, 'en')} in use, needs ${gigabytes(reason.needed, 'en')}`
        : reason.kind === 'tag'
          ? `waits for tag ${reason.tag}: ${reason.running} of ${reason.limit} running`
          : reason.kind === 'runs'
            ? `waits its turn: ${reason.running} of ${reason.limit} runs`
            : reason.kind === 'lane'
              ? `waits for ${reason.runId}, of the same trigger`
              : reason.kind === 'behind'
                ? `waits behind ${reason.runId}, which needs memory`
                : 'waits for the Bancada that began it',
    running: 'running',
    memory: (used, budget) => `Memory: ${used} of ${budget} in use.`,
    empty: 'The queue is empty.',
    simulated: (from, to) => `SIMULATION: nothing ran. From ${from} to ${to}:`,
    totals: ({ name, firings, started, skipped, cancelled, waited }, wait) =>
      `  ${name}  ${firings} firings: ${started} start, ${skipped} skipped, ${cancelled} cancelled; ${waited} wait (up to ${wait})`,
    guess: (pipeline, time, runs) =>
      `  ${pipeline}: ${time} a run (${runs === 1 ? 'what the last one took' : runs > 1 ? `median of the last ${runs}` : 'a guess: it has not run well yet'})`,
    unforeseen: (names) => `  not simulated (no schedule, or paused): ${names.join(', ')}`,
  },
};

export function sourceText(source: Source, locale: Locale): string {
  return (words[locale].source[source.kind] as (of: Source) => string)(source);
}

export function triggerLine({ name, source, pipeline, paused, nextAt }: Trigger, locale: Locale): string {
  const { paused: pausedWord, next } = words[locale];
  return [name, sourceText(source, locale), `→ ${pipeline}`, paused ? pausedWord : nextAt === null ? '' : next(moment(nextAt, locale))]
    .filter(Boolean)
    .join('  ');
}

export function allPausedText(locale: Locale): string {
  return words[locale].allPaused;
}

export function firingLine({ trigger, dueAt, outcome, reason, occasions, runId, error, cause }: Firing, locale: Locale): string {
  const { outcome: outcomes, skip, stands } = words[locale];
  const why = reason ? skip[reason] : error ? said(error, locale) : (runId ?? '');
  return [moment(dueAt, locale), trigger, outcomes[outcome], why, cause.subject ?? '', occasions > 1 ? stands(occasions) : '']
    .filter(Boolean)
    .join('  ');
}

export function queueText({ runs, memory }: RunQueue, locale: Locale): string {
  const { running, reason, memory: of, empty } = words[locale];
  const lines = runs.map((run) => `${run.place ?? '▸'}  ${run.runId}  ${run.pipeline}  ${run.reason ? reason(run.reason) : running}`);
  return [of(gigabytes(memory.usedBytes, locale), gigabytes(memory.budgetBytes, locale)), ...(lines.length > 0 ? lines : [empty])].join('\n');
}

export function simulationText({ from, to, triggers, durations, unforeseen }: TriggerSimulation, locale: Locale): string {
  const { simulated, totals, guess, unforeseen: left } = words[locale];
  return [
    simulated(moment(from, locale), moment(to, locale)),
    ...triggers.map((one) => totals(one, time(one.longestWaitMs))),
    ...durations.map(({ pipeline, ms, runs }) => guess(pipeline, time(ms), runs)),
    ...(unforeseen.length > 0 ? [left(unforeseen.map(({ name }) => name))] : []),
  ].join('\n');
}

function said({ code, data }: NonNullable<Firing['error']>, locale: Locale): string {
  return isErrorCode(code) ? explain(code, data, locale).what : code;
}

function moment(at: number, locale: Locale): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'short' }).format(at);
}

function gigabytes(bytes: number, locale: Locale): string {
  return `${(bytes / 2 ** 30).toLocaleString(locale, { maximumFractionDigits: 1 })} GB`;
}

function time(ms: number): string {
  return ms < 60_000 ? `${Math.round(ms / 1000)} s` : ms < 3_600_000 ? `${Math.round(ms / 60_000)} min` : `${Math.round(ms / 360_000) / 10} h`;
}
