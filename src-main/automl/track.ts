/** `createTracks`: a search and its trials as nested runs of tracking: each trial a child of the search's run, which is a child of its pipeline's where it has one. */
import { createHash } from 'node:crypto';
import type { Tracking } from '../tracking/tracking.ts';
import type { SearchRow, StoredTrial } from './store.ts';

/** The same for the same search and trial: told twice, it is there once. */
const idOf = (searchId: string, trial = ''): string => createHash('sha256').update(`automl/${searchId}/${trial}`).digest('hex').slice(0, 32);

const ends = { complete: 'FINISHED', pruned: 'KILLED', failed: 'FAILED' } as const;

export function createTracks(tracking: Tracking, { searchId, name, plan }: Pick<SearchRow, 'searchId' | 'name' | 'plan'>, experiment: string) {
  const parent = idOf(searchId);
  return {
    async begin(parentRunId: string | null): Promise<string> {
      const { study, data, engine } = plan;
      const tags = { 'bancada.automl': searchId };
      await tracking.startRun({ runId: parent, experiment, name, tags, ...(parentRunId && { parentRunId }) });
      const { metric } = study.objective;
      const params = { data, engine, sampler: study.sampler, pruner: study.pruner.kind, seed: study.seed, metric, trials: study.budget.trials };
      const { folds, repeats } = study.validation;
      await tracking.logBatch(parent, { params: texts({ ...params, validation: `${repeats} × ${folds}` }) });
      return parent;
    },
    async trial(trial: StoredTrial): Promise<void> {
      const runId = idOf(searchId, String(trial.number));
      const title = trial.members ? `ensemble ${trial.members.join('+')}` : `#${trial.number}`;
      await tracking.startRun({ runId, experiment, name: title, parentRunId: parent, tags: { 'bancada.automl': searchId } });
      const metrics = Object.entries(trial.units).flatMap(([unit, { at, ...measures }]) =>
        Object.entries(measures).map(([key, value]) => ({ key, value, step: Number(unit), timestamp: at })),
      );
      const state = { 'bancada.automl.state': trial.state, ...(trial.reason && { 'bancada.automl.reason': trial.reason }) };
      await tracking.logBatch(runId, { params: texts(trial.members ? { members: trial.members.join(',') } : trial.params), metrics, tags: state });
      if (trial.state !== 'open') await tracking.endRun(runId, ends[trial.state]);
    },
    async end(status: 'FINISHED' | 'FAILED' | 'KILLED', metrics: Record<string, number>, at: number): Promise<void> {
      await tracking.logBatch(parent, { metrics: Object.entries(metrics).map(([key, value]) => ({ key, value, step: 0, timestamp: at })) });
      await tracking.endRun(parent, status);
    },
  };
}

const texts = (values: Record<string, unknown>) => Object.fromEntries(Object.entries(values).map(([key, value]) => [key, String(value)]));
