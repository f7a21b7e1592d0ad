/** `runSearch`: one search in this core from where it is to its end, told to tracking, to the store and to whoever watches. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Core } from '../common/core.ts';
import { BancadaError } from '../contract/errors.ts';
import { explain } from '../contract/messages/index.ts';
import type { Engine, StepLaunch } from '../engines/engine.ts';
import type { Tracking } from '../tracking/tracking.ts';
import type { Bench, EventReading } from './launch.ts';
import { resultOf, type SearchResult } from './result.ts';
import type { SearchRow, SearchStore } from './store.ts';
import { unitsOf } from './study.ts';
import { createTracks } from './track.ts';
import { workOn } from './work.ts';

export interface RunSearch {
  core: Core;
  tracking: Tracking;
  store: SearchStore;
  row: SearchRow;
  owner: string;
  engine: Engine;
  launch: Bench['launch'];
  experiment: string;
  parentRunId: string | null;
  modelOutDir: string;
  readEvents: EventReading;
  signal: AbortSignal;
  changed(): void;
  /** What is done with the model's folder before the search counts as done. */
  keep(result: SearchResult): Promise<Partial<SearchRow>>;
}

/** Why work is broken off when the lab closes, or when another takes it over. */
export const closing = Symbol('closing');

export async function runSearch(run: RunSearch): Promise<SearchResult> {
  const { core, store, row, owner, engine, signal, changed } = run;
  const { searchId } = row;
  const folder = join(core.home.root, 'automl', '.work', searchId);
  const begun = performance.now();
  const workedMs = () => row.workedMs + Math.round(performance.now() - begun);
  const tracks = createTracks(run.tracking, row, run.experiment);
  const own = new AbortController();
  const both = AbortSignal.any([signal, own.signal]);
  /** Somebody cancelled it in another core, or took it over. */
  const change = async (what: Partial<SearchRow>) => {
    if (!(await store.change(searchId, owner, { ...what, workedMs: workedMs() }))) own.abort(closing);
    changed();
  };
  const launches = new Set<string>();
  try {
    await stopBefore(engine, row.launches, run.launch);
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    await change({ trackingRunId: await tracks.begin(run.parentRunId) });
    const bench: Bench = {
      ...{ engine, launch: run.launch, folder, id: `${searchId}-${core.clock.now().toString(36)}`, signal: both, readEvents: run.readEvents },
      async remember(reference, isGone) {
        if (isGone) launches.delete(reference);
        else launches.add(reference);
        if (engine.kind === 'docker' && !isGone) await change({ launches: [...launches] });
      },
    };
    const phase = (now: SearchRow['phase']) => change({ phase: now });
    const chosen = await workOn({ store, row, bench, tracks, now: () => core.clock.now(), workedMs, changed, phase, modelOutDir: run.modelOutDir });
    const result = resultOf({ ...row, chosen }, store.trials(searchId));
    await tracks.end('FINISHED', figures(row, result), core.clock.now());
    await change({ ...(await run.keep(result)), status: 'done', phase: 'fit', chosen, launches: [], endedAt: core.clock.now() });
    return result;
  } catch (error) {
    if (both.aborted && both.reason === closing) throw error;
    const known = error instanceof BancadaError ? error : new BancadaError('INTERNAL', { log: core.home.logs }, { cause: error });
    if (!both.aborted) core.log.warn('search failed', { searchId, error });
    await tracks.end(both.aborted ? 'KILLED' : 'FAILED', {}, core.clock.now()).catch(() => {});
    const failure = both.aborted ? null : { code: known.code, data: known.data, message: explain(known.code, known.data, 'pt-BR').what };
    await store.change(searchId, owner, {
      status: both.aborted ? 'cancelled' : 'failed',
      error: failure,
      workedMs: workedMs(),
      endedAt: core.clock.now(),
    });
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
    changed();
  }
}

/** Of a core that died: what it started may still be at it. */
async function stopBefore(engine: Engine, references: readonly string[], launch: Bench['launch']): Promise<void> {
  for (const reference of references) {
    const about: StepLaunch = { ...launch, id: reference, outDir: launch.codeDir, outputs: [] };
    const step = await engine.adopt(reference, about).catch(() => null);
    if (!step) continue;
    void (async () => {
      for await (const _ of step.output);
    })();
    await step.stop('cancelled');
  }
}

/** What the runs of a search are compared by. Nothing of it depends on how fast the machine was. */
export function figures({ plan }: Pick<SearchRow, 'plan'>, { rows, chosen, optimism }: SearchResult): Record<string, number> {
  const { study } = plan;
  const { search, all } = unitsOf(study);
  const one = rows.find(({ number }) => number === chosen);
  const own = rows.filter(({ members }) => members === null);
  const spent = own.reduce((sum, { folds }) => sum + Object.keys(folds).filter((unit) => Number(unit) < search).length, 0);
  return {
    ...(one && { [study.objective.metric]: one.metrics[study.objective.metric]! }),
    ...(one?.confirmed !== null && one && all > search && { confirmed: one.confirmed }),
    ...(optimism !== null && { optimism }),
    trials: own.length,
    pruned: own.filter(({ state }) => state === 'pruned').length,
    folds: spent,
    folds_saved: own.length === 0 ? 0 : 1 - spent / (own.length * search),
    ...(one && { bytes: one.metrics.bytes! }),
  };
}
