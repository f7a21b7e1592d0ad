/** `fillLab`: a home with something of everything that can be taken away, made by the lab itself where that is quick. */
import { newOwner } from '../../../src-main/common/owner.ts';
import type { LoadTest } from '../../../src-main/contract/load.ts';
import { type Lab, openLab } from '../../../src-main/lab.ts';
import { createLoadStore } from '../../../src-main/load/store.ts';

const study = `study: pinguins
space: { algorithm: [random_forest], trees: { type: int, low: 2, high: 6 } }
validation: { folds: 2, repeats: 1 }
pruner: { kind: none }
budget: { trials: 2 }
confirm: { top: 1, repeats: 1 }
ensemble: 0
`;

export async function fillLab(home: string): Promise<Lab> {
  const lab = await openLab({ home });
  const { searchId } = await lab.automl.start({ data: 'dataset:penguins', target: 'species', text: study, engine: 'process' });
  await lab.automl.ended(searchId);
  const { runId } = await lab.pipelines.start({ pipeline: '01-monolitica', solution: 'starter', engine: 'process' });
  await lab.pipelines.finished(runId);

  const tracked = await lab.tracking.startRun({ experiment: '=experimento;"um"', name: '@SUM(1+1)' });
  const at = lab.core.clock.now();
  await lab.tracking.logBatch(tracked, {
    params: { alpha: '0.1', id: '00012345678901234567', formula: '=1+1', texto: 'não\n"sim"; talvez' },
    metrics: [
      { key: 'perda', value: Number.NaN, step: 0, timestamp: at },
      { key: 'auc', value: 0.1 + 0.2, step: 0, timestamp: at },
    ],
  });
  await lab.tracking.endRun(tracked, 'FINISHED');

  await lab.study.markRead('01-monolitica', lab.catalog.sectionIds('01-monolitica')[0]!, true);
  await lab.study.passed('01-monolitica', ['a', 'b']);
  await addLoadTest(lab, at);
  return lab;
}

/** A load test as it is kept: a real one would take seconds. */
async function addLoadTest({ core }: Lab, startedAt: number): Promise<void> {
  const quantile = (ms: number) => ({ ms, low: ms * 0.9, high: null });
  const latency = {
    ...{ count: 99, mean: 3.25, min: 0.75, max: 41.125 },
    ...{ p50: quantile(2.5), p75: quantile(3), p90: quantile(4), p95: quantile(5), p99: quantile(20), p999: quantile(41) },
  };
  const result: LoadTest['result'] = {
    ...{ seconds: 1, sent: 100, ok: 99, failed: 1, errors: { timeout: 1 }, throughput: 98.765, latency, service: latency, histogram: [] },
    ...{ revisions: [], connections: 2, late: { p99: 0, max: 0 }, broken: [] },
    series: [{ second: 0, due: 100, ok: 99, failed: 1, p50: 2.5, p99: 20, max: null, underWay: 0 }],
  };
  const plan: LoadTest['plan'] = {
    ...{ endpoint: '=casas', profile: { kind: 'constant', rate: 100, seconds: 1 }, arrivals: 'even', revision: null, path: '/predict' },
    ...{ method: 'POST', rows: 'example', connections: 200, timeoutMs: 1000, limits: {}, seed: 7 },
  };
  const test = {
    loadId: 'l1',
    endpoint: '=casas',
    target: 'casas:1',
    revision: 1,
    plan,
    result,
    trackingRunId: null,
    startedAt,
    endedAt: startedAt + 1000,
  };
  await createLoadStore(core.storage).begin({ ...test, status: 'done', error: null, owner: newOwner() }, () => false);
}
