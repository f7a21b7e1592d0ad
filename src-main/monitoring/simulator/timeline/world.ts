/**
 * `createWorld`: the i-th request of a timeline and its truth. Each is made from the seed and its number alone, so that a simulation that was broken off goes on as
 * if nothing had happened.
 */
import type { SignatureField } from '../../../contract/registry.ts';
import type { Story, StoryEvent } from '../../../contract/story.ts';
import { isNumeric } from '../../drift/report.ts';
import { type Random, seeded } from '../random.ts';
import { strength } from './strength.ts';

export interface WorldRequest {
  body: Record<string, unknown>;
  /** Instead of JSON. */
  broken: boolean;
  truth: string | null;
  /** How long the service is held up. */
  delayMs: number;
}

export interface World {
  requests: number;
  request(i: number): WorldRequest;
}

type Row = Record<string, unknown>;

export interface WorldOptions {
  timeline: Story;
  signature: readonly SignatureField[];
  /** The stream, or the training sample. */
  rows: readonly Row[];
}

const usualRequests = 1000;

export function createWorld({ timeline, signature, rows }: WorldOptions): World {
  const { stream, truth, events, seed } = timeline;
  const perRow = stream?.perRow ?? 1;
  const requests = timeline.requests ?? (stream ? rows.length * perRow : usualRequests);
  const column = truth?.column;
  const labels = column === undefined ? [] : [...new Set(rows.map((row) => String(row[column])))].sort();
  const byLabel = Map.groupBy(rows, (row) => (column === undefined ? '' : String(row[column])));
  const moves = new Map(events.flatMap((event) => ('feature' in event ? [[event, statistics(rows, event.feature)] as const] : [])));

  function drawn(i: number, random: Random): Row {
    if (!stream) return rows[Math.floor(random() * rows.length)]!;
    const place = Math.floor(i / perRow) % rows.length;
    const far = stream.neighbours;
    const near = place - far + Math.floor(random() * (2 * far + 1));
    return rows[Math.min(rows.length - 1, Math.max(0, near))]!;
  }

  return {
    requests,
    request(i) {
      const random = seeded(Math.imul(seed, 0x9e3779b1) ^ Math.imul(i + 1, 0x85ebca77));
      for (let skip = 0; skip < 3; skip++) random(); // neighbouring seeds begin alike
      const at = i / requests;
      let row = drawn(i, random);
      for (const event of events) {
        const pool = event.kind === 'label-shift' ? byLabel.get(event.label) : undefined;
        if (event.kind !== 'label-shift' || random() >= event.share * strength(event, at)) continue;
        if (pool) row = pool[Math.floor(random() * pool.length)]!;
      }
      const body: Row = Object.fromEntries(signature.map(({ name }) => [name, row[name] ?? null]));
      const made: WorldRequest = { body, broken: false, delayMs: 0, truth: column === undefined ? null : String(row[column]) };
      for (const event of events) apply(made, event, strength(event, at), random);
      if (truth && random() >= truth.share) made.truth = null;
      return made;
    },
  };

  function apply(made: WorldRequest, event: StoryEvent, s: number, random: Random): void {
    const { body } = made;
    const field = 'feature' in event ? signature.find(({ name }) => name === event.feature) : undefined;
    const about = moves.get(event as never);
    const chance = random();
    if (s === 0) return;
    switch (event.kind) {
      case 'covariate':
        if (field && about) body[event.feature] = moved(body[event.feature], field, about, event.size * s, chance);
        return;
      case 'concept':
        if (made.truth !== null && chance < event.share * s) made.truth = other(labels, made.truth, random);
        return;
      case 'missing':
        if (chance < event.share * s) body[event.feature] = null;
        return;
      case 'outliers':
        if (about && chance < event.share * s && typeof body[event.feature] === 'number')
          body[event.feature] = about.mean + event.size * about.deviation;
        return;
      case 'schema':
        if (chance >= s) return;
        body[event.rename] = body[event.feature];
        delete body[event.feature];
        return;
      case 'latency':
        // The longest of those that overlap.
        if (chance < event.share) made.delayMs = Math.max(made.delayMs, Math.round(event.ms * s));
        return;
      case 'errors':
        made.broken ||= chance < event.share * s;
        return;
    }
  }
}

interface Statistics {
  mean: number;
  deviation: number;
  whole: boolean;
  rarest: unknown;
}

function statistics(rows: readonly Row[], feature: string): Statistics {
  const values = rows.map((row) => row[feature]).filter((value) => value !== null && value !== undefined);
  const numbers = values.filter((value): value is number => typeof value === 'number');
  const mean = numbers.reduce((sum, x) => sum + x, 0) / Math.max(1, numbers.length);
  const deviation = Math.sqrt(numbers.reduce((sum, x) => sum + (x - mean) ** 2, 0) / Math.max(1, numbers.length));
  const counts = Map.groupBy(values, (value) => value);
  const rarest = [...counts].sort((a, b) => a[1].length - b[1].length)[0]?.[0];
  return { mean, deviation, whole: numbers.length > 0 && numbers.every(Number.isInteger), rarest };
}

/** Inside of what the signature takes: the request is to be answered. */
function moved(value: unknown, field: SignatureField, { deviation, whole, rarest }: Statistics, size: number, chance: number): unknown {
  if (!isNumeric(field)) return chance < Math.min(1, Math.abs(size) / 2.5) ? rarest : value;
  if (typeof value !== 'number') return value;
  const shifted = Math.min(field.max ?? Number.POSITIVE_INFINITY, Math.max(field.min ?? Number.NEGATIVE_INFINITY, value + size * deviation));
  return whole ? Math.round(shifted) : shifted;
}

function other(labels: readonly string[], label: string, random: Random): string {
  const rest = labels.filter((one) => one !== label);
  return rest[Math.floor(random() * rest.length)] ?? label;
}
