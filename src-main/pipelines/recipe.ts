/** What made a run what it is: its code as it was, its data, its seed; and what starts the same again. */
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { BancadaError } from '../contract/errors.ts';
import type { RunRecipe, StartRun } from '../contract/pipelines.ts';
import type { StartOverrides } from './pipelines.ts';
import type { RunRecord } from './records.ts';
import { codeFiles } from './snapshot.ts';

export function recipeOf({ runId, pipeline, solution, engine, params, plan }: RunRecord): RunRecipe {
  return {
    runId,
    pipeline,
    solution,
    engine,
    params,
    seed: plan.seed,
    code: {
      digest: basename(plan.codeDir),
      files: existsSync(plan.codeDir) ? codeFiles(plan.codeDir).map(({ path, content }) => ({ path, bytes: content.length })) : null,
    },
    datasets: Object.entries(plan.datasets).map(([id, { digest, fileName }]) => ({ id, digest, fileName })),
  };
}

/** Only what the snapshot lists: a path leads nowhere else. */
export function codeFile({ plan }: RunRecord, path: string): { path: string; content: string } {
  const found = existsSync(plan.codeDir) ? codeFiles(plan.codeDir).find((file) => file.path === path) : undefined;
  if (!found) throw new BancadaError('FILE_NOT_FOUND', { path });
  return { path, content: found.content.toString('utf8') };
}

/** The code and the data of a run as they were when it began. */
export function codeOf({ plan }: RunRecord): Required<Pick<StartOverrides, 'codeFolder' | 'datasets'>> {
  if (!existsSync(plan.codeDir)) throw new BancadaError('FILE_NOT_FOUND', { path: plan.codeDir });
  return { codeFolder: plan.codeDir, datasets: plan.datasets };
}

/** Everything the same and nothing from the cache; what it makes is neither registered nor deployed, so that nobody is served by an experiment. */
export function sameAgain(run: RunRecord): StartRun & StartOverrides {
  const { runId, pipeline, solution, engine, params, plan } = run;
  return {
    pipeline,
    solution,
    engine,
    params,
    cache: false,
    ...codeOf(run),
    seed: plan.seed,
    effects: false,
    thaw: true,
    rerunOf: runId,
  };
}
