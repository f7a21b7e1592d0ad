/**
 * `openFeatures`: the online features of a snapshot (`online.jsonl`, left by `uses: materialize`) inside a step or a service: `get` answers from memory,
 * `push` takes what happens from now on. What is pushed stays here; the lab's own online store hears of it by `bancada features push` or its route.
 */
import { readFileSync } from 'node:fs';
import type { FeatureStoreDefinition, OnlineEvent, SnapshotHead, SnapshotKey, Value } from './definition.ts';
import { eventOf, instantOf } from './event.ts';
import { addEvent, readView } from './state.ts';

export interface Features {
  /** What a store of this name is made of. */
  readonly definition: FeatureStoreDefinition;
  /** Everything known up to this moment is in the snapshot; milliseconds since 1970. */
  readonly watermark: number | null;
  /** The features at a moment, of every view whose key is among the columns given. */
  get(keys: Readonly<Record<string, Value>>, at: Value): Record<string, Value>;
  /** A row of a source, as it arrives. The same event twice counts once, where the view has an event_id. */
  push(source: string, row: Readonly<Record<string, Value>>): void;
}

export function openFeatures(path: string): Features {
  const [first = '', ...lines] = readFileSync(path, 'utf8').split('\n');
  const { definition, watermark } = JSON.parse(first) as SnapshotHead;
  const states = new Map<string, Map<string, OnlineEvent[]>>(definition.views.map(({ name }) => [name, new Map()]));
  for (const line of lines) {
    if (line === '') continue;
    const { view, key, events } = JSON.parse(line) as SnapshotKey;
    states.get(view)?.set(key, events);
  }

  return {
    definition,
    watermark,
    get(keys, at) {
      const moment = instantOf(at);
      if (moment === null) throw new TypeError(`at: ${String(at)}`);
      const row: Record<string, Value> = {};
      for (const view of definition.views) {
        const key = keys[view.key];
        if (key === undefined || key === null) continue;
        const values = readView(view, states.get(view.name)!.get(String(key)) ?? [], moment);
        for (const [index, { name }] of view.features.entries()) row[name] = values[index]!;
      }
      return row;
    },
    push(source, row) {
      const views = definition.views.filter((view) => view.source === source);
      if (views.length === 0) throw new TypeError(`source: ${source} (${definition.views.map((view) => view.source).join(', ')})`);
      for (const view of views) {
        const found = eventOf(view, row);
        if (!found) continue;
        const byKey = states.get(view.name)!;
        const events = byKey.get(found.key) ?? [];
        if (events.length === 0) byKey.set(found.key, events);
        addEvent(view, events, found.event);
      }
    },
  };
}
