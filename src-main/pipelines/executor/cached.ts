/** `lookUp`: a step's key, what it is made of, and what the cache holds under it. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeClosure } from '../cache/closure.ts';
import { stepKey } from '../cache/key.ts';
import type { KeyRecord, KnownEntry, RunRecord } from '../records.ts';
import type { ActiveStep, ExecutorDeps } from './context.ts';
import { type InputContext, keyInputs, resolveInputs } from './launch.ts';

export interface CacheContext extends InputContext {
  readonly deps: Pick<ExecutorDeps, 'core' | 'store'>;
  readonly run: RunRecord;
  runtime(entry: string): Promise<string>;
  isReachedByEdits?(id: string): boolean;
}

export interface CacheAnswer {
  /** With the key under which the step's results go. */
  known: KeyRecord;
  entry: KnownEntry | null;
}

/** Snapshots never change, so neither do the closures in them. */
const closures = new Map<string, string>();
const maxClosures = 5000;

export async function lookUp(
  context: CacheContext,
  { plan, edits }: Pick<ActiveStep, 'plan'> & Partial<Pick<ActiveStep, 'edits'>>,
): Promise<CacheAnswer> {
  const { run, deps } = context;
  const parts = {
    code: closureOf(run.plan.codeDir, plan.run!, plan.search),
    runtime: await context.runtime(plan.run!),
    inputs: keyInputs(resolveInputs(context, plan, edits)),
    state: null,
  };
  // What was edited by hand, and what came of it, is neither kept for other runs nor taken from them.
  if (!plan.cache || context.isReachedByEdits?.(plan.id)) return { known: { key: null, parts }, entry: null };
  const key = stepKey({ step: plan, seed: run.plan.seed, ...parts });
  if (!run.plan.cache || run.plan.rerun?.forced.includes(plan.id)) return { known: { key, parts }, entry: null };
  const entry = deps.store.cached(key);
  const isWhole = entry?.outputs.every((output) => deps.core.artifacts.has(output.digest));
  return { known: { key, parts }, entry: isWhole ? entry : null };
}

/** `beside`: a file that the step goes by besides its program. */
export function closureOf(codeDir: string, entry: string, beside?: string): string {
  const id = `${codeDir}\0${entry}\0${beside ?? ''}`;
  const known = closures.get(id);
  if (known !== undefined) return known;
  if (closures.size >= maxClosures) closures.clear();
  const program = codeClosure(codeDir, entry);
  const closure = beside === undefined ? program : sha256(`${program}\0${readFileSync(join(codeDir, beside), 'utf8')}`);
  closures.set(id, closure);
  return closure;
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
