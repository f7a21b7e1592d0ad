import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BancadaError } from '../contract/errors.ts';
import type { VersionStage } from '../contract/registry.ts';
import type { RegistryDomain } from './index.ts';
import { openTestRegistry } from './test-support/registry.ts';

/** What a registry is, in the plainest words: maps. */
interface Model {
  last: number;
  versions: Map<number, { stage: VersionStage; tags: Map<string, string> }>;
  aliases: Map<string, number>;
  moves: { alias: string; to: number | null }[];
}
type Oracle = Map<string, Model>;

const name = fc.constantFrom('voos', 'Preço médio', 'a@b');
const alias = fc.constantFrom('champion', 'challenger', 'produção');
const number = fc.integer({ min: 1, max: 5 });
const stage = fc.constantFrom<VersionStage>('None', 'Staging', 'Production', 'Archived');

const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ op: fc.constant('create' as const), name }) },
  { weight: 6, arbitrary: fc.record({ op: fc.constant('version' as const), name }) },
  { weight: 2, arbitrary: fc.record({ op: fc.constant('forget' as const), name, number }) },
  { weight: 5, arbitrary: fc.record({ op: fc.constant('point' as const), name, alias, number }) },
  { weight: 2, arbitrary: fc.record({ op: fc.constant('unpoint' as const), name, alias }) },
  { weight: 3, arbitrary: fc.record({ op: fc.constant('stage' as const), name, number, stage, archive: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ op: fc.constant('tag' as const), name, number, value: fc.string() }) },
  { weight: 2, arbitrary: fc.record({ op: fc.constant('rollback' as const), name, back: fc.nat({ max: 5 }) }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('rename' as const), name, to: name }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('delete' as const), name }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const by = { by: 'user' };

/** True when it was done. */
async function perform(registry: RegistryDomain, taken: Step): Promise<boolean> {
  try {
    await act(registry, taken);
    return true;
  } catch (error) {
    if (error instanceof BancadaError) return false;
    throw error;
  }
}

async function act(registry: RegistryDomain, taken: Step): Promise<unknown> {
  const version = 'number' in taken ? String(taken.number) : '';
  switch (taken.op) {
    case 'create':
      return registry.create({ name: taken.name }, by);
    case 'version':
      return registry.createVersion({ name: taken.name, source: 's3://bucket/model' }, by);
    case 'forget':
      return registry.deleteVersion(taken.name, version, by);
    case 'point':
      return registry.setAlias(taken.name, taken.alias, version, 'user');
    case 'unpoint':
      return registry.deleteAlias(taken.name, taken.alias, 'user');
    case 'stage':
      return registry.moveToStage(taken.name, version, taken.stage, taken.archive, by);
    case 'tag':
      return registry.setVersionTag(taken.name, version, { key: 'k', value: taken.value }, by);
    case 'rollback':
      return registry.rollback(taken.name, registry.model(taken.name).history[taken.back]?.id ?? -1, by);
    case 'rename':
      return registry.rename(taken.name, taken.to, by);
    case 'delete':
      return registry.deleteModel(taken.name, by);
  }
}

function expected(oracle: Oracle, taken: Step): boolean {
  const model = oracle.get(taken.name);
  if (taken.op === 'create') {
    if (model) return false;
    oracle.set(taken.name, { last: 0, versions: new Map(), aliases: new Map(), moves: [] });
    return true;
  }
  if (!model) return false;
  const version = 'number' in taken ? model.versions.get(taken.number) : undefined;
  const move = (moved: string, to: number | null) => {
    if ((model.aliases.get(moved) ?? null) === to) return;
    if (to === null) model.aliases.delete(moved);
    else model.aliases.set(moved, to);
    model.moves.unshift({ alias: moved, to });
  };
  switch (taken.op) {
    case 'version':
      model.versions.set(++model.last, { stage: 'None', tags: new Map() });
      return true;
    case 'forget':
      if (!version) return false;
      for (const [moved, to] of [...model.aliases].sort()) if (to === taken.number) move(moved, null);
      model.versions.delete(taken.number);
      return true;
    case 'point':
      if (version) move(taken.alias, taken.number);
      return version !== undefined;
    case 'unpoint':
      move(taken.alias, null);
      return true;
    case 'stage':
      if (!version || (taken.archive && taken.stage !== 'Staging' && taken.stage !== 'Production')) return false;
      if (taken.archive) for (const other of model.versions.values()) if (other !== version && other.stage === taken.stage) other.stage = 'Archived';
      version.stage = taken.stage;
      return true;
    case 'tag':
      version?.tags.set('k', taken.value);
      return version !== undefined;
    case 'rollback': {
      const past = model.moves[taken.back];
      if (!past || (past.to !== null && !model.versions.has(past.to))) return false;
      move(past.alias, past.to);
      return true;
    }
    case 'rename':
      if (taken.to !== taken.name && oracle.has(taken.to)) return false;
      oracle.delete(taken.name);
      oracle.set(taken.to, model);
      return true;
    case 'delete':
      return oracle.delete(taken.name);
  }
}

function shownBy(registry: RegistryDomain) {
  return registry
    .models()
    .map(({ name: model }) => registry.model(model))
    .map(({ name: model, aliases, items, history }) => ({
      name: model,
      aliases,
      versions: items.map(({ version, stage: at, tags, aliases: held }) => ({ version, stage: at, tags, held })),
      moves: history.map(({ alias: moved, to }) => ({ alias: moved, to })),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function shownByOracle(oracle: Oracle) {
  return [...oracle]
    .map(([model, { versions, aliases, moves }]) => ({
      name: model,
      aliases: Object.fromEntries([...aliases].map(([held, to]) => [held, String(to)])),
      versions: [...versions]
        .map(([version, { stage: at, tags }]) => ({
          version: String(version),
          stage: at,
          tags: Object.fromEntries(tags),
          held: [...aliases].flatMap(([held, to]) => (to === version ? [held] : [])).sort(),
        }))
        .sort((a, b) => Number(b.version) - Number(a.version)),
      moves: moves.map(({ alias: moved, to }) => ({ alias: moved, to: to?.toString() ?? null })),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

describe.each([
  ['memory', 40],
  ['file', 5],
] as const)('a registry in %s', (kind, numRuns) => {
  it('is what a few maps would be, whatever is done to it in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 60 }), async (steps) => {
        const { registry, dispose } = openTestRegistry(kind);
        const oracle: Oracle = new Map();
        try {
          for (const taken of steps) expect([taken, await perform(registry, taken)]).toEqual([taken, expected(oracle, taken)]);
          expect(shownBy(registry)).toEqual(shownByOracle(oracle));
        } finally {
          await dispose();
        }
      }),
      { numRuns },
    );
  }, 60_000);
});
