/** `summary`: a search in a few words, for lists and for those who wait. */
import { isAlive } from '../common/owner.ts';
import type { Search } from '../contract/automl.ts';
import { savedShare } from './board.ts';
import type { SearchRow, StoredTrial } from './store.ts';
import { unitsOf } from './study.ts';
import { meanOf, scoreOf, signOf } from './trial.ts';

export function summary(row: SearchRow, trials: readonly StoredTrial[]): Search {
  const { study } = row.plan;
  const { search, all } = unitsOf(study);
  const own = trials.filter(({ members }) => members === null);
  const complete = own.filter(({ state }) => state === 'complete');
  const scores = complete.flatMap((trial) => scoreOf(study, trial, 0, search) ?? []);
  const sign = signOf(study.objective.metric);
  const chosen = trials.find(({ number }) => number === row.chosen);
  return {
    ...{ searchId: row.searchId, name: row.name, phase: row.phase, data: row.plan.data, target: row.plan.target, engine: row.plan.engine },
    status: row.status === 'running' && !isAlive(row.owner) ? 'interrupted' : row.status,
    ...{
      sampler: study.sampler,
      pruner: study.pruner.kind,
      metric: study.objective.metric,
      seed: study.seed,
      budget: study.budget,
      holdout: row.plan.holdout,
    },
    trials: own.length,
    ended: own.filter(({ state }) => state !== 'open').length,
    pruned: own.filter(({ state }) => state === 'pruned').length,
    failed: own.filter(({ state }) => state === 'failed').length,
    best: scores.length === 0 ? null : sign * Math.max(...scores),
    confirmed: chosen ? meanOf(chosen, study.objective.metric, search, all) : null,
    saved: savedShare(study, trials).share,
    ...{ chosen: row.chosen, model: row.model, exams: row.exams, reasons: row.plan.reasons, runId: row.runId, stepId: row.stepId },
    ...{ trackingRunId: row.trackingRunId, workedMs: row.workedMs, startedAt: row.startedAt, endedAt: row.endedAt, error: row.error },
  };
}
