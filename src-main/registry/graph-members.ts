/** `createGraphMembers`, `membersOf`: the members of a graph of models are versions of their own: found by the bytes of their model.json, else registered as `graph.member`. */
import type { Core } from '../common/core.ts';
import type { GraphMember } from '../contract/model-graphs.ts';
import type { ModelVersion } from '../contract/registry.ts';
import type { StoredFile } from '../storage/index.ts';
import type { RegistryStore } from './store.ts';

/** On the version of a graph: its members, as JSON. */
export const membersTag = 'bancada.graph.members';

/** A member may be a graph with members of its own. */
const inMember = /^members\/([\w-]+)\/((?:members\/[\w-]+\/)*(?:MLmodel|model\.json))$/;
const models = /^(members\/[\w-]+\/)*model\.json$/;

/** What answers: of two graphs of one shape, the members tell them apart. */
function answerOf(files: readonly StoredFile[]): string {
  const own = files.filter(({ name }) => models.test(name)).map(({ name, digest }) => `${name}=${digest}`);
  return own.sort().join(' ');
}

type Register = (name: string, digest: string) => Promise<{ name: string; version: string }>;

export function createGraphMembers({ artifacts }: Pick<Core, 'artifacts'>, store: RegistryStore) {
  /** Which of the newest versions answer with these bytes. */
  async function versionsByModel(wanted: ReadonlySet<string>): Promise<Map<string, { name: string; version: string }>> {
    const found = new Map<string, { name: string; version: string }>();
    for (const { name, version, digest } of store.versions.newest()) {
      if (found.size === wanted.size) break;
      if (!artifacts.has(digest)) continue;
      const answer = answerOf(await artifacts.files(digest));
      if (wanted.has(answer) && !found.has(answer)) found.set(answer, { name, version });
    }
    return found;
  }

  /** Empty for a model that is no graph. */
  return async (name: string, digest: string, register: Register): Promise<GraphMember[]> => {
    const members = new Map<string, StoredFile[]>();
    for (const file of await artifacts.files(digest)) {
      const [, member, own] = inMember.exec(file.name) ?? [];
      if (member && own) members.set(member, [...(members.get(member) ?? []), { ...file, name: own }]);
    }
    if (members.size === 0) return [];
    const known = await versionsByModel(new Set([...members.values()].map(answerOf)));
    const out: GraphMember[] = [];
    for (const [member, files] of members) {
      const version = known.get(answerOf(files)) ?? (await register(`${name}.${member}`, (await artifacts.assemble(files)).digest));
      out.push({ member, ...version });
    }
    return out;
  };
}

/** What the tag says; nothing where somebody wrote something else there. */
export function membersOf({ tags }: Pick<ModelVersion, 'tags'>): GraphMember[] {
  try {
    const found: unknown = JSON.parse(tags[membersTag] ?? '[]');
    return Array.isArray(found) ? (found as GraphMember[]) : [];
  } catch {
    return [];
  }
}
