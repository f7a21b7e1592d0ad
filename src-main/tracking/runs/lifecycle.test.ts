import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openTestTracking, stores, type TestTracking } from '../test-tracking.ts';

/** What is known of runs and experiments, kept in plain maps. */
interface Model {
  experiments: Map<string, { name: string; deleted: boolean }>;
  runs: Map<string, { experiment: string; name: string; status: string; deleted: boolean; params: Map<string, string>; tags: Map<string, string> }>;
}

type Step = { kind: string; a: number; b: number; text: string };

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(
    'experiment',
    'run',
    'run',
    'run',
    'param',
    'param',
    'tag',
    'untag',
    'rename',
    'status',
    'delete run',
    'restore run',
    'delete',
    'restore',
  ),
  a: fc.nat({ max: 9 }),
  b: fc.nat({ max: 2 }),
  text: fc.constantFrom('x', 'y', '', 'ação'),
});

/** Does one step to both; they must agree on whether it may be done. */
async function take({ tracking }: TestTracking, { experiments, runs }: Model, { kind, a, b, text }: Step): Promise<void> {
  const experimentId = [...experiments.keys()][a % experiments.size]!;
  const experiment = experiments.get(experimentId)!;
  const runId = [...runs.keys()][a % Math.max(1, runs.size)] ?? 'nenhum';
  const run = runs.get(runId);
  const agrees = async (allowed: boolean, done: Promise<unknown>, then: () => void) => {
    const failed = await done.then(
      () => null,
      (error: unknown) => error,
    );
    expect(failed === null, `${kind} ${String(failed)}`).toBe(allowed);
    if (allowed) then();
  };
  const isActive = run !== undefined && !run.deleted;
  const ofExperiment = (deleted: boolean) => {
    experiment.deleted = deleted;
    for (const found of runs.values()) if (found.experiment === experimentId) found.deleted = deleted;
  };

  if (kind === 'experiment') {
    const isFree = [...experiments.values()].every(({ name }) => name !== `e${a}`);
    let made = '';
    const done = tracking.experiments.create({ name: `e${a}` }).then((id) => (made = id));
    await agrees(isFree, done, () => experiments.set(made, { name: `e${a}`, deleted: false }));
  } else if (kind === 'run') {
    let made = '';
    const done = tracking.runs.create({ experimentId, name: `r${a}` }).then(({ info }) => (made = info.runId));
    const tags = new Map([['mlflow.runName', `r${a}`]]);
    const about = { experiment: experimentId, name: `r${a}`, status: 'RUNNING', deleted: false, params: new Map<string, string>(), tags };
    await agrees(!experiment.deleted, done, () => runs.set(made, about));
  } else if (kind === 'param') {
    const held = run?.params.get(`p${b}`);
    await agrees(isActive && (held === undefined || held === text), tracking.log.param(runId, `p${b}`, text), () => run!.params.set(`p${b}`, text));
  } else if (kind === 'tag') await agrees(isActive, tracking.log.setTag(runId, `t${b}`, text), () => run!.tags.set(`t${b}`, text));
  else if (kind === 'untag') await agrees(isActive && run.tags.has(`t${b}`), tracking.log.deleteTag(runId, `t${b}`), () => run!.tags.delete(`t${b}`));
  else if (kind === 'rename') {
    await agrees(isActive, tracking.runs.update(runId, { name: `n${b}` }), () => {
      run!.name = `n${b}`;
      run!.tags.set('mlflow.runName', `n${b}`);
    });
  } else if (kind === 'status') {
    const status = (['FINISHED', 'FAILED', 'RUNNING'] as const)[b]!;
    await agrees(isActive, tracking.runs.update(runId, { status }), () => (run!.status = status));
  } else if (kind === 'delete run') await agrees(run !== undefined, tracking.runs.delete([runId]), () => (run!.deleted = true));
  else if (kind === 'restore run') await agrees(run !== undefined, tracking.runs.restore([runId]), () => (run!.deleted = false));
  else if (kind === 'delete') await agrees(!experiment.deleted, tracking.experiments.delete(experimentId), () => ofExperiment(true));
  else await agrees(experiment.deleted, tracking.experiments.restore(experimentId), () => ofExperiment(false));
}

function seen({ tracking }: TestTracking, { experiments, runs }: Model): Model {
  return {
    experiments: new Map(
      [...experiments.keys()].map((id) => {
        const { name, lifecycle } = tracking.experiments.get(id);
        return [id, { name, deleted: lifecycle === 'deleted' }];
      }),
    ),
    runs: new Map(
      [...runs.keys()].map((id) => {
        const { info, params, tags } = tracking.runs.entity(id);
        const map = (entries: readonly { key: string; value: string }[]) => new Map(entries.map(({ key, value }) => [key, value]));
        const about = { experiment: info.experimentId, name: info.name, status: info.status, deleted: info.lifecycle === 'deleted' };
        return [id, { ...about, params: map(params), tags: map(tags) }];
      }),
    ),
  };
}

describe.each(stores)('the life of runs and experiments in %s', (store) => {
  it('is that of a plain model, whatever is done in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 60 }), async (steps) => {
        const lab = openTestTracking(store);
        try {
          const model: Model = { experiments: new Map([['0', { name: 'Default', deleted: false }]]), runs: new Map() };
          for (const one of steps) await take(lab, model, one);
          expect(seen(lab, model)).toEqual(model);
          const active = [...model.runs].filter(([, { deleted }]) => !deleted).map(([id]) => id);
          expect(new Set(lab.tracking.runs.list({ limit: 100, offset: 0 }).map(({ runId }) => runId))).toEqual(new Set(active));
          expect(lab.core.storage.db.pragma('foreign_key_check')).toEqual([]);
        } finally {
          await lab.dispose();
        }
      }),
      { numRuns: 25 },
    );
  });
});
