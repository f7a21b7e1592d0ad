/** `createSources`: what a source means: which files of the lab, which run, which logged model, which version it copies. */
import { BancadaError } from '../contract/errors.ts';
import type { ModelVersion } from '../contract/registry.ts';
import type { StoredArtifact } from '../storage/index.ts';
import type { TrackingDomain } from '../tracking/index.ts';
import { refused, stageOf } from './rules/names.ts';
import { parseSource } from './rules/source.ts';
import type { RegistryStore } from './store.ts';

export interface ReadSource {
  source: string;
  downloadUri: string;
  trackingRunId: string | null;
  modelId: string | null;
  digest: string | null;
  copied: ModelVersion | null;
}

/** Of the run or logged model that a version was made of, so that its page can name it, as MLflow does. */
export const versionsTag = 'mlflow.modelVersions';

export type SourceReader = ReturnType<typeof createSources>;

/** What clients write for a prompt, which has no files. It names no place at all. */
const promptSources = new Set(['dummy-source', 'prompt-template']);
export const isPromptSource = (source: string) => promptSources.has(source);

interface Given {
  runId?: string | undefined;
  modelId?: string | undefined;
}

export function createSources(store: RegistryStore, tracking: TrackingDomain) {
  const { tree } = tracking.artifacts;
  const ownPath = (model: number, version: number) => `registry/${model}/${version}`;

  function run(runId: string) {
    return missing('RUN_NOT_FOUND', () => tracking.runs.entity(runId));
  }

  /** The folder as it is now, whatever becomes of the path. */
  async function stored(path: string | null): Promise<string | null> {
    const found = path ? await tree.snapshot(path) : null;
    return found?.kind === 'folder' ? found.digest : null;
  }

  function version(name: string, suffix: string): ModelVersion {
    const { model, number } = store.versionKey(name, suffix);
    return store.versions.get(model, number)!;
  }

  /** `latest` is the newest of all, a stage the newest in it. */
  function newest(name: string, suffix: string): ModelVersion {
    const model = store.modelId(name);
    const stage = suffix.toLowerCase() === 'latest' ? null : stageOf(suffix);
    const found = store.versions.all(model).find((one) => stage === null || one.stage === stage);
    if (!found) throw store.versionMissing(name, suffix);
    return found;
  }

  function copy(from: ModelVersion, { runId, modelId }: Given): ReadSource {
    const source = `models:/${from.name}/${from.version}`;
    const { model, number } = store.versionKey(from.name, from.version);
    const downloadUri = store.versions.downloadUri(model, number)!;
    return { source, downloadUri, trackingRunId: runId || from.trackingRunId, modelId: modelId || from.modelId, digest: from.digest, copied: from };
  }

  async function read(source: string, given: Given): Promise<ReadSource> {
    const parsed = parseSource(source);
    const { runId = '', modelId = '' } = given;
    const about = parsed.kind === 'logged-model' ? parsed.modelId : modelId;
    // LOGGED_MODEL_NOT_FOUND, before anything is made of it.
    const made = about === '' ? null : tracking.loggedModels.get(about);
    const plain = {
      source,
      downloadUri: source,
      trackingRunId: runId || made?.sourceRunId || null,
      modelId: about || null,
      digest: null,
      copied: null,
    };
    switch (parsed.kind) {
      case 'cloud':
        return plain;
      case 'artifacts':
        return { ...plain, digest: await stored(parsed.path) };
      case 'run': {
        const path = missing('RUN_NOT_FOUND', () => tracking.artifacts.path(parsed.runId, parsed.path));
        return { ...plain, digest: await stored(path) };
      }
      case 'version':
        return copy(/^\d+$/.test(parsed.suffix) ? version(parsed.name, parsed.suffix) : newest(parsed.name, parsed.suffix), given);
      case 'alias': {
        const to = store.models.alias(store.modelId(parsed.name), parsed.alias);
        if (to === undefined) throw new BancadaError('ALIAS_NOT_FOUND', { name: parsed.name, alias: parsed.alias });
        return copy(version(parsed.name, String(to)), given);
      }
      case 'logged-model': {
        if (modelId && modelId !== parsed.modelId)
          throw refused(
            'source',
            `Invalid model version source: '${source}'. The model_id request parameter must identify the resource that contains the source.`,
          );
        return { ...plain, downloadUri: made!.artifactUri, digest: await stored(tracking.loggedModels.path(parsed.modelId, '')) };
      }
    }
  }

  return {
    read,
    run,
    /** Where an address of a version's files leads in the tree of artifacts; null when they are elsewhere. */
    pathOf(downloadUri: string): string | null {
      if (isPromptSource(downloadUri)) return null;
      const parsed = parseSource(downloadUri);
      if (parsed.kind === 'artifacts') return parsed.path;
      return parsed.kind === 'run' ? missing('RUN_NOT_FOUND', () => tracking.artifacts.path(parsed.runId, parsed.path)) : null;
    },
    ofPrompt: (source: string): ReadSource => ({ source, downloadUri: source, trackingRunId: null, modelId: null, digest: null, copied: null }),
    /** The logged model's page names its versions; a newer client writes the same tag once more. */
    async tell(modelId: string, version: { name: string; version: number }): Promise<void> {
      const { registrations } = tracking.loggedModels.get(modelId);
      const known = registrations.map((one) => ({ name: one.name, version: Number(one.version) }));
      if (known.some((one) => one.name === version.name && one.version === version.version)) return;
      const listed = [...known, version].map((one) => `{"name": ${JSON.stringify(one.name)}, "version": ${one.version}}`);
      await tracking.loggedModels.setTags(modelId, [{ key: versionsTag, value: `[${listed.join(', ')}]` }]);
    },
    /** Where the files of a version of ours are for any client: a place of its own in the tree, that stays when its run goes. */
    ownUri: (model: number, version: number) => `mlflow-artifacts:/${ownPath(model, version)}`,
    showOwn: (model: number, version: number, artifact: StoredArtifact) => tree.attach(ownPath(model, version), artifact),
    hideOwn: (model: number, version?: number) => tree.delete(version === undefined ? `registry/${model}` : ownPath(model, version)),
  };
}

/** Null when what is asked for is not there. */
function missing<T>(code: BancadaError['code'], read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof BancadaError && error.code === code) return null;
    throw error;
  }
}
