/** Handlers of the contract's `expectations`. */
import { readFileSync } from 'node:fs';
import type { Core } from '../common/core.ts';
import { procedures } from '../common/procedures.ts';
import type { ContractResult } from '../contract/data-contracts.ts';
import type { DataVersion } from '../contract/datasets.ts';
import { BancadaError } from '../contract/errors.ts';
import { expectationsContract } from '../contract/expectation-procedures.ts';
import type { SuiteResult } from '../contract/expectations.ts';
import type { PipelineRun } from '../contract/pipelines.ts';
import type { TableProfile } from '../contract/tables.ts';
import type { TableFile } from '../tables/index.ts';
import type { Expectations } from './expectations.ts';
import { suiteHistory } from './past/history.ts';
import { type Folders, findSuites } from './past/suites.ts';

interface Deps {
  expectations: Expectations;
  pipelines: { get(runId: string): PipelineRun; contracts(runId: string, step: string): ContractResult[] };
  datasets: {
    get(name: string): Promise<{ items: DataVersion[] }>;
    profile(name: string, version: number): Promise<TableProfile>;
    tableOf(version: DataVersion): Promise<TableFile>;
  };
  workspaces: Folders;
}

export function expectationsRouter(core: Pick<Core, 'artifacts' | 'home'>, { expectations, pipelines, datasets, workspaces }: Deps) {
  const implement = procedures(expectationsContract);
  return implement.router({
    ofStep: implement.ofStep.handler(({ input }) => {
      const run = pipelines.get(input.runId);
      const step = run.steps.find(({ id }) => id === input.step);
      if (!step) throw new BancadaError('STEP_NOT_FOUND', { step: input.step, known: run.steps.map(({ id }) => id).join(', ') });
      const kept = step.kind === 'expect' ? step.outputs.find(({ name }) => name === 'resultado') : undefined;
      return kept && core.artifacts.has(kept.digest) ? (JSON.parse(readFileSync(core.artifacts.path(kept.digest), 'utf8')) as SuiteResult) : null;
    }),
    contracts: implement.contracts.handler(({ input }) => pipelines.contracts(input.runId, input.step)),
    history: implement.history.handler(async ({ input: { name, suite, limit }, signal }) => {
      const asked = expectations.parse(typeof suite === 'string' ? suite : expectations.write(suite), 'suite.yaml');
      const { items } = await datasets.get(name);
      const versions = items.filter(({ deletedAt }) => deletedAt === null).slice(0, limit);
      return suiteHistory({ expectations, fileOf: datasets.tableOf }, { suite: asked, versions, signal });
    }),
    infer: implement.infer.handler(async ({ input: { name, version } }) => {
      return expectations.infer(await datasets.profile(name, version), name).suite.expectations;
    }),
    inferContract: implement.inferContract.handler(async ({ input: { name, version } }) => {
      return { text: expectations.inferContract(await datasets.profile(name, version), name) };
    }),
    write: implement.write.handler(({ input }) => {
      const text = expectations.write(input);
      expectations.parse(text, 'suite.yaml');
      return { text };
    }),
    suites: implement.suites.handler(() => findSuites(core.home.workspaces, workspaces)),
  });
}
