/**
 * `brokenContract`: what a step left, against what it promised: when it ends, and before anything that reads it runs; of results out of the cache too,
 * for their contract may be another by now. What is wrong is named with who reads it; what only adds is a note of the run.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Failure } from '../../contract/base.ts';
import type { ContractResult, DataContract, OutsideReader } from '../../contract/data-contracts.ts';
import { contractPhrase } from '../../contract/messages/contract-changes.ts';
import { tableFormatOf } from '../../tables/tables.ts';
import { failureOf } from '../failures/failure.ts';
import type { StoredOutput } from '../records.ts';
import type { PlannedStep } from '../spec/index.ts';
import type { ActiveStep, RunContext } from './context.ts';

/** Throws what reading a table may end with, and the signal's reason. */
export async function brokenContract(context: RunContext, step: ActiveStep, outputs: readonly StoredOutput[]): Promise<Failure | null> {
  const { contracts = {}, id } = step.plan;
  const promises = Object.entries(contracts);
  if (promises.length === 0) return null;
  const results: ContractResult[] = [];
  const kept: { output: string; contract: DataContract }[] = [];
  for (const [name, file] of promises) {
    const output = outputs.find((each) => each.name === name);
    if (!output) continue;
    const { contract, result } = await look(context, step, output, file);
    results.push(result);
    if (result.held) kept.push({ output: name, contract });
  }
  await context.change((put) => {
    put.contractResults(context.run.runId, id, results);
    if (isNews(context)) for (const { output, contract } of kept) put.promise(context.run, step.plan.stepId, output, contract);
  });
  const broken = results.find(({ held }) => !held);
  return broken ? failureOfContract(step, broken) : null;
}

async function look(
  context: RunContext,
  step: ActiveStep,
  output: StoredOutput,
  file: string,
): Promise<{ contract: DataContract; result: ContractResult }> {
  const { expectations, core, store } = context.deps;
  const { run, signal } = context;
  const contract = expectations.parseContract(readFileSync(join(run.plan.codeDir, file), 'utf8'), file);
  const promised = isNews(context) ? store.contracts.promised(run, step.plan.stepId, output.name) : null;
  const table = { path: core.artifacts.path(output.digest), digest: output.digest, name: output.path, format: tableFormatOf(output.path)! };
  const found = await expectations.checkContract(table, contract, promised, { signal });
  const readers = readersOf(run.plan.steps, step.plan.stepId, output.name);
  return {
    contract,
    result: {
      output: output.name,
      contract: contract.contract,
      version: contract.version,
      file,
      consumers: [...new Set(readers.map(({ stepId }) => stepId))],
      elsewhere: publishedFrom(run.plan.steps, readers).flatMap((name) => store.contracts.readersOf(name)),
      expectations: contract.expectations.length,
      ...found,
    },
  };
}

const readersOf = (steps: readonly PlannedStep[], stepId: string, output?: string): PlannedStep[] =>
  steps.filter(({ inputs }) =>
    inputs.some(({ source }) => source.kind === 'step' && source.stepId === stepId && (output === undefined || source.output === output)),
  );

/** Names of the data sets that an output becomes, as it is or through a check that sorts its rows. */
function publishedFrom(steps: readonly PlannedStep[], readers: readonly PlannedStep[]): string[] {
  const sorted = readers.filter(({ kind }) => kind === 'expect').flatMap(({ stepId }) => readersOf(steps, stepId));
  const publishing = [...readers, ...sorted].filter(({ kind }) => kind === 'dataset');
  return [...new Set(publishing.map((each) => String(each.with.name)))];
}

/** The code of an earlier run promises nothing new, and is held to nothing newer; nor is what brings nothing about, as checks. */
function isNews({ run, deps: { store } }: RunContext): boolean {
  if (!run.plan.effects) return false;
  return run.rerunOf === null || store.run(run.rerunOf)?.plan.codeDir !== run.plan.codeDir;
}

function failureOfContract({ plan }: ActiveStep, { output, contract, file, consumers, elsewhere, changes }: ContractResult): Failure {
  const breaking = changes.filter((change) => change.breaking);
  return failureOf('CONTRACT_BROKEN', {
    step: plan.id,
    output,
    contract,
    contractFile: file,
    file: plan.run ?? 'pipeline.yaml',
    first: contractPhrase(breaking[0]!),
    more: breaking.length > 1 ? `@contract-more ${breaking.length - 1}` : '',
    consumers: consumersPhrase(consumers.join(', '), elsewhere),
  });
}

function consumersPhrase(here: string, elsewhere: readonly OutsideReader[]): string {
  if (here === '') return '@contract-no-consumers';
  if (elsewhere.length === 0) return `@contract-consumers ${here}`;
  return `@contract-consumers-elsewhere ${here}|${elsewhere.map(({ dataset, pipeline, step }) => `${pipeline}/${step} (dataset:${dataset})`).join(', ')}`;
}
