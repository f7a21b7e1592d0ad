/** `parseFeatures`: the YAML of a feature store, checked. What is wrong is told with line, column, field and what was expected, as in pipeline.yaml. */
import { z } from 'zod';
import type { FeatureDefinition, FeatureStoreDefinition, FeatureViewDefinition } from '../../src-runtime/features/definition.ts';
import { check, nearest, openDocument, type SpecDocument } from '../pipelines/spec/yaml.ts';

const aggregates = ['count', 'sum', 'mean', 'min', 'max', 'distinct'] as const;
const transforms = ['abs', 'sqrt', 'hour', 'weekday', 'missing'] as const;
const units: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

const identifier = z.string({ error: '@string' }).regex(/^[A-Za-z_][\w-]{0,63}$/, { error: '@identifier' });
const column = z.string({ error: '@string' }).min(1, { error: '@not-empty' }).max(200);
const text = z.string({ error: '@string' }).max(2000).default('');
const span = z.string({ error: '@span' }).regex(/^[1-9]\d{0,6}[smhd]$/, { error: '@span' });

const feature = z.strictObject({
  name: identifier,
  of: column.optional(),
  aggregate: z.enum(aggregates).optional(),
  window: span.optional(),
  where: z.record(column, z.union([z.string(), z.number(), z.boolean()], { error: '@scalar' })).default({}),
  transform: z.enum(transforms).optional(),
  description: text,
});

const view = z.strictObject({
  name: identifier,
  entity: identifier,
  source: identifier,
  event_time: column,
  created_at: column.optional(),
  event_id: column.optional(),
  ttl: span,
  owner: text,
  description: text,
  features: z.array(feature, { error: '@list' }).min(1, { error: '@not-empty' }).max(500),
});

const top = z.strictObject({
  store: identifier,
  description: text,
  owner: text,
  entities: z
    .array(z.strictObject({ name: identifier, key: column, description: text }), { error: '@list' })
    .min(1, { error: '@not-empty' })
    .max(50),
  views: z.array(view, { error: '@list' }).min(1, { error: '@not-empty' }).max(100),
});

type RawView = z.output<typeof view>;

export function parseFeatures(content: string, file: string): FeatureStoreDefinition {
  const document = openDocument(content, file);
  const raw = check(top, document.value, document, []);
  const keys = new Map(raw.entities.map(({ name, key }) => [name, key]));
  const taken = new Set([...keys.values()]);
  distinct(document, ['entities'], raw.entities);
  distinct(document, ['views'], raw.views);
  const views = raw.views.map((given, index): FeatureViewDefinition => {
    const at = ['views', index];
    const key = keys.get(given.entity);
    if (key === undefined) throw document.invalid([...at, 'entity'], oneOf(given.entity, [...keys.keys()]));
    const features = given.features.map((each, place) => featureOf(document, [...at, 'features', place], each, given));
    for (const [place, { name }] of features.entries()) {
      // Side by side in one row: a name means one thing in the whole store.
      if (taken.has(name)) throw document.invalid([...at, 'features', place, 'name'], `@duplicate ${name}`);
      taken.add(name);
    }
    return {
      ...{ name: given.name, key, entity: given.entity, source: given.source, eventTime: given.event_time, features },
      ...{ createdAt: given.created_at ?? null, eventId: given.event_id ?? null, ttlMs: milliseconds(given.ttl) },
      ...{ owner: given.owner || raw.owner, description: given.description },
    };
  });
  return { store: raw.store, description: raw.description, owner: raw.owner, entities: raw.entities, views };
}

function featureOf(document: SpecDocument, at: (string | number)[], given: z.output<typeof feature>, { ttl }: RawView): FeatureDefinition {
  const { aggregate = null, of = null, window, transform = null } = given;
  if (aggregate === null && window !== undefined) throw document.invalid([...at, 'aggregate'], `@one-of ${aggregates.join(', ')}`);
  if (aggregate !== null && window === undefined) throw document.invalid([...at, 'window'], '@required');
  if (of === null && aggregate !== 'count') throw document.invalid([...at, 'of'], '@required');
  // What is older than the TTL says nothing any more: a window must not count it.
  if (window !== undefined && milliseconds(window) > milliseconds(ttl)) throw document.invalid([...at, 'window'], `@span-at-most ${ttl}`);
  const { name, where, description } = given;
  return { name, aggregate, of, windowMs: window === undefined ? null : milliseconds(window), where, transform, description };
}

function distinct(document: SpecDocument, at: readonly string[], all: readonly { name: string }[]): void {
  const names = all.map(({ name }) => name);
  const twice = names.findIndex((name, index) => names.indexOf(name) < index);
  if (twice >= 0) throw document.invalid([...at, twice, 'name'], `@duplicate ${names[twice]}`);
}

function oneOf(given: string, known: readonly string[]): string {
  return `@one-of ${nearest(given, known) ?? known.join(', ')}`;
}

function milliseconds(given: string): number {
  return Number(given.slice(0, -1)) * units[given.at(-1)!]!;
}
