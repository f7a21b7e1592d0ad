/** What must hold of the steps that the core does itself: each follows from what it was given, and what it brings about is there once. */
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { Core } from '../../common/core.ts';
import type { RunRecord, StepRecord } from '../records.ts';
import type { PlannedStep } from '../spec/index.ts';
import { createStore } from '../store.ts';
import type { TestLab } from '../test-support/lab.ts';
import type { Served } from './effects.ts';
import { type Case, dataName, dataTag, endpointName, expected, modelName } from './plans.ts';

const isGood = (record: StepRecord | undefined) => record?.status === 'succeeded' || record?.status === 'cached';

/** It waits for what it needs, and nothing fails it but the rows that are looked at. */
export function checkBuiltin(core: Core, { tested }: Case, plan: PlannedStep, records: ReadonlyMap<string, StepRecord>, isFree: boolean): void {
  const { status, outputs } = records.get(plan.id)!;
  const about = `${plan.id} (${status})`;
  const isReady = plan.needs.every((id) => isGood(records.get(id)));
  const text = (step: string, name: string) => textOf(core, records.get(step)!, name);
  const fails = plan.kind === 'expect' && isReady && tested?.policy === 'fail' && !isExpected(text(`s${tested.of}`, 't'));
  if (!isFree) expect(!isReady ? ['skipped'] : fails ? ['failed'] : ['succeeded', 'cached'], about).toContain(status);
  if (plan.kind !== 'expect' || outputs.length === 0 || isFree) return;
  const row = text(`s${tested!.of}`, 't');
  expect([text(plan.id, 'validos'), text(plan.id, 'quarentena')], about).toEqual(isExpected(row) ? [row, ''] : ['', row]);
}

/** What a run registers, serves and publishes is there once, whoever died on the way, and is what its step left; what it only takes from the cache is not there again. */
export function checkEffects(
  { core, versions, registry, datasets, served }: Pick<TestLab, 'core' | 'versions' | 'registry' | 'datasets'> & { served: Served },
  runId: string,
  servedBefore: number,
): void {
  const store = createStore(core.storage);
  const run = store.run(runId)!;
  const records = new Map(store.steps(runId).map((record) => [record.id, record]));
  for (const plan of run.plan.steps.filter(({ kind }) => kind === 'register' || kind === 'deploy' || kind === 'dataset')) {
    const { status } = records.get(plan.id)!;
    const made = madeBy(run, plan, { core, versions, served, servedBefore });
    const about = `${plan.id} (${status})`;
    expect(made, about).toBeLessThanOrEqual(1);
    if (status === 'cached' || status === 'skipped') expect(made, about).toBe(0);
    if (!isGood(records.get(plan.id)) || run.plan.rerun?.kept.includes(plan.id)) continue;
    if (status === 'succeeded' && plan.kind !== 'dataset') expect(made, about).toBe(1);
    const stands = {
      register: () => registry.resolve(`${modelName}@champion`).digest,
      dataset: () => datasets.resolve(`${dataName}@${dataTag}`).digest,
    };
    if (plan.kind === 'deploy') {
      const { version } = registry.resolve(`${modelName}@champion`);
      expect(served.endpoints, about).toMatchObject([{ name: endpointName, status: 'ready', source: { version } }]);
    } else if (plan.kind === 'register' || plan.kind === 'dataset') expect(stands[plan.kind](), about).toBe(inputOf(plan, records));
    if (plan.kind === 'dataset') expect(datasets.resolve(dataName).digest, `${about}: current`).toBe(inputOf(plan, records));
  }
  const contents = core.storage.db
    .prepare<[string], { content: number }>(
      'SELECT v.content FROM data_set_versions v JOIN data_sets d ON d.id = v.data_set WHERE d.name = ? ORDER BY v.version',
    )
    .all(dataName);
  expect(
    contents.filter(({ content }, index) => content === contents[index - 1]?.content),
    'the same bytes are no new version',
  ).toEqual([]);
}

function madeBy(
  { runId }: RunRecord,
  { kind }: PlannedStep,
  { core, versions, served, servedBefore }: Pick<TestLab, 'core' | 'versions'> & { served: Served; servedBefore: number },
): number {
  if (kind === 'register') return versions.filter((version) => version.runId === runId).length;
  if (kind === 'deploy') return served.versions.length - servedBefore;
  return core.storage.db.prepare<[string], { n: number }>('SELECT count(*) AS n FROM data_set_versions WHERE run_id = ?').get(runId)!.n;
}

function inputOf({ inputs }: PlannedStep, records: ReadonlyMap<string, StepRecord>): string | undefined {
  const [{ instances, source }] = inputs as [PlannedStep['inputs'][0]];
  return records.get(instances[0]!)!.outputs.find(({ name }) => source.kind === 'step' && name === source.output)?.digest;
}

function textOf(core: Core, { outputs }: StepRecord, name: string): string {
  return readFileSync(core.artifacts.path(outputs.find((output) => output.name === name)!.digest), 'utf8');
}

const isExpected = (row: string) => expected.test((JSON.parse(row) as { digest: string }).digest);
