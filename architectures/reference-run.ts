/**
 * What a study text quotes of a run of its challenge's reference solution. `architectures/NN/figures.ts` names each figure as both languages write it;
 * `numeros.ts` beside it runs the solution and prints them; in CI they are read from the run that the challenge's checks made anyway.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PipelineRun } from '../src-main/contract/index.ts';
import type { Lab } from '../src-main/lab.ts';

export interface ReferenceRun {
  metrics: Record<string, number>;
  /** An output, by `step.name`. */
  json<T>(reference: string): T;
  rows<T>(reference: string): T[];
  /** What the challenge's checks saw, by id; empty where only the pipeline ran. */
  seen: Readonly<Record<string, string>>;
}

/** The same figure in both languages. */
export interface Quote {
  pt: string;
  en: string;
}

export type Quotes = Record<string, Quote>;

export const decimal = (value: number, digits: number): Quote => ({ pt: value.toFixed(digits).replace('.', ','), en: value.toFixed(digits) });
export const share = (value: number, digits = 0): Quote => around('', decimal(100 * value, digits), ' %');
export const count = (value: number): Quote => ({ pt: value.toLocaleString('de-DE'), en: value.toLocaleString('en') });
export const around = (before: string, quote: Quote, after = ''): Quote => ({
  pt: `${before}${quote.pt}${after}`,
  en: `${before}${quote.en}${after}`,
});
export const cells = (first: Quote | string, ...rest: Quote[]): Quote => {
  const line = (language: 'pt' | 'en') => [typeof first === 'string' ? first : first[language], ...rest.map((each) => each[language])].join(' | ');
  return { pt: `| ${line('pt')} |`, en: `| ${line('en')} |` };
};

/** Of the learner's own runs of a pipeline, the last one that ended well. */
export function lastRun(lab: Pick<Lab, 'pipelines'>, challengeId: string, seen: ReferenceRun['seen'] = {}): ReferenceRun {
  const found = lab.pipelines.list({ pipeline: challengeId, limit: 20 }).find(({ status }) => status === 'succeeded');
  if (!found) throw new Error(`${challengeId} has no run that succeeded`);
  return readable(lab, lab.pipelines.get(found.runId), seen);
}

function readable(lab: Pick<Lab, 'pipelines'>, { runId, metrics }: PipelineRun, seen: ReferenceRun['seen'] = {}): ReferenceRun {
  const text = (reference: string) => readFileSync(lab.pipelines.artifactPath(runId, reference), 'utf8');
  return {
    ...{ metrics, seen },
    json: <T>(reference: string): T => JSON.parse(text(reference)),
    rows: <T>(reference: string): T[] =>
      text(reference)
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
  };
}

/** The figures that a study text does not say, per language. */
export function missingIn(challengeId: string, quotes: Quotes): string[] {
  return (['pt', 'en'] as const).flatMap((language) => {
    const text = readFileSync(new URL(`${challengeId}/estudo${language === 'pt' ? '' : '.en'}.md`, import.meta.url), 'utf8').replaceAll(
      /[ \t]+/g,
      ' ',
    );
    return Object.entries(quotes)
      .filter(([, quote]) => !text.includes(quote[language]))
      .map(([name, quote]) => `${language} ${name}: ${quote[language]}`);
  });
}

interface Variant {
  params: Record<string, string | number | boolean>;
  /** `plain`: the run without them. */
  quotes(run: ReferenceRun, plain: ReferenceRun): Quotes;
}

/**
 * Runs a reference solution in a home of its own, with local processes and seed 7, and prints the figures as JSON; with a variant, once more with its parameters.
 * Ends with 1 if the study text does not say one of them.
 */
export async function printFigures(challengeId: string, quotes: (run: ReferenceRun) => Quotes, variant?: Variant): Promise<void> {
  const { openLab } = await import('../src-main/lab.ts');
  const home = mkdtempSync(join(tmpdir(), 'bancada-figures-'));
  const lab = await openLab({ home });
  const runWith = async (params: Variant['params']) => {
    const { runId } = await lab.pipelines.start({ pipeline: challengeId, solution: 'reference', engine: 'process', params });
    const run = await lab.pipelines.finished(runId);
    if (run.status !== 'succeeded') throw new Error(`${challengeId}: ${run.error?.message ?? run.status}`);
    return readable(lab, run);
  };
  try {
    const plain = await runWith({});
    const all = { ...quotes(plain), ...variant?.quotes(await runWith(variant.params), plain) };
    process.stdout.write(`${JSON.stringify(all, null, 2)}\n`);
    const missing = missingIn(challengeId, all);
    process.stderr.write(missing.map((each) => `the text does not say ${each}\n`).join(''));
    if (missing.length > 0) process.exitCode = 1;
    for (const { name, status } of lab.serving.list()) if (status !== 'stopped') await lab.serving.stop(name);
  } finally {
    await lab.close();
    rmSync(home, { recursive: true, force: true, maxRetries: 3 });
  }
}
