/** `parseStudy`: what a search is asked for, as its YAML says it. What is wrong is told with line, column, field and what was expected, as in pipeline.yaml. */
import { z } from 'zod';
import { check, openDocument } from '../pipelines/spec/yaml.ts';
import type { Pruner } from './samplers/brackets.ts';
import { type Space, spaceFault } from './samplers/space.ts';

const value = z.union([z.string(), z.number(), z.boolean()], { error: '@scalar' });
const when = z.record(z.string(), z.union([value.transform((one) => [one]), z.array(value).min(1)])).optional();
const number = z.number({ error: '@number' });
const dimension = z.union(
  [
    z
      .array(value, { error: '@list' })
      .min(1)
      .transform((values) => ({ type: 'choice' as const, values })),
    z.strictObject({ type: z.literal('choice'), values: z.array(value).min(1), when }),
    z.strictObject({ type: z.enum(['int', 'float']), low: number, high: number, log: z.boolean().optional(), when }),
  ],
  { error: '@search-dimension' },
);
const whole = (low: number, high: number) => z.number({ error: '@integer' }).int({ error: '@integer' }).min(low).max(high);

const metrics = ['f1_macro', 'accuracy', 'log_loss', 'r2', 'rmse', 'mae'] as const;
const costs = z.enum(['latency_us', 'bytes', 'fit_ms']);

const shape = z.strictObject({
  study: z.string({ error: '@string' }).regex(/^[A-Za-z0-9_][\w-]{0,63}$/, { error: '@identifier' }),
  space: z.record(z.string().regex(/^[A-Za-z_][\w-]{0,63}$/, { error: '@identifier' }), dimension).default({}),
  objective: z
    .strictObject({
      metric: z.enum(metrics, { error: `@one-of ${metrics.join(', ')}` }).default('f1_macro'),
      limits: z.partialRecord(costs, number).default({}),
      prefer: costs.optional(),
      tolerance: number.min(0).default(0.01),
    })
    .default({ metric: 'f1_macro', limits: {}, tolerance: 0.01 }),
  validation: z.strictObject({ folds: whole(2, 50), repeats: whole(1, 50) }).default({ folds: 3, repeats: 3 }),
  sampler: z.enum(['tpe', 'random', 'grid'], { error: '@one-of tpe, random, grid' }).default('tpe'),
  pruner: z
    .strictObject({ kind: z.enum(['none', 'halving', 'hyperband'], { error: '@one-of none, halving, hyperband' }), factor: whole(2, 10).default(3) })
    .default({ kind: 'halving', factor: 3 }),
  budget: z.strictObject({ trials: whole(1, 5000), seconds: number.positive().optional() }).default({ trials: 27 }),
  confirm: z.strictObject({ top: whole(0, 50), repeats: whole(1, 50) }).default({ top: 3, repeats: 3 }),
  ensemble: whole(0, 20).default(0),
  parallel: whole(1, 16).default(2),
  seed: whole(0, 2 ** 31 - 1).optional(),
});

export type Study = Omit<z.output<typeof shape>, 'space' | 'pruner'> & { space: Space; pruner: Pruner };

/** `needsSpace`: nobody looks at the table to fill it in. */
export function parseStudy(text: string, file: string, needsSpace = false): Study {
  const document = openDocument(text, file);
  const study = check(shape, document.value, document, []);
  if (needsSpace && Object.keys(study.space).length === 0) throw document.invalid(['space'], '@required');
  const fault = Object.keys(study.space).length === 0 ? null : spaceFault(study.space);
  if (fault) throw document.invalid(['space', fault.param], `@search-space ${fault.expected}`);
  return study;
}

/** Of a search that names no file: all by default, but for what is given. */
export function usualStudy(name: string, given: Record<string, unknown> = {}): Study {
  return shape.parse({ study: name, ...given });
}

/** Folds of the whole repeated validation, and of the confirmation behind it. */
export function unitsOf({ validation, confirm }: Pick<Study, 'validation' | 'confirm'>): { search: number; all: number } {
  const search = validation.folds * validation.repeats;
  return { search, all: search + (confirm.top > 0 ? validation.folds * confirm.repeats : 0) };
}
