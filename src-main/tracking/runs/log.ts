/**
 * `createLog`: what is logged to a run. Each batch is one change of the group commit, so it is durable as a whole or not there at all,
 * and whatever may be refused is refused before the first row is written.
 */
import type { Core } from '../../common/core.ts';
import { BancadaError } from '../../contract/errors.ts';
import { checkKey, checkLength, checkPoint, cut, paramLimit, tagLimit } from '../limits.ts';
import { modelMetricWriter } from '../logged-models/metrics.ts';
import { metricWriter, type Point } from '../metrics/write.ts';
import type { News } from '../news.ts';
import { loggedModelsTag } from '../tags.ts';
import type { KeyValue } from './entity.ts';
import { paramWriter } from './params.ts';
import type { RunStore } from './store.ts';

export interface Batch {
  params?: readonly KeyValue[];
  metrics?: readonly Point[];
  tags?: readonly KeyValue[];
}

export interface Log {
  /**
   * RUN_NOT_FOUND, RUN_DELETED, TRACKING_KEY_INVALID, TRACKING_PARAM_CHANGED, TRACKING_PARAM_TWICE. Long values are cut; of a tag named twice the last stands.
   * `byLab` is for what the lab's own steps report (see steps.ts): params keep their first value, and a deleted run is written to.
   */
  batch(runId: string, batch: Batch, options?: { byLab: boolean }): Promise<void>;
  metric(runId: string, point: Point): Promise<void>;
  param(runId: string, key: string, value: string): Promise<void>;
  setTag(runId: string, key: string, value: string): Promise<void>;
  /** TAG_NOT_FOUND. */
  deleteTag(runId: string, key: string): Promise<void>;
  /** A model as MLflow 2 records it: one more entry in a tag. */
  model(runId: string, model: object): Promise<void>;
}

export function createLog({ storage: { db, write } }: Pick<Core, 'storage'>, store: RunStore, news: News): Log {
  const params = paramWriter(db);
  const writeMetrics = metricWriter(db);
  const writeModelMetrics = modelMetricWriter(db);

  async function inRun(runId: string, change: (run: number) => void, byLab = false): Promise<void> {
    await write(() => change((byLab ? store.known(runId) : store.writable(runId)).id), { checkedFirst: true });
    news(runId);
  }

  return {
    async batch(runId, batch, { byLab } = { byLab: false }) {
      const metrics = batch.metrics ?? [];
      const given = checkedParams(batch.params ?? []);
      const tags = checkedTags(batch.tags ?? []);
      metrics.forEach((point, i) => {
        checkPoint(point, `metrics[${i}].name`);
      });
      await inRun(
        runId,
        (run) => {
          if (!byLab) params.check(run, runId, given);
          params.write(run, given);
          if (metrics.length > 0) writeMetrics(run, metrics);
          writeModelMetrics(runId, metrics);
          for (const { key, value } of tags) store.setTag(run, key, value);
        },
        byLab,
      );
    },
    async metric(runId, point) {
      checkPoint(point, 'name');
      await inRun(runId, (run) => {
        writeMetrics(run, [point]);
        writeModelMetrics(runId, [point]);
      });
    },
    async param(runId, key, value) {
      checkKey(key);
      const given = [{ key, value: cut(value, paramLimit) }];
      await inRun(runId, (run) => {
        params.check(run, runId, given);
        params.write(run, given);
      });
    },
    async setTag(runId, key, value) {
      checkKey(key);
      await inRun(runId, (run) => store.setTag(run, key, cut(value, tagLimit)));
    },
    deleteTag: (runId, key) =>
      inRun(runId, (run) => {
        if (!store.deleteTag(run, key)) throw new BancadaError('TAG_NOT_FOUND', { key, of: 'run', id: runId });
      }),
    model: (runId, model) =>
      inRun(runId, (run) => {
        const value = JSON.stringify([...listIn(store.tag(run, loggedModelsTag)), model]);
        // Cut, it would be no JSON any more, and no other model could be logged.
        checkLength(value, tagLimit, loggedModelsTag);
        store.setTag(run, loggedModelsTag, value);
      }),
  };
}

/** Anybody may set the tag to anything. */
function listIn(json: string | undefined): unknown[] {
  try {
    const held: unknown = JSON.parse(json ?? '[]');
    return Array.isArray(held) ? held : [];
  } catch {
    return [];
  }
}

function checkedParams(params: readonly KeyValue[]): KeyValue[] {
  const seen = new Set<string>();
  const twice: string[] = [];
  const checked = params.map(({ key, value }, i) => {
    checkKey(key, `params[${i}].key`);
    if (seen.has(key)) twice.push(key);
    seen.add(key);
    return { key, value: cut(value, paramLimit) };
  });
  if (twice.length > 0) throw new BancadaError('TRACKING_PARAM_TWICE', { keys: JSON.stringify(twice) });
  return checked;
}

export function checkedTags(tags: readonly KeyValue[]): KeyValue[] {
  return tags.map(({ key, value }, i) => {
    checkKey(key, `tags[${i}].key`);
    return { key, value: cut(value, tagLimit) };
  });
}
