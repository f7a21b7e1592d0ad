/** `openLab`: the `Lab` that a step's body is given, from its context. */
import { LabError } from '../errors.ts';
import { seededRandom } from '../ml/random.ts';
import type { Context } from './context.ts';
import { emit } from './events.ts';
import { openInput, openOutput } from './io.ts';
import type { Lab } from './types.ts';

/** Faster progress than the eye follows would only fill the log. */
const PROGRESS_MS = 50;

export function openLab(context: Context): Lab {
  const random = seededRandom(context.seed);
  const metricSteps = new Map<string, number>();
  let progressAt = 0;
  return {
    mode: context.mode,
    run: context.run,
    seed: context.seed,
    params: Object.freeze({ ...context.params }),
    matrix: Object.freeze({ ...context.matrix }),
    input: (name) => openInput(context, name),
    output: (name) => openOutput(context, name),
    param: (key, value) => emit({ type: 'param', key, value }),
    metric: (key, value, step) => {
      if (typeof value !== 'number' || !Number.isFinite(value)) throw new LabError('METRIC_VALUE', { key, value: String(value) });
      const at = step ?? metricSteps.get(key) ?? 0;
      metricSteps.set(key, at + 1);
      emit({ type: 'metric', key, value, step: at, timestamp: Date.now() });
    },
    tag: (key, value) => emit({ type: 'tag', key, value: String(value) }),
    log: (message, fields) => emit({ type: 'log', level: 'info', message, ...(fields && { fields }) }),
    warn: (message, fields) => emit({ type: 'log', level: 'warn', message, ...(fields && { fields }) }),
    progress: (fraction, message) => {
      const now = performance.now();
      if (fraction < 1 && message === undefined && now - progressAt < PROGRESS_MS) return;
      progressAt = now;
      emit({ type: 'progress', fraction: Math.min(1, Math.max(0, fraction || 0)), ...(message !== undefined && { message }) });
    },
    random,
    serve: async (service) => {
      if (context.mode !== 'service') throw new LabError('SERVICE_ONLY');
      const { serveDefinition } = await import('../server/start.ts');
      await serveDefinition(service, context);
    },
  };
}
