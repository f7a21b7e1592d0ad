/** `createRegistration`: new versions: of model folders that pipelines leave, and of whatever an MLflow client names as the source. */
import type { Core } from '../common/core.ts';
import type { ModelVersion } from '../contract/registry.ts';
import type { TrackingDomain } from '../tracking/index.ts';
import { readLoggedFolder } from './folder/logged.ts';
import { readModelFolder } from './folder/own.ts';
import { createGraphMembers, membersTag } from './graph-members.ts';
import type { Tag } from './models.ts';
import type { Author } from './rows/events.ts';
import type { NewVersion } from './rows/versions.ts';
import { checkDescription, checkModelName, checkPlainName, checkTag } from './rules/names.ts';
import { isPromptSource, type SourceReader, versionsTag } from './sources.ts';
import type { RegistryStore } from './store.ts';

export interface VersionRequest {
  name: string;
  source: string;
  runId?: string | undefined;
  modelId?: string | undefined;
  runLink?: string | undefined;
  description?: string | undefined;
  tags?: readonly Tag[];
}

export interface Registration {
  register(about: RegisterRequest): Promise<{ name: string; version: string }>;
  /** As MLflow's clients ask. MODEL_NOT_FOUND, REGISTRY_INPUT_INVALID; VERSION_NOT_FOUND, LOGGED_MODEL_NOT_FOUND for a source that is not there. */
  createVersion(request: VersionRequest, author: Author): Promise<{ name: string; version: string }>;
}

interface RegisterRequest {
  name: string;
  digest: string;
  runId: string;
  trackingRunId: string | null;
  metrics: Record<string, number>;
  tags?: readonly Tag[];
}

const longestLink = 2000;

interface Parts {
  core: Pick<Core, 'artifacts'>;
  store: RegistryStore;
  tracking: TrackingDomain;
  sources: SourceReader;
  changed: (name: string) => void;
}

export function createRegistration({ core, store, tracking, sources, changed }: Parts): Registration {
  const graphMembers = createGraphMembers(core, store);

  const { models, versions, events } = store;

  function insert(model: number, number: number, about: NewVersion, { name, ...author }: Author & { name: string }): void {
    const at = store.now();
    versions.insert(about, { model, version: number, at });
    models.touch(model, at);
    events.add({ model, name, kind: 'version-created', version: number, after: about.source, ...author });
  }

  const registration: Registration = {
    async register({ name, digest, runId, trackingRunId, metrics, tags: given = [] }) {
      checkPlainName(name);
      const registerMember = (member: string, own: string) =>
        registration.register({ name: member, digest: own, runId, trackingRunId, metrics: {}, tags: [{ key: 'bancada.graph', value: name }] });
      const members = await graphMembers(name, digest, registerMember);
      const tags = members.length > 0 ? [...given, { key: membersTag, value: JSON.stringify(members) }] : given;
      for (const { key, value } of tags) checkTag(key, value);
      const folder = readModelFolder(core.artifacts.path(digest));
      const author = { by: runId, name };
      const finite = Object.fromEntries(Object.entries(metrics).filter(([, value]) => Number.isFinite(value)));
      const { model, number } = await store.write(() => {
        if (models.insert(name, '', store.now())) events.add({ model: store.modelId(name), kind: 'model-created', ...author });
        const id = store.modelId(name);
        const same = versions.same(id, { digest, trackingRunId, runId });
        if (same !== undefined) return { model: id, number: same };
        const next = models.nextVersion(id);
        const uri = sources.ownUri(id, next);
        const about = { ...folder, metrics: finite, digest, runId, trackingRunId, source: uri, downloadUri: uri };
        insert(id, next, { ...about, modelId: null, runLink: '', userId: '' }, author);
        for (const { key, value } of tags) versions.putTag(id, next, key, value);
        return { model: id, number: next };
      });
      // Again for one that exists: whoever wrote its row may not have come this far.
      await sources.showOwn(model, number, { kind: 'folder', digest, bytes: folder.bytes });
      const version = String(number);
      if (trackingRunId) await tracking.logBatch(trackingRunId, { tags: { [versionsTag]: JSON.stringify([{ name, version }]) } });
      changed(name);
      return { name, version };
    },
    async createVersion({ name, source, runId, modelId, runLink = '', description = '', tags = [] }, author) {
      checkModelName(name);
      checkDescription(description);
      for (const { key, value } of tags) checkTag(key, value);
      const asPrompt = tags.findLast(({ key }) => key === 'mlflow.prompt.is_prompt')?.value.toLowerCase() === 'true';
      const found = asPrompt && isPromptSource(source) ? sources.ofPrompt(source) : await sources.read(source, { runId, modelId });
      const about = { ...describe(found.digest), ...found, description, runLink: runLink.slice(0, longestLink), runId: found.copied?.runId ?? null };
      const number = await store.write(() => {
        const model = store.modelId(name);
        const next = models.nextVersion(model);
        insert(
          model,
          next,
          { ...about, metrics: metricsOf(found.trackingRunId, found.copied), userId: userOf(found.trackingRunId) },
          { ...author, name },
        );
        for (const { key, value } of tags) versions.putTag(model, next, key, value);
        return next;
      });
      if (found.modelId !== null && !found.copied) await sources.tell(found.modelId, { name, version: number });
      changed(name);
      return { name, version: String(number) };
    },
  };
  return registration;

  function describe(digest: string | null) {
    const folder = digest === null ? null : readLoggedFolder(core.artifacts.path(digest));
    return folder ?? { algorithm: '', flavors: [], signature: [], inputExample: {}, bytes: 0 };
  }

  /** The run's latest, as they are now: what the version was judged by. */
  function metricsOf(trackingRunId: string | null, copied: ModelVersion | null): Record<string, number> {
    const run = runOf(trackingRunId);
    if (copied || !run) return copied?.metrics ?? {};
    return Object.fromEntries(run.metrics.filter(({ value }) => Number.isFinite(value)).map(({ key, value }) => [key, value]));
  }

  function userOf(trackingRunId: string | null): string {
    return runOf(trackingRunId)?.info.userId ?? '';
  }

  /** A client may name a run that is not here. */
  function runOf(trackingRunId: string | null) {
    return trackingRunId === null ? null : sources.run(trackingRunId);
  }
}
