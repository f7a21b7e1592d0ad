/** `planText`, `whyText`: a planned re-run and the reason of a step, in words for a terminal. */
import type { KeyDifference, Locale, RerunPlan, StepReason, StepWhy } from '../../contract/index.ts';

type Words = {
  actions: Record<RerunPlan['steps'][number]['action'], string>;
  reasons: Record<StepReason, string>;
  parts: Record<KeyDifference['part'], string>;
  none: string;
  unknown: string;
  compared(runId: string): string;
  origin(runId: string): string;
  whole(time: string, unknown: readonly string[]): string;
};

const words: Record<Locale, Words> = {
  'pt-BR': {
    actions: { kept: 'mantém', cached: 'do cache', run: 'roda', skip: 'não roda' },
    reasons: {
      kept: 'o resultado foi mantido da execução de origem',
      cached: 'o resultado veio do cache',
      changed: 'algo de que ele depende mudou',
      first: 'é a primeira vez deste passo',
      failed: 'ele ainda não tinha terminado bem, e falhas não ficam no cache',
      gone: 'nada mudou, mas o resultado anterior não estava guardado',
      off: 'o passo declara cache: false',
      refused: 'a execução pediu para não usar o cache',
      forced: 'foi escolhido para rodar',
      frozen: 'o passo está congelado: o último resultado bom foi usado',
      edited: 'alguém mudou à mão o que ele recebe, só nesta execução',
      reached: 'ele lê algo que veio de uma edição à mão nesta execução',
      made: 'depende de um passo que roda antes; se a entrada sair igual, ainda pode vir do cache',
      when: 'a condição when não vale',
      needs: 'algo de que ele precisa não terminou bem',
      left: 'ficou de fora desta execução',
      open: 'ainda não chegou a vez dele',
      unrecorded: 'a execução é de antes de a Bancada guardar os motivos',
    },
    parts: {
      program: 'programa',
      code: 'código',
      engine: 'motor',
      runtime: 'imagem ou runtime',
      seed: 'semente',
      param: 'parâmetro',
      matrix: 'matriz',
      input: 'entrada',
      output: 'saída',
      network: 'rede',
      with: 'opção',
      state: 'estado',
    },
    none: 'nada',
    unknown: 'tempo desconhecido',
    compared: (runId) => `Em comparação com ${runId}:`,
    origin: (runId) => `Feito por ${runId}.`,
    whole: (time, unknown) => `Tempo esperado: ${time}${unknown.length > 0 ? `, sem contar ${unknown.join(', ')} (sem histórico)` : ''}.`,
  },
  en: {
    actions: { kept: 'kept', cached: 'from the cache', run: 'runs', skip: 'does not run' },
    reasons: {
      kept: 'its result was kept from the original run',
      cached: 'its result came from the cache',
      changed: 'something that it depends on changed',
      first: 'this step had never run before',
      failed: 'it had not ended well before, and failures are not cached',
      gone: 'nothing changed, but the earlier result was not stored',
      off: 'the step declares cache: false',
      refused: 'the run was asked not to use the cache',
      forced: 'it was chosen to run',
      frozen: 'the step is frozen: its last good result was used',
      edited: 'somebody changed by hand what it is given, for this run only',
      reached: 'it reads something that came of an edit by hand in this run',
      made: 'it depends on a step that runs before it; should its input come out the same, it may still come from the cache',
      when: 'its when condition does not hold',
      needs: 'something that it needs did not end well',
      left: 'it was left out of this run',
      open: 'its turn has not come yet',
      unrecorded: 'the run is from before Bancada kept reasons',
    },
    parts: {
      program: 'program',
      code: 'code',
      engine: 'engine',
      runtime: 'image or runtime',
      seed: 'seed',
      param: 'parameter',
      matrix: 'matrix',
      input: 'input',
      output: 'output',
      network: 'network',
      with: 'option',
      state: 'state',
    },
    none: 'nothing',
    unknown: 'time unknown',
    compared: (runId) => `Compared with ${runId}:`,
    origin: (runId) => `Made by ${runId}.`,
    whole: (time, unknown) => `Expected time: ${time}${unknown.length > 0 ? `, not counting ${unknown.join(', ')} (no history)` : ''}.`,
  },
};

export function planText(plan: RerunPlan, locale: Locale): string {
  const { actions, reasons, unknown, whole } = words[locale];
  const lines = plan.steps.map(({ id, action, why, expectedMs }) => {
    const time = action !== 'run' ? '' : `  ${expectedMs === null ? unknown : timeText(expectedMs, locale)}`;
    return `  ${id}  ${actions[action]}${time}  (${reasons[why.reason]})`;
  });
  return [...lines, whole(timeText(plan.expectedMs, locale), plan.unknown)].join('\n');
}

export function whyText(why: StepWhy, locale: Locale): string {
  const { reasons, origin, compared } = words[locale];
  return [
    `${why.step}: ${reasons[why.reason]}.`,
    ...(why.origin === null ? [] : [origin(why.origin)]),
    ...(why.compared === null || why.differences.length === 0 ? [] : [compared(why.compared.runId)]),
    ...why.differences.flatMap((one) => differenceLines(one, words[locale])),
  ].join('\n');
}

const signs = { same: ' ', added: '+', removed: '-', gap: '⋯' };

function differenceLines({ part, name, before, after, diff }: KeyDifference, { parts, none }: Words): string[] {
  const head = `  ${parts[part]}${name && ` ${name}`}: ${before ?? none} → ${after ?? none}`;
  return [head, ...(diff ?? []).map(({ kind, text }) => `    ${signs[kind]} ${text}`.trimEnd())];
}

function timeText(ms: number, locale: Locale): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toLocaleString(locale, { maximumFractionDigits: 1 })} s`;
}
