/** `createRegisterRun`: a version of what a run logged, from the run's page. The model is made when there is none of that name. */
import { BancadaError } from '../contract/errors.ts';
import type { TrackingDomain } from '../tracking/index.ts';
import type { Registration } from './create-version.ts';
import type { Models } from './models.ts';
import type { Author } from './rows/events.ts';
import { versionsTag } from './sources.ts';

interface Request {
  name: string;
  runId: string;
  /** A model that the run logged; then `path` is inside it. */
  modelId?: string | undefined;
  /** Of a folder among the artifacts of the run. */
  path: string;
}

export interface RegisterRun {
  /** RUN_NOT_FOUND, ARTIFACT_NOT_FOUND, REGISTRY_INPUT_INVALID. */
  registerRun(request: Request, author: Author): Promise<{ name: string; version: string }>;
}

interface Parts {
  models: Pick<Models, 'create'>;
  registration: Pick<Registration, 'createVersion'>;
  tracking: Pick<TrackingDomain, 'artifacts' | 'artifactView' | 'run' | 'logBatch'>;
}

export function createRegisterRun({ models, registration, tracking }: Parts): RegisterRun {
  async function make(name: string, author: Author): Promise<void> {
    try {
      await models.create({ name }, author);
    } catch (error) {
      if (!(error instanceof BancadaError) || error.code !== 'MODEL_EXISTS') throw error;
    }
  }

  return {
    async registerRun({ name, runId, modelId, path }, author) {
      if (tracking.artifactView.list({ runId, modelId, path }).length === 0) throw new BancadaError('ARTIFACT_NOT_FOUND', { path, run: runId });
      await make(name, author);
      const source = modelId === undefined ? [tracking.artifacts.uri(runId), path].filter(Boolean).join('/') : `models:/${modelId}`;
      const made = await registration.createVersion({ name, source, runId, modelId }, author);
      const known = versionsOf(tracking.run(runId).tags[versionsTag]);
      await tracking.logBatch(runId, { tags: { [versionsTag]: JSON.stringify([...known, made]) } });
      return made;
    },
  };
}

/** What the run says already; nothing where a client wrote something else there. */
function versionsOf(tag: string | undefined): unknown[] {
  try {
    const found: unknown = JSON.parse(tag ?? '[]');
    return Array.isArray(found) ? found : [];
  } catch {
    return [];
  }
}
