/** What steps say of each other: every name exists, nothing is there twice, and nothing waits for itself (PIPELINE_CYCLE names the way round). */
import { BancadaError } from '../../contract/errors.ts';
import type { SpecDocument } from './document.ts';
import { collectFaults } from './faults.ts';
import { nearest } from './nearest.ts';
import type { PipelineSpec, StepSpec } from './types.ts';

const maxInstances = 2000;

/** `places`: where each step stands in the file; `broken`: ids of those that are wrong in themselves: what is said of them is not judged. */
export function checkGraph(spec: PipelineSpec, places: readonly number[], broken: ReadonlySet<string>, document: SpecDocument): void {
  const faults = collectFaults();
  const byId = new Map<string, StepSpec>();
  for (const [at, step] of spec.steps.entries()) {
    if (byId.has(step.id)) faults.add(document.invalid(['steps', places[at]!, 'id'], `@duplicate ${step.id}`));
    byId.set(step.id, step);
  }
  for (const [at, step] of spec.steps.entries()) faults.attempt(() => checkStep(step, places[at]!, { byId, broken }, document));
  const instances = spec.steps.reduce((sum, step) => sum + Object.values(step.matrix).reduce((count, values) => count * values.length, 1), 0);
  if (instances > maxInstances) faults.add(document.invalid(['steps'], `@at-most ${maxInstances}`));
  faults.settle();
  if (broken.size > 0) return;
  const cycle = findCycle(spec.steps, byId);
  if (!cycle) return;
  const line = document.line(['steps', places[spec.steps.findIndex((step) => step.id === cycle[0])]!, 'id']);
  throw new BancadaError('PIPELINE_CYCLE', { file: document.file, line, cycle: cycle.join(' → ') });
}

interface Known {
  byId: ReadonlyMap<string, StepSpec>;
  broken: ReadonlySet<string>;
}

function checkStep(step: StepSpec, index: number, known: Known, document: SpecDocument): void {
  const { byId, broken } = known;
  const faults = collectFaults();
  for (const [at, id] of step.needs.entries()) {
    if (!byId.has(id) && !broken.has(id)) faults.add(document.invalid(['steps', index, 'needs', at], unknownStep(id, known)));
  }
  for (const [name, source] of Object.entries(step.inputs)) {
    if (source.kind === 'dataset' || broken.has(source.stepId)) continue;
    const maker = byId.get(source.stepId);
    const at = ['steps', index, 'inputs', name];
    const outputs = maker?.outputs.map((output) => output.name) ?? [];
    if (!maker) faults.add(document.invalid(at, unknownStep(source.stepId, known)));
    else if (!outputs.includes(source.output)) {
      const those = outputs.map((output) => `${maker.id}.${output}`).join(', ');
      faults.add(document.invalid(at, `@unknown-output ${those || `${maker.id}: —`}`));
    }
  }
  faults.attempt(() => checkContracts(step, index, document));
  faults.settle();
  for (const [name, values] of Object.entries(step.matrix)) {
    if (new Set(values.map(String)).size < values.length) throw document.invalid(['steps', index, 'matrix', name], '@distinct');
  }
  const inputs = Object.values(step.inputs);
  if (inputs.some((source) => source.kind === 'step' && broken.has(source.stepId))) return;
  if (step.kind === 'register' && (inputs.length !== 1 || inputs[0]!.kind !== 'step'))
    throw document.invalid(['steps', index, 'inputs'], '@one-model');
  if (step.kind === 'dataset' || step.kind === 'expect') checkOneFile(step, index, byId, document);
  if (step.kind === 'features' && !step.inputs.linhas) throw document.invalid(['steps', index, 'inputs'], '@feature-rows');
  if (step.kind === 'register' && inputs[0]?.kind === 'step') {
    const maker = byId.get(inputs[0].stepId);
    const isMatrix = Object.keys(maker?.matrix ?? {}).length > 0;
    const isFolder = maker?.outputs.some((output) => output.name === (inputs[0] as { output: string }).output && output.format === 'folder');
    if (isMatrix || !isFolder) throw document.invalid(['steps', index, 'inputs', Object.keys(step.inputs)[0]!], '@one-model');
  }
}

function checkContracts({ id, outputs, contracts }: StepSpec, index: number, document: SpecDocument): void {
  for (const name of Object.keys(contracts)) {
    const output = outputs.find((each) => each.name === name);
    const at = ['steps', index, 'contracts', name];
    if (!output) throw document.invalid(at, `@unknown-output ${outputs.map((each) => each.name).join(', ') || `${id}: —`}`, true);
    if (!/\.(csv|jsonl|parquet)$/.test(output.fileName)) throw document.invalid(at, '@contract-table', true);
  }
}

/** What becomes a version of a data set (also a folder), or is checked. */
function checkOneFile(step: StepSpec, index: number, byId: ReadonlyMap<string, StepSpec>, document: SpecDocument): void {
  const expected = step.kind === 'dataset' ? '@one-data' : '@one-file';
  const [name, ...more] = Object.keys(step.inputs);
  const source = name === undefined ? undefined : step.inputs[name];
  if (source === undefined || more.length > 0) throw document.invalid(['steps', index, 'inputs'], expected);
  if (source.kind === 'dataset') return;
  const maker = byId.get(source.stepId);
  const isMatrix = Object.keys(maker?.matrix ?? {}).length > 0;
  const isFolder = maker?.outputs.some((output) => output.name === source.output && output.format === 'folder');
  if (isMatrix || (isFolder && step.kind !== 'dataset')) throw document.invalid(['steps', index, 'inputs', name!], expected);
}

function unknownStep(id: string, { byId, broken }: Known): string {
  const known = [...byId.keys(), ...broken];
  const meant = nearest(id, known);
  return meant ? `@unknown-step ${meant}` : `@unknown-step-known ${known.join(', ')}`;
}

/** Steps a step waits for: what it needs and what makes its inputs. */
export function stepsBefore(step: StepSpec): string[] {
  const makers = Object.values(step.inputs).flatMap((source) => (source.kind === 'step' ? [source.stepId] : []));
  return [...new Set([...step.needs, ...makers])];
}

/** The first way round, as `a, b, a`; searched without recursion, so that a long chain is no danger. */
function findCycle(steps: readonly StepSpec[], byId: ReadonlyMap<string, StepSpec>): string[] | null {
  const done = new Set<string>();
  for (const start of steps) {
    const path: { id: string; next: string[] }[] = [{ id: start.id, next: stepsBefore(start) }];
    const onPath = new Set([start.id]);
    while (path.length > 0 && !done.has(start.id)) {
      const top = path.at(-1)!;
      const id = top.next.pop();
      if (id === undefined) {
        done.add(top.id);
        onPath.delete(top.id);
        path.pop();
      } else if (onPath.has(id)) {
        const round = path.map((entry) => entry.id).slice(path.findIndex((entry) => entry.id === id));
        return [...round, id].reverse();
      } else if (!done.has(id)) {
        onPath.add(id);
        path.push({ id, next: stepsBefore(byId.get(id)!) });
      }
    }
  }
  return null;
}
