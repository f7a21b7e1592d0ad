/**
 * `stepKey`: the digest of everything a step's results depend on.
 * The runtime's fingerprint is part of it, so Docker and local processes have entries of their own: both give the same results, but a result handed out
 * for an engine must be one that this engine, with this image or this Node, really gave.
 */
import { createHash } from 'node:crypto';
import type { PlannedStep } from '../spec/index.ts';

export interface KeyInput {
  name: string;
  fileName: string;
  digest: string;
  items?: { key: string; fileName: string; digest: string }[];
}

export interface KeyParts {
  step: PlannedStep;
  seed: number;
  code: string;
  runtime: string;
  inputs: readonly KeyInput[];
}

const format = 1;

export function stepKey({ step, seed, code, runtime, inputs }: KeyParts): string {
  const outputs = step.outputs.map(({ name, fileName, format: kind }) => [name, fileName, kind]);
  return digest([
    'run',
    format,
    step.stepId,
    code,
    runtime,
    seed,
    step.params,
    step.matrix,
    inputs,
    outputs,
    step.network,
    ...(step.secrets?.length ? [step.secrets] : []),
  ]);
}

/** A built-in depends on what it is told and on the model it is given; `state` is what it depends on outside the run. */
export function builtinKey(step: PlannedStep, inputs: readonly KeyInput[], state: unknown): string {
  return digest([step.kind, format, step.with, inputs, state]);
}

function digest(parts: unknown): string {
  return createHash('sha256').update(JSON.stringify(parts, sorted)).digest('hex');
}

/** Maps compare by content, whatever the order in the file. */
function sorted(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
