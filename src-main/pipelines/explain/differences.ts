/** `differences`: what of a step's key is not the same in two runs, part by part. */
import type { KeyDifference } from '../../contract/reruns.ts';
import type { KeyInput } from '../cache/key.ts';
import type { KeyRecord, RunRecord } from '../records.ts';
import type { PlannedStep } from '../spec/index.ts';

/** A step in a run, with what its key was made of. */
export interface Side {
  run: RunRecord;
  step: PlannedStep;
  known: KeyRecord;
}

type Part = KeyDifference['part'];

/** `code` stands for all of it: see `codeDifferences`. `partly`: the inputs of `after` are not all known. */
export function differences(before: Side, after: Side, partly = false): KeyDifference[] {
  const [a, b] = [before.known.parts, after.known.parts];
  const inputs = [inputsOf(a.inputs), inputsOf(b.inputs)] as const;
  const wasInput = partly ? keep(inputs[0], inputs[1]) : inputs[0];
  if (after.step.kind !== 'run') {
    const states = partly ? [] : mapped('state', flat(a.state), flat(b.state));
    return [...mapped('with', before.step.with, after.step.with), ...mapped('input', wasInput, inputs[1]), ...states];
  }
  const sameEngine = before.run.engine === after.run.engine;
  return [
    ...single('program', before.step.run, after.step.run),
    ...single('code', short(a.code), short(b.code)),
    ...(sameEngine ? single('runtime', a.runtime, b.runtime) : single('engine', before.run.engine, after.run.engine)),
    ...single('seed', String(before.run.plan.seed), String(after.run.plan.seed)),
    ...mapped('param', before.step.params, after.step.params),
    ...mapped('matrix', before.step.matrix, after.step.matrix),
    ...mapped('input', wasInput, inputs[1]),
    ...mapped('output', outputsOf(before.step), outputsOf(after.step)),
    ...single('network', before.step.network, after.step.network),
  ];
}

export function short(digest: string | null): string | null {
  return digest?.slice(0, 12) ?? null;
}

function single(part: Part, before: string | null, after: string | null): KeyDifference[] {
  return before === after ? [] : [{ part, name: '', before, after, diff: null }];
}

function mapped(part: Part, before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>): KeyDifference[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  const text = (all: Readonly<Record<string, unknown>>, name: string) => (Object.hasOwn(all, name) ? JSON.stringify(all[name]) : null);
  return names.flatMap((name) => single(part, text(before, name), text(after, name)).map((one) => ({ ...one, name })));
}

/** `"file digest"` by the input's name, each entry of a matrix step's folder by its own. */
function inputsOf(inputs: readonly KeyInput[]): Record<string, string> {
  const named = ({ fileName, digest }: { fileName: string; digest: string }) => `${fileName} ${short(digest)}`;
  return Object.fromEntries(
    inputs.flatMap((input) =>
      input.items ? input.items.map((item): [string, string] => [`${input.name}[${item.key}]`, named(item)]) : [[input.name, named(input)]],
    ),
  );
}

const outputsOf = (step: PlannedStep) => Object.fromEntries(step.outputs.map(({ name, fileName }) => [name, fileName]));

/** Metrics by their names; of a deploy, the model that it resolves to. */
function flat(state: unknown): Record<string, unknown> {
  if (Array.isArray(state)) return Object.fromEntries(['model', 'version', 'digest', 'engine'].map((name, index) => [name, state[index]]));
  return typeof state === 'object' && state !== null ? (state as Record<string, unknown>) : {};
}

function keep(all: Readonly<Record<string, string>>, names: object): Record<string, string> {
  return Object.fromEntries(Object.entries(all).filter(([name]) => Object.hasOwn(names, name)));
}
