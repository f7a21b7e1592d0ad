/** Graphs of models from registered versions: their text checked, composed into a model folder, registered; and read again. No model is loaded here. */
import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Core } from '../common/core.ts';
import { BancadaError } from '../contract/errors.ts';
import type { GraphProblem, ModelGraph, ResolvedMember } from '../contract/model-graphs.ts';
import { membersOf, type RegistryDomain } from '../registry/index.ts';
import type { MemberSource } from './folder.ts';

interface Checked {
  problems: GraphProblem[];
  graph: ModelGraph | null;
  members: ResolvedMember[];
}

export interface ModelGraphs {
  check(text: string): Promise<Checked>;
  compose(asked: { name: string; text: string; alias?: string | undefined }): Promise<{ name: string; version: string }>;
  get(name: string, version: string): Promise<{ graph: ModelGraph; members: ResolvedMember[]; text: string }>;
}

type Parts = Pick<RegistryDomain, 'resolve' | 'folder' | 'register' | 'setAlias' | 'version'>;

export function createModelGraphs(core: Pick<Core, 'home' | 'artifacts'>, registry: Parts): ModelGraphs {
  async function read(text: string) {
    // Loaded when first asked: neither is needed to start.
    const [{ readGraphText }, { describeSources }] = await Promise.all([import('./text.ts'), import('./folder.ts')]);
    const read = readGraphText(text);
    const sources: Record<string, MemberSource> = {};
    for (const [member, target] of Object.entries(read.members)) {
      try {
        const version = registry.resolve(target);
        sources[member] = { version, folder: registry.folder(version) };
      } catch (error) {
        if (!(error instanceof BancadaError)) throw error;
        read.tell(`members.${member}`, target, error.code);
      }
    }
    const stored = read.problems.length === 0 ? describeSources(read.graph as ModelGraph, sources, read.tell) : null;
    return { problems: read.problems, stored, sources };
  }

  const resolved = (sources: Record<string, MemberSource>): ResolvedMember[] =>
    Object.entries(sources).map(([member, { version }]) => ({ member, name: version.name, version: version.version, algorithm: version.algorithm }));

  return {
    async check(text) {
      const { problems, stored, sources } = await read(text);
      return { problems, graph: stored && (stored.graph as ModelGraph), members: resolved(sources) };
    },
    async compose({ name, text, alias }) {
      const { problems, stored, sources } = await read(text);
      const [first] = problems;
      if (!stored) throw new BancadaError('GRAPH_INVALID', { ...(first ?? { path: '', value: '', expected: '' }) });
      const { writeGraphFolder } = await import('./folder.ts');
      const folder = mkdtempSync(join(core.home.runs, '.graph-'));
      writeGraphFolder(folder, stored, sources, text);
      const { digest } = await core.artifacts.take(folder);
      const by = `graph-${digest.slice(0, 12)}`;
      const version = await registry.register({ name, digest, runId: by, trackingRunId: null, metrics: {} });
      if (alias) await registry.setAlias(name, alias, version.version, by);
      return { name, version: version.version };
    },
    async get(name, wanted) {
      const version = registry.version(name, wanted);
      if (version.algorithm !== 'graph') throw new BancadaError('GRAPH_NONE', { name, version: wanted });
      const folder = registry.folder(version);
      const { graph } = JSON.parse(readFileSync(join(folder, 'model.json'), 'utf8')) as { graph: ModelGraph };
      const members = membersOf(version).map((one) => ({ ...one, algorithm: algorithmOf(registry, one) }));
      const { textOfGraph } = await import('./text.ts');
      return { graph, members, text: textOfGraph(graph, members) };
    },
  };
}

/** A member may have been deleted since: the graph holds its own copy. */
function algorithmOf(registry: Pick<Parts, 'version'>, { name, version }: { name: string; version: string }): string {
  try {
    return registry.version(name, version).algorithm;
  } catch {
    return '';
  }
}
