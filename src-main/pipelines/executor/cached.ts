/** `lookUp`: a step's key, and what the cache holds under it. */
import { codeClosure } from '../cache/closure.ts';
import { stepKey } from '../cache/key.ts';
import type { CacheEntry } from '../records.ts';
import type { ActiveStep, RunContext } from './context.ts';
import { keyInputs, resolveInputs } from './launch.ts';

export interface CacheAnswer {
  /** Where the step's results go; null when it is not to be cached. */
  key: string | null;
  entry: CacheEntry | null;
}

/** Snapshots never change, so neither do the closures in them. */
const closures = new Map<string, string>();
const maxClosures = 5000;

export async function lookUp(context: RunContext, step: ActiveStep): Promise<CacheAnswer> {
  const { plan } = step;
  const { run, deps } = context;
  if (!plan.cache || plan.run === null) return { key: null, entry: null };
  const key = stepKey({
    step: plan,
    seed: run.plan.seed,
    code: closureOf(run.plan.codeDir, plan.run),
    runtime: await context.runtime(),
    inputs: keyInputs(resolveInputs(context, plan)),
  });
  if (!run.plan.cache) return { key, entry: null };
  const entry = deps.store.cached(key);
  const isWhole = entry?.outputs.every((output) => deps.core.artifacts.has(output.digest));
  return { key, entry: isWhole ? entry : null };
}

function closureOf(codeDir: string, entry: string): string {
  const id = `${codeDir}\0${entry}`;
  const known = closures.get(id);
  if (known !== undefined) return known;
  if (closures.size >= maxClosures) closures.clear();
  const closure = codeClosure(codeDir, entry);
  closures.set(id, closure);
  return closure;
}
