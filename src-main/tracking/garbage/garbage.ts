/**
 * `createGarbage`: deleted runs, models and experiments go for good, and with them the bytes of artifacts that nothing else shows. What steps left in the store
 * stays: runs of pipelines and their cache are made of it.
 */
import { setImmediate } from 'node:timers/promises';
import type { Core } from '../../common/core.ts';
import { join, treePathOf } from '../artifacts/path.ts';
import type { ArtifactTree } from '../artifacts/tree.ts';
import type { News } from '../news.ts';
import { freeable } from './freeable.ts';
import { type CollectableModel, type CollectableRun, garbageRows } from './rows.ts';

export interface GarbagePreview {
  experiments: number;
  runs: number;
  /** Deleted runs that something still needs. */
  kept: number;
  artifactsBytes: number;
  oldestDeletedAt: number | null;
}

export interface Garbage {
  /** What `collect` would take now. */
  preview(olderThanDays: number): Promise<GarbagePreview>;
  /** Also goes on with what a dead core had begun to take. */
  collect(olderThanDays: number): Promise<{ runs: number; experiments: number; freedBytes: number }>;
}

const dayMs = 86_400_000;
/** What one change may take: as many runs or models as fit, and so many points. */
const turnMs = 5;
const atOnce = 20;
const pointsAtOnce = 2000;
/** Runs that the preview looks at in one turn of the event loop. */
const onePage = 200;

export function createGarbage({ storage, artifacts, clock }: Pick<Core, 'storage' | 'artifacts' | 'clock'>, tree: ArtifactTree, news: News): Garbage {
  const rows = garbageRows(storage.db);
  const bytesOf = freeable(storage.db, artifacts);
  const cutOff = (days: number) => clock.now() - days * dayMs;

  /** What an experiment's artifacts are kept under; those of a cloud that the lab itself left lie under its number. */
  const placeOf = ({ experiment, artifactLocation }: { experiment: number; artifactLocation: string }) =>
    treePathOf(artifactLocation) ?? String(experiment);
  const placeOfRun = (run: CollectableRun) => join(placeOf(run), run.runId);
  const placeOfModel = (model: Omit<CollectableModel, 'id'>) => join(placeOf(model), `models/${model.modelId}`);

  /** In small groups, until there is nothing left to take. */
  async function collectAll<T>(next: (atMost: number) => readonly T[], forget: (found: T) => void): Promise<number> {
    let collected = 0;
    const some = () =>
      storage.write(() => {
        const end = performance.now() + turnMs;
        let taken = 0;
        for (const one of next(atOnce)) {
          forget(one);
          taken++;
          if (performance.now() > end) break;
        }
        return taken;
      });
    for (let taken = await some(); taken > 0; taken = await some()) collected += taken;
    return collected;
  }

  const collectRuns = (before: number) =>
    collectAll(
      (atMost) => rows.runs(before, atMost),
      (run) => {
        rows.forgetRun(run.id);
        tree.drop(placeOfRun(run));
      },
    );

  const collectModels = (before: number) =>
    collectAll(
      (atMost) => rows.models(before, atMost),
      (model) => {
        rows.forgetModel(model.id);
        tree.drop(placeOfModel(model));
      },
    );

  const collectExperiments = (before: number) =>
    storage.write(() => {
      const found = rows.experiments(before);
      for (const { id, artifactLocation } of found) {
        for (const modelId of rows.modelsOf(id)) tree.drop(placeOfModel({ modelId, experiment: id, artifactLocation }));
        // Unless it was told to keep them elsewhere, whatever lies under its number is its own.
        tree.drop(String(id));
        rows.forgetExperiment(id);
      }
      return found.length;
    });

  async function collectPoints(): Promise<void> {
    while (await storage.write(() => rows.forgetPoints(pointsAtOnce)));
  }

  return {
    async preview(olderThanDays) {
      const before = cutOff(olderThanDays);
      const count = bytesOf();
      let runs = 0;
      let oldestDeletedAt: number | null = null;
      let last: CollectableRun | undefined;
      for (;;) {
        const page = rows.runs(before, onePage, last);
        oldestDeletedAt ??= page[0]?.deletedAt ?? null;
        for (const run of page) count.add(placeOfRun(run));
        runs += page.length;
        last = page.at(-1);
        if (page.length < onePage) break;
        await setImmediate();
      }
      for (const model of rows.models(before, -1)) count.add(placeOfModel(model));
      return { experiments: rows.experiments(before).length, runs, kept: rows.kept(before), artifactsBytes: count.bytes(), oldestDeletedAt };
    },
    async collect(olderThanDays) {
      const before = cutOff(olderThanDays);
      const runs = await collectRuns(before);
      await collectModels(before);
      const experiments = await collectExperiments(before);
      const freedBytes = await tree.reclaim();
      await collectPoints();
      if (runs + experiments > 0) news('garbage');
      return { runs, experiments, freedBytes };
    },
  };
}
