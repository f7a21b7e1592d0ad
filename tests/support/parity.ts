/** `seenOf`, `differences`: what a run told and left, and where that differs between engines: states, outputs by digest, metrics, and each step's events and lines. */
import type { EngineKind, PipelineRun } from '../../src-main/contract/index.ts';
import type { Lab } from '../../src-main/lab.ts';
import { type Told, toldKey } from './recorded-engine.ts';

/** Outputs that are never the same twice, on one engine either, and why. */
const ownEachTime: Readonly<Record<string, string>> = {
  '04-feature-store/exemplo online': 'tells when the store was filled',
  '04-feature-store/exemplo atende': 'tells how long answers took',
  '05-mlops/inicio pacote': 'the starter writes the time into its package; to mend that is the challenge',
  '09-registry-tracking/exemplo experimentos': 'names the runs by the ids that tracking gave them',
  '09-registry-tracking/exemplo promocao': 'names the runs by the ids that tracking gave them',
  '09-registry-tracking/inicio experimentos': 'names the runs by the ids that tracking gave them',
  '09-registry-tracking/inicio promocao': 'names the runs by the ids that tracking gave them',
};

/** What a program measured of the clock: its name is compared, its value is not. */
function withoutTimes<T>(told: T): T {
  const known = (key: unknown) => typeof key === 'string' && key.endsWith('_ms');
  const text = JSON.stringify(told, (key, value) => {
    if (known(key) && typeof value === 'number') return 'ms';
    return value && typeof value === 'object' && known(value.key) && 'value' in value ? { ...value, value: 'ms' } : value;
  });
  return text === undefined ? told : (JSON.parse(text) as T);
}

export interface Seen {
  status: string;
  metrics: unknown;
  steps: Map<string, Record<string, unknown>>;
}

/** `name` is the folder of the pipeline below challenges or architectures. */
export function seenOf(lab: Lab, told: ReadonlyMap<string, Told>, name: string, { runId, status, metrics, steps }: PipelineRun): Seen {
  // A leaderboard holds times, and several programs of a search speak at once: of those steps, the model and the metrics are compared.
  const searches = new Set(lab.automl.list(200).flatMap((search) => (search.runId === runId ? [search.stepId] : [])));
  return {
    status,
    metrics: withoutTimes(metrics),
    steps: new Map(
      steps.map(({ id: step, status: state, attempts, error, outputs, metrics: own }) => [
        step,
        {
          ...{ status: state, attempts, metrics: withoutTimes(own), error: error && { code: error.code, data: error.data } },
          outputs: outputs.flatMap(({ name: output, path, digest, bytes }) =>
            (searches.has(step) && output === 'placar') || `${name} ${step}` in ownEachTime ? [] : [{ name: output, path, digest, bytes }],
          ),
          ...(searches.has(step) ? {} : withoutTimes(told.get(toldKey(runId, step)))),
        },
      ]),
    ),
  };
}

/** One line for each thing that an engine tells otherwise than the first one does. */
export function differences(
  seen: ReadonlyMap<EngineKind, Seen>,
): { engine: string; step: string; what: string; expected: unknown; found: unknown }[] {
  const [reference, ...others] = [...seen];
  if (!reference) return [];
  const [, first] = reference;
  return others.flatMap(([engine, other]) => {
    const rows = [{ engine, step: '', what: 'run', expected: [first.status, first.metrics], found: [other.status, other.metrics] }];
    for (const step of new Set([...first.steps.keys(), ...other.steps.keys()])) {
      const [one, two] = [first.steps.get(step) ?? {}, other.steps.get(step) ?? {}];
      for (const what of new Set([...Object.keys(one), ...Object.keys(two)]))
        rows.push({ engine, step, what, expected: one[what], found: two[what] } as never);
    }
    return rows.filter(({ expected, found }) => JSON.stringify(expected) !== JSON.stringify(found));
  });
}
