/** What was changed by hand for one run: `StepEdits`, what they do to a step's inputs and parameters, and which steps they reach. */
import type { Scalar } from '../../contract/base.ts';
import type { PlannedStep } from '../spec/index.ts';

export interface StepEdits {
  params: Record<string, Scalar>;
  /** By the input's name; of an instance inside a collection `partes[n=1]`. */
  inputs: Record<string, EditedInput>;
}

export interface EditedInput {
  digest: string;
  bytes: number;
  was: string;
}

/** Steps that were edited, and all that read what they left: none of their results is kept for other runs. */
export function reachedByEdits(steps: readonly Pick<PlannedStep, 'id' | 'inputs'>[], edited: ReadonlySet<string>): ReadonlySet<string> {
  if (edited.size === 0) return edited;
  const readers = new Map<string, string[]>();
  for (const { id, inputs } of steps) {
    for (const maker of inputs.flatMap(({ instances }) => instances)) readers.set(maker, [...(readers.get(maker) ?? []), id]);
  }
  const reached = new Set(edited);
  const waiting = [...edited];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    for (const reader of readers.get(id) ?? []) {
      if (reached.has(reader)) continue;
      reached.add(reader);
      waiting.push(reader);
    }
  }
  return reached;
}

export function itemName(input: string, key: string): string {
  return `${input}[${key}]`;
}
