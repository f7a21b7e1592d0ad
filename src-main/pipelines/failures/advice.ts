/** `raise`, `linesOfStep`: what to change in pipeline.yaml and on which line, as a phrase that is put into the reader's words. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FieldPath, openDocument, type SpecDocument } from '../spec/document.ts';
import { specFile } from '../spec/index.ts';

export interface Change {
  /** `resources.memory`. */
  field: string;
  /** As it is now, whether written there or taken for granted. */
  now: string;
  /** What would be twice as much. */
  try: string;
}

/** `@raise resources.memory|14|512m|1g` where the field stands in the file, else `@add …` with the line of the step. */
export function raise(codeDir: string, stepId: string, { field, now, try: next }: Change): string {
  const path = field.split('.');
  const line = specLine(codeDir, stepId, path);
  return line === null ? `@add ${field}|${specLine(codeDir, stepId, []) ?? 1}|${now}|${next}` : `@raise ${field}|${line}|${now}|${next}`;
}

/** The line of a step's field in pipeline.yaml; null where the file does not have it. */
export function specLine(codeDir: string, stepId: string, path: FieldPath): number | null {
  const document = readDocument(codeDir);
  const steps = (document?.value as { steps?: unknown } | null)?.steps;
  if (!document || !Array.isArray(steps)) return null;
  const index = steps.findIndex((step) => (step as { id?: unknown } | null)?.id === stepId);
  if (index < 0) return null;
  let value: unknown = steps[index];
  for (const part of path) value = (value as Record<string, unknown> | null | undefined)?.[part];
  return value === undefined ? null : document.line(['steps', index, ...path]);
}

function readDocument(codeDir: string): SpecDocument | null {
  try {
    return openDocument(readFileSync(join(codeDir, specFile), 'utf8'), specFile);
  } catch {
    return null; // a run of before, whose snapshot is gone
  }
}
