/** `modelOut`, `versionOut`: registered models and versions as MLflow's clients read them; a reading thread writes whole pages of them. */
import type { ModelVersion, RegisteredModel } from '../contract/registry.ts';

export function versionOut(version: ModelVersion) {
  return {
    name: version.name,
    version: version.version,
    creation_timestamp: version.createdAt,
    last_updated_timestamp: version.updatedAt,
    user_id: version.userId,
    current_stage: version.stage,
    description: version.description,
    source: version.source,
    run_id: version.trackingRunId ?? '',
    status: version.status,
    tags: pairs(version.tags),
    run_link: version.runLink,
    aliases: version.aliases,
    ...(version.modelId !== null && { model_id: version.modelId }),
  };
}

export function modelOut(model: RegisteredModel, latest: readonly ModelVersion[]) {
  return {
    name: model.name,
    creation_timestamp: model.createdAt,
    last_updated_timestamp: model.updatedAt,
    description: model.description,
    latest_versions: latest.map(versionOut),
    tags: pairs(model.tags),
    aliases: Object.entries(model.aliases).map(([alias, version]) => ({ alias, version })),
  };
}

function pairs(tags: Record<string, string>) {
  return Object.entries(tags).map(([key, value]) => ({ key, value }));
}
