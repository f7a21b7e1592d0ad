/** `readPlanFile`: how a revision is to go into service, as a file that is kept beside the code: what `bancada rollout start --plan` reads. */
import { parse } from 'yaml';
import { z } from 'zod';
import { BancadaError } from '../contract/errors.ts';
import { limits, type RolloutPlanInput, sticky, strategy } from '../contract/rollout.ts';

const units: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

const duration = z
  .string()
  .regex(/^\d+(\.\d+)?(ms|s|m|h)$/, '500ms, 30s, 5m')
  .transform((text) => Math.round(Number.parseFloat(text) * units[text.replace(/^[\d.]+/, '')]!));

const planFile = z.strictObject({
  strategy,
  weights: z.array(z.number().min(0).max(100)).max(20).optional(),
  hold: z.union([z.literal('forever').transform(() => null), duration]).optional(),
  requests: z.number().int().min(0).max(1_000_000).optional(),
  watch: duration.optional(),
  replicas: z.number().int().min(1).max(10).optional(),
  sticky: sticky.optional(),
  limits: limits.partial().strict().optional(),
  auto: z.boolean().optional(),
});

export type PlannedRollout = Omit<RolloutPlanInput, 'endpoint' | 'target'>;

/** What stands in each field, as one would write it. */
const forms: Record<string, string> = {
  strategy: strategy.options.join(' | '),
  weights: '[5, 25, 50]',
  hold: '500ms | 30s | 5m | forever',
  requests: '50',
  watch: '30s',
  replicas: '1 … 10',
  sticky: '{ by: header | cookie, name: … }',
  limits: '{ errors: 0.01, slower: 1.5, different: 0.01 }',
  auto: 'true | false',
};

/** USAGE, naming the file, the field and what is expected there. */
export function readPlanFile(text: string, file: string): PlannedRollout {
  let value: unknown;
  try {
    value = parse(text);
  } catch (error) {
    throw new BancadaError('USAGE', { detail: `${file}: ${(error as Error).message.split('\n')[0]}` });
  }
  const found = planFile.safeParse(value);
  if (!found.success) {
    const [issue] = found.error.issues;
    const field = issue?.code === 'unrecognized_keys' ? (issue.keys[0] ?? '') : String(issue?.path[0] ?? '');
    const expected = field === '' ? 'strategy: canary' : (forms[field] ?? Object.keys(forms).join(', '));
    throw new BancadaError('USAGE', { detail: `${file}: ${field || '—'} → ${expected}` });
  }
  const { hold, watch, limits: asked, ...plan } = found.data;
  return {
    ...plan,
    ...(hold !== undefined && { holdMs: hold }),
    ...(watch !== undefined && { watchMs: watch }),
    ...(asked && { limits: asked }),
  };
}
