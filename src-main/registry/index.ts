/** The model registry, MLflow's in full: models, versions, aliases, stages, tags; who did what; gates and cards. */
import type { Core } from '../common/core.ts';
import type { Language } from '../contract/base.ts';
import { BancadaError } from '../contract/errors.ts';
import type { AliasMove, GateResult, ModelCard, ModelVersion, RegisteredModel, RegistryEvent, VersionLineage } from '../contract/registry.ts';
import { inlineReaders, type Readers } from '../storage/index.ts';
import type { TrackingDomain } from '../tracking/index.ts';
import { type Aliases, createAliases } from './aliases.ts';
import { createCards } from './card/cards.ts';
import { createRegistration, type VersionRequest } from './create-version.ts';
import { readModelFolder } from './folder/own.ts';
import { createGate } from './gate/gate.ts';
import { createLineage } from './lineage.ts';
import { createModels, type Models } from './models.ts';
import { type Candidacy, createPromotion } from './promotion.ts';
import { createRegisterRun, type RegisterRun } from './register-run.ts';
import type { Registry } from './registry.ts';
import { createResolve } from './resolve.ts';
import type { Author } from './rows/events.ts';
import { createRegistrySearch, type RegistrySearch } from './search/search.ts';
import { createSources } from './sources.ts';
import { createRegistryStore } from './store.ts';
import { createVersions, type Versions } from './versions.ts';

export { membersOf } from './graph-members.ts';
export { modelOut, versionOut } from './mlflow-shape.ts';
export type { Registry } from './registry.ts';
export type { Author } from './rows/events.ts';
export { parseTarget } from './target.ts';

export interface RegistryDomain extends Registry, Models, Omit<Versions, 'latestVersions'>, Aliases, RegisterRun {
  setAlias: Aliases['setAlias'];
  models(): RegisteredModel[];
  model(name: string): RegisteredModel & { items: ModelVersion[]; history: AliasMove[] };
  registeredModel(name: string): RegisteredModel;
  version(name: string, version: string): ModelVersion;
  latestVersions: Versions['latestVersions'];
  /** The newest hundred that name the run. */
  versionsOfRun(runId: string): { name: string; version: string }[];
  /** Where its files are in the tree of artifacts; null when they are not in the lab. */
  filesOf(name: string, version: string): string | null;
  createVersion(request: VersionRequest, author: Author): Promise<ModelVersion>;
  readonly search: RegistrySearch;
  /** Newest first; of one model, or of all, those that are gone too. */
  events(about: { name?: string | undefined; limit: number }): RegistryEvent[];
  gate(candidacy: Candidacy): GateResult;
  /** PROMOTION_REFUSED. */
  promote(about: Candidacy & { force: boolean; by: string; comment: string }): Promise<GateResult>;
  lineage(name: string, version: string): VersionLineage;
  card(name: string, version: string, language: Language): ModelCard;
  saveCard(name: string, version: string, card: { language: Language; text: string }, author: Author): Promise<void>;
}

type RegistryCore = Pick<Core, 'storage' | 'artifacts' | 'changes' | 'clock'>;

export function createRegistry(
  core: RegistryCore,
  { tracking, readers = inlineReaders(core.storage.db) }: { tracking: TrackingDomain; readers?: Readers },
): RegistryDomain {
  const store = createRegistryStore(core);
  const sources = createSources(store, tracking);
  let endpointsOf: (name: string, version: string) => string[] = () => [];
  const renamed: ((from: string, to: string) => Promise<void>)[] = [];

  const changed = (name: string) => core.changes.publish({ topic: 'registry', id: name });
  const shown = (version: ModelVersion): ModelVersion => ({ ...version, endpoints: endpointsOf(version.name, version.version) });
  const resolve = createResolve(store);

  const registration = createRegistration({ core, store, tracking, sources, changed });
  const aliases = createAliases(store, changed);
  const lineageOf = createLineage(store, tracking, sources);
  const cards = createCards(core.storage, store, lineageOf);
  const judge = createGate({ lineage: lineageOf, load: (version) => void readModelFolder(folder(version)) });
  const version = (name: string, wanted: string) => {
    const { model, number } = store.versionKey(name, wanted);
    return shown(store.versions.get(model, number)!);
  };
  const promotion = createPromotion({ store, aliases, judge, version });

  function folder({ name, version: number, digest, servable, flavors }: ModelVersion): string {
    if (!servable || digest === null) throw new BancadaError('MODEL_NOT_SERVABLE', { name, version: number, flavors: flavors.join(', ') || '—' });
    return core.artifacts.path(digest);
  }

  const models = createModels(store, {
    changed,
    async renamed(from, to) {
      for (const listener of renamed) await listener(from, to);
    },
    deleted: async (model) => void (await sources.hideOwn(model)),
  });

  const changes = createVersions(store, { changed, versionDeleted: async (model, number) => void (await sources.hideOwn(model, number)) });

  return {
    ...models,
    ...createRegisterRun({ models, registration, tracking }),
    ...changes,
    filesOf: (name, wanted) => sources.pathOf(changes.downloadUri(name, wanted)),
    ...aliases,
    async register(about) {
      const { name, version: number } = await registration.register(about);
      return version(name, number);
    },
    async createVersion(request, author) {
      const { name, version: number } = await registration.createVersion(request, author);
      return version(name, number);
    },
    resolve: (target) => shown(resolve(target)),
    folder,
    askEndpoints(namesOf) {
      endpointsOf = namesOf;
    },
    onRenamed: (listener) => void renamed.push(listener),
    models: () => store.models.all(),
    model(name) {
      const id = store.modelId(name);
      return { ...store.models.get(id), items: store.versions.all(id).map(shown), history: store.events.moves(id) };
    },
    versionsOfRun: (runId) => store.versions.ofRun(runId),
    registeredModel: (name) => store.models.get(store.modelId(name)),
    version,
    search: createRegistrySearch(readers),
    events: ({ name, limit }) => (name === undefined ? store.events.all(limit) : store.events.ofModel(store.modelId(name), limit)),
    gate: promotion.gate,
    promote: promotion.promote,
    lineage: (name, wanted) => lineageOf(version(name, wanted)),
    card: (name, wanted, language) => cards.read(version(name, wanted), language),
    async saveCard(name, wanted, card, author) {
      await cards.save(name, wanted, card, author);
      changed(name);
    },
  };
}
